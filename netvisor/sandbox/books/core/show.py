"""From posted messages to answers: reply objects filled by name, and messages merged by an edit.

Most elements of an answer have the same name as in the request. `shown` fills those; the handler sets the others.
"""

from __future__ import annotations

import threading
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeVar

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.declare import CLEAR, UNSET, Absent, Field, plan, words
from netvisor.errors import MessageError
from netvisor.sandbox.refusal import ours

M = TypeVar("M")
R = TypeVar("R")

_NOTHING: Final = object()
_MOST_DIGITS: Final = 18
"""The most digits that always fit a number of SQLite."""


def shown(cls: type[R], *sources: object, **given: Any) -> R:
    """An object of a reply class, filled with the fields of the same name.

    Args:
        cls: the reply class.
        sources: messages or parts of messages; the first with a field of the name counts, empty or not.
        given: fields with another name, or that are in no message.
    """
    values = dict(given)
    table = _sources_of(cls, tuple(source.__class__ for source in sources))  # type: ignore[arg-type]  # a class has a hash
    for attr, field, at, source_attr in table:
        if attr in values:
            continue
        if field.many or field.role in {"aggregate", "interleaved"}:
            # The handler makes elements with children.
            values[attr] = () if field.many or field.role == "interleaved" else None
        else:
            values[attr] = None if at is None else _fitted(getattr(sources[at], source_attr), field)
    return cls(**values)


def with_empty(whole: R, *names: str) -> R:
    """The same object of a reply class, with optional elements without a value written empty.

    For elements that clients expect in every answer.

    Args:
        whole: the object.
        names: the Python names of the elements.
    """
    for name in names:
        if getattr(whole, name) is None:
            setattr(whole, name, CLEAR)
    return whole


def plain(value: Any) -> Any:
    """A value of a message as plain Python: the text of an element with attributes, `None` for a marker.

    >>> plain(UNSET), plain("Oy")
    (None, 'Oy')
    """
    if isinstance(value, Absent):
        return None
    inner = getattr(value, "value", _NOTHING)
    if inner is _NOTHING or isinstance(value, (str, int, Decimal)):
        return value
    return None if isinstance(inner, Absent) else inner


def text(value: Any) -> str:
    """A value of a message as a text, empty if it is absent."""
    found = plain(value)
    return "" if found is None else str(found)


def whole_number(digits: str) -> int | None:
    """The number of a text of digits; `None` for any other text, and for digits beyond any key or number.

    >>> whole_number("0120"), whole_number("12a"), whole_number("9" * 5000)
    (120, None, None)
    """
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS else None


def attribute(value: Any, name: str) -> Any:
    """An attribute of an element; `None` if either is absent."""
    found = getattr(value, name, None)
    return None if isinstance(found, Absent) else found


def part(message: Any, name: str) -> Any:
    """A part of a message; `None` if it is absent."""
    found = getattr(message, name)
    return None if isinstance(found, Absent) else found


@cache
def _names(cls: type) -> dict[str, str]:
    return {words(field.attr): field.attr for field in plan(cls).fields if field.role != "constant"}


@cache
def _sources_of(cls: type, sources: tuple[type, ...]) -> list[tuple[str, Field, int | None, str]]:
    """The fields of a reply class, each with the place and the field of the first source that has one of its name."""
    made = []
    for field in plan(cls).fields:
        if field.role != "constant":
            names = [() if source is type(None) else _names(source) for source in sources]
            at = next((at for at, its in enumerate(names) if words(field.attr) in its), None)
            made.append((field.attr, field, at, "" if at is None else _names(sources[at])[words(field.attr)]))
    return made


def _fitted(value: Any, field: Field) -> Any:
    value = plain(value)
    if value is None:
        return None
    scalar = field.scalar
    if field.cls is not None:
        its = plan(field.cls)
        scalar = its.value.scalar if its.value else None
    if scalar is not None:
        value = _converted(value, scalar.kind)
    return value if field.cls is None else field.cls(value)


def _converted(value: Any, kind: str) -> Any:
    if kind == "string":
        return value if isinstance(value, str) else str(int(value) if isinstance(value, bool) else value)
    if kind == "integer":
        return int(value)
    if kind == "decimal":
        return Decimal(value)
    return bool(value) if kind == "boolean" else value


def kept(message: object) -> bytes:
    """A message in the form in which the books store it.

    Raises:
        Refusal: after merging, the message breaks a rule.
    """
    try:
        return encode(message, charset="utf-8").bytes()
    except MessageError as error:
        reasons = "; ".join(f"{problem.found}: expected {problem.expected}" for problem in error.problems[:3])
        raise ours("INVALID_DATA", reasons, problems=error.problems) from error


def read_kept(body: bytes, cls: type[M]) -> M:
    """The message from which `kept` made these bytes.

    The same bytes give the same object, so never change it; `merged` and `replace` make another one.
    """
    found: M = _MESSAGES.read(body, cls)
    return found


class _ReadMessages:
    """The messages that were read last: every line of a document asks for its customer and product.

    Args:
        most: how many bytes those may have together that the messages were read from.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._messages: dict[tuple[bytes, type], Any] = {}
        self._lock = threading.Lock()

    def read(self, body: bytes, cls: type) -> Any:
        """The message of these bytes."""
        key = (body, cls)
        with self._lock:
            found = self._messages.pop(key, None)
            if found is not None:
                self._messages[key] = found  # as the last one that was asked for
                return found
        made: Any = decode(body, cls, "utf-8")
        with self._lock:
            if key not in self._messages:
                self._messages[key] = made
                self._held += len(body)
            while self._held > self._most:
                oldest = next(iter(self._messages))
                del self._messages[oldest]
                self._held -= len(oldest[0])
        return made


_MESSAGES: Final = _ReadMessages(1 << 22)


def merged(stored: Any, sent: Any) -> Any:
    """A stored message after a partial edit: omitted values stay, empty ones are cleared, lists are replaced.

    Args:
        stored: the message, or part of one, in the books; `None` for a new one.
        sent: the same in the edit.
    """
    values = {}
    for field in plan(type(sent)).fields:
        if field.role == "constant":
            continue
        new = getattr(sent, field.attr)
        old = getattr(stored, field.attr) if stored is not None else (() if field.many else UNSET)
        if field.many:
            values[field.attr] = new or old
        elif new is UNSET:
            values[field.attr] = old
        elif new is CLEAR or getattr(new, "value", None) is CLEAR:
            values[field.attr] = new if field.required else UNSET
        elif field.role == "aggregate":
            inner = merged(None if isinstance(old, Absent) else old, new)
            values[field.attr] = inner if field.required or _holds_anything(inner) else UNSET
        else:
            values[field.attr] = new
    return type(sent)(**values)


def _holds_anything(inner: Any) -> bool:
    values = (getattr(inner, field.attr) for field in plan(type(inner)).children)
    return any(value is not UNSET and value != () for value in values)
