"""Faults on demand: what a client must survive, at the moment that a test wants it, or at random from a seed.

This is the one place that every way of asking for a fault leads to: `Sandbox.fail_next`, `netvisor sandbox --fault`,
the control address and the web page.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final, Literal, TypeAlias, get_args

from netvisor.errors import SetupError
from netvisor.sandbox.faults.latency import LONGEST, Latency
from netvisor.sandbox.settings import IdNoted, resource_name

After: TypeAlias = Literal["arrival", "midway", "storing"]
How: TypeAlias = Literal[
    "drop connection",
    "half answer",
    "slow bytes",
    "forbidden character",
    "html",
    "empty",
    "too many requests",
    "maintenance",
    "technical error",
    "refuse",
    "delay",
]

AFTER: Final[tuple[After, ...]] = get_args(After)
"""The moments at which a fault can come."""
HOW: Final[tuple[How, ...]] = get_args(How)
"""The kinds of faults."""

# An answer that says "nothing was stored" would be a lie after storing.
_BEFORE_ONLY: Final = frozenset({"too many requests", "maintenance", "refuse"})
_DAMAGING: Final = frozenset({"half answer", "forbidden character", "html", "empty", "too many requests"})
_NEEDS_SECONDS: Final = frozenset({"delay", "slow bytes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: which calls it hits, when it comes, and what happens."""

    after: After = "arrival"
    """When: on arrival, before anything is stored; midway, while it is being stored; or after storing."""
    how: How = "drop connection"
    resource: str | None = None
    """The resource whose calls it hits, as `customer.nv`; `None` for calls of any."""
    company: str | None = None
    """The company whose calls it hits; `None` for calls of any."""
    chance: float = 1.0
    """The probability with which it hits a call that it is meant for."""
    times: int | None = 1
    """How many calls it will hit yet; `None`: all of them."""
    category: str = ""
    text: str = ""
    seconds: float = 0.0
    number: int = 0
    """Its number among the faults of its sandbox, by which it can be removed."""

    def __post_init__(self) -> None:
        for name, value, allowed in (("after", self.after, AFTER), ("how", self.how, HOW)):
            if value not in allowed:
                raise SetupError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
        for name, text in (("text", self.text), ("category", self.category), ("company", self.company or "")):
            if any("\ud800" <= character <= "\udfff" for character in text):
                raise SetupError(f"{name} {text[:100]!r} contains half of a character; expected a whole text")
        self._check_sense()
        if not 0 < self.chance <= 1:
            raise SetupError(f"chance must be more than 0 and at most 1, not {self.chance}")
        if self.times is not None and self.times < 1:
            raise SetupError(f"times must be 1 or more, or None for all calls, not {self.times}")
        if not 0 <= self.seconds <= LONGEST:
            raise SetupError(f"seconds must be a number from 0 to {LONGEST:.0f}, not {self.seconds}")

    def _check_sense(self) -> None:
        if self.after == "storing" and self.how in _BEFORE_ONLY:
            raise SetupError(f"{self.how!r} means that nothing was stored, so it is possible after arrival only")
        if self.after == "midway" and self.how != "drop connection":
            raise SetupError("midway, only the connection can drop; use arrival or storing for other faults")
        if self.how == "refuse" and not self.category:
            raise SetupError("refuse needs category=..., such as PERIOD_LOCK")
        if self.how in _NEEDS_SECONDS and not self.seconds:
            raise SetupError(f"{'a delay' if self.how == 'delay' else self.how!r} needs seconds=...")

    @property
    def when(self) -> str:
        """The moment in words, as the log says it."""
        return "while storing" if self.after == "midway" else f"after {self.after}"

    @property
    def damages(self) -> bool:
        """Whether what is answered is not XML, or half of it, or contains what XML forbids."""
        return self.how in _DAMAGING

    def hits(self, resource: str, company: str, *, writes: bool) -> bool:
        """Whether it is meant for a call; one that comes while or after storing is not meant for a read."""
        return (
            self.resource in {None, resource}
            and self.company in {None, company}
            and (writes or self.after == "arrival")
        )


class Faults:
    """The faults that wait for their calls, and how long each call takes.

        sandbox.faults.add(how="html", chance=0.05, times=None)
        sandbox.faults.latency = Latency.from_text("50%=0.1 95%=0.8 100%=3")

    Args:
        seed: the same seed and the same calls meet the same faults.
        id_noted: when a TransactionId counts as used; the attribute of the same name changes it while it runs.

    Attributes:
        latency: how long each call takes before it is answered; `None` for no longer than it needs.
    """

    def __init__(self, *, seed: int = 0, id_noted: IdNoted = "arrival") -> None:
        self.latency: Latency | None = None
        self._id_noted = id_noted
        self._random = Random(seed)  # noqa: S311  # chance, no secret
        self._waiting: dict[int, Fault] = {}
        self._last = 0
        self._lock = threading.Lock()

    @property
    def id_noted(self) -> IdNoted:
        """When a TransactionId counts as used: on `arrival`, or only after `success`."""
        return self._id_noted

    @id_noted.setter
    def id_noted(self, value: IdNoted) -> None:
        if value not in get_args(IdNoted):
            raise SetupError(f"id_noted must be one of {', '.join(get_args(IdNoted))}, not {value!r}")
        self._id_noted = value

    def seed(self, seed: int) -> None:
        """Let chance begin anew."""
        with self._lock:
            self._random.seed(seed)

    def add(
        self,
        *,
        after: After = "arrival",
        how: How = "drop connection",
        resource: str | None = None,
        company: str | None = None,
        chance: float = 1.0,
        times: int | None = 1,
        category: str = "",
        text: str = "",
        seconds: float = 0.0,
    ) -> Fault:
        """Let calls fail; `Sandbox.fail_next` says how.

        Raises:
            SetupError: the fault makes no sense, such as maintenance after storing.
        """
        plain = resource_name(resource) if resource else None
        return self.put(
            Fault(
                after=after,
                how=how,
                resource=plain,
                company=company or None,
                chance=chance,
                times=times,
                category=category,
                text=text,
                seconds=seconds,
            )
        )

    def put(self, fault: Fault) -> Fault:
        """Let a fault wait behind the others; gives it with its number."""
        with self._lock:
            self._last += 1
            fault = replace(fault, number=self._last)
            self._waiting[fault.number] = fault
        return fault

    def take_fault(self, resource: str, company: str, *, writes: bool) -> Fault | None:
        """The first waiting fault that hits a call; one of its times is used up."""
        with self._lock:
            for fault in self._waiting.values():
                if fault.hits(resource, company, writes=writes) and self._random.random() < fault.chance:
                    self._use(fault)
                    return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.times == 1:
            del self._waiting[fault.number]
        elif fault.times is not None:
            self._waiting[fault.number] = replace(fault, times=fault.times - 1)

    def give_back(self, fault: Fault) -> None:
        """Undo `take_fault`: the call was refused before the fault could come."""
        if fault.times is None:
            return
        with self._lock:
            left = self._waiting.get(fault.number)
            self._waiting[fault.number] = fault if left is None else replace(left, times=(left.times or 0) + 1)
            # In the order in which they were asked for.
            self._waiting = dict(sorted(self._waiting.items()))

    def seconds(self) -> float:
        """How long the next call shall take, by the latency profile."""
        latency = self.latency
        if latency is None:
            return 0.0
        with self._lock:
            return latency.seconds(self._random.random())

    def remove(self, number: int) -> bool:
        """Forget the fault of a number; tells whether it was waiting."""
        with self._lock:
            return self._waiting.pop(number, None) is not None

    def clear(self) -> None:
        """Forget the faults that have not come."""
        with self._lock:
            self._waiting.clear()

    def __iter__(self) -> Iterator[Fault]:
        """The waiting faults in the order in which they were asked for."""
        with self._lock:
            return iter(list(self._waiting.values()))

    def __len__(self) -> int:
        return len(self._waiting)
