"""Bank days in Finland: the days from Monday to Friday that are not holidays of the banks."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

_SATURDAY: Final = 5
_FIXED: Final = ((1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26))
# Days from Easter Sunday to Good Friday, Easter Monday and Ascension Day.
_MOVING: Final = (-2, 1, 39)


def is_bank_day(day: date) -> bool:
    """Whether banks move money on a day.

    >>> is_bank_day(date(2026, 11, 27)), is_bank_day(date(2026, 12, 24)), is_bank_day(date(2026, 4, 3))
    (True, False, False)
    """
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def next_bank_day(day: date) -> date:
    """The first bank day after a day.

    Raises:
        OverflowError: the calendar ends before it.

    >>> next_bank_day(date(2026, 11, 27))
    datetime.date(2026, 11, 30)
    """
    day += timedelta(1)
    while not is_bank_day(day):
        day += timedelta(1)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    midsummer_eve = next(day for day in (date(year, 6, 19 + n) for n in range(7)) if day.weekday() == _SATURDAY - 1)
    return frozenset(
        {
            *(date(year, month, day) for month, day in _FIXED),
            *(easter + timedelta(days) for days in _MOVING),
            midsummer_eve,
        }
    )


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, plain = divmod(century, 4)
    drift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - drift + 15) % 30
    four, left = divmod(rest, 4)
    weekday = (32 + 2 * plain + 2 * four - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
