"""The state of the financial obligations by month: VAT return, subledgers, recapitulative statement."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Final, Literal

from netvisor.declare import UNSET, Attribute, El, Many, Maybe, must, reply
from netvisor.declare.scalars import PointNumber
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import one

MOST_MONTHS: Final = 24

# Answers.


@reply
class VatReport:
    """The VAT return of a month; nothing in it when there is none."""

    filing_date: date | None = None
    """When it was filed."""
    status: str | None = None
    """The state of the notification; which ones there are is not known."""
    tax_period: Literal["Month", "Quarter", "Year"] | None = None
    """The length of the VAT period."""
    payable_amount: PointNumber | None = None
    """The tax to pay."""


@reply
class Reconciliation:
    """A subledger at the end of a month beside the ledger."""

    deviating_vouchers: int | None
    deviating_payments: int | None
    source_end_balance: PointNumber | None
    """The closing balance of the subledger."""
    bookkeeping_end_balance: PointNumber | None
    """The closing balance in the ledger."""


@reply
class Reconciliations:
    """Both subledgers beside the ledger."""

    purchase_ledger: Reconciliation | None
    sales_ledger: Reconciliation | None


@reply
class ObligationMonth:
    """The obligations of one month."""

    period: Annotated[Attribute[str | None], El("Period")]
    """The month: `2024-11`."""
    vat_report: Annotated[VatReport | None, El("VATReport")]
    reconciliations: Reconciliations | None


@reply
class ObligationMonths:
    """The months that were asked for."""

    month: Many[ObligationMonth]


@reply
class VatSummaryReport:
    """The recapitulative statement of a year: the newest one that was sent."""

    period: str | None = None
    """The month or quarter: `2024-10`."""
    status: Literal["Sent", "MarkedAsSent"] | None = None
    """Whether it was sent or marked as sent; the list may go on."""


@reply
class ObligationYear:
    """The obligations of one calendar year."""

    value: Annotated[Attribute[int | None], El("Value")]
    """The year."""
    vat_summary_report: Annotated[VatSummaryReport | None, El("VATSummaryReport")]


@reply
class ObligationYears:
    """The years of the months that were asked for."""

    year: Many[ObligationYear]


@reply
class FinancialObligationStatus:
    """The state of the obligations from the first to the last month."""

    start_month: str | None
    """The first month: `2024-11`."""
    end_month: str | None
    """The last month."""
    months: ObligationMonths | None
    years: ObligationYears | None


@reply
class FinancialObligationStatusReply:
    """The answer of financialobligationstatus.nv."""

    financial_obligation_status: FinancialObligationStatus | None


# Calls.

FINANCIALOBLIGATIONSTATUS = Endpoint(
    resource="financialobligationstatus.nv",
    http="GET",
    title="State of the financial obligations, month by month",
    reply=FinancialObligationStatusReply,
    limits=f"at most {MOST_MONTHS} months",
    gaps="which states a VAT return has is not known",
)


def _is_span(asked: Any) -> bool:
    months = [text for text in (asked.start_month, asked.end_month) if text is not UNSET]
    if not all(re.fullmatch(r"(20[0-9]{2}|2100)-(0[1-9]|1[0-2])", month) for month in months):
        return False
    first, last = (int(month[:4]) * 12 + int(month[5:]) for month in (months[0], months[-1])) if months else (0, 0)
    return first <= last < first + MOST_MONTHS


SPAN: Final = must(
    "start_month",
    "end_month",
    holds=_is_span,
    expected=f"months from 2000-01 to 2100-12, the first before the last, at most {MOST_MONTHS}",
)


@FINANCIALOBLIGATIONSTATUS.register
def get_financial_obligation_status(
    *,
    start_month: Annotated[
        Maybe[str], Param("first month, YYYY-MM; the previous month when left out", name="StartMonth")
    ] = UNSET,
    end_month: Annotated[Maybe[str], Param("last month, YYYY-MM, itself included", name="EndMonth")] = UNSET,
) -> Call[FinancialObligationStatus | None]:
    """Get the state of the obligations of some months; default: the previous month."""
    gives = one(FinancialObligationStatus, FinancialObligationStatusReply, "financial_obligation_status")
    return FINANCIALOBLIGATIONSTATUS.call(get_financial_obligation_status, locals(), gives, rules=(SPAN,))
