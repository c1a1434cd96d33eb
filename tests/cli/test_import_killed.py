"""`netvisor import --send --sandbox` is killed with SIGKILL, service and all, and run again."""

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
from netvisor.cli.queue_place import sandbox_queue
from netvisor.queue import Outbox, State
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.cli.conftest import Run

PROGRAM = [sys.executable, "-c", "from netvisor.cli import main; main()", "import", "customer"]
ROWS = 150


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Customers in a sheet."""
    file = tmp_path / "customers.csv"
    rows = (f"C-{at};Asiakas {at} Oy" for at in range(ROWS))
    file.write_text("\n".join(["internal_identifier;name", *rows]), "utf-8")
    return file


def reached(put: int, accepted: int) -> bool:
    """Whether the queue of another process has so much."""
    queue = sandbox_queue(sandbox_file(), "import")
    if not queue.exists():
        return False
    with Outbox.open(queue) as outbox:
        counts = outbox.counts()
    return sum(counts.values()) >= put and counts[State.ACCEPTED] >= accepted


@pytest.mark.parametrize(
    ("put", "accepted"),
    [
        pytest.param(1, 0, marks=pytest.mark.slow),
        pytest.param(ROWS, 0, marks=pytest.mark.slow),
        pytest.param(ROWS, 5, marks=pytest.mark.slow),
        pytest.param(ROWS, 60, marks=pytest.mark.slow),
        pytest.param(ROWS, ROWS, marks=pytest.mark.slow),
    ],
)
def test_an_import_that_is_killed_and_run_again_doubles_nothing(run: Run, sheet: Path, put: int, accepted: int) -> None:
    command = [*PROGRAM, str(sheet), "--send", "--sandbox"]
    with subprocess.Popen(command, env={**os.environ}, stderr=subprocess.DEVNULL) as running:  # noqa: S603
        until = time.monotonic() + 60
        while not reached(put, accepted):
            assert time.monotonic() < until
        running.kill()
    assert running.returncode in {-signal.SIGKILL, *([0] if accepted == ROWS else [])}
    line = f"import:          rows {ROWS}  messages {ROWS}  sent {ROWS}  refused 0  wrong cells 0"
    assert run("import", "customer", sheet, "--send", "--sandbox").stdout.splitlines()[-1] == line
    result = sheet.with_name("customers.result.csv").read_text("utf-8-sig")
    assert len(re.findall(r"^C-\d+;Asiakas \d+ Oy;accepted;\d+;$", result, re.M)) == ROWS
    with Sandbox(db=sandbox_file()) as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
        codes = [each.code for each in client.send(customers.list_customers())]
    assert sorted(map(str, codes)) == sorted(f"C-{at}" for at in range(ROWS))


def test_an_import_that_is_asked_to_stop_ends_its_call_and_goes_on_later(run: Run, sheet: Path) -> None:
    command = [*PROGRAM, str(sheet), "--send", "--sandbox"]
    with subprocess.Popen(command, env={**os.environ}, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603
        until = time.monotonic() + 60
        while not reached(ROWS, 5):
            assert time.monotonic() < until
        running.send_signal(signal.SIGINT)
        said, told = running.communicate(timeout=60)
    found = re.search(rf"rows {ROWS}  messages {ROWS}  sent (\d+)  refused 0  wrong cells 0\n$", said.decode())
    assert found is not None
    assert (running.returncode, 5 <= int(found[1]) < ROWS) == (4, True)
    assert b"Run the same command again to go on." in told
    assert f"sent {ROWS} " in run("import", "customer", sheet, "--send", "--sandbox").stdout.splitlines()[-1]
