"""`netvisor read`: shows a saved answer as typed data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import declared_resource, examples, file_argument, json_option, read_file, resource_argument

if TYPE_CHECKING:
    from netvisor.protocol.call import Endpoint
    from netvisor.protocol.results import Answer


@click.command(
    "read",
    epilog=examples(
        "netvisor get customerlist --sandbox --xml -o customers.xml",
        "netvisor read customerlist customers.xml --json",
    ),
)
@resource_argument
@file_argument
@json_option()
def command(resource: str, file: str, as_json: bool) -> None:
    """Show the saved answer of RESOURCE in FILE as typed data, as get shows it."""
    from netvisor.cli.calls import data_in

    endpoint = declared_resource(resource, needs="its answers have no declared types")
    given = read_file(file)
    answer = _answer(endpoint, given.content)
    data = data_in(endpoint, answer.root) if answer.root is not None else None
    show(answer, data, as_json=as_json)


def show(answer: Answer, data: Any, *, as_json: bool) -> None:
    """Write an answer: JSON for programs, tables and a summary for people."""
    from netvisor.cli import answers
    from netvisor.cli.outcome import say, write
    from netvisor.cli.tables import data_text

    if as_json:
        write(answers.json_bytes(answer, data))
    else:
        say(f"OK{f', {answer.timestamp}' if answer.timestamp else ''}")
        for name in ("inserted", "updated", "valid", "replies"):
            if texts := getattr(answer, name):
                say(f"{name}: {', '.join(texts)}")
        write(data_text(data))
    answers.tell_untyped(data)


def _answer(endpoint: Endpoint, body: bytes) -> Answer:
    """The answer in the bytes; raises for a refusal and for bytes that are not an answer."""
    from netvisor.errors import UnreadableReply
    from netvisor.protocol.call import Call
    from netvisor.protocol.reply import interpret
    from netvisor.protocol.results import Items

    gives: Items[Any] = Items(object, endpoint.reply, ())
    call = Call(resource=endpoint.resource, http=endpoint.http, writes=False, result=gives)
    try:
        return interpret(call, 200, body, company="", transaction_id="")
    except UnreadableReply as error:
        raise UnreadableReply(
            str(error.text).replace("HTTP 200 and no", "no"),
            status=None,
            body=error.body,
            writes=False,
            resource=endpoint.resource,
        ) from error
