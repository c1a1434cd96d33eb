"""Payslips that were imported finished: stored unchanged, listed by payment day, shown with their lines."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from netvisor.resources.payroll.common import KeyAndName, NameWithKey
from netvisor.resources.payroll.payslips import (
    AccountingData,
    EarningPeriod,
    EarningPeriods,
    FetchedPaycheckBatch,
    FetchedPaycheckBatchLine,
    FetchedPaycheckBatchLines,
    FetchedRuleGroupPeriod,
    GetPayrollPaycheckBatchListReply,
    GetPayrollPaycheckBatchReply,
    HolidayRecords,
    LineDimension,
    LineDimensions,
    LineRatio,
    ListedPaycheckBatch,
    ListedPaycheckEmployee,
    ListedRuleGroup,
    ListedRuleGroupPeriod,
    PaycheckEmployee,
    PayrollPaycheckBatch,
    PayrollPaycheckBatches,
    PayrollPaycheckBatchLine,
)
from netvisor.sandbox.books.core.records import message_in
from netvisor.sandbox.books.core.show import kept, plain, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import use, uses
from netvisor.sandbox.books.payroll.employee_finding import employee_of
from netvisor.sandbox.books.payroll.employees import message_of
from netvisor.sandbox.books.payroll.pay_periods import period_key
from netvisor.sandbox.books.payroll.register import pay_type
from netvisor.sandbox.refusal import OURS, invalid

_MOST_DAYS: Final = 30
_OPEN: Final = 1
# One of the texts is documented, in English.
_STATUSES: Final = {_OPEN: f"{OURS}open", 2: f"{OURS}confirmed", 3: "Paid"}
_WHOLE: Final = Decimal(100)

PAYSLIPS: Final = (
    "select s.*, p.first, p.last, p.model, n.name as model_name, e.name as employee_name, e.number as employee_number"
    " from payslip s"
    " join pay_period p on p.company = s.company and p.key = s.period"
    " join named n on n.company = s.company and n.key = p.model"
    " join employee e on e.company = s.company and e.key = s.employee"
    " where s.company = ?"
)
"""Payslips with their periods, pay models and employees; a condition can follow."""


@answers("payrollpaycheckbatch.nv")
def payroll_paycheck_batch(work: Work) -> Outcome:
    """Store a finished payslip unchanged."""
    sent: PayrollPaycheckBatch = work.message
    identifier = sent.employee_identifier
    employee = employee_of(work, identifier.type, text(identifier))
    model = message_of(employee).employee_payroll_information.payroll_rule_group_name
    period = period_key(work, model, sent.rule_group_period_start, sent.rule_group_period_end)
    key = work.new_key()
    total = sum((Decimal(line.line_sum) for line in sent.payroll_paycheck_batch_line), Decimal(0))
    work.insert(
        "payslip",
        key=key,
        employee=employee["key"],
        period=period,
        date=sent.value_date.isoformat(),
        due=sent.due_date.isoformat(),
        status=_OPEN,
        total=str(total),
        message=kept(sent),
    )
    for position, line in enumerate(sent.payroll_paycheck_batch_line):
        pay_type(line.payroll_ratio_identifier)
        line_key = work.new_key()
        work.insert("payslip_line", payslip=key, position=position, key=line_key)
        use(work, line_key, [(each.dimension_name, each.dimension_item) for each in line.dimension])
    return Outcome(inserted=[key])


@answers("getpayrollpaycheckbatchlist.nv")
def get_payroll_paycheck_batch_list(work: Work) -> Outcome:
    """The payslips paid on one day, or within at most 30 days."""
    first = work.parameters.day("startdate")
    if first is None:
        raise invalid("the parameter startdate is missing")
    last = work.parameters.day("enddate") or first
    if last < first:
        raise invalid(f"the parameter enddate {last} lies before startdate {first}")
    if last - first > timedelta(_MOST_DAYS):
        raise invalid(f"from startdate to enddate are {(last - first).days} days; at most {_MOST_DAYS} are taken")
    rows = work.rows(
        f"{PAYSLIPS} and s.date between ? and ? order by s.key", work.company, first.isoformat(), last.isoformat()
    )
    listed = PayrollPaycheckBatches(payroll_paycheck_batch=[_listed(work, row) for row in rows])
    return Outcome(root=GetPayrollPaycheckBatchListReply(payroll_paycheck_batches=listed))


def _listed(work: Work, row: sqlite3.Row) -> ListedPaycheckBatch:
    first, last = _period(row)
    base = message_of(employee_of(work, "netvisorkey", str(row["employee"]))).employee_base_information
    return ListedPaycheckBatch(
        netvisor_key=row["key"],
        payment_date=date.fromisoformat(row["date"]),
        payroll_rule_group_period=ListedRuleGroupPeriod(netvisor_key=row["period"], start_date=first, end_date=last),
        payroll_rule_group=ListedRuleGroup(netvisor_key=row["model"], name=row["model_name"]),
        # The sample of the list says the first name first; that of one payslip the last name.
        employee=ListedPaycheckEmployee(
            name=f"{base.first_name} {base.last_name}", employee_number=number_of(row), netvisor_key=row["employee"]
        ),
        status=row["status"],
        status_description=_STATUSES[row["status"]],
    )


def _period(row: sqlite3.Row) -> tuple[date, date]:
    return date.fromisoformat(row["first"]), date.fromisoformat(row["last"])


def number_of(row: sqlite3.Row) -> str | None:
    """The number of the employee of a payslip, as a text."""
    return None if row["employee_number"] is None else str(row["employee_number"])


@answers("getpayrollpaycheckbatch.nv")
def get_payroll_paycheck_batch(work: Work) -> Outcome:
    """One payslip with its lines; an empty element for an unknown key."""
    key = work.parameters.integer("netvisorkey")
    if key is None:
        raise invalid("the parameter netvisorkey is missing")
    return Outcome(root=payslip_shown(work, key))


def payslip_shown(work: Work, key: int) -> GetPayrollPaycheckBatchReply:
    """A payslip, for answers."""
    row = work.row(f"{PAYSLIPS} and s.key = ?", work.company, key)
    if row is None:
        return GetPayrollPaycheckBatchReply(payroll_paycheck_batch=None)
    sent = message_in(row, PayrollPaycheckBatch)
    first, last = _period(row)
    sql = "select key from payslip_line where company = ? and payslip = ? order by position"
    lines = [
        _shown_paycheck_line(work, line["key"], each)
        for line, each in zip(work.rows(sql, work.company, key), sent.payroll_paycheck_batch_line, strict=True)
    ]
    return GetPayrollPaycheckBatchReply(
        payroll_paycheck_batch=FetchedPaycheckBatch(
            payment_date=sent.value_date,
            payroll_rule_group_period=FetchedRuleGroupPeriod(
                netvisor_key=row["period"], start_date=first, end_date=last
            ),
            payroll_rule_group=KeyAndName(netvisor_key=row["model"], name=row["model_name"]),
            employee=PaycheckEmployee(
                netvisor_key=row["employee"], name=row["employee_name"], employee_number=number_of(row)
            ),
            status=row["status"],
            free_text_before_lines=plain(sent.free_text_before_lines),
            free_text_after_lines=plain(sent.free_text_after_lines),
            holiday_records=HolidayRecords(available_holidays=Decimal(0), new_accrual_of_holidays=Decimal(0)),
            payroll_paycheck_batch_lines=FetchedPaycheckBatchLines(payroll_paycheck_batch_line=lines),
        )
    )


def _shown_paycheck_line(work: Work, key: int, sent: PayrollPaycheckBatchLine) -> FetchedPaycheckBatchLine:
    ratio, kind = pay_type(sent.payroll_ratio_identifier)
    first, last = plain(sent.earning_period_start_date), plain(sent.earning_period_end_date)
    earned = [EarningPeriod(start_date=first, end_date=last)] if first or last else []
    dimensions = [
        LineDimension(
            percent=_WHOLE,
            dimension_name=NameWithKey(each.heading, each.heading_key),
            dimension_item=NameWithKey(each.item, each.item_key),
        )
        for each in uses(work, key)
    ]
    return FetchedPaycheckBatchLine(
        payroll_ratio=LineRatio(
            netvisor_key=ratio,
            number=kind.number,
            name=kind.english if work.language == "EN" else kind.finnish,
            is_visible=True,
            cost_object_source=f"{OURS}the line",
        ),
        units=Decimal(sent.units),
        unit_amount=Decimal(sent.unit_amount),
        line_sum=Decimal(sent.line_sum),
        earning_periods=EarningPeriods(earning_period=earned) if earned else None,
        accounting_data=AccountingData(),
        dimensions=LineDimensions(dimension=dimensions) if dimensions else None,
        line_description=plain(sent.line_description),
    )
