"""The values that a broken rule compared, in words: by their Python names, and as in the XML."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import Enum
from typing import Any, Final

from netvisor.codec.charset import escape, escape_attribute
from netvisor.codec.values import scalar_problem, shown, write
from netvisor.declare import CLEAR, UNSET, Field, Plan, Rule, Scalar, declared, plan

NONE_GIVEN: Final = "none of them is given"
_LONGEST: Final = 60
_FEW: Final = 5


def compared_in_python(rule: Rule, part: object) -> str:
    """The values of a rule's fields by their Python names, or the rule's own description."""
    if rule.compared is not None:
        return rule.compared(part)
    return ", ".join(text for attr in rule.fields for text in _in_python(attr, getattr(part, attr))) or NONE_GIVEN


def _in_python(name: str, value: Any) -> Iterator[str]:
    if value is UNSET or (isinstance(value, (list, tuple)) and not value):
        return
    said = declared(type(value))
    if said is not None and said.valued:
        for field in plan(type(value)).fields:
            if field.role != "constant" and (inner := getattr(value, field.attr)) is not UNSET:
                yield f"{name}={shown(inner)}" if field.role == "value" else f"{name}.{field.attr}={shown(inner)}"
    elif isinstance(value, (list, tuple)) and (len(value) > _FEW or declared(type(value[0])) is not None):
        yield f"{name}=[{len(value)} {type(value[0]).__name__}]"
    else:
        yield f"{name}={shown(value)}"


def compared_in_xml(rule: Rule, part: object, its: Plan) -> str:
    """The elements and attributes of a rule's fields, with their texts, or the rule's own description.

    The description is used only if every value could be read.
    """
    if rule.compared is not None:
        return rule.compared(part)
    fields = {field.attr: field for field in its.fields}
    found = [text for attr in rule.fields for text in _in_xml(fields[attr], getattr(part, attr))]
    if not found:
        return NONE_GIVEN
    return ", ".join(found) + ("" if any(" " in text or "</" in text for text in found) else " given")


def _in_xml(field: Field, value: Any) -> Iterator[str]:
    if value is UNSET or (isinstance(value, (list, tuple)) and not value):
        return
    if isinstance(value, (list, tuple)):
        yield f"{len(value)} <{field.name}>" if len(value) > 1 else f"<{field.name}>"
    elif field.role == "attribute":
        yield f'{field.name}="{escape_attribute(_text(value, field.scalar))}"'
    elif value is CLEAR:
        yield f"<{field.name}></{field.name}>"
    elif field.role == "valued" and declared(type(value)) is not None:
        yield _valued(field, value)
    elif field.scalar is not None and scalar_problem(value, field.scalar) is None:
        yield f"<{field.name}>{_text(value, field.scalar)}</{field.name}>"
    else:
        yield f"<{field.name}>"


def _valued(field: Field, value: Any) -> str:
    its = plan(type(value))
    pairs = [
        f' {line.name}="{_text(inner, line.scalar)}"'
        for line in its.attributes
        if line.role == "attribute" and (inner := getattr(value, line.attr)) is not UNSET
    ]
    text = "" if its.value is None or value.value is CLEAR else _text(value.value, its.value.scalar)
    return f"<{field.name}{''.join(pairs)}>{text}</{field.name}>"


def _text(value: Any, scalar: Scalar | None) -> str:
    if scalar is None or isinstance(value, (bytes, os.PathLike)):
        return "..."
    text = escape(write(value.value if isinstance(value, Enum) else value, scalar))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


__all__ = ["compared_in_python", "compared_in_xml"]
