"""The sums of a sales document: lines rounded to cents, VAT, totals."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from netvisor.resources.sales import SalesInvoice, SalesInvoiceProductLine
from netvisor.sandbox.books.core.money import divided, product_of, rounded, with_vat, without_vat
from netvisor.sandbox.books.core.show import attribute, plain
from netvisor.sandbox.books.products.products import message_of, prices
from netvisor.sandbox.refusal import invalid

_CENT: Final = Decimal("0.01")
_UNIT_PLACES: Final = 4
EURO: Final = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The computed sums of a product line."""

    unit_price: Decimal
    """Without VAT."""
    net: Decimal
    vat: Decimal
    total: Decimal
    """With VAT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The total of a document with VAT, in its currency and in euros."""

    currency: str
    in_currency: Decimal
    in_euros: Decimal


def line_sums(line: SalesInvoiceProductLine, register_price: Decimal | None) -> Sums:
    """The sums of a line: both as given, else quantity times price less discount, rounded to cents.

    Args:
        line: the line in the message.
        register_price: the price in the product register without VAT, if any.

    Raises:
        Refusal: the line uses the price of the register and there is none.
    """
    percent = Decimal(line.product_vat_percentage.value)
    price, gross = Decimal(line.product_unit_price.value), line.product_unit_price.type == "gross"
    if line.product_unit_price.type == "netvisor":
        if register_price is None:
            raise invalid("the price of the product register is asked for, and the product is not in it")
        price = register_price
    discount = plain(line.sales_invoice_product_line_discount_percentage) or Decimal(0)
    quantity = Decimal(line.sales_invoice_product_line_quantity)
    amount = rounded(product_of(price, quantity, Decimal(100) - discount, _CENT))
    unit = rounded(without_vat(price, percent) if gross else price, _UNIT_PLACES)
    vat = plain(line.sales_invoice_product_line_vat_sum)
    total = plain(line.sales_invoice_product_line_sum)
    if vat is not None and total is not None:
        vat, total = rounded(Decimal(vat)), rounded(Decimal(total))
        return Sums(unit_price=unit, net=total - vat, vat=vat, total=total)
    if gross:
        net = without_vat(amount, percent, 2)
        return Sums(unit_price=unit, net=net, vat=amount - net, total=amount)
    total = rounded(with_vat(amount, percent))
    return Sums(unit_price=unit, net=amount, vat=total - amount, total=total)


def totals(document: SalesInvoice, lines: list[Sums]) -> Totals:
    """The total of a document: the given one, else that of its lines.

    A rate is the amount of the currency for one euro; without one, both count as equal. That is ours.
    """
    amount = document.sales_invoice_amount
    given = plain(amount)
    if given is None or attribute(amount, "price_type") == "netvisor":
        given = sum((line.total for line in lines), Decimal("0.00"))
    currency = (attribute(amount, "iso4217_currency_code") or EURO).upper()
    rate = attribute(amount, "currency_rate")
    rate = None if rate is None else Decimal(rate)
    if rate is not None and rate <= 0:
        raise invalid(f"the currency rate {rate} is not above 0")
    in_currency = rounded(Decimal(given))
    in_euros = in_currency if currency == EURO or rate is None else divided(in_currency, rate)
    return Totals(currency=currency, in_currency=in_currency, in_euros=in_euros)


def register_price(product: sqlite3.Row) -> Decimal:
    """The price of a product in the register, without VAT."""
    return prices(message_of(product))[0]
