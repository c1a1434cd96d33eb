"""Conditions of several areas: between a VAT code and its rate, and of the names of voucher types."""

from __future__ import annotations

from typing import Any, Final

from netvisor.declare import CLEAR, UNSET, Rule, doubtful, must
from netvisor.reference.vat import VatCode
from netvisor.reference.voucher_types import VoucherType

_ZERO_RATED: Final = frozenset(code for code in VatCode if code.is_zero_rated)
_RATES: Final = {code: code.allowed[::-1] for code in VatCode}
"""The rates of each code, those of today first: every line of an invoice is asked."""
_DOCUMENTED: Final = ", ".join(str(rate) for rate in VatCode.KOMY.rates)
_ABBREVIATIONS: Final = frozenset(kind.abbreviation for kind in VoucherType)


def vat_code_fits(field: str) -> Rule:
    """A rate other than 0 does not stand with a VAT code that only knows 0: the service refuses the pair."""

    def holds(part: Any) -> bool:
        rate = getattr(part, field)
        return rate is UNSET or rate is CLEAR or rate.vat_code not in _ZERO_RATED or rate.value == 0

    return must(field, holds=holds, expected="rate 0, or a VAT code that has other rates")


def vat_rate_is_documented(field: str) -> Rule:
    """A rate that is not documented for its VAT code is doubtful: the list may be older than the law."""

    def holds(part: Any) -> bool:
        rate = getattr(part, field)
        return rate is UNSET or rate is CLEAR or rate.vat_code is UNSET or rate.value in _RATES[rate.vat_code]

    return doubtful(
        field,
        holds=holds,
        expected=f"a rate that is documented for the VAT code, in most cases {_DOCUMENTED}: see netvisor.reference.vat",
    )


def voucher_type_in_full(field: str) -> Rule:
    """A type of voucher is named in full, never by the abbreviation that answers and the user interface show."""
    return must(
        field,
        holds=lambda part: getattr(part, field) not in _ABBREVIATIONS,
        expected="the full name of the voucher type, such as Myyntilasku, not its abbreviation",
    )
