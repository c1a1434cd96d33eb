"""How a queue is drawn for people: its figures, its lanes, and what needs a person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from netvisor.cli.outcome import printable
from netvisor.queue.advice import ways
from netvisor.queue.states import State
from netvisor.queue.words import age, command_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

    from netvisor.queue import Message
    from netvisor.queue.looks import Lane, LaneState, Metrics, Overview

MOST_LANES: Final = 15
MOST_MESSAGES: Final = 5

STYLES: Final[dict[State, str]] = {
    State.WAITING: "default",
    State.SENDING: "cyan",
    State.UNKNOWN: "yellow",
    State.HELD: "bold red",
    State.REFUSED: "red",
    State.ACCEPTED: "green",
}
_LANE_STYLES: Final[dict[LaneState, str]] = {
    "sending": "cyan",
    "looking": "yellow",
    "calling": "cyan",
    "unknown": "yellow",
    "lost": "yellow",
    "paused": "bold red",
}


def clock(moment: float) -> str:
    """A moment of the database in local time."""
    return datetime.fromtimestamp(moment).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def figures(metrics: Metrics, rate: float | None = None) -> RenderableType:
    """How many messages are in each state, the oldest waiting one, and the rate.

    Args:
        metrics: the figures.
        rate: finished messages a second, as watched; the last minute's number when nobody watches.
    """
    from rich.console import Group
    from rich.text import Text

    line = Text()
    for state, style in STYLES.items():
        number = metrics.messages[state]
        line.append(f"{state.value} ", style="dim")
        line.append(f"{number:,}   ", style=style if number else "dim")
    waits = f"oldest waiting {age(metrics.oldest_waiting)}" if metrics.oldest_waiting is not None else "nothing waits"
    done = (
        f"{metrics.finished_lately:,} finished in the last minute" if rate is None else f"{rate:.1f} finished a second"
    )
    return Group(line, Text(f"{waits}, {done}", style="dim"))


def lanes(found: Overview, most: int = MOST_LANES) -> RenderableType:
    """The lanes that have something to do, as a table."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "left", "left"):
        table.add_column(justify=justify, no_wrap=True, overflow="ellipsis")
    table.add_row("company", "lane", "waiting", "oldest", "", style="dim")
    for lane in found.lanes[:most]:
        table.add_row(
            printable(lane.company),
            Text(lane.state, style=_LANE_STYLES.get(lane.state, "default")),
            f"{lane.waiting:,}",
            age(lane.oldest),
            printable(does(lane)),
        )
    more = len(found.lanes) - most
    return Group(table, Text(f"... {more:,} more lanes with work", style="dim")) if more > 0 else table


def does(lane: Lane) -> str:
    """What a lane does, in a few words."""
    about = f"message {lane.message}, {lane.resource}"
    return {
        "sending": f"{about}, for {age(lane.seconds)}",
        "looking": f"{about}, for {age(lane.seconds)}",
        "calling": lane.resource,
        "unknown": f"{about}: looked up in {age(lane.seconds)}",
        "lost": f"{about}: its worker died; looked up next",
        "paused": "by a person" if lane.reason is None else "by an error: see below",
        "resting": "waits for another message" if lane.seconds is None else f"goes on in {age(lane.seconds)}",
    }.get(lane.state, "")


def for_people(found: Overview, db: str | None, most: int = MOST_MESSAGES) -> Iterator[RenderableType]:
    """What needs a person, each with the commands that resolve it."""
    from rich.text import Text

    paused = [lane for lane in found.lanes if lane.state == "paused"]
    yield Text()
    if not (paused or found.held or found.refused):
        yield Text("Nothing needs a person.", style="green")
        return
    yield Text("Needs a person", style="bold")
    for lane in paused[:most]:
        yield Text()
        yield _titled(lane.company, "paused", f"{lane.waiting:,} waiting", _LANE_STYLES["paused"])
        yield from _because(lane.reason)
        yield _commands([(command_line(db, "resume", lane.company), "go on sending")])
    yield from _more(len(paused) - most, "paused lanes", None)
    for message in found.held[:most]:
        yield from _message(message, found.at, db)
    yield from _more(
        found.metrics.messages[State.HELD] - most, "held messages", command_line(db, "status", "--state", "held")
    )
    for message in found.refused[:most]:
        yield from _message(message, found.at, db)
    refused = found.metrics.messages[State.REFUSED] - len(found.refused[:most])
    yield from _more(refused, "refused messages", command_line(db, "status", "--state", "refused"))


def _message(message: Message, now: float, db: str | None) -> Iterator[RenderableType]:
    from rich.text import Text

    about = f"{message.company}  {message.function if message.function != 'raw' else message.resource}"
    yield Text()
    yield _titled(
        f"message {message.id}",
        message.state.value,
        f"{about}  {age(now - message.changed_at)} ago",
        STYLES[message.state],
    )
    yield from _because(message.reason)
    yield commands_for(message, db)


def _titled(name: str, state: str, more: str, style: str) -> Text:
    from rich.text import Text

    return Text.assemble((printable(name), "bold"), "  ", (state, style), "  ", printable(more))


def _because(reason: str | None) -> Iterator[RenderableType]:
    from rich.padding import Padding

    if reason:
        yield Padding(printable(reason), (0, 0, 0, 2), expand=False)


def commands_for(message: Message, db: str | None, *, seen: bool = False) -> Table:
    """The commands that a person can choose from, each with when it is right.

    Args:
        message: the message, with its attempts.
        db: what the option says.
        seen: whether the message is shown already.
    """
    rows = [] if seen else [(command_line(db, "show", message.id), "see the message and what was found")]
    for way in ways(message):
        key = ("--netvisor-key", "KEY") if way.action == "resolve" else ()
        rows.append((command_line(db, way.action, message.id, *key), way.when))
    return _commands(rows)


def _commands(rows: list[tuple[str, str]]) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(style="dim")
    for command, when in rows:
        table.add_row(f"  {command}", when)
    return table


def _more(number: int, of: str, command: str | None) -> Iterator[RenderableType]:
    from rich.text import Text

    if number > 0:
        yield Text(f"... {number:,} more {of}{f': {command}' if command else ''}", style="dim")


def figures_line(found: Overview, rate: float | None) -> str:
    """The figures in one plain line, for a pipe."""
    metrics = found.metrics
    counted = "  ".join(f"{state.value} {metrics.messages[state]}" for state in STYLES)
    seconds = 0 if metrics.oldest_waiting is None else round(metrics.oldest_waiting)
    finished = "" if rate is None else f"  finished_a_second {rate:.1f}"
    return f"{clock(found.at)}  {counted}  oldest_waiting {seconds}{finished}"
