"""The writer of a class: one generated function, compiled on first use and cached.

A function is generated from the plan instead of walking it, because a walk asks the same questions of every object.
It first gathers the texts of all fields into local variables, testing every rule in passing, and then puts the
elements together. Whether any text needs escaping is asked once, of all texts of the object joined; elements with a
text and attributes are written in place, without a call of their own.

At the first broken rule the function raises `Unfit`, without a reason; whoever called it asks `check` for all reasons.
An attachment is not written into the text: a NUL, which no XML text can hold, stands in its place, and the attachment
is put on a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from netvisor.codec.charset import escape, escape_attribute
from netvisor.codec.writer_fallbacks import Unfit, day, file, number, numeral, other, plain, whole
from netvisor.declare import CLEAR, UNSET, Field, Plan, Scalar, plan
from netvisor.generated_code import run_generated

Writer: TypeAlias = Callable[[Any, list[Any]], str]
"""Takes an object and the list of attachments; gives the content of its element. For a class with attributes, and for
one with a text, the result begins inside the start tag: ` type="customer">text`."""


def writer(cls: type) -> Writer:
    """The generated function of a class."""
    return _writer(cls)


@cache
def _writer(cls: type) -> Writer:
    source = _Source(plan(cls))
    text = source.text()
    made: Writer = run_generated(text, f"writer of {cls.__module__}.{cls.__qualname__}", source.names)["write"]
    return made


@dataclass(slots=True)
class _Source:
    """The text of one function in the making, and the names it uses."""

    its: Plan
    names: dict[str, Any] = field(default_factory=dict)
    gather: list[str] = field(default_factory=list)
    """The lines that test the values and turn them into texts, in local variables."""
    texts: list[str] = field(default_factory=list)
    """The variables whose texts may need escaping."""
    numerals: list[str] = field(default_factory=list)
    """The variables whose texts are decimals, perhaps in scientific form."""
    homes: dict[str, str] = field(default_factory=dict)
    """The variable that holds the value of each field, by its Python name."""
    pieces: list[tuple[str | None, str]] = field(default_factory=list)
    """What is written: the variable that must not be UNSET, if any, and the inside of an f-string."""
    count: int = 0

    def text(self) -> str:
        self.names |= {
            "UNSET": UNSET,
            "CLEAR": CLEAR,
            "Unfit": Unfit,
            "Decimal": Decimal,
            "date": date,
            "plain": plain,
            "number": number,
            "whole": whole,
            "day": day,
            "other": other,
            "file": file,
            "escape": escape,
            "escape_attribute": escape_attribute,
            "numeral": numeral,
        }
        if self.its.valued:
            self.pieces.append((None, self.valued("o", self.its)))
        else:
            for line in self.its.attributes:
                self.attribute("o", line)
            if self.its.attributes:
                self.pieces.append((None, ">"))
            start = len(self.pieces)
            for line in self.its.children:
                self.element(line)
            self.refuse_empty(start)
        lines = [*self.gather, *self.escapes(), *self.rules(), *self.put_together()]
        begin = [f"    {name} = ''" for name, used in (("t", self.texts), ("n", self.numerals)) if used]
        return "\n".join(["def write(o, attachments):", *begin, *(f"    {line}" for line in lines)])

    def local(self) -> str:
        self.count += 1
        return f"v{self.count}"

    def indented(self, lines: Iterator[str] | list[str], depth: int = 1) -> None:
        self.gather += ["    " * depth + line for line in lines]

    # The parts of the function after gathering.

    def escapes(self) -> Iterator[str]:
        if self.texts:
            yield "if t and (not t.isprintable() or '&' in t or '<' in t or '>' in t):"
            for name in self.texts:
                yield f"    if {name}.__class__ is str: {name} = escape({name})"
        if self.numerals:
            yield "if 'E' in n or 'N' in n or 'I' in n or len(n) > 60:"
            for name in self.numerals:
                yield f"    if {name}.__class__ is str: {name} = numeral({name})"

    def rules(self) -> Iterator[str]:
        for index, rule in enumerate(self.its.rules):
            if rule.on is not None:
                continue
            self.names[f"holds{index}"] = rule.holds
            homes = [self.homes[name] for name in rule.fields]
            # A rule that holds by itself is not asked: a call takes longer than the element it is about.
            spare = ""
            if rule.spared == "some":
                spare = f"not ({' or '.join(homes)}) and "
            elif rule.spared == "none":
                spare = f"not ({' is '.join([*homes, 'UNSET'])}) and "
            elif rule.spared == "one":
                unset = " + ".join(f"({home} is UNSET)" for home in homes)
                spare = f"not ({unset} == {len(homes) - 1} and ({' or '.join(homes)})) and "
            yield f"if {spare}not holds{index}(o): raise Unfit"

    def refuse_empty(self, start: int) -> None:
        conditions = [when for when, _ in self.pieces[start:]]
        attributes = [line for line in self.its.attributes if line.role == "attribute"]
        if None in conditions or any(line.required for line in attributes):
            return
        # An element with an attribute may be empty; the variable of one that is left out holds an empty text.
        bare = "".join(f"not {self.homes[line.attr]} and " for line in attributes)
        self.gather.append(f"if {bare}{' is '.join([*filter(None, conditions), 'UNSET'])}: raise Unfit")

    def put_together(self) -> Iterator[str]:
        """One expression for the whole element: joining once is what makes many short texts fast."""
        parts: list[str] = []
        together = ""
        for when, piece in self.pieces:
            if when is None:
                together += piece
                continue
            if together:
                parts.append(f"f{together!r}")
                together = ""
            parts.append(f"'' if {when} is UNSET else f{piece!r}")
        if together:
            parts.append(f"f{together!r}")
        yield f"return {parts[0]}" if len(parts) == 1 else f"return ''.join(({', '.join(parts)},))"

    # The lines of a class.

    def attribute(self, owner: str, line: Field) -> str:
        """Gather an attribute; gives the inside of an f-string, which is also put down for a class with children."""
        if line.const is not None:
            piece = _literal(_constant(line.name, line.const.value))
        else:
            name = self.local()
            if owner == "o":
                self.homes[line.attr] = name
            self.gather.append(f"{name} = {owner}.{line.attr}")
            if line.required:
                self.gather += self.scalar(name, line, in_attribute=True)
                piece = f' {line.name}="{{{name}}}"'
            else:
                self.gather.append(f"if {name} is UNSET: {name} = ''")
                self.gather.append("else:")
                self.indented(self.scalar(name, line, in_attribute=True))
                self.gather.append(f"    {name} = f' {line.name}=\"{{{name}}}\"'")
                piece = f"{{{name}}}"
        if owner == "o" and not self.its.valued:
            self.pieces.append((None, piece))
        return piece

    def valued(self, owner: str, its: Plan, *, clearable: bool = False) -> str:
        """Gather the attributes and the text of an element that has both; gives the inside of an f-string."""
        attributes = "".join(self.attribute(owner, line) for line in its.attributes)
        value = its.value
        if value is None:  # pragma: no cover  # a valued class without `value` is a mistake in a declaration
            raise TypeError(f"{its.cls.__qualname__} has no value")
        name = self.local()
        if owner == "o":
            self.homes["value"] = name
        self.gather.append(f"{name} = {owner}.value")
        if value.clearable:
            self.gather.append(f"if {name} is CLEAR:")
            optional = [f.attr for f in its.attributes if f.role == "attribute" and not f.required]
            if clearable and not _required_attributes(its.cls):
                # Cleared and without attributes it has one form only: CLEAR in its place.
                bare = " is ".join([*(f"{owner}.{attr}" for attr in optional), "UNSET"]) if optional else "True"
                self.gather.append(f"    if {bare}: raise Unfit")
            self.gather.append(f"    {name} = ''")
            self.gather.append("else:")
            self.indented(self.scalar(name, value))
        else:
            self.gather += self.scalar(name, value)
        return f"{attributes}>{{{name}}}"

    def element(self, line: Field) -> None:
        name = self.homes[line.attr] = self.local()
        self.gather.append(f"{name} = o.{line.attr}")
        if line.many:
            self.several(name, line)
        elif line.role == "valued":
            self.valued_element(name, line)
        elif line.role == "aggregate":
            self.aggregate(name, line)
        else:
            self.plain(name, line)

    def plain(self, name: str, line: Field) -> None:
        """An element with a text, with constant attributes at the most."""
        lines = list(self.scalar(name, line))
        self.unless_absent(name, line, lines, f"{name} = ''")
        start = _literal(_start(line))
        self.pieces.append((None if line.required else name, f"{start}>{{{name}}}</{line.name}>"))

    def unless_absent(self, name: str, line: Field, lines: list[str], clear: str, absent: str = "") -> None:
        """Put down lines that deal with a value, for a variable that may hold a marker instead."""
        # UNSET is asked first: most elements of most messages are left out.
        depth = 0
        if not line.required:
            self.gather.append(f"if {name} is not UNSET:")
            depth = 1
        if line.clearable:
            self.indented([f"if {name} is CLEAR: {clear}", "else:"], depth)
            depth += 1
        self.indented(lines, depth)
        if absent and not line.required:
            self.gather += ["else:", f"    {absent}"]

    def valued_element(self, name: str, line: Field) -> None:
        """An element with a text and attributes: its fields are gathered as if they were the object's own."""
        assert line.cls is not None  # noqa: S101  # for the type checker: the plan gives it one
        first, texts, numerals = self.count + 1, len(self.texts), len(self.numerals)
        outside, self.gather = self.gather, []
        inside = self.valued(name, plan(line.cls), clearable=line.clearable)
        gathered, self.gather = self.gather, outside
        lines = [f"if {name}.__class__ is not {self.the_class(line)}: raise Unfit", *gathered]
        own = [f"v{number}" for number in range(first, self.count + 1)]
        clear = "raise Unfit" if _required_attributes(line.cls) else f"{' = '.join(own)} = ''"
        waiting = [*self.texts[texts:], *self.numerals[numerals:]]
        absent = f"{' = '.join(waiting)} = None" if waiting else ""
        self.unless_absent(name, line, lines, clear, absent)
        self.pieces.append((None if line.required else name, f"<{line.name}{inside}</{line.name}>"))

    def aggregate(self, name: str, line: Field) -> None:
        assert line.cls is not None  # noqa: S101  # for the type checker: the plan gives it one
        its = plan(line.cls)
        lines = [f"if {name}.__class__ is not {self.the_class(line)}: raise Unfit", f"{name} = {self.call(line, name)}"]
        bracket = "" if its.attributes else ">"
        self.unless_absent(name, line, lines, f"{name} = {(_constants(its) + '>' if its.attributes else '')!r}")
        piece = f"<{line.name}{bracket}{{{name}}}</{line.name}>"
        self.pieces.append((None if line.required else name, piece))

    def several(self, name: str, line: Field) -> None:
        """A list: its elements are written one after the other into one text."""
        made = self.local()
        self.gather.append(f"if {name}.__class__ is not list and {name}.__class__ is not tuple: raise Unfit")
        if line.required:
            self.gather.append(f"if not {name}: raise Unfit")
        self.gather += [f"{made} = []", f"for v in {name}:"]
        if line.role == "interleaved":
            self.names[f"arms_{line.attr}"] = {arm.cls: _arm(arm.name, arm.cls) for arm in line.arms if arm.cls}
            self.gather.append(f"    start, write_arm, end = arms_{line.attr}[v.__class__]")
            self.gather.append(f"    {made}.append(f'{{start}}{{write_arm(v, attachments)}}{{end}}')")
        elif line.cls is not None:
            inside = "" if plan(line.cls).valued or plan(line.cls).attributes else ">"
            self.gather.append(f"    if v.__class__ is not {self.the_class(line)}: raise Unfit")
            piece = f"<{line.name}{inside}{{{self.call(line, 'v')}}}</{line.name}>"
            self.gather.append(f"    {made}.append(f{piece!r})")
        else:
            self.indented(self.scalar("v", line, at_once=True))
            self.gather.append(f"    {made}.append(f{_literal(_start(line)) + f'>{{v}}</{line.name}>'!r})")
        self.gather.append(f"{made} = ''.join({made}) if {made} else UNSET")
        self.pieces.append((None if line.required else made, f"{{{made}}}"))

    def the_class(self, line: Field) -> str:
        self.names[f"class_{line.attr}"] = line.cls
        return f"class_{line.attr}"

    def call(self, line: Field, value: str) -> str:
        assert line.cls is not None  # noqa: S101  # for the type checker: only elements with a class come here
        self.names[f"write_{line.attr}"] = writer(line.cls)
        return f"write_{line.attr}({value}, attachments)"

    def scalar(self, name: str, line: Field, *, in_attribute: bool = False, at_once: bool = False) -> Iterator[str]:
        """The lines that test the value of a variable and turn it into text.

        Args:
            name: the variable.
            line: the field it comes from.
            in_attribute: whether the text is escaped as an attribute, at once.
            at_once: whether an element's text is escaped at once.
        """
        scalar = line.scalar
        if scalar is None:  # pragma: no cover  # only elements with children have none, and they do not come here
            raise TypeError(f"{line.attr} has no scalar")
        key = f"{line.attr}_{self.count}"
        if scalar.values:
            self.names[f"values_{key}"] = {value: escape_attribute(str(value)) for value in scalar.values}
            if scalar.kind == "integer":
                yield f"if {name}.__class__ is not int: {name} = whole({name})"
            yield f"{name} = values_{key}[{name}]"
        elif scalar.kind == "string":
            if scalar.pattern is not None:
                self.names[f"match_{key}"] = re.compile(scalar.pattern.regex).fullmatch
                yield f"if match_{key}({name}) is None: raise Unfit"
            yield from self.string(name, scalar, in_attribute=in_attribute, at_once=at_once)
        elif scalar.kind == "decimal":
            yield f"if {name}.__class__ is not Decimal: {name} = number({name})"
            yield from self.bounds(name, key, scalar)
            yield f"{name} = str({name}).replace('.', ',')"
            if scalar.places is not None:
                self.names[f"scalar_{key}"] = scalar
                longest = scalar.places + 1
                yield f"if -1 < {name}.find(',') < len({name}) - {longest}: {name} = numeral({name}, scalar_{key})"
            if at_once or in_attribute:
                yield f"{name} = numeral({name})"
            else:
                self.numerals.append(name)
                yield f"n += {name}"
        elif scalar.kind == "integer":
            yield f"if {name}.__class__ is not int: {name} = whole({name})"
            yield from self.bounds(name, key, scalar)
            if scalar.max is not None:
                yield f"if not {-(10**scalar.max)} < {name} < {10**scalar.max}: raise Unfit"
        elif scalar.kind == "boolean":
            true, false = scalar.form.split("|")
            yield f"{name} = {true!r} if {name} is True else {false!r} if {name} is False else other({name}, None)"
        elif scalar.kind == "date" and scalar.form == "ansi":
            yield f"if {name}.__class__ is not date: {name} = day({name})"
            yield f"{name} = {name}.isoformat()"
        elif scalar.kind == "base64":
            yield f"{name} = file({name}, attachments, {line.attr!r})"
        else:
            self.names[f"scalar_{key}"] = scalar
            yield f"{name} = {'escape_attribute' if in_attribute else 'escape'}(other({name}, scalar_{key}))"

    def bounds(self, name: str, key: str, scalar: Scalar) -> Iterator[str]:
        """The lines that hold a number to its least and most; one that is not even comparable raises by itself."""
        for limit, sign in ((scalar.minimum, "<"), (scalar.maximum, ">")):
            if limit is not None:
                self.names[f"limit{sign == '<':d}_{key}"] = limit
                yield f"if {name} {sign} limit{sign == '<':d}_{key}: raise Unfit"

    def string(self, name: str, scalar: Scalar, *, in_attribute: bool, at_once: bool) -> Iterator[str]:
        yield f"if {name}.__class__ is not str: {name} = plain({name})"
        if scalar.max is None:
            yield f"if not {name}: raise Unfit"
        else:
            yield f"if len({name}) > {scalar.max} or not {name}: raise Unfit"
        tests = f"not {name}.isprintable() or '&' in {name} or '<' in {name} or '>' in {name}"
        if in_attribute:
            yield f"if {tests} or '\"' in {name}: {name} = escape_attribute({name})"
        elif at_once:
            yield f"if {tests}: {name} = escape({name})"
        else:
            self.texts.append(name)
            yield f"t += {name}"


def _literal(text: str) -> str:
    """A text as it stands inside an f-string."""
    return text.replace("{", "{{").replace("}", "}}")


def _constant(name: str, value: str) -> str:
    return f' {name}="{escape_attribute(value)}"'


def _start(line: Field) -> str:
    return f"<{line.name}{''.join(_constant(c.name, c.const.value) for c in line.constants)}"


def _constants(its: Plan) -> str:
    return "".join(_constant(f.name, f.const.value) for f in its.attributes if f.const is not None)


def _required_attributes(cls: type) -> bool:
    return any(f.role == "attribute" and f.required for f in plan(cls).attributes)


def _arm(name: str, cls: type) -> tuple[str, Writer, str]:
    return f"<{name}{'' if plan(cls).attributes else '>'}", writer(cls), f"</{name}>"
