"""`netvisor validate`: checks XML against the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netvisor.cli import outcome
from netvisor.cli.arguments import (
    File,
    declared_resource,
    examples,
    file_argument,
    json_option,
    message_class,
    method_option,
    read_file,
    resource_argument,
)
from netvisor.cli.build import whole
from netvisor.cli.message_lists import Listed, several, tell_invalid

if TYPE_CHECKING:
    from netvisor.codec.json_pieces import Piece
    from netvisor.declare import Method
    from netvisor.errors import Problem
    from netvisor.protocol.call import Endpoint


@click.command(
    "validate",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Äiti Oy"}}' > customer.json""",
        "netvisor build customer customer.json -o customer.xml",
        "netvisor validate customer customer.xml --method add",
    ),
)
@resource_argument
@file_argument
@method_option
@click.option(
    "--xsd", is_flag=True, help="Also validate with lxml and xmlschema against the schema of 'netvisor schema write'."
)
@json_option("Write problems as JSON; for several messages, a line for each.")
@click.pass_context
def command(ctx: click.Context, resource: str, file: str, method: Method | None, xsd: bool, as_json: bool) -> None:
    """Check the XML in FILE against the rules of RESOURCE: a message, or the answer of a resource that is read.

    FILE may also hold the JSON of a message, or of several, as build and send take it. Each problem is one line:
    line:column, path, what is wrong, what would be right.
    """
    from netvisor.codec.validate import validate

    endpoint = declared_resource(resource)
    cls = endpoint.request or endpoint.reply
    if cls is None:
        raise click.UsageError(f"{endpoint.resource} has no message, and its answer contains no data")
    given = read_file(file)
    if given.is_json and xsd:
        raise click.UsageError(f"{file} is JSON: --xsd is for XML")
    listed = several(given)
    if listed is not None:
        ctx.exit(_check_list(listed, given, endpoint, method, as_json=as_json))
    if given.is_json:
        problems, doubts = _json_findings(whole(given), given, message_class(endpoint), method)
    else:
        problems = validate(given.content, cls, method)
        doubts = [] if problems else doubts_in(given.content, cls, method)
    if xsd:
        problems = [*problems, *_xsd_problems(given.content, cls, quiet=as_json)]
    outcome.write_problems(problems, as_json=as_json, err=False)
    if problems:
        outcome.say(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}")
        ctx.exit(outcome.INVALID)
    outcome.tell_doubts(doubts)
    outcome.say(f"valid: {'a message for' if endpoint.request else 'an answer of'} {endpoint.resource}")


def _check_list(
    listed: list[Listed[Piece]], given: File, endpoint: Endpoint, method: Method | None, *, as_json: bool
) -> int:
    """Check each of several messages; returns the exit code."""
    cls = message_class(endpoint)
    wrong = 0
    for each in listed:
        problems, doubts = _json_findings(each.made, given, cls, method)
        outcome.tell_doubts(doubts, each.number)
        if problems:
            wrong += 1
            tell_invalid(each, problems, as_json=as_json, err=False)
        else:
            each.tell("valid", as_json=as_json, problems=[])
    if wrong:
        outcome.say(f"{wrong} of {len(listed)} messages invalid")
        return outcome.INVALID
    outcome.say(f"valid: {len(listed)} messages for {endpoint.resource}")
    return outcome.DONE


def _json_findings(piece: Piece, given: File, cls: type, method: Method | None) -> tuple[list[Problem], list[Problem]]:
    """The problems of a message in JSON, and what is doubtful in a valid one."""
    from netvisor.codec.message_check import doubts
    from netvisor.errors import MessageError

    try:
        message: object = piece.message(cls, given.folder, method)
    except MessageError as error:
        return list(error.problems), []
    return [], doubts(message, method=method)


def doubts_in(body: bytes, cls: type, method: Method | None) -> list[Problem]:
    """Probable mistakes in a valid XML message; an answer has none."""
    from netvisor.codec.decode import decode, remarks
    from netvisor.codec.message_check import doubts
    from netvisor.declare import plan

    if plan(cls).tag is None:
        return []
    message: object = decode(body, cls)
    return [*remarks(body), *doubts(message, method=method)]


def _xsd_problems(body: bytes, cls: type, *, quiet: bool) -> list[Problem]:
    from netvisor.cli.xsd_validators import NotParsed, problems_by_validator

    try:
        found = problems_by_validator(body, cls)
    except NotParsed as error:
        # The rules have already named the fault; such bytes are not passed to the XSD validators.
        outcome.say(f"not checked by lxml and xmlschema: {error}")
        return []
    for validator, problems in found.items():
        if not quiet:
            outcome.say(f"{validator}: {f'{len(problems)} problems' if problems else 'valid'}")
    return [problem for problems in found.values() for problem in problems]
