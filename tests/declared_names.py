"""Every Python name of the declarations, and the words it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from netvisor.declare import plan
from netvisor.protocol.parameters import signature_parameters
from netvisor.resources import endpoints

Words: TypeAlias = tuple[str, ...]


def words_of(name: str) -> Words:
    """The words of a Python name: `net_days` and `NetDays` are two each, a number belongs to the word before it."""
    if "_" in name or name.islower():
        return tuple(name.strip("_").split("_"))
    return tuple(word.lower() for word in re.findall(r"[A-Z][a-z]*[0-9]*", name))


def names_below(cls: type, seen: set[type]) -> Iterator[tuple[str, str]]:
    """Every Python name of a declaration and below it, with the place where it stands."""
    if cls in seen:
        return
    seen.add(cls)
    yield cls.__name__, f"class {cls.__qualname__} of {cls.__module__}"
    for line in plan(cls).fields:
        for field in (line, *line.arms):
            yield field.attr, f"{cls.__qualname__}.{field.attr} of {cls.__module__}"
            if field.cls is not None:
                yield from names_below(field.cls, seen)


def declared_names() -> Iterator[tuple[str, str]]:
    """Every Python name of every resource: classes, fields, functions and parameters."""
    seen: set[type] = set()
    for endpoint in endpoints():
        for cls in filter(None, (endpoint.request, endpoint.reply)):
            yield from names_below(cls, seen)
        for function in endpoint.functions:
            yield function.__name__, f"{endpoint.area}.{function.__name__}"
            for parameter in signature_parameters(function):
                yield parameter.attr, f"{parameter.attr} of {endpoint.area}.{function.__name__}"
