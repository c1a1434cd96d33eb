"""Makes the plan out of what Tampuuri has and what Netvisor has. Nothing is read or sent here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from netvisor.protocol.personal_data import without_identity_codes
from netvisor.tampuuri.bridge import messages
from netvisor.tampuuri.bridge.plan import Action, Item
from netvisor.tampuuri.bridge.present import Present
from netvisor.tampuuri.bridge.settings import Settings
from netvisor.tampuuri.bridge.source import Charge, Contract, Party, Payment, Source

_NONE: Decimal = Decimal()


@dataclass(slots=True)
class _Open:
    """What is still to be paid of an invoice."""

    number: str
    rest: Decimal


@dataclass(slots=True)
class _Account:
    """The invoices of a contract as payments find them."""

    invoices: list[_Open] = field(default_factory=list)
    held: str = ""
    """The first invoice that is held: until it is sent, nobody can say what a payment pays."""


class Planner:
    """Makes the items of a plan.

    Args:
        source: what Tampuuri has.
        present: what Netvisor has.
        settings: the decisions of the bridge.
        account: the Tampuuri account; it is part of the keys.
        until: the last due date.
    """

    def __init__(self, source: Source, present: Present, settings: Settings, account: str, until: date) -> None:
        self._source = source
        self._present = present
        self._settings = settings
        self._keys = f"tampuuri/{account}"
        self._until = until
        self._accounts: dict[int, _Account] = {}
        self._customers: dict[int, Item] = {}

    def items(self) -> tuple[Item, ...]:
        """The items in the order of sending: products, customers, invoices, payments."""
        invoiced = [(each, list(self._due(each))) for each in self._source.contracts if not each.preliminary]
        self._customers = {each.party: self._customer(each.party) for each, due in invoiced if due}
        invoices = [self._invoice(each, day, charges) for each, due in invoiced for day, charges in due]
        return (
            *self._contracts(),
            *self._products({charge.name for _, due in invoiced for _, charges in due for charge in charges}),
            *self._customers.values(),
            *invoices,
            *(item for payment in self._source.payments for item in self._payment(payment)),
        )

    # Contracts.

    def _contracts(self) -> Iterator[Item]:
        """Those that are not invoiced; the others show as invoices."""
        for name, why in self._source.unreadable.items():
            yield Item(action=Action.HOLD, target=f"contract {name.rpartition(' ')[2]}", source=name, why=why)
        for each in self._source.contracts:
            if each.preliminary:
                why = "a preliminary contract is not invoiced"
                yield Item(action=Action.LEAVE, target=f"contract {each.id}", source=f"sopimus {each.id}", why=why)

    def _due(self, contract: Contract) -> Iterator[tuple[date, list[Charge]]]:
        invoices = self._settings.invoices
        for day in contract.due_days(invoices.since, self._until, invoices.due_day):
            if charges := [charge for charge in contract.charges if charge.lasts_on(day)]:
                yield day, charges

    # Products.

    def _products(self, names: set[str]) -> Iterator[Item]:
        made: set[str] = set()
        for name in sorted(names & self._settings.charges.keys()):
            charge = self._settings.charges[name]
            if charge.product in made:
                continue
            made.add(charge.product)
            target, source = f"product {charge.product}", f"maksulaji {name}"
            if charge.product in self._present.products:
                yield Item(action=Action.LEAVE, target=target, source=source, why="is in Netvisor")
                continue
            yield Item(
                action=Action.CREATE,
                target=target,
                source=source,
                why="Netvisor has no such product",
                key=f"{self._keys}/product/{charge.product}",
                call=messages.product_call(name, charge),
            )

    # Customers.

    def _code(self, party: int) -> str:
        return f"{self._settings.customers.code_prefix}{party}"

    def _customer(self, key: int) -> Item:
        target, source = f"customer {self._code(key)}", f"osapuoli {key}"
        party = self._source.parties.get(key)
        why = self._not_sent(party)
        if party is None or why:
            return Item(action=Action.HOLD, target=target, source=source, why=why)
        stored, base = self._present.customers.get(self._code(key)), f"{self._keys}/customer/{key}"
        if stored is None:
            call, why = messages.customer_call(party, self._code(key)), "Netvisor has no such customer"
            if party.protected:
                why += self._said(key)
            return Item(action=Action.CREATE, target=target, source=source, why=why, key=base, call=call)
        change = messages.customer_change(party, stored)
        if change is None:
            return Item(action=Action.LEAVE, target=target, source=source, why="is in Netvisor as it is in Tampuuri")
        why = f"name or address changed{self._said(key) if party.protected else ''}"
        return Item(
            action=Action.CHANGE,
            target=target,
            source=source,
            why=why,
            key=f"{base}/change",
            call=change,
            made_under=None if self._settings.customers.adopt else base,
        )

    def _not_sent(self, party: Party | None) -> str:
        """Why nothing of a party may be sent; empty when it may."""
        if party is None:
            return "Tampuuri does not give the party: it is archived or gone"
        if not party.name:
            return "the party has no name"
        if party.protected and self._settings.decision_on(party.id) == "hold":
            return "the address is protected (Turvakielto); decide in [protected_addresses]"
        return ""

    def _said(self, key: int) -> str:
        how = "with" if self._settings.decision_on(key) == "with_address" else "without"
        return f"; sent {how} the protected address, as decided"

    # Invoices.

    def _invoice(self, contract: Contract, due: date, charges: list[Charge]) -> Item:
        number = f"{contract.id}{due:%Y%m}"
        account = self._accounts.setdefault(contract.id, _Account())
        total, stored = messages.total_of(charges), self._present.invoices.get(number)
        target, source = f"invoice {number}", f"sopimus {contract.id}"
        why = self._invoice_fault(contract, charges, total)
        if stored is not None:
            account.invoices.append(_Open(number, stored.open))
            why = ""
            if stored.customer_code != self._code(contract.party):
                why = f"Netvisor has another customer's invoice under this number: {stored.customer_code}"
            elif stored.total != total:
                why = f"Netvisor has {stored.total}, Tampuuri now gives {total}: correct it in Netvisor"
            if not why:
                return Item(action=Action.LEAVE, target=target, source=source, why="is in Netvisor")
        if why:
            account.held = account.held or number
            return Item(action=Action.HOLD, target=target, source=source, why=why)
        account.invoices.append(_Open(number, total))
        goods = dict.fromkeys(f"product {self._settings.charges[charge.name].product}" for charge in charges)
        return Item(
            action=Action.CREATE,
            target=target,
            source=source,
            why=f"due on {due.isoformat()}: {total}",
            key=f"{self._keys}/invoice/{number}",
            call=messages.invoice_call(number, self._code(contract.party), due, charges, self._settings),
            needs=(self._customers[contract.party].target, *goods),
        )

    def _invoice_fault(self, contract: Contract, charges: list[Charge], total: Decimal) -> str:
        customer = self._customers[contract.party]
        unknown = sorted({charge.name for charge in charges} - self._settings.charges.keys())
        if unknown:
            name = without_identity_codes(unknown[0])
            return f"no product for the charge type {name!r}; add a table [charges.{_key(name)}]"
        if total <= _NONE:
            return f"the charges come to {total}, which is no invoice"
        if customer.action is Action.HOLD:
            return f"{customer.target} is held"
        return ""

    # Payments.

    def _payment(self, payment: Payment) -> Iterator[Item]:
        account = self._accounts.get(payment.contract, _Account())
        source = f"suoritus {payment.number}"
        rest = payment.amount
        for (number, invoice), amount in self._present.payments.items():
            if number == payment.number:
                rest -= amount
                target = f"payment {number} of invoice {invoice}"
                yield Item(action=Action.LEAVE, target=target, source=source, why="is in Netvisor")
        why = _payment_fault(payment, account, rest)
        while rest > _NONE and not why:
            found = next((each for each in account.invoices if each.rest > _NONE), None)
            if found is None:
                why = f"{rest} of it finds no open invoice of sopimus {payment.contract}"
                break
            part = min(rest, found.rest)
            found.rest -= part
            rest -= part
            yield self._part(payment, found.number, part)
        if why:
            yield Item(action=Action.HOLD, target=f"payment {payment.number}", source=source, why=why)

    def _part(self, payment: Payment, invoice: str, amount: Decimal) -> Item:
        return Item(
            action=Action.CREATE,
            target=f"payment {payment.number} of invoice {invoice}",
            source=f"suoritus {payment.number}",
            why=f"paid on {payment.day.isoformat()}: {amount}",
            key=f"{self._keys}/payment/{payment.number}/{invoice}",
            call=messages.payment_call(payment, invoice, amount, self._settings),
            needs=(f"invoice {invoice}",),
        )


def _payment_fault(payment: Payment, account: _Account, rest: Decimal) -> str:
    """Why a payment is not sent; empty when it may be."""
    if not payment.normal or payment.amount <= _NONE:
        return "a refund, or of a kind that is not known: book it in Netvisor"
    if rest < _NONE:
        return f"Netvisor has {-rest} more of it than Tampuuri: look there what it pays"
    if rest and account.held:
        return f"invoice {account.held} of its contract is held"
    return ""


def _key(name: str) -> str:
    """A charge type as TOML writes it in the name of a table."""
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else f'"{name}"'


__all__ = ["Planner"]
