"""Reports of travel expenses: checked and stored; no resource reads them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

from netvisor.declare import UNSET
from netvisor.resources.workday import CustomLine, DailyCompensationLine, TravelLine, TripExpense
from netvisor.sandbox.books.core.attachments import Attached, attach
from netvisor.sandbox.books.core.records import keep
from netvisor.sandbox.books.core.show import attribute, part, plain, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.crm.processes import process_name
from netvisor.sandbox.books.dimensions.dimensions import place, use
from netvisor.sandbox.books.payroll.employee_finding import employee_of
from netvisor.sandbox.books.payroll.employees import message_of
from netvisor.sandbox.books.payroll.register import PAY_TYPES
from netvisor.sandbox.books.workday.workdays import check_customer
from netvisor.sandbox.refusal import invalid

Line: TypeAlias = CustomLine | TravelLine | DailyCompensationLine

_BLOCKS: Final = (
    ("custom_lines", "custom_line"),
    ("travel_lines", "travel_line"),
    ("daily_compensation_lines", "daily_compensation_line"),
)


@answers("tripexpense.nv")
def trip_expense(work: Work) -> Outcome:
    """Store a report with its attachments, and create its dimensions."""
    sent: TripExpense = work.message
    lines = list(_lines(sent))
    employees = {_checked(work, line) for line in lines}
    pairs = [pair for line in lines for pair in place(work, line.dimension)]
    owner = employees.pop() if len(employees) == 1 else None
    key = keep(work, "tripexpense", _without_attachments(sent), owner=owner)
    use(work, key, dict.fromkeys(pairs))
    attach(work, key, [file for line in lines for file in _files(line)])
    return Outcome(inserted=[key])


def _lines(sent: TripExpense) -> Iterator[Line]:
    for block, lines in _BLOCKS:
        found = part(sent, block)
        if found is not None:
            yield from getattr(found, lines)


def _checked(work: Work, line: Line) -> int:
    """The employee of a line, whose references must all exist."""
    named = line.employee_identifier
    employee = employee_of(work, attribute(named, "type") or "number", named.value)
    settings = part(message_of(employee), "employee_settings")
    if settings is None or settings.resource_management != "enabled":
        raise invalid(f"the employee {employee['key']} has no travel service")
    if isinstance(line, CustomLine):
        _check_ratio(work, line.ratio)
        if plain(line.expense_account_number) is not None:
            work.chart.existing(plain(line.expense_account_number))
    if text(line.crm_process_identifier):
        process_name(work, text(line.crm_process_identifier))
    customer = part(line, "customer_identifier")
    if customer is not None:
        check_customer(work, customer)
    return int(employee["key"])


def _check_ratio(work: Work, name: str) -> None:
    """A kind of expense has its name in the language of the interface; no Swedish names are known here."""
    kinds = [each for each in PAY_TYPES if each.source == "tripexpensecustomlines"]
    names = [each.english if work.language == "EN" else each.finnish for each in kinds]
    if name not in names:
        raise invalid(f"there is no kind of expense {name}; those of the language are {', '.join(names)}")


def _files(line: Line) -> list[Attached]:
    files = part(line, "trip_expense_attachments")
    return [
        Attached(
            mime=file.mime_type,
            description=file.attachment_description,
            file_name=file.file_name,
            content=plain(file.document_data),
        )
        for file in (files.trip_expense_attachment if files is not None else ())
    ]


def _without_attachments(sent: TripExpense) -> TripExpense:
    blocks: dict[str, Any] = {}
    for block, lines in _BLOCKS:
        found = part(sent, block)
        if found is not None:
            bare = [replace(line, trip_expense_attachments=UNSET) for line in getattr(found, lines)]
            blocks[block] = replace(found, **{lines: bare})
    return replace(sent, **blocks)
