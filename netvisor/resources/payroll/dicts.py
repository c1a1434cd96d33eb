"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.common import Dimension, DimensionItemWithFather, DimensionWithFather, NetvisorOrCustomer
from netvisor.resources.payroll.employees import (
    AdditionalInformationField,
    Degree,
    EmployeeAdditionalInformation,
    EmployeeBaseInformation,
    EmployeeDimension,
    EmployeeDimensionItem,
    EmployeeDimensions,
    EmployeeEducationalInformation,
    EmployeePayrollInformation,
    EmployeeSettings,
    ForeignEmployeeIdentification,
    ForeignIdentifier,
    PatchedBaseInformation,
    PatchedHierarchy,
    PatchedPayrollInformation,
)
from netvisor.resources.payroll.job_periods import (
    AddedEmploymentPeriod,
    ChangedEmploymentPeriod,
    EmploymentPeriod,
    EmploymentPeriods,
    KevaEmploymentRegistration,
)
from netvisor.resources.payroll.payslips import (
    PaycheckEmployeeIdentifier,
    PayrollPaycheckBatchLine,
)
from netvisor.resources.payroll.salary_parameters import (
    CollectorEmployeeIdentifier,
    EmployeeIdentification,
    PayrollRatioLine,
    SalaryParameter,
    SalaryParameters,
)
from netvisor.resources.payroll.salary_payments import (
    AdvanceEmployeeIdentifier,
    AdvanceSum,
)
from netvisor.resources.payroll.settlement_points import (
    AttachedAccidentInsurance,
    AttachedSettlementPoint,
    AttachedSettlementPoints,
    AttachedUnemploymentInsurance,
    AttachedWorkPensionInsurance,
    EmployeeSettlementPoints,
    SettlementPoint,
    UnemploymentInsurance,
    WorkPensionInsurance,
)
from netvisor.resources.plain_values import Clear, PlainDate, PlainNumber, Unset


class AddedEmploymentPeriodDict(TypedDict):
    """Plain data of `AddedEmploymentPeriod`."""

    company_start_date: NotRequired[PlainDate | Clear | Unset]
    start_date: PlainDate
    probation_end_date: NotRequired[PlainDate | Clear | Unset]
    employment_mode: NotRequired[Literal[1, 2, 3, 4, 5] | Clear | Unset]
    profession: str
    comment: NotRequired[str | Clear | Unset]
    end_date: NotRequired[PlainDate | Clear | Unset]
    end_reason: NotRequired[Literal[2, 4, 5, 6, 11, 12, 13] | Clear | Unset]
    occupation_classification: NotRequired[str | Clear | Unset]
    employment_contract: NotRequired[Literal[1, 2] | Clear | Unset]
    employment_form: NotRequired[Literal[1, 2, 3] | Clear | Unset]
    part_time_percent: NotRequired[PlainNumber | Clear | Unset]
    regular_working_hours: NotRequired[PlainNumber | Clear | Unset]
    grounds_for_employment: NotRequired[Literal[0, 1] | Clear | Unset]
    keva_professional_class_code: NotRequired[str | Clear | Unset]
    keva_employment_registration: NotRequired[
        str | KevaEmploymentRegistrationDict | KevaEmploymentRegistration | Clear | Unset
    ]
    is_payment_type_monthly_wage: NotRequired[bool | Clear | Unset]
    is_payment_type_hourly_wage: NotRequired[bool | Clear | Unset]
    is_payment_type_piece_wage: NotRequired[bool | Clear | Unset]
    collective_agreement: NotRequired[str | Clear | Unset]
    state_employment_fund: NotRequired[bool | Clear | Unset]
    car_benefit_year: NotRequired[int | Clear | Unset]
    is_abroad_car_benefit: NotRequired[bool | Clear | Unset]


class AddedEmploymentPeriodsDict(TypedDict):
    """Plain data of `AddedEmploymentPeriods`."""

    employment_period: Sequence[AddedEmploymentPeriodDict | AddedEmploymentPeriod]


class AdditionalInformationFieldDict(TypedDict):
    """Plain data of `AdditionalInformationField`."""

    name: str
    value: str


class AdvanceEmployeeIdentifierDict(TypedDict):
    """Plain data of `AdvanceEmployeeIdentifier`."""

    value: str
    type: NotRequired[Literal["number", "finnishpersonalidentifier"] | Unset]


class AdvanceSumDict(TypedDict):
    """Plain data of `AdvanceSum`."""

    value: PlainNumber
    payment_status: NotRequired[Literal["ispaid", "notpaid"] | Unset]


class AttachEmployeeToSettlementPointDict(TypedDict):
    """Plain data of `AttachEmployeeToSettlementPoint`."""

    employee_insurance_type: NotRequired[Literal[1, 2, 3, 4] | Clear | Unset]
    employee_settlement_points: AttachedSettlementPointsDict | AttachedSettlementPoints


class AttachedAccidentInsuranceDict(TypedDict):
    """Plain data of `AttachedAccidentInsurance`."""

    type: Literal["nohandling", "attachedtosettlementpoint"]
    name: NotRequired[str | Clear | Unset]
    netvisor_key: NotRequired[int | Clear | Unset]
    report_to_income_register: NotRequired[bool | Clear | Unset]


class AttachedSettlementPointDict(TypedDict):
    """Plain data of `AttachedSettlementPoint`."""

    type: Literal["nohandling", "attachedtosettlementpoint"]
    name: NotRequired[str | Clear | Unset]
    netvisor_key: NotRequired[int | Clear | Unset]


class AttachedSettlementPointsDict(TypedDict):
    """Plain data of `AttachedSettlementPoints`."""

    employee_work_pension_insurance: NotRequired[
        AttachedWorkPensionInsuranceDict | AttachedWorkPensionInsurance | Clear | Unset
    ]
    employee_unemployment_insurance: NotRequired[
        Sequence[AttachedUnemploymentInsuranceDict | AttachedUnemploymentInsurance] | Unset
    ]
    employee_accident_insurance: NotRequired[
        Sequence[AttachedAccidentInsuranceDict | AttachedAccidentInsurance] | Unset
    ]
    employee_group_life_insurance: NotRequired[Sequence[AttachedSettlementPointDict | AttachedSettlementPoint] | Unset]
    employee_other_insurance: NotRequired[Sequence[AttachedSettlementPointDict | AttachedSettlementPoint] | Unset]
    employee_union_membership_fee: NotRequired[Sequence[AttachedSettlementPointDict | AttachedSettlementPoint] | Unset]
    employee_foreclosure: NotRequired[Sequence[AttachedSettlementPointDict | AttachedSettlementPoint] | Unset]


class AttachedUnemploymentInsuranceDict(TypedDict):
    """Plain data of `AttachedUnemploymentInsurance`."""

    type: Literal["nohandling", "automatichandling", "under17yearsold", "17to64yearsold", "over65yearsold", "partowner"]
    name: NotRequired[str | Clear | Unset]
    netvisor_key: NotRequired[int | Clear | Unset]


class AttachedWorkPensionInsuranceDict(TypedDict):
    """Plain data of `AttachedWorkPensionInsurance`."""

    type: Literal[
        "nohandling",
        "automatichandling",
        "under17yearsold",
        "17to52yearsold",
        "53to62yearsold",
        "63to67yearsold",
        "over68yearsold",
    ]
    name: NotRequired[str | Clear | Unset]
    netvisor_key: NotRequired[int | Clear | Unset]
    report_to_income_register: NotRequired[bool | Clear | Unset]


class ChangedEmploymentPeriodDict(TypedDict):
    """Plain data of `ChangedEmploymentPeriod`."""

    company_start_date: NotRequired[PlainDate | Clear | Unset]
    start_date: NotRequired[PlainDate | Clear | Unset]
    probation_end_date: NotRequired[PlainDate | Clear | Unset]
    employment_mode: NotRequired[Literal[1, 2, 3, 4, 5] | Clear | Unset]
    profession: NotRequired[str | Clear | Unset]
    comment: NotRequired[str | Clear | Unset]
    end_date: NotRequired[PlainDate | Clear | Unset]
    end_reason: NotRequired[Literal[2, 4, 5, 6, 11, 12, 13] | Clear | Unset]
    occupation_classification: NotRequired[str | Clear | Unset]
    employment_contract: NotRequired[Literal[1, 2] | Clear | Unset]
    employment_form: NotRequired[Literal[1, 2, 3] | Clear | Unset]
    part_time_percent: NotRequired[PlainNumber | Clear | Unset]
    regular_working_hours: NotRequired[PlainNumber | Clear | Unset]
    grounds_for_employment: NotRequired[Literal[0, 1] | Clear | Unset]
    keva_professional_class_code: NotRequired[str | Clear | Unset]
    keva_employment_registration: NotRequired[
        str | KevaEmploymentRegistrationDict | KevaEmploymentRegistration | Clear | Unset
    ]
    is_payment_type_monthly_wage: NotRequired[bool | Clear | Unset]
    is_payment_type_hourly_wage: NotRequired[bool | Clear | Unset]
    is_payment_type_piece_wage: NotRequired[bool | Clear | Unset]
    collective_agreement: NotRequired[str | Clear | Unset]
    state_employment_fund: NotRequired[bool | Clear | Unset]
    car_benefit_year: NotRequired[int | Clear | Unset]
    is_abroad_car_benefit: NotRequired[bool | Clear | Unset]


class ChangedEmploymentPeriodsDict(TypedDict):
    """Plain data of `ChangedEmploymentPeriods`."""

    employment_period: ChangedEmploymentPeriodDict | ChangedEmploymentPeriod


class CollectorEmployeeIdentifierDict(TypedDict):
    """Plain data of `CollectorEmployeeIdentifier`."""

    value: str
    type: Literal["number", "personalidentificationnumber"]


class DegreeDict(TypedDict):
    """Plain data of `Degree`."""

    name: str
    school: str
    graduation_year: int
    primary_degree: bool


class DimensionDict(TypedDict):
    """Plain data of `Dimension`."""

    dimension_name: str
    dimension_item: str


class DimensionItemWithFatherDict(TypedDict):
    """Plain data of `DimensionItemWithFather`."""

    value: str
    father_id: NotRequired[int | Unset]


class DimensionWithFatherDict(TypedDict):
    """Plain data of `DimensionWithFather`."""

    dimension_name: str
    dimension_item: str | DimensionItemWithFatherDict | DimensionItemWithFather


class EmployeeDict(TypedDict):
    """Plain data of `Employee`."""

    employee_base_information: EmployeeBaseInformationDict | EmployeeBaseInformation
    employee_payroll_information: EmployeePayrollInformationDict | EmployeePayrollInformation
    employment_periods: NotRequired[EmploymentPeriodsDict | EmploymentPeriods | Clear | Unset]
    employee_settings: NotRequired[EmployeeSettingsDict | EmployeeSettings | Clear | Unset]
    employee_settlement_points: NotRequired[EmployeeSettlementPointsDict | EmployeeSettlementPoints | Clear | Unset]
    employee_educational_information: NotRequired[
        EmployeeEducationalInformationDict | EmployeeEducationalInformation | Clear | Unset
    ]
    employee_additional_information: NotRequired[
        EmployeeAdditionalInformationDict | EmployeeAdditionalInformation | Clear | Unset
    ]


class EmployeeAdditionalInformationDict(TypedDict):
    """Plain data of `EmployeeAdditionalInformation`."""

    additional_information_field: NotRequired[
        Sequence[AdditionalInformationFieldDict | AdditionalInformationField] | Unset
    ]


class EmployeeBaseInformationDict(TypedDict):
    """Plain data of `EmployeeBaseInformation`."""

    foreign_employee_identification: NotRequired[
        ForeignEmployeeIdentificationDict | ForeignEmployeeIdentification | Clear | Unset
    ]
    employee_identifier: NotRequired[str | Clear | Unset]
    company_identifier: NotRequired[str | Clear | Unset]
    company_name: NotRequired[str | Clear | Unset]
    first_name: str
    last_name: str
    phone_number: str
    email: str


class EmployeeDimensionDict(TypedDict):
    """Plain data of `EmployeeDimension`."""

    name: str
    employee_dimension_item: Sequence[EmployeeDimensionItemDict | EmployeeDimensionItem]


class EmployeeDimensionCurveDict(TypedDict):
    """Plain data of `EmployeeDimensionCurve`."""

    employee_dimensions: EmployeeDimensionsDict | EmployeeDimensions | Clear


class EmployeeDimensionItemDict(TypedDict):
    """Plain data of `EmployeeDimensionItem`."""

    name: str
    father_id: NotRequired[int | Clear | Unset]
    percentage_share: PlainNumber


class EmployeeDimensionsDict(TypedDict):
    """Plain data of `EmployeeDimensions`."""

    employee_dimension: NotRequired[Sequence[EmployeeDimensionDict | EmployeeDimension] | Unset]


class EmployeeEducationalInformationDict(TypedDict):
    """Plain data of `EmployeeEducationalInformation`."""

    degree: NotRequired[Sequence[DegreeDict | Degree] | Unset]


class EmployeeIdentificationDict(TypedDict):
    """Plain data of `EmployeeIdentification`."""

    value: str
    type: Literal["pin", "number", "netvisorkey"]


class EmployeePayrollInformationDict(TypedDict):
    """Plain data of `EmployeePayrollInformation`."""

    street_address: str
    post_number: str
    city: str
    municipality: NotRequired[str | Clear | Unset]
    country: NotRequired[str | Clear | Unset]
    nationality: NotRequired[str | Clear | Unset]
    language: NotRequired[str | Clear | Unset]
    employee_number: NotRequired[int | Clear | Unset]
    profession: NotRequired[str | Clear | Unset]
    job_begin_date: NotRequired[PlainDate | Clear | Unset]
    payroll_rule_group_name: str
    bank_account_number: NotRequired[str | Clear | Unset]
    bank_identification_code: NotRequired[str | Clear | Unset]
    accounting_account_number: NotRequired[int | Clear | Unset]
    hierarchy: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    dimension: NotRequired[Sequence[DimensionWithFatherDict | DimensionWithFather] | Unset]
    payslip_delivery_method: NotRequired[Literal[1, 2, 3] | Clear | Unset]
    is_joint_owner: NotRequired[bool | Clear | Unset]
    is_athlete: NotRequired[bool | Clear | Unset]
    is_performing_artist: NotRequired[bool | Clear | Unset]
    employee_insurance_type: NotRequired[Literal[1, 2, 3, 4] | Clear | Unset]
    is_person_working_on_a_road_ferry_on_aland_islands: NotRequired[bool | Clear | Unset]
    is_entrepreneur_with_optional_yel_or_myel: NotRequired[bool | Clear | Unset]
    no_social_security_payment: NotRequired[bool | Clear | Unset]
    activity: NotRequired[bool | Clear | Unset]
    foreclosure: NotRequired[bool | Clear | Unset]
    foreclosure_maitenance_persons: NotRequired[int | Clear | Unset]
    tax_number: NotRequired[str | Clear | Unset]
    place_of_business: NotRequired[str | Clear | Unset]


class EmployeeSalaryParametersDict(TypedDict):
    """Plain data of `EmployeeSalaryParameters`."""

    employee_identification: EmployeeIdentificationDict | EmployeeIdentification
    salary_parameters: SalaryParametersDict | SalaryParameters


class EmployeeSettingsDict(TypedDict):
    """Plain data of `EmployeeSettings`."""

    payroll_service: NotRequired[Literal["enabled", "disabled"] | Clear | Unset]
    resource_management: NotRequired[Literal["enabled", "disabled"] | Clear | Unset]


class EmployeeSettlementPointsDict(TypedDict):
    """Plain data of `EmployeeSettlementPoints`."""

    employee_work_pension_insurance: NotRequired[WorkPensionInsuranceDict | WorkPensionInsurance | Clear | Unset]
    employee_unemployment_insurance: NotRequired[UnemploymentInsuranceDict | UnemploymentInsurance | Clear | Unset]
    employee_accident_insurance: NotRequired[SettlementPointDict | SettlementPoint | Clear | Unset]
    employee_group_life_insurance: NotRequired[SettlementPointDict | SettlementPoint | Clear | Unset]
    employee_other_insurance: NotRequired[SettlementPointDict | SettlementPoint | Clear | Unset]
    employee_union_membership_fee: NotRequired[SettlementPointDict | SettlementPoint | Clear | Unset]
    employee_foreclosure: NotRequired[SettlementPointDict | SettlementPoint | Clear | Unset]


class EmploymentPeriodDict(TypedDict):
    """Plain data of `EmploymentPeriod`."""

    company_start_date: NotRequired[PlainDate | Clear | Unset]
    start_date: PlainDate
    probation_end_date: NotRequired[PlainDate | Clear | Unset]
    employment_mode: NotRequired[Literal[1, 2, 3, 4, 5] | Clear | Unset]
    profession: str
    comment: NotRequired[str | Clear | Unset]
    end_date: NotRequired[PlainDate | Clear | Unset]
    end_reason: NotRequired[Literal[2, 4, 5, 6, 11, 12, 13] | Clear | Unset]
    occupation_classification: NotRequired[str | Clear | Unset]
    employment_contract: NotRequired[Literal[1, 2] | Clear | Unset]
    employment_form: NotRequired[Literal[1, 2, 3] | Clear | Unset]
    part_time_percent: NotRequired[PlainNumber | Clear | Unset]
    regular_working_hours: NotRequired[PlainNumber | Clear | Unset]
    grounds_for_employment: NotRequired[Literal[0, 1] | Clear | Unset]
    keva_professional_class_code: NotRequired[str | Clear | Unset]
    keva_employment_registration: NotRequired[
        str | KevaEmploymentRegistrationDict | KevaEmploymentRegistration | Clear | Unset
    ]
    is_payment_type_monthly_wage: NotRequired[bool | Clear | Unset]
    is_payment_type_hourly_wage: NotRequired[bool | Clear | Unset]
    is_payment_type_piece_wage: NotRequired[bool | Clear | Unset]
    collective_agreement: NotRequired[str | Clear | Unset]
    state_employment_fund: NotRequired[bool | Clear | Unset]
    car_benefit_year: NotRequired[int | Clear | Unset]
    is_abroad_car_benefit: NotRequired[bool | Clear | Unset]
    car_emissions_value: NotRequired[int | Clear | Unset]


class EmploymentPeriodsDict(TypedDict):
    """Plain data of `EmploymentPeriods`."""

    employment_period: Sequence[EmploymentPeriodDict | EmploymentPeriod]


class ForeignEmployeeIdentificationDict(TypedDict):
    """Plain data of `ForeignEmployeeIdentification`."""

    identifier: ForeignIdentifierDict | ForeignIdentifier
    issuing_country: str
    gender: Literal["male", "female"]
    date_of_birth: PlainDate


class ForeignIdentifierDict(TypedDict):
    """Plain data of `ForeignIdentifier`."""

    value: str
    type: Literal["taxidentificationnumber", "foreignpersonalidentifier", "other"]


class KevaEmploymentRegistrationDict(TypedDict):
    """Plain data of `KevaEmploymentRegistration`."""

    value: str
    pension_provider_code: NotRequired[int | Unset]


class NetvisorOrCustomerDict(TypedDict):
    """Plain data of `NetvisorOrCustomer`."""

    value: str | Clear
    type: Literal["netvisor", "customer"]


class PatchEmployeeDict(TypedDict):
    """Plain data of `PatchEmployee`."""

    employee_base_information: PatchedBaseInformationDict | PatchedBaseInformation | Clear
    employee_payroll_information: NotRequired[PatchedPayrollInformationDict | PatchedPayrollInformation | Clear | Unset]
    employee_settings: NotRequired[EmployeeSettingsDict | EmployeeSettings | Clear | Unset]


class PatchedBaseInformationDict(TypedDict):
    """Plain data of `PatchedBaseInformation`."""

    company_name: NotRequired[str | Clear | Unset]
    first_name: NotRequired[str | Clear | Unset]
    last_name: NotRequired[str | Clear | Unset]
    phone_number: NotRequired[str | Clear | Unset]
    email: NotRequired[str | Clear | Unset]


class PatchedHierarchyDict(TypedDict):
    """Plain data of `PatchedHierarchy`."""

    value: str
    type: NotRequired[Literal["netvisor", "customer"] | Unset]


class PatchedPayrollInformationDict(TypedDict):
    """Plain data of `PatchedPayrollInformation`."""

    street_address: NotRequired[str | Clear | Unset]
    post_number: NotRequired[str | Clear | Unset]
    city: NotRequired[str | Clear | Unset]
    municipality: NotRequired[str | Clear | Unset]
    country: NotRequired[str | Clear | Unset]
    nationality: NotRequired[str | Clear | Unset]
    language: NotRequired[str | Clear | Unset]
    employee_number: NotRequired[int | Clear | Unset]
    payroll_rule_group_name: NotRequired[str | Clear | Unset]
    bank_account_number: NotRequired[str | Clear | Unset]
    bank_identification_code: NotRequired[str | Clear | Unset]
    accounting_account_number: NotRequired[int | Clear | Unset]
    hierarchy: NotRequired[str | PatchedHierarchyDict | PatchedHierarchy | Clear | Unset]
    payslip_delivery_method: NotRequired[Literal[1, 2, 3] | Clear | Unset]
    is_joint_owner: NotRequired[bool | Clear | Unset]
    is_athlete: NotRequired[bool | Clear | Unset]
    is_performing_artist: NotRequired[bool | Clear | Unset]
    employee_insurance_type: NotRequired[Literal[1, 2, 3, 4] | Clear | Unset]
    is_person_working_on_a_road_ferry_on_aland_islands: NotRequired[bool | Clear | Unset]
    is_entrepreneur_with_optional_yel_or_myel: NotRequired[bool | Clear | Unset]
    is_person_receiving_eppo_insurance_salary: NotRequired[bool | Clear | Unset]
    no_social_security_payment: NotRequired[bool | Clear | Unset]
    receives_salary_from_diplomatic_embassy: NotRequired[bool | Clear | Unset]
    activity: NotRequired[bool | Clear | Unset]
    foreclosure: NotRequired[bool | Clear | Unset]
    foreclosure_maintenance_persons: NotRequired[int | Clear | Unset]
    tax_number: NotRequired[str | Clear | Unset]
    place_of_business: NotRequired[str | Clear | Unset]


class PaycheckEmployeeIdentifierDict(TypedDict):
    """Plain data of `PaycheckEmployeeIdentifier`."""

    value: str
    type: Literal["employeenumber", "finnishpersonalidentifier"]


class PayrollAdvanceDict(TypedDict):
    """Plain data of `PayrollAdvance`."""

    description: NotRequired[str | Clear | Unset]
    employee_identifier: str | AdvanceEmployeeIdentifierDict | AdvanceEmployeeIdentifier
    payment_date: PlainDate
    advance_sum: PlainNumber | AdvanceSumDict | AdvanceSum
    payment_type: Literal["payroll", "tripexpence"]


class PayrollExternalSalaryPaymentDict(TypedDict):
    """Plain data of `PayrollExternalSalaryPayment`."""

    description: NotRequired[str | Clear | Unset]
    payment_date: NotRequired[PlainDate | Clear | Unset]
    due_date: NotRequired[PlainDate | Clear | Unset]
    external_payment_sum: PlainNumber
    iban: str
    bic: str
    hetu: NotRequired[str | Clear | Unset]
    real_name: str


class PayrollPaycheckBatchDict(TypedDict):
    """Plain data of `PayrollPaycheckBatch`."""

    employee_identifier: PaycheckEmployeeIdentifierDict | PaycheckEmployeeIdentifier
    rule_group_period_start: PlainDate
    rule_group_period_end: PlainDate
    free_text_before_lines: NotRequired[str | Clear | Unset]
    free_text_after_lines: NotRequired[str | Clear | Unset]
    due_date: PlainDate
    value_date: PlainDate
    payroll_paycheck_batch_line: Sequence[PayrollPaycheckBatchLineDict | PayrollPaycheckBatchLine]


class PayrollPaycheckBatchLineDict(TypedDict):
    """Plain data of `PayrollPaycheckBatchLine`."""

    payroll_ratio_identifier: str
    units: PlainNumber
    unit_amount: PlainNumber
    line_sum: PlainNumber
    line_description: NotRequired[str | Clear | Unset]
    earning_period_start_date: NotRequired[PlainDate | Clear | Unset]
    earning_period_end_date: NotRequired[PlainDate | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]


class PayrollPeriodCollectorDict(TypedDict):
    """Plain data of `PayrollPeriodCollector`."""

    date: PlainDate
    employee_identifier: CollectorEmployeeIdentifierDict | CollectorEmployeeIdentifier
    payroll_ratio_line: Sequence[PayrollRatioLineDict | PayrollRatioLine]


class PayrollRatioLineDict(TypedDict):
    """Plain data of `PayrollRatioLine`."""

    amount: PlainNumber
    payroll_ratio: int
    dimension: NotRequired[Sequence[DimensionWithFatherDict | DimensionWithFather] | Unset]


class SalaryParameterDict(TypedDict):
    """Plain data of `SalaryParameter`."""

    ratio_number: int
    value: NotRequired[PlainNumber | Unset]


class SalaryParametersDict(TypedDict):
    """Plain data of `SalaryParameters`."""

    salary_parameter: Sequence[SalaryParameterDict | SalaryParameter]


class SettlementPointDict(TypedDict):
    """Plain data of `SettlementPoint`."""

    type: NotRequired[Literal["nohandling", "attachedtosettlementpoint"] | Clear | Unset]
    name: NotRequired[str | Clear | Unset]


class UnemploymentInsuranceDict(TypedDict):
    """Plain data of `UnemploymentInsurance`."""

    type: NotRequired[
        Literal["nohandling", "automatichandling", "under17yearsold", "17to64yearsold", "over65yearsold", "partowner"]
        | Clear
        | Unset
    ]
    name: NotRequired[str | Clear | Unset]


class WorkPensionInsuranceDict(TypedDict):
    """Plain data of `WorkPensionInsurance`."""

    type: NotRequired[
        Literal[
            "nohandling",
            "automatichandling",
            "under17yearsold",
            "17to52yearsold",
            "53to62yearsold",
            "63to67yearsold",
            "over68yearsold",
        ]
        | Clear
        | Unset
    ]
    name: NotRequired[str | Clear | Unset]
