"""Servers that share a file are killed again and again: no acknowledged write is lost, and the file stays readable."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor import Client, Credentials
from netvisor.errors import NetvisorError, Refused
from netvisor.resources import customers, sales
from netvisor.sandbox import Sandbox

from . import messages as m

pytestmark = pytest.mark.slow

COMPANIES = ["1234567-8", "7654321-2"]
ROUNDS = 20
SERVER = [sys.executable, "-c", "from netvisor.cli import main; main()", "sandbox", "--json", "--overlapping", "wait"]


@dataclass
class Writes:
    """What was sent and what was acknowledged, by all writers of a round."""

    kill_at: int
    sent: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    acknowledged: list[tuple[str, str, int]] = field(default_factory=list)

    def count(self) -> None:
        """Note that a message is about to go out; the kill comes when enough of them have."""
        with self.lock:
            self.sent += 1
            if self.sent >= self.kill_at:
                self.reached.set()


def start(file: Path) -> tuple[subprocess.Popen[str], str]:
    command = [*SERVER, "--db", str(file), *(word for company in COMPANIES for word in ("--company", company))]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603  # our own command
    assert process.stdout is not None
    return process, json.loads(process.stdout.readline())["url"]


def write(url: str, keys: Credentials, name: str, writes: Writes) -> None:
    """Post customers and invoices until the server is gone."""
    company = keys.organisation_id
    with Client(keys, base_url=url, pauses=(), timeout=30) as client:
        for number in range(10_000):
            code = f"{name}-{number}"
            writes.count()
            try:
                key = client.send(customers.add_customer(m.customer(code=code))).netvisor_key
                writes.acknowledged.append((company, "customers", key))
                writes.count()
                bill = m.invoice(
                    m.line(vat="25.5"),
                    m.line(vat="25.5"),
                    invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(str(key), "netvisor"),
                )
                key = client.send(sales.add_sales_invoice(bill)).netvisor_key
                writes.acknowledged.append((company, "documents", key))
            except Refused:
                # Refused is not acknowledged: a busy machine may answer so, and the next message goes out.
                continue
            except NetvisorError:
                return


def one_round(file: Path, name: str, credentials: list[Credentials], chance: random.Random) -> Writes:
    servers = [start(file) for _ in range(2)]
    writes = Writes(kill_at=chance.randint(1, 60))
    with ThreadPoolExecutor(4) as threads:
        for place, (_, url) in enumerate(servers):
            for keys in credentials:
                threads.submit(write, url, keys, f"{name}-{place}", writes)
        chance.shuffle(servers)
        for process, _ in servers:
            assert writes.reached.wait(60)
            process.send_signal(signal.SIGKILL)
            # The other one goes on for some more writes.
            with writes.lock:
                writes.kill_at = writes.sent + chance.randint(1, 20)
                writes.reached.clear()
    for process, _ in servers:
        process.communicate()
    return writes


def whole(connection: Any) -> None:
    """What is in the books is there whole: rows of documents, vouchers that balance, no key twice."""
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    documents = connection.execute("select company, key, voucher from document").fetchall()
    for company, key, voucher in documents:
        sql = "select count(*) from document_line where company = ? and document = ?"
        assert connection.execute(sql, (company, key)).fetchone() == (2,)
        sql = "select total from voucher_line where company = ? and voucher = ?"
        rows = connection.execute(sql, (company, voucher)).fetchall()
        assert len(rows) >= 3
        assert sum(Decimal(total) for (total,) in rows) == 0
    assert connection.execute("select count(*) from voucher").fetchone() == (len(documents),)
    for table in ("customer", "document", "voucher"):
        sql = f"select max(t.key) <= s.last from {table} t join series s on s.company = t.company"  # noqa: S608  # our own names
        found = connection.execute(f"{sql} where s.name = 'netvisorkey' group by t.company").fetchall()
        assert all(row == (1,) for row in found)


def test_no_acknowledged_write_is_lost_whenever_a_process_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    with Sandbox(COMPANIES, db=file) as sandbox:
        credentials = [sandbox.credentials_for(company) for company in COMPANIES]
    chance = random.Random(4)  # noqa: S311  # chance, no secret
    acknowledged: list[tuple[str, str, int]] = []
    for number in range(ROUNDS):
        acknowledged += one_round(file, f"R{number}", credentials, chance).acknowledged
        with Sandbox(db=file) as sandbox:
            for company, table, key in acknowledged:
                assert key in getattr(sandbox.books[company], table)
            with sandbox.store.reading() as connection:
                whole(connection)
            # The locks of the companies are free again, and the numbers go on.
            with Client(sandbox.credentials, base_url=sandbox.url) as client:
                added = client.send(customers.add_customer(m.customer(code=f"after-{number}")))
            acknowledged.append((COMPANIES[0], "customers", added.netvisor_key))
    assert len(acknowledged) > 10 * ROUNDS
    assert len(set(acknowledged)) == len(acknowledged)


def test_a_process_killed_while_it_makes_and_fills_the_books_leaves_all_or_nothing(tmp_path: Path) -> None:
    file = tmp_path / "books.sqlite"
    command = [*SERVER, "--db", str(file), "--seed", "demo"]
    found = []
    for attempt in range(12):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603  # our own command
        try:
            process.communicate(timeout=0.1 + 0.15 * attempt)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        with Sandbox(db=file) as sandbox:
            found.append(len(sandbox.books["1234567-8"].documents))
    with Sandbox(db=file, seed="demo") as sandbox, sandbox.store.reading() as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        full = len(sandbox.books["1234567-8"].documents)
    assert full > 200
    assert set(found) <= {0, full}
    assert found[0] == 0
