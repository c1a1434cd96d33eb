"""For accounts without webhooks: lists are read at intervals, and what changed becomes notifications of the inbox."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias

from netvisor.errors import NetvisorError, SetupError
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.client import Tampuuri
from netvisor.tampuuri.model import to_json, write
from netvisor.tampuuri.webhooks.inbox import Inbox, add_rows, row_of
from netvisor.tampuuri.webhooks.notification import Notification

_log: Final = logging.getLogger("netvisor")

_LONGEST_WAIT: Final = 60.0
"""Seconds between looks at the time."""

Found: TypeAlias = Iterable[tuple[int | str, Any]]
"""Resources by their ids, each with what shall be noticed when it changes: a model, or JSON."""
ReadList: TypeAlias = Callable[[Tampuuri], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    name: str
    read: ReadList
    every: float
    new: str | None
    changed: str | None
    gone: str | None


class Poller:
    """Reads lists as rarely as told, and puts what is new, changed or gone into an inbox, for the same handlers.

        poller = Poller(inbox, client)
        open_jobs = ilmoitukset.selaa(tyonsuorittaja_id=17, filters={"Tila": "avoin"})
        poller.watch("open jobs", open_jobs, every=timedelta(minutes=15), new="IlmoitusUusi")
        poller.run(stop)

    The time of each reading and what it found are in the file of the inbox, so a program that is started anew reads no
    earlier, and tells of nothing twice. After a failed reading the next one comes at its usual time.

    Args:
        inbox: where the notifications go.
        client: reads the lists; each page is charged, and so is each repetition after a fault.
    """

    def __init__(self, inbox: Inbox, client: Tampuuri) -> None:
        self._inbox = inbox
        self._client = client
        self._watched: dict[str, _Watched] = {}

    def watch(
        self,
        name: str,
        read: Call[list[Any]] | ReadList,
        *,
        every: timedelta,
        new: str | None = None,
        changed: str | None = None,
        gone: str | None = None,
    ) -> None:
        """Watch a list.

        Args:
            name: what it is remembered by.
            read: the call of a list, or a function that gives ids, each with what shall be noticed when it changes.
            every: how often it is read.
            new: the event when something is there for the first time; at the first reading, that is everything.
            changed: the event when something is otherwise than before.
            gone: the event when something is no more there. If it comes back, it is new.

        Raises:
            SetupError: the name is taken, no event is given, the interval is not positive, or it is no list.
        """
        if name in self._watched:
            raise SetupError(f"{name!r} is watched already")
        if new is changed is gone is None:
            raise SetupError(f"{name!r}: give the name of an event as new=, changed= or gone=")
        if every <= timedelta():
            raise SetupError(f"{name!r}: every must be a positive time, not {every}")
        if isinstance(read, Call):
            if not read.is_list:
                raise SetupError(f"{name!r}: the answer of {read.operation} is no list")
            read = _reading(read)
        self._watched[name] = _Watched(
            name=name, read=read, every=every.total_seconds(), new=new, changed=changed, gone=gone
        )

    def run(self, stop: threading.Event) -> None:
        """Read what is due, until stopped. Failures are logged, and the list is read at its next time.

        Raises:
            FileUnavailable: the inbox cannot be read or written.
        """
        while not stop.is_set():
            for watched in self._watched.values():
                try:
                    self._poll(watched)
                except NetvisorError as error:
                    _log.warning("%s could not be read: %s", watched.name, error)
            stop.wait(self._wait())

    def poll_due(self) -> int:
        """Read the lists that are due, and give the number of notifications.

        Raises:
            NetvisorError: a list could not be read; it is read again at its next time.
        """
        return sum(self._poll(watched) for watched in self._watched.values())

    def _poll(self, watched: _Watched) -> int:
        if not self._claimed(watched):
            return 0
        digests = {str(key): _digest(value) for key, value in watched.read(self._client)}
        with self._inbox.file.transaction() as connection:
            events = list(self._events(connection, watched, digests))
            _remember(connection, self._client.account, watched.name, digests)
            rows = [self._row(action, reference) for action, reference in events if action is not None]
            add_rows(connection, rows)
        return len(rows)

    def _claimed(self, watched: _Watched) -> bool:
        """Whether a list is due; then its next time is counted from now, whatever becomes of the reading."""
        now = self._inbox.clock()
        place = (self._client.account, watched.name)
        with self._inbox.file.transaction() as connection:
            found = connection.execute("select begun from mark where account = ? and list = ?", place).fetchone()
            # A clock that was set back does not stop the reading.
            if found is not None and 0 <= now - found[0] < watched.every:
                return False
            connection.execute("insert or replace into mark (account, list, begun) values (?, ?, ?)", (*place, now))
        return True

    def _wait(self) -> float:
        now, account = self._inbox.clock(), self._client.account
        with self._inbox.file.transaction() as connection:
            begun: dict[str, float] = dict(
                connection.execute("select list, begun from mark where account = ?", (account,)).fetchall()
            )
        waits = [begun.get(each.name, now) + each.every - now for each in self._watched.values()]
        return min([_LONGEST_WAIT, *(max(wait, 0.0) for wait in waits)])

    def _events(
        self, connection: sqlite3.Connection, watched: _Watched, digests: dict[str, str]
    ) -> Iterator[tuple[str | None, str]]:
        sql = "select reference, digest from seen where account = ? and list = ?"
        before = dict(connection.execute(sql, (self._client.account, watched.name)).fetchall())
        for reference, digest in digests.items():
            if reference not in before:
                yield watched.new, reference
            elif before[reference] != digest:
                yield watched.changed, reference
        for reference in before.keys() - digests.keys():
            yield watched.gone, reference

    def _row(self, action: str, reference: str) -> tuple[str, str, str, str, float, str]:
        now = self._inbox.clock()
        key = str(uuid.uuid4())
        notification = Notification(
            action=action,
            id=key,
            account=self._client.account,
            reference_id=reference,
            timestamp=datetime.fromtimestamp(now, UTC).replace(tzinfo=None).isoformat(timespec="milliseconds"),
            date_time_zone="UTC",
        )
        return row_of(f"poll {key}", notification, now)


def _remember(connection: sqlite3.Connection, account: str, name: str, digests: dict[str, str]) -> None:
    connection.execute("delete from seen where account = ? and list = ?", (account, name))
    sql = "insert into seen (account, list, reference, digest) values (?, ?, ?, ?)"
    connection.executemany(sql, [(account, name, reference, digest) for reference, digest in digests.items()])


def _reading(call: Call[list[Any]]) -> ReadList:
    def read(client: Tampuuri) -> Found:
        with client.stream(call) as listing:
            for item in listing:
                key = item.get("Id")
                if not isinstance(key, (int, str)):
                    raise SetupError(f"an object of {call.operation} has no Id: give a function that tells it")
                yield key, item

    return read


def _digest(value: Any) -> str:
    return hashlib.sha256(write(_sorted(to_json(value)))).hexdigest()


def _sorted(value: Any) -> Any:
    """JSON whose objects do not depend on the order of their fields."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list) else value


__all__ = ["Poller"]
