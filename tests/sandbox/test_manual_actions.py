"""What a test lets people do in Netvisor is checked before anything happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from netvisor.errors import SetupError
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.manual_actions import ManualActions


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        (lambda actions: actions.answer_transfer(1, "9"), "status '9' is not among 2, 3"),
        (
            lambda actions: actions.handle_hours(1, date(2026, 11, 2), "done"),
            "status 'done' is not among open, confirmed,",
        ),
        (lambda actions: actions.handle_payslip(1, 9), "status 9 is not among 1, 2, 3"),
        (lambda actions: actions.answer_invitation(1, "yes"), "status 'yes' is not among Authenticated, Email"),
        (lambda actions: actions.set_role(1, "king", given=True), "role 'king' is not among is_company_admin,"),
    ],
)
def test_a_status_or_role_that_is_none_is_refused(
    sandbox: Sandbox, wrong: Callable[[ManualActions], Any], text: str
) -> None:
    with pytest.raises(SetupError, match=text):
        wrong(sandbox.books["1234567-8"].manual_actions)


def test_a_text_is_no_day_and_no_moment(sandbox: Sandbox) -> None:
    settings: dict[str, Any] = {"day": "2026-01-01"}
    with pytest.raises(SetupError, match="not locked until '2026-01-01'; right is a date, or None"):
        sandbox.books["1234567-8"].lock_period(settings["day"])
    with pytest.raises(SetupError, match="cannot be set to '2026-01-01'; right is a datetime"):
        sandbox.clock = settings["day"]


def test_the_latency_may_be_a_number() -> None:
    assert str(Sandbox(latency=0.2).faults.latency) == "100%=0.2"
