"""Shows an answer's data to people: tables and fields that fit the terminal; everything in a pipe or a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from netvisor.cli.answers import cell, leaves
from netvisor.cli.console import drawing, drawn, shows_all
from netvisor.cli.outcome import printable, say
from netvisor.codec.untyped import Untyped
from netvisor.declare import Absent, Field, declared, plan

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 32
_NARROW = 20
_WIDEST_HEADING = 24
_WIDEST_NAME = 36
_NESTED = "[{"
_FEW = 5
_USEFUL = ("key", "number", "name", "date", "sum", "amount", "quantity", "price", "status", "code", "identifier")
_MOST_ROWS = 200


def data_text(data: Any, *, for_file: bool = False) -> bytes:
    """Data in readable form, for stdout or for a file."""
    console = drawing(for_file=for_file)
    print_data(data, console)
    return drawn(console)


def print_data(data: Any, console: Console, indent: str = "") -> None:
    """Print data: a list as one table, on a terminal with its most useful columns; an object as its filled fields."""
    if data is None or data == []:
        say("The answer contains no data." if data is None else "The list is empty.")
    elif isinstance(data, list):
        _list(data, console, indent)
    else:
        _object(data, console, indent)


def _list(items: list[Any], console: Console, indent: str) -> None:
    if shows_all(console):
        _whole_list(items, console, indent)
    else:
        _fitting_list(items, console, indent)


def _whole_list(items: list[Any], console: Console, indent: str) -> None:
    """Every item in one line, with every column that has a value in any of them."""
    rows = [{name: _text(value) for name, value in leaves(item)} for item in items]
    widths: dict[str, int] = {}
    for row in rows:
        for name, text in row.items():
            if text:
                widths[name] = max(widths.get(name, len(name)), len(text))
    # Not by a table of rich, which takes seconds for some thousands of rows.
    for cells in ({name: name for name in widths}, *rows):
        line = "  ".join(cells.get(name, "").ljust(width) for name, width in widths.items())
        console.print(f"{indent}{line}", soft_wrap=True)


def _fitting_list(items: list[Any], console: Console, indent: str) -> None:
    """The first items in the columns that fit, and how many more there are."""
    from rich.padding import Padding
    from rich.table import Table

    rows = [{name: _text(value) for name, value in leaves(item)} for item in items[:_MOST_ROWS]]
    widths, left_out = _telling(rows, console.width - len(indent))
    table = Table.grid(padding=(0, 1))
    columns = list(widths)
    for name, width in widths.items():
        number = all(_is_number(row.get(name, "")) for row in rows)
        table.add_column(justify="right" if number else "left", width=width, no_wrap=True, overflow="ellipsis")
    table.add_row(*map(_heading, columns), style="bold")
    for row in rows:
        table.add_row(*(row.get(name, "") for name in columns))
    console.print(Padding(table, (0, 0, 0, len(indent)), expand=False))
    more_rows = f"{len(items) - _MOST_ROWS} more rows" if len(items) > _MOST_ROWS else ""
    more_columns = f"{left_out} more column{'s' if left_out > 1 else ''}" if left_out else ""
    if more := " and ".join(filter(None, (more_rows, more_columns))):
        console.print(f"{indent}... {more}: --json shows everything", style="dim")


def _telling(rows: list[dict[str, str]], room: int) -> tuple[dict[str, int], int]:
    """The columns that fit with their widths, in their order, and how many filled ones do not fit.

    The first column of each useful kind gets its room first, nested ones last. Addresses in answers are not to be
    followed, and are left to the forms for programs, as are lists.
    """
    names = list(dict.fromkeys(name for row in rows for name, text in row.items() if text))
    nested = {name for row in rows for name, text in row.items() if text.startswith(_NESTED)}
    full: dict[str, int] = {}
    taken: dict[str, int] = {}
    for name in _by_use([name for name in names if not name.endswith("uri") and name not in nested]):
        texts = [*_heading(name).split("\n"), *(row.get(name, "") for row in rows)]
        full[name] = min(max(map(len, texts)), _WIDEST)
        width = min(full[name], _NARROW)
        if width < room:
            taken[name] = width
            room -= width + 1
    for name, width in taken.items():
        # What is left over goes to the texts that were cut.
        taken[name] = min(full[name], width + room)
        room -= taken[name] - width
    return {name: taken[name] for name in names if name in taken}, len(names) - len(taken)


def _by_use(names: list[str]) -> list[str]:
    """The names, the simplest of each useful kind first and those of nested objects last."""
    kinds = ([n for n in names if n.rpartition("_")[2] == word and "." not in n] for word in _USEFUL)
    first = [min(kind, key=lambda name: name.count("_")) for kind in kinds if kind]
    return first + sorted((name for name in names if name not in first), key=lambda name: "." in name)


def _heading(name: str) -> str:
    """The name of a column; a long one is wrapped to be no wider than its values."""
    if len(name) <= _WIDEST_HEADING:
        return name
    lines = [""]
    for word in re.findall(r"[^_.]+[_.]?", name):
        if lines[-1] and len(lines[-1]) + len(word) > _WIDEST_HEADING // 2 + 2:
            lines.append("")
        lines[-1] += word
    return "\n".join(lines)


def _is_number(text: str) -> bool:
    return not text or text.replace(".", "", 1).removeprefix("-").isdecimal()


def _object(item: Any, console: Console, indent: str) -> None:
    """The filled fields of an object, one per line; nested ones are indented below."""
    from rich.table import Table
    from rich.text import Text

    lines = [line for line in plan(type(item)).fields if line.role != "constant"]
    filled = [(line, value) for line in lines if not _is_blank(value := getattr(item, line.attr))]
    wide = min(max((len(line.attr) for line, _ in filled), default=0), _WIDEST_NAME)
    for line, value in filled:
        if line.many and line.cls is None and not line.arms:
            value = ", ".join(map(_text, value))
        if line.many and not isinstance(value, str):
            console.print(Text(f"{indent}{line.attr}", style="bold"))
            _items(line, list(value), console, f"{indent}  ")
        elif line.role == "aggregate":
            console.print(Text(f"{indent}{line.attr}", style="bold"))
            _object(value, console, f"{indent}  ")
        else:
            # A long value goes on below its beginning.
            row = Table.grid()
            row.add_column(style="cyan", no_wrap=True)
            row.add_column(overflow="fold")
            row.add_row(f"{indent}{line.attr:<{wide}}  ", _text(value))
            console.print(row)


def _items(line: Field, items: list[Any], console: Console, indent: str) -> None:
    """The items of a list inside an object: a table if they are of one kind and flat or many, else one by one."""
    from rich.text import Text

    flat = not any(isinstance(value, (list, tuple)) and value for item in items for _, value in leaves(item))
    if len({type(item) for item in items}) == 1 and (flat or len(items) > _FEW):
        _list(items, console, indent)
        return
    for number, item in enumerate(items, 1):
        arm = next((arm.attr for arm in line.arms if arm.cls is type(item)), "")
        console.print(Text(f"{indent}{number}. {arm}".rstrip(), style="bold"))
        _object(item, console, f"{indent}   ")


def _is_blank(value: Any) -> bool:
    """Whether there is nothing to show at any depth."""
    if isinstance(value, (list, tuple)):
        return all(map(_is_blank, value))
    if value is None or value == "" or isinstance(value, Absent):
        return True
    if declared(type(value)) is None:
        return False
    return all(_is_blank(each) for _, each in leaves(value))


def _text(value: Any) -> str:
    """A value in one line; a file by its size, a text with attributes with them in brackets."""
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, Untyped):
        return printable(f"{str.__str__(value)} (not parsed)").replace("\n", "\\n")
    if declared(type(value)) is not None:
        (_, first), *rest = leaves(value)
        further = ", ".join(f"{name} {_text(each)}" for name, each in rest if not _is_blank(each))
        return f"{_text(first)}{f'  ({further})' if further else ''}".strip()
    return printable(cell(value)).replace("\n", "\\n")
