"""Identifiers in messages: a wrong check digit is told and never refused, an unknown form is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netvisor import encode
from netvisor.codec.decode import decode
from netvisor.codec.message_check import check, doubts
from netvisor.declare import UNSET, Scalar, plan
from netvisor.resources import customers, find, identified, payments, payroll, workday
from tests.conftest import FIXTURES

CODE = "010594Y9032"
"""A made-up personal identity code that the authority publishes for tests."""


def scalar_of(alias: Any) -> Scalar:
    (found,) = (mark for mark in alias.__metadata__ if isinstance(mark, Scalar))
    return found


def is_doubtful(alias: Any, text: str) -> bool:
    doubt = scalar_of(alias).doubt
    assert doubt is not None
    assert doubt.expected
    return not doubt.holds(text)


@pytest.mark.parametrize(
    ("alias", "right", "wrong"),
    [
        (identified.ReferenceNumber, ["1070", "1 23456 71234 56784", "RF18 5390 0754 7034"], ["1071", "abc", "RF19"]),
        (identified.SomeReference, ["1070", "RF18539007547034", "Lasku 12"], ["1071", "RF19539007547034"]),
        (identified.Iban, ["FI2112345600000785", "FI21 1234 5600 0007 85"], ["FI2112345600000786", "12345-6"]),
        (identified.SomeAccount, ["FI2112345600000785", "123456-785"], ["FI2112345600000786", "FI0001112345678"]),
        (identified.Bic, ["NDEAFIHH", "DABAFIHHXXX"], ["NDEA", "12345678"]),
        (identified.FinnishBusinessId, ["2077474-0", "572860-7"], ["2077474-1", "SE556036079301"]),
        (identified.BusinessId, ["2077474-0", "556036-0793", "HRB 1234", "12345678"], ["2077474-1", "1234567-8"]),
        (identified.VatNumber, ["FI20774740", "SE556036079301"], ["FI20774741"]),
        (identified.PersonalIdentityCode, [CODE, "131052-308t"], ["010594Y9033", "010194Y", "12345"]),
        (identified.BusinessIdOrPersonalIdentityCode, [CODE, "2077474-0", "HRB 1234"], ["010594Y9033", "2077474-1"]),
        (identified.EInvoiceAddress, ["003708644142", "FI0799201901261467", "0216:003708644142"], ["003708644143"]),
        (customers.OrganizationUnitNumber, ["003708644142", "0007556036079"], ["003708644143"]),
        (customers.OfficeFinvoiceAddress, ["003708644142", "FI0799201901261467"], ["003708644143"]),
        (payments.Iban, ["FI2112345600000785"], ["FI2112345600000786"]),
    ],
)
def test_what_looks_wrong_is_doubtful_and_what_is_right_or_of_another_form_is_not(
    alias: Any, right: list[str], wrong: list[str]
) -> None:
    assert [text for text in right if is_doubtful(alias, text)] == []
    assert [text for text in wrong if not is_doubtful(alias, text)] == []


@pytest.mark.parametrize("alias", [identified.PersonalIdentityCode, identified.BusinessIdOrPersonalIdentityCode])
def test_no_doubt_repeats_what_identifies_a_person(alias: Any) -> None:
    doubt = scalar_of(alias).doubt
    assert doubt is not None
    assert doubt.secret


def customer(**base: Any) -> customers.Customer:
    return customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Äiti Oy", **base))


def test_a_wrong_personal_identity_code_is_told_without_the_code() -> None:
    wrong = customer(external_identifier="010594Y9033")
    assert check(wrong, method="add") == []
    assert encode(wrong).length
    (doubt,) = doubts(wrong)
    assert doubt.path == "customer_base_information.external_identifier"
    assert "010594" not in str(doubt)
    assert doubts(customer(external_identifier=CODE)) == []


def transfer(kind: str, text: str) -> payments.Payment:
    path = FIXTURES / "requests" / "payment-minimal.xml"
    message: payments.Payment = decode(path.read_bytes(), payments.Payment)
    message.bank_payment_message_type = kind  # type: ignore[assignment]  # one of two texts
    message.bank_payment_message = text
    return message


def test_a_transfer_by_reference_wants_a_reference_number_and_one_with_a_text_does_not() -> None:
    assert doubts(transfer("FinnishReference", "1070")) == []
    assert doubts(transfer("FreeText", "Vuokra 11/2026")) == []
    assert check(transfer("FinnishReference", "1071")) == []
    (doubt,) = doubts(transfer("FinnishReference", "1071"))
    assert (doubt.path, doubt.rule) == ("bank_payment_message", "doubt")


@pytest.mark.parametrize(
    ("kind", "value", "places"),
    [
        ("reference", "1070", []),
        ("reference", "1071", ["target_identifier"]),
        ("invoicenumber", "1071", []),
        ("netvisor", "1071", []),
    ],
)
def test_a_payment_targeted_by_reference_wants_a_reference_number(kind: Any, value: str, places: list[str]) -> None:
    payment = payments.SalesPayment(
        sum=payments.Sum(100),
        payment_date=date(2026, 11, 22),
        target_identifier=payments.TargetIdentifier(value, kind),
        source_name="Mäkelä Päivi",
        payment_method=payments.PaymentMethod("Kassa", "alternative"),
    )
    assert check(payment) == []
    assert [doubt.path for doubt in doubts(payment)] == places


def request_files() -> list[Path]:
    return sorted((FIXTURES / "requests").glob("*.xml"))


@pytest.mark.parametrize("path", request_files(), ids=lambda path: path.stem)
def test_no_golden_message_is_doubtful(path: Path) -> None:
    request = find(path.stem.partition("-")[0]).request
    assert request is not None
    message: object = decode(path.read_bytes(), request, "iso-8859-15")
    assert doubts(message) == []


def advance(kind: Any, text: str) -> payroll.PayrollAdvance:
    return payroll.PayrollAdvance(
        employee_identifier=payroll.AdvanceEmployeeIdentifier(text, type=kind),
        payment_date=date(2026, 11, 27),
        advance_sum=payroll.AdvanceSum(10),
        payment_type="payroll",
    )


def test_an_identifier_is_doubted_only_where_its_type_says_what_it_is() -> None:
    assert doubts(advance("finnishpersonalidentifier", CODE)) == []
    assert doubts(advance("number", "010594Y9033")) == []
    assert doubts(advance(UNSET, "8")) == []
    wrong = advance("finnishpersonalidentifier", "010594Y9033")
    assert check(wrong) == []
    (doubt,) = doubts(wrong)
    assert doubt.path == "employee_identifier"
    assert "010594" not in str(doubt)


@pytest.mark.parametrize(
    ("name", "field", "kind", "right", "wrong"),
    [
        ("payrollpaycheckbatch-minimal", "employee_identifier", "finnishpersonalidentifier", CODE, "010594Y9033"),
        ("payrollperiodcollector-minimal", "employee_identifier", "personalidentificationnumber", CODE, "1"),
        ("employeesalaryparameters-minimal", "employee_identification", "pin", CODE, "1"),
        ("workday-minimal", "employee_identifier", "personalidentificationnumber", CODE, "1"),
        ("purchaseorder-minimal", "vendor_identifier", "organisationidentifier", "2077474-0", "2077474-1"),
        ("salesinvoice-minimal", "invoicing_customer_identifier", "organizationunitnumber", "003708644142", "0037086"),
        ("salespayment-minimal", "target_identifier", "reference", "1070", "1071"),
    ],
)
def test_elements_that_say_what_they_are_by_their_type_are_looked_at(
    name: str, field: str, kind: str, right: str, wrong: str
) -> None:
    request = find(name.partition("-")[0]).request
    assert request is not None
    for text, places in ((right, []), (wrong, [field])):
        message: Any = decode((FIXTURES / "requests" / f"{name}.xml").read_bytes(), request, "iso-8859-15")
        element = getattr(message, field)
        element.type, element.value = kind, text
        assert check(message) == []
        assert [doubt.path for doubt in doubts(message)] == places


@pytest.mark.parametrize("line", [workday.CustomLine, workday.TravelLine, workday.DailyCompensationLine])
def test_the_lines_of_travel_expenses_doubt_a_wrong_personal_identity_code(line: type) -> None:
    assert [rule.secret for rule in plan(line).doubts if rule.named is None] == [True]
