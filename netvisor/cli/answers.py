"""Writes answers as JSON or CSV, for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from netvisor.cli import outcome
from netvisor.cli.outcome import say
from netvisor.codec.flat_reply import columns, leaf_name
from netvisor.codec.json_form import reply_to_json
from netvisor.codec.untyped import untyped
from netvisor.declare import declared, plan
from netvisor.declare.scalars import decimal_text
from netvisor.protocol.results import Answer


def data_of(taken: Any) -> Any:
    """The data of an answer: an object or a list of the reply's classes, else nothing."""
    if isinstance(taken, list) or declared(type(taken)) is not None:
        return taken
    return None


def json_bytes(answer: Answer, data: Any) -> bytes:
    """The JSON of an answer that says OK."""
    return outcome.json_bytes({**envelope_json(answer), "data": reply_to_json(data)})


def envelope_json(answer: Answer) -> dict[str, Any]:
    """An answer that says OK, without its data."""
    return {
        "status": "OK",
        "timestamp": answer.timestamp.isoformat() if answer.timestamp else None,
        "inserted": list(answer.inserted),
        "updated": list(answer.updated),
        "replies": list(answer.replies),
    }


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
    return _csv(items, item_class, ",", cell).encode("utf-8")


def as_excel_csv(items: list[Any], item_class: type) -> bytes:
    """As `as_csv`, in the form that Excel with Finnish settings opens without losing anything.

    Excel takes `00123` for a number and `=1+1` for a formula, so such texts are written as `="00123"`.
    """
    return _csv(items, item_class, ";", excel_cell).encode("utf-8-sig")


def _csv(items: list[Any], item_class: type, delimiter: str, text_of: Callable[[Any], str]) -> str:
    text = io.StringIO()
    every = columns(item_class)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([column.name for column in every])
    for item in items:
        writer.writerow([text_of(column.value(item)) for column in every])
    return text.getvalue()


_CHANGED_BY_EXCEL: Final = re.compile(r"\s*(?:[=+@-]|[0-9][0-9 .,:/-]*$|[0-9.,]+[eE][+-]?[0-9])")
"""What Excel takes for a formula, or for a number, a date or a time, of which it loses zeros and digits."""


def excel_cell(value: Any) -> str:
    """A value of an answer as Excel with Finnish settings shows it."""
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    text = cell(value)
    if not isinstance(value, str) or not _CHANGED_BY_EXCEL.match(text):
        return text
    quoted = text.replace('"', '""')
    return f'="{quoted}"'


def leaves(item: object, before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of an item, except objects, under their dotted names; lists count as values."""
    for line in plan(type(item)).fields:
        if line.role == "constant":
            continue
        value = getattr(item, line.attr)
        if line.cls is None or line.many:
            yield leaf_name(line, before.rstrip(".")), value
        elif value is not None:
            yield from leaves(value, f"{before}{line.attr}.")


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
