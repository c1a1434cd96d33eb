"""Every function that writes: what a look says after an outcome that nobody knows, stored or not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from netvisor import Client
from netvisor.client.read_back import Stored, Verdict, look
from netvisor.errors import OutcomeUnknown
from netvisor.protocol.results import Inserted
from netvisor.sandbox import Sandbox
from tests.sandbox.conftest import Caller
from tests.sandbox.shown.company import Books

from .writes import CASES, COMPANY, NOW, OTHER, WRITES, Case

every_case = pytest.mark.parametrize("case", CASES, ids=str)


@contextmanager
def company() -> Iterator[tuple[Books, Client]]:
    with Sandbox(companies=[COMPANY, OTHER]) as sandbox:
        sandbox.clock = NOW
        with Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock, pauses=()) as client:
            yield Books(Caller(sandbox, COMPANY)), client


def lost(case: Case, after: str) -> Verdict:
    """Send a call whose answer is lost, and look what became of it."""
    with company() as (books, client):
        call = case.make(books)
        books.caller.sandbox.fail_next(after=after, resource=call.resource)  # type: ignore[arg-type]
        with pytest.raises(OutcomeUnknown):
            client.send(call)
        verdict = look(call, case.function, client.send)
    # The table of all cases is seen with `pytest -s`.
    told = f"{case!s:60} {after:8} {verdict.strength.name:7} {verdict.stored.name:10} {verdict.found[:160]}\n"
    sys.stdout.write(told)
    return verdict


def inserted(case: Case) -> int | None:
    """The key that the same call gets whose answer arrives, in a company in the same state."""
    with company() as (books, client):
        result: Any = client.send(case.make(books))
        return result.netvisor_key if isinstance(result, Inserted) else None


def test_there_is_a_call_of_every_function_that_writes() -> None:
    assert {case.function for case in CASES} == WRITES.keys()
    assert len(WRITES) == 71


@every_case
def test_what_was_stored_before_the_answer_was_lost_is_found(case: Case) -> None:
    verdict = lost(case, "storing")
    assert verdict.stored is case.stored, verdict.found
    key = inserted(case)
    if verdict.stored is Stored.YES and key is not None:
        assert verdict.netvisor_key == key


@every_case
def test_what_was_lost_on_its_way_is_found_nowhere(case: Case) -> None:
    verdict = lost(case, "arrival")
    assert verdict.stored is case.not_stored, verdict.found
