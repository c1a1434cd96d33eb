"""The queue in a file: SQLite, which every Python has, for one machine.

One thread of each process writes. What several threads ask for at the same time goes into one transaction, so that they
wait for the disk once and not one after the other. Other processes may have the same file open.
"""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from os import PathLike, fspath
from typing import Any, Final, TypeVar

from netvisor.errors import SetupError
from netvisor.queue.database import Row, Statements, Transaction, statements_of
from netvisor.queue.errors import QueueUnavailable
from netvisor.queue.news import News

T = TypeVar("T")

_OURS: Final = 0x4E565155
"""The application identifier of every file of the queue."""
_MOST_TOGETHER: Final = 256
_LOOK: Final = 0.05
"""Seconds between two looks whether another process wrote."""
_STATEMENTS: Final = Statements(
    {
        "identity": "integer primary key autoincrement",
        "moment": "real",
        "bytes": "blob",
        "now": "((julianday('now') - 2440587.5) * 86400.0)",
        "tell": "select 1",
        "skip_locked": "",
        "for_update": "",
        "later_of_now_and_not_before": "max((julianday('now') - 2440587.5) * 86400.0, :not_before)",
    },
    mark=lambda name: f":{name}",
)


class _SqliteTransaction:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, query: str, **values: Any) -> Sequence[Row]:
        rows: list[Row] = self._connection.execute(_STATEMENTS[query], values).fetchall()
        return rows

    def one(self, query: str, **values: Any) -> Row | None:
        rows = self.all(query, **values)
        return rows[0] if rows else None

    def run(self, query: str, **values: Any) -> int:
        return self._connection.execute(_STATEMENTS[query], values).rowcount


class SqliteDatabase:
    """A queue in a SQLite file.

    Args:
        path: the file; it is made when it is not there.
        patience: seconds to wait for another process that writes.

    Raises:
        SetupError: the file cannot be opened, or is none of a queue, or of a newer version of the library.
    """

    def __init__(self, path: str | PathLike[str], *, patience: float = 30.0) -> None:
        self.place = fspath(path)
        self._patience = patience
        self._local = threading.local()
        self._news = News()
        self._start()

    def _start(self) -> None:
        self._process = os.getpid()
        self._asked: queue.SimpleQueue[tuple[Callable[[Transaction], Any], Future[Any]] | None] = queue.SimpleQueue()
        ready: Future[None] = Future()
        self._writer = threading.Thread(target=self._serve, args=(ready,), name="netvisor-queue-writer", daemon=True)
        self._writer.start()
        ready.result()

    # Writing.

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Do something in a transaction that is on the disk when this returns."""
        if self._process != os.getpid():
            self._start()  # a forked child has no writer of its own yet
        done: Future[T] = Future()
        self._asked.put((work, done))
        return done.result()

    def _serve(self, ready: Future[None]) -> None:
        try:
            connection = self._connect()
            self._migrate(connection)
        except BaseException as error:  # whoever opens the queue gets it
            ready.set_exception(error)
            return
        ready.set_result(None)
        while (first := self._asked.get()) is not None:
            together = [first]
            while len(together) < _MOST_TOGETHER:
                try:
                    more = self._asked.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    self._asked.put(None)
                    break
                together.append(more)
            self._do(connection, together)
        connection.close()

    def _do(
        self, connection: sqlite3.Connection, together: Sequence[tuple[Callable[[Transaction], Any], Future[Any]]]
    ) -> None:
        """All of what is asked for in one transaction; what fails is undone by itself."""
        outcomes: list[Callable[[], None]] = []
        try:
            connection.execute("begin immediate")
            for work, done in together:
                outcomes.append(_tried(connection, work, done))
            connection.execute("commit")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("rollback")
            failure = _unavailable(self.place, error)
            for _, done in together:
                done.set_exception(failure)
            return
        for tell in outcomes:
            tell()

    # Reading.

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Look at something in a transaction that changes nothing."""
        connection = self._reading()
        try:
            connection.execute("begin")
            try:
                return work(_SqliteTransaction(connection))
            finally:
                connection.execute("rollback")
        except sqlite3.Error as error:
            raise _unavailable(self.place, error) from error

    def _reading(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None or self._local.process != os.getpid():
            connection = self._local.connection = self._connect()
            self._local.process = os.getpid()
        return connection

    def tell(self) -> None:
        """Tell the threads of this process of new work; other processes see that the file changed."""
        self._news.tell()

    def wait(self, seconds: float) -> bool:
        """Wait until something is written, by this process or another, at most so long; tells whether it was."""
        until = time.monotonic() + seconds
        before = self._version()
        while (left := until - time.monotonic()) > 0:
            if self._news.wait(min(left, _LOOK)) or self._version() != before:
                return True
        return False

    def _version(self) -> int:
        """A number that changes whenever somebody else writes."""
        row = self._reading().execute("pragma data_version").fetchone()
        return int(row[0])

    def close(self) -> None:
        """Close the file; what was asked for before is done."""
        if self._process == os.getpid():
            self._asked.put(None)
            self._writer.join()
        connection = getattr(self._local, "connection", None)
        if connection is not None and self._local.process == os.getpid():
            connection.close()
            del self._local.connection

    # The file.

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self.place, timeout=self._patience, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            connection.execute("pragma foreign_keys = on")
        except sqlite3.Error as error:
            raise SetupError(f"{self.place} cannot be opened as a queue: {error}") from error
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        migrations = list(_STATEMENTS.migrations())
        try:
            connection.execute("begin immediate")
            ours = connection.execute("pragma application_id").fetchone()[0] == _OURS
            if not ours and connection.execute("select count(*) from sqlite_master").fetchone()[0]:
                raise SetupError(f"{self.place} holds no queue; take another file")
            version = connection.execute("pragma user_version").fetchone()[0]
            if version > migrations[-1][0]:
                raise SetupError(
                    f"{self.place} was written by a newer version of the library (its tables are of version {version},"
                    f" this one knows {migrations[-1][0]}); upgrade netvisor-xml"
                )
            for number, script in migrations:
                if number > version:
                    for statement in statements_of(script):
                        connection.execute(statement)
                    connection.execute(f"pragma user_version = {number}")
            connection.execute(f"pragma application_id = {_OURS}")
            connection.execute("commit")
        except sqlite3.Error as error:
            raise SetupError(f"{self.place} cannot be opened as a queue: {error}") from error
        finally:
            if connection.in_transaction:
                connection.execute("rollback")


def _tried(connection: sqlite3.Connection, work: Callable[[Transaction], Any], done: Future[Any]) -> Callable[[], None]:
    """Do one thing inside the common transaction; gives what tells its outcome once that is committed."""
    connection.execute("savepoint one")
    try:
        value = work(_SqliteTransaction(connection))
    except Exception as error:  # whoever asked for it gets it
        connection.execute("rollback to one")
        connection.execute("release one")
        failure = error
        return lambda: done.set_exception(failure)
    connection.execute("release one")
    return lambda: done.set_result(value)


def _unavailable(place: str, error: sqlite3.Error) -> QueueUnavailable:
    return QueueUnavailable(f"the queue {place} could not be written or read: {error}; nothing was changed")
