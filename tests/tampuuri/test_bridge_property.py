"""Whatever was paid: no cent is lost or paid twice, and a run that was broken off is continued to the same end."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from netvisor.tampuuri.bridge import Action, Item, Settings
from netvisor.tampuuri.bridge.planning import Planner
from netvisor.tampuuri.bridge.present import Present, PresentCustomer, PresentInvoice
from netvisor.tampuuri.bridge.source import Charge, Contract, Party, Payment, Source
from tests.tampuuri.bridges import DEMO

SETTINGS = Settings.from_text(DEMO)
UNTIL = date(2026, 11, 20)
CENT = Decimal("0.01")
cents = st.integers(1, 200_000).map(lambda number: number * CENT)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Contracts with a rent, and payments of any sums in any order of days."""
    rents = draw(st.lists(cents, min_size=1, max_size=3))
    paid = draw(st.lists(st.tuples(st.integers(1, len(rents)), cents, st.integers(1, 20)), max_size=8))
    start = date(2026, 1, 1)
    return Source(
        contracts=tuple(
            Contract(
                id=key,
                party=key,
                start=start,
                end=None,
                preliminary=False,
                charges=(Charge(name="Vuokra", amount=rent, start=start, end=None),),
            )
            for key, rent in enumerate(rents, 1)
        ),
        parties={
            key: Party(id=key, name=f"N {key}", person=True, protected=False, address=None)
            for key in range(1, len(rents) + 1)
        },
        payments=tuple(
            Payment(number=number, contract=key, day=date(2026, 11, day), amount=amount, payer="N", normal=True)
            for number, (key, amount, day) in enumerate(paid, 1)
        ),
        unreadable={},
    )


EMPTY = Present(products=frozenset(), customers={}, invoices={}, payments={}, counts=Counter())


def planned(source: Source, present: Present = EMPTY) -> tuple[Item, ...]:
    return Planner(source, present, SETTINGS, "account", UNTIL).items()


def parts(items: tuple[Item, ...]) -> dict[tuple[int, str], Decimal]:
    """What is paid of each invoice by each payment."""
    return {
        (int(item.target.split()[1]), item.target.split()[-1]): Decimal(item.why.rpartition(" ")[2])
        for item in items
        if item.kind == "payment" and item.action is Action.CREATE
    }


def after(source: Source, items: tuple[Item, ...], sent: int) -> Present:
    """What Netvisor has once the first items were sent."""
    done = items[:sent]
    rents = {str(each.id): each.charges[0].amount for each in source.contracts}
    paid = parts(done)
    invoices = {}
    for item in done:
        if item.kind == "invoice":
            number = item.target.split()[1]
            total = rents[number[:-6]]
            rest = total - sum((amount for (_, to), amount in paid.items() if to == number), Decimal())
            invoices[number] = PresentInvoice(customer_code=f"T{number[:-6]}", total=total, open=rest)
    codes = [item.target.split()[1] for item in done if item.kind == "customer"]
    return Present(
        products=frozenset(item.target.split()[1] for item in done if item.kind == "product"),
        customers={
            code: PresentCustomer(netvisor_key=1, name=f"N {code[1:]}", street="", post_number="", town="")
            for code in codes
        },
        invoices=invoices,
        payments=paid,
        counts=Counter(),
    )


@given(sources())
def test_every_payment_is_sent_or_held_to_the_cent_and_no_invoice_is_overpaid(source: Source) -> None:
    items = planned(source)
    paid = parts(items)
    held = {
        int(item.target.split()[1]): Decimal(item.why.split()[0])
        for item in items
        if item.kind == "payment" and item.action is Action.HOLD
    }
    for payment in source.payments:
        sent = sum((amount for (number, _), amount in paid.items() if number == payment.number), Decimal())
        assert sent + held.get(payment.number, Decimal()) == payment.amount
    for contract in source.contracts:
        for number in (f"{contract.id}2026{month:02}" for month in (9, 10, 11)):
            assert (
                sum((each for (_, to), each in paid.items() if to == number), Decimal()) <= contract.charges[0].amount
            )


@given(sources(), st.data())
def test_a_run_that_is_broken_off_anywhere_is_continued_to_the_same_end(source: Source, data: st.DataObject) -> None:
    whole = planned(source)
    sendable = tuple(item for item in whole if item.action is Action.CREATE)
    sent = data.draw(st.integers(0, len(sendable)))
    rest = planned(source, after(source, sendable, sent))
    again = {item.key: item.why for item in rest if item.action is Action.CREATE}
    assert again == {item.key: item.why for item in sendable[sent:]}


@given(sources())
def test_what_was_sent_is_left(source: Source) -> None:
    sendable = tuple(item for item in planned(source) if item.action is Action.CREATE)
    rest = planned(source, after(source, sendable, len(sendable)))
    assert not [item for item in rest if item.action.sends]
    assert {item.target for item in rest if item.action is Action.LEAVE} == {item.target for item in sendable}
