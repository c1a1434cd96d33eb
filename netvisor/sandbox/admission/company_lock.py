"""One call at a time for each company, in all processes that share the books.

Between the threads of a process a queue does it: whoever came first is served first, so that none of many clients
waits much longer than the others. Between processes it is a lock of the operating system on a file beside the books,
taken by SQLite because that works alike everywhere. Such a lock ends with its process, however that ends: nothing is
left that would have to expire.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from netvisor.protocol.private_files import create_private
from netvisor.sandbox.refusal import Refusal, ours
from netvisor.sandbox.response import Dropped
from netvisor.sandbox.unavailable import BooksUnavailable, unavailable

_LOOK_AROUND: Final = 0.05
"""Seconds between looks whether the sandbox shall stop."""


@dataclass(slots=True)
class _CompanyLock:
    taken: bool = False
    waiting: deque[threading.Lock] = field(default_factory=deque)
    """A closed lock of each call that waits; opening it hands the company over."""
    file: sqlite3.Connection | None = None
    """The file that other processes lock, too."""


class CompanyLocks:
    """The locks of all companies; each is held by one call.

    Args:
        path: the file of the books; `None` when no other process can have them.
        wait: whether calls wait for each other; else the second one is refused.
        stopping: set when the sandbox stops, so that nobody waits any longer.
    """

    def __init__(self, path: str | None, *, wait: bool, stopping: threading.Event) -> None:
        self._path = path
        self._wait = wait
        self._stopping = stopping
        self._locks: dict[str, _CompanyLock] = {}
        self._guard = threading.Lock()

    @contextmanager
    def held(self, company: str) -> Iterator[None]:
        """Hold the lock of a company.

        Raises:
            Refusal: another call is under way, and calls do not wait for each other.
            BooksUnavailable: the file that other processes lock cannot be opened.
            Dropped: the sandbox stopped while the call waited.
        """
        lock = self._acquired(company)
        try:
            with self._file_held(company, lock):
                yield
        finally:
            self._release(lock)

    def _acquired(self, company: str) -> _CompanyLock:
        with self._guard:
            lock = self._locks.setdefault(company, _CompanyLock())
            if not lock.taken:
                lock.taken = True
                return lock
            if not self._wait:
                raise busy(company)
            turn = threading.Lock()
            turn.acquire()
            lock.waiting.append(turn)
        while not turn.acquire(timeout=_LOOK_AROUND):
            if self._stopping.is_set():
                self._give_up(lock, turn)
                raise Dropped
        return lock

    def _give_up(self, lock: _CompanyLock, turn: threading.Lock) -> None:
        with self._guard:
            if turn in lock.waiting:
                lock.waiting.remove(turn)
                return
        # It was handed over in this very moment.
        self._release(lock)

    def _release(self, lock: _CompanyLock) -> None:
        with self._guard:
            if lock.waiting:
                lock.waiting.popleft().release()
            else:
                lock.taken = False

    @contextmanager
    def _file_held(self, company: str, lock: _CompanyLock) -> Iterator[None]:
        if self._path is None:
            yield
            return
        try:
            file = lock.file = lock.file or _opened(f"{self._path}-lock-{company}")
            self._lock_file(company, file)
        except sqlite3.Error as error:
            raise unavailable(self._path, error) from error
        try:
            yield
        finally:
            file.execute("rollback")

    def _lock_file(self, company: str, file: sqlite3.Connection) -> None:
        """Lock the file at once, or refuse, or try until it is free."""
        if _try_to_lock(file, _LOOK_AROUND if self._wait else 0.0):
            return
        if not self._wait:
            raise busy(company)
        while not _try_to_lock(file, _LOOK_AROUND):
            if self._stopping.is_set():
                raise Dropped

    def close(self) -> None:
        """Close the files."""
        with self._guard:
            for lock in self._locks.values():
                if lock.file is not None:
                    lock.file.close()
            self._locks.clear()


def busy(company: str) -> Refusal:
    """The refusal of a call that overlaps with another one of its company."""
    return ours("TECHNICAL_ERROR", f"another call of the company {company} is in progress")


def _opened(file: str) -> sqlite3.Connection:
    try:
        create_private(file)
    except OSError as error:
        raise BooksUnavailable(f"cannot create {file}: {error.strerror or error}") from error
    return sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)


def _try_to_lock(file: sqlite3.Connection, seconds: float) -> bool:
    file.execute(f"pragma busy_timeout = {int(seconds * 1000)}")
    try:
        file.execute("begin exclusive")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
