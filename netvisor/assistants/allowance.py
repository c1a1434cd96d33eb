"""How often an assistant may call: a limit for any minute, and one until the server is started again."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from netvisor.errors import NetvisorError, Retry

if TYPE_CHECKING:
    from netvisor.client.transport import Content, Response, Transport
    from netvisor.protocol.signing import Prepared

_MINUTE: Final = 60.0


class LimitReached(NetvisorError):
    """The assistant has called as often as it may; nothing was sent."""

    def __init__(self, text: str, retry: Retry) -> None:
        super().__init__(text)
        self.retry = retry


class Allowance:
    """Counts calls, and refuses those beyond the limits.

    Args:
        per_minute: the most calls in any sixty seconds.
        in_all: the most calls ever.
        clock: seconds that only grow.
    """

    def __init__(self, per_minute: int, in_all: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._in_all = in_all
        self._clock = clock
        self._lately: deque[float] = deque()
        self._count = 0
        self._guard = threading.Lock()

    def take(self) -> None:
        """Count one call.

        Raises:
            LimitReached: it would be one too many.
        """
        with self._guard:
            now = self._clock()
            while self._lately and self._lately[0] <= now - _MINUTE:
                self._lately.popleft()
            if self._count >= self._in_all:
                text = f"the limit of {self._in_all} calls in all is reached; a person can start the server again"
                raise LimitReached(text, Retry.NEVER)
            if len(self._lately) >= self._per_minute:
                wait = math.ceil(self._lately[0] + _MINUTE - now)
                text = f"the limit of {self._per_minute} calls per minute is reached; the next one can go in {wait} s"
                raise LimitReached(text, Retry.LATER)
            self._lately.append(now)
            self._count += 1


class LimitedTransport:
    """A transport that counts every request, retries and the parts of long lists included.

    Args:
        inner: sends the requests.
        allowance: how many there may be.
    """

    def __init__(self, inner: Transport, allowance: Allowance) -> None:
        self._inner = inner
        self._allowance = allowance

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send one request, if it may be sent."""
        self._allowance.take()
        return self._inner.send(prepared, body, timeout)


__all__ = ["Allowance", "LimitReached", "LimitedTransport"]
