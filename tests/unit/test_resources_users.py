"""Invitations and access rights: messages to exact bytes and back, answers as typed objects, calls and rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import click
import pytest

from netvisor.cli.calls import typed_call
from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Done, Inserted, MissingKey
from netvisor.resources import users as u
from netvisor.resources.users.users import GETUSERACCESSRIGHTSSUMMARY
from tests.conftest import FIXTURES, Golden
from tests.unit.answers import taken

# Messages.


def invitation(**fields: Any) -> u.SendUserInvitation:
    usual: dict[str, Any] = {
        "type": "Employee",
        "first_name": "Päivi Åsa",
        "last_name": "Yläoja",
        "email": "paivi.ylaoja@example.com",
        "phone": "+358401234567",
        "company": 1608,
    }
    return u.SendUserInvitation(**{**usual, **fields})


def validity(**fields: Any) -> u.ChangeUserAccessRightsValidity:
    usual: dict[str, Any] = {
        "user": 1747,
        "company": 1608,
        "use_for_all_companies": False,
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
    }
    return u.ChangeUserAccessRightsValidity(**{**usual, **fields})


def rights(**fields: Any) -> u.EditUserAccessRights:
    return u.EditUserAccessRights(**{"user": 1747, "company": 1608, **fields})


def all_rights() -> u.EditUserAccessRights:
    return rights(
        is_user_admin=True,
        is_accountant=False,
        is_auditor=True,
        is_payroll_accountant=False,
        is_payroll_personnel_manager=True,
        is_payroll_employee_controller=False,
        accounting_profile="PurchaseAndSalesLedgerUser",
        payroll_profile="EmployeeRights",
    )


GOLDEN: dict[str, Callable[[], object]] = {
    "senduserinvitation-minimal": invitation,
    "senduserinvitation-full": lambda: invitation(type="NewUser", user=2813),
    "canceluserinvitation-minimal": lambda: u.CancelUserInvitation(netvisor_key=16),
    "canceluserinvitation-full": lambda: u.CancelUserInvitation(netvisor_key=1600),
    "verifyuserinvitation-minimal": lambda: u.VerifyUserInvitation(netvisor_key=16),
    "verifyuserinvitation-full": lambda: u.VerifyUserInvitation(netvisor_key=1600),
    "changeuseraccessrightsvalidity-minimal": validity,
    "changeuseraccessrightsvalidity-full": lambda: validity(use_for_all_companies=True, valid_to=date(2026, 1, 1)),
    "edituseraccessrights-minimal": rights,
    "edituseraccessrights-full": all_rights,
    "deleteuseraccessright-minimal": lambda: u.DeleteUserAccessRight(user=1747, company=1608),
    "deleteuseraccessright-full": lambda: u.DeleteUserAccessRight(user=2813, company=1609),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    message = GOLDEN[name]()
    body = encode(message).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    assert decode(body, type(message)) == message


def test_a_kind_of_invitation_is_read_in_the_letter_case_of_the_documentation_too() -> None:
    body = encode(invitation()).bytes()
    assert decode(body.replace(b"Employee", b"employee"), u.SendUserInvitation) == invitation()


@pytest.mark.parametrize(
    ("message", "path", "expected"),
    [
        (invitation(type="Accountant"), "type", "one of Employee, NewUser"),
        (u.VerifyUserInvitation(netvisor_key=0), "netvisor_key", "from 1"),
        (validity(use_for_all_companies=1), "use_for_all_companies", "True or False"),
        (validity(valid_to=date(2025, 12, 31)), "valid_from|valid_to", "not before the first"),
        (rights(accounting_profile="EmployeeRights"), "accounting_profile", "CompanyUser"),
        (rights(payroll_profile="CompanyUser"), "payroll_profile", "CompanyManagementRights"),
    ],
)
def test_wrong_fields_are_refused_with_their_place(message: object, path: str, expected: str) -> None:
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected


# Calls that write.


@pytest.mark.parametrize(
    ("call", "resource"),
    [
        (u.cancel_user_invitation(u.CancelUserInvitation(netvisor_key=16)), "canceluserinvitation.nv"),
        (u.verify_user_invitation(u.VerifyUserInvitation(netvisor_key=16)), "verifyuserinvitation.nv"),
        (u.change_user_access_rights_validity(validity()), "changeuseraccessrightsvalidity.nv"),
        (u.edit_user_access_rights(rights()), "edituseraccessrights.nv"),
        (
            u.delete_user_access_right(u.DeleteUserAccessRight(user=1747, company=1608)),
            "deleteuseraccessright.nv",
        ),
    ],
)
def test_changes_are_writes_whose_answer_may_repeat_a_key(call: Call[Done], resource: str) -> None:
    assert (call.resource, call.http, call.writes, call.parameters) == (resource, "POST", True, ())
    assert call.result.take(Answer()) == Done()
    assert call.result.take(Answer(updated=["16"])) == Done(updated=("16",))


def test_an_invitation_gives_its_key_or_was_not_made() -> None:
    call = u.send_user_invitation(invitation())
    assert (call.resource, call.http, call.writes) == ("senduserinvitation.nv", "POST", True)
    assert call.result.take(Answer(inserted=["16"])) == Inserted(netvisor_key=16, netvisor_keys=(16,))
    with pytest.raises(MissingKey):
        call.result.take(Answer())


def test_a_change_of_validity_can_go_to_the_other_name_of_its_resource() -> None:
    call = u.change_user_access_rights_validity(validity())
    other = replace(call, resource="changeuseraccessrightvalidity.nv")
    assert (other.message, other.result, other.writes) == (call.message, call.result, True)


# Calls that read.


def test_invitations_are_read_by_the_page() -> None:
    call = u.list_user_invitations(
        page=2,
        items_on_page=2,
        company=1608,
        netvisor_keys=[16, 17],
        invitation_types=["Employee", "NewUser"],
        invitation_statuses=["Authenticated", "Verified"],
        invitation_email="paivi.ylaoja@example.com",
        invitation_phone="+358401234567",
        invitation_first_names="Päivi Åsa",
        invitation_last_name="Yläoja",
    )
    assert call.parameters == (
        ("page", "2"),
        ("itemsonpage", "2"),
        ("company", "1608"),
        ("netvisorkeys", "16,17"),
        ("invitationtypes", "Employee,NewUser"),
        ("invitationstatuses", "Authenticated,Verified"),
        ("invitationemail", "paivi.ylaoja@example.com"),
        ("invitationphone", "+358401234567"),
        ("invitationfirstnames", "Päivi Åsa"),
        ("invitationlastname", "Yläoja"),
    )
    assert not call.writes
    page = taken(call, "getuserinvitations-several")
    assert (page.current_page, page.page_count, page.items_on_page, page.items_on_pages) == (2, 3, 2, 6)
    waiting, done = page.user_invitation
    assert (waiting.netvisor_key, waiting.company) == (16, u.InvitingCompany("Öljy & Äly Oy", 1608))
    assert waiting.invitation_created_time_stamp == datetime.fromisoformat("2026-11-20T09:05:00")
    assert (waiting.invitation_status, waiting.verified_time_stamp, waiting.verified_by) == (
        "Authenticated",
        None,
        None,
    )
    assert (done.invitation_type, done.existing_netvisor_user) == ("NewUser", "Åke Öberg")
    assert done.verified_time_stamp == datetime.fromisoformat("2026-10-02T12:15:00")
    assert len(taken(call, "getuserinvitations-one").user_invitation) == 1
    empty = taken(call, "getuserinvitations-empty")
    assert (empty.page_count, list(empty.user_invitation)) == (0, [])


def test_one_invitation_is_found_by_its_key() -> None:
    call = u.get_user_invitation(16, company=1608, invitation_statuses=["Verified"])
    assert call.parameters == (("netvisorkey", "16"), ("company", "1608"), ("invitationstatuses", "Verified"))
    assert taken(call, "getuserinvitations-one").invitation_email == "paivi.ylaoja@example.com"
    assert taken(call, "getuserinvitations-empty") is None


def test_an_unknown_state_or_kind_of_invitations_is_refused() -> None:
    with pytest.raises(MessageError, match="one of WaitingForAuth, Authenticated, Verified") as caught:
        u.list_user_invitations(invitation_statuses=["Open"], invitation_types=["Guest"])  # type: ignore[list-item]  # wrong on purpose
    assert [problem.path for problem in caught.value.problems] == ["invitation_types", "invitation_statuses"]


def test_the_users_of_a_company_are_listed_with_their_rights() -> None:
    call = u.list_user_access_rights(company=1608, users=[1747, 1748, 1749])
    assert (call.parameters, call.writes) == ((("company", "1608"), ("users", "1747,1748,1749")), False)
    (company,) = taken(call, "getuseraccessrightssummary-several")
    assert (company.netvisor_key, company.name) == (1608, "Öljy & Äly Oy")
    admin, accountant, boss = company.users.user
    assert (admin.netvisor_key, admin.first_name, admin.roles.is_user_admin) == (1747, "Päivi", True)
    assert (admin.roles.is_auditor, admin.profiles.accounting_profile) == (False, "AllRights")
    assert (admin.valid_from, boss.valid_from, boss.valid_to) == (None, None, None)
    assert (accountant.valid_from, accountant.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert boss.profiles.payroll_profile == "CompanyManagementRights"
    (company,) = taken(call, "getuseraccessrightssummary-one")
    assert len(company.users.user) == 1
    (company,) = taken(call, "getuseraccessrightssummary-empty")
    assert list(company.users.user) == []


def test_all_companies_of_users_are_listed_in_the_same_shape() -> None:
    call = u.list_user_access_rights(users=[1748], list_all_user_companies=True)
    assert call.parameters == (("users", "1748"), ("listallusercompanies", "true"))
    companies = taken(call, "getuseraccessrightssummary-companies")
    assert [company.netvisor_key for company in companies] == [1608, 1609]
    assert [company.users.user[0].last_name for company in companies] == ["Öberg", "Öberg"]


def test_not_all_companies_is_said_to_the_service_too() -> None:
    call = u.list_user_access_rights(company=1608, list_all_user_companies=False)
    assert call.parameters == (("company", "1608"), ("listallusercompanies", "false"))


@pytest.mark.parametrize(
    ("asked", "path", "expected"),
    [
        ({}, "list_all_user_companies|users", "users as well"),
        ({"users": [1748], "company": 1608}, "list_all_user_companies|company", "no company"),
    ],
)
def test_all_companies_are_asked_for_of_users_and_never_of_a_company(
    asked: dict[str, Any], path: str, expected: str
) -> None:
    with pytest.raises(MessageError) as caught:
        u.list_user_access_rights(list_all_user_companies=True, **asked)
    (problem,) = caught.value.problems
    assert problem.path == path
    assert expected in problem.expected


def test_the_command_line_is_held_to_the_same_rule() -> None:
    with pytest.raises(click.UsageError, match="users as well"):
        typed_call(GETUSERACCESSRIGHTSSUMMARY, [("listallusercompanies", "true")])
