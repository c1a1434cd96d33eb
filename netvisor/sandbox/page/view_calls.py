"""The calls: the live list, and the details of each."""

from __future__ import annotations

from typing import Final

from netvisor.errors import MessageError, SetupError
from netvisor.sandbox.books.core.show import whole_number
from netvisor.sandbox.call_log import REPLAY_HEADER, LoggedCall
from netvisor.sandbox.page.call_list import OUTCOMES, last_number, listed, wanted_by
from netvisor.sandbox.page.context import PageContext
from netvisor.sandbox.page.copies import as_curl, as_json, as_python
from netvisor.sandbox.page.sent import masked, text_of_answer, text_of_message
from netvisor.sandbox.page.site import render
from netvisor.sandbox.page.tables import Tables, address_of, companies
from netvisor.sandbox.resend import send_again
from netvisor.web.answer import HTML, TEXT, Page, PageError, PageRequest, download, redirect
from netvisor.web.tree import Tree, tree_of

_MOST_COPIED: Final = 1 << 16
_MOST_STORED: Final = 20


def calls(context: PageContext, request: PageRequest) -> Page:
    """The list of calls, newest first."""
    wanted = wanted_by(request.query)
    found, more = listed(context.calls, wanted)
    body = render(
        "calls.html",
        here="calls",
        calls=found,
        more=more,
        wanted=wanted,
        outcomes=OUTCOMES,
        companies=companies(context.store),
        last=last_number(context.calls),
        run=context.token[:8],
        token=context.token,
        refresh=request.query.get("refresh") == "on",
        now=context.clock(),
        host=request.headers.get("HTTP_HOST", ""),
    )
    return Page(body=body)


def rows(context: PageContext, request: PageRequest) -> Page:
    """The rows of the calls after a number; 410 if they belong to another run of the sandbox."""
    if request.query.get("run") != context.token[:8]:
        raise PageError(410, "The sandbox was restarted.")
    found, _ = listed(context.calls, wanted_by(request.query))
    if not found:
        return Page(status=204, body=b"", content_type=TEXT)
    return Page(body=render("call_rows.html", calls=found, now=context.clock()), content_type=HTML)


def clear(context: PageContext, _request: PageRequest) -> Page:
    """Clear all calls."""
    context.calls.clear()
    return redirect("/")


def call(context: PageContext, _request: PageRequest, number: str) -> Page:
    """One call."""
    found = numbered(context, number)
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
        stored=_stored(context, found, answered),
        copies=_copies(found),
        replay_of=whole_number(found.headers.get(REPLAY_HEADER, "")),
        token=context.token,
        companies=dict(companies(context.store)),
        last=last_number(context.calls),
    )
    return Page(body=body)


def _copies(found: LoggedCall) -> list[tuple[str, str, str]]:
    """The forms to copy, by name and title; none of a message that is longer than anybody copies."""
    if found.body_length > _MOST_COPIED:
        return []
    return [
        ("curl", "As curl", as_curl(found)),
        ("python", "As Python", as_python(found)),
        ("json", "As JSON, for netvisor send", as_json(found)),
    ]


def _stored(context: PageContext, found: LoggedCall, answered: Tree) -> list[tuple[str, str]]:
    """The records that a call added to the books: names and addresses."""
    if not found.stored or answered.root is None:
        return []
    tables = Tables(context.store, found.company)
    keys = [
        int(twig.text)
        for replies in answered.root.twigs
        for twig in replies.twigs
        if twig.name == "InsertedDataIdentifier" and twig.text.isdecimal()
    ]
    homes = [(key, home) for key in keys[:_MOST_STORED] if (home := tables.home(key)) is not None]
    return [(f"{home.one} {key}", address_of(found.company, home, key)) for key, home in homes]


def replayed(context: PageContext, _request: PageRequest, number: str) -> Page:
    """Send a call again, and show the new one."""
    try:
        again = send_again(context, numbered(context, number))
    except (MessageError, SetupError) as error:
        raise PageError(409, f"This call cannot be sent again: {error.text}.") from error
    return redirect(f"/calls/{again.number}")


def case(context: PageContext, _request: PageRequest, number: str) -> Page:
    """A call and the books before it as a test case without personal data, to download."""
    found = numbered(context, number)
    try:
        content = context.case(found)
    except SetupError as error:
        raise PageError(409, f"This call cannot be exported: {error.text}.") from error
    return download(content, f"{found.resource or 'call'}-{number}-case.json", "application/json")


def part(context: PageContext, _request: PageRequest, number: str, part: str) -> Page:
    """The message or the answer of a call, byte for byte."""
    found = numbered(context, number)
    content = found.body if part == "message" else found.answer
    return download(content, f"{found.resource or 'call'}-{number}-{part}.xml", "application/octet-stream")


def numbered(context: PageContext, number: str) -> LoggedCall:
    """The call of a number.

    Raises:
        PageError: there is none.
    """
    found = context.calls.numbered(int(number))
    if found is None:
        raise PageError(404, f"There is no call {number}: it has not arrived yet, or was cleared.")
    return found
