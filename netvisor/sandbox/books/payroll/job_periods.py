"""Employment periods: added with an employee or later, changed one by one, deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from netvisor.declare import CLEAR, UNSET, Many, message, plan
from netvisor.resources.payroll.employees import Employee
from netvisor.resources.payroll.fetched_employees import FetchedEmploymentPeriod, FetchedKevaRegistration
from netvisor.resources.payroll.job_periods import AddedEmploymentPeriods, ChangedEmploymentPeriods, EmploymentPeriod
from netvisor.sandbox.books.core.money import brief, rounded
from netvisor.sandbox.books.core.records import keep, message_in, record, records
from netvisor.sandbox.books.core.show import attribute, kept, part, plain, shown, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid

_KIND = "jobperiod"


@message(name="employmentperiods")
class KeptPeriod:
    """One period in the books."""

    employment_period: Many[EmploymentPeriod]


def periods_of(sent: Employee) -> list[Any]:
    """The periods of a new employee: those of the message, else the one in the older elements."""
    periods = part(sent, "employment_periods")
    if periods is not None:
        return list(periods.employment_period)
    payroll = sent.employee_payroll_information
    begin, profession = plain(payroll.job_begin_date), text(payroll.profession)
    return [EmploymentPeriod(start_date=begin, profession=profession)] if begin and profession else []


def keep_periods(work: Work, employee: int, periods: Sequence[Any]) -> list[int]:
    """Store periods of an employee; returns their keys."""
    return [keep(work, _KIND, _kept(period), owner=employee, day=_end(period)) for period in periods]


def _kept(period: Any) -> KeptPeriod:
    values = {field.attr: getattr(period, field.attr) for field in plan(type(period)).fields}
    for name in ("part_time_percent", "regular_working_hours"):
        if (number := plain(values[name])) is not None:
            values[name] = brief(rounded(Decimal(number)))
    return KeptPeriod(employment_period=[EmploymentPeriod(**values)])


def _end(period: Any) -> date | None:
    return cast("date | None", plain(period.end_date))


def remove_periods(work: Work, employee: int) -> None:
    """Delete the periods of an employee."""
    work.delete("record", kind=_KIND, owner=employee)


def has_ended(work: Work, employee: int) -> bool:
    """Whether all periods of an employee have ended; `False` without any."""
    rows = records(work, _KIND, employee)
    return bool(rows) and all(row["date"] and row["date"] < work.today.isoformat() for row in rows)


def fetched_periods(work: Work, employee: int) -> list[FetchedEmploymentPeriod]:
    """The periods of an employee, for answers."""
    return [_fetched(row) for row in records(work, _KIND, employee)]


def _fetched(row: sqlite3.Row) -> FetchedEmploymentPeriod:
    period = _period(row)
    keva = FetchedKevaRegistration(
        text(period.keva_employment_registration) or None,
        attribute(period.keva_employment_registration, "pension_provider_code")
        and text(
            period.keva_employment_registration.pension_provider_code  # type: ignore[union-attr]  # it was found
        ),
    )
    return shown(
        FetchedEmploymentPeriod,
        period,
        netvisor_key=row["key"],
        keva_employment_registration=keva,
        car_emission_value=plain(period.car_emissions_value),
    )


def _period(row: sqlite3.Row) -> EmploymentPeriod:
    return message_in(row, KeptPeriod).employment_period[0]


@answers("addjobperiod.nv")
def add_job_period(work: Work) -> Outcome:
    """Add periods to an employee."""
    sent: AddedEmploymentPeriods = work.message
    key = work.parameters.integer("employeeidentifier")
    if key is None:
        raise invalid("the parameter employeeidentifier is missing")
    if work.row("select 1 from employee where company = ? and key = ?", work.company, key) is None:
        raise invalid(f"there is no employee with the netvisorkey {key}")
    return Outcome(inserted=keep_periods(work, key, sent.employment_period))


@answers("editjobperiod.nv")
def edit_job_period(work: Work) -> Outcome:
    """Edit one period in part."""
    sent: ChangedEmploymentPeriods = work.message
    row = _asked(work)
    change = sent.employment_period
    values = {field.attr: getattr(change, field.attr) for field in plan(type(change)).fields}
    given: dict[str, Any] = {
        attr: UNSET if value is CLEAR else value for attr, value in values.items() if value is not UNSET
    }
    period = replace(_period(row), **given)
    end = _end(period)
    work.update(
        "record",
        row["key"],
        message=kept(_kept(period)),
        changed=work.stamp,
        date="" if end is None else end.isoformat(),
    )
    return Outcome()


@answers("deletejobperiod.nv")
def delete_job_period(work: Work) -> Outcome:
    """Delete one period."""
    work.delete("record", kind=_KIND, key=_asked(work)["key"])
    return Outcome()


def _asked(work: Work) -> sqlite3.Row:
    key = work.parameters.integer("netvisorkey")
    if key is None:
        raise invalid("the parameter netvisorkey is missing")
    row = record(work, _KIND, key)
    if row is None:
        raise invalid(f"there is no employment period with the key {key}")
    return row
