"""The webhooks of the local Tampuuri: what happened is bundled and delivered, up to five times."""

from __future__ import annotations

import threading
import uuid
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal, TypeAlias, get_args
from urllib.parse import SplitResult

from netvisor.errors import SetupError
from netvisor.sandbox.clock import FINLAND, Clock
from netvisor.sandbox.tampuuri.happenings import Happening
from netvisor.sandbox.tampuuri.posting import checked_listener, post
from netvisor.tampuuri.model import write

ATTEMPTS: Final = 5
"""How often a bundle is delivered at most."""
_KEPT: Final = 1000

WebhookFault: TypeAlias = Literal["answer lost", "repeated", "reversed", "split", "cut off", "other zone"]
"""What can go wrong with a delivery: the answer is lost, so that it comes again; it comes twice; its notifications are
in reverse order; each comes alone; its body ends in the middle; its times are in another zone than UTC."""


@dataclass(slots=True, eq=False)
class Listener:
    """Where events are delivered to."""

    parts: SplitResult
    account: str
    events: frozenset[str]
    headers: Mapping[str, str]
    waiting: list[dict[str, Any]] = field(default_factory=list)
    """Notifications that wait for their bundle."""
    bundles: list[_Bundle] = field(default_factory=list)
    """Bundles that were not taken yet."""

    def wants(self, action: str) -> bool:
        """Whether it is told of an event."""
        return "*" in self.events or action in self.events


@dataclass(slots=True, eq=False)
class _Bundle:
    notifications: list[dict[str, Any]]
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One delivery that was tried."""

    bundle: str
    attempt: int
    actions: tuple[str, ...]
    status: int | None
    """The status of the answer; `None` without one."""
    fault: WebhookFault | None = None
    given_up: bool = False
    """Whether it was the last attempt, and in vain."""


class Webhooks:
    """Delivers what happens to its listeners.

    Nothing is delivered before `deliver` or `start`, and what waits is forgotten when the sandbox stops.

    Args:
        clock: the sandbox's time.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        # Not held while something is told: a listener may call the sandbox before it answers.
        self._delivering = threading.Lock()
        self._listeners: list[Listener] = []
        self._faults: deque[WebhookFault] = deque()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.attempts: deque[Attempt] = deque(maxlen=_KEPT)
        """The last deliveries that were tried."""

    def listen(
        self,
        url: str,
        *,
        account: str,
        events: Iterable[str] = ("*",),
        headers: Mapping[str, str] | None = None,
        elsewhere: bool = False,
    ) -> None:
        """Add a listener, as people do on the administration tab.

        Args:
            url: its address.
            account: the account whose events it is told of.
            events: their names; `*` is every event.
            headers: headers of each delivery, such as one with a secret.
            elsewhere: whether it may be on another machine.

        Raises:
            SetupError: the address is none, or is on another machine without leave.
        """
        parts = checked_listener(url, elsewhere=elsewhere)
        with self._lock:
            self._listeners.append(Listener(parts, account, frozenset(events), dict(headers or {})))

    def fault(self, *faults: WebhookFault) -> None:
        """Let something go wrong with the next deliveries, one each.

        Raises:
            SetupError: there is no such fault.
        """
        for each in faults:
            if each not in get_args(WebhookFault):
                raise SetupError(f"there is no fault {each!r}; expected {', '.join(get_args(WebhookFault))}")
        with self._lock:
            self._faults += faults

    def tell(self, account: str, happenings: Sequence[Happening]) -> None:
        """Let notifications wait for their delivery."""
        with self._lock:
            for listener in self._listeners:
                if listener.account == account:
                    listener.waiting += [
                        self._notice(account, each) for each in happenings if listener.wants(each.action)
                    ]

    def _notice(self, account: str, happening: Happening) -> dict[str, Any]:
        return {
            "Action": happening.action,
            "Id": str(uuid.uuid4()),
            "Account": account,
            "ReferenceId": str(happening.reference),
            "ReferenceSecondaryId": happening.secondary,
            "ReferenceData": happening.field,
            "ReferenceJson": "",
            "Timestamp": _stamp(self._clock().astimezone(UTC)),
            "DateTimeZone": "UTC",
        }

    def deliver(self) -> list[Attempt]:
        """Bundle what waits, and try each bundle once: the new ones and those that were not taken before."""
        with self._delivering:
            made: list[Attempt] = []
            for listener, bundle in list(self._due()):
                made += self._delivered(listener, bundle)
            self.attempts += made
            return made

    def _due(self) -> Iterator[tuple[Listener, _Bundle]]:
        with self._lock:
            for listener in self._listeners:
                if listener.waiting:
                    listener.bundles.append(_Bundle(listener.waiting))
                    listener.waiting = []
                due, listener.bundles = listener.bundles, []
                yield from ((listener, bundle) for bundle in due)

    def deliver_all(self) -> list[Attempt]:
        """Deliver until every bundle was taken or given up."""
        made: list[Attempt] = []
        while attempted := self.deliver():
            made += attempted
        return made

    def start(self, every: float = 0.1) -> None:
        """Deliver by itself at an interval in seconds, until the sandbox stops. The vendor's is about three minutes."""
        if self._thread is not None:
            raise SetupError("deliveries were started already")
        if not 0 < every <= threading.TIMEOUT_MAX:
            raise SetupError(f"every must be a positive number of seconds, not {every!r}")

        def run() -> None:
            while not self._stop.wait(every):
                self.deliver()

        self._thread = threading.Thread(target=run, name="netvisor sandbox webhooks", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Deliver nothing more."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _delivered(self, listener: Listener, bundle: _Bundle) -> list[Attempt]:
        """Try a bundle, or what a fault makes of it; what was not taken waits for the next round."""
        with self._lock:
            fault = self._faults.popleft() if self._faults else None
        if fault == "reversed":
            bundle.notifications = bundle.notifications[::-1]
        elif fault == "other zone":
            bundle.notifications = [_in_finland(each) for each in bundle.notifications]
        parts = [_Bundle([each]) for each in bundle.notifications] if fault == "split" else [bundle]
        made = []
        for part in parts * (2 if fault == "repeated" else 1):
            part.attempts += 1
            status = post(listener.parts, _body(part, cut_off=fault == "cut off"), listener.headers)
            taken = status is not None and 200 <= status < 300 and fault != "answer lost"
            given_up = not taken and part.attempts >= ATTEMPTS
            if not (taken or given_up or part in listener.bundles):
                listener.bundles.append(part)
            actions = tuple(each["Action"] for each in part.notifications)
            made.append(
                Attempt(
                    bundle=part.id,
                    attempt=part.attempts,
                    actions=actions,
                    status=status,
                    fault=fault,
                    given_up=given_up,
                )
            )
        return made


def _body(bundle: _Bundle, *, cut_off: bool) -> bytes:
    body = write(
        {
            "Id": bundle.id,
            "Attempt": bundle.attempts,
            "Properties": {},
            "Notifications": bundle.notifications,
        }
    )
    return body[: len(body) // 2] if cut_off else body


def _stamp(moment: datetime) -> str:
    """A moment with one to three decimals and no offset.

    >>> _stamp(datetime(2021, 10, 28, 6, 13, 18, 120_000))
    '2021-10-28T06:13:18.12'
    """
    whole, _, decimals = moment.replace(tzinfo=None).isoformat(timespec="milliseconds").partition(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}"


def _in_finland(notice: dict[str, Any]) -> dict[str, Any]:
    moment = datetime.fromisoformat(f"{notice['Timestamp'].partition('.')[0]}+00:00")
    return {**notice, "Timestamp": _stamp(moment.astimezone(FINLAND)), "DateTimeZone": "Europe/Helsinki"}
