"""A program with `netvisor-api-client`: a customer, an invoice, its payment. `after_migration.py` does the same.

python before_migration.py
"""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from typing import Any

from netvisor_api_client import Netvisor
from netvisor_api_client.exc import InvalidData


def add_invoice(netvisor: Any, customer: int) -> int:
    """Add the invoice; gives its Netvisor key."""
    line = {
        "identifier": {"identifier": "MUKI", "type": "customer"},
        "name": "Muki",
        "unit_price": {"amount": Decimal("12.50"), "type": "net"},
        "vat_percentage": {"percentage": Decimal("25.5"), "code": "KOMY"},
        "quantity": Decimal(2),
    }
    key: int = netvisor.sales_invoices.create(
        {
            "number": 1001,
            "date": date(2026, 11, 2),
            "amount": Decimal("31.38"),
            "status": "open",
            "invoicing_customer_identifier": str(customer),
            "payment_term_net_days": 14,
            "invoice_lines": [line],
        }
    )
    return key


def main(netvisor: Any) -> None:
    """Add the three, and print what is open before and after the payment."""
    base = {"internal_identifier": "K7", "name": "Äiti & Tytär Oy", "country": "FI"}
    try:
        customer = netvisor.customers.create({"customer_base_information": base})
    except InvalidData:
        (found,) = netvisor.customers.list("K7")
        customer = found["netvisor_key"]
    add_invoice(netvisor, customer)
    print([(each["number"], each["open_sum"]) for each in netvisor.sales_invoices.list()])
    netvisor.sales_payments.create(
        {
            "sum": {"value": Decimal("31.38"), "currency": "EUR"},
            "payment_date": "2026-11-16",
            "target_identifier": {"type": "invoicenumber", "targettype": "invoice", "target": "1001"},
            "source_name": "Äiti & Tytär Oy",
            "payment_method": {"type": "alternative", "method": "pankkikortti"},
        }
    )
    print([(each["number"], each["open_sum"]) for each in netvisor.sales_invoices.list()])


if __name__ == "__main__":
    main(
        Netvisor(
            os.environ["NETVISOR_BASE_URL"].rstrip("/"),
            sender=os.environ["NETVISOR_SENDER"],
            partner_id=os.environ["NETVISOR_PARTNER_ID"],
            partner_key=os.environ["NETVISOR_PARTNER_KEY"],
            customer_id=os.environ["NETVISOR_CUSTOMER_ID"],
            customer_key=os.environ["NETVISOR_CUSTOMER_KEY"],
            organization_id=os.environ["NETVISOR_ORGANISATION_ID"],
        )
    )
