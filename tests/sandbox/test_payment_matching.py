from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor import UNSET, Client
from netvisor.errors import InvalidData, PeriodLocked
from netvisor.resources import accounting, customers, payments, sales
from netvisor.resources.payments import MassPayment, MassPayments, MatchPayment
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller
from .golden import golden

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _customer(client: Client) -> None:
    client.send(customers.add_customer(m.customer()))


def add_invoice(client: Client, **fields: Any) -> int:
    return client.send(sales.add_sales_invoice(m.invoice(**fields))).netvisor_key


def pay(client: Client, total: str, target: str = "404") -> int:
    """A payment that finds no invoice, unless its number is given."""
    return client.send(payments.add_sales_payment(m.payment(total, target))).netvisor_key


def match(client: Client, payment: int, invoice: Any, how: Any) -> None:
    sent = golden("matchpayment-full", MatchPayment)
    sent = replace(sent, payment_netvisor_key=payment, invoice_netvisor_key=invoice, handling_type=how)
    client.send(payments.match_payment(sent))


def left(client: Client, **asked: Any) -> tuple[str | None, Decimal | None]:
    (row,) = client.send(sales.list_sales_invoices(**asked))
    assert row.invoice_status is not None
    return row.invoice_status.value, row.open_sum


def vouchers(client: Client) -> dict[str | None, list[tuple[int | None, str]]]:
    found = client.send(accounting.list_vouchers(start_date=date(2026, 1, 1), end_date=date(2026, 12, 31)))
    return {
        each.voucher_description: [(row.account_number, str(row.line_sum)) for row in each.voucher_line]
        for each in found
    }


@pytest.mark.parametrize(
    ("how", "total", "status", "open_sum"),
    [
        ("normal", "16.84", "paid", "0.00"),
        ("rounding", "16.80", "paid", "0.00"),
        ("rounding", "16.90", "paid", "0.00"),
        ("discount", "16.00", "paid", "0.00"),
        ("partialpayment", "10.00", "open", "6.84"),
        ("overpayment", "20.00", "paid", "0.00"),
        ("collection", "10.00", "open", "6.84"),
        ("creditloss", "10.00", "creditloss", "0.00"),
    ],
)
def test_a_payment_is_matched_and_its_difference_handled(
    client: Client, how: str, total: str, status: str, open_sum: str
) -> None:
    invoice, payment = add_invoice(client), pay(client, total)
    match(client, payment, invoice, how)
    assert left(client) == (status, Decimal(open_sum))
    (listed,) = client.send(payments.list_sales_payments(invoice_netvisor_key=invoice))
    assert (listed.netvisor_key, listed.sum, listed.invoice_number) == (payment, Decimal(total), "1")


def test_what_a_payment_leaves_open_is_written_off_on_its_voucher(client: Client) -> None:
    invoice = add_invoice(client)
    match(client, pay(client, "16.00"), invoice, "discount")
    assert vouchers(client)["Äiti Oy"] == [(1920, "16.00"), (1702, "-16.00"), (3500, "0.84"), (1702, "-0.84")]


@pytest.mark.parametrize(
    ("how", "total"),
    [("normal", "10"), ("discount", "20"), ("creditloss", "16.84"), ("partialpayment", "16.84"), ("overpayment", "10")],
)
def test_a_difference_that_does_not_go_with_its_handling_is_refused(client: Client, how: str, total: str) -> None:
    invoice, payment = add_invoice(client), pay(client, total)
    with pytest.raises(InvalidData, match=f"Sandbox: the payment leaves .* which does not go with {how}"):
        match(client, payment, invoice, how)
    assert left(client) == ("open", Decimal("16.84"))


def test_a_payment_is_matched_only_once(client: Client) -> None:
    invoice, payment = add_invoice(client), pay(client, "16.84")
    match(client, payment, invoice, "normal")
    settled = pay(client, "5")
    match(client, settled, UNSET, "notargeting")
    for key in (payment, settled):
        with pytest.raises(InvalidData, match=f"Sandbox: the payment {key} is matched already"):
            match(client, key, invoice, "normal")
    unlinked = client.send(payments.list_sales_payments(limit_linked_payments=0))
    assert [each.netvisor_key for each in unlinked] == [settled]


def test_unknown_payments_and_invoices_and_paid_ones_are_refused(client: Client) -> None:
    invoice = add_invoice(client)
    pay(client, "16.84", "1")
    payment = pay(client, "1")
    for pair, text in (
        ((999, invoice), "there is no sales payment with the key 999"),
        ((payment, 999), "there is no sales invoice or order with the key 999"),
        ((payment, invoice), "the invoice 1 is paid: nothing of it is open"),
    ):
        with pytest.raises(InvalidData, match=f"Sandbox: {text}"):
            match(client, *pair, "normal")


def mass(client: Client, *keys: int, **fields: Any) -> None:
    sent = golden("masspayments-full", MassPayments)
    each = [MassPayment(payment_netvisor_key=key) for key in keys]
    client.send(payments.post_mass_payments(replace(sent, mass_payment=each, **fields)))


def test_many_payments_are_posted_to_one_voucher(client: Client) -> None:
    first, second = pay(client, "10"), pay(client, "20")
    mass(client, first, second)
    (voucher,) = client.send(accounting.list_vouchers(start_date=TODAY, end_date=TODAY))
    assert voucher.voucher_description == golden("masspayments-full", MassPayments).voucher_description
    rows = [(row.account_number, str(row.line_sum)) for row in voucher.voucher_line]
    assert rows == [(1920, "10.00"), (1702, "-10.00"), (1920, "20.00"), (1702, "-20.00")]
    listed = client.send(payments.list_sales_payments())
    assert {each.voucher_id for each in listed} == {voucher.netvisor_key}
    with pytest.raises(InvalidData, match=f"Sandbox: the payment {first} shares its voucher with others"):
        client.send(payments.delete_sales_payment(first))


def test_many_payments_are_posted_to_a_voucher_each(client: Client) -> None:
    mass(client, pay(client, "10"), pay(client, "20"), voucher_type="multiple", voucher_date=UNSET)
    found = client.send(accounting.list_vouchers(start_date=m.DAY, end_date=m.DAY))
    assert [len(each.voucher_line) for each in found] == [2, 2]
    assert len({each.voucher_id for each in client.send(payments.list_sales_payments())}) == 2


def test_payments_that_cannot_be_posted_are_refused(client: Client, sandbox: Sandbox) -> None:
    key = pay(client, "10")
    before = vouchers(client)
    for keys, fields, text in (
        ((key, key), {}, "a payment stands twice"),
        ((key, 999), {}, "there is no sales payment with the key 999"),
        ((key,), {"layout_rule_netvisor_key": 7}, "there is no posting rule 7; 1 is there"),
    ):
        with pytest.raises(InvalidData, match=f"Sandbox: {text}"):
            mass(client, *keys, **fields)
    sandbox.books["1234567-8"].lock_period(m.DAY)
    with pytest.raises(PeriodLocked):
        mass(client, key)
    assert vouchers(client) == before


def test_a_deleted_payment_is_listed_and_what_it_paid_is_open_again(client: Client, sandbox: Sandbox) -> None:
    add_invoice(client)
    key = pay(client, "16.84", "1")
    assert left(client) == ("paid", Decimal("0.00"))
    client.send(payments.delete_sales_payment(key))
    assert left(client) == ("open", Decimal("16.84"))
    assert client.send(payments.list_sales_payments()) == []
    assert list(vouchers(client)) == ["Lasku 1, Äiti Oy"]
    assert {each.status for each in sandbox.books["1234567-8"].vouchers.values()} == {"valid", "invalidated"}
    (deleted,) = client.send(payments.list_deleted_sales_payments(TODAY))
    assert (deleted.netvisor_key, deleted.delete_date and deleted.delete_date.date()) == (key, TODAY)
    with pytest.raises(InvalidData, match=f"Sandbox: there is no sales payment with the key {key}"):
        client.send(payments.delete_sales_payment(key))


def test_an_invoice_stays_paid_while_another_payment_covers_it(client: Client) -> None:
    add_invoice(client, expect_partial_payments=True)
    first, second = pay(client, "1", "1"), pay(client, "20", "1")
    client.send(payments.delete_sales_payment(first))
    assert left(client) == ("paid", Decimal("0.00"))
    client.send(payments.delete_sales_payment(second))
    assert left(client) == ("open", Decimal("16.84"))


def test_a_payment_in_a_locked_period_is_not_deleted(client: Client, caller: Caller, sandbox: Sandbox) -> None:
    key = pay(client, "10")
    sandbox.books["1234567-8"].lock_period(m.DAY)
    with pytest.raises(PeriodLocked):
        client.send(payments.delete_sales_payment(key))
    assert [each.netvisor_key for each in client.send(payments.list_sales_payments())] == [key]
    assert "the parameter paymentid is missing" in caller.send("deletesalespayment.nv").refusal
