from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from netvisor.errors import SetupError
from netvisor.sandbox import Sandbox
from netvisor.sandbox.store import Store

from .conftest import Caller, customer

ID = "X-Netvisor-Authentication-TransactionId"


def test_a_file_keeps_books_companies_and_used_ids(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with Sandbox(["7654321-2"], db=file) as sandbox:
        caller = Caller(sandbox, company="7654321-2", headers={ID: "once"})
        key = caller.send("customer.nv", customer(name="Äiti Oy"), method="add").key
    with Sandbox(db=file) as sandbox:
        assert sandbox.companies == ("7654321-2",)
        caller = Caller(sandbox, company="7654321-2")
        path = "Customer/CustomerBaseInformation/Name"
        assert caller.send("getcustomer.nv", id=key).text(path) == "Äiti Oy"
        caller.headers[ID] = "once"
        assert caller.send("customerlist.nv").refusal.startswith("REQUEST_NOT_UNIQUE")


def test_books_in_memory_are_forgotten() -> None:
    sandbox = Sandbox()
    with sandbox:
        Caller(sandbox).send("customer.nv", customer(name="A"), method="add")
    with sandbox:
        assert len(sandbox.books["1234567-8"].customers) == 0


def test_a_file_can_be_emptied(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with Sandbox(db=file) as sandbox:
        Caller(sandbox).send("customer.nv", customer(name="A"), method="add")
    with Sandbox(db=file, reset=True) as sandbox:
        assert Caller(sandbox).send("customer.nv", customer(name="B"), method="add").key == 1
        assert len(sandbox.books["1234567-8"].customers) == 1


def test_two_sandboxes_share_one_file(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with (
        Sandbox(db=file, overlapping="wait") as one,
        Sandbox(["7654321-2"], db=file, overlapping="wait") as other,
        ThreadPoolExecutor(2) as threads,
    ):

        def add(sandbox: Sandbox) -> list[int]:
            caller = Caller(sandbox)
            return [caller.send("customer.nv", customer(name="A"), method="add").key for _ in range(20)]

        keys = [key for some in threads.map(add, [one, other]) for key in some]
        assert sorted(keys) == list(range(1, 41))
        assert len(one.books["1234567-8"].customers) == len(other.books["1234567-8"].customers) == 40
        once: dict[str, str | None] = {ID: "once"}
        assert Caller(one, headers=once).send("customerlist.nv").statuses == ["OK"]
        assert Caller(other, headers=once).send("customerlist.nv").refusal.startswith("REQUEST_NOT_UNIQUE")


def test_an_acknowledged_write_survives_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    code = (
        "import sys; from netvisor.sandbox import Sandbox; from tests.sandbox.conftest import Caller, customer\n"
        "sandbox = Sandbox(db=sys.argv[1]).start()\n"
        "while True: print(Caller(sandbox).send('customer.nv', customer(name='A'), method='add').key, flush=True)\n"
    )
    command = [sys.executable, "-c", code, str(file)]
    root = Path(__file__).parent.parent.parent
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:  # noqa: S603  # our own code
        assert process.stdout is not None
        keys = [int(process.stdout.readline()) for _ in range(20)]
        process.send_signal(signal.SIGKILL)
    with Sandbox(db=file) as sandbox:
        assert set(keys) <= set(sandbox.books["1234567-8"].customers)
        assert Caller(sandbox).send("customer.nv", customer(name="B"), method="add").key > keys[-1]


def test_a_file_that_is_no_books_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("These are no books. " * 100)
    with pytest.raises(SetupError, match="cannot be opened as books"):
        Sandbox(db=text).start()
    assert text.read_text() == "These are no books. " * 100
    with pytest.raises(SetupError, match="cannot be opened as books"):
        Sandbox(db=tmp_path).start()
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("create table something (x)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(SetupError, match="is not a file of sandbox books"):
        Sandbox(db=other).start()
    assert other.read_bytes() == before


def test_a_file_of_somebody_else_is_not_emptied(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("create table something (x)")
    with pytest.raises(SetupError, match="is not a file of sandbox books"):
        Sandbox(db=file, reset=True).start()
    assert connection.execute("select count(*) from something").fetchone() == (0,)
    connection.close()


def test_seeded_books_pass_the_check_of_sqlite(tmp_path: Path) -> None:
    with Sandbox(db=tmp_path / "books.sqlite", seed="demo") as sandbox, sandbox.store.reading() as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]


def test_a_transaction_that_fails_changes_nothing() -> None:
    store = Store()

    def fail() -> None:
        with store.transaction() as connection:
            connection.execute("insert into partner (id, partner_key) values ('a', 'b')")
            with store.transaction() as inner:
                inner.execute("insert into partner (id, partner_key) values ('c', 'd')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.reading() as connection, store.reading():
        assert connection.execute("select count(*) from partner").fetchone() == (0,)
    store.close()


def test_a_refused_write_leaves_no_trace(caller: Caller) -> None:
    body = customer(internalidentifier="1", name="A", customergroupname="Uusi")
    caller.send("customer.nv", customer(internalidentifier="1", name="A"), method="add")
    assert caller.send("customer.nv", body, method="add").statuses[0] == "FAILED"
    with caller.sandbox.store.reading() as connection:
        assert connection.execute("select count(*) from named").fetchone() == (0,)
    assert caller.send("customer.nv", customer(name="B"), method="add").key == 2


def test_the_books_can_be_looked_into(caller: Caller) -> None:
    key = caller.send("customer.nv", customer(name="A"), method="add").key
    books = caller.sandbox.books
    assert list(books) == ["1234567-8", "7654321-2"]
    assert len(books) == 2
    assert books["1234567-8"].customers[key].name == "A"
    assert key not in books["7654321-2"].customers
    with pytest.raises(KeyError, match="has no customer with the key 99"):
        books["1234567-8"].customers[99]
    with pytest.raises(KeyError, match="no company 1111111-1"):
        books["1111111-1"]
