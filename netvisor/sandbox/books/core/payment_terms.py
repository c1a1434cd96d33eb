"""The terms of payment: the same for every company, because no resource creates them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from netvisor.sandbox.books.core.show import attribute, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of payment."""

    key: int
    description: str
    net_days: int
    discount_days: int = 0
    discount_percent: Decimal | None = None
    default: bool = False


TERMS: Final = (
    Term(key=1, description="Heti", net_days=0),
    Term(key=2, description="7 pv netto", net_days=7),
    Term(key=3, description="14 pv netto", net_days=14, default=True),
    Term(key=4, description="21 pv netto", net_days=21),
    Term(key=5, description="30 pv netto", net_days=30),
    Term(key=6, description="60 pv netto", net_days=60),
    Term(key=7, description="7 pv -2 %, 30 pv netto", net_days=30, discount_days=7, discount_percent=Decimal(2)),
)
DEFAULT: Final = next(term for term in TERMS if term.default)


def term_of(named: Any) -> Term | None:
    """The term that an element names by `type` and value, or `None`."""
    wanted = text(named)
    if attribute(named, "type") == "netvisor":
        return next((term for term in TERMS if str(term.key) == wanted), None)
    return next((term for term in TERMS if term.description.lower() == wanted.lower()), None)
