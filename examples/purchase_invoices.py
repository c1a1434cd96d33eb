"""Purchase invoices with their PDFs go to Netvisor, each once.

python purchase_invoices.py
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from netvisor import TEST, Client, Credentials, purchases
from netvisor.queue import Outbox, Worker
from netvisor.sandbox import Sandbox


@dataclass(frozen=True)
class Received:
    """An invoice as a scanning service gives it."""

    vendor: str
    business_id: str
    iban: str
    number: str
    day: date
    total: Decimal
    """With VAT."""
    pdf: bytes


RECEIVED = [
    Received(
        *("Töölön Öljy Oy", "1967543-8", "FI2112345600000785", "345", date(2026, 11, 2), Decimal("125.50")),
        pdf=b"%PDF-1.4 invoice 345",
    ),
    Received(
        *("Paperi Ky", "1234567-1", "FI1410093000123458", "26-081", date(2026, 11, 4), Decimal("62.75")),
        pdf=b"%PDF-1.4 invoice 26-081",
    ),
]


def message(one: Received) -> purchases.PurchaseInvoice:
    """The message of an invoice. Netvisor takes attachments only with the source `finvoice`."""
    line = purchases.PurchaseInvoiceLine(
        product_name="As invoiced",
        delivered_amount=1,
        unit_price=one.total,
        vat_percent=Decimal("25.5"),
        line_sum=one.total,
        accounting_suggestion=4000,
    )
    picture = purchases.PurchaseInvoiceAttachment(
        mime_type="application/pdf",
        attachment_description="Invoice",
        file_name=f"{one.number}.pdf",
        document_data=purchases.PurchaseInvoiceDocumentData(one.pdf, document_type="invoiceimage"),
    )
    return purchases.PurchaseInvoice(
        invoice_number=one.number,
        invoice_date=purchases.InvoiceDate(one.day),
        invoice_source="finvoice",
        value_date=one.day,
        due_date=one.day + timedelta(days=14),
        vendor_name=one.vendor,
        amount=one.total,
        account_number=one.iban,
        organization_identifier=one.business_id,
        purchase_invoice_lines=purchases.PurchaseInvoiceLines(purchase_invoice_line=[line]),
        purchase_invoice_attachments=purchases.PurchaseInvoiceAttachments(purchase_invoice_attachment=[picture]),
    )


def main(client: Client) -> None:
    """Put the invoices under the vendor's number and theirs, and send what waits."""
    with Outbox.open("purchases.db") as outbox:
        for one in RECEIVED:
            key = f"{one.business_id} {one.number}"
            outbox.put(purchases.add_purchase_invoice(message(one)), company=client.company, key=key)
        Worker(outbox, client=lambda company: client).drain()
        for one in RECEIVED:
            sent = outbox.find(f"{one.business_id} {one.number}", company=client.company)
            if sent is not None:
                print(f"{one.vendor}, invoice {one.number}: {sent.state.value}, Netvisor key {sent.netvisor_keys}")


if __name__ == "__main__":
    if "NETVISOR_SENDER" in os.environ:  # your own keys, or those that `netvisor sandbox` prints
        main(Client(Credentials.from_environment(), base_url=os.environ.get("NETVISOR_BASE_URL", TEST)))
    else:
        with Sandbox(db="purchases_books.db") as sandbox:
            main(Client(sandbox.credentials, base_url=sandbox.url))
