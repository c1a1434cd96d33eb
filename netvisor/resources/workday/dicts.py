"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.common import Dimension, DimensionItemWithFather, DimensionWithFather
from netvisor.resources.plain_values import Clear, PlainDate, PlainFile, PlainMoment, PlainNumber, PlainTime, Unset
from netvisor.resources.workday.workdays import (
    CrmProcessIdentifier,
    CustomLine,
    CustomLines,
    CustomLineUnitPrice,
    DailyCompensationLine,
    DailyCompensationLines,
    InvoicedCustomer,
    TravelLine,
    TravelLines,
    TripExpenseAttachment,
    TripExpenseAttachments,
    TripExpenseCustomer,
    TripExpenseEmployee,
    WorkdayDate,
    WorkdayEmployee,
    WorkdayHour,
    WorkdayTime,
)


class CrmProcessIdentifierDict(TypedDict):
    """Plain data of `CrmProcessIdentifier`."""

    value: str | Clear
    billing_type: Literal["unbillable", "billable"]


class CustomLineDict(TypedDict):
    """Plain data of `CustomLine`."""

    employee_identifier: str | TripExpenseEmployeeDict | TripExpenseEmployee
    ratio: str
    amount: PlainNumber
    custom_line_unit_price: PlainNumber | CustomLineUnitPriceDict | CustomLineUnitPrice
    vat_percentage: NotRequired[PlainNumber | Clear | Unset]
    line_description: str
    begin_date: PlainDate
    end_date: PlainDate
    crm_process_identifier: NotRequired[str | Clear | Unset]
    customer_identifier: NotRequired[str | TripExpenseCustomerDict | TripExpenseCustomer | Clear | Unset]
    expense_account_number: NotRequired[int | Clear | Unset]
    line_status: NotRequired[Literal["open", "confirmed", "contentsupervisored", "accepted", "paid"] | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionWithFatherDict | DimensionWithFather] | Unset]
    trip_expense_attachments: NotRequired[TripExpenseAttachmentsDict | TripExpenseAttachments | Clear | Unset]


class CustomLineUnitPriceDict(TypedDict):
    """Plain data of `CustomLineUnitPrice`."""

    value: PlainNumber
    iso4217_currency_code: NotRequired[str | Unset]
    currency_rate: NotRequired[PlainNumber | Unset]


class CustomLinesDict(TypedDict):
    """Plain data of `CustomLines`."""

    custom_line: Sequence[CustomLineDict | CustomLine]


class DailyCompensationLineDict(TypedDict):
    """Plain data of `DailyCompensationLine`."""

    employee_identifier: str | TripExpenseEmployeeDict | TripExpenseEmployee
    compensation_type: Literal["domesticfull", "domestichalf", "foreign"]
    amount: PlainNumber
    unit_price: NotRequired[PlainNumber | Clear | Unset]
    line_description: str
    time_of_departure: PlainMoment
    return_time: PlainMoment
    crm_process_identifier: NotRequired[str | Clear | Unset]
    customer_identifier: NotRequired[str | TripExpenseCustomerDict | TripExpenseCustomer | Clear | Unset]
    line_status: NotRequired[Literal["open", "confirmed", "contentsupervisored", "accepted", "paid"] | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionWithFatherDict | DimensionWithFather] | Unset]
    trip_expense_attachments: NotRequired[TripExpenseAttachmentsDict | TripExpenseAttachments | Clear | Unset]


class DailyCompensationLinesDict(TypedDict):
    """Plain data of `DailyCompensationLines`."""

    daily_compensation_line: Sequence[DailyCompensationLineDict | DailyCompensationLine]


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


class InvoicedCustomerDict(TypedDict):
    """Plain data of `InvoicedCustomer`."""

    value: str | Clear
    type: Literal["netvisor", "customer"]


class TravelLineDict(TypedDict):
    """Plain data of `TravelLine`."""

    employee_identifier: str | TripExpenseEmployeeDict | TripExpenseEmployee
    travel_type: Literal[
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
    passenger_amount: int
    kilometer_amount: PlainNumber
    unit_price: NotRequired[PlainNumber | Clear | Unset]
    line_description: str
    travel_date: PlainDate
    route_description: str
    crm_process_identifier: NotRequired[str | Clear | Unset]
    customer_identifier: NotRequired[str | TripExpenseCustomerDict | TripExpenseCustomer | Clear | Unset]
    line_status: NotRequired[Literal["open", "confirmed", "contentsupervisored", "accepted", "paid"] | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionWithFatherDict | DimensionWithFather] | Unset]
    trip_expense_attachments: NotRequired[TripExpenseAttachmentsDict | TripExpenseAttachments | Clear | Unset]


class TravelLinesDict(TypedDict):
    """Plain data of `TravelLines`."""

    travel_line: Sequence[TravelLineDict | TravelLine]


class TripExpenseDict(TypedDict):
    """Plain data of `TripExpense`."""

    header: str
    description: NotRequired[str | Clear | Unset]
    custom_lines: NotRequired[CustomLinesDict | CustomLines | Clear | Unset]
    travel_lines: NotRequired[TravelLinesDict | TravelLines | Clear | Unset]
    daily_compensation_lines: NotRequired[DailyCompensationLinesDict | DailyCompensationLines | Clear | Unset]


class TripExpenseAttachmentDict(TypedDict):
    """Plain data of `TripExpenseAttachment`."""

    mime_type: str
    attachment_description: str
    file_name: str
    document_data: PlainFile


class TripExpenseAttachmentsDict(TypedDict):
    """Plain data of `TripExpenseAttachments`."""

    trip_expense_attachment: Sequence[TripExpenseAttachmentDict | TripExpenseAttachment]


class TripExpenseCustomerDict(TypedDict):
    """Plain data of `TripExpenseCustomer`."""

    value: str
    type: NotRequired[Literal["netvisor", "customer"] | Unset]


class TripExpenseEmployeeDict(TypedDict):
    """Plain data of `TripExpenseEmployee`."""

    value: str
    type: NotRequired[Literal["number", "finnishpersonalidentifier"] | Unset]


class WorkdayDict(TypedDict):
    """Plain data of `Workday`."""

    date: PlainDate | WorkdayDateDict | WorkdayDate
    employee_identifier: str | WorkdayEmployeeDict | WorkdayEmployee
    workday_hour: NotRequired[Sequence[WorkdayHourDict | WorkdayHour] | Unset]
    workday_time: NotRequired[Sequence[WorkdayTimeDict | WorkdayTime] | Unset]


class WorkdayDateDict(TypedDict):
    """Plain data of `WorkdayDate`."""

    value: PlainDate
    method: NotRequired[Literal["replace", "increment"] | Unset]


class WorkdayEmployeeDict(TypedDict):
    """Plain data of `WorkdayEmployee`."""

    value: str
    type: NotRequired[Literal["netvisorkey", "number", "personalidentificationnumber"] | Unset]
    default_dimension_handling_type: NotRequired[Literal["none", "usedefault"] | Unset]


class WorkdayHourDict(TypedDict):
    """Plain data of `WorkdayHour`."""

    hours: PlainNumber
    collector_ratio: str
    acceptance_status: Literal["confirmed", "accepted"]
    description: str | Clear
    crm_process_identifier: NotRequired[CrmProcessIdentifierDict | CrmProcessIdentifier | Unset]
    invoicing_product_identifier: NotRequired[str | Clear | Unset]
    customer_identifier: NotRequired[InvoicedCustomerDict | InvoicedCustomer | Unset]
    dimension: NotRequired[Sequence[DimensionWithFatherDict | DimensionWithFather] | Unset]
    contract_id: NotRequired[str | Clear | Unset]


class WorkdayTimeDict(TypedDict):
    """Plain data of `WorkdayTime`."""

    start_time_of_day: PlainTime
    end_time_of_day: PlainTime
    break_time: int
    collector_ratio: str
    acceptance_status: Literal["confirmed", "accepted"]
    description: str
    invoicing_product_identifier: NotRequired[str | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]
