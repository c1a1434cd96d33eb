"""The golden subtotal line, which no answer shows: what becomes of it when an order is invoiced."""

from __future__ import annotations

from decimal import Decimal

import pytest

from netvisor import Client
from netvisor.resources import customers, sales
from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox import Sandbox

from . import messages as m
from .golden import golden


@pytest.fixture(autouse=True)
def customer(client: Client) -> int:
    return client.send(customers.add_customer(m.customer())).netvisor_key


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
            netvisor_key=line.netvisor_key,
            delivery_date=m.DAY,
            delivery_amount=sales.DeliveryAmount(Decimal(2), is_post_delivery=False),
        )
        message = sales.SalesOrderInvoicing(
            invoicing_customer=sales.InvoicingCustomer(
                netvisor_key=customer,
                invoice_date=m.DAY,
                invoicing_product_lines=sales.InvoicingProductLines(invoicing_product_line=[asked]),
            )
        )
        client.send(sales.invoice_sales_order(message, method="billanddelivery", copy_sublines=copied))
    made = client.send(sales.list_sales_invoices())
    assert [row.invoice_sum for row in made] == [Decimal("16.84")] * 2
    # No answer shows subtotal lines, so they are looked for in the books.
    documents = sandbox.books["1234567-8"].documents
    kept = [b"<salesinvoicesubline>" in documents[row.netvisor_key or 0].message for row in made]
    assert kept == [True, False]
