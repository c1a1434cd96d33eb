"""The rules between fields as JSON Schema, and the rules that it cannot say."""

from __future__ import annotations

from typing import Final

from netvisor.codec.json_scalar import to_json
from netvisor.codec.json_schema_scalars import Schema
from netvisor.declare import Field, Plan, Rule, Scalar, plan

UNSAID: Final[dict[str, str]] = {
    "must": "a condition between values, of which only its test in Python knows",
    "character": "characters that XML forbids",
    "charset": "characters that the chosen charset lacks",
    "file": "whether a file exists and has content",
    "base64": "whether a text is Base64: `contentEncoding` is only a remark",
    "digits": "numbers of more than 100 digits, or whole ones of more than 4,000",
    "zone": "moments at the ends of the calendar that have no time in Finland",
    "duplicate-key": "two keys that are equal when letter case and underscores are ignored",
    "json": "what is wrong in the JSON text itself",
}
"""The rules of a message that its JSON Schema does not check, by the names of `Problem.rule`, each with the reason.

Rules of one method (`on="add"`) are not in it either: the file does not say the method.
"""

_UNSAID_OF_DECIMALS: Final = {
    "minimum": "JSON Schema compares numbers, and a decimal may be a text",
    "maximum": "JSON Schema compares numbers, and a decimal may be a text",
    "places": "the decimals of a number that is not written as text",
}


def why_unsaid(rule: str, scalar: Scalar | None = None) -> str | None:
    """Why a schema cannot check a rule, by its name in a `Problem`; `None` for one that it checks.

    Args:
        rule: the name of the rule.
        scalar: the type of the value that breaks it.

    >>> why_unsaid("max-length") is None, why_unsaid("file")
    (True, 'whether a file exists and has content')
    """
    if scalar is not None and scalar.kind == "decimal" and rule in _UNSAID_OF_DECIMALS:
        return _UNSAID_OF_DECIMALS[rule]
    return UNSAID.get(rule)


def rule_schema(rule: Rule, its: Plan) -> Schema | None:
    """The schema of a rule between the fields of a class; `None` if JSON Schema cannot say it."""
    if rule.on is not None or why_unsaid(rule.name) is not None:
        return None
    lines = {line.attr: line for line in its.fields}
    first, *others = (_given(lines[attr]) for attr in rule.fields)
    every = [first, *others]
    if rule.case is not None:
        then = [_given(lines[attr]) for attr in rule.case.always] + _none_of([lines[a] for a in rule.case.never])
        return {"if": _has_value(lines[rule.case.field], rule.case.value), "then": {"allOf": then}}
    made: dict[str, Schema] = {
        "exactly-one": {"oneOf": every},
        "at-least-one": {"anyOf": every},
        "at-most-one": {"anyOf": [{"not": {"anyOf": every}}, {"oneOf": every}]},
        "together": {"anyOf": [{"not": {"anyOf": every}}, {"allOf": every}]},
        "needs": {"if": first, "then": {"allOf": others}},
        "excludes": {"if": first, "then": {"not": {"anyOf": others}}},
    }
    return made[rule.name]


def _given(line: Field) -> Schema:
    """An object in which a field is given: neither absent nor cleared nor an empty list."""
    made: Schema = {"required": [line.attr]}
    empty: list[object] = [[]] if line.many else []
    if line.clearable and not line.many:
        empty.append({"clear": True})
        slot = plan(line.cls).value if line.role == "valued" and line.cls is not None else None
        # Read as the marker itself, because a cleared element without attributes has one form only.
        empty += [{"value": {"clear": True}}] if slot is not None and slot.clearable else []
    return made | ({"properties": {line.attr: {"not": {"enum": empty}}}} if empty else {})


def _none_of(lines: list[Field]) -> list[Schema]:
    return [{"not": {"anyOf": [_given(line) for line in lines]}}] if lines else []


def _has_value(line: Field, value: object) -> Schema:
    """An object in which a field has this value, bare or with attributes."""
    plain = {"const": to_json(value)}
    whole = {"type": "object", "properties": {"value": plain}, "required": ["value"]}
    return {"properties": {line.attr: {"anyOf": [plain, whole]}}, "required": [line.attr]}
