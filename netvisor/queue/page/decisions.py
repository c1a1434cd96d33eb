"""What people decide on the page, when whoever started it allows that."""

from __future__ import annotations

from typing import Final

from netvisor.queue.errors import QueueUnavailable, WrongState
from netvisor.queue.page.context import PageContext
from netvisor.queue.page.views import message_page
from netvisor.web.answer import Page, PageError, PageRequest, redirect

_LONGEST_KEY: Final = 18


def decide(context: PageContext, request: PageRequest, number: str, action: str) -> Page:
    """Hold, release, retry or resolve a message; what comes too late is said on its page."""
    _require_actions(context)
    try:
        _decide(context, request, int(number), action)
    except QueueUnavailable:
        raise
    except WrongState as error:
        return message_page(context, number, wrong=f"Nothing was changed: {error.text}.")
    except ValueError as error:
        return message_page(context, number, wrong=f"Nothing was changed: {error}.")
    return redirect(f"/messages/{number}")


def _decide(context: PageContext, request: PageRequest, number: int, action: str) -> None:
    outbox = context.outbox
    if action == "hold":
        outbox.hold(number, request.form.get("reason", "").strip() or "held by a person")
    elif action == "release":
        outbox.release(number)
    elif action == "retry":
        outbox.retry(number)
    else:
        outbox.resolve(number, netvisor_key=_key(request))


def _key(request: PageRequest) -> int | None:
    text = request.form.get("netvisor_key", "").strip()
    if request.form.get("without_key") == "yes" and not text:
        return None
    if not (text.isdecimal() and text.isascii() and len(text) <= _LONGEST_KEY and int(text)):
        raise ValueError("resolving needs the Netvisor key, a whole number, or the mark that there is none")
    return int(text)


def turn_lane(context: PageContext, request: PageRequest, action: str) -> Page:
    """Pause a company, or resume it."""
    _require_actions(context)
    company = request.form.get("company", "")
    if not company:
        raise PageError(400, "The form names no company.")
    if action == "pause":
        context.outbox.pause(company)
    else:
        context.outbox.resume(company)
    return redirect("/")


def _require_actions(context: PageContext) -> None:
    if not context.actions:
        raise PageError(403, "This page only shows the queue. Start it with --actions to decide here.")
