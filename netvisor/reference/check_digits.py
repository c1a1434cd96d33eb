"""Whether the check digits of an identifier are right, worked out quickly for its plain form.

Every message is asked for doubtful identifiers, so these functions know one form each: the one without spaces, in
capital letters. They give `None` for every other form; `netvisor.reference.identifiers`, which cleans a text and says
what is wrong with it, is asked then. Where both give an answer it is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final

_VALUES: Final = bytes.maketrans(b"0123456789", bytes(range(10)))
_DOUBLED: Final = bytes.maketrans(bytes(range(10)), bytes([0, 2, 4, 6, 8, 1, 3, 5, 7, 9]))
"""The digit sum of twice a digit, as Luhn's formula takes every other one."""
_LETTERS: Final = {ord(letter): str(number) for number, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", start=10)}
_CONTROL: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_CENTURIES: Final = {"+": 1800} | dict.fromkeys("-YXWVU", 1900) | dict.fromkeys("ABCDEF", 2000)

_BUSINESS_ID: Final = re.compile("[0-9]{7}-[0-9]").fullmatch
_VAT_NUMBER: Final = re.compile("FI[0-9]{8}").fullmatch
_OVT: Final = re.compile("0037[0-9]{8}[0-9A-Z]{0,5}").fullmatch
_REFERENCE: Final = re.compile("0*[1-9][0-9]{3,19}").fullmatch
_RF_REFERENCE: Final = re.compile("RF[0-9]{2}[0-9A-Z]{1,21}").fullmatch
_FINNISH_IBAN: Final = re.compile("FI[0-9]{16}").fullmatch
_IBAN: Final = re.compile("[A-Z]{2}[0-9]{2}[0-9A-Z]{10,30}").fullmatch
_BIC: Final = re.compile("[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?").fullmatch
_PERSON: Final = re.compile("([0-9]{2})([0-9]{2})([0-9]{2})([-+A-FU-Y])([0-9]{3})([0-9A-Y])").fullmatch


def business_id(text: str) -> bool | None:
    """A business id (Y-tunnus) with its hyphen.

    >>> business_id("2077474-0"), business_id("2077474-1"), business_id("20774740")
    (True, False, None)
    """
    return _is_business_id(text[:7] + text[8]) if _BUSINESS_ID(text) else None


def vat_number(text: str) -> bool | None:
    """A Finnish VAT number: `FI` and the eight digits of a business id."""
    return _is_business_id(text[2:]) if _VAT_NUMBER(text) else None


def ovt(text: str) -> bool | None:
    """An OVT code: `0037`, the eight digits of a business id, and up to five characters more."""
    return _is_business_id(text[4:12]) if _OVT(text) else None


def _is_business_id(digits: str) -> bool:
    # The weights 7, 9, 10, 5, 8, 4, 2 and 1 are the powers of 2 in the remainders by 11, as are those of 13.
    return int(digits, 13) % 11 == 0


def reference_number(text: str) -> bool | None:
    """A national reference number (viitenumero), with leading zeros or without."""
    if not _REFERENCE(text):
        return None
    digits = text.encode().translate(_VALUES)[::-1]
    return (digits[0] + 7 * sum(digits[1::3]) + 3 * sum(digits[2::3]) + sum(digits[3::3])) % 10 == 0


def rf_reference(text: str) -> bool | None:
    """A creditor reference (ISO 11649), such as `RF18539007547034`."""
    return _is_one_by_97(f"{text[4:]}{text[:4]}") if _RF_REFERENCE(text) else None


def _is_one_by_97(text: str) -> bool:
    return int(text.translate(_LETTERS)) % 97 == 1


def iban(text: str) -> bool | None:
    """An IBAN; of a Finnish one the national check digit is looked at too.

    `None` also for countries that check their accounts in a way of their own.
    """
    if _FINNISH_IBAN(text):
        if int(f"{text[4:]}1518{text[2:4]}") % 97 != 1:
            return False
        digits = text[4:].encode().translate(_VALUES)
        return (sum(digits[1::2]) + sum(digits[::2].translate(_DOUBLED))) % 10 == 0
    if not _IBAN(text):
        return None
    has_form = _account_form(text[:2])
    return None if has_form is None else has_form(text[4:]) is not None and _is_one_by_97(f"{text[4:]}{text[:4]}")


@cache
def _account_form(country: str) -> Callable[[str], re.Match[str] | None] | None:
    """What matches an account number of a country, by the registry of IBANs; `None` where more is to be checked."""
    from stdnum import numdb
    from stdnum.util import get_cc_module

    if country == "FI" or get_cc_module(country.lower(), "iban") is not None:
        return None
    form = numdb.get("iban").info(country + "00")[0][1].get("bban", "(?!)")
    kinds = {"n": "[0-9]", "a": "[A-Z]", "c": "[0-9A-Z]"}
    return re.compile(re.sub("([0-9]+)!([nac])", lambda m: f"{kinds[m[2]]}{{{m[1]}}}", form)).fullmatch


def bic(text: str) -> bool | None:
    """A BIC of a country that there is; whether there is such a bank is not known here."""
    return _is_country(text[4:6]) if _BIC(text) else None


@cache
def _is_country(code: str) -> bool:
    from stdnum import bic as library

    return bool(library.is_valid(f"AAAA{code}AA"))


def personal_identity_code(text: str) -> bool | None:
    """A personal identity code (henkilötunnus), those of the series 900 to 999 included."""
    match = _PERSON(text)
    if match is None:
        return None
    day, month, year, century, number, control = match.groups()
    if number < "002" or _CONTROL[int(f"{day}{month}{year}{number}") % 31] != control:
        return False
    try:
        date(_CENTURIES[century] + int(year), int(month), int(day))
    except ValueError:
        return False
    return True
