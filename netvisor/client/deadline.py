"""A moment at which waiting ends, whatever arrives in the meantime."""

from __future__ import annotations

import time


class Deadline:
    """A moment on the monotonic clock; each wait gets the remaining time.

    Args:
        seconds: how far away it is.
    """

    __slots__ = ("at",)

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """The remaining seconds.

        Raises:
            TimeoutError: none are.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def postpone(self, since: float) -> None:
        """Exclude the time since a moment, which was not spent on waiting."""
        self.at += time.monotonic() - since


__all__ = ["Deadline"]
