"""`netvisor tampuuri list`: reads a list of Tampuuri to its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netvisor.cli.arguments import examples, json_option, output_option, pairs, write_output
from netvisor.cli.connection import Target
from netvisor.cli.outcome import say, write
from netvisor.cli.tampuuri.connection import path_argument, reading_tampuuri, tampuuri_options, tampuuri_param_option

if TYPE_CHECKING:
    from netvisor.tampuuri import Call

T = TypeVar("T")


@click.command(
    "list",
    epilog=examples(
        "netvisor tampuuri list ilmoitukset/selaa --sandbox",
        "netvisor tampuuri list ilmoitukset/selaa --param Tila=avoin --sandbox",
        "netvisor tampuuri list ilmoitukset/selaa --sandbox --lines",
    ),
)
@path_argument
@tampuuri_param_option
@json_option("Write JSON, with every field and digit as it came.")
@click.option("--lines", is_flag=True, help="Write each object as one line of JSON as soon as it is there.")
@output_option
@tampuuri_options
def command(path: str, params: tuple[str, ...], as_json: bool, lines: bool, output: str | None, target: Target) -> None:
    """Read the list at PATH to its end, page by page.

    A path that ends in selaa is browsed by POST: its parameters are fields of the body, read as JSON where they are
    that (5, true, null), else as text.
    """
    from netvisor.cli.tampuuri.json_output import json_bytes, json_line, readable

    if lines and (as_json or output is not None):
        raise click.UsageError("--lines writes to stdout, and not together with --json")
    call = _call(path, pairs(params))
    with reading_tampuuri(target) as client, client.stream(call) as found:
        if lines:
            for item in _counted(found, path):
                write(json_line(item))
            return
        items = list(_counted(found, path))
    write_output(json_bytes(items) if as_json else readable(items, for_file=output is not None), output)
    if output is not None:
        say(f"written to {output}: {len(items)} objects")


def _call(path: str, params: list[tuple[str, str]]) -> Call[list[Any]]:
    from netvisor.extras import require

    require("netvisor tampuuri", "tampuuri", "msgspec")
    from netvisor.tampuuri.call import any_list, is_read
    from netvisor.tampuuri.operation import operations_at

    verb = "POST" if is_read("POST", path) else "GET"
    # What is not declared may have pages; what is declared without them is not asked for any.
    paged = all(operation.paged for operation, _ in operations_at(path) if operation.verb == verb)
    if verb == "POST":
        return any_list(verb, path, json={name: _value(text) for name, text in params}, paged=paged)
    return any_list(verb, path, dict(params), paged=paged)


def _value(text: str) -> Any:
    from netvisor.tampuuri.model import WrongShape, parse

    try:
        return parse(text.encode())
    except (WrongShape, UnicodeEncodeError):
        return text


def _counted(items: Iterable[T], path: str) -> Iterator[T]:
    """The items, with a count of those that have come on a terminal."""
    with _progress(path) as tell:
        for item in items:
            tell()
            yield item


@contextmanager
def _progress(path: str) -> Iterator[Any]:
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("reading {task.description}: {task.completed} objects"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(path, total=None)
        yield lambda: progress.advance(task)
