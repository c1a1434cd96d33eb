"""Finnish identifiers: made, checked and put into the form in which Netvisor wants them.

Reference numbers, OVT codes and e-invoice addresses are worked out here; python-stdnum does the rest. Every function
that checks gives the text in its plain form and raises `WrongIdentifier`, which says what is wrong.

>>> reference_number(123456), rf_reference("1234561"), ovt("0864414-2")
('1234561', 'RF341234561', '003708644142')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle
from typing import Final, Literal, TypeAlias

from netvisor.errors import WrongIdentifier

AddressKind: TypeAlias = Literal["ovt", "iban", "peppol", "other"]

_WEIGHTS: Final = (7, 3, 1)
_PEPPOL: Final = re.compile(r"(0216|0037|0213):(.+)")


# Reference numbers.


def reference_number(base: str | int) -> str:
    """The national reference number (viitenumero) of a base: the base and its check digit.

    Args:
        base: 3 to 19 digits, such as an invoice number; leading zeros carry no weight and are dropped.

    >>> reference_number("1842")
    '18429'
    """
    digits = _without_spaces(str(base)).lstrip("0")
    if not re.fullmatch("[0-9]{3,19}", digits):
        raise WrongIdentifier(f"{base!r} is not a base of a reference number: expected 3 to 19 digits, not all zeros")
    return digits + _check_digit(digits)


def check_reference_number(text: str) -> str:
    """A national reference number without spaces and leading zeros.

    >>> check_reference_number("0000 12 34561")
    '1234561'
    """
    digits = _without_spaces(text).lstrip("0")
    if not re.fullmatch("[0-9]{4,20}", digits):
        raise WrongIdentifier(f"{text!r} is not a reference number: it needs 4 to 20 digits")
    if _check_digit(digits[:-1]) != digits[-1]:
        raise WrongIdentifier(
            f"{text!r} is not a reference number: its check digit would be {_check_digit(digits[:-1])}"
        )
    return digits


def print_reference_number(text: str) -> str:
    """A reference number as it is printed: national ones in groups of five from the right, RF in fours.

    >>> print_reference_number("1234567123456784"), print_reference_number("RF341234561")
    ('1 23456 71234 56784', 'RF34 1234 561')
    """
    if _without_spaces(text)[:2].upper() == "RF":
        plain = check_rf_reference(text)
        return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    digits = check_reference_number(text)
    first = len(digits) % 5
    groups = [digits[at : at + 5] for at in range(first, len(digits), 5)]
    return " ".join([digits[:first], *groups] if first else groups)


def rf_reference(reference: str) -> str:
    """The creditor reference (ISO 11649) of a national reference number.

    >>> rf_reference("1234567123456784")
    'RF301234567123456784'
    """
    from stdnum.iso7064 import mod_97_10

    digits = check_reference_number(reference)
    return f"RF{mod_97_10.calc_check_digits(digits + 'RF')}{digits}"


def check_rf_reference(text: str) -> str:
    """A creditor reference (ISO 11649) without spaces, in capital letters.

    >>> check_rf_reference("rf18 5390 0754 7034")
    'RF18539007547034'
    """
    from stdnum import iso11649

    return _by_library(iso11649.validate, text, "creditor reference (RF)")


def national_reference(rf: str) -> str:
    """The national reference number inside a Finnish creditor reference.

    >>> national_reference("RF34 1234 561")
    '1234561'
    """
    return check_reference_number(check_rf_reference(rf)[4:])


def _check_digit(base: str) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(cycle(_WEIGHTS), reversed(base), strict=False))
    return str(-total % 10)


# Companies and people.


def business_id(text: str) -> str:
    """A business id (Y-tunnus) with its hyphen; the old form of six digits gets its zero.

    >>> business_id("572860-7"), business_id("20774740")
    ('0572860-7', '2077474-0')
    """
    from stdnum.fi import ytunnus

    plain = _without_spaces(text)
    padded = f"0{plain}" if re.fullmatch("[0-9]{6}-?[0-9]", plain) else plain
    digits = _by_library(ytunnus.validate, padded, "business id")
    return f"{digits[:7]}-{digits[7]}"


def vat_number(text: str) -> str:
    """The Finnish VAT number of a business id or VAT number: `FI` and eight digits.

    >>> vat_number("2077474-0")
    'FI20774740'
    """
    from stdnum.fi import alv

    return f"FI{_by_library(alv.validate, text, 'VAT number')}"


def personal_identity_code(text: str) -> str:
    """A personal identity code (henkilötunnus) in capital letters; the separators of the 2023 reform are known.

    Codes of the series 900 to 999, which are temporary or made up for tests, are taken too. Never log one.

    >>> personal_identity_code("131052-308t")
    '131052-308T'
    """
    from stdnum.fi import hetu

    # The code itself never stands in the error: it identifies a person.
    try:
        return str(hetu.validate(text, allow_temporary=True))
    except ValueError as error:
        raise WrongIdentifier(
            "not a personal identity code: its date, separator or control character is wrong"
        ) from error


# Accounts and addresses.


def iban(text: str) -> str:
    """An IBAN without spaces; of a Finnish one the national check digit is checked too.

    >>> iban("FI21 1234 5600 0007 85")
    'FI2112345600000785'
    """
    from stdnum import iban as library
    from stdnum import luhn

    plain = _by_library(library.validate, text, "IBAN")
    if plain.startswith("FI") and not luhn.is_valid(plain[4:]):
        raise WrongIdentifier(f"{text!r} is not an IBAN: the check digit of the account is wrong")
    return plain


def bic(text: str) -> str:
    """A BIC in capital letters; whether such a bank exists is not known here.

    >>> bic("ndeafihh")
    'NDEAFIHH'
    """
    from stdnum import bic as library

    return _by_library(library.validate, text, "BIC")


def ovt(of: str, own: str = "") -> str:
    """The OVT code of a business id.

    Args:
        of: the business id.
        own: up to five letters or digits that the company chose, such as a department.

    >>> ovt("0864414-2", "01")
    '00370864414201'
    """
    if not re.fullmatch("[0-9A-Za-z]{0,5}", own):
        raise WrongIdentifier(f"{own!r} cannot end an OVT code: expected up to five letters or digits")
    return f"0037{business_id(of).replace('-', '')}{own.upper()}"


def check_ovt(text: str) -> str:
    """An OVT code without spaces: `0037`, the digits of a business id, and up to five characters more.

    >>> check_ovt("0037 0864 4142")
    '003708644142'
    """
    plain = _without_spaces(text).upper()
    match = re.fullmatch("0037([0-9]{8})[0-9A-Z]{0,5}", plain)
    if match is None:
        raise WrongIdentifier(f"{text!r} is not an OVT code: expected 0037, eight digits and at most five more")
    business_id(match.group(1))
    return plain


def address_kind(text: str) -> AddressKind:
    """What an e-invoice address is; one of an unknown form is `other`, for foreign ones are free text.

    >>> address_kind("003708644142"), address_kind("FI0799201901261467"), address_kind("0216:003708644142")
    ('ovt', 'iban', 'peppol')
    """
    if _PEPPOL.fullmatch(text.strip()):
        return "peppol"
    checks: tuple[tuple[AddressKind, Callable[[str], str]], ...] = (("ovt", check_ovt), ("iban", iban))
    for kind, check in checks:
        try:
            check(text)
        except WrongIdentifier:
            continue
        return kind
    return "other"


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _by_library(validate: Callable[[str], object], text: str, what: str) -> str:
    try:
        return str(validate(text))
    except ValueError as error:
        raise WrongIdentifier(f"{text!r} is not a valid {what}: {str(error).rstrip('.').lower()}") from error
