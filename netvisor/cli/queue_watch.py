"""`netvisor queue watch`: the status of a queue, again and again."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import write
from netvisor.cli.queue_place import db_option, opened, shown
from netvisor.cli.stopping import stopped_by_signal

if TYPE_CHECKING:
    from rich.console import RenderableType

    from netvisor.queue.looks import Overview


@click.command(
    "watch",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Oy"}}' > customer.json""",
        "netvisor queue put customer customer.json --method add --company 1234567-8",
        "netvisor queue watch --times 2 --interval 0.1",
    ),
)
@click.option(
    "--interval",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=2.0,
    show_default=True,
    help="How often to look.",
)
@click.option("--times", metavar="N", type=click.IntRange(min=1), help="End after N looks.")
@db_option
def watch(interval: float, times: int | None, db: str | None) -> None:
    """Show lanes, ages, rates and what needs a person, until Ctrl-C. In a pipe, each look is one line of figures."""
    from rich.console import Console
    from rich.live import Live

    from netvisor.cli.queue_drawing import figures_line
    from netvisor.queue.looks import overview

    console = Console(highlight=False, markup=False, emoji=False)
    rates = _Rate()
    looks = 0
    with ExitStack() as stack:
        outbox = stack.enter_context(opened(db))
        stop = stack.enter_context(stopped_by_signal())
        live = stack.enter_context(Live(console=console, auto_refresh=False)) if console.is_terminal else None
        while not stop.asked.is_set():
            found = overview(outbox)
            rate = rates.since(found.metrics.finishes)
            if live is not None:
                live.update(_drawn(found, outbox.database.place, rate, shown(db, outbox)), refresh=True)
            else:
                write(f"{figures_line(found, rate)}\n".encode())
            looks += 1
            if looks == times:
                break
            stop.asked.wait(interval)


class _Rate:
    """Finished messages a second, between two looks."""

    def __init__(self) -> None:
        self._before: tuple[float, int] | None = None

    def since(self, finishes: int) -> float | None:
        """The rate since the last look; `None` at the first one."""
        now = time.monotonic()
        before, self._before = self._before, (now, finishes)
        # A retried message is not finished any more.
        return None if before is None else max(0, finishes - before[1]) / max(now - before[0], 0.001)


def _drawn(found: Overview, place: str, rate: float | None, db: str | None) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    from netvisor.cli.queue_drawing import clock, figures, for_people, lanes

    head = Text(f"{place}  {clock(found.at)}  Ctrl-C ends it", style="bold")
    return Group(head, figures(found.metrics, rate), Text(), lanes(found), *for_people(found, db))
