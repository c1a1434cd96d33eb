"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from netvisor.resources.plain_values import Clear, PlainDate, Unset


class CancelUserInvitationDict(TypedDict):
    """Plain data of `CancelUserInvitation`."""

    netvisor_key: int


class ChangeUserAccessRightsValidityDict(TypedDict):
    """Plain data of `ChangeUserAccessRightsValidity`."""

    user: int
    company: int
    use_for_all_companies: bool
    valid_from: PlainDate
    valid_to: PlainDate


class DeleteUserAccessRightDict(TypedDict):
    """Plain data of `DeleteUserAccessRight`."""

    user: int
    company: int


class EditUserAccessRightsDict(TypedDict):
    """Plain data of `EditUserAccessRights`."""

    user: int
    company: int
    is_user_admin: NotRequired[bool | Clear | Unset]
    is_accountant: NotRequired[bool | Clear | Unset]
    is_auditor: NotRequired[bool | Clear | Unset]
    is_payroll_accountant: NotRequired[bool | Clear | Unset]
    is_payroll_personnel_manager: NotRequired[bool | Clear | Unset]
    is_payroll_employee_controller: NotRequired[bool | Clear | Unset]
    accounting_profile: NotRequired[
        Literal[
            "AllRights",
            "BrowsingRights",
            "NoRights",
            "PurchaseledgerUser",
            "SalesledgerUser",
            "PurchaseAndSalesLedgerUser",
            "CompanyUser",
        ]
        | Clear
        | Unset
    ]
    payroll_profile: NotRequired[
        Literal[
            "AllRights", "BrowsingRights", "NoRights", "EmployeeRights", "AcceptorRights", "CompanyManagementRights"
        ]
        | Clear
        | Unset
    ]


class SendUserInvitationDict(TypedDict):
    """Plain data of `SendUserInvitation`."""

    type: Literal["Employee", "NewUser"]
    first_name: str
    last_name: str
    email: str
    phone: str
    company: int
    user: NotRequired[int | Clear | Unset]


class VerifyUserInvitationDict(TypedDict):
    """Plain data of `VerifyUserInvitation`."""

    netvisor_key: int
