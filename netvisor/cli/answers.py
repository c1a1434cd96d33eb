"""An answer on its way out to programs: as JSON or as CSV."""

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
from netvisor.declare import declared, plan
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
    """Tell how many values of an answer have none of the documented forms."""
    items = data if isinstance(data, list) else [data] if data is not None else []
    found = [(path, text) for item in items for path, text in untyped(item)]
    if found:
        path, text = found[0]
        count = "1 value" if len(found) == 1 else f"{len(found)} values"
        say(f"{count} could not be typed and stayed text; the first: {path} = {str.__str__(text)!r}")


# CSV.


def as_csv(items: list[Any], item_class: type | None) -> bytes:
    """The leaves of each item as a line, under a header that names them all; nested lists stand as JSON in a cell."""
    text = io.StringIO()
    columns = list(_columns(item_class)) if item_class is not None else []
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for item in items:
        found = dict(leaves(reply_to_json(item), item_class))
        writer.writerow([found.get(column, "") for column in columns])
    return text.getvalue().encode("utf-8")


def _columns(cls: type | None, before: str = "") -> Iterator[str]:
    if cls is None:
        return
    for line in plan(cls).fields:
        if line.role == "constant":
            continue
        name = before.rstrip(".") if line.role == "value" else f"{before}{line.attr}"
        if line.cls is not None and not line.many:
            yield from _columns(line.cls, f"{before}{line.attr}.")
        else:
            yield name


def leaves(value: dict[str, Any], cls: type | None, before: str = "") -> Iterator[tuple[str, str]]:
    """The leaves of an item in JSON form, each under its dotted name, as texts."""
    if cls is None:
        return
    for line in plan(cls).fields:
        if line.role == "constant":
            continue
        found = value[line.attr]
        name = before.rstrip(".") if line.role == "value" else f"{before}{line.attr}"
        if line.cls is not None and not line.many:
            yield from leaves(found, line.cls, f"{before}{line.attr}.") if found is not None else ()
        else:
            yield name, cell(found)


def cell(value: Any) -> str:
    """A value of an answer's JSON as one text."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) and set(value) == {"untyped"}:
        return str(value["untyped"])
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
