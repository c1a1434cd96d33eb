"""Invitations of users: sent, answered by people, verified or cancelled.

No resource answers an invitation: `sandbox.books[company].manual_actions` does.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final, get_args

from netvisor.resources.users import (
    GetUserInvitationsReply,
    InvitationStatus,
    InvitationType,
    InvitingCompany,
    SendUserInvitation,
    UserInvitation,
    UserInvitations,
)
from netvisor.sandbox.books.core.show import kept, plain, read_kept
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.users.rights import (
    CALLER,
    check_access,
    company_key,
    grant,
    in_company,
    known_user,
    new_key,
)
from netvisor.sandbox.refusal import invalid

_VALID: Final = timedelta(days=7)
_PAGE: Final = 100
_UNLESS_ASKED: Final = ("authenticated", "waitingforauth")
# What each parameter of the list is compared with.
_SAME: Final = {
    "invitationemail": "email",
    "invitationphone": "phone",
    "invitationfirstnames": "first_name",
    "invitationlastname": "last_name",
}


@answers("senduserinvitation.nv")
def send_user_invitation(work: Work) -> Outcome:
    """Invite a user, new or known, to a company."""
    sent: SendUserInvitation = work.message
    there = in_company(work, sent.company)
    user = plain(sent.user)
    if user is not None and known_user(work, key=user) is None:
        raise invalid(f"there is no user with the key {user}")
    key = new_key(work)
    there.insert(
        "invitation",
        key=key,
        user=user,
        status="WaitingForAuth",
        created=work.stamp,
        created_by=_caller(work),
        expires=(work.now + _VALID).isoformat(sep=" "),
        message=kept(sent),
    )
    return Outcome(inserted=[key])


def _caller(work: Work) -> str:
    caller = known_user(work, key=CALLER)
    return "" if caller is None else _name(caller)


def _name(user: Mapping[str, Any]) -> str:
    return f"{user['first_name']} {user['last_name']}"


@answers("canceluserinvitation.nv")
def cancel_user_invitation(work: Work) -> Outcome:
    """Cancel an invitation that is not verified yet."""
    there, row = _handled(work)
    if row["status"] == "Verified":
        raise invalid(f"the invitation {row['key']} is verified")
    there.delete("invitation", key=row["key"])
    return Outcome(updated=[row["key"]])


@answers("verifyuserinvitation.nv")
def verify_user_invitation(work: Work) -> Outcome:
    """Verify an answered invitation: from now on the user has rights."""
    there, row = _handled(work)
    if row["status"] != "Authenticated":
        raise invalid(f"the invitation {row['key']} is {row['status']}; expected Authenticated")
    sent = _sent(row)
    user = _user(work, row) or {
        "key": new_key(work),
        "email": sent.email,
        "first_name": sent.first_name,
        "last_name": sent.last_name,
        "phone": sent.phone,
    }
    grant(there, user, payroll_profile="EmployeeRights" if sent.type == "Employee" else "NoRights")
    there.update("invitation", row["key"], status="Verified", verified=work.stamp, verified_by=_caller(work))
    return Outcome(updated=[row["key"]])


def _handled(work: Work) -> tuple[Work, sqlite3.Row]:
    """The invitation in a message, and the call in its company."""
    key = work.message.netvisor_key
    row = work.row("select * from invitation where key = ?", key)
    if row is None:
        raise invalid(f"there is no invitation with the key {key}")
    there = replace(work, company=row["company"])
    check_access(there)
    return there, row


def _sent(row: sqlite3.Row) -> SendUserInvitation:
    return read_kept(row["message"], SendUserInvitation)


def _user(work: Work, row: sqlite3.Row) -> Mapping[str, Any] | None:
    """The existing user of an invitation, if any: the one it names, or the one with the address."""
    return known_user(work, key=row["user"], email=_sent(row).email)


@answers("getuserinvitations.nv")
def get_user_invitations(work: Work) -> Outcome:
    """One page of the invitations to a company that match all parameters."""
    asked = work.parameters
    there = in_company(work, asked.integer("company"))
    page, size = asked.integer("page"), asked.integer("itemsonpage")
    page, size = 1 if page is None else page, _PAGE if size is None else size
    if page < 1 or size < 1:
        raise invalid("page and itemsonpage count from 1")
    rows = there.rows("select * from invitation where company = ? order by key", there.company)
    found = [row for row in rows if _matches(there, row)]
    some = found[(page - 1) * size : page * size]
    return Outcome(
        root=GetUserInvitationsReply(
            user_invitations=UserInvitations(
                current_page=page,
                page_count=ceil(len(found) / size),
                items_on_page=len(some),
                items_on_pages=len(found),
                user_invitation=[_listed(there, row) for row in some],
            )
        )
    )


def _matches(work: Work, row: sqlite3.Row) -> bool:
    asked, sent = work.parameters, _sent(row)
    keys = asked.keys("netvisorkeys", sys.maxsize)
    types = _words(work, "invitationtypes", get_args(InvitationType))
    statuses = _words(work, "invitationstatuses", get_args(InvitationStatus)) or _UNLESS_ASKED
    return (
        asked.integer("netvisorkey") in {None, row["key"]}
        and (keys is None or row["key"] in keys)
        and (types is None or sent.type.lower() in types)
        and row["status"].lower() in statuses
        and all(
            (text := asked.text(name)) is None or text.casefold() == str(getattr(sent, attr)).casefold()
            for name, attr in _SAME.items()
        )
    )


def _words(work: Work, name: str, known: tuple[str, ...]) -> list[str] | None:
    """The words of a parameter in lower case, each of which must be known."""
    words = work.parameters.texts(name, sys.maxsize)
    unknown = [word for word in words or () if word.lower() not in {each.lower() for each in known}]
    if unknown:
        raise invalid(f"the parameter {name} holds {unknown[0][:100]!r}; expected some of {', '.join(known)}")
    return None if words is None else [word.lower() for word in words]


def _listed(work: Work, row: sqlite3.Row) -> UserInvitation:
    sent, user = _sent(row), _user(work, row)
    return UserInvitation(
        netvisor_key=row["key"],
        company=InvitingCompany(work.company_name, company_key(work.company)),
        first_names=sent.first_name if user is None else user["first_name"],
        last_name=sent.last_name if user is None else user["last_name"],
        existing_netvisor_user=None if user is None else _name(user),
        invitation_first_names=sent.first_name,
        invitation_last_name=sent.last_name,
        invitation_email=sent.email,
        invitation_phone=sent.phone,
        invitation_type=sent.type,
        invitation_status=row["status"],
        invitation_created_time_stamp=_moment(row["created"]),
        invitation_created_by=row["created_by"],
        invitation_expiration_time_stamp=_moment(row["expires"]),
        authentication_time_stamp=_moment(row["authenticated"]),
        verified_time_stamp=_moment(row["verified"]),
        verified_by=row["verified_by"] or None,
    )


def _moment(stamp: str) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
