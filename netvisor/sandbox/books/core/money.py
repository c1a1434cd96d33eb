"""Sums of the books: exact decimals, rounded half up to cents."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from netvisor.sandbox.refusal import invalid

_CONTEXT: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_CENT: Final = Decimal("0.01")
_MOST: Final = Decimal(10) ** 15

CENTS: Final = 2
PRICE_PLACES: Final = 12
"""The decimals in which a product list shows prices."""


def rounded(value: Decimal, places: int = CENTS) -> Decimal:
    """A number rounded half up.

    Raises:
        Refusal: the number is larger than any sum that the books keep.

    >>> rounded(Decimal("3.036")), rounded(Decimal("-0.005"))
    (Decimal('3.04'), Decimal('-0.01'))
    """
    if abs(value) >= _MOST:
        raise invalid("a number of more than fifteen digits")
    return value.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)


def product_of(*factors: Decimal | int) -> Decimal:
    """The product of numbers, to sixty digits."""
    result = Decimal(1)
    for factor in factors:
        result = _CONTEXT.multiply(result, Decimal(factor))
    return result


def with_vat(net: Decimal, percent: Decimal) -> Decimal:
    """A price with VAT, not rounded.

    >>> with_vat(Decimal("42.5"), Decimal(24))
    Decimal('52.700')
    """
    return product_of(net, Decimal(100) + percent, _CENT)


def without_vat(gross: Decimal, percent: Decimal, places: int = PRICE_PLACES) -> Decimal:
    """A price without its VAT.

    >>> without_vat(Decimal(124), Decimal(24), 2)
    Decimal('100.00')
    """
    return divided(product_of(gross, 100), Decimal(100) + percent, places)


def divided(value: Decimal, by: Decimal, places: int = CENTS) -> Decimal:
    """A number divided and rounded; division by zero gives zero, as for a price without VAT of -100 %.

    Raises:
        Refusal: the result is larger than any sum that the books keep.
    """
    return Decimal(0) if by == 0 else rounded(_CONTEXT.divide(value, by), places)


def brief(value: Decimal) -> Decimal:
    """The same number without trailing zeros: 42.500 is shown as 42,5.

    >>> brief(Decimal("42.500")), brief(Decimal("100"))
    (Decimal('42.5'), Decimal('100'))
    """
    whole = value.to_integral_value()
    return _CONTEXT.quantize(whole, Decimal(1)) if value == whole else _CONTEXT.normalize(value)
