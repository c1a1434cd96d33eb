"""Forks of a process that has a queue in a file open.

SQLite's locks belong to a process, and what it remembers of them in memory does not: a child that opens a file which
its parent had open at the fork believes that it holds locks that it has not got, and either of the two could take the
log of the other away. So nothing of a file is open while a process forks, and both open it anew.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol


class Pausable(Protocol):
    """What closes its files for the time of a fork."""

    def pause(self) -> None:
        """Wait until nothing is under way, close everything, and begin nothing."""

    def go_on(self) -> None:
        """Go on; what is needed is opened anew."""

    def begin_anew(self) -> None:
        """Begin in a child, in which only the thread that forked is alive."""


_open: weakref.WeakSet[Pausable] = weakref.WeakSet()


def close_while_forking(files: Pausable) -> None:
    """Close the files of an object whenever this process forks."""
    _open.add(files)


def _before() -> None:
    for each in list(_open):
        each.pause()


def _in_parent() -> None:
    for each in list(_open):
        each.go_on()


def _in_child() -> None:
    for each in list(_open):
        each.begin_anew()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)


class Readers:
    """Connections for reading, which any thread may borrow.

    Args:
        connect: makes one.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._changed = threading.Condition()
        self._idle: list[sqlite3.Connection] = []
        self._used = 0
        self._paused = False

    @contextmanager
    def borrowed(self) -> Iterator[sqlite3.Connection]:
        """A connection for the time of a block."""
        with self._changed:
            self._changed.wait_for(lambda: not self._paused)
            self._used += 1
            connection = self._idle.pop() if self._idle else None
        try:
            connection = connection or self._connect()
            yield connection
        finally:
            with self._changed:
                self._used -= 1
                if connection is not None:
                    self._idle.append(connection)
                self._changed.notify_all()

    def pause(self) -> None:
        """Wait until all are given back, close them, and lend none."""
        with self._changed:
            self._paused = True
            self._changed.wait_for(lambda: self._used == 0)
            self._close()

    def go_on(self) -> None:
        """Lend them again."""
        with self._changed:
            self._paused = False
            self._changed.notify_all()

    def close(self) -> None:
        """Close those that are not in use."""
        with self._changed:
            self._close()

    def _close(self) -> None:
        for connection in self._idle:
            connection.close()
        self._idle.clear()
