"""Shows the JSON of Tampuuri: as it came for programs, as lines and tables for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from netvisor.cli.console import drawing, drawn, shows_all
from netvisor.cli.outcome import printable, say

if TYPE_CHECKING:
    from rich.console import Console

_MOST_ROWS: Final = 200


def json_bytes(value: Any) -> bytes:
    """The bytes of a JSON text with every digit that came."""
    import msgspec

    from netvisor.tampuuri.model import to_json, write

    return msgspec.json.format(write(to_json(value)), indent=2) + b"\n"


def json_line(value: Any) -> bytes:
    """The same in one line."""
    from netvisor.tampuuri.model import to_json, write

    return write(to_json(value)) + b"\n"


def readable(value: Any, *, for_file: bool = False) -> bytes:
    """An object as its fields, a list as a table."""
    console = drawing(for_file=for_file)
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        _table(value, console)
    elif isinstance(value, dict):
        _fields(value, console)
    elif value is None or value == []:
        say("The answer contains no data." if value is None else "The list is empty.")
    else:
        for item in value if isinstance(value, list) else [value]:
            console.print(cell(item), soft_wrap=True)
    return drawn(console)


def cell(value: Any) -> str:
    """A value in one line: a text without quotes, null as nothing, anything else as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return printable(value).replace("\n", "\\n")
    from netvisor.tampuuri.model import to_json, write

    return json.dumps(value) if isinstance(value, bool) else write(to_json(value)).decode()


def _fields(item: Mapping[str, Any], console: Console, indent: str = "") -> None:
    wide = max(map(len, item), default=0)
    for name, value in item.items():
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            console.print(f"{indent}{printable(name)}", soft_wrap=True)
            _table(value, console, f"{indent}  ")
        else:
            console.print(f"{indent}{printable(name):<{wide}}  {cell(value)}", soft_wrap=True)


def _table(items: list[dict[str, Any]], console: Console, indent: str = "") -> None:
    """One line for each object; on a terminal the first ones, cut where the terminal ends."""
    shown = items if shows_all(console) else items[:_MOST_ROWS]
    names = list(dict.fromkeys(name for item in shown for name in item))
    rows = [{name: name for name in names}, *({name: cell(item.get(name)) for name in names} for item in shown)]
    widths = {name: max(len(row[name]) for row in rows) for name in names}
    for line in _lines(rows, widths):
        text = f"{indent}{line}".rstrip()
        console.print(text if shows_all(console) else text[: console.width], soft_wrap=True)
    if len(items) > len(shown):
        console.print(f"{indent}... {len(items) - len(shown)} more rows: --json shows everything", soft_wrap=True)


def _lines(rows: Iterable[Mapping[str, str]], widths: Mapping[str, int]) -> Iterator[str]:
    for row in rows:
        yield "  ".join(f"{row[name]:<{width}}" for name, width in widths.items())
