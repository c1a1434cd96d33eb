"""The bridge: plans, puts what is planned into the outbox, and sends it wave by wave."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from netvisor.client.client import Client
from netvisor.errors import SetupError
from netvisor.protocol.personal_data import without_identity_codes
from netvisor.queue.leases import LEASE
from netvisor.queue.looks import overview
from netvisor.queue.outbox import Outbox
from netvisor.queue.putting import Ticket
from netvisor.queue.states import State
from netvisor.queue.worker import Worker
from netvisor.tampuuri.bridge.plan import Action, Item, Plan
from netvisor.tampuuri.bridge.planning import Planner
from netvisor.tampuuri.bridge.present import read_present
from netvisor.tampuuri.bridge.settings import Settings
from netvisor.tampuuri.bridge.slots import with_slot
from netvisor.tampuuri.bridge.source import read_source
from netvisor.tampuuri.client import Tampuuri

_LOOK: Final = 0.2
"""Seconds between two looks whether something can be done again."""
_WAVES: Final = ("product", "customer", "invoice", "payment")
_FAILED: Final = (State.REFUSED, State.HELD)
_OVER: Final = (State.ACCEPTED, *_FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a plan."""

    planned: int
    created: int
    """Created or changed by this run."""
    left: int
    held: tuple[Item, ...]
    """What was not sent, and what Netvisor has not accepted, each with the reason."""
    doubled: int
    """How many too many Netvisor has of what was planned."""

    @property
    def figures(self) -> dict[str, int]:
        """The counts by their names."""
        return {
            "planned": self.planned,
            "created": self.created,
            "left": self.left,
            "held": len(self.held),
            "doubled": self.doubled,
        }

    def __str__(self) -> str:
        return "  ".join(f"{name} {number}" for name, number in self.figures.items())

    def json(self) -> dict[str, Any]:
        """The report as JSON values."""
        held = [{"target": item.target, "source": item.source, "why": item.why} for item in self.held]
        return {**self.figures, "held_items": held}


class Bridge:
    """Brings parties, charges and payments of contracts from Tampuuri to Netvisor.

    Args:
        tampuuri: the account that is read.
        netvisor: the company that gets customers, invoices and payments.
        outbox: the queue that they are sent through.
        settings: the decisions.
        contracts: the ids of the contracts; those of the settings when nothing is said.
        until: the last due date; that of the settings, else today, when nothing is said.
        lease: seconds that the company stays with a run that died.
        patience: the most seconds in which nothing can be done: such a run keeps the company, or the service is away.
        tell: is told of each message that was put.

    Raises:
        SetupError: no contracts are named.
    """

    def __init__(
        self,
        tampuuri: Tampuuri,
        netvisor: Client,
        outbox: Outbox,
        settings: Settings,
        *,
        contracts: Sequence[int] | None = None,
        until: date | None = None,
        lease: float = LEASE,
        patience: float = LEASE + 60,
        tell: Callable[[Item], None] = lambda item: None,
    ) -> None:
        self._tampuuri = tampuuri
        self._netvisor = netvisor
        self._outbox = outbox
        self._settings = settings
        self._contracts = settings.contracts.ids if contracts is None else contracts
        self._until = until or settings.invoices.until or date.today()  # noqa: DTZ011  # the accountant's day
        self._lease = lease
        self._patience = patience
        self._tell = tell
        if not self._contracts:
            raise SetupError("no contracts: name their ids in [contracts] ids, since no known operation lists them")

    def plan(self) -> Plan:
        """What would be created, changed, left and held, and why; nothing is sent.

        Raises:
            NetvisorError: Tampuuri or Netvisor could not be read.
        """
        company = self._netvisor.company
        source = read_source(self._tampuuri, self._settings, self._contracts, self._until)
        present = read_present(self._netvisor, self._settings)
        items = Planner(source, present, self._settings, self._tampuuri.account, self._until).items()
        return Plan(company=company, items=tuple(with_slot(item, self._outbox, company) for item in items))

    def put(self, plan: Plan, kinds: Sequence[str] = _WAVES) -> dict[str, Ticket[Any]]:
        """Put what a plan sends into the outbox; again is the same as once.

        What needs something that was refused or is held stays out, and comes with a later plan.

        Args:
            plan: the plan.
            kinds: the kinds of items to put.

        Returns:
            The tickets by target.
        """
        keys = {item.target: item.key for item in plan.of(Action.CREATE, Action.CHANGE) if item.key is not None}
        held = {item.target for item in plan.of(Action.HOLD)}
        tickets: dict[str, Ticket[Any]] = {}
        for item in plan.of(Action.CREATE, Action.CHANGE):
            if item.kind not in kinds or item.call is None or held.intersection(item.needs):
                continue
            before = [self._outbox.find(keys[each], company=plan.company) for each in item.needs if each in keys]
            there = [message for message in before if message is not None and message.state not in _FAILED]
            if len(there) < len(before):
                continue
            # What is needed first is the customer of an invoice, and the invoice of a payment.
            first = there[0].id if there else None
            tickets[item.target] = self._outbox.put(item.call, company=plan.company, key=item.key, after=first)
            self._tell(item)
        return tickets

    def sync(self) -> Report:
        """Plan, send, and count what is in Netvisor afterwards.

        Raises:
            NetvisorError: Tampuuri or Netvisor could not be read.
        """
        plan = self.plan()
        tickets: dict[str, Ticket[Any]] = {}
        worker = Worker(self._outbox, lambda company: self._netvisor, companies=[plan.company], lease=self._lease)
        for kind in _WAVES:
            put = self.put(plan, [kind])
            self._finish(worker, plan.company, list(put.values()))
            tickets |= put
        return self._report(plan, tickets)

    def _finish(self, worker: Worker, company: str, tickets: list[Ticket[Any]]) -> None:
        """Send until all messages are over, or patience is."""
        last = time.monotonic()
        while True:
            if worker.drain(company):
                last = time.monotonic()
            if all(self._outbox.message(each).state in _OVER for each in tickets):
                return
            if time.monotonic() - last > self._patience:
                return
            if any(lane.company == company and lane.state == "paused" for lane in overview(self._outbox).lanes):
                return
            self._outbox.database.wait(_LOOK)

    def _report(self, plan: Plan, tickets: dict[str, Ticket[Any]]) -> Report:
        held = list(plan.of(Action.HOLD))
        created = 0
        for item in plan.of(Action.CREATE, Action.CHANGE):
            ticket = tickets.get(item.target)
            if ticket is None:
                needed = " and ".join(item.needs)
                held.append(replace(item, action=Action.HOLD, why=f"waits for {needed}"))
                continue
            message = self._outbox.message(ticket)
            if message.state is State.ACCEPTED:
                created += 1
                continue
            said = f": {without_identity_codes(message.reason)}" if message.reason else ""
            held.append(replace(item, action=Action.HOLD, why=f"message {message.id} is {message.state.value}{said}"))
        counts = read_present(self._netvisor, self._settings).counts
        return Report(
            planned=len(plan.items),
            created=created,
            left=plan.counts[Action.LEAVE],
            held=tuple(held),
            doubled=sum(max(0, counts[target] - 1) for target in {item.target for item in plan.items}),
        )


__all__ = ["Bridge", "Report"]
