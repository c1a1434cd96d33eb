"""The writer of a class: one generated function, compiled on first use and cached.

A function is generated from the plan instead of walking it, because a walk asks the same questions of every object.
The function tests every rule in passing and raises `Unfit`, without a reason, at the first one broken; whoever called
it asks `check` for all reasons. An attachment is not written into the text: a NUL, which no XML text can hold, stands
in its place, and the attachment is put on a list.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from netvisor.codec.charset import escape, escape_attribute
from netvisor.codec.values import MOST_DIGITS, scalar_problem, write
from netvisor.declare import CLEAR, UNSET, Field, Plan, Scalar, plan

Writer: TypeAlias = Callable[[Any, list[Any]], str]
"""Takes an object and the list of attachments; gives the content of its element. For a class with attributes the
result begins inside the start tag: ` type="customer">text`."""

PLACE = "\0"
"""What stands in the text where an attachment belongs."""


class Unfit(Exception):
    """The object breaks a rule; `check` knows which."""


def writer(cls: type) -> Writer:
    """The generated function of a class."""
    return _writer(cls)


@cache
def _writer(cls: type) -> Writer:
    its = plan(cls)
    names: dict[str, Any] = {
        "UNSET": UNSET, "CLEAR": CLEAR, "Unfit": Unfit, "Decimal": Decimal, "date": date,
        "text": _text, "number": _number, "decimal": _other, "DECIMAL": Scalar("decimal"), "whole": _whole, "day": _day,
        "other": _other, "file": _file, "escape": escape, "escape_attribute": escape_attribute,
    }  # fmt: skip
    lines = ["def write(o, attachments):", *(f"    {line}" for line in _body(its, names))]
    exec(compile("\n".join(lines), f"<writer of {cls.__qualname__}>", "exec"), names)  # noqa: S102  # our own text
    made: Writer = names["write"]
    return made


def has_attributes(its: Plan) -> bool:
    """Whether the start tag of a class holds anything besides its name."""
    return bool(its.attributes)


def _body(its: Plan, names: dict[str, Any]) -> Iterator[str]:
    yield "s = ''"
    if its.attributes:
        yield "a = ''"
        for field in its.attributes:
            yield from _attribute(field, names)
    for field in its.fields:
        if field.role == "value":
            yield from _value(field, names)
        elif field.role not in {"attribute", "constant"}:
            yield from _element(field, names)
    if not its.valued:
        yield "if not s: raise Unfit"
    for index, rule in enumerate(its.rules):
        if rule.on is None:
            names[f"holds{index}"] = rule.holds
            yield f"if not holds{index}(o): raise Unfit"
    yield "return f'{a}>{s}'" if its.attributes else "return '>' + s" if its.valued else "return s"


def _attribute(field: Field, names: dict[str, Any]) -> Iterator[str]:
    if field.const is not None:
        yield f"a += {_constant(field.name, field.const.value)!r}"
        return
    yield f"v = o.{field.attr}"
    indent = ""
    if not field.required:
        yield "if v is not UNSET:"
        indent = "    "
    for line in _scalar(field, names, in_attribute=True):
        yield indent + line
    yield f"{indent}a += f' {field.name}=\"{{v}}\"'"


def _constant(name: str, value: str) -> str:
    return f' {name}="{escape_attribute(value)}"'


def _value(field: Field, names: dict[str, Any]) -> Iterator[str]:
    yield f"v = o.{field.attr}"
    if not field.clearable:
        yield from _scalar(field, names)
        yield "s = v"
        return
    yield "if v is not CLEAR:"
    for line in _scalar(field, names):
        yield f"    {line}"
    yield "    s = v"


def _element(field: Field, names: dict[str, Any]) -> Iterator[str]:
    yield f"v = o.{field.attr}"
    if field.many:
        yield from _list(field, names)
        return
    write_it = list(_one(field, names))
    if field.clearable:
        if field.cls is not None and field.role == "valued" and _required_attributes(field.cls):
            yield "if v is CLEAR: raise Unfit"
            yield from _unless_unset(field, write_it)
            return
        yield f"if v is CLEAR: s += {_cleared(field)!r}"
        yield "elif v is not UNSET:" if not field.required else "else:"
        yield from (f"    {line}" for line in write_it)
    else:
        yield from _unless_unset(field, write_it)


def _unless_unset(field: Field, lines: list[str]) -> Iterator[str]:
    if field.required:
        yield from lines
        return
    yield "if v is not UNSET:"
    yield from (f"    {line}" for line in lines)


def _required_attributes(cls: type) -> bool:
    return any(f.role == "attribute" and f.required for f in plan(cls).attributes)


def _start(field: Field) -> str:
    return f"<{field.name}{''.join(_constant(c.name, c.const.value) for c in field.constants)}"


def _cleared(field: Field) -> str:
    constants = "" if field.cls is None else _constants(plan(field.cls))
    return f"{_start(field)}{constants}></{field.name}>"


def _constants(its: Plan) -> str:
    return "".join(_constant(f.name, f.const.value) for f in its.attributes if f.const is not None)


def _list(field: Field, names: dict[str, Any]) -> Iterator[str]:
    yield "if v.__class__ is not list and v.__class__ is not tuple: raise Unfit"
    if field.required:
        yield "if not v: raise Unfit"
    yield "for v in v:"
    if field.role == "interleaved":
        names[f"arms_{field.attr}"] = {
            arm.cls: (f"<{arm.name}" + ("" if plan(arm.cls).attributes else ">"), writer(arm.cls), f"</{arm.name}>")
            for arm in field.arms
            if arm.cls is not None
        }
        yield f"    start, write_arm, end = arms_{field.attr}[v.__class__]"
        yield "    s += f'{start}{write_arm(v, attachments)}{end}'"
        return
    yield from (f"    {line}" for line in _one(field, names))


def _one(field: Field, names: dict[str, Any]) -> Iterator[str]:
    """The lines that write the value `v` as one element."""
    start, end = _start(field), f"</{field.name}>"
    if field.cls is None:
        yield from _scalar(field, names)
        yield f"s += f'{start}>{{v}}{end}'"
        return
    cls, its = f"class_{field.attr}", plan(field.cls)
    names[cls], names[f"write_{field.attr}"] = field.cls, writer(field.cls)
    yield f"if v.__class__ is not {cls}: raise Unfit"
    inside = f"write_{field.attr}(v, attachments)"
    if its.valued and field.clearable:
        yield f"v = {inside}"
        yield f"if v == {_constants(its) + '>'!r}: raise Unfit"
        inside = "v"
    close = "" if its.valued or its.attributes else ">"
    yield f"s += f'{start}{close}{{{inside}}}{end}'"


def _scalar(field: Field, names: dict[str, Any], *, in_attribute: bool = False) -> Iterator[str]:
    """The lines that test the value `v` and turn it into text."""
    scalar = field.scalar
    if scalar is None:  # pragma: no cover  # only elements with children have none, and they do not come here
        raise TypeError(f"{field.attr} has no scalar")
    simple = scalar.pattern is None and scalar.minimum is None and scalar.maximum is None and scalar.places is None
    if scalar.values:
        names[f"values_{field.attr}"] = _texts(scalar)
        if scalar.kind == "integer":
            yield "if v.__class__ is not int: v = whole(v)"
        yield f"v = values_{field.attr}[v]"
    elif scalar.kind == "string" and simple:
        yield from _string(scalar, in_attribute=in_attribute)
    elif scalar.kind == "decimal" and simple:
        yield "if v.__class__ is not Decimal: v = number(v)"
        yield "v = str(v)"
        yield f"if len(v) > {MOST_DIGITS} or 'E' in v or 'N' in v or 'I' in v: v = decimal(Decimal(v), DECIMAL)"
        yield "elif '.' in v: v = v.replace('.', ',')"
    elif scalar.kind == "integer" and simple and scalar.max is None:
        yield "if v.__class__ is not int: v = whole(v)"
    elif scalar.kind == "boolean":
        true, false = scalar.form.split("|")
        yield f"v = {true!r} if v is True else {false!r} if v is False else other(v, None)"
    elif scalar.kind == "date" and scalar.form == "ansi":
        yield "if v.__class__ is not date: v = day(v)"
        yield "v = v.isoformat()"
    elif scalar.kind == "base64":
        yield f"v = file(v, attachments, {field.attr!r})"
    else:
        names[f"scalar_{field.attr}"] = scalar
        yield f"v = other(v, scalar_{field.attr})"
        yield f"v = {'escape_attribute' if in_attribute else 'escape'}(v)"


def _string(scalar: Scalar, *, in_attribute: bool) -> Iterator[str]:
    yield "if v.__class__ is not str: v = text(v)"
    yield "if not v: raise Unfit" if scalar.max is None else f"if not 0 < len(v) <= {scalar.max}: raise Unfit"
    tests = "not v.isprintable() or '&' in v or '<' in v or '>' in v"
    if in_attribute:
        yield f"if {tests} or '\"' in v: v = escape_attribute(v)"
    else:
        yield f"if {tests}: v = escape(v)"


def _texts(scalar: Scalar) -> dict[str | int, str]:
    return {value: escape_attribute(str(value)) for value in scalar.values}


# What the generated functions call for values that are not of the exact, usual class.


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit
    return str.__str__(value)


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Unfit
    return Decimal(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unfit
    return int(value)


def _day(value: object) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Unfit
    return date(value.year, value.month, value.day)


def _other(value: object, scalar: Scalar | None) -> str:
    if scalar is None or scalar_problem(value, scalar) is not None:
        raise Unfit
    return write(value, scalar)


def _file(value: object, attachments: list[Any], name: str) -> str:
    if not (value if isinstance(value, bytes) else isinstance(value, os.PathLike) and os.path.isfile(value)):
        raise Unfit
    attachments.append((name, value))
    return PLACE
