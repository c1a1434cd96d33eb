"""What the messages and answers of payroll share: closed lists, how an employee is found, references."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, TypeAlias

from netvisor.declare import Attribute, lower_reply, valued
from netvisor.protocol.finder import Read
from netvisor.protocol.parameters import Param

EmployeeInsuranceType: TypeAlias = Literal[1, 2, 3, 4]
"""Pension insurance: 1 TyEL, 2 MYEL, 3 YEL, 4 not insured."""

ForeignIdentifierType: TypeAlias = Literal["taxidentificationnumber", "foreignpersonalidentifier", "other"]

IdentifierType: TypeAlias = Annotated[
    Literal["netvisorkey", "number", "personalidentificationnumber"],
    Param("how the employee is found: by Netvisor key, employee number or personal identity code"),
]
Identifier: TypeAlias = Annotated[str, Param("the identifier itself")]


@lower_reply
class KeyAndName:
    """Something that Netvisor keeps: its key and its name."""

    netvisor_key: int | None
    name: str | None


@valued
class NameWithKey:
    """A name that carries its Netvisor key."""

    value: str | None
    netvisor_key: Attribute[int | None]


EVERYTHING: Final = {
    "employment_periods": True,
    "employee_payroll_information": True,
    "educational_information": True,
    "additional_information_fields": True,
    "employee_settlement_points": True,
}
"""Arguments with which an employee is fetched whole."""

BY_PARAMETER: Final[tuple[dict[str, Any], ...]] = (
    {"when": {"?identifiertype": ("netvisorkey",)}, "read": "get_employee", "ask": {"netvisor_key": "?identifier"}},
    {
        "when": {"?identifiertype": ("number",)},
        "read": "get_employee_by_number",
        "ask": {"employee_number": "?identifier"},
    },
    {
        "when": {"?identifiertype": ("personalidentificationnumber",)},
        "via": (
            Read(
                read="list_employees",
                fixed={"include_ended_employments": True},
                equal={"personal_id": "?identifier"},
            ),
        ),
        "read": "get_employee",
        "ask": {"netvisor_key": "<netvisor_key"},
    },
)
"""What finders have in common that fetch the employee whom the parameters of a call name."""

PATCH_SHOWN: Final = {
    "": "",
    "employee_base_information": "employee_payroll_information",
    "employee_payroll_information.payroll_rule_group.name": "employee_payroll_information.payroll_rule_group_name",
    "employee_payroll_information.accounting_account.number": "employee_payroll_information.accounting_account_number",
    "employee_payroll_information.hierarchy.name": "employee_payroll_information.hierarchy",
    "employee_base_information.payroll_service": "employee_settings.payroll_service",
    "employee_base_information.resource_management": "employee_settings.resource_management",
}
"""Where a fetched employee shows what the change of an employee holds."""

EMPLOYEE_SHOWN: Final = {
    **PATCH_SHOWN,
    "employee_payroll_information.default_dimensions.default_dimension": "employee_payroll_information.dimension",
    "employee_payroll_information.foreclosure_maintenance_persons": (
        "employee_payroll_information.foreclosure_maitenance_persons"
    ),
    "employment_periods.employment_period.car_emission_value": (
        "employment_periods.employment_period.car_emissions_value"
    ),
    "employee_educational_information.degree.is_primary_degree": (
        "employee_educational_information.degree.primary_degree"
    ),
    "employee_additional_information_fields": "employee_additional_information",
}
"""Where a fetched employee shows what the whole message of an employee holds."""
