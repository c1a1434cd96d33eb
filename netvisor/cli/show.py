"""`netvisor show`: the elements of a resource, as a tree for people or as rows for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import examples, find_resource, json_option, resource_argument
from netvisor.cli.outcome import say, write_json

if TYPE_CHECKING:
    from rich.console import Console
    from rich.tree import Tree

    from netvisor.declare import Field, Plan
    from netvisor.protocol.call import Endpoint


@click.command("show", epilog=examples("netvisor show customer", "netvisor show salesinvoicelist --json"))
@resource_argument
@json_option()
def command(resource: str, as_json: bool) -> None:
    """Show the parameters and elements of RESOURCE: names, types, limits, values and meanings."""
    from netvisor.protocol.call import Endpoint

    found = find_resource(resource)
    if isinstance(found, Endpoint):
        if as_json:
            write_json(_rows(found))
        else:
            _print(found)
        return
    if as_json:
        write_json({"resource": found.resource, "http": found.http, "request": [], "reply": []})
    say(f"{found.resource} ({found.http}): {found.title}")
    say(f"It is not declared: {found.reason}.")
    how = "get" if found.http == "GET" else "send"
    say(f"Use a raw call: netvisor {how} {found.resource}")


def _rows(endpoint: Endpoint) -> dict[str, Any]:
    from netvisor.declare.rows import rows

    sides = {"request": endpoint.request, "reply": endpoint.reply}
    found = {side: [_row(row) for row in rows(cls)] if cls is not None else [] for side, cls in sides.items()}
    return {"resource": endpoint.resource, "http": endpoint.http, **found}


def _row(row: Any) -> dict[str, Any]:
    names = ("level", "name", "kind", "type", "max", "occurs", "values", "constant", "blank", "python")
    return {name: list(row.values) if name == "values" else getattr(row, name) for name in names}


def _print(endpoint: Endpoint) -> None:
    from rich.text import Text

    from netvisor.cli.console import stdout_console

    with stdout_console() as console:
        console.print(Text.assemble((endpoint.resource, "bold"), f"  {endpoint.http}  {endpoint.title}"))
        _print_parameters(console, endpoint)
        for heading, cls in (("Message", endpoint.request), ("Answer", endpoint.reply)):
            if cls is not None:
                console.print(f"\n{heading}", style="bold")
                console.print(element_tree(cls))
        console.print("\nIn Python", style="bold")
        console.print(f"  from netvisor import {endpoint.area}")
        for function in endpoint.functions:
            console.print(f"  {endpoint.area}.{function.__name__}(...)")


def _print_parameters(console: Console, endpoint: Endpoint) -> None:
    from rich.table import Table

    if not endpoint.parameters:
        return
    console.print("\nParameters", style="bold")
    table = Table.grid(padding=(0, 2))
    for _ in ("name", "type", "required"):
        table.add_column(no_wrap=True, overflow="fold")
    table.add_column(overflow="fold")
    for parameter in endpoint.parameters:
        values = f" ({' | '.join(parameter.values)})" if parameter.values else ""
        needed = "required" if parameter.required else ""
        kind = f"{parameter.type} list" if parameter.many else parameter.type
        table.add_row(f"  {parameter.name}", kind, needed, f"{parameter.meaning}{values}")
    console.print(table)


def element_tree(cls: type) -> Tree:
    """The tree of a message class, or of the class of an answer's `Root`."""
    from rich.tree import Tree

    from netvisor.declare import plan

    its = plan(cls)
    tree = Tree("root" if its.tag else "Root", guide_style="dim")
    _grow(tree.add(its.tag) if its.tag else tree, its)
    return tree


def _grow(tree: Tree, its: Plan) -> None:
    from netvisor.declare import plan
    from netvisor.field_docs import field_docs

    docs = field_docs(its.cls)
    for field in its.attributes:
        tree.add(_label(field, docs.get(field.attr, ""), "@"))
    for field in its.children:
        branch = tree.add(_label(field, _meaning(field, docs)))
        if field.arms:
            for arm in field.arms:
                _grow(branch.add(_label(arm, "")), plan(arm.cls))  # type: ignore[arg-type]  # arms have classes
            continue
        for carried in field.constants:
            branch.add(f"@{carried.name}  always {carried.const.value}", style="dim")
        if field.cls is not None:
            _grow(branch, plan(field.cls))


def _meaning(field: Field, docs: dict[str, str]) -> str:
    """The meaning of an element, and of its text if it has attributes."""
    from netvisor.declare import plan
    from netvisor.field_docs import field_docs

    value = plan(field.cls).value if field.role == "valued" and field.cls else None
    of_text = field_docs(field.cls).get(value.attr, "") if value and field.cls else ""
    return f"{docs.get(field.attr, '')} {of_text}"


def _label(field: Field, meaning: str, mark: str = "") -> Any:
    """The line of a field: its names, then its type and values, then its meaning."""
    from rich.text import Text

    if field.role == "constant" and field.const is not None:
        return Text(f"@{field.name}  always {field.const.value}", style="dim")
    mixed = field.role == "interleaved"
    text = Text(f"{mark}{field.attr}", style="bold" if field.required else "")
    if field.name != field.attr and not mixed:
        text.append(f" <{field.name}>" if not mark else f" {field.name}", style="cyan")
    text.append(f"  {'mixed, ' if mixed else ''}{_kind(field)}", style="green")
    if words := meaning.split():
        text.append(f"  {' '.join(words)}", style="dim")
    return text


def _kind(field: Field) -> str:
    from netvisor.declare import plan
    from netvisor.declare.rows import written_values

    slot = plan(field.cls).value if field.role == "valued" and field.cls else field
    scalar = slot.scalar if slot else None
    parts = [field.occurs]
    if scalar is not None:
        parts.append(f"{scalar.kind} ≤{scalar.max}" if scalar.max else scalar.kind)
        if values := written_values(scalar):
            parts.append(" | ".join(values))
    if field.blank or (field.required and slot is not None and slot.clearable):
        parts.append("may be empty")
    return ", ".join(parts)
