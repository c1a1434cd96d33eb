"""Payslips: importing finished ones, the list, one with its lines, and the two reads of an older client."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Carries,
    Const,
    El,
    Many,
    Maybe,
    Opt,
    Scalar,
    lower_reply,
    message,
    must,
    part,
    reply,
    valued,
)
from netvisor.declare.scalars import AnsiDate, Number, Text, TolerantAnsiDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import INSERTED, Inserted, Whole, items, one
from netvisor.resources.common import Dimension
from netvisor.resources.identified import PERSON, identified_by
from netvisor.resources.message import Message
from netvisor.resources.payroll.common import KeyAndName, NameWithKey

if TYPE_CHECKING:
    from netvisor.resources.payroll.dicts import PayrollPaycheckBatchDict

RatioNumber: TypeAlias = Annotated[str, Scalar("string"), Carries("type", Const("rationumber"))]

PayslipStatus: TypeAlias = Literal[1, 2, 3]
"""1 open, 2 confirmed or accepted, 3 paid."""


# The message.


@valued
class PaycheckEmployeeIdentifier:
    """The employee of a payslip."""

    value: Text
    type: Attribute[Literal["employeenumber", "finnishpersonalidentifier"]]
    """`employeenumber`: an employee number; `finnishpersonalidentifier`: a personal identity code."""


@part
class PayrollPaycheckBatchLine:
    """A line of a payslip."""

    payroll_ratio_identifier: RatioNumber
    """Number of the pay type, which must exist."""
    units: Number
    unit_amount: Number
    """Price of one unit."""
    line_sum: Number
    """Sum of the line, which the service does not work out; two decimals are recommended."""
    line_description: Opt[Text] = UNSET
    earning_period_start_date: Opt[AnsiDate] = UNSET
    earning_period_end_date: Opt[AnsiDate] = UNSET
    dimension: Many[Dimension] = ()


@message(identified_by("employee_identifier", "finnishpersonalidentifier", PERSON))
class PayrollPaycheckBatch(Message["PayrollPaycheckBatchDict"]):
    """A payslip that is finished in every way: Netvisor adds nothing to it.

    The employee must exist and have the right pay model. The pay period must exist, or follow directly on the last
    one, or be the first of the pay model.
    """

    employee_identifier: PaycheckEmployeeIdentifier
    rule_group_period_start: AnsiDate
    """First day of the pay period."""
    rule_group_period_end: AnsiDate
    """Last day of the pay period."""
    free_text_before_lines: Opt[Text] = UNSET
    free_text_after_lines: Opt[Text] = UNSET
    due_date: AnsiDate
    value_date: AnsiDate
    payroll_paycheck_batch_line: Many[PayrollPaycheckBatchLine]


# The list.


@reply
class ListedRuleGroupPeriod:
    """The pay period of a listed payslip."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    start_date: TolerantAnsiDate | None
    end_date: TolerantAnsiDate | None


@reply
class ListedRuleGroup:
    """The pay model of a listed payslip."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    name: str | None


@reply
class ListedPaycheckEmployee:
    """The employee of a listed payslip."""

    name: str | None
    employee_number: str | None
    """May be empty."""
    netvisor_key: Annotated[int | None, El("Netvisorkey")]


@reply
class ListedPaycheckBatch:
    """A payslip in the list."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    payment_date: TolerantAnsiDate | None
    payroll_rule_group_period: ListedRuleGroupPeriod | None
    payroll_rule_group: ListedRuleGroup | None
    employee: ListedPaycheckEmployee | None
    status: PayslipStatus | None
    """1 open, 2 confirmed or accepted, 3 paid."""
    status_description: str | None
    """The status in the language of the interface."""


@reply
class PayrollPaycheckBatches:
    """The list of payslips."""

    payroll_paycheck_batch: Many[ListedPaycheckBatch] = ()


@reply
class GetPayrollPaycheckBatchListReply:
    """The answer of getpayrollpaycheckbatchlist.nv."""

    payroll_paycheck_batches: PayrollPaycheckBatches | None


# One payslip.


@lower_reply
class FetchedRuleGroupPeriod:
    """The pay period of a payslip."""

    netvisor_key: int | None
    start_date: AnsiDate | None
    end_date: AnsiDate | None


@lower_reply
class PaycheckEmployee:
    """The employee of a payslip."""

    netvisor_key: int | None
    name: str | None
    employee_number: str | None
    """May be empty."""


@lower_reply
class PaycheckVoucher:
    """The ledger voucher of a payslip."""

    netvisor_key: int | None
    class_: str | None
    """Kind of voucher."""
    number: int | None
    date: AnsiDate | None


@lower_reply
class PaycheckDimension:
    """A dimension with its keys."""

    dimension_name: NameWithKey | None
    """The heading."""
    dimension_item: NameWithKey | None
    """The item under the heading."""


@lower_reply
class CurveDimensions:
    """The dimensions of one share."""

    dimension: Many[PaycheckDimension]


@lower_reply
class AllocationCurve:
    """One share of a payslip."""

    percent: Attribute[Decimal | None]
    """Share in percent."""
    dimensions: CurveDimensions | None


@lower_reply
class AllocationCurves:
    """How a payslip is split among dimensions."""

    allocation_curve: Many[AllocationCurve]


@lower_reply
class HolidayRecords:
    """The holidays of the employee, in days."""

    available_holidays: Decimal | None
    new_accrual_of_holidays: Decimal | None
    """Newly earned."""


@lower_reply
class LineRatio:
    """The pay type of a line."""

    netvisor_key: int | None
    number: str | None
    """May be empty."""
    name: str | None
    is_visible: bool | None
    """Whether the payslip shows it."""
    cost_object_source: str | None
    """Where the dimensions of the line come from."""


@lower_reply
class EarningPeriod:
    """A period in which the wage of a line was earned."""

    start_date: AnsiDate | None
    end_date: AnsiDate | None


@lower_reply
class EarningPeriods:
    """The earning periods of a line."""

    earning_period: Many[EarningPeriod]


@lower_reply
class IncomeType:
    """The income type of the incomes register."""

    netvisor_key: int | None
    number: int | None
    name: str | None


@lower_reply
class AccountingData:
    """The ledger accounts of a line; any may be empty."""

    debet_account_netvisor_key: int | None = None
    debet_account_number: int | None = None
    debet_account_name: str | None = None
    kredit_account_netvisor_key: int | None = None
    kredit_account_number: int | None = None
    kredit_account_name: str | None = None


@lower_reply
class LineDimension:
    """A dimension of a line, with its share."""

    percent: Attribute[Decimal | None]
    """Share in percent."""
    dimension_name: NameWithKey | None
    """The heading."""
    dimension_item: NameWithKey | None
    """The item under the heading."""


@lower_reply
class LineDimensions:
    """The dimensions of a line."""

    dimension: Many[LineDimension] = ()


@lower_reply
class FetchedPaycheckBatchLine:
    """A line of a payslip."""

    payroll_ratio: LineRatio | None
    units: Decimal | None
    """May be empty."""
    unit_amount: Decimal | None
    """Price of one unit; may be empty."""
    line_sum: Decimal | None
    earning_periods: EarningPeriods | None = None
    income_type: IncomeType | None = None
    accounting_data: AccountingData | None
    dimensions: LineDimensions | None = None
    line_description: str | None
    """May be empty."""


@lower_reply
class FetchedPaycheckBatchLines:
    """The lines of a payslip."""

    payroll_paycheck_batch_line: Many[FetchedPaycheckBatchLine] = ()


@lower_reply
class FetchedPaycheckBatch:
    """A payslip with its lines."""

    payment_date: TolerantAnsiDate | None
    payroll_rule_group_period: FetchedRuleGroupPeriod | None
    payroll_rule_group: KeyAndName | None
    """Pay model."""
    employee: PaycheckEmployee | None
    status: PayslipStatus | None
    """1 open, 2 confirmed or accepted, 3 paid."""
    voucher: PaycheckVoucher | None = None
    allocation_curves: AllocationCurves | None = None
    free_text_before_lines: str | None
    """May be empty."""
    free_text_after_lines: str | None
    """May be empty."""
    holiday_records: HolidayRecords | None
    payroll_paycheck_batch_lines: FetchedPaycheckBatchLines | None


@lower_reply
class GetPayrollPaycheckBatchReply:
    """The answer of getpayrollpaycheckbatch.nv."""

    payroll_paycheck_batch: FetchedPaycheckBatch | None


# The two reads of an older client.


@reply
class Payslip:
    """A payslip in the list of the older client."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    company_name: str | None
    employee_id: int | None
    """Netvisor key of the employee."""
    employee_number: str | None
    employee_name: str | None
    pay_period_start: Annotated[date | None, El("PayperiodStart")]
    """First day of the pay period."""
    pay_period_end: Annotated[date | None, El("PayperiodEnd")]
    """Last day of the pay period."""
    due_date: date | None
    paid_amount: Decimal | None
    uri: str | None
    """Address of the payslip."""


@reply
class Payslips:
    """The list of payslips."""

    payslip: Many[Payslip] = ()


@reply
class PayslipListReply:
    """The answer of paysliplist.nv."""

    payslips: Payslips | None


@reply
class GetPayslipReply:
    """The answer of getpayslip.nv."""

    payslip_data: bytes | None
    """The payslip as an XML document in UTF-8."""


# Calls.

PAYROLLPAYCHECKBATCH = Endpoint(
    resource="payrollpaycheckbatch.nv",
    http="POST",
    title="Import a finished payslip",
    request=PayrollPaycheckBatch,
    limits="the payslip is finished: Netvisor adds nothing to it; the pay period, or the one beside it, exists",
    gaps="clients and the vendor name the kinds of `employeeidentifier` differently; the vendor is followed",
)
GETPAYROLLPAYCHECKBATCHLIST = Endpoint(
    resource="getpayrollpaycheckbatchlist.nv",
    http="GET",
    title="List payslips",
    reply=GetPayrollPaycheckBatchListReply,
    limits="a range of at most 30 days",
)
GETPAYROLLPAYCHECKBATCH = Endpoint(
    resource="getpayrollpaycheckbatch.nv",
    http="GET",
    title="Get one payslip with its lines",
    reply=GetPayrollPaycheckBatchReply,
    gaps="the lines follow one client; the letter case is not confirmed",
)
PAYSLIPLIST = Endpoint(
    resource="paysliplist.nv",
    http="GET",
    title="List payslips for delivery (legacy)",
    reply=PayslipListReply,
    gaps="legacy: known from the vendor's old client only; getpayrollpaycheckbatchlist.nv is the documented way",
)
GETPAYSLIP = Endpoint(
    resource="getpayslip.nv",
    http="GET",
    title="Get the content of one payslip (legacy)",
    reply=GetPayslipReply,
    gaps="legacy: known from the vendor's old client only; getpayrollpaycheckbatch.nv is the documented way",
)


def _is_no_longer_than_30_days(asked: Any) -> bool:
    return asked.end_date is UNSET or (asked.end_date - asked.start_date).days <= 30


AT_MOST_30_DAYS = must(
    "start_date",
    "end_date",
    holds=_is_no_longer_than_30_days,
    expected="at most 30 days from start_date to end_date",
    compared=lambda asked: f"{(asked.end_date - asked.start_date).days} days, {asked.start_date} to {asked.end_date}",
)


@PAYROLLPAYCHECKBATCH.register
def add_payroll_paycheck_batch(paycheck: PayrollPaycheckBatch) -> Call[Inserted]:
    """Add a finished payslip; the answer has its Netvisor key."""
    return PAYROLLPAYCHECKBATCH.call(add_payroll_paycheck_batch, locals(), INSERTED)


@GETPAYROLLPAYCHECKBATCHLIST.register
def list_payroll_paycheck_batches(
    *,
    start_date: Annotated[date, Param("first payment date")],
    end_date: Annotated[Maybe[date], Param("last payment date, at most 30 days on; startdate when left out")] = UNSET,
) -> Call[list[ListedPaycheckBatch]]:
    """List the payslips paid on one day, or within at most 30 days."""
    gives = items(
        ListedPaycheckBatch, GetPayrollPaycheckBatchListReply, "payroll_paycheck_batches.payroll_paycheck_batch"
    )
    return GETPAYROLLPAYCHECKBATCHLIST.call(list_payroll_paycheck_batches, locals(), gives, rules=(AT_MOST_30_DAYS,))


@GETPAYROLLPAYCHECKBATCH.register
def get_payroll_paycheck_batch(
    netvisor_key: Annotated[int, Param("Netvisor key of the payslip")],
) -> Call[FetchedPaycheckBatch | None]:
    """Get a payslip with its lines."""
    gives = one(FetchedPaycheckBatch, GetPayrollPaycheckBatchReply, "payroll_paycheck_batch")
    return GETPAYROLLPAYCHECKBATCH.call(get_payroll_paycheck_batch, locals(), gives)


@PAYSLIPLIST.register
def list_payslips() -> Call[list[Payslip]]:
    """List payslips for delivery; known from an older client only, see `list_payroll_paycheck_batches`."""
    return PAYSLIPLIST.call(list_payslips, locals(), items(Payslip, PayslipListReply, "payslips.payslip"))


@GETPAYSLIP.register
def get_payslip(
    payslip_id: Annotated[int, Param("Netvisor key of the payslip, from paysliplist.nv", name="PayslipID")],
    *,
    format: Annotated[Literal[1], Param("1: XML, the only known value", name="Format", always=True)] = 1,
) -> Call[GetPayslipReply]:
    """Get a payslip as an XML document; known from an older client only, see `get_payroll_paycheck_batch`."""
    return GETPAYSLIP.call(get_payslip, locals(), Whole(GetPayslipReply))


# How the writes are found after an unknown outcome.

PAYROLLPAYCHECKBATCH.found_by(
    add_payroll_paycheck_batch,
    Finder(
        strength=Strength.LIKELY,
        when={"employee_identifier.type": ("employeenumber",)},
        via=(
            Read(
                read="list_payroll_paycheck_batches",
                ask={"start_date": "value_date", "end_date": "value_date"},
                equal={
                    "employee.employee_number": "employee_identifier",
                    "payroll_rule_group_period.start_date": "rule_group_period_start",
                    "payroll_rule_group_period.end_date": "rule_group_period_end",
                },
            ),
        ),
        read="get_payroll_paycheck_batch",
        ask={"netvisor_key": "<netvisor_key"},
        equal={
            "payroll_paycheck_batch_lines.payroll_paycheck_batch_line.payroll_ratio.number": (
                "payroll_paycheck_batch_line.payroll_ratio_identifier"
            ),
            "payroll_paycheck_batch_lines.payroll_paycheck_batch_line.line_sum": "payroll_paycheck_batch_line.line_sum",
        },
        key="<netvisor_key",
        secret=True,
    ),
    nothing="name the employee by number: identity codes are not in the list of payslips",
)
