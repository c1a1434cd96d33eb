"""Work days: importing and deleting the hours and absences of an employee on a day.

People acknowledge, approve or pay the hours of a day with `sandbox.books[company].manual_actions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from netvisor.resources.payroll.employees import EmployeeSettings
from netvisor.resources.workday import InvoicedCustomer, TripExpenseCustomer, Workday, WorkdayHour, WorkdayTime
from netvisor.sandbox.books.core.money import divided, rounded
from netvisor.sandbox.books.core.show import attribute, kept, part, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.crm.processes import process_name
from netvisor.sandbox.books.dimensions.dimensions import place, use, uses
from netvisor.sandbox.books.payroll.employee_finding import employee_of
from netvisor.sandbox.books.payroll.employees import message_of
from netvisor.sandbox.books.payroll.register import record_type
from netvisor.sandbox.refusal import OURS, customer_not_found, incorrect, invalid

_DAYS: Final = 2
"""The unit of record types that count days."""
_DAY: Final = timedelta(days=1)


@answers("workday.nv")
def workday(work: Work) -> Outcome:
    """Import the hours of a day, replacing or adding to earlier ones."""
    sent: Workday = work.message
    asked = sent.employee_identifier
    employee = employee_of(work, attribute(asked, "type") or "number", asked.value)
    key, day = employee["key"], sent.date.value
    _refuse_handled(work, key, day)
    if attribute(sent.date, "method") != "increment":
        for row in hours_of(work, key, day, day):
            _remove(work, row["key"])
    defaults = []
    if attribute(asked, "default_dimension_handling_type") == "usedefault":
        defaults = [(each.heading, each.item) for each in uses(work, key)]
    for hour in sent.workday_hour:
        _keep(work, key, day, sent, hour, _hours(hour), place(work, hour.dimension), defaults)
    for time in sent.workday_time:
        named = [(each.dimension_name, each.dimension_item) for each in time.dimension]
        _keep(work, key, day, sent, time, _length(time, day), named, defaults)
    _switch_payroll_on(work, employee)
    # The real answer holds no keys: getworkdays.nv has them.
    return Outcome()


def hours_of(work: Work, employee: int, first: date, last: date) -> list[Any]:
    """The entries of an employee between two days, inclusive."""
    sql = "select * from workhour where company = ? and employee = ? and date between ? and ? order by date, key"
    return work.rows(sql, work.company, employee, first.isoformat(), last.isoformat())


def _refuse_handled(work: Work, employee: int, day: date) -> None:
    if any(row["handled"] for row in hours_of(work, employee, day, day)):
        # Of the real text only its beginning is documented.
        raise incorrect(f"{OURS}the hours of {day} are acknowledged, approved or paid already")


def _keep(  # each part of an entry comes from another place
    work: Work,
    employee: int,
    day: date,
    sent: Workday,
    entry: WorkdayHour | WorkdayTime,
    hours: Decimal,
    named: list[tuple[str, str]],
    defaults: Iterable[tuple[str, str]],
) -> None:
    record_type(entry.collector_ratio)
    process = part(entry, "crm_process_identifier") if isinstance(entry, WorkdayHour) else None
    customer = part(entry, "customer_identifier") if isinstance(entry, WorkdayHour) else None
    if customer is not None:
        check_customer(work, customer)
    key = work.new_key()
    work.insert(
        "workhour",
        key=key,
        employee=employee,
        date=day.isoformat(),
        ratio=entry.collector_ratio,
        hours=str(hours),
        status=entry.acceptance_status,
        handled=0,
        description=text(entry.description),
        process=process_name(work, text(process)) if text(process) else "",
        message=kept(sent),
    )
    headings = {heading for heading, _ in named}
    use(work, key, [*named, *(pair for pair in defaults if pair[0] not in headings)])


def _hours(entry: WorkdayHour) -> Decimal:
    return rounded(Decimal(entry.hours))


def _length(entry: WorkdayTime, day: date) -> Decimal:
    """The hours between two times of day, less the break; an end before the start is on the next day."""
    _, kind = record_type(entry.collector_ratio)
    if kind.unit == _DAYS:
        raise invalid(f"the record type {kind.number} counts days, which two times of day do not tell")
    begin = datetime.combine(day, entry.start_time_of_day)
    end = datetime.combine(day, entry.end_time_of_day)
    minutes = (end - begin) % _DAY // timedelta(minutes=1) - entry.break_time
    if minutes <= 0 or entry.break_time < 0:
        raise invalid(f"a break of {entry.break_time} minutes does not fit between {begin:%H:%M} and {end:%H:%M}")
    return divided(Decimal(minutes), Decimal(60))


def check_customer(work: Work, customer: InvoicedCustomer | TripExpenseCustomer) -> None:
    """Reject an unknown customer; without a type of identifier, it is the code."""
    named = text(customer)
    if not named:
        return
    column = "key" if attribute(customer, "type") == "netvisor" else "code"
    sql = f"select 1 from customer where company = ? and {column} = ?"  # noqa: S608  # columns are ours
    if work.row(sql, work.company, named) is None:
        raise customer_not_found(named) if column == "key" else invalid(f"there is no customer with the code {named}")


def _switch_payroll_on(work: Work, employee: Any) -> None:
    whole = message_of(employee)
    settings = replace(part(whole, "employee_settings") or EmployeeSettings(), payroll_service="enabled")
    work.update("employee", employee["key"], message=kept(replace(whole, employee_settings=settings)))


def _remove(work: Work, key: int) -> None:
    work.delete("dimension_use", owner=key)
    work.delete("workhour", key=key)


@answers("deleteworkdayhour.nv")
def delete_workday_hour(work: Work) -> Outcome:
    """Delete one entry of any employee, unless it is paid."""
    key = work.parameters.integer("netvisorkey")
    if key is None:
        raise invalid("the parameter netvisorkey is missing")
    row = work.row("select * from workhour where company = ? and key = ?", work.company, key)
    if row is None:
        raise invalid(f"there is no entry of hours with the key {key}")
    if row["status"] == "paid":
        raise invalid(f"the entry of hours {key} is paid")
    _remove(work, key)
    return Outcome()
