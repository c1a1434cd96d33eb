"""`netvisor build`: JSON to the exact bytes of a message."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from netvisor.cli.message_lists import Listed, made_of_all, several

if TYPE_CHECKING:
    from netvisor.codec.encode import Encoded
    from netvisor.codec.json_pieces import Piece
    from netvisor.declare import Method
    from netvisor.errors import Problem


@click.command(
    "build",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Äiti Oy"}}' > customer.json""",
        "netvisor build customer customer.json --method add -o customer.xml",
    ),
)
@resource_argument
@file_argument
@method_option
@click.option(
    "--charset",
    type=click.Choice(["auto", "iso-8859-15", "utf-8", "references"]),
    default="auto",
    show_default=True,
    help="auto: ISO-8859-15 if possible, else UTF-8.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|DIR",
    type=click.Path(writable=True),
    help="Write to FILE instead of stdout; several messages, to numbered files in DIR.",
)
@json_option("Write problems as JSON; for several messages, a line for each.")
def command(resource: str, file: str, method: Method | None, charset: Any, output: str | None, as_json: bool) -> None:
    """Turn the JSON in FILE into the exact bytes of a message for RESOURCE. Nothing is sent.

    FILE may hold several messages, in a JSON list or each on a line of its own. They become DIR/RESOURCE-1.xml and so
    on; nothing is written unless all of them are valid.
    """
    endpoint = declared_resource(resource)
    given = read_file(file)
    if not given.is_json:
        raise click.UsageError(f"{file} is not JSON; to check XML: netvisor validate {resource} {file}")
    cls = message_class(endpoint)
    listed = several(given)
    if listed is not None:
        if output is None or output == "-":
            raise click.UsageError(f"{len(listed)} messages need a folder to be written to: -o DIR")
        built = made_of_all(
            listed, lambda piece: _built(piece, given, cls, method, charset), left="not written", as_json=as_json
        )
        _write_all(built, Path(output), endpoint.resource.removesuffix(".nv"), as_json=as_json)
        return
    encoded, doubts = _built(whole(given), given, cls, method, charset)
    outcome.tell_doubts(doubts)
    _write(encoded, output)
    outcome.say(f"{encoded.length} bytes, {encoded.charset}")


def _built(piece: Piece, given: File, cls: type, method: Method | None, charset: Any) -> tuple[Encoded, list[Problem]]:
    """The bytes of a message, and what is doubtful in it."""
    from netvisor.codec.encode import encode
    from netvisor.codec.message_check import doubts
    from netvisor.errors import MessageError

    message: Any = piece.message(cls, given.folder, method)
    try:
        encoded = encode(message, charset)
    except MessageError as error:
        raise MessageError(piece.placed(error.problems), resource=error.resource) from error
    return encoded, doubts(message, method=method)


def _write_all(built: list[Listed[tuple[Encoded, list[Problem]]]], folder: Path, stem: str, *, as_json: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"cannot create the folder {folder}: {error.strerror or error}") from error
    digits = len(str(len(built)))
    for each in built:
        encoded, doubts = each.made
        outcome.tell_doubts(doubts, each.number)
        file = str(folder / f"{stem}-{each.number:0{digits}}.xml")
        _write(encoded, file)
        size = {"bytes": encoded.length, "charset": encoded.charset}
        each.tell("written", f"{file}  {encoded.length} bytes, {encoded.charset}", as_json=as_json, file=file, **size)
    outcome.say(f"{len(built)} messages written to {folder}")


def read_message(given: File, cls: type, method: Method | None) -> Any:
    """The checked message of a JSON file; its problems know their lines.

    Raises:
        MessageError: the JSON or the message is wrong.
    """
    return whole(given).message(cls, given.folder, method)


def whole(given: File) -> Piece:
    """The text of a file with one message."""
    from netvisor.codec.json_pieces import Piece

    return Piece(text=given.text)


def _write(encoded: Encoded, output: str | None) -> None:
    if output is None or output == "-":
        for chunk in encoded.chunks():
            outcome.write(chunk)
        return
    try:
        with open(output, "wb") as file:
            file.writelines(encoded.chunks())
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror or error}") from error
