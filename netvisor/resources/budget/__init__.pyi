"""Budgets, by account and by dimension.

The vendor's old list of resources names these; its current one does not, so the service may have withdrawn them.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.budget.budgets import AccountIdentifier as AccountIdentifier
from netvisor.resources.budget.budgets import AccountingBudget as AccountingBudget
from netvisor.resources.budget.budgets import AccountingBudgetAccountBudget as AccountingBudgetAccountBudget
from netvisor.resources.budget.budgets import AccountingBudgetAccountList as AccountingBudgetAccountList
from netvisor.resources.budget.budgets import AccountingBudgetAccountListReply as AccountingBudgetAccountListReply
from netvisor.resources.budget.budgets import AccountingBudgetDimensionBudget as AccountingBudgetDimensionBudget
from netvisor.resources.budget.budgets import (
    AccountingBudgetDimensionYearBudgetReply as AccountingBudgetDimensionYearBudgetReply,
)
from netvisor.resources.budget.budgets import AccountingBudgetYearBudgetReply as AccountingBudgetYearBudgetReply
from netvisor.resources.budget.budgets import BudgetAccount as BudgetAccount
from netvisor.resources.budget.budgets import BudgetDimension as BudgetDimension
from netvisor.resources.budget.budgets import BudgetingAccount as BudgetingAccount
from netvisor.resources.budget.budgets import BudgetMethod as BudgetMethod
from netvisor.resources.budget.budgets import BudgetMonth as BudgetMonth
from netvisor.resources.budget.budgets import Combination as Combination
from netvisor.resources.budget.budgets import Combinations as Combinations
from netvisor.resources.budget.budgets import FetchedAccountBudget as FetchedAccountBudget
from netvisor.resources.budget.budgets import FetchedBudgetAccount as FetchedBudgetAccount
from netvisor.resources.budget.budgets import FetchedBudgetDimension as FetchedBudgetDimension
from netvisor.resources.budget.budgets import FetchedBudgetMonth as FetchedBudgetMonth
from netvisor.resources.budget.budgets import FetchedDimensionBudget as FetchedDimensionBudget
from netvisor.resources.budget.budgets import FetchedLockedDimension as FetchedLockedDimension
from netvisor.resources.budget.budgets import LockedDimension as LockedDimension
from netvisor.resources.budget.budgets import Month as Month
from netvisor.resources.budget.budgets import Ratio as Ratio
from netvisor.resources.budget.budgets import add_budget as add_budget
from netvisor.resources.budget.budgets import edit_account_budget as edit_account_budget
from netvisor.resources.budget.budgets import edit_dimension_budget as edit_dimension_budget
from netvisor.resources.budget.budgets import get_account_budget as get_account_budget
from netvisor.resources.budget.budgets import get_dimension_budget as get_dimension_budget
from netvisor.resources.budget.budgets import list_budget_accounts as list_budget_accounts
from netvisor.resources.budget.dicts import AccountIdentifierDict as AccountIdentifierDict
from netvisor.resources.budget.dicts import AccountingBudgetAccountBudgetDict as AccountingBudgetAccountBudgetDict
from netvisor.resources.budget.dicts import AccountingBudgetDict as AccountingBudgetDict
from netvisor.resources.budget.dicts import AccountingBudgetDimensionBudgetDict as AccountingBudgetDimensionBudgetDict
from netvisor.resources.budget.dicts import BudgetAccountDict as BudgetAccountDict
from netvisor.resources.budget.dicts import BudgetDimensionDict as BudgetDimensionDict
from netvisor.resources.budget.dicts import BudgetMonthDict as BudgetMonthDict
from netvisor.resources.budget.dicts import CombinationDict as CombinationDict
from netvisor.resources.budget.dicts import CombinationsDict as CombinationsDict
from netvisor.resources.budget.dicts import DimensionItemWithFatherDict as DimensionItemWithFatherDict
from netvisor.resources.budget.dicts import DimensionWithFatherDict as DimensionWithFatherDict
from netvisor.resources.budget.dicts import LockedDimensionDict as LockedDimensionDict
from netvisor.resources.budget.dicts import RatioDict as RatioDict
from netvisor.resources.common import DimensionItemWithFather as DimensionItemWithFather
from netvisor.resources.common import DimensionWithFather as DimensionWithFather

__all__ = [
    "AccountIdentifier",
    "AccountIdentifierDict",
    "AccountingBudget",
    "AccountingBudgetAccountBudget",
    "AccountingBudgetAccountBudgetDict",
    "AccountingBudgetAccountList",
    "AccountingBudgetAccountListReply",
    "AccountingBudgetDict",
    "AccountingBudgetDimensionBudget",
    "AccountingBudgetDimensionBudgetDict",
    "AccountingBudgetDimensionYearBudgetReply",
    "AccountingBudgetYearBudgetReply",
    "BudgetAccount",
    "BudgetAccountDict",
    "BudgetDimension",
    "BudgetDimensionDict",
    "BudgetMethod",
    "BudgetMonth",
    "BudgetMonthDict",
    "BudgetingAccount",
    "Combination",
    "CombinationDict",
    "Combinations",
    "CombinationsDict",
    "DimensionItemWithFather",
    "DimensionItemWithFatherDict",
    "DimensionWithFather",
    "DimensionWithFatherDict",
    "FetchedAccountBudget",
    "FetchedBudgetAccount",
    "FetchedBudgetDimension",
    "FetchedBudgetMonth",
    "FetchedDimensionBudget",
    "FetchedLockedDimension",
    "LockedDimension",
    "LockedDimensionDict",
    "Month",
    "Ratio",
    "RatioDict",
    "add_budget",
    "edit_account_budget",
    "edit_dimension_budget",
    "get_account_budget",
    "get_dimension_budget",
    "list_budget_accounts",
]
