"""A sales invoice is credited whole: a credit note with negative quantities, matched with the invoice.

python credit_notes.py NUMBER

Without the number of an invoice it lists those that are open.
"""

from __future__ import annotations

import os
import sys

from netvisor import CLEAR, TEST, UNSET, Client, Credentials, identifiers, sales
from netvisor.queue import Outbox, Worker
from netvisor.sandbox import Sandbox


def negative(line: sales.FetchedSalesInvoiceProductLine) -> sales.InvoiceLine:
    """The line that takes a line back: the quantity is negative, the price stays."""
    vat = line.product_vat_percentage
    quantity, price = line.sales_invoice_product_line_quantity, line.product_unit_price
    if vat is None or vat.value is None or quantity is None or price is None or line.product_identifier is None:
        raise SystemExit(f"the line {line.product_name} is not whole")
    dimensions = [
        sales.Dimension(dimension_name=each.dimension_name, dimension_item=sales.DimensionItem(each.dimension_item))
        for each in line.dimension
        if each.dimension_name and each.dimension_item
    ]
    credited = sales.SalesInvoiceProductLine(
        product_identifier=sales.ProductIdentifier(line.product_identifier.value or "", type="customer"),
        product_name=line.product_name or CLEAR,
        product_unit_price=sales.ProductUnitPrice(price, type="net"),
        product_vat_percentage=sales.ProductVatPercentage(vat.value, vat_code=vat.vat_code or UNSET),
        sales_invoice_product_line_quantity=-quantity,
        dimension=dimensions,
    )
    return sales.InvoiceLine(sales_invoice_product_line=credited)


def credit_note(invoice: sales.FetchedSalesInvoice) -> sales.SalesInvoice:
    """The credit note of a whole invoice, of the same day, to the same customer."""
    if invoice.sales_invoice_date is None or invoice.invoicing_customer_netvisor_key is None:
        raise SystemExit("the invoice has no date or no customer")
    found = (
        invoice.invoice_lines.invoice_line.lines if invoice.invoice_lines and invoice.invoice_lines.invoice_line else []
    )
    lines = [negative(line) for line in found if isinstance(line, sales.FetchedSalesInvoiceProductLine)]
    return sales.SalesInvoice(
        sales_invoice_date=invoice.sales_invoice_date,
        # A reference of its own, by which the queue finds the note if the answer is lost.
        sales_invoice_reference_number=identifiers.reference_number(f"99{invoice.sales_invoice_netvisor_key:08}"),
        sales_invoice_amount=CLEAR,
        sales_invoice_status="open",
        sales_invoice_free_text_before_lines=f"Credits invoice {invoice.sales_invoice_number}",
        invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(
            str(invoice.invoicing_customer_netvisor_key), type="netvisor"
        ),
        payment_term_net_days=0,
        invoice_lines=sales.InvoiceLines(invoice_line=lines),
    )


def main(client: Client, number: str | None = None) -> None:
    """Credit the open invoice of a number; without one, list those that could be."""
    listed = client.send(sales.list_sales_invoices(invoice_status="open"))
    key = next((each.netvisor_key for each in listed if each.invoice_number == number), None)
    invoice = client.send(sales.get_sales_invoice(key, pdf_image="nopdf")) if key else None
    if key is None or invoice is None:
        raise SystemExit(
            f"give the number of an open invoice: {', '.join(str(each.invoice_number) for each in listed)}"
        )
    with Outbox.open("credit_notes.db") as outbox:
        # The keys hang on the invoice: running again credits nothing twice.
        note = outbox.put(
            sales.add_sales_invoice(credit_note(invoice)), company=client.company, key=f"credit note of {key}"
        )
        match = sales.MatchCreditNote(credit_note_netvisor_key=note.netvisor_key, invoice_netvisor_key=key)
        outbox.put(sales.match_credit_note(match), company=client.company, key=f"match of {key}", after=note)
        Worker(outbox, client=lambda company: client).drain()
        print(f"invoice {invoice.sales_invoice_number} is credited by {outbox.result(note).netvisor_key}")


if __name__ == "__main__":
    if "NETVISOR_SENDER" in os.environ:  # your own keys, or those that `netvisor sandbox` prints
        main(Client(Credentials.from_environment(), base_url=os.environ.get("NETVISOR_BASE_URL", TEST)), *sys.argv[1:2])
    else:
        with Sandbox(db="credit_notes_books.db", seed="demo") as sandbox:
            main(Client(sandbox.credentials, base_url=sandbox.url), *sys.argv[1:2])
