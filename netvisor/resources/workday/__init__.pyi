"""Working hours and absences day by day, their record types, and travel expenses.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.common import Dimension as Dimension
from netvisor.resources.common import DimensionItemWithFather as DimensionItemWithFather
from netvisor.resources.common import DimensionWithFather as DimensionWithFather
from netvisor.resources.common import FetchedDimension as FetchedDimension
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
    "CustomLine",
    "CustomLineUnitPrice",
    "CustomLines",
    "DailyCompensationLine",
    "DailyCompensationLines",
    "Dimension",
    "DimensionItemWithFather",
    "DimensionWithFather",
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
    "TravelLines",
    "TravelType",
    "TripExpense",
    "TripExpenseAttachment",
    "TripExpenseAttachments",
    "TripExpenseCustomer",
    "TripExpenseEmployee",
    "Workday",
    "WorkdayDate",
    "WorkdayEmployee",
    "WorkdayHour",
    "WorkdayTime",
    "add_trip_expense",
    "add_workday",
    "delete_workday_hour",
    "get_workday",
    "get_workday_by_number",
    "list_record_types",
    "list_workdays",
    "list_workdays_by_number",
]
