"""A simple typewritten PDF of an invoice or order."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from netvisor.resources.sales import FetchedSalesInvoice
from netvisor.sandbox.books.core.money import brief
from netvisor.sandbox.pdf import pdf

_WIDE: Final = 34
_HEAD: Final = f"{'Nimike':<{_WIDE}} {'Määrä':>9} {'á-hinta':>11} {'Yhteensä':>12}"


def picture(invoice: FetchedSalesInvoice, title: str, seller: str) -> bytes:
    """A PDF of the content of an answer about an invoice.

    Args:
        invoice: the answer.
        title: the kind of document, in Finnish.
        seller: the name of the company.
    """
    return pdf([*_top(invoice, title, seller), "", _HEAD, "-" * len(_HEAD), *_lines(invoice), "", *_end(invoice)])


def _top(invoice: FetchedSalesInvoice, title: str, seller: str) -> Iterator[str]:
    yield f"{seller:<{_WIDE}} {title} {invoice.sales_invoice_number or ''}"
    yield ""
    town = f"{invoice.invoicing_customer_post_number or ''} {invoice.invoicing_customer_town or ''}".strip()
    yield from filter(None, (invoice.invoicing_customer_name, invoice.invoicing_customer_address_line, town))
    yield ""
    for name, day in (("Päiväys", invoice.sales_invoice_date), ("Eräpäivä", invoice.sales_invoice_due_date)):
        if day is not None:
            yield f"{name:<14}{day.day}.{day.month}.{day.year}"
    yield from _named("Viitteenne", invoice.sales_invoice_your_reference)
    yield from _named("", invoice.sales_invoice_free_text_before_lines)


def _lines(invoice: FetchedSalesInvoice) -> Iterator[str]:
    wrapper = invoice.invoice_lines.invoice_line if invoice.invoice_lines is not None else None
    for line in wrapper.lines if wrapper is not None else ():
        text = getattr(line, "comment", None)
        if text is not None:
            yield from text.splitlines()
        else:
            yield _product(line)


def _product(line: Any) -> str:
    price = line.product_unit_price
    return (
        f"{(line.product_name or '')[:_WIDE]:<{_WIDE}} {_number(line.sales_invoice_product_line_quantity):>9}"
        f" {_number(price and brief(price)):>11} {_number(line.sales_invoice_product_line_sum):>12}"
    )


def _end(invoice: FetchedSalesInvoice) -> Iterator[str]:
    total = invoice.sales_invoice_amount
    yield from _named("Yhteensä", None if total is None else f"{_number(total.value)} EUR")
    yield from _named("Viitenumero", invoice.sales_invoice_reference_number)
    yield from _named("", invoice.sales_invoice_free_text_after_lines)


def _named(name: str, text: str | None) -> Iterator[str]:
    for number, line in enumerate((text or "").splitlines()):
        yield f"{'' if number else name:<14}{line}" if name else line


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")
