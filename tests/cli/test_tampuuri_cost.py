"""`netvisor tampuuri cost`, and the counting and the budget of the commands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netvisor.sandbox import Sandbox
from netvisor.tampuuri.cost import CostMeter
from netvisor.tampuuri.credentials import variable
from tests.cli.conftest import Run, parsed


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A seeded sandbox whose Tampuuri the environment points to."""
    with Sandbox(seed="demo") as running:
        monkeypatch.setenv("TAMPUURI_BASE_URL", running.tampuuri.url)
        for name, value in running.tampuuri.credentials.plain().items():
            monkeypatch.setenv(variable(name), value)
        yield running


@pytest.fixture
def counted(tmp_path: Path) -> Path:
    """A file with the calls of two accounts in two months."""
    file = tmp_path / "calls.db"
    time = datetime(2026, 10, 15, tzinfo=UTC)
    with CostMeter(file, now=lambda: time) as meter:
        for account, month, count in (("A", 10, 3), ("Ä b", 10, 1), ("A", 11, 2)):
            time = time.replace(month=month)
            for _ in range(count):
                meter.add(account)
    return file


def test_counted_calls_are_shown_with_the_price_on_each_plan(run: Run, counted: Path) -> None:
    result = run("tampuuri", "cost", "--db", counted)
    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()[:4]]
    assert rows[1] == ["A", "2026-10", "3", "0.00", "240.00", "400.00", "Standard"]
    assert rows[2][:2] == ["A", "2026-11"]
    assert rows[3][:4] == ["Ä", "b", "2026-10", "1"]


def test_the_vendors_example_costs_330_euros(run: Run) -> None:
    found = parsed(run("tampuuri", "cost", "--calls", 50_000, "--json"))
    (month,) = found["months"]
    assert month["plans"] == {"Standard": "528.00", "Normal": "330.00", "Business": "400.00"}
    assert month["cheapest"] == "Normal"


def test_webhooks_are_compared_with_polling(run: Run) -> None:
    arguments = ("tampuuri", "cost", "--calls", 1000, "--every", 15, "--each-time", 100)
    assert parsed(run(*arguments, "--json"))["webhooks"] == {
        "every_minutes": "15",
        "calls_each_time": 100,
        "polling_calls": 288_000,
        "polling": "1723.00",
        "webhooks": "520.68",
        "saved": "1202.32",
    }
    shown = run(*arguments).stdout
    assert "Polling every 15 minutes, 100 calls each time: 288,000 more calls in 30 days." in shown
    assert "Webhooks save 1,202.32 EUR a month." in shown
    assert "Webhooks cost 500.00 EUR more a month." in run("tampuuri", "cost", "--calls", 0, "--every", 1440).stdout


def test_the_chart_has_one_scale_for_calls_and_plans(run: Run) -> None:
    bars = {
        line.split("  ")[0].strip(): line.count("█")
        for line in run("tampuuri", "cost", "--calls", 50_000).stdout.splitlines()
        if "█" in line
    }
    assert bars == {"calls": 15, "Standard includes": 1, "Normal includes": 12, "Business includes": 30}


def test_one_account_can_be_shown_alone(run: Run, counted: Path) -> None:
    months = parsed(run("tampuuri", "cost", "--db", counted, "--account", "A", "--json"))["months"]
    assert [(each["account"], each["month"], each["calls"]) for each in months] == [
        ("A", "2026-10", 3),
        ("A", "2026-11", 2),
    ]


def test_without_counted_calls_that_is_said(run: Run) -> None:
    result = run("tampuuri", "cost")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "No calls were counted yet.")


def test_commands_count_their_calls(run: Run, local: Sandbox) -> None:
    run("tampuuri", "get", "kohteet/1000")
    run("tampuuri", "list", "ilmoitukset/selaa")
    (month,) = parsed(run("tampuuri", "cost", "--json"))["months"]
    assert (month["account"], month["calls"]) == ("Visma Tampuuri", 2)
    assert parsed(run("tampuuri", "cost", "--sandbox", "--json"))["months"] == []


def test_calls_of_the_sandbox_are_counted_apart(run: Run) -> None:
    run("tampuuri", "get", "kohteet/1000", "--sandbox")
    assert [each["calls"] for each in parsed(run("tampuuri", "cost", "--sandbox", "--json"))["months"]] == [1]
    assert parsed(run("tampuuri", "cost", "--json"))["months"] == []


def test_commands_keep_to_a_budget(run: Run, local: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAMPUURI_BUDGET", "1")
    assert run("tampuuri", "get", "kohteet/1000").exit_code == 0
    result = run("tampuuri", "get", "kohteet/1000")
    assert result.exit_code == 4
    assert "is spent (calls: 1)" in result.stderr
    assert len(local.calls) == 1
    monkeypatch.setenv("TAMPUURI_BUDGET", "many")
    result = run("tampuuri", "get", "kohteet/1000")
    assert result.exit_code == 2
    assert "TAMPUURI_BUDGET must be a number" in result.stderr


def test_a_file_of_something_else_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database " * 100)
    result = run("tampuuri", "cost", "--db", tmp_path / "text")
    assert result.exit_code == 2
    assert "cannot be opened" in result.stderr
