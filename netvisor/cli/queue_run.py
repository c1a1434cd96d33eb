"""`netvisor queue run`: a worker that sends what waits, until stopped."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

import click

from netvisor.cli import outcome
from netvisor.cli.arguments import examples
from netvisor.cli.connection import Target, connection_options
from netvisor.cli.outcome import say
from netvisor.cli.queue_place import db_option, opened
from netvisor.cli.stopping import Stop, stopped_by_signal

if TYPE_CHECKING:
    from netvisor.cli.queue_progress import Progress
    from netvisor.queue import Outbox, QuietHours, Worker

_TICK = 0.25
"""Seconds between two looks whether the worker has ended."""


@click.command(
    "run",
    epilog=examples(
        """echo '{"customer_base_information": {"name": "Oy"}}' > customer.json""",
        "netvisor queue put customer customer.json --method add --company 1234567-8",
        "netvisor queue run --drain --sandbox",
    ),
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    help="How many companies are sent for at the same time.",
)
@click.option("--companies", metavar="ID,...", default="", help="Only these companies, separated by commas.")
@click.option("--drain", is_flag=True, help="End when nothing is left that can be done now.")
@click.option("--per-company", metavar="N", type=click.IntRange(min=1), help="At most N calls a minute of a company.")
@click.option("--per-partner", metavar="N", type=click.IntRange(min=1), help="At most N calls a minute of all workers.")
@click.option(
    "--quiet-hours",
    metavar="HH:MM-HH:MM",
    callback=lambda _ctx, _option, text: _hours(text),
    help="Send messages of 5 MB and more only then, in Finnish time.",
)
@db_option
@connection_options
def run(
    workers: int,
    companies: str,
    drain: bool,
    per_company: int | None,
    per_partner: int | None,
    quiet_hours: QuietHours | None,
    db: str | None,
    target: Target,
) -> None:
    """Send what waits in the queue until Ctrl-C or SIGTERM; calls that are under way are brought to their end.

    Any number of workers, on any number of machines, share a queue; --companies leaves companies to other workers.
    --credentials may also name a folder: each TOML file in it opens one company. The keys of a single file or of the
    variables are used for every company, with its own Organisation-ID.

    The last line on stdout counts what this worker did, and what is left.
    """
    from netvisor.cli.queue_clients import clients_for
    from netvisor.cli.queue_progress import progress
    from netvisor.queue import Limits, Worker

    wanted = [company.strip() for company in companies.split(",") if company.strip()]
    limits = Limits(per_company=per_company, per_partner=per_partner, quiet=quiet_hours)
    with opened(db, make=True) as outbox, clients_for(target) as client_of, stopped_by_signal() as stop:
        made = [
            Worker(outbox, client_of, companies=wanted or None, threads=1 if drain else workers, limits=limits)
            for _ in range(workers if drain else 1)
        ]
        with ThreadPoolExecutor(len(made), "netvisor-queue-worker") as pool, progress(outbox) as display:
            running = [pool.submit(_drain, worker, wanted) if drain else pool.submit(worker.run) for worker in made]
            _attend(running, made, stop, display)
        for ended in running:
            ended.result()
        click.echo(_last_line(outbox, made))


def _hours(text: str | None) -> QuietHours | None:
    """The quiet hours of an option."""
    if text is None:
        return None
    from datetime import time

    from netvisor.codec.finnish_time import finland
    from netvisor.queue import QuietHours

    try:
        begin, end = map(time.fromisoformat, text.split("-"))
    except ValueError:
        raise click.BadParameter(f"{text!r} is not two times of day; expected such as 18:00-07:00") from None
    return QuietHours(begin=begin, end=end, zone=finland())


def _drain(worker: Worker, companies: Sequence[str]) -> None:
    for company in companies or (None,):
        worker.drain(company)


def _attend(running: Sequence[Future[None]], workers: Sequence[Worker], stop: Stop, display: Progress) -> None:
    """Show the progress until all workers have ended, and pass on the wish to end."""
    stopping = False
    while wait(running, timeout=_TICK).not_done:
        display.turn(_counted(workers))
        if stop.asked.is_set() and not stopping:
            stopping = True
            for worker in workers:
                worker.stop()
            say("Stopping: calls under way are brought to their end. Ctrl-C again to leave at once.")
        if stop.urged.is_set():
            say("Left at once: what was being sent is looked up when the leases end.")
            sys.stderr.flush()
            os._exit(outcome.INTERRUPTED)
    display.turn(_counted(workers), last=True)


def _counted(workers: Sequence[Worker]) -> Counter[str]:
    return sum((worker.counts for worker in workers), Counter())


def _last_line(outbox: Outbox, workers: Sequence[Worker]) -> str:
    from netvisor.queue import State
    from netvisor.queue.looks import metrics

    done, left = _counted(workers), metrics(outbox).messages
    counted = {name: done[name] for name in ("sent", "accepted", "refused")}
    counted |= {"unknown": left[State.UNKNOWN], "held": done["held"], "waiting": left[State.WAITING]}
    return "  ".join(f"{name} {number}" for name, number in counted.items())
