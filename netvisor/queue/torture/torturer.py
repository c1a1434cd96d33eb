"""Many crash runs, several at the same time."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from netvisor.extras import require
from netvisor.queue.outbox import Outbox
from netvisor.queue.torture.counts import Counts
from netvisor.queue.torture.crash_run import CrashRun
from netvisor.queue.torture.processes import Program
from netvisor.queue.torture.script import Script, script
from netvisor.queue.torture.service import Service

TOGETHER: Final = 4
"""Runs at the same time; much of a run is waiting for leases to end."""


class _Rig:
    """What one run after the other works with."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.outbox = Outbox.open(place)
        self.service = Service()
        self.doomed = Program()
        self.healthy = Program()

    def disturb(self, script: Script, seconds: float) -> int:
        return 0

    def close(self) -> None:
        self.doomed.close()
        self.healthy.close()
        self.service.close()
        self.outbox.close()


def torture(
    runs: int,
    *,
    seed: int = 0,
    db: str | None = None,
    together: int = TOGETHER,
    told: Callable[[int, Counts], None] = lambda _number, _counts: None,
) -> Counts:
    """Kill workers in many ways, and count what became of the messages.

    Args:
        runs: how many runs.
        seed: what happens in them; the same seed kills at the same moments.
        db: the address of a PostgreSQL server, on which a database is made for the runs; a SQLite file by default.
        together: how many runs at the same time.
        told: hears of every run when it is over, with its number and its counts.

    Raises:
        SetupError: this machine cannot do it, or the server cannot be used.
    """
    require("the crash runs", "sandbox", "werkzeug", "jinja2")
    total = Counts()
    numbers = iter(range(1, runs + 1))
    lock = threading.Lock()
    failures: list[BaseException] = []

    def one(place: str) -> None:
        rig = _Rig(place)
        try:
            while not failures:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                counted = CrashRun(rig, seed, script(seed, number)).count()
                with lock:
                    total.add(counted)
                    told(number, counted)
        except BaseException as error:
            failures.append(error)
        finally:
            rig.close()

    with ExitStack() as stack:
        places = [stack.enter_context(_place(db)) for _ in range(min(together, runs))]
        threads = [threading.Thread(target=one, args=(place,), name=f"crash runs {place}") for place in places]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]
    return total


@contextmanager
def _place(db: str | None) -> Iterator[str]:
    """A place for a queue of its own, which is gone afterwards."""
    if db is None:
        with tempfile.TemporaryDirectory(prefix="netvisor-torture-") as folder:
            yield str(Path(folder) / "queue.db")
    else:
        from netvisor.queue.torture.own_database import own_database

        with own_database(db) as address:
            yield address
