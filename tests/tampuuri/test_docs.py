"""What docs/tampuuri.md says of the operations is what is declared."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any, get_args

import pytest

from netvisor.sandbox.tampuuri.registers import FIRST_IDS
from netvisor.sandbox.tampuuri.webhooks import WebhookFault
from netvisor.tampuuri.cost import PLANS, WEBHOOKS, Plan
from netvisor.tampuuri.events import EVENTS
from netvisor.tampuuri.operation import Operation, operations
from tests.conftest import FIXTURES

PAGE = (FIXTURES.parent / "docs" / "tampuuri.md").read_text("utf-8")


def line(operation: Operation[Any]) -> str:
    """The line of an operation in the table of the page."""
    sureness = "page" if operation.confidence == "doc" else "slides"
    return f"| `{operation.public_name}` | `{operation.name}` | {operation.title} | {sureness} | {operation.gaps} |"


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_operation_has_its_line(operation: Operation[Any]) -> None:
    assert line(operation) in PAGE.splitlines(), f"docs/tampuuri.md lacks the line\n{line(operation)}"


def test_the_table_has_no_other_lines() -> None:
    rows = [text for text in PAGE.splitlines() if text.startswith("| `") and text.split("`")[3:4]]
    names = {operation.public_name for operation in operations()}
    told = [text.split("`")[1] for text in rows if text.split("`")[3].split(" ")[0] in {"GET", "POST", "PUT", "PATCH"}]
    assert sorted(told) == sorted(names)


def test_every_register_of_the_sandbox_is_named() -> None:
    assert [name for name in FIRST_IDS if f"`{name}`" not in PAGE] == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_every_plan_has_its_line(plan: Plan) -> None:
    assert f"| {plan.name} | {plan.month:,} | {plan.included:,} | {plan.further} |" in PAGE.splitlines()


def test_the_price_of_webhooks_is_told() -> None:
    assert f"| webhooks, beside a plan | {WEBHOOKS} | | |" in PAGE.splitlines()
    assert f"({WEBHOOKS} € a month)" in PAGE


def test_the_number_of_known_events_is_told() -> None:
    assert f"has the {len(EVENTS)}\nknown ones" in PAGE


def test_every_fault_of_a_delivery_is_named() -> None:
    assert [fault for fault in get_args(WebhookFault) if f"`{fault}`" not in PAGE] == []


def test_every_status_of_the_receiver_is_told() -> None:
    source = (FIXTURES.parent / "netvisor" / "tampuuri" / "webhooks" / "receiver.py").read_text("utf-8")
    given = {HTTPStatus[name].value for name in re.findall(r"HTTPStatus\.([A-Z_]+)", source)}
    section = PAGE.partition("## Webhooks")[2].partition("## Polling")[0]
    told = {int(number) for cell in re.findall(r"^\| ([0-9, ]+) \|", section, re.M) for number in cell.split(", ")}
    assert told == given
