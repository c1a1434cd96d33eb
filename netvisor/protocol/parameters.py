"""The parameters of an address, read from the signatures of the functions that make calls.

A function declares each parameter once, as a keyword argument marked with `Param`::

    def list_customers(*, keyword: Annotated[Maybe[str], Param("searched in name and code")] = UNSET) -> ...

The name on the wire is the Python name without underscores. A day is a `date`, a moment a `datetime`; a moment goes out
in Finnish local time.
"""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, TypeAlias, Union

from netvisor.codec.finnish_time import local
from netvisor.declare import UNSET, Absent, Method
from netvisor.errors import Problem
from netvisor.lazy_dataclass import frozen

Query = tuple[tuple[str, str], ...]
Form: TypeAlias = Literal["ansi", "minutes", "finnish"]


@frozen
class Param:
    """What a signature cannot say of a parameter."""

    meaning: str
    name: str | None = None
    """The name on the wire, where it is not the Python name without underscores."""
    values: tuple[str, ...] = ()
    """The documented values, where the annotation is no `Literal`."""
    limit: int | None = None
    """Most keys in a list; a longer list of a read is sent as several calls."""
    type: str | None = None
    """The documented type, where the annotation has another: a flag sent as `1` is an `integer`."""
    repeated: bool = False
    """Whether each item of a list is a parameter of the same name, instead of all in one with commas."""
    always: bool = False
    """Whether the service requires the parameter, although the signature has its only value as a default."""
    form: Form = "ansi"
    """How a moment is written: to the second, to the minute, or as `22.11.2026 9:05:03`."""


@frozen(kw_only=True)
class Parameter:
    """One parameter of an address."""

    attr: str
    name: str
    required: bool
    type: str
    values: tuple[str, ...]
    meaning: str
    limit: int | None = None
    many: bool = False
    repeated: bool = False
    always: bool = False
    form: Form = "ansi"
    python: object = None
    """The Python type of a value, or of each item of a list; `None` for a closed list."""


class Unwritable(Exception):
    """A value that cannot be a parameter: what was found, and what was expected."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(found, expected)
        self.found = found
        self.expected = expected


METHOD = Parameter(
    attr="method",
    name="method",
    required=True,
    type="string",
    values=("add", "edit"),
    meaning="add creates, edit changes",
)

_NO = frozenset({"0", "false"})
"""How a flag says no; without a word for it, the flag is left out."""

_TYPES: dict[type, str] = {str: "string", int: "integer", date: "date", datetime: "datetime", bool: "boolean"}
_CALENDAR: dict[object, str] = {date: "a date", datetime: "a datetime, in Finnish local time or with its zone"}


@cache
def signature_parameters(function: Callable[..., Any]) -> tuple[Parameter, ...]:
    """The parameters that one function declares, in the order of its signature."""
    hints = typing.get_type_hints(function, include_extras=True)
    defaults = {name: p.default for name, p in inspect.signature(function).parameters.items()}
    found = []
    for attr, hint in hints.items():
        if typing.get_origin(hint) is not Annotated:
            continue
        base, *marks = typing.get_args(hint)
        mark = next((m for m in marks if isinstance(m, Param)), None)
        if mark is not None:
            found.append(_parameter(attr, base, mark, required=defaults[attr] is inspect.Parameter.empty))
    return tuple(found)


def _parameter(attr: str, hint: Any, mark: Param, *, required: bool) -> Parameter:
    values: tuple[str, ...] = mark.values
    kind, many = "string", False
    python: object = None
    for member in typing.get_args(hint) if typing.get_origin(hint) is Union else (hint,):
        origin = typing.get_origin(member)
        if origin is Literal:
            values += tuple(str(v) for v in typing.get_args(member) if not isinstance(v, Absent))
            kind = "integer" if any(type(v) is int for v in typing.get_args(member)) else kind
        elif origin is Sequence:
            many = True
            python = next((item for item in typing.get_args(member) if item in _TYPES), None)
        elif member in _TYPES:
            python, kind = member, _TYPES[member]
    name = mark.name or attr.strip("_").replace("_", "")
    return Parameter(
        attr=attr,
        name=name,
        required=required,
        type=mark.type or kind,
        values=values,
        meaning=f"{mark.meaning}; Finnish local time" if python is datetime else mark.meaning,
        limit=mark.limit,
        many=many,
        repeated=mark.repeated,
        always=mark.always,
        form=mark.form,
        python=python,
    )


def parameters_of(functions: Iterable[Callable[..., Any]], methods: tuple[Method, ...] = ()) -> tuple[Parameter, ...]:
    """The parameters of a resource, over all its functions; required only where every function requires it."""
    found: dict[str, Parameter] = {METHOD.name: replace(METHOD, values=methods)} if methods else {}
    rows = [signature_parameters(function) for function in functions]
    for parameter in (p for row in rows for p in row):
        everywhere = all(any(p.name == parameter.name and (p.required or p.always) for p in row) for row in rows)
        if parameter.name not in found:
            found[parameter.name] = replace(parameter, required=everywhere)
    return tuple(found.values())


def wire_parameters(
    function: Callable[..., Any], arguments: Mapping[str, Any], *, method: Method | None
) -> tuple[list[Query], list[Problem]]:
    """The queries of a call: one, or several when a key list is longer than its limit.

    Args:
        function: the function whose arguments these are.
        arguments: values by Python name; UNSET ones are left out.
        method: `add` or `edit`, for resources that take it.
    """
    problems: list[Problem] = []
    pairs: list[tuple[str, str]] = [("method", method)] if method else []
    lists: list[tuple[Parameter, list[str]]] = []
    for parameter in signature_parameters(function):
        value = arguments.get(parameter.attr, UNSET)
        if value is UNSET or (value is False and parameter.values and _NO.isdisjoint(parameter.values)):
            continue
        try:
            if parameter.many:
                texts = [_query_text(item, parameter) for item in _items(value, parameter)]
                lists.append((parameter, texts))
                pairs += [(parameter.name, text) for text in (texts if parameter.repeated else [",".join(texts)])]
            else:
                pairs.append((parameter.name, _query_text(value, parameter)))
        except Unwritable as error:
            problems.append(Problem(path=parameter.attr, rule="parameter", found=error.found, expected=error.expected))
    return _split(tuple(pairs), lists), problems


def _split(query: Query, lists: list[tuple[Parameter, list[str]]]) -> list[Query]:
    for parameter, texts in lists:
        limit = parameter.limit
        if limit is not None and len(texts) > limit:
            slices = [",".join(texts[i : i + limit]) for i in range(0, len(texts), limit)]
            return [tuple((n, part if n == parameter.name else v) for n, v in query) for part in slices]
    return [query]


def _items(value: Any, parameter: Parameter) -> Sequence[Any]:
    if isinstance(value, (str, bytes)) or not isinstance(value, (Sequence, set, frozenset, range)):
        raise Unwritable(f"{value!r} is not a list", f"a list of {parameter.type} values")
    if not value:
        raise Unwritable("an empty list", "at least one item, or UNSET to omit the parameter")
    return list(value)


def _query_text(value: Any, parameter: Parameter) -> str:
    wanted = f"a value of type {parameter.type}" + (f": {', '.join(parameter.values)}" if parameter.values else "")
    if parameter.python in _CALENDAR:
        return _calendar_text(value, parameter)
    if isinstance(value, bool) and (parameter.python is bool or parameter.values):
        text = _flag(parameter, value=value)
    elif isinstance(value, Enum):
        text = str(value.value)
    elif isinstance(value, (str, int)) and not isinstance(value, bool):
        text = str(value)
    else:
        raise Unwritable(f"{value!r} cannot be used in a URL", f"{wanted}, or UNSET to omit it")
    if not text:
        raise Unwritable("an empty text", f"{wanted}, or UNSET to omit it")
    if parameter.many and "," in text:
        raise Unwritable(f"{text!r} contains a comma, which separates list items", "items without commas")
    if parameter.type == "integer" and not re.fullmatch(r"-?[0-9]+", text):
        raise Unwritable(f"{text!r} is not a whole number", wanted)
    if parameter.values and text not in parameter.values:
        raise Unwritable(f"{text!r} is not one of the documented values", f"one of {', '.join(parameter.values)}")
    return text


def _calendar_text(value: Any, parameter: Parameter) -> str:
    """The text of a day or of a moment; one is never taken for the other, nor a text for either."""
    if parameter.python is date and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if parameter.python is datetime and isinstance(value, datetime):
        return moment_text(value, parameter.form)
    raise Unwritable(f"{value!r} of type {type(value).__name__}", _CALENDAR[parameter.python])


def moment_text(value: datetime, form: Form = "ansi") -> str:
    """The text of a moment, in Finnish local time.

    Raises:
        Unwritable: the moment is outside the range of Finnish dates.
    """
    try:
        here = local(value)
    except OverflowError as error:
        raise Unwritable(f"{value!r} has no Finnish date", _CALENDAR[datetime]) from error
    if form == "finnish":
        return f"{here.day}.{here.month}.{here.year} {here.hour}:{here.minute:02d}:{here.second:02d}"
    return here.isoformat(timespec="minutes" if form == "minutes" else "seconds")


def _flag(parameter: Parameter, *, value: bool) -> str:
    if "true" in parameter.values or "false" in parameter.values:
        return "true" if value else "false"
    return "1" if value else "0"
