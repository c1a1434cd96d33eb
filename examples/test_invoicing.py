"""Tests of an integration, without keys and without a network: each test has a Netvisor of its own.

pytest test_invoicing.py
"""

from __future__ import annotations

import pytest

from netvisor import Client, InvalidData, OutcomeUnknown, Retry, customers
from netvisor.sandbox import Sandbox
from netvisor.testing import sandbox as sandbox


def add_customer(client: Client, code: str, name: str) -> int:
    """What is tested: a part of your program."""
    base = customers.CustomerBaseInformation(internal_identifier=customers.InternalIdentifier(code), name=name)
    return client.send(customers.add_customer(customers.Customer(customer_base_information=base))).netvisor_key


@pytest.fixture
def client(sandbox: Sandbox) -> Client:
    return Client(sandbox.credentials, base_url=sandbox.url)


def test_a_customer_is_in_the_books(client: Client, sandbox: Sandbox) -> None:
    key = add_customer(client, "K7", "Äiti & Tytär Oy")
    assert sandbox.books[client.company].customers[key].name == "Äiti & Tytär Oy"


def test_a_number_in_use_is_refused(client: Client) -> None:
    add_customer(client, "K7", "Äiti & Tytär Oy")
    with pytest.raises(InvalidData, match="K7") as caught:
        add_customer(client, "K7", "Somebody else")
    assert caught.value.retry is Retry.NEVER


def test_a_lost_answer_leaves_the_outcome_unknown(client: Client, sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing", how="drop connection")
    with pytest.raises(OutcomeUnknown) as caught:
        add_customer(client, "K7", "Äiti & Tytär Oy")
    assert caught.value.retry is Retry.READ_BACK
    assert len(sandbox.books[client.company].customers) == 1


def test_the_message_on_the_wire(client: Client, sandbox: Sandbox) -> None:
    add_customer(client, "K7", "Äiti & Tytär Oy")
    call = sandbox.calls[-1]
    assert (call.resource, call.outcome) == ("customer.nv", "ok")
    assert "<name>Äiti &amp; Tytär Oy</name>".encode("iso-8859-15") in call.body
