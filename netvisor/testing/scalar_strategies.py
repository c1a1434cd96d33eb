"""Strategies of the scalar types: any value that the limits of a type allow."""

from __future__ import annotations

import re
from datetime import datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeAlias, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from netvisor.codec.charset import forbidden
from netvisor.codec.values import scalar_problem
from netvisor.declare import Scalar

C = TypeVar("C", datetime, time)

Alphabet: TypeAlias = str | SearchStrategy[str]
"""The characters of texts: a text that holds them all, or a strategy that gives single ones."""

ISO_8859_15: Final = bytes([*range(0x20, 0x7F), *range(0xA0, 0x100)]).decode("iso-8859-15")
"""Every character of ISO-8859-15 but the control characters."""

XML: Final = st.characters(exclude_categories=["Cs"]).filter(lambda character: forbidden(character) is None)
"""Every character that XML allows, control characters such as the line feed included."""

_LONGEST = 300
"""Characters of a text whose type has no limit."""
_LARGEST = 10**12


@cache
def scalars(scalar: Scalar, alphabet: Alphabet = ISO_8859_15) -> SearchStrategy[Any]:
    """Any value of a scalar type."""
    if scalar.values:
        return st.sampled_from(scalar.values)
    made = _KINDS[scalar.kind](scalar) if scalar.kind != "string" else _texts(scalar, alphabet)
    return made.filter(lambda value: scalar_problem(value, scalar) is None)


def _texts(scalar: Scalar, alphabet: Alphabet) -> SearchStrategy[str]:
    if scalar.pattern is not None:
        return st.from_regex(re.compile(scalar.pattern.regex), fullmatch=True)
    longest = _LONGEST if scalar.max is None else scalar.max
    short = st.text(alphabet, min_size=1, max_size=min(longest, 12))
    # A long text repeats a short one: as good for the limits, and much cheaper to draw.
    long = st.builds(lambda text, length: (text * length)[:length], short, st.integers(1, longest))
    return short | short | long


def _integers(scalar: Scalar) -> SearchStrategy[int]:
    largest = _LARGEST if scalar.max is None else 10**scalar.max - 1
    low = -largest if scalar.minimum is None else int(scalar.minimum)
    return st.integers(low, largest if scalar.maximum is None else int(scalar.maximum))


def _decimals(scalar: Scalar) -> SearchStrategy[Decimal | int]:
    low = Decimal(-_LARGEST) if scalar.minimum is None else scalar.minimum
    high = Decimal(_LARGEST) if scalar.maximum is None else scalar.maximum
    places = st.sampled_from([2, 0, 4] if scalar.places is None else sorted({0, scalar.places}))
    exact = places.flatmap(
        lambda n: st.integers(int(low * 10**n), int(high * 10**n)).map(lambda i: Decimal(i).scaleb(-n))
    )
    return exact | st.integers(int(low), int(high))


def _written(value: C, scalar: Scalar) -> C:
    """A moment or time of day without what its form does not write."""
    return value.replace(microsecond=0, second=0 if scalar.form == "minutes" else value.second)


_KINDS: Final[dict[str, Any]] = {
    "integer": _integers,
    "decimal": _decimals,
    "boolean": lambda _: st.booleans(),
    "date": lambda _: st.dates(),
    "datetime": lambda scalar: st.datetimes().map(lambda moment: _written(moment, scalar)),
    "time": lambda scalar: st.times().map(lambda clock: _written(clock, scalar)),
    "base64": lambda _: st.binary(min_size=1, max_size=200),
}
