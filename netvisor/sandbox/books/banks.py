"""The banks of Finland, by the first digits of an account: what makes an account number known without its BIC."""

from __future__ import annotations

from typing import Final

# A longer beginning goes before a shorter one.
_BANKS: Final = {
    "1": "NDEAFIHH", "2": "NDEAFIHH", "33": "ESSEFIHX", "34": "DABAFIHH", "36": "SBANFIHH", "37": "DNBAFIHX",
    "38": "SBANFIHH", "39": "SBANFIHH", "405": "HELSFIHH", "497": "HELSFIHH", "47": "POPFFI22", "4": "ITELFIHH",
    "5": "OKOYFIHH", "6": "AABAFI22", "713": "CITIFIHX", "714": "EVSEFIHH", "715": "ITELFIHH", "717": "BIGKFIH1",
    "718": "UASNFIH2", "8": "DABAFIHH",
}  # fmt: skip
_LONGEST: Final = 3


def bic_of(iban: str) -> str | None:
    """The BIC that goes with a Finnish account; `None` when its bank is not known here.

    >>> bic_of("FI2112345600000785"), bic_of("FI0799201901261467"), bic_of("DE89370400440532013000")
    ('NDEAFIHH', None, None)
    """
    if not iban.startswith("FI"):
        return None
    account = iban[len("FI00") :]
    return next((_BANKS[account[:length]] for length in range(_LONGEST, 0, -1) if account[:length] in _BANKS), None)
