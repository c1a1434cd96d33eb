"""Invitations of users and their access rights.

The calling user needs access to the company and must be user administrator (KH) or administrator of the accounting
office (TPK).

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.users.dicts import CancelUserInvitationDict as CancelUserInvitationDict
from netvisor.resources.users.dicts import ChangeUserAccessRightsValidityDict as ChangeUserAccessRightsValidityDict
from netvisor.resources.users.dicts import DeleteUserAccessRightDict as DeleteUserAccessRightDict
from netvisor.resources.users.dicts import EditUserAccessRightsDict as EditUserAccessRightsDict
from netvisor.resources.users.dicts import SendUserInvitationDict as SendUserInvitationDict
from netvisor.resources.users.dicts import VerifyUserInvitationDict as VerifyUserInvitationDict
from netvisor.resources.users.users import AccountingProfile as AccountingProfile
from netvisor.resources.users.users import CancelUserInvitation as CancelUserInvitation
from netvisor.resources.users.users import ChangeUserAccessRightsValidity as ChangeUserAccessRightsValidity
from netvisor.resources.users.users import CompaniesWithUsers as CompaniesWithUsers
from netvisor.resources.users.users import CompanyWithUsers as CompanyWithUsers
from netvisor.resources.users.users import DeleteUserAccessRight as DeleteUserAccessRight
from netvisor.resources.users.users import EditUserAccessRights as EditUserAccessRights
from netvisor.resources.users.users import GetUserAccessRightsSummaryReply as GetUserAccessRightsSummaryReply
from netvisor.resources.users.users import GetUserInvitationsReply as GetUserInvitationsReply
from netvisor.resources.users.users import InvitationStatus as InvitationStatus
from netvisor.resources.users.users import InvitationType as InvitationType
from netvisor.resources.users.users import InvitingCompany as InvitingCompany
from netvisor.resources.users.users import KeyOfCompany as KeyOfCompany
from netvisor.resources.users.users import KeyOfUser as KeyOfUser
from netvisor.resources.users.users import OfCompany as OfCompany
from netvisor.resources.users.users import OfStatuses as OfStatuses
from netvisor.resources.users.users import PayrollProfile as PayrollProfile
from netvisor.resources.users.users import PositiveKey as PositiveKey
from netvisor.resources.users.users import SendUserInvitation as SendUserInvitation
from netvisor.resources.users.users import UserInvitation as UserInvitation
from netvisor.resources.users.users import UserInvitations as UserInvitations
from netvisor.resources.users.users import UserProfiles as UserProfiles
from netvisor.resources.users.users import UserRoles as UserRoles
from netvisor.resources.users.users import UsersWithRights as UsersWithRights
from netvisor.resources.users.users import UserWithRights as UserWithRights
from netvisor.resources.users.users import VerifyUserInvitation as VerifyUserInvitation
from netvisor.resources.users.users import cancel_user_invitation as cancel_user_invitation
from netvisor.resources.users.users import change_user_access_rights_validity as change_user_access_rights_validity
from netvisor.resources.users.users import delete_user_access_right as delete_user_access_right
from netvisor.resources.users.users import edit_user_access_rights as edit_user_access_rights
from netvisor.resources.users.users import get_user_invitation as get_user_invitation
from netvisor.resources.users.users import list_user_access_rights as list_user_access_rights
from netvisor.resources.users.users import list_user_invitations as list_user_invitations
from netvisor.resources.users.users import send_user_invitation as send_user_invitation
from netvisor.resources.users.users import verify_user_invitation as verify_user_invitation

__all__ = [
    "AccountingProfile",
    "CancelUserInvitation",
    "CancelUserInvitationDict",
    "ChangeUserAccessRightsValidity",
    "ChangeUserAccessRightsValidityDict",
    "CompaniesWithUsers",
    "CompanyWithUsers",
    "DeleteUserAccessRight",
    "DeleteUserAccessRightDict",
    "EditUserAccessRights",
    "EditUserAccessRightsDict",
    "GetUserAccessRightsSummaryReply",
    "GetUserInvitationsReply",
    "InvitationStatus",
    "InvitationType",
    "InvitingCompany",
    "KeyOfCompany",
    "KeyOfUser",
    "OfCompany",
    "OfStatuses",
    "PayrollProfile",
    "PositiveKey",
    "SendUserInvitation",
    "SendUserInvitationDict",
    "UserInvitation",
    "UserInvitations",
    "UserProfiles",
    "UserRoles",
    "UserWithRights",
    "UsersWithRights",
    "VerifyUserInvitation",
    "VerifyUserInvitationDict",
    "cancel_user_invitation",
    "change_user_access_rights_validity",
    "delete_user_access_right",
    "edit_user_access_rights",
    "get_user_invitation",
    "list_user_access_rights",
    "list_user_invitations",
    "send_user_invitation",
    "verify_user_invitation",
]
