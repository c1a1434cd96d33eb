"""`netvisor show`: the elements of a resource, as a tree for people or as rows for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netvisor.cli.arguments import examples, find_resource, json_option, resource_argument
from netvisor.cli.outcome import say, write, write_json
from netvisor.cli.tree_lines import Branch, Part, terminal_width, tree_lines, wrapped

if TYPE_CHECKING:
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
    width = terminal_width()
    lines = [*wrapped("", "", [(endpoint.resource, "bold"), (f"  {endpoint.http}  {endpoint.title}", "")], width)]
    lines += _parameter_lines(endpoint, width)
    for heading, cls in (("Message", endpoint.request), ("Answer", endpoint.reply)):
        if cls is not None:
            lines += _heading(heading, width)
            lines += tree_lines(element_tree(cls), width)
    lines += _heading("In Python", width)
    lines.append(f"  from netvisor import {endpoint.area}")
    lines += (f"  {endpoint.area}.{function.__name__}(...)" for function in endpoint.functions)
    write("".join(f"{line.rstrip()}\n" for line in lines).encode("utf-8", "replace"))


def _heading(text: str, width: int | None) -> list[str]:
    return ["", *wrapped("", "", [(text, "bold")], width)]


def _parameter_lines(endpoint: Endpoint, width: int | None) -> list[str]:
    """The parameters in columns, of which only the last one wraps."""
    if not endpoint.parameters:
        return []
    rows = []
    for parameter in endpoint.parameters:
        values = f" ({' | '.join(parameter.values)})" if parameter.values else ""
        kind = f"{parameter.type} list" if parameter.many else parameter.type
        needed = "required" if parameter.required else ""
        rows.append((parameter.name, kind, needed, f"{parameter.meaning}{values}"))
    widths = [max(len(row[at]) for row in rows) for at in range(3)]
    lines = _heading("Parameters", width)
    for row in rows:
        start = "".join(f"  {text:<{most}}" for text, most in zip(row, widths, strict=False)) + "  "
        lines += wrapped(start, " " * len(start), [(row[3], "")], width)
    return lines


def element_tree(cls: type) -> Branch:
    """The tree of a message class, or of the class of an answer's `Root`."""
    from netvisor.declare import plan

    its = plan(cls)
    tree = Branch([("root" if its.tag else "Root", "")])
    _grow(tree.add((its.tag, "")) if its.tag else tree, its)
    return tree


def _grow(tree: Branch, its: Plan) -> None:
    from netvisor.declare import plan
    from netvisor.field_docs import field_docs

    docs = field_docs(its.cls)
    for field in its.attributes:
        tree.add(*_label(field, docs.get(field.attr, ""), "@"))
    for field in its.children:
        branch = tree.add(*_label(field, _meaning(field, docs)))
        if field.arms:
            for arm in field.arms:
                _grow(branch.add(*_label(arm, "")), plan(arm.cls))  # type: ignore[arg-type]  # arms have classes
            continue
        for carried in field.constants:
            branch.add((f"@{carried.name}  always {carried.const.value}", "dim"))
        if field.cls is not None:
            _grow(branch, plan(field.cls))


def _meaning(field: Field, docs: dict[str, str]) -> str:
    """The meaning of an element, and of its text if it has attributes."""
    from netvisor.declare import plan
    from netvisor.field_docs import field_docs

    value = plan(field.cls).value if field.role == "valued" and field.cls else None
    of_text = field_docs(field.cls).get(value.attr, "") if value and field.cls else ""
    return f"{docs.get(field.attr, '')} {of_text}"


def _label(field: Field, meaning: str, mark: str = "") -> list[Part]:
    """The line of a field: its names, then its type and values, then its meaning."""
    if field.role == "constant" and field.const is not None:
        return [(f"@{field.name}  always {field.const.value}", "dim")]
    mixed = field.role == "interleaved"
    parts = [(f"{mark}{field.attr}", "bold" if field.required else "")]
    if field.name != field.attr and not mixed:
        parts.append((f" <{field.name}>" if not mark else f" {field.name}", "cyan"))
    parts.append((f"  {'mixed, ' if mixed else ''}{_kind(field)}", "green"))
    if words := meaning.split():
        parts.append((f"  {' '.join(words)}", "dim"))
    return parts


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
