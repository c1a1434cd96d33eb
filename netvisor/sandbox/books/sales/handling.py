"""Changes to existing sales documents: comments, matched credit notes, deletion and its lists."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from typing import Final

from netvisor.resources.sales import (
    ContractInvoicing,
    ContractInvoicingReportReply,
    DeletedSalesInvoices,
    DeletedSalesInvoicesReply,
    DeletedSalesOrders,
    DeletedSalesOrdersReply,
    MatchCreditNote,
    SalesInvoiceComments,
    SalesPersonnelList,
    SalesPersonnelListReply,
)
from netvisor.sandbox.books.accounting.vouchers import check_period, delete
from netvisor.sandbox.books.core.deletions import deleted_since, note_deleted
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.sales.invoices import DRAFT, INVOICE, ORDER, row_of
from netvisor.sandbox.books.sales.status import OPEN_STATUSES, is_covered, open_sums, status_of, unpaid
from netvisor.sandbox.refusal import invalid

_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 9999


@answers("salesinvoicecomment.nv")
def sales_invoice_comment(work: Work) -> Outcome:
    """Add a comment to the history of a document."""
    sent: SalesInvoiceComments = work.message
    comment = sent.sales_invoice_comment
    key = comment.invoice_netvisor_key
    row = row_of(work, key)
    if row is None or row["kind"] != comment.invoice_type:
        raise invalid(f"there is no document of the type {comment.invoice_type} with the key {key}")
    (noted,) = work.rows(
        "select count(*) as noted from document_comment where company = ? and document = ?", work.company, key
    )
    work.insert("document_comment", document=key, position=noted["noted"], moment=work.stamp, comment=comment.comment)
    return Outcome()


@answers("matchcreditnote.nv")
def match_credit_note(work: Work) -> Outcome:
    """Settle a credit note and an invoice with each other; a document with nothing left open is paid."""
    sent: MatchCreditNote = work.message
    note, invoice = _matched(work, sent.credit_note_netvisor_key), _matched(work, sent.invoice_netvisor_key)
    if Decimal(note["total"]) >= 0 or Decimal(invoice["total"]) <= 0:
        raise invalid(f"{note['key']} is not a credit note of the invoice {invoice['key']}: its sum is not below 0")
    if note["currency"] != invoice["currency"]:
        raise invalid(f"the credit note is in {note['currency']}, the invoice in {invoice['currency']}")
    left = open_sums(work, [note, invoice])
    total = min(-left[note["key"]], left[invoice["key"]])
    if total <= 0:
        raise invalid(f"the credit note {note['key']} and the invoice {invoice['key']} leave nothing to match")
    sql = "select 1 from credit where company = ? and credit_note = ? and invoice = ?"
    if work.row(sql, work.company, note["key"], invoice["key"]) is not None:
        raise invalid(f"the credit note {note['key']} and the invoice {invoice['key']} are matched already")
    work.insert("credit", credit_note=note["key"], invoice=invoice["key"], total=str(total))
    for key, sum_left in open_sums(work, [note, invoice]).items():
        work.update("document", key, changed=work.stamp, **({} if sum_left else {"status": "paid"}))
    return Outcome()


def _matched(work: Work, key: int) -> sqlite3.Row:
    row = row_of(work, key)
    if row is None or row["kind"] != INVOICE:
        raise invalid(f"there is no sales invoice with the key {key}")
    if status_of(row, work.today) not in OPEN_STATUSES or row["voucher"] is None:
        raise invalid(f"the invoice {key} is {row['status']}; a match needs open invoices with their vouchers")
    return row


def credited_by(work: Work, note: int) -> int | None:
    """The (first) invoice to which a credit note was matched."""
    sql = "select invoice from credit where company = ? and credit_note = ? order by invoice"
    found = work.row(sql, work.company, note)
    return None if found is None else int(found["invoice"])


@answers("deletesalesinvoice.nv")
def delete_sales_invoice(work: Work) -> Outcome:
    """Delete an invoice, a draft or an order with its dependents; its payments stay, unlinked."""
    invoice, order = work.parameters.integer("invoiceid"), work.parameters.integer("orderid")
    key = invoice if order is None else order
    if key is None or (invoice is not None and order is not None):
        raise invalid("one of the parameters invoiceid and orderid is needed")
    row = row_of(work, key)
    if row is None or (row["kind"] == ORDER) != (order is not None):
        raise invalid(f"there is no sales {'invoice' if order is None else 'order'} with the key {key}")
    _remove_voucher(work, row)
    _unlink(work, key)
    for line in work.rows("select key from document_line where company = ? and document = ?", work.company, key):
        work.delete("dimension_use", owner=line["key"])
        work.delete("delivery", line=line["key"])
    work.delete("document_line", document=key)
    work.delete("document_comment", document=key)
    work.delete("attachment", owner=key)
    work.delete("order_invoice", origin=key)
    work.delete("order_invoice", invoice=key)
    work.delete("document", key=key)
    if row["kind"] != DRAFT:
        note_deleted(work, "salesorder" if row["kind"] == ORDER else "salesinvoice", key)
    return Outcome()


def _remove_voucher(work: Work, row: sqlite3.Row) -> None:
    voucher = work.row("select date from voucher where company = ? and key = ?", work.company, row["voucher"])
    if voucher is not None:
        check_period(work, date.fromisoformat(voucher["date"]))
        delete(work, row["voucher"])


def _unlink(work: Work, key: int) -> None:
    """Unlink the payments and credit notes of a document; what they paid becomes open again."""
    for payment in work.rows("select key from payment where company = ? and document = ?", work.company, key):
        work.update("payment", payment["key"], document=None, changed=work.stamp)
    sql = "select credit_note, invoice from credit where company = ? and (credit_note = ? or invoice = ?)"
    credits = work.rows(sql, work.company, key, key)
    work.delete("credit", credit_note=key)
    work.delete("credit", invoice=key)
    for credit in credits:
        reopen(work, credit["invoice"] if credit["credit_note"] == key else credit["credit_note"])


def reopen(work: Work, key: int) -> None:
    """Reopen a paid invoice after a payment was removed, unless the rest still covers it."""
    row = row_of(work, key)
    if row is None or row["kind"] != INVOICE or row["status"] not in {"paid", "creditloss"}:
        return
    if not is_covered(row, unpaid(work, row)):
        work.update("document", key, status="open", changed=work.stamp)


@answers("deletedsalesinvoices.nv")
def deleted_sales_invoices(work: Work) -> Outcome:
    """The invoices deleted since a day."""
    found = deleted_since(work, "salesinvoice")
    return Outcome(
        root=DeletedSalesInvoicesReply(deleted_sales_invoices=DeletedSalesInvoices(deleted_sales_invoice=found))
    )


@answers("deletedsalesorders.nv")
def deleted_sales_orders(work: Work) -> Outcome:
    """The orders deleted since a day."""
    found = deleted_since(work, "salesorder")
    return Outcome(root=DeletedSalesOrdersReply(deleted_sales_orders=DeletedSalesOrders(deleted_sales_order=found)))


@answers("salespersonnellist.nv")
def sales_personnel_list(work: Work) -> Outcome:
    """No sales people: no resource creates any."""
    return Outcome(root=SalesPersonnelListReply(sales_personnel_list=SalesPersonnelList()))


@answers("contractinvoicingreport.nv")
def contract_invoicing_report(work: Work) -> Outcome:
    """No forecast: no resource creates service baskets."""
    year = work.parameters.integer("year")
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise invalid(
            "the parameter year is missing; expected a year of four digits"
            if year is None
            else f"the parameter year is {year}; expected a year of four digits"
        )
    work.parameters.integer("collectionnetvisorkey")
    return Outcome(root=ContractInvoicingReportReply(contract_invoicing=ContractInvoicing()))
