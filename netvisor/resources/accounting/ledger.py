"""The ledger: vouchers with their rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    El,
    Many,
    Maybe,
    at_least_one,
    excludes,
    given,
    must,
    reply,
    together,
    valued,
)
from netvisor.declare.scalars import AnsiDateTime, FinnishDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items, one
from netvisor.resources.common import FetchedDimension

LedgerStatus: TypeAlias = Literal["valid", "invalidated", "deleted"]


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
    """The allocations of a row; only if requested."""

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
    """The history of a voucher; only if requested."""

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


# Calls.

ACCOUNTINGLEDGER = Endpoint(
    resource="accountingledger.nv",
    http="GET",
    title="List vouchers with their rows",
    reply=AccountingLedgerReply,
    limits="never without a parameter: a key, keys, both dates, or a day of change",
    gaps="what `showgenerator` and `includeattachmentsmetadata` add was not seen, and is skipped",
)

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
        "netvisor_key_list",
        "start_date",
        "end_date",
        "account_number_start",
        "account_number_end",
        "changed_since",
        "last_modified_start",
        "last_modified_end",
        "voucher_status",
        "voucher_type",
        "include_transaction_history",
        "include_attachments_metadata",
        "include_transaction_allocations",
    ),
    must(
        "voucher_type",
        "start_date",
        "end_date",
        "last_modified_start",
        "last_modified_end",
        holds=_type_has_a_period,
        expected="start_date and end_date, or last_modified_start or last_modified_end, beside voucher_type",
    ),
)
"""The ledger is never read whole: something narrows it down, and a list of keys stands alone."""


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
    changed_since: Annotated[Maybe[date], Param("new and modified vouchers after this day")] = UNSET,
    last_modified_start: Annotated[Maybe[date], Param("modified after this day")] = UNSET,
    last_modified_end: Annotated[Maybe[date], Param("modified before this day")] = UNSET,
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
    """Get one voucher with its rows; `None` if the answer is empty."""
    gives = one(ListedVoucher, AccountingLedgerReply, "vouchers.voucher")
    return ACCOUNTINGLEDGER.call(get_voucher, locals(), gives)
