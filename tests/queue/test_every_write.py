"""Every function that writes, put into the queue, and its answer lost: what a worker makes of it."""

from __future__ import annotations

import sys

import pytest

from netvisor.client.read_back import Stored
from netvisor.queue import Outbox, State, Worker
from netvisor.queue.outbox import Message

from .raw import Raw
from .test_finders import company
from .writes import CASES, COMPANY, NOW, Case

pytestmark = [
    pytest.mark.filterwarnings("ignore::netvisor.errors.DoubtfulValue"),
    pytest.mark.filterwarnings("ignore::netvisor.queue.OutcomeCannotBeTold"),
]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def engine(request: pytest.FixtureRequest) -> str:
    """What a look says does not depend on the engine, so PostgreSQL is left to the slow tests here."""
    name: str = request.param
    return name


every_case = pytest.mark.parametrize("case", CASES, ids=str)


def worked(outbox: Outbox, raw: Raw, case: Case, after: str) -> tuple[Message, int]:
    """What became of a call whose answer was lost, and how often the service stored it."""
    with company() as (books, client):
        call = case.make(books)
        ticket = outbox.put(call, company=COMPANY)
        # The sandbox's clock stands still, and a look begins at the moment of the put.
        raw.run("update message set put_at = ?", NOW.timestamp())
        sandbox = books.caller.sandbox
        sandbox.faults.id_noted = "success"
        before = len(sandbox.calls)
        sandbox.fail_next(after=after, resource=call.resource)  # type: ignore[arg-type]
        Worker(outbox, lambda _: client).drain()
        if outbox.message(ticket).state is State.UNKNOWN:
            an_hour_later(raw)
            Worker(outbox, lambda _: client).drain()
        stored = sum(entry.stored for entry in list(sandbox.calls)[before:])
    message = outbox.message(ticket)
    # The table of all cases is seen with `pytest -s`.
    actions = "+".join(each.action for each in message.attempts)
    told = message.found or message.reason or ""
    sys.stdout.write(f"{case!s:60} {after:8} {message.state.value:9} {actions:20} {told[:120]}\n")
    return message, stored


def an_hour_later(raw: Raw) -> None:
    """Let an hour pass for a record that does not show at once."""
    raw.run("update attempt set started_at = started_at - 3600, ended_at = ended_at - 3600")
    raw.run("update message set not_before = 0")
    raw.run("update lane set ready_at = 0")


@every_case
def test_what_was_stored_is_accepted_or_held_and_never_sent_again(outbox: Outbox, raw: Raw, case: Case) -> None:
    message, stored = worked(outbox, raw, case, "storing")
    assert message.state is (State.ACCEPTED if case.stored is Stored.YES else State.HELD)
    assert [each.action for each in message.attempts] == ["send", "look"]
    assert stored == 1


@every_case
def test_what_was_not_stored_is_sent_again_after_a_look_or_held(outbox: Outbox, raw: Raw, case: Case) -> None:
    message, stored = worked(outbox, raw, case, "arrival")
    actions = [each.action for each in message.attempts]
    if case.not_stored is Stored.NO:
        assert (message.state, actions[-2:], stored) == (State.ACCEPTED, ["look", "send"], 1)
    else:
        assert (message.state, actions, stored) == (State.HELD, ["send", "look"], 0)
