"""JSON objects of the models, drawn at random: declared fields present, null or absent, and unknown ones."""

from __future__ import annotations

import base64
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

from hypothesis import strategies as st
from msgspec import Meta, UnsetType

from netvisor.tampuuri.model import Model, fields_of
from netvisor.tampuuri.moment import Moment

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18)
DIGITS = st.text("0123456789", min_size=7, max_size=7)
MOMENTS = st.one_of(
    st.dates().map(str),
    st.builds(
        lambda moment, digits, zone: f"{moment.isoformat(timespec='seconds')}.{digits}{zone}",
        st.datetimes(),
        DIGITS,
        st.sampled_from(("+03:00", "+02:00", "Z", "")),
    ),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | DECIMALS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
WORDS = st.sampled_from(("Tupas", "Soitto", "Uusi tila", "ä"))


def objects(cls: type[Model], depth: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """JSON objects of a model, as plain values."""
    lines = fields_of(cls)
    optional = {name: st.none() | values(line.annotation, depth) for name, line in lines.items()}
    required = {name: values(lines[name].annotation, depth) for name in lines if lines[name].required}
    known = st.fixed_dictionaries(required, optional={k: v for k, v in optional.items() if k not in required})
    unknown = st.dictionaries(TEXTS.filter(lambda name: name not in lines), JSON, max_size=3)
    return st.builds(lambda first, second: {**first, **second}, known, unknown)


def values(annotation: Any, depth: int, limits: tuple[Meta, ...] = ()) -> st.SearchStrategy[Any]:
    """Values of a type that keep its limits."""
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        return values(inner, depth, tuple(note for note in notes if isinstance(note, Meta)) + limits)
    if get_origin(annotation) is list:
        least = next((meta.min_length for meta in limits if meta.min_length), 0)
        return st.lists(values(get_args(annotation)[0], depth + 1), min_size=least, max_size=max(least, 2 - depth))
    if get_origin(annotation) is dict:
        return st.dictionaries(TEXTS, JSON, max_size=3)
    if get_args(annotation):
        parts = [each for each in get_args(annotation) if each not in {type(None), UnsetType}]
        return st.one_of([values(part, depth, limits) for part in parts])
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return objects(annotation, depth + 1)
    return scalars(annotation, limits)


def scalars(annotation: Any, limits: tuple[Meta, ...]) -> st.SearchStrategy[Any]:
    longest = next((meta.max_length for meta in limits if meta.max_length), None)
    least = next((meta.min_length for meta in limits if meta.min_length), 0)
    low, high = next(((meta.ge, meta.le) for meta in limits if meta.ge is not None), (-(2**63), 2**63 - 1))
    kinds: dict[Any, st.SearchStrategy[Any]] = {
        int: st.integers(int(low or 0), int(high or 0)),
        bool: st.booleans(),
        str: TEXTS.map(lambda text: text[:longest]) | WORDS,
        Decimal: DECIMALS,
        Moment: MOMENTS,
        bytes: st.binary(min_size=least, max_size=20).map(lambda data: base64.b64encode(data).decode()),
        Any: JSON,
    }
    return kinds[annotation]
