"""One cell: what a spreadsheet or a person wrote there becomes the JSON value of an element."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, TypeAlias

from netvisor.codec.json_scalar import ScalarProblem, in_words
from netvisor.declare import Scalar
from netvisor.declare.scalars import Kind

CLEAR_MARK: Final = "CLEAR"
"""What a person writes in a cell whose element is to be sent empty."""

Value: TypeAlias = str | int | float | bool | Decimal | date | datetime | time | timedelta
"""What a cell holds; a cell without a value is `None`."""


@dataclass(frozen=True, slots=True)
class Faulty:
    """The content of a cell that has no value, such as #N/A."""

    shown: str
    expected: str


Cell: TypeAlias = Value | Faulty | None


class WrongCell(ScalarProblem):
    """A cell that cannot be the value of its element."""


ERRORS: Final = frozenset(
    {
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"),
        *("#PUUTTUU!", "#VIITTAUS!", "#ARVO!", "#JAKO/0!", "#NIMI?", "#LUKU!", "#TYHJÄ!"),
    }
)
"""What spreadsheets show in place of a value that they cannot calculate, in English and in Finnish."""
_REPAIR: Final = "a value: correct the formula"

_SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
_PLAIN: Final = re.compile(r"-?[0-9]{1,100}([.,][0-9]{1,100})?")
_GROUPED: Final = re.compile(
    r"-?[0-9]{1,3}"
    r"(( [0-9]{3})+([.,][0-9]+)?|(\.[0-9]{3})+,[0-9]+|(,[0-9]{3})+\.[0-9]+|(\.[0-9]{3}){2,}|(,[0-9]{3}){2,})"
)
"""Groups of three digits. One point or comma alone is that of the decimals, whatever follows it."""
_FINNISH_DAY: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK: Final = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})([:.]([0-9]{2}))?")
_TRUE: Final = frozenset({"true", "tosi", "kyllä", "yes", "1"})
_FALSE: Final = frozenset({"false", "epätosi", "ei", "no", "0"})
_MOST_EXACT: Final = 10**15
"""From here on, a spreadsheet does not keep all digits of a number."""

_EXPECTED: Final[dict[Kind, str]] = {
    "integer": "a whole number",
    "decimal": "a number, such as 1234,50",
    "date": "a date, such as 31.12.2026 or 2026-12-31",
    "datetime": "a date and a time, such as 31.12.2026 14:30",
    "time": "a time of day, such as 8:30",
    "boolean": "true or false (tosi or epätosi, kyllä or ei, 1 or 0)",
    "base64": "the path of a file, relative to the sheet",
}


def is_empty(cell: Cell) -> bool:
    """Whether a cell holds nothing, or only spaces."""
    return cell is None or (isinstance(cell, str) and not cell.translate(_SPACES).strip())


def shown(cell: Cell) -> str:
    """A cell as it is shown in a problem."""
    if isinstance(cell, Faulty):
        return cell.shown
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    text = str(exact(cell)) if isinstance(cell, float) else str(cell)
    return text if len(text) <= 60 else f"{text[:57]}..."


def exact(number: float) -> Decimal:
    """A number of a spreadsheet as it is shown there: with 15 digits, without the noise of binary fractions.

    >>> exact(0.1 + 0.2), exact(1234.5), exact(1e3)
    (Decimal('0.3'), Decimal('1234.5'), Decimal('1000'))
    """
    made = Decimal(format(number, ".15g"))
    return made.quantize(Decimal(1)) if made == made.to_integral_value() and abs(made) < _MOST_EXACT else made


def wanted(scalar: Scalar) -> str:
    """What a cell of a column should hold, in words."""
    if scalar.values or scalar.pattern or scalar.kind == "string":
        return in_words(scalar)
    return _EXPECTED[scalar.kind]


def json_value(cell: Cell, scalar: Scalar) -> Any:
    """The JSON value of a cell that is not empty.

    Raises:
        WrongCell: it cannot be a value of this type. Limits are checked with the message.
    """
    if isinstance(cell, Faulty):
        raise WrongCell(cell.shown, cell.expected, "cell")
    if isinstance(cell, str):
        cell = cell.translate(_SPACES).strip() if scalar.kind != "string" else cell.strip(" \u00a0\t\r\n")
        if cell in ERRORS:
            raise WrongCell(cell, _REPAIR, "cell")
    if isinstance(cell, float) and scalar.kind not in {"time"}:
        cell = exact(cell)
    value: Any = _READERS[scalar.kind](cell)
    if value is None:
        raise WrongCell(_found(cell, scalar), wanted(scalar))
    return _listed(value, scalar) if scalar.values else value


def _found(cell: Cell, scalar: Scalar) -> str:
    if scalar.kind == "date" and isinstance(cell, datetime):
        return f"{cell} has a time of day"
    if scalar.kind in {"date", "datetime"} and isinstance(cell, (int, Decimal)):
        return f"{cell} is a number: the cell is not formatted as a date"
    if scalar.kind == "string" and isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        return f"{shown(cell)} is a number of which a spreadsheet does not keep all digits: format the cell as text"
    return f'"{shown(cell)}" is not {_EXPECTED.get(scalar.kind, "a text")}'


def _listed(value: Any, scalar: Scalar) -> Any:
    """A value of a closed list as it is spelled there; others stay for the checks of the message."""
    return next((each for each in scalar.values if str(each).lower() == str(value).lower()), value)


def _text(cell: Any) -> str | None:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, Decimal)):
        return format(Decimal(cell), "f") if -_MOST_EXACT < cell < _MOST_EXACT else None
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else None
    return cell.isoformat() if isinstance(cell, date) else None


def _number(cell: Any) -> Decimal | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, Decimal)):
        return Decimal(cell)
    if not isinstance(cell, str):
        return None
    text = re.sub("^\u2212 ?", "-", cell).removesuffix("%").rstrip()
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if not _GROUPED.fullmatch(text):
        return None
    last = max(text.rfind(","), text.rfind("."))
    marks = {mark for mark in " ,." if mark in text}
    if len(marks) == 1 and (" " in marks or text.count(text[last]) > 1):
        return Decimal(re.sub("[ .,]", "", text))
    return Decimal(re.sub("[ .,]", "", text[:last]) + "." + text[last + 1 :])


def _decimal(cell: Any) -> str | None:
    number = _number(cell)
    return format(number, "f") if number is not None else None


def _whole(cell: Any) -> int | None:
    number = _number(cell)
    return int(number) if number is not None and number == number.to_integral_value() else None


def _day(cell: Any) -> str | None:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else None
    if isinstance(cell, date):
        return cell.isoformat()
    return _day_of(cell) if isinstance(cell, str) else None


def _day_of(text: str) -> str | None:
    if found := _FINNISH_DAY.fullmatch(text):
        parts = found[3], found[2], found[1]
    elif found := _DAY.fullmatch(text):
        parts = found[1], found[2], found[3]
    else:
        return None
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return None


def _moment(cell: Any) -> str | None:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0).isoformat()
    if isinstance(cell, date):
        return f"{cell.isoformat()}T00:00:00"
    if not isinstance(cell, str):
        return None
    day, _, clock = cell.replace("T", " ").replace(" klo ", " ").partition(" ")
    on, at = _day_of(day), _clock(clock.strip() or "0:00")
    return f"{on}T{at}" if on and at else None


def _clock(cell: Any) -> str | None:
    if isinstance(cell, datetime):
        cell = cell.time()
    if isinstance(cell, time):
        return cell.replace(microsecond=0).isoformat()
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = timedelta(seconds=round(cell * 86_400))
    if isinstance(cell, timedelta):
        return _within_a_day(round(cell.total_seconds()))
    found = _CLOCK.fullmatch(cell) if isinstance(cell, str) else None
    if found is None or not (int(found[1]) < 24 and int(found[2]) < 60 and int(found[4] or 0) < 60):
        return None
    return f"{int(found[1]):02}:{found[2]}:{found[4] or '00'}"


def _within_a_day(seconds: int) -> str | None:
    minutes, second = divmod(seconds, 60)
    return time(minutes // 60, minutes % 60, second).isoformat() if 0 <= seconds < 86_400 else None


def _truth(cell: Any) -> bool | None:
    if isinstance(cell, (int, Decimal)) and not isinstance(cell, bool):
        cell = str(cell)
    if isinstance(cell, str):
        word = cell.lower()
        return True if word in _TRUE else False if word in _FALSE else None
    return cell if isinstance(cell, bool) else None


def _file(cell: Any) -> dict[str, str] | None:
    return {"path": cell} if isinstance(cell, str) else None


_READERS: Final[dict[Kind, Callable[[Any], Any]]] = {
    "string": _text,
    "integer": _whole,
    "decimal": _decimal,
    "date": _day,
    "datetime": _moment,
    "time": _clock,
    "boolean": _truth,
    "base64": _file,
}
