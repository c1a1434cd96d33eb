"""An answer's data for a person: tables and indented fields that fit the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netvisor.cli.answers import cell, leaves
from netvisor.cli.outcome import printable, say
from netvisor.cli.paper import drawing, drawn
from netvisor.codec.json_form import reply_to_json
from netvisor.codec.untyped import Untyped
from netvisor.declare import Absent, declared, plan

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 32
_MOST_ROWS = 200
_FILE_WIDTH = 160


def data_text(data: Any, *, for_file: bool = False) -> bytes:
    """Data as a person reads it, for standard output or for a file, where lines may be longer."""
    console = drawing(_FILE_WIDTH if for_file else None)
    print_data(data, console)
    return drawn(console)


def print_data(data: Any, console: Console, indent: str = "") -> None:
    """Print data: a list as one table of its most telling columns, an object as its filled fields."""
    if data is None or data == []:
        say("The answer holds no data." if data is None else "The list is empty.")
    elif isinstance(data, list):
        _list(data, console, indent)
    else:
        _object(data, console, indent)


def _list(items: list[Any], console: Console, indent: str) -> None:
    from rich.table import Table

    rows = [dict(leaves(reply_to_json(item), type(item))) for item in items[:_MOST_ROWS]]
    columns, left_out = _telling(rows, console.width - len(indent))
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for column in columns:
        number = all(_is_number(row.get(column, "")) for row in rows)
        table.add_column(f"{indent}{column}" if column == columns[0] else column, justify="right" if number else "left",
                         max_width=_WIDEST, no_wrap=True, overflow="ellipsis")  # fmt: skip
    for row in rows:
        cells = [printable(row.get(column, "")) for column in columns]
        table.add_row(indent + cells[0], *cells[1:])
    console.print(table, markup=False)
    more_rows = f"{len(items) - _MOST_ROWS} more rows" if len(items) > _MOST_ROWS else ""
    more_columns = f"{left_out} more column{'s' if left_out > 1 else ''}" if left_out else ""
    if more := " and ".join(filter(None, (more_rows, more_columns))):
        console.print(f"{indent}... {more}: --json shows everything", style="dim")


def _telling(rows: list[dict[str, str]], width: int) -> tuple[list[str], int]:
    """The columns that fit, in their order, and how many filled ones do not; addresses and constant ones go last."""
    names = list(dict.fromkeys(name for row in rows for name, text in row.items() if text))
    widths = {n: min(max(len(n), *(len(row.get(n, "")) for row in rows)), _WIDEST) for n in names}
    plain = [n for n in names if "." not in n and not n.endswith("uri")]
    taken: list[str] = []
    room = width
    for name in [*plain, *(n for n in names if n not in plain)]:
        if widths[name] + 1 <= room:
            taken.append(name)
            room -= widths[name] + 1
    return [n for n in names if n in taken] or names[:1], len(names) - len(taken)


def _is_number(text: str) -> bool:
    return not text or text.replace(".", "", 1).removeprefix("-").isdecimal()


def _object(item: Any, console: Console, indent: str) -> None:
    """The filled fields of an object, one a line; what is inside stands below, one step in."""
    from rich.text import Text

    lines = [line for line in plan(type(item)).fields if line.role != "constant"]
    filled = [(line, getattr(item, line.attr)) for line in lines]
    filled = [(line, value) for line, value in filled if not _is_blank(value)]
    wide = min(max((len(line.attr) for line, _ in filled), default=0), 36)
    for line, value in filled:
        inner = value[0] if isinstance(value, (list, tuple)) else value
        if declared(type(inner)) is None or (line.role == "valued" and not line.many):
            text = Text(f"{indent}{line.attr:<{wide}}  ", style="cyan")
            text.append(_short(value), style="default")
            console.print(text, overflow="ellipsis", no_wrap=True)
            continue
        console.print(Text(f"{indent}{line.attr}", style="bold"))
        if isinstance(value, (list, tuple)) and len({type(v) for v in value}) == 1 and not _has_lists(type(inner)):
            _list(list(value), console, f"{indent}  ")
        else:
            for each in value if isinstance(value, (list, tuple)) else [value]:
                _object(each, console, f"{indent}  ")


def _is_blank(value: Any) -> bool:
    """Whether there is nothing to show, however deep one looks."""
    if isinstance(value, (list, tuple)):
        return all(map(_is_blank, value))
    if value is None or value == "" or isinstance(value, Absent):
        return True
    if declared(type(value)) is None:
        return False
    return all(_is_blank(getattr(value, line.attr)) for line in plan(type(value)).fields if line.role != "constant")


def _has_lists(cls: type) -> bool:
    return any(line.many or (line.cls is not None and _has_lists(line.cls)) for line in plan(cls).children)


def _short(value: Any) -> str:
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, Untyped):
        return printable(f"{str.__str__(value)} (not typed)")
    found = reply_to_json(value)
    if isinstance(found, dict):
        further = ", ".join(f"{name} {cell(each)}" for name, each in found.items() if name != "value" and each)
        return printable(f"{cell(found['value'])}{f'  ({further})' if further else ''}")
    if isinstance(found, list):
        return printable(", ".join(map(cell, found)))
    return printable(cell(found))
