"""A moment at which waiting ends, whatever arrives in the meantime."""

from __future__ import annotations

import time

from netvisor.client.cancellation import Cancellation


class Deadline:
    """A moment on the monotonic clock; each wait gets the remaining time.

    Args:
        seconds: how far away it is.
        cancellation: ends waiting earlier, if the call can be cancelled.
    """

    __slots__ = ("at", "cancellation")

    def __init__(self, seconds: float, cancellation: Cancellation | None = None) -> None:
        self.at = time.monotonic() + seconds
        self.cancellation = cancellation

    def left(self) -> float:
        """The remaining seconds.

        Raises:
            TimeoutError: none are.
            CallCancelled: the call was cancelled.
        """
        if self.cancellation is not None:
            self.cancellation.check()
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def postpone(self, since: float) -> None:
        """Exclude the time since a moment, which was not spent on waiting."""
        self.at += time.monotonic() - since


__all__ = ["Deadline"]
