"""Payroll: golden messages from the facts, answers read into typed objects, every rule refusing something."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import untyped
from netvisor.declare import CLEAR, UNSET, Method
from netvisor.errors import MessageError
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import Answer, Done, Inserted
from netvisor.resources import find, payroll
from netvisor.resources.common import (
    Dimension,
    DimensionItemWithFather,
    DimensionWithFather,
    NetvisorOrCustomer,
)
from netvisor.resources.payroll.common import KeyAndName, NameWithKey
from netvisor.resources.payroll.employees import (
    AdditionalInformationField,
    Degree,
    Employee,
    EmployeeAdditionalInformation,
    EmployeeBaseInformation,
    EmployeeDimension,
    EmployeeDimensionCurve,
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
    PatchEmployee,
)
from netvisor.resources.payroll.fetched_employees import FetchedEmployee, ListedEmployee, PersonalId
from netvisor.resources.payroll.job_periods import (
    AddedEmploymentPeriod,
    AddedEmploymentPeriods,
    ChangedEmploymentPeriod,
    ChangedEmploymentPeriods,
    EmploymentPeriod,
    EmploymentPeriods,
    KevaEmploymentRegistration,
)
from netvisor.resources.payroll.payslips import (
    FetchedPaycheckBatch,
    PaycheckEmployeeIdentifier,
    PayrollPaycheckBatch,
    PayrollPaycheckBatchLine,
)
from netvisor.resources.payroll.salary_parameters import (
    CollectorEmployeeIdentifier,
    EmployeeIdentification,
    EmployeeSalaryParameters,
    PayrollPeriodCollector,
    PayrollRatioLine,
    SalaryParameter,
    SalaryParameters,
)
from netvisor.resources.payroll.salary_payments import (
    AdvanceEmployeeIdentifier,
    AdvanceSum,
    PayrollAdvance,
    PayrollExternalSalaryPayment,
)
from netvisor.resources.payroll.settlement_points import (
    AttachedAccidentInsurance,
    AttachedSettlementPoint,
    AttachedSettlementPoints,
    AttachedUnemploymentInsurance,
    AttachedWorkPensionInsurance,
    AttachEmployeeToSettlementPoint,
    EmployeeSettlementPoints,
    Party,
    SettlementPoint,
    UnemploymentInsurance,
    WorkPensionInsurance,
)
from tests.conftest import FIXTURES, Golden
from tests.element_paths import declared_paths, written_paths

# Employees.


def base(**fields: Any) -> EmployeeBaseInformation:
    usual: dict[str, Any] = {
        "employee_identifier": "010594Y9032",
        "first_name": "Äijä",
        "last_name": "Mäkelä",
        "phone_number": "050 123 456",
        "email": "aija.makela@example.com",
    }
    return EmployeeBaseInformation(**{**usual, **fields})


def foreign() -> ForeignEmployeeIdentification:
    return ForeignEmployeeIdentification(
        identifier=ForeignIdentifier("EE-3811", type="foreignpersonalidentifier"),
        issuing_country="EE",
        gender="male",
        date_of_birth=date(1970, 10, 20),
    )


def payroll_information(**fields: Any) -> EmployeePayrollInformation:
    usual: dict[str, Any] = {
        "street_address": "Keisarinnankatu 1",
        "post_number": "56120",
        "city": "Lappeenranta",
        "payroll_rule_group_name": "Kuukausipalkka, perusmalli",
    }
    return EmployeePayrollInformation(**{**usual, **fields})


def employee(**fields: Any) -> Employee:
    usual: dict[str, Any] = {
        "employee_base_information": base(),
        "employee_payroll_information": payroll_information(),
    }
    return Employee(**{**usual, **fields})


PERIOD: dict[str, Any] = {
    "company_start_date": date(2017, 1, 1),
    "start_date": date(2026, 1, 1),
    "probation_end_date": date(2026, 4, 1),
    "employment_mode": 1,
    "profession": "Myyjä",
    "comment": "Sijaisuus, päättyy jouluna",
    "end_date": date(2026, 12, 31),
    "end_reason": 6,
    "occupation_classification": "52230",
    "employment_contract": 2,
    "employment_form": 2,
    "part_time_percent": Decimal("62.50"),
    "regular_working_hours": Decimal("23.4"),
    "grounds_for_employment": 1,
    "keva_professional_class_code": "52230",
    "keva_employment_registration": KevaEmploymentRegistration("01", pension_provider_code=20),
    "is_payment_type_monthly_wage": True,
    "is_payment_type_hourly_wage": False,
    "is_payment_type_piece_wage": False,
    "collective_agreement": "27",
    "state_employment_fund": False,
    "car_benefit_year": 2024,
    "is_abroad_car_benefit": False,
}
"""Every element of an employment period but the emissions of the car."""


def full_payroll_information() -> EmployeePayrollInformation:
    return payroll_information(
        municipality="Lappeenranta",
        country="fi",
        nationality="ee",
        language="fi",
        employee_number=13,
        profession="Myyjä",
        job_begin_date=date(2026, 1, 1),
        bank_account_number="FI2112345600000785",
        bank_identification_code="NDEAFIHH",
        accounting_account_number=1751,
        hierarchy=NetvisorOrCustomer("Öljy & Äly Oy", type="customer"),
        dimension=[
            DimensionWithFather(
                dimension_name="Kustannuspaikka", dimension_item=DimensionItemWithFather("Myymälä", father_id=1)
            ),
            DimensionWithFather(dimension_name="Projekti", dimension_item=DimensionItemWithFather("Syksy")),
        ],
        payslip_delivery_method=3,
        is_joint_owner=True,
        is_athlete=False,
        is_performing_artist=False,
        employee_insurance_type=4,
        is_person_working_on_a_road_ferry_on_aland_islands=False,
        is_entrepreneur_with_optional_yel_or_myel=True,
        no_social_security_payment=False,
        activity=True,
        foreclosure=True,
        foreclosure_maitenance_persons=2,
        tax_number="123456789123",
        place_of_business="Pääkonttori",
    )


def full_settlement_points() -> EmployeeSettlementPoints:
    return EmployeeSettlementPoints(
        employee_work_pension_insurance=WorkPensionInsurance(type="automatichandling", name="TyEL"),
        employee_unemployment_insurance=UnemploymentInsurance(type="partowner", name="Työttömyysvakuutus"),
        employee_accident_insurance=SettlementPoint(type="attachedtosettlementpoint", name="Tapaturmavakuutus"),
        employee_group_life_insurance=SettlementPoint(type="attachedtosettlementpoint", name="Ryhmähenkivakuutus"),
        employee_other_insurance=SettlementPoint(type="nohandling", name="Muu vakuutus"),
        employee_union_membership_fee=SettlementPoint(
            type="attachedtosettlementpoint", name="Ammattiliiton jäsenmaksu"
        ),
        employee_foreclosure=SettlementPoint(type="attachedtosettlementpoint", name="Ulosotto"),
    )


def full_employee() -> Employee:
    """Every element but those of the other ways to identify an employee."""
    return Employee(
        employee_base_information=base(company_identifier="1234567-1", company_name="Öljy & Äly Oy"),
        employee_payroll_information=full_payroll_information(),
        employment_periods=EmploymentPeriods(
            employment_period=[
                EmploymentPeriod(**PERIOD, car_emissions_value=85),
                EmploymentPeriod(start_date=date(2027, 1, 1), profession="Myyjä"),
            ]
        ),
        employee_settings=EmployeeSettings(payroll_service="enabled", resource_management="disabled"),
        employee_settlement_points=full_settlement_points(),
        employee_educational_information=EmployeeEducationalInformation(
            degree=[
                Degree(name="Ylioppilas", school="Lyseon lukio", graduation_year=2012, primary_degree=False),
                Degree(name="Merkonomi", school="Etelä-Karjalan opisto", graduation_year=2015, primary_degree=True),
            ]
        ),
        employee_additional_information=EmployeeAdditionalInformation(
            additional_information_field=[AdditionalInformationField(name="Allergiat", value="Kala & äyriäiset, 5 €")]
        ),
    )


def foreign_employee() -> Employee:
    found = base(employee_identifier=UNSET, foreign_employee_identification=foreign())
    return employee(employee_base_information=found)


def company() -> Employee:
    named: dict[str, Any] = {"first_name": "Öljy", "last_name": "Äly", "company_name": "Öljy & Äly Oy"}
    return employee(employee_base_information=base(employee_identifier=UNSET, company_identifier="1234567-1", **named))


# Changes of employees.


def patch(**fields: Any) -> PatchEmployee:
    return PatchEmployee(**{"employee_base_information": CLEAR, **fields})


def full_patch() -> PatchEmployee:
    return PatchEmployee(
        employee_base_information=PatchedBaseInformation(
            company_name="Öljy & Äly Oy",
            first_name="Äijä",
            last_name="Mäkelä",
            phone_number="0501234567",
            email="aija.makela@example.com",
        ),
        employee_payroll_information=PatchedPayrollInformation(
            street_address="Keisarinnankatu 1",
            post_number="56120",
            city="Lappeenranta",
            municipality="Lappeenranta",
            country="fi",
            nationality="se",
            language="fi",
            employee_number=12,
            payroll_rule_group_name="Kuukausipalkka, perusmalli",
            bank_account_number="FI2112345600000785",
            bank_identification_code="NDEAFIHH",
            accounting_account_number=1751,
            hierarchy=PatchedHierarchy("Öljy & Äly Oy", type="customer"),
            payslip_delivery_method=3,
            is_joint_owner=True,
            is_athlete=False,
            is_performing_artist=False,
            employee_insurance_type=4,
            is_person_working_on_a_road_ferry_on_aland_islands=False,
            is_entrepreneur_with_optional_yel_or_myel=True,
            is_person_receiving_eppo_insurance_salary=False,
            no_social_security_payment=False,
            receives_salary_from_diplomatic_embassy=False,
            activity=True,
            foreclosure=True,
            foreclosure_maintenance_persons=2,
            tax_number="12345678912",
            place_of_business="Pääkonttori",
        ),
        employee_settings=EmployeeSettings(payroll_service="enabled", resource_management="disabled"),
    )


def added_period(**fields: Any) -> AddedEmploymentPeriods:
    usual: dict[str, Any] = {"start_date": date(2026, 1, 1), "profession": "Myyjä"}
    return AddedEmploymentPeriods(employment_period=[AddedEmploymentPeriod(**{**usual, **fields})])


def full_added_periods() -> AddedEmploymentPeriods:
    return AddedEmploymentPeriods(
        employment_period=[
            AddedEmploymentPeriod(**PERIOD),
            AddedEmploymentPeriod(start_date=date(2027, 1, 1), profession="Myymäläpäällikkö"),
        ]
    )


def changed_period(**fields: Any) -> ChangedEmploymentPeriods:
    fields = fields or {"end_date": date(2026, 12, 31)}
    return ChangedEmploymentPeriods(employment_period=ChangedEmploymentPeriod(**fields))


def curve(*shares: Decimal | int) -> EmployeeDimensionCurve:
    found = [EmployeeDimensionItem(name=f"Myymälä {i}", percentage_share=share) for i, share in enumerate(shares)]
    dimension = EmployeeDimension(name="Kustannuspaikka", employee_dimension_item=found)
    return EmployeeDimensionCurve(employee_dimensions=EmployeeDimensions(employee_dimension=[dimension]))


def full_curve() -> EmployeeDimensionCurve:
    return EmployeeDimensionCurve(
        employee_dimensions=EmployeeDimensions(
            employee_dimension=[
                EmployeeDimension(
                    name="Kustannuspaikka",
                    employee_dimension_item=[
                        EmployeeDimensionItem(name="Myymälä", father_id=4, percentage_share=Decimal("60.5")),
                        EmployeeDimensionItem(name="Varasto", percentage_share=Decimal("39.5")),
                    ],
                ),
                EmployeeDimension(
                    name="Projekti",
                    employee_dimension_item=[EmployeeDimensionItem(name="Syksy", percentage_share=100)],
                ),
            ]
        )
    )


def attachment(*unions: AttachedSettlementPoint) -> AttachEmployeeToSettlementPoint:
    found = unions or (AttachedSettlementPoint(type="attachedtosettlementpoint", name="Ammattiliiton jäsenmaksu"),)
    points = AttachedSettlementPoints(employee_union_membership_fee=list(found))
    return AttachEmployeeToSettlementPoint(employee_settlement_points=points)


def full_attachment() -> AttachEmployeeToSettlementPoint:
    def attached(name: str, key: int) -> list[AttachedSettlementPoint]:
        return [AttachedSettlementPoint(type="attachedtosettlementpoint", name=name, netvisor_key=key)]

    return AttachEmployeeToSettlementPoint(
        employee_insurance_type=1,
        employee_settlement_points=AttachedSettlementPoints(
            employee_work_pension_insurance=AttachedWorkPensionInsurance(
                type="17to52yearsold", name="TyEL", netvisor_key=8, report_to_income_register=True
            ),
            employee_unemployment_insurance=[
                AttachedUnemploymentInsurance(type="17to64yearsold", name="Työttömyysvakuutus", netvisor_key=9)
            ],
            employee_accident_insurance=[
                AttachedAccidentInsurance(
                    type="attachedtosettlementpoint",
                    name="Tapaturmavakuutus",
                    netvisor_key=10,
                    report_to_income_register=True,
                ),
                AttachedAccidentInsurance(type="nohandling", netvisor_key=11),
            ],
            employee_group_life_insurance=attached("Ryhmähenkivakuutus", 12),
            employee_other_insurance=attached("Muu vakuutus", 13),
            employee_union_membership_fee=attached("Ammattiliiton jäsenmaksu", 14),
            employee_foreclosure=attached("Ulosotto", 15),
        ),
    )


# Wages.


def parameters(count: int) -> EmployeeSalaryParameters:
    return EmployeeSalaryParameters(
        employee_identification=EmployeeIdentification("8", type="netvisorkey"),
        salary_parameters=SalaryParameters(salary_parameter=[SalaryParameter(ratio_number=n) for n in range(count)]),
    )


def full_parameters() -> EmployeeSalaryParameters:
    return EmployeeSalaryParameters(
        employee_identification=EmployeeIdentification("010594Y9032", type="pin"),
        salary_parameters=SalaryParameters(
            salary_parameter=[
                SalaryParameter(ratio_number=123, value=Decimal("2850.50")),
                SalaryParameter(ratio_number=124, value=0),
                SalaryParameter(ratio_number=125),
            ]
        ),
    )


def collector() -> PayrollPeriodCollector:
    return PayrollPeriodCollector(
        date=date(2026, 11, 22),
        employee_identifier=CollectorEmployeeIdentifier("1407", type="number"),
        payroll_ratio_line=[PayrollRatioLine(amount=1, payroll_ratio=11)],
    )


def full_collector() -> PayrollPeriodCollector:
    return PayrollPeriodCollector(
        date=date(2026, 11, 22),
        employee_identifier=CollectorEmployeeIdentifier("010594Y9032", type="personalidentificationnumber"),
        payroll_ratio_line=[
            PayrollRatioLine(
                amount=Decimal("7.5"),
                payroll_ratio=11,
                dimension=[
                    DimensionWithFather(
                        dimension_name="Projekti", dimension_item=DimensionItemWithFather("Syyskäräjät", father_id=3)
                    )
                ],
            ),
            PayrollRatioLine(amount=2, payroll_ratio=12),
        ],
    )


def paycheck() -> PayrollPaycheckBatch:
    return PayrollPaycheckBatch(
        employee_identifier=PaycheckEmployeeIdentifier("10", type="employeenumber"),
        rule_group_period_start=date(2026, 11, 1),
        rule_group_period_end=date(2026, 11, 30),
        due_date=date(2026, 11, 27),
        value_date=date(2026, 11, 27),
        payroll_paycheck_batch_line=[
            PayrollPaycheckBatchLine(payroll_ratio_identifier="1", units=2, unit_amount=39, line_sum=Decimal("78.00"))
        ],
    )


def full_paycheck() -> PayrollPaycheckBatch:
    return PayrollPaycheckBatch(
        employee_identifier=PaycheckEmployeeIdentifier("010594Y9032", type="finnishpersonalidentifier"),
        rule_group_period_start=date(2026, 11, 1),
        rule_group_period_end=date(2026, 11, 30),
        free_text_before_lines="Hyvää joulua!",
        free_text_after_lines="Lisätietoja: palkat & matkat, 05 €",
        due_date=date(2026, 11, 27),
        value_date=date(2026, 11, 27),
        payroll_paycheck_batch_line=[
            PayrollPaycheckBatchLine(
                payroll_ratio_identifier="1",
                units=Decimal("162.5"),
                unit_amount=Decimal("17.54"),
                line_sum=Decimal("2850.25"),
                line_description="Kuukausipalkka, työ",
                earning_period_start_date=date(2026, 11, 1),
                earning_period_end_date=date(2026, 11, 30),
                dimension=[Dimension(dimension_name="Kaupunki", dimension_item="Jyväskylä")],
            ),
            PayrollPaycheckBatchLine(
                payroll_ratio_identifier="20", units=1, unit_amount=Decimal("-40.00"), line_sum=Decimal("-40.00")
            ),
        ],
    )


def advance() -> PayrollAdvance:
    return PayrollAdvance(
        employee_identifier=AdvanceEmployeeIdentifier("8"),
        payment_date=date(2026, 11, 27),
        advance_sum=AdvanceSum(10),
        payment_type="payroll",
    )


def full_advance() -> PayrollAdvance:
    return PayrollAdvance(
        description="Matkaennakko, Jyväskylä",
        employee_identifier=AdvanceEmployeeIdentifier("010594Y9032", type="finnishpersonalidentifier"),
        payment_date=date(2026, 11, 27),
        advance_sum=AdvanceSum(Decimal("150.50"), payment_status="notpaid"),
        payment_type="tripexpence",
    )


def external(**fields: Any) -> PayrollExternalSalaryPayment:
    usual: dict[str, Any] = {
        "external_payment_sum": Decimal("1234.56"),
        "iban": "FI2112345600000785",
        "bic": "NDEAFIHH",
        "real_name": "Äijä Mäkelä",
    }
    fields = fields or {"payment_date": date(2026, 11, 27)}
    return PayrollExternalSalaryPayment(**{**usual, **fields})


def full_external() -> PayrollExternalSalaryPayment:
    return external(description="Palkka ilman €-merkkejä", payment_date=date(2026, 11, 27), hetu="010594Y9032")


# Golden messages.

GOLDEN: dict[str, Callable[[], object]] = {
    "employee-minimal": employee,
    "employee-full": full_employee,
    "employee-foreign": foreign_employee,
    "employee-company": company,
    "patchemployee-minimal": lambda: patch(
        employee_payroll_information=PatchedPayrollInformation(city="Jyväskylä", municipality=CLEAR)
    ),
    "patchemployee-full": full_patch,
    "employeedimensioncurve-minimal": lambda: EmployeeDimensionCurve(employee_dimensions=CLEAR),
    "employeedimensioncurve-full": full_curve,
    "addjobperiod-minimal": added_period,
    "addjobperiod-full": full_added_periods,
    "editjobperiod-minimal": changed_period,
    "editjobperiod-full": lambda: changed_period(**PERIOD),
    "attachemployeetosettlementpoint-minimal": attachment,
    "attachemployeetosettlementpoint-full": full_attachment,
    "employeesalaryparameters-minimal": lambda: parameters(1),
    "employeesalaryparameters-full": full_parameters,
    "payrollperiodcollector-minimal": collector,
    "payrollperiodcollector-full": full_collector,
    "payrollpaycheckbatch-minimal": paycheck,
    "payrollpaycheckbatch-full": full_paycheck,
    "payrolladvance-minimal": advance,
    "payrolladvance-full": full_advance,
    "payrollexternalsalarypayment-minimal": external,
    "payrollexternalsalarypayment-full": full_external,
    "payrollexternalsalarypayment-due-date": lambda: external(due_date=date(2026, 11, 26)),
}


def endpoint(name: str) -> Endpoint:
    return find(name.partition("-")[0])


@pytest.mark.parametrize("name", GOLDEN)
def test_a_message_has_exactly_the_committed_bytes_and_comes_back_equal(name: str, golden: Golden) -> None:
    body = encode(GOLDEN[name]()).bytes()
    golden(FIXTURES / "requests" / f"{name}.xml", body)
    cls = endpoint(name).request
    assert cls is not None
    assert decode(body, cls) == GOLDEN[name]()


@pytest.mark.parametrize("stem", sorted({name.partition("-")[0] for name in GOLDEN}))
def test_the_messages_together_hold_every_element_and_attribute(stem: str) -> None:
    cls = endpoint(stem).request
    assert cls is not None
    written = {path for name in GOLDEN if endpoint(name).request is cls for path in written_paths(of(name))}
    assert written == declared_paths(cls)


def of(name: str) -> bytes:
    return encode(GOLDEN[name]()).bytes()


def test_the_date_of_an_advance_has_no_attribute_which_the_service_refuses() -> None:
    assert b"<paymentdate>2026-11-27</paymentdate>" in of("payrolladvance-full")


def test_a_salary_parameter_without_a_value_is_removed_and_0_is_a_value() -> None:
    assert b"<rationumber>124</rationumber><value>0</value>" in of("employeesalaryparameters-full")
    assert b"<rationumber>125</rationumber></salaryparameter>" in of("employeesalaryparameters-full")


def test_the_supported_persons_are_read_in_both_spellings_and_written_as_documented() -> None:
    body = of("employee-full")
    assert b"<foreclosuremaitenancepersons>2<" in body
    assert decode(body.replace(b"foreclosuremaitenance", b"foreclosuremaintenance"), Employee) == full_employee()


# Rules.

UNINSURED = "employee_insurance_type 4 when is_entrepreneur_with_optional_yel_or_myel is true"
PART_TIME = "employment_form 2 (part-time) beside part_time_percent, which counts only then"


def with_payroll(**fields: Any) -> Employee:
    return employee(employee_payroll_information=payroll_information(**fields))


def with_patch(**fields: Any) -> PatchEmployee:
    return patch(employee_payroll_information=PatchedPayrollInformation(**fields))


def with_period(**fields: Any) -> Employee:
    period = EmploymentPeriod(start_date=date(2026, 1, 1), profession="Myyjä", **fields)
    return employee(employment_periods=EmploymentPeriods(employment_period=[period]))


BROKEN: dict[str, tuple[object, str, str]] = {
    "an employee with a Finnish and a foreign identifier": (
        employee(employee_base_information=base(foreign_employee_identification=foreign())),
        "employee_base_information.employee_identifier|foreign_employee_identification",
        "at most one of employee_identifier, foreign_employee_identification",
    ),
    "an employee without any identifier": (
        employee(employee_base_information=base(employee_identifier=UNSET)),
        "employee_base_information.employee_identifier|foreign_employee_identification|company_identifier",
        "at least one of employee_identifier, foreign_employee_identification, company_identifier",
    ),
    "an entrepreneur without YEL who is insured": (
        with_payroll(is_entrepreneur_with_optional_yel_or_myel=True, employee_insurance_type=3),
        "employee_payroll_information.employee_insurance_type|is_entrepreneur_with_optional_yel_or_myel",
        UNINSURED,
    ),
    "distraint without the persons supported": (
        with_payroll(foreclosure=True),
        "employee_payroll_information.foreclosure|foreclosure_maitenance_persons",
        "foreclosure_maitenance_persons when foreclosure is True",
    ),
    "a country of three letters": (
        with_payroll(country="fin"),
        "employee_payroll_information.country",
        "at most 2 characters",
    ),
    "a fixed-term period without an end": (
        with_period(employment_contract=2),
        "employment_periods.employment_period[0].employment_contract|end_date",
        "end_date when employment_contract is 2",
    ),
    "a part-time percentage of full-time work": (
        with_period(employment_form=1, part_time_percent=50),
        "employment_periods.employment_period[0].employment_form|part_time_percent",
        PART_TIME,
    ),
    "a part-time percentage above 100": (
        with_period(employment_form=2, part_time_percent=101),
        "employment_periods.employment_period[0].part_time_percent",
        "from 0 to 100",
    ),
    "more hours than a week has": (
        with_period(regular_working_hours=Decimal("168.5")),
        "employment_periods.employment_period[0].regular_working_hours",
        "from 0 to 168",
    ),
    "emissions above 100": (
        with_period(car_emissions_value=101),
        "employment_periods.employment_period[0].car_emissions_value",
        "from 0 to 100",
    ),
    "a withdrawn reason of the ending": (
        with_period(end_reason=3),
        "employment_periods.employment_period[0].end_reason",
        "one of 2, 4, 5, 6, 11, 12, 13",
    ),
    "an added fixed-term period without an end": (
        added_period(employment_contract=2),
        "employment_period[0].employment_contract|end_date",
        "end_date when employment_contract is 2",
    ),
    "an added part-time percentage without the form": (
        added_period(part_time_percent=50),
        "employment_period[0].employment_form|part_time_percent",
        PART_TIME,
    ),
    "a changed part-time percentage of full-time work": (
        changed_period(employment_form=1, part_time_percent=50),
        "employment_period.employment_form|part_time_percent",
        PART_TIME,
    ),
    "a changed bank account without its BIC": (
        with_patch(bank_account_number="FI2112345600000785"),
        "employee_payroll_information.bank_account_number|bank_identification_code",
        "bank_identification_code together with bank_account_number",
    ),
    "a changed entrepreneur without YEL who is insured": (
        with_patch(is_entrepreneur_with_optional_yel_or_myel=True, employee_insurance_type=1),
        "employee_payroll_information.employee_insurance_type|is_entrepreneur_with_optional_yel_or_myel",
        UNINSURED,
    ),
    "changed distraint without the persons supported": (
        with_patch(foreclosure=True),
        "employee_payroll_information.foreclosure|foreclosure_maintenance_persons",
        "foreclosure_maintenance_persons when foreclosure is True",
    ),
    "shares that are not 100 in all": (
        curve(50, Decimal("49.9")),
        "employee_dimensions.employee_dimension[0].employee_dimension_item",
        "percentage_share of all employee_dimension_item 100 together",
    ),
    "a settlement point without name and key": (
        attachment(AttachedSettlementPoint(type="nohandling")),
        "employee_settlement_points.employee_union_membership_fee[0].name|netvisor_key",
        "at least one of name, netvisor_key",
    ),
    "25 salary parameters": (
        parameters(25),
        "salary_parameters.salary_parameter",
        "at most 24 parameters; send the others in a message of their own",
    ),
    "a payment with both of its dates": (
        external(payment_date=date(2026, 11, 27), due_date=date(2026, 11, 26)),
        "payment_date|due_date",
        "exactly one of payment_date, due_date",
    ),
    "a payment without a date": (external(description="-"), "payment_date|due_date", "exactly one of"),
    "a due date on a Sunday": (external(due_date=date(2026, 11, 22)), "due_date", "a bank day"),
    "a payment of one cent": (
        external(payment_date=date(2026, 11, 27), external_payment_sum=Decimal("0.01")),
        "external_payment_sum",
        "a sum above 0,01 and below 10000000",
    ),
    "a payment of ten million": (
        external(payment_date=date(2026, 11, 27), external_payment_sum=10_000_000),
        "external_payment_sum",
        "a sum above 0,01 and below 10000000",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_message_that_breaks_a_rule_is_refused_at_its_place(name: str) -> None:
    message, path, expected = BROKEN[name]
    (problem,) = check(message)
    assert problem.path == path
    assert expected in problem.expected
    with pytest.raises(MessageError):
        encode(message)


@pytest.mark.parametrize(
    "kind", [AttachedWorkPensionInsurance, AttachedUnemploymentInsurance, AttachedAccidentInsurance]
)
def test_every_kind_of_settlement_point_needs_a_name_or_a_key(kind: Callable[..., Any]) -> None:
    field = {
        "AttachedWorkPensionInsurance": "employee_work_pension_insurance",
        "AttachedUnemploymentInsurance": "employee_unemployment_insurance",
        "AttachedAccidentInsurance": "employee_accident_insurance",
    }[kind.__name__]
    point = kind(type="nohandling")
    found: dict[str, Any] = {field: point if field.endswith("pension_insurance") else [point]}
    points = AttachedSettlementPoints(**found)
    (problem,) = check(AttachEmployeeToSettlementPoint(employee_settlement_points=points))
    assert problem.expected == "at least one of name, netvisor_key"


@pytest.mark.parametrize(
    ("message", "method", "expected"),
    [
        (company(), "edit", ["at least one of employee_identifier, foreign_employee_identification"]),
        (company(), "add", []),
        (foreign_employee(), "edit", []),
        (with_payroll(is_entrepreneur_with_optional_yel_or_myel=True), "add", [UNINSURED]),
        (with_payroll(is_entrepreneur_with_optional_yel_or_myel=True), "edit", []),
    ],
    ids=["a company is not found", "a company is added", "a foreigner is found", "who is insured", "who may be stored"],
)
def test_some_rules_of_an_employee_hold_for_one_method_only(
    message: Employee, method: Method, expected: list[str]
) -> None:
    assert [problem.expected for problem in check(message, method=method)] == expected


@pytest.mark.parametrize(
    "message",
    [
        changed_period(part_time_percent=50),
        changed_period(employment_contract=2),
        with_patch(is_entrepreneur_with_optional_yel_or_myel=True),
        with_patch(bank_account_number=CLEAR),
        with_patch(foreclosure=False),
        curve(Decimal("33.3"), Decimal("66.7")),
        parameters(24),
        external(payment_date=date(2026, 11, 27), external_payment_sum=Decimal("0.02")),
        external(payment_date=date(2026, 11, 27), external_payment_sum=Decimal("9999999.99")),
        external(payment_date=date(2026, 11, 22)),
    ],
    ids=repr,
)
def test_what_may_be_stored_already_or_lies_just_within_a_limit_is_taken(message: object) -> None:
    assert check(message) == []


# Answers.


def take(call: Call[Any], fixture: str) -> Any:
    reply = read_reply((FIXTURES / "replies" / f"{fixture}.xml").read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    assert list(untyped(reply.root)) == []
    return call.result.take(Answer(root=reply.root))


def test_employees_are_listed() -> None:
    first, second = take(payroll.list_employees(), "getemployees-several")
    assert first == ListedEmployee(
        employee_number="100",
        netvisor_key=10,
        personal_id=PersonalId("010594Y9032", type="finnishidentifier"),
        first_name="Äijä",
        last_name="Mäkelä",
        real_name="Äijä Mäkelä",
        employment_status=True,
        payroll_service=True,
        resource_management=False,
        lunch_benefit=True,
    )
    assert (second.employee_number, second.personal_id) == (None, PersonalId("1234567-1", type="companyidentifier"))
    assert [found.netvisor_key for found in take(payroll.list_employees(), "getemployees-one")] == [10]
    assert take(payroll.list_employees(), "getemployees-empty") == []


def test_an_employee_comes_with_its_base_information_only_unless_more_is_asked_for() -> None:
    found: FetchedEmployee = take(payroll.get_employee(8), "getemployee-one")
    base_information = found.employee_base_information
    assert base_information is not None
    assert (base_information.netvisor_key, base_information.employee_number) == (8, "123")
    assert (base_information.nationality, base_information.date_of_birth) == ("fi", date(1994, 5, 1))
    assert (base_information.municipality, base_information.activity) == (None, True)
    assert (found.employment_periods, found.employee_payroll_information) == (None, None)
    assert (found.employee_settlement_points, found.employee_educational_information) == (None, None)


def test_an_employee_comes_with_all_that_is_asked_for() -> None:
    found: FetchedEmployee = take(payroll.get_employee_by_number(124), "getemployee-several")
    assert found.employee_base_information is not None
    identifier = found.employee_base_information.employee_identifier
    assert identifier is not None
    assert (identifier.type, identifier.foreign_identifier_type) == ("foreignidentifier", "taxidentificationnumber")
    assert found.employment_periods is not None
    first, second = found.employment_periods.employment_period
    assert (first.netvisor_key, first.part_time_percent, first.regular_working_hours) == (
        31,
        Decimal("62.50"),
        Decimal("23.4"),
    )
    assert first.keva_employment_registration is not None
    assert first.keva_employment_registration.pension_provider_code == "20"
    assert (first.car_emission_value, second.end_date, second.profession) == (Decimal(85), None, "Myymäläpäällikkö")
    information = found.employee_payroll_information
    assert information is not None
    assert information.payroll_rule_group == KeyAndName(netvisor_key=15, name="Kuukausipalkka, perusmalli")
    assert information.foreclosure_maintenance_persons == 2
    assert information.default_dimensions is not None
    assert [d.dimension_item for d in information.default_dimensions.default_dimension] == ["Myymälä", "Syksy"]
    fields = found.employee_additional_information_fields
    assert fields is not None
    assert [(f.name, f.value and f.value.value, f.group) for f in fields.additional_information_field] == [
        ("Allergiat", "Kala & äyriäiset", 1),
        ("Kenkien koko", None, 2),
    ]
    points = found.employee_settlement_points
    assert points is not None
    assert [p.name for p in points.employee_union_membership_fee] == ["Ammattiliiton jäsenmaksu", "Liiton lisämaksu"]


@pytest.mark.parametrize("name", ["employeesalaryparameters", "employeeparameters", "EmployeeSalaryParameters"])
def test_salary_parameters_are_read_under_both_names(name: str) -> None:
    call = payroll.get_employee_salary_parameters(identifier_type="number", identifier="123")
    body = (FIXTURES / "replies" / "getemployeesalaryparameters-several.xml").read_text("utf-8")
    reply = read_reply(body.replace("employeesalaryparameters", name).encode(), call.result.root)
    found = call.result.take(Answer(root=reply.root))
    assert [(p.ratio_number, p.value) for p in found] == [
        (123, Decimal("2850.50")),
        (124, Decimal(0)),
        (125, None),
    ]


def test_one_salary_parameter_or_none_is_a_list() -> None:
    call = payroll.get_employee_salary_parameters(identifier_type="pin", identifier="010594Y9032")
    assert [p.ratio_number for p in take(call, "getemployeesalaryparameters-one")] == [123]
    assert take(call, "getemployeesalaryparameters-empty") == []


def test_pay_types_have_names_by_language_and_may_lack_numbers() -> None:
    call = payroll.list_payroll_ratios(["tripexpensecustomlines"])
    first, second = take(call, "payrollratiolist-several")
    assert [(n.iso639_1_code, n.value) for names in first.names for n in names.name] == [
        ("fi", "Ulkomaan päiväraha"),
        ("se", "Utlandsdagtraktamente"),
        ("en", "Daily allowance abroad"),
    ]
    assert (first.identifier.value, first.identifier.type, first.source.netvisor_key) == (1, "Netvisor", 4)
    assert (first.ratio_number, first.default_debit_account_number) == ("123", 7890)
    assert (second.ratio_number, second.default_credit_account_number) == (None, None)
    assert [ratio.ratio_number for ratio in take(call, "payrollratiolist-one")] == ["123"]


def test_payslips_are_listed_with_their_status_as_a_number_and_a_text() -> None:
    call = payroll.list_payroll_paycheck_batches(start_date=date(2026, 11, 1))
    first, second = take(call, "getpayrollpaycheckbatchlist-several")
    assert (first.netvisor_key, first.payment_date, first.status, first.status_description) == (
        1,
        date(2026, 11, 27),
        3,
        "Maksettu",
    )
    assert (first.payroll_rule_group_period.netvisor_key, first.payroll_rule_group.name) == (3, "Kuukausipalkka")
    assert (second.employee.name, second.employee.employee_number, second.employee.netvisor_key) == (
        "Öljy-Äly Åke",
        None,
        13,
    )
    assert [slip.netvisor_key for slip in take(call, "getpayrollpaycheckbatchlist-one")] == [1]
    assert take(call, "getpayrollpaycheckbatchlist-empty") == []


def test_a_payslip_has_its_lines_with_their_dimensions() -> None:
    slip: FetchedPaycheckBatch = take(payroll.get_payroll_paycheck_batch(1), "getpayrollpaycheckbatch-several")
    assert slip.allocation_curves is not None
    first_curve, second_curve = slip.allocation_curves.allocation_curve
    assert (first_curve.percent, second_curve.percent) == (Decimal("60.5"), Decimal("39.5"))
    assert first_curve.dimensions is not None
    assert first_curve.dimensions.dimension[0].dimension_item == NameWithKey("Myymälä", netvisor_key=124)
    assert slip.voucher is not None
    assert (slip.voucher.class_, slip.voucher.date) == ("PA Palkka", date(2026, 11, 30))
    assert slip.payroll_paycheck_batch_lines is not None
    wage, tax = slip.payroll_paycheck_batch_lines.payroll_paycheck_batch_line
    assert (wage.units, wage.unit_amount, wage.line_sum) == (Decimal("162.5"), Decimal("17.54"), Decimal("2850.25"))
    assert wage.dimensions is not None
    assert [d.percent for d in wage.dimensions.dimension] == [Decimal("50.5"), Decimal("49.5")]
    assert wage.earning_periods is not None
    assert [p.end_date for p in wage.earning_periods.earning_period] == [date(2026, 11, 15), date(2026, 11, 30)]
    assert (tax.units, tax.earning_periods, tax.line_description) == (None, None, None)
    assert tax.accounting_data is not None
    assert tax.accounting_data.debet_account_number is None


def test_a_payslip_may_lack_voucher_and_dimensions() -> None:
    slip: FetchedPaycheckBatch = take(payroll.get_payroll_paycheck_batch(1), "getpayrollpaycheckbatch-one")
    assert (slip.status, slip.voucher, slip.allocation_curves) == (1, None, None)


def test_settlement_points_are_listed() -> None:
    first, second = take(payroll.list_payroll_parties(), "getpayrollparties-several")
    assert first == Party(
        netvisor_key=8, name="TyEL", party_internal_type="employeeworkpensioninsurance", use_only_in_reporting=True
    )
    assert (second.party_internal_type, second.use_only_in_reporting) == ("employeeunionmembershipfee", False)
    assert [party.name for party in take(payroll.list_payroll_parties(), "getpayrollparties-one")] == ["TyEL"]
    assert take(payroll.list_payroll_parties(), "getpayrollparties-empty") == []


def test_the_list_of_the_older_client_is_read() -> None:
    first, second = take(payroll.list_payslips(), "paysliplist-several")
    assert (first.netvisor_key, first.employee_id, first.pay_period_end) == (1, 12, date(2026, 11, 30))
    assert (first.paid_amount, second.paid_amount, second.due_date) == (
        Decimal("2105.43"),
        Decimal("1900.00"),
        date(2026, 12, 15),
    )
    assert [slip.employee_name for slip in take(payroll.list_payslips(), "paysliplist-one")] == ["Mäkelä Äijä"]


@pytest.mark.parametrize(
    ("fixture", "name"), [("getpayslip-one", "Äijä Mäkelä"), ("getpayslip-several", "Åke Öljy-Äly, palkka 1 900,00 €")]
)
def test_the_content_of_a_payslip_is_an_xml_document(fixture: str, name: str) -> None:
    found = take(payroll.get_payslip(1), fixture)
    assert found.payslip_data.decode("utf-8") == f'<?xml version="1.0"?>\n<Payslip><Name>{name}</Name></Payslip>\n'


# Calls.


def test_adding_an_employee_keeps_the_key_that_the_answer_may_hold() -> None:
    call = payroll.add_employee(employee(), use_only_existing_dimensions=True)
    assert call.parameters == (("method", "add"), ("useonlyexistingdimensions", "1"))
    assert (call.resource, call.http, call.writes) == ("employee.nv", "POST", True)
    assert call.result.take(Answer(inserted=["8"])) == Done(inserted=("8",))
    assert call.result.take(Answer()) == Done()
    assert payroll.edit_employee(foreign_employee()).parameters == (("method", "edit"),)


def test_editing_an_employee_needs_what_finds_it() -> None:
    with pytest.raises(MessageError, match="at least one of employee_identifier, foreign_employee_identification"):
        payroll.edit_employee(company())


def test_an_employee_is_found_in_three_ways() -> None:
    found = (("identifiertype", "personalidentificationnumber"), ("identifier", "010594Y9032"))
    by: Any = {"identifier_type": "personalidentificationnumber", "identifier": "010594Y9032"}
    assert payroll.patch_employee(full_patch(), **by).parameters == found
    assert payroll.edit_employee_dimension_curve(full_curve(), **by).parameters == found
    assert payroll.attach_employee_to_settlement_point(attachment(), **by).parameters == found
    with pytest.raises(MessageError, match="one of netvisorkey, number, personalidentificationnumber"):
        payroll.patch_employee(full_patch(), identifier_type="pin", identifier="1")  # type: ignore[arg-type]  # meant


def test_what_shall_come_with_an_employee_is_asked_for_with_1_and_0() -> None:
    call = payroll.get_employee(
        8,
        employment_periods=True,
        employee_payroll_information=True,
        educational_information=True,
        additional_information_fields=True,
        employee_settlement_points=False,
    )
    asked = (
        ("employmentperiods", "1"),
        ("employeepayrollinformation", "1"),
        ("educationalinformation", "1"),
        ("additionalinformationfields", "1"),
        ("employeesettlementpoints", "0"),
    )
    assert call.parameters == (("netvisorkey", "8"), *asked)
    by_number = payroll.get_employee_by_number(
        13,
        employment_periods=True,
        employee_payroll_information=True,
        educational_information=True,
        additional_information_fields=True,
        employee_settlement_points=False,
    )
    assert by_number.parameters == (("employeenumber", "13"), *asked)
    assert payroll.list_employees(include_ended_employments=True).parameters == (("includeendedemployments", "1"),)


def test_kinds_of_pay_types_are_parameters_of_one_name() -> None:
    call = payroll.list_payroll_ratios(["userparameters", "foreclosure"])
    assert call.parameters == (("source", "userparameters"), ("source", "foreclosure"))
    with pytest.raises(MessageError, match="one of tripexpensecustomlines, taxingrules"):
        payroll.list_payroll_ratios(["basesalary"])  # type: ignore[list-item]  # meant


def test_payslips_are_listed_for_at_most_30_days() -> None:
    call = payroll.list_payroll_paycheck_batches(start_date=date(2026, 11, 1), end_date=date(2026, 12, 1))
    assert call.parameters == (("startdate", "2026-11-01"), ("enddate", "2026-12-01"))
    with pytest.raises(MessageError, match="at most 30 days from start_date to end_date"):
        payroll.list_payroll_paycheck_batches(start_date=date(2026, 11, 1), end_date=date(2026, 12, 2))


def test_employment_periods_are_added_changed_and_deleted_by_their_keys() -> None:
    added = payroll.add_job_period(added_period(), employee_identifier=8)
    assert added.parameters == (("employeeidentifier", "8"),)
    assert added.result.take(Answer(inserted=["31", "32"])) == Inserted(netvisor_key=31, netvisor_keys=(31, 32))
    assert payroll.edit_job_period(changed_period(), netvisor_key=31).parameters == (("netvisorkey", "31"),)
    deleted = payroll.delete_job_period(31)
    assert (deleted.http, deleted.writes, deleted.parameters) == ("GET", True, (("netvisorkey", "31"),))


def test_a_finished_payslip_gives_a_key_and_the_other_imports_promise_none() -> None:
    assert payroll.add_payroll_paycheck_batch(paycheck()).result.take(Answer(inserted=["9"])).netvisor_key == 9
    others: list[Call[Done]] = [
        payroll.add_payroll_advance(advance()),
        payroll.add_payroll_external_salary_payment(external()),
        payroll.add_payroll_period_collector(collector()),
        payroll.edit_employee_salary_parameters(full_parameters()),
    ]
    for call in others:
        assert (call.http, call.writes, call.parameters) == ("POST", True, ())
        assert call.result.take(Answer()) == Done()


def test_the_older_read_of_a_payslip_names_its_only_format() -> None:
    assert payroll.get_payslip(7).parameters == (("PayslipID", "7"), ("Format", "1"))


def test_settlement_points_and_salary_parameters_are_read_calls() -> None:
    assert payroll.list_payroll_parties().parameters == ()
    call = payroll.get_employee_salary_parameters(identifier_type="netvisorkey", identifier="8")
    assert (call.writes, call.parameters) == (False, (("identifiertype", "netvisorkey"), ("identifier", "8")))


# The area loads in parts.


def loaded(code: str) -> set[str]:
    """The modules of the resources that a new interpreter has loaded after a line of code."""
    program = f"import sys\n{code}\nsys.stdout.write(' '.join(n for n in sys.modules if 'netvisor.resources.' in n))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    return {name.removeprefix("netvisor.resources.") for name in run.stdout.split()} - {"index", "lazy_area"}


def test_a_name_loads_the_part_that_declares_it_and_no_other_area() -> None:
    assert loaded("import netvisor; netvisor.payroll") == {"payroll"}
    assert loaded("from netvisor.resources.payroll import add_payroll_advance") == {
        "identified",
        "message",
        "payroll",
        "payroll.salary_payments",
    }
    assert loaded("from netvisor import payroll; payroll.list_payslips()") == {
        "common",
        "identified",
        "message",
        "payroll",
        "payroll.common",
        "payroll.payslips",
    }


def test_a_name_that_the_area_has_not_is_refused() -> None:
    with pytest.raises(AttributeError, match=r"module 'netvisor\.resources\.payroll' has no attribute 'add_salary'"):
        payroll.add_salary  # type: ignore[attr-defined]  # noqa: B018  # meant
