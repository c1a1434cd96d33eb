"""The file of the books: one SQLite connection, one transaction for each call, shared with other processes by WAL.

Only the user who runs the sandbox can read a file that is made here; SQLite gives the files that it keeps beside it
the same rights. `file_format.py` has the tables, their version, and how to change a table.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from typing import Final

from netvisor.errors import SetupError
from netvisor.protocol.private_files import create_private, warn_if_exposed
from netvisor.sandbox.file_format import FileFormat, current_format, drop_tables, is_empty, is_ours
from netvisor.sandbox.settings import FILE_WAIT
from netvisor.sandbox.unavailable import gone, in_words, is_outside, primary_code, unavailable

_LOOK_AROUND: Final = 0.01
"""Seconds between tries to share a new file."""
_BESIDE: Final = ("", "-wal", "-shm")
_MEMORY: Final = ":memory:"


class Store:
    """The books of all companies of a sandbox.

    One connection serves all threads, one after the other; other processes may have the same file open. What a
    transaction changed is in the file when it ends, so that a killed process loses nothing that was answered.

    Args:
        path: the file; `None` keeps the books in memory.
        empty: forget everything that the file holds.
        wait: seconds to wait for a file that another program has locked.
        file_format: the tables, and how older ones become them.

    Raises:
        SetupError: the file cannot be opened or brought up to date, or is not a file of books.
    """

    def __init__(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        empty: bool = False,
        wait: float = FILE_WAIT,
        file_format: FileFormat | None = None,
    ) -> None:
        # Absolute, because the program may change its directory while the sandbox runs.
        self.path: str | None = None if path is None or os.fspath(path) == _MEMORY else os.path.abspath(path)
        self._lock = threading.RLock()
        self._identity: tuple[int, int] | None = None
        try:
            if self.path is not None:
                create_private(self.path)
            self.connection: sqlite3.Connection = sqlite3.connect(
                self.path or _MEMORY, timeout=wait, isolation_level=None, check_same_thread=False
            )
        except OSError as error:
            raise self._cannot_open(error.strerror or str(error)) from error
        except sqlite3.Error as error:
            raise self._cannot_open(in_words(error)) from error
        try:
            self.connection.create_function("holds", 2, _holds, deterministic=True)
            self._open(file_format or current_format(), empty=empty, wait=wait)
        except sqlite3.DatabaseError as error:
            self.connection.close()
            raise self._cannot_open(in_words(error)) from error
        except BaseException:
            self.connection.close()
            raise

    def _cannot_open(self, why: str) -> SetupError:
        return SetupError(f"{self.path} cannot be opened as books of the sandbox: {why}")

    def _open(self, file_format: FileFormat, *, empty: bool, wait: float) -> None:
        if not is_ours(self.connection):
            raise SetupError(f"{self.path} is not a file of sandbox books; use another file")
        _write_ahead(self.connection, wait)
        self.connection.execute("pragma synchronous = normal")
        self.connection.execute("begin immediate")
        try:
            if empty:
                drop_tables(self.connection)
            if is_empty(self.connection):
                file_format.create(self.connection)
            else:
                file_format.bring_up(self.connection, self.path)
            self.connection.execute("commit")
        finally:
            self._undo()
        if self.path is not None:
            self._identity = _identity(self.path)
            self._check_there()
            warn_if_exposed(*(self.path + end for end in _BESIDE), holds="the books of the sandbox")

    def transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        """All or nothing: committed at the end, rolled back when an exception leaves the block.

        Transactions inside each other are one.

        Raises:
            BooksUnavailable: the file cannot be used now, and nothing was stored.
        """
        return self._between("begin immediate", "commit")

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        """A consistent view of the books.

        Raises:
            BooksUnavailable: the file cannot be used now.
        """
        return self._between("begin", "rollback")

    @contextmanager
    def _between(self, begin: str, end: str) -> Iterator[sqlite3.Connection]:
        with self._lock:
            if self.connection.in_transaction:
                yield self.connection
                return
            try:
                self.connection.execute(begin)
                yield self.connection
                self._check_there()
                self.connection.execute(end)
            except sqlite3.Error as error:
                if is_outside(error):
                    raise unavailable(self.path, error) from error
                raise
            finally:
                self._undo()

    def _undo(self) -> None:
        # After some errors, such as a full disk, SQLite has rolled back by itself.
        if self.connection.in_transaction:
            self.connection.execute("rollback")

    def _check_there(self) -> None:
        """Refuse to go on when the file has gone: SQLite would write into what nobody can open any more."""
        if self.path is not None and (self._identity is None or _identity(self.path) != self._identity):
            raise gone(self.path)

    def image(self) -> bytes:
        """The whole books as bytes, for `load`."""
        with self._lock:
            if self.path is None:
                return self.connection.serialize()
            # Part of a file's content is in the log beside it.
            with closing(sqlite3.connect(_MEMORY)) as copy:
                self.connection.backup(copy)
                return copy.serialize()

    def load(self, image: bytes) -> None:
        """Take the books of an image in the place of those in memory."""
        with self._lock:
            self.connection.deserialize(image)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self.connection.close()


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Let processes share the file. Of several that do so at once, SQLite refuses all but one without waiting."""
    last = time.monotonic() + wait
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= last:
                raise
            time.sleep(_LOOK_AROUND)
        else:
            return


def _identity(path: str) -> tuple[int, int] | None:
    """What tells a file from every other one, whatever their names; `None` when it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _holds(text: str, word: str) -> bool:
    """SQLite's own comparison knows the letter case of ASCII only."""
    return word.casefold() in text.casefold()
