"""Many companies and workers on one queue: nothing overlaps, and nobody starves behind a company with much to send.

    python -m tests.benchmarks.queue_load [--scale 1.0] [--engine postgresql]

At scale 1: 5,000 companies and 100,000 messages, half of them of one company and put first; 16 workers in 3 processes;
a sandbox that refuses a call while another one of its company is under way.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from netvisor import Client
from netvisor.client.transport import RequestsTransport
from netvisor.protocol.credentials import Credentials
from netvisor.queue import Outbox, Put, State, Worker
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from netvisor.testing.torture.own_database import own_database
from netvisor.testing.torture.private_postgresql import PrivatePostgresql
from tests.queue.raw import Raw
from tests.sandbox import messages as m

COMPANIES: Final = 5_000
MESSAGES: Final = 100_000
THREADS: Final = (6, 5, 5)
_CHUNK: Final = 2_000
_LOOK: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What a load run found."""

    companies: int
    messages: int
    stored: int
    seconds: float
    others_done: float
    """Seconds until every company but the busy one was done."""
    busy_left: int
    """What the busy company had waiting then."""
    busy_done: int
    """What it had sent by then."""
    more_than_sent: int
    """Attempts that were not accepted at once, as a call that overlaps would not be."""

    def __str__(self) -> str:
        return (
            f"{self.companies} companies, {self.messages} messages: stored {self.stored} in {self.seconds:.0f} s"
            f" ({self.stored / self.seconds:.0f}/s), not accepted at once {self.more_than_sent};"
            f" the others were done after {self.others_done:.0f} s, when the busy company had sent {self.busy_done}"
            f" and had {self.busy_left} waiting"
        )


def names(count: int) -> list[str]:
    """Business ids of companies, the busy one first."""
    return [f"{number:07d}-1" for number in range(1, count + 1)]


def put_all(outbox: Outbox, companies: Sequence[str], messages: int) -> None:
    """Half of the messages for the first company, the rest for the others in turn."""
    rest = messages - messages // 2
    whose = [companies[0]] * (messages // 2) + [companies[1 + at % (len(companies) - 1)] for at in range(rest)]
    puts = [
        Put(call=customers.add_customer(m.customer(code=str(at))), company=company)
        for at, company in enumerate(whose, start=1)
    ]
    for at in range(0, len(puts), _CHUNK):
        outbox.put_many(puts[at : at + _CHUNK])


def work(place: str, url: str, threads: int, given: dict[str, str]) -> None:
    """A worker process, until its standard input ends."""
    transport = RequestsTransport()

    def client(company: str) -> Client:
        digits = company.replace("-", "")
        own: dict[str, Any] = {**given, "organisation_id": company}
        own |= {"customer_id": f"SANDBOX_{digits}", "customer_key": f"fa4e{digits:0>28}"}
        return Client(Credentials(**own), base_url=url, transport=transport, pauses=())

    with Outbox.open(place) as outbox:
        worker = Worker(outbox, client, threads=threads)
        running = threading.Thread(target=worker.run)
        running.start()
        sys.stdin.read()
        worker.stop()
        running.join()


@contextlib.contextmanager
def workers(place: str, url: str, given: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.benchmarks.queue_load", "--work"]
    tasks = [json.dumps({"place": place, "url": url, "threads": each, "given": given}) for each in THREADS]
    running = [subprocess.Popen([*command, task], stdin=subprocess.PIPE) for task in tasks]  # noqa: S603  # this module
    try:
        yield
    finally:
        for each in running:
            each.communicate()


def flow(place: str, scale: float, longest: float = 7200.0) -> Flow:
    """Put everything, let the workers work, and look at what came of it."""
    companies = names(max(3, round(COMPANIES * scale)))
    messages = round(MESSAGES * scale)
    with (
        Sandbox(companies=companies) as sandbox,
        Outbox.open(place) as outbox,
        contextlib.closing(Raw(place)) as raw,
    ):
        put_all(outbox, companies, messages)
        own = sandbox.credentials
        given: dict[str, str] = {"sender": own.sender, "partner_id": own.partner_id}
        given["partner_key"] = own.partner_key.reveal()
        began = time.monotonic()
        others_done, busy = 0.0, (0, 0)
        with workers(place, sandbox.url, given):
            while (counts := outbox.counts())[State.ACCEPTED] < messages:
                if not others_done and not others_waiting(raw, companies[0]):
                    others_done, busy = time.monotonic() - began, waiting_and_sent(raw, companies[0])
                if counts[State.HELD] or counts[State.REFUSED] or time.monotonic() > began + longest:
                    break
                time.sleep(_LOOK)
            seconds = time.monotonic() - began
        stored = sum(len(sandbox.books[company].customers) for company in companies)
        surplus = raw.run("select count(*) from attempt where outcome <> 'accepted' or action <> 'send'")[0][0]
    return Flow(
        companies=len(companies),
        messages=messages,
        stored=stored,
        seconds=seconds,
        others_done=others_done or seconds,
        busy_left=busy[0],
        busy_done=busy[1],
        more_than_sent=int(surplus),
    )


def others_waiting(raw: Raw, busy: str) -> bool:
    sql = "select 1 from message where company <> ? and state in ('waiting', 'sending', 'unknown') limit 1"
    return bool(raw.run(sql, busy))


def waiting_and_sent(raw: Raw, company: str) -> tuple[int, int]:
    sql = "select count(*) from message where company = ? and state = ?"
    return int(raw.run(sql, company, "waiting")[0][0]), int(raw.run(sql, company, "accepted")[0][0])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.queue_load", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="postgresql")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.work:
        task: dict[str, Any] = json.loads(asked.work)
        work(**task)
        return
    with contextlib.ExitStack() as stack:
        if asked.engine == "postgresql":
            server = stack.enter_context(PrivatePostgresql(durable=True))
            place = stack.enter_context(own_database(server.url))
        else:
            place = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "queue.db")
        sys.stdout.write(f"{flow(place, asked.scale)}\n")


if __name__ == "__main__":
    main()
