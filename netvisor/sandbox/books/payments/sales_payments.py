"""Sales payments: linked to the invoice or order that they pay, which lowers its open sum."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import CLEAR
from netvisor.resources.payments import Bank, ListedSalesPayment, SalesPayment, SalesPaymentList, SalesPaymentListReply
from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox.books.accounting.vouchers import (
    PERCENT,
    Row,
    balanced,
    post,
    split,
    type_named,
    vat_code_of,
    vat_rows,
)
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.money import divided, product_of, rounded
from netvisor.sandbox.books.core.show import attribute, kept, plain, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.sales.invoice_reads import terms_of
from netvisor.sandbox.books.sales.invoices import message_of as document_message
from netvisor.sandbox.books.sales.line_totals import EURO
from netvisor.sandbox.books.sales.status import is_covered, open_sums
from netvisor.sandbox.refusal import invalid

SALES_PAYMENT: Final = type_named("Myyntisuoritus")
_CURRENCIES: Final = frozenset(
    {"EUR", "SEK", "NOK", "DKK", "USD", "GBP", "CHF", "JPY", "PLN", "CZK", "HUF", "ISK", "CAD", "AUD", "CNY", "RUB"}
)
_REFERENCE_PAYMENT: Final = 1
_LONGEST: Final = 36_500
"""Days of the longest cash discount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """The document to which a payment is linked, and what remains open."""

    document: sqlite3.Row
    discount: Decimal
    """The cash discount that closes the invoice together with the payment."""
    left: Decimal


@answers("salespayment.nv")
def sales_payment(work: Work) -> Outcome:
    """Enter a payment; if no invoice matches, it stays unlinked."""
    sent: SalesPayment = work.message
    currency = (attribute(sent.sum, "currency") or EURO).upper()
    if currency not in _CURRENCIES:
        raise invalid(f"the currency {currency} is not known")
    amount = rounded(Decimal(sent.sum.value))
    total = _in_euros(work, sent, currency, amount)
    link = _link(work, sent, total)
    document = None if link is None else link.document
    voucher = post(
        work,
        SALES_PAYMENT,
        sent.payment_date,
        _rows(sent, total, link),
        description=f"{sent.source_name}" if document is None else f"Lasku {document['number']}, {sent.source_name}",
    )
    key = work.new_key()
    is_account = sent.payment_method.type == "bankaccount"
    reference = sent.target_identifier.value if sent.target_identifier.type == "reference" else ""
    work.insert(
        "payment",
        key=key,
        document=None if document is None else document["key"],
        name=sent.source_name,
        date=sent.payment_date.isoformat(),
        total=str(total + (link.discount if link else 0)),
        paid=str(total),
        currency=currency,
        currency_paid=str(amount),
        reference=reference if document is None else document["reference"],
        account_name="Pankkitili" if is_account else sent.payment_method.value,
        account_number=sent.payment_method.value if is_account else "",
        voucher=voucher,
        changed=work.stamp,
        message=kept(sent),
    )
    if link is not None and link.document["kind"] == "invoice" and is_covered(link.document, link.left):
        work.update("document", link.document["key"], status="paid")
    return Outcome(inserted=[key])


def _in_euros(work: Work, sent: SalesPayment, currency: str, amount: Decimal) -> Decimal:
    """The sum of a payment in euros: at the rate of its document, if both have the same foreign currency.

    There is no other rate here; without one, both count as equal, as on an invoice.
    """
    target = sent.target_identifier
    document = _target(work, target, "order" if target.target_type == "order" else "invoice")
    if document is None or currency == EURO or document["currency"] != currency:
        return amount
    whole = Decimal(document["currency_total"])
    return divided(product_of(amount, Decimal(document["total"])), whole) if whole else amount


def _link(work: Work, sent: SalesPayment, total: Decimal) -> _Link | None:
    target = sent.target_identifier
    is_order = target.target_type == "order"
    document = _target(work, target, "order" if is_order else "invoice")
    if is_order:
        account = attribute(sent.payment_method, "override_sales_receivable_account_number")
        if account != DEFAULTS.advance_payments:
            raise invalid(
                f"a prepayment needs overridesalesreceivableaccountnumber {DEFAULTS.advance_payments}, the default"
                f" prepayment account, not {account}"
            )
    if document is None or document["status"] in {"paid", "creditloss"}:
        return None
    left = open_sums(work, [document])[document["key"]] - total
    if is_order:
        return _Link(document=document, discount=Decimal("0.00"), left=left)
    return _fitting(document, sent.payment_date, left)


def _target(work: Work, target: Any, kind: str) -> sqlite3.Row | None:
    column = {"netvisor": "key", "invoicenumber": "number", "reference": "reference"}[target.type]
    # The invoices of a customer with a reference number of its own share that: the oldest that waits is meant.
    order = "status in ('paid', 'creditloss'), key"
    sql = f"select * from document where company = ? and kind = ? and {column} = ? order by {order}"  # noqa: S608  # columns are ours
    found = work.row(sql, work.company, kind, target.value)
    if found is None and target.type == "netvisor":
        raise invalid(f"there is no sales {kind} with the key {target.value}")
    return found


def _fitting(document: sqlite3.Row, day: date, left: Decimal) -> _Link:
    """The link to an invoice: the sum pays it whole, with its cash discount, or in part if that is expected."""
    message = document_message(document)
    partial = plain(message.expect_partial_payments) is True
    if document["status"] == "unsent" and not partial:
        raise invalid(f"the invoice {document['number']} is unsent and does not expect partial payments")
    terms = terms_of(message)
    days = terms["payment_term_cash_discount_days"] or 0
    allowed = Decimal("0.00")
    if day - date.fromisoformat(document["date"]) <= timedelta(days=min(days, _LONGEST)):
        allowed = _discount(document, message, terms["payment_term_cash_discount"].value)
    if allowed and 0 < left <= allowed:
        return _Link(document=document, discount=left, left=Decimal("0.00"))
    if left != 0 and not partial:
        raise invalid(
            f"the sum does not fit the open sum of the invoice {document['number']}, which does not expect partial"
            " payments"
        )
    return _Link(document=document, discount=Decimal("0.00"), left=left)


def _discount(document: sqlite3.Row, message: SalesInvoice, percent: Decimal | None) -> Decimal:
    """The cash discount of a document, if in time: a sum, or a share of its total."""
    if attribute(message.payment_term_cash_discount, "type") == "sum":
        return rounded(Decimal(plain(message.payment_term_cash_discount) or 0))
    return rounded(product_of(Decimal(document["total"]), percent or Decimal(0), PERCENT))


def _rows(sent: SalesPayment, total: Decimal, link: _Link | None) -> list[Row]:
    method = sent.payment_method
    receivable = attribute(method, "override_sales_receivable_account_number") or DEFAULTS.receivables
    discount = link.discount if link is not None else Decimal("0.00")
    credit = Row(total=-(total + discount), account=receivable, description=sent.source_name)
    own = [line for wrapper in sent.sales_payment_voucher_lines for line in wrapper.voucher_line]
    if own:
        parts = [split(_own_row(line), gross=line.line_sum.type == "gross") for line in own]
        rows = [*(row for row, _ in parts), *vat_rows(parts)]
    else:
        account = attribute(method, "override_accounting_account_number") or _money_account(method)
        rows = [Row(total=total, account=account, description=sent.source_name)]
    if discount:
        rows.append(Row(total=discount, account=DEFAULTS.sales_discount, description="Kassa-alennus"))
    return balanced([*rows, credit])


def _own_row(line: Any) -> Row:
    percent = Decimal(line.vat_percent.value)
    return Row(
        total=rounded(Decimal(line.line_sum.value)),
        account=line.account_number,
        description=text(line.description),
        vat_percent=percent,
        vat_code=vat_code_of(line.account_number, percent, line.vat_percent.vat_code),
        dimensions=[(each.dimension_name, text(each.dimension_item)) for each in line.dimension],
    )


def _money_account(method: Any) -> int:
    if method.type == "bankaccount":
        return DEFAULTS.bank
    is_cash = any(word in method.value.lower() for word in ("kassa", "käte", "cash", "kontant"))
    return DEFAULTS.cash if is_cash else DEFAULTS.cards


@answers("salespaymentlist.nv")
def sales_payment_list(work: Work) -> Outcome:
    """The payments that match all parameters, by their keys."""
    where, values = _asked(work)
    sql = (
        "select p.*, d.number from payment p"  # noqa: S608  # the conditions are ours
        " left join document d on d.company = p.company and d.key = p.document"
        f" where {' and '.join(where)} order by p.key"
    )
    bank = _bank(work)
    listed = [_listed(row, bank) for row in work.rows(sql, *values)]
    return Outcome(root=SalesPaymentListReply(sales_payment_list=SalesPaymentList(sales_payment=listed)))


def _asked(work: Work) -> tuple[list[str], list[object]]:
    asked = work.parameters
    where: list[str] = ["p.company = ?"]
    values: list[object] = [work.company]

    def add(condition: str, value: Any) -> None:
        if value is not None:
            where.append(condition)
            values.append(value)

    add("p.key > ?", asked.integer("abovenetvisorkey"))
    add("p.date >= ?", _day(asked.day("begindate")))
    add("p.date <= ?", _day(asked.day("enddate")))
    add("p.name = ? collate nocase", asked.text("searchbyname"))
    add("p.document = ?", asked.integer("invoicenetvisorkey"))
    add("cast(d.number as text) = ?", asked.text("invoicenumber"))
    for name, sign in (("lastmodifiedstart", ">="), ("lastmodifiedend", "<=")):
        moment = asked.moment(name)
        add(f"p.changed {sign} ?", None if moment is None else moment.isoformat(sep=" "))
    linked = asked.flag("limitlinkedpayments")
    if linked is not None:
        where.append("p.document is not null" if linked else "p.document is null")
    # A credit loss is a status of an invoice here, never a payment.
    if asked.one_of("limitbytype", ("onlycreditloss", "excludecreditloss")) == "onlycreditloss":
        where.append("0")
    return where, values


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _bank(work: Work) -> Bank | None:
    """The bank's data of a payment, if requested: empty, because there is no bank here."""
    option = work.parameters.option("replyoption")
    if not option & 3:
        return None
    heard: Any = CLEAR
    return Bank(archive_identifier=heard if option & 1 else None, transaction_record=heard if option & 2 else None)


def _listed(row: sqlite3.Row, bank: Bank | None) -> ListedSalesPayment:
    foreign = None if row["currency"] == EURO else Decimal(row["currency_paid"])
    return ListedSalesPayment(
        netvisor_key=row["key"],
        name=row["name"],
        date=date.fromisoformat(row["date"]),
        sum=Decimal(row["paid"]),
        reference_number=row["reference"] or None,
        foreign_currency_amount=foreign,
        invoice_number=None if row["number"] is None else str(row["number"]),
        payment_account_name=row["account_name"],
        voucher_id=row["voucher"],
        last_modified_time_stamp=datetime.fromisoformat(row["changed"]),
        payment_account_number=row["account_number"] or None,
        payment_source=_REFERENCE_PAYMENT if row["reference"] else None,
        bank_status="OK",
        bank=bank,
    )
