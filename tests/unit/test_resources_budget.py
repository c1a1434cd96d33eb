"""Budgets: messages to exact bytes and back, tables as typed objects, calls with their parameters and rules."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.declare import CLEAR
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done
from netvisor.resources import budget as b
from netvisor.resources.common import DimensionItemWithFather, DimensionWithFather
from tests.conftest import FIXTURES, Golden
from tests.unit.answers import taken

# Messages.


def budget(**fields: Any) -> b.AccountingBudget:
    usual: dict[str, Any] = {
        "ratio": b.Ratio("3070"),
        "sum": 35500,
        "year": 2026,
        "month": 12,
        "version": "Budjetti 2026",
    }
    return b.AccountingBudget(**{**usual, **fields})


def combination(part_of_sum: Decimal | int, item: DimensionItemWithFather) -> b.Combination:
    dimension = DimensionWithFather(dimension_name="1. Kustannuspaikka", dimension_item=item)
    return b.Combination(combination_sum=part_of_sum, dimension=[dimension])


def full_budget() -> b.AccountingBudget:
    return budget(
        ratio=b.Ratio("3070", type="account"),
        vat_class=0,
        combinations=b.Combinations(
            combination=[
                combination(35000, DimensionItemWithFather("100 Kämppä", father_id=251)),
                combination(500, DimensionItemWithFather("200 Öljysäiliö")),
            ]
        ),
    )


def month(**fields: Any) -> b.BudgetMonth:
    return b.BudgetMonth(**{"sum": Decimal("1000.50"), "vat": 0, "month": 12, "year": 2026, **fields})


def account() -> b.AccountIdentifier:
    return b.AccountIdentifier(account_number=3000, account_name="Myyntituotot", account_group=12)


def locked() -> b.LockedDimension:
    return b.LockedDimension(dimension_name="Kustannuspaikka", dimension_item_name="100 Kämppä")


def of_accounts(*months: b.BudgetMonth, **fields: Any) -> b.AccountingBudgetAccountBudget:
    row = b.BudgetAccount(account_identifier=account(), budget_month=months or (month(),))
    return b.AccountingBudgetAccountBudget(**{"method": "replace", "budget_account": [row], **fields})


def of_dimensions(*months: b.BudgetMonth, **fields: Any) -> b.AccountingBudgetDimensionBudget:
    row = b.BudgetDimension(
        dimension_name="Hankkeet", dimension_item_name="Syksy & talvi", budget_month=months or (month(),)
    )
    usual: dict[str, Any] = {"method": "replace", "account_identifier": account(), "budget_dimension": [row]}
    return b.AccountingBudgetDimensionBudget(**{**usual, **fields})


GOLDEN: dict[str, Callable[[], object]] = {
    "accountingbudget-minimal": budget,
    "accountingbudget-full": full_budget,
    "accountingbudget-no-combinations": lambda: budget(vat_class=0, combinations=CLEAR),
    "accountingbudgetaccountbudget-minimal": of_accounts,
    "accountingbudgetaccountbudget-full": lambda: of_accounts(
        month(month=11), month(vat=Decimal("25.5")), method="change", locked_dimension=[locked()]
    ),
    "accountingbudgetdimensionbudget-minimal": of_dimensions,
    "accountingbudgetdimensionbudget-full": lambda: of_dimensions(
        month(month=1), month(sum=-5), method="change", locked_dimension=[locked()]
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    message = GOLDEN[name]()
    body = encode(message).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(message)) == message


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (budget(month=0), "month", "from 1 to 12"),
        (budget(month=13), "month", "from 1 to 12"),
        (budget(ratio=b.Ratio("3070", type="dimension")), "ratio.type", "one of account, ratio"),  # type: ignore[arg-type]  # wrong on purpose
        (of_accounts(method="add"), "method", "one of change, replace"),
        (of_accounts(month(month=13)), "budget_account[0].budget_month[0].month", "from 1 to 12"),
        (of_dimensions(budget_dimension=[]), "budget_dimension", "at least one"),
    ],
)
def test_wrong_fields_are_refused_with_their_place(message: object, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected


@pytest.mark.parametrize(
    ("call", "resource"),
    [
        (b.add_budget(budget()), "accountingbudget.nv"),
        (b.edit_account_budget(of_accounts()), "accountingbudgetaccountbudget.nv"),
        (b.edit_dimension_budget(of_dimensions()), "accountingbudgetdimensionbudget.nv"),
    ],
)
def test_imports_are_writes_that_promise_no_key(call: Call[Done], resource: str) -> None:
    assert (call.resource, call.http, call.writes, call.parameters) == (resource, "POST", True, ())
    assert call.result.take(Answer()) == Done()


# Answers and calls.


def test_accounts_and_groups_are_listed() -> None:
    call = b.list_budget_accounts(2026)
    assert (call.parameters, call.writes) == ((("year", "2026"),), False)
    group, account = taken(call, "accountingbudgetaccountlist-several")
    assert (group.name, group.number, group.group) == ("Liikevaihto", None, None)
    assert account == b.BudgetingAccount(netvisor_key=639, name="Myyntituotot", number=3000, group=12, type=1)
    assert len(taken(call, "accountingbudgetaccountlist-one")) == 1
    assert taken(call, "accountingbudgetaccountlist-empty") == []


@pytest.mark.parametrize("year", [1949, 2051])
def test_a_year_beyond_the_documented_span_is_refused(year: int) -> None:
    with pytest.raises(MessageError, match="a year from 1950 to 2050"):
        b.list_budget_accounts(year)


def test_the_budget_of_a_year_is_read_with_its_decimal_points() -> None:
    call = b.get_account_budget(2026)
    assert call.parameters == (("year", "2026"),)
    table = taken(call, "accountingbudgetyearbudget-several")
    assert [lock.dimension_item_name for lock in table.locked_dimension] == ["100 Kämppä", "Syksy"]
    sales, purchases = table.budget_account
    assert [(m.sum, m.vat, m.month) for m in sales.budget_month] == [
        (Decimal("35500.50"), Decimal(0), 11),
        (Decimal(1000), Decimal("25.5"), 12),
    ]
    assert (purchases.account_name, purchases.budget_month[0].sum) == ("Ostot", Decimal("-200.25"))
    assert len(taken(call, "accountingbudgetyearbudget-one").budget_account) == 1
    assert taken(call, "accountingbudgetyearbudget-empty") is None


def test_the_budget_of_dimensions_is_read_for_its_account() -> None:
    call = b.get_dimension_budget(account_id=639, year=2026, dimension_header_id=4, locked_dimension_item_id=[70, 17])
    assert call.parameters == (
        ("accountid", "639"),
        ("year", "2026"),
        ("dimensionheaderid", "4"),
        ("lockeddimensionitemid", "70,17"),
    )
    table = taken(call, "accountingbudgetdimensionyearbudget-several")
    assert (table.account_group, table.account_number, table.account_name) == (12, 3000, "Myyntituotot")
    assert [row.dimension_item_name for row in table.budget_dimension] == ["Syksy", "Kevät & kesä"]
    assert len(taken(call, "accountingbudgetdimensionyearbudget-one").budget_dimension) == 1
    assert taken(call, "accountingbudgetdimensionyearbudget-empty") is None
