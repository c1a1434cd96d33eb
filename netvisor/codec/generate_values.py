"""The code of a generated writer that tests one value and turns it into text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from netvisor.codec.marked_text import marked_attribute
from netvisor.codec.values import MOST_DIGITS
from netvisor.codec.writer_fallbacks import Unfit, day, file, fixed, number, numeral, other, plain, whole
from netvisor.declare import CLEAR, UNSET, Field, Scalar


def _shared_names() -> dict[str, Any]:
    return {
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
        "marked_attribute": marked_attribute,
        "fixed": fixed,
        "numeral": numeral,
    }


@dataclass(slots=True)
class ValueLines:
    """The code for the values of one class, and the tests left for all values of an object at once.

    Texts are joined in the variable `t` and decimals in `n`, to test once whether any character is forbidden or any
    decimal is scientific.
    """

    names: dict[str, Any] = field(default_factory=_shared_names)
    """What the lines refer to."""
    texts: list[str] = field(default_factory=list)
    """The variables whose texts are joined."""
    numerals: list[tuple[str, str]] = field(default_factory=list)
    """The variables whose texts are decimals, perhaps in scientific form, each with the name of its scalar type."""

    def begin(self) -> Iterator[str]:
        """The code before any value."""
        yield from (f"{name} = ''" for name, used in (("t", self.texts), ("n", self.numerals)) if used)

    def end(self) -> Iterator[str]:
        """The code after all values."""
        if self.texts:
            yield "texts.append(t)"
        if self.numerals:
            yield f"if 'E' in n or 'N' in n or 'I' in n or len(n) > {MOST_DIGITS}:"
            yield from (f"    {name} = fixed({name}, {scalar})" for name, scalar in self.numerals)

    def of(
        self,
        name: str,
        line: Field,
        key: str,
        *,
        in_attribute: bool = False,
        at_once: bool = False,
        is_str: bool = False,
    ) -> Iterator[str]:
        """The code that tests the value of a variable and turns it into text.

        Args:
            name: the variable.
            line: the field it comes from.
            key: makes the names of this value unique.
            in_attribute: whether the text becomes an attribute, and is looked at by itself.
            at_once: whether an element's text is looked at by itself.
            is_str: whether it is a `str` for sure, and no subclass of it.
        """
        scalar = line.scalar
        if scalar is None:  # pragma: no cover  # only elements with children have none, and they do not come here
            raise TypeError(f"{line.attr} has no scalar")
        if scalar.values:
            self.names[f"values_{key}"] = {value: marked_attribute(str(value)) for value in scalar.values}
            if scalar.kind == "integer":
                yield f"if {name}.__class__ is not int: {name} = whole({name})"
            yield f"{name} = values_{key}[{name}]"
        elif scalar.kind == "string":
            if scalar.pattern is not None:
                self.names[f"match_{key}"] = re.compile(scalar.pattern.regex).fullmatch
                yield f"if match_{key}({name}) is None: raise Unfit"
            if not is_str:
                yield f"if {name}.__class__ is not str: {name} = plain({name})"
            yield from self.string(name, scalar, in_attribute=in_attribute, at_once=at_once)
        elif scalar.kind == "decimal":
            yield from self.decimal(name, scalar, key, at_once=in_attribute or at_once)
        elif scalar.kind == "integer":
            yield f"if {name}.__class__ is not int: {name} = whole({name})"
            yield from self.bounds(name, scalar, key)
            if scalar.max is not None:
                yield f"if not {-(10**scalar.max)} < {name} < {10**scalar.max}: raise Unfit"
        elif scalar.kind == "boolean":
            true, false = scalar.form.split("|")
            yield f"{name} = {true!r} if {name} is True else {false!r} if {name} is False else other({name}, None)"
        elif scalar.kind == "date" and scalar.form == "ansi":
            yield f"if {name}.__class__ is not date: {name} = day({name})"
            yield f"{name} = {name}.isoformat()"
        elif scalar.kind == "base64":
            yield f"{name} = file({name})"
        else:
            self.names[f"scalar_{key}"] = scalar
            yield f"{name} = other({name}, scalar_{key})"

    def decimal(self, name: str, scalar: Scalar, key: str, *, at_once: bool) -> Iterator[str]:
        """The code for a decimal; a whole number is written as it is, a subclass of either by a call."""
        self.names[f"scalar_{key}"] = scalar
        yield from self.bounds(name, scalar, key)
        yield f"if {name}.__class__ is Decimal: {name} = str({name}).replace('.', ',')"
        yield f"else: {name} = str({name}) if {name}.__class__ is int else number({name})"
        if scalar.places is not None:
            longest = scalar.places + 1
            yield f"if -1 < {name}.find(',') < len({name}) - {longest}: {name} = numeral({name}, scalar_{key})"
        if at_once:
            yield f"{name} = fixed({name}, scalar_{key})"
        else:
            self.numerals.append((name, f"scalar_{key}"))
            yield f"n += {name}"

    def bounds(self, name: str, scalar: Scalar, key: str) -> Iterator[str]:
        """The code that tests a number's minimum and maximum; one that cannot be compared raises by itself."""
        for limit, sign in ((scalar.minimum, "<"), (scalar.maximum, ">")):
            if limit is not None:
                self.names[f"limit{sign == '<':d}_{key}"] = limit
                yield f"if {name} {sign} limit{sign == '<':d}_{key}: raise Unfit"

    def string(self, name: str, scalar: Scalar, *, in_attribute: bool, at_once: bool) -> Iterator[str]:
        """The code for a text: its length is tested here, its characters with those of the others."""
        if scalar.max is None:
            yield f"if not {name}: raise Unfit"
        else:
            yield f"if len({name}) > {scalar.max} or not {name}: raise Unfit"
        if in_attribute:
            yield f"if not {name}.isascii() or not {name}.isprintable() or '\"' in {name}:"
            yield f"    texts.append({name})"
            yield f"    {name} = marked_attribute({name})"
        elif at_once:
            yield f"texts.append({name})"
        else:
            self.texts.append(name)
            yield f"t += {name}"
