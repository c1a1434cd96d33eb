"""The types of plain values: what stands for each kind of element where a message is made from plain data."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from os import PathLike
from typing import Literal, TypeAlias, TypedDict

from netvisor.declare.states import Absent


class ClearDict(TypedDict):
    """The marker `CLEAR` as JSON has it."""

    clear: Literal[True]


class PathDict(TypedDict):
    """The content of an attachment, as the path of its file."""

    path: str


class Base64Dict(TypedDict):
    """The content of an attachment, as JSON has it."""

    base64: str


Clear: TypeAlias = Literal[Absent.CLEAR] | ClearDict
"""Sends the element empty."""
Unset: TypeAlias = Literal[Absent.UNSET]
"""The same as no key."""
PlainNumber: TypeAlias = Decimal | int | str
"""A decimal, also as text with a point; never a float."""
PlainDate: TypeAlias = date | str
"""A day, also as text: `2026-11-30`."""
PlainMoment: TypeAlias = datetime | str
"""A day and time, also as text: `2026-11-30T08:00:00`."""
PlainTime: TypeAlias = time | str
"""A time of day, also as text: `08:00:00`."""
PlainFile: TypeAlias = bytes | PathLike[str] | PathDict | Base64Dict
"""The content of an attachment, or where it is."""
