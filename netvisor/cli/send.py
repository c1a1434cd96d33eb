"""`netvisor send`: sends a message, or a call without one that changes data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netvisor.cli import outcome
from netvisor.cli.arguments import examples, json_option
from netvisor.cli.connection import Target, Withheld, client_for, connection_options, new_transaction_id
from netvisor.cli.written_calls import write_arguments, write_calls

if TYPE_CHECKING:
    from netvisor.client.transport import Content
    from netvisor.declare import Method
    from netvisor.protocol.call import Call


@click.command(
    "send",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Äiti Oy"}}' > customer.json""",
        "netvisor send customer customer.json --method add --sandbox --dry-run",
        "netvisor send customer customer.json --method add --sandbox",
    ),
)
@write_arguments
@click.option("--dry-run", is_flag=True, help="Print exactly what would be sent; send nothing.")
@click.option(
    "--from", "first", metavar="N", type=click.IntRange(min=1), help="Of several messages: begin with message N."
)
@click.option(
    "--transaction-id",
    metavar="ID",
    help="After exit code 5, when nothing was stored: the transaction id of the first attempt.",
)
@connection_options
@json_option("Write the answer, or the problems, as JSON; for several messages, a line for each.")
@click.pass_context
def command(
    ctx: click.Context,
    resource: str,
    file: str | None,
    method: Method | None,
    key: str | None,
    params: tuple[str, ...],
    dry_run: bool,
    first: int | None,
    transaction_id: str | None,
    target: Target,
    as_json: bool,
) -> None:
    """Send the JSON or XML message in FILE to RESOURCE; without FILE, call a resource that takes only parameters.

    XML is checked by the same rules and sent byte for byte. The new Netvisor key is written to stdout.

    FILE may hold several messages, in a JSON list or each on a line of its own. Nothing is sent unless all of them are
    valid. They are sent in order, with an outcome for each. Run again, the command sends them all again; netvisor queue
    put can put each of them once.
    """
    found = write_calls(resource, file, method, key, params, left="not sent", as_json=as_json)
    if isinstance(found, list):
        from netvisor.cli.send_list import beginning_with, send_all

        chosen = beginning_with(found, first, transaction_id)
        if not dry_run:
            ctx.exit(send_all(chosen, target, transaction_id, as_json=as_json))
        for each in chosen:
            outcome.say(f"Message {each.number}:")
            _dry_run(each.made, target, transaction_id if each is chosen[0] else None)
            outcome.write(b"\n")
        return
    if first is not None:
        raise click.UsageError("--from is for several messages, and there is only one")
    if dry_run:
        _dry_run(found, target, transaction_id)
        return
    used = transaction_id or new_transaction_id()
    _send(found, target, used, as_json=as_json)


def _send(call: Call[Any], target: Target, transaction_id: str, *, as_json: bool) -> None:
    from netvisor.cli import answers
    from netvisor.cli.calls import answer_to

    with client_for(target, transaction_id=transaction_id) as client:
        answer = answer_to(call, client, transaction_id)
        where = f"{client.base_url}, company {client.company}"
    if as_json:
        outcome.write(answers.json_bytes(answer, None))
    else:
        for key in answer.inserted:
            click.echo(outcome.printable(key))
    said = [*answer.updated, *answer.valid, *answer.replies]
    outcome.say(f"Done: {call.resource}{f', answered {said}' if said else ''} ({where})")
    outcome.say(f"Transaction id: {transaction_id}")


def _dry_run(call: Call[Any], target: Target, transaction_id: str | None) -> None:
    from netvisor.errors import NotSent

    withheld = Withheld()
    with client_for(target, transport=withheld, transaction_id=transaction_id, pauses=()) as client:
        try:
            client.send(call)
        except NotSent:
            outcome.say("Dry run: nothing is sent.")
    if withheld.prepared is None:
        raise RuntimeError("a dry run without a request")
    outcome.write(_head(withheld.prepared.http, withheld.prepared.url, withheld.prepared.headers))
    for chunk in _chunks(withheld.body):
        outcome.write(chunk)


def _head(http: str, url: str, headers: dict[str, str]) -> bytes:
    """The first lines of the request, with the MAC masked."""
    from netvisor.protocol.signing import MAC

    shown = [f"{name}: {'***' if name == MAC else value}" for name, value in headers.items()]
    return "\n".join([f"{http} {url}", *shown, "", ""]).encode("utf-8")


def _chunks(body: Content) -> Any:
    if body is None:
        return ()
    return (body,) if isinstance(body, bytes) else body.chunks()
