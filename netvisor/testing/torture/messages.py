"""The calls of crash runs, and where the books show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import CLEAR
from netvisor.protocol.call import Call
from netvisor.resources import accounting, customers, products, purchases, sales
from netvisor.sandbox.books_view import CompanyBooks
from netvisor.testing.torture.script import Wanted

_DAY: Final = date(2026, 11, 21)
_BOOKS: Final = {
    "customer": ("customers", "code"),
    "customer without code": ("customers", "name"),
    "product": ("products", "code"),
    "vendor": ("vendors", "code"),
    "voucher": ("vouchers", "description"),
    "invoice": ("documents", "number"),
}


def call(wanted: Wanted, customer: int | None) -> Call[Any]:
    """The call of a message; `customer` is the key of the customer that it is for, or what stands for it."""
    if wanted.kind == "customer":
        return _customer(wanted.name, internal_identifier=customers.InternalIdentifier(wanted.name))
    if wanted.kind == "customer without code":
        return _customer(wanted.name)
    if wanted.kind == "product":
        return _product(wanted.name)
    if wanted.kind == "vendor":
        base = purchases.VendorBaseInformation(code=wanted.name, name=wanted.name, organization_id="7654321-2")
        return purchases.add_vendor(purchases.Vendor(vendor_base_information=base))
    if wanted.kind == "voucher":
        return _voucher(wanted.name)
    return _invoice(wanted.number, customer)


def keys(books: CompanyBooks, wanted: Wanted) -> list[int]:
    """The Netvisor keys under which a message stands in the books."""
    table, column = _BOOKS[wanted.kind]
    sought = str(wanted.number) if wanted.kind == "invoice" else wanted.name
    return [key for key, row in getattr(books, table).items() if str(getattr(row, column)) == sought]


def _customer(name: str, **base: Any) -> Call[Any]:
    information = customers.CustomerBaseInformation(name=name, **base)
    return customers.add_customer(customers.Customer(customer_base_information=information))


def _product(code: str) -> Call[Any]:
    base = products.ProductBaseInformation(
        product_code=code,
        product_group="Hedelmät",
        name=code,
        unit_price=products.UnitPrice(Decimal("6.90"), "net"),
        is_active=1,
        is_sales_product=1,
    )
    details = products.ProductBookkeepingDetails(default_vat_percentage=Decimal("25.5"))
    return products.add_product(products.Product(product_base_information=base, product_bookkeeping_details=details))


def _voucher(description: str) -> Call[Any]:
    lines = [
        accounting.VoucherLine(
            line_sum=accounting.LineSum(Decimal(total)),
            account_number=account,
            vat_percent=accounting.VatPercent(Decimal(0), "NONE"),
        )
        for total, account in (("100", 1910), ("-100", 3040))
    ]
    return accounting.add_voucher(
        accounting.Voucher(
            calculation_mode="net",
            voucher_date=_DAY,
            description=description,
            voucher_class="Muut",
            voucher_line=lines,
        )
    )


def _invoice(number: int, customer: int | None) -> Call[Any]:
    line = sales.SalesInvoiceProductLine(
        product_identifier=sales.ProductIdentifier("OMENA", "customer"),
        product_name="Omena",
        product_unit_price=sales.ProductUnitPrice(Decimal("6.90"), "net"),
        product_vat_percentage=sales.ProductVatPercentage(Decimal("25.5"), "KOMY"),
        sales_invoice_product_line_quantity=Decimal(2),
    )
    return sales.add_sales_invoice(
        sales.SalesInvoice(
            sales_invoice_number=number,
            sales_invoice_date=_DAY,
            sales_invoice_amount=CLEAR,
            sales_invoice_status="open",
            invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(str(customer), "netvisor"),
            payment_term_net_days=14,
            invoice_lines=sales.InvoiceLines(
                invoice_line=[sales.InvoiceLine(sales_invoice_product_line=line)],
            ),
        )
    )
