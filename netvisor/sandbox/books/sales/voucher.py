"""The voucher of a sales invoice: receivable against sales and VAT."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox.books.accounting.vouchers import (
    Row,
    balanced,
    check_period,
    post,
    remove,
    split,
    type_named,
    vat_code_of,
    vat_rows,
)
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.money import divided, rounded
from netvisor.sandbox.books.core.show import attribute, part, plain, read_kept, text
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.books.dimensions.dimensions import uses_of_lines
from netvisor.sandbox.books.products.products import found_by
from netvisor.sandbox.books.products.products import message_of as product_message

_SALES_INVOICE: Final = type_named("Myyntilasku")


def post_document(work: Work, key: int, document: SalesInvoice | None = None) -> None:
    """Create, renew or remove the voucher of a document, according to its kind and status.

    Args:
        work: the call.
        key: the key of the document.
        document: its message; default: read from the books.
    """
    (row,) = work.rows("select * from document where company = ? and key = ?", work.company, key)
    _refuse_locked(work, row["voucher"])
    if row["kind"] != "invoice" or row["status"] == "unsent":
        if row["voucher"] is not None:
            remove(work, row["voucher"])
            work.update("document", key, voucher=None)
        return
    if document is None:
        document = read_kept(row["message"], SalesInvoice)
    voucher = post(
        work,
        _SALES_INVOICE,
        _day(document),
        _rows(work, row, document),
        description=f"Lasku {row['number']}, {row['customer_name']}",
        source=("salesinvoice", key),
        instead_of=row["voucher"],
    )
    work.update("document", key, voucher=voucher)


def _refuse_locked(work: Work, voucher: int | None) -> None:
    """Reject renewing or removing a voucher whose own day is locked, wherever its document moved."""
    old = work.row("select date from voucher where company = ? and key = ?", work.company, voucher)
    if old is not None:
        check_period(work, date.fromisoformat(old["date"]))


def _day(document: SalesInvoice) -> date:
    day: date = plain(document.sales_invoice_event_date) or document.sales_invoice_date
    return day


def _rows(work: Work, row: sqlite3.Row, document: SalesInvoice) -> list[Row]:
    receivables = plain(document.override_voucher_sales_receivables_account_number) or DEFAULTS.receivables
    debit = Row(total=Decimal(row["total"]), account=receivables, description=row["customer_name"])
    own = part(document, "invoice_voucher_lines")
    parts = _own_parts(document) if own is not None else _line_parts(work, row, document)
    euros = _to_euros(row, document)
    credits = [
        Row(
            total=-euros(each.total),
            account=each.account,
            description=each.description,
            vat_percent=each.vat_percent,
            vat_code=each.vat_code,
            dimensions=each.dimensions,
        )
        for each in [*(part_row for part_row, _ in parts), *vat_rows(parts)]
    ]
    return balanced([debit, *credits])


def _to_euros(row: sqlite3.Row, document: SalesInvoice) -> Callable[[Decimal], Decimal]:
    rate = attribute(document.sales_invoice_amount, "currency_rate")
    if row["currency"] == "EUR" or rate is None:
        return rounded
    return lambda value: divided(value, Decimal(rate))


def _own_parts(document: SalesInvoice) -> list[tuple[Row, Decimal]]:
    """The ledger lines of the message; a positive sum counts as income, as on the lines."""
    own = part(document, "invoice_voucher_lines")
    made = []
    for line in own.voucher_line:
        percent = Decimal(line.vat_percent.value)
        whole = Row(
            total=rounded(Decimal(line.line_sum.value)),
            account=line.account_number,
            description=text(line.description),
            vat_percent=percent,
            vat_code=vat_code_of(line.account_number, percent, line.vat_percent.vat_code),
            dimensions=[(each.dimension_name, text(each.dimension_item)) for each in line.dimension],
        )
        made.append(split(whole, gross=line.line_sum.type == "gross"))
    return made


def _line_parts(work: Work, row: sqlite3.Row, document: SalesInvoice) -> list[tuple[Row, Decimal]]:
    sql = "select * from document_line where company = ? and document = ? order by position"
    dimensions = uses_of_lines(work, row["key"])
    made = []
    for stored in work.rows(sql, work.company, row["key"]):
        line = part(document.invoice_lines.invoice_line[stored["position"]], "sales_invoice_product_line")
        percent = Decimal(line.product_vat_percentage.value)
        account = plain(line.accounting_account_suggestion) or _account(work, line.product_identifier)
        made.append(
            (
                Row(
                    total=Decimal(stored["net"]),
                    account=account,
                    description=text(line.product_name),
                    vat_percent=percent,
                    dimensions=[(each.heading, each.item) for each in dimensions.get(stored["key"], ())],
                    vat_code=vat_code_of(account, percent, attribute(line.product_vat_percentage, "vat_code")),
                ),
                Decimal(stored["vat"]),
            )
        )
    return made


def _account(work: Work, identifier: object) -> int:
    found = found_by(work, attribute(identifier, "type"), text(identifier))
    details = None if found is None else part(product_message(found), "product_bookkeeping_details")
    number = None if details is None else plain(details.default_domestic_account_number)
    return number or DEFAULTS.domestic_sales
