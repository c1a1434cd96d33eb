"""What the messages and answers of payroll share: closed lists, how an employee is found, references."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from netvisor.declare import Attribute, lower_reply, valued
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
