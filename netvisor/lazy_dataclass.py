"""Dataclasses that cost little to declare: their `__init__` is compiled when the first object is made.

An area declares up to a hundred classes and a program uses a few of them. What `dataclass` compiles for each class
takes three quarters of the time in which an area loads, so only the fields and slots come from there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, Final, NoReturn, TypeAlias, TypeVar, dataclass_transform, overload

from netvisor.generated_code import run_generated

C = TypeVar("C")


@overload
def frozen(cls: type[C], /) -> type[C]: ...
@overload
def frozen(*, kw_only: bool = False) -> Callable[[type[C]], type[C]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[C] | None = None, /, *, kw_only: bool = False) -> type[C] | Callable[[type[C]], type[C]]:
    """Declare a class whose objects never change: with slots, equal by value, and with a hash.

    Args:
        cls: the class, where the decorator stands without brackets.
        kw_only: whether the arguments are given by keyword only.

    >>> @frozen
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1) == Point(1, y=0), Point(2)
    (True, Point(x=2, y=0))
    """

    def decorate(cls: type[C]) -> type[C]:
        made = dataclass(init=False, repr=False, eq=False, match_args=False, slots=True, kw_only=kw_only)(cls)
        explain(made)
        if "__init__" not in cls.__dict__:
            attach(made, frozen=True)
        for method in (_equal, _hash, _show, _state, _restore, _refuse_to_set, _refuse_to_delete):
            name = _METHODS[method.__name__]
            if name not in cls.__dict__:
                setattr(made, name, method)
        return made

    return decorate if cls is None else decorate(cls)


# What all frozen classes share instead of having it compiled for each.


def _values(self: Any) -> tuple[Any, ...]:
    made: tuple[Any, ...] = _getter(self.__class__)(self)
    return made


@cache
def _getter(cls: Any) -> Callable[[Any], Any]:
    """What takes all values of an object at once: tables by type are asked for every element that is read."""
    names = tuple(cls.__dataclass_fields__)
    if len(names) > 1:
        return attrgetter(*names)
    return lambda it: tuple(getattr(it, name) for name in names)


def _equal(self: Any, other: object) -> Any:
    return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _show(self: Any) -> str:
    inside = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{type(self).__qualname__}({inside})"


def _state(self: Any) -> tuple[Any, ...]:
    return _values(self)


def _restore(self: Any, state: tuple[Any, ...]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _refuse_to_set(_: Any, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: Any, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_METHODS = {
    "_equal": "__eq__",
    "_hash": "__hash__",
    "_show": "__repr__",
    "_state": "__getstate__",
    "_restore": "__setstate__",
    "_refuse_to_set": "__setattr__",
    "_refuse_to_delete": "__delattr__",
}


# The docstrings of the fields.


class FieldDocs(dict[str, str | None]):
    """The `__slots__` of a class: each field with its docstring, where `help()` and `inspect.getdoc` look for it.

    The docstrings are read from the source when the first of them is asked for.
    """

    __slots__ = ("_cls",)

    def __init__(self, cls: type) -> None:
        super().__init__(dict.fromkeys(cls.__dict__["__slots__"]))
        self._cls = cls

    def __getitem__(self, name: str) -> str | None:
        from netvisor.field_docs import field_docs

        return field_docs(self._cls).get(name) if name in self else super().__getitem__(name)


def explain(cls: type) -> None:
    """Let the fields of a class with slots tell their docstrings."""
    cls.__slots__ = FieldDocs(cls)  # type: ignore[attr-defined]  # Python asks for any iterable of names


# The initialiser.


class _Signature:
    """The signature of a class, worked out when an editor or `help()` asks for it."""

    def __get__(self, _: object, cls: type) -> inspect.Signature:
        kinds = {True: inspect.Parameter.KEYWORD_ONLY, False: inspect.Parameter.POSITIONAL_OR_KEYWORD}
        return inspect.Signature(
            [
                inspect.Parameter(
                    field.name,
                    kinds[bool(field.kw_only)],
                    default=_default(field),
                    annotation=field.type,
                )
                for field in _ordered(cls)
            ]
        )


def _default(field: Field[Any]) -> Any:
    """The default that a signature shows; dots for one that is made anew each time."""
    if field.default is not MISSING:
        return field.default
    return inspect.Parameter.empty if field.default_factory is MISSING else ...


Refuse: TypeAlias = Callable[[type, tuple[object, ...], dict[str, object], dict[str, object]], None]
"""What raises an error for arguments that do not fit: the class, what stands by position and has no place there, what
has an unknown name, and the values of the required fields."""


def attach(cls: type, *, frozen: bool = False, refuse: Refuse | None = None, missing: object = None) -> None:
    """Give a class, whose fields `dataclass` has worked out, its initialiser.

    Args:
        cls: the class.
        frozen: whether its objects refuse to have their fields set.
        refuse: what is called for arguments that do not fit; without it Python raises a `TypeError`.
        missing: what `refuse` finds in the place of a required field that is not given.
    """

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        compiled = _compile(cls, frozen=frozen, refuse=refuse, missing=missing)
        cls.__init__ = compiled  # type: ignore[misc]  # from now on without this detour
        compiled(self, *args, **kwargs)

    cls.__init__ = __init__  # type: ignore[misc]
    cls.__signature__ = _Signature()  # type: ignore[attr-defined]  # where `inspect` looks first


def _ordered(cls: type) -> list[Field[Any]]:
    """The fields in the order of the arguments: those that may be given by position come first."""
    return sorted(fields(cls), key=lambda field: bool(field.kw_only))


_ABSENT: Final = object()
"""Stands for an argument that is not given, where a function makes the default."""


def _compile(cls: type, *, frozen: bool, refuse: Refuse | None, missing: object) -> Callable[..., None]:
    names: dict[str, Any] = {"_cls": cls, "_refuse": refuse, "_missing": missing}
    ordered = _ordered(cls)
    required = [one.name for one in ordered if one.default is MISSING and one.default_factory is MISSING]
    at = next((number for number, one in enumerate(ordered) if one.kw_only), len(ordered))
    arguments, lines = ["self"], []
    for number, one in enumerate(ordered):
        if number == at:
            arguments.append("*_surplus" if refuse else "*")
        given = one.name
        if one.default_factory is not MISSING:
            names |= {f"make_{one.name}": one.default_factory, "_absent": _ABSENT}
            arguments.append(f"{one.name}=_absent")
            given = f"make_{one.name}() if {one.name} is _absent else {one.name}"
        elif one.default is MISSING:
            arguments.append(f"{one.name}=_missing" if refuse else one.name)
        else:
            names[f"default_{one.name}"] = one.default
            arguments.append(f"{one.name}=default_{one.name}")
        if frozen:  # the slot itself takes half the time of `object.__setattr__`
            names[f"set_{one.name}"] = getattr(cls, one.name).__set__
        setting = f"set_{one.name}(self, {given})" if frozen else f"self.{one.name} = {given}"
        lines.append(f"    {setting}")
    if refuse:
        arguments += [*(["*_surplus"] if at == len(ordered) else []), "**_unknown"]
        wrong = " or ".join(["_surplus", "_unknown", *(f"{name} is _missing" for name in required)])
        needed = ", ".join(f"{name!r}: {name}" for name in required)
        lines.insert(0, f"    if {wrong}: _refuse(_cls, _surplus, _unknown, {{{needed}}})")
    source = "\n".join([f"def __init__({', '.join(arguments)}):", *(lines or ["    pass"])])
    title = f"initialiser of {cls.__module__}.{cls.__qualname__}"
    made: Callable[..., None] = run_generated(source, title, names)["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made
