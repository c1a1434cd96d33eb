"""Reads of employees: the list, and one with the requested details."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, Literal

from netvisor.resources.payroll.common import KeyAndName
from netvisor.resources.payroll.employees import Employee
from netvisor.resources.payroll.fetched_employees import (
    DefaultDimension,
    DefaultDimensions,
    Employees,
    FetchedAdditionalInformationField,
    FetchedAdditionalInformationFields,
    FetchedBaseInformation,
    FetchedDegree,
    FetchedEducationalInformation,
    FetchedEmployee,
    FetchedEmployeeIdentifier,
    FetchedEmploymentPeriods,
    FetchedLanguage,
    FetchedPayrollInformation,
    FieldValue,
    GetEmployeeReply,
    GetEmployeesReply,
    LiabilityAccount,
    ListedEmployee,
    PersonalId,
)
from netvisor.sandbox.books.core.show import attribute, part, plain, shown, text, whole_number
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import uses
from netvisor.sandbox.books.payroll.employees import HIERARCHY, OWN_FIELD, RULE_GROUP, by_key_or_number, message_of
from netvisor.sandbox.books.payroll.job_periods import fetched_periods, has_ended
from netvisor.sandbox.books.payroll.settlement_points import attached_points

_CENTURIES = {"+": 1800, **dict.fromkeys("-UVWXY", 1900), **dict.fromkeys("ABCDEF", 2000)}
_LIABILITY_ACCOUNT = 1751


@answers("getemployees.nv")
def get_employees(work: Work) -> Outcome:
    """The employees; those whose employment has ended only if requested."""
    rows = work.rows("select * from employee where company = ? order by key", work.company)
    every = bool(work.parameters.flag("includeendedemployments"))
    listed = [_listed(work, row) for row in rows if every or not has_ended(work, row["key"])]
    return Outcome(root=GetEmployeesReply(employees=Employees(employee=listed)))


def _listed(work: Work, row: sqlite3.Row) -> ListedEmployee:
    whole = message_of(row)
    base = whole.employee_base_information
    return ListedEmployee(
        employee_number=None if row["number"] is None else str(row["number"]),
        netvisor_key=row["key"],
        personal_id=PersonalId(row["identifier"], row["identifier_kind"]),
        first_name=base.first_name,
        last_name=base.last_name,
        real_name=f"{base.first_name} {base.last_name}",
        employment_status=not has_ended(work, row["key"]),
        payroll_service=_switch(whole, "payroll_service"),
        resource_management=_switch(whole, "resource_management"),
        lunch_benefit=False,
    )


def _switch(whole: Employee, name: str) -> bool:
    settings = part(whole, "employee_settings")
    return settings is not None and getattr(settings, name) == "enabled"


@answers("getemployee.nv")
def get_employee(work: Work) -> Outcome:
    """One employee: the base information, and the requested parts."""
    row = by_key_or_number(work)
    if row is None:
        return Outcome(root=GetEmployeeReply(employee=None))
    whole, asked = message_of(row), work.parameters
    education = part(whole, "employee_educational_information")
    degrees = [
        shown(FetchedDegree, degree, is_primary_degree=degree.primary_degree)
        for degree in (education.degree if education is not None else ())
    ]
    return Outcome(
        root=GetEmployeeReply(
            employee=FetchedEmployee(
                employee_base_information=_base(row, whole),
                employment_periods=FetchedEmploymentPeriods(employment_period=fetched_periods(work, row["key"]))
                if asked.flag("employmentperiods")
                else None,
                employee_payroll_information=_payroll(work, row, whole)
                if asked.flag("employeepayrollinformation")
                else None,
                employee_educational_information=FetchedEducationalInformation(degree=degrees)
                if asked.flag("educationalinformation")
                else None,
                employee_additional_information_fields=_own_fields(work, whole)
                if asked.flag("additionalinformationfields")
                else None,
                employee_settlement_points=attached_points(work, row["key"])
                if asked.flag("employeesettlementpoints")
                else None,
            )
        )
    )


def _base(row: sqlite3.Row, whole: Employee) -> FetchedBaseInformation:
    base, payroll = whole.employee_base_information, whole.employee_payroll_information
    foreign = part(base, "foreign_employee_identification")
    gender, born = _person(row) if foreign is None else (foreign.gender, foreign.date_of_birth)
    return shown(
        FetchedBaseInformation,
        base,
        payroll,
        netvisor_key=row["key"],
        employee_number=None if row["number"] is None else str(row["number"]),
        employee_identifier=FetchedEmployeeIdentifier(
            row["identifier"], row["identifier_kind"], None if foreign is None else foreign.identifier.type
        ),
        issuing_country=None if foreign is None else foreign.issuing_country,
        foreign_identifier_type=None,
        full_name=row["name"],
        payroll_service=_switch(whole, "payroll_service"),
        resource_management=_switch(whole, "resource_management"),
        lunch_benefit=False,
        nationality=text(payroll.nationality) or "fi",
        language=FetchedLanguage(text(payroll.language) or "fi"),
        gender=gender,
        date_of_birth=born,
        country=text(payroll.country) or "fi",
        activity=plain(payroll.activity) is not False,
    )


def _person(row: sqlite3.Row) -> tuple[Literal["male", "female"] | None, date | None]:
    """The content of a Finnish personal identity code; empty for another one."""
    code = row["identifier"]
    if row["identifier_kind"] != "finnishidentifier" or len(code) != 11 or code[6] not in _CENTURIES:
        return None, None
    try:
        born = date(_CENTURIES[code[6]] + int(code[4:6]), int(code[2:4]), int(code[:2]))
        return "male" if int(code[7:10]) % 2 else "female", born
    except ValueError:
        return None, None


def _payroll(work: Work, row: sqlite3.Row, whole: Employee) -> FetchedPayrollInformation:
    payroll = whole.employee_payroll_information
    number = plain(payroll.accounting_account_number) or _LIABILITY_ACCOUNT
    account = work.chart.accounts.get(number)
    dimensions = [
        DefaultDimension(dimension_name=each.heading, dimension_item=each.item) for each in uses(work, row["key"])
    ]
    switches: dict[str, Any] = {
        name: bool(plain(getattr(payroll, name)))
        for name in (
            "foreclosure",
            "no_social_security_payment",
            "is_joint_owner",
            "is_athlete",
            "is_performing_artist",
            "is_person_working_on_a_road_ferry_on_aland_islands",
            "is_entrepreneur_with_optional_yel_or_myel",
        )
    }
    return shown(
        FetchedPayrollInformation,
        payroll,
        payroll_rule_group=_named(work, RULE_GROUP, payroll.payroll_rule_group_name),
        foreclosure_maintenance_persons=plain(payroll.foreclosure_maitenance_persons),
        accounting_account=LiabilityAccount(
            netvisor_key=None if account is None else account.key,
            name=None if account is None else account.name,
            number=number,
        ),
        hierarchy=_hierarchy(work, payroll.hierarchy),
        default_dimensions=DefaultDimensions(default_dimension=dimensions),
        **switches,
    )


def _hierarchy(work: Work, level: Any) -> KeyAndName | None:
    if not text(level):
        return None
    if attribute(level, "type") == "netvisor":
        return KeyAndName(netvisor_key=whole_number(text(level)), name=None)
    return _named(work, HIERARCHY, text(level))


def _named(work: Work, kind: str, name: str) -> KeyAndName:
    row = work.row("select key from named where company = ? and kind = ? and name = ?", work.company, kind, name)
    return KeyAndName(netvisor_key=None if row is None else row["key"], name=name)


def _own_fields(work: Work, whole: Employee) -> FetchedAdditionalInformationFields:
    own = part(whole, "employee_additional_information")
    fields = own.additional_information_field if own is not None else ()
    return FetchedAdditionalInformationFields(
        additional_information_field=[
            FetchedAdditionalInformationField(
                netvisor_key=_named(work, OWN_FIELD, field.name).netvisor_key,
                name=field.name,
                value=FieldValue(field.value),
                group=1,
            )
            for field in fields
        ]
    )
