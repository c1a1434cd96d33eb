from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest

from netvisor import CLEAR, UNSET, Client
from netvisor.errors import DuplicateData, InvalidData
from netvisor.resources import payroll
from netvisor.sandbox import Sandbox

from .conftest import Caller
from .golden import golden

EVERYTHING: Any = {
    "employment_periods": True,
    "employee_payroll_information": True,
    "educational_information": True,
    "additional_information_fields": True,
    "employee_settlement_points": True,
}


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


def test_the_identity_code_of_an_employee_tells_more_than_it_says(client: Client) -> None:
    base = get(client, add(client)).employee_base_information
    assert base is not None
    assert (base.full_name, base.gender, base.date_of_birth) == ("Mäkelä Äijä", "male", date(1994, 5, 1))


def test_only_the_base_information_comes_unasked(client: Client) -> None:
    key = add(client)
    got = client.send(payroll.get_employee_by_number(13))
    assert got is not None
    assert got.employee_base_information is not None
    assert got.employee_base_information.netvisor_key == key
    assert got.employment_periods is None
    assert got.employee_payroll_information is None
    assert client.send(payroll.get_employee(999)) is None


def test_numbers_and_identifiers_are_unique(client: Client) -> None:
    add(client)
    with pytest.raises(DuplicateData, match="the identifier of the employee is in use"):
        client.send(
            payroll.add_employee(
                replace(
                    full(),
                    employee_payroll_information=replace(full().employee_payroll_information, employee_number=14),
                )
            )
        )
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
    client.send(
        payroll.patch_employee(
            golden("patchemployee-full", payroll.PatchEmployee),
            identifier_type="personalidentificationnumber",
            identifier="010594Y9032",
        )
    )
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
    client.send(
        payroll.edit_employee_dimension_curve(
            payroll.EmployeeDimensionCurve(employee_dimensions=payroll.EmployeeDimensions(employee_dimension=[curve])),
            **target,
        )
    )
    assert shown() == [("Osasto", "A")]
    client.send(
        payroll.edit_employee_dimension_curve(payroll.EmployeeDimensionCurve(employee_dimensions=CLEAR), **target)
    )
    assert shown() == []


def test_a_curve_makes_an_item_below_the_one_that_it_says(client: Client, sandbox: Sandbox) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    sandbox.books["1234567-8"].add_dimension("Osasto", "A")
    (father,) = sandbox.books["1234567-8"].dimension_items

    def send(name: str, below: int) -> None:
        item = payroll.EmployeeDimensionItem(name=name, father_id=below, percentage_share=100)
        curve = payroll.EmployeeDimension(name="Osasto", employee_dimension_item=[item])
        sent = payroll.EmployeeDimensions(employee_dimension=[curve])
        client.send(
            payroll.edit_employee_dimension_curve(
                payroll.EmployeeDimensionCurve(employee_dimensions=sent),
                identifier_type="netvisorkey",
                identifier=str(key),
            )
        )

    send("B", father)
    assert [(each.name, each.father) for each in sandbox.books["1234567-8"].dimension_items.values()] == [
        ("A", 0),
        ("B", father),
    ]
    with pytest.raises(InvalidData, match="Osasto has no item with the key 99"):
        send("C", 99)
    send("D", 0)
    assert [each.father for each in sandbox.books["1234567-8"].dimension_items.values() if each.name == "D"] == [0]


def test_periods_are_added_changed_and_deleted(client: Client) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    added = client.send(
        payroll.add_job_period(golden("addjobperiod-full", payroll.AddedEmploymentPeriods), employee_identifier=key)
    ).netvisor_keys
    periods = get(client, key).employment_periods
    assert periods is not None
    assert [each.netvisor_key for each in periods.employment_period] == list(added)
    change = payroll.ChangedEmploymentPeriod(profession="Johtaja")
    client.send(
        payroll.edit_job_period(payroll.ChangedEmploymentPeriods(employment_period=change), netvisor_key=added[0])
    )
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
    client.send(
        payroll.add_job_period(payroll.AddedEmploymentPeriods(employment_period=[period]), employee_identifier=key)
    )
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
    assert points.employee_union_membership_fee == [
        payroll.FetchedSettlementPoint(netvisor_key=fee.netvisor_key, type="attachedtosettlementpoint", name=fee.name)
    ]
    with pytest.raises(InvalidData, match="there is no settlement point TyEL of the kind"):
        client.send(
            payroll.attach_employee_to_settlement_point(
                golden("attachemployeetosettlementpoint-full", payroll.AttachEmployeeToSettlementPoint), **target
            )
        )


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
        each
        for each in client.send(payroll.list_payroll_parties())
        if each.party_internal_type == "employeeaccidentinsurance"
    ]
    sent = payroll.AttachEmployeeToSettlementPoint(
        employee_insurance_type=2,
        employee_settlement_points=payroll.AttachedSettlementPoints(
            employee_accident_insurance=[
                payroll.AttachedAccidentInsurance(type="attachedtosettlementpoint", name=each.name)  # type: ignore[arg-type]  # a name
                for each in accidents
            ]
        ),
    )
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


@pytest.mark.parametrize(
    ("account", "bic"),
    [
        ("FI2112345600000785", "NDEAFIHH"),
        ("FI5542345670000081", "ITELFIHH"),
        ("FI0799201901261467", None),
        ("DE89370400440532013000", None),
    ],
)
def test_the_bic_of_an_account_is_worked_out_when_it_is_left_out(client: Client, account: str, bic: str | None) -> None:
    key = add(client)
    payroll_information = replace(
        full().employee_payroll_information, bank_account_number=account, bank_identification_code=UNSET
    )
    client.send(payroll.edit_employee(replace(full(), employee_payroll_information=payroll_information)))
    base = get(client, key).employee_base_information
    assert base is not None
    assert (base.bank_account_number, base.bank_identification_code) == (account, bic)


def test_the_bic_that_a_message_gives_is_kept(client: Client) -> None:
    payroll_information = replace(
        full().employee_payroll_information,
        bank_account_number="FI2112345600000785",
        bank_identification_code="OKOYFIHH",
    )
    base = get(client, add(client, replace(full(), employee_payroll_information=payroll_information)))
    assert base.employee_base_information is not None
    assert base.employee_base_information.bank_identification_code == "OKOYFIHH"


def test_shares_and_hours_of_a_period_are_rounded_to_two_decimals(client: Client) -> None:
    key = add(client, golden("employee-foreign", payroll.Employee))
    period = payroll.AddedEmploymentPeriod(
        start_date=date(2026, 1, 1),
        profession="Öljyäjä",
        employment_form=2,
        part_time_percent=Decimal("50.555"),
        regular_working_hours=Decimal("37.504"),
    )
    client.send(
        payroll.add_job_period(payroll.AddedEmploymentPeriods(employment_period=[period]), employee_identifier=key)
    )
    periods = get(client, key).employment_periods
    assert periods is not None
    shown = periods.employment_period[-1]
    assert (shown.part_time_percent, shown.regular_working_hours) == (Decimal("50.56"), Decimal("37.5"))


def test_a_patch_makes_nobody_an_uninsured_entrepreneur_whose_insurance_is_not_said(client: Client) -> None:
    key = add(client, golden("employee-minimal", payroll.Employee))
    patch = payroll.PatchEmployee(
        employee_base_information=CLEAR,
        employee_payroll_information=payroll.PatchedPayrollInformation(is_entrepreneur_with_optional_yel_or_myel=True),
    )
    with pytest.raises(InvalidData, match="is 1 only with employeeinsurancetype 4"):
        client.send(payroll.patch_employee(patch, identifier_type="netvisorkey", identifier=str(key)))


def test_each_resource_takes_its_own_kinds_of_identifiers_and_needs_its_parameters(caller: Caller) -> None:
    patch = b"<root><patchemployee><employeebaseinformation></employeebaseinformation></patchemployee></root>"
    period = (
        b'<root><employmentperiods><employmentperiod><startdate format="ansi">2026-01-01</startdate>'
        b"<profession>p</profession></employmentperiod></employmentperiods></root>"
    )
    kinds = "expected one of netvisorkey, number, personalidentificationnumber"
    assert caller.send("patchemployee.nv", patch, identifiertype="pin", identifier=1).refusal.endswith(kinds)
    asked = {"identifiertype": "personalidentificationnumber", "identifier": "1"}
    answer = caller.sent("GET", f"/getemployeesalaryparameters.nv?{urlencode(asked)}")
    assert answer.refusal.endswith("expected one of pin, number, netvisorkey")
    assert caller.send("addjobperiod.nv", period).refusal.endswith("the parameter employeeidentifier is missing")
    for resource, body in (("editjobperiod.nv", period), ("deletejobperiod.nv", b"")):
        assert caller.send(resource, body).refusal.endswith("the parameter netvisorkey is missing")
