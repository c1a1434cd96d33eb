from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client
from netvisor.resources import accounting, customers, payments, sales

from . import messages as m
from .conftest import Caller


def ledgers(client: Client, month: str = "2026-11") -> accounting.Reconciliations:
    status = client.send(accounting.get_financial_obligation_status(start_month=month, end_month=month))
    assert status is not None
    assert status.months is not None
    (found,) = status.months.month
    assert found.vat_report == accounting.VatReport()
    assert found.reconciliations is not None
    return found.reconciliations


def sales_ledger(client: Client, month: str = "2026-11") -> tuple[int | None, int | None, str, str]:
    found = ledgers(client, month).sales_ledger
    assert found is not None
    balances = str(found.source_end_balance), str(found.bookkeeping_end_balance)
    return found.deviating_vouchers, found.deviating_payments, *balances


@pytest.fixture
def invoice(client: Client) -> None:
    client.send(customers.add_customer(m.customer(code="011")))
    client.send(sales.add_sales_invoice(m.invoice()))


@pytest.mark.usefixtures("invoice")
def test_an_open_invoice_stands_in_subledger_and_ledger_until_it_is_paid(client: Client) -> None:
    assert sales_ledger(client, "2026-10") == (0, 0, "0", "0")
    assert sales_ledger(client) == (0, 0, "16.84", "16.84")
    client.send(payments.add_sales_payment(m.payment("16.84")))
    assert sales_ledger(client) == (0, 0, "0.00", "0.00")


@pytest.mark.usefixtures("invoice")
def test_a_voucher_beside_the_subledger_and_a_payment_of_nothing_deviate(client: Client) -> None:
    client.send(accounting.add_voucher(m.voucher([m.row("5", 1702), m.row("-5", 1910)])))
    client.send(payments.add_sales_payment(m.payment("1", "4711")))
    vouchers, unlinked, source, ledger = sales_ledger(client)
    assert (vouchers, unlinked) == (1, 1)
    assert Decimal(source) == Decimal("16.84")
    assert Decimal(ledger) == Decimal("20.84")
    assert sales_ledger(client, "2026-12")[:2] == (0, 0)


def test_a_debt_to_a_vendor_is_shown_as_a_positive_balance(client: Client) -> None:
    client.send(accounting.add_voucher(m.voucher([m.row("-5", 2871), m.row("5", 1910)])))
    found = ledgers(client).purchase_ledger
    assert found is not None
    assert found.source_end_balance == Decimal(0)
    assert found.bookkeeping_end_balance == Decimal(5)
    assert found.deviating_vouchers == 1


def test_the_previous_month_is_answered_when_none_is_named(client: Client) -> None:
    status = client.send(accounting.get_financial_obligation_status())
    assert status is not None
    assert (status.start_month, status.end_month) == ("2026-10", "2026-10")


def test_months_over_two_years_are_answered_with_both_years(client: Client) -> None:
    status = client.send(accounting.get_financial_obligation_status(start_month="2025-12", end_month="2026-01"))
    assert status is not None
    assert status.months is not None
    assert status.years is not None
    assert [month.period for month in status.months.month] == ["2025-12", "2026-01"]
    assert [(year.value, year.vat_summary_report) for year in status.years.year] == [
        (2025, accounting.VatSummaryReport()),
        (2026, accounting.VatSummaryReport()),
    ]


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ({"StartMonth": "2026-13"}, "the parameter StartMonth is '2026-13'; expected a month as 2026-11"),
        ({"EndMonth": "1999-12"}, "the parameter EndMonth is 1999-12; expected a year from 2000 to 2100"),
        ({"StartMonth": "2026-02", "EndMonth": "2026-01"}, "expected 1 to 24"),
        ({"StartMonth": "2024-01", "EndMonth": "2026-01"}, "25 months from StartMonth to EndMonth; expected 1 to 24"),
    ],
)
def test_months_that_cannot_be_answered_are_refused(caller: Caller, months: dict[str, Any], told: str) -> None:
    assert told in caller.send("financialobligationstatus.nv", **months).refusal
