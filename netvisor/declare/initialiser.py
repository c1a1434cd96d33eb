"""The `__init__` of declarations: compiled when the first object of a class is made, not when the class is.

An area declares up to a hundred classes and a program uses a few of them. Compiling all their initialisers takes
three quarters of the time in which an area loads.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from typing import Any


class _Signature:
    """The signature of a class, worked out when an editor or `help()` asks for it."""

    def __get__(self, _: object, cls: type) -> inspect.Signature:
        kinds = {True: inspect.Parameter.KEYWORD_ONLY, False: inspect.Parameter.POSITIONAL_OR_KEYWORD}
        return inspect.Signature(
            [
                inspect.Parameter(
                    field.name,
                    kinds[bool(field.kw_only)],
                    default=inspect.Parameter.empty if field.default is MISSING else field.default,
                    annotation=field.type,
                )
                for field in _ordered(cls)
            ]
        )


def attach(cls: type) -> None:
    """Give a class, whose fields `dataclass` has worked out, its initialiser."""

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        compiled = _compile(cls)
        cls.__init__ = compiled  # type: ignore[misc]  # from now on without this detour
        compiled(self, *args, **kwargs)

    cls.__init__ = __init__  # type: ignore[misc]
    cls.__signature__ = _Signature()  # type: ignore[attr-defined]  # where `inspect` looks first


def _ordered(cls: type) -> list[Field[Any]]:
    """The fields in the order of the arguments: those that may be given by position come first."""
    return sorted(fields(cls), key=lambda field: bool(field.kw_only))


def _compile(cls: type) -> Callable[..., None]:
    names: dict[str, Any] = {}
    arguments, lines = ["self"], []
    keywords = False
    for field in _ordered(cls):
        if field.kw_only and not keywords:
            arguments.append("*")
            keywords = True
        if field.default is MISSING:
            arguments.append(field.name)
        else:
            names[f"default_{field.name}"] = field.default
            arguments.append(f"{field.name}=default_{field.name}")
        lines.append(f"    self.{field.name} = {field.name}")
    source = "\n".join([f"def __init__({', '.join(arguments)}):", *(lines or ["    pass"])])
    exec(compile(source, f"<initialiser of {cls.__qualname__}>", "exec"), names)  # noqa: S102  # our own text
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made
