"""What people do in Netvisor and no call can, in one place: `sandbox.books[company].manual_actions`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, TypeAlias

from netvisor.resources.payroll.payslips import PayslipStatus
from netvisor.sandbox.books.payments.outgoing import PurchaseActions
from netvisor.sandbox.books.users.rights import Role, change, right
from netvisor.sandbox.books.workday.workdays import hours_of
from netvisor.sandbox.settings import check_choice

HoursStatus: TypeAlias = Literal["open", "confirmed", "accepted", "paid"]
InvitationAnswer: TypeAlias = Literal["Authenticated", "EmailSendingFailed", "SmsSendingFailed", "TwoFaFailed"]


class ManualActions(PurchaseActions):
    """What people do in Netvisor with purchases, hours, payslips and users, and no call can.

    Each method raises `LookupError` for a key that the company has not, and `SetupError` for a status that is none.
    """

    def handle_hours(self, employee: int, day: date, status: HoursStatus) -> None:
        """Acknowledge (`confirmed`), approve (`accepted`) or pay the hours of a day, or open them again.

        Until they are opened, the day takes no others.
        """
        check_choice("status", status, HoursStatus)
        with self._work() as work:
            rows = hours_of(work, employee, day, day)
            if not rows:
                raise LookupError(f"the employee {employee} of {work.company} has no hours on {day}")
            for row in rows:
                work.update("workhour", row["key"], status=status, handled=int(status != "open"))

    def handle_payslip(self, key: int, status: PayslipStatus) -> None:
        """Confirm (2) or pay (3) an imported payslip, or open it again (1)."""
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
        """Answer an invitation that waits as the invited does, who is `Authenticated` thereby, or let it fail.

        Raises:
            ValueError: it does not wait any more, or its time is over.
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
        """Give a user of the company a role or take it away, also those that no call gives."""
        check_choice("role", role, Role)
        with self._work() as work:
            if right(work, user) is None:
                raise LookupError(f"the user {user} has no rights in {work.company}")
            change(work, user, **{role: int(given)})
