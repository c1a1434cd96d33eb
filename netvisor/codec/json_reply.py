"""JSON of an answer with every declared field: missing and empty ones are null, lists are always lists."""

from __future__ import annotations

import base64
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

from netvisor.codec.untyped import Untyped
from netvisor.declare import Absent, Field, declared, plan


def reply_to_json(found: Any) -> Any:
    """Plain values of an object of an answer, of a list of objects, or of one value.

    Decimals are texts with a point, dates and times ISO 8601, bytes Base64, values without a documented form
    `{"untyped": "the text"}`.
    """
    if isinstance(found, (list, tuple)):
        return [reply_to_json(item) for item in found]
    if declared(type(found)) is None:
        return _scalar(found)
    lines = (line for line in plan(type(found)).fields if line.role != "constant")
    return {line.attr: _field(line, getattr(found, line.attr)) for line in lines}


def _field(line: Field, value: Any) -> Any:
    if line.many:
        return [_item(line, item) for item in value or ()]
    return reply_to_json(value)


def _item(line: Field, item: Any) -> Any:
    arm = next((arm for arm in line.arms if arm.cls is type(item)), None)
    return {arm.attr: reply_to_json(item)} if arm else reply_to_json(item)


def _scalar(value: Any) -> Any:
    if value is None or value == "" or isinstance(value, Absent):
        return None
    if isinstance(value, Untyped):
        return {"untyped": str.__str__(value)}
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value
