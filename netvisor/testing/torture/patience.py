"""A database that is killed now and then: whoever uses it waits until it is there again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

from netvisor.errors import SetupError
from netvisor.queue.database import Database, Transaction
from netvisor.queue.errors import QueueUnavailable
from netvisor.queue.outbox import Outbox

T = TypeVar("T")

_PAUSE: Final = 0.02
_LONGEST: Final = 20.0


def open_patiently(place: str) -> Database:
    """Open a database, as soon as it can be."""
    return _patiently(lambda: Outbox.open(place).database, SetupError)


class PatientDatabase:
    """A database whose reads and writes are tried until it answers.

    A write may have happened before: only what may be done twice is for it.
    """

    def __init__(self, database: Database) -> None:
        self.place = database.place
        self._database = database

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Write."""
        return _patiently(lambda: self._database.write(work), QueueUnavailable)

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Read."""
        return _patiently(lambda: self._database.read(work), QueueUnavailable)

    def tell(self) -> None:
        """Tell of new work."""
        self._database.tell()

    def wait(self, seconds: float) -> bool:
        """Wait."""
        return self._database.wait(seconds)

    def close(self) -> None:
        """Close."""
        self._database.close()


def _patiently(do: Callable[[], T], unavailable: type[Exception]) -> T:
    until = time.monotonic() + _LONGEST
    while True:
        try:
            return do()
        except unavailable:
            if time.monotonic() > until:
                raise
        time.sleep(_PAUSE)
