"""The file of the books: one SQLite connection, one transaction for each call, shared with other processes by WAL."""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from os import PathLike, fspath
from typing import Final

from netvisor.errors import SetupError

_OURS: Final = 0x4E565342
"""The application identifier of every file of the sandbox."""
_WAIT_SECONDS: Final = 30


class Store:
    """The books of all companies of a sandbox.

    One connection serves all threads, one after the other; other processes may have the same file open. What a
    transaction changed is in the file when it ends, so that a killed process loses nothing that was answered.

    Args:
        path: the file; `None` keeps the books in memory.
        empty: forget everything that the file holds.

    Raises:
        SetupError: the file cannot be opened, is no database, or holds other tables than these.
    """

    def __init__(self, path: str | PathLike[str] | None = None, *, empty: bool = False) -> None:
        self.path: str | None = None if path is None else fspath(path)
        self._lock = threading.RLock()
        try:
            self.connection: sqlite3.Connection = sqlite3.connect(
                self.path or ":memory:", timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise SetupError(f"{self.path} cannot be opened as books of the sandbox: {error}") from error
        try:
            self.connection.create_function("holds", 2, _holds, deterministic=True)
            self._open(empty=empty)
        except BaseException:
            self.connection.close()
            raise

    def _open(self, *, empty: bool) -> None:
        try:
            self.connection.execute("pragma journal_mode = wal")
            self.connection.execute("pragma synchronous = normal")
            with self.transaction() as connection:
                tables = connection.execute("select count(*) from sqlite_master").fetchone()[0]
                ours = connection.execute("pragma application_id").fetchone()[0] == _OURS
                if tables and not ours:
                    raise SetupError(f"{self.path} holds no books of the sandbox; take another file")
                if empty:
                    _drop(connection)
                    tables = 0
                if not tables:
                    _create(connection)
                elif connection.execute("pragma user_version").fetchone()[0] != _version():
                    raise SetupError(
                        f"{self.path} holds the books of another version of the sandbox; take another file, or empty"
                        " this one: reset=True, or netvisor sandbox --reset --db FILE"
                    )
        except sqlite3.DatabaseError as error:
            raise SetupError(f"{self.path} cannot be opened as books of the sandbox: {error}") from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: committed at the end, rolled back when an exception leaves the block.

        Transactions inside each other are one.
        """
        with self._lock:
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("begin immediate")
            try:
                yield self.connection
            except BaseException:
                self.connection.execute("rollback")
                raise
            self.connection.execute("commit")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A consistent view of the books."""
        with self._lock:
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("begin")
            try:
                yield self.connection
            finally:
                self.connection.execute("rollback")

    def image(self) -> bytes:
        """The whole books as bytes, for `load`."""
        with self._lock:
            return self.connection.serialize()

    def load(self, image: bytes) -> None:
        """Take the books of an image in the place of those in memory."""
        with self._lock:
            self.connection.deserialize(image)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self.connection.close()


def _holds(text: str, word: str) -> bool:
    """SQLite's own comparison knows the letter case of ASCII only."""
    return word.casefold() in text.casefold()


def _drop(connection: sqlite3.Connection) -> None:
    for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
        connection.execute(f"drop table {table}")


@cache
def _script() -> str:
    return (files(__package__) / "books" / "schema.sql").read_text("utf-8")


def _version() -> int:
    """The version of the tables: every change of them makes another one."""
    return zlib.crc32(_script().encode()) & 0x7FFF_FFFF


def _create(connection: sqlite3.Connection) -> None:
    # executescript would commit first; statement by statement, two processes cannot both make the tables.
    statement = ""
    for line in _script().splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    connection.execute(f"pragma application_id = {_OURS}")
    connection.execute(f"pragma user_version = {_version()}")
