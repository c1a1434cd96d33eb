"""Invitations of users and their access rights.

The calling user needs access to the company and must be user administrator (KH) or administrator of the accounting
office (TPK).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, get_args

from netvisor.declare import (
    UNSET,
    Attribute,
    Carries,
    Const,
    El,
    Many,
    Maybe,
    Opt,
    Scalar,
    given,
    message,
    must,
    reply,
    valued,
)
from netvisor.declare.scalars import Date, DateTimeInMinutes, Flag, Integer, Text, TrueFalse
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items, one
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.users.dicts import (
        CancelUserInvitationDict,
        ChangeUserAccessRightsValidityDict,
        DeleteUserAccessRightDict,
        EditUserAccessRightsDict,
        SendUserInvitationDict,
        VerifyUserInvitationDict,
    )

KeyOfUser: TypeAlias = Annotated[int, Scalar("integer"), Carries("type", Const("netvisorkey"))]
KeyOfCompany: TypeAlias = Annotated[int, Scalar("integer"), Carries("type", Const("netvisorkey"))]
PositiveKey: TypeAlias = Annotated[int, Scalar("integer", minimum=Decimal(1))]

InvitationType: TypeAlias = Literal["Employee", "NewUser"]
InvitationStatus: TypeAlias = Literal[
    "WaitingForAuth", "Authenticated", "Verified", "EmailSendingFailed", "SmsSendingFailed", "TwoFaFailed"
]
AccountingProfile: TypeAlias = Literal[
    "AllRights",
    "BrowsingRights",
    "NoRights",
    "PurchaseledgerUser",
    "SalesledgerUser",
    "PurchaseAndSalesLedgerUser",
    "CompanyUser",
]
"""Rights in sales, products, purchases and bookkeeping."""
PayrollProfile: TypeAlias = Literal[
    "AllRights", "BrowsingRights", "NoRights", "EmployeeRights", "AcceptorRights", "CompanyManagementRights"
]
"""Rights in payroll."""


# Invitations.


@valued
class InvitingCompany:
    """The name of the company that a user is invited to."""

    value: str | None
    netvisor_key: Annotated[Attribute[int | None], El("Netvisorkey")]


@reply
class UserInvitation:
    """An invitation; its elements are known from a client only, and their letter case is inferred."""

    netvisor_key: Annotated[Attribute[int | None], El("Netvisorkey")]
    company: InvitingCompany | None
    first_names: str | None
    """First names of the user."""
    last_name: str | None
    """Last name of the user."""
    existing_netvisor_user: str | None = None
    """The user, when there is one already."""
    invitation_first_names: str | None
    """First names as they were invited."""
    invitation_last_name: str | None
    """Last name as it was invited."""
    invitation_email: str | None
    """Address that the invitation went to."""
    invitation_phone: str | None
    invitation_type: InvitationType | None
    invitation_status: InvitationStatus | None
    invitation_created_time_stamp: Annotated[DateTimeInMinutes | None, El("InvitationCreatedTimestamp")]
    invitation_created_by: str | None
    invitation_expiration_time_stamp: Annotated[DateTimeInMinutes | None, El("InvitationExpirationTimestamp")]
    """When the invitation stops being valid."""
    authentication_time_stamp: Annotated[DateTimeInMinutes | None, El("AuthenticationTimestamp")] = None
    """When the user was authenticated."""
    verified_time_stamp: Annotated[DateTimeInMinutes | None, El("VerifiedTimestamp")] = None
    verified_by: str | None = None


@reply
class UserInvitations:
    """One page of invitations."""

    current_page: Annotated[Attribute[int | None], El("CurrentPage")]
    page_count: Annotated[Attribute[int | None], El("PageCount")]
    items_on_page: Annotated[Attribute[int | None], El("ItemsOnPage", also=("ItemsOnPag",))]
    """How many invitations stand on this page."""
    items_on_pages: Annotated[Attribute[int | None], El("ItemsOnPages")]
    """How many invitations stand on all pages."""
    user_invitation: Many[UserInvitation] = ()


@reply
class GetUserInvitationsReply:
    """The answer of getuserinvitations.nv."""

    user_invitations: UserInvitations | None


@message
class SendUserInvitation(Message["SendUserInvitationDict"]):
    """An invitation, valid for a limited time. Its e-mail address becomes the user name."""

    type: InvitationType
    first_name: Text
    """All first names."""
    last_name: Text
    email: Text
    phone: Text
    """Such as +358458665345."""
    company: Integer
    """Netvisor key of the company."""
    user: Opt[KeyOfUser] = UNSET
    """Netvisor key of the user, when there is one already."""


@message
class CancelUserInvitation(Message["CancelUserInvitationDict"]):
    """The invitation that is cancelled."""

    netvisor_key: Integer


@message
class VerifyUserInvitation(Message["VerifyUserInvitationDict"]):
    """The invitation that is verified: one in state Authenticated."""

    netvisor_key: PositiveKey


# Access rights.


@reply
class UserRoles:
    """The roles of a user."""

    is_company_admin: TrueFalse | None
    """Main user of the company."""
    is_account_office_super_user: TrueFalse | None
    """Administrator of the accounting office (TPK)."""
    is_user_admin: TrueFalse | None
    """User administrator (KH)."""
    is_auditor: TrueFalse | None
    """Auditor (TT)."""
    is_accountant: TrueFalse | None
    """Accountant (KP)."""
    is_payroll_accountant: TrueFalse | None
    is_payroll_personnel_manager: TrueFalse | None
    is_payroll_employee_controller: TrueFalse | None


@reply
class UserProfiles:
    """What a user may do."""

    accounting_profile: AccountingProfile | None
    payroll_profile: PayrollProfile | None


@reply
class UserWithRights:
    """A user with roles and rights; the elements after IsAuditor are known from a client only."""

    netvisor_key: Annotated[Attribute[int | None], El("Netvisorkey")]
    first_name: str | None
    last_name: str | None
    roles: UserRoles | None
    profiles: UserProfiles | None
    valid_from: date | None = None
    """First day of the rights; missing or empty when they began with the user."""
    valid_to: date | None = None
    """Last day of the rights; missing or empty when they do not end."""


@reply
class UsersWithRights:
    """The users of a company."""

    user: Many[UserWithRights] = ()


@reply
class CompanyWithUsers:
    """A company and its users."""

    netvisor_key: Annotated[Attribute[int | None], El("Netvisorkey")]
    name: Annotated[Attribute[str | None], El("Name")]
    users: UsersWithRights | None


@reply
class CompaniesWithUsers:
    """Several companies and their users."""

    company: Many[CompanyWithUsers] = ()


@reply
class GetUserAccessRightsSummaryReply:
    """The answer of getuseraccessrightssummary.nv: one company, or all of some users."""

    company: CompanyWithUsers | None
    companies: CompaniesWithUsers | None = None
    """With `list_all_user_companies`. That there is such an element is documented; place and content are inferred."""


def _begins_before_it_ends(change: ChangeUserAccessRightsValidity) -> bool:
    return change.valid_from <= change.valid_to


@message(
    must("valid_from", "valid_to", holds=_begins_before_it_ends, expected="a last day that is not before the first")
)
class ChangeUserAccessRightsValidity(Message["ChangeUserAccessRightsValidityDict"]):
    """From when until when the rights of a user are valid."""

    user: KeyOfUser
    company: KeyOfCompany
    use_for_all_companies: Flag
    """True changes the rights of the user in all companies."""
    valid_from: Date
    """First day."""
    valid_to: Date
    """Last day."""


@message
class EditUserAccessRights(Message["EditUserAccessRightsDict"]):
    """Roles and rights that a user gets or loses in a company.

    Main users and administrators of the accounting office are not made here.
    """

    user: KeyOfUser
    company: KeyOfCompany
    is_user_admin: Opt[Flag] = UNSET
    """User administrator (KH)."""
    is_accountant: Opt[Flag] = UNSET
    """Accountant (KP)."""
    is_auditor: Opt[Flag] = UNSET
    """Auditor (TT)."""
    is_payroll_accountant: Opt[Flag] = UNSET
    is_payroll_personnel_manager: Opt[Flag] = UNSET
    is_payroll_employee_controller: Opt[Flag] = UNSET
    accounting_profile: Opt[AccountingProfile] = UNSET
    payroll_profile: Opt[PayrollProfile] = UNSET


@message
class DeleteUserAccessRight(Message["DeleteUserAccessRightDict"]):
    """The user who loses all rights in a company."""

    user: KeyOfUser
    company: KeyOfCompany


# Calls.

GETUSERINVITATIONS = Endpoint(
    resource="getuserinvitations.nv",
    http="GET",
    title="List invitations of users",
    reply=GetUserInvitationsReply,
    limits="the user of the key needs the role of a user administrator",
    gaps="the letter case is inferred",
)
SENDUSERINVITATION = Endpoint(
    resource="senduserinvitation.nv",
    http="POST",
    title="Invite a user",
    request=SendUserInvitation,
    limits="the user of the key needs the role of a user administrator",
    gaps="the name of the e-mail element is that of a client",
)
CANCELUSERINVITATION = Endpoint(
    resource="canceluserinvitation.nv",
    http="POST",
    title="Cancel an invitation",
    request=CancelUserInvitation,
    limits="the user of the key needs the role of a user administrator",
    gaps="the vendor's page was not visible: known from one client",
)
VERIFYUSERINVITATION = Endpoint(
    resource="verifyuserinvitation.nv",
    http="POST",
    title="Verify an invitation",
    request=VerifyUserInvitation,
    limits="the user of the key needs the role of a user administrator; only an invitation in state Authenticated",
)
GETUSERACCESSRIGHTSSUMMARY = Endpoint(
    resource="getuseraccessrightssummary.nv",
    http="GET",
    title="List users and their access rights",
    reply=GetUserAccessRightsSummaryReply,
    limits="the user of the key needs the role of a user administrator",
    gaps="where the companies of `listallusercompanies` stand is not known; the letter case is inferred",
)
CHANGEUSERACCESSRIGHTSVALIDITY = Endpoint(
    resource="changeuseraccessrightsvalidity.nv",
    http="POST",
    title="Change how long access rights are valid",
    request=ChangeUserAccessRightsValidity,
    also=("changeuseraccessrightvalidity.nv",),
    limits="the user of the key needs the role of a user administrator",
    gaps=(
        "the vendor's overview names it changeuseraccessrightvalidity.nv; its page was not visible: known from "
        "one client; what a day that is left out does is not known"
    ),
)
EDITUSERACCESSRIGHTS = Endpoint(
    resource="edituseraccessrights.nv",
    http="POST",
    title="Edit the access rights of a user",
    request=EditUserAccessRights,
    edit="what happens to rights that are left out is not known",
    limits="the user of the key needs the role of a user administrator",
    gaps="the vendor's page was not visible: known from one client",
)
DELETEUSERACCESSRIGHT = Endpoint(
    resource="deleteuseraccessright.nv",
    http="POST",
    title="Delete the access rights of a user in a company",
    request=DeleteUserAccessRight,
    limits="the user of the key needs the role of a user administrator",
    gaps="the vendor's page was not visible: known from one client",
)

OfCompany: TypeAlias = Annotated[
    Maybe[int], Param("Netvisor key of the company; the default company of the calling user when left out")
]
OfStatuses: TypeAlias = Annotated[
    Maybe[Many[InvitationStatus]],
    Param("states; Authenticated and WaitingForAuth when left out", values=get_args(InvitationStatus)),
]


@GETUSERINVITATIONS.register
def list_user_invitations(
    *,
    page: Annotated[Maybe[int], Param("number of the page")] = UNSET,
    items_on_page: Annotated[Maybe[int], Param("how many invitations a page holds")] = UNSET,
    company: OfCompany = UNSET,
    netvisor_keys: Annotated[Maybe[Many[int]], Param("Netvisor keys of invitations")] = UNSET,
    invitation_types: Annotated[
        Maybe[Many[InvitationType]], Param("kinds of invitations", values=get_args(InvitationType))
    ] = UNSET,
    invitation_statuses: OfStatuses = UNSET,
    invitation_email: Annotated[Maybe[str], Param("e-mail address")] = UNSET,
    invitation_phone: Annotated[Maybe[str], Param("phone number")] = UNSET,
    invitation_first_names: Annotated[Maybe[str], Param("first names")] = UNSET,
    invitation_last_name: Annotated[Maybe[str], Param("last name")] = UNSET,
) -> Call[UserInvitations | None]:
    """Get one page of invitations: go on with the next `page` until `page_count` is reached."""
    gives = one(UserInvitations, GetUserInvitationsReply, "user_invitations")
    return GETUSERINVITATIONS.call(list_user_invitations, locals(), gives)


@GETUSERINVITATIONS.register
def get_user_invitation(
    netvisor_key: Annotated[int, Param("Netvisor key of one invitation")],
    *,
    company: OfCompany = UNSET,
    invitation_statuses: OfStatuses = UNSET,
) -> Call[UserInvitation | None]:
    """Get one invitation; one in another state than those of `invitation_statuses` may not be found."""
    gives = one(UserInvitation, GetUserInvitationsReply, "user_invitations.user_invitation")
    return GETUSERINVITATIONS.call(get_user_invitation, locals(), gives)


@SENDUSERINVITATION.register
def send_user_invitation(invitation: SendUserInvitation) -> Call[Inserted]:
    """Invite a user; the answer has the Netvisor key of the invitation, or it is an error."""
    return SENDUSERINVITATION.call(send_user_invitation, locals(), INSERTED)


@CANCELUSERINVITATION.register
def cancel_user_invitation(invitation: CancelUserInvitation) -> Call[Done]:
    """Cancel an invitation; the answer repeats its key, in `Done.updated`."""
    return CANCELUSERINVITATION.call(cancel_user_invitation, locals(), DONE)


@VERIFYUSERINVITATION.register
def verify_user_invitation(invitation: VerifyUserInvitation) -> Call[Done]:
    """Verify an invitation, which puts the rights of the user into force; the answer repeats its key."""
    return VERIFYUSERINVITATION.call(verify_user_invitation, locals(), DONE)


def _asks_for_all(asked: Any) -> bool:
    return asked.list_all_user_companies in {True, "true"}  # the command line gives texts


OF_ALL_COMPANIES: Final = (
    must(
        "list_all_user_companies",
        "users",
        holds=lambda asked: not _asks_for_all(asked) or given(asked.users),
        expected="users as well: without them list_all_user_companies does nothing",
    ),
    must(
        "list_all_user_companies",
        "company",
        holds=lambda asked: not _asks_for_all(asked) or not given(asked.company),
        expected="no company, which list_all_user_companies lets the service ignore",
    ),
)


@GETUSERACCESSRIGHTSSUMMARY.register
def list_user_access_rights(
    *,
    company: OfCompany = UNSET,
    users: Annotated[Maybe[Many[int]], Param("Netvisor keys of users; all of the company when left out")] = UNSET,
    list_all_user_companies: Annotated[
        Maybe[bool],
        Param("true lists every company of the users that the calling user may see", values=("true", "false")),
    ] = UNSET,
) -> Call[list[CompanyWithUsers]]:
    """List the users of a company with their rights, or with `list_all_user_companies` those of all companies."""
    gives = items(CompanyWithUsers, GetUserAccessRightsSummaryReply, "company", "companies.company")
    return GETUSERACCESSRIGHTSSUMMARY.call(list_user_access_rights, locals(), gives, rules=OF_ALL_COMPANIES)


@CHANGEUSERACCESSRIGHTSVALIDITY.register
def change_user_access_rights_validity(change: ChangeUserAccessRightsValidity) -> Call[Done]:
    """Change how long the access rights of a user are valid.

    The name of the resource is that of a client; the documentation calls it changeuseraccessrightvalidity.nv, and
    `dataclasses.replace(call, resource="changeuseraccessrightvalidity.nv")` sends the call there.
    """
    return CHANGEUSERACCESSRIGHTSVALIDITY.call(change_user_access_rights_validity, locals(), DONE)


@EDITUSERACCESSRIGHTS.register
def edit_user_access_rights(rights: EditUserAccessRights) -> Call[Done]:
    """Change roles and rights of a user in a company."""
    return EDITUSERACCESSRIGHTS.call(edit_user_access_rights, locals(), DONE)


@DELETEUSERACCESSRIGHT.register
def delete_user_access_right(right: DeleteUserAccessRight) -> Call[Done]:
    """Delete the rights of a user in a company."""
    return DELETEUSERACCESSRIGHT.call(delete_user_access_right, locals(), DONE)


# How the writes are found after an unknown outcome.

_EVERY_STATUS: Final = get_args(InvitationStatus)

SENDUSERINVITATION.found_by(
    send_user_invitation,
    Finder(
        strength=Strength.EXACT,
        read="list_user_invitations",
        ask={"invitation_email": "email", "company": "company"},
        records="user_invitation",
        equal={"invitation_email": "email"},
        compare={"invitation_first_names": "first_name", "invitation_last_name": "last_name"},
        secret=True,
    ),
    nothing="give email",
)
CANCELUSERINVITATION.found_by(
    cancel_user_invitation,
    Finder(
        strength=Strength.EXACT,
        read="get_user_invitation",
        ask={"netvisor_key": "netvisor_key"},
        fixed={"invitation_statuses": _EVERY_STATUS},
        gone=True,
    ),
    nothing="name the invitation by its key",
)
VERIFYUSERINVITATION.found_by(
    verify_user_invitation,
    Finder(
        strength=Strength.EXACT,
        read="get_user_invitation",
        ask={"netvisor_key": "netvisor_key"},
        fixed={"invitation_statuses": _EVERY_STATUS},
        compare={"invitation_status": "=Verified"},
        sets=True,
    ),
    nothing="name the invitation by its key",
)
CHANGEUSERACCESSRIGHTSVALIDITY.found_by(
    change_user_access_rights_validity,
    Finder(
        strength=Strength.STATE,
        read="list_user_access_rights",
        ask={"users": "user", "company": "company"},
        records="users.user",
        equal={"netvisor_key": "user"},
        compare={"valid_from": "valid_from", "valid_to": "valid_to"},
        secret=True,
    ),
    nothing="name the user by key",
)
EDITUSERACCESSRIGHTS.found_by(
    edit_user_access_rights,
    Finder(
        strength=Strength.STATE,
        read="list_user_access_rights",
        ask={"users": "user", "company": "company"},
        records="users.user",
        equal={"netvisor_key": "user"},
        compare={"roles": "", "profiles": ""},
        whole=True,
        secret=True,
    ),
    nothing="name the user by key",
)
DELETEUSERACCESSRIGHT.found_by(
    delete_user_access_right,
    Finder(
        strength=Strength.STATE,
        read="list_user_access_rights",
        ask={"company": "company"},
        records="users.user",
        equal={"netvisor_key": "user"},
        gone=True,
    ),
    nothing="name the user by key",
)
