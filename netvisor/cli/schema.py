"""`netvisor schema`: the schemas of all declared resources, for editors, other languages and tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import say


@click.group("schema", epilog=examples("netvisor schema write schemas", "netvisor schema write --json schemas/json"))
def command() -> None:
    """Write the schemas of all resources: XML Schemas, or JSON Schemas for editors."""


@command.command(
    "write",
    short_help="Write them into a folder.",
    epilog=examples("netvisor schema write schemas", "netvisor schema write --json schemas/json"),
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="JSON Schemas of the messages that build and send take.")
def write(folder: str, as_json: bool) -> None:
    """Write the schemas of every resource into DIR, which is created if missing.

    They are XML Schemas, RESOURCE.request.xsd and RESOURCE.reply.xsd. With --json they are JSON Schemas (2020-12),
    RESOURCE.schema.json, by which editors complete and check message files.
    """
    count = 0
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, text in _json_schemas() if as_json else _xml_schemas():
            (Path(folder) / name).write_bytes(text)
            count += 1
    except OSError as error:
        raise click.UsageError(f"cannot write {folder}: {error.strerror or error}") from error
    say(f"{count} schemas written to {folder}")


def _xml_schemas() -> Iterator[tuple[str, bytes]]:
    from netvisor.codec.xsd import schema_files, schema_text
    from netvisor.resources import endpoints

    return ((name, schema_text(cls)) for name, cls in schema_files(endpoints()))


def _json_schemas() -> Iterator[tuple[str, bytes]]:
    from netvisor.codec.json_schema import json_schema_files, json_schema_text
    from netvisor.resources import endpoints

    return ((name, json_schema_text(cls)) for name, cls in json_schema_files(endpoints()))
