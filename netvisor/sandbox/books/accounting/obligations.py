"""The state of the financial obligations, as far as the books know it.

No call files a VAT return or a recapitulative statement, so neither is ever there. A subledger closes with its
documents less their payments up to the last day of a month; the deviation is the rest of its ledger account.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from netvisor.resources.accounting import (
    FinancialObligationStatus,
    FinancialObligationStatusReply,
    ObligationMonth,
    ObligationMonths,
    ObligationYear,
    ObligationYears,
    Reconciliation,
    Reconciliations,
    VatReport,
    VatSummaryReport,
)
from netvisor.sandbox.books.core.chart import DEFAULTS
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid

_MOST_MONTHS: Final = 24
_YEARS: Final = range(2000, 2101)


class _Subledger(NamedTuple):
    """A subledger: its documents and payments, and its account in the ledger."""

    documents: str
    payments: str
    account: int
    sign: int
    """Minus 1 where the ledger account is a debt."""


_SALES: Final = _Subledger(
    "select total, date, voucher from document where company = ? and kind = 'invoice' and voucher is not null",
    "select total, date, voucher, document as paid from payment where company = ?",
    DEFAULTS.receivables,
    1,
)
_PURCHASES: Final = _Subledger(
    "select total, date, voucher from purchase_invoice where company = ? and voucher is not null",
    "select total, date, voucher, invoice as paid from purchase_payment where company = ?",
    2871,
    -1,
)


@answers("financialobligationstatus.nv")
def financial_obligation_status(work: Work) -> Outcome:
    """The requested months, each with both subledgers compared with the ledger."""
    previous = _text(work.today.replace(day=1) - timedelta(days=1))
    start = work.parameters.text("startmonth") or previous
    end = work.parameters.text("endmonth") or max(start, previous)
    months = list(_months(_first_day("StartMonth", start), _first_day("EndMonth", end)))
    listed = [
        ObligationMonth(
            period=_text(month),
            vat_report=VatReport(),
            reconciliations=Reconciliations(
                purchase_ledger=_reconciled(work, _PURCHASES, month), sales_ledger=_reconciled(work, _SALES, month)
            ),
        )
        for month in months
    ]
    years = [ObligationYear(value=year, vat_summary_report=VatSummaryReport()) for year in _years(months)]
    status = FinancialObligationStatus(
        start_month=start,
        end_month=end,
        months=ObligationMonths(month=listed),
        years=ObligationYears(year=years),
    )
    return Outcome(root=FinancialObligationStatusReply(financial_obligation_status=status))


def _text(day: date) -> str:
    return f"{day:%Y-%m}"


def _first_day(name: str, month: str) -> date:
    try:
        day = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise invalid(f"the parameter {name} is {month[:100]!r}; expected a month as 2026-11") from error
    if day.year not in _YEARS:
        raise invalid(f"the parameter {name} is {month}; expected a year from {_YEARS[0]} to {_YEARS[-1]}")
    return day


def _months(first: date, last: date) -> Iterator[date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if not 0 < count <= _MOST_MONTHS:
        raise invalid(f"{count} months from StartMonth to EndMonth; expected 1 to {_MOST_MONTHS}")
    for number in range(first.month - 1, first.month - 1 + count):
        yield date(first.year + number // 12, number % 12 + 1, 1)


def _years(months: list[date]) -> list[int]:
    return sorted({month.year for month in months})


def _reconciled(work: Work, subledger: _Subledger, month: date) -> Reconciliation:
    last = month.replace(day=monthrange(month.year, month.month)[1]).isoformat()
    documents = [row for row in work.rows(subledger.documents, work.company) if row["date"] <= last]
    payments = [row for row in work.rows(subledger.payments, work.company) if row["date"] <= last]
    open_sum = sum((Decimal(row["total"]) for row in documents), Decimal(0))
    open_sum -= sum((Decimal(row["total"]) for row in payments if row["paid"] is not None), Decimal(0))
    sql = (
        "select v.key, v.date, l.total from voucher_line l"
        " join voucher v on v.company = l.company and v.key = l.voucher"
        " where l.company = ? and l.account = ? and v.status = 'valid' and v.date <= ?"
    )
    rows = work.rows(sql, work.company, subledger.account, last)
    known = {row["voucher"] for row in (*documents, *payments)}
    own = month.isoformat()
    return Reconciliation(
        deviating_vouchers=len({row["key"] for row in rows if row["date"] >= own and row["key"] not in known}),
        deviating_payments=sum(row["date"] >= own and row["paid"] is None for row in payments),
        source_end_balance=open_sum,
        bookkeeping_end_balance=subledger.sign * sum((Decimal(row["total"]) for row in rows), Decimal(0)),
    )
