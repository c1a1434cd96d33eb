"""Balances, accounting periods, voucher types and bank accounts as typed objects, calls with their rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor.errors import MessageError
from netvisor.resources import accounting as a
from tests.unit.answers import taken

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


def test_balances_are_read_account_by_account() -> None:
    account, old = taken(a.list_account_balances(balance_dates=[FIRST, LAST]), "accountbalance-several")
    assert (account.netvisor_key, account.number, account.name) == (6, 1001, "Perustamismenot")
    assert account.foreign_name == ["Formation expenses", "Etableringsutgifter"]
    assert account.account_balance == [
        a.AccountBalance(date=FIRST, debet=Decimal("150.22"), kredit=Decimal("100.11"), balance=Decimal("50.11")),
        a.AccountBalance(date=LAST, debet=Decimal("1150.22"), kredit=Decimal("0.00"), balance=Decimal("1150.22")),
    ]
    assert (old.netvisor_key, old.number, old.name) == (7, None, None)
    assert old.account_balance[0].balance == Decimal("-2000.50")


def test_the_balances_of_one_account_are_one_object() -> None:
    call = a.get_account_balance(6, balance_dates=[FIRST, LAST], interval_type=3)
    assert call.parameters == (
        ("netvisorkey", "6"),
        ("balancedates", "2026-09-01,2026-09-30"),
        ("intervaltype", "3"),
    )
    assert taken(call, "accountbalance-one").netvisor_key == 6


def test_balances_of_several_accounts_take_their_keys_and_any_days() -> None:
    days = [LAST, FIRST, date(2026, 12, 31)]
    call = a.list_account_balances(balance_dates=days, netvisor_key_list=[6, 7], interval_type=0)
    assert call.parameters == (
        ("balancedates", "2026-09-30,2026-09-01,2026-12-31"),
        ("netvisorkeylist", "6,7"),
        ("intervaltype", "0"),
    )


@pytest.mark.parametrize("days", [[FIRST], [FIRST, LAST, LAST], [LAST, FIRST]])
def test_steps_are_asked_for_between_a_first_and_a_last_day(days: Sequence[date]) -> None:
    with pytest.raises(MessageError, match="the first and the last day as balance_dates"):
        a.list_account_balances(balance_dates=days, interval_type=1)


@pytest.mark.parametrize("fixture", ["accountingperiodlist-one", "accountingperiodlist-several"])
def test_accounting_periods_are_found_among_the_locks_and_beside_them(fixture: str) -> None:
    call = a.list_accounting_periods()
    assert (call.parameters, call.writes) == ((), False)
    last = taken(call, fixture)[-1]
    assert (last.netvisor_key, last.begin_date, last.end_date) == (123, date(2026, 1, 1), date(2026, 12, 31))


def test_locks_are_read_in_both_forms_of_their_dates() -> None:
    locks: list[Any] = [taken(a.get_period_locks(), f"accountingperiodlist-{which}") for which in ("one", "several")]
    assert [lock.accounting_period_lock_date for lock in locks] == [date(2025, 12, 31), date(2025, 12, 31)]
    assert [lock.vat_period_lock_date for lock in locks] == [date(2026, 9, 30), None]
    assert [lock.purchase_lock_date for lock in locks] == [None, date(2026, 6, 30)]


def test_voucher_types_are_read_with_the_default_ones() -> None:
    types = taken(a.list_voucher_types(), "vouchertypelist-several")
    defaults = types.default_voucher_types
    assert (defaults.sales_invoices.netvisor_key, defaults.purchase_invoices.netvisor_key) == (121, 128)
    assert (defaults.bank_statement_view_vouchers.netvisor_key, defaults.accruals.netvisor_key) == (122, None)
    sales, own = types.voucher_types.voucher_type
    assert (sales.abbreviation, sales.name) == ("ML", "Myyntilasku")
    assert sales.foreign_name[1] == a.VoucherTypeForeignName("Försäljningsfaktura", iso639_1="sv")
    assert (own.name, list(own.foreign_name)) == ("Hävikki", [])
    assert len(taken(a.list_voucher_types(), "vouchertypelist-one").voucher_types.voucher_type) == 1


def test_bank_accounts_are_read_with_their_ledger_accounts() -> None:
    first, second = taken(a.list_bank_accounts(), "getbankaccounts-several")
    assert (first.name, first.iban, first.bic) == ("Ålandsbanken", "FI2112345600000785", "AABAFI22")
    assert first.currency_code == a.BankCurrencyCode("EUR", type="ISO-4217")
    assert first.bookkeeping_account.account_number == 1910
    assert (second.currency_code.value, second.bookkeeping_account) == ("SEK", None)
    assert len(taken(a.list_bank_accounts(), "getbankaccounts-one")) == 1
