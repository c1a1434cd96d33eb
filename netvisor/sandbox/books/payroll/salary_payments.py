"""Salary payments: advances, and payments calculated elsewhere. No read shows them."""

from __future__ import annotations

from datetime import date

from netvisor.resources.payroll.salary_payments import PayrollAdvance, PayrollExternalSalaryPayment
from netvisor.sandbox.books.core.bank_days import is_bank_day, next_bank_day
from netvisor.sandbox.books.core.records import keep
from netvisor.sandbox.books.core.show import attribute, plain, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.payroll.employee_finding import employee_of
from netvisor.sandbox.refusal import invalid


@answers("payrolladvance.nv")
def payroll_advance(work: Work) -> Outcome:
    """Store an advance of an employee; an identifier without a kind is an employee number."""
    sent: PayrollAdvance = work.message
    identifier = sent.employee_identifier
    employee = employee_of(work, attribute(identifier, "type") or "number", text(identifier))["key"]
    if sent.payment_date < work.today:
        raise invalid(f"the paymentdate {sent.payment_date} is in the past; expected {work.today} or later")
    status = attribute(sent.advance_sum, "payment_status") or "notpaid"
    keep(work, "payrolladvance", sent, owner=employee, status=status, day=sent.payment_date)
    return Outcome()


@answers("payrollexternalsalarypayment.nv")
def payroll_external_salary_payment(work: Work) -> Outcome:
    """Store a payment by its pay day; the receiver need not be an employee."""
    sent: PayrollExternalSalaryPayment = work.message
    due: date | None = plain(sent.due_date)
    pay_day = plain(sent.payment_date) if due is None else _pay_day(due)
    keep(work, "externalsalarypayment", sent, day=pay_day)
    return Outcome()


def _pay_day(due: date) -> date:
    try:
        following = next_bank_day(due)
    except OverflowError as error:
        raise invalid(f"the duedate {due} is the end of the calendar; expected an earlier day") from error
    if not is_bank_day(due):
        raise invalid(f"the duedate {due} is not a bank day; expected {following}, for example")
    return following
