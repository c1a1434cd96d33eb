"""What only people can do in Netvisor, and no call: `sandbox.books[company].manual_actions`."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, Final, Literal, TypeAlias, TypeVar

from netvisor.declare.arguments import checked_arguments, described
from netvisor.errors import SetupError
from netvisor.resources.payroll.payslips import PayslipStatus
from netvisor.sandbox.books.payments.outgoing import PurchaseActions
from netvisor.sandbox.books.users.rights import Role, change, right
from netvisor.sandbox.books.workday.workdays import hours_of
from netvisor.sandbox.settings import check_choice

HoursStatus: TypeAlias = Literal["open", "confirmed", "accepted", "paid"]
InvitationAnswer: TypeAlias = Literal["Authenticated", "EmailSendingFailed", "SmsSendingFailed", "TwoFaFailed"]


C = TypeVar("C", bound=type)

_WORDS: Final[dict[type, str]] = {
    int: "a whole number",
    bool: "True or False",
    str: "a text",
    date: "a date",
    Decimal: "a Decimal",
    type(None): "None",
}


def _arguments_checked(cls: C) -> C:
    """Let every action reject arguments of a wrong type, before anything happens."""
    for name, action in inspect.getmembers(cls, inspect.isfunction):
        if not name.startswith("_"):
            setattr(cls, name, checked_arguments(_checked(action)))
    return cls


def _checked(action: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(action)

    @wraps(action)
    def checked(*args: Any, **kwargs: Any) -> Any:
        hints = typing.get_type_hints(action)
        for name, value in signature.bind(*args, **kwargs).arguments.items():
            types = [t for t in typing.get_args(hints.get(name)) or (hints.get(name),) if t in _WORDS]
            # The closed lists are asked by the actions themselves.
            if types and not any(_is(value, t) for t in types):
                words = " or ".join(_WORDS[t] for t in types)
                names = ", ".join(name for name in signature.parameters if name != "self")
                raise SetupError(f"{action.__name__}({names}): {name} takes {words}, not {described(value)}")
        return action(*args, **kwargs)

    return checked


def _is(value: object, kind: type) -> bool:
    """Whether a value is of a type; a flag is not a number, nor a moment a day."""
    mistaken = {int: bool, date: datetime}.get(kind)
    return isinstance(value, kind) and not (mistaken and isinstance(value, mistaken))


@_arguments_checked
class ManualActions(PurchaseActions):
    """What only people can do in Netvisor with purchases, hours, payslips and users.

    Each method raises `LookupError` for an unknown key, and `SetupError` for an argument of a wrong type or an unknown
    status.
    """

    def handle_hours(self, employee: int, day: date, status: HoursStatus) -> None:
        """Acknowledge (`confirmed`), approve (`accepted`) or pay the hours of a day, or reopen them.

        Until they are reopened, the day accepts no other hours.
        """
        check_choice("status", status, HoursStatus)
        with self._work() as work:
            rows = hours_of(work, employee, day, day)
            if not rows:
                raise LookupError(f"the employee {employee} of {work.company} has no hours on {day}")
            for row in rows:
                work.update("workhour", row["key"], status=status, handled=int(status != "open"))

    def handle_payslip(self, key: int, status: PayslipStatus) -> None:
        """Confirm (2) or pay (3) an imported payslip, or reopen it (1)."""
        check_choice("status", status, PayslipStatus)
        with self._work() as work:
            if work.row("select 1 from payslip where company = ? and key = ?", work.company, key) is None:
                raise LookupError(f"{work.company} has no payslip with the key {key}")
            work.update("payslip", key, status=status)

    def answer_invitation(
        self,
        key: int,
        status: InvitationAnswer = "Authenticated",
    ) -> None:
        """Answer a pending invitation as the invited person (`Authenticated`), or let it fail.

        Raises:
            ValueError: it is no longer pending, or has expired.
        """
        check_choice("status", status, InvitationAnswer)
        with self._work() as work:
            row = work.row("select * from invitation where company = ? and key = ?", work.company, key)
            if row is None:
                raise LookupError(f"{work.company} has no invitation with the key {key}")
            if row["status"] != "WaitingForAuth":
                raise ValueError(f"the invitation {key} is {row['status']}; only one that waits is answered")
            if status != "Authenticated":
                work.update("invitation", key, status=status)
                return
            if datetime.fromisoformat(row["expires"]) < work.now:
                raise ValueError(f"the invitation {key} was valid until {row['expires']}")
            work.update("invitation", key, status=status, authenticated=work.stamp)

    def set_role(self, user: int, role: Role, *, given: bool) -> None:
        """Give a user of the company a role or take it away, including roles that no call can give."""
        check_choice("role", role, Role)
        with self._work() as work:
            if right(work, user) is None:
                raise LookupError(f"the user {user} has no rights in {work.company}")
            change(work, user, **{role: int(given)})
