"""The tables in which the reply reader looks up each tag, made once from the plan of a reply class.

A table maps the names of the children of one element to entries. It has the documented names; another letter case or a
further name of the same field is found once, slowly, and then added, up to a limit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol, TypeAlias

from netvisor.codec.untyped import Untyped
from netvisor.codec.values import Reader, reader
from netvisor.declare import Field, plan

Blank: TypeAlias = Callable[[], Any]

_MOST_NAMES = 1_000
"""The most names that a table learns: answers have few, hostile ones many."""


@dataclass(slots=True, eq=False)
class Entry:
    """How to read one element, or one attribute, of an answer."""

    attr: str
    many: bool = False
    read: Reader | None = None
    """Turns the text into a value; `None` keeps it as it is."""
    base64: bool = False
    blank: Blank | None = None
    """Makes the object of an element that has attributes or children."""
    children: ReaderTable | None = None
    """The children; `None` for an element with a text."""
    attributes: ReaderTable | None = None
    item: bool = False
    """Whether a stream yields this element instead of keeping it."""
    home: str = ""
    """The object that an element belongs to wherever it stands: `envelope` or `root`; else the one around it."""


@dataclass(slots=True, eq=False)
class ReaderTable:
    """The children, or the attributes, of one element by name."""

    names: dict[str, Entry | None] = field(default_factory=dict)
    folded: dict[str, Entry] = field(default_factory=dict)
    tags: dict[str, Any] = field(default_factory=dict)
    """What whole start tags mean, attributes included; see `usual_elements`."""
    streamed: bool = False
    """Whether the items of a stream are below."""

    def put(self, names: tuple[str, ...], entry: Entry) -> None:
        """Add an entry under its name and its further names."""
        self.names[names[0]] = entry
        for name in names:
            self.folded.setdefault(name.lower(), entry)

    def find(self, name: str) -> Entry | None:
        """The entry of a name that is not spelled as documented; `None` for an unknown one."""
        entry = self.folded.get(name.lower())
        if len(self.names) < _MOST_NAMES:
            self.names[name] = entry
        return entry

    def entry(self, name: str) -> Entry | None:
        """The entry of a name, however it is spelled."""
        return self.names[name] if name in self.names else self.find(name)

    def copy(self) -> ReaderTable:
        """A table of its own, for a stream that marks one of its entries."""
        return ReaderTable(dict(self.names), dict(self.folded))


class Typed(Protocol):
    """Something that has a text of a type."""

    read: Reader | None


def typed(entry: Typed, text: str) -> Any:
    """The value of a text; `None` if it is blank, `Untyped` if it has no documented form."""
    read = entry.read
    if read is None:
        return text
    try:
        return read(text)
    except (ValueError, ArithmeticError):
        return Untyped(text) if text.strip() else None


def read_attributes(attributes: ReaderTable | None, found: dict[str, str], into: Any) -> None:
    """Set the attributes of an element; unknown ones are skipped."""
    if attributes is None:
        return
    for name, text in found.items():
        entry = attributes.names.get(name) or attributes.find(name)
        if entry is not None and text:
            setattr(into, entry.attr, typed(entry, text))


def reader_table(cls: type) -> ReaderTable:
    """The table of the children of a reply class."""
    return _reader_table(cls)


@cache
def _reader_table(cls: type) -> ReaderTable:
    made = ReaderTable()
    for line in plan(cls).children:
        if line.role == "interleaved":
            for arm in line.arms:
                made.put((arm.name, *arm.also), _entry(arm, line.attr))
        else:
            made.put((line.name, *line.also), _entry(line, line.attr))
    return made


def _entry(line: Field, attr: str) -> Entry:
    if line.cls is None:
        return Entry(attr, many=line.many, read=_read(line), base64=_is_base64(line))
    its = plan(line.cls)
    entry = Entry(attr, many=line.many, blank=blank(line.cls), attributes=_attributes(line.cls))
    if its.value is not None:
        entry.read, entry.base64 = _read(its.value), _is_base64(its.value)
    else:
        entry.children = reader_table(line.cls)
    return entry


def _is_base64(line: Field) -> bool:
    return line.scalar is not None and line.scalar.kind == "base64"


def _read(line: Field) -> Reader | None:
    if line.scalar is None or (line.scalar.kind == "string" and not line.scalar.values):
        return None
    return reader(line.scalar)


@cache
def _attributes(cls: type) -> ReaderTable | None:
    made = ReaderTable()
    for line in plan(cls).attributes:
        if line.role == "attribute":
            made.put((line.name, *line.also), Entry(line.attr, read=_read(line)))
    return made if made.folded else None


def blank(cls: type) -> Blank:
    """A function that makes an empty object of a reply class: `None` and empty lists."""
    return _blank(cls)


@cache
def _blank(cls: type) -> Blank:
    lines = ["def blank():", "    o = new(cls)"]
    for line in plan(cls).fields:
        if line.role != "constant":
            lines.append(f"    o.{line.attr} = {'[]' if line.many else None}")
    names: dict[str, Any] = {"cls": cls, "new": cls.__new__}
    exec("\n".join([*lines, "    return o"]), names)  # noqa: S102  # our own text
    made: Blank = names["blank"]
    return made
