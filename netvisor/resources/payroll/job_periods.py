"""Employment periods: as part of a new employee, added to one, changed and deleted."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Carries,
    Const,
    Many,
    Opt,
    OptAttribute,
    Scalar,
    given,
    message,
    must,
    part,
    valued,
    when,
)
from netvisor.declare.scalars import AnsiDate, Flag, Integer, Text2, Text20, Text250, Text500
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted
from netvisor.resources.common import NETVISOR
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.payroll.dicts import AddedEmploymentPeriodsDict, ChangedEmploymentPeriodsDict

# The types of a period.

EmploymentMode: TypeAlias = Annotated[Literal[1, 2, 3, 4, 5], Carries("type", NETVISOR)]
EndReason: TypeAlias = Annotated[Literal[2, 4, 5, 6, 11, 12, 13], Carries("type", NETVISOR)]
OccupationClassification: TypeAlias = Annotated[str, Scalar("string"), Carries("type", Const("isco"))]
EmploymentContract: TypeAlias = Annotated[Literal[1, 2], Carries("type", NETVISOR)]
EmploymentForm: TypeAlias = Annotated[Literal[1, 2, 3], Carries("type", NETVISOR)]
PartTimePercent: TypeAlias = Annotated[Decimal | int, Scalar("decimal", minimum=Decimal(0), maximum=Decimal(100))]
WeeklyHours: TypeAlias = Annotated[Decimal | int, Scalar("decimal", minimum=Decimal(0), maximum=Decimal(168))]
CollectiveAgreement: TypeAlias = Annotated[str, Scalar("string"), Carries("type", Const("cbacode"))]
CarBenefitYear: TypeAlias = Annotated[int, Scalar("integer", max=4)]
CarEmissions: TypeAlias = Annotated[int, Scalar("integer", minimum=Decimal(0), maximum=Decimal(100))]


@valued
class KevaEmploymentRegistration:
    """The Keva registration code; a wrong one is answered with the list of the right ones."""

    value: Text2
    type: ClassVar[Const] = Const("keva")
    pension_provider_code: OptAttribute[Integer] = UNSET
    """Company code of the pension provider, 20 when left out; it decides which registration codes are taken."""


# The rules of a period.

FIXED_TERM_ENDS = when("employment_contract", 2, always=("end_date",))


def _percent_may_count(period: Any) -> bool:
    return not given(period.part_time_percent) or period.employment_form in {2, UNSET}


def _percent_counts(period: Any) -> bool:
    return not given(period.part_time_percent) or period.employment_form == 2


_PERCENT = "employment_form 2 (part-time) beside part_time_percent, which counts only then"

PERCENT_MAY_COUNT = must("employment_form", "part_time_percent", holds=_percent_may_count, expected=_PERCENT)
"""Of a change: the stored period may be a part-time one already."""

PERCENT_COUNTS = must("employment_form", "part_time_percent", holds=_percent_counts, expected=_PERCENT)


# The periods: the others have all lines of the first one.


@part(FIXED_TERM_ENDS, PERCENT_COUNTS)
class AddedEmploymentPeriod:
    """An employment period that is added to an employee."""

    company_start_date: Opt[AnsiDate] = UNSET
    """First day of the unbroken employment in the group of companies."""
    start_date: AnsiDate
    """First day of this period."""
    probation_end_date: Opt[AnsiDate] = UNSET
    employment_mode: Opt[EmploymentMode] = UNSET
    """1 employed, 2 leased worker, 3 self-employed or similar, 4 trainee, 5 voluntary work."""
    profession: Text250
    """Job title."""
    comment: Opt[Text500] = UNSET
    end_date: Opt[AnsiDate] = UNSET
    """Last day of the period; a fixed-term one must have it."""
    end_reason: Opt[EndReason] = UNSET
    """Why it ended.

    2 old-age pension, 4 own request, 5 reason due to the employee, 6 fixed term ended, 11 production or financial
    reasons, 12 mutual agreement, 13 other.
    """
    occupation_classification: Opt[OccupationClassification] = UNSET
    """Class of the occupation, a TK10 code."""
    employment_contract: Opt[EmploymentContract] = UNSET
    """1 permanent, 2 fixed-term, which needs `end_date`."""
    employment_form: Opt[EmploymentForm] = UNSET
    """1 full-time, 2 part-time, 3 not known."""
    part_time_percent: Opt[PartTimePercent] = UNSET
    """0 to 100, rounded to two decimals by the service; counts only with `employment_form` 2."""
    regular_working_hours: Opt[WeeklyHours] = UNSET
    """Hours a week, 0 to 168, rounded to two decimals by the service."""
    grounds_for_employment: Opt[Literal[0, 1]] = UNSET
    """0 other ground, 1 employment or public-service relation."""
    keva_professional_class_code: Opt[Text20] = UNSET
    """Keva's class of the occupation; only when the company has Keva as its pension insurer."""
    keva_employment_registration: Opt[KevaEmploymentRegistration] = UNSET
    """Only when the company has Keva as its pension insurer. Inferred from employee.nv for single periods."""
    is_payment_type_monthly_wage: Opt[Flag] = UNSET
    is_payment_type_hourly_wage: Opt[Flag] = UNSET
    is_payment_type_piece_wage: Opt[Flag] = UNSET
    collective_agreement: Opt[CollectiveAgreement] = UNSET
    """Code of the incomes register."""
    state_employment_fund: Opt[Flag] = UNSET
    """True when employed with state employment funds."""
    car_benefit_year: Opt[CarBenefitYear] = UNSET
    """Year in which the benefit car was taken into use."""
    is_abroad_car_benefit: Opt[Flag] = UNSET
    """True when the car benefit was received abroad."""


@part(PERCENT_MAY_COUNT)
class ChangedEmploymentPeriod(AddedEmploymentPeriod):
    """What changes of an employment period; UNSET keeps the stored value."""

    # Not the other way round: pyright lets a required line keep the default of the line that it replaces.
    start_date: Opt[AnsiDate] = UNSET  # type: ignore[assignment]
    """First day of this period."""
    profession: Opt[Text250] = UNSET  # type: ignore[assignment]
    """Job title."""


@part(FIXED_TERM_ENDS, PERCENT_COUNTS)
class EmploymentPeriod(AddedEmploymentPeriod):
    """An employment period of an employee that is added or edited with it."""

    car_emissions_value: Opt[CarEmissions] = UNSET
    """Emission value of the car, a whole number from 0 to 100."""


@part
class EmploymentPeriods:
    """The employment periods of an employee that is added or edited."""

    employment_period: Many[EmploymentPeriod]


# The messages.


@message(name="employmentperiods")
class AddedEmploymentPeriods(Message["AddedEmploymentPeriodsDict"]):
    """Employment periods that are added to an employee."""

    employment_period: Many[AddedEmploymentPeriod]


@message(name="employmentperiods")
class ChangedEmploymentPeriods(Message["ChangedEmploymentPeriodsDict"]):
    """The changes of one employment period."""

    employment_period: ChangedEmploymentPeriod


# Calls.

ADDJOBPERIOD = Endpoint(
    resource="addjobperiod.nv",
    http="POST",
    title="Add employment periods to an employee",
    request=AddedEmploymentPeriods,
    gaps="one element of the public sector is inferred; what employment form 3 means is not known",
)
EDITJOBPERIOD = Endpoint(
    resource="editjobperiod.nv",
    http="POST",
    title="Change one employment period",
    request=ChangedEmploymentPeriods,
    edit="partial: what is left out stays",
    limits="one employment period in a message",
    gaps="one element of the public sector is inferred; what the answer holds beyond the status was not seen",
)
DELETEJOBPERIOD = Endpoint(
    resource="deletejobperiod.nv",
    http="GET",
    title="Delete one employment period",
    writes=True,
)


@ADDJOBPERIOD.register
def add_job_period(
    employment_periods: AddedEmploymentPeriods,
    *,
    employee_identifier: Annotated[int, Param("Netvisor key of the employee, not the employee number")],
) -> Call[Inserted]:
    """Add employment periods to an employee; the answer has the Netvisor key of the period."""
    return ADDJOBPERIOD.call(add_job_period, locals(), INSERTED)


@EDITJOBPERIOD.register
def edit_job_period(
    employment_periods: ChangedEmploymentPeriods,
    *,
    netvisor_key: Annotated[int, Param("Netvisor key of the period, from getemployee.nv with employmentperiods=1")],
) -> Call[Done]:
    """Change an employment period: UNSET keeps the stored value."""
    return EDITJOBPERIOD.call(edit_job_period, locals(), DONE)


@DELETEJOBPERIOD.register
def delete_job_period(
    netvisor_key: Annotated[int, Param("Netvisor key of the period, from getemployee.nv with employmentperiods=1")],
) -> Call[Done]:
    """Delete an employment period."""
    return DELETEJOBPERIOD.call(delete_job_period, locals(), DONE)


# How the writes are found after an unknown outcome.

_OF_EVERYBODY: Final = Read(read="list_employees", fixed={"include_ended_employments": True})
"""The employees, for calls that name the key of a period and not whose it is."""

ADDJOBPERIOD.found_by(
    add_job_period,
    Finder(
        strength=Strength.EXACT,
        read="get_employee",
        each="employment_period",
        ask={"netvisor_key": "?employeeidentifier"},
        fixed={"employment_periods": True},
        records="employment_periods.employment_period",
        equal={"start_date": "employment_period.start_date"},
        compare={"profession": "employment_period.profession", "end_date": "employment_period.end_date"},
        secret=True,
    ),
    nothing="name the employee and the first day",
)
EDITJOBPERIOD.found_by(
    edit_job_period,
    Finder(
        strength=Strength.STATE,
        via=(_OF_EVERYBODY,),
        read="get_employee",
        ask={"netvisor_key": "<netvisor_key"},
        fixed={"employment_periods": True},
        records="employment_periods.employment_period",
        equal={"netvisor_key": "?netvisorkey"},
        compare={"": "employment_period"},
        whole=True,
        secret=True,
    ),
    nothing="name the period by its key",
)
DELETEJOBPERIOD.found_by(
    delete_job_period,
    Finder(
        strength=Strength.STATE,
        via=(_OF_EVERYBODY,),
        read="get_employee",
        ask={"netvisor_key": "<netvisor_key"},
        fixed={"employment_periods": True},
        records="employment_periods.employment_period",
        equal={"netvisor_key": "?netvisorkey"},
        gone=True,
    ),
    nothing="name the period by its key",
)
