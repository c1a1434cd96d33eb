"""What generated writers call for values that are not of the exact, usual class, and the sign that one is unfit."""

from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from netvisor.codec.values import scalar_problem, write
from netvisor.declare import Scalar

PLACE: Final = "\0"
"""What stands in the text of a message where an attachment belongs."""

_DECIMAL: Final = Scalar("decimal")


class Unfit(Exception):
    """The object breaks a rule; `check` knows which."""


def plain(value: object) -> str:
    """The text of a subclass of `str`, such as a member of an enumeration."""
    if not isinstance(value, str):
        raise Unfit
    return str.__str__(value)


def number(value: object) -> Decimal:
    """The decimal of a whole number."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Unfit
    return Decimal(value)


def numeral(text: str, scalar: Scalar = _DECIMAL) -> str:
    """The text of a decimal in fixed point; an empty one, which is CLEAR, stays."""
    return other(Decimal(text.replace(",", ".")), scalar) if text else text


def whole(value: object) -> int:
    """The number of a subclass of `int`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit
    return int(value)


def day(value: object) -> date:
    """The day of a subclass of `date` that is no moment."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Unfit
    return date(value.year, value.month, value.day)


def other(value: object, scalar: Scalar | None) -> str:
    """The text of any other kind of value, and of values with limits of their own."""
    if scalar is None or scalar_problem(value, scalar) is not None:
        raise Unfit
    return write(value, scalar)


def file(value: object, attachments: list[Any]) -> str:
    """Put an attachment on the list; gives the place that stands for it in the text."""
    if not (
        value
        if isinstance(value, bytes)
        else isinstance(value, os.PathLike) and os.path.isfile(value) and os.path.getsize(value)
    ):
        raise Unfit
    attachments.append(value)
    return PLACE
