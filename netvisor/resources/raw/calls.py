"""Calls of undeclared resources by name: with bytes as message and answer.

Only the form of the call is checked. As it is unknown what an undeclared resource does, its calls count as writes
unless `writes` says otherwise: a read-only client rejects them, and they are never retried.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import UNSET, declared
from netvisor.declare.arguments import checked_arguments, described
from netvisor.errors import MessageError, Problem
from netvisor.protocol.call import Call, Http
from netvisor.protocol.parameters import Unwritable, moment_text
from netvisor.protocol.results import Answer, RawResult

_RESOURCE = re.compile(r"[A-Za-z0-9]+(?:\.nv)?")
_ANSWER: Final = RawResult()


@checked_arguments
def post(resource: str, body: bytes = b"", *, writes: bool | None = None, **parameters: Any) -> Call[Answer]:
    """A POST of bytes, sent as they are; `b""` for the resources that take parameters only.

    Args:
        resource: the name, such as `x.nv`.
        body: the XML, in ISO-8859-15 or UTF-8; it begins with `<root>`.
        writes: whether the call changes data; known for declared resources, and otherwise taken for granted.
        parameters: the query by the names on the wire; a list is joined by commas, UNSET is left out.

    Raises:
        MessageError: the name, the body or a parameter cannot be sent.
    """
    problems: list[Problem] = []
    if not isinstance(body, bytes):
        said = declared(type(body))
        expected = "encode(message).bytes()" if said and said.message else "bytes, which settle the encoding"
        problems.append(Problem(path="body", rule="type", found=described(body), expected=expected))
    return _call(resource, "POST", parameters, problems, body=body, writes=writes)


@checked_arguments
def get(resource: str, *, writes: bool | None = None, **parameters: Any) -> Call[Answer]:
    """A GET; some of them delete, so one that is not declared counts as writing unless `writes=False` is given.

    Args:
        resource: the name, such as `x.nv`.
        writes: whether the call changes data; known for declared resources, and otherwise taken for granted.
        parameters: the query by the names on the wire; a list is joined by commas, UNSET is left out.

    Raises:
        MessageError: the name or a parameter cannot be sent.
    """
    return _call(resource, "GET", parameters, [], body=None, writes=writes)


def _call(
    resource: str,
    http: Http,
    parameters: dict[str, Any],
    problems: list[Problem],
    *,
    body: bytes | None,
    writes: bool | None,
) -> Call[Answer]:
    if not isinstance(resource, str):
        expected = (
            'a name, and the body behind it: raw.post("customer.nv", body)'
            if http == "POST"
            else "a name, such as customerlist.nv"
        )
        problems.append(Problem(path="resource", rule="resource", found=described(resource), expected=expected))
    elif not _RESOURCE.fullmatch(resource):
        expected = "letters and digits and .nv, such as customer.nv"
        problems.append(Problem(path="resource", rule="resource", found=repr(resource), expected=expected))
    query = []
    for name, value in parameters.items():
        if value is not UNSET:
            try:
                text = _text(value)
            except Unwritable:
                text = None
            if text is None:
                problems.append(_no_text(name, value))
            else:
                query.append((name, text))
    if problems:
        raise MessageError(problems, resource=resource if isinstance(resource, str) else None)
    name = resource if resource.endswith(".nv") else f"{resource}.nv"
    return Call(
        resource=name,
        http=http,
        parameters=tuple(query),
        body=body,
        writes=_writes(name, http) if writes is None else writes,
        result=_ANSWER,
    )


def _writes(resource: str, http: Http) -> bool:
    """Whether a declared resource changes data; an undeclared one might."""
    from netvisor.resources import endpoints

    known = [e for e in endpoints() if e.resource.lower() == resource.lower() and e.http == http]
    return any(endpoint.writes for endpoint in known) or not known


def _text(value: Any) -> str | None:
    """The text of a parameter, `None` for what has none; a moment with a zone is turned into Finnish local time."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (str, int, Decimal)):
        return str(value) or None
    if isinstance(value, (list, tuple)) and value:
        texts = [_text(item) for item in value]
        return None if None in texts else ",".join(str(text) for text in texts)
    return None


def _no_text(name: str, value: object) -> Problem:
    found = f"{value!r} of type {type(value).__name__}"
    expected = "a text, a number, a date or a list of them; UNSET leaves the parameter out"
    return Problem(path=name, rule="parameter", found=found, expected=expected)


__all__ = ["get", "post"]
