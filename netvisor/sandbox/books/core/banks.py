"""Bank accounts: the SEPA area, and the banks of Finland, which need no BIC."""

from __future__ import annotations

from typing import Final

from netvisor.errors import WrongIdentifier
from netvisor.reference import identifiers
from netvisor.sandbox.refusal import invalid

# Longer prefixes come before shorter ones.
_BANKS: Final = {
    "1": "NDEAFIHH",
    "2": "NDEAFIHH",
    "33": "ESSEFIHX",
    "34": "DABAFIHH",
    "36": "SBANFIHH",
    "37": "DNBAFIHX",
    "38": "SBANFIHH",
    "39": "SBANFIHH",
    "405": "HELSFIHH",
    "497": "HELSFIHH",
    "47": "POPFFI22",
    "4": "ITELFIHH",
    "5": "OKOYFIHH",
    "6": "AABAFI22",
    "713": "CITIFIHX",
    "714": "EVSEFIHH",
    "715": "ITELFIHH",
    "717": "BIGKFIH1",
    "718": "UASNFIH2",
    "8": "DABAFIHH",
}
_LONGEST: Final = 3
_SEPA: Final = {
    "AD",
    "AL",
    "AT",
    "BE",
    "BG",
    "CH",
    "CY",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GB",
    "GI",
    "GR",
    "HR",
    "HU",
    "IE",
    "IS",
    "IT",
    "LI",
    "LT",
    "LU",
    "LV",
    "MC",
    "MD",
    "ME",
    "MK",
    "MT",
    "NL",
    "NO",
    "PL",
    "PT",
    "RO",
    "RS",
    "SE",
    "SI",
    "SK",
    "SM",
    "VA",
}
"""The countries of the area in 2026, which the documentation names and does not list."""


def in_sepa(account: str) -> bool:
    """Whether an account is in a country of the SEPA area.

    >>> in_sepa("FI2112345600000785"), in_sepa("BR1800360305000010009795493C1"), in_sepa("")
    (True, False, False)
    """
    return account[:2].upper() in _SEPA


def check_sepa_account(account: str, bic: str) -> None:
    """Reject an account for transfers whose digits are wrong or that is outside the SEPA area.

    The BIC is only checked if the bank is unknown here.

    Raises:
        Refusal: the account or the BIC is invalid.
    """
    try:
        identifiers.iban(account)
        if bic_of(account) is None:
            identifiers.bic(bic)
    except WrongIdentifier as error:
        raise invalid(str(error)) from error
    if not in_sepa(account):
        raise invalid(f"the account {account} is outside the SEPA area")


def bic_of(iban: str) -> str | None:
    """The BIC of a Finnish account; `None` if its bank is unknown here.

    >>> bic_of("FI2112345600000785"), bic_of("FI0799201901261467"), bic_of("DE89370400440532013000")
    ('NDEAFIHH', None, None)
    """
    if not iban.startswith("FI"):
        return None
    account = iban[len("FI00") :]
    return next((_BANKS[account[:length]] for length in range(_LONGEST, 0, -1) if account[:length] in _BANKS), None)
