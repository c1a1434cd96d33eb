"""Fetched employees: the list, and one with the requested details."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, Carries, Const, Many, Maybe, lower_reply, valued
from netvisor.declare.scalars import DEMANDED_ISO_3166, AnsiDate, CountryCode, Text2, Text50, Text255
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items, one
from netvisor.resources.common import NETVISOR
from netvisor.resources.payroll.common import (
    EmployeeInsuranceType,
    ForeignIdentifierType,
    KeyAndName,
)
from netvisor.resources.payroll.settlement_points import FetchedSettlementPoints

IdentifierKind: TypeAlias = Literal["finnishidentifier", "foreignidentifier", "companyidentifier"]

FetchedCountryCode: TypeAlias = Annotated[Text2, Carries("type", DEMANDED_ISO_3166)]

FetchedEmploymentMode: TypeAlias = Annotated[Literal[1, 2, 3, 4, 5], Carries("type", NETVISOR)]
FetchedEmploymentContract: TypeAlias = Annotated[Literal[1, 2], Carries("type", NETVISOR)]
FetchedOccupation: TypeAlias = Annotated[str, Carries("type", Const("isco"))]
FetchedCode: TypeAlias = Annotated[int, Carries("type", NETVISOR)]
FetchedAgreement: TypeAlias = Annotated[int, Carries("type", Const("cbacode", optional=True))]
FetchedPayslipDelivery: TypeAlias = Annotated[Literal[1, 2, 3], Carries("type", NETVISOR)]
FieldGroup: TypeAlias = Annotated[Literal[1, 2, 3], Carries("type", NETVISOR)]


# The list.


@valued
class PersonalId:
    """The identifier of an employee."""

    value: str | None
    type: Attribute[IdentifierKind | None]


@lower_reply
class ListedEmployee:
    """An employee in the list."""

    employee_number: str | None
    """May be empty."""
    netvisor_key: int | None
    personal_id: PersonalId | None
    """Personal identity code, foreign identifier or business id."""
    first_name: str | None
    last_name: str | None
    real_name: str | None
    """Full name."""
    employment_status: bool | None
    """Whether the employment is going on."""
    payroll_service: bool | None
    resource_management: bool | None
    """Whether the travel service is on."""
    lunch_benefit: bool | None


@lower_reply
class Employees:
    """The list of employees."""

    employee: Many[ListedEmployee] = ()


@lower_reply
class GetEmployeesReply:
    """The answer of getemployees.nv."""

    employees: Employees | None


# One employee.


@valued
class FetchedEmployeeIdentifier:
    """The identifier of a person or a company."""

    value: str | None
    type: Attribute[IdentifierKind | None]
    foreign_identifier_type: Attribute[ForeignIdentifierType | None] = None
    """Of a foreign employee; some answers have it as an element instead."""


@valued
class FetchedLanguage:
    """The language of an employee."""

    value: Text2 | None
    type: Attribute[str | None] = None
    """Name of the code list; the pages print that of countries."""


@lower_reply
class FetchedBaseInformation:
    """Who the employee is."""

    netvisor_key: int | None
    employee_number: str | None
    """May be empty."""
    employee_identifier: FetchedEmployeeIdentifier | None
    foreign_identifier_type: str | None = None
    """As a client reads it; the table has it as an attribute of `employee_identifier`."""
    issuing_country: FetchedCountryCode | None = None
    """Country of a foreign identifier."""
    first_name: Text50 | None
    last_name: Text50 | None
    full_name: str | None
    payroll_service: bool | None
    resource_management: bool | None
    """Whether the travel service is on."""
    lunch_benefit: bool | None = None
    nationality: FetchedCountryCode | None
    language: FetchedLanguage | None
    municipality: Text255 | None = None
    """Municipality of residence; may be empty."""
    gender: Literal["male", "female"] | None
    date_of_birth: date | None
    street_address: Text255 | None
    post_number: Text50 | None
    city: Text255 | None
    country: CountryCode | None
    """Home country."""
    phone_number: str | None = None
    email: str | None = None
    bank_account_number: str | None = None
    """IBAN."""
    bank_identification_code: str | None = None
    """BIC."""
    activity: bool | None
    """Whether the employee is active."""


@valued
class FetchedKevaRegistration:
    """The Keva registration code; may be empty."""

    value: str | None
    type: ClassVar[Const] = Const("keva", optional=True)
    pension_provider_code: Attribute[str | None] = None


@lower_reply
class FetchedEmploymentPeriod:
    """An employment period of a fetched employee."""

    netvisor_key: int | None
    """For `edit_job_period` and `delete_job_period`."""
    company_start_date: AnsiDate | None = None
    """First day of the unbroken employment in the group of companies."""
    start_date: AnsiDate | None
    """First day of this period."""
    probation_end_date: AnsiDate | None = None
    employment_mode: FetchedEmploymentMode | None = None
    """1 employed, 2 leased worker, 3 self-employed or similar, 4 trainee, 5 voluntary work."""
    profession: str | None
    """Job title."""
    comment: str | None = None
    end_date: AnsiDate | None = None
    """Last day of the period."""
    end_reason: FetchedCode | None = None
    """Why it ended.

    2 old-age pension, 4 own request, 5 reason due to the employee, 6 fixed term ended, 11 production or financial
    reasons, 12 mutual agreement, 13 other; 1, 3, 7, 8, 9 and 10 are withdrawn.
    """
    occupation_classification: FetchedOccupation | None = None
    """Class of the occupation, a TK10 code."""
    employment_contract: FetchedEmploymentContract | None = None
    """1 permanent, 2 fixed-term."""
    employment_form: FetchedCode | None = None
    """1 full-time, 2 part-time, perhaps 3 not known."""
    part_time_percent: Decimal | None = None
    regular_working_hours: Decimal | None = None
    """Hours a week."""
    grounds_for_employment: Literal[0, 1] | None
    """0 other ground, 1 employment or public-service relation."""
    keva_professional_class_code: str | None = None
    """Keva's class of the occupation."""
    keva_employment_registration: FetchedKevaRegistration | None
    is_payment_type_monthly_wage: bool | None
    is_payment_type_hourly_wage: bool | None
    is_payment_type_piece_wage: bool | None
    collective_agreement: FetchedAgreement | None = None
    """Code of the incomes register. Its attribute is inferred: a client reads another name with the same value."""
    state_employment_fund: bool | None
    """Whether employed with state employment funds."""
    car_benefit_year: int | None = None
    """Year in which the benefit car was taken into use."""
    is_abroad_car_benefit: bool | None
    """Whether the car benefit was received abroad."""
    car_emission_value: Decimal | None = None


@lower_reply
class FetchedEmploymentPeriods:
    """The employment periods, if requested."""

    employment_period: Many[FetchedEmploymentPeriod] = ()


@lower_reply
class LiabilityAccount:
    """The liability account of an employee."""

    netvisor_key: int | None
    name: str | None
    number: int | None


@lower_reply
class DefaultDimension:
    """A default dimension of an employee."""

    dimension_name: str | None
    """The heading."""
    dimension_item: str | None
    """The item under the heading."""


@lower_reply
class DefaultDimensions:
    """The default dimensions of an employee."""

    default_dimension: Many[DefaultDimension] = ()


@lower_reply
class FetchedPayrollInformation:
    """The payroll data, if requested."""

    payroll_rule_group: KeyAndName | None = None
    """Pay model."""
    tax_number: str | None = None
    foreclosure: bool | None
    """Whether wages are under distraint."""
    foreclosure_maintenance_persons: int | None = None
    """How many persons the employee supports."""
    no_social_security_payment: bool | None
    """Whether the employee is outside the employer's health insurance contribution."""
    accounting_account: LiabilityAccount | None
    hierarchy: KeyAndName | None
    """Level in the hierarchy of the company."""
    place_of_business: str | None = None
    """Place of business, for the incomes register."""
    default_dimensions: DefaultDimensions | None = None
    payslip_delivery_method: FetchedPayslipDelivery | None
    """1 local print, 2 print service, 3 e-payslip."""
    is_joint_owner: bool | None
    """Whether a part owner of the payer."""
    is_athlete: bool | None
    is_performing_artist: bool | None
    employee_insurance_type: EmployeeInsuranceType | None = None
    """Pension insurance: 1 TyEL, 2 MYEL, 3 YEL, 4 not insured."""
    is_person_working_on_a_road_ferry_on_aland_islands: bool | None
    is_entrepreneur_with_optional_yel_or_myel: bool | None
    """Whether an entrepreneur without the duty to take YEL or MYEL."""


@lower_reply
class FetchedDegree:
    """A degree of a fetched employee."""

    name: str | None
    school: str | None = None
    graduation_year: int | None = None
    is_primary_degree: bool | None
    """Whether it is the main degree."""


@lower_reply
class FetchedEducationalInformation:
    """The education, if requested."""

    degree: Many[FetchedDegree] = ()


@valued
class FieldValue:
    """The value of an own field of the company."""

    value: str | None
    type: Attribute[str | None] = None
    """Type of the value."""


@lower_reply
class FetchedAdditionalInformationField:
    """An own field of the company."""

    netvisor_key: int | None = None
    name: str | None
    value: FieldValue | None = None
    group: FieldGroup | None
    """Where the field stands: 1 base data, 2 contact data, 3 education."""


@lower_reply
class FetchedAdditionalInformationFields:
    """The own fields of the company, if requested."""

    additional_information_field: Many[FetchedAdditionalInformationField] = ()


@lower_reply
class FetchedEmployee:
    """An employee; all but the base information only if requested."""

    employee_base_information: FetchedBaseInformation | None
    employment_periods: FetchedEmploymentPeriods | None = None
    employee_payroll_information: FetchedPayrollInformation | None = None
    employee_educational_information: FetchedEducationalInformation | None = None
    employee_additional_information_fields: FetchedAdditionalInformationFields | None = None
    employee_settlement_points: FetchedSettlementPoints | None = None


@lower_reply
class GetEmployeeReply:
    """The answer of getemployee.nv."""

    employee: FetchedEmployee | None


# Calls.

GETEMPLOYEES = Endpoint(
    resource="getemployees.nv",
    http="GET",
    title="List employees",
    reply=GetEmployeesReply,
    gaps="the letter case is not confirmed",
)
GETEMPLOYEE = Endpoint(
    resource="getemployee.nv",
    http="GET",
    title="Get one employee with its details",
    reply=GetEmployeeReply,
    limits="only the base information comes unasked: every other part has a parameter",
    gaps="the rows from the country on follow one client; the letter case is not confirmed",
)

Asked: TypeAlias = Maybe[bool]
WithPeriods: TypeAlias = Annotated[Asked, Param("the employment periods too", type="integer", values=("0", "1"))]
WithPayroll: TypeAlias = Annotated[Asked, Param("the payroll data too", type="integer", values=("0", "1"))]
WithEducation: TypeAlias = Annotated[Asked, Param("the education too", type="integer", values=("0", "1"))]
WithFields: TypeAlias = Annotated[Asked, Param("the own fields of the company too", type="integer", values=("0", "1"))]
WithSettlementPoints: TypeAlias = Annotated[
    Asked, Param("the settlement points too", type="integer", values=("0", "1"))
]


@GETEMPLOYEES.register
def list_employees(
    *,
    include_ended_employments: Annotated[
        Maybe[bool], Param("those whose employment has ended too", type="integer", values=("0", "1"))
    ] = UNSET,
) -> Call[list[ListedEmployee]]:
    """List employees."""
    gives = items(ListedEmployee, GetEmployeesReply, "employees.employee")
    return GETEMPLOYEES.call(list_employees, locals(), gives)


@GETEMPLOYEE.register
def get_employee(
    netvisor_key: Annotated[int, Param("Netvisor key of the employee; either this or employeenumber")],
    *,
    employment_periods: WithPeriods = UNSET,
    employee_payroll_information: WithPayroll = UNSET,
    educational_information: WithEducation = UNSET,
    additional_information_fields: WithFields = UNSET,
    employee_settlement_points: WithSettlementPoints = UNSET,
) -> Call[FetchedEmployee | None]:
    """Get an employee by its Netvisor key: the base information, and what else is asked for."""
    return GETEMPLOYEE.call(get_employee, locals(), one(FetchedEmployee, GetEmployeeReply, "employee"))


@GETEMPLOYEE.register
def get_employee_by_number(
    employee_number: Annotated[int, Param("employee number; either this or netvisorkey")],
    *,
    employment_periods: WithPeriods = UNSET,
    employee_payroll_information: WithPayroll = UNSET,
    educational_information: WithEducation = UNSET,
    additional_information_fields: WithFields = UNSET,
    employee_settlement_points: WithSettlementPoints = UNSET,
) -> Call[FetchedEmployee | None]:
    """Get an employee by its employee number, as `get_employee` does by key."""
    return GETEMPLOYEE.call(get_employee_by_number, locals(), one(FetchedEmployee, GetEmployeeReply, "employee"))
