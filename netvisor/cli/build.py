"""`netvisor build`: JSON to the exact bytes of a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import (
    File,
    declared_resource,
    examples,
    file_argument,
    json_option,
    message_class,
    method_option,
    output_option,
    read_file,
    resource_argument,
)
from netvisor.cli.outcome import say, tell_doubts, write

if TYPE_CHECKING:
    from netvisor.codec.encode import Encoded
    from netvisor.declare import Method


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
@output_option
@json_option("Write problems as JSON.")
def command(resource: str, file: str, method: Method | None, charset: Any, output: str | None, as_json: bool) -> None:
    """Turn the JSON in FILE into the exact bytes of a message for RESOURCE. Nothing is sent."""
    from netvisor.codec.encode import encode
    from netvisor.codec.message_check import doubts

    endpoint = declared_resource(resource)
    given = read_file(file)
    if not given.is_json:
        raise click.UsageError(f"{file} is not a JSON object; to check XML: netvisor validate {resource} {file}")
    message = read_message(given, message_class(endpoint), method)
    with placed_in(given):
        encoded = encode(message, charset)
    tell_doubts(doubts(message, method=method))
    _write(encoded, output)
    say(f"{encoded.length} bytes, {encoded.charset}")


def read_message(given: File, cls: type, method: Method | None) -> Any:
    """The checked message of a JSON file; its problems know their lines.

    Raises:
        MessageError: the JSON or the message is wrong.
    """
    from netvisor.codec.json_form import load_json, message_from_json

    value = load_json(given.text)
    with placed_in(given):
        return message_from_json(cls, value, given.folder, method)


@contextmanager
def placed_in(given: File) -> Iterator[None]:
    """Give the problems of a message their lines and columns in the JSON file that it came from."""
    from netvisor.codec.json_form import with_places
    from netvisor.errors import MessageError

    try:
        yield
    except MessageError as error:
        raise MessageError(with_places(error.problems, given.text), resource=error.resource) from error


def _write(encoded: Encoded, output: str | None) -> None:
    if output is None or output == "-":
        for chunk in encoded.chunks():
            write(chunk)
        return
    try:
        with open(output, "wb") as file:
            file.writelines(encoded.chunks())
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror or error}") from error
