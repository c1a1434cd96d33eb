"""Messages of the books are read once, and kept within bounds."""

from __future__ import annotations

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.resources.customers import Customer, CustomerBaseInformation
from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core import show
from tests.benchmarks import sandbox_load


def kept(name: str) -> bytes:
    return encode(Customer(customer_base_information=CustomerBaseInformation(name=name)), "utf-8").bytes()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[type]:
    """The classes of all messages that are read from now on, in their order."""
    found: list[type] = []

    def counted(body: bytes, cls: type, charset: str) -> object:
        found.append(cls)
        return decode(body, cls, charset)

    monkeypatch.setattr(show, "decode", counted)
    monkeypatch.setattr(show, "_MESSAGES", show._ReadMessages(1 << 22))  # other tests may have read the same ones
    return found


def test_an_invoice_is_read_once_however_often_it_is_asked_for(read: list[type]) -> None:
    with Sandbox(sandbox_load.COMPANIES[:1]) as sandbox:
        client = sandbox_load.Client(sandbox.url, sandbox.credentials)
        sandbox_load.prepare(client)
        for _ in range(3):
            client.step("get")
        client.close()
    assert read.count(SalesInvoice) == 1


def test_the_message_that_was_asked_for_longest_ago_is_forgotten_first(read: list[type]) -> None:
    first, second, third = map(kept, ("a", "b", "c"))
    messages = show._ReadMessages(len(first) + len(second))
    for body in (first, second, first, third):
        messages.read(body, Customer)
    assert len(read) == 3
    assert messages.read(first, Customer) is messages.read(first, Customer)
    assert len(read) == 3
    messages.read(second, Customer)
    assert len(read) == 4


def test_a_message_that_is_longer_than_the_bound_is_read_all_the_same(read: list[type]) -> None:
    messages = show._ReadMessages(10)
    assert messages.read(kept("a"), Customer).customer_base_information.name == "a"
    messages.read(kept("a"), Customer)
    assert len(read) == 2
