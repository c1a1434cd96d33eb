"""Characters and bytes: what XML forbids, what must be escaped, what ISO-8859-15 holds.

ISO-8859-15 differs from Latin-1 in eight places, and Python's Latin-1 codec is a memory copy. So a text is encoded
as Latin-1 with an error handler for the eight characters that only ISO-8859-15 has, once it is sure that the text
holds none of the eight that only Latin-1 has.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, Literal, TypeAlias

Charset: TypeAlias = Literal["auto", "iso-8859-15", "utf-8", "references"]
CHARSETS: Final[tuple[Charset, ...]] = ("auto", "iso-8859-15", "utf-8", "references")

ISO_8859_15: Final = "iso-8859-15"
UTF_8: Final = "utf-8"

_ONLY_LATIN_1: Final = "¤¦¨´¸¼½¾"
_ONLY_LATIN_9: Final = dict(zip("€ŠšŽžŒœŸ", b"\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe", strict=True))

# Everything outside the Char production of XML 1.0.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def forbidden(text: str) -> str | None:
    """The first character of a text that no XML document may hold, `None` when there is none."""
    match = _FORBIDDEN.search(text)
    return match.group() if match else None


def escape(text: str) -> str:
    """Element text: markup escaped, `>` included; a carriage return as a reference, so that it comes back.

    Raises:
        ValueError: the text holds a character that XML forbids.
    """
    # A text that is printable holds nothing that XML forbids, and no carriage return.
    if not text.isprintable():
        if _FORBIDDEN.search(text):
            raise ValueError("a character that XML forbids")
        return _escape_markup(text).replace("\r", "&#13;")
    return _escape_markup(text)


def _escape_markup(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def escape_attribute(text: str) -> str:
    """Attribute value: as element text, and quote, tab and line feed as references too."""
    return escape(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def _latin_9(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    try:
        return bytes(_ONLY_LATIN_9[c] for c in error.object[error.start : error.end]), error.end
    except KeyError:
        raise error from None


codecs.register_error("netvisor.iso-8859-15", _latin_9)


def fits(text: str) -> bool:
    """Whether every character of a text is in ISO-8859-15."""
    try:
        encode_iso_8859_15(text)
    except UnicodeEncodeError:
        return False
    return True


def encode_iso_8859_15(text: str) -> bytes:
    """The bytes of a text in ISO-8859-15.

    Raises:
        UnicodeEncodeError: a character is not in ISO-8859-15.
    """
    if text.isascii():
        return text.encode("ascii")
    # Written out, because every message is asked: a loop would take as long as the encoding itself.
    if (
        "¤" in text
        or "¦" in text
        or "¨" in text
        or "´" in text
        or "¸" in text
        or "¼" in text
        or "½" in text
        or "¾" in text
    ):
        at = min(text.index(character) for character in _ONLY_LATIN_1 if character in text)
        raise UnicodeEncodeError(ISO_8859_15, text, at, at + 1, "character not in ISO-8859-15")
    return text.encode("latin-1", "netvisor.iso-8859-15")


def encode_references(text: str) -> bytes:
    """The bytes of a text in ISO-8859-15, with numeric references for what it does not hold."""
    try:
        return encode_iso_8859_15(text)
    except UnicodeEncodeError:
        return text.encode(ISO_8859_15, "xmlcharrefreplace")
