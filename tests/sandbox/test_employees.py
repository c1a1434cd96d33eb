from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor import CLEAR, Client
from netvisor.errors import DuplicateData, InvalidData
from netvisor.resources import payroll
from netvisor.sandbox import Sandbox

from .golden import golden

EVERYTHING: Any = {
    "employment_periods": True, "employee_payroll_information": True, "educational_information": True,
    "additional_information_fields": True, "employee_settlement_points": True,
}  # fmt: skip


def full() -> payroll.Employee:
    """The golden employee, without the dimension whose item stands below one that no sandbox has."""
    sent = golden("employee-full", payroll.Employee)
    dimension = sent.employee_payroll_information.dimension[1:]
    return replace(sent, employee_payroll_information=replace(sent.employee_payroll_information, dimension=dimension))


def add(client: Client, sent: payroll.Employee | None = None) -> int:
    client.send(payroll.add_employee(sent or full()))
    key = client.send(payroll.list_employees(include_ended_employments=True))[-1].netvisor_key
    assert key is not None
    return key


def get(client: Client, key: int) -> payroll.FetchedEmployee:
    got = client.send(payroll.get_employee(key, **EVERYTHING))
    assert got is not None
    return got


def test_an_employee_comes_back_whole(client: Client) -> None:
    sent = full()
    got = get(client, add(client, sent))
    base, info = got.employee_base_information, got.employee_payroll_information
    assert base is not None
    assert info is not None
    assert base.employee_identifier == payroll.FetchedEmployeeIdentifier("010594Y9032", "finnishidentifier")
    assert (base.employee_number, base.first_name, base.last_name, base.full_name) == (
        "13", "Äijä", "Mäkelä", "Mäkelä Äijä",
    )  # fmt: skip
    assert (base.gender, base.date_of_birth) == ("male", date(1994, 5, 1))
    assert (base.payroll_service, base.resource_management, base.activity) == (True, False, True)
    assert (base.nationality, base.country) == ("ee", "fi")
    for name in ("street_address", "post_number", "city", "municipality", "bank_account_number"):
        assert getattr(base, name) == getattr(sent.employee_payroll_information, name)
    assert (base.phone_number, base.email) == ("050 123 456", "aija.makela@example.com")
    assert (info.payroll_rule_group, info.hierarchy) != (None, None)
    assert (info.payroll_rule_group and info.payroll_rule_group.name) == "Kuukausipalkka, perusmalli"
    assert (info.hierarchy and info.hierarchy.name) == "Öljy & Äly Oy"
    assert (info.accounting_account and info.accounting_account.number) == 1751
    assert (info.foreclosure, info.foreclosure_maintenance_persons, info.tax_number) == (True, 2, "123456789123")
    assert (info.is_joint_owner, info.is_athlete, info.employee_insurance_type) == (True, False, 4)
    assert (info.payslip_delivery_method, info.place_of_business) == (3, "Pääkonttori")
    assert info.default_dimensions is not None
    assert [(each.dimension_name, each.dimension_item) for each in info.default_dimensions.default_dimension] == [
        ("Projekti", "Syksy")
    ]
    assert got.employee_educational_information is not None
    assert [(each.name, each.graduation_year, each.is_primary_degree)
            for each in got.employee_educational_information.degree] == [
        ("Ylioppilas", 2012, False), ("Merkonomi", 2015, True),
    ]  # fmt: skip
    assert got.employee_additional_information_fields is not None
    (field,) = got.employee_additional_information_fields.additional_information_field
    assert (field.name, field.value and field.value.value) == ("Allergiat", "Kala & äyriäiset, 5 €")
    points = got.employee_settlement_points
    assert points is not None
    assert [(each.type, each.name) for each in points.employee_unemployment_insurance] == [
        ("partowner", "Työttömyysvakuutus")
    ]


def test_the_periods_of_an_employee_come_back(client: Client) -> None:
    got = get(client, add(client))
    assert got.employment_periods is not None
    first, second = got.employment_periods.employment_period
    assert (first.start_date, first.end_date, first.end_reason, first.part_time_percent) == (
        date(2026, 1, 1), date(2026, 12, 31), 6, Decimal("62.5"),
    )  # fmt: skip
    assert (first.collective_agreement, first.car_emission_value, first.occupation_classification) == (
        27,
        Decimal(85),
        "52230",
    )
    assert first.keva_employment_registration == payroll.FetchedKevaRegistration("01", "20")
    assert (second.start_date, second.profession) == (date(2027, 1, 1), "Myyjä")


def test_only_the_base_information_comes_unasked(client: Client) -> None:
    key = add(client)
    got = client.send(payroll.get_employee_by_number(13))
    assert got is not None
    assert got.employee_base_information is not None
    assert got.employee_base_information.netvisor_key == key
    assert got.employment_periods is None
    assert got.employee_payroll_information is None
    assert client.send(payroll.get_employee(999)) is None


def test_a_foreign_employee_keeps_its_identifier(client: Client) -> None:
    base = get(client, add(client, golden("employee-foreign", payroll.Employee))).employee_base_information
    assert base is not None
    assert base.employee_identifier == payroll.FetchedEmployeeIdentifier(
        "EE-3811", "foreignidentifier", "foreignpersonalidentifier"
    )
    assert (base.gender, base.date_of_birth, base.issuing_country) == ("male", date(1970, 10, 20), "EE")


def test_numbers_and_identifiers_are_unique(client: Client) -> None:
    add(client)
    with pytest.raises(DuplicateData, match="the identifier of the employee is in use"):
        client.send(payroll.add_employee(replace(
            full(), employee_payroll_information=replace(full().employee_payroll_information, employee_number=14)
        )))  # fmt: skip
    other = golden("employee-foreign", payroll.Employee)
    info = replace(other.employee_payroll_information, employee_number=13)
    with pytest.raises(DuplicateData, match="the employee number 13 is in use"):
        client.send(payroll.add_employee(replace(other, employee_payroll_information=info)))


def test_an_edit_finds_the_employee_by_its_identifier(client: Client) -> None:
    key = add(client)
    changed = replace(full(), employment_periods=golden("employee-minimal", payroll.Employee).employment_periods)
    changed.employee_base_information.email = "uusi@example.com"
    client.send(payroll.edit_employee(changed))
    got = get(client, key)
    assert got.employee_base_information is not None
    assert got.employee_base_information.email == "uusi@example.com"
    assert len(client.send(payroll.list_employees())) == 1
    with pytest.raises(InvalidData, match="there is no employee with the identifier"):
        client.send(payroll.edit_employee(golden("employee-foreign", payroll.Employee)))


def test_a_patch_changes_what_it_says_only(client: Client) -> None:
    key = add(client)
    before = get(client, key)
    patch = payroll.PatchEmployee(
        employee_base_information=payroll.PatchedBaseInformation(first_name="Åke"),
        employee_payroll_information=payroll.PatchedPayrollInformation(city="Kotka"),
    )
    client.send(payroll.patch_employee(patch, identifier_type="number", identifier="13"))
    got = get(client, key)
    assert before.employee_base_information is not None
    expected = replace(before.employee_base_information, first_name="Åke", full_name="Mäkelä Åke", city="Kotka")
    assert got == replace(before, employee_base_information=expected)
    client.send(payroll.patch_employee(
        golden("patchemployee-full", payroll.PatchEmployee), identifier_type="personalidentificationnumber",
        identifier="010594Y9032",
    ))  # fmt: skip
    patched = get(client, key).employee_base_information
    assert patched is not None
    assert (patched.employee_number, patched.nationality, patched.phone_number) == ("12", "se", "0501234567")
    with pytest.raises(InvalidData, match="there is no employee with the netvisorkey 999"):
        client.send(payroll.patch_employee(patch, identifier_type="netvisorkey", identifier="999"))


def test_a_curve_replaces_all_default_dimensions(client: Client) -> None:
    key = add(client)

    def shown() -> list[tuple[str | None, str | None]]:
        info = get(client, key).employee_payroll_information
        assert info is not None
        assert info.default_dimensions is not None
        return [(each.dimension_name, each.dimension_item) for each in info.default_dimensions.default_dimension]

    item = payroll.EmployeeDimensionItem(name="A", percentage_share=100)
    curve = payroll.EmployeeDimension(name="Osasto", employee_dimension_item=[item])
    target: Any = {"identifier_type": "netvisorkey", "identifier": str(key)}
    client.send(payroll.edit_employee_dimension_curve(
        payroll.EmployeeDimensionCurve(employee_dimensions=payroll.EmployeeDimensions(employee_dimension=[curve])),
        **target,
    ))  # fmt: skip
    assert shown() == [("Osasto", "A")]
    client.send(payroll.edit_employee_dimension_curve(
        payroll.EmployeeDimensionCurve(employee_dimensions=CLEAR), **target
    ))  # fmt: skip
    assert shown() == []


def test_a_curve_makes_an_item_below_the_one_that_it_says(client: Client, sandbox: Sandbox) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    sandbox.books["1234567-8"].add_dimension("Osasto", "A")
    (father,) = sandbox.books["1234567-8"].dimension_items

    def send(name: str, below: int) -> None:
        item = payroll.EmployeeDimensionItem(name=name, father_id=below, percentage_share=100)
        curve = payroll.EmployeeDimension(name="Osasto", employee_dimension_item=[item])
        sent = payroll.EmployeeDimensions(employee_dimension=[curve])
        client.send(payroll.edit_employee_dimension_curve(
            payroll.EmployeeDimensionCurve(employee_dimensions=sent), identifier_type="netvisorkey",
            identifier=str(key),
        ))  # fmt: skip

    send("B", father)
    assert [(each.name, each.father) for each in sandbox.books["1234567-8"].dimension_items.values()] == [
        ("A", 0), ("B", father),
    ]  # fmt: skip
    with pytest.raises(InvalidData, match="Osasto has no item with the key 99"):
        send("C", 99)
    send("D", 0)
    assert [each.father for each in sandbox.books["1234567-8"].dimension_items.values() if each.name == "D"] == [0]


def test_periods_are_added_changed_and_deleted(client: Client) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    added = client.send(payroll.add_job_period(
        golden("addjobperiod-full", payroll.AddedEmploymentPeriods), employee_identifier=key
    )).netvisor_keys  # fmt: skip
    periods = get(client, key).employment_periods
    assert periods is not None
    assert [each.netvisor_key for each in periods.employment_period] == list(added)
    change = payroll.ChangedEmploymentPeriod(profession="Johtaja")
    client.send(payroll.edit_job_period(
        payroll.ChangedEmploymentPeriods(employment_period=change), netvisor_key=added[0]
    ))  # fmt: skip
    changed = get(client, key).employment_periods
    assert changed is not None
    assert changed.employment_period[0] == replace(periods.employment_period[0], profession="Johtaja")
    client.send(payroll.delete_job_period(added[0]))
    left = get(client, key).employment_periods
    assert left is not None
    assert [each.netvisor_key for each in left.employment_period] == [added[1]]
    with pytest.raises(InvalidData, match=f"there is no employment period with the key {added[0]}"):
        client.send(payroll.delete_job_period(added[0]))


def test_ended_employments_are_listed_when_asked_for(client: Client) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    period = payroll.AddedEmploymentPeriod(
        start_date=date(2025, 1, 1), profession="Myyjä", end_date=date(2025, 12, 31), employment_contract=2
    )
    client.send(payroll.add_job_period(
        payroll.AddedEmploymentPeriods(employment_period=[period]), employee_identifier=key
    ))  # fmt: skip
    assert client.send(payroll.list_employees()) == []
    (ended,) = client.send(payroll.list_employees(include_ended_employments=True))
    assert (ended.netvisor_key, ended.employment_status, ended.real_name) == (key, False, "Äijä Mäkelä")


def test_settlement_points_are_attached_by_name_or_key(client: Client) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    parties = {each.party_internal_type: each for each in client.send(payroll.list_payroll_parties())}
    fee = parties["employeeunionmembershipfee"]
    point = payroll.AttachedSettlementPoint(type="attachedtosettlementpoint", netvisor_key=fee.netvisor_key)  # type: ignore[arg-type]  # a key
    sent = payroll.AttachEmployeeToSettlementPoint(
        employee_settlement_points=payroll.AttachedSettlementPoints(employee_union_membership_fee=[point])
    )
    target: Any = {"identifier_type": "netvisorkey", "identifier": str(key)}
    client.send(payroll.attach_employee_to_settlement_point(sent, **target))
    points = get(client, key).employee_settlement_points
    assert points is not None
    assert points.employee_union_membership_fee == [payroll.FetchedSettlementPoint(
        netvisor_key=fee.netvisor_key, type="attachedtosettlementpoint", name=fee.name
    )]  # fmt: skip
    with pytest.raises(InvalidData, match="there is no settlement point TyEL of the kind"):
        client.send(payroll.attach_employee_to_settlement_point(
            golden("attachemployeetosettlementpoint-full", payroll.AttachEmployeeToSettlementPoint), **target
        ))  # fmt: skip


def test_pay_types_are_listed_by_kind(client: Client) -> None:
    listed = client.send(payroll.list_payroll_ratios(["tripexpensecustomlines", "userparameters"]))
    assert [each.ratio_number for each in listed] == ["101", "102", "103", "301", "302"]
    assert listed[-1].source == payroll.ListedRatioSource("Matkalasku, kulurivit", 1)
    assert (listed[0].source and listed[0].source.value) == "Sandbox: userparameters"


def test_attaching_to_settlement_points_can_change_the_insurance_and_use_a_second_point_of_a_kind(
    client: Client,
) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    accidents = [
        each for each in client.send(payroll.list_payroll_parties())
        if each.party_internal_type == "employeeaccidentinsurance"
    ]  # fmt: skip
    sent = payroll.AttachEmployeeToSettlementPoint(
        employee_insurance_type=2,
        employee_settlement_points=payroll.AttachedSettlementPoints(employee_accident_insurance=[
            payroll.AttachedAccidentInsurance(type="attachedtosettlementpoint", name=each.name)  # type: ignore[arg-type]  # a name
            for each in accidents
        ]),
    )  # fmt: skip
    client.send(payroll.attach_employee_to_settlement_point(sent, identifier_type="netvisorkey", identifier=str(key)))
    got = get(client, key)
    assert got.employee_payroll_information is not None
    assert got.employee_payroll_information.employee_insurance_type == 2
    assert got.employee_settlement_points is not None
    points = got.employee_settlement_points.employee_accident_insurance
    assert [each.netvisor_key for each in points] == [each.netvisor_key for each in accidents]
    assert len(accidents) == 2


def test_a_change_that_does_not_go_with_what_the_employee_has_is_refused(client: Client) -> None:
    add(client)
    target: Any = {"identifier_type": "number", "identifier": "13"}
    patch = payroll.PatchEmployee(
        employee_base_information=CLEAR,
        employee_payroll_information=payroll.PatchedPayrollInformation(employee_insurance_type=1),
    )
    with pytest.raises(InvalidData, match="is_entrepreneur_with_optional_yel_or_myel"):
        client.send(payroll.patch_employee(patch, **target))
    point = payroll.AttachedSettlementPoint(type="attachedtosettlementpoint", name="Ulosotto")
    sent = payroll.AttachEmployeeToSettlementPoint(
        employee_insurance_type=1,
        employee_settlement_points=payroll.AttachedSettlementPoints(employee_foreclosure=[point]),
    )
    with pytest.raises(InvalidData, match="is_entrepreneur_with_optional_yel_or_myel"):
        client.send(payroll.attach_employee_to_settlement_point(sent, **target))
