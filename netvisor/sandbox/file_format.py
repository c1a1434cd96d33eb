"""The tables of a file of books, their version, and how an older file becomes a current one.

The version is a whole number that is written in one place: the name of the newest file in `books/migrations`, such as
`0002_notes_of_customers.sql`; as long as there is none, it is 1. SQLite keeps it in each file (`pragma user_version`).
A new file is made by `books/schema.sql`. An older one is changed by the migrations behind its version, all of them in
the one transaction in which it is opened: it gets all of them or stays as it was, and of two processes one migrates.

How to change a table:

1. Change `books/schema.sql`. A new column goes behind the last column of its table, where `alter table` puts it.
2. Write the statements that change an existing file in the same way into `books/migrations/0002_what_changes.sql`,
   whose number is the next one. Only add: tables, indexes, columns with a default, rows. A sandbox of the older version
   may have the file open and goes on writing to it.
3. Run `pytest --write-fixtures tests/sandbox/test_file_format.py`. It writes `fixtures/books/version-2.sql`, by which
   the tests will always know what a file of that version looks like. Commit the three files together.

A released migration is never changed; the next one mends it. Until its release, change it, delete its file in
`fixtures/books` and repeat step 3. Comments and white space are free to change.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from netvisor.errors import SetupError
from netvisor.sandbox.unavailable import in_words

_log = logging.getLogger("netvisor.sandbox")

_OURS: Final = 0x4E565342
"""The application identifier of every file of the sandbox."""
_FIRST: Final = 1
_CHECKSUM_OF_FIRST: Final = 1278854208
"""What files of version 1 have in the place of their version, when they were made before versions were numbers."""
_NAME: Final = re.compile(r"([0-9]{4})_[a-z0-9_]+\.sql")
_HIGHEST: Final = 9999
"""The highest number that the name of a migration can have; what is above is a checksum."""
_TABLES: Final = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
"""Those that SQLite makes for itself, such as statistics, stay when all others are dropped."""
_OTHER_FILE: Final = "use another file, or empty this one: reset=True, or netvisor sandbox --reset --db FILE"


@dataclass(frozen=True, slots=True)
class Migration:
    """What changes a file of the version before into one of this version."""

    version: int
    name: str
    script: str


@dataclass(frozen=True, slots=True)
class FileFormat:
    """The statements that make the tables, and those that bring older tables up to them."""

    schema: str
    migrations: tuple[Migration, ...]

    @classmethod
    def read(cls, folder: Traversable) -> FileFormat:
        """Read `schema.sql` and `migrations/*.sql` of a folder.

        Raises:
            SetupError: a migration has a name without a number, or the numbers are not 2, 3, 4 and so on.
        """
        within = folder / "migrations"
        scripts = within.iterdir() if within.is_dir() else ()
        migrations = sorted((_migration(file) for file in scripts if file.name.endswith(".sql")), key=_version)
        for expected, migration in enumerate(migrations, _FIRST + 1):
            if migration.version != expected:
                raise SetupError(f"{migration.name} stands where the migration to version {expected} should be")
        return cls((folder / "schema.sql").read_text("utf-8"), tuple(migrations))

    @property
    def version(self) -> int:
        """The version of the tables."""
        return self.migrations[-1].version if self.migrations else _FIRST

    def create(self, connection: sqlite3.Connection) -> None:
        """Make the tables in an empty file."""
        for statement in _statements(self.schema):
            connection.execute(statement)
        connection.execute(f"pragma application_id = {_OURS}")
        connection.execute(f"pragma user_version = {self.version}")

    def bring_up(self, connection: sqlite3.Connection, path: str | None) -> None:
        """Change the tables of an older file into those of this version; within a transaction.

        Raises:
            SetupError: the file has a version that cannot be read here, or a migration fails.
        """
        found = _stored(connection)
        start = _FIRST if found == _CHECKSUM_OF_FIRST else found
        if not _FIRST <= start <= self.version:
            raise _other_version(path, start, self.version)
        for migration in self.migrations[start - _FIRST :]:
            _apply(migration, connection, path)
        if found != self.version:
            connection.execute(f"pragma user_version = {self.version}")
            _log.info("the books in %s were brought from version %s to %s", path, start, self.version)


@cache
def current_format() -> FileFormat:
    """The format of the files that this version of the library makes."""
    return FileFormat.read(files("netvisor.sandbox") / "books")


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether a file holds books of a sandbox, or nothing yet."""
    return connection.execute("pragma application_id").fetchone()[0] == _OURS or is_empty(connection)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether a file holds no tables."""
    return connection.execute(f"{_TABLES} limit 1").fetchone() is None


def drop_tables(connection: sqlite3.Connection) -> None:
    """Remove all tables, of whatever version they are."""
    for (table,) in connection.execute(_TABLES).fetchall():
        connection.execute(f'drop table "{table}"')


def _migration(file: Traversable) -> Migration:
    match = _NAME.fullmatch(file.name)
    if match is None:
        raise SetupError(f"the migration {file.name}: expected four digits and what changes, as 0002_what_changes.sql")
    return Migration(int(match[1]), file.name, file.read_text("utf-8"))


def _version(migration: Migration) -> int:
    return migration.version


def _stored(connection: sqlite3.Connection) -> int:
    return int(connection.execute("pragma user_version").fetchone()[0])


def _apply(migration: Migration, connection: sqlite3.Connection, path: str | None) -> None:
    try:
        for statement in _statements(migration.script):
            connection.execute(statement)
    except sqlite3.Error as error:
        raise SetupError(
            f"the books in {path} could not be migrated to version {migration.version} and are unchanged:"
            f" {migration.name}: {in_words(error)}"
        ) from error


def _other_version(path: str | None, found: int, version: int) -> SetupError:
    if version < found <= _HIGHEST:
        return SetupError(
            f"{path} holds books of version {found}, and this netvisor-xml reads them up to version {version}: update"
            f" it (pip install --upgrade netvisor-xml), {_OTHER_FILE}"
        )
    return SetupError(
        f"{path} holds books of a netvisor-xml that was never released, and no release reads them; {_OTHER_FILE}"
    )


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; `executescript` would end the transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    # Comments at the end do nothing; a statement that is not whole is refused by SQLite.
    yield statement
