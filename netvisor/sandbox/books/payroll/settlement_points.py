"""The settlement points of employees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from netvisor.declare import plan
from netvisor.resources.payroll.employees import Employee
from netvisor.resources.payroll.settlement_points import (
    AttachEmployeeToSettlementPoint,
    FetchedSettlementPoint,
    FetchedSettlementPoints,
)
from netvisor.sandbox.books.core.show import kept, part, plain, read_kept, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.payroll.employee_finding import employee_asked
from netvisor.sandbox.books.payroll.register import party, party_name


@answers("attachemployeetosettlementpoint.nv")
def attach_employee_to_settlement_point(work: Work) -> Outcome:
    """Attach an employee to settlement points, in addition to the existing ones."""
    sent: AttachEmployeeToSettlementPoint = work.message
    row = employee_asked(work)
    attach_named(work, row["key"], sent.employee_settlement_points)
    insurance = plain(sent.employee_insurance_type)
    if insurance is not None:
        whole = read_kept(row["message"], Employee)
        payroll = replace(whole.employee_payroll_information, employee_insurance_type=insurance)
        work.update("employee", row["key"], message=kept(replace(whole, employee_payroll_information=payroll)))
    return Outcome()


def attach_named(work: Work, employee: int, points: Any) -> None:
    """Attach an employee to the settlement points of a message.

    Raises:
        Refusal: there is no such settlement point.
    """
    for field in plan(type(points)).fields:
        value = part(points, field.attr)
        kind = field.attr.replace("_", "")
        for point in value if field.many else [value] if value is not None else ():
            key = party(kind, text(point.name), plain(getattr(point, "netvisor_key", None)))
            work.delete("settlement_point", employee=employee, kind=kind, party=key)
            work.insert("settlement_point", employee=employee, kind=kind, party=key, type=text(point.type))


def attached_points(work: Work, employee: int) -> FetchedSettlementPoints:
    """The settlement points of an employee."""
    sql = "select * from settlement_point where company = ? and employee = ? and kind = ? order by party"
    found = {
        field.attr: [
            FetchedSettlementPoint(netvisor_key=row["party"], type=row["type"] or None, name=party_name(row["party"]))
            for row in work.rows(sql, work.company, employee, field.attr.replace("_", ""))
        ]
        for field in plan(FetchedSettlementPoints).fields
    }
    return FetchedSettlementPoints(**found)
