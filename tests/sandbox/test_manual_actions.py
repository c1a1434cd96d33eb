"""What a test asks of people at their desk is checked before anything happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from netvisor.errors import SetupError
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.manual_actions import ManualActions


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (lambda it: it.answer_transfer(1, "9"), "status must be one of 2, 3, not '9'"),
        (
            lambda it: it.handle_hours(1, date(2026, 11, 2), "done"),
            "status must be one of open, confirmed,",
        ),
        (lambda it: it.handle_payslip(1, 9), "status must be one of 1, 2, 3, not 9"),
        (lambda it: it.answer_invitation(1, "yes"), "status must be one of Authenticated, Email"),
        (lambda it: it.set_role(1, "king", given=True), "role must be one of is_company_admin,"),
    ],
)
def test_a_status_or_role_that_is_none_is_refused(
    sandbox: Sandbox, wrong: Callable[[ManualActions], Any], text: str
) -> None:
    with pytest.raises(SetupError, match=text):
        wrong(sandbox.books["1234567-8"].manual_actions)


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (lambda it: it.pay("50.00"), "pay(invoice, total): invoice takes a whole number, not a str"),
        (lambda it: it.pay(1, "50.00"), "pay(invoice, total): total takes a Decimal or None, not a str"),
        (lambda it: it.pay(1, 50.5), "pay(invoice, total): total takes a Decimal or None, not a float"),
        (lambda it: it.pay(True), "pay(invoice, total): invoice takes a whole number, not a bool"),
        (lambda it: it.pay(), "PurchaseActions.pay: invoice missing"),
        (lambda it: it.delete_payment(None), "delete_payment(key): key takes a whole number, not None"),
        (
            lambda it: it.handle_hours(1, "2026-11-02", "open"),
            "handle_hours(employee, day, status): day takes a date, not a str",
        ),
        (
            lambda it: it.handle_hours(1, datetime(2026, 11, 2), "open"),  # noqa: DTZ001
            "handle_hours(employee, day, status): day takes a date, not a datetime",
        ),
        (
            lambda it: it.set_role(1, "is_company_admin", given="yes"),
            "set_role(user, role, given): given takes True or False, not a str",
        ),
        (
            lambda it: it.answer_transfer(1, "2", 5),
            "answer_transfer(key, status, description): description takes a text, not an int",
        ),
    ],
)
def test_an_argument_of_another_type_is_refused(
    sandbox: Sandbox, wrong: Callable[[ManualActions], Any], text: str
) -> None:
    with pytest.raises(SetupError) as refused:
        wrong(sandbox.books["1234567-8"].manual_actions)
    assert str(refused.value) == text


def test_the_books_say_what_they_take(sandbox: Sandbox) -> None:
    books: Any = sandbox.books["1234567-8"]
    for wrong in (books.deny, books.allow):
        with pytest.raises(SetupError, match=r"by its name, such as customer.nv, not by an int"):
            wrong(5)
    with pytest.raises(SetupError, match="add_dimension takes names, not an int"):
        books.add_dimension("Projektit", 5)
    with pytest.raises(KeyError, match="the keys of customer are whole numbers; a str is none"):
        books.customers["1"]
    assert "1" not in books.customers


def test_a_text_is_no_day_and_no_moment(sandbox: Sandbox) -> None:
    settings: dict[str, Any] = {"day": "2026-01-01"}
    with pytest.raises(SetupError, match="not locked until '2026-01-01'; expected a date, or None"):
        sandbox.books["1234567-8"].lock_period(settings["day"])
    with pytest.raises(SetupError, match="not locked until"):
        sandbox.books["1234567-8"].lock_period(datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(SetupError, match="cannot be set to '2026-01-01'; expected a datetime"):
        sandbox.clock = settings["day"]


def test_the_latency_may_be_a_number() -> None:
    assert str(Sandbox(latency=0.2).faults.latency) == "100%=0.2"
