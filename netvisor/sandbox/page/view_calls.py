"""The calls: the live list, and one of them with everything that is known about it."""

from __future__ import annotations

from typing import Final

from netvisor.sandbox.call_log import LoggedCall
from netvisor.sandbox.page.answer import HTML, TEXT, Asked, Page, Wrong, download, redirect
from netvisor.sandbox.page.call_list import OUTCOMES, last_number, listed, wanted_by
from netvisor.sandbox.page.context import Shelf
from netvisor.sandbox.page.rendering import render
from netvisor.sandbox.page.sent import masked, text_of_answer, text_of_message
from netvisor.sandbox.page.tables import Tables, address_of, companies
from netvisor.sandbox.page.tree import Tree, tree_of

_MOST_STORED: Final = 20


def calls(shelf: Shelf, asked: Asked) -> Page:
    """The list of calls, the newest first."""
    wanted = wanted_by(asked.query)
    found, more = listed(shelf.calls, wanted)
    body = render(
        "calls.html",
        here="calls",
        calls=found,
        more=more,
        wanted=wanted,
        outcomes=OUTCOMES,
        companies=companies(shelf.store),
        last=last_number(shelf.calls),
        run=shelf.token[:8],
        token=shelf.token,
        refresh=asked.query.get("refresh") == "on",
        now=shelf.clock(),
        host=asked.headers.get("HTTP_HOST", ""),
    )
    return Page(body=body)


def rows(shelf: Shelf, asked: Asked) -> Page:
    """The rows of the calls that came since a number; 410 when they are calls of another run of the sandbox."""
    if asked.query.get("run") != shelf.token[:8]:
        raise Wrong(410, "The sandbox was started again.")
    found, _ = listed(shelf.calls, wanted_by(asked.query))
    if not found:
        return Page(status=204, body=b"", content_type=TEXT)
    return Page(body=render("call_rows.html", calls=found, now=shelf.clock()), content_type=HTML)


def clear(shelf: Shelf, _asked: Asked) -> Page:
    """Forget all calls."""
    shelf.calls.clear()
    return redirect("/")


def call(shelf: Shelf, _asked: Asked, number: str) -> Page:
    """One call."""
    found = _numbered(shelf, number)
    message = text_of_message(found.body, found.body_length, found.headers.get("content-type", ""))
    answer = text_of_answer(found.answer, found.answer_length)
    tree = tree_of(found.body, message.charset, found.problems, cut=message.cut)
    answered = tree_of(found.answer, answer.charset, cut=answer.cut)
    body = render(
        "call.html",
        here="calls",
        call=found,
        headers=masked(found.headers),
        message=message,
        tree=tree,
        answer=answer,
        answer_tree=answered,
        stored=_stored(shelf, found, answered),
        companies=dict(companies(shelf.store)),
        last=last_number(shelf.calls),
    )
    return Page(body=body)


def _stored(shelf: Shelf, found: LoggedCall, answered: Tree) -> list[tuple[str, str]]:
    """What a call has added to the books: names and addresses."""
    if not found.stored or answered.root is None:
        return []
    tables = Tables(shelf.store, found.company)
    keys = [
        int(twig.text)
        for replies in answered.root.twigs
        for twig in replies.twigs
        if twig.name == "InsertedDataIdentifier" and twig.text.isdecimal()
    ]
    homes = [(key, home) for key in keys[:_MOST_STORED] if (home := tables.home(key)) is not None]
    return [(f"{home.one} {key}", address_of(found.company, home, key)) for key, home in homes]


def part(shelf: Shelf, _asked: Asked, number: str, part: str) -> Page:
    """The message or the answer of a call, byte for byte."""
    found = _numbered(shelf, number)
    content = found.body if part == "message" else found.answer
    return download(content, f"{found.resource or 'call'}-{number}-{part}.xml", "application/octet-stream")


def _numbered(shelf: Shelf, number: str) -> LoggedCall:
    found = shelf.calls.numbered(int(number))
    if found is None:
        raise Wrong(404, f"There is no call {number}: it has not come yet, or is forgotten.")
    return found
