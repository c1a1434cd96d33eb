"""Writes answers as JSON or CSV, for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from netvisor.cli import outcome
from netvisor.cli.outcome import say
from netvisor.codec.json_form import reply_to_json
from netvisor.codec.untyped import untyped
from netvisor.declare import Field, declared, plan
from netvisor.protocol.results import Answer


def data_of(taken: Any) -> Any:
    """The data of an answer: an object or a list of the reply's classes, else nothing."""
    if isinstance(taken, list) or declared(type(taken)) is not None:
        return taken
    return None


def json_bytes(answer: Answer, data: Any) -> bytes:
    """The JSON of an answer that says OK."""
    return outcome.json_bytes(
        {
            "status": "OK",
            "timestamp": answer.timestamp.isoformat() if answer.timestamp else None,
            "inserted": list(answer.inserted),
            "updated": list(answer.updated),
            "replies": list(answer.replies),
            "data": reply_to_json(data),
        }
    )


def tell_untyped(data: Any) -> None:
    """Report on stderr how many values of an answer have no documented format."""
    items = data if isinstance(data, list) else [data] if data is not None else []
    found = [(path, text) for item in items for path, text in untyped(item)]
    if found:
        path, text = found[0]
        count = "1 value" if len(found) == 1 else f"{len(found)} values"
        say(f"{count} could not be parsed and remain text; the first: {path} = {str.__str__(text)!r}")


# CSV.


def as_csv(items: list[Any], item_class: type) -> bytes:
    """One line for each item, under a header of all leaves; nested lists are JSON in a cell."""
    text = io.StringIO()
    columns = list(_columns(item_class))
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for item in items:
        found = dict(leaves(item))
        writer.writerow([cell(found.get(column)) for column in columns])
    return text.getvalue().encode("utf-8")


def _columns(cls: type, before: str = "") -> Iterator[str]:
    for line in plan(cls).fields:
        if line.cls is not None and not line.many:
            yield from _columns(line.cls, f"{before}{line.attr}.")
        elif line.role != "constant":
            yield _leaf(line, before)


def leaves(item: object, before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of an item, except objects, under their dotted names; lists count as values."""
    for line in plan(type(item)).fields:
        if line.role == "constant":
            continue
        value = getattr(item, line.attr)
        if line.cls is None or line.many:
            yield _leaf(line, before), value
        elif value is not None:
            yield from leaves(value, f"{before}{line.attr}.")


def _leaf(line: Field, before: str) -> str:
    """The name of a leaf; the text of an element with attributes goes by the element's own name."""
    return before.rstrip(".") if line.role == "value" and before else f"{before}{line.attr}"


def cell(value: Any) -> str:
    """A value of an answer as text: as in the JSON form, without quotes."""
    plain = reply_to_json(value)
    if plain is None or plain == []:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, dict) and set(plain) == {"untyped"}:
        return str(plain["untyped"])
    return json.dumps(plain, ensure_ascii=False) if isinstance(plain, (dict, list)) else str(plain)
