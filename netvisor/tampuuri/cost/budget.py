"""How many calls an account may make in a month, and the error when they are spent."""

from __future__ import annotations

from decimal import Decimal

from netvisor.errors import NetvisorError, SetupError
from netvisor.tampuuri.cost.prices import Plan


class BudgetSpent(NetvisorError):
    """The calls of this month are spent; nothing was sent, and nothing is charged."""


class Budget:
    """The most calls of an account in a calendar month.

    >>> Budget(calls=2_000).calls
    2000

    Args:
        calls: the number of calls.
        euros: the most that a month may cost instead; it needs the plan.
        plan: the plan of the account, such as `netvisor.tampuuri.cost.prices.plan("Normal")`.

    Raises:
        SetupError: not exactly one of both is given, it is negative, or the plan is missing or costs more by itself.
    """

    def __init__(
        self, calls: int | None = None, *, euros: Decimal | int | None = None, plan: Plan | None = None
    ) -> None:
        if (calls is None) == (euros is None):
            raise SetupError("a budget is a number of calls, or of euros with a plan")
        if calls is not None:
            if isinstance(calls, bool) or not isinstance(calls, int) or calls < 0:
                raise SetupError(f"calls must be a whole number from 0 on, not {calls!r}")
            self.calls: int = calls
            return
        if plan is None:
            raise SetupError("a budget of euros needs the plan: plan=prices.plan('Normal')")
        if isinstance(euros, bool) or not isinstance(euros, (int, Decimal)) or not _pays(euros, plan):
            raise SetupError(f"euros must be a Decimal or a whole number of at least {plan.month}, not {euros!r}")
        self.calls = plan.calls_for(Decimal(euros))

    def __repr__(self) -> str:
        return f"Budget({self.calls})"


def _pays(euros: Decimal | int, plan: Plan) -> bool:
    return Decimal(euros).is_finite() and euros >= plan.month


__all__ = ["Budget", "BudgetSpent"]
