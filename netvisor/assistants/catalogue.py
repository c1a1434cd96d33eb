"""What an assistant is told of the resources: names and titles, and line by line what one takes and answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netvisor.declare import Field, Plan, plan
from netvisor.declare.rows import written_values
from netvisor.field_docs import field_docs
from netvisor.protocol.call import Endpoint
from netvisor.protocol.parameters import Parameter
from netvisor.resources import endpoints


def listed(*, writes: bool, area: str = "", contains: str = "") -> Iterator[dict[str, Any]]:
    """The resources that can be read, and with `writes` those that can be written to.

    Args:
        writes: whether those that change data are listed, too.
        area: only this area.
        contains: only those with this in the name or title, in any letter case.
    """
    for endpoint in endpoints():
        if endpoint.writes and not writes:
            continue
        if area and endpoint.area != area:
            continue
        if contains.lower() not in f"{endpoint.resource} {endpoint.title}".lower():
            continue
        needed = [parameter.name for parameter in endpoint.parameters if parameter.required]
        yield {
            "resource": endpoint.resource,
            "area": endpoint.area,
            "does": "write" if endpoint.writes else "read",
            "title": endpoint.title,
            **({"needs": needed} if needed else {}),
        }


def described(endpoint: Endpoint) -> Iterator[str]:
    """The parameters, the message and the answer of a resource, as indented lines."""
    yield "parameters:" if endpoint.parameters else "parameters: none"
    for parameter in endpoint.parameters:
        yield f"  {_parameter(parameter)}"
    for title, cls in (("message:", endpoint.request), ("answer:", endpoint.reply)):
        if cls is not None:
            yield title
            yield from _lines(plan(cls), "  ", message=cls is endpoint.request)


def side_effects(endpoint: Endpoint, *, edits: bool) -> dict[str, str]:
    """What a person should know before a write is sent; only what is documented.

    Args:
        endpoint: the resource.
        edits: whether a stored record is changed.
    """
    known = {"does": endpoint.title, "fee": endpoint.fee, "limits": endpoint.limits}
    if edits:
        known["edit"] = endpoint.edit
    return {name: text for name, text in known.items() if text}


def _parameter(parameter: Parameter) -> str:
    kind = f"list of {parameter.type}" if parameter.many else parameter.type
    values = f", one of {' | '.join(parameter.values)}" if parameter.values else ""
    needed = ", required" if parameter.required else ""
    return f"{parameter.name}: {kind}{values}{needed}. {parameter.meaning}".rstrip(". ")


def _lines(its: Plan, indent: str, *, message: bool) -> Iterator[str]:
    """The fields of a class under their names in JSON, each with those below it.

    In an answer "required" would say little: what is there may be empty.
    """
    docs = field_docs(its.cls)
    for field in its.fields:
        if field.role == "constant":
            continue
        meaning = " ".join(docs.get(field.attr, "").split())
        yield f"{indent}{field.attr}: {_kind(field, message=message)}{f'. {meaning}' if meaning else ''}"
        for arm in field.arms:
            yield f"{indent}  {arm.attr}: object"
            yield from _below(arm, f"{indent}    ", message=message)
        yield from _below(field, f"{indent}  ", message=message)


def _below(field: Field, indent: str, *, message: bool) -> Iterator[str]:
    if field.cls is not None:
        yield from _lines(plan(field.cls), indent, message=message)


def _kind(field: Field, *, message: bool) -> str:
    parts = []
    if field.scalar is None:
        parts.append("list, each one of" if field.arms else "list of objects" if field.many else "object")
    else:
        most = f" of at most {field.scalar.max} characters" if field.scalar.max else ""
        parts.append(f"{'list of ' if field.many else ''}{field.scalar.kind}{most}")
        if values := written_values(field.scalar):
            parts.append(f"one of {' | '.join(values)}")
    if field.required and message:
        parts.append("may be empty, required" if field.blank else "required")
    return ", ".join(parts)


__all__ = ["described", "listed", "side_effects"]
