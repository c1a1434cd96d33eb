"""Months of a report."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from typing import Final

from netvisor.errors import SetupError
from netvisor.lazy_dataclass import frozen

MOST: Final = 120
"""The most months of a report."""
_MONTH: Final = re.compile(r"(1[89][0-9]{2}|2[0-9]{3})-(0[1-9]|1[0-2])")


@frozen
class Months:
    """The months from the first to the last, both included."""

    first: date
    """The first day of the first month."""
    names: tuple[str, ...]
    """Each month: `2026-01`."""

    @property
    def start(self) -> date:
        """The first day."""
        return self.first

    @property
    def end(self) -> date:
        """The last day."""
        return self.ends()[-1]

    def ends(self) -> list[date]:
        """The last day of each month."""
        parts = ((int(name[:4]), int(name[5:])) for name in self.names)
        return [date(year, month, monthrange(year, month)[1]) for year, month in parts]


def this_day() -> date:
    """Today, by this machine's clock."""
    return datetime.now().astimezone().date()


def months(first: str | None, last: str | None) -> Months:
    """The months of a report.

    Args:
        first: the first month, `YYYY-MM`; default: the twelfth one up to the last.
        last: the last month; default: this month.

    Raises:
        SetupError: a month is malformed, or they are in the wrong order or too many.
    """
    end = _number("last", last if last is not None else f"{this_day():%Y-%m}")
    begin = _number("first", first) if first is not None else end - 11
    if begin > end:
        raise SetupError(f"the first month, {_name(begin)}, is after the last one, {_name(end)}")
    if end - begin >= MOST:
        raise SetupError(f"{end - begin + 1} months are too many: a report holds {MOST}")
    return Months(date(begin // 12, begin % 12 + 1, 1), tuple(map(_name, range(begin, end + 1))))


def _number(which: str, text: str) -> int:
    found = _MONTH.fullmatch(text)
    if found is None:
        raise SetupError(f"the {which} month is {text!r}; expected a month, such as 2026-01")
    return int(found[1]) * 12 + int(found[2]) - 1


def _name(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
