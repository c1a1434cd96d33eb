"""A sales invoice, order or draft as the printed document that the customer would get."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox.books.accounting.balances import BANK_ACCOUNTS
from netvisor.sandbox.books.core.attachments import attached
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.countries import country_name
from netvisor.sandbox.books.core.show import part, plain, text
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.books.customers import customers
from netvisor.sandbox.books.products.products import found_by
from netvisor.sandbox.books.products.products import message_of as product_message
from netvisor.sandbox.books.sales.invoice_reads import terms_of
from netvisor.sandbox.books.sales.invoices import message_of, row_of
from netvisor.sandbox.books.sales.status import open_sums, status_of, status_text
from netvisor.web.answer import PageError

_TITLES: Final = {"invoice": "Lasku", "order": "Tilaus", "invoicedraft": "Laskuluonnos"}
_REFERENCE_GROUP: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the document: a product with its sums, or a text."""

    code: str = ""
    name: str = ""
    note: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    """Without VAT."""
    discount: Decimal | None = None
    vat_percent: Decimal | None = None
    net: Decimal | None = None
    total: Decimal | None = None
    """With VAT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRate:
    """The totals of the lines of one VAT rate."""

    percent: Decimal
    net: Decimal
    vat: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that came with the document."""

    position: int
    file_name: str
    description: str
    mime: str
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The content of the document, as texts and numbers."""

    key: int
    title: str
    number: int | None
    status: str
    seller: str
    seller_identifier: str
    buyer: Sequence[str]
    delivery: Sequence[str]
    facts: Sequence[tuple[str, str | date]]
    """Names and values at the top: dates, terms, references."""
    before: str
    after: str
    lines: Sequence[Line]
    rates: Sequence[VatRate]
    currency: str
    net: Decimal
    vat: Decimal
    total: Decimal
    rounding: Decimal
    """The difference between the given total and that of the lines."""
    open_sum: Decimal | None
    """The open sum in euros; `None` if there is nothing to pay."""
    due: date
    account: str
    """IBAN of the seller, in groups of four."""
    bank: str
    """BIC of the seller's bank."""
    reference: str
    voucher: int | None
    attachments: Sequence[Attachment]


def paper(work: Work, seller: str, key: int) -> Paper:
    """The printed form of a document.

    Raises:
        PageError: there is no document of this key.
    """
    row = row_of(work, key)
    if row is None:
        raise PageError(404, f"{work.company} has no invoice or order with the key {key}.")
    document = message_of(row)
    lines, rates = _lines(work, row, document)
    net = sum((rate.net for rate in rates), Decimal("0.00"))
    vat = sum((rate.vat for rate in rates), Decimal("0.00"))
    total = Decimal(row["currency_total"])
    status = status_of(row, work.today)
    account, bank = BANK_ACCOUNTS[DEFAULTS.bank]
    return Paper(
        key=key,
        title=_title(row["kind"], total),
        number=row["number"],
        status=status_text(status, "EN") or "Draft",
        seller=seller,
        seller_identifier=work.company,
        buyer=_buyer(document),
        delivery=_delivery(document),
        facts=_facts(work, row, document),
        before=text(document.sales_invoice_free_text_before_lines),
        after=text(document.sales_invoice_free_text_after_lines),
        lines=lines,
        rates=rates,
        currency=row["currency"],
        net=net,
        vat=vat,
        total=total,
        rounding=total - net - vat,
        open_sum=open_sums(work, [row])[key] if row["kind"] == "invoice" else None,
        due=date.fromisoformat(row["due"]),
        account=" ".join(account[at : at + 4] for at in range(0, len(account), 4)),
        bank=bank,
        reference=_grouped(row["reference"]),
        voucher=row["voucher"],
        attachments=_attachments(work, key),
    )


def _title(kind: str, total: Decimal) -> str:
    return "Hyvityslasku" if kind == "invoice" and total < 0 else _TITLES.get(kind, kind)


def _facts(work: Work, row: sqlite3.Row, document: SalesInvoice) -> list[tuple[str, str | date]]:
    customer = customers.row_of(work, row["customer"])
    facts: list[tuple[str, Any]] = [
        ("Päiväys", document.sales_invoice_date),
        ("Eräpäivä", date.fromisoformat(row["due"])),
        ("Toimituspäivä", plain(document.sales_invoice_delivery_date)),
        ("Maksuehto", _term(document) or _net_days(document, date.fromisoformat(row["due"]))),
        ("Viivästyskorko", _percent(plain(document.override_rate_of_overdue))),
        ("Asiakasnumero", row["customer_code"]),
        ("Y-tunnus", "" if customer is None else customer["identifier"]),
        ("Viitteenne", text(document.sales_invoice_your_reference)),
        ("Viitteemme", text(document.sales_invoice_our_reference)),
        ("Tilausnumero", text(document.order_number)),
        ("Myyjä", text(document.seller_name)),
        ("Toimitustapa", text(document.delivery_method)),
        ("Toimitusehto", text(document.delivery_term)),
    ]
    return [(name, value) for name, value in facts if value not in (None, "")]


def _percent(value: Decimal | int | None) -> str:
    return "" if value is None else f"{value}".replace(".", ",") + "\N{NO-BREAK SPACE}%"


def _term(document: SalesInvoice) -> str:
    terms = terms_of(document)
    days, discount_days = terms["payment_term_net_days"], terms["payment_term_cash_discount_days"]
    discount = terms["payment_term_cash_discount"].value
    words = [] if days is None else [f"{days} pv netto"]
    if discount_days is not None and discount is not None:
        words.insert(0, f"{discount_days} pv -{_percent(discount)}")
    return ", ".join(words)


def _net_days(document: SalesInvoice, due: date) -> str:
    """The payment term of a document without its own: that of the customer, shown by the due date."""
    return f"{(due - document.sales_invoice_date).days} pv netto"


def _buyer(document: SalesInvoice) -> list[str]:
    country = text(document.invoicing_customer_country_code)
    town = f"{text(document.invoicing_customer_post_number)} {text(document.invoicing_customer_town)}"
    found = [
        text(document.invoicing_customer_name),
        text(document.invoicing_customer_name_extension),
        text(document.invoicing_customer_address_line),
        text(document.invoicing_customer_additional_address_line),
        town.strip(),
        _abroad(country),
    ]
    return [line for line in found if line]


def _delivery(document: SalesInvoice) -> list[str]:
    town = f"{text(document.delivery_address_post_number)} {text(document.delivery_address_town)}"
    found = [
        text(document.delivery_address_name),
        text(document.delivery_address_line),
        town.strip(),
        _abroad(text(document.delivery_address_country_code)),
    ]
    return [line for line in found if line]


def _abroad(code: str) -> str:
    return "" if code in {"", "FI"} else country_name(code, "FI").upper()


def _lines(work: Work, row: sqlite3.Row, document: SalesInvoice) -> tuple[list[Line], list[VatRate]]:
    sql = "select * from document_line where company = ? and document = ?"
    sums = {line["position"]: line for line in work.rows(sql, work.company, row["key"])}
    lines: list[Line] = []
    by_rate: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for position, line in enumerate(document.invoice_lines.invoice_line):
        comment, subtotal = part(line, "sales_invoice_comment_line"), part(line, "sales_invoice_subline")
        if position in sums:
            made = _product_line(work, part(line, "sales_invoice_product_line"), sums[position])
            lines.append(made)
            net, vat = by_rate.get(made.vat_percent or Decimal(0), (Decimal("0.00"), Decimal("0.00")))
            by_rate[made.vat_percent or Decimal(0)] = (
                net + Decimal(sums[position]["net"]),
                vat + Decimal(sums[position]["vat"]),
            )
        elif comment is not None:
            lines.append(Line(note=comment.comment))
        elif subtotal is not None:
            lines.append(_subtotal(subtotal))
    return lines, [VatRate(percent=rate, net=net, vat=vat) for rate, (net, vat) in sorted(by_rate.items())]


def _product_line(work: Work, line: Any, sums: sqlite3.Row) -> Line:
    identifier = line.product_identifier
    product = found_by(work, identifier.type, identifier.value)
    return Line(
        code=identifier.value if product is None else product["code"],
        name=text(line.product_name) or (product["name"] if product is not None else ""),
        note=text(line.sales_invoice_product_line_free_text),
        quantity=Decimal(line.sales_invoice_product_line_quantity),
        unit=text(line.product_unit_name) or _unit(product),
        unit_price=Decimal(sums["unit_price"]),
        discount=plain(line.sales_invoice_product_line_discount_percentage),
        vat_percent=Decimal(line.product_vat_percentage.value),
        net=Decimal(sums["net"]),
        total=Decimal(sums["total"]),
    )


def _unit(product: sqlite3.Row | None) -> str:
    return "" if product is None else text(product_message(product).product_base_information.unit)


def _subtotal(line: Any) -> Line:
    return Line(
        code=text(line.subline_article_identifier),
        name=line.subline_article_name,
        note=text(line.subline_description),
        quantity=plain(line.subline_delivered_quantity),
        unit=text(line.subline_unit_code),
        unit_price=plain(line.subline_unit_price),
        discount=plain(line.subline_discount_percent),
        vat_percent=plain(line.subline_vat_percent),
        total=plain(line.subline_sum),
    )


def _attachments(work: Work, key: int) -> list[Attachment]:
    return [
        Attachment(
            position=position,
            file_name=file.file_name,
            description=file.description,
            mime=file.mime,
            length=len(file.content),
        )
        for position, file in enumerate(attached(work, key))
    ]


def _grouped(reference: str) -> str:
    """A reference number in groups of five from the end, as invoices write it.

    >>> _grouped("1234567"), _grouped("RF18 5390")
    ('12 34567', 'RF18 5390')
    """
    if not reference.isdecimal():
        return reference
    first = len(reference) % _REFERENCE_GROUP
    groups = [reference[:first], *(reference[at : at + 5] for at in range(first, len(reference), _REFERENCE_GROUP))]
    return " ".join(group for group in groups if group)
