"""Employees: added, edited and patched; how the other resources of payroll find them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any, Final

from netvisor.declare import CLEAR, UNSET, plan
from netvisor.resources.common import DimensionItemWithFather, DimensionWithFather, NetvisorOrCustomer
from netvisor.resources.payroll.employees import (
    Employee,
    EmployeeBaseInformation,
    EmployeeDimensionCurve,
    EmployeeDimensionItem,
    EmployeePayrollInformation,
    EmployeeSettings,
    PatchEmployee,
)
from netvisor.sandbox.books.core.banks import bic_of
from netvisor.sandbox.books.core.show import attribute, kept, merged, part, plain, read_kept, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import place, use
from netvisor.sandbox.books.payroll.employee_finding import employee_asked, employee_of
from netvisor.sandbox.books.payroll.job_periods import keep_periods, periods_of, remove_periods
from netvisor.sandbox.books.payroll.settlement_points import attach_named
from netvisor.sandbox.refusal import invalid, ours

RULE_GROUP: Final = "payrollrulegroup"
HIERARCHY: Final = "hierarchy"
OWN_FIELD: Final = "employeefield"


def by_key_or_number(work: Work) -> sqlite3.Row | None:
    """The employee in the parameters `netvisorkey` or `employeenumber`; `None` if unknown."""
    key, number = work.parameters.integer("netvisorkey"), work.parameters.integer("employeenumber")
    if (key is None) == (number is None):
        raise invalid("one of netvisorkey and employeenumber is needed")
    column, value = ("key", key) if number is None else ("number", number)
    sql = f"select * from employee where company = ? and {column} = ?"  # noqa: S608  # columns are ours
    return work.row(sql, work.company, value)


def message_of(row: sqlite3.Row) -> Employee:
    """The message of an employee after all edits."""
    return read_kept(row["message"], Employee)


@answers("employee.nv")
def employee(work: Work) -> Outcome:
    """Add an employee, or edit the one with the identifier in part."""
    sent: Employee = work.message
    identifier, _ = _identifier(sent)
    if work.method == "add":
        key = work.new_key()
        whole = merged(None, sent)
    else:
        row = employee_of(work, "identifier", identifier)
        key, whole = row["key"], merged(message_of(row), sent)
    _store(work, key, _with_bic(whole, sent))
    if sent.employee_payroll_information.dimension:
        use(work, key, place(work, sent.employee_payroll_information.dimension))
    periods = periods_of(sent)
    if periods and (work.method == "add" or part(sent, "employment_periods") is not None):
        remove_periods(work, key)
        keep_periods(work, key, periods)
    points = part(sent, "employee_settlement_points")
    if points is not None:
        attach_named(work, key, points)
    # Whether the real answer holds a key is not known, so nobody should rely on it.
    return Outcome()


def _with_bic(whole: Employee, sent: Employee) -> Employee:
    """The message of an employee, with the BIC of a known bank added to an account without one."""
    payroll = sent.employee_payroll_information
    account = text(payroll.bank_account_number)
    if not account or text(payroll.bank_identification_code):
        return whole
    found = bic_of(account)
    worked_out = replace(whole.employee_payroll_information, bank_identification_code=found or UNSET)
    return replace(whole, employee_payroll_information=worked_out)


def _identifier(sent: Employee) -> tuple[str, str]:
    base = sent.employee_base_information
    foreign = part(base, "foreign_employee_identification")
    if foreign is not None:
        return text(foreign.identifier), "foreignidentifier"
    if text(base.employee_identifier):
        return text(base.employee_identifier), "finnishidentifier"
    return text(base.company_identifier), "companyidentifier"


def _store(work: Work, key: int, whole: Employee) -> None:
    base, payroll = whole.employee_base_information, whole.employee_payroll_information
    identifier, kind = _identifier(whole)
    number = plain(payroll.employee_number)
    sql = "select 1 from employee where company = ? and key <> ? and number = ?"
    if number is not None and work.row(sql, work.company, key, number) is not None:
        raise ours("DUPLICATE_DATA", f"the employee number {number} is in use")
    sql = "select 1 from employee where company = ? and key <> ? and identifier = ?"
    if work.row(sql, work.company, key, identifier) is not None:
        raise ours("DUPLICATE_DATA", "the identifier of the employee is in use")
    if plain(payroll.is_entrepreneur_with_optional_yel_or_myel) and plain(payroll.employee_insurance_type) is None:
        # Another insurance is refused by the rule of the message, which does not mind none.
        raise invalid("isentrepreneurwithoptionalyelormyel is 1 only with employeeinsurancetype 4")
    work.named(RULE_GROUP, payroll.payroll_rule_group_name)
    if text(payroll.hierarchy) and attribute(payroll.hierarchy, "type") == "customer":
        work.named(HIERARCHY, text(payroll.hierarchy))
    own_fields = part(whole, "employee_additional_information")
    for field in own_fields.additional_information_field if own_fields is not None else ():
        work.named(OWN_FIELD, field.name)
    # Periods, settlement points and dimensions have tables of their own.
    stored = replace(
        whole,
        employment_periods=UNSET,
        employee_settlement_points=UNSET,
        employee_payroll_information=replace(payroll, dimension=()),
    )
    work.delete("employee", key=key)
    work.insert(
        "employee",
        key=key,
        number=number,
        identifier=identifier,
        identifier_kind=kind,
        name=f"{base.last_name} {base.first_name}",
        message=kept(stored),
    )


@answers("patchemployee.nv")
def patch_employee(work: Work) -> Outcome:
    """Change single data of an employee."""
    sent: PatchEmployee = work.message
    row = employee_asked(work)
    whole = message_of(row)
    base: EmployeeBaseInformation = _patched(whole.employee_base_information, part(sent, "employee_base_information"))
    payroll: EmployeePayrollInformation = _patched(
        whole.employee_payroll_information, part(sent, "employee_payroll_information")
    )
    settings = part(sent, "employee_settings")
    if settings is not None:
        whole = replace(
            whole, employee_settings=_patched(part(whole, "employee_settings") or EmployeeSettings(), settings)
        )
    _store(work, row["key"], replace(whole, employee_base_information=base, employee_payroll_information=payroll))
    return Outcome()


def _patched(stored: Any, sent: Any) -> Any:
    """A part after a patch; no read shows data that no part of an employee has."""
    if sent is None:
        return stored
    known = {field.attr for field in plan(type(stored)).fields}
    values: dict[str, Any] = {}
    for field in plan(type(sent)).fields:
        value = getattr(sent, field.attr)
        attr = {"foreclosure_maintenance_persons": "foreclosure_maitenance_persons"}.get(field.attr, field.attr)
        if value is UNSET or attr not in known:
            continue
        if attr == "hierarchy" and value is not CLEAR:
            value = NetvisorOrCustomer(text(value), attribute(value, "type") or "customer")
        values[attr] = UNSET if value is CLEAR else value
    return replace(stored, **values)


@answers("employeedimensioncurve.nv")
def employee_dimension_curve(work: Work) -> Outcome:
    """Replace all default dimensions of an employee."""
    sent: EmployeeDimensionCurve = work.message
    row = employee_asked(work)
    curve = part(sent, "employee_dimensions")
    headings = [] if curve is None else curve.employee_dimension
    named = [_below(each.name, item) for each in headings for item in each.employee_dimension_item]
    use(work, row["key"], place(work, named))
    return Outcome()


def _below(heading: str, item: EmployeeDimensionItem) -> DimensionWithFather:
    father = plain(item.father_id)
    placed = DimensionItemWithFather(item.name, UNSET if father is None else father)
    return DimensionWithFather(dimension_name=heading, dimension_item=placed)
