"""Descriptions of wrong arguments: what was given, and what was expected."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Sequence
from functools import wraps
from types import ModuleType
from typing import Any, Final, TypeVar

from netvisor.declare.misspelling import meant
from netvisor.errors import MessageError, Problem, SetupError

F = TypeVar("F", bound=Callable[..., Any])

MISSING: Final = object()
"""The default of an argument that has none, where an object is made by a compiled function."""


def described(value: object) -> str:
    """The kind of a value; never the value itself, which may be secret or long.

    >>> described(str), described(inspect), described(described), described([]), described(None)
    ('the class str', 'the module inspect', 'the function described', 'a list', 'None')
    """
    if value is None:
        return "None"
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if isinstance(value, ModuleType):
        return f"the module {value.__name__.rpartition('.')[2]}"
    if inspect.isroutine(value):
        return f"the function {value.__name__}"
    name = type(value).__name__
    if name in {"bytes", "bytearray"}:
        return name
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


def nearest(name: str, known: Collection[str]) -> str:
    """The name that a misspelt one was meant to be, or all known names."""
    near = meant(name, known)
    return f"did you mean {near!r}?" if near else f"one of {', '.join(known)}"


def checked_arguments(function: F, hint: str = "", mask: Callable[[dict[str, Any]], None] | None = None) -> F:
    """Decorate a function so that a wrong list of arguments is a `SetupError` that names every mistake in it.

    Args:
        function: the function.
        hint: a suggestion of what was meant.
        mask: hides the secrets among the keyword arguments, which tracebacks would show.
    """
    signature = inspect.signature(function)

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        if mask is not None:
            mask(kwargs)
        try:
            signature.bind(*args, **kwargs)
        except TypeError:
            name = function.__qualname__.removesuffix(".__init__")
            told = "; ".join([*_mistakes(signature, args, kwargs), *filter(None, [hint])])
            raise SetupError(f"{name}: {told}") from None
        return function(*args, **kwargs)

    return checked  # type: ignore[return-value]  # takes what the function takes


def _mistakes(signature: inspect.Signature, args: Sequence[object], kwargs: Collection[str]) -> list[str]:
    """The mistakes in a list of arguments."""
    every = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    others = ["any parameter" for p in signature.parameters.values() if p.kind is p.VAR_KEYWORD]
    by_position = [p.name for p in every if p.kind is not p.KEYWORD_ONLY]
    names = [p.name for p in every if p.name != "self"]
    given = {*by_position[: len(args)], *kwargs}
    needed = [p.name for p in every if p.default is p.empty]
    found = []
    if surplus := args[len(by_position) :]:
        named = [*(name for name in names if name not in by_position), *others]
        found.append(f"{described(surplus[0])} without a keyword; expected keywords: {', '.join(named)}")
    if missing := [name for name in needed if name not in given]:
        found.append(f"{', '.join(missing)} missing")
    if not others:
        found += [f"unknown argument {name!r} ({nearest(name, names)})" for name in kwargs if name not in names]
    return found


def refuse_fields(cls: type, surplus: Sequence[object], unknown: Collection[str], needed: dict[str, object]) -> None:
    """Reject arguments that don't make an object of a message.

    Args:
        cls: the class.
        surplus: positional arguments beyond the allowed ones.
        unknown: the names that are not fields.
        needed: the values of the required fields, or `MISSING`.

    Raises:
        MessageError: lists all of them.
    """
    fields = inspect.signature(cls).parameters
    by_name = [name for name, field in fields.items() if field.kind is field.KEYWORD_ONLY]
    problems = [
        Problem(
            path=cls.__name__,
            rule="argument",
            found=f"{described(value)} without a name",
            expected=f"the name of its field, such as {cls.__name__}({by_name[0]}=...)" if by_name else "fewer values",
        )
        for value in surplus
    ]
    problems += [
        Problem(path=f"{cls.__name__}.{name}", rule="argument", found="no such field", expected=nearest(name, fields))
        for name in unknown
    ]
    problems += [
        Problem(path=f"{cls.__name__}.{name}", rule="required", found="missing", expected=f"{name}=...")
        for name, value in needed.items()
        if value is MISSING
    ]
    raise MessageError(problems)


__all__ = ["MISSING", "checked_arguments", "described", "nearest", "refuse_fields"]
