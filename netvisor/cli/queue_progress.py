"""What a worker shows of itself: a display that a person watches, or quiet lines in a log."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from netvisor.cli.outcome import printable, say
from netvisor.queue.errors import QueueUnavailable

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

    from netvisor.queue import Outbox
    from netvisor.queue.looks import Overview

_SHOWN_EVERY: Final = 1.0
_TOLD_EVERY: Final = 30.0
_MOST_LANES: Final = 10
_MOST_TOLD: Final = 20
_COUNTED: Final = ("sent", "accepted", "refused", "held", "looked")


class Progress(Protocol):
    """Shows what a worker does."""

    def turn(self, counts: Mapping[str, int], *, last: bool = False) -> None:
        """Show it, when it is time to.

        Args:
            counts: what the worker did so far.
            last: whether it has ended.
        """


@contextmanager
def progress(outbox: Outbox) -> Iterator[Progress]:
    """The display on a terminal, lines elsewhere."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        yield _Lines(outbox)
        return
    from rich.live import Live

    with Live(console=console, auto_refresh=False, transient=True) as live:
        yield _Display(outbox, live)


class _Display:
    def __init__(self, outbox: Outbox, live: Live) -> None:
        self._outbox = outbox
        self._live = live
        self._started = self._next = time.monotonic()

    def turn(self, counts: Mapping[str, int], *, last: bool = False) -> None:
        now = time.monotonic()
        if now < self._next or last:
            return
        self._live.update(self._drawn(counts, now - self._started), refresh=True)
        # A look at a very full queue takes a while: it shall not keep the database from its work.
        self._next = now + max(_SHOWN_EVERY, 10 * (time.monotonic() - now))

    def _drawn(self, counts: Mapping[str, int], seconds: float) -> RenderableType:
        from rich.console import Group
        from rich.text import Text

        from netvisor.cli.queue_drawing import figures, lanes
        from netvisor.queue.looks import overview
        from netvisor.queue.words import age

        done = "  ".join(f"{name} {counts.get(name, 0):,}" for name in _COUNTED)
        head = Text.assemble((self._outbox.database.place, "bold"), f"  for {age(seconds)}, Ctrl-C ends it")
        try:
            found = overview(self._outbox, most=1)
        except QueueUnavailable as error:
            return Group(head, Text(done), Text(printable(str(error)), style="red"))
        return Group(head, Text(f"this worker: {done}"), figures(found.metrics), Text(), lanes(found, _MOST_LANES))


class _Lines:
    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._told: Counter[str] = Counter()
        self._troubles = dict(self._needing())
        self._next = time.monotonic() + _TOLD_EVERY

    def turn(self, counts: Mapping[str, int], *, last: bool = False) -> None:
        if time.monotonic() < self._next and not last:
            return
        self._next = time.monotonic() + _TOLD_EVERY
        for name, told in self._needing().items():
            if name not in self._troubles:
                _log(told)
                self._troubles[name] = told
        if Counter(counts) != self._told and not last:
            _log("  ".join(f"{name} {counts.get(name, 0)}" for name in _COUNTED))
            self._told = Counter(counts)

    def _needing(self) -> dict[str, str]:
        """What needs a person, by what names it for as long as it is the same."""
        from netvisor.queue.looks import overview

        try:
            return dict(_needing(overview(self._outbox, most=_MOST_TOLD)))
        except QueueUnavailable as error:
            return {str(error): str(error)}


def _needing(found: Overview) -> Iterator[tuple[str, str]]:
    for lane in found.lanes:
        if lane.state == "paused":
            yield f"paused {lane.company}", f"{lane.company} is paused: {lane.reason or 'by a person'}"
    for message in (*reversed(found.refused), *found.held):
        name = f"{message.id} {message.state.value} {message.changed_at}"
        yield name, f"message {message.id} of {message.company} is {message.state.value}: {message.reason}"


def _log(text: str) -> None:
    line = printable(text).replace("\n", " ")
    say(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {line}")
