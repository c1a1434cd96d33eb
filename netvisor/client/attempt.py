"""One attempt of a call, as its hooks are told of it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from netvisor.client.events import AttemptEnded, AttemptStarted, Hook, outcome_of, tell
from netvisor.client.request_log import Exchange
from netvisor.client.steps import Tell
from netvisor.errors import NetvisorError
from netvisor.protocol.call import Call

call_numbers: Final = itertools.count(1)
"""Tells the calls of this process apart."""


class Attempt:
    """One attempt of a call.

    Args:
        hooks: who is told of it.
        call: the call.
        known: the other fields of its events.
    """

    def __init__(self, hooks: tuple[Hook, ...], call: Call[Any], **known: Any) -> None:
        self.transaction_id: str = known["transaction_id"]
        self.exchange: Exchange | None = None
        """The request and its answer, once there are any."""
        self.in_stream = False
        """Whether the user of a stream reads its answer."""
        self._hooks = hooks
        self._known: dict[str, Any] = {**known, "resource": call.resource, "http": call.http, "writes": call.writes}
        self._began = time.monotonic()
        self._waited: float | None = None
        self._started = self._ended = False

    def has_turn(self) -> None:
        """Note that its turn has come."""
        self._waited = time.monotonic() - self._began

    def starting(self) -> Iterator[Tell]:
        """The step that tells of its beginning, if anybody wants to know."""
        if self._hooks:
            event = AttemptStarted(**self._known)
            yield Tell(event, partial(self._tell_started, event))

    def _tell_started(self, event: AttemptStarted) -> None:
        self._started = True
        tell(self._hooks, event)

    def ending(
        self, error: BaseException | None, *, retried_after: float | None = None, result: object = None
    ) -> Iterator[Tell]:
        """The step that tells of its end; none if that was told, or the beginning was not.

        Args:
            error: why it failed.
            retried_after: the seconds after which the call is tried again.
            result: the result, if it did not fail.
        """
        if self._started and not self._ended:
            self._ended = True
            event = self._event(error, retried_after)
            yield Tell(event, partial(tell, self._hooks, event), error is None, result)

    def _event(self, error: BaseException | None, retried_after: float | None) -> AttemptEnded:
        # The cause of a cancellation is what became of the call.
        cause = error if isinstance(error, NetvisorError) or error is None else error.__cause__
        known = cause if isinstance(cause, NetvisorError) else None
        exchange = self.exchange
        return AttemptEnded(
            **self._known,
            outcome=outcome_of(error),
            error_class=None if known is None else type(known),
            retry=None if known is None else known.retry,
            retried_after=retried_after,
            waited=time.monotonic() - self._began if self._waited is None else self._waited,
            duration=0.0 if exchange is None else exchange.seconds,
            status=None if exchange is None else exchange.status or None,
            bytes_sent=0 if exchange is None else exchange.bytes_sent,
            bytes_received=0 if exchange is None else exchange.body.count,
        )


__all__ = ["Attempt", "call_numbers"]
