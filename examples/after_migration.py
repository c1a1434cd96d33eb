"""The program of `before_migration.py` with this library: a customer, an invoice, its payment.

python after_migration.py
"""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal

from netvisor import Client, Credentials, InvalidData, customers, payments, sales


def add_invoice(client: Client, customer: int) -> int:
    """Add the invoice; gives its Netvisor key."""
    line = sales.SalesInvoiceProductLine(
        product_identifier=sales.ProductIdentifier("MUKI", type="customer"),
        product_name="Muki",
        product_unit_price=sales.ProductUnitPrice(Decimal("12.50"), type="net"),
        product_vat_percentage=sales.ProductVatPercentage(Decimal("25.5"), vat_code="KOMY"),
        sales_invoice_product_line_quantity=2,
    )
    invoice = sales.SalesInvoice(
        sales_invoice_number=1001,
        sales_invoice_date=date(2026, 11, 2),
        sales_invoice_amount=sales.SalesInvoiceAmount(Decimal("31.38")),
        sales_invoice_status="open",
        invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(str(customer), type="netvisor"),
        payment_term_net_days=14,
        invoice_lines=sales.InvoiceLines(invoice_line=[sales.InvoiceLine(sales_invoice_product_line=line)]),
    )
    return client.send(sales.add_sales_invoice(invoice)).netvisor_key


def main(client: Client) -> None:
    """Add the three, and print what is open before and after the payment."""
    base = customers.CustomerBaseInformation(
        internal_identifier=customers.InternalIdentifier("K7"), name="Äiti & Tytär Oy", country="FI"
    )
    try:
        customer = client.send(customers.add_customer(customers.Customer(customer_base_information=base))).netvisor_key
    except InvalidData:
        (found,) = client.send(customers.list_customers(keyword="K7"))
        customer = found.netvisor_key or 0
    add_invoice(client, customer)
    print([(each.invoice_number, each.open_sum) for each in client.send(sales.list_sales_invoices())])
    payment = payments.SalesPayment(
        sum=payments.Sum(Decimal("31.38"), currency="EUR"),
        payment_date=date(2026, 11, 16),
        target_identifier=payments.TargetIdentifier("1001", type="invoicenumber", target_type="invoice"),
        source_name="Äiti & Tytär Oy",
        payment_method=payments.PaymentMethod("pankkikortti", type="alternative"),
    )
    client.send(payments.add_sales_payment(payment))
    print([(each.invoice_number, each.open_sum) for each in client.send(sales.list_sales_invoices())])


if __name__ == "__main__":
    main(Client(Credentials.from_environment(), base_url=os.environ["NETVISOR_BASE_URL"]))
