"""`python -m tests.benchmarks.sandbox_load`: the sandbox in one process under load, its clients in another.

The clients are lean, so that they do not take what they measure: messages are encoded beforehand, connections are
kept, and an answer is only looked at for its status and key. Each holds its calls a company at a time, as Netvisor
wants it, or shares a company with the others and waits.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import platform
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from netvisor import UNSET
from netvisor.codec.encode import encode
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.signing import sign
from netvisor.resources import customers, products, sales
from netvisor.sandbox import Sandbox
from tests.benchmarks import objects

CLIENTS: Final = 16
LINES: Final = 5
COMPANIES: Final = tuple(f"{1234567 + number}-8" for number in range(CLIENTS))
MIX: Final = ("post", "get", "post", "get", "post", "list", "post", "get", "post", "customer")
"""What a client does, over and over."""
PAGE: Final = 20
"""How many invoices the list of the mix holds."""

_KEY: Final = re.compile(rb"<InsertedDataIdentifier>([0-9]+)<")
_LISTED: Final = re.compile(rb"<NetvisorKey>([0-9]+)</NetvisorKey>")
_numbers = itertools.count()
_run = f"{time.time_ns():x}"


def _invoice() -> sales.SalesInvoice:
    message = objects.invoice(LINES)
    # An open invoice has a voucher, which is the larger part of what real books hold.
    return replace(
        message, sales_invoice_number=UNSET, sales_invoice_reference_number=UNSET, sales_invoice_status="open"
    )


def product(code: str) -> products.Product:
    """A product as the lines of the invoices name it."""
    return products.Product(
        product_base_information=products.ProductBaseInformation(
            product_code=code,
            product_group="Pyörät",
            name="Kevyt pyöräkärry",
            unit_price=products.UnitPrice(Decimal("98.23"), "net"),
            is_active=1,
            is_sales_product=1,
        ),
        product_bookkeeping_details=products.ProductBookkeepingDetails(default_vat_percentage=Decimal("25.5")),
    )


ADD_INVOICE: Final = sales.add_sales_invoice(_invoice())
INVOICE: Final = encode(_invoice()).bytes()
ADD_CUSTOMER: Final = customers.add_customer(objects.customer(1))
CUSTOMER: Final = encode(objects.customer(1)).bytes()


@dataclass(slots=True)
class Client:
    """One client with one connection, and what it was told."""

    url: str
    credentials: Credentials
    connection: http.client.HTTPConnection = field(init=False)
    took: dict[str, list[float]] = field(default_factory=dict)
    """Seconds of each call, by its kind."""
    invoices: list[int] = field(default_factory=list)
    """The keys of those that were acknowledged."""
    customers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=120)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def call(self, call: Call[Any], body: bytes | None = None) -> bytes:
        """The answer to a call.

        Raises:
            AssertionError: it was refused.
        """
        signed = sign(
            call,
            self.credentials,
            base_url=self.url,
            transaction_id=f"{_run}-{next(_numbers)}",
            now=datetime.now(UTC),
            charset=None if body is None else "iso-8859-15",
        )
        target = signed.url.removeprefix(self.url.rstrip("/"))
        headers = {name: value.encode("iso-8859-15") for name, value in signed.headers.items()}
        self.connection.request(signed.http, target, body, headers)
        answer = self.connection.getresponse().read()
        if b"<Status>OK</Status>" not in answer:
            raise AssertionError(f"{call.resource} was refused: {answer[:500]!r}")
        return answer

    def step(self, kind: str) -> None:
        """One call of the mix, timed."""
        start = time.perf_counter()
        if kind == "post":
            self.post()
        elif kind == "customer":
            self.add_customer(f"U-{next(_numbers)}")
        elif kind == "get":
            self.call(sales.get_sales_invoice(netvisor_key=self.invoices[-1]))
        else:
            self.list_above(self.invoices[-PAGE:][0] - 1)
        self.took.setdefault(kind, []).append(time.perf_counter() - start)

    def post(self) -> None:
        """Post an invoice."""
        self.invoices.append(_key(self.call(ADD_INVOICE, INVOICE)))

    def add_customer(self, code: str) -> None:
        """Post a customer."""
        self.customers.append(_key(self.call(ADD_CUSTOMER, CUSTOMER.replace(b"AS-1<", f"{code}<".encode("ascii")))))

    def list_above(self, key: int) -> list[int]:
        """The keys of a page of invoices."""
        answer = self.call(sales.list_sales_invoices(invoices_above_netvisor_key=key))
        return [int(found) for found in _LISTED.findall(answer)]

    def held(self) -> list[int]:
        """The keys of all invoices that the books of the company hold, by their list."""
        keys: list[int] = []
        while page := self.list_above(keys[-1] if keys else 0):
            keys += page
        return keys


def _key(answer: bytes) -> int:
    found = _KEY.search(answer)
    assert found is not None, answer
    return int(found[1])


def prepare(client: Client) -> None:
    """Give a company what the mix refers to: the customer and the products of the invoices, and a first invoice."""
    client.add_customer("AS-0001")
    for number in range(LINES):
        message = product(f"TUOTE-{number}")
        client.call(products.add_product(message), encode(message).bytes())
    client.post()


def together(clients: Sequence[Client], *, calls: int | None = None, seconds: float = 0.0) -> float:
    """Let clients go through the mix at the same time, for some calls each or for some seconds; gives the seconds.

    Raises:
        AssertionError: a call was refused, or got no answer.
    """
    failed: list[Exception] = []
    end = time.perf_counter() + seconds

    def work(client: Client) -> None:
        kinds = itertools.islice(itertools.cycle(MIX), calls)
        try:
            for kind in kinds:
                if calls is None and time.perf_counter() > end:
                    return
                client.step(kind)
        except Exception as error:  # it is raised where the caller sees it
            failed.append(error)

    start = time.perf_counter()
    threads = [threading.Thread(target=work, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise AssertionError(f"{len(failed)} of {len(clients)} clients failed") from failed[0]
    return time.perf_counter() - start


def assert_nothing_lost(clients: Sequence[Client]) -> None:
    """Compare what the books hold with what was acknowledged, company by company.

    Raises:
        AssertionError: an invoice is lost, doubled or was never acknowledged.
    """
    for company in {client.credentials.organisation_id for client in clients}:
        its = [client for client in clients if client.credentials.organisation_id == company]
        told = sorted(key for client in its for key in client.invoices)
        held = its[0].held()
        if held != told:
            raise AssertionError(f"{company} holds {len(held)} invoices, {len(told)} were acknowledged")


# The sandbox, in a process of its own.


@dataclass(slots=True)
class Served:
    """A sandbox in another process."""

    url: str
    credentials: dict[str, Credentials]
    process: subprocess.Popen[str]

    def client(self, company: str = COMPANIES[0]) -> Client:
        """A client of a company."""
        return Client(self.url, self.credentials[company])

    def memory(self) -> tuple[float, float]:
        """MiB that the process holds now, and at its peak."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = dict(re.findall(r"(VmRSS|VmHWM):\s+([0-9]+) kB", status))
        return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024

    def processor_seconds(self) -> float:
        """How long the process has computed."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100


@contextmanager
def served(db: Path | None = None) -> Iterator[Served]:
    """A sandbox in a process of its own, its companies prepared for the mix."""
    command = [sys.executable, "-m", __spec__.name if __spec__ else __name__, "serve", *([str(db)] if db else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdin is not None
        told = json.loads(process.stdout.readline())
        made = Served(told["url"], {c["organisation_id"]: Credentials(**c) for c in told["credentials"]}, process)
        try:
            yield made
        finally:
            process.stdin.close()


def serve(db: str | None) -> None:
    """Run a sandbox until the input ends."""
    with Sandbox(COMPANIES, db=db, overlapping="wait") as sandbox:
        keys = [sandbox.credentials_for(company).plain() for company in COMPANIES]
        told = {"url": sandbox.url, "credentials": keys}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


# What is measured.


def measure_load(seconds: float, rounds: int, db: Path | None) -> Iterator[dict[str, Any]]:
    """Calls per second and latencies: one client, sixteen of sixteen companies, sixteen of one company, in turn."""
    with served(db) as sandbox:
        for company in COMPANIES:
            with closing(sandbox.client(company)) as client:
                prepare(client)
        contenders = {
            "1 client": [COMPANIES[0]],
            "16 clients, 16 companies": list(COMPANIES),
            "16 clients, 1 company": [COMPANIES[1]] * CLIENTS,
        }
        took: dict[str, list[tuple[float, float, list[Client]]]] = {name: [] for name in contenders}
        for number in range(rounds):
            for name in list(contenders) if number % 2 == 0 else reversed(contenders):
                clients = [sandbox.client(company) for company in contenders[name]]
                for client in clients:
                    client.invoices.append(client.held()[-1])
                before = sandbox.processor_seconds()
                spent = together(clients, seconds=seconds / rounds)
                took[name].append((spent, sandbox.processor_seconds() - before, clients))
                for client in clients:
                    client.close()
        for name, found in took.items():
            yield {"what": name, **_figures(found)}


def _figures(found: list[tuple[float, float, list[Client]]]) -> dict[str, Any]:
    spent = sum(seconds for seconds, *_ in found)
    by_kind: dict[str, list[float]] = {}
    for client in (client for *_, clients in found for client in clients):
        for kind, took in client.took.items():
            by_kind.setdefault(kind, []).extend(took)
    each = [took for all_of in by_kind.values() for took in all_of]
    return {
        "calls_per_second": round(len(each) / spent, 1),
        "processor": round(sum(busy for _, busy, _ in found) / spent, 2),
        "processor_ms_per_call": round(sum(busy for _, busy, _ in found) / len(each) * 1000, 2),
        **_latency(each),
        "kinds": {kind: _latency(took) for kind, took in sorted(by_kind.items())},
    }


def _latency(took: list[float]) -> dict[str, float]:
    ordered = sorted(took)
    return {
        "median_ms": round(statistics.median(ordered) * 1000, 2),
        "p99_ms": round(ordered[int(len(ordered) * 0.99)] * 1000, 2),
        "longest_ms": round(ordered[-1] * 1000, 2),
    }


def measure_growth(count: int, db: Path | None) -> Iterator[dict[str, Any]]:
    """Memory, and the speed of calls, before and after a company has got many invoices."""
    with served(db) as sandbox:
        client = sandbox.client()
        prepare(client)
        for _ in range(20):
            client.post()
        yield {"what": "few invoices", "memory_mib": sandbox.memory(), **_reads(client), **_short_mix(sandbox)}
        tenth = max(1, count // 10)
        speeds = []
        while len(client.invoices) < count:
            spent = _fill(sandbox, client, tenth)
            speeds.append(round(tenth / spent, 1))
        yield {"what": f"while {len(client.invoices)} are posted", "posts_per_second": speeds}
        yield {
            "what": f"{len(client.invoices)} invoices",
            "memory_mib": sandbox.memory(),
            **_reads(client),
            **_short_mix(sandbox),
        }
    if db is not None:
        yield {"what": "file", "mib": round(db.stat().st_size / 2**20, 1)}


def _fill(sandbox: Served, client: Client, count: int) -> float:
    """Post invoices by two clients, so that the sandbox never waits for one."""
    pair = [client, sandbox.client()]
    start = time.perf_counter()
    threads = [threading.Thread(target=lambda c=c: [c.post() for _ in range(count // 2)]) for c in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.invoices += pair[1].invoices
    pair[1].close()
    return time.perf_counter() - start


def _short_mix(sandbox: Served) -> dict[str, Any]:
    with closing(sandbox.client()) as client:
        client.post()
        return {"calls_per_second": round(300 / together([client], calls=300), 1)}


def _reads(client: Client) -> dict[str, Any]:
    """Milliseconds of reads, the median of some."""
    last = max(client.invoices)
    calls: dict[str, Call[Any]] = {
        "getsalesinvoice": sales.get_sales_invoice(netvisor_key=last),
        "list of the last 20": sales.list_sales_invoices(invoices_above_netvisor_key=sorted(client.invoices)[-20] - 1),
        "list from the first": sales.list_sales_invoices(),
        "list by a number": sales.list_sales_invoices(invoice_number="7"),
        "list by a day without any": sales.list_sales_invoices(
            end_invoice_date=datetime(2001, 1, 1, tzinfo=UTC).date()
        ),
    }
    return {"reads_ms": {name: _milliseconds(client, call) for name, call in calls.items()}}


def _milliseconds(client: Client, call: Call[Any], times: int = 15) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        client.call(call)
        took.append(time.perf_counter() - start)
    return round(statistics.median(took) * 1000, 2)


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print each figure as a line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sandbox_load", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    load = commands.add_parser("load", help="calls per second with 1 and 16 clients")
    load.add_argument("--seconds", type=float, default=20.0, help="of each contender, all rounds together (20)")
    load.add_argument("--rounds", type=int, default=4, help="in turn with the others (4)")
    growth = commands.add_parser("growth", help="memory and speed as the books of one company grow")
    growth.add_argument("--invoices", type=int, default=100_000, help="how many are posted (100000)")
    for each in (load, growth):
        each.add_argument("--file", action="store_true", help="books in a file instead of in memory")
    commands.add_parser("serve", help="the sandbox alone, until its input ends").add_argument("db", nargs="?")
    asked = parser.parse_args(arguments)
    if asked.command == "serve":
        serve(asked.db)
        return
    _print({"what": "machine", "versions": _machine(), "books": "file" if asked.file else "memory"})
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "books.sqlite" if asked.file else None
        if asked.command == "load":
            found = measure_load(asked.seconds, asked.rounds, db)
        else:
            found = measure_growth(asked.invoices, db)
        for figures in found:
            _print(figures)


def _print(figures: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


def _machine() -> str:
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, lxml {version('lxml')}, werkzeug"
        f" {version('werkzeug')}, {platform.machine()}, {platform.system()}"
    )


if __name__ == "__main__":
    main()
