"""Calls that carry a number, and answers that give it back: so it is seen whose answer a call got."""

from __future__ import annotations

import re
from typing import Any

from netvisor.client.client import Client
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.resources import customers
from tests.unit.wire import Request, answer

CREDENTIALS = Credentials("Ohjelma", "CID", "c" * 32, "PID", "p" * 32, "1967543-8")

_NUMBER = re.compile(rb"<name>([0-9]+)</name>|keyword=([0-9]+)")


def call(number: int, *, writes: bool) -> Call[Any]:
    """A call that carries a number."""
    if not writes:
        return customers.list_customers(keyword=str(number))
    base = customers.CustomerBaseInformation(name=str(number))
    return customers.add_customer(customers.Customer(customer_base_information=base))


def number_in(result: Any) -> int | None:
    """The number that a call's result gives back."""
    number = result.netvisor_key if hasattr(result, "netvisor_key") else result[0].netvisor_key
    assert isinstance(number, int)
    return number


def sent(client: Client, number: int, *, writes: bool) -> int | None:
    """Send a call and give the number that came back."""
    return number_in(client.send(call(number, writes=writes)))


def number_of(request: Request) -> int:
    """The number that a request carries."""
    match = _NUMBER.search(request.line + request.body)
    assert match is not None
    return int(match[1] or match[2])


def body_for(number: int) -> bytes:
    """The body of an answer with a number; reads and writes find it alike."""
    status = "<ResponseStatus><Status>OK</Status><TimeStamp>22.11.2026 3:02:03</TimeStamp></ResponseStatus>"
    replies = f"<Replies><InsertedDataIdentifier>{number}</InsertedDataIdentifier></Replies>"
    listed = f"<Customerlist><Customer><Netvisorkey>{number}</Netvisorkey></Customer></Customerlist>"
    return f"<Root>{status}{replies}{listed}</Root>".encode()


def answer_to(request: Request) -> bytes:
    """The whole answer to a request."""
    return answer(body_for(number_of(request)))
