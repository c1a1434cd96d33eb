"""Conditions of several areas: between a VAT code and its rate."""

from __future__ import annotations

from typing import Any, Final

from netvisor.declare import Rule, must

ZERO_RATE_CODES: Final = frozenset(
    {"NONE", "EUUO", "100", "EUMY", "EUUM", "EUPM312", "EUPM309", "RAMY", "KOMY0"}
)  # fmt: skip
"""The VAT codes whose only documented rate is 0. The rates of the others follow the law, so they are not checked."""


def vat_code_fits(field: str) -> Rule:
    """A rate other than 0 does not stand with a VAT code that only knows 0: the service refuses the pair."""

    def holds(part: Any) -> bool:
        rate = getattr(part, field)
        return rate.value == 0 or rate.vat_code not in ZERO_RATE_CODES

    return must(field, holds=holds, expected="rate 0, or a VAT code that has other rates")
