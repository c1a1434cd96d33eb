"""The list of sales invoices or orders."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal
from typing import Any, Final

from netvisor.resources.sales import (
    AdditionalInformation,
    CurrencySum,
    ListedInvoiceStatus,
    ListedSalesInvoice,
    SalesInvoiceList,
    SalesInvoiceListReply,
)
from netvisor.sandbox.books.core.money import divided, product_of, rounded
from netvisor.sandbox.books.core.work import Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.sales.status import OPEN_STATUSES, open_sums, status_of
from netvisor.sandbox.refusal import invalid

_MOST: Final = 500
"""Documents in one answer; a client goes on with `invoicesabovenetvisorkey`."""

_SEARCHED: Final = {
    "open": OPEN_STATUSES,
    "overdue": ("overdue", "reminded", "requested", "collected"),
    **{name: (name,) for name in ("paid", "unsent", "creditloss", "rejected", "reminded", "requested", "collected")},
}
_DETAILS: Final = {"invoice": "getsalesinvoice.nv", "order": "getorder.nv"}
_STATUS: Final = "case when status = 'open' and due < ? then 'overdue' else status end"


@answers("salesinvoicelist.nv")
def sales_invoice_list(work: Work) -> Outcome:
    """The documents that match all parameters, by their keys."""
    where, values = _asked(work)
    sql = f"select * from document where {' and '.join(where)} order by key limit {_MOST}"  # noqa: S608  # the conditions are ours
    rows = work.rows(sql, *values)
    left = open_sums(work, rows)
    listed = [_listed(work, row, left[row["key"]]) for row in rows]
    return Outcome(root=SalesInvoiceListReply(sales_invoice_list=SalesInvoiceList(sales_invoice=listed)))


def _asked(work: Work) -> tuple[list[str], list[object]]:
    asked = work.parameters
    orders = asked.one_of("listtype", ("preinvoice",)) is not None
    where: list[str] = ["company = ?", "kind = ?"]
    values: list[object] = [work.company, "order" if orders else "invoice"]

    def add(condition: str, value: Any) -> None:
        if value is not None:
            where.append(condition)
            values.append(value.isoformat() if isinstance(value, date) else value)

    add("key > ?", asked.integer("invoicesabovenetvisorkey"))
    add("date >= ?", asked.day("begininvoicedate"))
    add("date <= ?", asked.day("endinvoicedate"))
    # The first condition uses the index, the second excludes equal numbers with another text, such as 007.
    add("number = ?", asked.text("invoicenumber"))
    add("cast(number as text) = ?", asked.text("invoicenumber"))
    add("customer_code = ?", asked.text("customercode"))
    add("customer = ?", asked.integer("customernetvisorkey"))
    add("second_name = ?", asked.text("secondname"))
    add("second_name = ?", asked.text("secondnamenetvisorkey"))
    add("customer_country = ? collate nocase", _country(work))
    imported = "select document from batch_item b where b.company = document.company and b.batch = ?"
    add(f"key in ({imported})", asked.integer("salesinvoicebatchid"))
    status = asked.one_of("invoicestatus", _SEARCHED)
    if status is not None and not orders:
        where.append(f"{_STATUS} in ({sql_marks(_SEARCHED[status])})")
        values += [work.today.isoformat(), *_SEARCHED[status]]
    _add_changes(work, where, values)
    return where, values


def _country(work: Work) -> str | None:
    # One version of the documentation spells the parameter without its u.
    return work.parameters.text("invoicingcustomercountrycode") or work.parameters.text("invoicingcustomercontrycode")


def _add_changes(work: Work, where: list[str], values: list[object]) -> None:
    start, end = work.parameters.day("lastmodifiedstart"), work.parameters.day("lastmodifiedend")
    payments = work.parameters.flag("includemodifiedpayments")
    if payments and (start is None or end is None):
        raise invalid("includemodifiedpayments needs lastmodifiedstart and lastmodifiedend")
    if start is None and end is None:
        return
    span = (start.isoformat() if start else "", f"{end.isoformat()} 23:59:59" if end else "9999")
    condition = "changed between ? and ?"
    values += span
    if payments:
        paid = "select 1 from payment p where p.company = document.company and p.document = document.key"
        condition = f"({condition} or exists ({paid} and p.changed between ? and ?))"
        values += span
    where.append(condition)


def _listed(work: Work, row: sqlite3.Row, left: Decimal) -> ListedSalesInvoice:
    status = status_of(row, work.today)
    is_open = status in OPEN_STATUSES
    shown: Any = "open" if is_open else status
    sub: Any = status if is_open else None
    return ListedSalesInvoice(
        netvisor_key=row["key"],
        invoice_number=str(row["number"]),
        invoice_date=date.fromisoformat(row["date"]),
        invoice_due_date=date.fromisoformat(row["due"]),
        customer_netvisor_key=row["customer"],
        invoice_status=ListedInvoiceStatus(shown, sub, status == "collected" if is_open else None),
        customer_code=row["customer_code"] or None,
        customer_name=row["customer_name"],
        reference_number=row["reference"],
        invoice_sum=Decimal(row["total"]),
        open_sum=left,
        uri=f"{work.base_url}{_DETAILS[row['kind']]}?netvisorkey={row['key']}",
        additional_information=_additional(work, row, left),
    )


def _additional(work: Work, row: sqlite3.Row, left: Decimal) -> AdditionalInformation | None:
    option = work.parameters.option("replyoption")
    if not option & 3:
        return None
    made = AdditionalInformation()
    if option & 1:
        made.private_comment = row["private_comment"] or None
    if option & 2:
        total, whole = Decimal(row["currency_total"]), Decimal(row["total"])
        open_sum = rounded(left) if total == whole else divided(product_of(left, total), whole)
        made.invoice_currency_sum = CurrencySum(total, row["currency"])
        made.open_currency_sum = CurrencySum(open_sum, row["currency"])
    return made
