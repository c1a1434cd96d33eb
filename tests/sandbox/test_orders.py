from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor import UNSET, Client
from netvisor.errors import InvalidData
from netvisor.resources import customers, payments, sales
from netvisor.resources.sales import FetchedSalesInvoice, SalesOrderInvoicing

from . import messages as m
from .conftest import Caller
from .golden import golden


@pytest.fixture(autouse=True)
def customer(client: Client) -> int:
    return client.send(customers.add_customer(m.customer(city="Turku"))).netvisor_key


def order(client: Client, *lines: sales.InvoiceLine, **fields: Any) -> int:
    sent = m.invoice(*lines, **{"invoice_type": "order", "sales_invoice_status": "undelivered", **fields})
    return client.send(sales.add_sales_invoice(sent)).netvisor_key


def get(client: Client, key: int) -> FetchedSalesInvoice:
    got = client.send(sales.get_sales_order(key, include_documents=True))
    assert got is not None
    return got


def lines_of(got: FetchedSalesInvoice) -> list[Any]:
    assert got.invoice_lines is not None
    assert got.invoice_lines.invoice_line is not None
    return list(got.invoice_lines.invoice_line.lines)


def status(client: Client) -> list[str | None]:
    rows = client.send(sales.list_sales_invoices(list_type="preinvoice"))
    return [None if row.invoice_status is None else row.invoice_status.value for row in rows]


def message(customer: int, **amounts: str) -> SalesOrderInvoicing:
    """The golden message for the lines `line_<key>` with the amounts to deliver."""
    sent = golden("salesorderinvoicing-full", SalesOrderInvoicing)
    first = replace(sent.invoicing_customer.invoicing_product_lines.invoicing_product_line[0], inventory_place=UNSET)
    lines = [
        replace(
            first,
            netvisor_key=int(name.removeprefix("line_")),
            delivery_amount=replace(first.delivery_amount, value=Decimal(amount)),
        )
        for name, amount in amounts.items()
    ]
    whole = sales.InvoicingProductLines(invoicing_product_line=lines)
    return SalesOrderInvoicing(
        invoicing_customer=replace(sent.invoicing_customer, netvisor_key=customer, invoicing_product_lines=whole)
    )


def test_an_order_is_delivered_and_then_invoiced(client: Client, customer: int) -> None:
    key = order(client)
    (line,) = lines_of(get(client, key))
    asked = message(customer, **{f"line_{line.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="deliveryonly"))
    assert status(client) == ["delivered"]
    assert client.send(sales.list_sales_invoices()) == []
    client.send(sales.invoice_sales_order(asked, method="billanddelivery"))
    assert status(client) == ["billed"]
    (listed,) = client.send(sales.list_sales_invoices())
    assert listed.invoice_status is not None
    assert (listed.invoice_status.value, listed.invoice_date) == ("unsent", date(2026, 11, 22))
    assert (listed.invoice_sum, listed.invoice_due_date) == (Decimal("16.84"), date(2026, 12, 6))


def test_the_address_of_the_details_of_an_order_finds_it(client: Client, caller: Caller) -> None:
    key = order(client)
    (listed,) = client.send(sales.list_sales_invoices(list_type="preinvoice"))
    assert listed.uri is not None
    found = caller.sent("GET", listed.uri.removeprefix(caller.sandbox.url.rstrip("/")))
    assert found.text("SalesInvoice/SalesInvoiceNetvisorKey") == str(key)


def test_a_prepayment_moves_to_the_invoice_of_its_order(client: Client, customer: int) -> None:
    key = order(client)
    (line,) = lines_of(get(client, key))
    method = payments.PaymentMethod("pankkikortti", "alternative", override_sales_receivable_account_number=2861)
    target = payments.TargetIdentifier(str(key), "netvisor", "order")
    sent = m.payment("5", target_identifier=target, payment_method=method)
    paid = client.send(payments.add_sales_payment(sent)).netvisor_key
    asked = message(customer, **{f"line_{line.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="deliveryonly"))
    (listed,) = client.send(sales.list_sales_invoices(list_type="preinvoice"))
    assert listed.open_sum == Decimal("11.84")
    client.send(sales.invoice_sales_order(asked, method="billanddelivery"))
    (invoice,) = client.send(sales.list_sales_invoices())
    assert (invoice.invoice_sum, invoice.open_sum) == (Decimal("16.84"), Decimal("11.84"))
    assert invoice.netvisor_key is not None
    found = client.send(payments.list_sales_payments(invoice_netvisor_key=invoice.netvisor_key))
    assert [row.netvisor_key for row in found] == [paid]
    (listed,) = client.send(sales.list_sales_invoices(list_type="preinvoice"))
    assert listed.open_sum == Decimal("16.84")


def test_order_and_invoice_know_each_other(client: Client, customer: int) -> None:
    key = order(client, sales_invoice_number=7)
    (line,) = lines_of(get(client, key))
    asked = message(customer, **{f"line_{line.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="billanddelivery"))
    documents = get(client, key).documents
    assert documents is not None
    (made,) = documents.sales_invoice
    assert (made.invoice_number, list(documents.sales_order)) == ("1", [])
    assert made.netvisor_key is not None
    invoice = client.send(sales.get_sales_invoice(made.netvisor_key, include_documents=True))
    assert invoice is not None
    assert invoice.documents is not None
    (origin,) = invoice.documents.sales_order
    assert (origin.netvisor_key, origin.order_number) == (key, "7")
    (shown,) = lines_of(invoice)
    assert (shown.product_name, shown.sales_invoice_product_line_delivery_date) == ("Omena", date(2026, 11, 24))


def test_an_order_is_invoiced_in_parts(client: Client, customer: int) -> None:
    key = order(client, m.line(quantity="3"), m.comment("Huom"), m.line(quantity="1", price="10"))
    first, second = (line.netvisor_key for line in lines_of(get(client, key)))
    for amounts in ({f"line_{first}": "1"}, {f"line_{first}": "2", f"line_{second}": "1"}):
        assert status(client) == ["undelivered"]
        client.send(sales.invoice_sales_order(message(customer, **amounts), method="billanddelivery"))
    assert status(client) == ["billed"]
    assert [row.invoice_sum for row in client.send(sales.list_sales_invoices())] == [Decimal("8.42"), Decimal("29.04")]


def test_given_sums_of_a_line_are_kept_for_the_whole_of_it_only(client: Client, customer: int) -> None:
    given: dict[str, Any] = {
        "sales_invoice_product_line_vat_sum": Decimal(2),
        "sales_invoice_product_line_sum": Decimal(9),
    }
    for amount, total in (("2", "9.00"), ("1", "8.42")):
        (line,) = lines_of(get(client, order(client, m.line(**given))))
        asked = message(customer, **{f"line_{line.netvisor_key}": amount})
        client.send(sales.invoice_sales_order(asked, method="billanddelivery"))
        assert client.send(sales.list_sales_invoices())[-1].invoice_sum == Decimal(total)


def test_another_customer_is_invoiced_at_its_own_address(client: Client) -> None:
    other = client.send(customers.add_customer(m.customer("Öljy Oy", "012", city="Oulu"))).netvisor_key
    (line,) = lines_of(get(client, order(client)))
    asked = message(other, **{f"line_{line.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="billanddelivery"))
    (listed,) = client.send(sales.list_sales_invoices())
    assert listed.netvisor_key is not None
    got = client.send(sales.get_sales_invoice(listed.netvisor_key))
    assert got is not None
    assert (got.invoicing_customer_name, got.invoicing_customer_town) == ("Öljy Oy", "Oulu")


def test_what_cannot_be_delivered_is_refused(client: Client, customer: int) -> None:
    (line,) = (line.netvisor_key for line in lines_of(get(client, order(client))))
    (other,) = (line.netvisor_key for line in lines_of(get(client, order(client))))
    invoice = client.send(sales.add_sales_invoice(m.invoice())).netvisor_key
    got = client.send(sales.get_sales_invoice(invoice))
    assert got is not None
    (of_invoice,) = (each.netvisor_key for each in lines_of(got))
    for buyer, amounts, text in (
        (999, {f"line_{line}": "1"}, "Customer not found with Netvisor identifier: 999"),
        (customer, {"line_999": "1"}, "Sandbox: there is no order line with the key 999"),
        (customer, {f"line_{of_invoice}": "1"}, f"Sandbox: there is no order line with the key {of_invoice}"),
        (customer, {f"line_{line}": "3"}, f"Sandbox: of the order line {line} 2 of 2 are left, not 3"),
        (customer, {f"line_{line}": "0"}, f"Sandbox: of the order line {line} 2 of 2 are left, not 0"),
        (customer, {f"line_{line}": "1", f"line_{other}": "1"}, "Sandbox: the lines are of several orders"),
    ):
        with pytest.raises(InvalidData, match=text):
            client.send(sales.invoice_sales_order(message(buyer, **amounts), method="billanddelivery"))
    assert status(client) == ["undelivered", "undelivered"]


def test_a_line_is_taken_off_and_the_order_totalled_anew(client: Client) -> None:
    given = sales.SalesInvoiceAmount(Decimal("99.00"))
    key = order(
        client,
        m.line(quantity="1"),
        m.comment("Huom"),
        m.line(quantity="3", price="10"),
        m.line(),
        sales_invoice_amount=given,
    )
    first, second, third = lines_of(get(client, key))
    client.send(sales.delete_sales_invoice_product_line(first.netvisor_key))
    got = get(client, key)
    assert lines_of(got) == [second, third]
    assert got.sales_invoice_amount is not None
    assert got.sales_invoice_amount.value == Decimal("53.44")
    client.send(sales.delete_sales_invoice_product_line(third.netvisor_key))
    assert lines_of(get(client, key)) == [second]


def test_delivered_and_only_lines_and_those_of_invoices_are_not_taken_off(
    client: Client, caller: Caller, customer: int
) -> None:
    first, second = (line.netvisor_key for line in lines_of(get(client, order(client, m.line(), m.line()))))
    (only,) = (line.netvisor_key for line in lines_of(get(client, order(client))))
    asked = message(customer, **{f"line_{first}": "1"})
    client.send(sales.invoice_sales_order(asked, method="deliveryonly"))
    for line, text in (
        (first, f"the order line {first} is delivered"),
        (only, f"the order line {only} is the only one"),
        (999, "there is no order line with the key 999"),
    ):
        with pytest.raises(InvalidData, match=f"Sandbox: {text}"):
            client.send(sales.delete_sales_invoice_product_line(line))
    client.send(sales.delete_sales_invoice_product_line(second))
    assert "netvisorkey is missing" in caller.send("deletesalesinvoiceproductline.nv").refusal


def test_an_order_with_a_due_date_alone_gives_its_invoice_as_many_days(client: Client, customer: int) -> None:
    fields = {"payment_term_net_days": UNSET, "sales_invoice_due_date": date(2026, 12, 1)}
    (line,) = lines_of(get(client, order(client, **fields)))
    asked = message(customer, **{f"line_{line.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="billanddelivery"))
    (listed,) = client.send(sales.list_sales_invoices())
    assert (listed.invoice_date, listed.invoice_due_date) == (date(2026, 11, 22), date(2026, 12, 2))


def test_a_foreign_currency_stays_when_the_order_is_totalled_anew(client: Client) -> None:
    amount = sales.SalesInvoiceAmount(Decimal("99"), iso4217_currency_code="USD", currency_rate=Decimal(2))
    key = order(client, m.line(quantity="1", price="10", vat="0"), m.line(), sales_invoice_amount=amount)
    _, second = lines_of(get(client, key))
    client.send(sales.delete_sales_invoice_product_line(second.netvisor_key))
    got = get(client, key)
    assert got.sales_invoice_amount is not None
    assert (got.sales_invoice_amount.value, got.foreign_currency_amount) == (Decimal("5.00"), Decimal("10.00"))


def test_a_due_date_of_an_order_counts_before_the_term_beside_it(client: Client, customer: int) -> None:
    fields = {"payment_term": sales.PaymentTerm("6", "netvisor"), "sales_invoice_due_date": date(2026, 12, 1)}
    (line,) = lines_of(get(client, order(client, **fields)))
    asked = message(customer, **{f"line_{line.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="billanddelivery"))
    (listed,) = client.send(sales.list_sales_invoices())
    assert listed.invoice_due_date == date(2026, 12, 2)


def test_the_same_line_twice_and_a_warehouse_by_name_are_refused(client: Client, customer: int) -> None:
    (line,) = lines_of(get(client, order(client)))
    asked = message(customer, **{f"line_{line.netvisor_key}": "1"}).invoicing_customer
    (only,) = asked.invoicing_product_lines.invoicing_product_line
    for lines, text in (
        ([only, only], "a line stands twice in the message"),
        ([replace(only, inventory_place="Varasto")], "inventoryplace is Varasto"),
    ):
        whole = sales.InvoicingProductLines(invoicing_product_line=lines)
        wrong = SalesOrderInvoicing(invoicing_customer=replace(asked, invoicing_product_lines=whole))
        with pytest.raises(InvalidData, match=f"Sandbox: {text}"):
            client.send(sales.invoice_sales_order(wrong, method="billanddelivery"))
    assert client.send(sales.list_sales_invoices()) == []
    assert status(client) == ["undelivered"]


def test_an_edit_of_an_order_makes_new_lines_that_are_not_delivered(client: Client, customer: int) -> None:
    key = order(client)
    (line,) = lines_of(get(client, key))
    asked = message(customer, **{f"line_{line.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="deliveryonly"))
    again = m.invoice(invoice_type="order", sales_invoice_status="undelivered")
    client.send(sales.edit_sales_invoice(again, id=key))
    (new,) = lines_of(get(client, key))
    asked = message(customer, **{f"line_{new.netvisor_key}": "2"})
    client.send(sales.invoice_sales_order(asked, method="deliveryonly"))
    assert status(client) == ["delivered"]
    with pytest.raises(InvalidData, match="Sandbox: there is no order line with the key"):
        client.send(sales.delete_sales_invoice_product_line(line.netvisor_key))
