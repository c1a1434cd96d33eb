"""Changes to existing vouchers: edits, invalidation, deletion, attachments, allocations of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal

from netvisor.declare import UNSET, Attribute, Carries, Const, El, Many, Opt, given, message, must, part, reply, valued
from netvisor.declare.scalars import Integer, Text, Text255, TolerantAnsiDate, TrueFalse
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done, items
from netvisor.resources.accounting.vouchers import (
    VoucherAttachments,
    VoucherLine,
    VoucherNumber,
)
from netvisor.resources.common import DeletedRecord, DeletedSince, OnlyExisting
from netvisor.resources.conditions import voucher_type_in_full
from netvisor.resources.identified import BusinessId
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.accounting.dicts import (
        EditedVoucherDict,
        InvalidateVouchersDict,
        SetTransactionAllocationsDict,
        VoucherCorporationEventsDict,
    )

# Messages: edits.


@message(voucher_type_in_full("voucher_class"), name="voucher")
class EditedVoucher(Message["EditedVoucherDict"]):
    """A voucher to edit. Omitted values stay; only changes of rows are recorded in the history."""

    netvisor_key: Integer
    calculation_mode: Opt[Literal["net", "gross"]] = UNSET
    """How the new rows are read, as in a voucher to add."""
    voucher_date: Opt[TolerantAnsiDate] = UNSET
    number: Opt[VoucherNumber] = UNSET
    """The next free number of the voucher type when left out."""
    description: Opt[Text255] = UNSET
    voucher_class: Opt[Text] = UNSET
    """Full name of the voucher type, such as `Myyntilasku`, never its abbreviation."""
    checked: Opt[TrueFalse] = UNSET
    """Whether the voucher goes to the view of unchecked postings; which of the two values does so is not certain."""
    comment: Opt[Text255] = UNSET
    """Comment for the history of the voucher."""
    voucher_line: Many[VoucherLine] = ()
    """Rows that are sent replace all rows that the voucher has, which are invalidated; without any they stay."""
    voucher_attachments: Opt[VoucherAttachments] = UNSET


MOST_INVALIDATED: Final = 100


@message(
    must(
        "invalidate_voucher",
        holds=lambda vouchers: len(vouchers.invalidate_voucher) <= MOST_INVALIDATED,
        expected=f"at most {MOST_INVALIDATED} vouchers in one message",
    )
)
class InvalidateVouchers(Message["InvalidateVouchersDict"]):
    """Vouchers to invalidate, at most 100. Each gets a record of it in its history."""

    identifier: ClassVar[Const] = Const("netvisorkey")
    comment: Opt[Text255] = UNSET
    """Put into the history before the record of the invalidation."""
    invalidate_voucher: Many[Integer]
    """Netvisor keys of the vouchers."""


# Messages: events of a group.


@valued
class VoucherIdentifier:
    """The voucher whose rows are meant."""

    value: Text
    type: Attribute[Literal["netvisorkey", "guid"]]


@valued
class VoucherLineIdentifier:
    """The row of the voucher."""

    value: Text
    type: Attribute[Literal["netvisorkey", "guid"]]


@part
class VoucherLineCorporationEvent:
    """The allocation of a row to another company of the group; only rows that are not eliminated can change."""

    voucher_line_identifier: VoucherLineIdentifier
    target_company: Opt[Annotated[BusinessId, Carries("type", Const("organisationidentifier"))]] = UNSET
    """Business id of the company; left out, the allocation of the row is removed."""


def _companies(events: VoucherLineCorporationEvents) -> list[str]:
    targets = (event.target_company for event in events.voucher_line_corporation_event)
    return sorted({str(target) for target in targets if given(target)})


def _is_one_company(events: VoucherLineCorporationEvents) -> bool:
    return len(_companies(events)) <= 1


@part(
    must(
        "voucher_line_corporation_event",
        holds=_is_one_company,
        expected="the same target_company in all rows of the voucher",
        compared=lambda events: f"the companies {', '.join(_companies(events)[:5])}",
    )
)
class VoucherLineCorporationEvents:
    """The rows to allocate; the other rows of the voucher stay as they are."""

    voucher_line_corporation_event: Many[VoucherLineCorporationEvent]


@message
class VoucherCorporationEvents(Message["VoucherCorporationEventsDict"]):
    """Rows of one voucher to allocate to another company of the group."""

    voucher_identifier: VoucherIdentifier
    voucher_line_corporation_events: VoucherLineCorporationEvents


# Messages: allocations between rows.


@part(
    must(
        "allocation_from_voucher_line_netvisor_key",
        "allocation_to_voucher_line_netvisor_key",
        holds=lambda change: (
            change.allocation_from_voucher_line_netvisor_key != change.allocation_to_voucher_line_netvisor_key
        ),
        expected="two rows: a row is not allocated to itself",
    )
)
class AllocationChange:
    """An allocation to make or to remove. Both rows have the same account, whose transactions are tracked."""

    action: Attribute[Literal["attach", "detach"]]
    """`attach` makes the allocation, `detach` removes it."""
    allocation_from_voucher_line_netvisor_key: Integer
    """Netvisor key of the row that is allocated."""
    allocation_to_voucher_line_netvisor_key: Integer
    """Netvisor key of the row that it is allocated to."""


@message(name="transactionallocations")
class SetTransactionAllocations(Message["SetTransactionAllocationsDict"]):
    """Allocations between rows of vouchers to make or to remove."""

    transaction_allocation: Many[AllocationChange]


# Answers.


@reply
class FetchedVoucherAttachment:
    """An attachment of a voucher with its content."""

    file_name: Annotated[str | None, El("Filename")]
    size_in_bytes: int | None
    mime_type: str | None
    content: bytes | None


@reply
class FetchedVoucherAttachments:
    """The attachments of a voucher."""

    attachment: Many[FetchedVoucherAttachment]


@reply
class GetVoucherAttachmentsReply:
    """The answer of getvoucherattachments.nv."""

    attachments: FetchedVoucherAttachments | None


@reply
class DeletedVouchers:
    """The list of deleted vouchers."""

    deleted_voucher: Many[DeletedRecord] = ()


@reply
class DeletedVouchersReply:
    """The answer of deletedvouchers.nv."""

    deleted_vouchers: DeletedVouchers | None


# Calls.

ACCOUNTINGEDIT = Endpoint(
    resource="accountingedit.nv",
    http="POST",
    title="Edit one voucher",
    request=EditedVoucher,
    edit="what is left out stays; rows that are sent replace all rows of the voucher, which are invalidated",
    limits="one voucher in a message",
    gaps="whether the answer holds a key was not seen; what `checked` does is not certain",
)
INVALIDATEVOUCHERS = Endpoint(
    resource="invalidatevouchers.nv",
    http="POST",
    title="Invalidate vouchers",
    request=InvalidateVouchers,
    limits="at most 100 vouchers in a message",
    gaps="what the answer holds beyond the status is not documented",
)
VOUCHERCORPORATIONEVENT = Endpoint(
    resource="vouchercorporationevent.nv",
    http="POST",
    title="Allocate rows of a voucher to another company of the group",
    request=VoucherCorporationEvents,
    edit="rows that are not in the message stay; only rows that are not eliminated yet can be changed",
    limits="one voucher in a message",
    gaps="what the answer holds beyond the status is not documented",
)
SETTRANSACTIONALLOCATION = Endpoint(
    resource="settransactionallocation.nv",
    http="POST",
    title="Make or remove allocations between rows of vouchers",
    request=SetTransactionAllocations,
    gaps="the letter case of some names is inferred",
)
GETVOUCHERATTACHMENTS = Endpoint(
    resource="getvoucherattachments.nv",
    http="GET",
    title="Get the attachments of a voucher",
    reply=GetVoucherAttachmentsReply,
    limits="one voucher in a call; its files are at most 200 MB together",
)
DELETEDVOUCHERS = Endpoint(
    resource="deletedvouchers.nv",
    http="GET",
    title="List the keys of deleted vouchers",
    reply=DeletedVouchersReply,
    limits="deletions of the last 7 days",
)


@ACCOUNTINGEDIT.register
def edit_voucher(voucher: EditedVoucher, *, use_only_existing_dimensions: OnlyExisting = UNSET) -> Call[Done]:
    """Change a voucher: omitted values stay; rows, if there are any, replace all its rows."""
    return ACCOUNTINGEDIT.call(edit_voucher, locals(), DONE)


@INVALIDATEVOUCHERS.register
def invalidate_vouchers(vouchers: InvalidateVouchers) -> Call[Done]:
    """Invalidate at most 100 vouchers."""
    return INVALIDATEVOUCHERS.call(invalidate_vouchers, locals(), DONE)


@VOUCHERCORPORATIONEVENT.register
def edit_voucher_corporation_events(events: VoucherCorporationEvents) -> Call[Done]:
    """Allocate rows of one voucher to another company of the group, or remove the allocation."""
    return VOUCHERCORPORATIONEVENT.call(edit_voucher_corporation_events, locals(), DONE)


@SETTRANSACTIONALLOCATION.register
def set_transaction_allocations(allocations: SetTransactionAllocations) -> Call[Done]:
    """Make or remove allocations between rows of vouchers."""
    return SETTRANSACTIONALLOCATION.call(set_transaction_allocations, locals(), DONE)


@GETVOUCHERATTACHMENTS.register
def get_voucher_attachments(
    netvisor_key: Annotated[int, Param("NetvisorKey of the voucher")],
) -> Call[list[FetchedVoucherAttachment]]:
    """Get the attachments of a voucher with their content; together they are at most 200 MB."""
    gives = items(FetchedVoucherAttachment, GetVoucherAttachmentsReply, "attachments.attachment")
    return GETVOUCHERATTACHMENTS.call(get_voucher_attachments, locals(), gives)


@DELETEDVOUCHERS.register
def list_deleted_vouchers(deleted_since: DeletedSince) -> Call[list[DeletedRecord]]:
    """List the vouchers that were deleted since a day, at most 7 days back."""
    gives = items(DeletedRecord, DeletedVouchersReply, "deleted_vouchers.deleted_voucher")
    return DELETEDVOUCHERS.call(list_deleted_vouchers, locals(), gives)


# How the writes are found after an unknown outcome.

ACCOUNTINGEDIT.found_by(
    edit_voucher,
    Finder(
        strength=Strength.STATE,
        read="get_voucher",
        ask={"netvisor_key": "netvisor_key"},
        compare={
            "": "",
            "voucher_number": "number",
            "voucher_description": "description",
            "voucher_line.vat_percent": "voucher_line.vat_percent",
        },
        whole=True,
        aside=("calculation_mode", "comment"),
    ),
    nothing="name the voucher by netvisor_key",
)
INVALIDATEVOUCHERS.found_by(
    invalidate_vouchers,
    Finder(
        strength=Strength.EXACT,
        read="get_voucher",
        each="invalidate_voucher",
        ask={"netvisor_key": "invalidate_voucher"},
        compare={"status": "=invalidated|deleted"},
        sets=True,
    ),
    nothing="name the vouchers by their keys",
)
VOUCHERCORPORATIONEVENT.found_by(
    edit_voucher_corporation_events,
    nothing="no read shows corporation events: look at the voucher in Netvisor",
)
SETTRANSACTIONALLOCATION.found_by(
    set_transaction_allocations,
    nothing="no read finds a voucher by the keys of its rows: look at the allocations in Netvisor",
)
