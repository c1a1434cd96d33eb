"""Budgets: sums by account, month and dimensions.

The reads have no versions, so a month has one sum, the one posted last. Resources without dimensions show the total
over all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from netvisor.resources.budget import (
    AccountIdentifier,
    AccountingBudget,
    AccountingBudgetAccountBudget,
    AccountingBudgetAccountList,
    AccountingBudgetAccountListReply,
    AccountingBudgetDimensionBudget,
    AccountingBudgetDimensionYearBudgetReply,
    AccountingBudgetYearBudgetReply,
    BudgetingAccount,
    BudgetMonth,
    FetchedAccountBudget,
    FetchedBudgetAccount,
    FetchedBudgetDimension,
    FetchedBudgetMonth,
    FetchedDimensionBudget,
    FetchedLockedDimension,
    LockedDimension,
)
from netvisor.sandbox.books.core.chart import Account
from netvisor.sandbox.books.core.show import attribute, part, plain, text, whole_number
from netvisor.sandbox.books.core.work import Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.dimensions.dimensions import item_named, place
from netvisor.sandbox.refusal import invalid

_MOST_ITEMS: Final = 100
_YEARS: Final = range(1950, 2051)
_ACCOUNT, _GROUP = 1, 2
"""What `type` of a listed account says; its meaning is not documented."""


@answers("accountingbudget.nv")
def accounting_budget(work: Work) -> Outcome:
    """Set the budget of one account for one month."""
    sent: AccountingBudget = work.message
    if attribute(sent.ratio, "type") == "ratio":
        raise invalid("only the type account is known")
    number = whole_number(text(sent.ratio))
    if number is None:
        raise invalid(f"the account {text(sent.ratio)[:100]} is not a whole number")
    account = int(work.chart.existing(number).number)
    vat = Decimal(plain(sent.vat_class) or 0)
    work.delete("budget", account=account, year=sent.year, month=sent.month)
    combinations = part(sent, "combinations")
    rest = Decimal(sent.sum)
    for each in combinations.combination if combinations is not None else ():
        items = [item_named(work, heading, item) for heading, item in place(work, each.dimension)]
        rest -= Decimal(each.combination_sum)
        month = BudgetMonth(sum=each.combination_sum, vat=vat, month=sent.month, year=sent.year)
        _keep(work, account, items, month, version=sent.version)
    if rest or combinations is None:
        month = BudgetMonth(sum=rest, vat=vat, month=sent.month, year=sent.year)
        _keep(work, account, (), month, version=sent.version)
    return Outcome()


@answers("accountingbudgetaccountbudget.nv")
def account_budget(work: Work) -> Outcome:
    """Set budgets of accounts, within the dimensions to which the table is locked."""
    sent: AccountingBudgetAccountBudget = work.message
    locked = _locked(work, sent.locked_dimension)
    for each in sent.budget_account:
        _table(work, sent.method, _number(work, each.account_identifier), locked, each.budget_month)
    return Outcome()


@answers("accountingbudgetdimensionbudget.nv")
def dimension_budget(work: Work) -> Outcome:
    """Set budgets of dimensions for one account."""
    sent: AccountingBudgetDimensionBudget = work.message
    locked = _locked(work, sent.locked_dimension)
    account = _number(work, sent.account_identifier)
    for each in sent.budget_dimension:
        item = item_named(work, each.dimension_name, each.dimension_item_name)
        _table(work, sent.method, account, [*locked, item], each.budget_month)
    return Outcome()


def _locked(work: Work, locked: Iterable[LockedDimension]) -> list[int]:
    return [item_named(work, each.dimension_name, each.dimension_item_name) for each in locked]


def _number(work: Work, identifier: AccountIdentifier) -> int:
    return int(work.chart.existing(int(identifier.account_number)).number)


def _table(work: Work, method: str, account: int, items: Sequence[int], months: Sequence[BudgetMonth]) -> None:
    if method == "replace":
        for year in {int(month.year) for month in months}:
            work.delete("budget", account=account, year=year, dimensions=_joined(items))
    for month in months:
        _keep(work, account, items, month, version="")


def _joined(items: Iterable[int]) -> str:
    return ",".join(str(item) for item in sorted(set(items)))


def _keep(work: Work, account: int, items: Iterable[int], month: BudgetMonth, *, version: str) -> None:
    where = {"account": account, "year": month.year, "month": month.month, "dimensions": _joined(items)}
    work.delete("budget", **where)
    work.insert("budget", **where, version=version, total=str(month.sum), vat=str(month.vat))


def _year(work: Work) -> int:
    year = work.parameters.integer("year")
    if year is None:
        raise invalid("the parameter year is missing")
    return year


@answers("accountingbudgetaccountlist.nv")
def account_list(work: Work) -> Outcome:
    """The accounts and groups of the chart, the same in every year."""
    year = _year(work)
    if year not in _YEARS:
        raise invalid(f"the parameter year is {year}; expected a year from {_YEARS[0]} to {_YEARS[-1]}")
    listed = [
        BudgetingAccount(
            netvisor_key=account.key,
            name=account.name,
            number=int(account.number) if account.number else None,
            group=account.father or None,
            type=_ACCOUNT if account.number else _GROUP,
        )
        for account in work.chart.listed
    ]
    made = AccountingBudgetAccountList(account=listed)
    return Outcome(root=AccountingBudgetAccountListReply(accounting_budget_account_list=made))


@answers("accountingbudgetyearbudget.nv")
def year_budget(work: Work) -> Outcome:
    """The budget of a year: for each account the total over all dimensions."""
    sql = "select * from budget where company = ? and year = ? order by account, month"
    rows = work.rows(sql, work.company, _year(work))
    accounts = [work.chart.existing(number) for number in dict.fromkeys(row["account"] for row in rows)]
    listed = [
        FetchedBudgetAccount(
            account_number=int(account.number),
            account_name=account.name,
            account_group=account.father,
            budget_month=_months([row for row in rows if row["account"] == int(account.number)]),
        )
        for account in accounts
    ]
    made = FetchedAccountBudget(locked_dimension=(), budget_account=listed)
    return Outcome(root=AccountingBudgetYearBudgetReply(accounting_budget_account_budget=made))


def _months(rows: Iterable[sqlite3.Row]) -> list[FetchedBudgetMonth]:
    sums: dict[tuple[int, int, Decimal], Decimal] = {}
    for row in rows:
        place = row["year"], row["month"], Decimal(row["vat"])
        sums[place] = sums.get(place, Decimal(0)) + Decimal(row["total"])
    return [
        FetchedBudgetMonth(sum=total, vat=vat, month=month, year=year)
        for (year, month, vat), total in sorted(sums.items())
    ]


@answers("accountingbudgetdimensionyearbudget.nv")
def dimension_year_budget(work: Work) -> Outcome:
    """The budget of a year for an account or a group, by the items of one heading."""
    asked = work.parameters
    for name in ("accountid", "dimensionheaderid"):
        if name not in asked:
            raise invalid(f"the parameter {name} is missing")
    account = _account(work, asked.integer("accountid"))
    heading = asked.integer("dimensionheaderid")
    if work.row("select 1 from dimension_name where company = ? and key = ?", work.company, heading) is None:
        raise invalid(f"there is no dimension with the key {heading}")
    locked = asked.keys("lockeddimensionitemid", _MOST_ITEMS) or []
    numbers = [int(each.number) for each in work.chart.listed[account.key - 1 : account.end] if each.number]
    sql = f"select * from budget where company = ? and year = ? and account in ({sql_marks(numbers)}) order by month"  # noqa: S608  # marks only
    cells = work.rows(sql, work.company, _year(work), *numbers)
    items = _items(work, "i.heading = ?", heading)
    listed = []
    for key, row in items.items():
        wanted = {str(item) for item in (*locked, key)}
        found = [cell for cell in cells if wanted <= set(cell["dimensions"].split(","))]
        if found:
            listed.append(
                FetchedBudgetDimension(
                    dimension_name=row["heading"], dimension_item_name=row["item"], budget_month=_months(found)
                )
            )
    made = FetchedDimensionBudget(
        locked_dimension=[_shown_dimension(work, item) for item in locked],
        account_group=account.father or None,
        account_number=int(account.number) if account.number else None,
        account_name=account.name,
        budget_dimension=listed,
    )
    return Outcome(root=AccountingBudgetDimensionYearBudgetReply(accounting_budget_dimension_budget=made))


def _account(work: Work, key: int | None) -> Account:
    if key is None or not 0 < key <= len(work.chart.listed):
        raise invalid(f"there is no account with the key {key}")
    return work.chart.listed[key - 1]


def _items(work: Work, condition: str, value: object) -> dict[int, sqlite3.Row]:
    sql = (
        "select i.key, i.name as item, h.name as heading from dimension_item i"  # noqa: S608  # conditions are ours
        " join dimension_name h on h.company = i.company and h.key = i.heading"
        f" where i.company = ? and {condition} order by i.key"
    )
    return {row["key"]: row for row in work.rows(sql, work.company, value)}


def _shown_dimension(work: Work, item: int) -> FetchedLockedDimension:
    found = _items(work, "i.key = ?", item).get(item)
    if found is None:
        raise invalid(f"there is no dimension item with the key {item}")
    return FetchedLockedDimension(dimension_name=found["heading"], dimension_item_name=found["item"])
