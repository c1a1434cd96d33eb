"""Salary parameters of employees, and record lines for their pay periods."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from netvisor.resources.payroll.salary_parameters import (
    EmployeeSalaryParameters,
    FetchedEmployeeSalaryParameters,
    FetchedSalaryParameter,
    FetchedSalaryParameters,
    GetEmployeeSalaryParametersReply,
    PayrollPeriodCollector,
)
from netvisor.sandbox.books.core.records import keep
from netvisor.sandbox.books.core.show import plain, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import place, use
from netvisor.sandbox.books.payroll.employee_finding import employee_asked, employee_of
from netvisor.sandbox.books.payroll.register import PAY_TYPES, pay_type
from netvisor.sandbox.books.users.rights import check_payroll_accountant
from netvisor.sandbox.refusal import Refusal, incorrect

_IDENTIFIER_TYPES: Final = ("pin", "number", "netvisorkey")
_ZERO: Final = Decimal("0.0")
"""As the answer is documented to write it: `0,0`."""


@answers("employeesalaryparameters.nv")
def employee_salary_parameters(work: Work) -> Outcome:
    """Set parameters of an employee, or remove those without a value; the others stay."""
    check_payroll_accountant(work)
    sent: EmployeeSalaryParameters = work.message
    identification = sent.employee_identification
    employee = employee_of(work, identification.type, text(identification))["key"]
    for each in sent.salary_parameters.salary_parameter:
        pay_type(each.ratio_number, "userparameters")
        work.delete("salary_parameter", employee=employee, ratio=each.ratio_number)
        value = plain(each.value)
        if value is not None:
            work.insert("salary_parameter", employee=employee, ratio=each.ratio_number, value=str(value))
    return Outcome()


@answers("getemployeesalaryparameters.nv")
def get_employee_salary_parameters(work: Work) -> Outcome:
    """Every pay type that can be a parameter, with the employee's value, if any."""
    employee = employee_asked(work, _IDENTIFIER_TYPES)["key"]
    sql = "select ratio, value from salary_parameter where company = ? and employee = ?"
    values = {row["ratio"]: Decimal(row["value"]) for row in work.rows(sql, work.company, employee)}
    numbers = [int(each.number) for each in PAY_TYPES if each.source == "userparameters"]
    listed = [
        FetchedSalaryParameter(ratio_number=number, value=_ZERO if values.get(number) == 0 else values.get(number))
        for number in numbers
    ]
    made = FetchedEmployeeSalaryParameters(parameters=FetchedSalaryParameters(parameter=listed))
    return Outcome(root=GetEmployeeSalaryParametersReply(employee_salary_parameters=made))


@answers("payrollperiodcollector.nv")
def payroll_period_collector(work: Work) -> Outcome:
    """Store record lines of an employee by date; no read shows them."""
    sent: PayrollPeriodCollector = work.message
    identifier = sent.employee_identifier
    employee = employee_of(work, identifier.type, text(identifier))["key"]
    dimensions = []
    for line in sent.payroll_ratio_line:
        _collected(line.payroll_ratio)
        dimensions += place(work, line.dimension)
    use(work, keep(work, "payrollperiodcollector", sent, owner=employee, day=sent.date), dimensions)
    return Outcome()


def _collected(number: int) -> None:
    try:
        pay_type(number, "collectorratiolines")
    except Refusal as refusal:
        cause = "Salary type not found with given allocation data."
        raise incorrect(cause, because=refusal.text("EN")) from refusal
