"""`netvisor tampuuri get`: reads one answer of Tampuuri."""

from __future__ import annotations

import click

from netvisor.cli.arguments import examples, json_option, output_option, pairs, write_output
from netvisor.cli.connection import Target
from netvisor.cli.tampuuri.connection import path_argument, reading_tampuuri, tampuuri_options, tampuuri_param_option


@click.command(
    "get",
    epilog=examples(
        "netvisor tampuuri get kohteet/1000 --sandbox",
        "netvisor tampuuri get osapuolet/henkilot --param Hakusana=a --sandbox",
        "netvisor tampuuri get sopimukset/300000 --sandbox --json",
    ),
)
@path_argument
@tampuuri_param_option
@json_option("Write JSON, with every field and digit as it came.")
@output_option
@tampuuri_options
def command(path: str, params: tuple[str, ...], as_json: bool, output: str | None, target: Target) -> None:
    """Read what a GET of PATH gives: one object, or a list without pages. For lists with pages, use list."""
    from netvisor.cli.tampuuri.json_output import json_bytes, readable

    with reading_tampuuri(target) as client:
        answer = client.request("GET", path, dict(pairs(params)))
    write_output(json_bytes(answer) if as_json else readable(answer, for_file=output is not None), output)
