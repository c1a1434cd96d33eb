"""`netvisor send`: sends a message, or a call without one that changes data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netvisor.cli import outcome
from netvisor.cli.arguments import (
    File,
    examples,
    find_resource,
    json_option,
    method_option,
    pairs,
    param_option,
    read_file,
    resource_argument,
)
from netvisor.cli.connection import Target, Withheld, client_for, connection_options, new_transaction_id, note_raw

if TYPE_CHECKING:
    from netvisor.client.transport import Content
    from netvisor.declare import Method
    from netvisor.protocol.call import Call, Endpoint
    from netvisor.resources import Undeclared


F = TypeVar("F", bound=Callable[..., Any])


def write_arguments(function: F) -> F:
    """The arguments and options that say what is written: RESOURCE, FILE, and how."""
    for option in (
        param_option,
        click.option("--id", "key", metavar="N", help="With --method edit: the Netvisor key of the record."),
        method_option,
        click.argument(
            "file", metavar="[FILE]", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
        ),
        resource_argument,
    ):
        function = option(function)
    return function


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
    "--transaction-id",
    metavar="ID",
    help="After exit code 5, when nothing was stored: the transaction id of the first attempt.",
)
@connection_options
@json_option("Write the answer, or the problems, as JSON.")
def command(
    resource: str,
    file: str | None,
    method: Method | None,
    key: str | None,
    params: tuple[str, ...],
    dry_run: bool,
    transaction_id: str | None,
    target: Target,
    as_json: bool,
) -> None:
    """Send the JSON or XML message in FILE to RESOURCE; without FILE, call a resource that takes only parameters.

    XML is checked by the same rules and sent byte for byte. The new Netvisor key is written to stdout.
    """
    call = write_call(resource, file, method, key, params)
    if dry_run:
        _dry_run(call, target, transaction_id)
        return
    used = transaction_id or new_transaction_id()
    _send(call, target, used, as_json=as_json)


def write_call(
    resource: str, file: str | None, method: Method | None, key: str | None, params: tuple[str, ...]
) -> Call[Any]:
    """The call that the arguments of `write_arguments` describe; it is checked."""
    found = find_resource(resource)
    given = read_file(file) if file is not None else None
    asked = [*pairs(params), *([("id", key)] if key is not None else [])]
    return _call(found, given, asked, method)


def _call(
    found: Endpoint | Undeclared, given: File | None, params: list[tuple[str, str]], method: Method | None
) -> Call[Any]:
    from netvisor.cli.calls import raw_call
    from netvisor.protocol.call import Endpoint

    if isinstance(found, Endpoint):
        return _declared_call(found, given, params, method)
    if given is not None and given.is_json:
        raise click.UsageError(f"{found.resource} is not declared, so it accepts only XML: {found.reason}")
    if given is not None and found.http == "GET":
        raise click.UsageError(f"{found.resource} is a GET and has no message")
    call = raw_call(found, [*([("method", method)] if method else []), *params], given.content if given else None)
    if not call.writes:
        raise click.UsageError(f"{found.resource} only reads. Use: netvisor get {found.resource}")
    note_raw(found.resource, found.reason)
    return call


def _declared_call(
    endpoint: Endpoint, given: File | None, params: list[tuple[str, str]], method: Method | None
) -> Call[Any]:
    from netvisor.cli.build import read_message
    from netvisor.cli.calls import body_call, typed_call
    from netvisor.cli.validate import doubts_in
    from netvisor.codec.validate import validate
    from netvisor.errors import MessageError

    if not endpoint.writes:
        raise click.UsageError(f"{endpoint.resource} only reads. Use: netvisor get {endpoint.resource}")
    if endpoint.request is None:
        if given is not None:
            raise click.UsageError(f"{endpoint.resource} has no message, only parameters: omit FILE")
        return typed_call(endpoint, params, method)
    if given is None:
        raise click.UsageError(f"{endpoint.resource} needs a message: FILE, or - for stdin")
    if given.is_json:
        # The address is looked at first: a missing --method is told before the message's problems.
        body_call(endpoint, params, method, b"")
        return typed_call(endpoint, params, method, read_message(given, endpoint.request, method))
    body_call(endpoint, params, method, given.content)
    if problems := validate(given.content, endpoint.request, method):
        raise MessageError(problems, resource=endpoint.resource)
    outcome.tell_doubts(doubts_in(given.content, endpoint.request, method))
    return body_call(endpoint, params, method, given.content, _said(given.content, endpoint))


def _said(content: bytes, endpoint: Endpoint) -> object:
    """The message, where it says itself what is done with the record; else `None`."""
    from netvisor.codec.decode import decode
    from netvisor.declare import plan

    if endpoint.request is None or not any(field.attr == "method" for field in plan(endpoint.request).fields):
        return None
    return decode(content, endpoint.request)


def _send(call: Call[Any], target: Target, transaction_id: str, *, as_json: bool) -> None:
    from dataclasses import replace

    from netvisor.cli import answers
    from netvisor.cli.calls import Both, Keeping
    from netvisor.errors import OutcomeUnknown

    with client_for(target, transaction_id=transaction_id) as client:
        try:
            both: Both[Any] = client.send(replace(call, result=Keeping(call.result)))
        except KeyboardInterrupt as error:
            text = "interrupted while waiting for the answer"
            raise OutcomeUnknown(
                text, writes=True, resource=call.resource, company=client.company, transaction_id=transaction_id
            ) from error
        where = f"{client.base_url}, company {client.company}"
    answer = both.answer
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
