"""Contents of attachments whose first bytes say that they are no file of their MIME type."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Final

from netvisor.declare import Rule, doubtful, given
from netvisor.declare.encoded import MARKS, is_encoded

LOOKED_AT: Final = 1024
"""Bytes of a content that are looked at: a PDF may have a little before its mark."""

_ALIASES: Final = {"image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "text/xml": "application/xml"}
_BOM: Final = b"\xef\xbb\xbf"


def kind_of(content: bytes) -> str | None:
    """The MIME type that the first bytes of a content speak of; `None` where they speak of none."""
    start = content[:LOOKED_AT].removeprefix(_BOM)
    return next((mime for mime, mark in MARKS if start.lstrip().startswith(mark) or start.startswith(mark)), None)


def _fits(mime: str, content: bytes) -> bool:
    said = mime.partition(";")[0].strip().lower()
    said, found = _ALIASES.get(said, said), kind_of(content)
    if said == "application/pdf":
        return b"%PDF-" in content[:LOOKED_AT]
    if said == "application/xml" or said.endswith("+xml"):
        return content.removeprefix(_BOM).lstrip()[:1] == b"<"
    if said in {known for known, _ in MARKS}:
        return found == said
    return found is None or not said.startswith(("text/", "image/"))


def content_fits(mime: str, content: str, *, spared: bytes | None = None) -> Rule:
    """A doubt about a content whose first bytes contradict its MIME type; of a file only these are read.

    Args:
        mime: the field of the MIME type.
        content: the field of the content, or of the element that holds it.
        spared: the beginning of contents that are compressed, and so not looked at.
    """
    bytes_of = _bytes_of(content)

    def holds(part: Any) -> bool:
        data, said = bytes_of(part), getattr(part, mime)
        if not data or not given(said) or is_encoded(data) or (spared is not None and data.startswith(spared)):
            return True
        return _fits(str(said), data)

    def compared(part: Any) -> str:
        data = bytes_of(part)
        kind = kind_of(data)
        begins = f"begins as {kind} does" if kind else f"begins with {data[:8]!r}"
        return f"{mime} {getattr(part, mime)!r} and a content that {begins}"

    return doubtful(
        mime, content, holds=holds, expected="the MIME type of the content, or the other content", compared=compared
    )


def _bytes_of(field: str) -> Callable[[Any], bytes]:
    def bytes_of(part: Any) -> bytes:
        element = getattr(part, field)
        data = getattr(element, "value", element)
        return data if isinstance(data, bytes) else _beginning(data) if isinstance(data, os.PathLike) else b""

    return bytes_of


def _beginning(path: os.PathLike[str]) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(LOOKED_AT)
    except OSError:
        # What is wrong with the file is told when it is sent.
        return b""


__all__ = ["content_fits", "kind_of"]
