from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.errors import WrongIdentifier
from netvisor.reference import identifiers


def name(value: object) -> str:
    return str(getattr(value, "__name__", value))


@pytest.mark.parametrize(
    ("base", "reference"),
    [("123456", "1234561"), ("123456712345678", "1234567123456784"), ("123", "1232"), (1842, "18429")],
)
def test_reference_numbers_get_their_check_digit(base: str | int, reference: str) -> None:
    assert identifiers.reference_number(base) == reference
    assert identifiers.check_reference_number(reference) == reference


@given(st.integers(min_value=100, max_value=10**19 - 1), st.data())
def test_a_changed_digit_is_found_and_printing_loses_nothing(base: int, data: st.DataObject) -> None:
    reference = identifiers.reference_number(base)
    printed = identifiers.print_reference_number(reference)
    assert identifiers.check_reference_number(printed) == reference
    assert all(len(group) == 5 for group in printed.split()[1:])
    at = data.draw(st.integers(min_value=0, max_value=len(reference) - 1))
    digit = data.draw(st.sampled_from("123456789").filter(lambda d: d != reference[at]))
    with pytest.raises(WrongIdentifier):
        identifiers.check_reference_number(reference[:at] + digit + reference[at + 1 :])


@given(st.integers(min_value=100, max_value=10**19 - 1))
def test_a_creditor_reference_leads_back_to_the_national_one(base: int) -> None:
    reference = identifiers.reference_number(base)
    rf = identifiers.rf_reference(reference)
    assert identifiers.national_reference(rf.lower()) == reference
    assert identifiers.check_rf_reference(identifiers.print_reference_number(rf)) == rf


@pytest.mark.parametrize(
    ("reference", "rf"), [("1234561", "RF341234561"), ("1234567123456784", "RF301234567123456784")]
)
def test_known_creditor_references(reference: str, rf: str) -> None:
    assert identifiers.rf_reference(reference) == rf


@pytest.mark.parametrize(
    ("check", "text", "plain"),
    [
        (identifiers.business_id, "1967543-8", "1967543-8"),
        (identifiers.business_id, "FI20774740", "2077474-0"),
        (identifiers.business_id, "572860-7", "0572860-7"),
        (identifiers.vat_number, "2077474-0", "FI20774740"),
        (identifiers.vat_number, "FI20774740", "FI20774740"),
        (identifiers.personal_identity_code, "010594Y9032", "010594Y9032"),
        (identifiers.personal_identity_code, "020504a902e", "020504A902E"),
        (identifiers.iban, "FI21 1234 5600 0007 85", "FI2112345600000785"),
        (identifiers.iban, "DE89370400440532013000", "DE89370400440532013000"),
        (identifiers.bic, "OKOYFIHH", "OKOYFIHH"),
        (identifiers.check_rf_reference, "RF18 5390 0754 7034", "RF18539007547034"),
        (identifiers.check_ovt, "00370864414201", "00370864414201"),
        (identifiers.check_ovt, "003719675438AB", "003719675438AB"),
    ],
    ids=name,
)
def test_identifiers_come_out_in_their_plain_form(check: Callable[[str], str], text: str, plain: str) -> None:
    assert check(text) == plain


@pytest.mark.parametrize(
    ("check", "text", "reason"),
    [
        (identifiers.reference_number, "12", "3 to 19 digits"),
        (identifiers.reference_number, "000", "not all zeros"),
        (identifiers.reference_number, "12a4", "3 to 19 digits"),
        (identifiers.reference_number, "1" * 20, "3 to 19 digits"),
        (identifiers.check_reference_number, "1234562", "check digit would be 1"),
        (identifiers.check_reference_number, "123", "4 to 20 digits"),
        (identifiers.check_reference_number, "1" * 21, "4 to 20 digits"),
        (identifiers.check_rf_reference, "RF191234561", "creditor reference"),
        (identifiers.national_reference, "RF18539007547034", "reference number"),
        (identifiers.business_id, "2077474-1", "business id"),
        (identifiers.business_id, "0100007-1", "business id"),
        (identifiers.business_id, "", "business id"),
        (identifiers.vat_number, "FI14785238", "VAT number"),
        (identifiers.iban, "FI21 1234 5600 0007 86", "IBAN"),
        (identifiers.iban, "FI91 1234 5600 0007 86", "check digit of the account"),
        (identifiers.bic, "NDEA", "BIC"),
        (identifiers.check_ovt, "0038086441420", "0037"),
        (identifiers.check_ovt, "003708644143", "business id"),
        (identifiers.check_ovt, "003708644142123456", "five more"),
    ],
    ids=name,
)
def test_what_is_no_identifier_is_refused_with_its_reason(check: Callable[[str], str], text: str, reason: str) -> None:
    with pytest.raises(WrongIdentifier, match=re.escape(reason)):
        check(text)


def test_the_own_part_of_an_ovt_code_is_short() -> None:
    assert identifiers.ovt("0864414-2", "abc12") == "003708644142ABC12"
    with pytest.raises(WrongIdentifier, match="five letters or digits"):
        identifiers.ovt("0864414-2", "123456")


@pytest.mark.parametrize("text", ["131052-308U", "310299-123A", "010594G9032", "131052308T"])
def test_a_wrong_personal_identity_code_is_not_repeated_in_the_error(text: str) -> None:
    with pytest.raises(WrongIdentifier) as caught:
        identifiers.personal_identity_code(text)
    assert text not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("003708644142", "ovt"),
        ("FI2112345600000785", "iban"),
        ("0216:003708644142", "peppol"),
        ("0213:FI20774740", "peppol"),
        ("somewhere", "other"),
        ("003708644143", "other"),
    ],
)
def test_e_invoice_addresses_are_told_apart_and_an_unknown_form_is_taken(text: str, kind: str) -> None:
    assert identifiers.address_kind(text) == kind
