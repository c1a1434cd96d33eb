"""The documented forms of the values of a request, as patterns and in words, for `validate` and the schemas.

Reading accepts more: every documented form of a value in any place. It is only known that Netvisor accepts the
documented form of each element, so XML written by others must have it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from netvisor.codec.base64_text import base64_problem
from netvisor.declare import Field, Rule, Scalar, plan

_YES_NO = ("Yes", "No", "Kyllä", "Ei", "Ja", "Nej")
_DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_FINNISH_DATE = r"(0?[1-9]|[12][0-9]|3[01])\.(0?[1-9]|1[0-2])\.[0-9]{4}"
_MINUTES = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_CLOCK = f"{_MINUTES}(:[0-5][0-9])?"


def spellings(scalar: Scalar) -> tuple[str, ...]:
    """The spellings of a boolean: its form, words with a capital and without.

    >>> spellings(Scalar("boolean", form="true|false"))
    ('true', 'false', 'True', 'False')
    """
    words = _YES_NO if scalar.form == "Yes|No" else tuple((scalar.form or "1|0").split("|"))
    return tuple(dict.fromkeys([*words, *map(str.lower, words), *map(str.capitalize, words)]))


def pattern(scalar: Scalar) -> str | None:
    """The pattern of the whole text, valid in Python and XML Schema; `None` if the kind alone suffices."""
    if scalar.pattern is not None:
        return scalar.pattern.regex
    if scalar.kind == "integer":
        return f"[-+]?[0-9]{{1,{scalar.max}}}" if scalar.max is not None else "[-+]?[0-9]+"
    if scalar.kind == "decimal":
        # Zeros after the last significant decimal change nothing.
        places = "[0-9]+" if scalar.places is None else f"[0-9]{{1,{scalar.places}}}0*"
        return f"[-+]?[0-9]+([.,]{places})?"
    if scalar.kind == "boolean":
        return "|".join(spellings(scalar))
    if scalar.kind == "date":
        return _FINNISH_DATE if scalar.form == "finnish" else _DATE
    if scalar.kind == "datetime":
        if scalar.form == "minutes":
            return f"{_DATE}[T ]{_MINUTES}"
        return f"{_FINNISH_DATE} {_CLOCK}" if scalar.form == "finnish" else f"{_DATE}[T ]{_CLOCK}"
    if scalar.kind == "time":
        return _MINUTES if scalar.form == "minutes" else _CLOCK
    return None


@cache
def _compiled(scalar: Scalar) -> re.Pattern[str] | None:
    found = pattern(scalar) if not scalar.values else None
    return None if found is None else re.compile(found)


def fits_pattern(text: str, scalar: Scalar) -> bool:
    """Whether a readable text has the documented form of this type."""
    compiled = _compiled(scalar)
    return compiled is None or compiled.fullmatch(text if scalar.kind == "string" else text.strip()) is not None


def wanted_text(scalar: Scalar) -> str:
    """The expected text, in words, with an example where the form needs one."""
    if scalar.values:
        known = ", ".join(map(str, scalar.values))
        return f"one of {known}" if len(scalar.values) > 1 else known
    if scalar.pattern is not None:
        return scalar.pattern.words
    if scalar.kind == "boolean":
        true, false = (scalar.form or "1|0").split("|")
        return f"{true} or {false}"
    return (_OTHER_FORMS.get((scalar.kind, scalar.form)) or _WORDS[scalar.kind]) + _bounds(scalar)


def wanted(field: Field) -> str:
    """The content of an element or attribute, in words."""
    scalar = field.scalar
    if field.cls is not None:
        value = plan(field.cls).value
        scalar = None if value is None else value.scalar
    return "with its elements" if scalar is None else wanted_text(scalar)


def shown(text: str) -> str:
    """A text as a problem shows it: quoted, and shortened if it is long."""
    return repr(text) if len(text) <= 60 else f"{text[:57]!r}..."


def unreadable_value(text: str, scalar: Scalar) -> tuple[str, str]:
    """What is wrong in a text of another type, and what is expected."""
    return base64_problem(text) if scalar.kind == "base64" else (shown(text), wanted_text(scalar))


def rule_text(rule: Rule, names: Mapping[str, str]) -> str:
    """What a rule expects, in the names of the XML; `names` holds them by Python name."""
    known = [re.escape(attr) for attr in rule.fields if attr in names]
    return (
        re.sub(rf"\b({'|'.join(known)})\b", lambda match: names[match.group()], rule.expected)
        if known
        else rule.expected
    )


def _bounds(scalar: Scalar) -> str:
    if scalar.kind == "string":
        return f" of at most {scalar.max} characters" if scalar.max is not None else ""
    low = f" from {scalar.minimum}" if scalar.minimum is not None else ""
    high = f" to {scalar.maximum}" if scalar.maximum is not None else ""
    digits = f" of at most {scalar.max} digits" if scalar.kind == "integer" and scalar.max is not None else ""
    places = f" with at most {scalar.places} decimals" if scalar.places is not None else ""
    return f"{low}{high}{digits}{places}"


_WORDS = {
    "string": "a text",
    "integer": "a whole number",
    "decimal": "a number such as 12,50",
    "date": "a date such as 2026-11-22",
    "datetime": "a moment such as 2026-11-22T14:30:00",
    "time": "a time such as 14:30:00",
    "base64": "Base64",
}
_OTHER_FORMS = {
    ("date", "finnish"): "a date such as 22.11.2026",
    ("datetime", "finnish"): "a moment such as 22.11.2026 14:30:00",
    ("datetime", "spaced"): "a moment such as 2026-11-22 14:30:00",
    ("datetime", "minutes"): "a moment such as 2026-11-22 14:30",
    ("time", "minutes"): "a time such as 14:30",
}
