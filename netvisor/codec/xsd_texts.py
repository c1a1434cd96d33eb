"""The simple types of a schema: one named type for each kind of text that it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from netvisor.codec.value_patterns import pattern, spellings, wanted_text
from netvisor.declare import Field, Scalar

_NAMES = {
    ("string", ""): "text",
    ("integer", ""): "integer",
    ("decimal", ""): "decimal",
    ("date", "ansi"): "date",
    ("date", "finnish"): "finnishDate",
    ("datetime", "ansi"): "dateTime",
    ("datetime", "finnish"): "finnishDateTime",
    ("datetime", "spaced"): "spacedDateTime",
    ("datetime", "minutes"): "dateTimeInMinutes",
    ("time", ""): "time",
    ("time", "minutes"): "timeInMinutes",
    ("boolean", "1|0"): "oneOrZero",
    ("boolean", "true|false"): "trueOrFalse",
    ("boolean", "Yes|No"): "yesOrNo",
    ("base64", ""): "base64",
}

# The values of answers: every documented form, in any of the three languages.
_ANY_DATE = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
_ANY_CLOCK = r"[0-9]{1,2}[:.][0-9]{2}([:.][0-9]{2}([.,][0-9]{1,9})?)?"
_ANY_NUMBER = "[-+\u2212]?[0-9.,\\p{Zs}]*[0-9][0-9.,\\p{Zs}]*"
_ANSWERS = {
    "integer": ("wholeNumber", _ANY_NUMBER, "a whole number"),
    "decimal": ("number", _ANY_NUMBER, "a number with a decimal comma or point"),
    "date": ("date", f"({_ANY_DATE})([T ]+{_ANY_CLOCK})?", "a date, 2026-11-22 or 22.11.2026"),
    "datetime": (
        "dateTime",
        f"({_ANY_DATE})([T ]+{_ANY_CLOCK})?",
        "a moment, 2026-11-22T14:30:00 or 22.11.2026 14:30:00",
    ),
    "time": ("time", _ANY_CLOCK, "a time of day"),
}
_ANY_BOOLEAN = tuple(
    spelling for form in ("1|0", "true|false", "Yes|No") for spelling in spellings(Scalar("boolean", form=form))
)


class Texts:
    """The simple types of one schema, in the order of their first use."""

    def __init__(self, *, answer: bool) -> None:
        self.answer = answer
        self._made: dict[str, list[str]] = {}
        self._names: dict[tuple[Scalar, bool], str] = {}

    def name(self, field: Field, owner: str, *, empty: bool) -> str:
        """The type of a text or attribute.

        Args:
            field: the line that says what the text is.
            owner: the name for a type of its own.
            empty: whether the text may be empty although the line itself does not declare it.
        """
        # A doubt rejects nothing, so it is not in the schema.
        scalar = replace(field.scalar or Scalar("string"), doubt=None)
        empty = self.answer or empty or (field.role == "value" and field.clearable)
        if scalar.form == "True|False":
            # Both ways to spell it are taken, so it needs no type of its own.
            scalar = replace(scalar, form="true|false")
        key = scalar, empty
        if key not in self._names:
            self._names[key] = (
                self._answer_type(scalar, owner) if self.answer else self._type(scalar, owner, empty=empty)
            )
        return self._names[key]

    def lines(self) -> Iterator[str]:
        """All types."""
        for lines in self._made.values():
            yield from lines

    # Types of requests.

    def _type(self, scalar: Scalar, owner: str, *, empty: bool) -> str:
        if scalar.kind == "string" and empty and not (scalar.values or scalar.pattern):
            return self._add(
                f"{_own_name(scalar, owner)}OrEmpty",
                _restriction(scalar, least=0),
                f"{wanted_text(scalar)}, or nothing",
            )
        key = scalar, False
        if key not in self._names:
            self._names[key] = self._add(_own_name(scalar, owner), _restriction(scalar, least=1), wanted_text(scalar))
        return self._or_empty(self._names[key]) if empty else self._names[key]

    def _or_empty(self, name: str) -> str:
        nothing = self._shared(
            "nothing",
            ['<xs:restriction base="xs:string">', '  <xs:length value="0"/>', "</xs:restriction>"],
            "an empty text",
        )
        return self._shared(f"{name}OrEmpty", [f'<xs:union memberTypes="{name} {nothing}"/>'], "")

    # Types of answers.

    def _answer_type(self, scalar: Scalar, owner: str) -> str:
        if scalar.values:
            own = self._add(_own_name(scalar, owner), _enumeration(map(str, scalar.values)), wanted_text(scalar))
            return self._or_empty(own)
        if scalar.kind == "boolean":
            return self._or_empty(
                self._shared("yesOrNo", _enumeration(_ANY_BOOLEAN), "a boolean in any of its forms and languages")
            )
        if scalar.kind == "base64":
            return "xs:base64Binary"
        if scalar.kind not in _ANSWERS:
            return "xs:string"
        name, regex, words = _ANSWERS[scalar.kind]
        return self._or_empty(self._shared(name, _patterned("xs:token", regex), words))

    # Writing.

    def _shared(self, name: str, body: list[str], about: str) -> str:
        return name if name in self._made else self._add(name, body, about)

    def _add(self, name: str, body: list[str], about: str) -> str:
        number, wanted = 2, name
        while name in self._made:
            name, number = f"{wanted}{number}", number + 1
        documentation = f"  <xs:annotation><xs:documentation>{escape(about)}</xs:documentation></xs:annotation>"
        self._made[name] = [
            f'<xs:simpleType name="{name}">',
            *([documentation] if about else []),
            *(f"  {line}" for line in body),
            "</xs:simpleType>",
        ]
        return name


def _own_name(scalar: Scalar, owner: str) -> str:
    """A name from the kind alone if that suffices, else from the place of the first use."""
    limits = scalar.values, scalar.pattern, scalar.minimum, scalar.maximum, scalar.places
    if any(limit is not None and limit != () for limit in limits):
        return f"{owner}-value"
    own = _NAMES.get((scalar.kind, scalar.form)) or _NAMES.get((scalar.kind, "")) or scalar.kind
    return f"{own}{scalar.max}" if scalar.max is not None and scalar.kind in {"string", "integer"} else own


def _restriction(scalar: Scalar, *, least: int) -> list[str]:
    if scalar.values:
        return _enumeration(map(str, scalar.values))
    if scalar.kind == "boolean":
        return _enumeration(spellings(scalar))
    if scalar.kind == "string":
        facets = [f'<xs:minLength value="{least}"/>'] if least else []
        facets += [f'<xs:maxLength value="{scalar.max}"/>'] if scalar.max is not None else []
        facets += [f"<xs:pattern value={quoteattr(scalar.pattern.regex)}/>"] if scalar.pattern else []
        return _restricted("xs:string", facets)
    if scalar.kind == "base64":
        return _restricted("xs:base64Binary", ['<xs:minLength value="1"/>'])
    if scalar.kind == "integer":
        facets = [f"<xs:pattern value={quoteattr(pattern(scalar) or '')}/>"]
        facets += [f'<xs:minInclusive value="{scalar.minimum}"/>'] if scalar.minimum is not None else []
        facets += [f'<xs:maxInclusive value="{scalar.maximum}"/>'] if scalar.maximum is not None else []
        return _restricted("xs:integer", facets)
    # A date of the calendar, but without the zone that XML Schema would take.
    base = "xs:date" if scalar.kind == "date" and scalar.form != "finnish" else "xs:token"
    return _patterned(base, pattern(scalar) or "")


def _patterned(base: str, regex: str) -> list[str]:
    return _restricted(base, [f"<xs:pattern value={quoteattr(regex)}/>"])


def _enumeration(values: Iterable[str]) -> list[str]:
    return _restricted("xs:token", [f"<xs:enumeration value={quoteattr(value)}/>" for value in values])


def _restricted(base: str, facets: list[str]) -> list[str]:
    if not facets:
        return [f'<xs:restriction base="{base}"/>']
    return [f'<xs:restriction base="{base}">', *(f"  {facet}" for facet in facets), "</xs:restriction>"]
