"""The Python source of a message: what a person would type to make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, TypeAlias

from netvisor.declare import CLEAR, UNSET, declared, plan
from netvisor.resources.index import NAMES

WIDTH: Final = 104
"""Longest line, so that it fits behind the prompt of an example."""


@dataclass(frozen=True)
class Made:
    """A call of a class, or a list: what stands before its arguments, the arguments, what stands behind."""

    start: str
    arguments: tuple[tuple[str, Source], ...]
    end: str


Source: TypeAlias = str | Made


def source(value: Any, area: str) -> Source:
    """The source of a value; a class is named with this area if it has it, else with its own: `sales.SalesInvoice`."""
    if declared(type(value)) is not None:
        return Made(f"{home(type(value), area)}.{type(value).__name__}(", tuple(_arguments(value, area)), ")")
    if isinstance(value, (list, tuple)):
        return Made("[", tuple(("", source(item, area)) for item in value), "]")
    return _literal(value)


def home(cls: type, area: str) -> str:
    """The area that a class is imported from: the one at hand, for what it shares with others, else its own."""
    module = cls.__module__.removeprefix("netvisor.resources.")
    return area if cls.__name__ in NAMES[area].get(module, ()) else module.partition(".")[0]


def _arguments(part: Any, area: str) -> Iterator[tuple[str, Source]]:
    its = plan(type(part))
    for field in its.fields:
        value = None if field.role == "constant" else getattr(part, field.attr)
        if field.role == "constant" or value is UNSET or (field.many and not value):
            continue
        # The text of an element with attributes comes first and needs no name.
        positional = field.role == "value" and its.fields[0] is field
        yield "" if positional else f"{field.attr}=", source(value, area)


def _literal(value: Any) -> str:
    if value is CLEAR:
        return "CLEAR"
    if isinstance(value, Decimal):
        # A whole number does as well, and reads better.
        return str(value) if value.as_tuple().exponent == 0 else f'Decimal("{value}")'
    if isinstance(value, str):
        return _quoted(repr(str.__str__(value)))
    if isinstance(value, bytes):
        return _quoted(repr(value))
    if isinstance(value, (bool, int)):
        return repr(value)
    if isinstance(value, (date, datetime, time)):
        return repr(value).removeprefix("datetime.")
    raise TypeError(f"no source for {value!r}")


def _quoted(text: str) -> str:
    return text if '"' in text else text.replace("'", '"')


def flat(made: Source) -> str:
    """The source in one line."""
    if isinstance(made, str):
        return made
    inside = ", ".join(f"{name}{flat(argument)}" for name, argument in made.arguments)
    return f"{made.start}{inside}{made.end}"


def laid_out(before: str, made: Source, after: str = "", indent: int = 0) -> list[str]:
    """The source in lines of a readable length: in one line if it fits, else its arguments in lines of their own."""
    room = WIDTH - indent
    line = f"{before}{flat(made)}{after}"
    if isinstance(made, str) or len(line) <= room:
        return [" " * indent + line]
    inner = indent + 4
    lines: list[str] = []
    waiting = ""
    for name, argument in made.arguments:
        whole = f"{name}{flat(argument)},"
        if waiting and len(waiting) + 1 + len(whole) <= WIDTH - inner:
            waiting += f" {whole}"
            continue
        if waiting:
            lines.append(" " * inner + waiting)
            waiting = ""
        if len(whole) <= WIDTH - inner:
            waiting = whole
        else:
            lines += laid_out(name, argument, ",", inner)
    if waiting:
        lines.append(" " * inner + waiting)
    return [f"{' ' * indent}{before}{made.start}", *lines, f"{' ' * indent}{made.end}{after}"]
