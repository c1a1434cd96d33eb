"""A user's file that makes an object of every declared class: as it must be made, and in every wrong way."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from netvisor.declare import declared
from netvisor.resources.index import NAMES

_EMPTY: Final = inspect.Parameter.empty


def declared_classes() -> dict[str, type]:
    """The declared classes as a user names them, such as `customers.Customer`; a shared one by its first area."""
    found: dict[type, str] = {}
    for area in NAMES:
        module = import_module(f"netvisor.resources.{area}")
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, type) and declared(value) is not None:
                found.setdefault(value, f"{area}.{name}")
    return {name: cls for cls, name in found.items()}


def program() -> tuple[str, set[int]]:
    """The text of the file, and the numbers of its lines that are wrong."""
    lines = ["from typing import Any", "", f"from netvisor import {', '.join(NAMES)}", ""]
    wrong: set[int] = set()
    for number, (name, cls) in enumerate(declared_classes().items()):
        for right, arguments in _ways(cls):
            lines.append(f"def make_{number}_{len(lines)}(_it: Any) -> {name}:")
            lines.append(f"    return {name}({', '.join(arguments)})")
            if not right:
                wrong.add(len(lines))
    return "\n".join([*lines, ""]), wrong


def _ways(cls: type) -> Iterator[tuple[bool, list[str]]]:
    """Whether an object can be made with some arguments, and the arguments."""
    parameters = inspect.signature(cls).parameters.values()
    needed = [parameter.name for parameter in parameters if parameter.default is _EMPTY]
    keyword_only = all(parameter.kind is inspect.Parameter.KEYWORD_ONLY for parameter in parameters)
    yield True, [f"{name}=_it" for name in needed]
    yield True, [f"{parameter.name}=_it" for parameter in parameters]
    for missing in needed:
        yield False, [f"{name}=_it" for name in needed if name != missing]
    yield not keyword_only, ["_it", *(f"{name}=_it" for name in needed[not keyword_only :])]
