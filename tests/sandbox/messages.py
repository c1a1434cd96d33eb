"""Messages that the tests of the books post, each as small as it may be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from netvisor import CLEAR
from netvisor.resources import accounting, customers, payments, products, sales

DAY = date(2026, 11, 21)


def customer(name: str = "Äiti Oy", code: str = "011", **base: Any) -> customers.Customer:
    return customers.Customer(
        customer_base_information=customers.CustomerBaseInformation(
            name=name, internal_identifier=customers.InternalIdentifier(code), **base
        )
    )


def product(code: str = "OMENA", price: str = "6.90", kind: Literal["net", "gross"] = "net") -> products.Product:
    return products.Product(
        product_base_information=products.ProductBaseInformation(
            product_code=code,
            product_group="Hedelmät",
            name="Omena",
            unit_price=products.UnitPrice(Decimal(price), kind),
            is_active=1,
            is_sales_product=1,
        ),
        product_bookkeeping_details=products.ProductBookkeepingDetails(default_vat_percentage=Decimal("25.5")),
    )


def line(
    quantity: str = "2",
    price: str = "6.90",
    kind: Literal["net", "gross", "netvisor"] = "net",
    vat: str = "22",
    code: str = "OMENA",
    **fields: Any,
) -> sales.InvoiceLine:
    return sales.InvoiceLine(
        sales_invoice_product_line=sales.SalesInvoiceProductLine(
            **{
                "product_identifier": sales.ProductIdentifier(code, "customer"),
                "product_name": "Omena",
                "product_unit_price": sales.ProductUnitPrice(Decimal(price), kind),
                "product_vat_percentage": sales.ProductVatPercentage(Decimal(vat), "KOMY" if Decimal(vat) else "NONE"),
                "sales_invoice_product_line_quantity": Decimal(quantity),
                **fields,
            }
        )
    )


def comment(text: str) -> sales.InvoiceLine:
    return sales.InvoiceLine(sales_invoice_comment_line=sales.SalesInvoiceCommentLine(comment=text))


def invoice(*lines: sales.InvoiceLine, **fields: Any) -> sales.SalesInvoice:
    return sales.SalesInvoice(
        **{
            "sales_invoice_date": DAY,
            "sales_invoice_amount": CLEAR,
            "sales_invoice_status": "open",
            "invoicing_customer_identifier": sales.InvoicingCustomerIdentifier("011", "customer"),
            "payment_term_net_days": 14,
            "invoice_lines": sales.InvoiceLines(invoice_line=list(lines) or [line()]),
            **fields,
        }
    )


def payment(total: str, target: str = "1", kind: Any = "invoicenumber", **fields: Any) -> payments.SalesPayment:
    return payments.SalesPayment(
        **{
            "sum": payments.Sum(Decimal(total)),
            "payment_date": DAY,
            "target_identifier": payments.TargetIdentifier(target, kind),
            "source_name": "Äiti Oy",
            "payment_method": payments.PaymentMethod("pankkikortti", "alternative"),
            **fields,
        }
    )


def row(total: str, account: int, vat: str = "0", code: Any = "NONE", **fields: Any) -> accounting.VoucherLine:
    return accounting.VoucherLine(
        line_sum=accounting.LineSum(Decimal(total)),
        account_number=account,
        vat_percent=accounting.VatPercent(Decimal(vat), code),
        **fields,
    )


def voucher(
    rows: Sequence[accounting.VoucherLine] = (), mode: Literal["net", "gross"] = "net", **fields: Any
) -> accounting.Voucher:
    return accounting.Voucher(
        **{
            "calculation_mode": mode,
            "voucher_date": DAY,
            "voucher_class": "Muut",
            "voucher_line": list(rows) or [row("100", 1910), row("-100", 3040)],
            **fields,
        }
    )
