"""The picture of the queue's states shows every way that the code takes from one into another, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import lxml.etree
import pytest

from netvisor.client.read_back import Stored, Verdict
from netvisor.errors import (
    REFUSALS,
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    ServiceBusy,
    SetupError,
    UnknownRefusal,
    UnreadableReply,
)
from netvisor.queue import Outbox, State, WrongState
from netvisor.queue.lanes import Lanes, Outcome
from netvisor.queue.reconcile import NOT_UNIQUE, REFUSED_AGAIN, accepted, after_error, after_look, look_failed
from tests.queue.scene import BUSY, customer
from tests.regenerate.files import complaint
from tests.regenerate.queue_states import PICTURE, TRANSITIONS, picture

Ways = set[tuple[State, State]]

ERRORS: list[NetvisorError] = [
    *(refusal(refusal.CATEGORIES[0], "no") for refusal in REFUSALS),
    UnknownRefusal("", "no"),
    NotSent("no connection"),
    OutcomeUnknown("the connection broke", writes=True),
    ServiceBusy("later", status=429, retry_after=None, writes=True),
    UnreadableReply("not XML", status=200, body=b"", writes=True),
    SetupError("no keys"),
    MessageError([], resource="customer.nv"),
]


def no_pause(_: int) -> float:
    return 0.0


def ways_of_a_worker() -> Iterator[tuple[State, State]]:
    """The ways that `reconcile` decides on, whatever an attempt or a look brings."""
    for outcome in (accepted("{}"), *(after_error(error, n, no_pause) for error, n in product(ERRORS, (1, 2)))):
        yield State.SENDING, outcome.state
    reasons = (None, "the answer was lost", f"{NOT_UNIQUE}: no", f"{REFUSED_AGAIN}no")
    for stored, reason, shows_after in product(Stored, reasons, (0.0, 60.0)):
        verdict = Verdict(stored=stored, found="it", shows_after=shows_after)
        looked = after_look(verdict, reason, since_sent=1.0, looks=1, pause=no_pause)
        # Without an outcome, the message is sent again.
        yield State.UNKNOWN, State.SENDING if looked is None else looked.state
    for error, reason in product(ERRORS, reasons):
        yield State.UNKNOWN, look_failed(error, reason, 1, no_pause).state


def ways_of_a_lane(outbox: Outbox) -> Iterator[tuple[State, State]]:
    """The ways that a claim and the end of a lease take."""
    ticket = outbox.put(customer("Oy", "011"), company=BUSY)
    before = outbox.message(ticket).state
    assert Lanes(outbox.database, "dying", lease=0.0).claim() is not None
    sending = outbox.message(ticket).state
    yield before, sending
    assert Lanes(outbox.database, "living", lease=60.0).claim() is not None
    yield sending, outbox.message(ticket).state


def ways_of_a_person(outbox: Outbox) -> Iterator[tuple[State, State]]:
    """The ways that people can take, found by trying each on a message in each state."""
    decisions: list[Callable[[int], None]] = [
        outbox.hold,
        outbox.release,
        outbox.retry,
        lambda number: outbox.resolve(number, netvisor_key=1),
    ]
    for number, (state, decide) in enumerate(product(State, decisions)):
        message = in_state(outbox, state, f"{1000000 + number}-1")
        try:
            decide(message)
        except WrongState:
            assert outbox.message(message).state is state
        else:
            yield state, outbox.message(message).state


def in_state(outbox: Outbox, state: State, company: str) -> int:
    """A new message, brought into a state."""
    ticket = outbox.put(customer("Oy", "011"), company=company)
    if state is not State.WAITING:
        lanes = Lanes(outbox.database, "a worker", lease=60.0)
        claim = lanes.claim(company)
        assert claim is not None
        if state is not State.SENDING:
            assert lanes.finish(claim, Outcome(state=state, said="brought there", answer="{}", wait=60.0))
    assert outbox.message(ticket).state is state
    return ticket.id


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with Outbox.open(tmp_path / "queue.db") as opened:
        yield opened


def shown(*, by_person: bool) -> Ways:
    return {(each.start, each.end) for each in TRANSITIONS if each.by_person is by_person}


def test_it_shows_the_ways_that_the_code_takes_by_itself(outbox: Outbox) -> None:
    assert shown(by_person=False) == {*ways_of_a_worker(), *ways_of_a_lane(outbox)}


def test_it_shows_the_ways_that_people_can_take(outbox: Outbox) -> None:
    assert shown(by_person=True) == {*ways_of_a_person(outbox)}


def test_it_is_up_to_date() -> None:
    assert complaint(PICTURE, picture().encode()) == ""


def test_it_draws_every_state_and_every_way() -> None:
    tree = lxml.etree.fromstring(picture().encode())
    texts = {text.strip() for text in tree.itertext()}
    assert {state.value for state in State} <= texts
    assert {line for each in TRANSITIONS for line in each.why} <= texts
    drawn = [(path.get("data-from"), path.get("data-to")) for path in tree.iterfind(".//{*}path[@data-from]")]
    assert drawn == [(each.start.value, each.end.value) for each in TRANSITIONS]
