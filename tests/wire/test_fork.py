"""A client may be forked: parent and children share no connection, and no answer goes astray."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.wire.certificates import Certified
from tests.wire.forking import CALLS, ITEMS, PROCESSES

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def run(what: str, certified: Certified | None) -> dict[str, Any]:
    files = [certified.authority, certified.certificate, certified.key] if certified else []
    command = [sys.executable, "-W", "error", "-m", "tests.wire.forking", what, *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "TLS"])
def test_every_process_of_a_forked_client_gets_its_own_answers(encrypted: bool, trusted: Certified) -> None:
    assert (PROCESSES + 1) * CALLS >= 1_000
    outcome = run("calls", trusted if encrypted else None)
    assert outcome["wrong"] == [[]] * (PROCESSES + 2)
    before, after = outcome["connections"]
    # One for each child; the parent goes on with its own, which no child has closed.
    assert after == before + PROCESSES


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "TLS"])
def test_a_stream_belongs_to_the_process_that_opened_it(encrypted: bool, trusted: Certified) -> None:
    outcome = run("stream", trusted if encrypted else None)
    told, number = outcome["child"]
    assert told.startswith("OutcomeUnknown: ")
    assert "was opened before this process was forked" in told
    # The child has the company's turn all the same, and an own connection.
    assert number == 7
    assert outcome["parent"] == ITEMS
