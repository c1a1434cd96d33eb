"""A message is found under the key that it was put with."""

from __future__ import annotations

from netvisor.queue import Outbox, State
from netvisor.resources import customers
from tests.sandbox import messages as m

from .writes import COMPANY


def test_a_message_is_found_under_its_key_in_its_company(outbox: Outbox) -> None:
    ticket = outbox.put(customers.add_customer(m.customer(code="17")), company=COMPANY, key="customer-17")
    found = outbox.find("customer-17", company=COMPANY)
    assert found is not None
    assert (found.id, found.state, found.digest) == (ticket.id, State.WAITING, outbox.message(ticket).digest)


def test_nothing_is_found_under_another_key_or_in_another_company(outbox: Outbox) -> None:
    outbox.put(customers.add_customer(m.customer(code="17")), company=COMPANY, key="customer-17")
    assert outbox.find("customer-18", company=COMPANY) is None
    assert outbox.find("customer-17", company="7654321-2") is None


def test_what_is_sent_tells_its_fingerprint(outbox: Outbox) -> None:
    calls = [customers.add_customer(m.customer(code=code)) for code in ("17", "17", "18")]
    first, same, other = [outbox.message(outbox.put(call, company=COMPANY)).digest for call in calls]
    assert first == same != other
