"""Register data of companies (legacy).

Only clients know these resources: the vendor's current lists do not have them, and its support wrote in 2025 that no
such resource is open to the public.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from netvisor.declare import Carries, Const, El, Many, Scalar, reply
from netvisor.declare.scalars import CountryCode
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import one

RegisterDate: TypeAlias = Annotated[date, Scalar("date", form="ansi"), Carries("type", Const("ansi"))]
"""A date whose attribute is called type, where it is called format elsewhere."""

RegisterStatus: TypeAlias = Literal["currently_registered", "previously_registered", "never_registered"]
"""The values of a sample; there may be more."""


@reply
class NetvisorDisclaimer:
    """How old the data is."""

    information: str | None
    prh_data_updated_date: Annotated[RegisterDate | None, El("PRHDataUpdatedDate")]
    """Day of the data of the trade register."""
    statistics_finland_data_updated_date: RegisterDate | None


@reply
class CompanyAddress:
    """An address of a company."""

    street: str | None
    postal_code: str | None
    postal_office: str | None
    """Town."""


@reply
class Role:
    """What a person is in a company."""

    type: str | None
    """Kind of role, in Finnish."""
    identifier: str | None
    """The role, in Finnish, such as Toimitusjohtaja."""
    established_date: RegisterDate | None
    """Since when."""
    name: str | None
    """Name of the person."""
    nationality: CountryCode | None


@reply
class RegisteredPersonRoles:
    """The people in the register."""

    role: Many[Role] = ()


@reply
class RegisteredName:
    """A name of a company."""

    type: str | None
    """Kind of name, in Finnish, such as Päätoiminimi."""
    name: str | None
    current_activity_status: str | None
    """Such as active."""
    established_date: RegisterDate | None
    """Since when."""
    terminated_date: RegisterDate | None
    """Until when."""


@reply
class RegisteredNames:
    """The names in the register."""

    registered_name: Many[RegisteredName] = ()


@reply
class Company:
    """A company in the registers; one sample is all that is known, so any element may be missing."""

    name: str | None
    finnish_organization_identifier: str | None
    """Business id."""
    type: str | None
    """Form of the company, in Finnish, such as Osakeyhtiö."""
    responsible_person_authorization_rule: str | None
    """Who may sign for the company."""
    established_date: RegisterDate | None
    terminated_date: RegisterDate | None
    most_recent_change_date: RegisterDate | None
    current_activity_status: str | None
    """Such as active."""
    current_special_status: str | None
    domicile: str | None
    activity_description: str | None
    """Line of business."""
    street_address: CompanyAddress | None
    postal_address: CompanyAddress | None
    email: str | None
    phone: str | None
    fax: str | None
    registered_person_roles: RegisteredPersonRoles | None
    registered_names: RegisteredNames | None
    stat_vat_register_status: RegisterStatus | None
    stat_tax_prepayment_register_status: RegisterStatus | None
    stat_employer_register_status: RegisterStatus | None
    stat_standard_industrial_classification_2008: str | None
    """Industry, in Finnish."""
    stat_staff_size: str | None
    """Class of the number of people, such as 4-9."""
    stat_revenue_size: str | None
    """Class of the revenue, such as 100-200."""


@reply
class CompanyInformation:
    """A company, and how old its data is."""

    netvisor_disclaimer: NetvisorDisclaimer | None
    company: Company | None


@reply
class GetCompanyInformationReply:
    """The answer of getcompanyinformation.nv."""

    company_information: CompanyInformation | None


@reply
class ListedCompany:
    """A company that was found."""

    id: int | None
    is_active: bool | None
    name: str | None
    finnish_organization_identifier: str | None = None
    """Business id; may be empty."""


@reply
class CompanyList:
    """The companies that were found."""

    is_more: bool | None
    """True if more were found than the answer has."""
    company: Many[ListedCompany] = ()


@reply
class CompanyListReply:
    """The answer of companylist.nv."""

    company_list: CompanyList | None


GETCOMPANYINFORMATION = Endpoint(
    resource="getcompanyinformation.nv",
    http="GET",
    title="Register data of a company (legacy)",
    reply=GetCompanyInformationReply,
    gaps="legacy: not in the vendor's present lists; known from one sample",
)
COMPANYLIST = Endpoint(
    resource="companylist.nv",
    http="GET",
    title="Search companies by name (legacy)",
    reply=CompanyListReply,
    gaps="legacy: not in the vendor's present lists",
)


@GETCOMPANYINFORMATION.register
def get_company_information(
    organization_identifier: Annotated[
        str, Param("business id of the company, such as 1234567-1", name="OrganizationIdentifier")
    ],
) -> Call[CompanyInformation | None]:
    """Get the register data of a company."""
    gives = one(CompanyInformation, GetCompanyInformationReply, "company_information")
    return GETCOMPANYINFORMATION.call(get_company_information, locals(), gives)


@COMPANYLIST.register
def list_companies(
    query_term: Annotated[str, Param("text to search for", name="QueryTerm")],
) -> Call[CompanyList | None]:
    """Search companies by name; `is_more` says whether there are more than the answer has."""
    return COMPANYLIST.call(list_companies, locals(), one(CompanyList, CompanyListReply, "company_list"))
