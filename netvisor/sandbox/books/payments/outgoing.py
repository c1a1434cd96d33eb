"""Outgoing payments: imported bank transfers, and payments of purchase invoices, which people make.

No resource pays, deletes or answers for the bank; `sandbox.books[company].manual_actions` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

from netvisor.resources.payments import (
    DeletedPurchasePayments,
    DeletedPurchasePaymentsReply,
    ListedPayment,
    Payment,
    PaymentList,
    PaymentListReply,
    UnprocessedOutgoingPayment,
    UnprocessedOutgoingPayments,
    UnprocessedOutgoingPaymentsReply,
)
from netvisor.resources.purchases import (
    PurchaseInvoice,
)
from netvisor.sandbox.books.accounting.vouchers import Row, delete, post, type_named
from netvisor.sandbox.books.core.banks import check_sepa_account
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.deletions import deleted_since, note_deleted
from netvisor.sandbox.books.core.money import rounded
from netvisor.sandbox.books.core.show import kept, read_kept, text
from netvisor.sandbox.books.core.work import MOST_KEYS, Outcome, Work, answers
from netvisor.sandbox.books.purchases.invoices import TRADE_PAYABLES, paid_of
from netvisor.sandbox.books.purchases.vendors import row_of as vendor_row
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.refusal import invalid
from netvisor.sandbox.settings import check_choice
from netvisor.sandbox.store import Store

_PURCHASE_PAYMENT: Final = type_named("Ostosuoritus")


@answers("payment.nv")
def payment(work: Work) -> Outcome:
    """Import a transfer; a due date in the past becomes today, the day of payment."""
    sent: Payment = work.message
    to = sent.destination_bank_account
    check_sepa_account(to.destination_bank_account_number, text(to.bank_branch))
    key = work.new_key()
    work.insert(
        "transfer",
        key=key,
        due=max(sent.due_date, work.today).isoformat(),
        amount=str(rounded(Decimal(sent.amount))),
        status="",
        description="",
        changed=work.stamp,
        message=kept(sent),
    )
    return Outcome(inserted=[key])


@answers("unprocessedoutgoingpayments.nv")
def unprocessed_outgoing_payments(work: Work) -> Outcome:
    """The bank's answers to transfers; pending and unknown ones are left out."""
    keys = work.parameters.keys("idlist", MOST_KEYS)
    if keys is None:
        raise invalid("the parameter idlist is missing")
    rows = {row["key"]: row for row in work.rows("select * from transfer where company = ?", work.company)}
    found = [
        UnprocessedOutgoingPayment(
            identifier=key, status=rows[key]["status"], status_description=rows[key]["description"] or None
        )
        for key in keys
        if key in rows and rows[key]["status"]
    ]
    return Outcome(root=UnprocessedOutgoingPaymentsReply(payments=UnprocessedOutgoingPayments(payment=found)))


@answers("paymentlist.nv")
def payment_list(work: Work) -> Outcome:
    """The payments of purchase invoices that match all parameters."""
    asked = work.parameters
    where: list[str] = ["p.company = ?"]
    values: list[Any] = [work.company]

    def add(condition: str, value: Any) -> None:
        if value is not None:
            where.append(condition)
            values.append(value)

    add("p.key > ?", asked.integer("limitabovenetvisorkey"))
    for name, sign in (("limitbegindate", ">="), ("limitenddate", "<=")):
        day = asked.day(name)
        add(f"p.date {sign} ?", None if day is None else day.isoformat())
    add("p.reference = ?", asked.text("limitreference"))
    add("p.invoice = ?", asked.integer("limitinvoiceid"))
    sql = (
        "select p.*, i.number, v.number as voucher_number from purchase_payment p"  # noqa: S608  # the conditions are ours
        " left join purchase_invoice i on i.company = p.company and i.key = p.invoice"
        " left join voucher v on v.company = p.company and v.key = p.voucher"
        f" where {' and '.join(where)} order by p.key"
    )
    found = [
        ListedPayment(
            netvisor_key=row["key"],
            payer_name=row["payer"],
            date=date.fromisoformat(row["date"]),
            home_currency_sum=Decimal(row["total"]),
            foreign_currency_sum=None,
            reference=row["reference"] or None,
            invoice_key=row["invoice"],
            invoice_number=row["number"],
            invoice_uri=f"/getpurchaseinvoice.nv?netvisorkey={row['invoice']}",
            voucher_key=row["voucher"],
            voucher_number=row["voucher_number"],
        )
        for row in work.rows(sql, *values)
    ]
    return Outcome(root=PaymentListReply(payment_list=PaymentList(payment=found)))


@answers("deletedpurchasepayments.nv")
def deleted_purchase_payments(work: Work) -> Outcome:
    """The payments that people deleted."""
    found = DeletedPurchasePayments(deleted_purchase_payment=deleted_since(work, "purchasepayment"))
    return Outcome(root=DeletedPurchasePaymentsReply(deleted_purchase_payments=found))


def pay_invoice(work: Work, invoice: int, total: Decimal | None = None) -> int:
    """Pay a purchase invoice today, the whole open sum or a part; returns the key of the payment.

    Raises:
        LookupError: there is no such invoice.
    """
    row = _row(work, "purchase_invoice", invoice)
    total = Decimal(row["total"]) - paid_of(work, row) if total is None else rounded(total)
    vendor = vendor_row(work, row["vendor"])
    name = "" if vendor is None else vendor["name"]
    debit, credit = Row(total=total, account=TRADE_PAYABLES), Row(total=-total, account=DEFAULTS.bank)
    voucher = post(work, _PURCHASE_PAYMENT, work.today, [debit, credit], description=f"{row['number']}, {name}")
    key = work.new_key()
    work.insert(
        "purchase_payment",
        key=key,
        invoice=invoice,
        payer=name,
        date=work.today.isoformat(),
        total=str(total),
        reference=_reference(row),
        voucher=voucher,
        changed=work.stamp,
    )
    work.update("purchase_invoice", invoice, changed=work.stamp)
    return key


TransferAnswer: TypeAlias = Literal["2", "3"]


class PurchaseActions:
    """What only people can do in Netvisor with purchases.

    Each method raises `LookupError` for an unknown key.
    """

    def __init__(self, store: Store, company: str, clock: Clock) -> None:
        self._store = store
        self._company = company
        self._clock = clock

    @contextmanager
    def _work(self) -> Iterator[Work]:
        with self._store.transaction() as connection:
            yield Work(connection=connection, company=self._company, now=self._clock.finnish())

    def pay(self, invoice: int, total: Decimal | None = None) -> int:
        """Pay a purchase invoice today, the whole open sum or a part; returns the key of the payment."""
        with self._work() as work:
            return pay_invoice(work, invoice, total)

    def delete_payment(self, key: int) -> None:
        """Delete the payment of a purchase invoice, with its voucher."""
        with self._work() as work:
            delete(work, _row(work, "purchase_payment", key)["voucher"])
            self._gone(work, "purchase_payment", key)

    def delete_invoice(self, key: int) -> None:
        """Delete a purchase invoice with its lines, attachments and voucher."""
        with self._work() as work:
            voucher = _row(work, "purchase_invoice", key)["voucher"]
            if voucher is not None:
                delete(work, voucher)
            for table in ("purchase_line", "purchase_event", "attachment"):
                work.delete(table, owner=key)
            for table in ("purchase_link", "purchase_accrual"):
                work.delete(table, invoice=key)
            self._gone(work, "purchase_invoice", key)

    def delete_order(self, key: int) -> None:
        """Delete a purchase order with its lines."""
        with self._work() as work:
            _row(work, "purchase_order", key)
            work.delete("purchase_order_line", owner=key)
            self._gone(work, "purchase_order", key)

    def _gone(self, work: Work, table: str, key: int) -> None:
        work.delete(table, key=key)
        note_deleted(work, table.replace("_", ""), key)

    def answer_transfer(self, key: int, status: TransferAnswer, description: str = "") -> None:
        """Let the bank answer a transfer: `2` done, `3` refused, and why."""
        check_choice("status", status, TransferAnswer)
        with self._work() as work:
            _row(work, "transfer", key)
            work.update("transfer", key, status=status, description=description, changed=work.stamp)


def _row(work: Work, table: str, key: int) -> Any:
    row = work.row(f"select * from {table} where company = ? and key = ?", work.company, key)  # noqa: S608  # tables are ours
    if row is None:
        raise LookupError(f"{work.company} has no {table.replace('_', ' ')} with the key {key}")
    return row


def _reference(row: Any) -> str:
    return text(read_kept(row["message"], PurchaseInvoice).bank_reference_number)
