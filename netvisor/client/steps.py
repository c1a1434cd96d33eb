"""The steps of a call, as values: what is done at each is the same in every client, how it is waited for is not.

The core yields them, and is sent what each gave. `Client` takes them one after another in its thread; an asynchronous
client waits for them without a thread, where it can.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from netvisor.client.company_lock import Turn
from netvisor.client.events import CallEvent
from netvisor.protocol.call import Call

R = TypeVar("R")
S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class InTurn(Generic[R]):
    """Wait for the turn of a call, and do its work in it. The work ends the turn."""

    call: Call[Any]
    transaction_id: str | None
    work: Callable[[Turn], R]


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Tell:
    """Tell the hooks of an event, whose exceptions are logged."""

    event: CallEvent
    tell: Callable[[], None]
    succeeded: bool = False
    """Whether the event is that the call succeeded."""
    result: object = None
    """Its result then."""


Step: TypeAlias = InTurn[Any] | Pause | Tell
Steps: TypeAlias = Generator[Any, Any, R]
"""Yields steps (a look also yields the calls that it needs), and returns the result."""


def taken(steps: Generator[S, Any, R], take: Callable[[S], Any]) -> R:
    """Take all steps, one after another, in this thread; gives their result.

    Args:
        steps: the steps.
        take: takes one; what it gives or raises, the next step is made of.
    """
    try:
        step = next(steps)
        while True:
            try:
                given = take(step)
            except BaseException as error:
                step = steps.throw(error)
            else:
                step = steps.send(given)
    except StopIteration as stop:
        result: R = stop.value
        return result


__all__ = ["InTurn", "Pause", "Step", "Steps", "Tell", "taken"]
