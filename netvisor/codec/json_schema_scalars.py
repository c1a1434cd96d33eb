"""The scalars of the JSON form as JSON Schema: the same texts and numbers that `json_scalar` reads."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeAlias

from netvisor.codec.json_scalar import in_words
from netvisor.codec.values import MOST_DIGITS
from netvisor.declare import Scalar

Schema: TypeAlias = dict[str, Any]

_LEAP: Final = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)"
_DAY: Final = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_NO_DAY: Final = f"^(0000|[0-9]{{4}}-(02-3|(0[469]|11)-31)|(?!{_LEAP})[0-9]{{4}}-02-29)"
"""Days that no calendar has, which `_DAY` takes. The keyword `format` is only a remark to most validators."""
_MINUTES: Final = "([01][0-9]|2[0-3]):[0-5][0-9]"
_SECONDS: Final = r"(:[0-5][0-9](\.[0-9]{1,6})?)?"
_NO_SECONDS: Final = r"(:00(\.0{1,6})?)?"
_ZONE: Final = f"(Z|[-+]{_MINUTES})?"

CLEAR: Final[Schema] = {
    "title": "Sent empty",
    "description": "Sends the element empty: an edit deletes the stored value.",
    "type": "object",
    "properties": {"clear": {"const": True}},
    "required": ["clear"],
    "additionalProperties": False,
}
"""The marker of an element that is sent empty."""

_FILE: Final[Schema] = {
    "title": "A file",
    "description": "Its path, relative to the folder of this JSON file, or its content in Base64.",
    "type": "object",
    "properties": {
        "path": {"description": "A path, relative to the folder of this JSON file.", "type": "string", "minLength": 1},
        "base64": {
            "description": "The content in Base64.",
            "type": "string",
            "contentEncoding": "base64",
            "minLength": 1,
        },
    },
    "additionalProperties": False,
    "minProperties": 1,
    "maxProperties": 1,
}


def scalar_schema(scalar: Scalar) -> tuple[str, Schema]:
    """The schema of a text or number, and the name under which a document may share it; empty for its own limits."""
    if scalar.values:
        whole: Schema = {"type": "integer"} if scalar.kind == "integer" else {}
        return "", {**whole, "enum": list(scalar.values)}
    return _KINDS[scalar.kind](scalar)


def _string(scalar: Scalar) -> tuple[str, Schema]:
    made: Schema = {"type": "string", "minLength": 1}
    if scalar.max is not None:
        made["maxLength"] = scalar.max
    if scalar.pattern is not None:
        made |= {"pattern": _whole(scalar.pattern.regex), "title": scalar.pattern.words}
    return "", made


def _integer(scalar: Scalar) -> tuple[str, Schema]:
    made: Schema = {"type": "integer"} | _bounds(scalar)
    if scalar.max is not None:
        largest = 10**scalar.max - 1
        made = {"minimum": -largest, "maximum": largest} | made
    return "", made


def _decimal(scalar: Scalar) -> tuple[str, Schema]:
    # Validators compare numbers only, so of the limits of a number in text the pattern says what a pattern can.
    places = "[0-9]+" if scalar.places is None else f"[0-9]{{0,{scalar.places}}}0*" if scalar.places else "0+"
    if scalar.places:
        places = f"(?=[0-9]){places}"
    number = f"[0-9]+(\\.{places})?"
    positive = scalar.minimum is not None and scalar.minimum >= 0
    made: Schema = {
        "type": ["string", "number"],
        "pattern": _whole(f"{number}|-0+(\\.0+)?" if positive else f"-?{number}"),
        "maxLength": MOST_DIGITS,
    } | _bounds(scalar)
    limited = positive or scalar.places is not None or len(made) > 3
    return ("" if limited else "decimal"), made | {"title": in_words(scalar)}


def _bounds(scalar: Scalar) -> Schema:
    limits = {"minimum": scalar.minimum, "maximum": scalar.maximum}
    return {name: _number(limit) for name, limit in limits.items() if limit is not None}


def _number(limit: Decimal) -> int | float:
    return int(limit) if limit == limit.to_integral_value() else float(limit)


def _date(scalar: Scalar) -> tuple[str, Schema]:
    return "date", {"type": "string", "format": "date", **_on_a_day(_DAY), "title": in_words(scalar)}


def _datetime(scalar: Scalar) -> tuple[str, Schema]:
    clock = f"{_MINUTES}{_NO_SECONDS if scalar.form == 'minutes' else _SECONDS}"
    name = "moment-in-minutes" if scalar.form == "minutes" else "moment"
    return name, {"type": "string", **_on_a_day(f"{_DAY}T{clock}{_ZONE}"), "title": in_words(scalar)}


def _on_a_day(regex: str) -> Schema:
    """Two short patterns: the first is what an editor shows for a text of another form."""
    return {"pattern": _whole(regex), "not": {"pattern": _NO_DAY}}


def _time(scalar: Scalar) -> tuple[str, Schema]:
    clock = f"{_MINUTES}{_NO_SECONDS if scalar.form == 'minutes' else _SECONDS}"
    name = "time-in-minutes" if scalar.form == "minutes" else "time"
    return name, {"type": "string", "pattern": _whole(clock), "title": in_words(scalar)}


def _whole(regex: str) -> str:
    """A pattern of the whole text: JSON Schema searches it anywhere."""
    return f"^({regex})$" if "|" in regex else f"^{regex}$"


_KINDS: Final[dict[str, Callable[[Scalar], tuple[str, Schema]]]] = {
    "string": _string,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "datetime": _datetime,
    "time": _time,
    "boolean": lambda _: ("", {"type": "boolean"}),
    "base64": lambda _: ("file", _FILE),
}
