"""Salary payments: advances, and payments that were calculated elsewhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from netvisor.declare import UNSET, Opt, OptAttribute, exactly_one, message, must, valued
from netvisor.declare.scalars import Date, Number, Text, TolerantAnsiDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import DONE, Done
from netvisor.resources.identified import PERSON, Bic, Iban, PersonalIdentityCode, identified_by
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.payroll.dicts import PayrollAdvanceDict, PayrollExternalSalaryPaymentDict


@valued
class AdvanceEmployeeIdentifier:
    """The employee that an advance is paid to."""

    value: Text
    type: OptAttribute[Literal["number", "finnishpersonalidentifier"]] = UNSET
    """`number`: an employee number; `finnishpersonalidentifier`: a personal identity code."""


@valued
class AdvanceSum:
    """The amount of an advance."""

    value: Number
    payment_status: OptAttribute[Literal["ispaid", "notpaid"]] = UNSET
    """Whether it is already paid or still to be paid."""


@message(identified_by("employee_identifier", "finnishpersonalidentifier", PERSON))
class PayrollAdvance(Message["PayrollAdvanceDict"]):
    """An advance of pay or of travel expenses."""

    description: Opt[Text] = UNSET
    employee_identifier: AdvanceEmployeeIdentifier
    payment_date: Date
    """Today or later; without an attribute, which the service refuses here."""
    advance_sum: AdvanceSum
    payment_type: Literal["payroll", "tripexpence"]
    """Advance of pay, or of travel expenses, which the service spells with a c."""


def _may_be_a_bank_day(payment: PayrollExternalSalaryPayment) -> bool:
    return not isinstance(payment.due_date, date) or payment.due_date.weekday() < 5


@message(
    exactly_one("payment_date", "due_date"),
    must("due_date", holds=_may_be_a_bank_day, expected="a bank day, not a Saturday or Sunday"),
    must(
        "external_payment_sum",
        holds=lambda payment: Decimal("0.01") < payment.external_payment_sum < 10_000_000,
        expected="a sum above 0,01 and below 10000000",
    ),
)
class PayrollExternalSalaryPayment(Message["PayrollExternalSalaryPaymentDict"]):
    """A salary payment that was calculated elsewhere: only the payment, no payslip.

    The receiver need not be an employee in Netvisor.
    """

    description: Opt[Text] = UNSET
    """Free text that the receiver sees too."""
    payment_date: Opt[TolerantAnsiDate] = UNSET
    """Pay day, on which the money is on the receiver's account; either this or `due_date`."""
    due_date: Opt[TolerantAnsiDate] = UNSET
    """Day on which the company's account is charged, a bank day; the pay day is the next bank day."""
    external_payment_sum: Number
    """Above 0,01 and below 10000000."""
    iban: Iban
    """Account of the receiver."""
    bic: Bic
    hetu: Opt[PersonalIdentityCode] = UNSET
    """Personal identity code of the receiver."""
    real_name: Text
    """Name of the receiver."""


# Calls.

PAYROLLADVANCE = Endpoint(
    resource="payrolladvance.nv",
    http="POST",
    title="Import an advance of pay or travel expenses",
    request=PayrollAdvance,
    limits="the day of payment is not in the past",
    gaps=(
        "clients and the vendor name the kinds of `employeeidentifier` differently; what the answer holds beyond "
        "the status was not seen"
    ),
)
PAYROLLEXTERNALSALARYPAYMENT = Endpoint(
    resource="payrollexternalsalarypayment.nv",
    http="POST",
    title="Import a salary payment calculated elsewhere",
    request=PayrollExternalSalaryPayment,
    limits="a sum above 0,01 and below 10000000; the payment only, no payslip",
    gaps="what the answer holds beyond the status was not seen",
)


@PAYROLLADVANCE.register
def add_payroll_advance(advance: PayrollAdvance) -> Call[Done]:
    """Add an advance of pay or of travel expenses."""
    return PAYROLLADVANCE.call(add_payroll_advance, locals(), DONE)


@PAYROLLEXTERNALSALARYPAYMENT.register
def add_payroll_external_salary_payment(payment: PayrollExternalSalaryPayment) -> Call[Done]:
    """Add a salary payment that was calculated elsewhere."""
    return PAYROLLEXTERNALSALARYPAYMENT.call(add_payroll_external_salary_payment, locals(), DONE)


# How the writes are found after an unknown outcome.

PAYROLLADVANCE.found_by(
    add_payroll_advance,
    nothing="no read shows advances, and money moves: look at the employee in Netvisor",
)
PAYROLLEXTERNALSALARYPAYMENT.found_by(
    add_payroll_external_salary_payment,
    nothing="no read shows imported salary payments, and money moves: look at the payments in Netvisor",
)
