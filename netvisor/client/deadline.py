"""A moment until which is waited, whatever comes in the meantime."""

from __future__ import annotations

import time


class Deadline:
    """A moment on the monotonic clock; each wait gets what is left until then.

    Args:
        seconds: how far away it is.
    """

    __slots__ = ("at",)

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def left(self) -> float:
        """The seconds that are left.

        Raises:
            TimeoutError: none are.
        """
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        return left

    def postpone(self, since: float) -> None:
        """Leave out the time since a moment: it was spent on something else than waiting."""
        self.at += time.monotonic() - since


__all__ = ["Deadline"]
