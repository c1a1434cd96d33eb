"""Attachments that are already in Base64 before the library encodes them, and the signatures of file types."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

MARKS: Final[tuple[tuple[str, bytes], ...]] = (
    ("application/pdf", b"%PDF-"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/gif", b"GIF8"),
    ("image/bmp", b"BM"),
    ("image/tiff", b"II*\0"),
    ("image/tiff", b"MM\0*"),
    ("application/zip", b"PK\x03\x04"),
    ("application/xml", b"<?xml"),
)
"""The first bytes of files of a MIME type."""

_ENCODED: Final = tuple(base64.b64encode(mark)[: len(mark) * 4 // 3] for _, mark in MARKS if len(mark) > 2)
_ALPHABET: Final = re.compile(rb"[A-Za-z0-9+/\r\n]+=*\s*")
_LONG: Final = 64
"""From this length on, a content that consists of Base64 characters counts as Base64."""


def is_encoded(content: object) -> bool:
    """Whether a content is already Base64, or a data URI; files are not read.

    >>> is_encoded(b"JVBERi0xLjcK"), is_encoded(b"%PDF-1.7")
    (True, False)
    """
    if not isinstance(content, bytes):
        return False
    if content[:5].lower() == b"data:":
        return True
    if not _ALPHABET.fullmatch(content):
        return False
    return (content.startswith(_ENCODED) or len(content) >= _LONG) and _is_base64(content)


def _is_base64(content: bytes) -> bool:
    try:
        base64.b64decode(b"".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


__all__ = ["MARKS", "is_encoded"]
