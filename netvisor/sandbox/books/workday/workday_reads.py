"""Reads of work days: one day of an employee, or all days of a period with entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from netvisor.codec.reply_elements import Language
from netvisor.resources.common import FetchedDimension
from netvisor.resources.workday import (
    FetchedCollectorRatio,
    FetchedWorkday,
    FetchedWorkdayHour,
    GetWorkdayReply,
    GetWorkdaysReply,
    ListedCollectorRatio,
    ListedWorkday,
    ListedWorkdayHour,
    ListedWorkdays,
)
from netvisor.sandbox.books.core.money import brief
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import uses
from netvisor.sandbox.books.payroll.employees import by_key_or_number
from netvisor.sandbox.books.payroll.register import record_type
from netvisor.sandbox.books.workday.workdays import hours_of
from netvisor.sandbox.refusal import invalid

# The Finnish texts are documented; the others are ours.
_STATUSES: Final[dict[str, dict[Language, str]]] = {
    "open": {"FI": "Avoin", "EN": "Open", "SE": "Öppen"},
    "confirmed": {"FI": "Kuitattu", "EN": "Confirmed", "SE": "Kvitterad"},
    "accepted": {"FI": "Hyväksytty", "EN": "Accepted", "SE": "Godkänd"},
    "paid": {"FI": "Maksettu", "EN": "Paid", "SE": "Betald"},
}


@answers("getworkday.nv")
def get_workday(work: Work) -> Outcome:
    """One day of an employee."""
    employee, day = _employee(work), _day(work, "workhourdate")
    hours = [
        FetchedWorkdayHour(
            collector_ratio=FetchedCollectorRatio(_ratio_name(work, row), int(row["ratio"])), **_common(work, row)
        )
        for row in hours_of(work, employee, day, day)
    ]
    return Outcome(root=GetWorkdayReply(workday=FetchedWorkday(date=day, workday_hour=hours)))


@answers("getworkdays.nv")
def get_workdays(work: Work) -> Outcome:
    """The days of an employee with entries, at most a year."""
    employee = _employee(work)
    first, last = _day(work, "workhourstartdate"), _day(work, "workhourenddate")
    if last < first or (last.year - first.year, last.month, last.day) > (1, first.month, first.day):
        raise invalid(f"the period from {first} to {last}; expected one of at most a year")
    days = [
        ListedWorkday(date=date.fromisoformat(day), workday_hour=[_listed(work, row) for row in rows])
        for day, rows in groupby(hours_of(work, employee, first, last), itemgetter("date"))
    ]
    return Outcome(root=GetWorkdaysReply(workdays=ListedWorkdays(workday=days)))


def _employee(work: Work) -> int:
    row = by_key_or_number(work)
    if row is None:
        raise invalid("there is no such employee")
    return int(row["key"])


def _day(work: Work, name: str) -> date:
    day = work.parameters.day(name)
    if day is None:
        raise invalid(f"the parameter {name} is missing")
    return day


def _listed(work: Work, row: Any) -> ListedWorkdayHour:
    number, (key, _) = int(row["ratio"]), record_type(row["ratio"])
    ratio = ListedCollectorRatio(_ratio_name(work, row), number, key)
    return ListedWorkdayHour(netvisor_key=row["key"], collector_ratio=ratio, **_common(work, row))


def _common(work: Work, row: Any) -> dict[str, Any]:
    """The content that both reads share."""
    return {
        "hours": brief(Decimal(row["hours"])),
        "acceptance_status": _STATUSES[row["status"]][work.language],
        "description": row["description"] or None,
        "crm_process_name": row["process"] or None,
        "dimension": [
            FetchedDimension(dimension_name=each.heading, dimension_item=each.item) for each in uses(work, row["key"])
        ],
    }


def _ratio_name(work: Work, row: Any) -> str:
    _, kind = record_type(row["ratio"])
    return kind.english if work.language == "EN" else kind.finnish
