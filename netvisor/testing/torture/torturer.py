"""Many crash runs, several at the same time."""

from __future__ import annotations

import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from netvisor.extras import require
from netvisor.queue.errors import OutcomeCannotBeTold
from netvisor.queue.outbox import Outbox
from netvisor.testing.torture.counts import Counts
from netvisor.testing.torture.crash_run import CrashRun
from netvisor.testing.torture.patience import PatientDatabase, open_patiently
from netvisor.testing.torture.processes import Program, Programs
from netvisor.testing.torture.script import Script, script
from netvisor.testing.torture.service import Service

if TYPE_CHECKING:
    from netvisor.testing.torture.private_postgresql import PrivatePostgresql

TOGETHER: Final = 4
"""Runs at the same time; much of a run is waiting for leases to end."""


PRIVATE: Final = "private"
"""Stands for a PostgreSQL server that the runs start, kill and start again themselves."""


class _Server:
    """The server of the database, where it is ours to kill."""

    def __init__(self, server: PrivatePostgresql | None) -> None:
        self._server = server
        self._lock = threading.Lock()

    def crash(self) -> None:
        """Kill it and start it again."""
        with self._lock:
            if self._server is not None:
                self._server.kill()
                self._server.start()


class _Rig:
    """What one run after the other works with."""

    def __init__(self, place: str, doomed: Program, healthy: Program, server: _Server) -> None:
        self._server = server
        self._crashes = 0
        self.place = place
        self.outbox = Outbox(PatientDatabase(open_patiently(place)))
        self.service = Service()
        self.doomed = doomed
        self.healthy = healthy

    def begin(self) -> None:
        """Begin another run."""
        self._crashes = 0

    def disturb(self, script: Script, seconds: float) -> bool:
        """Kill the server if the script says so and its time has come; tells whether it did."""
        if self._crashes >= len(script.server_dies) or seconds < script.server_dies[self._crashes]:
            return False
        self._crashes += 1
        self._server.crash()
        return True

    def close(self) -> None:
        """Close what was opened here."""
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
        db: the address of a PostgreSQL server, on which databases are made for the runs; `private` for one that is
            started for them, and killed as well; a SQLite file by default.
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

    def one(place: str, doomed: Program, healthy: Program) -> None:
        rig = _Rig(place, doomed, healthy, server)
        try:
            while not failures:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                counted = CrashRun(rig, seed, script(seed, number, server_dies=db == PRIVATE)).count()
                with lock:
                    total.add(counted)
                    told(number, counted)
        except BaseException as error:
            failures.append(error)
        finally:
            rig.close()

    # Once for all threads, which share the filters of warnings.
    with warnings.catch_warnings(), ExitStack() as stack:
        warnings.simplefilter("ignore", OutcomeCannotBeTold)
        together = min(together, runs)
        private = stack.enter_context(_private()) if db == PRIVATE else None
        server = _Server(private)
        address = private.url if private is not None else db
        places = [stack.enter_context(_place(address)) for _ in range(together)]
        programs = Programs(2 * together)
        stack.callback(programs.close)
        pairs = zip(programs.all[::2], programs.all[1::2], strict=True)
        threads = [
            threading.Thread(target=one, args=(place, *pair), name=f"crash runs {place}")
            for place, pair in zip(places, pairs, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]
    return total


@contextmanager
def _private() -> Iterator[PrivatePostgresql]:
    from netvisor.testing.torture.private_postgresql import PrivatePostgresql

    with PrivatePostgresql() as server:
        yield server


@contextmanager
def _place(db: str | None) -> Iterator[str]:
    """A place for a queue of its own, which is gone afterwards."""
    if db is None:
        with tempfile.TemporaryDirectory(prefix="netvisor-torture-") as folder:
            yield str(Path(folder) / "queue.db")
    else:
        from netvisor.testing.torture.own_database import own_database

        with own_database(db) as address:
            yield address
