"""The plan of a class: everything an engine may know about a declaration, read once from its annotations.

Encoder, decoder, checks, schemas, strategies, sandbox and documentation are functions over `plan(cls)`. Nothing
else in the library looks at annotations.
"""

from __future__ import annotations

import inspect
import re
import sys
import typing
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, MISSING, dataclass, fields
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias, TypeVar, Union

from netvisor.declare.classes import Declared, El, Interleaved, Style, declared, xml_name
from netvisor.declare.rules import Rule
from netvisor.declare.scalars import PLAIN, Carries, Const, Kind, Scalar
from netvisor.declare.states import ATTRIBUTE, Absent
from netvisor.declare.text_doubts import doubtful_texts
from netvisor.lazy_dataclass import frozen

Role: TypeAlias = Literal["text", "valued", "aggregate", "interleaved", "attribute", "constant", "value"]
"""The role of a line of a class:

- `text`: an element with a text; `valued`: one with a text and attributes; `aggregate`: one with children
- `interleaved`: a list of several kinds of elements, mixed
- `attribute`, `constant`: an attribute of the element itself, the latter with a fixed value
- `value`: the text of a `valued` element itself
"""


@frozen(kw_only=True)
class Field:
    """One line of a declaration."""

    attr: str
    """The Python name."""
    name: str
    """The name of the element or attribute, as it is written."""
    also: tuple[str, ...] = ()
    """Further names accepted in reading, where letter case never matters."""
    role: Role
    scalar: Scalar | None = None
    """The type of the text or attribute; `None` for elements with children."""
    cls: type | None = None
    """The class of a `valued` or `aggregate` element."""
    arms: tuple[Field, ...] = ()
    """The elements of an `interleaved` list."""
    required: bool = False
    many: bool = False
    blank: bool = False
    """A required element that may be empty."""
    clearable: bool = False
    """CLEAR is allowed."""
    constants: tuple[Carries, ...] = ()
    """The constant attributes of a plain element."""
    const: Const | None = None

    @property
    def occurs(self) -> str:
        """The occurrence in the words of the tables: `1`, `0..1`, `1..n` or `0..n`."""
        return f"{'1' if self.required else '0'}..n" if self.many else "1" if self.required else "0..1"


@frozen(kw_only=True)
class Plan:
    """A declaration as data: its fields in document order, split by role."""

    cls: type
    style: Style
    valued: bool
    tag: str | None
    """The element under `<root>`, for a class made by `message`."""
    fields: tuple[Field, ...]
    """All lines, constants included, in the order of the class."""
    rules: tuple[Rule, ...]
    """The rules that a message must keep."""
    doubts: tuple[Rule, ...] = ()
    """The rules that only warn when a message breaks them."""

    @property
    def children(self) -> tuple[Field, ...]:
        """The lines that are elements below this one."""
        return tuple(f for f in self.fields if f.role in {"text", "valued", "aggregate", "interleaved"})

    @property
    def attributes(self) -> tuple[Field, ...]:
        """The lines that are attributes of this element, constants included."""
        return tuple(f for f in self.fields if f.role in {"attribute", "constant"})

    @property
    def value(self) -> Field | None:
        """The text of a `valued` element."""
        return next((f for f in self.fields if f.role == "value"), None)

    @property
    def elements(self) -> tuple[Field, ...]:
        """The children with interleaved lists replaced by their arms: the possible elements of the XML, in order."""
        return tuple(e for f in self.children for e in (f.arms or (f,)))


def plan(cls: type) -> Plan:
    """The plan of a declaration.

    Raises:
        TypeError: the class is not a declaration, or one of its lines has a type that no declaration knows.
    """
    return _plan(cls)


@cache
def _plan(cls: type) -> Plan:
    said = declared(cls)
    if said is None:
        raise TypeError(f"{cls.__qualname__} is not a declaration: it lacks @message, @part, @reply or @valued")
    hints = _hints(cls)
    defaults = {f.name: f.default is not MISSING for f in fields(cls)}
    style: Style = said.style
    naming: Style = "message" if said.lower else style
    lines = tuple(
        _line(cls, said, attr, hint, naming, has_default=defaults.get(attr, False))
        for attr, hint in hints.items()
        if hint is not KW_ONLY
    )
    rules = tuple(rule for rule in said.rules if not rule.doubt)
    doubts = tuple(rule for rule in said.rules if rule.doubt)
    if style == "message" and (texts := _texts(lines)):
        doubts += (doubtful_texts(texts),)
    return Plan(cls=cls, style=style, valued=said.valued, tag=said.tag, fields=lines, rules=rules, doubts=doubts)


def _hints(cls: type) -> dict[str, Any]:
    """The annotations of a class and its bases, in order.

    `typing.get_type_hints` gives the same, but would take four fifths of the time of making a plan: it searches every
    type for quoted names, which declarations don't have.
    """
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        for attr, hint in inspect.get_annotations(base).items():
            found[attr] = _evaluated(base.__module__, hint) if isinstance(hint, str) else hint
    return found


@frozen
class _Applied:
    """An alias with one parameter, such as `Opt`, and its argument: `typing` takes long to put one into the other."""

    alias: Any
    argument: Any


_APPLIED: Final = re.compile(r"(\w+)\[([\w\[\]]+)\]")


@cache
def _evaluated(module: str, text: str) -> Any:
    """The type that an annotation means in a module; cached, as many lines of a module have the same type."""
    names = vars(sys.modules[module])
    if applied := _APPLIED.fullmatch(text):
        alias = names.get(applied[1])
        if alias is not ClassVar and len(getattr(alias, "__parameters__", ())) == 1:
            return _Applied(alias, _evaluated(module, applied[2]))
    return eval(text, names)  # noqa: S307  # a line of a declaration


def _texts(lines: tuple[Field, ...]) -> dict[str, bool]:
    """The lines with free text, each with whether it may identify a person."""
    texts = {}
    for line in lines:
        scalar = line.scalar
        if line.role != "constant" and scalar is not None and scalar.kind == "string" and not scalar.values:
            texts[line.attr] = scalar.doubt is not None and scalar.doubt.secret
    return texts


@dataclass(slots=True)
class _Hint:
    """An annotation taken apart."""

    types: list[Any]
    marks: list[object]
    unset: bool = False
    clear: bool = False
    none: bool = False
    many: bool = False
    values: tuple[str | int, ...] = ()


def _take_apart(hint: Any, into: _Hint, argument: Any = None) -> None:
    """Add what a type says; `argument` stands in the place of its parameter."""
    if isinstance(hint, _Applied):
        _take_apart(hint.alias, into, hint.argument)
        return
    origin = typing.get_origin(hint)
    if isinstance(hint, TypeVar):
        _take_apart(argument, into)
    elif origin is Annotated:
        base, *marks = typing.get_args(hint)
        into.marks += marks
        if any(isinstance(mark, Scalar) for mark in marks):
            into.types.append(base)
        else:
            _take_apart(base, into, argument)
    elif origin is Union or origin is UnionType:
        for member in typing.get_args(hint):
            _take_apart(member, into, argument)
    elif origin is Literal:
        _take_literal(typing.get_args(hint), into)
    elif origin in {Sequence, list}:
        into.many = True
        _take_apart(typing.get_args(hint)[0], into, argument)
    elif hint is NoneType:
        into.none = True
    else:
        into.types.append(hint)


def _take_literal(values: tuple[Any, ...], into: _Hint) -> None:
    into.unset |= Absent.UNSET in values
    into.clear |= Absent.CLEAR in values
    into.values += tuple(v for v in values if not isinstance(v, Absent))


def _marks(hint: _Hint, kind: type[Any]) -> Iterator[Any]:
    return (mark for mark in hint.marks if isinstance(mark, kind))


def _line(cls: type, said: Declared, attr: str, hint: Any, style: Style, *, has_default: bool) -> Field:
    if hint is ClassVar or typing.get_origin(hint) is ClassVar:
        return _constant(cls, attr)
    apart = _Hint([], [])
    _take_apart(hint, apart)
    is_attribute = ATTRIBUTE in apart.marks
    element = next(_marks(apart, El), El())
    # By default, attributes of answers are written in lower case too.
    name = element.name or xml_name(attr, "message" if is_attribute else style)
    required = not has_default
    mixed = next(_marks(apart, Interleaved), None)
    if mixed is not None:
        arms = _arms(mixed, apart.types, style)
        return Field(attr=attr, name=name, role="interleaved", arms=arms, many=True, required=required)
    made: dict[str, Any] = {
        "attr": attr,
        "name": name,
        "also": element.also,
        "required": required,
        "many": apart.many,
        "blank": required and apart.clear,
        "clearable": apart.clear,
    }
    inner = apart.types[0] if len(apart.types) == 1 else None
    child = declared(inner) if isinstance(inner, type) else None
    if child is not None:
        return Field(**made, role="valued" if child.valued else "aggregate", cls=inner)
    scalar = _scalar(cls, attr, apart)
    constants = tuple(_marks(apart, Carries))
    role: Role = "attribute" if is_attribute else "value" if said.valued and attr == "value" else "text"
    return Field(**made, role=role, scalar=scalar, constants=constants)


def _constant(cls: type, attr: str) -> Field:
    const = getattr(cls, attr)
    if not isinstance(const, Const):
        raise TypeError(f"{cls.__qualname__}.{attr}: a ClassVar of a declaration is a Const, not {const!r}")
    return Field(
        attr=attr,
        name=xml_name(attr, "message"),
        role="constant",
        const=const,
        required=not const.optional,
        scalar=Scalar("string", values=(const.value,)),
    )


def _arms(mixed: Interleaved, types: list[Any], style: Style) -> tuple[Field, ...]:
    if len(mixed.arms) != len(types):
        raise TypeError(f"{len(mixed.arms)} names for {len(types)} interleaved types: {mixed.arms}")
    return tuple(
        Field(attr=attr, name=xml_name(attr, style), role="aggregate", cls=cls, many=True)
        for attr, cls in zip(mixed.arms, types, strict=True)
    )


def _scalar(cls: type, attr: str, apart: _Hint) -> Scalar:
    marked = next(_marks(apart, Scalar), None)
    if apart.values:
        kind: Kind = "integer" if isinstance(apart.values[0], int) else "string"
        return Scalar(kind, values=apart.values)
    if isinstance(marked, Scalar):
        return marked
    inner = apart.types[0] if len(apart.types) == 1 else None
    if isinstance(inner, type) and issubclass(inner, Enum):
        return Scalar("string", values=tuple(member.value for member in inner))
    if not isinstance(inner, type) or inner not in PLAIN:
        raise TypeError(f"{cls.__qualname__}.{attr}: {apart.types} is not a type of an element")
    return PLAIN[inner]
