"""Every call that is sent is counted, and none beyond the budget is; prices are those that are known."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.errors import NetvisorError, NotSent, Retry, SetupError
from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Tampuuri, ilmoitukset, sopimukset
from netvisor.tampuuri.cost import PLANS, WEBHOOKS, Budget, BudgetSpent, CostMeter, Plan, cheapest
from netvisor.tampuuri.cost.prices import compare, plan
from tests.tampuuri.facts import table

# Prices.


def test_the_prices_are_those_that_are_known() -> None:
    rows = table("prices")
    assert {row["confidence"] for row in rows} == {"slides"}
    known = {row["item"]: row for row in rows}
    webhooks = known.pop("webhooks")
    assert Decimal(webhooks["month"]) == WEBHOOKS
    assert list(PLANS) == [
        Plan(name, Decimal(row["month"]), int(row["included calls"]), Decimal(row["further call"]))
        for name, row in known.items()
    ]


@pytest.mark.parametrize(
    ("name", "calls", "price"),
    [
        ("Normal", 50_000, 330),  # the vendor's example
        ("Standard", 0, 0),
        ("Standard", 2_000, 0),
        ("Standard", 2_001, "0.011"),
        ("Normal", 0, 240),
        ("Normal", 40_000, 240),
        ("Normal", 40_001, "240.009"),
        ("Business", 100_000, 400),
        ("Business", 200_000, 1100),
    ],
)
def test_a_month_costs_its_plan_and_each_further_call(name: str, calls: int, price: Any) -> None:
    assert plan(name).price(calls) == Decimal(price)


@given(st.integers(0, 10**7))
def test_no_plan_is_cheaper_than_the_cheapest(calls: int) -> None:
    assert all(cheapest(calls).price(calls) <= each.price(calls) for each in PLANS)


@given(st.sampled_from(PLANS), st.integers(0, 10**6))
def test_a_budget_of_euros_is_the_most_calls_that_it_pays(plan: Plan, more: int) -> None:
    euros = plan.month + Decimal(more) / 100
    calls = Budget(euros=euros, plan=plan).calls
    assert plan.price(calls) <= euros < plan.price(calls + 1)


def test_polling_is_compared_with_webhooks() -> None:
    found = compare(1000, timedelta(minutes=15), 100)
    assert found.polls == 30 * 24 * 4 * 100
    assert found.polling == plan("Business").price(289_000)
    assert found.webhooks == plan("Standard").price(1000 + 2880) + 500
    assert found.saved == found.polling - found.webhooks > 0


def test_rare_polling_costs_less_than_webhooks() -> None:
    assert compare(0, timedelta(days=1)).saved == -500


# The meter.


class Time:
    """A time that a test sets."""

    now = datetime(2026, 11, 30, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def meter(tmp_path: Path, time: Time) -> Iterator[CostMeter]:
    with CostMeter(tmp_path / "calls.db", now=time) as made:
        yield made


@pytest.fixture
def client(sandbox: Sandbox, meter: CostMeter) -> Iterator[Tampuuri]:
    with Tampuuri(
        sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url, pauses=(0, 0), sleep=lambda _: None, meter=meter
    ) as made:
        yield made


NOVEMBER = ("Visma Tampuuri", "2026-11")


def test_every_page_every_write_and_every_repetition_is_counted(
    client: Tampuuri, sandbox: Sandbox, meter: CostMeter
) -> None:
    for number in range(251):
        sandbox.tampuuri.add("ilmoitukset", {"Otsikko": str(number), "TyonsuorittajaId": 5})
    client.send(ilmoitukset.selaa(tyonsuorittaja_id=5))
    assert meter.counts() == {NOVEMBER: 2}
    client.send(ilmoitukset.vastaanota(60000))
    sandbox.tampuuri.fail_next(500, times=2)
    client.send(sopimukset.get_sopimus(300000))
    sandbox.tampuuri.fail_next(403)
    with pytest.raises(NetvisorError):
        client.request("GET", "kohteet/1000")
    assert meter.counts() == {NOVEMBER: 7}
    assert len(sandbox.calls) == 7


def test_what_was_not_sent_is_not_counted(client: Tampuuri, sandbox: Sandbox, meter: CostMeter) -> None:
    sandbox.stop()
    with pytest.raises(NotSent):
        client.request("GET", "kohteet/1000")
    assert meter.counts() == {NOVEMBER: 0}


def test_accounts_and_months_are_counted_apart(
    client: Tampuuri, sandbox: Sandbox, meter: CostMeter, time: Time
) -> None:
    credentials = sandbox.tampuuri.credentials_for("7654321-2")
    with Tampuuri(credentials, base_url=sandbox.tampuuri.url, meter=meter) as other:
        other.request("GET", "kohteet/1000")
    client.request("GET", "kohteet/1000")
    time.now = datetime(2026, 11, 30, 22, 30, tzinfo=UTC)  # half past midnight in Finland
    client.request("GET", "kohteet/1000")
    assert meter.counts() == {("7654321-2", "2026-11"): 1, NOVEMBER: 1, ("Visma Tampuuri", "2026-12"): 1}
    assert meter.counts("7654321-2") == {("7654321-2", "2026-11"): 1}


def test_calls_beyond_the_budget_are_refused_before_they_are_sent(
    client: Tampuuri, sandbox: Sandbox, meter: CostMeter, time: Time
) -> None:
    meter.budget = Budget(calls=3)
    for _ in range(3):
        client.request("GET", "kohteet/1000")
    with pytest.raises(BudgetSpent, match=r"budget for 2026-11 is spent \(calls: 3\).*GET kohteet") as caught:
        client.request("GET", "kohteet/1000")
    assert (caught.value.retry, caught.value.company) == (Retry.NEVER, "Visma Tampuuri")
    with pytest.raises(BudgetSpent):
        client.send(ilmoitukset.vastaanota(60000))
    assert (len(sandbox.calls), meter.counts()) == (3, {NOVEMBER: 3})
    time.now += timedelta(days=1)
    client.request("GET", "kohteet/1000")


def test_a_list_stops_where_the_budget_ends(client: Tampuuri, sandbox: Sandbox, meter: CostMeter) -> None:
    for number in range(260):
        sandbox.tampuuri.add("ilmoitukset", {"Otsikko": str(number), "TyonsuorittajaId": 5})
    meter.budget = Budget(calls=1)
    with client.stream(ilmoitukset.selaa(tyonsuorittaja_id=5)) as notices:
        assert len(list(islice(notices, 250))) == 250
        with pytest.raises(BudgetSpent):
            next(notices)
    assert len(sandbox.calls) == 1


def test_programs_share_one_budget(tmp_path: Path, time: Time) -> None:
    meters = [CostMeter(tmp_path / "calls.db", budget=Budget(calls=30), now=time) for _ in range(4)]
    refused = []

    def call(meter: CostMeter) -> None:
        for _ in range(10):
            try:
                meter.add("Visma Tampuuri")
            except BudgetSpent:
                refused.append(meter)

    threads = [threading.Thread(target=call, args=(meter,)) for meter in meters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), meters[0].counts()) == (10, {NOVEMBER: 30})
    for meter in meters:
        meter.close()


def test_what_cannot_be_counted_is_not_sent(client: Tampuuri, sandbox: Sandbox, meter: CostMeter) -> None:
    meter.close()
    with pytest.raises(NetvisorError, match="cannot be used now"):
        client.request("GET", "kohteet/1000")
    assert len(sandbox.calls) == 0


def test_the_counts_outlive_the_program(tmp_path: Path, time: Time) -> None:
    for expected in (1, 2):
        with CostMeter(tmp_path / "calls.db", now=time) as meter:
            meter.add("Visma Tampuuri")
            assert meter.counts() == {NOVEMBER: expected}


def test_a_file_of_something_else_is_not_counted_in(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("create table books (id)")
    with pytest.raises(SetupError, match="file of something else"):
        CostMeter(tmp_path / "other.db")


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({}, "number of calls, or of euros"),
        ({"calls": 1, "euros": 1}, "number of calls, or of euros"),
        ({"calls": -1}, "from 0 on"),
        ({"calls": True}, "from 0 on"),
        ({"calls": "5"}, "from 0 on"),
        ({"euros": 300}, "needs the plan"),
        ({"euros": 239, "plan": plan("Normal")}, "at least 240"),
        ({"euros": 300.0, "plan": plan("Normal")}, "at least 240"),
        ({"euros": Decimal("NaN"), "plan": plan("Normal")}, "at least 240"),
    ],
)
def test_what_is_no_budget_is_refused(settings: Any, text: str) -> None:
    with pytest.raises(SetupError, match=text):
        Budget(**settings)
