"""`netvisor queue show`: a message, its attempts, and what was found in Netvisor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import examples, json_option
from netvisor.cli.console import stdout_console
from netvisor.cli.outcome import printable, write, write_json
from netvisor.cli.queue_place import db_option, message_argument, opened, shown

if TYPE_CHECKING:
    from rich.console import Console

    from netvisor.queue.detail import Detail


@click.command(
    "show",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Oy"}}' > customer.json""",
        "netvisor queue put customer customer.json --method add --company 1234567-8",
        "netvisor queue show 1",
        "netvisor queue show 1 --xml",
    ),
)
@message_argument
@click.option("--xml", is_flag=True, help="Write the bytes of the message unchanged.")
@db_option
@json_option()
def show(message: int, xml: bool, db: str | None, as_json: bool) -> None:
    """Show MESSAGE by its number: its state and why, its attempts, and side by side what was sent and found."""
    from netvisor.queue.detail import detail

    if xml and as_json:
        raise click.UsageError("use only one of --json and --xml")
    with opened(db) as outbox:
        found = detail(outbox, message)
        if xml:
            for block in outbox.blocks(message):
                write(block)
            return
        name = shown(db, outbox)
    if as_json:
        write_json(_json(found))
        return
    with stdout_console() as console:
        _draw(console, found, name)


def _json(found: Detail) -> dict[str, Any]:
    from netvisor.cli.queue_json import message_json

    return {
        **message_json(found.message),
        "http": found.http,
        "charset": found.charset,
        "bytes": found.length,
        "library": found.library,
        "differences": [{"path": each.path, "sent": each.sent, "found": each.found} for each in found.differences],
    }


def _draw(console: Console, found: Detail, db: str | None) -> None:
    from rich.text import Text

    from netvisor.cli.queue_drawing import STYLES, commands_for
    from netvisor.queue.advice import ways

    message = found.message
    console.print(
        Text.assemble(
            (f"message {message.id}", "bold"),
            "  ",
            (message.state.value, STYLES[message.state]),
            f"  {message.function}",
        )
    )
    if message.reason:
        console.print(printable(message.reason))
    console.print()
    _facts(console, found)
    _attempts(console, found)
    _compare(console, found)
    _message(console, found)
    if ways(message):
        _heading(console, "What you can do")
        console.print(commands_for(message, db, seen=True))


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(text, style="bold")


def _facts(console: Console, found: Detail) -> None:
    from rich.table import Table

    from netvisor.cli.queue_drawing import clock
    from netvisor.queue import State

    message = found.message
    parameters = " ".join(f"{name}={value}" for name, value in message.parameters)
    facts = {
        "company": message.company,
        "request": f"{found.http} {message.resource} {parameters}".rstrip(),
        "key": message.key or "",
        "after": f"message {message.after}" if message.after else "",
        "priority": str(message.priority) if message.priority else "",
        "put": f"{clock(message.put_at)}, by version {found.library}",
        "not before": clock(message.not_before)
        if message.state is State.WAITING and message.not_before > message.put_at
        else "",
        "since": clock(message.changed_at),
        "transaction id": message.transaction_id,
        "netvisor key": ", ".join(map(str, message.netvisor_keys)),
    }
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in facts.items():
        if value:
            table.add_row(name, printable(value))
    console.print(table)


def _attempts(console: Console, found: Detail) -> None:
    from rich.table import Table

    from netvisor.cli.queue_drawing import clock
    from netvisor.queue.words import age

    _heading(console, "Attempts")
    if not found.message.attempts:
        console.print("None yet.", style="dim")
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    for _ in range(4):
        table.add_column(no_wrap=True)
    for each in found.message.attempts:
        took = age(each.ended_at - each.started_at) if each.ended_at is not None else "under way"
        table.add_row(str(each.number), each.action, clock(each.started_at), took, each.outcome or "")
    console.print(table)
    # Details have lines of their own: they are sentences, and a column would cut them.
    for each in found.message.attempts:
        if each.details:
            console.print(printable(f"{each.number}: {each.details}"), style="dim")


def _compare(console: Console, found: Detail) -> None:
    from rich.table import Table

    if not found.message.found:
        return
    _heading(console, "Found in Netvisor")
    if not found.differences:
        console.print(printable(found.message.found))
        return
    table = Table.grid(padding=(0, 2))
    for _ in range(3):
        table.add_column(overflow="fold")
    table.add_row("", "sent", "found", style="dim")
    for each in found.differences:
        table.add_row(printable(each.path), printable(each.sent or "(not kept)"), printable(each.found))
    console.print(table)


def _message(console: Console, found: Detail) -> None:
    from netvisor.cli.message_tree import message_tree
    from netvisor.queue.detail import message_in

    if not found.length:
        return
    _heading(console, f"Message, {found.length:,} bytes in {found.charset.upper()}")
    message = message_in(found)
    if message is not None:
        console.print(message_tree(message), overflow="ellipsis", no_wrap=True)
    else:
        text = found.body.decode(found.charset, "backslashreplace")
        console.print(printable(text), soft_wrap=True)
        if found.cut:
            console.print(f"... {found.length - len(found.body):,} more bytes: --xml writes all", style="dim")
