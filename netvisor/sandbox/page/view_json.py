"""Calls and books as JSON, for scripts and for those who read it in the browser."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from netvisor.codec.json_message import message_to_json
from netvisor.sandbox.call_log import LoggedCall
from netvisor.sandbox.page.call_list import listed, wanted_by
from netvisor.sandbox.page.context import PageContext
from netvisor.sandbox.page.sent import masked, text_of_answer, text_of_message
from netvisor.sandbox.page.subject import subject_of
from netvisor.sandbox.page.tables import Tables
from netvisor.sandbox.page.tables import companies as all_companies
from netvisor.sandbox.page.view_books import listing_of
from netvisor.sandbox.page.view_calls import numbered
from netvisor.web.answer import Page, PageRequest


def _page(content: Any) -> Page:
    # Half of a character that somebody sent is told as JSON writes it.
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    return Page(body=text.encode("utf-8", "backslashreplace") + b"\n", content_type="application/json")


def calls(context: PageContext, request: PageRequest) -> Page:
    """The calls, newest first, by the same filter as the list."""
    found, more = listed(context.calls, wanted_by(request.query))
    return _page({"calls": [_summary(each) for each in found], "older": more})


def _summary(call: LoggedCall) -> dict[str, Any]:
    return {
        "number": call.number,
        "time": call.time.isoformat(),
        "company": call.company,
        "http": call.http,
        "resource": call.resource,
        "parameters": [list(pair) for pair in call.parameters],
        "about": subject_of(call),
        "outcome": call.outcome,
        "status": call.status,
        "category": call.category,
        "text": call.text,
        "stored": call.stored,
        "problems": len(call.problems),
        "transaction_id": call.transaction_id,
        "seconds": call.duration,
    }


def call(context: PageContext, _request: PageRequest, number: str) -> Page:
    """One call: its headers, its message as text and as the JSON of `netvisor send`, and its answer."""
    found = numbered(context, number)
    message = found.message
    sent = text_of_message(found.body, found.body_length, found.headers.get("content-type", ""))
    answered = text_of_answer(found.answer, found.answer_length)
    whole = _summary(found) | {
        "url": found.url,
        "headers": dict(masked(found.headers)),
        "problems": [asdict(problem) for problem in found.problems],
        "because": found.because,
        "message": {"bytes": sent.length, "charset": sent.charset, "text": sent.text, "cut": sent.cut},
        "message_json": None if message is None else message_to_json(message),
        "answer": {"bytes": answered.length, "text": answered.text, "cut": answered.cut},
    }
    return _page(whole)


def companies(context: PageContext, _request: PageRequest) -> Page:
    """The companies."""
    return _page([{"company": company, "name": name} for company, name in all_companies(context.store)])


def company(context: PageContext, _request: PageRequest, company: str) -> Page:
    """The tables of a company, and how many rows each has."""
    tables = Tables(context.store, company)
    rows = {table.name: number for table, number in tables.counted()}
    return _page({"company": company, "name": tables.name, "locked_until": tables.locked_until, "rows": rows})


def table(context: PageContext, request: PageRequest, company: str, table: str) -> Page:
    """One page of the rows of a table, by the same search and order as the page."""
    tables = Tables(context.store, company)
    found = listing_of(tables, tables.named(table), request)
    return _page({"total": found.total, "page": found.page, "pages": found.pages, "rows": found.plain})


def record(context: PageContext, _request: PageRequest, company: str, table: str, key: str) -> Page:
    """One row with its stored message, and the rows that belong to it."""
    tables = Tables(context.store, company)
    kind = tables.named(table)
    row = tables.row(kind, int(key))
    texts = {name: value.decode("utf-8", "replace") for name, value in row.items() if name == "message" and value}
    plain = {name: value for name, value in row.items() if not isinstance(value, bytes)}
    below = {listing.table.name: listing.plain for listing in tables.below(kind, int(key))}
    return _page(plain | texts | {"below": below})
