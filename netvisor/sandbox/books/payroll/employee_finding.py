"""How the resources of payroll find an employee."""

from __future__ import annotations

import sqlite3
from typing import Final

from netvisor.sandbox.books.core.show import whole_number
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.refusal import invalid

_IDENTIFIER_TYPES: Final = ("netvisorkey", "number", "personalidentificationnumber")
_BY_NUMBER: Final = frozenset({"number", "employeenumber"})


def employee_of(work: Work, kind: str, identifier: str) -> sqlite3.Row:
    """An employee by Netvisor key, employee number or identifier.

    Raises:
        Refusal: there is none.
    """
    if kind == "netvisorkey" or kind in _BY_NUMBER:
        column = "key" if kind == "netvisorkey" else "number"
        sql = f"select * from employee where company = ? and {column} = ?"  # noqa: S608  # columns are ours
        row = work.row(sql, work.company, whole_number(identifier))
    else:
        row = work.row("select * from employee where company = ? and identifier = ?", work.company, identifier)
    if row is None:
        # Don't repeat a personal identity code.
        named = f" {identifier}" if kind == "netvisorkey" or kind in _BY_NUMBER else ""
        raise invalid(f"there is no employee with the {kind}{named}")
    return row


def employee_asked(work: Work, kinds: tuple[str, ...] = _IDENTIFIER_TYPES) -> sqlite3.Row:
    """The employee in the parameters `identifiertype`, one of some kinds, and `identifier`."""
    kind = work.parameters.one_of("identifiertype", kinds)
    identifier = work.parameters.text("identifier")
    if kind is None or identifier is None:
        raise invalid("the parameters identifiertype and identifier are needed")
    return employee_of(work, kind, identifier)
