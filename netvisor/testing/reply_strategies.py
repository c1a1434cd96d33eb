"""Answers of a resource as objects: what `write_reply` can write and `read_reply` reads back as it was."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from netvisor.declare import Field, plan
from netvisor.testing.scalar_strategies import ISO_8859_15, Alphabet, scalars

R = TypeVar("R")

_MOST_ITEMS = 3


def replies(cls: type[R], *, alphabet: Alphabet = ISO_8859_15) -> SearchStrategy[R]:
    """Any object of a reply class: every field `None` or filled, every list with a few items.

    An element with children or attributes that every answer holds is always there, perhaps with nothing in it:
    written empty, it is read as an object.

    Args:
        cls: a class made by `@reply`, mostly a root reply class such as `customers.CustomerListReply`.
        alphabet: the characters of texts; `netvisor.testing.XML` gives all that XML allows.
    """
    declaration: type = cls
    return _objects(declaration, alphabet)


@cache
def _objects(cls: type, alphabet: Alphabet) -> SearchStrategy[Any]:
    lines = {f.attr: _field_values(f, alphabet) for f in plan(cls).fields if f.role != "constant"}
    return st.builds(cls, **lines)


def _field_values(line: Field, alphabet: Alphabet) -> SearchStrategy[Any]:
    one = _one(line, alphabet)
    if line.many:
        return st.lists(one, max_size=_MOST_ITEMS)
    if line.cls is not None and line.required:
        return one
    return st.none() | one


def _one(line: Field, alphabet: Alphabet) -> SearchStrategy[Any]:
    if line.role == "interleaved":
        return st.one_of([_objects(arm.cls, alphabet) for arm in line.arms if arm.cls])
    if line.cls is not None:
        return _objects(line.cls, alphabet)
    if line.scalar is None:
        raise TypeError(f"{line.attr} has neither a class nor a type")
    return scalars(line.scalar, alphabet)
