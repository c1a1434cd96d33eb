"""Turns of calls that are not in the queue: a client's reads take the lane of their company like everything else."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Final

from netvisor.errors import CompanyBusy
from netvisor.queue.database import Database
from netvisor.queue.errors import QueueUnavailable
from netvisor.queue.leases import Leases

_LOOK: Final = 0.1
"""Seconds between two looks whether the lane is free; a lane that is wanted is kept free from other workers so long."""
_WANTED: Final = 2.0

_worked: ContextVar[frozenset[tuple[str, str]]] = ContextVar("netvisor_queue_worked", default=frozenset())


@contextmanager
def worked_for(place: str, company: str) -> Iterator[None]:
    """A block in which this thread has the lane of a company already, as a worker has it."""
    token = _worked.set(_worked.get() | {(place, company)})
    try:
        yield
    finally:
        _worked.reset(token)


def take_lane(
    database: Database, leases: Leases, company: str, resource: str, longest: float, waited: float = 0.0
) -> Callable[[], None]:
    """Wait until a company's lane is free, and take it; gives what gives it back.

    Raises:
        CompanyBusy: it was not free in time.
        QueueUnavailable: the database cannot be used.
    """
    until = time.monotonic() + longest
    while (give_back := try_lane(database, leases, company, resource)) is None:
        left = until - time.monotonic()
        if left <= 0:
            raise _busy(database, company, resource, longest + waited)
        database.wait(min(left, _LOOK))
    return give_back


def try_lane(database: Database, leases: Leases, company: str, resource: str) -> Callable[[], None] | None:
    """Take a company's lane if it is free, and give what gives it back; else note that it is wanted.

    Raises:
        QueueUnavailable: the database cannot be used.
    """
    if (database.place, company) in _worked.get():
        return lambda: None
    holder = f"client-{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    if not _taken(database, company, holder, f"a call of {resource}", leases.seconds):
        database.write(lambda transaction: transaction.run("want_lane", company=company, seconds=_WANTED))
        return None
    leases.hold(company, holder)
    return lambda: _give_back(database, leases, company, holder)


def _taken(database: Database, company: str, holder: str, about: str, seconds: float) -> bool:
    return bool(
        database.write(
            lambda transaction: transaction.run(
                "take_lane", company=company, holder=holder, seconds=seconds, lease_for=about
            )
        )
    )


def _give_back(database: Database, leases: Leases, company: str, holder: str) -> None:
    leases.drop(company)
    # The call is over, and its result is what counts: the lease ends by itself.
    with suppress(QueueUnavailable):
        database.write(lambda transaction: transaction.run("give_lane_back", company=company, holder=holder))
        database.tell()


def _busy(database: Database, company: str, resource: str, longest: float) -> CompanyBusy:
    lane = database.read(lambda transaction: transaction.one("lane", company=company))
    holder = "somebody" if lane is None or lane["holder"] is None else f"{lane['holder']} for {lane['lease_for']}"
    text = f"the company's lane in the queue {database.place} was not free within {longest:g} s ({holder} has it)"
    return CompanyBusy(text, resource=resource, company=company)
