"""Accidents of a machine: a full disk, a locked file, processes that share a file or fork, a clock that jumps."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from netvisor.errors import SetupError
from netvisor.queue import Outbox, QueueUnavailable, State
from netvisor.queue.database import migration_texts
from netvisor.queue.lanes import Lanes, Outcome
from netvisor.queue.sqlite import SqliteDatabase
from netvisor.resources import customers
from tests.sandbox import messages as m

from .raw import Raw
from .writes import COMPANY

CALL = customers.add_customer(m.customer())
SENT = Outcome(state=State.ACCEPTED, said="accepted", answer="{}")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "queue.db"


@pytest.fixture
def impatient(file: Path) -> Iterator[Outbox]:
    with Outbox(SqliteDatabase(file, patience=0.1)) as outbox:
        yield outbox


# A full disk.


def pages(outbox: Outbox, most: int) -> None:
    """Let the file have no more than so many pages, as on a disk that is full; 0 for as it is."""

    def limit(transaction: Any) -> None:
        connection: sqlite3.Connection = transaction._connection
        (now,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count = {most or now}")

    outbox.database.write(limit)


def test_a_full_disk_is_told_and_nothing_that_was_put_is_lost(impatient: Outbox) -> None:
    pages(impatient, 0)
    put: list[Any] = []

    def put_until_it_is_full() -> None:
        for number in range(1000):
            put.append(impatient.put(CALL, company=COMPANY, key=str(number)))

    with pytest.raises(QueueUnavailable, match=r"queue\.db could not be written or read: database or disk is full"):
        put_until_it_is_full()
    assert impatient.counts()[State.WAITING] == len(put)
    pages(impatient, 1_000_000)
    impatient.put(CALL, company=COMPANY, key="after")
    assert impatient.counts()[State.WAITING] == len(put) + 1


def test_what_others_asked_for_at_the_same_time_fails_alone(impatient: Outbox) -> None:
    def fail(_: Any) -> None:
        raise ValueError("mine")

    failures: list[BaseException] = []

    def ask() -> None:
        try:
            impatient.database.write(fail)
        except ValueError as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    threads += [threading.Thread(target=lambda: impatient.put(CALL, company=COMPANY)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(failures), impatient.counts()[State.WAITING]) == (4, 4)


# A file that somebody else has.


def test_a_locked_file_is_told_and_used_again_when_it_is_free(impatient: Outbox, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(QueueUnavailable, match="database is locked; nothing was changed"):
            impatient.put(CALL, company=COMPANY)
        other.execute("rollback")
    impatient.put(CALL, company=COMPANY)
    assert impatient.counts()[State.WAITING] == 1


def test_a_locked_file_cannot_be_opened(file: Path) -> None:
    Outbox.open(file).close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin exclusive")
        with pytest.raises(SetupError, match=r"queue\.db cannot be opened as a queue: database is locked"):
            SqliteDatabase(file, patience=0.1)


def test_a_file_of_something_else_is_refused(file: Path) -> None:
    with closing(sqlite3.connect(file)) as other:
        other.execute("create table mine (id integer)")
        other.commit()
    with pytest.raises(SetupError, match="holds no queue; take another file"):
        Outbox.open(file)
    file.write_bytes(b"this is no database at all, and long enough to look like one" * 20)
    with pytest.raises(SetupError, match="cannot be opened as a queue"):
        Outbox.open(file)


def test_a_file_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="cannot be opened as a queue: unable to open database file"):
        Outbox.open(tmp_path / "nowhere" / "queue.db")


# Versions.


def test_tables_of_an_older_version_are_migrated_with_what_they_hold(file: Path) -> None:
    with Outbox.open(file) as outbox:
        outbox.put(CALL, company=COMPANY)
    with closing(Raw(str(file))) as raw:
        raw.run("alter table lane drop column wanted_until")
        raw.run("drop index message_finished")
        raw.run("pragma user_version = 1")
    with Outbox.open(file) as outbox:
        assert outbox.counts()[State.WAITING] == 1
        assert Lanes(outbox.database, "w", lease=60).claim() is not None


def test_tables_of_a_newer_version_are_refused(file: Path) -> None:
    Outbox.open(file).close()
    with closing(Raw(str(file))) as raw:
        raw.run("pragma user_version = 99")
    with pytest.raises(SetupError, match="written by a newer version of the library"):
        Outbox.open(file)


def test_migrations_are_numbered_without_a_gap() -> None:
    numbers = [number for number, _ in migration_texts()]
    assert numbers == list(range(1, len(numbers) + 1))


# Several processes.

PUTTING = """
    from netvisor.queue import Outbox
    from netvisor.resources import customers
    from tests.sandbox import messages as m
    import sys
    with Outbox.open(sys.argv[1]) as outbox:
        for number in range(50):
            outbox.put(customers.add_customer(m.customer()), company="1234567-8", key=f"{sys.argv[2]}-{number}")
"""


def test_two_processes_put_into_one_queue_while_a_third_works(outbox: Outbox, place: str) -> None:
    command = [sys.executable, "-c", textwrap.dedent(PUTTING), place]
    putting = [subprocess.Popen([*command, name]) for name in ("a", "b")]  # noqa: S603  # a program of this test
    lanes = Lanes(outbox.database, "w", lease=60)
    until = time.monotonic() + 60
    while outbox.counts()[State.ACCEPTED] < 100:
        assert time.monotonic() < until
        claim = lanes.claim()
        if claim is None:
            outbox.database.wait(0.05)
        else:
            assert lanes.finish(claim, SENT)
    assert [process.wait(30) for process in putting] == [0, 0]
    assert outbox.counts()[State.WAITING] == 0


FORKING = """
    import os, sys
    from netvisor.queue import Outbox
    from netvisor.resources import customers
    from tests.sandbox import messages as m
    call = customers.add_customer(m.customer())
    outbox = Outbox.open(sys.argv[1])
    outbox.put(call, company="1234567-8", key="before")
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        outbox.put(call, company="1234567-8", key="child")
        os.write(tell, b"1")
        for number in range(50):
            outbox.put(call, company="1234567-8", key=f"child-{number}")
        outbox.close()
        os._exit(0)
    os.read(told, 1)
    outbox.put(call, company="1234567-8", key="parent")
    outbox.close()
    status = os.waitpid(child, 0)[1]
    with Outbox.open(sys.argv[1]) as again:
        print(status, sum(again.counts().values()))
"""


def test_a_process_that_forks_shares_its_queue_with_its_child(place: str) -> None:
    command = [sys.executable, "-W", "ignore", "-c", textwrap.dedent(FORKING), place]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
    assert told.stdout.split() == ["0", "53"]


# Clocks.


def shift(raw: Raw, seconds: float) -> None:
    """Let the moments that are stored be later, as if the clock had been set back."""
    raw.run("update lane set ready_at = ready_at + ?, lease_until = lease_until + ?", seconds, seconds)
    raw.run("update message set not_before = not_before + ? where not_before > 0", seconds)
    raw.run("update message set put_at = put_at + ?, changed_at = changed_at + ?", seconds, seconds)


def test_a_clock_that_is_set_back_stops_nothing(outbox: Outbox, raw: Raw) -> None:
    for number in range(3):
        outbox.put(CALL, company=COMPANY, key=str(number))
    lanes = Lanes(outbox.database, "w", lease=60)
    claim = lanes.claim()
    assert claim is not None
    lanes.finish(claim, SENT)
    lanes.due_in()
    shift(raw, 3600)
    lanes._latest += 3600
    assert lanes.claim() is None
    assert lanes.due_in() == 0
    assert lanes.claim() is not None


def test_the_lease_of_a_dead_worker_is_no_longer_when_the_clock_is_set_back(outbox: Outbox, raw: Raw) -> None:
    outbox.put(CALL, company=COMPANY)
    assert Lanes(outbox.database, "dead", lease=60).claim() is not None
    other = Lanes(outbox.database, "w", lease=60)
    other.due_in()
    shift(raw, 3600)
    other._latest += 3600
    other.due_in()
    due = other.due_in()
    assert due is not None
    assert 50 < due <= 60


def test_a_clock_that_jumps_ahead_ends_leases_and_the_late_answer_still_counts(outbox: Outbox, raw: Raw) -> None:
    ticket = outbox.put(CALL, company=COMPANY)
    slow, other = Lanes(outbox.database, "slow", lease=60), Lanes(outbox.database, "other", lease=60)
    claim = slow.claim()
    assert claim is not None
    shift(raw, -3600)
    look = other.claim()
    assert look is not None
    assert look.action == "look"
    assert slow.finish(claim, SENT)
    assert not other.finish(look, Outcome(state=State.HELD, said="undecided"))
    assert other.send_again(look) is None
    assert outbox.message(ticket).state is State.ACCEPTED
