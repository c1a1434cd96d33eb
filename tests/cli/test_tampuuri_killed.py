"""`netvisor tampuuri sync --sandbox` is killed with SIGKILL, service and all, and run again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netvisor import Client
from netvisor.cli.connection import sandbox_file
from netvisor.cli.tampuuri.bridging import bridge_queue_of
from netvisor.queue import Outbox, State
from netvisor.resources import sales
from netvisor.sandbox import Sandbox
from tests.cli.conftest import Run

PROGRAM = [sys.executable, "-c", "from netvisor.cli import main; main()", "tampuuri", "sync", "--sandbox"]
MORE = 40
"""Contracts beside the seeded ones, so that a run lasts long enough to be killed in its middle."""
PLANNED = 71 + 3 * MORE


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The file of a sandbox with more contracts."""
    file = sandbox_file()
    file.parent.mkdir(parents=True)
    with Sandbox(db=file) as sandbox:
        sandbox.tampuuri.fill()
        for _ in range(MORE):
            contract = {"OsapuoliId": 20001, "KohdeId": 1003, "Tila": "Sopimus", "Alkupvm": "2026-01-01"}
            key = sandbox.tampuuri.add("sopimukset", contract)
            charge = {"SopimusId": key, "Nimi": "Vuokra", "Summa": 500, "Alkupvm": "2026-01-01"}
            sandbox.tampuuri.add("maksulajit", charge)
    return file


def accepted(queue: Path) -> int:
    """How much a queue that another process uses has accepted."""
    if not queue.exists():
        return 0
    with Outbox.open(queue) as outbox:
        return outbox.counts()[State.ACCEPTED]


@pytest.mark.slow
@pytest.mark.parametrize("after", [15, 120])
def test_a_command_that_is_killed_and_run_again_gives_each_invoice_once(run: Run, company: Path, after: int) -> None:
    queue = bridge_queue_of(company)
    with subprocess.Popen(PROGRAM, env={**os.environ}, stderr=subprocess.DEVNULL) as running:  # noqa: S603
        until = time.monotonic() + 60
        while accepted(queue) < after:
            assert time.monotonic() < until
        running.kill()
    assert running.returncode == -signal.SIGKILL
    line = run("tampuuri", "sync", "--sandbox").stdout.splitlines()[-1]
    found = re.fullmatch(rf"planned {PLANNED}  created (\d+)  left (\d+)  held 0  doubled 0", line)
    assert found is not None, line
    assert int(found[2]) >= after
    again = f"planned {PLANNED}  created 0  left {PLANNED}  held 0  doubled 0\n"
    assert run("tampuuri", "sync", "--sandbox").stdout == again
    with Sandbox(db=company) as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
        numbers = [each.invoice_number for each in client.send(sales.list_sales_invoices())]
    assert len(set(numbers)) == len(numbers) == 30 + 3 * MORE
