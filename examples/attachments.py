"""Files go up with an invoice and a voucher, and come down again.

python attachments.py [FOLDER FOR THE FILES]
"""

from __future__ import annotations

import os
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

from netvisor import CLEAR, TEST, Client, Credentials, sales
from netvisor.sandbox import Sandbox


def invoice(customer: str, files: list[Path]) -> sales.SalesInvoice:
    """An invoice with files. They are read while they are sent, so their size costs no memory."""
    attachments = [
        sales.SalesInvoiceAttachment(
            mime_type="application/pdf",
            attachment_description=path.stem,
            file_name=path.name,
            document_data=sales.DocumentData(path, type="pdf"),
            print_by_default=True,
        )
        for path in files
    ]
    line = sales.SalesInvoiceProductLine(
        product_identifier=sales.ProductIdentifier("TYO", type="customer"),
        product_name="Work",
        product_unit_price=sales.ProductUnitPrice(Decimal("80.00"), type="net"),
        product_vat_percentage=sales.ProductVatPercentage(Decimal("25.5"), vat_code="KOMY"),
        sales_invoice_product_line_quantity=2,
    )
    return sales.SalesInvoice(
        sales_invoice_date=date(2026, 11, 20),
        sales_invoice_amount=CLEAR,
        sales_invoice_status="unsent",
        invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(customer, type="customer"),
        payment_term_net_days=14,
        invoice_lines=sales.InvoiceLines(invoice_line=[sales.InvoiceLine(sales_invoice_product_line=line)]),
        sales_invoice_attachments=sales.SalesInvoiceAttachments(sales_invoice_attachment=attachments),
    )


def download(client: Client, key: int, folder: Path) -> list[Path]:
    """Save the files of an invoice; gives where they are. Names from outside never leave the folder."""
    found = client.send(sales.get_sales_invoice(key, pdf_image="nopdf", include_attachments=True))
    files = found.sales_invoice_attachments if found else None
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for each in files.sales_invoice_attachment if files else []:
        path = folder / Path(each.file_name or "file").name
        path.write_bytes(each.document_data or b"")
        saved.append(path)
    return saved


def main(client: Client, folder: str = "files") -> None:
    """Send an invoice with a file, and get the file back."""
    work = Path(folder)
    work.mkdir(parents=True, exist_ok=True)
    report = work / "report.pdf"
    report.write_bytes(b"%PDF-1.4 the report")
    inserted = client.send(sales.add_sales_invoice(invoice("1004", [report])))
    for path in download(client, inserted.netvisor_key, work / "from_netvisor"):
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    if "NETVISOR_SENDER" in os.environ:  # your own keys, or those that `netvisor sandbox` prints
        main(Client(Credentials.from_environment(), base_url=os.environ.get("NETVISOR_BASE_URL", TEST)), *sys.argv[1:2])
    else:
        with Sandbox(seed="demo") as sandbox:
            main(Client(sandbox.credentials, base_url=sandbox.url), *sys.argv[1:2])
