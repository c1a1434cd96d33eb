"""From what was fetched to what can be sent: a message made of an answer, and what the answer does not tell.

An element of the message takes the value of the element of the same name in the answer, unless a source says otherwise.
Whatever is not known is named, because an edit that replaces a whole document loses what it does not send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Generic, NamedTuple, TypeVar

from netvisor.codec.json_message import message_from_json
from netvisor.codec.untyped import Untyped
from netvisor.codec.values import scalar_problem
from netvisor.codec.values import shown as in_short
from netvisor.declare import CLEAR, UNSET, Field, Scalar, declared, plan
from netvisor.declare.arguments import described, nearest
from netvisor.errors import MessageError, Problem
from netvisor.lazy_dataclass import frozen

M = TypeVar("M")

_INDEX: Final = re.compile(r"\[[0-9]+\]")

_NOT_GIVEN: Final = object()
"""Stands for a value that the caller does not give; `UNSET` is given too, and leaves the element out."""

NOWHERE: Final = "the answer has no such element"


@frozen(kw_only=True)
class Source:
    """Where an element of a message has its value from, if that is not the element of the same name.

    Paths are Python names with dots. That of the answer begins at the element that corresponds to the one above.
    """

    element: str
    answer: str = ""
    """Empty: the answer does not have it."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Attributes that go with a value from there."""
    asked: str = ""
    """The argument of the read without which the answer leaves it out, such as `include_attachments=True`."""
    unless: str = ""
    """What makes the reason void, such as `amount.currency=EUR`; an empty value does too."""
    why: str = ""
    """Why the value cannot be sent as it is shown."""


@frozen
class Unknown:
    """An element of a message of which an answer does not say what to send."""

    path: str
    """The path in the message; without an index, it is that of every item."""
    why: str
    shown: str = ""
    """What the answer shows instead, if anything."""

    def __str__(self) -> str:
        return f"{self.path}  {self.why}" + (f"; it shows {self.shown}" if self.shown else "")


class FromFetched(NamedTuple, Generic[M]):
    """A message made of an answer, and what is not known of it."""

    message: M
    unknown: tuple[Unknown, ...]
    """Elements that the message leaves out, because the answer does not tell them: an edit with it loses them."""


def from_fetched(
    cls: type[M], fetched: object, expected: str, sources: Sequence[Source], known: Mapping[str, object]
) -> FromFetched[M]:
    """Make a message of an answer.

    Args:
        cls: the message class.
        fetched: the answer.
        expected: the name of its class.
        sources: where the elements have their values from that have another name in the answer.
        known: values for what the answer does not tell, by their paths.

    Raises:
        MessageError: something required is not known, a path of `known` does not exist, or the message is not valid.
    """
    if type(fetched).__name__ != expected or declared(type(fetched)) is None:
        hint = f"a {expected}" + ("; None is the answer to an unknown key" if fetched is None else "")
        raise MessageError([Problem(path="message", rule="type", found=described(fetched), expected=hint)])
    making = _Making(sources, known)
    made = making.part(cls, fetched, "", "")
    if problems := [*_misplaced(cls, known, making.used), *making.missing]:
        raise MessageError(problems)
    return FromFetched(message_from_json(cls, made), tuple(making.not_known()))


def element_paths(cls: type, path: str = "") -> Iterator[str]:
    """The paths of all elements and attributes of a message, without indexes."""
    for line in plan(cls).fields:
        if line.role not in {"constant", "value"}:
            yield f"{path}{line.attr}"
            if line.cls is not None:
                yield from element_paths(line.cls, f"{path}{line.attr}.")


def _misplaced(cls: type, known: Mapping[str, object], used: set[str]) -> Iterator[Problem]:
    """Values that are given for elements that the message does not have, or that stand in none of its parts."""
    paths = list(element_paths(cls))
    for path in known:
        plain = _INDEX.sub("", path)
        if plain not in paths:
            yield Problem(path=path, rule="unknown-key", found="no such element", expected=nearest(plain, paths))
        elif path not in used:
            above = path.rpartition(".")[0] or path
            expected = f"an element of what the answer shows, or {above} as a whole"
            yield Problem(path=path, rule="unknown-key", found="the answer has nothing above it", expected=expected)


@dataclass
class _Making:
    """The making of one message: what is not known so far. Paths have no indexes, places have them."""

    sources: Sequence[Source]
    known: Mapping[str, object]
    used: set[str] = field(default_factory=set)
    unknown: dict[str, Unknown] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)
    """What is left out unless it is asked for, with the argument."""
    missing: list[Problem] = field(default_factory=list)

    def not_known(self) -> Iterator[Unknown]:
        """What the message lacks."""
        yield from self.unknown.values()
        for path, argument in self.asked.items():
            if argument:
                yield Unknown(path, f"the answer has it only if the read asked for it, with {argument}")

    def part(self, cls: type, scope: Any, path: str, at: str) -> dict[str, Any]:
        """The plain data of an element with children."""
        made = {}
        for line in plan(cls).fields:
            if line.role != "constant":
                value = self._element(line, scope, f"{path}{line.attr}", f"{at}{line.attr}")
                if value is not UNSET:
                    made[line.attr] = value
        return made

    def _given(self, path: str, at: str) -> Any:
        for place in (at, path):
            if place in self.known:
                self.used.add(place)
                return self.known[place]
        return _NOT_GIVEN

    def _element(self, line: Field, scope: Any, path: str, at: str) -> Any:
        if (given := self._given(path, at)) is not _NOT_GIVEN:
            return given
        value = self._shown(line, scope, path, at)
        if value is UNSET and line.required:
            told = self.unknown.get(at) or self.unknown.get(path)
            if told is None and line.blank:
                return CLEAR
            told = told or Unknown(path, "the answer shows no value")
            text = str(told).removeprefix(told.path).strip()
            expected = f"known={{{path!r}: ...}}"
            self.missing.append(Problem(path=at, rule="required", found=f"required, but {text}", expected=expected))
        return value

    def _shown(self, line: Field, scope: Any, path: str, at: str) -> Any:
        """The value that the first of its sources has."""
        its = sources_of(self.sources, path, scope)
        for source in its:
            if not source.answer:
                self.unknown.setdefault(path, Unknown(path, source.why))
                return UNSET
            value = _value_at(scope, source.answer)
            if source.asked:
                self.asked[path] = self.asked.get(path, source.asked) if value is None else ""
            if value is not None and source.why and not _holds(scope, source.unless):
                return self._lost(at, source.why, value)
            if value is not None:
                return self._converted(line, value, source, scope, path, at)
        return UNSET

    def _converted(self, line: Field, value: Any, source: Source, scope: Any, path: str, at: str) -> Any:
        if line.many:
            shown = line_at(scope, source.answer)
            items = [_Item(shown.arms, each) if shown is not None and shown.arms else each for each in value]
            made = [self._one(line, item, source, scope, path, f"{at}[{index}]") for index, item in enumerate(items)]
            return [item for item in made if item is not UNSET] or UNSET
        return self._one(line, value, source, scope, path, at)

    def _one(self, line: Field, value: Any, source: Source, scope: Any, path: str, at: str) -> Any:
        if line.cls is None:
            return self._scalar(line.scalar, value, at)
        if line.role == "valued":
            return self._valued(line.cls, value, source, scope, path, at)
        return self.part(line.cls, value, f"{path}.", f"{at}.") or UNSET

    def _valued(self, cls: type, value: Any, source: Source, scope: Any, path: str, at: str) -> Any:
        slot = plan(cls).value
        made = {"value": self._scalar(slot.scalar if slot else None, value, at)}
        if made["value"] is UNSET:
            return UNSET
        for line in plan(cls).attributes:
            if line.role == "constant":
                continue
            found = self._attribute(line, value, source, scope, f"{path}.{line.attr}", f"{at}.{line.attr}")
            if found is not UNSET:
                made[line.attr] = found
            elif line.required:
                return self._lost(at, f"the answer does not tell its {line.attr}", value)
        return made

    def _attribute(self, line: Field, value: Any, source: Source, scope: Any, path: str, at: str) -> Any:
        if (given := self._given(path, at)) is not _NOT_GIVEN:
            return given
        if line.attr in source.attributes:
            return source.attributes[line.attr]
        for other in self.sources:
            if other.element == path and line_at(scope, other.answer) is not None:
                return self._scalar(line.scalar, _value_at(scope, other.answer), at)
        if line_at(value, line.attr) is not None:
            return self._scalar(line.scalar, getattr(value, line.attr), at)
        if not line.required:
            self.unknown.setdefault(path, Unknown(path, NOWHERE))
        return UNSET

    def _scalar(self, scalar: Scalar | None, value: Any, at: str) -> Any:
        if scalar is None:
            raise TypeError(f"{at} has no scalar type")
        inner = _text_of(value)
        if inner is None:
            return UNSET
        made = _as_kind(inner, scalar)
        if problem := scalar_problem(made, scalar):
            return self._lost(at, f"can only be {problem[2]}", inner)
        return self._lost(at, "the value has no documented form", inner) if isinstance(inner, Untyped) else made

    def _lost(self, at: str, why: str, value: Any) -> Any:
        self.unknown[at] = Unknown(at, why, in_short(_text_of(value)))
        return UNSET


@dataclass
class _Item:
    """An item of a list of several kinds, as an element with one of several children."""

    arms: tuple[Field, ...]
    item: Any


def sources_of(sources: Sequence[Source], path: str, scope: Any) -> list[Source]:
    """Where an element may have its value from, the first with a value being right; one without an answer knows none.

    Args:
        sources: all sources of the message.
        path: the path of the element.
        scope: the element of the answer that corresponds to the one above, or its class.
    """
    its = [source for source in sources if source.element == path]
    if not any(source.answer or source.why for source in its):
        asked = its[0].asked if its else ""
        its = [Source(element=path, answer=path.rpartition(".")[2], asked=asked)]
    shown = [source for source in its if source.answer and line_at(scope, source.answer) is not None]
    return shown or [Source(element=path, why=its[0].why or NOWHERE)]


def line_at(scope: Any, path: str) -> Field | None:
    """The line of the answer that a path leads to; `None` if the answer declares none."""
    cls = scope if isinstance(scope, type) else type(scope)
    its = scope.arms if isinstance(scope, _Item) else plan(cls).fields if declared(cls) else ()
    line = None
    for step in path.split("."):
        line = next((each for each in its if each.attr == step and each.role != "constant"), None)
        its = plan(line.cls).fields if line is not None and line.cls is not None else ()
    return line


def _value_at(scope: Any, path: str) -> Any:
    """The value that a path leads to, an empty list being none."""
    first, _, rest = path.partition(".")
    if isinstance(scope, _Item):
        value = scope.item if any(arm.attr == first and arm.cls is type(scope.item) for arm in scope.arms) else None
    else:
        value = getattr(scope, first)
    if rest and value is not None:
        return _value_at(value, rest)
    return value if _text_of(value) is not None and value != [] and value != () else None


def _holds(scope: Any, condition: str) -> bool:
    path, _, wanted = condition.partition("=")
    return bool(condition) and _value_at(scope, path) in {None, wanted}


def _text_of(value: Any) -> Any:
    """The text of an element, whether it has attributes or not."""
    its = plan(type(value)).value if declared(type(value)) is not None else None
    return value if its is None else value.value


def _as_kind(value: Any, scalar: Scalar) -> Any:
    """A value as the kind that the message has; answers and messages type some elements differently."""
    if scalar.kind == "string":
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        return next((each for each in scalar.values if str(each).lower() == str(text).lower()), text)
    if scalar.kind == "integer" and isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value
