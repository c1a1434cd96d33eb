"""Balances of accounts, accounting periods and their locks, voucher types and bank accounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, El, Many, Maybe, must, reply, valued
from netvisor.declare.scalars import AnsiDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items, one

# Answers: balances.


@reply
class AccountBalance:
    """The balance of an account on one day."""

    date: Annotated[Attribute[date | None], El("Date")]
    debet: Decimal | None
    kredit: Decimal | None
    balance: Decimal | None
    """Debit less credit."""


@reply
class BalancedAccount:
    """An account with its balances. Old answers have nothing but the balances."""

    netvisor_key: Annotated[Attribute[int | None], El("Netvisorkey")]
    number: int | None
    """Account number."""
    name: str | None
    """Name in Finnish."""
    foreign_name: Many[str] = ()
    """Name in English, then in Swedish; each at most once."""
    account_balance: Many[AccountBalance]
    """One for each day."""


@reply
class AccountBalances:
    """The balances, account by account."""

    account: Many[BalancedAccount]


@reply
class AccountBalanceReply:
    """The answer of accountbalance.nv."""

    account_balances: AccountBalances | None


# Answers: accounting periods.


@reply
class AccountingPeriod:
    """An accounting period; the answer does not say which one is active."""

    netvisor_key: int | None
    name: str | None
    begin_date: AnsiDate | None
    end_date: AnsiDate | None


@reply
class PeriodLockInformation:
    """The days up to which the books are locked; empty if they are not."""

    accounting_period_lock_date: AnsiDate | None
    vat_period_lock_date: AnsiDate | None
    purchase_lock_date: AnsiDate | None
    """Lock of the purchase ledger."""
    period: Many[AccountingPeriod]
    """The accounting periods, where the answer has them here."""


@reply
class AccountingPeriodList:
    """The locks, and the accounting periods beside them or among them: sources disagree, so both are read."""

    period_lock_information: PeriodLockInformation | None
    period: Many[AccountingPeriod] = ()


@reply
class AccountingPeriodListReply:
    """The answer of accountingperiodlist.nv."""

    accounting_period_list: AccountingPeriodList | None


# Answers: voucher types.


@reply
class DefaultVoucherType:
    """The voucher type that is used by default."""

    netvisor_key: int | None


@reply
class DefaultVoucherTypeKey:
    """The voucher type that is used by default; the letter case of its key is another one here."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]


@reply
class DefaultVoucherTypes:
    """The voucher types that are used by default."""

    sales_invoices: DefaultVoucherType | None
    sales_invoice_payments: DefaultVoucherType | None
    purchase_invoices: DefaultVoucherTypeKey | None
    purchase_invoice_payments: DefaultVoucherType | None
    other_system_generated_vouchers: DefaultVoucherType | None
    bank_statement_view_vouchers: DefaultVoucherTypeKey | None
    """Vouchers made in the view of bank statements."""
    accruals: DefaultVoucherType | None


@valued
class VoucherTypeForeignName:
    """The name of a voucher type in another language."""

    value: str | None
    iso639_1: Annotated[Attribute[Literal["fi", "en", "sv"] | None], El("ISO-639-1")]


@reply
class VoucherType:
    """A voucher type."""

    netvisor_key: int | None
    abbreviation: str | None
    name: str | None
    """Full name: the `voucher_class` of a voucher to add."""
    foreign_name: Many[VoucherTypeForeignName] = ()
    """At most three."""


@reply
class VoucherTypes:
    """All voucher types."""

    voucher_type: Many[VoucherType]


@reply
class VoucherTypeList:
    """The voucher types of the company, and those that are used by default."""

    default_voucher_types: DefaultVoucherTypes | None
    voucher_types: VoucherTypes | None


@reply
class VoucherTypeListReply:
    """The answer of vouchertypelist.nv."""

    voucher_type_list: VoucherTypeList | None


# Answers: bank accounts.


@valued
class BankCurrencyCode:
    """The currency of a bank account, such as EUR."""

    value: str | None
    type: Annotated[Attribute[str | None], El("Type")]
    """The list of codes: ISO-4217."""


@reply
class BookkeepingAccount:
    """The ledger account of a bank account."""

    netvisor_key: int | None
    account_number: int | None
    account_name: str | None
    """In the language of the interface."""


@reply
class BankAccount:
    """A bank account of the company."""

    name: str | None
    iban: Annotated[str | None, El("IBAN")]
    bic: Annotated[str | None, El("BIC")]
    currency_code: BankCurrencyCode | None
    bookkeeping_account: BookkeepingAccount | None = None


@reply
class BankAccounts:
    """The bank accounts of the company."""

    bank_account: Many[BankAccount]


@reply
class GetBankAccountsReply:
    """The answer of getbankaccounts.nv."""

    bank_accounts: BankAccounts | None


# Calls.

ACCOUNTBALANCE = Endpoint(
    resource="accountbalance.nv",
    http="GET",
    title="Balances of accounts on given days",
    reply=AccountBalanceReply,
)
ACCOUNTINGPERIODLIST = Endpoint(
    resource="accountingperiodlist.nv",
    http="GET",
    title="Accounting periods and locks",
    reply=AccountingPeriodListReply,
    gaps="which period is the active one is not told",
)
VOUCHERTYPELIST = Endpoint(
    resource="vouchertypelist.nv",
    http="GET",
    title="Voucher types, and those used by default",
    reply=VoucherTypeListReply,
)
GETBANKACCOUNTS = Endpoint(
    resource="getbankaccounts.nv",
    http="GET",
    title="Bank accounts of the company with their ledger accounts",
    reply=GetBankAccountsReply,
)

BalanceDates: TypeAlias = Annotated[
    Many[date], Param("the days, or the first and the last one of an interval: see intervaltype")
]
IntervalType: TypeAlias = Annotated[
    Maybe[Literal[0, 1, 2, 3, 4]],
    Param("0 or left out: separate days; steps from the first to the last day: 1 day, 2 week, 3 month, 4 year"),
]


def _is_interval(asked: Any) -> bool:
    if asked.interval_type is UNSET or asked.interval_type == 0:
        return True
    return len(asked.balance_dates) == 2 and asked.balance_dates[0] <= asked.balance_dates[1]


INTERVAL: Final = must(
    "balance_dates",
    "interval_type",
    holds=_is_interval,
    expected="the first and the last day as balance_dates when interval_type asks for steps",
)


@ACCOUNTBALANCE.register
def get_account_balance(
    netvisor_key: Annotated[int, Param("NetvisorKey of the account")],
    *,
    balance_dates: BalanceDates,
    interval_type: IntervalType = UNSET,
) -> Call[BalancedAccount | None]:
    """Get the balances of one account; of an interval, the first and the last day are always among them."""
    gives = one(BalancedAccount, AccountBalanceReply, "account_balances.account")
    return ACCOUNTBALANCE.call(get_account_balance, locals(), gives, rules=(INTERVAL,))


@ACCOUNTBALANCE.register
def list_account_balances(
    *,
    balance_dates: BalanceDates,
    netvisor_key_list: Annotated[Maybe[Many[int]], Param("NetvisorKeys of the accounts; all when left out")] = UNSET,
    interval_type: IntervalType = UNSET,
) -> Call[list[BalancedAccount]]:
    """List the balances of several accounts, or of all; of an interval, the first and last day are among them."""
    gives = items(BalancedAccount, AccountBalanceReply, "account_balances.account")
    return ACCOUNTBALANCE.call(list_account_balances, locals(), gives, rules=(INTERVAL,))


@ACCOUNTINGPERIODLIST.register
def list_accounting_periods() -> Call[list[AccountingPeriod]]:
    """List the accounting periods, wherever the answer has them."""
    paths = "accounting_period_list.period_lock_information.period", "accounting_period_list.period"
    return ACCOUNTINGPERIODLIST.call(
        list_accounting_periods, locals(), items(AccountingPeriod, AccountingPeriodListReply, *paths)
    )


@ACCOUNTINGPERIODLIST.register
def get_period_locks() -> Call[PeriodLockInformation | None]:
    """Get the days up to which the books are locked."""
    gives = one(PeriodLockInformation, AccountingPeriodListReply, "accounting_period_list.period_lock_information")
    return ACCOUNTINGPERIODLIST.call(get_period_locks, locals(), gives)


@VOUCHERTYPELIST.register
def list_voucher_types() -> Call[VoucherTypeList | None]:
    """Get the voucher types of the company, and those that are used by default."""
    gives = one(VoucherTypeList, VoucherTypeListReply, "voucher_type_list")
    return VOUCHERTYPELIST.call(list_voucher_types, locals(), gives)


@GETBANKACCOUNTS.register
def list_bank_accounts() -> Call[list[BankAccount]]:
    """List the bank accounts of the company with their ledger accounts."""
    gives = items(BankAccount, GetBankAccountsReply, "bank_accounts.bank_account")
    return GETBANKACCOUNTS.call(list_bank_accounts, locals(), gives)
