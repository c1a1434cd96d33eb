"""Purchase invoices: imported with their vendor, verified, accepted and posted, accrued over months."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import UNSET, given
from netvisor.resources.purchases import PurchaseInvoice, PurchaseInvoiceAccrual, PurchaseInvoicePostingData
from netvisor.sandbox.books.accounting.vouchers import (
    Row,
    balanced,
    check_period,
    post,
    split,
    type_named,
    vat_code_of,
    vat_rows,
)
from netvisor.sandbox.books.core.attachments import Attached, attach
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.money import CENTS, PRICE_PLACES, brief, rounded, without_vat
from netvisor.sandbox.books.core.show import attribute, kept, part, plain, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import use, uses
from netvisor.sandbox.books.purchases.vendors import row_of as vendor_row
from netvisor.sandbox.books.purchases.vendors import vendor_of
from netvisor.sandbox.books.users.rights import check_purchases
from netvisor.sandbox.refusal import OURS, incorrect, invalid

_PURCHASE_INVOICE: Final = type_named("Ostolasku")
TRADE_PAYABLES: Final = DEFAULTS.trade_payables
_PURCHASES: Final = DEFAULTS.domestic_purchases
_FINVOICE_TAKES: Final = timedelta(minutes=1)
STAGES: Final = ("open", "reject", "contentsupervisorrejected", "approved", "acceptorrejected", "accepted")
"""The stages of the approval round in their order; an invoice only moves forward."""
_NO_SUGGESTION: Final = (
    "VAT code cannot be retrieved from posting suggestion because no posting suggestion has been given."
)


def row_of(work: Work, key: int) -> sqlite3.Row | None:
    """The row of a purchase invoice; also `None` while a Finvoice is being processed."""
    sql = "select * from purchase_invoice where company = ? and key = ? and visible <= ?"
    return work.row(sql, work.company, key, work.stamp)


@answers("purchaseinvoice.nv")
def purchase_invoice(work: Work) -> Outcome:
    """Import a purchase invoice; its vendor is the first that matches, else a new one."""
    sent: PurchaseInvoice = work.message
    day = _day(work, sent)
    key, vendor = work.new_key(), vendor_of(work, sent)
    handled = work.now + (_FINVOICE_TAKES if plain(sent.invoice_source) == "finvoice" else timedelta(0))
    event = _open_day(work, sent, plain(sent.event_date) or plain(sent.value_date) or day)
    work.insert(
        "purchase_invoice",
        key=key,
        number=sent.invoice_number,
        date=day.isoformat(),
        event=event.isoformat(),
        due=sent.due_date.isoformat(),
        stage=plain(sent.purchase_invoice_on_round) or "open",
        vendor=vendor,
        total=str(rounded(Decimal(sent.amount))),
        prepaid=str(_prepaid(sent)),
        currency=text(sent.currency_code).upper() or "EUR",
        visible=handled.isoformat(sep=" "),
        changed=work.stamp,
        message=kept(replace(sent, purchase_invoice_attachments=UNSET)),
    )
    _attach(work, key, sent)
    wrapper = part(sent, "purchase_invoice_lines")
    _store_lines(work, key, () if wrapper is None else wrapper.purchase_invoice_line)
    orders = part(sent, "purchase_invoice_related_purchase_order_numbers")
    for number in {o.purchase_order_number for o in _related(orders)}:
        work.insert("purchase_link", invoice=key, number=number)
    _note(work, key, "created", "imported", "it costs one e-invoice transaction")
    if plain(sent.ready_for_accounting):
        _post(work, key, event)
    return Outcome(inserted=[key])


def _related(orders: Any) -> Iterable[Any]:
    return () if orders is None else orders.purchase_invoice_related_purchase_order_number


def _day(work: Work, sent: PurchaseInvoice) -> date:
    """The date of the invoice; in a locked period the next open one, if the message allows it."""
    day = _open_day(work, sent, sent.invoice_date.value)
    check_period(work, day)
    return day


def _open_day(work: Work, sent: PurchaseInvoice, day: date) -> date:
    if plain(getattr(sent.invoice_date, "find_open_date", UNSET)) == "true":
        row = work.row("select locked_until from company where id = ?", work.company)
        if row is not None and day.isoformat() <= row["locked_until"]:
            return date.fromisoformat(row["locked_until"]) + timedelta(days=1)
    return day


def _prepaid(sent: PurchaseInvoice) -> Decimal:
    paid = (Decimal(each.paid_amount.value) for each in sent.partial_payment_details)
    return rounded(sum(paid, Decimal("0.00")))


def _attach(work: Work, key: int, sent: PurchaseInvoice) -> None:
    wrapper = part(sent, "purchase_invoice_attachments")
    files = () if wrapper is None else wrapper.purchase_invoice_attachment
    attach(
        work,
        key,
        [
            Attached(
                mime=file.mime_type,
                description=file.attachment_description,
                file_name=file.file_name,
                content=bytes(file.document_data.value),
            )
            for file in sorted(files, key=_is_picture, reverse=True)
        ],
    )


def _is_picture(file: Any) -> bool:
    return bool(attribute(file.document_data, "document_type") == "invoiceimage")


def _store_lines(work: Work, owner: int, lines: Iterable[Any]) -> None:
    for old in lines_of(work, owner):
        work.delete("dimension_use", owner=old["key"])
    work.delete("purchase_line", owner=owner)
    taken: set[int] = set()
    for position, line in enumerate(sorted(lines, key=_place)):
        key, percent = _line_key(work, line, taken), Decimal(plain(line.vat_percent))
        total = rounded(Decimal(line.line_sum))
        work.insert(
            "purchase_line",
            owner=owner,
            position=position,
            key=key,
            code=text(line.product_code),
            name=line.product_name,
            ordered=text(line.ordered_amount),
            delivered=str(line.delivered_amount),
            unit=text(line.unit_name),
            price=str(brief(rounded(Decimal(line.unit_price), PRICE_PLACES))),
            discount=text(line.discount_percentage),
            vat_percent=str(percent),
            vat_code=_code(line, percent),
            total=str(total),
            net=str(brief(without_vat(total, percent, 4))),
            description=text(line.description),
            account=text(line.accounting_suggestion),
        )
        use(work, key, ((each.dimension_name, text(each.dimension_item)) for each in line.dimension))


def _line_key(work: Work, line: Any, taken: set[int]) -> int:
    """The key of a line: the one it names; if a line is split, only the first part keeps it."""
    named = plain(getattr(line, "purchase_invoice_line_netvisor_key", UNSET))
    if named is None or named in taken:
        return work.new_key()
    taken.add(named)
    return int(named)


def _place(line: Any) -> tuple[bool, int]:
    """The position of a line: its own, and lines without one at the end, in the order of the message."""
    place = plain(line.sort)
    return place is None, place or 0


def _code(line: Any, percent: Decimal) -> str:
    """The VAT code of a line: its own, else that of its proposed account."""
    own = attribute(line.vat_percent, "vat_code")
    account = plain(line.accounting_suggestion)
    has_codes = hasattr(line.vat_percent, "vat_code")
    if has_codes and own is None and account is None and percent:
        raise incorrect(_NO_SUGGESTION)
    return vat_code_of(account or _PURCHASES, percent, None if own is None else str(getattr(own, "value", own)))


def lines_of(work: Work, owner: int) -> list[sqlite3.Row]:
    """The lines of a purchase invoice."""
    sql = "select * from purchase_line where company = ? and owner = ? order by position"
    return work.rows(sql, work.company, owner)


def paid_of(work: Work, row: sqlite3.Row) -> Decimal:
    """The sum paid of a purchase invoice, before or since its import."""
    sql = "select total from purchase_payment where company = ? and invoice = ?"
    return sum((Decimal(each["total"]) for each in work.rows(sql, work.company, row["key"])), Decimal(row["prepaid"]))


def _note(work: Work, owner: int, kind: str, heading: str, description: str = "") -> None:
    (row,) = work.rows("select count(*) from purchase_event where company = ? and owner = ?", work.company, owner)
    work.insert(
        "purchase_event",
        owner=owner,
        position=row[0],
        type=kind,
        heading=f"{OURS}{heading}",
        description=description,
        time=work.stamp,
    )


# Posting.


def _post(work: Work, key: int, day: date) -> None:
    row = work.row("select * from purchase_invoice where company = ? and key = ?", work.company, key)
    if row is None or row["voucher"] is not None:
        raise invalid(f"the purchase invoice {key} is posted already")
    vendor = vendor_row(work, row["vendor"])
    name = "" if vendor is None else vendor["name"]
    parts = [split(_ledger_row(work, line), gross=True) for line in lines_of(work, key)]
    if not parts:
        parts = [(Row(total=Decimal(row["total"]), account=_PURCHASES, description=name), Decimal(0))]
    credit = Row(total=-Decimal(row["total"]), account=TRADE_PAYABLES, description=name)
    voucher = post(
        work,
        _PURCHASE_INVOICE,
        day,
        balanced([*(each for each, _ in parts), *vat_rows(parts), credit]),
        description=f"{row['number']}, {name}",
        source=("purchaseinvoice", key),
    )
    work.update("purchase_invoice", key, voucher=voucher, event=day.isoformat(), changed=work.stamp)
    _note(work, key, "posted", "posted")


def _ledger_row(work: Work, line: sqlite3.Row) -> Row:
    return Row(
        total=Decimal(line["total"]),
        account=int(line["account"] or _PURCHASES),
        description=line["description"] or line["name"],
        vat_percent=Decimal(line["vat_percent"]),
        vat_code=line["vat_code"],
        dimensions=[(each.heading, each.item) for each in uses(work, line["key"])],
    )


@answers("purchaseinvoicepostingdata.nv")
def purchase_invoice_posting_data(work: Work) -> Outcome:
    """Move an open invoice forward, replace its lines, and post it."""
    check_purchases(work)
    sent: PurchaseInvoicePostingData = work.message
    key = sent.purchase_invoice_netvisor_key
    row = row_of(work, key)
    if row is None:
        raise invalid(f"there is no purchase invoice with the key {key}")
    if row["voucher"] is not None:
        raise invalid(f"the purchase invoice {key} is posted already")
    if (paid := paid_of(work, row)) and paid == Decimal(row["total"]):
        raise invalid(f"the purchase invoice {key} is paid; expected an open one")
    status = plain(sent.status)
    if status is not None:
        if STAGES.index(status) <= STAGES.index(row["stage"]):
            raise invalid(f"the stage can only move forward; {row['stage']} stands, and {status} was sent")
        work.update("purchase_invoice", key, stage=status)
        _note(work, key, status, status, text(sent.comment))
    elif given(sent.comment):
        _note(work, key, "comment", "comment", text(sent.comment))
    if sent.purchase_invoice_posting_line:
        _replace_lines(work, row, sent.purchase_invoice_posting_line)
    event = plain(sent.event_date) or date.fromisoformat(row["event"])
    work.update("purchase_invoice", key, event=event.isoformat(), changed=work.stamp)
    if sent.is_ready_for_accounting:
        _post(work, key, event)
    return Outcome()


def _replace_lines(work: Work, row: sqlite3.Row, lines: Iterable[Any]) -> None:
    total = sum((rounded(Decimal(line.line_sum)) for line in lines), Decimal(0))
    if total != Decimal(row["total"]):
        raise invalid(f"the lines make {rounded(total, CENTS)}, and the invoice {row['total']}")
    known = {line["key"] for line in lines_of(work, row["key"])}
    for line in lines:
        old = plain(line.purchase_invoice_line_netvisor_key)
        if old is not None and old not in known:
            raise invalid(f"the purchase invoice {row['key']} has no line with the key {old}")
    _store_lines(work, row["key"], lines)


@answers("purchaseinvoiceaccrual.nv")
def purchase_invoice_accrual(work: Work) -> Outcome:
    """Store over which months an invoice is accrued, unless it is posted."""
    sent: PurchaseInvoiceAccrual = work.message
    rule = sent.accrual_rule
    row = _named(work, sent.invoice_identifier)
    if row["voucher"] is not None:
        raise invalid(f"the purchase invoice {row['key']} is posted already")
    first = f"{rule.start_year:04}-{rule.start_month:02}"
    if first < row["event"][:7]:
        raise invalid(f"the start {first} lies before the event month {row['event'][:7]} of the invoice")
    check_period(work, _first_day(rule.start_year, rule.start_month))
    sql = "select 1 from purchase_accrual where company = ? and invoice = ?"
    if work.row(sql, work.company, row["key"]) is not None and not plain(rule.remove_existing_accrual):
        raise invalid(f"the purchase invoice {row['key']} has an accrual; removeexistingaccrual replaces it")
    work.delete("purchase_accrual", invoice=row["key"])
    last = f"{rule.end_year:04}-{rule.end_month:02}" if given(rule.end_month) else ""
    work.insert("purchase_accrual", invoice=row["key"], first=first, last=last, curve=text(rule.division_curve_name))
    work.update("purchase_invoice", row["key"], changed=work.stamp)
    return Outcome()


def _first_day(year: int, month: int) -> date:
    try:
        return date(year, month, 1)
    except ValueError as error:
        raise invalid(f"there is no fiscal year {year}") from error


def _named(work: Work, named: Any) -> sqlite3.Row:
    key, number = plain(named.netvisor_key), plain(named.invoice_number)
    column, value = ("key", key) if key is not None else ("number", number)
    sql = f"select * from purchase_invoice where company = ? and {column} = ? and visible <= ? order by key"  # noqa: S608  # columns are ours
    found = work.row(sql, work.company, value, work.stamp)
    if found is None:
        raise invalid(f"there is no purchase invoice with the {column} {value}")
    return found
