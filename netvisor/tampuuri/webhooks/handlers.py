"""What is done about notifications: functions by event, which get the resource read anew."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, TypeAlias, TypeVar

from netvisor.errors import NetvisorError, Retry, SetupError
from netvisor.tampuuri.areas.kohteet import get_kohde
from netvisor.tampuuri.areas.osapuolitiedot import ApiOsapuoletRequestModel, hae_osapuolet
from netvisor.tampuuri.areas.sopimukset import get_sopimus
from netvisor.tampuuri.client import Tampuuri
from netvisor.tampuuri.webhooks.inbox import Inbox, Kept, Pending
from netvisor.tampuuri.webhooks.notification import Notification

_log: Final = logging.getLogger("netvisor")

ALL: Final = "*"
"""The name that stands for all events that have no handler of their own."""
_LOOK_AROUND: Final = 0.5
"""Seconds between looks for what was received."""
_FIRST_PAUSE: Final = 10.0
_LONGEST_PAUSE: Final = 3600.0

Read: TypeAlias = Callable[[Tampuuri, "Change"], Any]
"""Reads the resource of a change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one call of a handler is about: one resource, and what was told of it since the last call."""

    account: str
    reference_id: str
    """The id of the resource, as a text."""
    notifications: tuple[Notification, ...]
    """In the order of their arrival, which need not be that of the events."""
    resource: Any = None
    """The resource as it was just read."""

    @property
    def actions(self) -> frozenset[str]:
        """The names of the events."""
        return frozenset(each.action for each in self.notifications)


Handler: TypeAlias = Callable[[Change], object]
H = TypeVar("H", bound=Handler)


def unread(client: Tampuuri, change: Change) -> None:
    """Read nothing, for handlers that need no resource: `handlers.on("KohdePoista", read=unread)`."""


def _contract(client: Tampuuri, change: Change) -> Any:
    return client.send(get_sopimus(_number(change)))


def _object(client: Tampuuri, change: Change) -> Any:
    return client.send(get_kohde(_number(change)))


def _party(client: Tampuuri, change: Change) -> Any:
    found = client.send(hae_osapuolet(ApiOsapuoletRequestModel(osapuoli_idt=[_number(change)])))
    return found[0] if found else None


READS: Final[dict[str, Read]] = {
    "SopimusUusi": _contract,
    "SopimusPaata": _contract,
    "KohdeUusi": _object,
    "KohderekisteriKohdeTietoMuokkaa": _object,
    "OsapuoliUusi": _party,
    "OsapuoliTietoMuokkaa": _party,
}
"""How the resource of an event is read, where an operation for it is known; an archived party is read as `None`."""


def _number(change: Change) -> int:
    if not (change.reference_id.isascii() and change.reference_id.isdecimal() and len(change.reference_id) < 19):
        raise SetupError(f"ReferenceId must be a whole number, not {change.reference_id[:40]!r}")
    return int(change.reference_id)


@dataclass(frozen=True, slots=True)
class _Registered:
    events: tuple[str, ...]
    function: Handler
    read: Read


class Handlers:
    """Works off what an inbox holds, one resource after the other.

    Notifications of one resource that arrive close together are one call of a handler. A handler is called again if
    the program ends before it returns, so its work must bear repetition.

    Args:
        inbox: the notifications.
        client: reads the resources; with several accounts, the clients by account. `None` if no handler reads.
        quiet: seconds without a further notification of a resource, before it is worked off.
        longest_wait: seconds after which it is worked off all the same.
        tries: after how many failures a notification is set aside for a person: see `Inbox.failed`.
    """

    def __init__(
        self,
        inbox: Inbox,
        client: Tampuuri | Sequence[Tampuuri] | None = None,
        *,
        quiet: float = 2.0,
        longest_wait: float = 30.0,
        tries: int = 8,
    ) -> None:
        clients = [] if client is None else [client] if isinstance(client, Tampuuri) else list(client)
        self._inbox = inbox
        self._clients = {each.account: each for each in clients}
        self._quiet = timedelta(seconds=quiet).total_seconds()
        self._longest_wait = max(longest_wait, quiet)
        self._tries = tries
        self._by_event: dict[str, _Registered] = {}

    def on(self, *events: str, read: Read | None = None) -> Callable[[H], H]:
        """Decorate the function that handles some events; `"*"` is every event that has no other function.

        Args:
            events: their names; any text is taken, since not all names are known.
            read: how the resource is read, where the library does not know; `unread` reads nothing.

        Raises:
            SetupError: an event has a function already, or nobody says how its resource is read.
        """
        if not events:
            raise SetupError('on() needs the names of events, or "*"')
        taken = [event for event in events if event in self._by_event]
        if taken:
            raise SetupError(f"{', '.join(taken)}: there is a function already")
        reads = {READS.get(event) for event in events} if read is None else {read}
        if len(reads) != 1 or None in reads:
            raise SetupError(f"it is not known how to read the resource of {', '.join(events)}: give read=")

        def register(function: H) -> H:
            registered = _Registered(events, function, next(iter(reads)) or unread)
            self._by_event.update(dict.fromkeys(events, registered))
            return function

        return register

    def run(self, stop: threading.Event) -> None:
        """Work off what arrives, until stopped.

        Raises:
            SetupError: another process or thread works on this inbox already.
            FileUnavailable: the inbox cannot be read or written.
        """
        with self._inbox.working():
            while not stop.is_set():
                if not self._work():
                    stop.wait(_LOOK_AROUND)

    def run_due(self) -> int:
        """Work off what is due now, and give the number of notifications.

        Raises:
            SetupError: another process or thread works on this inbox already.
            FileUnavailable: the inbox cannot be read or written.
        """
        with self._inbox.working():
            return self._work()

    def _work(self) -> int:
        return sum(self._handled(groups) for groups in self._due())

    def _due(self) -> list[list[Pending]]:
        """The groups that are one call each."""
        calls: dict[tuple[int, str, str], list[Pending]] = {}
        for group in self._inbox.pending():
            registered = self._registered(group.action)
            calls.setdefault((id(registered), group.account, group.reference), []).append(group)
        now = self._inbox.clock()
        return [groups for groups in calls.values() if self._is_due(groups, now)]

    def _is_due(self, groups: list[Pending], now: float) -> bool:
        if max(group.due for group in groups) > now:
            return False
        newest, oldest = max(group.newest for group in groups), min(group.oldest for group in groups)
        return newest + self._quiet <= now or oldest + self._longest_wait <= now

    def _registered(self, action: str) -> _Registered | None:
        return self._by_event.get(action) or self._by_event.get(ALL)

    def _handled(self, groups: list[Pending]) -> int:
        registered = self._registered(groups[0].action)
        kept = self._inbox.notifications(groups)
        numbers = [each.seq for each in kept]
        if registered is not None:
            change = Change(
                account=groups[0].account,
                reference_id=groups[0].reference,
                notifications=tuple(each.notification for each in kept),
            )
            try:
                self._call(registered, change)
            except Exception as error:  # whatever a handler raises, the others go on
                self._failed(kept, error)
                return len(numbers)
        self._inbox.finish(numbers)
        return len(numbers)

    def _call(self, registered: _Registered, change: Change) -> None:
        if registered.read is unread:
            registered.function(change)
            return
        client = self._clients.get(change.account)
        if client is None:
            raise SetupError(f"there is no client for the account {change.account[:100]!r}")
        registered.function(replace(change, resource=registered.read(client, change)))

    def _failed(self, kept: list[Kept], error: Exception) -> None:
        numbers, tried = [each.seq for each in kept], max(each.tries for each in kept) + 1
        _log.warning("the work on %s failed: %s", ", ".join(sorted({each.notification.action for each in kept})), error)
        # What can never work would only be charged again.
        hopeless = isinstance(error, NetvisorError) and error.retry is Retry.NEVER
        if hopeless or tried >= self._tries:
            self._inbox.give_up(numbers, f"{type(error).__name__}: {error}"[:500])
        else:
            pause = min(_FIRST_PAUSE * 2.0 ** (tried - 1), _LONGEST_PAUSE)
            self._inbox.postpone(numbers, self._inbox.clock() + pause)


__all__ = ["ALL", "READS", "Change", "Handlers", "Read", "unread"]
