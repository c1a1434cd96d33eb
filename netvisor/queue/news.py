"""News of work, for the threads of a process that have nothing to do."""

from __future__ import annotations

import threading


class News:
    """Wakes every thread that waits. News that comes while a thread is busy ends its next wait at once."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._seen = threading.local()

    def tell(self) -> None:
        """Say that there may be work."""
        with self._changed:
            self._number += 1
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for news that this thread has not heard, at most so long; tells whether it came."""
        seen = getattr(self._seen, "number", 0)
        with self._changed:
            came = self._changed.wait_for(lambda: self._number != seen, max(seconds, 0.0))
            self._seen.number = self._number
        return came
