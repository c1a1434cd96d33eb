"""What became of a call whose task was cancelled.

asyncio wants a cancelled task to raise `CancelledError`, so its cause says what is known of the call.
"""

from __future__ import annotations

from asyncio import CancelledError
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from netvisor.client.request_log import log
from netvisor.errors import CompanyBusy, MessageError, NetvisorError, NotSent, Refused, Retry, SetupError

Became: TypeAlias = Literal["not sent", "unknown", "accepted", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledCall:
    """What became of a call whose task was cancelled."""

    outcome: Became
    """`not sent`: it may be sent again as a new call; `unknown`: look whether a write was stored before you send it
    again; `accepted` or `refused`: its answer arrived all the same."""
    error: NetvisorError | None
    """The error of the call, with resource, transaction id and `.retry`; `None` if it was accepted."""
    result: Any = None
    """The result, if it was accepted."""


class AcceptedCall(Exception):
    """The call was accepted before its task was cancelled: the cause of such a `CancelledError`."""

    def __init__(self, result: object) -> None:
        super().__init__("the call was accepted before it was cancelled")
        self.result = result


_UNSENT: Final = (NotSent, CompanyBusy, SetupError, MessageError)


def cancelled_call(error: BaseException) -> CancelledCall | None:
    """What became of the call that a `CancelledError`, or the `TimeoutError` made of it, has cut off.

        try:
            async with asyncio.timeout(10):
                await client.send(call)
        except TimeoutError as error:
            became = cancelled_call(error)

    Args:
        error: the exception.

    Returns:
        What is known; `None` if the exception cut off no call.
    """
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in seen:
        seen.append(at)
        cause = at.__cause__
        if isinstance(at, CancelledError) and isinstance(cause, (NetvisorError, AcceptedCall)):
            return _became(cause)
        at = cause or at.__context__
    return None


def _became(cause: NetvisorError | AcceptedCall) -> CancelledCall:
    if isinstance(cause, AcceptedCall):
        return CancelledCall(outcome="accepted", error=None, result=cause.result)
    if isinstance(cause, _UNSENT):
        return CancelledCall(outcome="not sent", error=cause)
    refused = isinstance(cause, Refused) and cause.retry in {Retry.NEVER, Retry.LATER}
    return CancelledCall(outcome="refused" if refused else "unknown", error=cause)


def log_cancelled(cause: NetvisorError | AcceptedCall, resource: str, company: str, transaction_id: str | None) -> None:
    """Log what became of a cancelled write; a group of tasks tells nobody."""
    became = _became(cause)
    if became.outcome != "not sent":
        key = getattr(became.result, "netvisor_key", None)
        told = became.outcome if key is None else f"{became.outcome}, with the key {key}"
        log.warning("%s %s %s was cancelled; its outcome: %s", resource, company, transaction_id, told)


__all__ = ["AcceptedCall", "CancelledCall", "cancelled_call", "log_cancelled"]
