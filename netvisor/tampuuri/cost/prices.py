"""The prices of the interface, as the slides of 2021 have them, in euros a month."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final, NamedTuple


class Plan(NamedTuple):
    """A price plan."""

    name: str
    month: Decimal
    included: int
    """Calls that the month's price covers."""
    further: Decimal
    """The price of each further call."""

    def price(self, calls: int) -> Decimal:
        """The price of a month with so many calls.

        >>> plan("Normal").price(50_000)
        Decimal('330.000')
        """
        return self.month + max(calls - self.included, 0) * self.further

    def calls_for(self, euros: Decimal) -> int:
        """How many calls of a month cost no more than so much; 0 if the plan itself costs more.

        >>> plan("Normal").calls_for(Decimal(330))
        50000
        """
        return self.included + int((euros - self.month) // self.further) if euros >= self.month else 0


PLANS: Final[tuple[Plan, ...]] = (
    Plan("Standard", Decimal(0), 2_000, Decimal("0.011")),
    Plan("Normal", Decimal(240), 40_000, Decimal("0.009")),
    Plan("Business", Decimal(400), 100_000, Decimal("0.007")),
)
WEBHOOKS: Final = Decimal(500)
"""The price of webhooks, beside the plan."""
USELESS: Final = Decimal("0.99")
"""The part of polling calls that typically find nothing new, by the vendor's word."""
MONTH: Final = timedelta(days=30)
"""The month that estimates reckon with."""


def plan(name: str) -> Plan:
    """A plan by its name.

    >>> plan("Business").included
    100000
    """
    return next(each for each in PLANS if each.name == name)


def cheapest(calls: int) -> Plan:
    """The plan that costs least for so many calls a month; of several, the smallest.

    >>> cheapest(2_000).name, cheapest(50_000).name, cheapest(75_000).name
    ('Standard', 'Normal', 'Business')
    """
    return min(PLANS, key=lambda each: each.price(calls))


class Comparison(NamedTuple):
    """What a month costs with polling, and with webhooks in its place."""

    polls: int
    """The calls of a month's polling."""
    polling: Decimal
    webhooks: Decimal

    @property
    def saved(self) -> Decimal:
        """What webhooks save; below zero they cost more."""
        return self.polling - self.webhooks


def compare(other_calls: int, every: timedelta, calls_each_time: int = 1) -> Comparison:
    """Compare polling at an interval with webhooks, each on its cheapest plan.

    With webhooks those calls remain that find something: each change is read once.

    >>> compare(0, timedelta(minutes=15), 100)
    Comparison(polls=288000, polling=Decimal('1716.000'), webhooks=Decimal('509.680'))

    Args:
        other_calls: the calls of a month that are no polling.
        every: how often is polled.
        calls_each_time: how many calls that takes: one for each page of a list, or for each contract.
    """
    polls = int(MONTH / every) * calls_each_time
    useful = polls - int(polls * USELESS)
    with_polling, without = other_calls + polls, other_calls + useful
    return Comparison(
        polls=polls,
        polling=cheapest(with_polling).price(with_polling),
        webhooks=cheapest(without).price(without) + WEBHOOKS,
    )


__all__ = ["MONTH", "PLANS", "USELESS", "WEBHOOKS", "Comparison", "Plan", "cheapest", "compare", "plan"]
