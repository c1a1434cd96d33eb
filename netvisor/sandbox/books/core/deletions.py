"""Deleted records: noted on deletion, and listed by the lists of deleted records."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from netvisor.resources.common import DeletedRecord
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.refusal import invalid

_MOST_DAYS: Final = 7


def note_deleted(work: Work, kind: str, key: int) -> None:
    """Note the deletion of a record of a kind, such as `salesinvoice`."""
    work.insert("deleted", key=key, kind=kind, moment=work.stamp)


def deleted_since(work: Work, kind: str) -> list[DeletedRecord]:
    """The records of a kind deleted since the day in the parameter `deletedsince`, inclusive.

    Raises:
        Refusal: the day is missing, or more than seven days ago.
    """
    since = work.parameters.day("deletedsince")
    if since is None:
        raise invalid("the parameter deletedsince is missing")
    if since < work.today - timedelta(days=_MOST_DAYS):
        raise invalid(f"deletedsince is {since}; expected a day at most {_MOST_DAYS} days back")
    sql = "select key, moment from deleted where company = ? and kind = ? and moment >= ? order by moment, key"
    return [
        DeletedRecord(netvisor_key=row["key"], delete_date=datetime.fromisoformat(row["moment"]))
        for row in work.rows(sql, work.company, kind, since.isoformat())
    ]
