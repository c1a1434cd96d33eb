"""The quick arithmetic of check digits against python-stdnum: right ones, ones with a changed digit, and any text.

python-stdnum knows neither national reference numbers nor OVT codes; `identifiers` works those out in another way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import bic, iso11649, luhn
from stdnum import iban as account
from stdnum.fi import alv, hetu, ytunnus
from stdnum.iso7064 import mod_97_10

from netvisor.errors import WrongIdentifier
from netvisor.reference import check_digits, identifiers

DIGITS = "0123456789"
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=length, max_size=length)


def letters(length: int) -> st.SearchStrategy[str]:
    return st.text(CAPITALS, min_size=length, max_size=length)


def completed(begin: str, is_right: Callable[[str], bool], ends: str = DIGITS) -> str:
    """The one right text that begins so; a beginning that has none is not tried."""
    found = [begin + end for end in ends if is_right(begin + end)]
    assume(found)
    return found[0]


def business_ids() -> st.SearchStrategy[str]:
    return digits(7).map(lambda base: completed(f"{base}-", ytunnus.is_valid))


def references() -> st.SearchStrategy[str]:
    made = st.integers(100, 10**19 - 1).map(identifiers.reference_number)
    return st.tuples(st.sampled_from(["", "0", "000"]), made).map("".join)


def rf_references() -> st.SearchStrategy[str]:
    return st.text(DIGITS + CAPITALS, min_size=1, max_size=21).map(
        lambda rest: f"RF{mod_97_10.calc_check_digits(f'{rest}RF')}{rest}"
    )


def finnish_ibans() -> st.SearchStrategy[str]:
    return digits(13).map(lambda base: with_check_digits("FI", base + luhn.calc_check_digit(base)))


def foreign_ibans() -> st.SearchStrategy[str]:
    return st.one_of(
        digits(18).map(lambda number: with_check_digits("DE", number)),
        st.tuples(letters(4), digits(14)).map(lambda parts: with_check_digits("GB", "".join(parts))),
        st.tuples(letters(4), digits(10)).map(lambda parts: with_check_digits("NL", "".join(parts))),
        digits(20).map(lambda number: with_check_digits("SE", number)),
    )


def with_check_digits(country: str, number: str) -> str:
    return f"{country}{account.calc_check_digits(f'{country}00{number}')}{number}"


def people() -> st.SearchStrategy[str]:
    born = st.dates(date(1800, 1, 1), date(2099, 12, 31))
    return st.builds(person, born, st.integers(2, 999), st.integers(0, 5))


def person(born: date, number: int, choice: int) -> str:
    separator = {18: "++++++", 19: "-YXWVU", 20: "ABCDEF"}[born.year // 100][choice]
    begin = f"{born:%d%m}{born.year % 100:02}{separator}{number:03}"
    return completed(begin, lambda text: hetu.is_valid(text, allow_temporary=True), DIGITS + CAPITALS)


_BANKS = st.one_of([st.text(DIGITS + CAPITALS, min_size=size, max_size=size) for size in (2, 5)])


def bics() -> st.SearchStrategy[str]:
    country = st.sampled_from(["FI", "SE", "DE", "XK", "XX", "AA"])
    return st.tuples(letters(4), country, _BANKS).map("".join)


@dataclass(frozen=True)
class Kind:
    quickly: Callable[[str], bool | None]
    is_right: Callable[[str], bool]
    valid: st.SearchStrategy[str]
    alphabet: str = DIGITS
    finds_every_digit: bool = True


def passes(check: Callable[[str], str]) -> Callable[[str], bool]:
    def holds(text: str) -> bool:
        try:
            check(text)
        except WrongIdentifier:
            return False
        return True

    return holds


KINDS = {
    "business id": Kind(check_digits.business_id, ytunnus.is_valid, business_ids(), DIGITS + "-"),
    "vat number": Kind(
        check_digits.vat_number, alv.is_valid, business_ids().map(lambda text: f"FI{text[:7]}{text[8]}"), DIGITS + "FI"
    ),
    "ovt": Kind(
        check_digits.ovt,
        passes(identifiers.check_ovt),
        st.tuples(business_ids(), st.text(DIGITS + CAPITALS, max_size=5)).map(
            lambda parts: f"0037{parts[0][:7]}{parts[0][8]}{parts[1]}"
        ),
        finds_every_digit=False,  # those behind the business id are free
    ),
    "reference number": Kind(check_digits.reference_number, passes(identifiers.check_reference_number), references()),
    "rf reference": Kind(check_digits.rf_reference, iso11649.is_valid, rf_references(), DIGITS + "RFZ"),
    "finnish iban": Kind(check_digits.iban, passes(identifiers.iban), finnish_ibans(), DIGITS + "FI"),
    "foreign iban": Kind(check_digits.iban, passes(identifiers.iban), foreign_ibans(), DIGITS + "DEGBNLS"),
    "personal identity code": Kind(
        check_digits.personal_identity_code,
        lambda text: hetu.is_valid(text, allow_temporary=True),
        people(),
        DIGITS + "+-AFUYGIOQZ",
    ),
    "bic": Kind(check_digits.bic, bic.is_valid, bics(), DIGITS + CAPITALS, finds_every_digit=False),
}

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


@every_kind
@given(data=st.data())
def test_a_right_identifier_in_its_plain_form_is_known_at_once(kind: Kind, data: st.DataObject) -> None:
    text = data.draw(kind.valid)
    assert kind.quickly(text) is kind.is_right(text)


@every_kind
@given(data=st.data())
def test_a_changed_digit_is_found(kind: Kind, data: st.DataObject) -> None:
    text = data.draw(kind.valid)
    at = data.draw(st.sampled_from([at for at, character in enumerate(text) if character.isdigit()] or [0]))
    changed = text[:at] + data.draw(st.sampled_from(DIGITS.replace(text[at], ""))) + text[at + 1 :]
    assert kind.quickly(changed) in {None, kind.is_right(changed)}
    if kind.finds_every_digit:
        assert not kind.is_right(changed)


@every_kind
@given(data=st.data())
def test_any_text_is_judged_as_by_the_library_or_not_at_all(kind: Kind, data: st.DataObject) -> None:
    text = data.draw(st.text(kind.alphabet, max_size=25) | kind.valid.map(str.lower) | st.text(max_size=25))
    assert kind.quickly(text) in {None, kind.is_right(text)}


@pytest.mark.parametrize("text", ["ES9121000418450200051332", "NO9386011117947", "BE32123456789002"])
def test_accounts_of_countries_with_a_check_of_their_own_are_left_to_the_library(text: str) -> None:
    assert check_digits.iban(text) is None
    assert identifiers.iban(text) == text


@pytest.mark.parametrize("text", ["XX0012345678901234", "AA89370400440532013000"])
def test_no_account_of_a_country_without_ibans_is_right(text: str) -> None:
    assert check_digits.iban(text) is False


def test_a_country_without_a_bank_code_is_not_one_of_a_bic() -> None:
    assert check_digits.bic("AAAAXXAA") is False
    assert check_digits.bic("NDEAFIHH") is True
