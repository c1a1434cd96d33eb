"""Connections to PostgreSQL: some that are kept for transactions, and one that listens for news.

The pool of psycopg_pool would do, but for one thing: after an outage it waits longer and longer before it connects
again, up to minutes, and lets those who ask wait with it. A worker has to know at once, and to go on at once.
"""

from __future__ import annotations

import select
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeAlias, TypeVar

import psycopg

from netvisor.queue.news import News

T = TypeVar("T")
Connection: TypeAlias = psycopg.Connection[Any]

CHANNEL: Final = "netvisor_queue"
"""The channel on which PostgreSQL tells of new work."""

_CONNECT_WITHIN: Final = 10
_HEARS_WITHIN: Final = 0.5
"""Seconds in which a listener notices that it is to end."""


class Connections:
    """Connections of one process, made when they are needed and kept.

    Args:
        address: the database.
        most: how many at the same time.
        patience: seconds to wait while all of them are in use.
    """

    def __init__(self, address: str, most: int, patience: float) -> None:
        self._address = address
        self._patience = patience
        self._places = threading.BoundedSemaphore(most)
        self._idle: list[Connection] = []
        self._guard = threading.Lock()

    @contextmanager
    def transaction(self) -> Iterator[tuple[Connection, psycopg.Pipeline]]:
        """A connection in a transaction, which is committed at the end of the block, and its pipeline."""
        with self._place():
            connection = self._taken()
            try:
                # In a pipeline, statements go out together until one is waited for.
                with connection.pipeline() as pipeline, connection.transaction():
                    yield connection, pipeline
            except psycopg.OperationalError:
                connection.close()
                raise
            finally:
                self._give_back(connection)

    def read(self, work: Callable[[Connection], T]) -> T:
        """Do something that changes nothing."""
        with self._place():
            connection = self._taken()
            try:
                return work(connection)
            except psycopg.OperationalError:
                connection.close()
                raise
            finally:
                self._give_back(connection)

    def close(self) -> None:
        """Close all that are not in use."""
        with self._guard:
            for connection in self._idle:
                with suppress(psycopg.Error):
                    connection.close()
            self._idle.clear()

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=self._patience):
            raise TimeoutError(f"all connections were in use for {self._patience:g} s")
        try:
            yield
        finally:
            self._places.release()

    def _taken(self) -> Connection:
        while True:
            with self._guard:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                return _connected(self._address)
            # Nothing comes unasked on an idle connection, but the news that the server has ended it.
            if not select.select([connection.fileno()], [], [], 0)[0]:
                return connection
            connection.close()

    def _give_back(self, connection: Connection) -> None:
        if not connection.closed:
            with self._guard:
                self._idle.append(connection)


class Listener:
    """Hears of news in a thread of its own, which starts with the first who waits.

    Args:
        address: the database.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._news = News()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ending = threading.Event()

    def wait(self, seconds: float) -> bool:
        """Wait for news, at most so long; tells whether it came.

        Raises:
            psycopg.Error: no connection can be made.
        """
        with self._guard:
            if self._thread is None or not self._thread.is_alive():
                connection = _connected(self._address)
                connection.execute(f"listen {CHANNEL}")
                self._thread = threading.Thread(
                    target=self._listen, args=(connection,), name="netvisor-queue-listener", daemon=True
                )
                self._thread.start()
                # What came between the caller's last look and this moment was heard by nobody.
                self._news.tell()
        return self._news.wait(seconds)

    def close(self) -> None:
        """Stop listening."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def _listen(self, connection: Connection) -> None:
        # A connection that breaks ends the thread: the next who waits starts another.
        with suppress(psycopg.Error), connection:
            while not self._ending.is_set():
                for _ in connection.notifies(timeout=_HEARS_WITHIN, stop_after=1):
                    self._news.tell()
        self._news.tell()


def _connected(address: str) -> Connection:
    return psycopg.connect(
        address,
        autocommit=True,
        connect_timeout=_CONNECT_WITHIN,
        application_name="netvisor queue",
        options="-c search_path=netvisor_queue,public",
    )
