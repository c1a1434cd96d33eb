from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor import UNSET, Client
from netvisor.errors import InvalidData, PeriodLocked
from netvisor.resources import accounting, customers, payments, sales
from netvisor.sandbox import Sandbox

from . import messages as m

PARTIAL = {"expect_partial_payments": True}


@pytest.fixture(autouse=True)
def _customer(client: Client) -> None:
    client.send(customers.add_customer(m.customer()))


def add_invoice(client: Client, **fields: Any) -> int:
    return client.send(sales.add_sales_invoice(m.invoice(**fields))).netvisor_key


def pay(client: Client, total: str, target: str = "1", kind: str = "invoicenumber", **fields: Any) -> int:
    return client.send(payments.add_sales_payment(m.payment(total, target, kind, **fields))).netvisor_key


def left(client: Client) -> tuple[str | None, Decimal | None]:
    (row,) = client.send(sales.list_sales_invoices())
    assert row.invoice_status is not None
    return row.invoice_status.value, row.open_sum


def rows(client: Client) -> list[tuple[int | None, str]]:
    *_, voucher = client.send(accounting.list_vouchers(start_date=date(2026, 1, 1), end_date=date(2026, 12, 31)))
    return [(row.account_number, str(row.line_sum)) for row in voucher.voucher_line]


@pytest.mark.parametrize("kind", ["netvisor", "invoicenumber", "reference"])
def test_a_payment_of_the_whole_sum_pays_the_invoice(client: Client, kind: str) -> None:
    key = add_invoice(client, sales_invoice_reference_number="1070")
    pay(client, "16.84", {"netvisor": str(key), "invoicenumber": "1", "reference": "1070"}[kind], kind)
    assert left(client) == ("paid", Decimal("0.00"))
    (listed,) = client.send(payments.list_sales_payments())
    assert (listed.name, listed.date, listed.sum) == ("Äiti Oy", m.DAY, Decimal("16.84"))
    assert (listed.invoice_number, listed.reference_number) == ("1", "1070")
    assert (listed.payment_account_name, listed.foreign_currency_amount) == ("pankkikortti", None)
    assert rows(client) == [(1920, "16.84"), (1702, "-16.84")]


def test_partial_payments_lower_the_open_sum_where_they_are_expected(client: Client) -> None:
    add_invoice(client, **PARTIAL)
    pay(client, "10")
    assert left(client) == ("open", Decimal("6.84"))
    pay(client, "6.84")
    assert left(client) == ("paid", Decimal("0.00"))
    assert len(client.send(payments.list_sales_payments(invoice_number="1"))) == 2


def test_a_sum_that_does_not_fit_is_refused_where_partial_payments_are_not_expected(client: Client) -> None:
    add_invoice(client)
    for total in ("10", "20"):
        with pytest.raises(InvalidData, match="Sandbox: the sum does not fit the open sum of the invoice 1"):
            pay(client, total)
    assert left(client) == ("open", Decimal("16.84"))
    assert client.send(payments.list_sales_payments()) == []


def test_an_unsent_invoice_must_expect_partial_payments(client: Client) -> None:
    add_invoice(client, sales_invoice_status="unsent")
    with pytest.raises(InvalidData, match="the invoice 1 is unsent"):
        pay(client, "16.84")


def test_a_cash_discount_closes_the_invoice_in_time(client: Client) -> None:
    terms = {
        "payment_term_cash_discount_days": 5,
        "payment_term_cash_discount": sales.PaymentTermCashDiscount(Decimal(10), "percentage"),
    }
    add_invoice(client, **terms)
    with pytest.raises(InvalidData, match="does not fit"):
        pay(client, "15.16", payment_date=date(2026, 11, 27))
    with pytest.raises(InvalidData, match="does not fit"):
        pay(client, "15.15", payment_date=date(2026, 11, 26))
    pay(client, "15.16", payment_date=date(2026, 11, 26))
    assert left(client) == ("paid", Decimal("0.00"))
    assert rows(client) == [(1920, "15.16"), (3500, "1.68"), (1702, "-16.84")]
    (listed,) = client.send(payments.list_sales_payments())
    assert listed.sum == Decimal("15.16")


def test_a_payment_in_the_currency_of_its_invoice_is_worth_what_the_invoice_says(client: Client) -> None:
    amount = sales.SalesInvoiceAmount(Decimal("33.68"), iso4217_currency_code="USD", currency_rate=Decimal(2))
    add_invoice(client, sales_invoice_amount=amount, expect_partial_payments=True)
    pay(client, "10", sum=payments.Sum(Decimal(10), "USD"))
    assert left(client) == ("open", Decimal("11.84"))
    pay(client, "23.68", sum=payments.Sum(Decimal("23.68"), "USD"))
    assert left(client) == ("paid", Decimal("0.00"))
    listed = client.send(payments.list_sales_payments())
    assert [(row.sum, row.foreign_currency_amount) for row in listed] == [
        (Decimal(5), Decimal(10)),
        (Decimal("11.84"), Decimal("23.68")),
    ]


def test_a_shared_reference_number_pays_the_oldest_invoice_that_waits(client: Client) -> None:
    first, second = (add_invoice(client, sales_invoice_reference_number="1070") for _ in range(2))
    for key in (first, second):
        pay(client, "16.84", "1070", "reference")
        (paid,) = client.send(payments.list_sales_payments(invoice_netvisor_key=key))
        assert paid.sum == Decimal("16.84")
    statuses = [row.invoice_status for row in client.send(sales.list_sales_invoices())]
    assert [status and status.value for status in statuses] == ["paid", "paid"]


def test_a_cash_discount_may_be_a_sum(client: Client) -> None:
    terms = {
        "payment_term_cash_discount_days": 5,
        "payment_term_cash_discount": sales.PaymentTermCashDiscount(Decimal(2), "sum"),
    }
    key = add_invoice(client, **terms)
    got = client.send(sales.get_sales_invoice(key))
    assert got is not None
    assert got.payment_term_cash_discount is not None
    assert got.payment_term_cash_discount.value is None
    with pytest.raises(InvalidData, match="does not fit"):
        pay(client, "14.83")
    pay(client, "14.84")
    assert left(client) == ("paid", Decimal("0.00"))
    assert rows(client) == [(1920, "14.84"), (3500, "2.00"), (1702, "-16.84")]


@pytest.mark.parametrize("kind", ["invoicenumber", "reference"])
def test_a_payment_without_its_invoice_stays_unlinked(client: Client, kind: str) -> None:
    pay(client, "5", "77", kind)
    (listed,) = client.send(payments.list_sales_payments(limit_linked_payments=0))
    assert (listed.invoice_number, listed.sum) == (None, Decimal(5))
    assert client.send(payments.list_sales_payments(limit_linked_payments=1)) == []


def test_a_paid_invoice_takes_no_further_payment(client: Client) -> None:
    add_invoice(client)
    pay(client, "16.84")
    pay(client, "16.84")
    assert len(client.send(payments.list_sales_payments(limit_linked_payments=1))) == 1
    assert left(client) == ("paid", Decimal("0.00"))


def test_an_unknown_key_and_an_unknown_currency_are_refused(client: Client) -> None:
    with pytest.raises(InvalidData, match="there is no sales invoice with the key 77"):
        pay(client, "5", "77", "netvisor")
    add_invoice(client)
    with pytest.raises(InvalidData, match="the currency XXX is not known"):
        pay(client, "16.84", sum=payments.Sum(Decimal("16.84"), "XXX"))


def test_a_prepayment_of_an_order_needs_the_default_prepayment_account(client: Client) -> None:
    order = add_invoice(client, invoice_type="order", sales_invoice_status="undelivered")
    target = payments.TargetIdentifier(str(order), "netvisor", "order")
    for account, taken in ((1702, False), (2861, True)):
        method = payments.PaymentMethod(
            "FI2112345600000785", "bankaccount", override_sales_receivable_account_number=account
        )
        call = payments.add_sales_payment(m.payment("5", target_identifier=target, payment_method=method))
        if taken:
            client.send(call)
        else:
            with pytest.raises(InvalidData, match="overridesalesreceivableaccountnumber 2861"):
                client.send(call)
    (row,) = client.send(sales.list_sales_invoices(list_type="preinvoice"))
    assert row.open_sum == Decimal("11.84")
    (listed,) = client.send(payments.list_sales_payments())
    assert listed.payment_account_number == "FI2112345600000785"


def test_own_ledger_lines_take_the_place_of_the_money_account(client: Client) -> None:
    add_invoice(client)
    own = payments.SalesPaymentVoucherLines(
        voucher_line=[
            payments.VoucherLine(
                line_sum=payments.LineSum(Decimal("16.84"), "gross"),
                account_number=1911,
                vat_percent=payments.VatPercent(Decimal(0), "NONE"),
            )
        ]
    )
    pay(client, "16.84", sales_payment_voucher_lines=[own])
    assert rows(client) == [(1911, "16.84"), (1702, "-16.84")]


@pytest.mark.parametrize(
    ("method", "account"),
    [
        (payments.PaymentMethod("Käteinen", "alternative"), 1900),
        (payments.PaymentMethod("FI21", "bankaccount"), 1910),
        (payments.PaymentMethod("x", "alternative", override_accounting_account_number=1911), 1911),
    ],
)
def test_the_method_says_where_the_money_goes(client: Client, method: Any, account: int) -> None:
    add_invoice(client)
    pay(client, "16.84", payment_method=method)
    assert rows(client)[0] == (account, "16.84")


def test_an_account_that_does_not_exist_is_refused(client: Client) -> None:
    add_invoice(client)
    method = payments.PaymentMethod("x", "alternative", override_accounting_account_number=1)
    with pytest.raises(InvalidData, match="there is no account 1"):
        pay(client, "16.84", payment_method=method)


def test_a_payment_in_a_locked_period_is_refused(client: Client, sandbox: Sandbox) -> None:
    add_invoice(client)
    sandbox.books["1234567-8"].lock_period(date(2026, 11, 30))
    with pytest.raises(PeriodLocked):
        pay(client, "16.84")
    assert left(client) == ("open", Decimal("16.84"))


def test_the_list_can_be_narrowed(client: Client, sandbox: Sandbox) -> None:
    add_invoice(client, **PARTIAL)
    first = pay(client, "1")
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    second = pay(client, "2", source_name="Isä", payment_date=date(2026, 11, 24))

    def keys(**asked: Any) -> list[int | None]:
        return [row.netvisor_key for row in client.send(payments.list_sales_payments(**asked))]

    assert keys() == [first, second]
    assert keys(above_netvisor_key=first) == [second]
    assert keys(begin_date=date(2026, 11, 22)) == [second]
    assert keys(end_date=date(2026, 11, 22)) == [first]
    assert keys(search_by_name="isä") == [second]
    assert keys(last_modified_start=datetime.fromisoformat("2026-11-23T00:00:00")) == [second]
    assert keys(last_modified_end=datetime.fromisoformat("2026-11-23T00:00:00")) == [first]
    assert keys(invoice_netvisor_key=999) == []
    assert keys(limit_by_type="onlycreditloss") == []
    assert keys(limit_by_type="excludecreditloss") == [first, second]
    modified: Any = {"last_modified_start": date(2026, 11, 23), "last_modified_end": date(2026, 11, 25)}
    assert client.send(sales.list_sales_invoices(**modified)) == []
    assert len(client.send(sales.list_sales_invoices(**modified, include_modified_payments=True))) == 1


def test_dates_of_the_list_are_finnish(client: Client, sandbox: Sandbox) -> None:
    pay(client, "1", "5", payment_date=date(2014, 2, 7), sum=payments.Sum(Decimal("1.50"), UNSET))
    answer = sandbox.calls[-1]
    client.send(payments.list_sales_payments())
    answer = sandbox.calls[-1]
    assert b"<Date>7.2.2014</Date><Sum>1,50</Sum>" in answer.answer
    assert b"<LastModifiedTimestamp>22.11.2026 12:00:00<" in answer.answer


def test_half_a_refund_leaves_the_other_half_of_a_credit_note_open(client: Client) -> None:
    client.send(sales.add_sales_invoice(m.invoice(m.line(quantity="-2"), **PARTIAL)))
    pay(client, "-8.42")
    assert left(client) == ("open", Decimal("-8.42"))
    pay(client, "-8.42")
    assert left(client) == ("paid", Decimal("0.00"))


def test_an_invoice_that_was_paid_and_is_edited_down_to_nothing_owes_what_was_paid(client: Client) -> None:
    key = add_invoice(client)
    pay(client, "16.84")
    client.send(sales.edit_sales_invoice(m.invoice(m.line(price="0")), id=key))
    assert left(client) == ("open", Decimal("-16.84"))
