"""`netvisor queue status`: lanes, ages, rates, and what needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netvisor.cli.arguments import examples, json_option
from netvisor.cli.console import stdout_console
from netvisor.cli.outcome import printable, write, write_json
from netvisor.cli.queue_place import db_option, opened, shown

if TYPE_CHECKING:
    from netvisor.queue import Outbox

_STATES = ("waiting", "sending", "accepted", "refused", "unknown", "held")


@click.command(
    "status",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Oy"}}' > customer.json""",
        "netvisor queue put customer customer.json --method add --company 1234567-8",
        "netvisor queue status",
        "netvisor queue status --state waiting --json",
    ),
)
@click.option("--state", type=click.Choice(_STATES), help="List the messages in this state instead, the oldest first.")
@click.option("--company", metavar="ID", default="", help="With --state: only this company's.")
@click.option(
    "--most", metavar="N", type=click.IntRange(min=1), default=100, show_default=True, help="The most listed."
)
@click.option("--prometheus", is_flag=True, help="Write the figures in the text format of Prometheus.")
@db_option
@json_option()
def status(state: str | None, company: str, most: int, prometheus: bool, db: str | None, as_json: bool) -> None:
    """Show how much waits and how long, what each lane does, and what needs a person, with the commands for it.

    A lane sends the messages of one company, one at a time.
    """
    if prometheus and (state or as_json):
        raise click.UsageError("--prometheus writes the figures and nothing else: omit the other option")
    if company and not state:
        raise click.UsageError("--company needs --state")
    with opened(db) as outbox:
        if prometheus:
            _prometheus(outbox)
        elif state:
            _list(outbox, state, company, most, as_json=as_json)
        else:
            _overview(outbox, shown(db, outbox), most, as_json=as_json)


def _prometheus(outbox: Outbox) -> None:
    from netvisor.queue.looks import metrics
    from netvisor.queue.prometheus import prometheus_text

    write(prometheus_text(metrics(outbox)).encode())


def _list(outbox: Outbox, state: str, company: str, most: int, *, as_json: bool) -> None:
    from rich.table import Table

    from netvisor.cli.queue_drawing import clock
    from netvisor.cli.queue_json import message_json
    from netvisor.queue import State
    from netvisor.queue.looks import listed

    found = listed(outbox, State(state), company=company, most=most)
    if as_json:
        write_json([message_json(message) for message in found])
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", no_wrap=True)
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, overflow="ellipsis")
    for message in found:
        function = message.function if message.function != "raw" else message.resource
        reason = printable(message.reason or message.key or "").replace("\n", " ")
        table.add_row(str(message.id), printable(message.company), function, clock(message.put_at), reason)
    with stdout_console() as console:
        console.print(table if found else f"No message is {state}.")


def _overview(outbox: Outbox, db: str | None, most: int, *, as_json: bool) -> None:
    from netvisor.cli.queue_drawing import clock, figures, for_people, lanes
    from netvisor.cli.queue_json import overview_json
    from netvisor.queue.looks import overview

    found = overview(outbox, most=most)
    if as_json:
        write_json(overview_json(found, outbox.database.place))
        return
    with stdout_console() as console:
        console.print(f"{outbox.database.place}  {clock(found.at)}", style="bold", soft_wrap=True)
        console.print(figures(found.metrics))
        if found.lanes:
            console.print()
            console.print(lanes(found))
        for part in for_people(found, db):
            console.print(part)
