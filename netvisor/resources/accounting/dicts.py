"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.accounting.corrections import (
    AllocationChange,
    VoucherIdentifier,
    VoucherLineCorporationEvent,
    VoucherLineCorporationEvents,
    VoucherLineIdentifier,
)
from netvisor.resources.accounting.vouchers import (
    AccountDimension,
    LineSum,
    VatPercent,
    VoucherAttachment,
    VoucherAttachments,
    VoucherLine,
)
from netvisor.resources.common import Dimension
from netvisor.resources.plain_values import Clear, PlainDate, PlainFile, PlainNumber, Unset


class AccountDimensionDict(TypedDict):
    """Plain data of `AccountDimension`."""

    value: str | Clear
    type: Literal["netvisorkey", "name"]


class AllocationChangeDict(TypedDict):
    """Plain data of `AllocationChange`."""

    action: Literal["attach", "detach"]
    allocation_from_voucher_line_netvisor_key: int
    allocation_to_voucher_line_netvisor_key: int


class DimensionDict(TypedDict):
    """Plain data of `Dimension`."""

    dimension_name: str
    dimension_item: str


class EditedVoucherDict(TypedDict):
    """Plain data of `EditedVoucher`."""

    netvisor_key: int
    calculation_mode: NotRequired[Literal["net", "gross"] | Clear | Unset]
    voucher_date: NotRequired[PlainDate | Clear | Unset]
    number: NotRequired[int | Clear | Unset]
    description: NotRequired[str | Clear | Unset]
    voucher_class: NotRequired[str | Clear | Unset]
    checked: NotRequired[bool | Clear | Unset]
    comment: NotRequired[str | Clear | Unset]
    voucher_line: NotRequired[Sequence[VoucherLineDict | VoucherLine] | Unset]
    voucher_attachments: NotRequired[VoucherAttachmentsDict | VoucherAttachments | Clear | Unset]


class InvalidateVouchersDict(TypedDict):
    """Plain data of `InvalidateVouchers`."""

    comment: NotRequired[str | Clear | Unset]
    invalidate_voucher: Sequence[int]


class LineSumDict(TypedDict):
    """Plain data of `LineSum`."""

    value: PlainNumber
    type: NotRequired[Literal["net", "gross"] | Unset]


class SetTransactionAllocationsDict(TypedDict):
    """Plain data of `SetTransactionAllocations`."""

    transaction_allocation: Sequence[AllocationChangeDict | AllocationChange]


class VatPercentDict(TypedDict):
    """Plain data of `VatPercent`."""

    value: PlainNumber
    vat_code: NotRequired[
        Literal[
            "NONE",
            "KOOS",
            "EUOS",
            "EUUO",
            "EUPO",
            "100",
            "KOMY",
            "EUMY",
            "EUUM",
            "EUPM312",
            "EUPM309",
            "MUUL",
            "EVTO",
            "EVPO",
            "EVKV",
            "KAVE",
            "RAMY",
            "RAOS",
            "EVRO",
            "MAAL",
            "EVMA",
            "KOMY0",
        ]
        | Unset
    ]


class VoucherDict(TypedDict):
    """Plain data of `Voucher`."""

    calculation_mode: Literal["net", "gross"]
    voucher_date: PlainDate
    number: NotRequired[int | Clear | Unset]
    description: NotRequired[str | Clear | Unset]
    voucher_class: str
    checked: NotRequired[bool | Clear | Unset]
    comment: NotRequired[str | Clear | Unset]
    voucher_line: Sequence[VoucherLineDict | VoucherLine]
    voucher_attachments: NotRequired[VoucherAttachmentsDict | VoucherAttachments | Clear | Unset]


class VoucherAttachmentDict(TypedDict):
    """Plain data of `VoucherAttachment`."""

    mime_type: str
    attachment_description: str
    file_name: str
    document_data: PlainFile


class VoucherAttachmentsDict(TypedDict):
    """Plain data of `VoucherAttachments`."""

    voucher_attachment: Sequence[VoucherAttachmentDict | VoucherAttachment]


class VoucherCorporationEventsDict(TypedDict):
    """Plain data of `VoucherCorporationEvents`."""

    voucher_identifier: VoucherIdentifierDict | VoucherIdentifier
    voucher_line_corporation_events: VoucherLineCorporationEventsDict | VoucherLineCorporationEvents


class VoucherIdentifierDict(TypedDict):
    """Plain data of `VoucherIdentifier`."""

    value: str
    type: Literal["netvisorkey", "guid"]


class VoucherLineDict(TypedDict):
    """Plain data of `VoucherLine`."""

    line_sum: PlainNumber | LineSumDict | LineSum
    description: NotRequired[str | Clear | Unset]
    account_number: int
    vat_percent: PlainNumber | VatPercentDict | VatPercent
    account_dimension: NotRequired[AccountDimensionDict | AccountDimension | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]


class VoucherLineCorporationEventDict(TypedDict):
    """Plain data of `VoucherLineCorporationEvent`."""

    voucher_line_identifier: VoucherLineIdentifierDict | VoucherLineIdentifier
    target_company: NotRequired[str | Clear | Unset]


class VoucherLineCorporationEventsDict(TypedDict):
    """Plain data of `VoucherLineCorporationEvents`."""

    voucher_line_corporation_event: Sequence[VoucherLineCorporationEventDict | VoucherLineCorporationEvent]


class VoucherLineIdentifierDict(TypedDict):
    """Plain data of `VoucherLineIdentifier`."""

    value: str
    type: Literal["netvisorkey", "guid"]
