"""The elements of an answer: one generated function for each class with children, compiled on first use and cached.

The function has a line for each child whose value is of the very class that its declaration says, and asks once of all
texts of an object whether any needs escaping. Every other value, such as a marker, an enumeration or a text that could
not be typed, is left to a general function of its element, and so are elements that hold others.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any, Final, Literal, TypeAlias

from netvisor.codec.charset import escape, escape_attribute
from netvisor.codec.untyped import Untyped
from netvisor.codec.values import write
from netvisor.declare import CLEAR, Absent, Field, Scalar, plan
from netvisor.declare.scalars import decimal_text
from netvisor.generated_code import run_generated

Language: TypeAlias = Literal["FI", "EN", "SE"]

YES_NO: Final[dict[str, tuple[str, str]]] = {"FI": ("Kyllä", "Ei"), "EN": ("Yes", "No"), "SE": ("Ja", "Nej")}
"""Yes and No in the languages of the interface."""

_Emit: TypeAlias = Callable[[Any, "list[str]", Language], None]


@cache
def content_writer(cls: type) -> _Emit:
    """What writes the children of an element with children."""
    source = _Source(cls)
    names = run_generated(source.text(), f"writer of answers {cls.__module__}.{cls.__qualname__}", source.names)
    made: _Emit = names["emit"]
    return made


class _Source:
    """The text of one function in the making, and the names it uses."""

    def __init__(self, cls: type) -> None:
        self._cls = cls
        self.names: dict[str, Any] = {
            "date": date,
            "Decimal": Decimal,
            "decimal_text": decimal_text,
            "escape": escape,
            "escape_attribute": escape_attribute,
        }
        self._texts: list[str] = []
        """The variables that may hold a text which needs escaping."""

    def text(self) -> str:
        """The source of the function."""
        fields = plan(self._cls).children
        writing: list[str] = []
        for is_plain, run in groupby(enumerate(fields), key=lambda numbered: _is_plain(numbered[1])):
            named = [(f"v{at}", field) for at, field in run]
            each = [line for name, field in named for line in self._element(name, field)]
            writing += self._at_once(named, each) if is_plain and len(named) > 1 else each
        lines = [f"v{at} = o.{field.attr}" for at, field in enumerate(fields)]
        if self._texts:
            lines.append(f"t = f'{''.join(f'{{{name}}}' for name in self._texts)}'")
            lines.append("if not t.isprintable() or '&' in t or '<' in t or '>' in t:")
            lines += [f"    if {name}.__class__ is str: {name} = escape({name})" for name in self._texts]
        return "\n    ".join(["def emit(o, out, language):", "write = out.append", *lines, *writing])

    def _at_once(self, named: Sequence[tuple[str, Field]], each: Sequence[str]) -> Iterator[str]:
        """The lines that write plain elements next to each other in one piece, when all have a value."""
        texts = [(name, field, *(_text_of(field.scalar, name) or ("", ""))) for name, field in named]
        yield f"if {' and '.join(f'{name}.__class__ is {of}' for name, _, of, _ in texts)}:"
        yield f"    write(f{''.join(_written(_opening(field), shown, field) for _, field, _, shown in texts)!r})"
        yield "else:"
        yield from (f"    {line}" for line in each)

    def _element(self, name: str, field: Field) -> Iterator[str]:
        """The lines that write one child, from the variable that holds its value."""
        if field.many and field.role == "aggregate" and field.cls and not plan(field.cls).attributes:
            self.names[f"emit_{name}"] = content_writer(field.cls)
            yield f"for v in {name}:"
            yield f"    write('<{field.name}>')"
            yield f"    emit_{name}(v, out, language)"
            yield f"    write('</{field.name}>')"
            return
        usual = None if field.many or field.role == "interleaved" else list(self._usual(name, field))
        self.names[f"emit_{name}"] = _element(field)
        call = f"emit_{name}({name}, out, language)"
        if field.many or field.role == "interleaved" or field.required:
            yield from [*usual, f"else: {call}"] if usual else [call]
        else:
            yield from [*usual, f"elif {name} is not None: {call}"] if usual else [f"if {name} is not None: {call}"]

    def _usual(self, name: str, field: Field) -> Iterator[str]:
        """The lines for a value of the declared class; none for an element with children."""
        if field.role == "text" and (text := _text_of(field.scalar, name)):
            of, shown = text
            if of == "str":
                self._texts.append(name)
            yield f"if {name}.__class__ is {of}:"
            yield f"    write(f{_written(_opening(field), shown, field)!r})"
        elif field.role == "valued" and field.cls is not None:
            its = plan(field.cls)
            text = _text_of(None if its.value is None else its.value.scalar, "w")
            if text is None:
                return
            of, shown = text
            self.names[f"class_{name}"] = field.cls
            yield f"if {name}.__class__ is class_{name} and (w := {name}.value).__class__ is {of}:"
            attributes = ""
            for at, line in enumerate(f for f in its.attributes if f.const is None):
                self.names[f"attribute_{name}_{at}"] = _attribute(line)
                attributes += f"{{a{at}}}"
                usual = f' {line.name}="'
                yield f"    a{at} = {name}.{line.attr}"
                yield (
                    f"    a{at} = {usual!r} + escape_attribute(a{at}) + '\"' if a{at}.__class__ is str"
                    f" else attribute_{name}_{at}(a{at}, language)"
                )
            start = _literal(f"<{field.name}{_constant_attributes(field.cls)}") + attributes + ">"
            yield f"    write(f{_written(start, '{escape(w)}' if of == 'str' else shown, field)!r})"


def _is_plain(field: Field) -> bool:
    return field.role == "text" and not field.many and _text_of(field.scalar, "") is not None


def _opening(field: Field) -> str:
    return _literal(f"<{field.name}{_constants(field)}>")


def _written(start: str, shown: str, field: Field) -> str:
    """The inside of an f-string that writes an element."""
    return f"{start}{shown}</{field.name}>"


def _literal(text: str) -> str:
    """A text as it stands inside an f-string."""
    return text.replace("{", "{{").replace("}", "}}")


def _text_of(scalar: Scalar | None, name: str) -> tuple[str, str] | None:
    """The class that values of a scalar usually have, and the inside of an f-string that shows one."""
    if scalar is None:
        return None
    if scalar.kind == "decimal" and scalar.form != "point":
        return "Decimal", f"{{decimal_text({name})}}"
    if scalar.kind == "date":
        finnish = f"{{{name}.day}}.{{{name}.month}}.{{{name}.year:04d}}"
        return "date", finnish if scalar.form == "finnish" else f"{{{name}.isoformat()}}"
    of = {"string": "str", "integer": "int"}.get(scalar.kind)
    return None if of is None else (of, f"{{{name}}}")


# The general functions.


def _element(field: Field) -> _Emit:
    if field.role == "interleaved":
        return _interleaved(field)
    one = _one(field)
    empty = _empty(field)
    if field.many:

        def emit_all(values: Any, out: list[str], language: Language) -> None:
            for value in values:
                one(value, out, language)

        return emit_all

    def emit(value: Any, out: list[str], language: Language) -> None:
        if value is CLEAR or (value is None and field.required):
            out.append(empty)
        elif value is not None:
            one(value, out, language)

    return emit


def _interleaved(field: Field) -> _Emit:
    arms = {arm.cls: _one(arm) for arm in field.arms}

    def emit(values: Any, out: list[str], language: Language) -> None:
        for value in values:
            arms[type(value)](value, out, language)

    return emit


def _one(field: Field) -> _Emit:
    """Writes one element that has a value."""
    start, end = f"<{field.name}", f"</{field.name}>"
    if field.role == "text":
        opening = start + _constants(field) + ">"
        text = _text_writer(field.scalar)

        def emit_text(value: Any, out: list[str], language: Language) -> None:
            out.append(f"{opening}{escape(text(value, language))}{end}")

        return emit_text
    if field.cls is None:
        raise TypeError(f"{field.attr}: a {field.role} is not an element of an answer")
    inner = plan(field.cls)
    attributes = _attributes(field.cls)
    content = _valued(field.cls) if inner.valued else content_writer(field.cls)

    def emit(value: Any, out: list[str], language: Language) -> None:
        out.append(start)
        attributes(value, out, language)
        out.append(">")
        content(value, out, language)
        out.append(end)

    return emit


def _valued(cls: type) -> _Emit:
    field = plan(cls).value
    text = _text_writer(field.scalar if field else None)

    def emit(part: Any, out: list[str], language: Language) -> None:
        if part.value is not None and not isinstance(part.value, Absent):
            out.append(escape(text(part.value, language)))

    return emit


def _attributes(cls: type) -> _Emit:
    constants = _constant_attributes(cls)
    texts = [(field.attr, _attribute(field)) for field in plan(cls).attributes if field.const is None]

    def emit(part: Any, out: list[str], language: Language) -> None:
        out.append(constants)
        for attr, text in texts:
            out.append(text(getattr(part, attr), language))

    return emit


def _attribute(field: Field) -> Callable[[Any, Language], str]:
    """What makes an attribute of a value; one that every answer holds is empty without a value."""
    text = _text_writer(field.scalar)
    absent = f' {field.name}=""' if field.required else ""

    def made(value: Any, language: Language) -> str:
        if value is None or isinstance(value, Absent):
            return absent
        return f' {field.name}="{escape_attribute(text(value, language))}"'

    return made


def _constant_attributes(cls: type) -> str:
    constants = ((field.name, field.const) for field in plan(cls).attributes)
    return "".join(f' {name}="{escape_attribute(const.value)}"' for name, const in constants if const is not None)


def _constants(field: Field, *, demanded_only: bool = False) -> str:
    written = [c for c in field.constants if not (demanded_only and c.const.optional)]
    return "".join(f' {c.name}="{escape_attribute(c.const.value)}"' for c in written)


def _empty(field: Field) -> str:
    """The element without a value, with the attributes that every answer holds."""
    attributes = _constants(field, demanded_only=True)
    if field.cls is not None:
        for line in plan(field.cls).attributes:
            if line.required:
                attributes += f' {line.name}="{escape_attribute(line.const.value) if line.const else ""}"'
    return f"<{field.name}{attributes}></{field.name}>"


def _text_writer(scalar: Scalar | None) -> Callable[[Any, Language], str]:
    if scalar is None:
        raise TypeError("an element of an answer without a type")
    if scalar.kind == "base64":
        return lambda value, _: base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else str(value)
    if scalar.kind == "boolean" and scalar.form == "Yes|No":
        return lambda value, language: YES_NO[language][0 if value else 1]

    def text(value: Any, _: Language) -> str:
        # A text that could not be typed when it was read goes out as it came.
        return str(value) if isinstance(value, Untyped) else write(value, scalar)

    return text
