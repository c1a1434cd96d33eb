from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from netvisor import CLEAR, Client
from netvisor.errors import InvalidData, PeriodLocked
from netvisor.resources import accounting, customers, payments, sales
from netvisor.resources.sales import FetchedSalesInvoice, MatchCreditNote, SalesInvoiceComments
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller
from .golden import golden

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _customer(client: Client) -> None:
    client.send(customers.add_customer(m.customer()))


def add(client: Client, *lines: sales.InvoiceLine, **fields: Any) -> int:
    return client.send(sales.add_sales_invoice(m.invoice(*lines, **fields))).netvisor_key


def order(client: Client, *lines: sales.InvoiceLine) -> int:
    return add(client, *lines, invoice_type="order", sales_invoice_status="undelivered")


def credit_note(client: Client, quantity: str = "-2", **fields: Any) -> int:
    return add(client, m.line(quantity=quantity), **fields)


def get(client: Client, key: int, **asked: Any) -> FetchedSalesInvoice:
    got = client.send(sales.get_sales_invoice(key, **asked))
    assert got is not None
    return got


def left(client: Client) -> dict[int | None, tuple[str | None, Decimal | None]]:
    rows = client.send(sales.list_sales_invoices())
    return {row.netvisor_key: (status(row), row.open_sum) for row in rows}


def status(row: sales.ListedSalesInvoice) -> str | None:
    assert row.invoice_status is not None
    return row.invoice_status.value


def match(client: Client, note: int, invoice: int) -> None:
    sent = golden("matchcreditnote-full", MatchCreditNote)
    client.send(sales.match_credit_note(replace(sent, credit_note_netvisor_key=note, invoice_netvisor_key=invoice)))


@pytest.mark.parametrize("kind", ["invoice", "order", "invoicedraft"])
def test_comments_stand_in_the_history_of_their_document(client: Client, kind: Any) -> None:
    state: Any = {"invoice": "open", "order": "undelivered", "invoicedraft": CLEAR}[kind]
    key = add(client, invoice_type=kind, sales_invoice_status=state)
    comments = golden("salesinvoicecomment-full", SalesInvoiceComments)
    sent = replace(comments.sales_invoice_comment, invoice_type=kind, invoice_netvisor_key=key)
    client.send(sales.add_sales_invoice_comment(SalesInvoiceComments(sales_invoice_comment=sent)))
    read = sales.get_sales_order if kind == "order" else sales.get_sales_invoice
    got = client.send(read(key, show_process_history=True))
    assert got is not None
    assert got.process_history is not None
    (line,) = got.process_history.process_history_line
    assert (line.process_status, line.material_type_name) == (sent.comment, "Sandbox: comment")
    without = client.send(read(key))
    assert without is not None
    assert without.process_history is None


def test_a_comment_of_a_document_of_another_kind_is_refused(client: Client) -> None:
    key = add(client)
    sent = sales.SalesInvoiceComment(invoice_type="order", invoice_netvisor_key=key, comment="x")
    with pytest.raises(InvalidData, match=f"Sandbox: there is no document of the type order with the key {key}"):
        client.send(sales.add_sales_invoice_comment(SalesInvoiceComments(sales_invoice_comment=sent)))


def test_a_credit_note_takes_the_whole_invoice(client: Client) -> None:
    invoice, note = add(client), credit_note(client)
    assert left(client) == {invoice: ("open", Decimal("16.84")), note: ("open", Decimal("-16.84"))}
    match(client, note, invoice)
    assert left(client) == {invoice: ("paid", Decimal("0.00")), note: ("paid", Decimal("0.00"))}
    assert get(client, note, reply_option=16).credited_invoice_netvisor_key == invoice
    assert get(client, note).credited_invoice_netvisor_key is None


def test_a_credit_note_takes_what_it_can(client: Client) -> None:
    invoice, note = add(client), credit_note(client, "-1")
    match(client, note, invoice)
    assert left(client) == {invoice: ("open", Decimal("8.42")), note: ("paid", Decimal("0.00"))}
    client.send(payments.add_sales_payment(m.payment("8.42")))
    assert left(client)[invoice] == ("paid", Decimal("0.00"))


def test_what_cannot_be_matched_is_refused_and_says_why(client: Client) -> None:
    invoice, note = add(client), credit_note(client)
    unsent = add(client, sales_invoice_status="unsent")
    dollars = credit_note(client, sales_invoice_amount=sales.SalesInvoiceAmount(CLEAR, iso4217_currency_code="USD"))
    for pair, text in (
        ((note, 999), "there is no sales invoice with the key 999"),
        ((note, unsent), f"the invoice {unsent} is unsent"),
        ((invoice, note), f"{invoice} is not a credit note of the invoice {note}"),
        ((dollars, invoice), "the credit note is in USD, the invoice in EUR"),
    ):
        with pytest.raises(InvalidData, match=f"Sandbox: {text}"):
            match(client, *pair)
    assert left(client)[invoice] == ("open", Decimal("16.84"))


def test_an_invoice_is_deleted_with_its_voucher_and_listed_as_deleted(client: Client, sandbox: Sandbox) -> None:
    key, other = add(client), add(client)
    client.send(sales.delete_sales_invoice(key))
    assert client.send(sales.get_sales_invoice(key)) is None
    assert list(left(client)) == [other]
    vouchers = client.send(accounting.list_vouchers(start_date=date(2026, 1, 1), end_date=TODAY))
    assert [str(voucher.voucher_description) for voucher in vouchers] == ["Lasku 2, Äiti Oy"]
    gone = client.send(accounting.list_vouchers(start_date=date(2026, 1, 1), end_date=TODAY, voucher_status=3))
    assert [(voucher.status, str(voucher.voucher_description)) for voucher in gone] == [("deleted", "Lasku 1, Äiti Oy")]
    assert [each.netvisor_key for each in client.send(accounting.list_deleted_vouchers(TODAY))] == [
        gone[0].netvisor_key
    ]
    (deleted,) = client.send(sales.list_deleted_sales_invoices(TODAY))
    assert deleted.netvisor_key == key
    assert deleted.delete_date == sandbox.clock.finnish().replace(second=0, microsecond=0)
    assert client.send(sales.list_deleted_sales_orders(TODAY)) == []


def test_an_order_is_deleted_by_its_own_parameter_only(client: Client) -> None:
    key = order(client)
    with pytest.raises(InvalidData, match=f"Sandbox: there is no sales invoice with the key {key}"):
        client.send(sales.delete_sales_invoice(key))
    client.send(sales.delete_sales_order(key))
    assert client.send(sales.get_sales_order(key)) is None
    assert [row.netvisor_key for row in client.send(sales.list_deleted_sales_orders(TODAY))] == [key]
    with pytest.raises(InvalidData, match=f"Sandbox: there is no sales order with the key {key}"):
        client.send(sales.delete_sales_order(key))


def test_a_deletion_needs_one_of_the_two_keys(caller: Caller) -> None:
    text = "one of the parameters invoiceid and orderid is needed"
    assert text in caller.send("deletesalesinvoice.nv").refusal
    assert text in caller.send("deletesalesinvoice.nv", invoiceid=1, orderid=1).refusal


def test_a_draft_is_deleted_and_in_no_list(client: Client) -> None:
    key = add(client, invoice_type="invoicedraft", sales_invoice_status=CLEAR)
    client.send(sales.delete_sales_invoice(key))
    assert client.send(sales.get_sales_invoice(key)) is None
    assert client.send(sales.list_deleted_sales_invoices(TODAY)) == []


def test_the_payments_of_a_deleted_invoice_stay_and_are_linked_to_nothing(client: Client) -> None:
    key = add(client)
    client.send(payments.add_sales_payment(m.payment("16.84")))
    client.send(sales.delete_sales_invoice(key))
    (payment,) = client.send(payments.list_sales_payments(limit_linked_payments=0))
    assert (payment.sum, payment.invoice_number) == (Decimal("16.84"), None)


def test_the_invoice_is_open_again_when_its_credit_note_is_deleted(client: Client) -> None:
    invoice, note = add(client), credit_note(client)
    match(client, note, invoice)
    client.send(sales.delete_sales_invoice(note))
    assert left(client) == {invoice: ("open", Decimal("16.84"))}


def test_an_invoice_in_a_locked_period_is_not_deleted(client: Client, sandbox: Sandbox) -> None:
    key = add(client)
    sandbox.books["1234567-8"].lock_period(m.DAY)
    with pytest.raises(PeriodLocked):
        client.send(sales.delete_sales_invoice(key))
    assert list(left(client)) == [key]


def test_deletions_are_listed_for_seven_days_back(client: Client, caller: Caller, sandbox: Sandbox) -> None:
    key = add(client)
    client.send(sales.delete_sales_invoice(key))
    sandbox.clock.advance(timedelta(days=1))
    assert client.send(sales.list_deleted_sales_invoices(TODAY + timedelta(days=1))) == []
    assert len(client.send(sales.list_deleted_sales_invoices(TODAY - timedelta(days=6)))) == 1
    with pytest.raises(InvalidData, match="Sandbox: deletedsince is 2026-11-15; expected a day at most 7 days back"):
        client.send(sales.list_deleted_sales_invoices(TODAY - timedelta(days=7)))
    assert "deletedsince is missing" in caller.send("deletedsalesinvoices.nv").refusal


def test_orders_are_listed_and_fetched_apart_from_invoices(client: Client, caller: Caller) -> None:
    first, invoice, second = order(client, m.line(), m.comment("Huom")), add(client), order(client)
    listed = client.send(sales.list_sales_invoices(list_type="preinvoice"))
    assert [row.netvisor_key for row in listed] == [first, second]
    assert [status(row) for row in listed] == ["undelivered"] * 2
    got = client.send(sales.get_sales_order(first, show_comment_lines=True))
    assert got is not None
    assert got.invoice_lines is not None
    assert got.invoice_lines.invoice_line is not None
    assert len(got.invoice_lines.invoice_line.lines) == 2
    assert got.sales_invoice_amount is not None
    assert got.sales_invoice_amount.value == Decimal("16.84")
    assert client.send(sales.get_sales_order(invoice)) is None
    many = client.send(sales.get_sales_orders([second, invoice, first]))
    assert [each.sales_invoice_netvisor_key for each in many] == [second, first]
    assert "one of the parameters netvisorkey" in caller.send("getorder.nv").refusal


def test_what_no_resource_makes_is_listed_empty(client: Client, caller: Caller) -> None:
    assert client.send(sales.list_sales_personnel()) == []
    assert client.send(sales.get_contract_invoicing_report(2026, collection_netvisor_key=5)) == []
    assert "the parameter year is missing" in caller.send("contractinvoicingreport.nv").refusal
    assert "expected a year of four digits" in caller.send("contractinvoicingreport.nv", year=26).refusal
