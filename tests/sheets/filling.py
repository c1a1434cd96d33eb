"""What a person does with a template: puts the values of a message into the rows of a sheet."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from netvisor.declare import plan
from netvisor.sheets.cells import CLEAR_MARK, ERRORS, exact
from netvisor.sheets.columns import Column, Group, Layout

Filled: TypeAlias = dict[str, Any]
"""One row: its cells by the names of their columns."""


class NotFlat(Exception):
    """A message that has no rows: an item of a list has nothing of its own in it."""


def plainly(value: Any, folder: Path) -> Any:
    """The JSON of a message as a sheet can hold it: no spaces around texts, no fractions of seconds, files by path."""
    if isinstance(value, dict) and set(value) == {"base64"}:
        file = folder / f"{len(list(folder.iterdir()))}.bin"
        file.write_bytes(base64.b64decode(value["base64"]))
        return {"path": file.name}
    if isinstance(value, dict):
        return {key: plainly(each, folder) for key, each in value.items()}
    if isinstance(value, list):
        return [plainly(each, folder) for each in value]
    if isinstance(value, str):
        value = re.sub(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]", "", value)
        value = re.sub(r"(T?\d\d:\d\d:\d\d)\.\d+", r"\1", value).strip(" \u00a0\t\r\n")
        return "x" if value in {"", CLEAR_MARK, *ERRORS} else value
    return value


def without_cleared_parts(cls: type, content: dict[str, Any]) -> dict[str, Any]:
    """A message without the elements with children that it sends empty: they have no column."""
    kept = dict(content)
    for line in plan(cls).fields:
        if line.role != "aggregate" or line.attr not in kept or line.cls is None:
            continue
        if kept[line.attr] == {"clear": True}:
            del kept[line.attr]
        elif isinstance(kept[line.attr], list):
            kept[line.attr] = [without_cleared_parts(line.cls, each) for each in kept[line.attr]]
        else:
            kept[line.attr] = without_cleared_parts(line.cls, kept[line.attr])
    return kept


def rows_of(layout: Layout, message: dict[str, Any]) -> list[Filled]:
    """The rows of a message, given as JSON: its own values in the first, each item of a list in a further one."""
    rows = [dict(_cells(layout, None, message))]
    rows += _items(layout, None, message)
    return rows


def _items(layout: Layout, parent: Group | None, content: dict[str, Any]) -> Iterator[Filled]:
    lists: dict[tuple[str, ...], list[Group]] = {}
    for column in layout.columns:
        group = column.group
        while group is not None and group.parent is not parent:
            group = group.parent
        if group is not None and group not in lists.setdefault(group.steps, []):
            lists[group.steps].append(group)
    for steps, groups in lists.items():
        for item in _at(content, steps) or []:
            arm = next((each for each in groups if each.arm and each.arm in item), groups[0])
            inner = item[arm.arm] if arm.arm else item
            if arm.is_scalar:
                (column,) = (each for each in layout.columns if each.group is arm)
                yield {column.name: cell_of(inner, column)}
                continue
            own = dict(_cells(layout, arm, inner if isinstance(inner, dict) else {"value": inner}))
            if not own:
                raise NotFlat
            yield own
            if isinstance(inner, dict):
                yield from _items(layout, arm, inner)


def _cells(layout: Layout, group: Group | None, content: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for column in layout.columns:
        if column.group is not group or column.parameter is not None or (group is not None and group.is_scalar):
            continue
        value = _at(content, column.steps)
        if column.slot is not None and value is None:
            bare = _at(content, column.steps[:-1])
            is_bare = not isinstance(bare, dict) or set(bare) <= {"clear", "path"}
            value = bare if column.steps[:-1] and is_bare else None
        if value is not None:
            yield column.name, cell_of(value, column)


def _at(content: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        content = content.get(step) if isinstance(content, dict) else None
    return content


def cell_of(value: Any, column: Column) -> Any:
    """What a person types for a JSON value."""
    if isinstance(value, dict):
        return CLEAR_MARK if "clear" in value else value["path"]
    kind = column.scalar.kind
    if kind == "decimal":
        number = Decimal(value)
        return float(number) if exact(float(number)) == number else value.replace(".", ",")
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "datetime":
        return datetime.fromisoformat(value).replace(tzinfo=None)
    return time.fromisoformat(value) if kind == "time" else value


def typed(value: Any) -> str:
    """A cell as it stands in a text file."""
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, float):
        return format(exact(value), "f").replace(".", ",")
    if isinstance(value, datetime):
        return f"{typed(value.date())} {value:%H:%M:%S}"
    return f"{value.day}.{value.month}.{value.year:04}" if isinstance(value, date) else str(value)
