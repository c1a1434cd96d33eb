"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.budget.budgets import (
    AccountIdentifier,
    BudgetAccount,
    BudgetDimension,
    BudgetMonth,
    Combination,
    Combinations,
    LockedDimension,
    Ratio,
)
from netvisor.resources.common import DimensionItemWithFather, DimensionWithFather
from netvisor.resources.plain_values import Clear, PlainNumber, Unset


class AccountIdentifierDict(TypedDict):
    """Plain data of `AccountIdentifier`."""

    account_number: int
    account_name: str
    account_group: int


class AccountingBudgetDict(TypedDict):
    """Plain data of `AccountingBudget`."""

    ratio: str | RatioDict | Ratio
    sum: PlainNumber
    year: int
    month: int
    version: str
    vat_class: NotRequired[PlainNumber | Clear | Unset]
    combinations: NotRequired[CombinationsDict | Combinations | Clear | Unset]


class AccountingBudgetAccountBudgetDict(TypedDict):
    """Plain data of `AccountingBudgetAccountBudget`."""

    method: Literal["change", "replace"]
    locked_dimension: NotRequired[Sequence[LockedDimensionDict | LockedDimension] | Unset]
    budget_account: Sequence[BudgetAccountDict | BudgetAccount]


class AccountingBudgetDimensionBudgetDict(TypedDict):
    """Plain data of `AccountingBudgetDimensionBudget`."""

    method: Literal["change", "replace"]
    locked_dimension: NotRequired[Sequence[LockedDimensionDict | LockedDimension] | Unset]
    account_identifier: AccountIdentifierDict | AccountIdentifier
    budget_dimension: Sequence[BudgetDimensionDict | BudgetDimension]


class BudgetAccountDict(TypedDict):
    """Plain data of `BudgetAccount`."""

    account_identifier: AccountIdentifierDict | AccountIdentifier
    budget_month: Sequence[BudgetMonthDict | BudgetMonth]


class BudgetDimensionDict(TypedDict):
    """Plain data of `BudgetDimension`."""

    dimension_name: str
    dimension_item_name: str
    budget_month: Sequence[BudgetMonthDict | BudgetMonth]


class BudgetMonthDict(TypedDict):
    """Plain data of `BudgetMonth`."""

    sum: PlainNumber
    vat: PlainNumber
    month: int
    year: int


class CombinationDict(TypedDict):
    """Plain data of `Combination`."""

    combination_sum: PlainNumber
    dimension: Sequence[DimensionWithFatherDict | DimensionWithFather]


class CombinationsDict(TypedDict):
    """Plain data of `Combinations`."""

    combination: Sequence[CombinationDict | Combination]


class DimensionItemWithFatherDict(TypedDict):
    """Plain data of `DimensionItemWithFather`."""

    value: str
    father_id: NotRequired[int | Unset]


class DimensionWithFatherDict(TypedDict):
    """Plain data of `DimensionWithFather`."""

    dimension_name: str
    dimension_item: str | DimensionItemWithFatherDict | DimensionItemWithFather


class LockedDimensionDict(TypedDict):
    """Plain data of `LockedDimension`."""

    dimension_name: str
    dimension_item_name: str


class RatioDict(TypedDict):
    """Plain data of `Ratio`."""

    value: str
    type: NotRequired[Literal["account", "ratio"] | Unset]
