"""A queue in which every state occurs, each for a true reason: worked off against a sandbox with faults."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import PathLike
from typing import Any

from netvisor import UNSET, Client
from netvisor.protocol.call import Call
from netvisor.queue import Outbox, OutcomeCannotBeTold, Worker
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.sandbox import messages as m

BUSY, PAUSED, UNKNOWN, QUIET = "1234567-8", "7654321-2", "2222222-9", "3333333-5"
HOSTILE = "<script>alert('1')</script>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The queue and its messages by what became of them."""

    outbox: Outbox
    sandbox: Sandbox
    accepted: int
    other: int
    """Held: another record stands under its number."""
    untold: int
    """Held: nothing tells whether it was stored."""
    kept: int
    """Held by a person."""
    refused: int
    paused: int
    unknown: int
    waiting: int
    """Waits for the one that is held, and its key."""


def customer(name: str, code: str = "", key: int | None = None) -> Call[Any]:
    """The call that adds a customer, or edits the one with a key."""
    message = m.customer(name, code)
    if not code:
        message.customer_base_information.internal_identifier = UNSET
    return customers.add_customer(message) if key is None else customers.edit_customer(message, id=key)


@contextmanager
def scene(place: str | PathLike[str]) -> Iterator[Scene]:
    """A queue at a place, in which every state occurs."""
    with Sandbox(companies=[BUSY, PAUSED, UNKNOWN, QUIET]) as sandbox, Outbox.open(place) as outbox:
        known = {company: sandbox.credentials_for(company) for company in sandbox.companies}
        known[PAUSED] = replace(known[PAUSED], customer_key="0" * 32)  # type: ignore[arg-type]  # a text becomes a Secret
        clients = {company: Client(who, base_url=sandbox.url, pauses=()) for company, who in known.items()}

        def put(call: Call[Any], company: str = BUSY, **more: Any) -> int:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", OutcomeCannotBeTold)
                return outbox.put(call, company=company, **more).id

        def work(company: str) -> None:
            Worker(outbox, lambda each: clients[each]).drain(company)

        accepted = put(customer("Äiti & Pojat Oy", "011"), key="customer-11")
        work(BUSY)
        sandbox.fail_next(resource="customer.nv")
        other = put(customer("Isä & Tyttäret Oy", "011"), key="customer-11-new")
        work(BUSY)
        sandbox.fail_next(resource="customer.nv", after="storing")
        untold = put(customer(HOSTILE))
        work(BUSY)
        refused = put(customer("Puuttuu Oy", "099", key=99))
        work(BUSY)
        paused = put(customer("Suljettu Oy", "021"), PAUSED)
        work(PAUSED)
        sandbox.fail_next(resource="customer.nv", company=UNKNOWN)
        sandbox.fail_next(how="technical error", resource="customerlist.nv", company=UNKNOWN)
        unknown = put(customer("Arvoitus Oy", "031"), UNKNOWN)
        work(UNKNOWN)
        kept = put(customer("Odottaja Oy", "041"), QUIET)
        outbox.hold(kept, "the price is not settled")
        waiting = put(customer("Seuraaja Oy", "051"), QUIET, after=kept, priority=5)
        yield Scene(
            outbox=outbox,
            sandbox=sandbox,
            accepted=accepted,
            other=other,
            untold=untold,
            kept=kept,
            refused=refused,
            paused=paused,
            unknown=unknown,
            waiting=waiting,
        )
        for client in clients.values():
            client.close()
