"""How long a call waits for its answer, and when it is tried again."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from netvisor.errors import NetvisorError, Retry, ServiceBusy, SetupError, UnreadableReply
from netvisor.protocol.call import Call

PAUSES: Final = (0.5, 2.0, 8.0)
"""Seconds before each retry of a read."""


@dataclass(frozen=True, slots=True)
class Patience:
    """The time-out of one call, and the pauses before its retries."""

    timeout: float
    pauses: Sequence[float] = ()
    retries: int = 0
    """How many there are; the last pause is used for all beyond."""

    def pause(self, error: BaseException, tried: int) -> float | None:
        """The seconds to wait before a retry; `None` for an error after which there is none.

        Args:
            error: the error.
            tried: how many attempts there were before.
        """
        if tried >= self.retries or not isinstance(error, NetvisorError):
            return None
        pause = self.pauses[min(tried, len(self.pauses) - 1)]
        if isinstance(error, ServiceBusy):
            asked = error.retry_after or 0.0
            # What takes longer than a pause of this client is for its caller to plan.
            return max(pause, asked) if asked <= max(self.pauses) else None
        # A resource that is not there will not be there in ten seconds either.
        missing = isinstance(error, UnreadableReply) and error.status == 404
        return pause if error.retry is Retry.NOW and not missing else None


def checked_seconds(name: str, seconds: float, **where: Any) -> float:
    """A number of seconds.

    Raises:
        SetupError: it is none that can be waited for.
    """
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds <= threading.TIMEOUT_MAX:
        raise SetupError(f"{name} must be a positive number of seconds, not {seconds!r}", **where)
    return seconds


def patience_with(
    call: Call[Any], company: str, timeout: float, retries: int | None, pauses: Sequence[float], *, once: bool
) -> Patience:
    """The patience with one call.

    Args:
        call: the call.
        company: its company, for errors.
        timeout: the time-out.
        retries: how many retries are wanted; `None` for one after each of the client's pauses.
        pauses: those of the client.
        once: whether its transaction id is given, which no two requests may have.

    Raises:
        SetupError: the time or the number makes no sense, or the call is never tried again.
    """
    where = {"resource": call.resource, "company": company}
    checked_seconds("timeout", timeout, **where)
    if retries is None:
        retries = 0 if call.writes or once else len(pauses)
    if isinstance(retries, bool) or not isinstance(retries, int) or retries < 0:
        raise SetupError(f"retries must be 0 or a positive whole number, not {retries!r}", **where)
    if retries and call.writes:
        text = f"retries={retries} for a write, which is never repeated: leave it out, or use send_once()"
        raise SetupError(text, **where)
    if retries and once:
        text = f"retries={retries} with a transaction id, which only one request may have: leave one of them out"
        raise SetupError(text, **where)
    return Patience(timeout, pauses or PAUSES, retries)


__all__ = ["PAUSES", "Patience", "checked_seconds", "patience_with"]
