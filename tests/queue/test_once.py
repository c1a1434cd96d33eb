"""Sending a write once without a queue: what `Client.send_once` says of its outcome."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netvisor import Client
from netvisor.errors import InvalidData, NotSent, OutcomeUnknown, ReadOnlyClient, SetupError, TechnicalError
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.sandbox import messages as m

from .writes import COMPANY, NOW

CALL = customers.add_customer(m.customer())


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY]) as running:
        running.clock = NOW
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> Iterator[Client]:
    with Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock, pauses=()) as made:
        yield made


def test_an_answer_that_comes_is_the_outcome(client: Client) -> None:
    sent = client.send_once(CALL)
    assert sent.outcome == "stored"
    assert sent.result is not None
    assert sent.result.netvisor_key == sent.netvisor_key
    assert (sent.found, sent.error) == ("", None)


def test_what_was_stored_is_found_with_its_key(client: Client, sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing")
    sent = client.send_once(CALL)
    assert (sent.outcome, sent.result) == ("stored", None)
    assert sent.netvisor_key in sandbox.books[COMPANY].customers
    assert sent.found == f"list_customers shows it with the key {sent.netvisor_key}"
    assert isinstance(sent.error, OutcomeUnknown)


def test_what_was_not_stored_is_sent_again_under_the_same_identifier(client: Client, sandbox: Sandbox) -> None:
    sandbox.faults.id_noted = "success"
    sandbox.fail_next(resource="customer.nv")
    sent = client.send_once(CALL)
    assert (sent.outcome, sent.netvisor_key) == ("not stored", None)
    client.send(CALL, transaction_id=sent.transaction_id)
    assert len(sandbox.books[COMPANY].customers) == 1


def test_what_nothing_tells_is_undecided(client: Client, sandbox: Sandbox) -> None:
    base = customers.CustomerBaseInformation(name="Äiti Oy")
    sandbox.fail_next(after="storing")
    sent = client.send_once(customers.add_customer(customers.Customer(customer_base_information=base)))
    assert sent.outcome == "undecided"
    assert sent.found.endswith("and that proves nothing")


def test_what_was_surely_not_stored_is_an_error(client: Client) -> None:
    client.send_once(CALL)
    with pytest.raises(InvalidData):
        client.send_once(CALL)


def test_nothing_is_looked_up_when_nobody_was_reached(sandbox: Sandbox) -> None:
    with Client(sandbox.credentials, base_url="http://127.0.0.1:9/", pauses=()) as unreached, pytest.raises(NotSent):
        unreached.send_once(CALL)


def test_a_look_that_fails_is_an_error(client: Client, sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing", resource="customer.nv")
    sandbox.fail_next(how="technical error", resource="customerlist.nv")
    with pytest.raises(TechnicalError):
        client.send_once(CALL)


def test_a_read_is_refused(client: Client) -> None:
    with pytest.raises(SetupError, match=r"send_once looks what became of a write; send\(\) takes reads"):
        client.send_once(customers.list_customers())


def test_a_client_that_only_reads_refuses_it(sandbox: Sandbox) -> None:
    reading = Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock, read_only=True)
    with reading, pytest.raises(ReadOnlyClient):
        reading.send_once(CALL)
