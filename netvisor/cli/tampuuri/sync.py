"""`netvisor tampuuri sync`: brings customers, invoices and payments from Tampuuri to Netvisor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import REFUSED, say, write_json
from netvisor.cli.tampuuri.bridging import bridge_for, bridge_options

if TYPE_CHECKING:
    from netvisor.tampuuri.bridge import Item, Report


@click.command(
    "sync",
    epilog=examples(
        "netvisor tampuuri sync --sandbox",
        "netvisor tampuuri sync --sandbox --json",
    ),
)
@bridge_options
def command(as_json: bool, settings: str | None, contracts: tuple[int, ...], **how: Any) -> None:
    """Bring customers, sales invoices and sales payments from Tampuuri to Netvisor, each of them once.

    FILE is a TOML file with the decisions of the bridge; see netvisor tampuuri plan, which shows what will be sent.
    Run it as often as you like: what is in Netvisor is left. What else waits in the queue for the company is sent, too.
    With --sandbox, FILE may be left out, and the queue is a file beside the books.

    The last line on stdout counts; with --json it goes to stderr. Exit code 1: Netvisor has something twice.
    """
    with _progress() as tell, bridge_for(settings, contracts, tell=tell, **how) as bridge:
        report = bridge.sync()
    if as_json:
        write_json(report.json())
        say(str(report))
    else:
        _tell_held(report)
        click.echo(str(report))
    if report.doubled:
        click.get_current_context().exit(REFUSED)


def _tell_held(report: Report) -> None:
    for item in report.held:
        say(f"Held: {item.target} ({item.source}): {item.why}")


@contextmanager
def _progress() -> Iterator[Callable[[Item], None]]:
    """A count of what was sent, on a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda item: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("sending: {task.completed} messages"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda item: progress.advance(task)
