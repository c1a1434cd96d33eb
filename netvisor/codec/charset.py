"""Characters and bytes: what XML forbids, what must be escaped, what ISO-8859-15 contains.

ISO-8859-15 differs from Latin-1 in eight places, and Python's Latin-1 codec is a memory copy. So a text is encoded
as Latin-1, provided it has none of the eight characters that only Latin-1 has; the eight that only ISO-8859-15 has are
replaced by those first.
"""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

Charset: TypeAlias = Literal["auto", "iso-8859-15", "utf-8", "references"]
CHARSETS: Final[tuple[Charset, ...]] = ("auto", "iso-8859-15", "utf-8", "references")

ISO_8859_15: Final = "iso-8859-15"
UTF_8: Final = "utf-8"

_ONLY_LATIN_1: Final = "¤¦¨´¸¼½¾"
_ONLY_LATIN_9: Final = dict(zip("€ŠšŽžŒœŸ", _ONLY_LATIN_1, strict=True))
"""The eight characters that only ISO-8859-15 has, each with the one that has its place in Latin-1."""

# Everything outside the Char production of XML 1.0.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def forbidden(text: str) -> str | None:
    """The first character of a text that XML forbids, or `None`."""
    match = _FORBIDDEN.search(text)
    return match.group() if match else None


def escape(text: str) -> str:
    """Element text: markup escaped, including `>`; a carriage return as a reference, so that it survives.

    Raises:
        ValueError: the text holds a character that XML forbids.
    """
    # A printable text has no forbidden characters and no carriage return.
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
    """Attribute value: like element text, with quote, tab and line feed as references too."""
    return escape(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def fits(text: str) -> bool:
    """Whether every character of a text is in ISO-8859-15."""
    return iso_8859_15_or_none(text) is not None


def encode_iso_8859_15(text: str) -> bytes:
    """The bytes of a text in ISO-8859-15.

    Raises:
        UnicodeEncodeError: a character is not in ISO-8859-15.
    """
    made = iso_8859_15_or_none(text)
    if made is None:
        at = next(at for at, character in enumerate(text) if iso_8859_15_or_none(character) is None)
        raise UnicodeEncodeError(ISO_8859_15, text, at, at + 1, "character not in ISO-8859-15")
    return made


def iso_8859_15_or_none(text: str) -> bytes | None:
    """The bytes of a text in ISO-8859-15; `None` when a character is not in it."""
    if text.isascii():
        return text.encode("ascii")
    try:
        made = text.encode("latin-1")
    except UnicodeEncodeError as error:
        if text[error.start] not in _ONLY_LATIN_9 or _holds_only_latin_1(text):
            return None
    else:
        return None if _holds_only_latin_1(text) else made
    for only, latin_1 in _ONLY_LATIN_9.items():
        text = text.replace(only, latin_1)
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def _holds_only_latin_1(text: str) -> bool:
    # Unrolled, because every message is tested: a loop would take as long as the encoding itself.
    return (
        "¤" in text
        or "¦" in text
        or "¨" in text
        or "´" in text
        or "¸" in text
        or "¼" in text
        or "½" in text
        or "¾" in text
    )


def encode_references(text: str) -> bytes:
    """The bytes of a text in ISO-8859-15, with numeric references for other characters."""
    made = iso_8859_15_or_none(text)
    return text.encode(ISO_8859_15, "xmlcharrefreplace") if made is None else made


def charset_of_bytes(body: bytes) -> str:
    """The charset of a message that somebody else encoded: UTF-8 when it can only be that, else ISO-8859-15.

    >>> charset_of_bytes("ä".encode()), charset_of_bytes("ä".encode("iso-8859-15")), charset_of_bytes(b"a")
    ('utf-8', 'iso-8859-15', 'iso-8859-15')
    """
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "iso-8859-15"
    return "iso-8859-15" if body.isascii() else "utf-8"
