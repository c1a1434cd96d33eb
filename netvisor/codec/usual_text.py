"""Shared by the quick readers of requests and answers: which texts are usual, and what they say."""

from __future__ import annotations

import re
from typing import Final


class Unusual(Exception):
    """A document, or a part of it, is not in its usual form."""


LEGAL: Final = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\n")
"""The bytes of characters that mean themselves: a carriage return does not, and other controls are forbidden."""
SPACE: Final = " \t\n"

_NAME: Final = "[A-Za-z_][A-Za-z0-9_.-]*"
TAG: Final = re.compile(rf'({_NAME})((?: {_NAME}="[^"&\t\n]*")*)( ?/)?')
"""A start tag without its brackets: name, attributes, and the mark of one that closes itself."""
ATTRIBUTE: Final = re.compile(r' ([^=]+)="([^"]*)"')

_REFERENCES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&#13;", "\r"))


def pieces_of(body: bytes, charset: str) -> list[str]:
    """The document, or a part of it, split before each tag.

    Raises:
        Unusual: it has characters that need decoding, are in another charset, or that XML forbids.
    """
    if body.translate(None, LEGAL):
        raise Unusual
    try:
        text = body.decode(charset)
    except UnicodeDecodeError:
        raise Unusual from None
    if "]]>" in text or (not text.isascii() and ("\ufffe" in text or "\uffff" in text)):
        raise Unusual
    return text.split("<")


def unescaped(text: str) -> str:
    """A text with the five references of XML and that of a carriage return read.

    Raises:
        Unusual: it has another reference.
    """
    if text.count("&") != text.count("&amp;"):
        for reference, character in _REFERENCES:
            text = text.replace(reference, character)
        if text.count("&") != text.count("&amp;"):
            raise Unusual
    return text.replace("&amp;", "&")
