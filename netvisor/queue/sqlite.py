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
from typing import Any, Final, TypeAlias, TypeVar

from netvisor.errors import SetupError
from netvisor.queue.database import Row, Statements, Transaction, statements_of
from netvisor.queue.errors import QueueUnavailable
from netvisor.queue.forking import Readers, close_while_forking
from netvisor.queue.news import News

T = TypeVar("T")
_Asked: TypeAlias = tuple[Callable[[Transaction], Any], Future[Any]]

_OURS: Final = 0x4E565155
"""The application identifier of every file of the queue."""
_MOST_TOGETHER: Final = 256
_LOOK: Final = 0.05
"""Seconds between two looks whether another process wrote."""
_TICK: Final = 20_000_000
"""Nanoseconds within which two writes to a file may bear the same time."""
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

    def do(self, query: str, **values: Any) -> None:
        self._connection.execute(_STATEMENTS[query], values)


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
        self._begin()
        self._start()
        close_while_forking(self)

    def _begin(self) -> None:
        self._news = News()
        self._seen = threading.local()
        self._readers = Readers(self._connect)
        self._guard = threading.Lock()
        self._writer: threading.Thread | None = None
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()

    def _start(self) -> None:
        """Start the thread that writes, unless it is there."""
        with self._guard:
            if self._writer is None:
                ready: Future[None] = Future()
                self._asked = queue.SimpleQueue()
                self._writer = threading.Thread(
                    target=self._serve, args=(self._asked, ready), name="netvisor-queue-writer", daemon=True
                )
                self._writer.start()
                try:
                    ready.result()
                except BaseException:
                    self._writer = None
                    raise

    # Forks.

    def pause(self) -> None:
        """Close the file, and begin nothing, until `go_on`."""
        self._guard.acquire()
        self._readers.pause()
        self._stop()

    def go_on(self) -> None:
        """Go on; the file is opened anew by who needs it."""
        self._readers.go_on()
        self._guard.release()

    def begin_anew(self) -> None:
        """Begin in a forked child."""
        self._begin()

    def _stop(self) -> None:
        """End the thread that writes; what was asked for before is done."""
        if self._writer is not None:
            self._asked.put(None)
            self._writer.join()
            self._writer = None

    # Writing.

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Do something in a transaction that is on the disk when this returns."""
        done: Future[T] = Future()
        while True:
            self._start()
            with self._guard:
                if self._writer is not None:
                    self._asked.put((work, done))
                    break
        return done.result()

    def _serve(self, asked: queue.SimpleQueue[_Asked | None], ready: Future[None]) -> None:
        try:
            connection = self._connect()
            try:
                self._migrate(connection)
            except BaseException:
                connection.close()
                raise
        except BaseException as error:  # whoever opens the queue gets it
            ready.set_exception(error)
            return
        ready.set_result(None)
        while (first := asked.get()) is not None:
            together = [first]
            while len(together) < _MOST_TOGETHER:
                try:
                    more = asked.get_nowait()
                except queue.Empty:
                    break
                if more is None:
                    asked.put(None)
                    break
                together.append(more)
            self._do(connection, together)
        connection.close()

    def _do(self, connection: sqlite3.Connection, together: Sequence[_Asked]) -> None:
        """All of what is asked for in one transaction; what fails is undone by itself."""
        outcomes: list[Callable[[], None]] = []
        try:
            connection.execute("begin immediate")
            for work, done in together:
                outcomes.append(_tried(self.place, connection, work, done))
            connection.execute("commit")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("rollback")
            for _, done in together:
                done.set_exception(_unavailable(self.place, error))
            return
        for tell in outcomes:
            tell()

    # Reading.

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Look at something in a transaction that changes nothing."""
        with self._readers.borrowed() as connection:
            try:
                connection.execute("begin")
                try:
                    return work(_SqliteTransaction(connection))
                finally:
                    connection.execute("rollback")
            except sqlite3.Error as error:
                raise _unavailable(self.place, error) from error

    def tell(self) -> None:
        """Tell the threads of this process of new work; other processes see that the file changed."""
        self._news.tell()

    def wait(self, seconds: float) -> bool:
        """Wait until something is written, by this process or another, at most so long; tells whether it was."""
        until = time.monotonic() + seconds
        while not self._is_news():
            left = until - time.monotonic()
            if left <= 0:
                return False
            if self._news.wait(min(left, _LOOK)):
                return True
        return True

    def _is_news(self) -> bool:
        """Whether anybody wrote since this thread asked last: what comes while it is busy ends its next wait."""
        version = self._version()
        is_fresh = abs(time.time_ns() - version[0]) < _TICK
        if version != getattr(self._seen, "version", None):
            # Another write within the same tick of the clock would look the same, so there is one more look after it.
            self._seen.version, self._seen.looks_again = version, is_fresh
            return True
        if self._seen.looks_again and not is_fresh:
            self._seen.looks_again = False
            return True
        return False

    def _version(self) -> tuple[int, int]:
        """Something that changes whenever anybody writes: the state of the file to which all writing goes first."""
        try:
            log = os.stat(f"{self.place}-wal")
        except OSError:
            return 0, 0
        return log.st_mtime_ns, log.st_size

    def close(self) -> None:
        """Close the file; what was asked for before is done."""
        with self._guard:
            self._stop()
        self._readers.close()

    # The file.

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                self.place, timeout=self._patience, isolation_level=None, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise SetupError(f"{self.place} cannot be opened as a queue: {error}") from error
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = full")
            connection.execute("pragma foreign_keys = on")
        except sqlite3.Error as error:
            connection.close()
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


def _tried(
    place: str, connection: sqlite3.Connection, work: Callable[[Transaction], Any], done: Future[Any]
) -> Callable[[], None]:
    """Do one thing inside the common transaction; gives what tells its outcome once that is committed."""
    connection.execute("savepoint one")
    try:
        value = work(_SqliteTransaction(connection))
    except Exception as error:  # whoever asked for it gets it
        connection.execute("rollback to one")
        connection.execute("release one")
        failure = _unavailable(place, error) if isinstance(error, sqlite3.Error) else error
        return lambda: done.set_exception(failure)
    connection.execute("release one")
    return lambda: done.set_result(value)


def _unavailable(place: str, error: sqlite3.Error) -> QueueUnavailable:
    return QueueUnavailable(f"the queue {place} could not be written or read: {error}; nothing was changed")
