from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor import Client
from netvisor.codec.decode import decode
from netvisor.errors import InvalidData
from netvisor.resources import accounting, payments, products
from netvisor.resources import purchases as p
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller
from .test_purchase_orders import order
from .test_purchases import invoice, ledger
from .test_vendors import small

GOLDEN = Path(__file__).parents[2] / "fixtures" / "requests"
COMPANY = "1234567-8"
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("name", ["payment-minimal", "payment-full", "payment-foreign"])
def test_a_transfer_is_told_of_once_the_bank_has_answered(client: Client, sandbox: Sandbox, name: str) -> None:
    sent = decode((GOLDEN / f"{name}.xml").read_bytes(), payments.Payment, "iso-8859-15")
    done, refused, waiting = (client.send(payments.add_payment(sent)).netvisor_key for _ in range(3))
    asked = payments.list_unprocessed_outgoing_payments([done, refused, waiting, 999])
    assert client.send(asked) == []
    actions = sandbox.books[COMPANY].manual_actions
    actions.answer_transfer(done, "2")
    actions.answer_transfer(refused, "3", "Kate ei riitä")
    got = [(each.identifier, each.status, each.status_description) for each in client.send(asked)]
    assert got == [(done, "2", None), (refused, "3", "Kate ei riitä")]


def test_a_due_date_in_the_past_becomes_today(client: Client, sandbox: Sandbox, caller: Caller) -> None:
    sent = decode((GOLDEN / "payment-minimal.xml").read_bytes(), payments.Payment, "iso-8859-15")
    sent.due_date = date(2020, 1, 1)
    client.send(payments.add_payment(sent))
    with sandbox.store.reading() as connection:
        assert connection.execute("select due from transfer").fetchall() == [("2026-11-22",)]
    assert "idlist is missing" in caller.send("unprocessedoutgoingpayments.nv").refusal


@pytest.mark.parametrize(
    ("account", "bic", "match"),
    [
        ("FI2112345600000786", "NDEAFIHH", "'FI2112345600000786' is not a valid IBAN"),
        ("BR1800360305000010009795493C1", "BRASBRRJ", "outside the SEPA area"),
        ("DE89370400440532013000", "ZZ", "'ZZ'"),
        ("FI0799201901261467", "ZZ", "'ZZ'"),
    ],
)
def test_a_transfer_needs_an_account_in_the_sepa_area_and_a_bic_of_an_unknown_bank(
    client: Client, sandbox: Sandbox, account: str, bic: str, match: str
) -> None:
    sent = decode((GOLDEN / "payment-foreign.xml").read_bytes(), payments.Payment, "iso-8859-15")
    sent.destination_bank_account = replace(
        sent.destination_bank_account, destination_bank_account_number=account, bank_branch=bic
    )
    with pytest.raises(InvalidData, match=match):
        client.send(payments.add_payment(sent))
    assert list(sandbox.books[COMPANY].transfers) == []


@pytest.mark.parametrize(("account", "bic"), [("FI2112345600000785", "ZZ"), ("DE89370400440532013000", "COBADEFFXXX")])
def test_the_bic_of_a_bank_that_is_known_does_not_count(client: Client, account: str, bic: str) -> None:
    sent = decode((GOLDEN / "payment-foreign.xml").read_bytes(), payments.Payment, "iso-8859-15")
    sent.destination_bank_account = replace(
        sent.destination_bank_account, destination_bank_account_number=account, bank_branch=bic
    )
    assert client.send(payments.add_payment(sent)).netvisor_key


def test_payments_of_invoices_are_listed_and_lower_the_open_sum(client: Client, sandbox: Sandbox) -> None:
    bills = [
        client.send(p.add_purchase_invoice(invoice(bank_reference_number=number))).netvisor_key
        for number in ("1070", "1083")
    ]
    actions = sandbox.books[COMPANY].manual_actions
    first = actions.pay(bills[0], Decimal("25.50"))
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    rest, whole = actions.pay(bills[0]), actions.pay(bills[1])

    def keys(**asked: Any) -> list[int | None]:
        return [row.netvisor_key for row in client.send(payments.list_payments(**asked))]

    assert keys() == [first, rest, whole]
    assert keys(limit_above_netvisor_key=first) == [rest, whole]
    assert keys(limit_begin_date=date(2026, 11, 23)) == [rest, whole]
    assert keys(limit_end_date=date(2026, 11, 23)) == [first]
    assert keys(limit_reference="1083") == [whole]
    assert keys(limit_invoice_id=bills[0]) == [first, rest]
    row = client.send(payments.list_payments())[0]
    assert (row.date, row.home_currency_sum, row.invoice_number, row.reference) == (
        TODAY,
        Decimal("25.50"),
        "345",
        "1070",
    )
    assert (row.payer_name, row.voucher_number) == ("Rengas Oy", 1)
    assert ledger(sandbox, row.voucher_key) == [(2871, Decimal("25.50")), (1910, Decimal("-25.50"))]
    assert [each.open_sum for each in client.send(p.list_purchase_invoices())] == [Decimal(0), Decimal(0)]
    got = client.send(p.get_purchase_invoice(bills[0]))
    assert got is not None
    assert (got.invoice_status, got.purchase_invoice_paid_amount) == ("Maksettu", Decimal("125.50"))


def test_what_people_delete_is_gone_and_listed_as_deleted(client: Client, sandbox: Sandbox, caller: Caller) -> None:
    client.send(products.add_product(m.product("6608")))
    client.send(p.add_vendor(small()))
    bill = client.send(p.add_purchase_invoice(invoice(ready_for_accounting=1))).netvisor_key
    bought = client.send(p.add_purchase_order(order())).netvisor_key
    actions = sandbox.books[COMPANY].manual_actions
    paid = actions.pay(bill)
    assert len(sandbox.books[COMPANY].vouchers) == 2
    actions.delete_payment(paid)
    actions.delete_invoice(bill)
    actions.delete_order(bought)
    since = date(2026, 11, 20)
    assert [each.netvisor_key for each in client.send(payments.list_deleted_purchase_payments(since))] == [paid]
    assert [each.netvisor_key for each in client.send(p.list_deleted_purchase_invoices(since))] == [bill]
    (gone,) = client.send(p.list_deleted_purchase_orders(since))
    assert (gone.netvisor_key, gone.delete_date) == (bought, datetime.fromisoformat("2026-11-22T12:00"))
    assert client.send(p.get_purchase_invoice(bill)) is None
    assert client.send(p.list_purchase_orders()) == []
    voided = list(sandbox.books[COMPANY].vouchers)
    assert [row.status for row in sandbox.books[COMPANY].vouchers.values()] == ["deleted", "deleted"]
    assert [each.netvisor_key for each in client.send(accounting.list_deleted_vouchers(since))] == voided
    assert client.send(p.list_deleted_purchase_orders(date(2026, 11, 23))) == []
    for resource in ("deletedpurchasepayments.nv", "deletedpurchaseinvoices.nv", "deletedpurchaseorders.nv"):
        assert "at most 7 days back" in caller.send(resource, deletedsince="2026-11-01").refusal


def test_the_desk_knows_only_what_the_company_has(client: Client, sandbox: Sandbox) -> None:
    bill = client.send(p.add_purchase_invoice(invoice())).netvisor_key
    other = sandbox.books["7654321-2"].manual_actions
    for act in (other.pay, other.delete_payment, other.delete_invoice, other.delete_order):
        with pytest.raises(LookupError, match=f"7654321-2 has no purchase .* with the key {bill}"):
            act(bill)
    with pytest.raises(LookupError, match="has no transfer"):
        other.answer_transfer(bill, "2")
