"""A worker whose answer is lost looks the message up, and then accepts it, sends it again, or holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from netvisor import Client
from netvisor.protocol.call import Call
from netvisor.queue import Outbox, State, Worker
from netvisor.queue.outbox import Message
from netvisor.resources import customers, purchases
from netvisor.sandbox import Sandbox
from tests.sandbox import messages as m

from .writes import COMPANY

CUSTOMER = customers.add_customer(m.customer())
VENDOR = purchases.add_vendor(
    purchases.Vendor(
        vendor_base_information=purchases.VendorBaseInformation(code="T-1", name="Oy", organization_id="7654321-2")
    )
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY], id_noted="success") as running:
        yield running


def drained(outbox: Outbox, sandbox: Sandbox, call: Call[Any]) -> Message:
    """What became of a call that a worker took out of a queue."""
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        ticket = outbox.put(call, company=COMPANY)
        Worker(outbox, lambda _: client).drain()
        return outbox.message(ticket)


@pytest.mark.parametrize(("call", "read"), [(CUSTOMER, "list_customers"), (VENDOR, "list_vendors")])
def test_what_was_stored_is_accepted_with_its_key(outbox: Outbox, sandbox: Sandbox, call: Call[Any], read: str) -> None:
    sandbox.fail_next(after="storing")
    message = drained(outbox, sandbox, call)
    assert message.state is State.ACCEPTED
    assert message.found == f"{read} shows it with the key 1"
    assert message.netvisor_keys == (1,)
    assert [attempt.action for attempt in message.attempts] == ["send", "look"]


def test_what_was_not_stored_is_sent_again_once(outbox: Outbox, sandbox: Sandbox) -> None:
    sandbox.fail_next(resource="customer.nv")
    message = drained(outbox, sandbox, CUSTOMER)
    assert message.state is State.ACCEPTED
    assert [attempt.action for attempt in message.attempts] == ["send", "look", "send"]
    assert len(sandbox.books[COMPANY].customers) == 1


@pytest.mark.filterwarnings("ignore::netvisor.queue.OutcomeCannotBeTold")
def test_what_nothing_tells_is_held(outbox: Outbox, sandbox: Sandbox) -> None:
    base = customers.CustomerBaseInformation(name="Äiti Oy")
    sandbox.fail_next(after="storing")
    message = drained(outbox, sandbox, customers.add_customer(customers.Customer(customer_base_information=base)))
    assert message.state is State.HELD
    assert message.reason is not None
    assert "list_customers shows it with the key 1, and that proves nothing" in message.reason
