from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client
from netvisor.errors import InvalidData
from netvisor.resources import budget, dimensions
from netvisor.sandbox.books.core.chart import standard_chart

from .conftest import Caller
from .golden import golden

Months = list[tuple[int | None, str]]


def year(client: Client, number: int = 2026) -> dict[int | None, Months]:
    got = client.send(budget.get_account_budget(number))
    assert got is not None
    return {
        account.account_number: [(month.month, str(month.sum)) for month in account.budget_month]
        for account in got.budget_account
    }


def by_dimension(client: Client, heading: str, *locked: int, account: int = 3000) -> list[tuple[str | None, Months]]:
    (found,) = [each for each in client.send(dimensions.list_dimensions()) if each.name == heading]
    assert found.netvisor_key is not None
    options: Any = {"locked_dimension_item_id": list(locked)} if locked else {}
    got = client.send(
        budget.get_dimension_budget(
            account_id=standard_chart().accounts[account].key,
            year=2026,
            dimension_header_id=found.netvisor_key,
            **options,
        )
    )
    assert got is not None
    return [
        (each.dimension_item_name, [(month.month, str(month.sum)) for month in each.budget_month])
        for each in got.budget_dimension
    ]


def item_key(client: Client, heading: str, item: str) -> int:
    (found,) = [each for each in client.send(dimensions.list_dimensions()) if each.name == heading]
    assert found.dimension_details is not None
    (key,) = [each.netvisor_key for each in found.dimension_details.dimension_detail if each.name == item]
    assert key is not None
    return key


def test_a_budget_of_one_month_comes_back_whole_and_split_over_dimensions(client: Client) -> None:
    sent = golden("accountingbudget-full", budget.AccountingBudget)
    with pytest.raises(InvalidData, match="there is no account 3070"):
        client.send(budget.add_budget(sent))
    sent = replace(sent, ratio=budget.Ratio("3000", "account"))
    with pytest.raises(InvalidData, match="has no item with the key 251"):
        client.send(budget.add_budget(sent))
    sent.combinations.combination[0].dimension[0].dimension_item.father_id = 0  # type: ignore[union-attr]  # it is full
    plain = golden("accountingbudget-no-combinations", budget.AccountingBudget)
    client.send(budget.add_budget(replace(plain, ratio=budget.Ratio("3010", "account"))))
    client.send(
        budget.add_budget(
            replace(
                sent,
                combinations=replace(
                    sent.combinations,
                    combination=sent.combinations.combination[1:],  # type: ignore[type-var,union-attr]  # full
                ),
            )
        )
    )
    assert year(client)[3000] == [(12, "35500")]
    assert by_dimension(client, "1. Kustannuspaikka") == [("200 Öljysäiliö", [(12, "500")])]


def test_a_budget_of_accounts_is_changed_month_by_month_or_replaced(client: Client) -> None:
    sent = golden("accountingbudgetaccountbudget-full", budget.AccountingBudgetAccountBudget)
    client.send(budget.edit_account_budget(sent))
    assert year(client) == {3000: [(11, "1000.50"), (12, "1000.50")]}
    one = [replace(sent.budget_account[0], budget_month=sent.budget_account[0].budget_month[:1])]
    client.send(budget.edit_account_budget(replace(sent, budget_account=one)))
    assert year(client) == {3000: [(11, "1000.50"), (12, "1000.50")]}
    client.send(budget.edit_account_budget(replace(sent, budget_account=one, method="replace")))
    assert year(client) == {3000: [(11, "1000.50")]}
    assert client.send(budget.get_account_budget(2025)) is None
    got = client.send(budget.get_account_budget(2026))
    assert got is not None
    assert got.budget_account[0].account_name == "Myynti 25,5 %"
    assert got.budget_account[0].budget_month[0].vat == Decimal(0)


def test_a_budget_of_dimensions_is_read_by_heading_and_locked_items(client: Client) -> None:
    sent = golden("accountingbudgetdimensionbudget-full", budget.AccountingBudgetDimensionBudget)
    client.send(budget.edit_dimension_budget(sent))
    assert by_dimension(client, "Hankkeet") == [("Syksy & talvi", [(1, "1000.50"), (12, "-5")])]
    locked = item_key(client, "Kustannuspaikka", "100 Kämppä")
    assert by_dimension(client, "Hankkeet", locked) == by_dimension(client, "Hankkeet")
    assert by_dimension(client, "Hankkeet", item_key(client, "Hankkeet", "Syksy & talvi"), locked)
    client.send(dimensions.add_dimension_item(dimensions.DimensionItem(name="Hankkeet", item="Kesä")))
    assert by_dimension(client, "Hankkeet", item_key(client, "Hankkeet", "Kesä")) == []
    assert by_dimension(client, "Hankkeet", account=3010) == []
    with pytest.raises(InvalidData, match="there is no dimension item with the key 99"):
        by_dimension(client, "Hankkeet", 99)


def test_every_account_and_group_can_have_a_budget(client: Client) -> None:
    listed = {each.netvisor_key: each for each in client.send(budget.list_budget_accounts(2026))}
    sales = listed[standard_chart().accounts[3000].key]
    assert (sales.name, sales.number) == ("Myynti 25,5 %", 3000)
    assert listed[sales.group].number is None


@pytest.mark.parametrize("year", [1949, 2051])
def test_accounts_are_listed_for_years_that_a_budget_can_have(caller: Caller, year: int) -> None:
    refusal = caller.send("accountingbudgetaccountlist.nv", year=year).refusal
    assert refusal == f"INVALID_DATA :: Sandbox: the parameter year is {year}; expected a year from 1950 to 2050"


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        ("year=2026", "the parameter accountid is missing"),
        ("year=2026&accountid=1", "the parameter dimensionheaderid is missing"),
        ("year=2026&accountid=1&dimensionheaderid=99", "there is no dimension with the key 99"),
        ("year=2026&accountid=999&dimensionheaderid=99", "there is no account with the key 999"),
    ],
)
def test_the_budget_of_dimensions_is_asked_for_by_account_and_heading(caller: Caller, asked: str, refusal: str) -> None:
    answer = caller.sent("GET", f"/accountingbudgetdimensionyearbudget.nv?{asked}")
    assert answer.refusal == f"INVALID_DATA :: Sandbox: {refusal}"
