"""Many invoices in one message, imported one after the other in the background."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, Const, El, Many, Maybe, Opt, message, must, part, reply, valued
from netvisor.declare.scalars import Attachment, Flag, Text50, Text100, Text255
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done, items, one
from netvisor.resources.contents import content_fits
from netvisor.resources.message import Message
from netvisor.resources.purchases.invoices import PurchaseInvoice
from netvisor.resources.sales.invoices import SalesInvoice

if TYPE_CHECKING:
    from netvisor.resources.batch.dicts import PurchaseInvoiceBatchDict, SalesInvoiceBatchDict

BatchStatus: TypeAlias = Literal["pending", "processing", "finished"]

# Parts of a message.


@part
class ItemLink:
    """The items that share an attachment."""

    item_identifier: Many[Text50]
    """Your own identifiers of the items."""


@valued
class SalesAttachmentData:
    """The content of an attached file."""

    value: Attachment
    type: Attribute[Literal["finvoice", "pdf"]]
    """Kind of the document."""


@part(
    must(
        "data",
        "print_by_default",
        holds=lambda attachment: attachment.data.type != "finvoice" or attachment.print_by_default is UNSET,
        expected="no print_by_default when the type of the data is finvoice",
    ),
    content_fits("mime_type", "data"),
)
class SharedSalesAttachment:
    """A file that is attached to several sales invoices."""

    mime_type: Text50
    """Such as `application/pdf`."""
    data: SalesAttachmentData
    file_name: Text255
    description: Text100
    print_by_default: Opt[Flag] = UNSET
    """True sends the attachment with the invoices; never with data of type `finvoice`."""
    item_link: ItemLink


@part
class SharedSalesAttachments:
    """The files that several sales invoices share."""

    attachment: Many[SharedSalesAttachment]


@part(
    must(
        "sales_invoice",
        holds=lambda item: item.sales_invoice.invoice_type != "order",
        expected="sales invoices only: sales orders go one by one",
        compared=lambda item: f"a sales_invoice whose invoice_type is {item.sales_invoice.invoice_type}",
    )
)
class SalesItemData:
    """One sales invoice of the batch, as in salesinvoice.nv."""

    sales_invoice: SalesInvoice


@part
class SalesItem:
    """One sales invoice of the batch, and what you call it."""

    identifier: Text50
    """Your own identifier of the invoice, which errors and keys refer to."""
    item_data: SalesItemData


@part(
    must(
        "item",
        holds=lambda items: len(items.item) <= 500,
        expected="at most 500 invoices in a batch",
    )
)
class SalesItems:
    """The sales invoices of the batch."""

    item: Many[SalesItem]
    """At most 500, as a client says."""


@valued
class PurchaseAttachmentData:
    """The content of an attached file."""

    value: Attachment
    document_type: ClassVar[Const] = Const("otherattachment")


@part(content_fits("mime_type", "data"))
class SharedPurchaseAttachment:
    """A file that is attached to several purchase invoices."""

    mime_type: Text50
    """Such as `application/pdf`."""
    data: PurchaseAttachmentData
    file_name: Text255
    description: Text100
    item_link: ItemLink


@part
class SharedPurchaseAttachments:
    """The files that several purchase invoices share."""

    attachment: Many[SharedPurchaseAttachment]


@part
class PurchaseItemData:
    """One purchase invoice of the batch, as in purchaseinvoice.nv."""

    purchase_invoice: PurchaseInvoice


@part
class PurchaseItem:
    """One purchase invoice of the batch, and what you call it."""

    identifier: Text50
    """Your own identifier of the invoice, which errors and keys refer to."""
    item_data: PurchaseItemData


@part
class PurchaseItems:
    """The purchase invoices of the batch."""

    item: Many[PurchaseItem]


# The messages.


@message
class SalesInvoiceBatch(Message["SalesInvoiceBatchDict"]):
    """Sales invoices to import. Only the state of the finished batch tells its errors."""

    shared_attachments: Opt[SharedSalesAttachments] = UNSET
    items: SalesItems


@message
class PurchaseInvoiceBatch(Message["PurchaseInvoiceBatchDict"]):
    """Purchase invoices to import. Only the state of the finished batch tells its errors."""

    shared_attachments: Opt[SharedPurchaseAttachments] = UNSET
    items: PurchaseItems


# Answers.


@reply
class ListedBatch:
    """A batch in the list; its status speaks of the import, not of sending the invoices."""

    id: Annotated[int | None, El("ID")]
    status: BatchStatus | None
    status_code: Annotated[Literal[1, 2, 3] | None, El("Statuscode")]
    """1 pending, 2 processing, 3 finished."""
    import_time_stamp: Annotated[datetime | None, El("ImportTimestamp")]


@reply
class Batches:
    """The batches."""

    batch: Many[ListedBatch] = ()


@reply
class GetBatchListReply:
    """The answer of getbatchlist.nv."""

    batches: Batches | None


@reply
class BatchSummary:
    """How far a batch is."""

    status: BatchStatus | None
    status_code: Literal[1, 2, 3] | None
    """1 pending, 2 processing, 3 finished."""
    processing_end_time: datetime | None
    """May be empty."""
    batch_size: int | None
    """How many items there are."""
    items_pending_count: int | None
    """How many are waiting."""
    items_success_count: int | None
    """How many are imported."""
    items_error_count: int | None
    """How many failed."""


@reply
class Link:
    """The invoice that an item became."""

    item_identifier: Text50 | None
    """Your own identifier of the item."""
    netvisor_key: int | None
    """Netvisor key of the invoice."""


@reply
class LinkInformation:
    """The invoices that the items became; only if requested."""

    link: Many[Link]


@valued
class ItemErrorText:
    """Why an item failed."""

    value: str | None
    type: Annotated[Attribute[str | None], El("Type")]
    """The vendor's category, such as `INVALID_DATA`."""


@reply
class ItemErrors:
    """Why an item failed, one text for each error."""

    error: Many[ItemErrorText]


@reply
class ItemError:
    """An item that failed."""

    identifier: Text50 | None
    """Your own identifier of the item."""
    errors: ItemErrors | None


@reply
class ItemErrorDescriptions:
    """The items that failed."""

    item_error: Many[ItemError]


@reply
class FetchedBatch:
    """The state of a batch and of its items."""

    summary: BatchSummary | None
    sales_invoice_link_information: LinkInformation | None = None
    """Only with `add_sales_invoice_link_information`."""
    purchase_invoice_link_information: LinkInformation | None = None
    """Only with `add_purchase_invoice_link_information`."""
    item_error_descriptions: ItemErrorDescriptions | None = None


@reply
class GetBatchStatusReply:
    """The answer of getbatchstatus.nv."""

    batch: FetchedBatch | None


# Calls.

SALESINVOICEBATCH = Endpoint(
    resource="salesinvoicebatch.nv",
    http="POST",
    title="Import many sales invoices in one batch",
    request=SalesInvoiceBatch,
    limits="invoices only, no orders; at most 500 of them, which a client says",
    gaps="what the answer holds was not seen; errors of single invoices are told by getbatchstatus.nv only",
)
PURCHASEINVOICEBATCH = Endpoint(
    resource="purchaseinvoicebatch.nv",
    http="POST",
    title="Import many purchase invoices in one batch",
    request=PurchaseInvoiceBatch,
    limits="invoices only, no orders",
    fee="inferred: each invoice costs a transaction, as with purchaseinvoice.nv",
    gaps="what the answer holds was not seen; errors of single invoices are told by getbatchstatus.nv only",
)
GETBATCHLIST = Endpoint(
    resource="getbatchlist.nv",
    http="GET",
    title="List invoice batches and their status",
    reply=GetBatchListReply,
    gaps="the status tells of the import only, not of sending",
)
GETBATCHSTATUS = Endpoint(
    resource="getbatchstatus.nv",
    http="GET",
    title="Get the state of one batch and of its items",
    reply=GetBatchStatusReply,
    gaps="where the errors stand in the answer is inferred",
)

BatchType: TypeAlias = Annotated[
    Maybe[Literal["purchaseinvoice", "salesinvoice"]], Param("kind of batch; sales invoices when left out")
]


@SALESINVOICEBATCH.register
def add_sales_invoice_batch(sales_invoice_batch: SalesInvoiceBatch) -> Call[Done]:
    """Import many sales invoices. The answer is not documented: the id of the batch may stand in `inserted`."""
    return SALESINVOICEBATCH.call(add_sales_invoice_batch, locals(), DONE)


@PURCHASEINVOICEBATCH.register
def add_purchase_invoice_batch(purchase_invoice_batch: PurchaseInvoiceBatch) -> Call[Done]:
    """Import many purchase invoices. The answer is not documented: the id may stand in `inserted`."""
    return PURCHASEINVOICEBATCH.call(add_purchase_invoice_batch, locals(), DONE)


@GETBATCHLIST.register
def list_batches(
    *,
    status: Annotated[Maybe[BatchStatus], Param("only this status")] = UNSET,
    batch_type: BatchType = UNSET,
) -> Call[list[ListedBatch]]:
    """List the batches of sales invoices or of purchase invoices."""
    gives = items(ListedBatch, GetBatchListReply, "batches.batch")
    return GETBATCHLIST.call(list_batches, locals(), gives)


@GETBATCHSTATUS.register
def get_batch_status(
    id: Annotated[int, Param("id of the batch")],
    *,
    batch_type: BatchType = UNSET,
    add_sales_invoice_link_information: Annotated[
        Maybe[bool], Param("adds the keys of the sales invoices made", type="integer", values=("1",))
    ] = UNSET,
    add_purchase_invoice_link_information: Annotated[
        Maybe[bool], Param("adds the keys of the purchase invoices made", type="integer", values=("1",))
    ] = UNSET,
) -> Call[FetchedBatch | None]:
    """Get the state of a batch, the only source of its items' errors; repeat it until the batch is finished."""
    gives = one(FetchedBatch, GetBatchStatusReply, "batch")
    return GETBATCHSTATUS.call(get_batch_status, locals(), gives)


# How the writes are found after an unknown outcome.

_SHOWN_AFTER: Final = 300.0
"""Seconds after which a batch surely shows its items: they are handled later than the batch is taken."""

SALESINVOICEBATCH.found_by(
    add_sales_invoice_batch,
    Finder(
        strength=Strength.EXACT,
        via=(Read(read="list_batches", fixed={"batch_type": "salesinvoice"}, since="import_time_stamp"),),
        read="get_batch_status",
        ask={"id": "<id"},
        fixed={"batch_type": "salesinvoice", "add_sales_invoice_link_information": True},
        equal={
            "sales_invoice_link_information.link.item_identifier"
            "|item_error_descriptions.item_error.identifier": "items.item.identifier"
        },
        key="",
        shows_after=_SHOWN_AFTER,
    ),
    nothing="give each item an identifier that no other batch has",
)
PURCHASEINVOICEBATCH.found_by(
    add_purchase_invoice_batch,
    Finder(
        strength=Strength.EXACT,
        via=(Read(read="list_batches", fixed={"batch_type": "purchaseinvoice"}, since="import_time_stamp"),),
        read="get_batch_status",
        ask={"id": "<id"},
        fixed={"batch_type": "purchaseinvoice", "add_purchase_invoice_link_information": True},
        equal={
            "purchase_invoice_link_information.link.item_identifier"
            "|item_error_descriptions.item_error.identifier": "items.item.identifier"
        },
        key="",
        shows_after=_SHOWN_AFTER,
    ),
    nothing="give each item an identifier that no other batch has",
)
