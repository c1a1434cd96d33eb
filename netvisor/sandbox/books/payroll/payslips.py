"""Payslips for an older client of the vendor: all in a list, and one as a document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from netvisor.codec.write_reply import write_reply
from netvisor.resources.payroll.payslips import GetPayslipReply, Payslip, PayslipListReply, Payslips
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.payroll.paychecks import PAYSLIPS, number_of, payslip_shown
from netvisor.sandbox.refusal import invalid


@answers("paysliplist.nv")
def payslip_list(work: Work) -> Outcome:
    """All payslips, each with the address of its document."""
    company = work.company_name
    listed = [
        Payslip(
            netvisor_key=row["key"],
            company_name=company,
            employee_id=row["employee"],
            employee_number=number_of(row),
            employee_name=row["employee_name"],
            pay_period_start=date.fromisoformat(row["first"]),
            pay_period_end=date.fromisoformat(row["last"]),
            due_date=date.fromisoformat(row["due"]),
            paid_amount=Decimal(row["total"]),
            uri=f"{work.base_url}getpayslip.nv?Format=1&PayslipID={row['key']}",
        )
        for row in work.rows(f"{PAYSLIPS} order by s.key", work.company)
    ]
    return Outcome(root=PayslipListReply(payslips=Payslips(payslip=listed)))


@answers("getpayslip.nv")
def get_payslip(work: Work) -> Outcome:
    """One payslip as a document, the same as of getpayrollpaycheckbatch.nv."""
    asked = work.parameters
    form, key = asked.integer("format"), asked.integer("payslipid")
    if key is None:
        raise invalid("the parameter PayslipID is missing")
    if form != 1:
        raise invalid(
            "the parameter Format is missing; expected 1"
            if form is None
            else f"the parameter Format is {form}; expected 1"
        )
    shown = payslip_shown(work, key)
    found = shown.payroll_paycheck_batch is not None
    return Outcome(root=GetPayslipReply(payslip_data=write_reply(shown, language=work.language) if found else None))
