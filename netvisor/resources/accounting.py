"""Vouchers, the ledger and the chart of accounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Blank,
    El,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    Scalar,
    at_least_one,
    excludes,
    given,
    message,
    must,
    part,
    reply,
    together,
    valued,
)
from netvisor.declare.scalars import (
    AnsiDate,
    AnsiDateTime,
    Attachment,
    FinnishDate,
    Number,
    Text,
    Text255,
    TrueFalse,
)
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import INSERTED, Inserted, items, one
from netvisor.resources.common import Dimension, FetchedDimension, VatCode
from netvisor.resources.conditions import vat_code_fits

# The types of this area.

Cents: TypeAlias = Annotated[Decimal | int, Scalar("decimal", places=2)]
"""A sum with at most two decimals."""

AccountNumber: TypeAlias = Annotated[int, Scalar("integer")]
"""The number of a ledger account, which must exist in the company."""

VoucherNumber: TypeAlias = Annotated[int, Scalar("integer", max=9)]

LedgerStatus: TypeAlias = Literal["valid", "invalidated", "deleted"]

VOUCHER_TYPES: Final = {
    "ML": "Myyntilasku",
    "MS": "Myyntisuoritus",
    "PT": "Pankki",
    "KT": "Kassa",
    "PUMP": "Tuodut tapahtumat",
    "T": "Automaattiset tilinpäätöskirjaukset",
    "AT": "Järjestelmän muodostamat",
    "MU": "Muut",
    "OL": "Ostolasku",
    "OS": "Ostosuoritus",
    "JK": "Jaksotukset",
    "PA": "Palkka",
}
"""The voucher types that Netvisor makes itself, by abbreviation; companies can add their own."""


# Parts of a message.


@valued
class LineSum:
    """The sum of a row: positive is debit, negative is credit; at most two decimals."""

    value: Cents
    type: OptAttribute[Literal["net", "gross"]] = UNSET
    """Without or with VAT."""


@valued
class VatPercent:
    """The VAT rate of a row, in percent; it must agree with the VAT code."""

    value: Number
    vat_code: OptAttribute[VatCode] = UNSET
    """Taken from the account when left out."""


@valued
class AccountDimension:
    """The follow-up object (account dimension) of a row."""

    value: Blank[Text]
    type: Attribute[Literal["netvisorkey", "name"]]
    """Whether the value is a key or a name."""


@part(vat_code_fits("vat_percent"))
class VoucherLine:
    """One posting row."""

    line_sum: LineSum
    description: Opt[Text255] = UNSET
    account_number: AccountNumber
    vat_percent: VatPercent
    account_dimension: Opt[AccountDimension] = UNSET
    dimension: Many[Dimension] = ()


@part()
class VoucherAttachment:
    """An attachment of the voucher."""

    mime_type: Text
    """Such as `application/pdf`."""
    attachment_description: Text
    file_name: Text
    document_data: Attachment


@part()
class VoucherAttachments:
    """The attachments of the voucher; they cost a transaction fee."""

    voucher_attachment: Many[VoucherAttachment]


# The message.


def _sums(voucher: Voucher) -> list[Decimal]:
    return [Decimal(line.line_sum.value) for line in voucher.voucher_line]


def _has_both_sides(voucher: Voucher) -> bool:
    sums = _sums(voucher)
    return max(sums) > 0 > min(sums)


def _balances(voucher: Voucher) -> bool:
    return voucher.calculation_mode != "net" or sum(_sums(voucher)) == 0


@message(
    must(
        "voucher_class",
        holds=lambda voucher: voucher.voucher_class not in VOUCHER_TYPES,
        expected="the full name of the voucher type, such as Myyntilasku, not its abbreviation",
    ),
    must("voucher_line", holds=_has_both_sides, expected="rows on both sides: debit positive, credit negative"),
    # The vendor's own sentence about net vouchers was cut off in every copy; that they must balance is our reading.
    must("voucher_line", "calculation_mode", holds=_balances, expected="rows that total 0 in the mode net"),
)
class Voucher:
    """A voucher (journal entry) to add."""

    calculation_mode: Literal["net", "gross"]
    """`net`: sums are stored as given; `gross`: Netvisor adds rows for VAT and for a rounding difference."""
    voucher_date: AnsiDate
    number: Opt[VoucherNumber] = UNSET
    """The next free number of the voucher type when left out."""
    description: Opt[Text255] = UNSET
    voucher_class: Text
    """Full name of the voucher type, such as `Myyntilasku`, never its abbreviation."""
    checked: Opt[TrueFalse] = UNSET
    """Whether the voucher goes to the view of unchecked postings; which of the two values does so is not certain."""
    comment: Opt[Text255] = UNSET
    """Comment for the history of the voucher."""
    voucher_line: Many[VoucherLine]
    """Both sides are needed: debit positive, credit negative."""
    voucher_attachments: Opt[VoucherAttachments] = UNSET


# Answers: the ledger.


@valued
class FetchedVoucherClass:
    """The voucher type: abbreviation and name in samples."""

    value: str | None
    netvisor_key: Attribute[int | None] = None
    """Netvisor key of the voucher type."""


@valued
class LinkedSourceNetvisorKey:
    """The invoice that the voucher comes from; empty when there is none."""

    value: int | None
    type: Attribute[Literal["purchaseinvoice", "salesinvoice"] | None]
    """Empty when there is no source."""


@valued
class FetchedAccountDimension:
    """The follow-up object (account dimension) of a row."""

    value: str | None
    netvisor_key: Attribute[int | None]


@reply
class TransactionAllocation:
    """One allocation of a row."""

    type: Attribute[Literal["allocatedby", "allocatedto"] | None]
    """Direction of the allocation."""
    voucher_line_netvisor_key: int | None
    """Key of the other row."""
    voucher_netvisor_key: int | None
    """Key of the other voucher."""


@reply
class TransactionAllocations:
    """The allocations of a row; given only when asked for."""

    transaction_allocation: Many[TransactionAllocation]


@reply
class FetchedVoucherLine:
    """One posting row of a voucher in the ledger."""

    status: Attribute[LedgerStatus | None] = None
    netvisor_key: int | None
    line_sum: Decimal | None
    """Negative is credit."""
    description: str | None
    account_number: int | None
    vat_percent: Decimal | None
    vat_code: str | None = None
    """VAT code; a hyphen means no VAT handling, which a message calls NONE."""
    transaction_follow_up_status: Literal["Open", "Closed"] | None = None
    """State of the internal follow-up of the row."""
    transaction_allocations: TransactionAllocations | None = None
    """Only with `include_transaction_allocations`."""
    account_dimension: FetchedAccountDimension | None = None
    dimension: Many[FetchedDimension] = ()


@reply
class Transaction:
    """One event of the history of a voucher."""

    comment: str | None = None
    time_stamp: AnsiDateTime | None = None
    editor: str | None = None
    """Who did it."""


@reply
class TransactionHistory:
    """The history of a voucher; given only when asked for."""

    transaction: Many[Transaction]


@reply
class ListedVoucher:
    """A voucher of the ledger with its rows."""

    status: Annotated[Attribute[LedgerStatus | None], El("Status")] = None
    netvisor_key: int | None
    netvisor_guid: str | None = None
    """GUID of the voucher; inferred, as only the beginning of its name was readable."""
    voucher_date: FinnishDate | None
    voucher_number: int | None
    voucher_description: str | None
    voucher_class: FetchedVoucherClass | None
    linked_source_netvisor_key: LinkedSourceNetvisorKey | None
    voucher_netvisor_uri: Annotated[str | None, El("VoucherNetvisorURI")]
    """Address of the voucher in the user interface."""
    voucher_line: Many[FetchedVoucherLine] = ()
    """A voucher may have no rows at all."""
    transaction_history: TransactionHistory | None = None
    """Only with `include_transaction_history`."""


@reply
class Vouchers:
    """The vouchers of the ledger."""

    voucher: Many[ListedVoucher] = ()


@reply
class AccountingLedgerReply:
    """The answer of accountingledger.nv."""

    vouchers: Vouchers | None


# Answers: the chart of accounts.


@reply
class CompanyDefaultAccounts:
    """The numbers of the accounts that default postings use."""

    trade_payables: int | None
    """Accounts payable."""
    purchase_vat_receivable: Annotated[int | None, El("PurchaseVATReceivable")]
    rounding_off_difference: int | None
    vat_payable: Annotated[int | None, El("VATpayable")]
    tax_account: int | None
    advance_payments: int | None
    sales_receivables: int | None
    """Accounts receivable."""
    sales_vat_debt: Annotated[int | None, El("SalesVATDebt")]
    inventory: int | None
    sales_discount: int | None
    sales_exchange_rate_differences: Annotated[int | None, El(also=("SalesExchangeRateDiffereces",))]
    collection: int | None
    purchases_discounts: Annotated[int | None, El(also=("PurchaseDiscounts",))]
    purchases_exchange_rate_differences: int | None
    purchase_invoice_accrual: int | None
    sales_invoice_accrual: int | None
    purchase_domestic_default: int | None
    """Default account of domestic purchases."""
    purchase_eu_default: Annotated[int | None, El("PurchaseEUDefault")]
    """Default account of purchases from other EU countries."""
    purchase_outside_eu_default: Annotated[int | None, El("PurchaseOutsideEUDefault")]
    """Default account of purchases from outside the EU."""
    sales_domestic_default: int | None
    """Default account of domestic sales."""
    sales_eu_default: Annotated[int | None, El("SalesEUDefault")]
    """Default account of sales to other EU countries."""
    sales_outside_eu_default: Annotated[int | None, El("SalesOutsideEUDefault")]
    """Default account of sales outside the EU."""


@valued
class ForeignName:
    """The name of an account in another language."""

    value: str | None
    iso_3166: Annotated[Attribute[Literal["fi", "en", "se"] | None], El("ISO-3166")]
    """The language: Finnish, English, or Swedish under the code of its country."""


@reply
class ListedAccount:
    """An account or a group of accounts."""

    netvisor_key: int | None
    number: str | None
    """Account number; empty for top groups."""
    name: str | None
    foreign_name: Many[ForeignName] = ()
    """At most three."""
    account_type: Literal["account", "accountgroup"] | None
    father_netvisor_key: int | None
    """Netvisor key of the group above; 0 at the top."""
    is_active: bool | None
    is_cumulative: bool | None
    """Whether the balance is cumulative, as on the balance sheet."""
    sort: int | None
    """Order number."""
    end_sort: int | None
    """Order number of the last account below."""
    is_natural_negative: bool | None
    """Whether it is normally negative, as share capital is."""


@reply
class Accounts:
    """All accounts and groups of accounts."""

    account: Many[ListedAccount]


@reply
class AccountList:
    """The chart of accounts: default accounts, and all accounts."""

    company_default_accounts: CompanyDefaultAccounts | None
    accounts: Accounts | None


@reply
class AccountListReply:
    """The answer of accountlist.nv."""

    account_list: AccountList | None


# Calls.

ACCOUNTING = Endpoint(
    resource="accounting.nv", http="POST", area="accounting", title="Import one voucher (journal entry)",
    request=Voucher, writes=True,
)  # fmt: skip
ACCOUNTINGLEDGER = Endpoint(
    resource="accountingledger.nv", http="GET", area="accounting", title="List vouchers with their rows",
    reply=AccountingLedgerReply, writes=False,
)  # fmt: skip
ACCOUNTLIST = Endpoint(
    resource="accountlist.nv", http="GET", area="accounting", title="Whole chart of accounts and default accounts",
    reply=AccountListReply, writes=False,
)  # fmt: skip

ShowGenerator: TypeAlias = Annotated[
    Maybe[bool],
    Param("also tell who or what created the voucher (its structure is not known)", type="integer", values=("0", "1")),
]

_NARROWING: Final = ("netvisor_key_list", "start_date", "changed_since", "last_modified_start", "last_modified_end")


def _type_has_a_period(asked: Any) -> bool:
    if asked.voucher_type is UNSET or given(asked.last_modified_start) or given(asked.last_modified_end):
        return True
    return given(asked.start_date) and given(asked.end_date)


LEDGER_RULES: Final = (
    at_least_one(*_NARROWING),
    together("start_date", "end_date"),
    excludes(
        "netvisor_key_list", "start_date", "end_date", "account_number_start", "account_number_end", "changed_since",
        "last_modified_start", "last_modified_end", "voucher_status", "voucher_type", "include_transaction_history",
        "include_attachments_metadata", "include_transaction_allocations",
    ),
    must(
        "voucher_type", "start_date", "end_date", "last_modified_start", "last_modified_end",
        holds=_type_has_a_period,
        expected="start_date and end_date, or last_modified_start or last_modified_end, beside voucher_type",
    ),
)  # fmt: skip
"""The ledger is never read whole: something narrows it down, and a list of keys stands alone."""


@ACCOUNTING.register
def add_voucher(
    voucher: Voucher,
    *,
    use_only_existing_dimensions: Annotated[
        Maybe[bool],
        Param(
            "error instead of creating missing dimensions; documented for accountingedit.nv, inferred here",
            type="integer",
            values=("1",),
        ),
    ] = UNSET,
) -> Call[Inserted]:
    """Add a voucher; the answer holds its Netvisor key."""
    return ACCOUNTING.call(add_voucher, locals(), INSERTED)


@ACCOUNTINGLEDGER.register
def list_vouchers(
    *,
    netvisor_key_list: Annotated[
        Maybe[Many[int]], Param("several vouchers; only showgenerator may be combined with it", limit=500)
    ] = UNSET,
    start_date: Annotated[Maybe[date], Param("vouchers from this date on, inclusive; requires enddate")] = UNSET,
    end_date: Annotated[Maybe[date], Param("vouchers up to this date, inclusive; requires startdate")] = UNSET,
    account_number_start: Annotated[Maybe[int], Param("account number equal or greater")] = UNSET,
    account_number_end: Annotated[Maybe[int], Param("account number equal or less")] = UNSET,
    changed_since: Annotated[Maybe[date], Param("new and modified vouchers after the date")] = UNSET,
    last_modified_start: Annotated[Maybe[date], Param("modified after the date")] = UNSET,
    last_modified_end: Annotated[Maybe[date], Param("modified before the date")] = UNSET,
    show_generator: ShowGenerator = UNSET,
    voucher_status: Annotated[
        Maybe[Literal[1, 2, 3]], Param("1 all, 2 valid (default), 3 invalidated and deleted")
    ] = UNSET,
    voucher_type: Annotated[
        Maybe[int],
        Param("key of a voucher type; requires startdate and enddate, or lastmodifiedstart or lastmodifiedend"),
    ] = UNSET,
    include_transaction_history: Annotated[
        Maybe[bool], Param("include the history", type="integer", values=("0", "1"))
    ] = UNSET,
    include_attachments_metadata: Annotated[
        Maybe[bool],
        Param("include what is known of attachments (its structure is not known)", type="integer", values=("0", "1")),
    ] = UNSET,
    include_transaction_allocations: Annotated[
        Maybe[bool], Param("include allocations of the rows", type="integer", values=("0", "1"))
    ] = UNSET,
) -> Call[list[ListedVoucher]]:
    """List vouchers with their rows. At least a period, a date of change or a list of keys must be given."""
    gives = items(ListedVoucher, AccountingLedgerReply, "vouchers.voucher")
    return ACCOUNTINGLEDGER.call(list_vouchers, locals(), gives, rules=LEDGER_RULES)


@ACCOUNTINGLEDGER.register
def get_voucher(
    netvisor_key: Annotated[int, Param("one voucher; only showgenerator may be combined with it")],
    *,
    show_generator: ShowGenerator = UNSET,
) -> Call[ListedVoucher | None]:
    """Get one voucher with its rows; `None` when the answer holds none."""
    gives = one(ListedVoucher, AccountingLedgerReply, "vouchers.voucher")
    return ACCOUNTINGLEDGER.call(get_voucher, locals(), gives)


@ACCOUNTLIST.register
def list_accounts() -> Call[AccountList | None]:
    """Get the chart of accounts: the default accounts of the company, and all accounts."""
    return ACCOUNTLIST.call(list_accounts, locals(), one(AccountList, AccountListReply, "account_list"))
