"""How fast a customer pays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from statistics import mean, pstdev
from typing import Final

from netvisor.resources.customers import AdditionalInformation, ReceivablesManagement
from netvisor.sandbox.books.core.money import rounded
from netvisor.sandbox.books.core.work import Work

RECEIVABLES: Final = 1
"""The reply option that asks for it; nobody has told where the others put what they add."""


def turnover(work: Work, customer: int) -> AdditionalInformation | None:
    """The turnover time of a customer's receivables, if requested; empty while nothing is paid.

    It is the mean and the standard deviation of the days from the date of an invoice to each of its payments, in whole
    days: how Netvisor computes them is not known.
    """
    if not work.parameters.option("replyoption") & RECEIVABLES:
        return None
    sql = (
        "select d.date as invoiced, p.date as paid from document d"
        " join payment p on p.company = d.company and p.document = d.key"
        " where d.company = ? and d.customer = ? and d.kind = 'invoice'"
    )
    days = [
        Decimal((date.fromisoformat(row["paid"]) - date.fromisoformat(row["invoiced"])).days)
        for row in work.rows(sql, work.company, customer)
    ]
    shown = [str(rounded(each(days), 0)) for each in (mean, pstdev)] if days else [None, None]
    return AdditionalInformation(
        receivables_management=ReceivablesManagement(turnover_days=shown[0], turnover_deviation=shown[1])
    )
