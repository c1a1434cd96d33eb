"""Scalars in JSON: how each kind is written, read and described.

Read are the values of Python too, which stand beside those of JSON where a program makes a message of plain values.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final

from netvisor.codec.base64_text import base64_problem, read_base64
from netvisor.codec.values import wanted
from netvisor.declare import Scalar, words

CLEAR_FORM: Final = '{"clear": true}'

_FILE = '{"path": "..."} or {"base64": "..."}'
_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "decimal": 'a decimal number as text, "12.50", or a whole number',
    "date": 'a date as text, "YYYY-MM-DD"',
    "datetime": 'a moment as text, "YYYY-MM-DDTHH:MM:SS"',
    "time": 'a time as text, "HH:MM:SS"',
    "boolean": "true or false",
    "base64": _FILE,
}
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"(?!24)[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
"""Without 24:00, which Python reads as 0:00 since 3.14."""
_DATE = re.compile(_DAY)
_MOMENT = re.compile(f"{_DAY}T{_TIME}(Z|[-+][0-9]{{2}}:[0-9]{{2}})?")
_CLOCK = re.compile(_TIME)
_MOST_DIGITS = 100


class ScalarProblem(ValueError):
    """A JSON value of the wrong kind."""

    def __init__(self, found: str, expected: str, rule: str = "type") -> None:
        super().__init__(found)
        self.found = found
        self.expected = expected
        self.rule = rule


def in_words(scalar: Scalar) -> str:
    """The JSON that is expected for a scalar."""
    if scalar.values or scalar.pattern or scalar.kind == "string":
        return wanted(scalar)
    return _WORDS[scalar.kind]


def shown(value: object) -> str:
    """A JSON value as it was written, shortened if it is long."""
    text = _plain(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _plain(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Mapping):
        return "an object" if value else "an empty object"
    if isinstance(value, (list, tuple)):
        return "a list" if value else "an empty list"
    if isinstance(value, (Decimal, date, time)):
        return str(value)
    return f"<{len(value)} bytes>" if isinstance(value, bytes) else repr(value)


def from_json(value: object, scalar: Scalar, folder: Path) -> Any:
    """The Python value of a JSON value; a Python value of the right kind stays what it is.

    Raises:
        ScalarProblem: it is of the wrong kind. Limits (length, closed lists, range) are checked elsewhere.
    """
    read = _READERS[scalar.kind]
    if scalar.kind == "base64":
        return _file(value, folder)
    found = read(value)
    if found is None:
        raise ScalarProblem(shown(value), in_words(scalar))
    return found


def _string(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object) -> Decimal | int | None:
    if isinstance(value, str) and len(value) <= _MOST_DIGITS and _DECIMAL.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Decimal):
        # Written in fixed point, so an exponent of a billion would be a text of a billion digits.
        return value if value.is_finite() and abs(value.adjusted()) < _MOST_DIGITS else None
    return _whole(value)


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _iso(form: re.Pattern[str], kind: type[date] | type[time]) -> Callable[[object], Any]:
    def read(value: object) -> Any:
        # A moment is a day too, but a day alone was asked for.
        if isinstance(value, kind) and (kind is not date or not isinstance(value, datetime)):
            return value
        if not isinstance(value, str) or not form.fullmatch(value):
            return None
        try:
            return kind.fromisoformat(value)
        except ValueError:
            return None

    return read


_READERS: dict[str, Callable[[object], Any]] = {
    "string": _string,
    "integer": _whole,
    "decimal": _number,
    "date": _iso(_DATE, date),
    "datetime": _iso(_MOMENT, datetime),
    "time": _iso(_CLOCK, time),
    "boolean": _truth,
    "base64": lambda value: value,
}


def _file(value: object, folder: Path) -> bytes | Path:
    if isinstance(value, bytes):
        return value
    if isinstance(value, os.PathLike):
        value = {"path": os.fspath(value)}
    content = {words(str(key)): text for key, text in value.items()} if isinstance(value, Mapping) else {}
    if set(content) not in ({"path"}, {"base64"}) or not all(
        isinstance(text, str) and text for text in content.values()
    ):
        raise ScalarProblem(shown(value), _FILE)
    if "path" in content:
        path: Path = folder / content["path"]
        if not os.path.isfile(path):
            raise ScalarProblem(f"no file {path}", "the path of a file, relative to that of the JSON file", "file")
        return path
    try:
        return read_base64(content["base64"])
    except ValueError as error:
        raise ScalarProblem(*base64_problem(content["base64"]), "base64") from error


def to_json(value: Any) -> Any:
    """The JSON value of a Python value of a message."""
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    if isinstance(value, os.PathLike):
        return {"path": os.fspath(value)}
    return value
