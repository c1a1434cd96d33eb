"""A message that is put as held: no worker sends it before a person releases it, and then it is sent once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import pytest

from netvisor import Client
from netvisor.protocol.call import Call
from netvisor.queue import Outbox, Put, QueueError, State, Worker
from netvisor.queue.database import Transaction
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.sandbox import messages as m

from .raw import Raw
from .writes import COMPANY

T = TypeVar("T")
WHY = "a person has to look at the price"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY]) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with Client(sandbox.credentials_for(COMPANY), base_url=sandbox.url, pauses=()) as made:
        yield made


def customer(code: str) -> Call[Any]:
    return customers.add_customer(m.customer(code=code))


def test_no_worker_sends_it_until_it_is_released(outbox: Outbox, sandbox: Sandbox, client: Client) -> None:
    held = outbox.put(customer("1"), company=COMPANY, held=WHY)
    worker = Worker(outbox, lambda _: client)
    worker.drain()
    assert (outbox.message(held).state, outbox.message(held).reason, len(sandbox.calls)) == (State.HELD, WHY, 0)
    outbox.release(held)
    worker.drain()
    worker.drain()
    assert outbox.message(held).state is State.ACCEPTED
    assert [entry.stored for entry in sandbox.calls] == [True]


def test_no_worker_sends_it_while_it_is_put_among_others(outbox: Outbox, sandbox: Sandbox, client: Client) -> None:
    workers = [Worker(outbox, lambda _: client) for _ in range(2)]
    running = [threading.Thread(target=worker.run) for worker in workers]
    for thread in running:
        thread.start()
    held = [outbox.put(customer(f"9{number:02}"), company=COMPANY, held=WHY) for number in range(20)]
    last = outbox.put(customer("1"), company=COMPANY)
    outbox.wait(last, timeout=60)
    for worker in workers:
        worker.stop()
    for thread in running:
        thread.join()
    assert {outbox.message(ticket).state for ticket in held} == {State.HELD}
    assert len(sandbox.calls) == 1


def test_it_is_stored_as_held_by_one_transaction_that_wakes_nobody(
    outbox: Outbox, raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = outbox.database.write
    seen: list[list[str]] = []

    def watched(work: Callable[[Transaction], T]) -> T:
        done = write(work)
        seen.append([state for (state,) in raw.run("select state from message")])
        return done

    monkeypatch.setattr(outbox.database, "write", watched)
    outbox.put(customer("1"), company=COMPANY, held=WHY)
    assert seen == [["held"]]
    assert list(raw.run("select company from wake")) == []


def test_several_are_put_together_some_of_them_held(outbox: Outbox, sandbox: Sandbox, client: Client) -> None:
    tickets = outbox.put_many(
        [Put(call=customer("1"), company=COMPANY, held=WHY), Put(call=customer("2"), company=COMPANY)]
    )
    Worker(outbox, lambda _: client).drain()
    assert [outbox.message(ticket).state for ticket in tickets] == [State.HELD, State.ACCEPTED]


def test_what_waits_for_it_waits_too(outbox: Outbox, client: Client) -> None:
    held = outbox.put(customer("1"), company=COMPANY, held=WHY)
    follower = outbox.put(customer("2"), company=COMPANY, after=held)
    worker = Worker(outbox, lambda _: client)
    worker.drain()
    assert outbox.message(follower).state is State.WAITING
    outbox.release(held)
    worker.drain()
    assert outbox.message(follower).state is State.ACCEPTED


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"held": ""}, "held is the reason that people read; it cannot be empty"),
        ({"held": WHY, "not_before": datetime(2026, 12, 1, tzinfo=UTC)}, "give held or not_before, not both"),
    ],
)
def test_it_needs_a_reason_and_no_moment(outbox: Outbox, given: dict[str, Any], told: str) -> None:
    with pytest.raises(QueueError, match=told):
        outbox.put(customer("1"), company=COMPANY, **given)
    assert sum(outbox.counts().values()) == 0
