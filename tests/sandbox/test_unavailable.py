"""A full disk, a locked, deleted or damaged file: said in words, and to be tried again later."""

from __future__ import annotations

import http.client
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor import Client, Retry
from netvisor.errors import SetupError, SystemMaintenance, TechnicalError
from netvisor.protocol.call import Call
from netvisor.resources import customers, escan
from netvisor.sandbox import Sandbox
from netvisor.sandbox.admission.company_lock import CompanyLocks
from netvisor.sandbox.store import Store
from netvisor.sandbox.unavailable import BooksUnavailable

from . import messages as m
from .conftest import Caller, customer

ROOT = Path(__file__).parents[2]
COMPANY = "1234567-8"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "books.sqlite"


@pytest.fixture
def sandbox(file: Path) -> Iterator[Sandbox]:
    with Sandbox(db=file, file_wait=0.05) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with Client(sandbox.credentials, base_url=sandbox.url, pauses=()) as made:
        yield made


def add(client: Client, code: str = "011") -> int:
    key = client.send(customers.add_customer(m.customer(code=code))).netvisor_key
    assert key is not None
    return key


def to_be_tried_later(client: Client, call: Call[Any] | None = None) -> str:
    """What a write is refused with, which says that nothing was stored and when to try again."""
    with pytest.raises(SystemMaintenance) as caught:
        client.send(call or customers.add_customer(m.customer(code="012")))
    assert caught.value.retry is Retry.LATER
    return caught.value.message


def stored(sandbox: Sandbox) -> list[str]:
    return [row.code for row in sandbox.books[COMPANY].customers.values()]


def page(sandbox: Sandbox, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


# While it runs.


def test_a_full_disk(sandbox: Sandbox, client: Client, file: Path) -> None:
    add(client)
    connection = sandbox.store.connection
    (pages,) = connection.execute("pragma page_count").fetchone()
    connection.execute(f"pragma max_page_count = {pages}")
    scan = escan.EscanDocument(
        document_type="Voucher",
        description="Kuitti",
        document_mime_type="application/pdf",
        document_data=bytes(100_000),
    )
    attached = escan.add_escan_document(scan)
    assert to_be_tried_later(client, attached) == (
        f"Sandbox: the books in {file} cannot be used: the disk is full; free some space"
        " (SQLite says: database or disk is full)"
    )
    assert (sandbox.calls[-1].outcome, sandbox.calls[-1].category) == ("refused", "SYSTEM_MAINTENANCE")
    connection.execute(f"pragma max_page_count = {2 * pages}")
    client.send(attached)
    assert len(sandbox.books[COMPANY].records) == 1


LIMITED = """
import resource, sys
from netvisor.errors import SystemMaintenance
from netvisor.sandbox import Sandbox
from tests.sandbox.conftest import Caller, customer

with Sandbox(db=sys.argv[1]) as sandbox:
    caller = Caller(sandbox)
    keys = [caller.send("customer.nv", customer(name="A"), method="add").key for _ in range(3)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    print(caller.send("customer.nv", customer(name="B"), method="add").refusal)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    print(caller.send("customer.nv", customer(name="C"), method="add").key - keys[-1])
    print([row.name for row in sandbox.books["1234567-8"].customers.values()])
"""


def test_a_disk_that_refuses_to_write(file: Path) -> None:
    command = [sys.executable, "-c", LIMITED, str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603  # our own code
    assert run.stdout.splitlines() == [
        f"SYSTEM_MAINTENANCE :: Sandbox: the books in {file} cannot be used: the disk is full or broken"
        " (SQLite says: disk I/O error)",
        "1",
        "['A', 'A', 'A', 'C']",
    ]
    assert (
        run.stderr == f"the books in {file} cannot be used: the disk is full or broken (SQLite says: disk I/O error)\n"
    )


def test_a_file_that_another_program_has_locked(sandbox: Sandbox, client: Client, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("begin exclusive")
    assert to_be_tried_later(client) == (
        f"Sandbox: the books in {file} cannot be used: another program has locked the file; close it there"
        " (SQLite says: database is locked)"
    )
    other.execute("rollback")
    other.close()
    add(client, "012")
    assert stored(sandbox) == ["012"]


def test_a_file_that_was_deleted(sandbox: Sandbox, client: Client, file: Path) -> None:
    add(client)
    aside = file.with_name("aside.sqlite")
    file.rename(aside)
    told = (
        f"the books in {file} cannot be used: the file was deleted, or another one put in its place, while the sandbox"
        " runs; put it back, or start the sandbox anew"
    )
    assert to_be_tried_later(client) == f"Sandbox: {told}"
    with pytest.raises(BooksUnavailable, match="the file was deleted"):
        stored(sandbox)
    status, text = page(sandbox, f"/books/{COMPANY}")
    assert status == 503
    assert "the file was deleted" in text
    file.write_bytes(b"")
    assert to_be_tried_later(client) == f"Sandbox: {told}"
    aside.replace(file)
    add(client, "012")
    assert stored(sandbox) == ["011", "012"]


def test_a_file_that_is_deleted_while_a_call_is_under_way(sandbox: Sandbox, file: Path) -> None:
    def write() -> None:
        with sandbox.store.transaction() as connection:
            connection.execute("insert into partner (id, partner_key) values ('a', 'b')")
            file.unlink()

    with pytest.raises(BooksUnavailable, match="the file was deleted"):
        write()


def test_a_file_that_was_damaged(sandbox: Sandbox, client: Client, file: Path) -> None:
    add(client)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("pragma writable_schema = on")
    other.execute("update sqlite_master set sql = 'create nonsense' where name = 'transaction_id'")
    other.execute("pragma schema_version = 1000")
    other.close()
    assert "the file is damaged" in to_be_tried_later(client)


def test_a_file_for_the_lock_of_a_company_that_cannot_be_opened(sandbox: Sandbox, client: Client, file: Path) -> None:
    (file.parent / f"{file.name}-lock-{COMPANY}").mkdir()
    assert "it cannot be opened" in to_be_tried_later(client)
    (file.parent / f"{file.name}-lock-{COMPANY}").rmdir()
    add(client)


def test_a_file_for_the_lock_of_a_company_that_cannot_be_made(tmp_path: Path) -> None:
    locks = CompanyLocks(str(tmp_path / "missing" / "books"), wait=False, stopping=threading.Event())
    with (
        pytest.raises(BooksUnavailable, match=f"cannot create .*books-lock-{COMPANY}: No such file"),
        locks.held(COMPANY),
    ):
        pytest.fail("a company was locked by a file that is not there")


def test_a_statement_that_is_wrong_stays_a_bug(sandbox: Sandbox, client: Client) -> None:
    sandbox.store.connection.execute("alter table customer rename to forgotten")
    with pytest.raises(TechnicalError, match="internal error in the sandbox"):
        add(client)
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        stored(sandbox)


def test_a_commit_that_fails_is_undone() -> None:
    store = Store()
    store.connection.executescript(
        "pragma foreign_keys = on; create table one (id integer primary key);"
        "create table two (id references one deferrable initially deferred);"
    )

    def write() -> None:
        with store.transaction() as connection:
            connection.execute("insert into two values (5)")

    with pytest.raises(sqlite3.IntegrityError):
        write()
    assert not store.connection.in_transaction
    with store.reading() as connection:
        assert connection.execute("select count(*) from two").fetchone() == (0,)
    store.close()


@pytest.mark.parametrize("seconds", [-1, float("nan"), 3601])
def test_an_impossible_time_to_wait_is_refused(seconds: float) -> None:
    with pytest.raises(SetupError, match="must be a number of seconds from 0 to 3600"):
        Sandbox(file_wait=seconds)


def test_a_program_may_change_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Sandbox(db="books.sqlite") as sandbox:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        Caller(sandbox).send("customer.nv", customer(name="A"), method="add")
        assert list((tmp_path / "elsewhere").iterdir()) == []


def test_memory_has_a_name_that_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Sandbox(db=":memory:", seed="demo") as sandbox:
        assert Caller(sandbox).send("customerlist.nv").statuses == ["OK"]
    assert list(tmp_path.iterdir()) == []


# When it is opened.


def refusal(file: Path) -> str:
    with pytest.raises(SetupError) as caught:
        Sandbox(db=file, file_wait=0.05).start()
    beginning = f"{file} cannot be opened as books of the sandbox: "
    assert str(caught.value).startswith(beginning)
    return str(caught.value).removeprefix(beginning)


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_locked_file_is_not_opened(file: Path, mode: str) -> None:
    Store(file).close()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute(f"pragma journal_mode = {mode}")
    other.execute("begin exclusive")
    assert refusal(file).startswith("another program has locked the file; close it there")
    other.execute("rollback")
    other.close()
    Store(file, wait=0.05).close()


def test_what_is_no_file_of_books_is_not_opened(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith("it cannot be opened; look whether its folder exists")
    assert refusal(tmp_path / "missing" / "books.sqlite") == "No such file or directory"
    text = tmp_path / "text"
    text.write_text("These are no books. " * 100)
    text.chmod(0o600)
    assert refusal(text).startswith("it is not an SQLite file; use another file")


READING = """
import os, shlex, sys, warnings
import jinja2  # looked for at each start, and loaded with the first page only
from netvisor.errors import SetupError
from netvisor.sandbox import Sandbox

with Sandbox():
    pass  # now everything is loaded that root alone may read
if os.getuid() == 0:
    os.setuid(65534)
warnings.simplefilter("ignore")
try:
    Sandbox(db=sys.argv[1]).start()
except SetupError as error:
    print(error)
"""


def refusal_without_rights(file: Path) -> str:
    """What somebody is told who may read the file and no more."""
    command = [sys.executable, "-c", READING, str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603  # our own code
    return run.stdout.removesuffix("\n")


@pytest.fixture
def open_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder that other users can reach, unlike those of pytest."""
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder
        folder.chmod(0o777)


def test_a_file_that_is_read_only_is_not_opened(open_folder: Path) -> None:
    file = open_folder / "books.sqlite"
    Store(file).close()
    file.chmod(0o444)
    assert refusal_without_rights(file) == (
        f"the books in {file} cannot be used: the file or its folder is read-only; make it writable, such as with"
        " chmod u+w, or use another file (SQLite says: attempt to write a readonly database)"
    )


def test_a_folder_that_is_read_only_is_not_used(open_folder: Path) -> None:
    file = open_folder / "books.sqlite"
    Store(file).close()
    file.chmod(0o666)
    open_folder.chmod(0o555)
    assert "the file or its folder is read-only; make it writable" in refusal_without_rights(file)
    new = open_folder / "new.sqlite"
    assert refusal_without_rights(new) == f"{new} cannot be opened as books of the sandbox: Permission denied"
