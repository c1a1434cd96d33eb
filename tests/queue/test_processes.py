"""Worker processes: how they end when a machine shuts down, and how they share a company with other processes."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from netvisor import Client
from netvisor.queue import Outbox, State
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from netvisor.testing.torture.crash_run import credentials_of
from netvisor.testing.torture.processes import Program, Programs
from tests.sandbox import messages as m

from .writes import COMPANY


@pytest.fixture(scope="module")
def programs() -> Iterator[Programs]:
    made = Programs(1)
    yield made
    made.close()


@pytest.fixture
def program(programs: Programs) -> Program:
    return programs.all[0]


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY]) as running:
        yield running


def start(program: Program, place: str, sandbox: Sandbox) -> None:
    companies = {COMPANY: credentials_of(sandbox, COMPANY)}
    program.start(does="work", place=place, url=sandbox.url, companies=companies, threads=2)


def test_sigterm_ends_a_worker_when_its_call_is_over_and_every_state_is_true(
    outbox: Outbox, place: str, sandbox: Sandbox, program: Program
) -> None:
    sandbox.fail_next(how="delay", seconds=1)
    tickets = [outbox.put(customers.add_customer(m.customer(code=str(n))), company=COMPANY) for n in (1, 2)]
    start(program, place, sandbox)
    while outbox.message(tickets[0]).state is State.WAITING:
        outbox.database.wait(0.05)
    program.stop(signal.SIGTERM)
    assert program.ended(30) == 0
    assert [outbox.message(each).state for each in tickets] == [State.ACCEPTED, State.WAITING]
    assert len(sandbox.books[COMPANY].customers) == 1


def test_reads_of_another_process_overlap_with_no_call_of_a_worker(
    outbox: Outbox, place: str, sandbox: Sandbox, program: Program
) -> None:
    tickets = [outbox.put(customers.add_customer(m.customer(code=str(n))), company=COMPANY) for n in range(1, 31)]
    with Client(sandbox.credentials, base_url=sandbox.url, outbox=outbox, pauses=()) as client:
        start(program, place, sandbox)
        seen = [len(client.send(customers.list_customers())) for _ in range(10)]
        for ticket in tickets:
            outbox.wait(ticket, timeout=60)
    program.stop(signal.SIGTERM)
    assert program.ended(30) == 0
    assert seen == sorted(seen)
    # The sandbox refuses a call that overlaps with another one of its company.
    assert {entry.outcome for entry in sandbox.calls} == {"ok"}
    assert len(sandbox.calls) == 40
