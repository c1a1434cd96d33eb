"""The calls that RESOURCE, FILE and the options of `send` and `queue put` describe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netvisor.cli import outcome
from netvisor.cli.arguments import (
    File,
    find_resource,
    message_class,
    method_option,
    pairs,
    param_option,
    read_file,
    resource_argument,
)
from netvisor.cli.build import whole
from netvisor.cli.connection import note_raw
from netvisor.cli.message_lists import Listed, made_of_all, several

if TYPE_CHECKING:
    from netvisor.codec.json_pieces import Piece
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


def write_calls(
    resource: str,
    file: str | None,
    method: Method | None,
    key: str | None,
    params: tuple[str, ...],
    *,
    left: str,
    as_json: bool,
) -> Call[Any] | list[Listed[Call[Any]]]:
    """The call that the arguments of `write_arguments` describe, or those of a file with several messages; checked.

    Args:
        resource: RESOURCE.
        file: FILE.
        method: `--method`.
        key: `--id`.
        params: `--param`.
        left: the outcome of valid messages among invalid ones, which are not sent either.
        as_json: whether outcomes are JSON.
    """
    from netvisor.cli.calls import body_call, typed_call
    from netvisor.protocol.call import Endpoint

    found = find_resource(resource)
    given = read_file(file) if file is not None else None
    asked = [*pairs(params), *([("id", key)] if key is not None else [])]
    listed = several(given) if given is not None else None
    if given is None or listed is None:
        return _call(found, given, asked, method)
    if key is not None:
        raise click.UsageError(f"--id names one record, and {file} has {len(listed)} messages")
    if not isinstance(found, Endpoint):
        return _call(found, given, asked, method)
    _refuse_misuse(found, given)
    cls = message_class(found)

    def call_of(piece: Piece) -> Call[Any]:
        return typed_call(found, asked, method, piece.message(cls, given.folder, method))

    # What is wrong with the address is the same for all messages, and told before them.
    body_call(found, asked, method, b"")
    return made_of_all(listed, call_of, left=left, as_json=as_json)


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
    from netvisor.cli.calls import body_call, typed_call
    from netvisor.cli.validate import doubts_in
    from netvisor.codec.validate import validate
    from netvisor.errors import MessageError

    _refuse_misuse(endpoint, given)
    if given is None:
        return typed_call(endpoint, params, method)
    cls = message_class(endpoint)
    # The address is looked at first: a missing --method is told before the message's problems.
    body_call(endpoint, params, method, b"")
    if given.is_json:
        return typed_call(endpoint, params, method, whole(given).message(cls, given.folder, method))
    if problems := validate(given.content, cls, method):
        raise MessageError(problems, resource=endpoint.resource)
    outcome.tell_doubts(doubts_in(given.content, cls, method))
    return body_call(endpoint, params, method, given.content, _said(given.content, endpoint))


def _refuse_misuse(endpoint: Endpoint, given: File | None) -> None:
    """A usage error if a resource only reads, or FILE is missing or too much."""
    if not endpoint.writes:
        raise click.UsageError(f"{endpoint.resource} only reads. Use: netvisor get {endpoint.resource}")
    if endpoint.request is None and given is not None:
        raise click.UsageError(f"{endpoint.resource} has no message, only parameters: omit FILE")
    if endpoint.request is not None and given is None:
        raise click.UsageError(f"{endpoint.resource} needs a message: FILE, or - for stdin")


def _said(content: bytes, endpoint: Endpoint) -> object:
    """The message, where it says itself what is done with the record; else `None`."""
    from netvisor.codec.decode import decode
    from netvisor.declare import plan

    if endpoint.request is None or not any(field.attr == "method" for field in plan(endpoint.request).fields):
        return None
    return decode(content, endpoint.request)
