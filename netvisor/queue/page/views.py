"""What the page shows: the overview, the messages of a state, and one message."""

from __future__ import annotations

from typing import Final

from netvisor.queue.advice import ways
from netvisor.queue.detail import detail
from netvisor.queue.errors import QueueError, QueueUnavailable
from netvisor.queue.looks import LANE_STATES, listed, overview
from netvisor.queue.page.context import PageContext
from netvisor.queue.page.site import render
from netvisor.queue.states import State
from netvisor.queue.words import command_line
from netvisor.web.answer import Page, PageError, PageRequest, download
from netvisor.web.tree import tree_of

_MOST_LANES: Final = 50
_MOST_MESSAGES: Final = 100


def show_overview(context: PageContext, request: PageRequest) -> Page:
    """The figures, the lanes that have something to do, and what needs a person."""
    found = overview(context.outbox, most=_MOST_MESSAGES)
    body = render(
        "overview.html",
        here="overview",
        found=found,
        states=list(State),
        lanes=found.lanes[:_MOST_LANES],
        more_lanes=max(0, len(found.lanes) - _MOST_LANES),
        meanings=LANE_STATES,
        ways={message.id: ways(message) for message in (*found.held, *found.refused)},
        place=context.outbox.database.place,
        refresh=request.query.get("refresh") == "on",
        **_allowed(context),
    )
    return Page(body=body)


def show_messages(context: PageContext, request: PageRequest) -> Page:
    """The messages of a state, the oldest first."""
    named = request.query.get("state", "")
    state = next((state for state in State if state.value == named), State.HELD)
    company = request.query.get("company", "").strip()
    after = request.query.get("after", "")
    number = int(after) if after.isdecimal() and after.isascii() and len(after) <= 18 else 0
    found = listed(context.outbox, state, company=company, after=number, most=_MOST_MESSAGES + 1)
    body = render(
        "messages.html",
        here="messages",
        state=state,
        states=list(State),
        company=company,
        messages=found[:_MOST_MESSAGES],
        more=len(found) > _MOST_MESSAGES,
    )
    return Page(body=body)


def show_message(context: PageContext, _request: PageRequest, number: str) -> Page:
    """One message with its attempts, beside what was found."""
    return message_page(context, number)


def message_page(context: PageContext, number: str, *, wrong: str = "") -> Page:
    """The page of a message.

    Args:
        context: the queue.
        number: its number.
        wrong: why what was asked for was not done.
    """
    try:
        found = detail(context.outbox, int(number))
    except QueueUnavailable:
        raise
    except QueueError as error:
        raise PageError(404, f"There is no message {number}.") from error
    body = render(
        "message.html",
        here="messages",
        found=found,
        message=found.message,
        tree=tree_of(found.body, found.charset, cut=found.cut),
        text=found.body.decode(found.charset, "backslashreplace"),
        ways=ways(found.message),
        wrong=wrong,
        **_allowed(context),
    )
    return Page(body=body, status=409 if wrong else 200)


def download_body(context: PageContext, _request: PageRequest, number: str) -> Page:
    """The message byte for byte."""
    try:
        message = context.outbox.message(int(number))
        body = b"".join(context.outbox.blocks(int(number)))
    except QueueUnavailable:
        raise
    except QueueError as error:
        raise PageError(404, f"There is no message {number}.") from error
    return download(body, f"{message.resource}-{number}.xml", "application/octet-stream")


def _allowed(context: PageContext) -> dict[str, object]:
    return {
        "actions": context.actions,
        "token": context.token,
        "command": lambda *words: command_line(context.db, *words),
    }
