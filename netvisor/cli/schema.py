"""`netvisor schema`: the XML schemas of all declared resources, for other languages and tools."""

from __future__ import annotations

from pathlib import Path

import click

from netvisor.cli.arguments import examples
from netvisor.cli.outcome import say


@click.group("schema", epilog=examples("netvisor schema write schemas"))
def command() -> None:
    """Write the XML schemas of all resources."""


@command.command("write", short_help="Write them into a folder.", epilog=examples("netvisor schema write schemas"))
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
def write(folder: str) -> None:
    """Write RESOURCE.request.xsd and RESOURCE.reply.xsd of every resource into DIR, which is created if missing."""
    from netvisor.codec.xsd import schema_text
    from netvisor.resources import endpoints

    count = 0
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        for endpoint in endpoints():
            for side, cls in (("request", endpoint.request), ("reply", endpoint.reply)):
                if cls is not None:
                    name = f"{endpoint.resource.removesuffix('.nv')}.{side}.xsd"
                    (Path(folder) / name).write_bytes(schema_text(cls))
                    count += 1
    except OSError as error:
        raise click.UsageError(f"cannot write {folder}: {error.strerror or error}") from error
    say(f"{count} schemas written to {folder}")
