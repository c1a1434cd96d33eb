"""`netvisor tampuuri cost`: what the calls cost, on which plan, and whether webhooks would cost less."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import examples, json_option
from netvisor.cli.console import stdout_console
from netvisor.cli.outcome import printable, write_json
from netvisor.cli.tampuuri.metering import metered
from netvisor.extras import require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from netvisor.tampuuri.cost.prices import Comparison

_BAR = 30
"""The width of the longest bar of the chart."""


@click.command(
    "cost",
    epilog=examples(
        "netvisor tampuuri list ilmoitukset/selaa --sandbox",
        "netvisor tampuuri cost --sandbox",
        "netvisor tampuuri cost --calls 50000",
        "netvisor tampuuri cost --calls 2000 --every 15 --each-time 20 --json",
    ),
)
@click.option(
    "--calls", metavar="N", type=click.IntRange(0), help="Reckon with so many calls a month, not the counted."
)
@click.option(
    "--every",
    metavar="MINUTES",
    type=click.FloatRange(min=0, min_open=True),
    default=15,
    show_default=True,
    help="Compare webhooks with polling at this interval.",
)
@click.option(
    "--each-time",
    metavar="N",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="The calls of one polling: one for each page of a list.",
)
@click.option("--account", metavar="NAME", help="Only this account.")
@click.option(
    "--db",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the calls are counted; default: TAMPUURI_CALLS_DB, or a file in the user's state directory.",
)
@click.option("--sandbox", is_flag=True, help="Show the calls of the local Tampuuri.")
@json_option()
def command(
    calls: int | None,
    every: float,
    each_time: int,
    account: str | None,
    file: Path | None,
    sandbox: bool,
    as_json: bool,
) -> None:
    """Show the counted calls by month, what they cost on each plan, and what webhooks would save against polling.

    The prices are those of the vendor's slides of 2021, in euros a month. Nothing is sent. The calls of each account
    are counted by month when the commands, or a client with a meter, send them.
    """
    require("netvisor tampuuri", "tampuuri", "msgspec")
    from netvisor.tampuuri.cost.prices import compare

    if calls is not None:
        counts = {(account or "", ""): calls}
    else:
        with metered(sandbox=sandbox, file=file) as meter:
            counts = meter.counts(account)
    latest = calls if calls is not None else _latest(counts)
    comparison = compare(latest, timedelta(minutes=every), each_time)
    if as_json:
        write_json(_json(counts, comparison, every, each_time))
        return
    with stdout_console() as console:
        for part in _drawn(counts, comparison, every, each_time):
            console.print(part)


def _latest(counts: dict[tuple[str, str], int]) -> int:
    """The largest number of calls of an account in the latest month."""
    month = max((month for _, month in counts), default="")
    return max((count for (_, each), count in counts.items() if each == month), default=0)


def _json(counts: dict[tuple[str, str], int], comparison: Comparison, every: float, each_time: int) -> dict[str, Any]:
    from netvisor.tampuuri.cost.prices import PLANS, cheapest

    return {
        "months": [
            {
                "account": account or None,
                "month": month or None,
                "calls": count,
                "plans": {plan.name: f"{plan.price(count):.2f}" for plan in PLANS},
                "cheapest": cheapest(count).name,
            }
            for (account, month), count in counts.items()
        ],
        "webhooks": {
            "every_minutes": f"{every:g}",
            "calls_each_time": each_time,
            "polling_calls": comparison.polls,
            "polling": f"{comparison.polling:.2f}",
            "webhooks": f"{comparison.webhooks:.2f}",
            "saved": f"{comparison.saved:.2f}",
        },
    }


def _drawn(
    counts: dict[tuple[str, str], int], comparison: Comparison, every: float, each_time: int
) -> Iterator[RenderableType]:
    from rich.text import Text

    if counts:
        yield _prices(counts)
        yield Text()
        yield from _chart(counts)
    else:
        yield Text("No calls were counted yet.")
    yield Text()
    times = "1 call" if each_time == 1 else f"{each_time:,} calls"
    yield Text(f"Polling every {every:g} minutes, {times} each time: {comparison.polls:,} more calls in 30 days.")
    yield Text(f"  with polling    {comparison.polling:>10,.2f} EUR")
    yield Text(f"  with webhooks   {comparison.webhooks:>10,.2f} EUR")
    saved = comparison.saved
    yield Text(
        f"Webhooks {'save' if saved > 0 else 'cost'} {abs(saved):,.2f} EUR{'' if saved > 0 else ' more'} a month.",
        style="green" if saved > 0 else "default",
    )


def _prices(counts: dict[tuple[str, str], int]) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    from netvisor.tampuuri.cost.prices import PLANS, cheapest

    table = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", *["right"] * len(PLANS), "left"):
        table.add_column(justify=justify, no_wrap=True, overflow="ellipsis")  # type: ignore[arg-type]
    table.add_row("account", "month", "calls", *(plan.name for plan in PLANS), "cheapest", style="dim")
    for (account, month), count in counts.items():
        best = cheapest(count)
        prices = [Text(f"{plan.price(count):,.2f}", style="green" if plan is best else "default") for plan in PLANS]
        table.add_row(printable(account) or "-", month or "-", f"{count:,}", *prices, best.name)
    return table


def _chart(counts: dict[tuple[str, str], int]) -> Iterator[RenderableType]:
    """A bar for each month, and the number of calls that each plan includes, on the same scale."""
    from rich.text import Text

    from netvisor.tampuuri.cost.prices import PLANS

    rows = [
        (printable(f"{account} {month}".strip()) or "calls", count, "cyan")
        for (account, month), count in counts.items()
    ]
    largest = max([1, *counts.values()])
    limits = [(f"{plan.name} includes", plan.included, "dim") for plan in PLANS]
    shown = [limit for limit in limits if limit[1] <= largest] + [limit for limit in limits if limit[1] > largest][:1]
    longest, width = max(largest, *(limit[1] for limit in shown)), max(len(name) for name, _, _ in (*rows, *shown))
    for name, count, style in (*rows, *shown):
        bar = "█" * round(count * _BAR / longest) or ("▏" if count else "")
        yield Text.assemble((name.ljust(width), "dim"), "  ", (bar.ljust(_BAR), style), f"  {count:,}")
