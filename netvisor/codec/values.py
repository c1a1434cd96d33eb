"""How each kind of scalar is written, read and checked.

Writing has one form per declaration. Reading accepts every documented form: decimals with comma, point, spaces or
non-breaking spaces; dates in ANSI and as `d.M.yyyy`, with and without a time; booleans as 0/1, true/false and
Yes/No in the three languages of the interface.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeAlias

from netvisor.codec.base64_text import read_base64
from netvisor.codec.charset import forbidden
from netvisor.codec.finnish_time import local
from netvisor.declare.scalars import Scalar, decimal_text

Reader: TypeAlias = Callable[[str], Any]


# Writing.


def write(value: Any, scalar: Scalar) -> str:
    """The text of a value that has passed the checks; Base64 is written by the encoder itself."""
    if isinstance(value, Enum):
        value = value.value
    return str(_WRITERS[scalar.kind](value, scalar))


def _write_decimal(value: Decimal | int, scalar: Scalar) -> str:
    text = decimal_text(value)
    return text.replace(",", ".") if scalar.form == "point" else text


def _write_boolean(value: bool, scalar: Scalar) -> str:
    true, false = (scalar.form or "1|0").split("|")
    return true if value else false


def _write_date(value: date, scalar: Scalar) -> str:
    return value.isoformat() if scalar.form != "finnish" else f"{value.day}.{value.month}.{value.year:04d}"


def _write_datetime(value: datetime, scalar: Scalar) -> str:
    value = local(value)
    if scalar.form == "finnish":
        return f"{value.day}.{value.month}.{value.year:04d} {value.hour}:{value.minute:02d}:{value.second:02d}"
    if scalar.form == "minutes":
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat(sep=" " if scalar.form == "spaced" else "T", timespec="seconds")


def _write_time(value: time, scalar: Scalar) -> str:
    return f"{value.hour}:{value.minute:02d}" if scalar.form == "minutes" else value.isoformat(timespec="seconds")


_WRITERS: dict[str, Callable[[Any, Scalar], Any]] = {
    "string": lambda value, _: str.__str__(value),
    "integer": lambda value, _: int(value),
    "decimal": _write_decimal,
    "boolean": _write_boolean,
    "date": _write_date,
    "datetime": _write_datetime,
    "time": _write_time,
    "base64": lambda value, _: base64.b64encode(value).decode("ascii"),
}


# Reading. Every reader raises ValueError for a text that has none of the documented forms.

_TRUE = frozenset({"1", "true", "yes", "kyllä", "ja"})
_FALSE = frozenset({"0", "false", "no", "ei", "nej"})
_SPACES = {ord(space): None for space in " \u00a0\u202f\u2009"}
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_USUAL_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:[.,][0-9]{1,40})?")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_ANSI_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FINNISH_DATE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_ANSWERED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}) ([0-9]{1,2}):([0-9]{2}):([0-9]{2})")
"""The form of the time in every answer."""
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,]([0-9]{1,9}))?)?")
MOST_DIGITS = 100
"""Most characters of a number, written or read: far above any sum, and too few to fill the memory."""


def read_decimal(text: str) -> Decimal:
    """A decimal number: comma or point, spaces between thousands.

    >>> read_decimal("1 234,50"), read_decimal("244.12")
    (Decimal('1234.50'), Decimal('244.12'))
    """
    if _USUAL_DECIMAL.fullmatch(text):
        return Decimal(text.replace(",", "."))
    plain = text.translate(_SPACES).replace("\u2212", "-")
    if "," in plain and "." in plain:
        # With both marks the last one is the decimal mark: 1.234,50 and 1,234.50.
        thousands = "." if plain.rfind(",") > plain.rfind(".") else ","
        plain = plain.replace(thousands, "")
    plain = plain.replace(",", ".", 1)
    if len(plain) > MOST_DIGITS or not _DECIMAL.fullmatch(plain):
        raise ValueError(f"{text!r} is not a decimal number")
    return Decimal(plain)


def read_integer(text: str) -> int:
    """A whole number; one written with zero decimals (`14,00`) too."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    plain = text.translate(_SPACES)
    if len(plain) <= MOST_DIGITS and _INTEGER.fullmatch(plain):
        return int(plain)
    number = read_decimal(text)
    if number != number.to_integral_value():
        raise ValueError(f"{text!r} is not a whole number")
    return int(number)


def read_boolean(text: str) -> bool:
    """A boolean in any of its forms and languages, without regard to letter case."""
    word = text.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError(f"{text!r} is not a boolean")


def read_date(text: str) -> date:
    """A date in ANSI form or as `d.M.yyyy`; only midnight may follow as a time."""
    if len(text) == 10 and text[4] == text[7] == "-":
        return date.fromisoformat(text)
    moment = read_datetime(text)
    if moment.time() != time():
        raise ValueError(f"{text!r} is a moment, not a date")
    return moment.date()


def read_datetime(text: str) -> datetime:
    """A moment in ANSI form or as `d.M.yyyy H:mm:ss`; without a time it is midnight. No zone is assumed."""
    if match := _ANSWERED.fullmatch(text):
        parts = [int(part) for part in match.groups()]
        return datetime(parts[2], parts[1], parts[0], parts[3], parts[4], parts[5])  # noqa: DTZ001  # no zone
    day, _, clock = text.strip().replace("T", " ", 1).partition(" ")
    if match := _ANSI_DATE.fullmatch(day):
        year, month, number = match.groups()
    elif match := _FINNISH_DATE.fullmatch(day):
        number, month, year = match.groups()
    else:
        raise ValueError(f"{text!r} is not a date")
    at = read_time(clock) if clock.strip() else time()
    return datetime.combine(date(int(year), int(month), int(number)), at)


def read_time(text: str) -> time:
    """A time of day: `8:30`, `08:30:15`, `8.30`."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a time")
    hour, minute, second, fraction = match.groups()
    return time(int(hour), int(minute), int(second or 0), int((fraction or "0").ljust(6, "0")[:6]))


_READERS: dict[str, Reader] = {
    "string": str,
    "integer": read_integer,
    "decimal": read_decimal,
    "boolean": read_boolean,
    "date": read_date,
    "datetime": read_datetime,
    "time": read_time,
    "base64": read_base64,
}


@cache
def reader(scalar: Scalar) -> Reader:
    """The function that turns a text into a value of this type; it raises ValueError for any other text."""
    if not scalar.values:
        return _READERS[scalar.kind]
    known: dict[str, Any] = {str(value).lower(): value for value in scalar.values}

    def read_one_of(text: str) -> Any:
        try:
            return known[text.strip().lower()]
        except KeyError:
            raise ValueError(f"{text!r} is not one of the documented values") from None

    return read_one_of


# Checking.

_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "decimal": (Decimal, int),
    "boolean": (bool,),
    "date": (date,),
    "datetime": (datetime,),
    "time": (time,),
    "base64": (bytes, os.PathLike),
}

_WORDS = {
    "string": "a text",
    "integer": "a whole number (int)",
    "decimal": "a Decimal or an int",
    "boolean": "True or False",
    "date": "a date",
    "datetime": "a datetime in Finnish local time",
    "time": "a time without a zone",
    "base64": "bytes or the path of a file",
}


def wanted(scalar: Scalar) -> str:
    """What is expected of a scalar, in words."""
    if scalar.values:
        return f"one of {', '.join(map(str, scalar.values))}"
    if scalar.pattern:
        return scalar.pattern.words
    if scalar.kind == "string" and scalar.max is not None:
        return f"a text of at most {scalar.max} characters"
    if scalar.minimum is not None or scalar.maximum is not None:
        low = f" from {scalar.minimum}" if scalar.minimum is not None else ""
        high = f" to {scalar.maximum}" if scalar.maximum is not None else ""
        return f"{_WORDS[scalar.kind]}{low}{high}"
    if scalar.places is not None:
        return f"{_WORDS[scalar.kind]} with at most {scalar.places} decimals"
    return _WORDS[scalar.kind] + (" and without seconds" if scalar.form == "minutes" else "")


def scalar_problem(value: Any, scalar: Scalar) -> tuple[str, str, str] | None:
    """The problem of a value: what was found, the rule, and what is expected; `None` if it is valid."""
    types = _PYTHON_TYPES[scalar.kind]
    boolean = isinstance(value, bool) and scalar.kind != "boolean"
    moment = isinstance(value, datetime) and scalar.kind == "date"
    if not isinstance(value, types) or boolean or moment:
        kind = "" if value is None else f" of type {type(value).__name__}"
        return f"{shown(value)}{kind}", "type", wanted(scalar)
    if isinstance(value, (str, bytes)) and not value:
        return "an empty text" if isinstance(value, str) else "no bytes", "empty", wanted(scalar)
    rule = _broken_limit(value, scalar)
    return (f"{shown(value)}{_measure(value, rule)}", rule, wanted(scalar)) if rule else _text_problem(value, scalar)


def shown(value: object) -> str:
    """A value as a problem shows it: shortened if it is long, and never the bytes of an attachment."""
    if isinstance(value, bytes):
        return f"<{len(value)} bytes>"
    try:
        text = repr(value)
    except Exception:  # Python writes no number of more than 4,300 digits, and a foreign object may do anything.
        text = f"a {type(value).__name__} that cannot be shown"
    return text if len(text) <= 60 else f"{text[:57]}..."


def _measure(value: object, rule: str) -> str:
    return f" of {len(value)} characters" if rule == "max-length" and isinstance(value, str) else ""


def _broken_limit(value: Any, scalar: Scalar) -> str | None:
    if scalar.values:
        return None if value in scalar.values else "values"
    if isinstance(value, str):
        if scalar.max is not None and len(value) > scalar.max:
            return "max-length"
        return "pattern" if scalar.pattern and not re.fullmatch(scalar.pattern.regex, value) else None
    if isinstance(value, Decimal) and not value.is_finite():
        return "type"
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return _broken_number(value, scalar)
    if isinstance(value, (datetime, time)):
        return _broken_clock(value, scalar)
    if isinstance(value, os.PathLike) and not (os.path.isfile(value) and os.path.getsize(value)):
        return "file"
    return None


def _broken_clock(value: datetime | time, scalar: Scalar) -> str | None:
    if isinstance(value, datetime):
        try:
            value = local(value)
        except OverflowError:
            return "zone"
    elif value.tzinfo is not None:
        # Without its day a time of another zone is not a time in Finland.
        return "zone"
    return "seconds" if scalar.form == "minutes" and (value.second or value.microsecond) else None


def _is_endless(value: Decimal | int, scalar: Scalar) -> bool:
    """Whether a number has more digits than any sum; a large exponent could fill the memory."""
    if isinstance(value, int):
        # Python itself writes no whole number of more than 4,300 digits.
        return value.bit_length() > 14_000 or (scalar.kind == "decimal" and len(str(value)) > MOST_DIGITS)
    exponent = value.as_tuple().exponent
    return abs(int(exponent)) > MOST_DIGITS or len(decimal_text(value)) > MOST_DIGITS


def _broken_number(value: Decimal | int, scalar: Scalar) -> str | None:
    if _is_endless(value, scalar):
        return "digits"
    if scalar.kind == "integer" and scalar.max is not None and len(str(abs(int(value)))) > scalar.max:
        return "max-length"
    if scalar.minimum is not None and value < scalar.minimum:
        return "minimum"
    if scalar.maximum is not None and value > scalar.maximum:
        return "maximum"
    if scalar.places is not None and _decimals(value) > scalar.places:
        return "places"
    return None


def _decimals(value: Decimal | int) -> int:
    """The number of decimals without trailing zeros; from the text, as `round` fails above 28 digits."""
    return len(f"{Decimal(value):f}".partition(".")[2].rstrip("0"))


def _text_problem(value: Any, scalar: Scalar) -> tuple[str, str, str] | None:
    if isinstance(value, str) and (character := forbidden(value)):
        found = f"{shown(value)} contains U+{ord(character):04X}, which XML forbids"
        return found, "character", "a text without control characters"
    return None


__all__ = [
    "Reader",
    "decimal_text",
    "read_base64",
    "read_boolean",
    "read_date",
    "read_datetime",
    "read_decimal",
    "read_integer",
    "read_time",
    "reader",
    "scalar_problem",
    "shown",
    "wanted",
    "write",
]
