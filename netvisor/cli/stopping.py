"""Commands that run until Ctrl-C or SIGTERM."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STOPPING: Final = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """What a signal asks for: to end, and when it comes again, to end at once."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.urged = threading.Event()

    def count(self, reader: int) -> None:
        """Take each signal from a pipe, until the pipe is closed."""
        for event in (self.asked, self.urged):
            if not os.read(reader, 1):
                return
            event.set()


@contextmanager
def stopped_by_signal() -> Iterator[Stop]:
    """Turn SIGINT and SIGTERM into events, for a `with` block of the main thread.

    The handlers write into a pipe that a thread reads: a handler that set the event itself would have to take the lock
    that the waiting main thread may hold.
    """
    reader, writer = os.pipe()
    stop = Stop()
    thread = threading.Thread(target=stop.count, args=(reader,), name="netvisor-signals", daemon=True)
    before = {number: signal.signal(number, lambda *_: os.write(writer, b".")) for number in _STOPPING}
    thread.start()
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(writer)
        thread.join()
        os.close(reader)
