"""Wake-ups by procrastinate, on a PostgreSQL server of the tests' own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from procrastinate import App, PsycopgConnector, SyncPsycopgConnector

from netvisor import Client
from netvisor.errors import SetupError
from netvisor.queue import Outbox, State
from netvisor.queue.lanes import Lanes
from netvisor.queue.procrastinate import DRAIN, QUEUE, SWEEP, install, uninstall
from netvisor.sandbox import Sandbox
from netvisor.testing.torture.own_database import own_database
from netvisor.testing.torture.private_postgresql import PrivatePostgresql

from .scene import BUSY, PAUSED, QUIET, customer


@pytest.fixture
def address(postgresql: PrivatePostgresql) -> Iterator[str]:
    """A database without tables, but for procrastinate's."""
    with own_database(postgresql.url) as made:
        with App(connector=SyncPsycopgConnector(conninfo=made)).open() as app:
            app.schema_manager.apply_schema()
        yield made


@pytest.fixture
def outbox(address: str) -> Iterator[Outbox]:
    with Outbox.open(address) as opened:
        yield opened


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[BUSY, PAUSED, QUIET]) as running:
        yield running


def clients(sandbox: Sandbox) -> Callable[[str], Client]:
    made = {each: Client(sandbox.credentials_for(each), base_url=sandbox.url) for each in sandbox.companies}
    return made.__getitem__


@pytest.fixture
def app(address: str, outbox: Outbox, sandbox: Sandbox) -> Iterator[App]:
    made = App(connector=PsycopgConnector(conninfo=address))
    install(made, outbox, clients(sandbox))
    with made.open():
        yield made


def jobs(address: str, status: str = "todo") -> list[dict[str, Any]]:
    what = "task_name, args, lock, queueing_lock, scheduled_at"
    query = f"select {what} from procrastinate_jobs where status = %s order by id"  # noqa: S608
    with psycopg.connect(address, row_factory=psycopg.rows.dict_row) as connection:
        return connection.execute(query, (status,)).fetchall()


def work(address: str, outbox: Outbox, sandbox: Sandbox) -> None:
    """Do all jobs that wait, as procrastinate's worker does."""
    app = App(connector=PsycopgConnector(conninfo=address))
    install(app, outbox, clients(sandbox))
    app.run_worker(queues=[QUEUE], wait=False, install_signal_handlers=False, listen_notify=False)


def test_put_defers_one_job_for_each_company(app: App, address: str, outbox: Outbox) -> None:
    for company in (BUSY, BUSY, QUIET):
        outbox.put(customer("Oy", "011"), company=company)
    assert [(job["task_name"], job["args"], job["lock"], job["queueing_lock"]) for job in jobs(address)] == [
        (DRAIN, {"company": BUSY}, None, f"netvisor {BUSY}"),
        (DRAIN, {"company": QUIET}, None, f"netvisor {QUIET}"),
    ]


def test_a_job_and_its_message_are_committed_together_with_the_callers_data(
    app: App, address: str, outbox: Outbox
) -> None:
    with psycopg.connect(address) as connection:
        outbox.put(customer("Oy", "011"), company=BUSY, connection=connection)
        assert jobs(address) == []
        connection.rollback()
        assert jobs(address) == []
        outbox.put(customer("Oy", "011"), company=BUSY, connection=connection)
        outbox.put(customer("Oy", "012"), company=BUSY, connection=connection)
    assert len(jobs(address)) == 1
    assert outbox.counts()[State.WAITING] == 2


def test_two_transactions_that_put_for_one_company_do_not_wait_for_each_other(
    app: App, address: str, outbox: Outbox
) -> None:
    outbox.put(
        customer("Oy", "010"), company=BUSY
    )  # the first of a kind writes down the kind, and others wait for that
    forget(address)
    with psycopg.connect(address) as one, psycopg.connect(address) as two:
        for connection in (one, two):
            # The callers' own settings are theirs: the trigger finds its tables all the same.
            connection.execute("set search_path = pg_catalog")
            connection.execute("set lock_timeout = '5s'")
        outbox.put(customer("Oy", "011"), company=BUSY, connection=one)
        outbox.put(customer("Oy", "012"), company=BUSY, connection=two)
        two.commit()
        one.commit()
    assert [job["args"] for job in jobs(address)] == [{"company": BUSY}]
    assert outbox.counts()[State.WAITING] == 3


def test_the_worker_of_procrastinate_sends_what_waits(address: str, outbox: Outbox, sandbox: Sandbox) -> None:
    install(App(connector=PsycopgConnector(conninfo=address)), outbox, clients(sandbox))
    for code in ("011", "012", "013"):
        for company in (BUSY, QUIET):
            outbox.put(customer(f"Oy {code}", code), company=company)
    work(address, outbox, sandbox)
    assert outbox.counts()[State.ACCEPTED] == 6
    assert [row.name for row in sandbox.books[BUSY].customers.values()] == ["Oy 011", "Oy 012", "Oy 013"]
    assert len(jobs(address, "succeeded")) >= 2


def test_what_may_not_be_sent_yet_is_a_job_of_its_own(app: App, address: str, outbox: Outbox) -> None:
    later = datetime.now(UTC) + timedelta(hours=5)
    outbox.put(customer("Oy", "011"), company=BUSY, not_before=later)
    outbox.put(customer("Oy", "012"), company=BUSY)
    (scheduled, now) = jobs(address)
    assert abs(scheduled["scheduled_at"] - later) < timedelta(seconds=1)
    assert (scheduled["queueing_lock"] != now["queueing_lock"], now["scheduled_at"]) == (True, None)


def test_a_message_that_comes_back_is_woken_for_when_it_is_due(address: str, outbox: Outbox, sandbox: Sandbox) -> None:
    install(App(connector=PsycopgConnector(conninfo=address)), outbox, clients(sandbox))
    sandbox.fail_next(how="maintenance", resource="customer.nv", times=None)
    outbox.put(customer("Oy", "011"), company=BUSY)
    work(address, outbox, sandbox)
    (job,) = jobs(address)
    assert (job["task_name"], job["args"]) == (DRAIN, {"company": BUSY})
    assert timedelta(0) < job["scheduled_at"] - datetime.now(UTC) < timedelta(minutes=1)


def test_a_decision_of_a_person_wakes_the_company(app: App, address: str, outbox: Outbox) -> None:
    ticket = outbox.put(customer("Oy", "011"), company=BUSY)
    outbox.hold(ticket)
    forget(address)
    outbox.release(ticket)
    assert [job["args"] for job in jobs(address)] == [{"company": BUSY}]


def test_a_lost_wake_up_and_a_dead_worker_are_made_good_by_the_sweep(app: App, address: str, outbox: Outbox) -> None:
    outbox.put(customer("Oy", "011"), company=BUSY)
    outbox.put(customer("Oy", "011"), company=QUIET)
    assert Lanes(outbox.database, "a worker that dies", lease=0.0).claim(QUIET) is not None
    outbox.put(customer("Oy", "011"), company=PAUSED)
    outbox.pause(PAUSED)
    forget(address)
    app.tasks[SWEEP](timestamp=0)
    app.tasks[SWEEP](timestamp=0)
    assert [job["args"] for job in jobs(address)] == [{"company": BUSY}, {"company": QUIET}]


def test_nothing_is_deferred_any_more_when_it_is_taken_out(app: App, address: str, outbox: Outbox) -> None:
    uninstall(outbox)
    outbox.put(customer("Oy", "011"), company=BUSY)
    assert jobs(address) == []


def test_the_schema_of_procrastinate_must_be_there(address: str, outbox: Outbox, sandbox: Sandbox) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("drop schema public cascade; create schema public")
    with pytest.raises(SetupError, match="procrastinate schema --apply"):
        install(App(connector=PsycopgConnector(conninfo=address)), outbox, clients(sandbox))


def test_a_queue_in_a_file_is_refused(tmp_path: Path, address: str, sandbox: Sandbox) -> None:
    with Outbox.open(tmp_path / "queue.db") as outbox, pytest.raises(SetupError, match="netvisor queue run"):
        install(App(connector=PsycopgConnector(conninfo=address)), outbox, clients(sandbox))


def forget(address: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("delete from procrastinate_jobs")
