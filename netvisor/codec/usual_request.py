"""Reads a request in its usual form quickly; everything else is left to the traversal.

Most requests consist of start tags, texts and end tags, with each element in its place and each value in its documented
form. Such a text is split at every `<`, and a table for each class says what each piece must be. The tables learn the
tags that occur, with their attributes, because the same few are repeated.

Anything unusual gives `None`, whether right or wrong: another order, a comment, CDATA, a self-closing tag, a value in
another form, a broken rule. The traversal reads that, and names the problems. A message read here is the same as the
traversal would read, without a problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any, Final, TypeAlias

from netvisor.codec.child_positions import ChildPosition, attributes, child_positions
from netvisor.codec.limits import REQUEST_LIMITS, Limits, XmlRefused
from netvisor.codec.tree import charset_of
from netvisor.codec.usual_text import ATTRIBUTE, SPACE, TAG, Unusual, pieces_of, unescaped
from netvisor.codec.value_patterns import fits_pattern
from netvisor.codec.values import reader, scalar_problem
from netvisor.declare import CLEAR, Field, Method, Rule, Scalar, plan

Read: TypeAlias = Callable[[str], Any]

_MOST_TAGS: Final = 1_000
"""The most tags that a table learns: legitimate documents have few, hostile ones many."""
_LONG: Final = 40
"""The most digits of a usual number before its comma, and after it."""


def read_usual(
    body: bytes, cls: type, *, method: Method | None = None, charset: str | None = None, limits: Limits = REQUEST_LIMITS
) -> Any:
    """The message of a request in its usual form; `None` for every other request.

    Args:
        body: the bytes of the request.
        cls: the class of the message.
        method: `add` or `edit`, to check the rules of that method too.
        charset: the charset in the header; without one, UTF-8 if the bytes are valid UTF-8, else ISO-8859-15.
        limits: how large the document and its parts may be; a document longer than the limit of one text is left to the
            traversal, which reads it in blocks.
    """
    if len(body) > limits.text:
        return None
    try:
        pieces = pieces_of(body, charset_of(body, charset))
        if pieces[0] or pieces[1].rstrip(SPACE) != "root>":
            return None
        message, behind = _Reading(pieces, method, b"&" in body).element(2, _root(cls), "/root", {}, limits.depth - 1)
    except (Unusual, XmlRefused, LookupError, ValueError, ArithmeticError):
        return None
    return message if behind == len(pieces) else None


# The tables.


@dataclass(slots=True, eq=False)
class _Tag:
    """The meaning of a start tag: an element in its place, with its attributes."""

    position: int
    attr: str
    many: bool
    end: str
    """The end tag without its first character."""
    read: Read | None = None
    """Turns a text into a value; `None` keeps it as it is."""
    empty: Callable[[], Any] | None = None
    """Gives the value of an empty element; `None` where it must not be empty."""
    table: _Table | None = None
    """The children, for an element that has some."""
    found: dict[str, Any] = field(default_factory=dict)
    """The attributes of an element that has children."""


@dataclass(slots=True, eq=False)
class _Table:
    """The children of one class by their start tags."""

    make: Callable[..., Any]
    known: Mapping[str, ChildPosition]
    """The places of the children, by their names in lower case."""
    required: frozenset[str] = frozenset()
    lists: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    tags: dict[str, _Tag] = field(default_factory=dict)

    def learn(self, text: str) -> _Tag:
        """Look up the meaning of a tag that occurs for the first time."""
        match = TAG.fullmatch(text)
        place = self.known.get(match[1].lower()) if match is not None and not match[3] else None
        if match is None or place is None:
            raise Unusual
        found = _attributes(place.field, ATTRIBUTE.findall(match[2]))
        tag = _Tag(place.turn, place.home.attr, place.home.many, f"/{match[1]}>")
        if place.field.cls is None:
            assert place.field.scalar is not None  # noqa: S101  # for the type checker: the plan gives it one
            tag.read = _usual(place.field.scalar)
            tag.empty = _clear if place.field.clearable and not place.home.many else None
        elif plan(place.field.cls).valued:
            tag.read, tag.empty = _valued(place, found)
        else:
            tag.table, tag.found = _table(place.field.cls), found
            tag.empty = _clear if place.field.clearable and not place.home.many else None
        if len(self.tags) < _MOST_TAGS:
            self.tags[text] = tag
        return tag


@cache
def _table(cls: type) -> _Table:
    its = plan(cls)
    required = frozenset(f.attr for f in its.fields if f.required and f.role != "constant")
    lists = tuple(f.attr for f in its.fields if f.many)
    return _Table(cls, child_positions(cls), required, lists, its.rules)


@cache
def _root(cls: type) -> _Table:
    """The table of the content under `<root>`: the message alone."""
    message = Field(attr="message", name=plan(cls).tag or "", role="aggregate", cls=cls, required=True)
    return _Table(_the_message, {message.name: ChildPosition(0, message, message)}, frozenset({"message"}))


def _the_message(*, message: Any) -> Any:
    return message


def _attributes(line: Field, given: list[tuple[str, str]]) -> dict[str, Any]:
    """The values of the attributes of an element, which must be the documented ones, each once."""
    known, constants = attributes(line.cls) if line.cls is not None else ({}, line.constants)
    fixed = {carried.name.lower(): carried.const for carried in constants}
    texts = {name.lower(): text for name, text in given}
    found: dict[str, Any] = {}
    for name, text in texts.items():
        if name in fixed:
            if text != fixed[name].value:
                raise Unusual
        else:
            its = known[name]
            if its.attr in found or its.scalar is None or not text:
                raise Unusual
            read = _usual(its.scalar)
            found[its.attr] = text if read is None else read(text)
    demanded = {name for name, const in fixed.items() if not const.optional}
    lacking = any(its.required and its.attr not in found for its in known.values())
    if len(texts) != len(given) or lacking or not demanded <= texts.keys():
        raise Unusual
    return found


def _valued(place: ChildPosition, found: dict[str, Any]) -> tuple[Read, Callable[[], Any] | None]:
    """The functions that make the object of an element with a text and attributes: from its text, and if empty."""
    cls: Any = place.field.cls
    its = plan(cls)
    value = its.value
    assert value is not None and value.scalar is not None  # noqa: S101, PT018  # for the type checker
    read = _usual(value.scalar)

    def of_text(text: str) -> Any:
        return cls(text if read is None else read(text), **found)

    needs_attributes = any(f.required for f in its.attributes if f.role == "attribute")
    if place.field.clearable and not place.home.many and not found and not needs_attributes:
        return of_text, _clear
    return of_text, (lambda: cls(CLEAR, **found)) if value.clearable else None


def _clear() -> Any:
    return CLEAR


# Values.


@cache
def _usual(scalar: Scalar) -> Read | None:
    """The function that reads a text in the documented form and raises for others; `None` if any text is allowed."""
    read = reader(scalar)
    if scalar.values:
        return {str(value): read(str(value)) for value in scalar.values}.__getitem__
    if scalar.kind == "boolean":
        return {text: read(text) for text in scalar.form.split("|")}.__getitem__
    if scalar.kind == "string" and scalar.pattern is None:
        return partial(_short, scalar.max) if scalar.max is not None else None
    if scalar.kind in {"decimal", "integer"}:
        return _number(scalar)
    if scalar.kind == "date" and scalar.form == "ansi":
        return _day

    def careful(text: str) -> Any:
        value = read(text)
        if scalar_problem(value, scalar) is not None or not fits_pattern(text, scalar):
            raise Unusual
        return value

    return careful


def _short(most: int, text: str) -> str:
    if len(text) > most:
        raise Unusual
    return text


def _number(scalar: Scalar) -> Read:
    """The function that reads the usual form of a number: not too long, without a plus, spaces or redundant zeros."""
    make: Read = int
    form = f"-?[0-9]{{1,{min(scalar.max or _LONG, _LONG)}}}"
    if scalar.kind == "decimal":
        places = _LONG if scalar.places is None else min(scalar.places, _LONG)
        make = _decimal
        form = f"-?[0-9]{{1,{_LONG}}}" + (f"(?:[.,][0-9]{{1,{places}}})?" if places else "")
    has_form, low, high = re.compile(form).fullmatch, scalar.minimum, scalar.maximum

    def read(text: str) -> Any:
        if not has_form(text):
            raise Unusual
        number = make(text)
        if (low is not None and number < low) or (high is not None and number > high):
            raise Unusual
        return number

    return read


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _day(text: str) -> date:
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        raise Unusual
    return date.fromisoformat(text)


# Reading.


@dataclass(slots=True)
class _Reading:
    pieces: list[str]
    """The document, split before each tag."""
    method: Method | None
    escaped: bool
    """Whether any text may have references."""

    def element(self, at: int, table: _Table, end: str, found: dict[str, Any], depth: int) -> tuple[Any, int]:
        """The object of an element whose first child begins at a piece, and the piece after its end tag."""
        pieces, escaped, tags, last = self.pieces, self.escaped, table.tags, -1
        while True:
            tag, closed, text = pieces[at].partition(">")
            if not closed:
                raise Unusual
            known = tags.get(tag)
            if known is None:
                if tag == end:
                    break
                known = table.learn(tag)
            if known.position <= last and not (known.many and known.position == last):
                raise Unusual
            last = known.position
            if known.table is None:
                closing = pieces[at + 1]
                if closing != known.end and closing.rstrip(SPACE) != known.end:
                    raise Unusual
                if not text:
                    if known.empty is None:
                        raise Unusual
                    value = known.empty()
                else:
                    if escaped and "&" in text:
                        text = unescaped(text)
                    value = text if known.read is None else known.read(text)
                at += 2
            elif text.strip(SPACE) or not depth:
                raise Unusual
            else:
                value, at = self.below(at + 1, known, depth - 1)
            if known.many:
                found.setdefault(known.attr, []).append(value)
            else:
                found[known.attr] = value
        if text.strip(SPACE):
            raise Unusual
        return self.made(table, found), at + 1

    def below(self, at: int, known: _Tag, depth: int) -> tuple[Any, int]:
        assert known.table is not None  # noqa: S101  # for the type checker: only elements with children come here
        if not known.found and self.pieces[at].startswith(known.end):
            if known.empty is None or self.pieces[at].rstrip(SPACE) != known.end:
                raise Unusual
            return known.empty(), at + 1
        return self.element(at, known.table, known.end[:-1], known.found.copy(), depth)

    def made(self, table: _Table, found: dict[str, Any]) -> Any:
        if not table.required <= found.keys():
            raise Unusual
        for attr in table.lists:
            if attr not in found:
                found[attr] = []
        part = table.make(**found)
        for rule in table.rules:
            if (rule.on is None or rule.on == self.method) and not rule.holds(part):
                raise Unusual
        return part
