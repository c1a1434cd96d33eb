"""Answers as flat tables: a row for each item of a list, and a second table for the lines of documents.

The columns come from the declarations, never from the data, so that an empty list has the same ones.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from netvisor.codec.json_reply import reply_to_json
from netvisor.codec.untyped import Untyped, untyped
from netvisor.declare import Field, declared, plan
from netvisor.declare.scalars import Kind
from netvisor.lazy_dataclass import frozen

ColumnType: TypeAlias = Kind | Literal["json"]
"""The type of a column: that of its values, or `json` for a list, which is written as text."""

Row: TypeAlias = list[Any]

DIGITS: Final = 38
"""The most digits of a decimal in a table."""
PLACES: Final = 10
"""The decimals of a decimal in a table: no documented amount, price, rate or quantity has as many."""
UNTYPED: Final = "untyped"
"""The last column of every table: the texts of a row that its other columns cannot hold, as a JSON object."""
DOCUMENT: Final = "document"
"""The first column of lines: the row of their document in the first table, counted from 0."""
KIND: Final = "kind"
"""The column of lines of several kinds that names the kind."""

_LARGEST_INTEGER: Final = 2**63 - 1


@frozen
class Column:
    """A column of a table."""

    name: str
    """The Python names on the way to the value, joined by points."""
    type: ColumnType
    path: tuple[str, ...] = ()

    def value(self, item: object) -> Any:
        """The value of an item; `None` if it, or an object on the way to it, is missing."""
        for attr in self.path:
            item = getattr(item, attr)
            if item is None:
                return None
        return item


def columns(cls: type, *, without: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns of a class: every value in it, at any depth; lists count as values.

    Args:
        cls: a class of an answer.
        without: the path of a list to leave out.
    """
    return tuple(column for column in _columns(cls, ()) if column.path != without)


def _columns(cls: type, before: tuple[str, ...]) -> Iterator[Column]:
    for line in plan(cls).fields:
        path = (*before, line.attr)
        if line.role == "constant":
            continue
        if line.cls is not None and not line.many:
            yield from _columns(line.cls, path)
        else:
            yield Column(leaf_name(line, ".".join(before)), _type(line), path)


def leaf_name(line: Field, before: str) -> str:
    """The name of a value in an object; the text of an element with attributes goes by the element's own name."""
    if not before:
        return line.attr
    return before if line.role == "value" else f"{before}.{line.attr}"


def _type(line: Field) -> ColumnType:
    return "json" if line.many or line.scalar is None else line.scalar.kind


@frozen(kw_only=True)
class FlatLines:
    """The table of the lines of documents."""

    path: tuple[str, ...]
    """The way from a document to its lines."""
    keys: tuple[Column, ...]
    """What identifies the document: its Netvisor key, or else its first value; nothing if it is a mere list."""
    kinds: tuple[tuple[type, str], ...]
    """The classes of the lines with their names."""
    columns: tuple[Column, ...]
    """All columns, those of the document first."""

    def rows(self, item: object, number: int) -> Iterator[Row]:
        """The lines of a document, `number` being its row in the first table."""
        found = Column("", "json", self.path).value(item)
        document = [number, *(_Held().value(key, key.value(item)) for key in self.keys)]
        for line in found or ():
            its_class: Any = type(line)
            kind, its = _places(self, its_class)
            yield _row(its, line, [*document, *kind])


@frozen(kw_only=True)
class Flat:
    """The tables of a class of answers."""

    cls: type
    columns: tuple[Column, ...]
    """The columns of the first table."""
    lines: FlatLines | None
    """The second table, if the class has lines."""

    def row(self, item: object) -> Row:
        """The row of an item in the first table."""
        return _row(self.columns[:-1], item, [])


def flat(cls: type) -> Flat:
    """The tables of a class of answers.

    The lines are the list of objects whose name says so, such as `voucher_line`, or else the only list of objects. All
    other lists are JSON in a column of the first table.
    """
    declaration: Any = cls
    made: Flat = _flat(declaration)
    return made


@cache
def _flat(cls: type) -> Flat:
    lines = _lines(cls)
    own = columns(cls, without=lines.path if lines else ())
    return Flat(cls=cls, columns=(*own, Column(UNTYPED, "string")), lines=lines)


def _lines(cls: type) -> FlatLines | None:
    lists = list(_lists_of_objects(cls, ()))
    named = [each for each in lists if {"line", "lines"} & set(each[0][-1].split("_"))]
    chosen = named[:1] or (lists if len(lists) == 1 else [])
    if not chosen:
        return None
    ((path, line),) = chosen
    kinds = tuple((arm.cls, arm.attr) for arm in line.arms or (line,) if arm.cls is not None)
    merged: dict[str, Column] = {}
    for kind, _ in kinds:
        for column in columns(kind):
            if merged.setdefault(column.name, column).type != column.type:
                raise TypeError(f"{cls.__qualname__}: the lines have two types of {column.name}")
    own = [column for column in columns(cls, without=path) if "." not in column.name]
    keys = tuple([column for column in own if column.name.endswith("netvisor_key")] or own)[:1]
    front = (Column(DOCUMENT, "integer"), *(Column(f"{DOCUMENT}.{key.name}", key.type) for key in keys))
    kind_column = (Column(KIND, "string"),) if len(kinds) > 1 else ()
    every = (*front, *kind_column, *merged.values(), Column(UNTYPED, "string"))
    return FlatLines(path=path, keys=keys, kinds=kinds, columns=every)


def _lists_of_objects(cls: type, before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Field]]:
    for line in plan(cls).fields:
        path = (*before, line.attr)
        if line.role == "interleaved" or (line.role == "aggregate" and line.many):
            yield path, line
        elif line.cls is not None and not line.many:
            yield from _lists_of_objects(line.cls, path)


@cache
def _places(lines: FlatLines, cls: type) -> tuple[tuple[str, ...], tuple[Column | None, ...]]:
    """The name of a kind of line if there are several, and the column of each place; `None` for another kind's."""
    own = {column.name: column for column in columns(cls)}
    kind = (dict(lines.kinds)[cls],) if len(lines.kinds) > 1 else ()
    front = 1 + len(lines.keys) + len(kind)
    return kind, tuple(own.get(column.name) for column in lines.columns[front:-1])


# Values.


def _row(its: tuple[Column | None, ...], item: object, row: Row) -> Row:
    held = _Held()
    row += [None if column is None else held.value(column, column.value(item)) for column in its]
    row.append(held.texts())
    return row


class _Held:
    """Turns the values of a row into what their columns hold, and keeps the texts of the others."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] | None = None

    def value(self, column: Column, value: Any) -> Any:
        if value is None:
            return None
        if value.__class__ is Untyped:
            self._keep(column, str.__str__(value))
            return str.__str__(value) if column.type == "string" else None
        convert = _CONVERSIONS.get(column.type)
        return value if convert is None else convert(self, column, value)

    def string(self, _: Column, value: Any) -> str:
        return value if value.__class__ is str else str(value.value if isinstance(value, Enum) else value)

    def integer(self, column: Column, value: int) -> int | None:
        if -_LARGEST_INTEGER <= value <= _LARGEST_INTEGER:
            return value
        self._keep(column, str(value))
        return None

    def decimal(self, column: Column, value: Decimal | int) -> Decimal | None:
        number = Decimal(value)
        exponent = number.as_tuple().exponent
        if number.adjusted() < DIGITS - PLACES and isinstance(exponent, int) and exponent >= -PLACES:
            return number
        self._keep(column, format(number, "f"))
        return None

    def json(self, column: Column, value: Any) -> str | None:
        if not value:
            return None
        for number, each in enumerate(value):
            if isinstance(each, Untyped):
                self._keep(column, str.__str__(each), f"[{number}]")
            elif declared(type(each)) is not None:
                for path, text in untyped(each):
                    self._keep(column, str.__str__(text), f"[{number}].{path}")
        return list_text(value)

    def _keep(self, column: Column, text: str, at: str = "") -> None:
        self._kept = self._kept or {}
        self._kept[f"{column.name}{at}"] = text

    def texts(self) -> str | None:
        return None if self._kept is None else json.dumps(self._kept, ensure_ascii=False)


_CONVERSIONS: Final[dict[str, Callable[[_Held, Column, Any], Any]]] = {
    "string": _Held.string,
    "integer": _Held.integer,
    "decimal": _Held.decimal,
    "json": _Held.json,
}


def list_text(value: Any) -> str:
    """A list in an answer as JSON."""
    return json.dumps(reply_to_json(value), ensure_ascii=False)


def untyped_texts(text: str | None) -> dict[str, str]:
    """The texts in the column `untyped` of a row, by the columns or paths they come from."""
    found: dict[str, str] = json.loads(text) if text else {}
    return found


__all__ = [
    "DIGITS",
    "DOCUMENT",
    "KIND",
    "PLACES",
    "UNTYPED",
    "Column",
    "ColumnType",
    "Flat",
    "FlatLines",
    "Row",
    "columns",
    "flat",
    "leaf_name",
    "list_text",
    "untyped_texts",
]
