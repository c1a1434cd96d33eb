"""Wake-ups by procrastinate, for programs that run it already; it needs the extra `netvisor-xml[procrastinate]`.

    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo="postgresql://..."))
    outbox = Outbox.open("postgresql://...")  # the same database
    install(app, outbox, client_of)

From then on whatever puts a message, in any process, defers the task `netvisor.queue.drain` for its company in the same
transaction. procrastinate only distributes these wake-ups: order, and one call at a time, are kept by the queue's own
tables. A wake-up that comes twice does no harm, and one that is lost is made good within a minute.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from netvisor.errors import SetupError
from netvisor.extras import missing
from netvisor.queue.database import Transaction
from netvisor.queue.looks import due_companies
from netvisor.queue.outbox import Outbox
from netvisor.queue.postgresql import PostgresDatabase
from netvisor.queue.worker import Worker

try:
    from procrastinate import App
    from procrastinate.exceptions import AlreadyEnqueued
except ImportError as error:
    raise missing("waking workers by procrastinate", "procrastinate", "procrastinate") from error

if TYPE_CHECKING:
    from procrastinate.tasks import Task

    from netvisor.client.client import Client
    from netvisor.queue import Limits

QUEUE: Final = "netvisor"
"""procrastinate's queue for the tasks; `sql/procrastinate.sql` names it and the first task too."""
DRAIN: Final = "netvisor.queue.drain"
SWEEP: Final = "netvisor.queue.sweep"

_LONGEST: Final = 60.0
"""Seconds after which a job makes room: what is left in its company is another job."""


def install(
    app: App, outbox: Outbox, client: Callable[[str], Client], *, limits: Limits | None = None
) -> Task[..., None, Any]:
    """Register the tasks with an app, and let the database defer them.

    Args:
        app: the app, whose schema is applied to the database that the queue is in.
        outbox: the queue, in PostgreSQL.
        client: gives the client of a company.
        limits: how many calls a minute.

    Returns:
        The task `drain(company)`, to be deferred by hand if need be.

    Raises:
        SetupError: the queue is not in PostgreSQL, or procrastinate's schema is not in its database.
    """
    if not isinstance(outbox.database, PostgresDatabase):
        raise SetupError("procrastinate wakes workers of a queue in PostgreSQL; in a file, run netvisor queue run")
    outbox.database.write(_install)

    @app.task(name=DRAIN, queue=QUEUE)
    def drain(company: str) -> None:
        """Do what can be done for a company, and come back when there is more."""
        worker = Worker(outbox, client, limits=limits)
        timer = threading.Timer(_LONGEST, worker.stop)
        timer.start()
        try:
            worker.drain(company)
        finally:
            timer.cancel()
        lane = outbox.database.read(lambda transaction: transaction.one("lane", company=company))
        if lane is not None and not lane["paused"] and lane["ready_in"] is not None:
            _defer(drain, company, max(lane["ready_in"], lane["lease_left"] or 0.0))

    @app.periodic(cron="* * * * *")
    @app.task(name=SWEEP, queue=QUEUE, queueing_lock=SWEEP)
    def sweep(timestamp: int) -> None:
        """Wake every company that has something to do: a wake-up may have been lost, or a worker may have died."""
        for company in due_companies(outbox):
            _defer(drain, company, 0.0)

    return drain


def uninstall(outbox: Outbox) -> None:
    """Let the database defer nothing any more."""
    outbox.database.write(lambda transaction: transaction.run("procrastinate_no_trigger"))


def _install(transaction: Transaction) -> None:
    found = transaction.one("procrastinate_is_there")
    if found is None or not found["there"]:
        raise SetupError("procrastinate's schema is not in the database of the queue: procrastinate schema --apply")
    transaction.run("procrastinate_no_trigger")
    transaction.run("procrastinate_function")
    transaction.run("procrastinate_trigger")


def _defer(task: Task[..., None, Any], company: str, seconds: float) -> None:
    """Defer a task for a company, unless one waits already."""
    later = seconds > 1.0
    lock = f"netvisor {company}{' later' if later else ''}"
    deferrer = task.configure(queueing_lock=lock, schedule_in={"seconds": round(seconds) + 1} if later else None)
    with suppress(AlreadyEnqueued):
        deferrer.defer(company=company)


__all__ = ["DRAIN", "QUEUE", "SWEEP", "install", "uninstall"]
