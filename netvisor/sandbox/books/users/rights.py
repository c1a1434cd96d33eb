"""Users and their rights in the companies of the sandbox: listed, changed, limited in time, removed.

A user and its key are the same in all companies. One user makes all calls, whose rights in every company are those of a
main user, user administrator and payroll accountant until they are changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias

from netvisor.declare import plan, reply
from netvisor.resources.users import (
    ChangeUserAccessRightsValidity,
    CompaniesWithUsers,
    CompanyWithUsers,
    DeleteUserAccessRight,
    EditUserAccessRights,
    GetUserAccessRightsSummaryReply,
    UserProfiles,
    UserRoles,
    UsersWithRights,
    UserWithRights,
)
from netvisor.sandbox.books.core.show import plain
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid, ours

Role: TypeAlias = Literal[
    "is_company_admin",
    "is_account_office_super_user",
    "is_user_admin",
    "is_auditor",
    "is_accountant",
    "is_payroll_accountant",
    "is_payroll_personnel_manager",
    "is_payroll_employee_controller",
]
"""What a user may be in a company."""

CALLER: Final = 1_000_000
"""The key of the user who makes every call; those of other users and of invitations follow."""

_ROLES: Final = tuple(field.attr for field in plan(UserRoles).fields)
_NO_RIGHTS: Final[dict[str, Any]] = {
    **dict.fromkeys(_ROLES, 0),
    "accounting_profile": "NoRights",
    "payroll_profile": "NoRights",
    "valid_from": "",
    "valid_to": "",
    "deleted": 0,
}
_NO_PURCHASES: Final = ("NoRights", "BrowsingRights", "SalesledgerUser")
_CALLER: Final[dict[str, Any]] = {
    **_NO_RIGHTS,
    "key": CALLER,
    "email": "sandbox@example.com",
    "first_name": "Sandbox",
    "last_name": "Käyttäjä",
    "phone": "",
    "is_company_admin": 1,
    "is_user_admin": 1,
    "is_payroll_accountant": 1,
    "accounting_profile": "AllRights",
    "payroll_profile": "AllRights",
}


@reply
class AllCompaniesReply:
    """The answer of getuseraccessrightssummary.nv for several companies."""

    companies: CompaniesWithUsers | None


def company_key(company: str) -> int:
    """The Netvisor key of a company: the digits of its business id.

    >>> company_key("1234567-8")
    12345678
    """
    return int(company.replace("-", ""))


def in_company(work: Work, key: int | None) -> Work:
    """The same call in the company with a key, if its user may handle users there; without a key in its own company.

    Raises:
        Refusal: there is no such company, or the user may not handle users there.
    """
    for there in _companies(work):
        if company_key(there.company) == (company_key(work.company) if key is None else key):
            check_access(there)
            return there
    raise invalid(f"there is no company with the key {key}")


def check_access(work: Work) -> None:
    """Reject a calling user without the right to handle users in the company.

    Raises:
        Refusal: the calling user is neither user administrator nor administrator of the accounting office.
    """
    if not _may_handle_users(work):
        raise ours("SERVICE_ACCESS_ERROR", f"the calling user may not handle users in {company_key(work.company)}")


def check_payroll_accountant(work: Work) -> None:
    """Reject a calling user who is not a payroll accountant of the company, or may edit nothing there.

    Raises:
        Refusal: the calling user is not one.
    """
    own = _own(work)
    profiles = set() if own is None else {own["accounting_profile"], own["payroll_profile"]}
    if own is None or not own["is_payroll_accountant"] or not profiles - {"NoRights", "BrowsingRights"}:
        raise ours("SERVICE_ACCESS_ERROR", "the calling user is not a payroll accountant with a right to edit")


def check_purchases(work: Work) -> None:
    """Reject a calling user whose profile does not allow handling purchase invoices.

    Raises:
        Refusal: the profile has no purchases, or no right to edit.
    """
    own = _own(work)
    if own is None or own["accounting_profile"] in _NO_PURCHASES:
        raise ours("SERVICE_ACCESS_ERROR", "the calling user may not handle purchase invoices")


def _may_handle_users(work: Work) -> bool:
    own = _own(work)
    return own is not None and bool(own["is_user_admin"] or own["is_account_office_super_user"])


def _own(work: Work) -> Mapping[str, Any] | None:
    """The rights of the calling user in the company that are valid today."""
    own, today = right(work, CALLER), work.today.isoformat()
    return own if own is not None and own["valid_from"] <= today <= (own["valid_to"] or today) else None


def _companies(work: Work) -> Iterator[Work]:
    for row in work.rows("select id from company order by id"):
        yield replace(work, company=row["id"])


def new_key(work: Work) -> int:
    """A key of a user or an invitation, unique among all companies."""
    return CALLER + replace(work, company="").next_in("user")


def right(work: Work, user: int) -> Mapping[str, Any] | None:
    """The rights of a user in the company; `None` for a user without any."""
    row = work.row("select * from user_right where company = ? and key = ?", work.company, user)
    if row is None:
        return _CALLER if user == CALLER else None
    return None if row["deleted"] else dict(row)


def known_user(work: Work, *, key: int | None = None, email: str = "") -> Mapping[str, Any] | None:
    """A user of any company, by key or else by user name, even if its rights were removed."""
    rows: list[Any] = [*work.rows("select * from user_right order by key, company"), _CALLER]
    for row in rows:
        if row["key"] == key or (key is None and row["email"].casefold() == email.casefold()):
            return dict(row)
    return None


def grant(work: Work, user: Mapping[str, Any], **rights: object) -> None:
    """Give rights to a user without any in the company; others keep theirs."""
    if right(work, user["key"]) is not None:
        return
    work.delete("user_right", key=user["key"])
    names = {name: user[name] for name in ("key", "email", "first_name", "last_name", "phone")}
    work.insert("user_right", **{**_NO_RIGHTS, **names, **rights})


def change(work: Work, user: int, **rights: object) -> None:
    """Change the rights of a user in the company.

    Raises:
        Refusal: the user has none.
    """
    if right(work, user) is None:
        raise invalid(f"the user {user} has no rights in the company {company_key(work.company)}")
    if work.row("select 1 from user_right where company = ? and key = ?", work.company, user) is None:
        work.insert("user_right", **_CALLER)
    work.update("user_right", user, **rights)


@answers("edituseraccessrights.nv")
def edit_user_access_rights(work: Work) -> Outcome:
    """Change roles and profiles; omitted ones stay."""
    sent: EditUserAccessRights = work.message
    values = {name: plain(getattr(sent, name, None)) for name in (*_ROLES, "accounting_profile", "payroll_profile")}
    given = {name: int(value) if name in _ROLES else value for name, value in values.items() if value is not None}
    # With nothing to change, the user must have rights all the same.
    change(in_company(work, sent.company), sent.user, **{"deleted": 0, **given})
    return Outcome()


@answers("changeuseraccessrightsvalidity.nv")
def change_user_access_rights_validity(work: Work) -> Outcome:
    """Limit the rights of a user to a period, in one company or in all where the calling user may handle users."""
    sent: ChangeUserAccessRightsValidity = work.message
    days = {"valid_from": sent.valid_from.isoformat(), "valid_to": sent.valid_to.isoformat()}
    there = in_company(work, sent.company)
    others = [each for each in _companies(work) if _may_handle_users(each)] if sent.use_for_all_companies else []
    change(there, sent.user, **days)
    for each in others:
        if right(each, sent.user) is not None:
            change(each, sent.user, **days)
    return Outcome()


@answers("deleteuseraccessright.nv")
def delete_user_access_right(work: Work) -> Outcome:
    """Remove all rights of a user in a company."""
    sent: DeleteUserAccessRight = work.message
    change(in_company(work, sent.company), sent.user, deleted=1)
    return Outcome()


@answers("getuseraccessrightssummary.nv")
def get_user_access_rights_summary(work: Work) -> Outcome:
    """The users of a company, or some users in all companies where the calling user may handle users."""
    asked = work.parameters
    users = asked.keys("users", sys.maxsize)
    if asked.flag("listallusercompanies") and users is not None:
        check_access(work)
        listed = [_company(each, users) for each in _companies(work) if _may_handle_users(each)]
        found = [each for each in listed if each.users is not None and each.users.user]
        return Outcome(root=AllCompaniesReply(companies=CompaniesWithUsers(company=found)))
    there = in_company(work, asked.integer("company"))
    return Outcome(root=GetUserAccessRightsSummaryReply(company=_company(there, users)))


def _company(work: Work, users: Iterable[int] | None) -> CompanyWithUsers:
    rows = work.rows("select key from user_right where company = ?", work.company)
    keys = sorted({CALLER, *(row["key"] for row in rows)})
    wanted = keys if users is None else [key for key in keys if key in set(users)]
    shown = [_user(found) for key in wanted if (found := right(work, key)) is not None]
    return CompanyWithUsers(
        netvisor_key=company_key(work.company), name=work.company_name, users=UsersWithRights(user=shown)
    )


def _user(found: Mapping[str, Any]) -> UserWithRights:
    return UserWithRights(
        netvisor_key=found["key"],
        first_name=found["first_name"],
        last_name=found["last_name"],
        roles=UserRoles(**{role: bool(found[role]) for role in _ROLES}),
        profiles=UserProfiles(accounting_profile=found["accounting_profile"], payroll_profile=found["payroll_profile"]),
        valid_from=date.fromisoformat(found["valid_from"]) if found["valid_from"] else None,
        valid_to=date.fromisoformat(found["valid_to"]) if found["valid_to"] else None,
    )
