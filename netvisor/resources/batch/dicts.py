"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.batch.batches import (
    ItemLink,
    PurchaseAttachmentData,
    PurchaseItem,
    PurchaseItemData,
    PurchaseItems,
    SalesAttachmentData,
    SalesItem,
    SalesItemData,
    SalesItems,
    SharedPurchaseAttachment,
    SharedPurchaseAttachments,
    SharedSalesAttachment,
    SharedSalesAttachments,
)
from netvisor.resources.plain_values import Clear, PlainFile, Unset
from netvisor.resources.purchases.dicts import PurchaseInvoiceDict
from netvisor.resources.purchases.invoices import PurchaseInvoice
from netvisor.resources.sales.dicts import SalesInvoiceDict
from netvisor.resources.sales.invoices import SalesInvoice


class ItemLinkDict(TypedDict):
    """Plain data of `ItemLink`."""

    item_identifier: Sequence[str]


class PurchaseAttachmentDataDict(TypedDict):
    """Plain data of `PurchaseAttachmentData`."""

    value: PlainFile


class PurchaseInvoiceBatchDict(TypedDict):
    """Plain data of `PurchaseInvoiceBatch`."""

    shared_attachments: NotRequired[SharedPurchaseAttachmentsDict | SharedPurchaseAttachments | Clear | Unset]
    items: PurchaseItemsDict | PurchaseItems


class PurchaseItemDict(TypedDict):
    """Plain data of `PurchaseItem`."""

    identifier: str
    item_data: PurchaseItemDataDict | PurchaseItemData


class PurchaseItemDataDict(TypedDict):
    """Plain data of `PurchaseItemData`."""

    purchase_invoice: PurchaseInvoiceDict | PurchaseInvoice


class PurchaseItemsDict(TypedDict):
    """Plain data of `PurchaseItems`."""

    item: Sequence[PurchaseItemDict | PurchaseItem]


class SalesAttachmentDataDict(TypedDict):
    """Plain data of `SalesAttachmentData`."""

    value: PlainFile
    type: Literal["finvoice", "pdf"]


class SalesInvoiceBatchDict(TypedDict):
    """Plain data of `SalesInvoiceBatch`."""

    shared_attachments: NotRequired[SharedSalesAttachmentsDict | SharedSalesAttachments | Clear | Unset]
    items: SalesItemsDict | SalesItems


class SalesItemDict(TypedDict):
    """Plain data of `SalesItem`."""

    identifier: str
    item_data: SalesItemDataDict | SalesItemData


class SalesItemDataDict(TypedDict):
    """Plain data of `SalesItemData`."""

    sales_invoice: SalesInvoiceDict | SalesInvoice


class SalesItemsDict(TypedDict):
    """Plain data of `SalesItems`."""

    item: Sequence[SalesItemDict | SalesItem]


class SharedPurchaseAttachmentDict(TypedDict):
    """Plain data of `SharedPurchaseAttachment`."""

    mime_type: str
    data: PlainFile | PurchaseAttachmentDataDict | PurchaseAttachmentData
    file_name: str
    description: str
    item_link: ItemLinkDict | ItemLink


class SharedPurchaseAttachmentsDict(TypedDict):
    """Plain data of `SharedPurchaseAttachments`."""

    attachment: Sequence[SharedPurchaseAttachmentDict | SharedPurchaseAttachment]


class SharedSalesAttachmentDict(TypedDict):
    """Plain data of `SharedSalesAttachment`."""

    mime_type: str
    data: SalesAttachmentDataDict | SalesAttachmentData
    file_name: str
    description: str
    print_by_default: NotRequired[bool | Clear | Unset]
    item_link: ItemLinkDict | ItemLink


class SharedSalesAttachmentsDict(TypedDict):
    """Plain data of `SharedSalesAttachments`."""

    attachment: Sequence[SharedSalesAttachmentDict | SharedSalesAttachment]
