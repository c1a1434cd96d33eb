"""Books survive an update: the version of their file, and how an older file becomes a current one."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from netvisor import Client
from netvisor.errors import SetupError
from netvisor.resources import sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.file_format import FileFormat, current_format
from netvisor.sandbox.store import Store

from ..conftest import Golden
from .book_files import (
    BOOKS,
    dump,
    fresh_structure,
    looked_into,
    made_from,
    old_file,
    structure,
    version_file,
)
from .conftest import Caller

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "netvisor" / "sandbox" / "books"
VERSIONS = sorted(int(file.stem.removeprefix("version-")) for file in BOOKS.glob("version-*.sql"))
NEXT = current_format().version + 1


# The version, and the test that watches over it.


def without_a_version(file_format: FileFormat) -> str:
    """What is wrong when the tables changed and their version did not, with the mend; empty when nothing is."""
    recorded = version_file(file_format.version)
    if not recorded.is_file():
        return f"{recorded} is missing; pytest --write-fixtures tests/sandbox/test_file_format.py writes it"
    with looked_into(Path(":memory:")) as connection:
        connection.executescript(recorded.read_text("utf-8"))
        before = structure(connection)
    after = fresh_structure(file_format)
    changed = [f"- {text}" for name, text in before.items() if after.get(name) != text]
    changed += [f"+ {text}" for name, text in after.items() if before.get(name) != text]
    if not changed:
        return ""
    number = file_format.version + 1
    return "\n".join(
        [
            f"The statements of netvisor/sandbox/books/schema.sql changed, and version {file_format.version} did not:",
            *changed,
            f"Write netvisor/sandbox/books/migrations/{number:04}_what_changes.sql, which makes this change in an"
            f" existing file; by its name the version becomes {number}. Then run",
            "pytest --write-fixtures tests/sandbox/test_file_format.py",
            f"which writes fixtures/books/version-{number}.sql.",
        ]
    )


def changed_schema(*changes: tuple[str, str]) -> str:
    text = current_format().schema
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def test_the_tables_change_only_with_a_new_version() -> None:
    wrong = without_a_version(current_format())
    assert not wrong, wrong


def test_the_newest_version_has_a_file_in_the_fixtures(golden: Golden, tmp_path: Path) -> None:
    file = version_file(current_format().version)
    if not file.is_file():
        before = old_file(tmp_path / "books.sqlite", current_format().version - 1)
        Store(before).close()
        golden(file, dump(before).encode())
    assert list(range(1, current_format().version + 1)) == VERSIONS


def test_a_changed_statement_without_a_new_version_is_found_and_the_mend_named() -> None:
    changed = FileFormat(changed_schema(("email text not null,", "email text,")), current_format().migrations)
    wrong = without_a_version(changed)
    assert re.search(r"^- CREATE TABLE customer: .*; email text not null; ", wrong, re.MULTILINE)
    assert re.search(r"^\+ CREATE TABLE customer: .*; email text; ", wrong, re.MULTILINE)
    assert f"Write netvisor/sandbox/books/migrations/{NEXT:04}_what_changes.sql" in wrong
    assert f"the version becomes {NEXT}" in wrong
    assert f"fixtures/books/version-{NEXT}.sql" in wrong


@pytest.mark.parametrize(
    "change",
    [
        ("create index product_code on product (company, code);", ""),
        ("create index product_code on", "create index product_by_code on"),
        ("product (company, code)", "product (code, company)"),
        ("where code <> ''", "where code <> '-'"),
        (") without rowid;", ");"),
        ("create table denied", "create table refused"),
        ("locked_until text not null default ''", "locked_until text not null default ' '"),
        (
            "customer_id text not null unique,\n    customer_key text not null,",
            "customer_key text not null,\n    customer_id text not null unique,",
        ),
    ],
    ids=["index gone", "index renamed", "columns of an index", "condition", "rowid", "table", "default", "order"],
)
def test_every_kind_of_change_is_found(change: tuple[str, str]) -> None:
    assert without_a_version(FileFormat(changed_schema(change), current_format().migrations))


def test_a_version_without_its_file_is_found_and_the_mend_named(tmp_path: Path) -> None:
    wrong = without_a_version(made_up(tmp_path, NOTE))
    assert wrong.endswith(
        f"version-{NEXT}.sql is missing; pytest --write-fixtures tests/sandbox/test_file_format.py writes it"
    )


def test_a_column_that_was_added_is_the_same_as_one_that_was_there_from_the_start() -> None:
    table = "create table a (b text not null, -- it's b\n {} primary key (b)\n) without rowid"
    added, there = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    added.execute(table.format(""))
    added.execute("alter table a add column c text not null default '(,'")
    there.execute(table.format("c text not null default '(,', -- and c\n"))
    assert structure(added) == structure(there)
    there.execute("alter table a add column d text")
    assert structure(added) != structure(there)
    added.close()
    there.close()


def test_comments_and_white_space_change_nothing(tmp_path: Path) -> None:
    schema = re.sub(r"--[^\n]*", "", current_format().schema)
    schema = "-- It's new; here.\n/* And; 'this' */\n" + schema.replace("    ", "\t").replace(" text ", "\n text  ")
    assert schema != current_format().schema
    reworded = FileFormat(schema, current_format().migrations)
    assert not without_a_version(reworded)
    Store(tmp_path / "books.sqlite").close()
    before = dump(tmp_path / "books.sqlite")
    Store(tmp_path / "books.sqlite", file_format=reworded).close()
    assert dump(tmp_path / "books.sqlite") == before


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_file_gets_the_same_tables_as_a_new_one(version: int, tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite", version)
    Store(file).close()
    with looked_into(file) as connection:
        assert structure(connection) == fresh_structure(current_format())
        assert connection.execute("pragma user_version").fetchone() == (current_format().version,)
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]


# What users keep.


@pytest.mark.parametrize("version", VERSIONS)
def test_the_invoices_of_an_old_file_are_read_through_the_interface(version: int, tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite", version)
    for _ in range(2):
        with Sandbox(db=file) as sandbox, Client(sandbox.credentials, base_url=sandbox.url) as client:
            assert sandbox.companies == ("1234567-8", "7654321-2")
            listed = client.send(sales.list_sales_invoices())
            assert [(row.invoice_number, row.customer_name, row.invoice_sum) for row in listed] == [
                ("1", "Äiti Oy", Decimal("17.32")),
                ("2", "Järvi & Ståhl Ky", Decimal("78.66")),
            ]
            read = Caller(sandbox).send("getsalesinvoice.nv", netvisorkey=listed[1].netvisor_key)
            assert read.text("SalesInvoice/SalesInvoiceAmount") == "78,66"
            assert read.texts("SalesInvoice/InvoiceLines//ProductName") == ["Omena"]


def test_a_file_of_the_first_version_bears_its_number_from_now_on(tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite")
    assert "pragma user_version = 1278854208;" in dump(file)
    before = dump(file).replace("user_version = 1278854208", "user_version = 1")
    Store(file, file_format=FileFormat(current_format().schema, ())).close()
    assert dump(file) == before


# Migrations, by two that the tests made up.

NOTE = "alter table customer add column note text not null default ''; -- it's what people write\n"
TELEX = "-- Some write by telex.\ncreate table telex (\n  company text not null,\n  number text\n);\n"
INDEX = "create index telex_number on telex (number)"
FILL = "insert into telex select id, '40' from company;\n"


def made_up(folder: Path, *scripts: str) -> FileFormat:
    """A format with migrations behind today's, whose tables are those of `NOTE`, `TELEX` and `FILL`."""
    (folder / "migrations").mkdir(parents=True)
    (folder / "schema.sql").write_text(f"{current_format().schema}\n{NOTE}{TELEX}{INDEX}", "utf-8")
    for migration in current_format().migrations:
        (folder / "migrations" / migration.name).write_text(migration.script, "utf-8")
    for number, script in enumerate(scripts, NEXT):
        (folder / "migrations" / f"{number:04}_made_up.sql").write_text(script, "utf-8")
    return FileFormat.read(folder)


def test_an_old_file_gets_all_migrations_once_and_keeps_its_rows(tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite")
    form = made_up(tmp_path / "format", NOTE, TELEX + FILL + INDEX)
    assert form.version == NEXT + 1
    for _ in range(2):
        Store(file, file_format=form).close()
        with looked_into(file) as connection:
            assert connection.execute("pragma user_version").fetchone() == (NEXT + 1,)
            assert connection.execute("select name, note from customer").fetchall() == [
                ("Äiti Oy", ""),
                ("Järvi & Ståhl Ky", ""),
            ]
            assert connection.execute("select * from telex").fetchall() == [("1234567-8", "40"), ("7654321-2", "40")]
            assert structure(connection) == fresh_structure(form)


def test_a_file_of_a_version_between_gets_the_rest(tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite")
    Store(file, file_format=made_up(tmp_path / "before", NOTE)).close()
    assert dump(file).endswith(f"pragma user_version = {NEXT};\n")
    form = made_up(tmp_path / "after", NOTE, TELEX + FILL + INDEX)
    Store(file, file_format=form).close()
    with looked_into(file) as connection:
        assert structure(connection) == fresh_structure(form)


def test_the_tables_of_a_migration_that_forgets_something_differ(tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite")
    form = made_up(tmp_path / "format", NOTE, TELEX)
    Store(file, file_format=form).close()
    with looked_into(file) as connection:
        assert fresh_structure(form).keys() - structure(connection).keys() == {"index telex_number"}


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("insert into nowhere values (1);", "no such table: nowhere"),
        ("create table half (", "incomplete input"),
        ("insert into company select * from company;", "UNIQUE constraint failed"),
    ],
)
def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(script: str, why: str, tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite")
    before = file.read_bytes()
    form = made_up(tmp_path / "format", NOTE, TELEX + FILL + INDEX + ";\n" + script)
    with pytest.raises(SetupError) as caught:
        Store(file, file_format=form)
    assert str(caught.value).startswith(
        f"the books in {file} could not be brought to version {NEXT + 1}, and stay as they were:"
        f" {NEXT + 1:04}_made_up.sql: "
    )
    assert why in str(caught.value)
    assert file.read_bytes() == before
    with Sandbox(db=file) as sandbox:
        assert len(sandbox.books["1234567-8"].documents) == 2


OPENING = """
import logging, sys
from pathlib import Path
from netvisor.sandbox.file_format import FileFormat
from netvisor.sandbox.store import Store

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(message)s")
form = FileFormat.read(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
store = Store(sys.argv[2], file_format=form)
with store.transaction() as connection:
    connection.execute("insert into telex values ('1111111-1', ?)", (sys.argv[3],))
store.close()
"""
# Long enough that the others come while it runs.
SLOW = f"""{TELEX}
insert into telex with recursive n (i) as (select 1 union all select i + 1 from n where i < 200000)
select '2222222-2', i from n;
"""  # noqa: S608  # our own text


def opening(form: Path, file: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OPENING, str(form), str(file), name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603  # our own code
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_of_processes_that_open_an_old_file_at_once_one_migrates_and_all_work(tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite")
    made_up(tmp_path / "format", NOTE, SLOW)
    processes = [opening(tmp_path / "format", file, name) for name in "abc"]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    assert sorted(told) == ["", "", f"the books in {file} were brought from version 1 to {NEXT + 1}\n"]
    with looked_into(file) as connection:
        sql = "select number from telex where company = '1111111-1' order by number"
        assert connection.execute(sql).fetchall() == [("a",), ("b",), ("c",)]
        assert connection.execute("select count(*) from telex").fetchone() == (200_003,)


def test_processes_that_make_a_new_file_at_once_all_work(tmp_path: Path) -> None:
    made_up(tmp_path / "format", NOTE, TELEX)
    processes = [opening(tmp_path / "format", tmp_path / "books.sqlite", name) for name in "abc"]
    for process in processes:
        process.communicate("\n", timeout=60)
    assert [process.returncode for process in processes] == [0, 0, 0]


def test_a_process_killed_while_it_migrates_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = old_file(tmp_path / "books.sqlite")
    before = dump(file)
    endless = SLOW.replace("where i < 200000", "")
    made_up(tmp_path / "format", NOTE, endless)
    process = opening(tmp_path / "format", file, "a")
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    with looked_into(file) as connection:
        connection.execute("pragma busy_timeout = 0")
        while can_write(connection):
            assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert dump(file) == before


def can_write(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("begin immediate")
    except sqlite3.OperationalError:
        return False
    connection.execute("rollback")
    return True


# Files that are refused.


def stamped(tmp_path: Path, version: int) -> Path:
    script = re.sub("user_version = [0-9]+", f"user_version = {version}", version_file(1).read_text("utf-8"))
    return made_from(script, tmp_path / "books.sqlite")


def test_a_file_of_a_newer_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = stamped(tmp_path, NEXT)
    before = file.read_bytes()
    with pytest.raises(SetupError) as caught:
        Sandbox(db=file).start()
    assert str(caught.value) == (
        f"{file} holds books of version {NEXT}, and this netvisor-xml reads them up to version {NEXT - 1}: update it"
        " (pip install --upgrade netvisor-xml), take another file, or empty this one: reset=True, or netvisor sandbox"
        " --reset --db FILE"
    )
    assert file.read_bytes() == before


@pytest.mark.parametrize("version", [0, -1, 10_000, 1278854207, 2147483647])
def test_a_file_of_a_version_that_was_never_released_is_refused_with_what_to_do(version: int, tmp_path: Path) -> None:
    file = stamped(tmp_path, version)
    before = file.read_bytes()
    with pytest.raises(SetupError) as caught:
        Sandbox(db=file).start()
    assert str(caught.value) == (
        f"{file} holds books of a netvisor-xml that was never released, and no release reads them; take another file,"
        " or empty this one: reset=True, or netvisor sandbox --reset --db FILE"
    )
    assert file.read_bytes() == before


@pytest.mark.parametrize("version", [NEXT, 0, 2147483647])
def test_a_file_of_whatever_version_can_be_emptied(version: int, tmp_path: Path) -> None:
    file = stamped(tmp_path, version)
    with looked_into(file) as connection:
        connection.execute("create table from_the_future (x)")
        connection.execute("analyze")
    with Sandbox(db=file, reset=True) as sandbox:
        assert len(sandbox.books["1234567-8"].customers) == 0
    with looked_into(file) as connection:
        made = {name: sql for name, sql in structure(connection).items() if not name.startswith("table sqlite_")}
        assert made == fresh_structure(current_format())


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (["0003_telex"], r"0003_telex\.sql stands where the migration to version 2 should be"),
        (["0001_telex"], r"0001_telex\.sql stands where the migration to version 2 should be"),
        (["0002_a", "0002_b"], r"0002_[ab]\.sql stands where the migration to version 3 should be"),
        (["0002_Notes"], r"0002_Notes\.sql: expected four digits and what changes"),
        (["notes"], r"notes\.sql: expected four digits and what changes"),
    ],
)
def test_migrations_that_do_not_follow_on_each_other_are_refused(names: list[str], wrong: str, tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    for name in names:
        (tmp_path / "migrations" / f"{name}.sql").write_text(TELEX, "utf-8")
    with pytest.raises(SetupError, match=wrong):
        FileFormat.read(tmp_path)
