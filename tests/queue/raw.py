"""The tables of a queue, behind its back: what a test changes that only time or an accident can."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

import psycopg

_TABLES = ("attempt", "body", "wake", "kind", "lane", "meter", "message")


class Raw:
    """A queue's tables.

    Args:
        place: a file or an address, as for `Outbox.open`.
    """

    def __init__(self, place: str) -> None:
        self._place = place
        self._is_file = "://" not in place
        self._connection: Any = None

    def run(self, statement: str, *values: Any) -> Sequence[tuple[Any, ...]]:
        """Run a statement whose parameters are `?`; gives its rows."""
        if self._connection is None:
            self._connection = self._connected()
        if self._is_file:
            cursor = self._connection.execute(statement, values)
        else:
            cursor = self._connection.execute(statement.replace("?", "%s"), values or None)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
        return rows

    def _connected(self) -> Any:
        if self._is_file:
            return sqlite3.connect(self._place, timeout=30, isolation_level=None)
        options = "-c search_path=netvisor_queue,public"
        return psycopg.connect(self._place, autocommit=True, options=options)

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()

    def empty(self) -> None:
        """Take everything out."""
        if self._is_file:
            for table in _TABLES:
                self.run(f"delete from {table}")  # noqa: S608  # tables are ours
        else:
            self.run(f"truncate {', '.join(_TABLES)} restart identity cascade")

    def end_lease(self, company: str) -> None:
        """Let the lease of a company be over."""
        self.run("update lane set lease_until = 0 where company = ? and lease_until is not null", company)
