"""The story of a seeded company: a bicycle shop with a workshop, from December 2025 to November 2026.

The days are fixed, so that the same seed makes the same books on every day that it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Final

from netvisor.sandbox.seed.author import Author
from netvisor.sandbox.seed.buying import Buying
from netvisor.sandbox.seed.ledger import month_of_expenses, opening
from netvisor.sandbox.seed.names import OWN_NAMES
from netvisor.sandbox.seed.registers import buyers, dimensions, staff, wares
from netvisor.sandbox.seed.selling import Selling

FIRST: Final = date(2025, 12, 1)
LAST: Final = date(2026, 11, 20)
_INVOICES: Final = {12: 12, 1: 8, 2: 10, 3: 18, 4: 29, 5: 33, 6: 30, 7: 22, 8: 24, 9: 20, 10: 14, 11: 10}
_PEAK: Final = frozenset({4, 5, 6, 7})

Event = Callable[[], object]


def tell(author: Author) -> None:
    """Fill the books of a company that has nothing yet."""
    at = datetime.combine(FIRST, time(8))
    name = author.chance.choice(OWN_NAMES)
    author.connection.execute("update company set name = ? where id = ?", (name, author.company))
    dimensions(author, at)
    everybody, everything = buyers(author, at), wares(author, at)
    selling = Selling(author, everybody, everything, until=LAST)
    buying = Buying(author, everything, until=LAST)
    buying.register(at)
    wages = staff(author, at)
    opening(author, at)
    events: list[tuple[datetime, int, Event]] = []

    def plan(when: datetime, event: Event) -> None:
        # The number keeps the order of what happens at the same moment.
        events.append((when, len(events), event))

    for first in _months():
        last = min(first + timedelta(days=_length(first) - 1), LAST)
        for _ in range(_INVOICES[first.month] * ((last - first).days + 1) // _length(first)):
            when = author.moment(author.day(first, last))
            plan(when, partial(selling.invoice, when, peak=when.month in _PEAK))
        for when, supplier in buying.month(first, last):
            plan(when, partial(buying.invoice, when, supplier))
        for when, event in month_of_expenses(author, first, last, wages):
            plan(when, event)
    # A payment is known only when its invoice is; so the list grows while it is worked off.
    while events:
        events.sort(key=lambda event: event[:2], reverse=True)
        when, _, event = events.pop()
        event()
        for later, payment in (*selling.expected(), *buying.payments()):
            plan(later, payment)
    buying.preorder(datetime.combine(LAST, time(14)))
    selling.orders(datetime.combine(LAST, time(15)))


def _months() -> list[date]:
    return [FIRST, *(date(2026, month, 1) for month in range(1, 12))]


def _length(first: date) -> int:
    return ((first + timedelta(days=31)).replace(day=1) - first).days
