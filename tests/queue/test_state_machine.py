"""Putting, claiming, sending, finishing, crashing, leases that end and looks, in any order, on both engines."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from netvisor.client.read_back import Stored, Verdict
from netvisor.errors import NetvisorError, OutcomeUnknown, RequestNotUnique, SystemMaintenance
from netvisor.queue import Outbox, State, Ticket
from netvisor.queue.lanes import Claim, Lanes, Outcome
from netvisor.queue.reconcile import accepted, after_error, after_look
from netvisor.resources import customers, products
from tests.sandbox import messages as m

from .raw import Raw

COMPANIES: Final = ("1234567-8", "7654321-2")
_LEASE: Final = 3600.0

companies = st.sampled_from(COMPANIES)


class Service:
    """What Netvisor does with a call, and what its sender learns."""

    def __init__(self, *, notes_on_arrival: bool) -> None:
        self.stored: Counter[int] = Counter()
        self.order: list[int] = []
        self._notes_on_arrival = notes_on_arrival
        self._noted: set[str] = set()

    def send(self, message: int, transaction_id: str, fate: str) -> Outcome | NetvisorError:
        """Take a call: it is lost on its way, stored, refused for a while, or its answer is lost."""
        if fate == "lost on its way":
            return OutcomeUnknown("lost", writes=True)
        if transaction_id in self._noted:
            return RequestNotUnique("REQUEST_NOT_UNIQUE", "the id was used")
        if self._notes_on_arrival:
            self._noted.add(transaction_id)
        if fate == "maintenance":
            return SystemMaintenance("SYSTEM_MAINTENANCE", "come again")
        if fate == "fails":
            return OutcomeUnknown("nothing was stored, and nobody knows", writes=True)
        self._noted.add(transaction_id)
        self.stored[message] += 1
        self.order.append(message)
        return accepted("{}") if fate == "answered" else OutcomeUnknown("the answer is lost", writes=True)


FATES: Final = ("answered", "answered", "answer lost", "lost on its way", "fails", "maintenance")


@dataclass
class Working:
    """A worker with its claim."""

    lanes: Lanes
    claim: Claim
    ended: bool = False
    """Whether its lease is over, which it does not know."""
    done: bool = False
    """Whether it sent or looked."""
    outcome: Outcome | None = None

    def do(self, service: Service, fate: str) -> None:
        """Send or look."""
        self.done = True
        message = self.claim.message
        if self.claim.action == "send":
            got = service.send(int(message["id"]), str(message["transaction_id"]), fate)
            pause = self.lanes.pause_before
            self.outcome = got if isinstance(got, Outcome) else after_error(got, self.claim.attempts, pause)
        else:
            stored = Stored.YES if service.stored[int(message["id"])] else Stored.NO
            verdict = Verdict(stored=stored, found="found", netvisor_key=17)
            reason = message["reason"]
            self.outcome = after_look(verdict, reason, since_sent=0.0, looks=1, pause=self.lanes.pause_before)

    def write_down(self) -> Working | None:
        """Write down what became of it; gives the next attempt when it is to be sent again."""
        if self.outcome is not None:
            self.lanes.finish(self.claim, self.outcome)
            return None
        again = self.lanes.send_again(self.claim)
        return None if again is None else Working(self.lanes, again)


class Queue(RuleBasedStateMachine):
    """The queue beside what it must be."""

    def __init__(self, outbox: Outbox, raw: Raw) -> None:
        super().__init__()
        self.outbox = outbox
        self.raw = raw
        self.tickets: list[Ticket[Any]] = []
        self.working: list[Working] = []
        self.names = itertools.count()

    @initialize(notes_on_arrival=st.booleans())
    def begin(self, notes_on_arrival: bool) -> None:
        self.raw.empty()
        self.service = Service(notes_on_arrival=notes_on_arrival)

    # What programs and workers do.

    @rule(company=companies, product=st.booleans(), follows=st.booleans())
    def put(self, company: str, product: bool, follows: bool) -> None:
        number = len(self.tickets)
        call = products.add_product(m.product()) if product else customers.add_customer(m.customer())
        after = self.tickets[-1] if follows and self.tickets else None
        self.tickets.append(self.outbox.put(call, company=company, key=str(number), after=after))

    @precondition(lambda self: self.tickets)
    @rule(number=st.integers(0, 5), company=companies)
    def put_again(self, number: int, company: str) -> None:
        first = self.tickets[number % len(self.tickets)]
        message = self.outbox.message(first)
        is_product = message.function == "products.add_product"
        call = products.add_product(m.product()) if is_product else customers.add_customer(m.customer())
        assert self.outbox.put(call, company=message.company, key=message.key) == first

    @rule(company=st.none() | companies)
    def claim(self, company: str | None) -> None:
        lanes = self.lanes()
        claim = lanes.claim(company)
        if claim is not None:
            assert claim.company not in {each.claim.company for each in self.working if not each.ended}
            self.working.append(Working(lanes, claim))

    @precondition(lambda self: self.working)
    @rule(at=st.integers(0, 3), fate=st.sampled_from(FATES))
    def do(self, at: int, fate: str) -> None:
        """Send or look."""
        worker = self.working[at % len(self.working)]
        if not worker.done:
            worker.do(self.service, fate)

    @precondition(lambda self: self.working)
    @rule(at=st.integers(0, 3))
    def write_down(self, at: int) -> None:
        """Write down what became of it, or begin to send what a look did not find."""
        worker = self.working[at % len(self.working)]
        if not worker.done:
            return
        self.working.remove(worker)
        again = worker.write_down()
        if again is not None:
            # A lease that was over goes on when nobody else has taken the lane meanwhile.
            assert again.claim.company not in {each.claim.company for each in self.working if not each.ended}
            self.working.append(again)

    @precondition(lambda self: self.working)
    @rule(at=st.integers(0, 3))
    def crash(self, at: int) -> None:
        """Die, before or after sending."""
        self.working.pop(at % len(self.working))

    @rule(company=companies)
    def lease_end(self, company: str) -> None:
        """The lease is over: of a dead worker, or of one that was stopped for a while and works on."""
        self.raw.end_lease(company)
        for worker in self.working:
            worker.ended = worker.ended or worker.claim.company == company

    @precondition(lambda self: self.working)
    @rule(at=st.integers(0, 3))
    def overtake(self, at: int) -> None:
        """A worker is slow beyond its lease, and another takes over."""
        company = self.working[at % len(self.working)].claim.company
        self.lease_end(company)
        self.claim(company)

    @precondition(lambda self: self.tickets)
    @rule(number=st.integers(0, 20))
    def decide(self, number: int) -> None:
        """A person looks into Netvisor, and decides about what is held."""
        message = self.outbox.message(self.tickets[number % len(self.tickets)])
        if message.state is State.HELD:
            if self.service.stored[message.id]:
                self.outbox.resolve(message.id, netvisor_key=message.id)
            else:
                self.outbox.retry(message.id)

    # How they do it.

    def lanes(self) -> Lanes:
        return Lanes(self.outbox.database, f"worker-{next(self.names)}", lease=_LEASE, pauses=(0.0,))

    # What must be so.

    @invariant()
    def the_states_add_up_to_what_was_put(self) -> None:
        assert sum(self.outbox.counts().values()) == len(self.tickets)

    @invariant()
    def at_most_one_call_of_a_company_is_under_way(self) -> None:
        rows = self.raw.run("select company from message where state in ('sending', 'unknown')")
        assert len(rows) == len(set(rows))

    @invariant()
    def nothing_is_stored_twice(self) -> None:
        if self.tickets:
            assert max(self.service.stored.values(), default=0) <= 1

    @invariant()
    def what_was_accepted_is_stored_and_what_is_held_waits_for_a_person(self) -> None:
        for ticket in self.tickets:
            message = self.outbox.message(ticket)
            if message.state is State.ACCEPTED:
                assert self.service.stored[message.id] == 1
            if message.state is State.HELD:
                assert "Netvisor knows the transaction id" in str(message.reason)
            assert message.state is not State.REFUSED

    def teardown(self) -> None:
        """All of it comes to its end, each message in the order of its kind."""
        for _ in range(20 * len(self.tickets) + 20):
            for company in COMPANIES:
                self.lease_end(company)
            for number in range(len(self.tickets)):
                self.decide(number)
            lanes = self.lanes()
            claim = lanes.claim()
            if claim is None and self.outbox.counts()[State.ACCEPTED] == len(self.tickets):
                break
            worker = None if claim is None else Working(lanes, claim)
            while worker is not None:
                worker.do(self.service, "answered")
                worker = worker.write_down()
        assert self.outbox.counts()[State.ACCEPTED] == len(self.tickets)


@pytest.mark.slow
def test_whatever_happens_in_any_order_nothing_is_lost_or_doubled(outbox: Outbox, raw: Raw) -> None:
    run_state_machine_as_test(
        lambda: Queue(outbox, raw),  # type: ignore[arg-type]  # anything that makes a machine will do
        settings=settings(max_examples=60, stateful_step_count=40, deadline=None, database=None),
    )


def test_the_same_in_short(outbox: Outbox, raw: Raw) -> None:
    run_state_machine_as_test(
        lambda: Queue(outbox, raw),  # type: ignore[arg-type]  # anything that makes a machine will do
        settings=settings(max_examples=6, stateful_step_count=25, deadline=None, database=None),
    )
