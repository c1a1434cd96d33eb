"""Where each element of a class is allowed: names to positions, made from the plan once per class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from netvisor.declare import Carries, Field, plan


@dataclass(frozen=True, slots=True)
class ChildPosition:
    """The position of one element among its siblings."""

    turn: int
    """Its turn; interleaved elements share one."""
    field: Field
    """The line that says what the element is; of an interleaved list, the arm."""
    home: Field
    """The line that the value goes to."""


@cache
def child_positions(cls: type) -> Mapping[str, ChildPosition]:
    """The positions of the children of a class, by their names and further names in lower case."""
    made: dict[str, ChildPosition] = {}
    for turn, home in enumerate(plan(cls).children):
        for field in home.arms or (home,):
            for name in (field.name, *field.also):
                made.setdefault(name.lower(), ChildPosition(turn, field, home))
    return made


@cache
def attributes(cls: type) -> tuple[Mapping[str, Field], tuple[Carries, ...]]:
    """The attributes of a class by their names in lower case, and its constant ones."""
    its = plan(cls).attributes
    known = {name.lower(): f for f in its if f.const is None for name in (f.name, *f.also)}
    return known, tuple(Carries(f.name, f.const) for f in its if f.const is not None)


@cache
def large(cls: type) -> frozenset[str]:
    """The lower-case names of the elements below a class that contain Base64."""
    found = set()
    for field, _ in _below(cls):
        its = plan(field.cls).value if field.cls is not None else field
        if its is not None and its.scalar is not None and its.scalar.kind == "base64":
            found |= {name.lower() for name in (field.name, *field.also)}
    return frozenset(found)


@cache
def parent_paths(cls: type) -> Mapping[str, tuple[str, ...]]:
    """The elements that may contain each lower-case name: paths below the element of `cls`."""
    made: dict[str, list[str]] = {}
    for field, path in _below(cls):
        made.setdefault(field.name.lower(), []).append(path)
    return {name: tuple(dict.fromkeys(paths)) for name, paths in made.items()}


def _below(cls: type, path: str = "", above: tuple[type, ...] = ()) -> Iterator[tuple[Field, str]]:
    """Every element below a class with the path to its parent; a class inside itself is not entered again."""
    for field in plan(cls).elements:
        yield field, path
        if field.cls is not None and field.role == "aggregate" and field.cls not in (*above, cls):
            yield from _below(field.cls, f"{path}/{field.name}", (*above, cls))
