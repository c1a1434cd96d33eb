"""The columns of a resource: one for each element that holds a value, by a name that people recognise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from netvisor.declare import Field, Method, Plan, Scalar, plan, words
from netvisor.declare.misspelling import meant
from netvisor.declare.scalars import Kind
from netvisor.errors import SetupError
from netvisor.field_docs import field_docs
from netvisor.protocol.call import Endpoint
from netvisor.protocol.finder import Finder
from netvisor.protocol.parameters import Parameter, signature_parameters
from netvisor.resources import endpoints

_PARAMETER_KINDS: Final[dict[str, Kind]] = {
    "integer": "integer",
    "date": "date",
    "datetime": "datetime",
    "boolean": "boolean",
}

OWN_PREFIX: Final = "import:"
"""How the columns begin that an import writes itself: reading passes over them."""


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """A list of a message: each row that has a value in one of its columns adds an item."""

    steps: tuple[str, ...]
    """The way to the list from the item that it stands in, or from the message."""
    arm: str
    """The name of the item's kind where several kinds are mixed, else empty."""
    parent: Group | None
    is_scalar: bool
    """Whether an item is a plain value."""


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """One column."""

    name: str
    path: tuple[str, ...]
    """The Python names from the message down; for a parameter of the address, its name."""
    also: tuple[tuple[str, ...], ...]
    """The names of each step that a header may have, without underscores and in lower case."""
    group: Group | None
    """The list that it stands in; `None` for a column of the message itself."""
    steps: tuple[str, ...]
    """The way from the item or the message to the value."""
    scalar: Scalar
    line: Field | None
    """The declaration; `None` for a parameter of the address."""
    slot: Field | None
    """The declaration of the text, for an element with attributes."""
    parameter: Parameter | None
    meaning: str
    required: bool
    """Whether every message, or every item of its list, needs a value."""

    @property
    def may_be_empty(self) -> bool:
        """Whether the element is needed and can be sent empty."""
        if self.line is None or not self.line.required:
            return False
        return self.line.blank or (self.slot is not None and self.slot.clearable)

    @property
    def clear(self) -> tuple[tuple[str, ...], object] | None:
        """Where in the JSON what stands that sends the element empty; `None` where it must not be."""
        if self.slot is not None and self.slot.clearable:
            return self.steps, {"clear": True}
        if self.line is None or not self.line.clearable or self.line.many:
            return None
        return (self.steps[:-1] if self.slot is not None else self.steps), {"clear": True}


@dataclass(frozen=True)
class Layout:
    """The columns of one resource and method."""

    endpoint: Endpoint
    method: Method | None
    columns: tuple[Column, ...]
    own: tuple[Column, ...]
    """The columns that together are the own number of a message; empty where it has none."""
    kinds: tuple[tuple[Column, tuple[str, ...]], ...] = ()
    """The columns that tell messages apart that may have the same number, each with what means the usual kind."""
    sets: bool = False
    """Whether a message changes what is there, so that a later one may have the same number."""
    secret: bool = False
    """Whether the own number may identify a person."""

    @cached_property
    def _whole(self) -> dict[tuple[str, ...], Column]:
        return {spelled: column for column in self.columns for spelled in _spellings(column.also)}

    @cached_property
    def _ends(self) -> dict[tuple[str, ...], list[Column]]:
        found: dict[tuple[str, ...], list[Column]] = {}
        for column in self.columns:
            for end in {spelled[at:] for spelled in _spellings(column.also) for at in range(len(spelled))}:
                found.setdefault(end, []).append(column)
        return found

    def named(self, header: str) -> Column | None:
        """The column that a header names: by its path or by the end of it that no other column has."""
        steps = tuple(_plain(step) for step in header.split("."))
        if steps in self._whole:
            return self._whole[steps]
        ends = self._ends.get(steps, ())
        return ends[0] if len(ends) == 1 else None

    def alike(self, header: str) -> list[str]:
        """The columns that a header may mean which names none: several with the same end, or the nearest one."""
        steps = tuple(_plain(step) for step in header.split("."))
        if several := self._ends.get(steps):
            return [column.name for column in several]
        near = meant(header, [column.name for column in self.columns])
        if near is None and "." not in header:
            ends = {column.name.rpartition(".")[2]: column.name for column in self.columns}
            near = ends.get(meant(header, list(ends)) or "")
        return [near] if near else []


def _plain(step: str) -> str:
    return words("".join(step.split()).replace("-", ""))


def _spellings(also: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The path in Python's names and in the vendor's; not every mixture."""
    for at in range(max(map(len, also))):
        yield tuple(step[min(at, len(step) - 1)] for step in also)


def layout(endpoint: Endpoint, method: Method | None = None) -> Layout:
    """The columns of a resource.

    Raises:
        SetupError: it writes nothing, has no message, or its message cannot be written in rows.
    """
    _refuse(endpoint, method)
    functions = [each for each in endpoint.functions if method is None or each.__name__.startswith(f"{method}_")]
    made = [*_parameters(functions)]
    if endpoint.request is not None:
        made += _below(plan(endpoint.request), _At())
    columns = _with_names(made)
    finder = _finder(endpoint, functions[0])
    own = _at(columns, finder.needs) if finder is not None else ()
    return Layout(
        endpoint=endpoint,
        method=method,
        columns=columns,
        own=own,
        kinds=_kinds(columns, finder) if finder is not None and own else (),
        sets=finder is not None and finder.changes,
        secret=finder is not None and finder.secret,
    )


def _refuse(endpoint: Endpoint, method: Method | None) -> None:
    if not endpoint.writes:
        raise SetupError(f"{endpoint.resource} only reads; a sheet is for a resource that writes")
    if endpoint.request is None:
        raise SetupError(f"{endpoint.resource} has no message: send each call by netvisor send")
    if method is not None and method not in endpoint.methods:
        takes = f"takes only {endpoint.methods[0]}" if endpoint.methods else "has no method"
        raise SetupError(f"{endpoint.resource} {takes}")
    if inner := whole_messages(endpoint):
        names = " and ".join(inner)
        raise SetupError(
            f"{endpoint.resource} holds whole messages of {names}, whose lines do not fit beside each other in rows:"
            f" import {inner[0]}, which sends them one by one"
        )


def whole_messages(endpoint: Endpoint) -> list[str]:
    """The resources whose whole messages stand in the message of another one, as in a batch."""
    messages = {each.request: each.resource for each in endpoints() if each.request is not None}
    return [messages[cls] for cls in _classes(endpoint.request) if cls in messages] if endpoint.request else []


def _classes(cls: type) -> Iterator[type]:
    for line in plan(cls).elements:
        if line.cls is not None:
            yield line.cls
            yield from _classes(line.cls)


def _at(columns: Sequence[Column], places: Sequence[str]) -> tuple[Column, ...]:
    """The columns at the places that a finder names; none when one of them stands in a list."""
    found = []
    for place in places:
        bare = "".join(part.partition("]")[2] if "]" in part else part for part in place.split("["))
        hits = [each for each in columns if _is_at(each, bare)]
        if not hits or hits[0].group is not None:
            return ()
        found.append(hits[0])
    return tuple(found)


def _kinds(columns: Sequence[Column], finder: Finder) -> tuple[tuple[Column, tuple[str, ...]], ...]:
    found = ((_at(columns, [place]), values) for place, values in finder.when.items())
    return tuple((each, values if "" in values else ("",)) for at, values in found for each in at)


def _is_at(column: Column, place: str) -> bool:
    if place[0] == "?":
        return column.parameter is not None and words(column.parameter.name) == words(place[1:])
    return column.parameter is None and ".".join(column.path) == place


def _finder(endpoint: Endpoint, function: Callable[..., object]) -> Finder | None:
    """The best way to find what a function writes."""
    finding = endpoint.findings.get(function.__name__)
    return finding.finders[0] if finding is not None and finding.finders else None


# From declarations to columns.


@dataclass(frozen=True, slots=True)
class _Made:
    """A column that has no name yet."""

    path: tuple[str, ...]
    also: tuple[tuple[str, ...], ...]
    group: Group | None
    steps: tuple[str, ...]
    scalar: Scalar
    line: Field | None
    meaning: str
    required: bool
    slot: Field | None = None
    parameter: Parameter | None = None


def _parameters(functions: Sequence[Callable[..., object]]) -> Iterator[_Made]:
    found: dict[str, Parameter] = {}
    for function in functions:
        for parameter in signature_parameters(function):
            found.setdefault(parameter.attr, parameter)
    for attr, parameter in found.items():
        kind: Kind = "string" if parameter.values or parameter.many else _PARAMETER_KINDS.get(parameter.type, "string")
        needed = all(any(p.attr == attr and p.required for p in signature_parameters(f)) for f in functions)
        yield _Made(
            path=(attr,),
            also=((words(attr), words(parameter.name)),),
            group=None,
            steps=(attr,),
            scalar=Scalar(kind, values=parameter.values),
            line=None,
            meaning=parameter.meaning,
            required=needed,
            parameter=parameter,
        )


@dataclass(frozen=True, slots=True)
class _At:
    """A place in the walk over a message."""

    path: tuple[str, ...] = ()
    also: tuple[tuple[str, ...], ...] = ()
    group: Group | None = None
    steps: tuple[str, ...] = ()
    required: bool = True

    def step(self, line: Field, *, required: bool) -> _At:
        """The place of an element or attribute below this one."""
        return replace(
            self,
            path=(*self.path, line.attr),
            also=(*self.also, _names(line)),
            steps=(*self.steps, line.attr),
            required=required,
        )

    def items(self, *, arm: str = "", is_scalar: bool = False) -> _At:
        """The place of an item of the list at this place."""
        return replace(self, group=Group(self.steps, arm, self.group, is_scalar), steps=(), required=True)

    def made(self, line: Field, scalar: Scalar, meaning: str, slot: Field | None = None) -> _Made:
        """The column of this place."""
        steps = self.steps if slot is None else (*self.steps, slot.attr)
        return _Made(self.path, self.also, self.group, steps, scalar, line, meaning, self.required, slot)


def _below(its: Plan, at: _At) -> Iterator[_Made]:
    docs = field_docs(its.cls)
    for line in its.fields:
        if line.role != "constant":
            yield from _line(line, docs.get(line.attr, ""), at.step(line, required=at.required and line.required))


def _line(line: Field, meaning: str, at: _At) -> Iterator[_Made]:
    if line.role == "interleaved":
        for arm in line.arms:
            if arm.cls is not None:
                named = replace(at, path=(*at.path, arm.attr), also=(*at.also, _names(arm)))
                yield from _below(plan(arm.cls), named.items(arm=arm.attr))
        return
    if line.many:
        at = at.items(is_scalar=line.cls is None)
    if line.role == "valued" and line.cls is not None:
        yield from _valued(line, plan(line.cls), meaning, at)
    elif line.cls is not None:
        yield from _below(plan(line.cls), at)
    elif line.scalar is not None:
        yield at.made(line, line.scalar, meaning)


def _valued(line: Field, its: Plan, meaning: str, at: _At) -> Iterator[_Made]:
    docs, slot = field_docs(its.cls), its.value
    if slot is None or slot.scalar is None:
        raise TypeError(f"{its.cls.__qualname__} has no text")
    meaning = " ".join(text for text in (meaning, docs.get(slot.attr, "")) if text)
    yield at.made(line, slot.scalar, meaning, slot)
    for each in its.attributes:
        if each.role == "attribute" and each.scalar is not None:
            inner = at.step(each, required=at.required and each.required)
            yield inner.made(each, each.scalar, docs.get(each.attr, ""))


def _names(line: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys((words(line.attr), words(line.name), *map(words, line.also))))


def _with_names(made: Sequence[_Made]) -> tuple[Column, ...]:
    """Name each column by the shortest end of its path that is no end of another; attributes with their element."""
    ends: dict[tuple[str, ...], int] = {}
    for each in made:
        for at in range(len(each.path)):
            ends[each.path[at:]] = ends.get(each.path[at:], 0) + 1
    return tuple(_named(each, ends) for each in made)


def _named(each: _Made, ends: dict[tuple[str, ...], int]) -> Column:
    is_attribute = each.line is not None and each.line.role == "attribute" and len(each.path) > 1
    least = 2 if is_attribute else 1
    lengths = range(least, len(each.path))
    length = next((size for size in lengths if ends[each.path[-size:]] == 1), len(each.path))
    return Column(
        name=".".join(each.path[-length:]),
        path=each.path,
        also=each.also,
        group=each.group,
        steps=each.steps,
        scalar=each.scalar,
        line=each.line,
        slot=each.slot,
        parameter=each.parameter,
        meaning=" ".join(each.meaning.split()),
        required=each.required,
    )
