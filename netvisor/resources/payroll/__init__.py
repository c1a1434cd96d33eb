"""Payroll: employees and their employment periods, salary parameters, payslips and salary payments.

The area is one namespace and loads in parts: a name brings in the module that declares it, so that a call of one kind
does not wait for the declarations of all others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

_PARTS: dict[str, tuple[str, ...]] = {
    "common": (
        "EmployeeInsuranceType", "ForeignIdentifierType", "Identifier", "IdentifierType", "KeyAndName", "NameWithKey",
    ),
    "employees": (
        "AdditionalInformationField", "ChangedPayslipDelivery", "Degree", "EMPLOYEE", "EMPLOYEEDIMENSIONCURVE",
        "Employee", "EmployeeAdditionalInformation", "EmployeeBaseInformation", "EmployeeDimension",
        "EmployeeDimensionCurve", "EmployeeDimensionItem", "EmployeeDimensions", "EmployeeEducationalInformation",
        "EmployeePayrollInformation", "EmployeeSettings", "ForeignEmployeeIdentification", "ForeignIdentifier",
        "INSURANCE_IS_SAID", "MAY_BE_UNINSURED", "PATCHEMPLOYEE", "PatchEmployee", "PatchedBaseInformation",
        "PatchedHierarchy", "PatchedPayrollInformation", "PayslipDelivery", "Switch", "add_employee", "edit_employee",
        "edit_employee_dimension_curve", "patch_employee",
    ),
    "fetched_employees": (
        "Asked", "DefaultDimension", "DefaultDimensions", "Employees", "FetchedAdditionalInformationField",
        "FetchedAdditionalInformationFields", "FetchedAgreement", "FetchedBaseInformation", "FetchedCode",
        "FetchedCountryCode", "FetchedDegree", "FetchedEducationalInformation", "FetchedEmployee",
        "FetchedEmployeeIdentifier", "FetchedEmploymentContract", "FetchedEmploymentMode", "FetchedEmploymentPeriod",
        "FetchedEmploymentPeriods", "FetchedKevaRegistration", "FetchedLanguage", "FetchedOccupation",
        "FetchedPayrollInformation", "FetchedPayslipDelivery", "FieldGroup", "FieldValue", "GETEMPLOYEE",
        "GETEMPLOYEES", "GetEmployeeReply", "GetEmployeesReply", "IdentifierKind", "LiabilityAccount", "ListedEmployee",
        "PersonalId", "WithEducation", "WithFields", "WithPayroll", "WithPeriods", "WithSettlementPoints",
        "get_employee", "get_employee_by_number", "list_employees",
    ),
    "job_periods": (
        "ADDJOBPERIOD", "AddedEmploymentPeriod", "AddedEmploymentPeriods", "CarBenefitYear", "CarEmissions",
        "ChangedEmploymentPeriod", "ChangedEmploymentPeriods", "CollectiveAgreement", "DELETEJOBPERIOD",
        "EDITJOBPERIOD", "EmploymentContract", "EmploymentForm", "EmploymentMode", "EmploymentPeriod",
        "EmploymentPeriods", "EndReason", "FIXED_TERM_ENDS", "KevaEmploymentRegistration", "OccupationClassification",
        "PERCENT_COUNTS", "PERCENT_MAY_COUNT", "PartTimePercent", "WeeklyHours", "add_job_period", "delete_job_period",
        "edit_job_period",
    ),
    "payslips": (
        "AT_MOST_30_DAYS", "AccountingData", "AllocationCurve", "AllocationCurves", "CurveDimensions", "EarningPeriod",
        "EarningPeriods", "FetchedPaycheckBatch", "FetchedPaycheckBatchLine", "FetchedPaycheckBatchLines",
        "FetchedRuleGroupPeriod", "GETPAYROLLPAYCHECKBATCH", "GETPAYROLLPAYCHECKBATCHLIST", "GETPAYSLIP",
        "GetPayrollPaycheckBatchListReply", "GetPayrollPaycheckBatchReply", "GetPayslipReply", "HolidayRecords",
        "IncomeType", "LineDimension", "LineDimensions", "LineRatio", "ListedPaycheckBatch", "ListedPaycheckEmployee",
        "ListedRuleGroup", "ListedRuleGroupPeriod", "PAYROLLPAYCHECKBATCH", "PAYSLIPLIST", "PaycheckDimension",
        "PaycheckEmployee", "PaycheckEmployeeIdentifier", "PaycheckVoucher", "PayrollPaycheckBatch",
        "PayrollPaycheckBatchLine", "PayrollPaycheckBatches", "Payslip", "PayslipListReply", "PayslipStatus",
        "Payslips", "RatioNumber", "add_payroll_paycheck_batch", "get_payroll_paycheck_batch", "get_payslip",
        "list_payroll_paycheck_batches", "list_payslips",
    ),
    "salary_parameters": (
        "CollectorEmployeeIdentifier", "EMPLOYEESALARYPARAMETERS", "EmployeeIdentification", "EmployeeSalaryParameters",
        "FetchedEmployeeSalaryParameters", "FetchedSalaryParameter", "FetchedSalaryParameters",
        "GETEMPLOYEESALARYPARAMETERS", "GetEmployeeSalaryParametersReply", "ListedRatioSource",
        "PAYROLLPERIODCOLLECTOR", "PAYROLLRATIOLIST", "PayrollPeriodCollector", "PayrollRatio", "PayrollRatioLine",
        "PayrollRatioListReply", "PayrollRatioNumber", "PayrollRatios", "RatioIdentifier", "RatioName", "RatioNames",
        "RatioSource", "SalaryParameter", "SalaryParameters", "add_payroll_period_collector",
        "edit_employee_salary_parameters", "get_employee_salary_parameters", "list_payroll_ratios",
    ),
    "salary_payments": (
        "AdvanceEmployeeIdentifier", "AdvanceSum", "PAYROLLADVANCE", "PAYROLLEXTERNALSALARYPAYMENT", "PayrollAdvance",
        "PayrollExternalSalaryPayment", "add_payroll_advance", "add_payroll_external_salary_payment",
    ),
    "settlement_points": (
        "ATTACHEMPLOYEETOSETTLEMENTPOINT", "AttachEmployeeToSettlementPoint", "AttachedAccidentInsurance",
        "AttachedSettlementPoint", "AttachedSettlementPoints", "AttachedUnemploymentInsurance",
        "AttachedWorkPensionInsurance", "EmployeeSettlementPoints", "FetchedSettlementPoint", "FetchedSettlementPoints",
        "GETPAYROLLPARTIES", "GetPayrollPartiesReply", "Handling", "NAMED", "Party", "PartyInternalType",
        "PayrollParties", "SettlementPoint", "UnemploymentHandling", "UnemploymentInsurance", "WorkPensionHandling",
        "WorkPensionInsurance", "attach_employee_to_settlement_point", "list_payroll_parties",
    ),
}  # fmt: skip
"""The names that each module of this area declares."""

__all__ = [name for names in _PARTS.values() for name in names]  # all of them are texts

if TYPE_CHECKING:
    from netvisor.resources.payroll.common import *  # noqa: F403  # the area is one namespace
    from netvisor.resources.payroll.employees import *  # noqa: F403
    from netvisor.resources.payroll.fetched_employees import *  # noqa: F403
    from netvisor.resources.payroll.job_periods import *  # noqa: F403
    from netvisor.resources.payroll.payslips import *  # noqa: F403
    from netvisor.resources.payroll.salary_parameters import *  # noqa: F403
    from netvisor.resources.payroll.salary_payments import *  # noqa: F403
    from netvisor.resources.payroll.settlement_points import *  # noqa: F403
else:
    # Not seen by type checkers, who would take any name for one of this area.
    _HOMES = {name: part for part, names in _PARTS.items() for name in names}

    def __getattr__(name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return list(__all__)
