"""From an object of a reply class to the bytes of an answer in the documented form: a function over a plan.

For the sandbox and for tests. Names are written as declared, in their documented letter case; without a value, an
element of every answer is written empty and an optional one is left out.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from netvisor.codec.charset import escape, escape_attribute, forbidden
from netvisor.codec.untyped import Untyped
from netvisor.codec.values import write
from netvisor.declare import CLEAR, Absent, Field, Scalar, plan

Language: TypeAlias = Literal["FI", "EN", "SE"]

PROLOG: Final = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
YES_NO: Final[dict[str, tuple[str, str]]] = {"FI": ("Kyllä", "Ei"), "EN": ("Yes", "No"), "SE": ("Ja", "Nej")}
"""Yes and No in the languages of the interface."""

_Emit: TypeAlias = Callable[[Any, "list[str]", Language], None]


def write_reply(
    root: Any = None,
    *,
    statuses: Iterable[str] = ("OK",),
    timestamp: datetime | None = None,
    inserted: Iterable[object] = (),
    updated: Iterable[object] = (),
    valid: Iterable[object] = (),
    replies: Iterable[object] = (),
    language: Language = "FI",
) -> bytes:
    """The bytes of an answer.

    Args:
        root: an object of a root reply class, with the elements under `Root`; `None` for the envelope alone. CLEAR
            writes an element empty, which is how a few resources say "not found".
        statuses: `OK`, or `FAILED` and then `CATEGORY :: text`.
        timestamp: the Finnish local time of the answer; `None` leaves the element out.
        inserted: the keys of what was added.
        updated: the keys of what was changed.
        valid: the keys that are valid.
        replies: texts.
        language: the language of Yes and No.

    >>> write_reply(timestamp=datetime(2023, 6, 5, 16, 12, 9), inserted=[1802]).decode().partition("?>")[2]
    '<Root><ResponseStatus><Status>OK</Status><TimeStamp>5.6.2023 16:12:09</TimeStamp></ResponseStatus>\
<Replies><InsertedDataIdentifier>1802</InsertedDataIdentifier></Replies></Root>'
    """
    out = [PROLOG, "<Root><ResponseStatus>"]
    out += (f"<Status>{escape(writable(status))}</Status>" for status in statuses)
    if timestamp is not None:
        out.append(f"<TimeStamp>{finnish_moment(timestamp)}</TimeStamp>")
    out.append("</ResponseStatus>")
    _write_replies(out, inserted=inserted, updated=updated, valid=valid, replies=replies)
    if root is not None:
        _content(root.__class__)(root, out, language)
    out.append("</Root>")
    return "".join(out).encode("utf-8")


def finnish_moment(moment: datetime) -> str:
    """A moment as in answers, without leading zeros in day, month and hour.

    >>> finnish_moment(datetime(2009, 10, 1, 8, 3, 24))
    '1.10.2009 8:03:24'
    """
    return write(moment, Scalar("datetime", form="finnish"))


def writable(text: str) -> str:
    """A text in which question marks replace the characters that XML forbids."""
    while (character := forbidden(text)) is not None:
        text = text.replace(character, "?")
    return text


def _write_replies(out: list[str], **replies: Iterable[object]) -> None:
    names = {"inserted": "InsertedDataIdentifier", "updated": "UpdatedDataIdentifier", "valid": "ValidDataIdentifier"}
    lines = [
        f"<{name}>{escape(writable(str(text)))}</{name}>"
        for key, texts in replies.items()
        for name in [names.get(key, "Reply")]
        for text in texts
    ]
    if lines:
        out += ["<Replies>", *lines, "</Replies>"]


@cache
def _content(cls: type) -> _Emit:
    """Writes the children of an element with children."""
    emits = [(field.attr, _element(field)) for field in plan(cls).children]

    def emit(part: Any, out: list[str], language: Language) -> None:
        for attr, each in emits:
            each(getattr(part, attr), out, language)

    return emit


def _element(field: Field) -> _Emit:
    if field.role == "interleaved":
        return _interleaved(field)
    one = _one(field)
    empty = _empty(field)
    if field.many:

        def emit_all(values: Any, out: list[str], language: Language) -> None:
            for value in values:
                one(value, out, language)

        return emit_all

    def emit(value: Any, out: list[str], language: Language) -> None:
        if value is CLEAR or (value is None and field.required):
            out.append(empty)
        elif value is not None:
            one(value, out, language)

    return emit


def _interleaved(field: Field) -> _Emit:
    arms = {arm.cls: _one(arm) for arm in field.arms}

    def emit(values: Any, out: list[str], language: Language) -> None:
        for value in values:
            arms[type(value)](value, out, language)

    return emit


def _one(field: Field) -> _Emit:
    """Writes one element that has a value."""
    start, end = f"<{field.name}", f"</{field.name}>"
    if field.role == "text":
        opening = start + _constants(field) + ">"
        text = _text_writer(field.scalar)

        def emit_text(value: Any, out: list[str], language: Language) -> None:
            out.append(f"{opening}{escape(text(value, language))}{end}")

        return emit_text
    if field.cls is None:
        raise TypeError(f"{field.attr}: a {field.role} is not an element of an answer")
    inner = plan(field.cls)
    attributes = _attributes(field.cls)
    content = _valued(field.cls) if inner.valued else _content(field.cls)

    def emit(value: Any, out: list[str], language: Language) -> None:
        out.append(start)
        attributes(value, out, language)
        out.append(">")
        content(value, out, language)
        out.append(end)

    return emit


def _valued(cls: type) -> _Emit:
    field = plan(cls).value
    text = _text_writer(field.scalar if field else None)

    def emit(part: Any, out: list[str], language: Language) -> None:
        if part.value is not None and not isinstance(part.value, Absent):
            out.append(escape(text(part.value, language)))

    return emit


def _attributes(cls: type) -> _Emit:
    constants = ""
    emits = []
    for field in plan(cls).attributes:
        if field.const is not None:
            constants += f' {field.name}="{escape_attribute(field.const.value)}"'
        else:
            emits.append((field.attr, field.name, field.required, _text_writer(field.scalar)))

    def emit(part: Any, out: list[str], language: Language) -> None:
        if constants:
            out.append(constants)
        for attr, name, required, text in emits:
            value = getattr(part, attr)
            if value is not None and not isinstance(value, Absent):
                out.append(f' {name}="{escape_attribute(text(value, language))}"')
            elif required:
                out.append(f' {name}=""')

    return emit


def _constants(field: Field, *, demanded_only: bool = False) -> str:
    written = [c for c in field.constants if not (demanded_only and c.const.optional)]
    return "".join(f' {c.name}="{escape_attribute(c.const.value)}"' for c in written)


def _empty(field: Field) -> str:
    """The element without a value, with the attributes that every answer has."""
    attributes = _constants(field, demanded_only=True)
    if field.cls is not None:
        for line in plan(field.cls).attributes:
            if line.required:
                attributes += f' {line.name}="{escape_attribute(line.const.value) if line.const else ""}"'
    return f"<{field.name}{attributes}></{field.name}>"


def _text_writer(scalar: Scalar | None) -> Callable[[Any, Language], str]:
    if scalar is None:
        raise TypeError("an element of an answer without a type")
    if scalar.kind == "base64":
        return lambda value, _: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else str(value)
    if scalar.kind == "boolean" and scalar.form == "Yes|No":
        return lambda value, language: YES_NO[language][0 if value else 1]

    def text(value: Any, _: Language) -> str:
        # A text that could not be typed when it was read goes out as it came.
        return str(value) if isinstance(value, Untyped) else write(value, scalar)

    return text
