"""How the model reckons: exact fractions, rounded half up, and nothing of the books' own arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = Decimal | Fraction | int
Rows: TypeAlias = dict[int, Decimal]
"""Sums by account; what totals 0 is left out."""


class Refused(Exception):
    """The books should refuse this, with one of these errors."""

    def __init__(self, *kinds: str) -> None:
        super().__init__(*kinds)
        self.kinds = set(kinds)


def refuse(*reasons: tuple[bool, str]) -> None:
    """Refuse for every reason that holds; which of several is told first, nobody has promised."""
    kinds = [kind for holds, kind in reasons if holds]
    if kinds:
        raise Refused(*kinds)


def rounded(value: Number, places: int = 2) -> Decimal:
    """A number rounded half up, away from zero.

    >>> rounded(Fraction(1, 200)), rounded(Fraction(-1, 200))
    (Decimal('0.01'), Decimal('-0.01'))
    """
    scaled = abs(Fraction(value)) * 10**places
    whole = scaled.numerator // scaled.denominator
    if scaled - whole >= Fraction(1, 2):
        whole += 1
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def net_of(gross: Number, vat: Number, places: int = 2) -> Decimal:
    """What a sum that holds its VAT is without it."""
    return rounded(Fraction(gross) * 100 / (100 + Fraction(vat)), places)


def gross_of(net: Number, vat: Number, places: int = 2) -> Decimal:
    """What a sum without VAT is with it."""
    return rounded(Fraction(net) * (100 + Fraction(vat)) / 100, places)


def by_account(rows: Iterable[tuple[int, Decimal]]) -> Rows:
    """Rows put together by account."""
    sums: Rows = {}
    for account, total in rows:
        sums[account] = sums.get(account, Decimal(0)) + total
    return {account: total for account, total in sums.items() if total}


def reference_number(base: int) -> str:
    """A Finnish reference number: digits from the end weighed 7, 3, 1, and the check digit to the next ten.

    >>> reference_number(1001)
    '10016'
    """
    weighed = sum(int(digit) * (7, 3, 1)[at % 3] for at, digit in enumerate(str(base)[::-1]))
    return f"{base}{(10 - weighed % 10) % 10}"
