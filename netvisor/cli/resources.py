"""`netvisor resources`: lists all known resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import examples, json_option
from netvisor.cli.outcome import say, write_json

if TYPE_CHECKING:
    from rich.table import Table

    from netvisor.protocol.call import Endpoint
    from netvisor.protocol.parameters import Parameter
    from netvisor.resources import Undeclared


@click.command("resources", epilog=examples("netvisor resources", "netvisor resources | grep invoice"))
@json_option()
def command(as_json: bool) -> None:
    """List all known resources, by area; those without typed messages last, with the reason."""
    from netvisor.resources import endpoints, undeclared

    rows = [_declared_row(endpoint) for endpoint in endpoints()] + [_undeclared_row(row) for row in undeclared()]
    if as_json:
        # A row is found by its resource, so what has no name is told to people only.
        write_json([row for row in rows if row["resource"]])
    else:
        _print(rows)


def _declared_row(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "resource": endpoint.resource,
        "http": endpoint.http,
        "area": endpoint.area,
        "title": endpoint.title,
        "declared": True,
        "reason": None,
        "writes": endpoint.writes,
        "request": endpoint.request is not None,
        "reply": endpoint.reply is not None,
        "parameters": [_parameter(parameter) for parameter in endpoint.parameters],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "required": parameter.required,
        "type": parameter.type,
        "values": list(parameter.values),
        "meaning": parameter.meaning,
    }


def _undeclared_row(row: Undeclared) -> dict[str, Any]:
    return {
        "resource": row.resource or None,
        "http": row.http,
        "area": row.area,
        "title": row.title,
        "declared": False,
        "reason": row.reason,
        "writes": changes_data(row),
        "request": False,
        "reply": False,
        "parameters": [],
    }


def changes_data(row: Undeclared) -> bool:
    """Whether a call of an undeclared resource changes data, judged by its verb and name: deletes are GETs."""
    return row.http != "GET" or (row.resource.startswith("delete") and not row.resource.startswith("deleted"))


def _print(rows: list[dict[str, Any]]) -> None:
    from netvisor.cli.console import stdout_console

    declared = [row for row in rows if row["declared"]]
    others = [row for row in rows if not row["declared"]]
    with stdout_console() as console:
        console.print("Declared: typed, checked and documented", style="bold")
        console.print(_declared_table(declared))
        if others:
            console.print("\nKnown but not declared: raw calls only", style="bold")
            console.print(_undeclared_table(others))
    say(f"{len(declared)} declared, {len(others)} known but not declared. For details: netvisor show RESOURCE")


def _declared_table(rows: list[dict[str, Any]]) -> Table:
    table = _grid()
    area = None
    for row in rows:
        if row["area"] != area:
            area = row["area"]
            table.add_row(f"  {area}", style="cyan")
        table.add_row(f"    {row['resource']}", row["http"], row["title"])
    return table


def _undeclared_table(rows: list[dict[str, Any]]) -> Table:
    table = _grid()
    for row in rows:
        table.add_row(f"    {row['resource'] or '(no name)'}", row["http"], f"{row['title']}: {row['reason']}")
    return table


def _grid() -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column()
    return table
