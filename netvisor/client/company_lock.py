"""One call at a time for each company: a lock in the process, known by the Organisation-ID.

Netvisor requires it, even for reads: overlapping calls for one company cause errors. The locks belong to the process,
so two clients of one company share one. Across processes, the queue keeps the same order.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from netvisor.client.cancellation import Cancellation
from netvisor.errors import CompanyBusy


@dataclass(eq=False, slots=True)
class Turn:
    """The turn of a call, while it is the only one of its company. Any thread may end it."""

    lock: CompanyLock
    resource: str
    transaction_id: str | None
    since: float
    over: bool = False
    abandoned: bool = False
    """Whether the task that began it was cancelled, while its thread still works."""
    cancellation: Cancellation | None = None
    """How its call can be cancelled; `None` if it cannot."""
    give_lane_back: Callable[[], None] | None = None
    """Ends the turn that it has across processes, too."""

    def end(self) -> None:
        """Let the next call begin; ending a turn again does nothing."""
        if not self.over:
            self.over = True
            self.lock.free()
            if self.give_lane_back is not None:
                self.give_lane_back()


class SharedLanes(Protocol):
    """What keeps the order across processes: `netvisor.queue.Outbox` does."""

    def take_lane(self, company: str, resource: str, longest: float, *, waited: float = 0.0) -> Callable[[], None]:
        """Wait for the turn of a call, perhaps after having waited for it already; gives what ends it.

        Raises:
            CompanyBusy: the company's turn was not over in time.
        """

    def try_lane(self, company: str, resource: str) -> Callable[[], None] | None:
        """Begin the turn of a call if the company is free; gives what ends it, or `None`, and announces the call."""


# The turns that this task or thread has begun. A context is copied into new tasks and into the threads that work for
# them; a plain thread begins with an empty one. The number of a thread would not do: it is given again to others.
_own: ContextVar[tuple[Turn, ...]] = ContextVar("netvisor_turns", default=())


class CompanyLock:
    """The lock of one company."""

    __slots__ = ("_company", "_lock", "_turn", "waiting")

    def __init__(self, company: str) -> None:
        self._company = company
        self._lock = threading.Lock()
        self._turn: Turn | None = None
        self.waiting: deque[Callable[[], bool]] = deque()
        """Tasks to wake when a turn ends, the first one first; each tells whether it could be woken."""

    def begin(self, resource: str, transaction_id: str | None, longest: float) -> Turn:
        """Wait for the turn of a call.

        Args:
            resource: the resource of the call.
            transaction_id: its identifier; a stream gets one when it sends.
            longest: the longest wait in seconds.

        Raises:
            CompanyBusy: the other call did not end in time, or is an open stream of this task or thread, which would
                wait for itself.
        """
        if not self._lock.acquire(blocking=False):
            self.refuse_own_stream(resource, transaction_id)
            if not self._lock.acquire(timeout=min(longest, threading.TIMEOUT_MAX)):
                raise self.busy(resource, transaction_id, longest)
        return self._begun(resource, transaction_id)

    def try_begin(self, resource: str, transaction_id: str | None) -> Turn | None:
        """Begin the turn of a call if there is no other; else `None`."""
        return self._begun(resource, transaction_id) if self._lock.acquire(blocking=False) else None

    def _begun(self, resource: str, transaction_id: str | None) -> Turn:
        turn = self._turn = Turn(self, resource, transaction_id, time.time())
        _own.set((*(turn for turn in _own.get() if not turn.over), turn))
        return turn

    def refuse_own_stream(self, resource: str, transaction_id: str | None) -> None:
        """Refuse a call that would wait for a stream of its own task or thread.

        Raises:
            CompanyBusy: such a stream is open.
        """
        if self._turn is not None and any(turn is self._turn and not turn.abandoned for turn in _own.get()):
            text = "a stream of this company is open in the same task or thread: close it before the next call"
            raise self._busy(text, resource, transaction_id)

    def free(self) -> None:
        """End the current turn."""
        self._turn = None
        self._lock.release()
        self.wake_next()

    def wake_next(self) -> None:
        """Wake the first waiting task, which then tries to begin. Waking one for nothing does no harm."""
        # A deque needs no lock: the garbage collector may end a turn anywhere, even in here.
        with suppress(IndexError):
            while not self.waiting.popleft()():
                pass

    def busy(self, resource: str, transaction_id: str | None, longest: float) -> CompanyBusy:
        """The error of a call that waited too long."""
        return self._busy(f"another call of this company did not end within {longest:g} s", resource, transaction_id)

    def _busy(self, text: str, resource: str, transaction_id: str | None) -> CompanyBusy:
        turn = self._turn or Turn(self, "a call that has just ended", None, time.time())
        since = datetime.fromtimestamp(turn.since, UTC)
        holder = f"{turn.resource}, transaction id {turn.transaction_id}, since {since:%Y-%m-%d %H:%M:%S} UTC"
        error = CompanyBusy(
            f"{text} ({holder})", resource=resource, company=self._company, transaction_id=transaction_id
        )
        error.holder_resource, error.holder_transaction_id = turn.resource, turn.transaction_id
        error.holder_since = since
        return error


_locks: dict[tuple[int, str], CompanyLock] = {}


def company_lock(company: str) -> CompanyLock:
    """The lock of a company: the same one for every client of this process.

    A forked child has none of its parent's calls, so it gets new locks.
    """
    key = (os.getpid(), company)
    return _locks.get(key) or _locks.setdefault(key, CompanyLock(company))


__all__ = ["CompanyLock", "SharedLanes", "Turn", "company_lock"]
