"""The durable table between deliveries and work: each notification once, from its arrival until it is worked off."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, NamedTuple

from netvisor.tampuuri.durable_file import DurableFile, alone
from netvisor.tampuuri.model import parse as parse_json
from netvisor.tampuuri.model import read, to_json, write
from netvisor.tampuuri.webhooks.notification import Delivery, Notification, text

_KIND: Final = 0x4E565448  # "NVTH"
_TABLES: Final = """
create table if not exists notification (
    seq integer primary key autoincrement,
    key text not null unique,
    account text not null,
    action text not null,
    reference text not null,
    received real not null,
    content text,
    done real,
    failed text,
    tries integer not null default 0,
    due real not null default 0
);
create index if not exists pending on notification (account, action, reference, seq, received, due)
    where done is null and failed is null;
create index if not exists finished on notification (done) where done is not null;
create table if not exists mark (
    account text not null,
    list text not null,
    begun real not null,
    primary key (account, list)
) without rowid;
create table if not exists seen (
    account text not null,
    list text not null,
    reference text not null,
    digest text not null,
    primary key (account, list, reference)
) without rowid
"""
_KEPT: Final = timedelta(days=30)


class Pending(NamedTuple):
    """The notifications of one action and resource that wait for work."""

    account: str
    action: str
    reference: str
    first: int
    """The number of the oldest of them."""
    last: int
    oldest: float
    newest: float
    due: float
    """Not before this time, after a failure."""


class Kept(NamedTuple):
    """A notification in the inbox."""

    seq: int
    notification: Notification
    tries: int
    failed: str | None = None


@dataclass(slots=True)
class _Arrival:
    """A delivery that waits to be stored, and what became of it."""

    rows: list[tuple[str, str, str, str, float, str]]
    stored: bool = False
    new: int = 0
    error: BaseException | None = None


class Inbox:
    """The notifications that arrived, in a file: each once, whatever is delivered again.

    Args:
        path: the file; it is made when it is missing.
        kept: how long the key of a finished notification is kept, by which a later copy is known. Its content is
            deleted when it is finished.
        clock: the time in seconds.

    Raises:
        SetupError: the file cannot be opened, or holds something else.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, kept: timedelta = _KEPT, clock: Callable[[], float] = time.time
    ) -> None:
        self.file = DurableFile(path, _TABLES, kind=_KIND, holds="the notifications of Tampuuri")
        self.clock = clock
        self._kept = kept.total_seconds()
        self._arrivals: list[_Arrival] = []
        self._guard = threading.Lock()
        self._storing = threading.Lock()

    def __enter__(self) -> Inbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def put(self, delivery: Delivery) -> int:
        """Store a delivery and return when it is on the disk.

        Deliveries that arrive together are stored together, because a disk writes some hundred times a second.

        Returns:
            How many of its notifications were not there yet.

        Raises:
            FileUnavailable: nothing of it was stored.
        """
        arrival = _Arrival(list(_rows(delivery, self.clock())))
        with self._guard:
            self._arrivals.append(arrival)
        with self._storing:
            if not arrival.stored:
                with self._guard:
                    batch, self._arrivals = self._arrivals, []
                self._store(batch)
        if arrival.error is not None:
            raise arrival.error
        return arrival.new

    def _store(self, batch: list[_Arrival]) -> None:
        try:
            with self.file.transaction() as connection:
                for arrival in batch:
                    arrival.new = add_rows(connection, arrival.rows)
        except Exception as error:
            for arrival in batch:
                arrival.error = error
        finally:
            for arrival in batch:
                arrival.stored = True

    # For work.

    def working(self) -> AbstractContextManager[None]:
        """Be the only one that works the notifications off, for a `with` block.

        Raises:
            SetupError: another one does.
        """
        return alone(f"{self.file.path}-worker", "the work on these notifications")

    def pending(self) -> list[Pending]:
        """What waits for work, the oldest first."""
        sql = (
            "select account, action, reference, min(seq), max(seq), min(received), max(received), max(due)"
            " from notification where done is null and failed is null group by account, action, reference order by 4"
        )
        with self.file.transaction() as connection:
            return [Pending(*row) for row in connection.execute(sql)]

    def notifications(self, groups: Iterable[Pending]) -> list[Kept]:
        """The notifications of some groups, in the order of their arrival."""
        sql = (
            "select seq, content, tries from notification where done is null and failed is null"
            " and account = ? and action = ? and reference = ? and seq <= ?"
        )
        found: list[Kept] = []
        with self.file.transaction() as connection:
            for group in groups:
                rows = connection.execute(sql, (*group[:3], group.last)).fetchall()
                found += [Kept(seq, _notification(content), tries) for seq, content, tries in rows]
        return sorted(found)

    def finish(self, numbers: Sequence[int]) -> None:
        """Write down that notifications were worked off; their content is deleted."""
        now = self.clock()
        with self.file.transaction() as connection:
            sql = "update notification set done = ?, content = null, failed = null where seq = ?"
            connection.executemany(sql, [(now, number) for number in numbers])
            connection.execute("delete from notification where done < ?", (now - self._kept,))

    def postpone(self, numbers: Sequence[int], until: float) -> None:
        """Let notifications wait after a failure."""
        with self.file.transaction() as connection:
            sql = "update notification set tries = tries + 1, due = ? where seq = ?"
            connection.executemany(sql, [(until, number) for number in numbers])

    def give_up(self, numbers: Sequence[int], why: str) -> None:
        """Set notifications aside for a person: see `failed` and `retry`."""
        with self.file.transaction() as connection:
            sql = "update notification set tries = tries + 1, failed = ? where seq = ?"
            connection.executemany(sql, [(why, number) for number in numbers])

    # For people.

    def failed(self) -> list[Kept]:
        """The notifications that were given up, each with the reason."""
        sql = "select seq, content, tries, failed from notification where failed is not null order by seq"
        with self.file.transaction() as connection:
            rows = connection.execute(sql).fetchall()
        return [Kept(seq, _notification(content), tries, why) for seq, content, tries, why in rows]

    def retry(self, *numbers: int) -> None:
        """Let notifications that were given up be worked off after all; without numbers, all of them."""
        chosen = numbers or tuple(each.seq for each in self.failed())
        sql = "update notification set failed = null, tries = 0, due = 0 where seq = ? and failed is not null"
        with self.file.transaction() as connection:
            connection.executemany(sql, [(number,) for number in chosen])

    def counts(self) -> dict[str, int]:
        """How many notifications wait, are done and failed."""
        sql = (
            "select coalesce(sum(done is null and failed is null), 0), coalesce(sum(done is not null), 0),"
            " coalesce(sum(failed is not null), 0) from notification"
        )
        with self.file.transaction() as connection:
            found = connection.execute(sql).fetchone()
        return dict(zip(("pending", "done", "failed"), found, strict=True))


def add_rows(connection: sqlite3.Connection, rows: Iterable[tuple[str, str, str, str, float, str]]) -> int:
    """Store the rows of notifications whose key is new, and give their number."""
    sql = (
        "insert or ignore into notification (key, account, action, reference, received, content)"
        " values (?, ?, ?, ?, ?, ?)"
    )
    return sum(connection.execute(sql, row).rowcount for row in rows)


def row_of(key: str, notification: Notification, now: float) -> tuple[str, str, str, str, float, str]:
    """The row of a notification."""
    content = write(to_json(notification)).decode()
    return key, text(notification.account), notification.action, text(notification.reference_id), now, content


def _rows(delivery: Delivery, now: float) -> Iterator[tuple[str, str, str, str, float, str]]:
    for key, notification in zip(delivery.keys(), delivery.notifications, strict=True):
        yield row_of(key, notification, now)


def _notification(content: Any) -> Notification:
    return read(Notification, parse_json(content.encode()))


__all__ = ["Inbox", "Kept", "Pending", "add_rows", "row_of"]
