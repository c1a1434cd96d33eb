"""Payroll: employees and their employment periods, salary parameters, payslips and salary payments.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.common import Dimension as Dimension
from netvisor.resources.common import DimensionItemWithFather as DimensionItemWithFather
from netvisor.resources.common import DimensionWithFather as DimensionWithFather
from netvisor.resources.common import NetvisorOrCustomer as NetvisorOrCustomer
from netvisor.resources.payroll.common import EmployeeInsuranceType as EmployeeInsuranceType
from netvisor.resources.payroll.common import ForeignIdentifierType as ForeignIdentifierType
from netvisor.resources.payroll.common import Identifier as Identifier
from netvisor.resources.payroll.common import IdentifierType as IdentifierType
from netvisor.resources.payroll.common import KeyAndName as KeyAndName
from netvisor.resources.payroll.common import NameWithKey as NameWithKey
from netvisor.resources.payroll.dicts import AddedEmploymentPeriodDict as AddedEmploymentPeriodDict
from netvisor.resources.payroll.dicts import AddedEmploymentPeriodsDict as AddedEmploymentPeriodsDict
from netvisor.resources.payroll.dicts import AdditionalInformationFieldDict as AdditionalInformationFieldDict
from netvisor.resources.payroll.dicts import AdvanceEmployeeIdentifierDict as AdvanceEmployeeIdentifierDict
from netvisor.resources.payroll.dicts import AdvanceSumDict as AdvanceSumDict
from netvisor.resources.payroll.dicts import AttachedAccidentInsuranceDict as AttachedAccidentInsuranceDict
from netvisor.resources.payroll.dicts import AttachedSettlementPointDict as AttachedSettlementPointDict
from netvisor.resources.payroll.dicts import AttachedSettlementPointsDict as AttachedSettlementPointsDict
from netvisor.resources.payroll.dicts import AttachedUnemploymentInsuranceDict as AttachedUnemploymentInsuranceDict
from netvisor.resources.payroll.dicts import AttachedWorkPensionInsuranceDict as AttachedWorkPensionInsuranceDict
from netvisor.resources.payroll.dicts import AttachEmployeeToSettlementPointDict as AttachEmployeeToSettlementPointDict
from netvisor.resources.payroll.dicts import ChangedEmploymentPeriodDict as ChangedEmploymentPeriodDict
from netvisor.resources.payroll.dicts import ChangedEmploymentPeriodsDict as ChangedEmploymentPeriodsDict
from netvisor.resources.payroll.dicts import CollectorEmployeeIdentifierDict as CollectorEmployeeIdentifierDict
from netvisor.resources.payroll.dicts import DegreeDict as DegreeDict
from netvisor.resources.payroll.dicts import DimensionDict as DimensionDict
from netvisor.resources.payroll.dicts import DimensionItemWithFatherDict as DimensionItemWithFatherDict
from netvisor.resources.payroll.dicts import DimensionWithFatherDict as DimensionWithFatherDict
from netvisor.resources.payroll.dicts import EmployeeAdditionalInformationDict as EmployeeAdditionalInformationDict
from netvisor.resources.payroll.dicts import EmployeeBaseInformationDict as EmployeeBaseInformationDict
from netvisor.resources.payroll.dicts import EmployeeDict as EmployeeDict
from netvisor.resources.payroll.dicts import EmployeeDimensionCurveDict as EmployeeDimensionCurveDict
from netvisor.resources.payroll.dicts import EmployeeDimensionDict as EmployeeDimensionDict
from netvisor.resources.payroll.dicts import EmployeeDimensionItemDict as EmployeeDimensionItemDict
from netvisor.resources.payroll.dicts import EmployeeDimensionsDict as EmployeeDimensionsDict
from netvisor.resources.payroll.dicts import EmployeeEducationalInformationDict as EmployeeEducationalInformationDict
from netvisor.resources.payroll.dicts import EmployeeIdentificationDict as EmployeeIdentificationDict
from netvisor.resources.payroll.dicts import EmployeePayrollInformationDict as EmployeePayrollInformationDict
from netvisor.resources.payroll.dicts import EmployeeSalaryParametersDict as EmployeeSalaryParametersDict
from netvisor.resources.payroll.dicts import EmployeeSettingsDict as EmployeeSettingsDict
from netvisor.resources.payroll.dicts import EmployeeSettlementPointsDict as EmployeeSettlementPointsDict
from netvisor.resources.payroll.dicts import EmploymentPeriodDict as EmploymentPeriodDict
from netvisor.resources.payroll.dicts import EmploymentPeriodsDict as EmploymentPeriodsDict
from netvisor.resources.payroll.dicts import ForeignEmployeeIdentificationDict as ForeignEmployeeIdentificationDict
from netvisor.resources.payroll.dicts import ForeignIdentifierDict as ForeignIdentifierDict
from netvisor.resources.payroll.dicts import KevaEmploymentRegistrationDict as KevaEmploymentRegistrationDict
from netvisor.resources.payroll.dicts import NetvisorOrCustomerDict as NetvisorOrCustomerDict
from netvisor.resources.payroll.dicts import PatchedBaseInformationDict as PatchedBaseInformationDict
from netvisor.resources.payroll.dicts import PatchedHierarchyDict as PatchedHierarchyDict
from netvisor.resources.payroll.dicts import PatchedPayrollInformationDict as PatchedPayrollInformationDict
from netvisor.resources.payroll.dicts import PatchEmployeeDict as PatchEmployeeDict
from netvisor.resources.payroll.dicts import PaycheckEmployeeIdentifierDict as PaycheckEmployeeIdentifierDict
from netvisor.resources.payroll.dicts import PayrollAdvanceDict as PayrollAdvanceDict
from netvisor.resources.payroll.dicts import PayrollExternalSalaryPaymentDict as PayrollExternalSalaryPaymentDict
from netvisor.resources.payroll.dicts import PayrollPaycheckBatchDict as PayrollPaycheckBatchDict
from netvisor.resources.payroll.dicts import PayrollPaycheckBatchLineDict as PayrollPaycheckBatchLineDict
from netvisor.resources.payroll.dicts import PayrollPeriodCollectorDict as PayrollPeriodCollectorDict
from netvisor.resources.payroll.dicts import PayrollRatioLineDict as PayrollRatioLineDict
from netvisor.resources.payroll.dicts import SalaryParameterDict as SalaryParameterDict
from netvisor.resources.payroll.dicts import SalaryParametersDict as SalaryParametersDict
from netvisor.resources.payroll.dicts import SettlementPointDict as SettlementPointDict
from netvisor.resources.payroll.dicts import UnemploymentInsuranceDict as UnemploymentInsuranceDict
from netvisor.resources.payroll.dicts import WorkPensionInsuranceDict as WorkPensionInsuranceDict
from netvisor.resources.payroll.employees import AdditionalInformationField as AdditionalInformationField
from netvisor.resources.payroll.employees import ChangedPayslipDelivery as ChangedPayslipDelivery
from netvisor.resources.payroll.employees import Degree as Degree
from netvisor.resources.payroll.employees import Employee as Employee
from netvisor.resources.payroll.employees import EmployeeAdditionalInformation as EmployeeAdditionalInformation
from netvisor.resources.payroll.employees import EmployeeBaseInformation as EmployeeBaseInformation
from netvisor.resources.payroll.employees import EmployeeDimension as EmployeeDimension
from netvisor.resources.payroll.employees import EmployeeDimensionCurve as EmployeeDimensionCurve
from netvisor.resources.payroll.employees import EmployeeDimensionItem as EmployeeDimensionItem
from netvisor.resources.payroll.employees import EmployeeDimensions as EmployeeDimensions
from netvisor.resources.payroll.employees import EmployeeEducationalInformation as EmployeeEducationalInformation
from netvisor.resources.payroll.employees import EmployeePayrollInformation as EmployeePayrollInformation
from netvisor.resources.payroll.employees import EmployeeSettings as EmployeeSettings
from netvisor.resources.payroll.employees import ForeignEmployeeIdentification as ForeignEmployeeIdentification
from netvisor.resources.payroll.employees import ForeignIdentifier as ForeignIdentifier
from netvisor.resources.payroll.employees import PatchedBaseInformation as PatchedBaseInformation
from netvisor.resources.payroll.employees import PatchedHierarchy as PatchedHierarchy
from netvisor.resources.payroll.employees import PatchedPayrollInformation as PatchedPayrollInformation
from netvisor.resources.payroll.employees import PatchEmployee as PatchEmployee
from netvisor.resources.payroll.employees import PayslipDelivery as PayslipDelivery
from netvisor.resources.payroll.employees import Switch as Switch
from netvisor.resources.payroll.employees import add_employee as add_employee
from netvisor.resources.payroll.employees import edit_employee as edit_employee
from netvisor.resources.payroll.employees import edit_employee_dimension_curve as edit_employee_dimension_curve
from netvisor.resources.payroll.employees import patch_employee as patch_employee
from netvisor.resources.payroll.fetched_employees import Asked as Asked
from netvisor.resources.payroll.fetched_employees import DefaultDimension as DefaultDimension
from netvisor.resources.payroll.fetched_employees import DefaultDimensions as DefaultDimensions
from netvisor.resources.payroll.fetched_employees import Employees as Employees
from netvisor.resources.payroll.fetched_employees import (
    FetchedAdditionalInformationField as FetchedAdditionalInformationField,
)
from netvisor.resources.payroll.fetched_employees import (
    FetchedAdditionalInformationFields as FetchedAdditionalInformationFields,
)
from netvisor.resources.payroll.fetched_employees import FetchedAgreement as FetchedAgreement
from netvisor.resources.payroll.fetched_employees import FetchedBaseInformation as FetchedBaseInformation
from netvisor.resources.payroll.fetched_employees import FetchedCode as FetchedCode
from netvisor.resources.payroll.fetched_employees import FetchedCountryCode as FetchedCountryCode
from netvisor.resources.payroll.fetched_employees import FetchedDegree as FetchedDegree
from netvisor.resources.payroll.fetched_employees import FetchedEducationalInformation as FetchedEducationalInformation
from netvisor.resources.payroll.fetched_employees import FetchedEmployee as FetchedEmployee
from netvisor.resources.payroll.fetched_employees import FetchedEmployeeIdentifier as FetchedEmployeeIdentifier
from netvisor.resources.payroll.fetched_employees import FetchedEmploymentContract as FetchedEmploymentContract
from netvisor.resources.payroll.fetched_employees import FetchedEmploymentMode as FetchedEmploymentMode
from netvisor.resources.payroll.fetched_employees import FetchedEmploymentPeriod as FetchedEmploymentPeriod
from netvisor.resources.payroll.fetched_employees import FetchedEmploymentPeriods as FetchedEmploymentPeriods
from netvisor.resources.payroll.fetched_employees import FetchedKevaRegistration as FetchedKevaRegistration
from netvisor.resources.payroll.fetched_employees import FetchedLanguage as FetchedLanguage
from netvisor.resources.payroll.fetched_employees import FetchedOccupation as FetchedOccupation
from netvisor.resources.payroll.fetched_employees import FetchedPayrollInformation as FetchedPayrollInformation
from netvisor.resources.payroll.fetched_employees import FetchedPayslipDelivery as FetchedPayslipDelivery
from netvisor.resources.payroll.fetched_employees import FieldGroup as FieldGroup
from netvisor.resources.payroll.fetched_employees import FieldValue as FieldValue
from netvisor.resources.payroll.fetched_employees import GetEmployeeReply as GetEmployeeReply
from netvisor.resources.payroll.fetched_employees import GetEmployeesReply as GetEmployeesReply
from netvisor.resources.payroll.fetched_employees import IdentifierKind as IdentifierKind
from netvisor.resources.payroll.fetched_employees import LiabilityAccount as LiabilityAccount
from netvisor.resources.payroll.fetched_employees import ListedEmployee as ListedEmployee
from netvisor.resources.payroll.fetched_employees import PersonalId as PersonalId
from netvisor.resources.payroll.fetched_employees import WithEducation as WithEducation
from netvisor.resources.payroll.fetched_employees import WithFields as WithFields
from netvisor.resources.payroll.fetched_employees import WithPayroll as WithPayroll
from netvisor.resources.payroll.fetched_employees import WithPeriods as WithPeriods
from netvisor.resources.payroll.fetched_employees import WithSettlementPoints as WithSettlementPoints
from netvisor.resources.payroll.fetched_employees import get_employee as get_employee
from netvisor.resources.payroll.fetched_employees import get_employee_by_number as get_employee_by_number
from netvisor.resources.payroll.fetched_employees import list_employees as list_employees
from netvisor.resources.payroll.job_periods import AddedEmploymentPeriod as AddedEmploymentPeriod
from netvisor.resources.payroll.job_periods import AddedEmploymentPeriods as AddedEmploymentPeriods
from netvisor.resources.payroll.job_periods import CarBenefitYear as CarBenefitYear
from netvisor.resources.payroll.job_periods import CarEmissions as CarEmissions
from netvisor.resources.payroll.job_periods import ChangedEmploymentPeriod as ChangedEmploymentPeriod
from netvisor.resources.payroll.job_periods import ChangedEmploymentPeriods as ChangedEmploymentPeriods
from netvisor.resources.payroll.job_periods import CollectiveAgreement as CollectiveAgreement
from netvisor.resources.payroll.job_periods import EmploymentContract as EmploymentContract
from netvisor.resources.payroll.job_periods import EmploymentForm as EmploymentForm
from netvisor.resources.payroll.job_periods import EmploymentMode as EmploymentMode
from netvisor.resources.payroll.job_periods import EmploymentPeriod as EmploymentPeriod
from netvisor.resources.payroll.job_periods import EmploymentPeriods as EmploymentPeriods
from netvisor.resources.payroll.job_periods import EndReason as EndReason
from netvisor.resources.payroll.job_periods import KevaEmploymentRegistration as KevaEmploymentRegistration
from netvisor.resources.payroll.job_periods import OccupationClassification as OccupationClassification
from netvisor.resources.payroll.job_periods import PartTimePercent as PartTimePercent
from netvisor.resources.payroll.job_periods import WeeklyHours as WeeklyHours
from netvisor.resources.payroll.job_periods import add_job_period as add_job_period
from netvisor.resources.payroll.job_periods import delete_job_period as delete_job_period
from netvisor.resources.payroll.job_periods import edit_job_period as edit_job_period
from netvisor.resources.payroll.payslips import AccountingData as AccountingData
from netvisor.resources.payroll.payslips import AllocationCurve as AllocationCurve
from netvisor.resources.payroll.payslips import AllocationCurves as AllocationCurves
from netvisor.resources.payroll.payslips import CurveDimensions as CurveDimensions
from netvisor.resources.payroll.payslips import EarningPeriod as EarningPeriod
from netvisor.resources.payroll.payslips import EarningPeriods as EarningPeriods
from netvisor.resources.payroll.payslips import FetchedPaycheckBatch as FetchedPaycheckBatch
from netvisor.resources.payroll.payslips import FetchedPaycheckBatchLine as FetchedPaycheckBatchLine
from netvisor.resources.payroll.payslips import FetchedPaycheckBatchLines as FetchedPaycheckBatchLines
from netvisor.resources.payroll.payslips import FetchedRuleGroupPeriod as FetchedRuleGroupPeriod
from netvisor.resources.payroll.payslips import GetPayrollPaycheckBatchListReply as GetPayrollPaycheckBatchListReply
from netvisor.resources.payroll.payslips import GetPayrollPaycheckBatchReply as GetPayrollPaycheckBatchReply
from netvisor.resources.payroll.payslips import GetPayslipReply as GetPayslipReply
from netvisor.resources.payroll.payslips import HolidayRecords as HolidayRecords
from netvisor.resources.payroll.payslips import IncomeType as IncomeType
from netvisor.resources.payroll.payslips import LineDimension as LineDimension
from netvisor.resources.payroll.payslips import LineDimensions as LineDimensions
from netvisor.resources.payroll.payslips import LineRatio as LineRatio
from netvisor.resources.payroll.payslips import ListedPaycheckBatch as ListedPaycheckBatch
from netvisor.resources.payroll.payslips import ListedPaycheckEmployee as ListedPaycheckEmployee
from netvisor.resources.payroll.payslips import ListedRuleGroup as ListedRuleGroup
from netvisor.resources.payroll.payslips import ListedRuleGroupPeriod as ListedRuleGroupPeriod
from netvisor.resources.payroll.payslips import PaycheckDimension as PaycheckDimension
from netvisor.resources.payroll.payslips import PaycheckEmployee as PaycheckEmployee
from netvisor.resources.payroll.payslips import PaycheckEmployeeIdentifier as PaycheckEmployeeIdentifier
from netvisor.resources.payroll.payslips import PaycheckVoucher as PaycheckVoucher
from netvisor.resources.payroll.payslips import PayrollPaycheckBatch as PayrollPaycheckBatch
from netvisor.resources.payroll.payslips import PayrollPaycheckBatches as PayrollPaycheckBatches
from netvisor.resources.payroll.payslips import PayrollPaycheckBatchLine as PayrollPaycheckBatchLine
from netvisor.resources.payroll.payslips import Payslip as Payslip
from netvisor.resources.payroll.payslips import PayslipListReply as PayslipListReply
from netvisor.resources.payroll.payslips import Payslips as Payslips
from netvisor.resources.payroll.payslips import PayslipStatus as PayslipStatus
from netvisor.resources.payroll.payslips import RatioNumber as RatioNumber
from netvisor.resources.payroll.payslips import add_payroll_paycheck_batch as add_payroll_paycheck_batch
from netvisor.resources.payroll.payslips import get_payroll_paycheck_batch as get_payroll_paycheck_batch
from netvisor.resources.payroll.payslips import get_payslip as get_payslip
from netvisor.resources.payroll.payslips import list_payroll_paycheck_batches as list_payroll_paycheck_batches
from netvisor.resources.payroll.payslips import list_payslips as list_payslips
from netvisor.resources.payroll.salary_parameters import CollectorEmployeeIdentifier as CollectorEmployeeIdentifier
from netvisor.resources.payroll.salary_parameters import EmployeeIdentification as EmployeeIdentification
from netvisor.resources.payroll.salary_parameters import EmployeeSalaryParameters as EmployeeSalaryParameters
from netvisor.resources.payroll.salary_parameters import (
    FetchedEmployeeSalaryParameters as FetchedEmployeeSalaryParameters,
)
from netvisor.resources.payroll.salary_parameters import FetchedSalaryParameter as FetchedSalaryParameter
from netvisor.resources.payroll.salary_parameters import FetchedSalaryParameters as FetchedSalaryParameters
from netvisor.resources.payroll.salary_parameters import (
    GetEmployeeSalaryParametersReply as GetEmployeeSalaryParametersReply,
)
from netvisor.resources.payroll.salary_parameters import ListedRatioSource as ListedRatioSource
from netvisor.resources.payroll.salary_parameters import PayrollPeriodCollector as PayrollPeriodCollector
from netvisor.resources.payroll.salary_parameters import PayrollRatio as PayrollRatio
from netvisor.resources.payroll.salary_parameters import PayrollRatioLine as PayrollRatioLine
from netvisor.resources.payroll.salary_parameters import PayrollRatioListReply as PayrollRatioListReply
from netvisor.resources.payroll.salary_parameters import PayrollRatioNumber as PayrollRatioNumber
from netvisor.resources.payroll.salary_parameters import PayrollRatios as PayrollRatios
from netvisor.resources.payroll.salary_parameters import RatioIdentifier as RatioIdentifier
from netvisor.resources.payroll.salary_parameters import RatioName as RatioName
from netvisor.resources.payroll.salary_parameters import RatioNames as RatioNames
from netvisor.resources.payroll.salary_parameters import RatioSource as RatioSource
from netvisor.resources.payroll.salary_parameters import SalaryParameter as SalaryParameter
from netvisor.resources.payroll.salary_parameters import SalaryParameters as SalaryParameters
from netvisor.resources.payroll.salary_parameters import add_payroll_period_collector as add_payroll_period_collector
from netvisor.resources.payroll.salary_parameters import (
    edit_employee_salary_parameters as edit_employee_salary_parameters,
)
from netvisor.resources.payroll.salary_parameters import (
    get_employee_salary_parameters as get_employee_salary_parameters,
)
from netvisor.resources.payroll.salary_parameters import list_payroll_ratios as list_payroll_ratios
from netvisor.resources.payroll.salary_payments import AdvanceEmployeeIdentifier as AdvanceEmployeeIdentifier
from netvisor.resources.payroll.salary_payments import AdvanceSum as AdvanceSum
from netvisor.resources.payroll.salary_payments import PayrollAdvance as PayrollAdvance
from netvisor.resources.payroll.salary_payments import PayrollExternalSalaryPayment as PayrollExternalSalaryPayment
from netvisor.resources.payroll.salary_payments import add_payroll_advance as add_payroll_advance
from netvisor.resources.payroll.salary_payments import (
    add_payroll_external_salary_payment as add_payroll_external_salary_payment,
)
from netvisor.resources.payroll.settlement_points import AttachedAccidentInsurance as AttachedAccidentInsurance
from netvisor.resources.payroll.settlement_points import AttachedSettlementPoint as AttachedSettlementPoint
from netvisor.resources.payroll.settlement_points import AttachedSettlementPoints as AttachedSettlementPoints
from netvisor.resources.payroll.settlement_points import AttachedUnemploymentInsurance as AttachedUnemploymentInsurance
from netvisor.resources.payroll.settlement_points import AttachedWorkPensionInsurance as AttachedWorkPensionInsurance
from netvisor.resources.payroll.settlement_points import (
    AttachEmployeeToSettlementPoint as AttachEmployeeToSettlementPoint,
)
from netvisor.resources.payroll.settlement_points import EmployeeSettlementPoints as EmployeeSettlementPoints
from netvisor.resources.payroll.settlement_points import FetchedSettlementPoint as FetchedSettlementPoint
from netvisor.resources.payroll.settlement_points import FetchedSettlementPoints as FetchedSettlementPoints
from netvisor.resources.payroll.settlement_points import GetPayrollPartiesReply as GetPayrollPartiesReply
from netvisor.resources.payroll.settlement_points import Handling as Handling
from netvisor.resources.payroll.settlement_points import Party as Party
from netvisor.resources.payroll.settlement_points import PartyInternalType as PartyInternalType
from netvisor.resources.payroll.settlement_points import PayrollParties as PayrollParties
from netvisor.resources.payroll.settlement_points import SettlementPoint as SettlementPoint
from netvisor.resources.payroll.settlement_points import UnemploymentHandling as UnemploymentHandling
from netvisor.resources.payroll.settlement_points import UnemploymentInsurance as UnemploymentInsurance
from netvisor.resources.payroll.settlement_points import WorkPensionHandling as WorkPensionHandling
from netvisor.resources.payroll.settlement_points import WorkPensionInsurance as WorkPensionInsurance
from netvisor.resources.payroll.settlement_points import (
    attach_employee_to_settlement_point as attach_employee_to_settlement_point,
)
from netvisor.resources.payroll.settlement_points import list_payroll_parties as list_payroll_parties

__all__ = [
    "AccountingData",
    "AddedEmploymentPeriod",
    "AddedEmploymentPeriodDict",
    "AddedEmploymentPeriods",
    "AddedEmploymentPeriodsDict",
    "AdditionalInformationField",
    "AdditionalInformationFieldDict",
    "AdvanceEmployeeIdentifier",
    "AdvanceEmployeeIdentifierDict",
    "AdvanceSum",
    "AdvanceSumDict",
    "AllocationCurve",
    "AllocationCurves",
    "Asked",
    "AttachEmployeeToSettlementPoint",
    "AttachEmployeeToSettlementPointDict",
    "AttachedAccidentInsurance",
    "AttachedAccidentInsuranceDict",
    "AttachedSettlementPoint",
    "AttachedSettlementPointDict",
    "AttachedSettlementPoints",
    "AttachedSettlementPointsDict",
    "AttachedUnemploymentInsurance",
    "AttachedUnemploymentInsuranceDict",
    "AttachedWorkPensionInsurance",
    "AttachedWorkPensionInsuranceDict",
    "CarBenefitYear",
    "CarEmissions",
    "ChangedEmploymentPeriod",
    "ChangedEmploymentPeriodDict",
    "ChangedEmploymentPeriods",
    "ChangedEmploymentPeriodsDict",
    "ChangedPayslipDelivery",
    "CollectiveAgreement",
    "CollectorEmployeeIdentifier",
    "CollectorEmployeeIdentifierDict",
    "CurveDimensions",
    "DefaultDimension",
    "DefaultDimensions",
    "Degree",
    "DegreeDict",
    "Dimension",
    "DimensionDict",
    "DimensionItemWithFather",
    "DimensionItemWithFatherDict",
    "DimensionWithFather",
    "DimensionWithFatherDict",
    "EarningPeriod",
    "EarningPeriods",
    "Employee",
    "EmployeeAdditionalInformation",
    "EmployeeAdditionalInformationDict",
    "EmployeeBaseInformation",
    "EmployeeBaseInformationDict",
    "EmployeeDict",
    "EmployeeDimension",
    "EmployeeDimensionCurve",
    "EmployeeDimensionCurveDict",
    "EmployeeDimensionDict",
    "EmployeeDimensionItem",
    "EmployeeDimensionItemDict",
    "EmployeeDimensions",
    "EmployeeDimensionsDict",
    "EmployeeEducationalInformation",
    "EmployeeEducationalInformationDict",
    "EmployeeIdentification",
    "EmployeeIdentificationDict",
    "EmployeeInsuranceType",
    "EmployeePayrollInformation",
    "EmployeePayrollInformationDict",
    "EmployeeSalaryParameters",
    "EmployeeSalaryParametersDict",
    "EmployeeSettings",
    "EmployeeSettingsDict",
    "EmployeeSettlementPoints",
    "EmployeeSettlementPointsDict",
    "Employees",
    "EmploymentContract",
    "EmploymentForm",
    "EmploymentMode",
    "EmploymentPeriod",
    "EmploymentPeriodDict",
    "EmploymentPeriods",
    "EmploymentPeriodsDict",
    "EndReason",
    "FetchedAdditionalInformationField",
    "FetchedAdditionalInformationFields",
    "FetchedAgreement",
    "FetchedBaseInformation",
    "FetchedCode",
    "FetchedCountryCode",
    "FetchedDegree",
    "FetchedEducationalInformation",
    "FetchedEmployee",
    "FetchedEmployeeIdentifier",
    "FetchedEmployeeSalaryParameters",
    "FetchedEmploymentContract",
    "FetchedEmploymentMode",
    "FetchedEmploymentPeriod",
    "FetchedEmploymentPeriods",
    "FetchedKevaRegistration",
    "FetchedLanguage",
    "FetchedOccupation",
    "FetchedPaycheckBatch",
    "FetchedPaycheckBatchLine",
    "FetchedPaycheckBatchLines",
    "FetchedPayrollInformation",
    "FetchedPayslipDelivery",
    "FetchedRuleGroupPeriod",
    "FetchedSalaryParameter",
    "FetchedSalaryParameters",
    "FetchedSettlementPoint",
    "FetchedSettlementPoints",
    "FieldGroup",
    "FieldValue",
    "ForeignEmployeeIdentification",
    "ForeignEmployeeIdentificationDict",
    "ForeignIdentifier",
    "ForeignIdentifierDict",
    "ForeignIdentifierType",
    "GetEmployeeReply",
    "GetEmployeeSalaryParametersReply",
    "GetEmployeesReply",
    "GetPayrollPartiesReply",
    "GetPayrollPaycheckBatchListReply",
    "GetPayrollPaycheckBatchReply",
    "GetPayslipReply",
    "Handling",
    "HolidayRecords",
    "Identifier",
    "IdentifierKind",
    "IdentifierType",
    "IncomeType",
    "KevaEmploymentRegistration",
    "KevaEmploymentRegistrationDict",
    "KeyAndName",
    "LiabilityAccount",
    "LineDimension",
    "LineDimensions",
    "LineRatio",
    "ListedEmployee",
    "ListedPaycheckBatch",
    "ListedPaycheckEmployee",
    "ListedRatioSource",
    "ListedRuleGroup",
    "ListedRuleGroupPeriod",
    "NameWithKey",
    "NetvisorOrCustomer",
    "NetvisorOrCustomerDict",
    "OccupationClassification",
    "PartTimePercent",
    "Party",
    "PartyInternalType",
    "PatchEmployee",
    "PatchEmployeeDict",
    "PatchedBaseInformation",
    "PatchedBaseInformationDict",
    "PatchedHierarchy",
    "PatchedHierarchyDict",
    "PatchedPayrollInformation",
    "PatchedPayrollInformationDict",
    "PaycheckDimension",
    "PaycheckEmployee",
    "PaycheckEmployeeIdentifier",
    "PaycheckEmployeeIdentifierDict",
    "PaycheckVoucher",
    "PayrollAdvance",
    "PayrollAdvanceDict",
    "PayrollExternalSalaryPayment",
    "PayrollExternalSalaryPaymentDict",
    "PayrollParties",
    "PayrollPaycheckBatch",
    "PayrollPaycheckBatchDict",
    "PayrollPaycheckBatchLine",
    "PayrollPaycheckBatchLineDict",
    "PayrollPaycheckBatches",
    "PayrollPeriodCollector",
    "PayrollPeriodCollectorDict",
    "PayrollRatio",
    "PayrollRatioLine",
    "PayrollRatioLineDict",
    "PayrollRatioListReply",
    "PayrollRatioNumber",
    "PayrollRatios",
    "Payslip",
    "PayslipDelivery",
    "PayslipListReply",
    "PayslipStatus",
    "Payslips",
    "PersonalId",
    "RatioIdentifier",
    "RatioName",
    "RatioNames",
    "RatioNumber",
    "RatioSource",
    "SalaryParameter",
    "SalaryParameterDict",
    "SalaryParameters",
    "SalaryParametersDict",
    "SettlementPoint",
    "SettlementPointDict",
    "Switch",
    "UnemploymentHandling",
    "UnemploymentInsurance",
    "UnemploymentInsuranceDict",
    "WeeklyHours",
    "WithEducation",
    "WithFields",
    "WithPayroll",
    "WithPeriods",
    "WithSettlementPoints",
    "WorkPensionHandling",
    "WorkPensionInsurance",
    "WorkPensionInsuranceDict",
    "add_employee",
    "add_job_period",
    "add_payroll_advance",
    "add_payroll_external_salary_payment",
    "add_payroll_paycheck_batch",
    "add_payroll_period_collector",
    "attach_employee_to_settlement_point",
    "delete_job_period",
    "edit_employee",
    "edit_employee_dimension_curve",
    "edit_employee_salary_parameters",
    "edit_job_period",
    "get_employee",
    "get_employee_by_number",
    "get_employee_salary_parameters",
    "get_payroll_paycheck_batch",
    "get_payslip",
    "list_employees",
    "list_payroll_parties",
    "list_payroll_paycheck_batches",
    "list_payroll_ratios",
    "list_payslips",
    "patch_employee",
]
