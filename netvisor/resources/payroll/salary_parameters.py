"""The basis of wages: pay types, salary parameters of an employee, record lines of a pay period."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias, get_args

from netvisor.declare import (
    UNSET,
    Attribute,
    Carries,
    Const,
    El,
    Many,
    Maybe,
    Scalar,
    lower_reply,
    message,
    must,
    part,
    reply,
    valued,
)
from netvisor.declare.scalars import AnsiDate, Integer, Number, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done, items
from netvisor.resources.common import DimensionWithFather
from netvisor.resources.identified import PERSON, identified_by
from netvisor.resources.message import Message
from netvisor.resources.payroll.common import Identifier

if TYPE_CHECKING:
    from netvisor.resources.payroll.dicts import EmployeeSalaryParametersDict, PayrollPeriodCollectorDict

RatioSource: TypeAlias = Literal[
    "tripexpensecustomlines",
    "taxingrules",
    "collectorratiolines",
    "userparameters",
    "companyparameters",
    "userformula",
    "tabledata",
    "foreclosure",
    "lowsalarysupport",
]
"""The kinds of pay types.

In the order of the list: rows of travel expenses, tax card, records of a pay period, base data of employees, base data
of the company, own formulas, tables, distraint, low-wage support.
"""

PayrollRatioNumber: TypeAlias = Annotated[int, Scalar("integer"), Carries("type", Const("number", optional=True))]


# Salary parameters of an employee.


@valued
class EmployeeIdentification:
    """The employee whose parameters are set."""

    value: Text
    type: Attribute[Literal["pin", "number", "netvisorkey"]]
    """`pin`: a personal identity code; `number`: an employee number; `netvisorkey`: a Netvisor key."""


@part
class SalaryParameter:
    """One parameter of an employee."""

    ratio_number: Integer
    """Number of the pay type, of the kind `userparameters`."""
    value: Maybe[Number] = UNSET
    """Replaces the stored value, 0 too; left out, it removes the value altogether."""


@part(
    must(
        "salary_parameter",
        holds=lambda parameters: len(parameters.salary_parameter) <= 24,
        expected="at most 24 parameters; send the others in a message of their own",
    )
)
class SalaryParameters:
    """1 to 24 parameters; those that are not among them stay as they are."""

    salary_parameter: Many[SalaryParameter]


@message(identified_by("employee_identification", "pin", PERSON))
class EmployeeSalaryParameters(Message["EmployeeSalaryParametersDict"]):
    """Salary parameters of an employee."""

    employee_identification: EmployeeIdentification
    salary_parameters: SalaryParameters


@lower_reply
class FetchedSalaryParameter:
    """A parameter of a fetched employee."""

    ratio_number: int | None
    """Number of the pay type."""
    value: Decimal | None
    """Empty when it has none."""


@lower_reply
class FetchedSalaryParameters:
    """The list of parameters."""

    parameter: Many[FetchedSalaryParameter] = ()


@lower_reply
class FetchedEmployeeSalaryParameters:
    """The parameters of an employee."""

    parameters: FetchedSalaryParameters | None


@lower_reply
class GetEmployeeSalaryParametersReply:
    """The answer of getemployeesalaryparameters.nv."""

    employee_salary_parameters: Annotated[FetchedEmployeeSalaryParameters | None, El(also=("employeeparameters",))]
    """The table has this name; a client reads `employeeparameters`."""


# Record lines of a pay period.


@valued
class CollectorEmployeeIdentifier:
    """The employee of a record."""

    value: Text
    type: Attribute[Literal["number", "personalidentificationnumber"]]
    """`number`: an employee number; `personalidentificationnumber`: a personal identity code."""


@part
class PayrollRatioLine:
    """A record line."""

    amount: Number
    payroll_ratio: PayrollRatioNumber
    """Number of the pay type, of the kind `collectorratiolines`."""
    dimension: Many[DimensionWithFather] = ()


@message(identified_by("employee_identifier", "personalidentificationnumber", PERSON))
class PayrollPeriodCollector(Message["PayrollPeriodCollectorDict"]):
    """Record lines of an employee for a pay period."""

    date: AnsiDate
    """Picks the pay period that holds it."""
    employee_identifier: CollectorEmployeeIdentifier
    payroll_ratio_line: Many[PayrollRatioLine]


# Pay types.


@valued
class RatioName:
    """The name of a pay type in one language."""

    value: str | None
    iso639_1_code: Annotated[Attribute[str | None], El("ISO639-1Code")]
    """Language of the name: fi, en, and se or sv for Swedish."""


@reply
class RatioNames:
    """The names of a pay type."""

    name: Many[RatioName]


@valued
class RatioIdentifier:
    """The Netvisor key of a pay type."""

    value: int | None
    type: Attribute[str | None] = None
    """`Netvisor`."""


@valued
class ListedRatioSource:
    """The kind of a pay type, as text."""

    value: str | None
    netvisor_key: Attribute[int | None] = None
    """Key of the kind."""


@reply
class PayrollRatio:
    """A pay type of the company."""

    names: Many[RatioNames] = ()
    """Mostly one element with all names."""
    identifier: RatioIdentifier | None
    source: ListedRatioSource | None
    ratio_number: str | None
    """Number that messages name it by; may be empty."""
    default_debit_account_number: int | None
    """May be empty."""
    default_credit_account_number: int | None
    """May be empty."""


@reply
class PayrollRatios:
    """The list of pay types."""

    payroll_ratio: Many[PayrollRatio] = ()


@reply
class PayrollRatioListReply:
    """The answer of payrollratiolist.nv."""

    payroll_ratios: PayrollRatios | None


# Calls.

GETEMPLOYEESALARYPARAMETERS = Endpoint(
    resource="getemployeesalaryparameters.nv",
    http="GET",
    title="Get salary parameters of an employee",
    reply=GetEmployeeSalaryParametersReply,
    gaps="two spellings of the first element are told, and both are read",
)
EMPLOYEESALARYPARAMETERS = Endpoint(
    resource="employeesalaryparameters.nv",
    http="POST",
    title="Set salary parameters of an employee",
    request=EmployeeSalaryParameters,
    edit="parameters that are not in the message stay; a parameter without a value is removed",
    limits="1 to 24 parameters in a message; the user of the key needs the role of a payroll accountant",
    gaps="what the answer holds beyond the status was not seen",
)
PAYROLLPERIODCOLLECTOR = Endpoint(
    resource="payrollperiodcollector.nv",
    http="POST",
    title="Add record lines to a pay period",
    request=PayrollPeriodCollector,
    gaps=(
        "that the lines go to the pay period of the date is our reading; what the answer holds beyond the status "
        "was not seen"
    ),
)
PAYROLLRATIOLIST = Endpoint(
    resource="payrollratiolist.nv",
    http="GET",
    title="List pay types of the company",
    reply=PayrollRatioListReply,
)


@GETEMPLOYEESALARYPARAMETERS.register
def get_employee_salary_parameters(
    *,
    identifier_type: Annotated[
        Literal["pin", "number", "netvisorkey"],
        Param("how the employee is found: by personal identity code, employee number or Netvisor key"),
    ],
    identifier: Identifier,
) -> Call[list[FetchedSalaryParameter]]:
    """Get the salary parameters of an employee."""
    gives = items(
        FetchedSalaryParameter, GetEmployeeSalaryParametersReply, "employee_salary_parameters.parameters.parameter"
    )
    return GETEMPLOYEESALARYPARAMETERS.call(get_employee_salary_parameters, locals(), gives)


@EMPLOYEESALARYPARAMETERS.register
def edit_employee_salary_parameters(salary_parameters: EmployeeSalaryParameters) -> Call[Done]:
    """Set salary parameters of an employee; those that are not in the message stay as they are.

    The user of the API needs the role of a payroll accountant.
    """
    return EMPLOYEESALARYPARAMETERS.call(edit_employee_salary_parameters, locals(), DONE)


@PAYROLLPERIODCOLLECTOR.register
def add_payroll_period_collector(collector: PayrollPeriodCollector) -> Call[Done]:
    """Add record lines to a pay period of an employee; missing dimensions are created."""
    return PAYROLLPERIODCOLLECTOR.call(add_payroll_period_collector, locals(), DONE)


@PAYROLLRATIOLIST.register
def list_payroll_ratios(
    source: Annotated[
        Many[RatioSource],
        Param("kinds of pay types, each a parameter of its own", values=get_args(RatioSource), repeated=True),
    ],
) -> Call[list[PayrollRatio]]:
    """List the pay types of one or more kinds."""
    gives = items(PayrollRatio, PayrollRatioListReply, "payroll_ratios.payroll_ratio")
    return PAYROLLRATIOLIST.call(list_payroll_ratios, locals(), gives)


# How the writes are found after an unknown outcome.

EMPLOYEESALARYPARAMETERS.found_by(
    edit_employee_salary_parameters,
    Finder(
        strength=Strength.STATE,
        read="get_employee_salary_parameters",
        each="salary_parameters.salary_parameter",
        ask={"identifier_type": "employee_identification.type", "identifier": "employee_identification"},
        equal={"ratio_number": "salary_parameters.salary_parameter.ratio_number"},
        compare={"value": "salary_parameters.salary_parameter.value"},
        key="",
        secret=True,
    ),
    nothing="name the employee",
)
PAYROLLPERIODCOLLECTOR.found_by(
    add_payroll_period_collector,
    nothing="no read shows the record lines of a pay period: look at the employee in Netvisor",
)
