"""The messages of the bridge: products, customers, sales invoices and sales payments of Netvisor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from netvisor.declare import CLEAR
from netvisor.protocol.call import Call
from netvisor.reference.vat import VatCode
from netvisor.resources import customers, payments, products, sales
from netvisor.tampuuri.bridge.present import PresentCustomer, payer_with_number
from netvisor.tampuuri.bridge.settings import ChargeType, Settings
from netvisor.tampuuri.bridge.source import Charge, Party, Payment


def product_call(name: str, charge: ChargeType) -> Call[Any]:
    """Add the product of a charge type; its price stands on each invoice."""
    base = products.ProductBaseInformation(
        product_code=charge.product,
        product_group=charge.product_group,
        name=name,
        unit_price=products.UnitPrice(Decimal(), type="gross"),
        is_active=1,
        is_sales_product=1,
    )
    booked = products.ProductBookkeepingDetails(
        default_vat_percentage=charge.vat_percent, default_domestic_account_number=charge.account
    )
    return products.add_product(products.Product(product_base_information=base, product_bookkeeping_details=booked))


def customer_call(party: Party, code: str) -> Call[Any]:
    """Add a party as a customer."""
    base = customers.CustomerBaseInformation(
        name=party.name,
        internal_identifier=customers.InternalIdentifier(code),
        is_private_customer=party.person,
    )
    address: dict[str, Any] = {name: text for name, text in _address(party).items() if text}
    base = replace(base, **address)
    return customers.add_customer(customers.Customer(customer_base_information=base))


def customer_change(party: Party, stored: PresentCustomer) -> Call[Any] | None:
    """Change what differs in a customer; `None` when nothing does. A protected address is removed."""
    wanted = {"name": party.name, **_address(party)}
    had = {"name": stored.name, "street_address": stored.street, "post_number": stored.post_number, "city": stored.town}
    changes: dict[str, Any] = {name: text or CLEAR for name, text in wanted.items() if text != had[name]}
    if not changes:
        return None
    base = customers.CustomerBaseInformation(**changes)
    return customers.edit_customer(customers.Customer(customer_base_information=base), id=stored.netvisor_key)


def _address(party: Party) -> dict[str, str]:
    found = party.address
    if found is None:
        return {"street_address": "", "post_number": "", "city": ""}
    return {"street_address": found.street, "post_number": found.post_number, "city": found.town}


def total_of(charges: Sequence[Charge]) -> Decimal:
    """The sum of charges, which contain the VAT."""
    return sum((charge.amount for charge in charges), Decimal())


def invoice_call(number: str, code: str, due: date, charges: Sequence[Charge], settings: Settings) -> Call[Any]:
    """Add the invoice of a due date. It has no address: Netvisor takes that of the customer."""
    return sales.add_sales_invoice(
        sales.SalesInvoice(
            sales_invoice_number=int(number),
            sales_invoice_date=due,
            sales_invoice_due_date=due,
            sales_invoice_amount=sales.SalesInvoiceAmount(total_of(charges)),
            sales_invoice_status=settings.invoices.status,
            invoicing_customer_identifier=sales.InvoicingCustomerIdentifier(code, type="customer"),
            expect_partial_payments=True,
            invoice_lines=sales.InvoiceLines(
                invoice_line=[
                    sales.InvoiceLine(sales_invoice_product_line=_line(each, settings.charges[each.name], due))
                    for each in charges
                ]
            ),
        )
    )


def _line(charge: Charge, kind: ChargeType, due: date) -> sales.SalesInvoiceProductLine:
    return sales.SalesInvoiceProductLine(
        product_identifier=sales.ProductIdentifier(kind.product, type="customer"),
        product_name=f"{charge.name} {due.month}/{due.year}",
        product_unit_price=sales.ProductUnitPrice(charge.amount, type="gross"),
        product_vat_percentage=sales.ProductVatPercentage(kind.vat_percent, vat_code=VatCode(kind.vat_code)),
        sales_invoice_product_line_quantity=1,
        accounting_account_suggestion=kind.account,
    )


def payment_call(payment: Payment, invoice: str, amount: Decimal, settings: Settings) -> Call[Any]:
    """Add a payment, or the part of it that pays an invoice."""
    return payments.add_sales_payment(
        payments.SalesPayment(
            sum=payments.Sum(amount),
            payment_date=payment.day,
            target_identifier=payments.TargetIdentifier(invoice, type="invoicenumber"),
            source_name=payer_with_number(payment.payer, payment.number),
            payment_method=payments.PaymentMethod(settings.payments.method, type="alternative"),
        )
    )


__all__ = ["customer_call", "customer_change", "invoice_call", "payment_call", "product_call", "total_of"]
