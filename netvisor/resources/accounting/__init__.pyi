"""Vouchers, the ledger, the chart of accounts, accounting periods and bank accounts.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.accounting.accounts import AccountList as AccountList
from netvisor.resources.accounting.accounts import AccountListReply as AccountListReply
from netvisor.resources.accounting.accounts import Accounts as Accounts
from netvisor.resources.accounting.accounts import CompanyDefaultAccounts as CompanyDefaultAccounts
from netvisor.resources.accounting.accounts import ForeignName as ForeignName
from netvisor.resources.accounting.accounts import ListedAccount as ListedAccount
from netvisor.resources.accounting.accounts import list_accounts as list_accounts
from netvisor.resources.accounting.balances import AccountBalance as AccountBalance
from netvisor.resources.accounting.balances import AccountBalanceReply as AccountBalanceReply
from netvisor.resources.accounting.balances import AccountBalances as AccountBalances
from netvisor.resources.accounting.balances import AccountingPeriod as AccountingPeriod
from netvisor.resources.accounting.balances import AccountingPeriodList as AccountingPeriodList
from netvisor.resources.accounting.balances import AccountingPeriodListReply as AccountingPeriodListReply
from netvisor.resources.accounting.balances import BalancedAccount as BalancedAccount
from netvisor.resources.accounting.balances import BalanceDates as BalanceDates
from netvisor.resources.accounting.balances import BankAccount as BankAccount
from netvisor.resources.accounting.balances import BankAccounts as BankAccounts
from netvisor.resources.accounting.balances import BankCurrencyCode as BankCurrencyCode
from netvisor.resources.accounting.balances import BookkeepingAccount as BookkeepingAccount
from netvisor.resources.accounting.balances import DefaultVoucherType as DefaultVoucherType
from netvisor.resources.accounting.balances import DefaultVoucherTypeKey as DefaultVoucherTypeKey
from netvisor.resources.accounting.balances import DefaultVoucherTypes as DefaultVoucherTypes
from netvisor.resources.accounting.balances import GetBankAccountsReply as GetBankAccountsReply
from netvisor.resources.accounting.balances import IntervalType as IntervalType
from netvisor.resources.accounting.balances import PeriodLockInformation as PeriodLockInformation
from netvisor.resources.accounting.balances import VoucherType as VoucherType
from netvisor.resources.accounting.balances import VoucherTypeForeignName as VoucherTypeForeignName
from netvisor.resources.accounting.balances import VoucherTypeList as VoucherTypeList
from netvisor.resources.accounting.balances import VoucherTypeListReply as VoucherTypeListReply
from netvisor.resources.accounting.balances import VoucherTypes as VoucherTypes
from netvisor.resources.accounting.balances import get_account_balance as get_account_balance
from netvisor.resources.accounting.balances import get_period_locks as get_period_locks
from netvisor.resources.accounting.balances import list_account_balances as list_account_balances
from netvisor.resources.accounting.balances import list_accounting_periods as list_accounting_periods
from netvisor.resources.accounting.balances import list_bank_accounts as list_bank_accounts
from netvisor.resources.accounting.balances import list_voucher_types as list_voucher_types
from netvisor.resources.accounting.corrections import AllocationChange as AllocationChange
from netvisor.resources.accounting.corrections import DeletedVouchers as DeletedVouchers
from netvisor.resources.accounting.corrections import DeletedVouchersReply as DeletedVouchersReply
from netvisor.resources.accounting.corrections import EditedVoucher as EditedVoucher
from netvisor.resources.accounting.corrections import FetchedVoucherAttachment as FetchedVoucherAttachment
from netvisor.resources.accounting.corrections import FetchedVoucherAttachments as FetchedVoucherAttachments
from netvisor.resources.accounting.corrections import GetVoucherAttachmentsReply as GetVoucherAttachmentsReply
from netvisor.resources.accounting.corrections import InvalidateVouchers as InvalidateVouchers
from netvisor.resources.accounting.corrections import SetTransactionAllocations as SetTransactionAllocations
from netvisor.resources.accounting.corrections import VoucherCorporationEvents as VoucherCorporationEvents
from netvisor.resources.accounting.corrections import VoucherIdentifier as VoucherIdentifier
from netvisor.resources.accounting.corrections import VoucherLineCorporationEvent as VoucherLineCorporationEvent
from netvisor.resources.accounting.corrections import VoucherLineCorporationEvents as VoucherLineCorporationEvents
from netvisor.resources.accounting.corrections import VoucherLineIdentifier as VoucherLineIdentifier
from netvisor.resources.accounting.corrections import edit_voucher as edit_voucher
from netvisor.resources.accounting.corrections import edit_voucher_corporation_events as edit_voucher_corporation_events
from netvisor.resources.accounting.corrections import get_voucher_attachments as get_voucher_attachments
from netvisor.resources.accounting.corrections import invalidate_vouchers as invalidate_vouchers
from netvisor.resources.accounting.corrections import list_deleted_vouchers as list_deleted_vouchers
from netvisor.resources.accounting.corrections import set_transaction_allocations as set_transaction_allocations
from netvisor.resources.accounting.dicts import AccountDimensionDict as AccountDimensionDict
from netvisor.resources.accounting.dicts import AllocationChangeDict as AllocationChangeDict
from netvisor.resources.accounting.dicts import DimensionDict as DimensionDict
from netvisor.resources.accounting.dicts import EditedVoucherDict as EditedVoucherDict
from netvisor.resources.accounting.dicts import InvalidateVouchersDict as InvalidateVouchersDict
from netvisor.resources.accounting.dicts import LineSumDict as LineSumDict
from netvisor.resources.accounting.dicts import SetTransactionAllocationsDict as SetTransactionAllocationsDict
from netvisor.resources.accounting.dicts import VatPercentDict as VatPercentDict
from netvisor.resources.accounting.dicts import VoucherAttachmentDict as VoucherAttachmentDict
from netvisor.resources.accounting.dicts import VoucherAttachmentsDict as VoucherAttachmentsDict
from netvisor.resources.accounting.dicts import VoucherCorporationEventsDict as VoucherCorporationEventsDict
from netvisor.resources.accounting.dicts import VoucherDict as VoucherDict
from netvisor.resources.accounting.dicts import VoucherIdentifierDict as VoucherIdentifierDict
from netvisor.resources.accounting.dicts import VoucherLineCorporationEventDict as VoucherLineCorporationEventDict
from netvisor.resources.accounting.dicts import VoucherLineCorporationEventsDict as VoucherLineCorporationEventsDict
from netvisor.resources.accounting.dicts import VoucherLineDict as VoucherLineDict
from netvisor.resources.accounting.dicts import VoucherLineIdentifierDict as VoucherLineIdentifierDict
from netvisor.resources.accounting.ledger import AccountingLedgerReply as AccountingLedgerReply
from netvisor.resources.accounting.ledger import FetchedAccountDimension as FetchedAccountDimension
from netvisor.resources.accounting.ledger import FetchedVoucherClass as FetchedVoucherClass
from netvisor.resources.accounting.ledger import FetchedVoucherLine as FetchedVoucherLine
from netvisor.resources.accounting.ledger import LedgerStatus as LedgerStatus
from netvisor.resources.accounting.ledger import LinkedSourceNetvisorKey as LinkedSourceNetvisorKey
from netvisor.resources.accounting.ledger import ListedVoucher as ListedVoucher
from netvisor.resources.accounting.ledger import ShowGenerator as ShowGenerator
from netvisor.resources.accounting.ledger import Transaction as Transaction
from netvisor.resources.accounting.ledger import TransactionAllocation as TransactionAllocation
from netvisor.resources.accounting.ledger import TransactionAllocations as TransactionAllocations
from netvisor.resources.accounting.ledger import TransactionHistory as TransactionHistory
from netvisor.resources.accounting.ledger import Vouchers as Vouchers
from netvisor.resources.accounting.ledger import get_voucher as get_voucher
from netvisor.resources.accounting.ledger import list_vouchers as list_vouchers
from netvisor.resources.accounting.obligations import FinancialObligationStatus as FinancialObligationStatus
from netvisor.resources.accounting.obligations import FinancialObligationStatusReply as FinancialObligationStatusReply
from netvisor.resources.accounting.obligations import ObligationMonth as ObligationMonth
from netvisor.resources.accounting.obligations import ObligationMonths as ObligationMonths
from netvisor.resources.accounting.obligations import ObligationYear as ObligationYear
from netvisor.resources.accounting.obligations import ObligationYears as ObligationYears
from netvisor.resources.accounting.obligations import Reconciliation as Reconciliation
from netvisor.resources.accounting.obligations import Reconciliations as Reconciliations
from netvisor.resources.accounting.obligations import VatReport as VatReport
from netvisor.resources.accounting.obligations import VatSummaryReport as VatSummaryReport
from netvisor.resources.accounting.obligations import get_financial_obligation_status as get_financial_obligation_status
from netvisor.resources.accounting.vouchers import AccountDimension as AccountDimension
from netvisor.resources.accounting.vouchers import AccountNumber as AccountNumber
from netvisor.resources.accounting.vouchers import Cents as Cents
from netvisor.resources.accounting.vouchers import LineSum as LineSum
from netvisor.resources.accounting.vouchers import VatPercent as VatPercent
from netvisor.resources.accounting.vouchers import Voucher as Voucher
from netvisor.resources.accounting.vouchers import VoucherAttachment as VoucherAttachment
from netvisor.resources.accounting.vouchers import VoucherAttachments as VoucherAttachments
from netvisor.resources.accounting.vouchers import VoucherLine as VoucherLine
from netvisor.resources.accounting.vouchers import VoucherNumber as VoucherNumber
from netvisor.resources.accounting.vouchers import add_voucher as add_voucher
from netvisor.resources.common import DeletedRecord as DeletedRecord
from netvisor.resources.common import Dimension as Dimension
from netvisor.resources.common import FetchedDimension as FetchedDimension
from netvisor.resources.common import VatCode as VatCode

__all__ = [
    "AccountBalance",
    "AccountBalanceReply",
    "AccountBalances",
    "AccountDimension",
    "AccountDimensionDict",
    "AccountList",
    "AccountListReply",
    "AccountNumber",
    "AccountingLedgerReply",
    "AccountingPeriod",
    "AccountingPeriodList",
    "AccountingPeriodListReply",
    "Accounts",
    "AllocationChange",
    "AllocationChangeDict",
    "BalanceDates",
    "BalancedAccount",
    "BankAccount",
    "BankAccounts",
    "BankCurrencyCode",
    "BookkeepingAccount",
    "Cents",
    "CompanyDefaultAccounts",
    "DefaultVoucherType",
    "DefaultVoucherTypeKey",
    "DefaultVoucherTypes",
    "DeletedRecord",
    "DeletedVouchers",
    "DeletedVouchersReply",
    "Dimension",
    "DimensionDict",
    "EditedVoucher",
    "EditedVoucherDict",
    "FetchedAccountDimension",
    "FetchedDimension",
    "FetchedVoucherAttachment",
    "FetchedVoucherAttachments",
    "FetchedVoucherClass",
    "FetchedVoucherLine",
    "FinancialObligationStatus",
    "FinancialObligationStatusReply",
    "ForeignName",
    "GetBankAccountsReply",
    "GetVoucherAttachmentsReply",
    "IntervalType",
    "InvalidateVouchers",
    "InvalidateVouchersDict",
    "LedgerStatus",
    "LineSum",
    "LineSumDict",
    "LinkedSourceNetvisorKey",
    "ListedAccount",
    "ListedVoucher",
    "ObligationMonth",
    "ObligationMonths",
    "ObligationYear",
    "ObligationYears",
    "PeriodLockInformation",
    "Reconciliation",
    "Reconciliations",
    "SetTransactionAllocations",
    "SetTransactionAllocationsDict",
    "ShowGenerator",
    "Transaction",
    "TransactionAllocation",
    "TransactionAllocations",
    "TransactionHistory",
    "VatCode",
    "VatPercent",
    "VatPercentDict",
    "VatReport",
    "VatSummaryReport",
    "Voucher",
    "VoucherAttachment",
    "VoucherAttachmentDict",
    "VoucherAttachments",
    "VoucherAttachmentsDict",
    "VoucherCorporationEvents",
    "VoucherCorporationEventsDict",
    "VoucherDict",
    "VoucherIdentifier",
    "VoucherIdentifierDict",
    "VoucherLine",
    "VoucherLineCorporationEvent",
    "VoucherLineCorporationEventDict",
    "VoucherLineCorporationEvents",
    "VoucherLineCorporationEventsDict",
    "VoucherLineDict",
    "VoucherLineIdentifier",
    "VoucherLineIdentifierDict",
    "VoucherNumber",
    "VoucherType",
    "VoucherTypeForeignName",
    "VoucherTypeList",
    "VoucherTypeListReply",
    "VoucherTypes",
    "Vouchers",
    "add_voucher",
    "edit_voucher",
    "edit_voucher_corporation_events",
    "get_account_balance",
    "get_financial_obligation_status",
    "get_period_locks",
    "get_voucher",
    "get_voucher_attachments",
    "invalidate_vouchers",
    "list_account_balances",
    "list_accounting_periods",
    "list_accounts",
    "list_bank_accounts",
    "list_deleted_vouchers",
    "list_voucher_types",
    "list_vouchers",
    "set_transaction_allocations",
]
