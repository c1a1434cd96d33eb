"""Changes to existing sales payments: linked to a document, posted together, deleted.

The documentation only names the ways to handle a difference: what the books do for each is ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from netvisor.resources.payments import DeletedSalesPayments, DeletedSalesPaymentsReply, MassPayments, MatchPayment
from netvisor.sandbox.books.accounting.vouchers import Row, balanced, check_period, post, remove
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.deletions import deleted_since, note_deleted
from netvisor.sandbox.books.core.show import plain
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import uses
from netvisor.sandbox.books.payments.sales_payments import SALES_PAYMENT
from netvisor.sandbox.books.sales.handling import reopen
from netvisor.sandbox.books.sales.invoices import INVOICE, ORDER, row_of
from netvisor.sandbox.books.sales.status import is_covered, open_sums
from netvisor.sandbox.refusal import invalid

POSTING_RULE: Final = 1
"""The one posting rule of every company here, because no resource creates or lists any."""

_CREDIT_LOSSES: Final = 9180
_WRITTEN_OFF: Final = {
    "rounding": DEFAULTS.rounding,
    "discount": DEFAULTS.sales_discount,
    "creditloss": _CREDIT_LOSSES,
}
"""The account that takes what a payment leaves open, by how the difference is handled."""


@answers("matchpayment.nv")
def match_payment(work: Work) -> Outcome:
    """Link a payment to the invoice or order that it pays, or settle it without one."""
    sent: MatchPayment = work.message
    payment = _payment(work, sent.payment_netvisor_key)
    handled = "select 1 from payment_handling where company = ? and payment = ?"
    if payment["document"] is not None or work.row(handled, work.company, payment["key"]) is not None:
        raise invalid(f"the payment {payment['key']} is matched already")
    if sent.handling_type == "notargeting":
        work.insert("payment_handling", payment=payment["key"], kind=sent.handling_type)
        work.update("payment", payment["key"], changed=work.stamp)
        return Outcome()
    key = plain(sent.invoice_netvisor_key)
    document = None if key is None else row_of(work, key)
    if document is None or document["kind"] not in {INVOICE, ORDER}:
        raise invalid(f"there is no sales invoice or order with the key {key}")
    _link(work, payment, document, sent.handling_type)
    return Outcome()


def _link(work: Work, payment: sqlite3.Row, document: sqlite3.Row, handling: str) -> None:
    if document["status"] in {"paid", "creditloss"}:
        raise invalid(f"the invoice {document['number']} is {document['status']}: nothing of it is open")
    left = open_sums(work, [document])[document["key"]] - Decimal(payment["paid"])
    _check_difference(document, handling, left)
    total = Decimal(payment["paid"])
    if handling in _WRITTEN_OFF and left:
        _post_difference(work, payment, _WRITTEN_OFF[handling], left)
        total += left
        left = Decimal("0.00")
    work.update("payment", payment["key"], document=document["key"], total=str(total), changed=work.stamp)
    if document["kind"] == INVOICE and is_covered(document, left):
        status = "creditloss" if handling == "creditloss" else "paid"
        work.update("document", document["key"], status=status, changed=work.stamp)


def _check_difference(document: sqlite3.Row, handling: str, left: Decimal) -> None:
    wrong = {
        "normal": left != 0,
        "discount": left < 0,
        "creditloss": left <= 0,
        "partialpayment": left <= 0,
        "overpayment": left >= 0,
    }.get(handling, False)
    if wrong:
        raise invalid(
            f"the payment leaves {left} of the {document['kind']} {document['number']} open, which does not go with"
            f" {handling}"
        )


def _post_difference(work: Work, payment: sqlite3.Row, account: int, left: Decimal) -> None:
    """Post the voucher of a payment anew, with the open rest written off."""
    (voucher,) = work.rows("select * from voucher where company = ? and key = ?", work.company, payment["voucher"])
    rows = [
        *_rows_of(work, payment["voucher"]),
        Row(total=left, account=account, description=payment["name"]),
        Row(total=-left, account=DEFAULTS.receivables, description=payment["name"]),
    ]
    post(
        work,
        SALES_PAYMENT,
        date.fromisoformat(voucher["date"]),
        balanced(rows),
        description=voucher["description"],
        instead_of=payment["voucher"],
    )


def _rows_of(work: Work, voucher: int) -> list[Row]:
    sql = "select * from voucher_line where company = ? and voucher = ? order by position"
    return [
        Row(
            total=Decimal(row["total"]),
            account=row["account"],
            description=row["description"],
            vat_percent=Decimal(row["vat_percent"]),
            vat_code=row["vat_code"],
            dimensions=[(each.heading, each.item) for each in uses(work, row["key"])],
        )
        for row in work.rows(sql, work.company, voucher)
    ]


@answers("masspayments.nv")
def mass_payments(work: Work) -> Outcome:
    """Post payments to one voucher, or to one each, replacing their vouchers."""
    sent: MassPayments = work.message
    if sent.layout_rule_netvisor_key != POSTING_RULE:
        raise invalid(f"there is no posting rule {sent.layout_rule_netvisor_key}; {POSTING_RULE} is there")
    keys = [each.payment_netvisor_key for each in sent.mass_payment]
    if len(set(keys)) != len(keys):
        raise invalid("a payment stands twice in the message")
    found = [_payment(work, key) for key in keys]
    day: date | None = plain(sent.voucher_date)
    for payment in found:
        _refuse_shared(work, payment, "is posted")
        check_period(work, date.fromisoformat(payment["date"]))
    groups = [found] if sent.voucher_type == "single" else [[payment] for payment in found]
    for group in groups:
        _post_together(work, group, day or date.fromisoformat(group[0]["date"]), sent.voucher_description)
    return Outcome()


def _post_together(work: Work, group: Sequence[sqlite3.Row], day: date, description: str) -> None:
    rows = [row for payment in group for row in _rows_of(work, payment["voucher"])]
    for payment in group:
        remove(work, payment["voucher"])
    voucher = post(work, SALES_PAYMENT, day, rows, description=description)
    for payment in group:
        work.update("payment", payment["key"], voucher=voucher, changed=work.stamp)


@answers("deletesalespayment.nv")
def delete_sales_payment(work: Work) -> Outcome:
    """Delete a payment and invalidate its voucher; what it paid becomes open again."""
    key = work.parameters.integer("paymentid")
    if key is None:
        raise invalid("the parameter paymentid is missing")
    payment = _payment(work, key)
    _refuse_shared(work, payment, "is deleted")
    voucher = work.row("select date from voucher where company = ? and key = ?", work.company, payment["voucher"])
    if voucher is not None:
        check_period(work, date.fromisoformat(voucher["date"]))
        work.update("voucher", payment["voucher"], status="invalidated", changed=work.stamp)
    work.delete("payment_handling", payment=key)
    work.delete("payment", key=key)
    if payment["document"] is not None:
        reopen(work, payment["document"])
    note_deleted(work, "salespayment", key)
    return Outcome()


def _payment(work: Work, key: int) -> sqlite3.Row:
    found = work.row("select * from payment where company = ? and key = ?", work.company, key)
    if found is None:
        raise invalid(f"there is no sales payment with the key {key}")
    return found


def _refuse_shared(work: Work, payment: sqlite3.Row, what: str) -> None:
    sql = "select key from payment where company = ? and voucher = ? and key <> ?"
    if work.row(sql, work.company, payment["voucher"], payment["key"]) is not None:
        raise invalid(f"the payment {payment['key']} shares its voucher with others; only one of its own {what}")


@answers("deletedsalespayments.nv")
def deleted_sales_payments(work: Work) -> Outcome:
    """The payments deleted since a day."""
    found = deleted_since(work, "salespayment")
    return Outcome(
        root=DeletedSalesPaymentsReply(deleted_sales_payments=DeletedSalesPayments(deleted_sales_payment=found))
    )
