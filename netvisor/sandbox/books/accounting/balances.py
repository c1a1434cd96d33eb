"""Balances of accounts, accounting periods, voucher types and bank accounts.

Accounting periods are calendar years, from the first voucher to the current year. The bank accounts are those
of the chart, with invented numbers.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from netvisor.codec.untyped import Untyped
from netvisor.codec.values import read_datetime
from netvisor.reference.voucher_types import VoucherType as KnownType
from netvisor.resources.accounting import (
    AccountBalance,
    AccountBalanceReply,
    AccountBalances,
    AccountingPeriod,
    AccountingPeriodList,
    AccountingPeriodListReply,
    BalancedAccount,
    BankAccount,
    BankAccounts,
    BankCurrencyCode,
    BookkeepingAccount,
    DefaultVoucherType,
    DefaultVoucherTypeKey,
    DefaultVoucherTypes,
    GetBankAccountsReply,
    PeriodLockInformation,
    VoucherType,
    VoucherTypeForeignName,
    VoucherTypeList,
    VoucherTypeListReply,
    VoucherTypes,
)
from netvisor.sandbox.books.accounting.vouchers import TYPE_KEYS, VOUCHER_TYPES
from netvisor.sandbox.books.core.chart import DEFAULTS, Account
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid

_MOST_DATES: Final = 1000
_MOST_KEYS: Final = 10_000
_DAYS: Final = {1: 1, 2: 7}
_MONTHS: Final = {3: 1, 4: 12}
BANK_ACCOUNTS: Final = {
    DEFAULTS.bank: ("FI2112345600000785", "NDEAFIHH"),
    DEFAULTS.second_bank: ("FI9612345600000793", "NDEAFIHH"),
}
"""IBAN and BIC of the bank accounts of every company, by the number of the ledger account."""


@answers("accountbalance.nv")
def account_balance(work: Work) -> Outcome:
    """The balances of accounts on each of the days."""
    asked = work.parameters
    key, keys = asked.integer("netvisorkey"), asked.keys("netvisorkeylist", _MOST_KEYS)
    wanted = [key] if key is not None else keys
    by_key = {account.key: account for account in work.chart.accounts.values()}
    if unknown := [key for key in wanted or () if key not in by_key]:
        raise invalid(f"there is no account with the key {unknown[0]}")
    shown = list(by_key.values()) if wanted is None else [by_key[key] for key in wanted]
    days = _days(work)
    listed = [
        BalancedAccount(
            netvisor_key=account.key,
            number=int(account.number),
            name=account.name,
            foreign_name=[account.english],
            account_balance=[_balance(work, account, day) for day in days],
        )
        for account in shown
    ]
    return Outcome(root=AccountBalanceReply(account_balances=AccountBalances(account=listed)))


def _days(work: Work) -> list[date]:
    texts = work.parameters.texts("balancedates", _MOST_DATES)
    if texts is None:
        raise invalid("the parameter balancedates is missing")
    try:
        days = [read_datetime(text).date() for text in texts]
    except ValueError as error:
        raise invalid("the parameter balancedates holds something that is not a date") from error
    step = work.parameters.option("intervaltype")
    if not step:
        return days
    if step not in _DAYS | _MONTHS or len(days) != 2 or days[0] > days[1]:
        raise invalid("an interval is the first and the last day in balancedates, and an intervaltype from 0 to 4")
    found = [*_steps(days[0], days[1], step), days[1]]
    if len(found) > _MOST_DATES:
        raise invalid(f"an interval of {len(found)} days; at most {_MOST_DATES} are answered")
    return found


def _steps(first: date, last: date, step: int) -> Iterator[date]:
    day, count = first, 0
    while day < last:
        yield day
        count += 1
        day = first + timedelta(days=_DAYS[step] * count) if step in _DAYS else _months_on(first, _MONTHS[step] * count)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _balance(work: Work, account: Account, day: date) -> AccountBalance:
    # Accounts of the income statement start at 0 in each accounting period.
    start = "" if account.cumulative else date(day.year, 1, 1).isoformat()
    sql = (
        "select l.total from voucher_line l join voucher v on v.company = l.company and v.key = l.voucher"
        " where l.company = ? and l.account = ? and v.status = 'valid' and v.date between ? and ?"
    )
    rows = work.rows(sql, work.company, int(account.number), start, day.isoformat())
    totals = [Decimal(row["total"]) for row in rows]
    debit = sum((total for total in totals if total > 0), Decimal(0))
    credit = -sum((total for total in totals if total < 0), Decimal(0))
    return AccountBalance(date=day, debet=debit, kredit=credit, balance=debit - credit)


@answers("accountingperiodlist.nv")
def accounting_period_list(work: Work) -> Outcome:
    """The calendar years of the books, and the lock."""
    sql = "select min(date) as first, max(date) as last from voucher where company = ?"
    (span,) = work.rows(sql, work.company)
    first = min(work.today.year, int((span["first"] or work.stamp)[:4]))
    last = max(work.today.year, int((span["last"] or work.stamp)[:4]))
    periods = [
        AccountingPeriod(
            netvisor_key=year,
            name=str(year),
            begin_date=_period_day(work, date(year, 1, 1)),
            end_date=_period_day(work, date(year, 12, 31)),
        )
        for year in range(first, last + 1)
    ]
    (row,) = work.rows("select locked_until from company where id = ?", work.company)
    lock = date.fromisoformat(row["locked_until"]) if row["locked_until"] else None
    locks = PeriodLockInformation(
        accounting_period_lock_date=lock,
        vat_period_lock_date=None,
        purchase_lock_date=None,
        period=(),
    )
    listed = AccountingPeriodList(period_lock_information=locks, period=periods)
    return Outcome(root=AccountingPeriodListReply(accounting_period_list=listed))


def _period_day(work: Work, day: date) -> Any:
    """A day of a period, in the form that the settings say; its declaration is that of the days beside it."""
    return day if work.period_days == "ansi" else Untyped(f"{day.day}.{day.month}.{day.year}")


@answers("vouchertypelist.nv")
def voucher_type_list(work: Work) -> Outcome:
    """The types that every company has, and the default ones."""

    def default(known: KnownType) -> DefaultVoucherType:
        return DefaultVoucherType(netvisor_key=TYPE_KEYS[known.name_fi])

    def default_key(known: KnownType) -> DefaultVoucherTypeKey:
        return DefaultVoucherTypeKey(netvisor_key=TYPE_KEYS[known.name_fi])

    defaults = DefaultVoucherTypes(
        sales_invoices=default(KnownType.SALES_INVOICE),
        sales_invoice_payments=default(KnownType.SALES_TRANSACTION),
        purchase_invoices=default_key(KnownType.PURCHASE_INVOICE),
        purchase_invoice_payments=default(KnownType.PURCHASE_TRANSACTION),
        other_system_generated_vouchers=default(KnownType.VOUCHERS_FORMED_BY_THE_SYSTEM),
        bank_statement_view_vouchers=default_key(KnownType.BANK),
        accruals=default(KnownType.ACCRUALS),
    )
    listed = [
        VoucherType(
            netvisor_key=TYPE_KEYS[kind.finnish],
            abbreviation=KnownType(kind.finnish).abbreviation,
            name=kind.finnish,
            foreign_name=[VoucherTypeForeignName(kind.english, "en"), VoucherTypeForeignName(kind.swedish, "sv")],
        )
        for kind in VOUCHER_TYPES
    ]
    made = VoucherTypeList(default_voucher_types=defaults, voucher_types=VoucherTypes(voucher_type=listed))
    return Outcome(root=VoucherTypeListReply(voucher_type_list=made))


@answers("getbankaccounts.nv")
def get_bank_accounts(work: Work) -> Outcome:
    """The bank accounts of the chart."""
    listed = []
    for number, (iban, bic) in BANK_ACCOUNTS.items():
        account = work.chart.accounts[number]
        name = account.english if work.language == "EN" else account.name
        ledger = BookkeepingAccount(netvisor_key=account.key, account_number=number, account_name=name)
        listed.append(
            BankAccount(
                name=account.name,
                iban=iban,
                bic=bic,
                currency_code=BankCurrencyCode("EUR", "ISO-4217"),
                bookkeeping_account=ledger,
            )
        )
    return Outcome(root=GetBankAccountsReply(bank_accounts=BankAccounts(bank_account=listed)))
