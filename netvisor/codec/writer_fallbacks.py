"""Called by generated writers: for attributes that need escaping, and values that are not of the exact, usual class."""

from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from netvisor.codec.usual_text import LEGAL
from netvisor.codec.values import MOST_DIGITS, scalar_problem, write
from netvisor.declare import Scalar
from netvisor.declare.text_doubts import may_be_doubtful, may_be_misread

PLACE: Final = "\0"
"""The mark of an attachment in the text of a message."""
_LEGAL: Final = LEGAL + b"\r"
"""The bytes of characters that XML does not forbid; surrogates have none, so they are an error anyway."""

_USUAL: Final = LEGAL[: LEGAL.index(0x7F)] + bytes({*"ÄÖÅäöå".encode()})
"""The bytes of ASCII and of the Finnish letters, which make no other characters: none is forbidden or doubtful."""

_TYPOGRAPHIC: Final = bytes([0xE2, *range(0x80, 0xC0)])
"""With the usual bytes those of Western letters and of U+2000 to U+2FFF, such as dashes, quotes and the euro sign: none
is forbidden, and they are doubtful only where UTF-8 was read in another charset."""


class Unfit(Exception):
    """The object breaks a rule; `check` finds out which."""


def plain(value: object) -> str:
    """The text of a subclass of `str`, such as a member of an enumeration; never an empty one."""
    if not isinstance(value, str) or not value:
        raise Unfit
    return str.__str__(value)


def refuse_forbidden(texts: list[str]) -> bool:
    """Reject texts with a character that XML forbids; tells whether any may be in the wrong charset."""
    text = "".join(texts)
    encoded = text.encode()
    unusual = encoded.translate(None, _USUAL)
    if not unusual:
        return False
    if not unusual.translate(None, _TYPOGRAPHIC):
        return may_be_misread(encoded)
    # Deleting bytes looks at each of them in a quarter of the time that `isprintable` takes for a character.
    if encoded.translate(None, _LEGAL):
        raise Unfit
    if text.isascii():
        return False
    if "\ufffe" in text or "\uffff" in text:
        raise Unfit
    return may_be_doubtful(encoded)


def number(value: object) -> str:
    """The text of a number of a subclass of `int` or `Decimal`."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Unfit
    return str(Decimal(value)).replace(".", ",")


def fixed(text: Any, scalar: Scalar) -> Any:
    """The fixed-point text of a decimal, which may be in scientific form or too long; a marker stays."""
    if text.__class__ is not str:
        return text
    usual = len(text) <= MOST_DIGITS and "E" not in text and "N" not in text and "I" not in text
    return text if usual else numeral(text, scalar)


def numeral(text: str, scalar: Scalar) -> str:
    """The fixed-point text of a decimal; an empty one, from CLEAR, stays."""
    return other(Decimal(text.replace(",", ".")), scalar) if text else text


def whole(value: object) -> int:
    """The number of a subclass of `int`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit
    return int(value)


def day(value: object) -> date:
    """The day of a subclass of `date` that is not a moment."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Unfit
    return date(value.year, value.month, value.day)


def other(value: object, scalar: Scalar | None) -> str:
    """The text of any other kind of value, and of values with limits of their own."""
    if scalar is None or scalar_problem(value, scalar) is not None:
        raise Unfit
    return write(value, scalar)


def file(value: object) -> object:
    """An attachment: bytes, or the path of an existing file that is not empty."""
    if not (
        value
        if isinstance(value, bytes)
        else isinstance(value, os.PathLike) and os.path.isfile(value) and os.path.getsize(value)
    ):
        raise Unfit
    return value


def attached(value: Any, attachments: list[Any]) -> str:
    """Put an attachment on the list; returns its mark in the text, nothing for CLEAR."""
    if value.__class__ is str:
        return ""
    attachments.append(value)
    return PLACE
