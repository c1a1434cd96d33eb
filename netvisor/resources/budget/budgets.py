"""Budgets, by account and by dimension.

The vendor's old list of resources names these; its current one does not, so the service may have withdrawn them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from netvisor.declare import UNSET, Many, Maybe, Opt, OptAttribute, Scalar, message, must, part, reply, valued
from netvisor.declare.scalars import Integer, Number, PointNumber, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done, items, one
from netvisor.resources.common import DimensionWithFather
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.budget.dicts import (
        AccountingBudgetAccountBudgetDict,
        AccountingBudgetDict,
        AccountingBudgetDimensionBudgetDict,
    )

Month: TypeAlias = Annotated[int, Scalar("integer", minimum=Decimal(1), maximum=Decimal(12))]
"""1 to 12."""

BudgetMethod: TypeAlias = Literal["change", "replace"]
"""Whether existing values are changed or replaced."""

# Messages: one account, one month.


@valued
class Ratio:
    """The subject of the budget: the number of an account."""

    value: Text
    type: OptAttribute[Literal["account", "ratio"]] = UNSET
    """The vendor's own client knows `account` only."""


@part
class Combination:
    """A part of the sum, for one combination of dimensions."""

    combination_sum: Number
    dimension: Many[DimensionWithFather]


@part
class Combinations:
    """How the sum is split over dimensions."""

    combination: Many[Combination]


@message
class AccountingBudget(Message["AccountingBudgetDict"]):
    """The budget of one account for one month."""

    ratio: Ratio
    sum: Number
    year: Integer
    month: Month
    version: Text
    """Name of the version of the budget."""
    vat_class: Opt[Number] = UNSET
    """VAT rate of the sum, in percent; the vendor's own client always writes it."""
    combinations: Opt[Combinations] = UNSET
    """The vendor's own client writes it empty, as CLEAR does, when there are none."""


# Messages: tables.


@part
class LockedDimension:
    """A dimension that the whole table is locked to."""

    dimension_name: Text
    """The heading."""
    dimension_item_name: Text
    """The item under the heading."""


@part
class AccountIdentifier:
    """The account that is meant."""

    account_number: Integer
    account_name: Text
    account_group: Integer
    """Netvisor key of the account group."""


@part
class BudgetMonth:
    """The budget of one month."""

    sum: Number
    vat: Number
    """VAT rate, in percent."""
    month: Month
    year: Integer


@part
class BudgetAccount:
    """The budget of one account."""

    account_identifier: AccountIdentifier
    budget_month: Many[BudgetMonth]


@message
class AccountingBudgetAccountBudget(Message["AccountingBudgetAccountBudgetDict"]):
    """Budgets of accounts, month by month.

    One client puts the accounts into the locked dimension; the vendor's own puts them beside it, as here.
    """

    method: BudgetMethod
    locked_dimension: Many[LockedDimension] = ()
    budget_account: Many[BudgetAccount]


@part
class BudgetDimension:
    """The budget of one dimension."""

    dimension_name: Text
    """The heading."""
    dimension_item_name: Text
    """The item under the heading."""
    budget_month: Many[BudgetMonth]


@message
class AccountingBudgetDimensionBudget(Message["AccountingBudgetDimensionBudgetDict"]):
    """Budgets of dimensions for one account, month by month."""

    method: BudgetMethod
    locked_dimension: Many[LockedDimension] = ()
    account_identifier: AccountIdentifier
    budget_dimension: Many[BudgetDimension]


# Answers.


@reply
class BudgetingAccount:
    """An account, or a group of accounts, that a budget can be made for."""

    netvisor_key: int | None
    name: str | None
    number: int | None
    group: int | None
    """Account group."""
    type: int | None
    """A code without documentation."""


@reply
class AccountingBudgetAccountList:
    """The accounts that a budget can be made for."""

    account: Many[BudgetingAccount] = ()


@reply
class AccountingBudgetAccountListReply:
    """The answer of accountingbudgetaccountlist.nv."""

    accounting_budget_account_list: AccountingBudgetAccountList | None


@reply
class FetchedLockedDimension:
    """A dimension that the whole table is locked to."""

    dimension_name: str | None
    """The heading."""
    dimension_item_name: str | None
    """The item under the heading."""


@reply
class FetchedBudgetMonth:
    """The budget of one month."""

    sum: PointNumber | None
    vat: Decimal | None
    """VAT rate, in percent."""
    month: int | None
    year: int | None


@reply
class FetchedBudgetAccount:
    """The budget of one account."""

    account_number: int | None
    account_name: str | None
    account_group: int | None
    budget_month: Many[FetchedBudgetMonth]


@reply
class FetchedAccountBudget:
    """The budget of a year, account by account."""

    locked_dimension: Many[FetchedLockedDimension] = ()
    budget_account: Many[FetchedBudgetAccount] = ()


@reply
class AccountingBudgetYearBudgetReply:
    """The answer of accountingbudgetyearbudget.nv."""

    accounting_budget_account_budget: FetchedAccountBudget | None


@reply
class FetchedBudgetDimension:
    """The budget of one dimension."""

    dimension_name: str | None
    """The heading."""
    dimension_item_name: str | None
    """The item under the heading."""
    budget_month: Many[FetchedBudgetMonth]


@reply
class FetchedDimensionBudget:
    """The budget of a year for one account, dimension by dimension."""

    locked_dimension: Many[FetchedLockedDimension] = ()
    account_group: int | None
    account_number: int | None
    account_name: str | None
    budget_dimension: Many[FetchedBudgetDimension] = ()


@reply
class AccountingBudgetDimensionYearBudgetReply:
    """The answer of accountingbudgetdimensionyearbudget.nv."""

    accounting_budget_dimension_budget: FetchedDimensionBudget | None


# Calls.

ACCOUNTINGBUDGET = Endpoint(
    resource="accountingbudget.nv",
    http="POST",
    title="Import the budget of one account for one month",
    request=AccountingBudget,
    limits="one account and one month in a message",
    gaps="perhaps withdrawn: the vendor's present list lacks it; what the answer holds was not seen",
)
ACCOUNTINGBUDGETACCOUNTBUDGET = Endpoint(
    resource="accountingbudgetaccountbudget.nv",
    http="POST",
    title="Import budgets of accounts, month by month",
    request=AccountingBudgetAccountBudget,
    edit="`method` says whether sums are changed or replaced",
    gaps=(
        "perhaps withdrawn: the vendor's present list lacks it; whether accounts stand beside or inside the "
        "locked dimensions is told in two ways; what the answer holds was not seen"
    ),
)
ACCOUNTINGBUDGETDIMENSIONBUDGET = Endpoint(
    resource="accountingbudgetdimensionbudget.nv",
    http="POST",
    title="Import budgets of dimensions for one account",
    request=AccountingBudgetDimensionBudget,
    edit="`method` says whether sums are changed or replaced",
    gaps=(
        "perhaps withdrawn: the vendor's present list lacks it; known from one client only; what the answer holds"
        " was not seen"
    ),
)
ACCOUNTINGBUDGETACCOUNTLIST = Endpoint(
    resource="accountingbudgetaccountlist.nv",
    http="GET",
    title="Accounts and account groups for budgets",
    reply=AccountingBudgetAccountListReply,
    gaps="perhaps withdrawn: the vendor's present list lacks it",
)
ACCOUNTINGBUDGETYEARBUDGET = Endpoint(
    resource="accountingbudgetyearbudget.nv",
    http="GET",
    title="Budget of a year by account",
    reply=AccountingBudgetYearBudgetReply,
    gaps="perhaps withdrawn: the vendor's present list lacks it; known from one client only",
)
ACCOUNTINGBUDGETDIMENSIONYEARBUDGET = Endpoint(
    resource="accountingbudgetdimensionyearbudget.nv",
    http="GET",
    title="Budget of a year for one account by dimension",
    reply=AccountingBudgetDimensionYearBudgetReply,
    gaps="perhaps withdrawn: the vendor's present list lacks it; known from one client only",
)

BUDGET_YEAR: Final = must("year", holds=lambda asked: 1950 <= asked.year <= 2050, expected="a year from 1950 to 2050")


@ACCOUNTINGBUDGET.register
def add_budget(budget: AccountingBudget) -> Call[Done]:
    """Import the budget of one account for one month."""
    return ACCOUNTINGBUDGET.call(add_budget, locals(), DONE)


@ACCOUNTINGBUDGETACCOUNTBUDGET.register
def edit_account_budget(budget: AccountingBudgetAccountBudget) -> Call[Done]:
    """Import budgets of accounts, which change or replace the existing ones."""
    return ACCOUNTINGBUDGETACCOUNTBUDGET.call(edit_account_budget, locals(), DONE)


@ACCOUNTINGBUDGETDIMENSIONBUDGET.register
def edit_dimension_budget(budget: AccountingBudgetDimensionBudget) -> Call[Done]:
    """Import budgets of dimensions for one account, which change or replace the existing ones."""
    return ACCOUNTINGBUDGETDIMENSIONBUDGET.call(edit_dimension_budget, locals(), DONE)


@ACCOUNTINGBUDGETACCOUNTLIST.register
def list_budget_accounts(
    year: Annotated[int, Param("year of the budget, from 1950 to 2050")],
) -> Call[list[BudgetingAccount]]:
    """List the accounts and account groups that a budget can be made for."""
    gives = items(BudgetingAccount, AccountingBudgetAccountListReply, "accounting_budget_account_list.account")
    return ACCOUNTINGBUDGETACCOUNTLIST.call(list_budget_accounts, locals(), gives, rules=(BUDGET_YEAR,))


@ACCOUNTINGBUDGETYEARBUDGET.register
def get_account_budget(year: Annotated[int, Param("year of the budget")]) -> Call[FetchedAccountBudget | None]:
    """Get the budget of a year, account by account."""
    gives = one(FetchedAccountBudget, AccountingBudgetYearBudgetReply, "accounting_budget_account_budget")
    return ACCOUNTINGBUDGETYEARBUDGET.call(get_account_budget, locals(), gives)


@ACCOUNTINGBUDGETDIMENSIONYEARBUDGET.register
def get_dimension_budget(
    *,
    account_id: Annotated[int, Param("NetvisorKey of the account or account group")],
    year: Annotated[int, Param("year of the budget")],
    dimension_header_id: Annotated[int, Param("NetvisorKey of the heading of the dimensions")],
    locked_dimension_item_id: Annotated[
        Maybe[Many[int]], Param("NetvisorKeys of the dimension items that the table is locked to")
    ] = UNSET,
) -> Call[FetchedDimensionBudget | None]:
    """Get the budget of a year for one account, dimension by dimension."""
    gives = one(FetchedDimensionBudget, AccountingBudgetDimensionYearBudgetReply, "accounting_budget_dimension_budget")
    return ACCOUNTINGBUDGETDIMENSIONYEARBUDGET.call(get_dimension_budget, locals(), gives)


# How the writes are found after an unknown outcome.

_ADDS_UP: Final = "whether the same budget once more replaces or adds up is not known: compare the budget in Netvisor"

ACCOUNTINGBUDGET.found_by(
    add_budget,
    Finder(
        strength=Strength.WEAK,
        read="get_account_budget",
        ask={"year": "year"},
        records="budget_account",
        equal={"account_number": "ratio"},
        compare={"budget_month.sum": "sum"},
        key="",
    ),
    nothing=_ADDS_UP,
)
ACCOUNTINGBUDGETACCOUNTBUDGET.found_by(
    edit_account_budget,
    Finder(
        strength=Strength.WEAK,
        read="get_account_budget",
        ask={"year": "budget_account.budget_month.year"},
        records="budget_account",
        each="budget_account",
        equal={"account_number": "budget_account.account_identifier.account_number"},
        compare={"budget_month.sum": "budget_account.budget_month.sum"},
        key="",
    ),
    nothing=_ADDS_UP,
)
ACCOUNTINGBUDGETDIMENSIONBUDGET.found_by(
    edit_dimension_budget,
    Finder(
        strength=Strength.WEAK,
        read="get_account_budget",
        ask={"year": "budget_dimension.budget_month.year"},
        records="budget_account",
        equal={"account_number": "account_identifier.account_number"},
        key="",
    ),
    nothing=_ADDS_UP,
)
