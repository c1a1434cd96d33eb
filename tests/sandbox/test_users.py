from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from netvisor import CLEAR, UNSET, Client
from netvisor.errors import InvalidData, ServiceAccessError
from netvisor.resources import users as u
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.users.rights import CALLER, company_key

from .conftest import Caller
from .golden import golden

OWN, OTHER = "1234567-8", "7654321-2"
KEY, OTHER_KEY = company_key(OWN), company_key(OTHER)
NOW = datetime.fromisoformat("2026-11-22T12:00:00")


def invitation(name: str = "minimal", **fields: Any) -> u.SendUserInvitation:
    values = {"company": KEY, "user": UNSET, **fields}
    return replace(golden(f"senduserinvitation-{name}", u.SendUserInvitation), **values)


def send(client: Client, name: str = "minimal", **fields: Any) -> int:
    return client.send(u.send_user_invitation(invitation(name, **fields))).netvisor_key


def invited(client: Client, **asked: Any) -> list[u.UserInvitation]:
    found = client.send(u.list_user_invitations(**asked))
    assert found is not None
    return list(found.user_invitation)


def keys(client: Client, **asked: Any) -> list[int | None]:
    return [each.netvisor_key for each in invited(client, **asked)]


def verify(client: Client, key: int) -> None:
    client.send(u.verify_user_invitation(u.VerifyUserInvitation(netvisor_key=key)))


def join(client: Client, sandbox: Sandbox, company: str = OWN, **fields: Any) -> int:
    """Invite somebody and let the invitation come to its end; gives the key of the user."""
    key = send(client, company=company_key(company), **fields)
    sandbox.books[company].manual_actions.answer_invitation(key)
    verify(client, key)
    return rights(client, company)[-1].netvisor_key or 0


def rights(client: Client, company: str = OWN, **asked: Any) -> list[u.UserWithRights]:
    (found,) = client.send(u.list_user_access_rights(company=company_key(company), **asked))
    assert found.users is not None
    return list(found.users.user)


def right(client: Client, user: int, company: str = OWN) -> u.UserWithRights:
    (found,) = rights(client, company, users=[user])
    return found


def edit(user: int, company: int = KEY, **fields: Any) -> u.EditUserAccessRights:
    return replace(golden("edituseraccessrights-minimal", u.EditUserAccessRights), user=user, company=company, **fields)


# Invitations.


@pytest.mark.parametrize("name", ["minimal", "full"])
def test_a_golden_invitation_comes_back(client: Client, name: str) -> None:
    key = send(client, name)
    (got,) = invited(client)
    assert got == u.UserInvitation(
        netvisor_key=key,
        company=u.InvitingCompany("Esimerkki 12345678 Oy", KEY),
        first_names="Päivi Åsa",
        last_name="Yläoja",
        existing_netvisor_user=None,
        invitation_first_names="Päivi Åsa",
        invitation_last_name="Yläoja",
        invitation_email="paivi.ylaoja@example.com",
        invitation_phone="+358401234567",
        invitation_type="Employee" if name == "minimal" else "NewUser",
        invitation_status="WaitingForAuth",
        invitation_created_time_stamp=NOW,
        invitation_created_by="Sandbox Käyttäjä",
        invitation_expiration_time_stamp=NOW + timedelta(days=7),
    )


def test_an_invitation_names_a_known_user(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    key = send(client, "full", user=user, email="muu@example.com", last_name="Toinen", company=OTHER_KEY)
    (got,) = invited(client, company=OTHER_KEY)
    assert (got.netvisor_key, got.existing_netvisor_user) == (key, "Päivi Åsa Yläoja")
    assert (got.last_name, got.invitation_last_name) == ("Yläoja", "Toinen")
    with pytest.raises(InvalidData, match="there is no user with the key 2813"):
        send(client, "full", user=2813)


def test_an_address_in_use_is_that_of_its_user(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    assert join(client, sandbox, OTHER, email="PAIVI.YLAOJA@example.com") == user
    assert join(client, sandbox, OTHER, email="ake@example.com") != user


def test_an_invitation_goes_from_waiting_to_verified(client: Client, sandbox: Sandbox) -> None:
    key = send(client)
    actions = sandbox.books[OWN].manual_actions
    with pytest.raises(InvalidData, match=f"the invitation {key} is WaitingForAuth; expected Authenticated"):
        verify(client, key)
    sandbox.clock.advance(timedelta(hours=1))
    actions.answer_invitation(key)
    (got,) = invited(client)
    assert (got.invitation_status, got.authentication_time_stamp) == ("Authenticated", NOW + timedelta(hours=1))
    assert (got.verified_time_stamp, got.verified_by) == (None, None)
    sandbox.clock.advance(timedelta(hours=1))
    answer = client.send(
        u.verify_user_invitation(replace(golden("verifyuserinvitation-full", u.VerifyUserInvitation), netvisor_key=key))
    )
    assert answer.updated == (str(key),)
    assert invited(client) == []
    (got,) = invited(client, invitation_statuses=["Verified"])
    assert (got.verified_time_stamp, got.verified_by) == (NOW + timedelta(hours=2), "Sandbox Käyttäjä")
    with pytest.raises(InvalidData, match=f"the invitation {key} is Verified; expected Authenticated"):
        verify(client, key)


def test_only_a_waiting_invitation_is_answered_and_in_time(client: Client, sandbox: Sandbox) -> None:
    answered, late, failed = (send(client) for _ in range(3))
    actions = sandbox.books[OWN].manual_actions
    actions.answer_invitation(answered)
    actions.answer_invitation(failed, "SmsSendingFailed")
    with pytest.raises(ValueError, match=f"the invitation {answered} is Authenticated; only one that waits"):
        actions.answer_invitation(answered)
    sandbox.clock.advance(timedelta(days=7, seconds=1))
    with pytest.raises(ValueError, match=f"the invitation {late} was valid until 2026-11-29 12:00:00"):
        actions.answer_invitation(late)
    with pytest.raises(LookupError, match="1234567-8 has no invitation with the key 16"):
        actions.answer_invitation(16)
    assert keys(client, invitation_statuses=["SmsSendingFailed"]) == [failed]


def test_an_invitation_is_cancelled_until_it_is_verified(client: Client, sandbox: Sandbox) -> None:
    gone, done = send(client), send(client)
    answer = client.send(
        u.cancel_user_invitation(
            replace(golden("canceluserinvitation-full", u.CancelUserInvitation), netvisor_key=gone)
        )
    )
    assert answer.updated == (str(gone),)
    assert keys(client) == [done]
    with pytest.raises(InvalidData, match=f"there is no invitation with the key {gone}"):
        client.send(u.cancel_user_invitation(u.CancelUserInvitation(netvisor_key=gone)))
    sandbox.books[OWN].manual_actions.answer_invitation(done)
    verify(client, done)
    with pytest.raises(InvalidData, match=f"the invitation {done} is verified"):
        client.send(u.cancel_user_invitation(u.CancelUserInvitation(netvisor_key=done)))
    with pytest.raises(InvalidData, match="there is no invitation with the key 16"):
        verify(client, 16)


def test_invitations_are_found_by_all_parameters(client: Client, sandbox: Sandbox) -> None:
    first = send(client)
    second = send(client, "full", email="ake@example.com", phone="+3584099", first_name="Åke", last_name="Öberg")
    abroad = send(client, company=OTHER_KEY)
    found: list[tuple[list[int], dict[str, Any]]] = [
        ([first, second], {}),
        ([abroad], {"company": OTHER_KEY}),
        ([second], {"netvisor_keys": [second, abroad]}),
        ([first], {"invitation_types": ["Employee"]}),
        ([first, second], {"invitation_types": ["Employee", "NewUser"]}),
        ([second], {"invitation_email": "AKE@example.com"}),
        ([], {"invitation_email": "ake"}),
        ([second], {"invitation_phone": "+3584099"}),
        ([second], {"invitation_first_names": "åke"}),
        ([first], {"invitation_last_name": "Yläoja"}),
        ([], {"invitation_statuses": ["Verified"]}),
        ([first, second], {"invitation_statuses": ["WaitingForAuth"]}),
    ]
    assert [(keys(client, **asked), asked) for _, asked in found] == found
    got = client.send(u.get_user_invitation(second))
    assert got is not None
    assert got.netvisor_key == second
    sandbox.books[OWN].manual_actions.answer_invitation(second, "TwoFaFailed")
    assert client.send(u.get_user_invitation(second)) is None
    got = client.send(u.get_user_invitation(second, invitation_statuses=["TwoFaFailed"]))
    assert got is not None
    assert got.invitation_status == "TwoFaFailed"


def test_invitations_come_in_pages(client: Client) -> None:
    sent = [send(client) for _ in range(5)]

    def page(**asked: Any) -> tuple[Any, ...]:
        found = client.send(u.list_user_invitations(**asked))
        assert found is not None
        counts = (found.current_page, found.page_count, found.items_on_page, found.items_on_pages)
        return (*counts, [each.netvisor_key for each in found.user_invitation])

    assert page() == (1, 1, 5, 5, sent)
    assert page(items_on_page=2) == (1, 3, 2, 5, sent[:2])
    assert page(items_on_page=2, page=3) == (3, 3, 1, 5, sent[4:])
    assert page(items_on_page=2, page=4) == (4, 3, 0, 5, [])
    assert page(company=OTHER_KEY) == (1, 0, 0, 0, [])
    for asked in ({"page": 0}, {"items_on_page": 0}):
        with pytest.raises(InvalidData, match="page and itemsonpage count from 1"):
            page(**asked)


def test_the_list_of_invitations_has_the_documented_shape(client: Client, sandbox: Sandbox, caller: Caller) -> None:
    empty = caller.send("getuserinvitations.nv")
    assert b'<UserInvitations CurrentPage="1" PageCount="0" ItemsOnPage="0" ItemsOnPages="0">' in empty.body
    sandbox.books[OWN].manual_actions.answer_invitation(send(client))
    got = caller.send("getuserinvitations.nv")
    path = "UserInvitations/UserInvitation"
    assert got.text(f"{path}/InvitationCreatedTimestamp") == "2026-11-22 12:00"
    assert got.text(f"{path}/AuthenticationTimestamp") == "2026-11-22 12:00"
    assert got.text(f"{path}/InvitationExpirationTimestamp") == "2026-11-29 12:00"
    for name, value in (("invitationtypes", "Employee,Guest"), ("invitationstatuses", "Verified,Open")):
        told = caller.send("getuserinvitations.nv", **{name: value}).refusal  # type: ignore[arg-type]  # no body or verb
        assert f"the parameter {name} holds '{value.partition(',')[2]}'; expected some of" in told


# Rights.


def test_a_verified_invitation_gives_rights(client: Client, sandbox: Sandbox) -> None:
    caller = right(client, CALLER)
    assert caller.roles is not None
    assert (caller.roles.is_company_admin, caller.roles.is_user_admin, caller.roles.is_auditor) == (True, True, False)
    assert [each.netvisor_key for each in rights(client)] == [CALLER]
    employee = join(client, sandbox)
    other = join(client, sandbox, type="NewUser", email="ake@example.com", first_name="Åke")
    assert [each.netvisor_key for each in rights(client)] == [CALLER, employee, other]
    none = u.UserRoles(**dict.fromkeys(_roles(), False))
    assert right(client, employee) == u.UserWithRights(
        netvisor_key=employee,
        first_name="Päivi Åsa",
        last_name="Yläoja",
        roles=none,
        profiles=u.UserProfiles(accounting_profile="NoRights", payroll_profile="EmployeeRights"),
    )
    assert right(client, other).profiles == u.UserProfiles(accounting_profile="NoRights", payroll_profile="NoRights")
    assert [each.netvisor_key for each in rights(client, OTHER)] == [CALLER]


def _roles() -> list[str]:
    return [
        "is_company_admin",
        "is_account_office_super_user",
        "is_user_admin",
        "is_auditor",
        "is_accountant",
        "is_payroll_accountant",
        "is_payroll_personnel_manager",
        "is_payroll_employee_controller",
    ]


def test_a_golden_edit_comes_back_and_leaves_the_rest(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    sent = replace(golden("edituseraccessrights-full", u.EditUserAccessRights), user=user, company=KEY)
    client.send(u.edit_user_access_rights(sent))
    got = right(client, user)
    assert got.roles is not None
    for role in _roles():
        assert getattr(got.roles, role) == (getattr(sent, role, False) is True), role
    assert got.profiles == u.UserProfiles(
        accounting_profile="PurchaseAndSalesLedgerUser", payroll_profile="EmployeeRights"
    )
    client.send(u.edit_user_access_rights(edit(user)))
    client.send(u.edit_user_access_rights(edit(user, is_auditor=CLEAR, payroll_profile=CLEAR)))
    assert right(client, user) == got
    client.send(u.edit_user_access_rights(edit(user, is_auditor=False, payroll_profile="AllRights")))
    assert right(client, user) == replace(
        got, roles=replace(got.roles, is_auditor=False), profiles=replace(got.profiles, payroll_profile="AllRights")
    )


def test_rights_that_a_user_has_outlive_another_invitation(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    client.send(u.edit_user_access_rights(edit(user, is_accountant=True)))
    before = right(client, user)
    assert join(client, sandbox, type="NewUser") == user
    assert right(client, user) == before


def test_rights_are_limited_in_time_in_one_company_or_in_all(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    join(client, sandbox, OTHER)
    once = golden("changeuseraccessrightsvalidity-minimal", u.ChangeUserAccessRightsValidity)
    client.send(u.change_user_access_rights_validity(replace(once, user=user, company=KEY)))

    def days(company: str) -> tuple[date | None, date | None]:
        found = right(client, user, company)
        return found.valid_from, found.valid_to

    assert days(OWN) == (date(2026, 1, 1), date(2026, 12, 31))
    assert days(OTHER) == (None, None)
    always = golden("changeuseraccessrightsvalidity-full", u.ChangeUserAccessRightsValidity)
    client.send(u.change_user_access_rights_validity(replace(always, user=user, company=KEY)))
    assert days(OWN) == days(OTHER) == (date(2026, 1, 1), date(2026, 1, 1))


def test_days_stay_where_the_caller_may_not_handle_users(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    join(client, sandbox, OTHER)
    actions = sandbox.books[OTHER].manual_actions
    actions.set_role(CALLER, "is_user_admin", given=False)
    always = golden("changeuseraccessrightsvalidity-full", u.ChangeUserAccessRightsValidity)
    client.send(u.change_user_access_rights_validity(replace(always, user=user, company=KEY)))
    actions.set_role(CALLER, "is_user_admin", given=True)
    assert (right(client, user).valid_to, right(client, user, OTHER).valid_to) == (date(2026, 1, 1), None)


def test_rights_are_taken_away_in_one_company(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    assert join(client, sandbox, OTHER) == user
    client.send(u.edit_user_access_rights(edit(user, is_accountant=True)))
    gone = golden("deleteuseraccessright-full", u.DeleteUserAccessRight)
    client.send(u.delete_user_access_right(replace(gone, user=user, company=KEY)))
    assert [each.netvisor_key for each in rights(client)] == [CALLER]
    assert [each.netvisor_key for each in rights(client, OTHER)] == [CALLER, user]
    assert join(client, sandbox) == user
    found = right(client, user)
    assert found.roles is not None
    assert found.roles.is_accountant is False


def test_only_a_user_with_rights_loses_or_changes_them(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox, OTHER)
    validity = golden("changeuseraccessrightsvalidity-full", u.ChangeUserAccessRightsValidity)
    told = f"the user {user} has no rights in the company {KEY}"
    with pytest.raises(InvalidData, match=told):
        client.send(u.edit_user_access_rights(edit(user)))
    with pytest.raises(InvalidData, match=told):
        client.send(u.delete_user_access_right(u.DeleteUserAccessRight(user=user, company=KEY)))
    with pytest.raises(InvalidData, match=told):
        client.send(u.change_user_access_rights_validity(replace(validity, user=user, company=KEY)))
    found = right(client, user, OTHER)
    assert (found.valid_from, found.valid_to) == (None, None)
    with pytest.raises(LookupError, match=f"the user {user} has no rights in 1234567-8"):
        sandbox.books[OWN].manual_actions.set_role(user, "is_auditor", given=True)


def test_the_rights_of_some_users_are_listed_in_one_company_or_in_all(
    client: Client, sandbox: Sandbox, caller: Caller
) -> None:
    user = join(client, sandbox)
    join(client, sandbox, OTHER)
    client.send(u.delete_user_access_right(u.DeleteUserAccessRight(user=CALLER, company=OTHER_KEY)))
    (own,) = client.send(u.list_user_access_rights(users=[user, 999]))
    assert (own.netvisor_key, own.name) == (KEY, "Esimerkki 12345678 Oy")
    assert own.users is not None
    assert [each.netvisor_key for each in own.users.user] == [user]
    listed = client.send(u.list_user_access_rights(users=[user], list_all_user_companies=True))
    assert [each.netvisor_key for each in listed] == [KEY]
    alone = caller.send("getuseraccessrightssummary.nv", listallusercompanies="true")
    assert [each.get("Netvisorkey") for each in alone.root.iterfind("Company")] == [str(KEY)]


def test_all_companies_of_a_user_stand_in_one_element(client: Client, sandbox: Sandbox, caller: Caller) -> None:
    user = join(client, sandbox)
    assert join(client, sandbox, OTHER) == user
    got = caller.send("getuseraccessrightssummary.nv", users=f"{user}", listallusercompanies="true", company=OTHER_KEY)
    assert [each.get("Netvisorkey") for each in got.root.iterfind("Companies/Company")] == [str(KEY), str(OTHER_KEY)]
    assert got.root.find("Company") is None
    assert got.texts("Companies/Company/Users/User/Roles/IsUserAdmin") == ["false", "false"]
    listed = client.send(u.list_user_access_rights(users=[user], list_all_user_companies=True))
    assert [each.netvisor_key for each in listed] == [KEY, OTHER_KEY]


def test_the_summary_leaves_days_without_a_limit_out(client: Client, caller: Caller) -> None:
    got = caller.send("getuseraccessrightssummary.nv")
    user = got.root.find("Company/Users/User")
    assert [each.tag for each in user] == ["FirstName", "LastName", "Roles", "Profiles"]
    assert got.text("Company/Users/User/Roles/IsCompanyAdmin") == "true"


# Who may handle users.


def calls() -> list[Any]:
    everyone = golden("changeuseraccessrightsvalidity-full", u.ChangeUserAccessRightsValidity)
    return [
        u.send_user_invitation(invitation()),
        u.list_user_invitations(),
        u.list_user_access_rights(),
        u.list_user_access_rights(users=[CALLER], list_all_user_companies=True),
        u.edit_user_access_rights(edit(CALLER)),
        u.change_user_access_rights_validity(replace(everyone, user=CALLER, company=KEY)),
        u.delete_user_access_right(u.DeleteUserAccessRight(user=CALLER, company=KEY)),
    ]


@pytest.mark.parametrize("call", calls(), ids=lambda call: call.resource)
def test_a_caller_without_the_role_may_not_handle_users(client: Client, sandbox: Sandbox, call: Any) -> None:
    told = f"the calling user may not handle users in {KEY}"
    client.send(u.edit_user_access_rights(edit(CALLER, is_user_admin=False)))
    with pytest.raises(ServiceAccessError, match=told):
        client.send(call)
    sandbox.books[OWN].manual_actions.set_role(CALLER, "is_account_office_super_user", given=True)
    client.send(call)


def test_an_invitation_is_handled_by_those_who_may(client: Client, sandbox: Sandbox) -> None:
    key = send(client)
    actions = sandbox.books[OWN].manual_actions
    actions.answer_invitation(key)
    actions.set_role(CALLER, "is_user_admin", given=False)
    with pytest.raises(ServiceAccessError, match="the calling user may not handle users"):
        verify(client, key)
    with pytest.raises(ServiceAccessError, match="the calling user may not handle users"):
        client.send(u.cancel_user_invitation(u.CancelUserInvitation(netvisor_key=key)))
    actions.set_role(CALLER, "is_user_admin", given=True)
    verify(client, key)


@pytest.mark.parametrize(
    ("first", "last", "may"), [("01", "30", True), ("22", "22", True), ("23", "30", False), ("01", "21", False)]
)
def test_the_role_counts_on_the_days_of_the_rights(client: Client, first: str, last: str, *, may: bool) -> None:
    client.send(
        u.change_user_access_rights_validity(
            u.ChangeUserAccessRightsValidity(
                user=CALLER,
                company=KEY,
                use_for_all_companies=False,
                valid_from=date.fromisoformat(f"2026-11-{first}"),
                valid_to=date.fromisoformat(f"2026-11-{last}"),
            )
        )
    )
    if may:
        assert len(rights(client)) == 1
    else:
        with pytest.raises(ServiceAccessError, match="the calling user may not handle users"):
            rights(client)


def test_a_company_must_exist(client: Client) -> None:
    told = "there is no company with the key 1608"
    wrong: list[Any] = [
        u.send_user_invitation(invitation(company=1608)),
        u.delete_user_access_right(golden("deleteuseraccessright-minimal", u.DeleteUserAccessRight)),
        u.edit_user_access_rights(golden("edituseraccessrights-minimal", u.EditUserAccessRights)),
        u.list_user_access_rights(company=1608),
    ]
    for call in wrong:
        with pytest.raises(InvalidData, match=told):
            client.send(call)


def test_another_company_handles_the_same_user(client: Client, sandbox: Sandbox) -> None:
    user = join(client, sandbox)
    with Client(sandbox.credentials_for(OTHER), base_url=sandbox.url, clock=sandbox.clock, pauses=()) as other:
        assert right(other, user).netvisor_key == user
        other.send(u.edit_user_access_rights(edit(CALLER, OTHER_KEY, is_user_admin=False)))
        with pytest.raises(ServiceAccessError, match=f"the calling user may not handle users in {OTHER_KEY}"):
            other.send(u.list_user_access_rights())
    with pytest.raises(ServiceAccessError, match=f"the calling user may not handle users in {OTHER_KEY}"):
        client.send(u.list_user_access_rights(company=OTHER_KEY))
