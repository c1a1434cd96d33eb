"""The bytes of a message or an answer as text, with charset and errors."""

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
    """Their number as sent."""
    kept: int
    """How many of them the log has kept."""
    wrong: str = ""
    """The first byte that is invalid in their charset."""
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
    source = "from its Content-Type" if named else "no charset in its Content-Type, so detected from its bytes"
    try:
        charset = known_charset(charset)
    except XmlRefused:
        charset, source = UTF_8, f"its Content-Type names {charset[:40]}, which is not supported"
    return _decoded(body, length, charset, source)


def text_of_answer(body: bytes, length: int | None = None) -> Text:
    """An answer as text."""
    return _decoded(body, len(body) if length is None else length, UTF_8, "as in every answer")


def _decoded(body: bytes, length: int, charset: str, source: str) -> Text:
    wrong = ""
    try:
        text = body.decode(charset)
    except UnicodeDecodeError as error:
        # A letter that was cut in two at the end of what is kept is not a mistake of the sender.
        if len(body) == length or error.start < len(body) - 4:
            found = body[error.start : error.start + 1].hex().upper()
            wrong = f"byte {error.start + 1:,} is {found}, which is not valid {charset}"
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
    """The headers of a call, with everything that may be secret masked."""
    return [(name, "***" if _SECRET.search(name) else value) for name, value in sorted(headers.items())]
