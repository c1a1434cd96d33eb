"""Working hours and absences day by day, their record types, and travel expenses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, TypeAlias

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
    Scalar,
    at_least_one,
    message,
    must,
    part,
    reply,
    valued,
)
from netvisor.declare.scalars import Attachment, Date, Integer, Number, SpacedDateTime, Text, TimeInMinutes
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items, one
from netvisor.resources.common import Dimension, DimensionWithFather, FetchedDimension
from netvisor.resources.contents import content_fits
from netvisor.resources.identified import PERSON, identified_by
from netvisor.resources.message import Message, Replacing

if TYPE_CHECKING:
    from netvisor.resources.workday.dicts import TripExpenseDict, WorkdayDict

# The hours of one day.

CollectorRatio: TypeAlias = Annotated[str, Scalar("string"), Carries("type", Const("number", optional=True))]
"""Number of a record type, which must exist; those without a number in getrecordtypelist.nv cannot be used."""

BreakTime: TypeAlias = Annotated[int, Scalar("integer"), Carries("type", Const("minutes", also=("minute",)))]

AcceptanceStatus: TypeAlias = Literal["confirmed", "accepted"]


@valued
class WorkdayDate:
    """A day, and how to treat its existing hours."""

    value: Date
    format: ClassVar[Const] = Const("ansi")
    method: OptAttribute[Literal["replace", "increment"]] = UNSET
    """`replace`, also when left out: the new entries take the place of earlier ones; `increment`: they add to them.

    One page of the documentation says that only entries of the record types in the message are replaced.
    """


@valued
class WorkdayEmployee:
    """The employee who worked."""

    value: Text
    type: OptAttribute[Literal["netvisorkey", "number", "personalidentificationnumber"]] = UNSET
    """What the value is: Netvisor key, employee number or personal identity code."""
    default_dimension_handling_type: OptAttribute[Literal["none", "usedefault"]] = UNSET
    """`usedefault` adds the default dimensions of the employee to the entries."""


@valued
class CrmProcessIdentifier:
    """The CRM process that hours belong to."""

    value: Blank[Text]
    billing_type: Attribute[Literal["unbillable", "billable"]]


@valued
class InvoicedCustomer:
    """The customer who is invoiced for hours."""

    value: Blank[Text]
    type: Attribute[Literal["netvisor", "customer"]]
    """`netvisor`: the value is a Netvisor key; `customer`: it is a customer code."""


@part
class WorkdayHour:
    """Work or an absence as a number of hours."""

    hours: Number
    """Hours, or days where the record type counts days; the service rounds to two decimals."""
    collector_ratio: CollectorRatio
    """Number of the record type: of work, of annual holiday or of another absence."""
    acceptance_status: AcceptanceStatus
    description: Blank[Text]
    crm_process_identifier: Opt[CrmProcessIdentifier] = UNSET
    invoicing_product_identifier: Opt[Text] = UNSET
    """The product in the invoice of the hours."""
    customer_identifier: Opt[InvoicedCustomer] = UNSET
    dimension: Many[DimensionWithFather] = ()
    contract_id: Opt[Text] = UNSET
    """The contract that the hours belong to; known from a client only."""


@part
class WorkdayTime:
    """Work from one time of day to another; what follows the record type is known from a client only."""

    start_time_of_day: TimeInMinutes
    end_time_of_day: TimeInMinutes
    break_time: BreakTime
    """Break, in minutes."""
    collector_ratio: CollectorRatio
    """Number of the record type."""
    acceptance_status: AcceptanceStatus
    description: Text
    invoicing_product_identifier: Opt[Text] = UNSET
    """The product in the invoice of the hours."""
    dimension: Many[Dimension] = ()


@message(
    at_least_one("workday_hour", "workday_time"),
    identified_by("employee_identifier", "personalidentificationnumber", PERSON),
)
class Workday(Message["WorkdayDict"], Replacing["FetchedWorkday"]):
    """The hours and absences of one employee on one day.

    A day whose hours are acknowledged, approved or paid accepts no more.
    """

    date: WorkdayDate
    employee_identifier: WorkdayEmployee
    workday_hour: Many[WorkdayHour] = ()
    """Entries by number of hours."""
    workday_time: Many[WorkdayTime] = ()
    """Entries by times of day."""


# What is read of hours.


@valued
class FetchedCollectorRatio:
    """The name of a record type."""

    value: str | None
    number: Annotated[Attribute[int | None], El("Number")]
    """Number of the record type; may be empty."""


@reply
class FetchedWorkdayHour:
    """An entry of a day, without its key: `list_workdays` gives it with the key."""

    hours: Decimal | None
    """Hours, or days where the record type counts days."""
    collector_ratio: FetchedCollectorRatio | None
    """Name of the record type."""
    acceptance_status: str | None
    """In the language of the interface: Avoin (open), Kuitattu (confirmed), Hyväksytty (accepted), Maksettu (paid)."""
    description: str | None
    crm_process_name: str | None
    dimension: Many[FetchedDimension] = ()


@reply
class FetchedWorkday:
    """A day of an employee."""

    date: Date | None
    workday_hour: Many[FetchedWorkdayHour] = ()


@reply
class GetWorkdayReply:
    """The answer of getworkday.nv."""

    workday: FetchedWorkday | None


@valued
class ListedCollectorRatio:
    """The name of a record type."""

    value: str | None
    number: Attribute[int | None]
    """Number of the record type; may be empty."""
    netvisor_key: Attribute[int | None]


@reply
class ListedWorkdayHour:
    """An entry of a day."""

    netvisor_key: Attribute[int | None]
    """What `delete_workday_hour` takes."""
    hours: Decimal | None
    """Hours, or days where the record type counts days."""
    collector_ratio: ListedCollectorRatio | None
    """Name of the record type."""
    acceptance_status: str | None
    """In the language of the interface: Avoin (open), Kuitattu (confirmed), Hyväksytty (accepted), Maksettu (paid)."""
    description: str | None
    crm_process_name: str | None
    dimension: Many[FetchedDimension] = ()


@reply
class ListedWorkday:
    """A day of an employee."""

    date: Date | None
    workday_hour: Many[ListedWorkdayHour] = ()


@reply
class ListedWorkdays:
    """The days of an employee; those without entries are left out."""

    workday: Many[ListedWorkday] = ()


@reply
class GetWorkdaysReply:
    """The answer of getworkdays.nv."""

    workdays: Annotated[ListedWorkdays | None, El("WorkDays")]


@valued
class RecordTypeName:
    """The name of a record type in one language; empty where it has none."""

    value: str | None
    iso639_1_code: Annotated[
        Attribute[Literal["fi", "en", "sv", "se"] | None], El("ISO639-1Code", also=("ISO-639-1Code",))
    ]
    """Language; Swedish is sv in a sample and se in the documentation."""


@reply
class RecordTypeNames:
    """The names of a record type."""

    name: Many[RecordTypeName]


@reply
class RecordType:
    """A kind of work or absence."""

    names: RecordTypeNames | None
    netvisor_key: int | None
    ratio_number: str | None
    """What a message takes as `collector_ratio`; empty for a record type that cannot be used in one."""
    character_type: Annotated[Literal[1, 2, 5] | None, El(also=("CharacherType",))]
    """1 working hours, 2 annual holiday, 5 other absence."""
    unit_type: Literal[1, 2] | None
    """1 counts hours, 2 counts days."""


@reply
class RecordTypes:
    """The record types of the company."""

    record_type: Many[RecordType] = ()


@reply
class GetRecordTypeListReply:
    """The answer of getrecordtypelist.nv."""

    record_types: RecordTypes | None


# Travel expenses.

ExpenseRatio: TypeAlias = Annotated[str, Scalar("string"), Carries("type", Const("name"))]

LineStatus: TypeAlias = Literal["open", "confirmed", "contentsupervisored", "accepted", "paid"]
"""State of a line, in the spelling of the clients; a page of the documentation spells contentsupervisiored."""

TravelType: TypeAlias = Literal[
    "car",
    "car_with_trailer",
    "car_with_caravan",
    "car_with_heavy_cargo",
    "car_with_big_machinery",
    "car_with_dog",
    "car_travel_in_rough_terrain",
    "motorboat_max_50hp",
    "motorboat_over_50hp",
    "snowmobile",
    "atv",
    "motorbike",
    "moped",
    "other",
    "carbenefit",
]
"""The vehicle; `carbenefit` (a benefit car) is known from clients only."""


@valued
class TripExpenseEmployee:
    """The employee who is paid a line."""

    value: Text
    type: OptAttribute[Literal["number", "finnishpersonalidentifier"]] = UNSET
    """`number`: an employee number; `finnishpersonalidentifier`: a personal identity code."""


@valued
class CustomLineUnitPrice:
    """What one unit of an expense costs."""

    value: Number
    iso4217_currency_code: OptAttribute[Text] = UNSET
    """Currency, such as `EUR`."""
    currency_rate: OptAttribute[Number] = UNSET


@valued
class TripExpenseCustomer:
    """The customer whom a line belongs to."""

    value: Text
    type: OptAttribute[Literal["netvisor", "customer"]] = UNSET
    """`netvisor`: the value is a Netvisor key; `customer`: it is a customer code."""


@part(content_fits("mime_type", "document_data"))
class TripExpenseAttachment:
    """A receipt, or another attachment of a line."""

    mime_type: Text
    """Such as `application/pdf`."""
    attachment_description: Text
    file_name: Text
    document_data: Attachment


@part
class TripExpenseAttachments:
    """The attachments of a line."""

    trip_expense_attachment: Many[TripExpenseAttachment]


@part(identified_by("employee_identifier", "finnishpersonalidentifier", PERSON))
class CustomLine:
    """An expense."""

    employee_identifier: TripExpenseEmployee
    ratio: ExpenseRatio
    """Name of the kind of expense, looked up in the language of the interface.

    payrollratiolist.nv with the source tripexpensecustomlines lists them.
    """
    amount: Number
    """Quantity."""
    custom_line_unit_price: CustomLineUnitPrice
    vat_percentage: Opt[Number] = UNSET
    line_description: Text
    begin_date: Date
    """First day."""
    end_date: Date
    """Last day."""
    crm_process_identifier: Opt[Text] = UNSET
    customer_identifier: Opt[TripExpenseCustomer] = UNSET
    expense_account_number: Opt[Integer] = UNSET
    """Ledger account of the expense."""
    line_status: Opt[LineStatus] = UNSET
    dimension: Many[DimensionWithFather] = ()
    trip_expense_attachments: Opt[TripExpenseAttachments] = UNSET


@part
class CustomLines:
    """The expenses of a trip."""

    custom_line: Many[CustomLine]


@part(identified_by("employee_identifier", "finnishpersonalidentifier", PERSON))
class TravelLine:
    """A kilometre allowance; known from clients only."""

    employee_identifier: TripExpenseEmployee
    travel_type: TravelType
    passenger_amount: Integer
    """Number of passengers."""
    kilometer_amount: Number
    """Kilometres."""
    unit_price: Opt[Number] = UNSET
    """Price of a kilometre."""
    line_description: Text
    travel_date: Date
    route_description: Text
    """Places of the route, such as Lpr-Hki-Lpr."""
    crm_process_identifier: Opt[Text] = UNSET
    customer_identifier: Opt[TripExpenseCustomer] = UNSET
    line_status: Opt[LineStatus] = UNSET
    dimension: Many[DimensionWithFather] = ()
    trip_expense_attachments: Opt[TripExpenseAttachments] = UNSET


@part
class TravelLines:
    """The kilometre allowances of a trip."""

    travel_line: Many[TravelLine]


@part(identified_by("employee_identifier", "finnishpersonalidentifier", PERSON))
class DailyCompensationLine:
    """A daily allowance; known from clients only."""

    employee_identifier: TripExpenseEmployee
    compensation_type: Literal["domesticfull", "domestichalf", "foreign"]
    """Full or half day in Finland, or abroad."""
    amount: Number
    """Number of allowances."""
    unit_price: Opt[Number] = UNSET
    """One allowance."""
    line_description: Text
    time_of_departure: SpacedDateTime
    return_time: SpacedDateTime
    crm_process_identifier: Opt[Text] = UNSET
    customer_identifier: Opt[TripExpenseCustomer] = UNSET
    line_status: Opt[LineStatus] = UNSET
    dimension: Many[DimensionWithFather] = ()
    trip_expense_attachments: Opt[TripExpenseAttachments] = UNSET


@part
class DailyCompensationLines:
    """The daily allowances of a trip."""

    daily_compensation_line: Many[DailyCompensationLine]


@message
class TripExpense(Message["TripExpenseDict"]):
    """A report of travel expenses. Every line names its own employee, who must have the travel service switched on."""

    header: Text
    """Title."""
    description: Opt[Text] = UNSET
    custom_lines: Opt[CustomLines] = UNSET
    """Expenses."""
    travel_lines: Opt[TravelLines] = UNSET
    """Kilometre allowances."""
    daily_compensation_lines: Opt[DailyCompensationLines] = UNSET
    """Daily allowances."""


# Calls.

WORKDAY = Endpoint(
    resource="workday.nv",
    http="POST",
    title="Import the hours of one employee for one day",
    request=Workday,
    edit=(
        'entries of the day are replaced, or with `method="increment"` added to; whether all of the day or those '
        "of the same record types are replaced is told in two ways"
    ),
    limits="one employee and one day in a message; no hours that are acknowledged, approved or paid",
    fee="the import switches on the chargeable payroll service for the employee",
    gaps="the answer has no keys: getworkdays.nv has them",
)
GETWORKDAY = Endpoint(
    resource="getworkday.nv",
    http="GET",
    title="Get the hours of one employee for one day",
    reply=GetWorkdayReply,
    gaps="entries hold no keys here: getworkdays.nv has them",
)
GETWORKDAYS = Endpoint(
    resource="getworkdays.nv",
    http="GET",
    title="List the hours of one employee for a period",
    reply=GetWorkdaysReply,
    limits="a period of at most one year",
)
GETRECORDTYPELIST = Endpoint(
    resource="getrecordtypelist.nv",
    http="GET",
    title="List the record types of work and absences",
    reply=GetRecordTypeListReply,
    limits="record types without a number cannot be used in workday.nv",
)
DELETEWORKDAYHOUR = Endpoint(
    resource="deleteworkdayhour.nv",
    http="GET",
    title="Delete one entry of hours",
    writes=True,
    limits="only hours that are not paid and on no payslip; whose they are is not checked",
)
TRIPEXPENSE = Endpoint(
    resource="tripexpense.nv",
    http="POST",
    title="Import a report of travel expenses",
    request=TripExpense,
    limits="the employee needs the travel service",
    gaps="no documented resource reads trip expenses back; kilometre and daily allowances follow clients",
)

EmployeeKey: TypeAlias = Annotated[int, Param("Netvisor key of the employee; either this or employeenumber")]
EmployeeNumber: TypeAlias = Annotated[int, Param("employee number; either this or netvisorkey")]
FirstDay: TypeAlias = Annotated[dt.date, Param("first day")]
LastDay: TypeAlias = Annotated[dt.date, Param("last day, at most one year after the first")]


def _is_within_a_year(asked: Any) -> bool:
    first, last = asked.work_hour_start_date, asked.work_hour_end_date
    years = last.year - first.year
    return first <= last and (years, last.month, last.day) <= (1, first.month, first.day)


WITHIN_A_YEAR: Final = must(
    "work_hour_start_date",
    "work_hour_end_date",
    holds=_is_within_a_year,
    expected="an end from the start to one year after it",
)


@WORKDAY.register
def add_workday(workday: Workday) -> Call[Done]:
    """Add or replace the hours of one employee for one day; `list_workdays` gives the keys of the entries.

    The service switches on the chargeable payroll service for the employee.
    """
    return WORKDAY.call(add_workday, locals(), DONE)


@GETWORKDAY.register
def get_workday(
    netvisor_key: EmployeeKey, *, work_hour_date: Annotated[dt.date, Param("the day")]
) -> Call[FetchedWorkday | None]:
    """Get the hours of an employee for one day, by the Netvisor key of the employee."""
    return GETWORKDAY.call(get_workday, locals(), one(FetchedWorkday, GetWorkdayReply, "workday"))


@GETWORKDAY.register
def get_workday_by_number(
    employee_number: EmployeeNumber, *, work_hour_date: Annotated[dt.date, Param("the day")]
) -> Call[FetchedWorkday | None]:
    """Get the hours of an employee for one day, by the employee number."""
    return GETWORKDAY.call(get_workday_by_number, locals(), one(FetchedWorkday, GetWorkdayReply, "workday"))


@GETWORKDAYS.register
def list_workdays(
    netvisor_key: EmployeeKey, *, work_hour_start_date: FirstDay, work_hour_end_date: LastDay
) -> Call[list[ListedWorkday]]:
    """List the hours of an employee for at most a year, by the Netvisor key of the employee."""
    gives = items(ListedWorkday, GetWorkdaysReply, "workdays.workday")
    return GETWORKDAYS.call(list_workdays, locals(), gives, rules=(WITHIN_A_YEAR,))


@GETWORKDAYS.register
def list_workdays_by_number(
    employee_number: EmployeeNumber, *, work_hour_start_date: FirstDay, work_hour_end_date: LastDay
) -> Call[list[ListedWorkday]]:
    """List the hours of an employee for at most a year, by the employee number."""
    gives = items(ListedWorkday, GetWorkdaysReply, "workdays.workday")
    return GETWORKDAYS.call(list_workdays_by_number, locals(), gives, rules=(WITHIN_A_YEAR,))


@GETRECORDTYPELIST.register
def list_record_types() -> Call[list[RecordType]]:
    """List the record types of work and absences."""
    gives = items(RecordType, GetRecordTypeListReply, "record_types.record_type")
    return GETRECORDTYPELIST.call(list_record_types, locals(), gives)


@DELETEWORKDAYHOUR.register
def delete_workday_hour(
    netvisor_key: Annotated[int, Param("Netvisor key of the entry, from getworkdays.nv")],
) -> Call[Done]:
    """Delete an entry that is neither paid nor linked to a payslip.

    The key alone decides: the service does not ask whose entry it is.
    """
    return DELETEWORKDAYHOUR.call(delete_workday_hour, locals(), DONE)


@TRIPEXPENSE.register
def add_trip_expense(trip_expense: TripExpense) -> Call[Inserted]:
    """Add a report of travel expenses; the answer has its Netvisor key. No resource reads reports back."""
    return TRIPEXPENSE.call(add_trip_expense, locals(), INSERTED)


# How the writes are found after an unknown outcome.

_HOURS: Final = {
    "workday_hour": "workday_hour",
    "workday_hour.collector_ratio.number": "workday_hour.collector_ratio",
}
_OF_EMPLOYEE: Final[tuple[dict[str, Any], ...]] = (
    {"read": "get_workday", "ask": {"netvisor_key": "employee_identifier[type=netvisorkey]", "work_hour_date": "date"}},
    {
        "read": "get_workday_by_number",
        "ask": {"employee_number": "employee_identifier[type=number]", "work_hour_date": "date"},
    },
    {
        "via": (
            Read(
                read="payroll.list_employees",
                fixed={"include_ended_employments": True},
                equal={"personal_id": "employee_identifier[type=personalidentificationnumber]"},
            ),
        ),
        "read": "get_workday",
        "ask": {"netvisor_key": "<netvisor_key", "work_hour_date": "date"},
    },
)
"""What finders have in common that fetch the day of the employee whom a message names."""

WORKDAY.found_by(
    add_workday,
    *(
        Finder(
            strength=strength,
            when={"date.method": methods},
            compare=_HOURS,
            whole=True,
            # Others change the acceptance of an entry too, and answers have it in the language of the interface.
            aside=("date", "employee_identifier", "workday_hour.acceptance_status"),
            sets=True,
            key="",
            secret=True,
            **way,
        )
        for strength, methods in ((Strength.EXACT, ("replace", "")), (Strength.LIKELY, ("increment",)))
        for way in _OF_EMPLOYEE
    ),
    nothing="write hours as workday_hour, not as workday_time, and leave method as it is",
)
DELETEWORKDAYHOUR.found_by(
    delete_workday_hour,
    nothing="the call names neither the employee nor the day of the entry: look at it in Netvisor",
)
TRIPEXPENSE.found_by(
    add_trip_expense,
    nothing="no read shows travel expenses: look for the header in Netvisor",
)
