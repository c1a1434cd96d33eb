"""A document whose markup is marked, and how it is escaped at once.

Where `<`, `>` and `&` are markup, a marked document holds characters that XML forbids instead, so that every `<`, `>`
and `&` in it belongs to a text. Bytes are escaped: in them `replace` takes an eighth of the time that it takes in text.
"""

from __future__ import annotations

from typing import Final

_MARKUP: Final = "<>&"
_MARKERS: Final = "\x01\x02\x03"
_MARKED: Final = str.maketrans(_MARKUP, _MARKERS)
_SHOWN: Final = bytes.maketrans(_MARKERS.encode(), _MARKUP.encode())


def marked_markup(markup: str) -> str:
    r"""Markup, with markers.

    >>> marked_markup("<root>")
    '\x01root\x02'
    """
    return markup.translate(_MARKED)


def marked_attribute(text: str) -> str:
    r"""An attribute's value, with the references that element text has no need of.

    >>> marked_attribute('"A" & B')
    '\x03quot;A\x03quot; & B'
    """
    return text.replace('"', "\x03quot;").replace("\t", "\x03#9;").replace("\n", "\x03#10;")


def escaped_bytes(marked: bytes) -> bytes:
    r"""The document, from its marked form in a charset that contains ASCII; a carriage return as a reference.

    >>> escaped_bytes(b"\x01name\x02A & B\x01/name\x02")
    b'<name>A &amp; B</name>'
    """
    escaped = marked.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    # A carriage return that is written as it is would be read as a line feed.
    return escaped.replace(b"\r", b"&#13;").translate(_SHOWN)


def escaped_text(marked: str) -> str:
    """The same as text."""
    return escaped_bytes(marked.encode()).decode()


__all__ = ["escaped_bytes", "escaped_text", "marked_attribute", "marked_markup"]
