"""The bytes of a message or an answer as text, and what there is to say about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from netvisor.codec.charset import UTF_8
from netvisor.codec.limits import XmlRefused, known_charset
from netvisor.sandbox.admission.body import charset_of

_SHOWN: Final = 100_000
"""Characters of a text that are shown; the rest can be downloaded."""

_SECRET: Final = re.compile("mac$|key|secret|token|password|authorization|cookie", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Bytes as text, and how they were read."""

    text: str
    charset: str
    source: str
    """Why they were read in this charset."""
    length: int
    """Their number as they were sent."""
    kept: int
    """How many of them the log has kept."""
    wrong: str = ""
    """What in them is no text in their charset."""
    left_off: int = 0
    """Characters that are not shown."""

    @property
    def cut(self) -> bool:
        """Whether the log has kept the beginning only."""
        return self.kept < self.length


def text_of_message(body: bytes, length: int, content_type: str) -> Text:
    """A message as text: in the charset in which the sandbox reads it."""
    said = charset_of(b"", content_type)
    named = "charset" in content_type.lower()
    charset = said if named else charset_of(body, content_type)
    source = "as its Content-Type says" if named else "its Content-Type names no charset, so by its bytes"
    try:
        charset = known_charset(charset)
    except XmlRefused:
        charset, source = UTF_8, f"its Content-Type names {charset[:40]}, which is not read"
    return _decoded(body, length, charset, source)


def text_of_answer(body: bytes, length: int | None = None) -> Text:
    """An answer as text."""
    return _decoded(body, len(body) if length is None else length, UTF_8, "as every answer")


def _decoded(body: bytes, length: int, charset: str, source: str) -> Text:
    wrong = ""
    try:
        text = body.decode(charset)
    except UnicodeDecodeError as error:
        # A letter that was cut in two at the end of what is kept is no mistake of the sender.
        if len(body) == length or error.start < len(body) - 4:
            found = body[error.start : error.start + 1].hex().upper()
            wrong = f"byte {error.start + 1:,} is {found}, which is no {charset} here"
        text = body.decode(charset, "backslashreplace")
    return Text(
        text=text[:_SHOWN],
        charset=charset,
        source=source,
        length=length,
        kept=len(body),
        wrong=wrong,
        left_off=max(0, len(text) - _SHOWN),
    )


def masked(headers: Mapping[str, str]) -> list[tuple[str, str]]:
    """The headers of a call, without what is secret or could be."""
    return [(name, "***" if _SECRET.search(name) else value) for name, value in sorted(headers.items())]
