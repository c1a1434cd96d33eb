"""Messages stored as they were posted, by kind and by the employee or voucher they belong to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from netvisor.sandbox.books.core.show import kept, read_kept
from netvisor.sandbox.books.core.work import Work

M = TypeVar("M")


def keep(
    work: Work, kind: str, message: object, *, owner: int | None = None, status: str = "", day: date | None = None
) -> int:
    """Store a message; returns its key."""
    key = work.new_key()
    work.insert(
        "record",
        key=key,
        kind=kind,
        owner=owner,
        status=status,
        date="" if day is None else day.isoformat(),
        changed=work.stamp,
        message=kept(message),
    )
    return key


def record(work: Work, kind: str, key: int | None) -> sqlite3.Row | None:
    """The row of a record."""
    return work.row("select * from record where company = ? and kind = ? and key = ?", work.company, kind, key)


def records(work: Work, kind: str, owner: int | None = None) -> list[sqlite3.Row]:
    """The rows of a kind, of one owner or of all."""
    sql = "select * from record where company = ? and kind = ? and (? is null or owner = ?) order by key"
    return work.rows(sql, work.company, kind, owner, owner)


def messages(work: Work, kind: str, cls: type[M], owner: int | None = None) -> Iterator[tuple[int, M]]:
    """The keys and messages of a kind, of one owner or of all."""
    yield from ((row["key"], message_in(row, cls)) for row in records(work, kind, owner))


def message_in(row: sqlite3.Row, cls: type[M]) -> M:
    """The message of a row."""
    return read_kept(row["message"], cls)
