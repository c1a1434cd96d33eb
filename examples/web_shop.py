"""Orders of a web shop become customers and sales invoices, once each, however often this runs or is killed.

python web_shop.py
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from netvisor import CLEAR, TEST, Client, Credentials, customers, sales
from netvisor.queue import Outbox, Worker
from netvisor.sandbox import Sandbox


@dataclass(frozen=True)
class Order:
    """An order as the shop has it; `lines` are product code, name, quantity and net price."""

    number: int
    day: date
    customer: str
    name: str
    lines: tuple[tuple[str, str, int, Decimal], ...]


ORDERS = [
    Order(1001, date(2026, 11, 2), "K7", "Äiti & Tytär Oy", (("MUKI", "Muki", 2, Decimal("12.50")),)),
    Order(1002, date(2026, 11, 3), "K8", "Kahvila Kuppi", (("MUKI", "Muki", 40, Decimal("9.90")),)),
    Order(1003, date(2026, 11, 9), "K7", "Äiti & Tytär Oy", (("VATI", "Vati", 1, Decimal("34.00")),)),
]


def customer(order: Order) -> customers.Customer:
    """The customer of an order, under the shop's own number."""
    return customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(
            internal_identifier=customers.InternalIdentifier(order.customer), name=order.name, country="FI"
        )
    )


def invoice(order: Order) -> sales.SalesInvoice:
    """The invoice of an order, under the order's number: by it the queue finds the invoice if an answer is lost."""
    lines = [
        sales.SalesInvoiceProductLine(
            product_identifier=sales.ProductIdentifier(code, type="customer"),
            product_name=name,
            product_unit_price=sales.ProductUnitPrice(price, type="net"),
            product_vat_percentage=sales.ProductVatPercentage(Decimal("25.5"), vat_code="KOMY"),
            sales_invoice_product_line_quantity=quantity,
        )
        for code, name, quantity, price in order.lines
    ]
    return sales.SalesInvoice(
        sales_invoice_number=order.number,
        sales_invoice_date=order.day,
        sales_invoice_amount=CLEAR,
        sales_invoice_status="open",
        invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(order.customer, type="customer"),
        payment_term_net_days=14,
        invoice_lines=sales.InvoiceLines(
            invoice_line=[sales.InvoiceLine(sales_invoice_product_line=line) for line in lines]
        ),
    )


def put(orders: list[Order], outbox: Outbox, company: str) -> None:
    """Put customers and invoices; a key that is known already puts nothing."""
    for order in orders:
        buyer = outbox.put(customers.add_customer(customer(order)), company=company, key=f"customer {order.customer}")
        outbox.put(sales.add_sales_invoice(invoice(order)), company=company, key=f"order {order.number}", after=buyer)


def main(client: Client) -> None:
    """Put what the shop has, and send what waits."""
    with Outbox.open("web_shop.db") as outbox:
        put(ORDERS, outbox, client.company)
        Worker(outbox, client=lambda company: client).drain()
        for order in ORDERS:
            message = outbox.find(f"order {order.number}", company=client.company)
            if message is not None:
                print(f"order {order.number}: {message.state.value}, Netvisor key {message.netvisor_keys}")


if __name__ == "__main__":
    if "NETVISOR_SENDER" in os.environ:  # your own keys, or those that `netvisor sandbox` prints
        main(Client(Credentials.from_environment(), base_url=os.environ.get("NETVISOR_BASE_URL", TEST)))
    else:
        with Sandbox(db="web_shop_books.db") as sandbox:
            main(Client(sandbox.credentials, base_url=sandbox.url))
