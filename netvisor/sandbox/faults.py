"""Faults on demand: what a client must survive, at the moment that a test wants it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from netvisor.errors import SetupError

After: TypeAlias = Literal["arrival", "storing"]
How: TypeAlias = Literal[
    "drop connection", "half answer", "html", "empty", "maintenance", "technical error", "refuse", "delay"
]

# An answer that says "nothing was stored" would be a lie after storing.
_BEFORE_ONLY: Final = frozenset({"maintenance", "refuse"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: when it comes, and what happens."""

    after: After
    how: How
    resource: str | None
    """The resource whose call it hits; `None` for the next call of any."""
    category: str
    text: str
    seconds: float


class Faults:
    """The faults that wait for their calls."""

    def __init__(self) -> None:
        self._waiting: deque[Fault] = deque()
        self._lock = threading.Lock()

    def add(
        self,
        *,
        after: After,
        how: How,
        resource: str | None = None,
        times: int = 1,
        category: str = "",
        text: str = "",
        seconds: float = 0.0,
    ) -> None:
        """Let the next calls fail; `Sandbox.fail_next` says how."""
        _check(after, how, category, seconds)
        plain = None if resource is None else resource.lower().removesuffix(".nv") + ".nv"
        fault = Fault(after=after, how=how, resource=plain, category=category, text=text, seconds=seconds)
        with self._lock:
            self._waiting.extend([fault] * times)

    def take(self, resource: str) -> Fault | None:
        """The fault that is meant for a call of this resource; it is used up."""
        with self._lock:
            for fault in self._waiting:
                if fault.resource in {None, resource}:
                    self._waiting.remove(fault)
                    return fault
        return None

    def clear(self) -> None:
        """Forget the faults that have not come."""
        with self._lock:
            self._waiting.clear()

    def __len__(self) -> int:
        return len(self._waiting)


def _check(after: str, how: str, category: str, seconds: float) -> None:
    for name, value, allowed in (("after", after, get_args(After)), ("how", how, get_args(How))):
        if value not in allowed:
            raise SetupError(f"{name} {value!r} is not among {', '.join(allowed)}")
    if after == "storing" and how in _BEFORE_ONLY:
        raise SetupError(f"{how!r} says that nothing was stored, so it comes after arrival, not after storing")
    if how == "refuse" and not category:
        raise SetupError("a fault that refuses needs category=..., such as PERIOD_LOCK")
    if how == "delay" and seconds <= 0:
        raise SetupError("a delay needs seconds=...")
