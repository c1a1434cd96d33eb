"""Shows a message as a tree: the XML names, and the values in readable form."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netvisor.cli.outcome import printable
from netvisor.codec.values import write
from netvisor.declare import CLEAR, UNSET, Field, Plan, Scalar, plan

if TYPE_CHECKING:
    from rich.tree import Tree


def message_tree(message: object) -> Tree:
    """The tree of a checked message, from `root` down."""
    from rich.tree import Tree

    its = plan(type(message))
    tree = Tree("root", guide_style="dim")
    _grow(tree.add(str(its.tag)), message, its)
    return tree


def _grow(tree: Tree, part: object, its: Plan) -> None:
    for field in its.children:
        value = getattr(part, field.attr)
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if item is UNSET:
                continue
            arm = next((arm for arm in field.arms if arm.cls is type(item)), field)
            branch = tree.add(_label(arm, item))
            if arm.role == "aggregate" and item is not CLEAR:
                _grow(branch, item, plan(type(item)))


def _label(field: Field, item: Any) -> Any:
    from rich.text import Text

    label = Text(field.name, style="bold" if field.role == "aggregate" else "")
    if item is CLEAR:
        label.append("  (empty)", style="dim")
        return label
    if field.role == "aggregate":
        return label
    scalar, value = field.scalar, item
    attributes = [(carried.name, carried.const.value) for carried in field.constants]
    if field.role == "valued":
        its = plan(type(item))
        scalar, value = its.value.scalar if its.value else None, item.value
        attributes = [pair for line in its.attributes if (pair := _attribute(line, item)) is not None]
    for name, text in attributes:
        label.append(f" {name}=", style="dim")
        label.append(text, style="dim")
    label.append(f"  {_value_text(value, scalar)}", style="cyan")
    return label


def _attribute(line: Field, item: Any) -> tuple[str, str] | None:
    if line.role == "constant" and line.const is not None:
        return line.name, line.const.value
    value = getattr(item, line.attr)
    return (line.name, _value_text(value, line.scalar)) if value is not UNSET else None


def _value_text(value: Any, scalar: Scalar | None) -> str:
    if value is CLEAR:
        return "(empty)"
    if isinstance(value, bytes):
        return f"{len(value)} bytes, sent as Base64"
    if isinstance(value, os.PathLike):
        path = Path(value)
        return f"{path.name}, {path.stat().st_size} bytes, sent as Base64"
    return printable(write(value, scalar) if scalar is not None else str(value)).replace("\n", "\\n")
