"""A write that is sent once, and looked up if its outcome is unknown: like the queue, without a queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from netvisor.client.read_back import Stored, Verdict, looking
from netvisor.client.steps import Steps
from netvisor.errors import NetvisorError, Retry, SetupError
from netvisor.protocol.call import Call, checked_call

R = TypeVar("R")
Told: TypeAlias = Literal["stored", "not stored", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(Generic[R]):
    """The outcome of a write."""

    outcome: Told
    """`stored`; `not stored`: it may be sent again, with the same transaction id; or `undecided`: a person must check
    before it is sent again."""
    result: R | None = None
    """The result, if there was an answer."""
    netvisor_key: int | None = None
    """The key of the record, from the answer or from looking it up."""
    transaction_id: str = ""
    """The identifier of the request, for sending it again."""
    found: str = ""
    """What looking it up found, in a sentence; empty if there was an answer."""
    error: NetvisorError | None = None
    """Why the outcome had to be looked up; `None` if there was an answer."""


def sending_once(
    call: Call[R],
    transaction_id: str,
    send: Callable[[Call[Any], str | None], Steps[Any]],
    *,
    now: datetime,
) -> Steps[Sent[R]]:
    """The steps that send a write, and look up whether it was stored if its outcome is unknown.

    Args:
        call: the write.
        transaction_id: the identifier of the request.
        send: the steps that send a write under an identifier, or a read under one of its own.
        now: the moment, with its zone.

    Raises:
        SetupError: the call is not a write.
        NetvisorError: it was certainly not stored, or looking it up failed.
    """
    if not checked_call(call, "send_once").writes:
        text = "send_once looks what became of a write; send() takes reads, and may repeat them"
        raise SetupError(text, resource=call.resource)
    try:
        result: R = yield from send(call, transaction_id)
    except NetvisorError as error:
        if error.retry is not Retry.READ_BACK:
            raise
        try:
            verdict = yield from looking(call, call.function, lambda read: send(read, None), since=now)
        except Exception:
            raise
        except BaseException as stopped:
            # Whoever cancels the look must know of the write.
            raise stopped from error
        return _looked(verdict, transaction_id, error)
    key = getattr(result, "netvisor_key", None)
    return Sent(outcome="stored", result=result, netvisor_key=key, transaction_id=transaction_id)


def _looked(verdict: Verdict, transaction_id: str, error: NetvisorError) -> Sent[Any]:
    outcomes: dict[Stored, Told] = {Stored.YES: "stored", Stored.NO: "not stored"}
    outcome = outcomes.get(verdict.stored, "undecided")
    if verdict.stored is Stored.NO and verdict.shows_after:
        # Too early to tell: such a record becomes visible some minutes after it was stored.
        outcome = "undecided"
    return Sent(
        outcome=outcome,
        netvisor_key=verdict.netvisor_key,
        transaction_id=transaction_id,
        found=verdict.found,
        error=error,
    )


__all__ = ["Sent", "sending_once"]
