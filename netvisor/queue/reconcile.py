"""What an attempt means, and what a look means after an attempt of which nobody knows what became.

Nothing here talks to anybody: an error or a verdict goes in, an outcome comes out.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Final

from netvisor.client.read_back import Stored, Verdict
from netvisor.errors import (
    AuthenticationFailed,
    MessageError,
    NetvisorError,
    RequestNotUnique,
    Retry,
    ServiceBusy,
    SetupError,
)
from netvisor.queue.lanes import Outcome
from netvisor.queue.states import State
from netvisor.queue.stored import kept_key

NOT_UNIQUE: Final = "REQUEST_NOT_UNIQUE"
REFUSED_AGAIN: Final = "refused when it was sent again: "


def accepted(answer: str) -> Outcome:
    """Netvisor said OK."""
    return Outcome(state=State.ACCEPTED, said="accepted", answer=answer)


def after_error(error: NetvisorError, attempts: int, pause: Callable[[int], float]) -> Outcome:
    """What an attempt means that ended with an error.

    Args:
        error: the error.
        attempts: how often the message was sent, this time included.
        pause: seconds before another attempt.
    """
    said, text = type(error).__name__, str(error)
    if error.retry is Retry.READ_BACK:
        reason = f"{NOT_UNIQUE}: {text}" if isinstance(error, RequestNotUnique) else text
        wait = _asked(error, pause(attempts)) if isinstance(error, ServiceBusy) else 0.0
        return Outcome(state=State.UNKNOWN, said=said, reason=reason, wait=wait)
    if isinstance(error, (AuthenticationFailed, SetupError)) and not isinstance(error, MessageError):
        # The message is right: every other one of the company would end the same way.
        reason = f"{text}; the company is paused: mend it, then resume the company"
        return Outcome(
            state=State.WAITING, said=said, reason=reason, new_transaction_id=str(uuid.uuid4()), pauses_lane=True
        )
    if error.retry in {Retry.LATER, Retry.NOW}:
        # What keeps one message of the company out keeps the others out, too.
        return Outcome(
            state=State.WAITING,
            said=said,
            reason=text,
            wait=_asked(error, pause(attempts)),
            new_transaction_id=str(uuid.uuid4()),
            rests_lane=True,
        )
    if attempts > 1:
        # What was stored by an earlier attempt is refused as there already: look before it is believed.
        return Outcome(state=State.UNKNOWN, said=said, reason=f"{REFUSED_AGAIN}{text}")
    return Outcome(state=State.REFUSED, said=said, reason=text)


def after_look(
    verdict: Verdict, reason: str | None, *, since_sent: float, looks: int, pause: Callable[[int], float]
) -> Outcome | None:
    """What a look means; `None` when the same message is to be sent again, under the same transaction id.

    Args:
        verdict: what was found.
        reason: why the outcome was unknown.
        since_sent: seconds since the message was last sent.
        looks: how often it was looked for, this time included.
        pause: seconds before another look.
    """
    if verdict.stored is Stored.YES:
        return Outcome(
            state=State.ACCEPTED, said="found", reason=None, found=verdict.found, answer=kept_key(verdict.netvisor_key)
        )
    if verdict.stored is Stored.DIFFERENT:
        return Outcome(
            state=State.HELD,
            said="found another",
            reason=f"something else stands under the same number: {verdict.found}",
            found=verdict.found,
        )
    if verdict.stored is Stored.UNDECIDED:
        return Outcome(
            state=State.HELD,
            said="undecided",
            reason=f"nothing tells whether it was stored ({verdict.found}): look in Netvisor, then retry or resolve it",
            found=verdict.found,
        )
    if since_sent < verdict.shows_after:
        wait = min(max(pause(looks), 1.0), verdict.shows_after - since_sent + 1.0)
        return Outcome(state=State.UNKNOWN, said="not shown yet", reason=reason, found=verdict.found, wait=wait)
    if reason is not None and reason.startswith(REFUSED_AGAIN):
        return Outcome(state=State.REFUSED, said="refused", reason=reason.removeprefix(REFUSED_AGAIN))
    if reason is not None and reason.startswith(NOT_UNIQUE):
        return Outcome(
            state=State.HELD,
            said="id used",
            reason="Netvisor knows the transaction id and does not show the record: if it is surely not stored,"
            " retry sends it as a new request",
            found=verdict.found,
        )
    return None


def look_failed(error: NetvisorError, reason: str | None, looks: int, pause: Callable[[int], float]) -> Outcome:
    """What a look means that could not be done: it is tried again later."""
    if error.retry is Retry.NEVER:
        return Outcome(
            state=State.HELD, said=type(error).__name__, reason=f"it could not be looked up: {error}", found=None
        )
    return Outcome(state=State.UNKNOWN, said=type(error).__name__, reason=reason, wait=_asked(error, pause(looks)))


def _asked(error: NetvisorError, pause: float) -> float:
    """Seconds to wait: a pause, or longer when the service asks for it."""
    return max(pause, getattr(error, "retry_after", None) or 0.0)
