"""`netvisor queue run` as a process of its own: signals, the display on a terminal, the lines elsewhere."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from netvisor.cli.queue_run import run
from netvisor.codec.finnish_time import local
from netvisor.queue import Outbox, OutcomeCannotBeTold, State
from netvisor.resources import raw
from netvisor.sandbox import Sandbox
from tests.queue.scene import BUSY, QUIET, customer

_CODE = "from netvisor.cli import main; main()"
_STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@contextmanager
def running(
    sandbox: Sandbox, place: Path, *options: str, terminal: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    who = {f"NETVISOR_{name.upper()}": value for name, value in sandbox.credentials.plain().items()}
    environment = {**os.environ, **who, "NETVISOR_BASE_URL": sandbox.url, "COLUMNS": "90", "TERM": "xterm"}
    command = [sys.executable, "-c", _CODE, "queue", "run", "--db", str(place), *options]
    process = subprocess.Popen(  # noqa: S603
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if terminal is None else terminal,
        text=True,
        env=environment,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox.open(tmp_path / "queue.db") as opened:
        yield opened


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_after_the_call_that_is_under_way(
    outbox: Outbox, tmp_path: Path, number: signal.Signals
) -> None:
    with Sandbox(companies=[BUSY]) as sandbox:
        # The answer takes long enough for the signal to come before it.
        sandbox.fail_next(how="delay", seconds=2.0, resource="customer.nv")
        first = outbox.put(customer("Yksi Oy", "011"), company=BUSY)
        outbox.put(customer("Kaksi Oy", "012"), company=BUSY)
        with running(sandbox, tmp_path / "queue.db", "--workers", "1") as process:
            until(outbox, first.id, State.SENDING)
            process.send_signal(number)
            out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
        assert out == "sent 1  accepted 1  refused 0  unknown 0  held 0  waiting 1\n"
        assert "Stopping: calls under way are brought to their end" in err
        assert outbox.message(first).state is State.ACCEPTED


def test_a_second_signal_leaves_at_once_and_loses_nothing(outbox: Outbox, tmp_path: Path) -> None:
    with Sandbox(companies=[BUSY]) as sandbox:
        sandbox.fail_next(how="delay", seconds=20.0, resource="customer.nv")
        ticket = outbox.put(customer("Yksi Oy", "011"), company=BUSY)
        with running(sandbox, tmp_path / "queue.db", "--workers", "1") as process:
            until(outbox, ticket.id, State.SENDING)
            process.send_signal(signal.SIGINT)
            assert process.stderr is not None
            assert process.stderr.readline().startswith("Stopping")
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)
        assert (process.returncode, err) == (
            130,
            "Left at once: what was being sent is looked up when the leases end.\n",
        )
        assert outbox.message(ticket).state is State.SENDING


def test_what_is_put_later_is_sent_too(outbox: Outbox, tmp_path: Path) -> None:
    with (
        Sandbox(companies=[BUSY, QUIET]) as sandbox,
        running(
            sandbox, tmp_path / "queue.db", "--credentials", str(credentials_folder(sandbox, tmp_path / "keys"))
        ) as process,
    ):
        for company in (BUSY, QUIET):
            ticket = outbox.put(customer("Oy", "011"), company=company)
            until(outbox, ticket.id, State.ACCEPTED)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
        assert (out, process.returncode) == ("sent 2  accepted 2  refused 0  unknown 0  held 0  waiting 0\n", 0), err
        # Nobody watches: nothing went wrong, so there is nothing to say.
        assert err == "Stopping: calls under way are brought to their end. Ctrl-C again to leave at once.\n"


def test_whoever_watches_sees_figures_and_lanes(outbox: Outbox, tmp_path: Path) -> None:
    reader, terminal = os.openpty()
    written: list[bytes] = []

    def listen() -> None:
        try:
            while block := os.read(reader, 65_536):
                written.append(block)
        except OSError:
            pass  # a terminal that nobody writes to any more ends with an error on Linux

    def shown(text: str) -> bool:
        return text in _STYLE.sub("", b"".join(written).decode("utf-8", "replace"))

    listener = threading.Thread(target=listen)
    listener.start()
    with Sandbox(companies=[BUSY]) as sandbox:
        sandbox.fail_next(how="delay", seconds=3.0, resource="customer.nv")
        ticket = outbox.put(customer("Yksi Oy", "011"), company=BUSY)
        with running(sandbox, tmp_path / "queue.db", terminal=terminal) as process:
            until(outbox, ticket.id, State.ACCEPTED)
            process.send_signal(signal.SIGINT)
            out, _ = process.communicate(timeout=30)
    os.close(terminal)
    listener.join()
    os.close(reader)
    assert (process.returncode, out) == (0, "sent 1  accepted 1  refused 0  unknown 0  held 0  waiting 0\n")
    assert shown("Ctrl-C ends it")
    assert shown(f"message {ticket.id}, customer.nv, for ")
    assert shown("sending 1")


def credentials_folder(sandbox: Sandbox, folder: Path) -> Path:
    """A folder with a file of credentials for each company of a sandbox."""
    folder.mkdir()
    for company in sandbox.companies:
        file = folder / f"{company}.toml"
        file.touch(mode=0o600)
        file.write_text("".join(f'{k} = "{v}"\n' for k, v in sandbox.credentials_for(company).plain().items()), "utf-8")
    return folder


def until(outbox: Outbox, number: int, state: State) -> None:
    """Wait until a message is in a state, as the other process tells."""
    for _ in range(600):
        if outbox.message(number).state is state:
            return
        threading.Event().wait(0.05)
    raise AssertionError(f"message {number} is {outbox.message(number).state}")


def test_big_messages_wait_for_the_quiet_hours_of_the_option(outbox: Outbox, tmp_path: Path) -> None:
    with Sandbox(companies=[BUSY]) as sandbox:
        small = outbox.put(customer("Yksi Oy", "011"), company=BUSY)
        body = b"<root>" + b" " * 5_000_000 + b"</root>"
        with pytest.warns(OutcomeCannotBeTold):
            big = outbox.put(raw.post("customer.nv", body, method="add"), company=BUSY)
        now = local(datetime.now(UTC))
        hours = f"{now + timedelta(hours=2):%H:%M}-{now + timedelta(hours=3):%H:%M}"
        with running(sandbox, tmp_path / "queue.db", "--drain", "--quiet-hours", hours) as process:
            process.communicate(timeout=60)
    assert (outbox.message(small).state, outbox.message(big).state) == (State.ACCEPTED, State.WAITING)


@pytest.mark.parametrize("hours", ["18:00", "18-7-1", "25:00-07:00", "evening-morning"])
def test_quiet_hours_that_are_none_are_refused(hours: str) -> None:
    ended = CliRunner().invoke(run, ["--quiet-hours", hours])
    assert (ended.exit_code, "is not two times of day; expected such as 18:00-07:00" in ended.output) == (2, True)
