"""Employees: adding, editing and patching them, and their default dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Blank,
    Carries,
    Const,
    El,
    Many,
    Opt,
    OptAttribute,
    at_least_one,
    at_most_one,
    given,
    message,
    must,
    needs,
    part,
    total,
    valued,
    when,
)
from netvisor.declare.scalars import (
    AnsiDate,
    CountryCode,
    CountryLetters2,
    Flag,
    Integer,
    Number,
    Text,
    Text2,
    Text50,
    Text100,
    Text255,
)
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.results import DONE, Done
from netvisor.resources.common import NETVISOR, DimensionWithFather, NetvisorOrCustomer, OnlyExisting
from netvisor.resources.identified import Bic20, FinnishBusinessId, Iban34, PersonalIdentityCode
from netvisor.resources.message import Message
from netvisor.resources.payroll.common import (
    BY_PARAMETER,
    EMPLOYEE_SHOWN,
    EVERYTHING,
    PATCH_SHOWN,
    EmployeeInsuranceType,
    ForeignIdentifierType,
    Identifier,
    IdentifierType,
)
from netvisor.resources.payroll.job_periods import EmploymentPeriods
from netvisor.resources.payroll.settlement_points import EmployeeSettlementPoints

if TYPE_CHECKING:
    from netvisor.resources.payroll.dicts import EmployeeDict, EmployeeDimensionCurveDict, PatchEmployeeDict

PayslipDelivery: TypeAlias = Annotated[Literal[1, 2, 3], Carries("type", NETVISOR)]
ChangedPayslipDelivery: TypeAlias = Annotated[Literal[1, 2, 3], Carries("type", Const("netvisor", optional=True))]
Switch: TypeAlias = Literal["enabled", "disabled"]


# The rules of payroll data.


def _may_be_uninsured(employee: Any) -> bool:
    entrepreneur = employee.is_entrepreneur_with_optional_yel_or_myel is True
    return not entrepreneur or employee.employee_insurance_type in {4, UNSET}


def _insurance_is_said(employee: Any) -> bool:
    return employee.is_entrepreneur_with_optional_yel_or_myel is not True or given(employee.employee_insurance_type)


_UNINSURED = "employee_insurance_type 4 when is_entrepreneur_with_optional_yel_or_myel is true"
_ENTREPRENEUR = ("employee_insurance_type", "is_entrepreneur_with_optional_yel_or_myel")

MAY_BE_UNINSURED = must(*_ENTREPRENEUR, holds=_may_be_uninsured, expected=_UNINSURED)
"""What is left out may be stored already."""

INSURANCE_IS_SAID = must(*_ENTREPRENEUR, holds=_insurance_is_said, expected=_UNINSURED, on="add")


# Parts of an employee.


@valued
class ForeignIdentifier:
    """The identifier of a foreign employee."""

    value: Text
    type: Attribute[ForeignIdentifierType]


@part
class ForeignEmployeeIdentification:
    """How a foreign employee is identified."""

    identifier: ForeignIdentifier
    """Finds the employee when the method is edit."""
    issuing_country: CountryCode
    """Country that issued the identifier, two letters."""
    gender: Literal["male", "female"]
    date_of_birth: AnsiDate


@part(
    at_most_one("employee_identifier", "foreign_employee_identification"),
    at_least_one("employee_identifier", "foreign_employee_identification", "company_identifier"),
    at_least_one("employee_identifier", "foreign_employee_identification", on="edit"),
)
class EmployeeBaseInformation:
    """Who the employee is."""

    foreign_employee_identification: Opt[ForeignEmployeeIdentification] = UNSET
    """Of an employee without a Finnish personal identity code; never with `employee_identifier`."""
    employee_identifier: Opt[PersonalIdentityCode] = UNSET
    """Finnish personal identity code; finds the employee when the method is edit."""
    company_identifier: Opt[FinnishBusinessId] = UNSET
    """Finnish business id, when a company is added as an employee."""
    company_name: Opt[Text] = UNSET
    """Name of that company."""
    first_name: Text50
    last_name: Text50
    phone_number: Text50
    email: Text100


@part(
    MAY_BE_UNINSURED,
    INSURANCE_IS_SAID,
    when("foreclosure", True, always=("foreclosure_maitenance_persons",)),
)
class EmployeePayrollInformation:
    """Address, bank account and payroll data."""

    street_address: Text255
    post_number: Text50
    city: Text255
    municipality: Opt[Text255] = UNSET
    """Municipality of residence."""
    country: Opt[CountryLetters2] = UNSET
    """Code of the home country, fi when left out."""
    nationality: Opt[Text2] = UNSET
    """Code of the country, fi when left out."""
    language: Opt[Text2] = UNSET
    """Code of the language, fi when left out."""
    employee_number: Opt[Integer] = UNSET
    """Unique among the employees."""
    profession: Opt[Text255] = UNSET
    """Job title; the older way to give the first employment, see `employment_periods`."""
    job_begin_date: Opt[AnsiDate] = UNSET
    """First day of the employment; the older way to give it."""
    payroll_rule_group_name: Text50
    """Name of the pay model in Netvisor."""
    bank_account_number: Opt[Iban34] = UNSET
    """IBAN."""
    bank_identification_code: Opt[Bic20] = UNSET
    """BIC; the service works it out from the IBAN when left out."""
    accounting_account_number: Opt[Integer] = UNSET
    """Number of the employee's liability account, 1751 when left out."""
    hierarchy: Opt[NetvisorOrCustomer] = UNSET
    """Level in the hierarchy of the company, by key or by its name, which must be unique."""
    dimension: Many[DimensionWithFather] = ()
    """Default dimensions; `use_only_existing_dimensions` refuses those that would have to be created."""
    payslip_delivery_method: Opt[PayslipDelivery] = UNSET
    """1 local print, 2 print service, 3 e-payslip."""
    is_joint_owner: Opt[Flag] = UNSET
    """True for a part owner of the payer."""
    is_athlete: Opt[Flag] = UNSET
    is_performing_artist: Opt[Flag] = UNSET
    employee_insurance_type: Opt[EmployeeInsuranceType] = UNSET
    """Pension insurance: 1 TyEL, 2 MYEL, 3 YEL, 4 not insured."""
    is_person_working_on_a_road_ferry_on_aland_islands: Opt[Flag] = UNSET
    is_entrepreneur_with_optional_yel_or_myel: Opt[Flag] = UNSET
    """True for an entrepreneur without the duty to take YEL or MYEL; only with `employee_insurance_type` 4."""
    no_social_security_payment: Opt[Flag] = UNSET
    """True takes the employee out of the employer's health insurance contribution."""
    activity: Opt[Flag] = UNSET
    """False makes the employee passive; true when left out."""
    foreclosure: Opt[Flag] = UNSET
    """True when wages are under distraint."""
    foreclosure_maitenance_persons: Annotated[Opt[Integer], El(also=("foreclosuremaintenancepersons",))] = UNSET
    """How many persons the employee supports; needed when `foreclosure` is true.

    Spelled as the table of employee.nv has it; a client sends it with the missing n, as patchemployee.nv has it.
    """
    tax_number: Opt[Text] = UNSET
    place_of_business: Opt[Text] = UNSET
    """Name of the place of business, for the incomes register."""


@part
class EmployeeSettings:
    """The paid services of an employee."""

    payroll_service: Opt[Switch] = UNSET
    resource_management: Opt[Switch] = UNSET
    """The travel service."""


@part
class Degree:
    """A degree of an employee."""

    name: Text
    school: Text
    graduation_year: Integer
    primary_degree: Flag
    """True for the main degree."""


@part
class EmployeeEducationalInformation:
    """The education of an employee."""

    degree: Many[Degree] = ()


@part
class AdditionalInformationField:
    """An own field of the company."""

    name: Text
    value: Text


@part
class EmployeeAdditionalInformation:
    """The own fields of the company."""

    additional_information_field: Many[AdditionalInformationField] = ()


@message
class Employee(Message["EmployeeDict"]):
    """An employee that is added, or edited by personal identity code."""

    employee_base_information: EmployeeBaseInformation
    employee_payroll_information: EmployeePayrollInformation
    employment_periods: Opt[EmploymentPeriods] = UNSET
    employee_settings: Opt[EmployeeSettings] = UNSET
    employee_settlement_points: Opt[EmployeeSettlementPoints] = UNSET
    employee_educational_information: Opt[EmployeeEducationalInformation] = UNSET
    employee_additional_information: Opt[EmployeeAdditionalInformation] = UNSET


# Changes of single data.


@part
class PatchedBaseInformation:
    """Changes of an employee's name and contact data."""

    company_name: Opt[Text] = UNSET
    """Of a company that is an employee."""
    first_name: Opt[Text50] = UNSET
    last_name: Opt[Text50] = UNSET
    phone_number: Opt[Text50] = UNSET
    email: Opt[Text100] = UNSET


@valued
class PatchedHierarchy:
    """A level in the hierarchy of the company."""

    value: Text
    type: OptAttribute[Literal["netvisor", "customer"]] = UNSET
    """`netvisor`: the value is a Netvisor key; `customer`: it is a name, which must be unique."""


@part(
    needs("bank_account_number", "bank_identification_code"),
    MAY_BE_UNINSURED,
    when("foreclosure", True, always=("foreclosure_maintenance_persons",)),
)
class PatchedPayrollInformation:
    """Changes of an employee's address, bank account and payroll data."""

    street_address: Opt[Text255] = UNSET
    post_number: Opt[Text50] = UNSET
    city: Opt[Text255] = UNSET
    municipality: Opt[Text255] = UNSET
    """Municipality of residence."""
    country: Opt[CountryLetters2] = UNSET
    """Code of the home country."""
    nationality: Opt[Text2] = UNSET
    """Code of the country."""
    language: Opt[Text2] = UNSET
    """Code of the language."""
    employee_number: Opt[Integer] = UNSET
    """Unique among the employees."""
    payroll_rule_group_name: Opt[Text50] = UNSET
    """Name of the pay model in Netvisor."""
    bank_account_number: Opt[Iban34] = UNSET
    """IBAN; only together with its BIC, which is not worked out here."""
    bank_identification_code: Opt[Bic20] = UNSET
    """BIC."""
    accounting_account_number: Opt[Integer] = UNSET
    """Number of the employee's liability account."""
    hierarchy: Opt[PatchedHierarchy] = UNSET
    payslip_delivery_method: Opt[ChangedPayslipDelivery] = UNSET
    """1 local print, 2 print service, 3 e-payslip."""
    is_joint_owner: Opt[Flag] = UNSET
    """True for a part owner of the payer."""
    is_athlete: Opt[Flag] = UNSET
    is_performing_artist: Opt[Flag] = UNSET
    employee_insurance_type: Opt[EmployeeInsuranceType] = UNSET
    """Pension insurance: 1 TyEL, 2 MYEL, 3 YEL, 4 not insured."""
    is_person_working_on_a_road_ferry_on_aland_islands: Opt[Flag] = UNSET
    is_entrepreneur_with_optional_yel_or_myel: Opt[Flag] = UNSET
    """True for an entrepreneur without the duty to take YEL or MYEL; only with `employee_insurance_type` 4."""
    is_person_receiving_eppo_insurance_salary: Opt[Flag] = UNSET
    """True when receiving insurance salary under the EPPO act."""
    no_social_security_payment: Opt[Flag] = UNSET
    """True takes the employee out of the employer's health insurance contribution."""
    receives_salary_from_diplomatic_embassy: Opt[Flag] = UNSET
    """True when paid by a diplomatic mission."""
    activity: Opt[Flag] = UNSET
    """False makes the employee passive."""
    foreclosure: Opt[Flag] = UNSET
    """True when wages are under distraint."""
    foreclosure_maintenance_persons: Opt[Integer] = UNSET
    """How many persons the employee supports; needed when `foreclosure` is true."""
    tax_number: Opt[Text] = UNSET
    place_of_business: Opt[Text] = UNSET
    """Name of the place of business, for the incomes register."""


@message
class PatchEmployee(Message["PatchEmployeeDict"]):
    """The changes of an employee; UNSET keeps the stored value."""

    employee_base_information: Blank[PatchedBaseInformation]
    """CLEAR when nothing of it changes: the element must stand there, an empty one will do."""
    employee_payroll_information: Opt[PatchedPayrollInformation] = UNSET
    employee_settings: Opt[EmployeeSettings] = UNSET


# Default dimensions.


@part
class EmployeeDimensionItem:
    """An item under a heading, with its share."""

    name: Text
    """Created when missing."""
    father_id: Opt[Integer] = UNSET
    """Id of the item above."""
    percentage_share: Number
    """Share in percent; 100 in all under one heading."""


@part(total("employee_dimension_item", "percentage_share", 100))
class EmployeeDimension:
    """A dimension heading with its items."""

    name: Text
    """Created when missing."""
    employee_dimension_item: Many[EmployeeDimensionItem]


@part
class EmployeeDimensions:
    """All default dimensions of an employee."""

    employee_dimension: Many[EmployeeDimension] = ()


@message
class EmployeeDimensionCurve(Message["EmployeeDimensionCurveDict"]):
    """The default dimensions of an employee: they replace all that are stored, single ones cannot be changed."""

    employee_dimensions: Blank[EmployeeDimensions]
    """CLEAR removes all."""


# Calls.

EMPLOYEE = Endpoint(
    resource="employee.nv",
    http="POST",
    title="Add or edit an employee",
    request=Employee,
    methods=("add", "edit"),
    edit=(
        "the personal identity code, or the identifier of a foreign employee, finds the employee; what is left "
        "out of an edit is not said to stay"
    ),
    gaps="the newest table was not seen to its end; whether the answer holds a key is not certain",
)
PATCHEMPLOYEE = Endpoint(
    resource="patchemployee.nv",
    http="POST",
    title="Change single data of an employee",
    request=PatchEmployee,
    edit="partial: what is left out stays",
    limits="no employment periods, settlement points, dimensions, education or additional fields",
    gaps="what the answer holds beyond the status was not seen",
)
EMPLOYEEDIMENSIONCURVE = Endpoint(
    resource="employeedimensioncurve.nv",
    http="POST",
    title="Replace the default dimensions of an employee",
    request=EmployeeDimensionCurve,
    edit="replaces all default dimensions of the employee; none in the message clears them",
    limits="shares under one heading total 100",
    gaps="what the answer holds beyond the status was not seen",
)


@EMPLOYEE.register
def add_employee(employee: Employee, *, use_only_existing_dimensions: OnlyExisting = UNSET) -> Call[Done]:
    """Add an employee; whether the answer has its Netvisor key is not known, if it does it is in `inserted`."""
    return EMPLOYEE.call(add_employee, locals(), DONE, method="add")


@EMPLOYEE.register
def edit_employee(employee: Employee, *, use_only_existing_dimensions: OnlyExisting = UNSET) -> Call[Done]:
    """Edit the employee with this personal identity code or foreign identifier; `patch_employee` finds by key too."""
    return EMPLOYEE.call(edit_employee, locals(), DONE, method="edit")


@PATCHEMPLOYEE.register
def patch_employee(patch: PatchEmployee, *, identifier_type: IdentifierType, identifier: Identifier) -> Call[Done]:
    """Change single data of an employee.

    Employment periods, settlement points and dimensions have calls of their own.
    """
    return PATCHEMPLOYEE.call(patch_employee, locals(), DONE)


@EMPLOYEEDIMENSIONCURVE.register
def edit_employee_dimension_curve(
    curve: EmployeeDimensionCurve, *, identifier_type: IdentifierType, identifier: Identifier
) -> Call[Done]:
    """Replace all default dimensions of an employee."""
    return EMPLOYEEDIMENSIONCURVE.call(edit_employee_dimension_curve, locals(), DONE)


# How the writes are found after an unknown outcome.

EMPLOYEE.found_by(
    add_employee,
    Finder(
        strength=Strength.EXACT,
        read="get_employee_by_number",
        ask={"employee_number": "employee_payroll_information.employee_number"},
        compare={
            "employee_base_information.first_name": "employee_base_information.first_name",
            "employee_base_information.last_name": "employee_base_information.last_name",
        },
        key="employee_base_information.netvisor_key",
        secret=True,
    ),
    Finder(
        strength=Strength.EXACT,
        read="list_employees",
        fixed={"include_ended_employments": True},
        equal={"personal_id": "employee_base_information.employee_identifier"},
        compare={
            "first_name": "employee_base_information.first_name",
            "last_name": "employee_base_information.last_name",
        },
        secret=True,
    ),
    nothing="give employee_number or employee_identifier",
)
EMPLOYEE.found_by(
    edit_employee,
    Finder(
        strength=Strength.STATE,
        read="get_employee_by_number",
        ask={"employee_number": "employee_payroll_information.employee_number"},
        fixed=EVERYTHING,
        compare=EMPLOYEE_SHOWN,
        whole=True,
        key="employee_base_information.netvisor_key",
        secret=True,
    ),
    Finder(
        strength=Strength.STATE,
        via=(
            Read(
                read="list_employees",
                fixed={"include_ended_employments": True},
                equal={"personal_id": "employee_base_information.employee_identifier"},
            ),
        ),
        read="get_employee",
        ask={"netvisor_key": "<netvisor_key"},
        fixed=EVERYTHING,
        compare=EMPLOYEE_SHOWN,
        whole=True,
        key="employee_base_information.netvisor_key",
        secret=True,
    ),
    nothing="give employee_number or employee_identifier",
)
PATCHEMPLOYEE.found_by(
    patch_employee,
    *(
        Finder(
            **way,
            fixed=EVERYTHING,
            secret=True,
            strength=Strength.STATE,
            compare=PATCH_SHOWN,
            aside=("employee_base_information",),
            whole=True,
            key="employee_base_information.netvisor_key",
        )
        for way in BY_PARAMETER
    ),
    nothing="name the employee by key or number",
)
EMPLOYEEDIMENSIONCURVE.found_by(
    edit_employee_dimension_curve,
    nothing="no read shows the shares of a curve: look at the employee in Netvisor",
)
