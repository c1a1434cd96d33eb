"""The random walks themselves: seeded and short by default, longer and new each time with HYPOTHESIS_PROFILE=wide."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from .reckoning import net_of, reference_number, rounded
from .rules_contacts import Contacts
from .rules_ledger import Ledger
from .rules_payments import Payments
from .rules_staff import Staff
from .world import World


class Selling(Payments, Ledger):
    """Sales with all that hangs on them, and vouchers and locked periods beside them."""


SELLING = {
    "add invoice",
    "add order",
    "add credit note",
    "edit invoice",
    "edit order",
    "delete invoice",
    "delete order",
    "update status",
    "match credit note",
    "pay nothing",
    "pay whole",
    "pay half",
    "match payment",
    "delete payment",
    "deliver order",
    "bill order",
    "delete order line",
    "add net voucher",
    "add gross voucher",
    "edit voucher",
    "invalidate",
    "edit customer",
    "edit product",
}
BUYING = {
    "add vendor",
    "edit vendor",
    "import invoice",
    "move invoice on",
    "move stock",
    "add employee",
    "edit employee",
    "add period",
    "edit period",
    "delete period",
}
REGISTERS = {
    "add customer",
    "edit customer",
    "delete customer",
    "add office",
    "edit office",
    "add person",
    "edit person",
    "delete person",
    "add product",
    "edit product",
}


_SHORT, _THOROUGH = 6, 1000
"""Examples of the profiles that every run has, and that nobody has time for but a night."""


@pytest.mark.parametrize(
    ("machine", "steps"),
    [(Selling, SELLING), (Staff, BUYING), (Contacts, REGISTERS)],
    ids=["selling", "buying", "registers"],
)
def test_the_books_hold_what_a_plain_model_says(machine: type[World], steps: set[str]) -> None:
    World.taken = Counter()
    walk(machine, times=2)
    if _untaken(steps):
        # Chance left something out, as it may with another release of hypothesis: many more walks meet it.
        walk(machine, times=8)
    assert _untaken(steps) == set(), f"steps that the books never took; of all: {sorted(World.taken.items())}"


def _untaken(steps: set[str]) -> set[str]:
    return {name for name in steps if not World.taken[f"{name} ok"]}


def walk(machine: type[World], *, times: int) -> None:
    """Walk as often as the profile says, several times over: always the same ways, but for the profile `thorough`."""
    profile = settings.default
    assert profile is not None
    is_long = profile.max_examples > _SHORT
    # To shorten the way to a fault takes minutes, and only the long walk has them.
    phases = [Phase.generate, *([Phase.shrink] if is_long else [])]
    run_state_machine_as_test(
        machine,
        settings=settings(
            profile,
            derandomize=profile.max_examples < _THOROUGH,
            max_examples=times * profile.max_examples,
            phases=phases,
            stateful_step_count=80 if is_long else 50,
            report_multiple_bugs=False,
        ),
    )


def test_sums_are_rounded_half_up_and_references_have_their_check_digit() -> None:
    from fractions import Fraction

    assert [str(rounded(Fraction(n, 1000))) for n in (5, -5, 4, 1005)] == ["0.01", "-0.01", "0.00", "1.01"]
    assert str(net_of(124, 24)) == "100.00"
    assert reference_number(107) == "1070"
