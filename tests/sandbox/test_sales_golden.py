"""The golden sales documents, posted for a customer of the books and read back field by field."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import pytest

from netvisor import UNSET, Client
from netvisor.declare import Absent
from netvisor.resources import customers, sales
from netvisor.resources.sales import FetchedSalesInvoice, InvoicingCustomerIdentifier, SalesInvoice
from netvisor.sandbox import Sandbox

from . import messages as m
from .golden import golden

SHOWN: Final = {
    "sales_invoice_date": "sales_invoice_date",
    "sales_invoice_event_date": "sales_invoice_event_date",
    "sales_invoice_due_date": "sales_invoice_due_date",
    "sales_invoice_value_date": "sales_invoice_value_date",
    "sales_invoice_delivery_date": "sales_invoice_delivery_date",
    "sales_invoice_reference_number": "sales_invoice_reference_number",
    "sales_invoice_free_text_before_lines": "sales_invoice_free_text_before_lines",
    "sales_invoice_free_text_after_lines": "sales_invoice_free_text_after_lines",
    "sales_invoice_our_reference": "sales_invoice_our_reference",
    "sales_invoice_your_reference": "sales_invoice_your_reference",
    "sales_invoice_private_comment": "sales_invoice_private_comment",
    "sales_invoice_agreement_identifier": "sales_invoice_agreement_identifier",
    "sales_invoice_waybill_identifier": "waybill_identifier",
    "invoicing_customer_name": "invoicing_customer_name",
    "invoicing_customer_name_extension": "invoicing_customer_name_extension",
    "invoicing_customer_address_line": "invoicing_customer_address_line",
    "invoicing_customer_additional_address_line": "invoicing_customer_additional_address_line",
    "invoicing_customer_post_number": "invoicing_customer_post_number",
    "invoicing_customer_town": "invoicing_customer_town",
    "delivery_address_name": "delivery_address_name",
    "delivery_address_line": "delivery_address_line",
    "delivery_address_post_number": "delivery_address_post_number",
    "delivery_address_town": "delivery_address_town",
    "delivery_method": "delivery_method",
    "delivery_term": "delivery_term",
    "payment_term_net_days": "payment_term_net_days",
    "payment_term_cash_discount_days": "payment_term_cash_discount_days",
    "expect_partial_payments": "match_partial_payments_by_default",
    "collection_cost": "sales_invoice_collection_cost",
    "seller_name": "seller_identifier",
    "sales_invoice_amount": "sales_invoice_amount",
    "invoicing_customer_country_code": "invoicing_customer_country_code",
}
"""Which element of the message shows as which element of the answer."""

LINES: Final = {
    "product_name": "product_name",
    "sales_invoice_product_line_quantity": "sales_invoice_product_line_quantity",
    "sales_invoice_product_line_free_text": "sales_invoice_product_line_free_text",
    "sales_invoice_product_line_vat_sum": "sales_invoice_product_line_vat_sum",
    "sales_invoice_product_line_sum": "sales_invoice_product_line_sum",
    "sales_invoice_product_line_inventory_id": "sales_invoice_product_line_inventory_id",
    "accounting_account_suggestion": "accounting_account_suggestion_account_number",
    "provision_percentage": "provision_percentage",
    "product_unit_name": "sales_invoice_product_line_unit",
    "delivery_date": "sales_invoice_product_line_delivery_date",
    "order_number": "order_number",
}
NAMES: Final = (
    "salesinvoice-comment-line", "salesinvoice-credit-note", "salesinvoice-draft", "salesinvoice-full",
    "salesinvoice-minimal", "salesinvoice-product-line", "salesinvoice-subline",
)  # fmt: skip


@pytest.fixture(autouse=True)
def customer(client: Client) -> int:
    return client.send(customers.add_customer(m.customer())).netvisor_key


def known(sent: SalesInvoice) -> SalesInvoice:
    """The message for the customer and the codes of the books."""
    lines = [
        line if isinstance(line.sales_invoice_product_line, Absent) else _known(line)
        for line in sent.invoice_lines.invoice_line
    ]
    return replace(
        sent, invoicing_customer_identifier=InvoicingCustomerIdentifier("011", "customer"), payment_term=UNSET,
        payment_term_net_days=14, invoice_lines=sales.InvoiceLines(invoice_line=lines),
    )  # fmt: skip


def _known(line: sales.InvoiceLine) -> sales.InvoiceLine:
    product = line.sales_invoice_product_line
    assert not isinstance(product, Absent)
    changes: dict[str, Any] = {"product_identifier": sales.ProductIdentifier("OMENA", "customer")}
    if isinstance(product.product_name, Absent):
        changes["product_name"] = "Omena"
    return replace(line, sales_invoice_product_line=replace(product, **changes))


def text(value: Any) -> str:
    """A value of either side in one form."""
    value = getattr(value, "iso_3166", getattr(value, "value", value))
    return str(Decimal(value).normalize()) if isinstance(value, (int, Decimal)) else str(value)


def post(client: Client, name: str) -> tuple[SalesInvoice, FetchedSalesInvoice]:
    sent = known(golden(name, SalesInvoice))
    key = client.send(sales.add_sales_invoice(sent)).netvisor_key
    read = sales.get_sales_order if sent.invoice_type == "order" else sales.get_sales_invoice
    got = client.send(read(key, show_comment_lines=True))
    assert got is not None
    return sent, got


def compare(sent: object, got: object, table: dict[str, str]) -> int:
    """Compare what is given in a message with what the answer shows of it; gives how many elements were given."""
    given = {name: value for name in table if not isinstance(value := getattr(sent, name), Absent)}
    filled = {name: value for name, value in given.items() if not isinstance(getattr(value, "value", value), Absent)}
    shown = {name: text(getattr(got, table[name])) for name in filled}
    assert shown == {name: text(value) for name, value in filled.items()}
    return len(filled)


@pytest.mark.parametrize("name", NAMES)
def test_a_golden_document_comes_back_field_by_field(client: Client, name: str) -> None:
    sent, got = post(client, name)
    assert compare(sent, got, SHOWN) >= 2
    assert got.invoice_lines is not None
    assert got.invoice_lines.invoice_line is not None
    lines = list(got.invoice_lines.invoice_line.lines)
    wanted = [
        line.sales_invoice_product_line
        if isinstance(line.sales_invoice_comment_line, Absent)
        else line.sales_invoice_comment_line
        for line in sent.invoice_lines.invoice_line
        if isinstance(line.sales_invoice_subline, Absent)
    ]
    assert len(lines) == len(wanted)
    for asked, shown in zip(wanted, lines, strict=True):
        if isinstance(asked, sales.SalesInvoiceCommentLine):
            assert isinstance(shown, sales.FetchedSalesInvoiceCommentLine)
            assert shown.comment == asked.comment
        else:
            assert compare(asked, shown, LINES) >= 2


def test_the_subtotal_lines_of_an_order_are_copied_to_its_invoice_when_asked_for(
    client: Client, sandbox: Sandbox, customer: int
) -> None:
    product = m.line()
    subline = golden("salesinvoice-subline", SalesInvoice).invoice_lines.invoice_line[-1]
    for copied in (True, False):
        sent = m.invoice(product, subline, invoice_type="order", sales_invoice_status="undelivered")
        key = client.send(sales.add_sales_invoice(sent)).netvisor_key
        order = client.send(sales.get_sales_order(key))
        assert order is not None
        assert order.invoice_lines is not None
        assert order.invoice_lines.invoice_line is not None
        (line,) = order.invoice_lines.invoice_line.lines
        assert isinstance(line, sales.FetchedSalesInvoiceProductLine)
        assert line.netvisor_key is not None
        asked = sales.InvoicingProductLine(
            netvisor_key=line.netvisor_key, delivery_date=m.DAY,
            delivery_amount=sales.DeliveryAmount(Decimal(2), is_post_delivery=False),
        )  # fmt: skip
        message = sales.SalesOrderInvoicing(
            invoicing_customer=sales.InvoicingCustomer(
                netvisor_key=customer, invoice_date=m.DAY,
                invoicing_product_lines=sales.InvoicingProductLines(invoicing_product_line=[asked]),
            )
        )  # fmt: skip
        client.send(sales.invoice_sales_order(message, method="billanddelivery", copy_sublines=copied))
    made = client.send(sales.list_sales_invoices())
    assert [row.invoice_sum for row in made] == [Decimal("16.84")] * 2
    # No answer shows subtotal lines, so they are looked for in the books.
    documents = sandbox.books["1234567-8"].documents
    kept = [b"<salesinvoicesubline>" in documents[row.netvisor_key or 0].message for row in made]
    assert kept == [True, False]
