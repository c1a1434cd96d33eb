"""Settlement points: insurances, fees and distraint, and which of them an employee is attached to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from netvisor.declare import UNSET, Many, Opt, at_least_one, lower_reply, message, part
from netvisor.declare.scalars import Flag, Integer, Text
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.results import DONE, Done, items
from netvisor.resources.message import Message
from netvisor.resources.payroll.common import (
    BY_PARAMETER,
    EVERYTHING,
    EmployeeInsuranceType,
    Identifier,
    IdentifierType,
)

if TYPE_CHECKING:
    from netvisor.resources.payroll.dicts import AttachEmployeeToSettlementPointDict

WorkPensionHandling: TypeAlias = Literal[
    "nohandling",
    "automatichandling",
    "under17yearsold",
    "17to52yearsold",
    "53to62yearsold",
    "63to67yearsold",
    "over68yearsold",
]
UnemploymentHandling: TypeAlias = Literal[
    "nohandling", "automatichandling", "under17yearsold", "17to64yearsold", "over65yearsold", "partowner"
]
Handling: TypeAlias = Literal["nohandling", "attachedtosettlementpoint"]

PartyInternalType: TypeAlias = Literal[
    "employeeworkpensioninsurance",
    "employeeunemploymentinsurance",
    "employeeaccidentinsurance",
    "employeegrouplifeinsurance",
    "employeeunionmembershipfee",
    "employeeforeclosure",
    "employeeotherinsurance",
]


# The settlement points of an employee that is added or edited.


@part
class WorkPensionInsurance:
    """The work pension insurance of a new employee."""

    type: Opt[WorkPensionHandling] = UNSET
    """How the contribution is handled."""
    name: Opt[Text] = UNSET
    """Name of a settlement point that exists in Netvisor."""


@part
class UnemploymentInsurance:
    """The unemployment insurance of a new employee."""

    type: Opt[UnemploymentHandling] = UNSET
    """How the contribution is handled."""
    name: Opt[Text] = UNSET
    """Name of a settlement point that exists in Netvisor."""


@part
class SettlementPoint:
    """Another settlement point of a new employee."""

    type: Opt[Handling] = UNSET
    """Whether the employee is attached to it."""
    name: Opt[Text] = UNSET
    """Name of a settlement point that exists in Netvisor."""


@part
class EmployeeSettlementPoints:
    """The settlement points of an employee that is added or edited."""

    employee_work_pension_insurance: Opt[WorkPensionInsurance] = UNSET
    employee_unemployment_insurance: Opt[UnemploymentInsurance] = UNSET
    employee_accident_insurance: Opt[SettlementPoint] = UNSET
    employee_group_life_insurance: Opt[SettlementPoint] = UNSET
    employee_other_insurance: Opt[SettlementPoint] = UNSET
    employee_union_membership_fee: Opt[SettlementPoint] = UNSET
    """Fee of the trade union."""
    employee_foreclosure: Opt[SettlementPoint] = UNSET
    """Distraint."""


# The message that attaches.

NAMED = at_least_one("name", "netvisor_key")
"""getpayrollparties.nv lists the names and keys."""


@part(NAMED)
class AttachedWorkPensionInsurance:
    """The work pension insurance that an employee is attached to."""

    type: WorkPensionHandling
    """How the contribution is handled."""
    name: Opt[Text] = UNSET
    netvisor_key: Opt[Integer] = UNSET
    report_to_income_register: Opt[Flag] = UNSET
    """True for the one point that the incomes register is told of, when the employee has several TyEL points."""


@part(NAMED)
class AttachedUnemploymentInsurance:
    """An unemployment insurance that an employee is attached to."""

    type: UnemploymentHandling
    """How the contribution is handled."""
    name: Opt[Text] = UNSET
    netvisor_key: Opt[Integer] = UNSET


@part(NAMED)
class AttachedSettlementPoint:
    """A settlement point that an employee is attached to."""

    type: Handling
    """Whether the employee is attached to it."""
    name: Opt[Text] = UNSET
    netvisor_key: Opt[Integer] = UNSET


@part(NAMED)
class AttachedAccidentInsurance(AttachedSettlementPoint):
    """An accident insurance that an employee is attached to."""

    report_to_income_register: Opt[Flag] = UNSET
    """True for the point that the incomes register is told of."""


@part
class AttachedSettlementPoints:
    """The settlement points that an employee is attached to."""

    employee_work_pension_insurance: Opt[AttachedWorkPensionInsurance] = UNSET
    employee_unemployment_insurance: Many[AttachedUnemploymentInsurance] = ()
    employee_accident_insurance: Many[AttachedAccidentInsurance] = ()
    employee_group_life_insurance: Many[AttachedSettlementPoint] = ()
    employee_other_insurance: Many[AttachedSettlementPoint] = ()
    employee_union_membership_fee: Many[AttachedSettlementPoint] = ()
    """Fees of trade unions."""
    employee_foreclosure: Many[AttachedSettlementPoint] = ()
    """Distraint."""


@message
class AttachEmployeeToSettlementPoint(Message["AttachEmployeeToSettlementPointDict"]):
    """The settlement points of an existing employee."""

    employee_insurance_type: Opt[EmployeeInsuranceType] = UNSET
    """Pension insurance: 1 TyEL, 2 MYEL, 3 YEL, 4 not insured."""
    employee_settlement_points: AttachedSettlementPoints


# Answers.


@lower_reply
class FetchedSettlementPoint:
    """A settlement point of a fetched employee."""

    netvisor_key: int | None
    type: str | None
    """How it is handled."""
    name: str | None


@lower_reply
class FetchedSettlementPoints:
    """The settlement points of a fetched employee."""

    employee_unemployment_insurance: Many[FetchedSettlementPoint] = ()
    employee_accident_insurance: Many[FetchedSettlementPoint] = ()
    employee_group_life_insurance: Many[FetchedSettlementPoint] = ()
    employee_union_membership_fee: Many[FetchedSettlementPoint] = ()
    """Fees of trade unions."""
    employee_other_insurance: Many[FetchedSettlementPoint] = ()
    employee_work_pension_insurance: Many[FetchedSettlementPoint] = ()
    employee_foreclosure: Many[FetchedSettlementPoint] = ()
    """Distraint."""


@lower_reply
class Party:
    """A settlement point of the company."""

    netvisor_key: int | None
    name: str | None
    party_internal_type: PartyInternalType | None
    """Kind of settlement point."""
    use_only_in_reporting: bool | None


@lower_reply
class PayrollParties:
    """The list of settlement points."""

    party: Many[Party] = ()


@lower_reply
class GetPayrollPartiesReply:
    """The answer of getpayrollparties.nv."""

    payroll_parties: PayrollParties | None


# Calls.

GETPAYROLLPARTIES = Endpoint(
    resource="getpayrollparties.nv",
    http="GET",
    title="List settlement points of the company",
    reply=GetPayrollPartiesReply,
    gaps="the letter case is not confirmed",
)
ATTACHEMPLOYEETOSETTLEMENTPOINT = Endpoint(
    resource="attachemployeetosettlementpoint.nv",
    http="POST",
    title="Attach an employee to settlement points",
    request=AttachEmployeeToSettlementPoint,
    gaps=(
        "the table was not seen to its end: the rest follows a client; what the answer holds beyond the status "
        "was not seen"
    ),
)


@GETPAYROLLPARTIES.register
def list_payroll_parties() -> Call[list[Party]]:
    """List the settlement points of the company."""
    return GETPAYROLLPARTIES.call(
        list_payroll_parties, locals(), items(Party, GetPayrollPartiesReply, "payroll_parties.party")
    )


@ATTACHEMPLOYEETOSETTLEMENTPOINT.register
def attach_employee_to_settlement_point(
    settlement_points: AttachEmployeeToSettlementPoint,
    *,
    identifier_type: IdentifierType,
    identifier: Identifier,
) -> Call[Done]:
    """Attach an existing employee to settlement points."""
    return ATTACHEMPLOYEETOSETTLEMENTPOINT.call(attach_employee_to_settlement_point, locals(), DONE)


# How the writes are found after an unknown outcome.

ATTACHEMPLOYEETOSETTLEMENTPOINT.found_by(
    attach_employee_to_settlement_point,
    *(
        Finder(
            **way,
            fixed=EVERYTHING,
            secret=True,
            strength=Strength.EXACT,
            sets=True,
            compare={
                "": "",
                "employee_payroll_information.employee_insurance_type": "employee_insurance_type",
            },
            whole=True,
            key="employee_base_information.netvisor_key",
        )
        for way in BY_PARAMETER
    ),
    nothing="no read shows all that is written: look at the employee in Netvisor",
)
