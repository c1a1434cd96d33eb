"""The queue in PostgreSQL, when one machine is outgrown; it needs the extra `netvisor-xml[postgresql]`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit, urlunsplit

from netvisor.errors import SetupError
from netvisor.extras import missing
from netvisor.queue.database import Row, Statements, Transaction, statements_of
from netvisor.queue.errors import QueueError, QueueUnavailable

try:
    import psycopg
    from psycopg.rows import dict_row

    from netvisor.queue.connections import CHANNEL, Connections, Listener
except ImportError as error:
    raise missing("a queue in PostgreSQL", "postgresql", "psycopg") from error

T = TypeVar("T")

_TRIES: Final = 5
_MIGRATION_LOCK: Final = 0x4E56_5155
_STATEMENTS: Final = Statements(
    {
        "identity": "bigint generated always as identity primary key",
        "moment": "double precision",
        "bytes": "bytea",
        "now": "extract(epoch from clock_timestamp())::double precision",
        "tell": f"select pg_notify('{CHANNEL}', '')",
        "skip_locked": "for update skip locked",
        "for_update": "for update",
        "later_of_now_and_not_before": "greatest(extract(epoch from clock_timestamp())::double precision, :not_before)",
    },
    mark=lambda name: f"%({name})s",
)


class PostgresTransaction:
    """A transaction of the queue on a connection, which may be the caller's own.

    Args:
        connection: the connection.
        pipeline: where its statements go out together.
    """

    def __init__(self, connection: psycopg.Connection[Any], pipeline: psycopg.Pipeline | None = None) -> None:
        self._connection = connection
        self._pipeline = pipeline

    def all(self, query: str, **values: Any) -> Sequence[Row]:
        """Every row that a query gives."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(_STATEMENTS[query], values).fetchall()

    def one(self, query: str, **values: Any) -> Row | None:
        """The first row of a query, `None` when it gives none."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(_STATEMENTS[query], values).fetchone()

    def run(self, query: str, **values: Any) -> int:
        """The number of rows that a statement changed."""
        with self._connection.cursor() as cursor:
            cursor.execute(_STATEMENTS[query], values)
            if self._pipeline is not None:
                self._pipeline.sync()
            return cursor.rowcount

    def do(self, query: str, **values: Any) -> None:
        """Run a statement, whose outcome is seen with the next one that is waited for, or at the commit."""
        self._connection.execute(_STATEMENTS[query], values)


class PostgresDatabase:
    """A queue in a PostgreSQL database.

    Args:
        address: such as `postgresql://user@host/database`.
        connections: the most connections of this process, besides one that listens for news.
        patience: seconds to wait for a connection that others of this process have.

    Raises:
        SetupError: the database cannot be reached or used.
    """

    def __init__(self, address: str, *, connections: int = 16, patience: float = 30.0) -> None:
        self.place = _without_password(address)
        self._address = address
        self._most = connections
        self._patience = patience
        self._start()
        self._migrate()

    def _start(self) -> None:
        self._process = os.getpid()
        self._connections = Connections(self._address, self._most, self._patience)
        self._listener = Listener(self._address)

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Do something in a transaction that is on the disk when this returns."""
        self._own()
        try:
            for _ in range(_TRIES - 1):
                with suppress(psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure):
                    return self._written(work)  # PostgreSQL undid all of it when it raises one of these
            return self._written(work)
        except (psycopg.OperationalError, psycopg.InterfaceError, TimeoutError) as error:
            text = f"the queue {self.place} could not be written: {error}; what was asked may have happened"
            raise QueueUnavailable(text) from error

    def _written(self, work: Callable[[Transaction], T]) -> T:
        with self._connections.transaction() as (connection, pipeline):
            return work(PostgresTransaction(connection, pipeline))

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Look at something, and change nothing."""
        self._own()
        try:
            return self._connections.read(lambda connection: work(PostgresTransaction(connection)))
        except (psycopg.OperationalError, psycopg.InterfaceError, TimeoutError) as error:
            raise QueueUnavailable(f"the queue {self.place} could not be read: {error}") from error

    def tell(self) -> None:
        """Tell all workers of new work; whoever does not hear it finds it at its next look."""
        with suppress(QueueUnavailable):
            self.read(lambda transaction: transaction.one("tell"))

    def wait(self, seconds: float) -> bool:
        """Wait until PostgreSQL tells of new work, at most so long; tells whether it did."""
        self._own()
        try:
            return self._listener.wait(seconds)
        except psycopg.Error as error:
            raise QueueUnavailable(f"the queue {self.place} does not answer: {error}") from error

    def close(self) -> None:
        """Close all connections."""
        if self._process == os.getpid():
            self._connections.close()
            self._listener.close()

    def _own(self) -> None:
        if self._process != os.getpid():
            self._start()  # connections belong to one process

    def _migrate(self) -> None:
        try:
            with psycopg.connect(self._address) as connection:
                connection.execute("select pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
                connection.execute("create schema if not exists netvisor_queue")
                connection.execute("set local search_path = netvisor_queue, public")
                connection.execute("create table if not exists migration (number integer primary key, at timestamptz)")
                row = connection.execute("select coalesce(max(number), 0) from migration").fetchone()
                version = int(row[0]) if row is not None else 0
                for number, script in _STATEMENTS.migrations():
                    if number > version:
                        for statement in statements_of(script):
                            connection.execute(statement)
                        connection.execute("insert into migration (number, at) values (%s, now())", (number,))
        except psycopg.Error as error:
            raise SetupError(f"{self.place} cannot be used as a queue: {error}") from error


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    if parts.password is None:
        return address
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:***@{host}"))


def in_callers_transaction(connection: psycopg.Connection[Any], work: Callable[[Transaction], T]) -> T:
    """Do something in the caller's own transaction; the caller commits it, or not.

    Raises:
        QueueError: the connection is none of psycopg, or has no transaction to take part in.
    """
    if not isinstance(connection, psycopg.Connection):
        raise QueueError(f"connection must be a connection of psycopg, not a {type(connection).__name__}")
    if connection.autocommit and connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
        raise QueueError("the connection commits each statement; put inside `with connection.transaction():`")
    row = connection.execute("select current_setting('search_path')").fetchone()
    own = str(row[0]) if row is not None else "public"
    connection.execute("select set_config('search_path', 'netvisor_queue,public', true)")
    try:
        done = work(PostgresTransaction(connection))
        PostgresTransaction(connection).one("tell")  # heard when the caller commits
        return done
    finally:
        if not connection.broken and connection.info.transaction_status != psycopg.pq.TransactionStatus.INERROR:
            connection.execute("select set_config('search_path', %s, true)", (own,))
