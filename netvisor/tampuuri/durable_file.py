"""A small SQLite file whose transactions are on the disk when they end, shared by threads and processes."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Final

from netvisor.errors import NetvisorError, Retry, SetupError
from netvisor.protocol.private_files import create_private, warn_if_exposed

_WAIT: Final = 30.0
"""Seconds to wait for another process that writes."""


class FileUnavailable(NetvisorError):
    """A file could not be written or read: the disk is full, it is locked, or gone. Nothing was stored."""

    retry = Retry.LATER


class DurableFile:
    """A file of tables; only its owner can read it.

    Args:
        path: the file; it is made when it is missing.
        tables: the SQL that makes its tables, each `if not exists`.
        kind: a number that tells files of this kind from others.
        holds: what is in it, for messages.
        wait: seconds to wait for another process that writes.

    Raises:
        SetupError: it cannot be opened, or is a file of something else.
    """

    def __init__(
        self, path: str | os.PathLike[str], tables: str, *, kind: int, holds: str, wait: float = _WAIT
    ) -> None:
        self.path: str = os.path.abspath(path)
        self._holds = holds
        self._lock = threading.RLock()
        self._process = os.getpid()
        try:
            create_private(self.path)
            # Statements are not cached by the thousand; one connection serves all threads, one after the other.
            self._connection = sqlite3.connect(self.path, timeout=wait, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise SetupError(f"{self.path} cannot be opened for {holds}: {error}") from error
        try:
            self._open(tables, kind)
        except sqlite3.Error as error:
            self._connection.close()
            raise SetupError(f"{self.path} cannot be opened for {holds}: {error}") from error
        except BaseException:
            self._connection.close()
            raise
        warn_if_exposed(self.path, holds=holds)

    def _open(self, tables: str, kind: int) -> None:
        run = self._connection.execute
        found = run("pragma application_id").fetchone()[0]
        if found != kind and run("select count(*) from sqlite_master").fetchone()[0]:
            raise SetupError(f"{self.path} is a file of something else, not of {self._holds}; use another file")
        run("pragma journal_mode = wal")
        # Every commit is on the disk when it returns, whatever becomes of the process or the machine.
        run("pragma synchronous = full")
        # What is deleted leaves no bytes behind: it may be personal data.
        run("pragma secure_delete = on")
        with self.transaction():
            for statement in tables.split(";"):
                run(statement)
            run(f"pragma application_id = {kind}")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and on the disk when the block has ended.

        Raises:
            FileUnavailable: the file cannot be used now; nothing was stored.
        """
        with self._lock:
            if os.getpid() != self._process:
                # SQLite's locks do not survive a fork.
                raise SetupError(f"{self.path} was opened before this process was forked; open it after the fork")
            try:
                self._connection.execute("begin immediate")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("rollback")
                    raise
                self._connection.execute("commit")
            except sqlite3.Error as error:
                if self._in_transaction():
                    self._connection.execute("rollback")
                raise FileUnavailable(f"{self.path}, {self._holds}, cannot be used now: {error}") from error

    def _in_transaction(self) -> bool:
        try:
            return self._connection.in_transaction
        except sqlite3.Error:
            return False

    def close(self) -> None:
        """Close it; a closed file stays closed silently."""
        with self._lock:
            if os.getpid() == self._process:
                self._connection.close()


@contextmanager
def alone(path: str, what: str) -> Iterator[None]:
    """Be the only one of all processes in a `with` block; the system ends the block of a killed process.

    Args:
        path: a file beside the one that is worked on.
        what: what one is alone with, for the message.

    Raises:
        SetupError: another one is in such a block.
    """
    create_private(path)
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("begin exclusive")
        except sqlite3.OperationalError as error:
            raise SetupError(f"{what} is running already, in another process or thread: {path} is locked") from error
        yield


__all__ = ["DurableFile", "FileUnavailable", "alone"]
