"""Claims and finishes per second, from few to many waiting messages, beside procrastinate's own queue.

    python -m tests.benchmarks.queue_claims [--sizes 1000,1000000] [--seconds 4] [--engines sqlite,postgresql]

Half of the messages belong to one company, put before those of 200 others; as long as others have some, 16 threads
claim and finish. A pair is a claim and a finish, each
durable when it returns: SQLite with `synchronous=full`, PostgreSQL with fsync. procrastinate takes jobs with a lock for
each company, by its own two functions.
"""

from __future__ import annotations

import argparse
import contextlib
import platform
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import psycopg
from procrastinate import App, SyncPsycopgConnector

from netvisor.queue import Outbox, State
from netvisor.queue.lanes import Lanes, Outcome
from netvisor.testing.torture.own_database import own_database
from netvisor.testing.torture.private_postgresql import PrivatePostgresql
from tests.queue.raw import Raw

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
COMPANIES: Final = 200
THREADS: Final = 16
MOST_PROCRASTINATE: Final = 100_000
"""As many jobs are tried with procrastinate: with a million, one claim takes longer than a measurement."""
SENT: Final = Outcome(state=State.ACCEPTED, said="accepted", answer='{"inserted": ["1"]}')

_MESSAGES: Final = """
insert into message (company, kind, function, resource, http, parameters, length, digest, library, transaction_id,
    not_before, put_at, changed_at)
select case when i <= {busy} then 'busy' else 'company-' || (i % {companies}) end, 'customers',
    'customers.add_customer', 'customer.nv', 'POST', '[]', 0, '', '0', 'id-' || i, 0, 0, 0
from ({numbers}) n
"""
_JOBS: Final = """
insert into procrastinate_jobs (queue_name, task_name, lock, args)
select 'q', 't', case when i <= {busy} then 'busy' else 'company-' || (i % {companies}) end, '{{}}'
from generate_series(1, {size}) i
"""
_SERIES: Final = {
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n where i < {size}) select i from n",
    "postgresql": "select generate_series(1, {size}) as i",
}


def fill(raw: Raw, engine: str, size: int) -> None:
    """Put messages past the library, which would take hours for a million."""
    numbers = _SERIES[engine].format(size=size)
    raw.run(_MESSAGES.format(busy=size // 2, companies=COMPANIES, numbers=numbers))
    raw.run("insert into kind (company, kind) select distinct company, 'customers' from message")
    raw.run("insert into lane (company, ready_at) select distinct company, 1 from message")
    raw.run("analyze")


def pairs_per_second(one: Callable[[int], Callable[[], bool]], seconds: float, most: int) -> float:
    """Let threads claim and finish for a while, or until so many are done."""
    threads = THREADS
    done = [0] * threads
    begin, until = threading.Barrier(threads + 1), [0.0]

    def work(at: int) -> None:
        pair = one(at)
        begin.wait()
        while time.monotonic() < until[0] and done[at] < most // threads:
            done[at] += pair()

    running = [threading.Thread(target=work, args=(at,)) for at in range(threads)]
    for thread in running:
        thread.start()
    began = time.monotonic()
    until[0] = began + seconds
    begin.wait()
    for thread in running:
        thread.join()
    return sum(done) / (time.monotonic() - began)


def queue(place: str, engine: str, size: int, seconds: float) -> float:
    """Pairs per second of this library's queue."""
    with Outbox.open(place) as outbox, contextlib.closing(Raw(place)) as raw:
        fill(raw, engine, size)

        def one(at: int) -> Callable[[], bool]:
            lanes = Lanes(outbox.database, f"worker-{at}", lease=300)

            def pair() -> bool:
                claim = lanes.claim()
                return claim is not None and lanes.finish(claim, SENT)

            return pair

        return pairs_per_second(one, seconds, size * 2 // 5)


def procrastinate(address: str, size: int, seconds: float) -> float:
    """Pairs per second of procrastinate's own queue, with a lock for each company."""
    app = App(connector=SyncPsycopgConnector(conninfo=address))
    with app.open(), psycopg.connect(address, autocommit=True) as connection:
        app.schema_manager.apply_schema()
        connection.execute(_JOBS.format(busy=size // 2, companies=COMPANIES, size=size).encode())
        connection.execute("analyze")
        worker = connection.execute("insert into procrastinate_workers default values returning id").fetchone()
        assert worker is not None
    made = [psycopg.connect(address, autocommit=True) for _ in range(THREADS)]

    def one(at: int) -> Callable[[], bool]:
        own = made[at]

        def pair() -> bool:
            row = own.execute("select id from procrastinate_fetch_job_v2(null, %s)", (worker[0],)).fetchone()
            if row is None or row[0] is None:
                return False
            own.execute("select procrastinate_finish_job_v1(%s, 'succeeded', false)", (row[0],))
            return True

        return pair

    try:
        return pairs_per_second(one, seconds, size * 2 // 5)
    finally:
        for each in made:
            each.close()


@contextlib.contextmanager
def place_of(engine: str, server: PrivatePostgresql) -> Iterator[str]:
    if engine == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield str(Path(folder) / "queue.db")
    else:
        with own_database(server.url) as address:
            yield address


def machine(server: PrivatePostgresql) -> str:
    with psycopg.connect(server.url) as connection:
        row = connection.execute("show server_version").fetchone()
    told = str(row[0]) if row else ""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" PostgreSQL {told}, psycopg {version('psycopg')}, procrastinate {version('procrastinate')}"
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.queue_claims", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--engines", default="sqlite,postgresql,procrastinate")
    parser.add_argument("--seconds", type=float, default=4.0)
    asked = parser.parse_args(arguments)
    with PrivatePostgresql(durable=True) as server:
        sys.stdout.write(f"{machine(server)}\n{'waiting':>9}" + "".join(f"{e:>16}" for e in asked.engines.split(",")))
        for size in map(int, asked.sizes.split(",")):
            sys.stdout.write(f"\n{size:>9}")
            for engine in asked.engines.split(","):
                if engine == "procrastinate" and size > MOST_PROCRASTINATE:
                    sys.stdout.write(f"{'-':>16}")
                    continue
                with place_of(engine, server) as place:
                    measured: Any = procrastinate if engine == "procrastinate" else queue
                    given = (size,) if engine == "procrastinate" else (engine, size)
                    sys.stdout.write(f"{measured(place, *given, asked.seconds):>16.0f}")
                    sys.stdout.flush()
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
