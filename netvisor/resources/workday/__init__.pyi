"""Working hours and absences day by day, their record types, and travel expenses.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.common import Dimension as Dimension
from netvisor.resources.common import DimensionItemWithFather as DimensionItemWithFather
from netvisor.resources.common import DimensionWithFather as DimensionWithFather
from netvisor.resources.common import FetchedDimension as FetchedDimension
from netvisor.resources.workday.dicts import CrmProcessIdentifierDict as CrmProcessIdentifierDict
from netvisor.resources.workday.dicts import CustomLineDict as CustomLineDict
from netvisor.resources.workday.dicts import CustomLinesDict as CustomLinesDict
from netvisor.resources.workday.dicts import CustomLineUnitPriceDict as CustomLineUnitPriceDict
from netvisor.resources.workday.dicts import DailyCompensationLineDict as DailyCompensationLineDict
from netvisor.resources.workday.dicts import DailyCompensationLinesDict as DailyCompensationLinesDict
from netvisor.resources.workday.dicts import DimensionDict as DimensionDict
from netvisor.resources.workday.dicts import DimensionItemWithFatherDict as DimensionItemWithFatherDict
from netvisor.resources.workday.dicts import DimensionWithFatherDict as DimensionWithFatherDict
from netvisor.resources.workday.dicts import InvoicedCustomerDict as InvoicedCustomerDict
from netvisor.resources.workday.dicts import TravelLineDict as TravelLineDict
from netvisor.resources.workday.dicts import TravelLinesDict as TravelLinesDict
from netvisor.resources.workday.dicts import TripExpenseAttachmentDict as TripExpenseAttachmentDict
from netvisor.resources.workday.dicts import TripExpenseAttachmentsDict as TripExpenseAttachmentsDict
from netvisor.resources.workday.dicts import TripExpenseCustomerDict as TripExpenseCustomerDict
from netvisor.resources.workday.dicts import TripExpenseDict as TripExpenseDict
from netvisor.resources.workday.dicts import TripExpenseEmployeeDict as TripExpenseEmployeeDict
from netvisor.resources.workday.dicts import WorkdayDateDict as WorkdayDateDict
from netvisor.resources.workday.dicts import WorkdayDict as WorkdayDict
from netvisor.resources.workday.dicts import WorkdayEmployeeDict as WorkdayEmployeeDict
from netvisor.resources.workday.dicts import WorkdayHourDict as WorkdayHourDict
from netvisor.resources.workday.dicts import WorkdayTimeDict as WorkdayTimeDict
from netvisor.resources.workday.workdays import AcceptanceStatus as AcceptanceStatus
from netvisor.resources.workday.workdays import BreakTime as BreakTime
from netvisor.resources.workday.workdays import CollectorRatio as CollectorRatio
from netvisor.resources.workday.workdays import CrmProcessIdentifier as CrmProcessIdentifier
from netvisor.resources.workday.workdays import CustomLine as CustomLine
from netvisor.resources.workday.workdays import CustomLines as CustomLines
from netvisor.resources.workday.workdays import CustomLineUnitPrice as CustomLineUnitPrice
from netvisor.resources.workday.workdays import DailyCompensationLine as DailyCompensationLine
from netvisor.resources.workday.workdays import DailyCompensationLines as DailyCompensationLines
from netvisor.resources.workday.workdays import EmployeeKey as EmployeeKey
from netvisor.resources.workday.workdays import EmployeeNumber as EmployeeNumber
from netvisor.resources.workday.workdays import ExpenseRatio as ExpenseRatio
from netvisor.resources.workday.workdays import FetchedCollectorRatio as FetchedCollectorRatio
from netvisor.resources.workday.workdays import FetchedWorkday as FetchedWorkday
from netvisor.resources.workday.workdays import FetchedWorkdayHour as FetchedWorkdayHour
from netvisor.resources.workday.workdays import FirstDay as FirstDay
from netvisor.resources.workday.workdays import GetRecordTypeListReply as GetRecordTypeListReply
from netvisor.resources.workday.workdays import GetWorkdayReply as GetWorkdayReply
from netvisor.resources.workday.workdays import GetWorkdaysReply as GetWorkdaysReply
from netvisor.resources.workday.workdays import InvoicedCustomer as InvoicedCustomer
from netvisor.resources.workday.workdays import LastDay as LastDay
from netvisor.resources.workday.workdays import LineStatus as LineStatus
from netvisor.resources.workday.workdays import ListedCollectorRatio as ListedCollectorRatio
from netvisor.resources.workday.workdays import ListedWorkday as ListedWorkday
from netvisor.resources.workday.workdays import ListedWorkdayHour as ListedWorkdayHour
from netvisor.resources.workday.workdays import ListedWorkdays as ListedWorkdays
from netvisor.resources.workday.workdays import RecordType as RecordType
from netvisor.resources.workday.workdays import RecordTypeName as RecordTypeName
from netvisor.resources.workday.workdays import RecordTypeNames as RecordTypeNames
from netvisor.resources.workday.workdays import RecordTypes as RecordTypes
from netvisor.resources.workday.workdays import TravelLine as TravelLine
from netvisor.resources.workday.workdays import TravelLines as TravelLines
from netvisor.resources.workday.workdays import TravelType as TravelType
from netvisor.resources.workday.workdays import TripExpense as TripExpense
from netvisor.resources.workday.workdays import TripExpenseAttachment as TripExpenseAttachment
from netvisor.resources.workday.workdays import TripExpenseAttachments as TripExpenseAttachments
from netvisor.resources.workday.workdays import TripExpenseCustomer as TripExpenseCustomer
from netvisor.resources.workday.workdays import TripExpenseEmployee as TripExpenseEmployee
from netvisor.resources.workday.workdays import Workday as Workday
from netvisor.resources.workday.workdays import WorkdayDate as WorkdayDate
from netvisor.resources.workday.workdays import WorkdayEmployee as WorkdayEmployee
from netvisor.resources.workday.workdays import WorkdayHour as WorkdayHour
from netvisor.resources.workday.workdays import WorkdayTime as WorkdayTime
from netvisor.resources.workday.workdays import add_trip_expense as add_trip_expense
from netvisor.resources.workday.workdays import add_workday as add_workday
from netvisor.resources.workday.workdays import delete_workday_hour as delete_workday_hour
from netvisor.resources.workday.workdays import get_workday as get_workday
from netvisor.resources.workday.workdays import get_workday_by_number as get_workday_by_number
from netvisor.resources.workday.workdays import list_record_types as list_record_types
from netvisor.resources.workday.workdays import list_workdays as list_workdays
from netvisor.resources.workday.workdays import list_workdays_by_number as list_workdays_by_number

__all__ = [
    "AcceptanceStatus",
    "BreakTime",
    "CollectorRatio",
    "CrmProcessIdentifier",
    "CrmProcessIdentifierDict",
    "CustomLine",
    "CustomLineDict",
    "CustomLineUnitPrice",
    "CustomLineUnitPriceDict",
    "CustomLines",
    "CustomLinesDict",
    "DailyCompensationLine",
    "DailyCompensationLineDict",
    "DailyCompensationLines",
    "DailyCompensationLinesDict",
    "Dimension",
    "DimensionDict",
    "DimensionItemWithFather",
    "DimensionItemWithFatherDict",
    "DimensionWithFather",
    "DimensionWithFatherDict",
    "EmployeeKey",
    "EmployeeNumber",
    "ExpenseRatio",
    "FetchedCollectorRatio",
    "FetchedDimension",
    "FetchedWorkday",
    "FetchedWorkdayHour",
    "FirstDay",
    "GetRecordTypeListReply",
    "GetWorkdayReply",
    "GetWorkdaysReply",
    "InvoicedCustomer",
    "InvoicedCustomerDict",
    "LastDay",
    "LineStatus",
    "ListedCollectorRatio",
    "ListedWorkday",
    "ListedWorkdayHour",
    "ListedWorkdays",
    "RecordType",
    "RecordTypeName",
    "RecordTypeNames",
    "RecordTypes",
    "TravelLine",
    "TravelLineDict",
    "TravelLines",
    "TravelLinesDict",
    "TravelType",
    "TripExpense",
    "TripExpenseAttachment",
    "TripExpenseAttachmentDict",
    "TripExpenseAttachments",
    "TripExpenseAttachmentsDict",
    "TripExpenseCustomer",
    "TripExpenseCustomerDict",
    "TripExpenseDict",
    "TripExpenseEmployee",
    "TripExpenseEmployeeDict",
    "Workday",
    "WorkdayDate",
    "WorkdayDateDict",
    "WorkdayDict",
    "WorkdayEmployee",
    "WorkdayEmployeeDict",
    "WorkdayHour",
    "WorkdayHourDict",
    "WorkdayTime",
    "WorkdayTimeDict",
    "add_trip_expense",
    "add_workday",
    "delete_workday_hour",
    "get_workday",
    "get_workday_by_number",
    "list_record_types",
    "list_workdays",
    "list_workdays_by_number",
]
