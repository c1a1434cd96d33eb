"""The state of the financial obligations as typed objects, and the months that it can be asked for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor.errors import MessageError
from netvisor.resources import accounting as a
from tests.unit.answers import taken


def test_the_obligations_of_a_month_are_read() -> None:
    status = taken(a.get_financial_obligation_status(start_month="2024-11"), "financialobligationstatus-one")
    (month,) = status.months.month
    assert (month.period, month.vat_report.filing_date) == ("2024-11", date(2024, 12, 10))
    assert (month.vat_report.tax_period, month.vat_report.payable_amount) == ("Month", Decimal("1250.00"))
    assert month.reconciliations.sales_ledger == a.Reconciliation(
        deviating_vouchers=2,
        deviating_payments=2,
        source_end_balance=Decimal("4800.00"),
        bookkeeping_end_balance=Decimal("1500.00"),
    )
    (year,) = status.years.year
    assert (year.value, year.vat_summary_report.status) == (2024, "Sent")


def test_a_month_without_a_vat_return_has_an_empty_one() -> None:
    status = taken(a.get_financial_obligation_status(), "financialobligationstatus-several")
    filed, empty = status.months.month
    assert filed.vat_report.status is not None
    assert empty.vat_report == a.VatReport()


def test_the_months_are_sent_as_they_are_documented() -> None:
    call = a.get_financial_obligation_status(start_month="2024-01", end_month="2025-12")
    assert call.parameters == (("StartMonth", "2024-01"), ("EndMonth", "2025-12"))
    assert a.get_financial_obligation_status().parameters == ()


@pytest.mark.parametrize(
    "months",
    [
        {"start_month": "2024-13"},
        {"start_month": "2024-1"},
        {"end_month": "1999-12"},
        {"end_month": "2101-01"},
        {"start_month": "2024-02", "end_month": "2024-01"},
        {"start_month": "2024-01", "end_month": "2026-01"},
    ],
)
def test_months_that_the_service_does_not_take_are_refused(months: dict[str, Any]) -> None:
    with pytest.raises(MessageError, match="months from 2000-01 to 2100-12, the first before the last, at most 24"):
        a.get_financial_obligation_status(**months)
