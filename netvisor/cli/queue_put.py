"""`netvisor queue put`: puts a message into a queue."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import examples, json_option
from netvisor.cli.outcome import say, write_json, write_json_line
from netvisor.cli.queue_place import db_option, opened, shown
from netvisor.cli.written_calls import write_arguments, write_calls

if TYPE_CHECKING:
    from netvisor.declare import Method
    from netvisor.protocol.call import Call
    from netvisor.queue import Message, Ticket


@click.command(
    "put",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Oy"}}' > customer.json""",
        "netvisor queue put customer customer.json --method add --company 1234567-8",
    ),
)
@write_arguments
@click.option(
    "--company",
    metavar="ID",
    required=True,
    envvar="NETVISOR_ORGANISATION_ID",
    help="The business id of the company.  [env: NETVISOR_ORGANISATION_ID]",
)
@click.option("--key", "own_key", metavar="TEXT", help="Your own name for it: put under the same key, it is put once.")
@click.option("--after", metavar="N", type=click.IntRange(min=1), help="Wait until message N is accepted.")
@click.option("--priority", metavar="N", type=int, default=0, help="A higher one goes first; default: 0.")
@click.option("--not-before", metavar="TIME", help="Such as 2026-12-01T22:00, Finnish time unless it names a zone.")
@click.option("--hold", "held", metavar="REASON", help="Hold it from the start, until a person releases it.")
@db_option
@json_option("Write the number, the state and the placeholder of the key as JSON.")
def put(
    resource: str,
    file: str | None,
    method: Method | None,
    key: str | None,
    params: tuple[str, ...],
    company: str,
    own_key: str | None,
    after: int | None,
    priority: int,
    not_before: str | None,
    held: str | None,
    db: str | None,
    as_json: bool,
) -> None:
    """Put the message in FILE, as send takes it, into the queue, and write its number to stdout.

    It is on the disk when this ends. A warning names what is missing in a message of which nobody could tell, if its
    answer were lost, whether it was stored.

    FILE may hold several messages, in a JSON list or each on a line of its own: all are put, or none. Under --key TEXT
    they are TEXT-1, TEXT-2 and so on, so that the same file is put once however often this is run.

    With --after N, the number 770077000000000000 + N stands for the Netvisor key that message N will get.
    """
    from netvisor.queue import Put

    found = write_calls(resource, file, method, key, params, left="not put", as_json=as_json)
    moment = _moment(not_before)
    calls = [each.made for each in found] if isinstance(found, list) else [found]
    keys = _own_keys(own_key, calls, several=isinstance(found, list))
    wanted = [
        Put(call=call, company=company, key=own, after=after, priority=priority, not_before=moment, held=held)
        for call, own in zip(calls, keys, strict=True)
    ]
    with opened(db, make=True) as outbox:
        tickets = outbox.put_many(wanted)
        messages = [outbox.message(ticket) for ticket in tickets]
        name = shown(db, outbox)
    for ticket, message in zip(tickets, messages, strict=True):
        if as_json:
            (write_json_line if isinstance(found, list) else write_json)(_put_json(ticket, message))
        else:
            click.echo(str(message.id))
    _tell(messages, name)


def _own_keys(own_key: str | None, calls: list[Call[Any]], *, several: bool) -> list[str | None]:
    """The name of each message: `--key`, with a number where there are several."""
    if own_key is None or not several:
        return [own_key] * len(calls)
    return [f"{own_key}-{number}" for number in range(1, len(calls) + 1)]


def _put_json(ticket: Ticket[Any], message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "company": message.company,
        "key": message.key,
        "resource": message.resource,
        "state": message.state.value,
        "placeholder": str(ticket.netvisor_key),
    }


def _tell(messages: list[Message], name: str | None) -> None:
    from netvisor.queue.words import command_line

    if len(messages) == 1:
        (message,) = messages
        say(f"Message {message.id} is {message.state.value}. See: {command_line(name, 'show', message.id)}")
    else:
        say(f"{len(messages)} messages put. See: {command_line(name, 'status')}")


def _moment(text: str | None) -> datetime | None:
    from netvisor.codec.finnish_time import finland

    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(
            f"{text!r} is not a date and time, YYYY-MM-DDTHH:MM, or a date, meaning midnight", param_hint="--not-before"
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=finland())
