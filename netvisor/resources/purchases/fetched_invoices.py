"""Purchase invoices as the service returns them: the list, the details, the attachments, the deleted ones."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, El, Many, Maybe, reply, valued
from netvisor.declare.scalars import AnsiDate, AnsiDateTime, CapitalTrueFalse
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items, one
from netvisor.resources.common import DeletedRecord, DeletedSince

# Answers: the list.


@reply
class ListedPurchaseInvoice:
    """A purchase invoice in the list."""

    netvisor_key: int | None
    invoice_number: str | None
    invoice_date: AnsiDate | None
    vendor: str | None
    """Name of the vendor."""
    vendor_organization_identifier: str | None
    """Business id of the vendor; may be empty."""
    sum: Decimal | None
    """Total."""
    payments: Decimal | None
    """What is paid."""
    open_sum: Decimal | None
    """What is not paid."""
    uri: str | None
    """Address of the details."""


@reply
class PurchaseInvoiceList:
    """The list of purchase invoices."""

    purchase_invoice: Many[ListedPurchaseInvoice] = ()


@reply
class PurchaseInvoiceListReply:
    """The answer of purchaseinvoicelist.nv."""

    purchase_invoice_list: PurchaseInvoiceList | None


# Answers: the details.


@valued
class InvoicePicture:
    """A picture of the invoice; only if requested."""

    value: bytes | None
    attachment_netvisor_key: Annotated[Attribute[int | None], El("AttachmentNetvisorKey")] = None
    """Netvisor key of the attachment."""


@reply
class FetchedInvoiceAttachment:
    """An attachment with its content."""

    attachment_base64_data: bytes | None
    """The content."""
    file_name: str | None
    content_type: str | None
    """Such as `application/pdf`."""
    comment: str | None = None
    """Description."""


@reply
class FetchedInvoiceAttachments:
    """The attachments, unless they are left out."""

    attachment: Many[FetchedInvoiceAttachment] = ()


@reply
class KeyedDimension:
    """A dimension (cost object) with the keys of its heading and its item."""

    dimension_name: str | None
    """The heading."""
    dimension_name_netvisor_key: int | None
    """Netvisor key of the heading."""
    dimension_detail_name: str | None
    """The item under the heading."""
    dimension_detail_netvisor_key: Annotated[int | None, El(also=("DimensionDetailNameNetvisorKey",))]
    """Netvisor key of the item."""


@reply
class PurchaseInvoiceLineDimensions:
    """The dimensions of a line; with version 1 those of all lines, which cannot be told apart."""

    dimension: Many[KeyedDimension] = ()


@reply
class FetchedPurchaseInvoiceLine:
    """A line of the invoice."""

    netvisor_key: int | None
    line_sum: Decimal | None
    """Sum of the line with VAT."""
    line_net_sum: Decimal | None
    """Sum of the line without VAT."""
    unit_price: Decimal | None
    vat_percent: Decimal | None
    """VAT rate, in percent."""
    vat_code: str | None
    description: str | None
    """Text of the line."""
    unit: str | None
    ordered_amount: Decimal | None
    """Quantity ordered."""
    purchase_price: Decimal | None = None
    """Only in an older sample."""
    delivered_amount: Decimal | None
    """Quantity invoiced."""
    product_code: str | None
    discount_percentage: Decimal | None
    """Discount, in percent."""
    product_name: str | None
    accounting_suggestion_bookkeeping_account_netvisor_key: int | None
    """Netvisor key of the proposed ledger account."""
    accounting_suggestion_bookkeeping_account: str | None
    """Number and name of the proposed ledger account."""
    purchase_invoice_line_dimensions: PurchaseInvoiceLineDimensions | None = None
    """Only with version 2."""


@reply
class FetchedInvoiceLines:
    """The lines of the invoice."""

    purchase_invoice_line: Many[FetchedPurchaseInvoiceLine] = ()
    purchase_invoice_line_dimensions: PurchaseInvoiceLineDimensions | None = None
    """Only with version 1: the dimensions of all lines together."""


@reply
class LinkedPurchaseOrder:
    """A purchase order that the invoice is linked to."""

    order_number: str | None
    netvisor_key: int | None = None


@reply
class LinkedPurchaseOrders:
    """The purchase orders that the invoice is linked to."""

    purchase_order: Many[LinkedPurchaseOrder] = ()


@reply
class PostingLinesAccess:
    """What the user of the API key may do with the posting."""

    can_edit_posting_lines: CapitalTrueFalse | None
    can_user_post_invoice: CapitalTrueFalse | None
    suggest_posting_by_default: CapitalTrueFalse | None
    """Whether posting is chosen by default."""
    can_edit_accounting_suggestion: CapitalTrueFalse | None
    """Whether the proposed ledger account may be changed."""


@reply
class Action:
    """Something that can be done with the invoice: approve, accept, reject, pay."""

    id: str | None
    type: str | None
    description: str | None


@reply
class Actions:
    """What can be done with the invoice next; only if requested."""

    action: Many[Action] = ()


@reply
class Remark:
    """A warning or a notice."""

    heading: str | None
    description: str | None


@reply
class Alerts:
    """The warnings about the invoice."""

    alert: Many[Remark] = ()


@reply
class Notifications:
    """The notices about the invoice."""

    notification: Many[Remark] = ()


@reply
class UpdatedInformationField:
    """A field that an event changed."""

    field_name: str | None
    old_value: str | None
    new_value: str | None


@reply
class HandlingHistoryLine:
    """An event of the history of the invoice."""

    type: str | None
    heading: str | None
    description: str | None
    time_stamp: Annotated[AnsiDateTime | None, El("Timestamp")]
    user_name: str | None
    user_email: str | None = None
    updated_information_fields: Many[UpdatedInformationField] = ()
    """What changed, one element for each field."""


@reply
class HandlingHistory:
    """The history of the invoice; only if requested."""

    handling_history_line: Many[HandlingHistoryLine] = ()


@reply
class FetchedPurchaseInvoice:
    """A purchase invoice with all details."""

    purchase_invoice_netvisor_key: Annotated[int | None, El(also=("PurhaseInvoiceNetvisorKey",))]
    purchase_invoice_number: str | None
    purchase_invoice_date: AnsiDate | None
    purchase_invoice_event_date: AnsiDate | None = None
    """Date of the posting."""
    purchase_invoice_delivery_date: AnsiDate | None
    purchase_invoice_due_date: AnsiDate | None
    purchase_invoice_value_date: AnsiDate | None
    """May be empty."""
    purchase_invoice_reference_number: Annotated[str | None, El("PurchaseInvoiceReferencenumber")]
    """Reference number of the payment."""
    purchase_invoice_agreement_identifier: str | None = None
    purchase_invoice_vendor_bank_account_number: str | None
    is_purchase_invoice_vendor_bank_account_deleted: CapitalTrueFalse | None
    is_purchase_invoice_vendor_bank_account_from_sepa_region: Annotated[
        CapitalTrueFalse | None, El("IsPurchaseInvoiceVendorBankAccountFromSEPARegion")
    ]
    purchase_invoice_amount: Decimal | None
    """Total."""
    purchase_invoice_paid_amount: Decimal | None
    """What is paid."""
    foreign_currency_amount: Decimal | None
    """Total in currency; may be empty."""
    foreign_currency_name_id: Annotated[str | None, El("ForeignCurrencyNameID")]
    """The currency, such as `USD`; may be empty."""
    invoice_status: str | None
    """Open, due for payment or paid, in the language of the interface."""
    approval_status: str | None
    """Stage of the approval round as a code: open, infactualverification, approved, accepted, acceptorrejected; the
    list is not known to be whole."""
    purchase_invoice_our_reference: str | None
    """Reference of the sender."""
    purchase_invoice_your_reference: str | None
    """Reference of the receiver."""
    purchase_invoice_description: str | None
    """Text of the invoice."""
    vendor_netvisor_key: int | None = None
    vendor_organization_identifier: str | None
    """Business id of the vendor."""
    vendor_code: str | None
    vendor_name: str | None
    vendor_address_line: Annotated[str | None, El("VendorAddressline")]
    """Street."""
    vendor_post_number: Annotated[str | None, El("VendorPostnumber")]
    vendor_town: str | None
    vendor_country: str | None
    """Country code, such as `FI`."""
    vendor_bank_account_number: str | None = None
    """The bank account once more; only in an older sample."""
    fingerprint: str | None
    """Hash of the content of the invoice."""
    voucher_id: Annotated[int | None, El("VoucherID")]
    """Netvisor key of the voucher; may be empty."""
    is_accounted: CapitalTrueFalse | None
    """Whether the invoice is posted."""
    preview_image: InvoicePicture | None = None
    """Only with `include` previewimage."""
    invoice_image: InvoicePicture | None = None
    """The original PDF, or one made from the Finvoice; only with `include` invoiceimage."""
    attachments: FetchedInvoiceAttachments | None = None
    """Not with `omit_attachments`."""
    invoice_lines: FetchedInvoiceLines | None
    linked_purchase_orders: LinkedPurchaseOrders | None = None
    posting_lines_access: PostingLinesAccess | None = None
    actions: Actions | None = None
    """Only with `include` actions."""
    alerts: Alerts | None = None
    notifications: Notifications | None = None
    handling_history: HandlingHistory | None = None
    """Only with `include` handlinghistory."""


@reply
class FetchedPurchaseInvoices:
    """Several purchase invoices."""

    purchase_invoice: Many[FetchedPurchaseInvoice] = ()


@reply
class GetPurchaseInvoiceReply:
    """The answer of getpurchaseinvoice.nv: one invoice for one key, also in a list of keys, else several."""

    purchase_invoice: FetchedPurchaseInvoice | None = None
    purchase_invoices: FetchedPurchaseInvoices | None = None


# Answers: the attachments and the deleted invoices.


@reply
class AttachmentPage:
    """An attached file, or one page of it; a picture of a Finvoice is among them."""

    attachment_netvisor_key: int | None
    attachment_page_number: int | None
    file_name: str | None
    file_type: str | None
    """Such as `image/png`."""
    content: bytes | None


@reply
class AttachmentPages:
    """The attachments of a purchase invoice."""

    attachment: Many[AttachmentPage]


@reply
class GetAttachmentsReply:
    """The answer of getattachments.nv."""

    attachments: AttachmentPages | None


@reply
class DeletedPurchaseInvoices:
    """The deleted purchase invoices."""

    deleted_purchase_invoice: Many[DeletedRecord] = ()


@reply
class DeletedPurchaseInvoicesReply:
    """The answer of deletedpurchaseinvoices.nv."""

    deleted_purchase_invoices: DeletedPurchaseInvoices | None


# Calls.

PURCHASEINVOICELIST = Endpoint(
    resource="purchaseinvoicelist.nv",
    http="GET",
    title="List purchase invoices",
    reply=PurchaseInvoiceListReply,
    gaps="no paging is documented",
)
GETPURCHASEINVOICE = Endpoint(
    resource="getpurchaseinvoice.nv",
    http="GET",
    title="Get one or more purchase invoices with all details",
    reply=GetPurchaseInvoiceReply,
    gaps="what `include=circulationlist` adds was not seen, and is skipped; the letter case of some names is inferred",
)
GETATTACHMENTS = Endpoint(
    resource="getattachments.nv",
    http="GET",
    title="Get the attachments of a purchase invoice",
    reply=GetAttachmentsReply,
)
DELETEDPURCHASEINVOICES = Endpoint(
    resource="deletedpurchaseinvoices.nv",
    http="GET",
    title="List the deleted purchase invoices",
    reply=DeletedPurchaseInvoicesReply,
    limits="deletions of the last 7 days",
)

DetailsVersion: TypeAlias = Annotated[
    Literal[1, 2],
    Param(
        "2 puts the dimensions inside each line, 1 beside the lines, where nobody can tell whose they are; the service "
        "takes 1 when it is left out"
    ),
]
Include: TypeAlias = Annotated[
    Maybe[Literal["actions", "handlinghistory", "previewimage", "invoiceimage", "circulationlist"]],
    Param("adds this part; what circulationlist adds is not known"),
]
OmitAttachments: TypeAlias = Annotated[
    Maybe[bool], Param("true leaves the attachments out, which keeps the answer small", values=("true", "false"))
]


@PURCHASEINVOICELIST.register
def list_purchase_invoices(
    *,
    begin_invoice_date: Annotated[Maybe[date], Param("invoice date from")] = UNSET,
    end_invoice_date: Annotated[Maybe[date], Param("invoice date to")] = UNSET,
    invoice_number: Annotated[Maybe[str], Param("only this invoice number")] = UNSET,
    invoice_status: Annotated[
        Maybe[Literal["open", "approved", "accepted"]],
        Param("only this stage; open and approved are still on the approval round"),
    ] = UNSET,
    last_modified_start: Annotated[Maybe[datetime], Param("changed after")] = UNSET,
    last_modified_end: Annotated[Maybe[datetime], Param("changed before")] = UNSET,
    purchase_invoice_batch_id: Annotated[Maybe[int], Param("only invoices imported in this batch")] = UNSET,
    payment_status: Annotated[Maybe[Literal["unpaid", "paid"]], Param("only unpaid or only paid invoices")] = UNSET,
) -> Call[list[ListedPurchaseInvoice]]:
    """List purchase invoices."""
    gives = items(ListedPurchaseInvoice, PurchaseInvoiceListReply, "purchase_invoice_list.purchase_invoice")
    return PURCHASEINVOICELIST.call(list_purchase_invoices, locals(), gives)


@GETPURCHASEINVOICE.register
def get_purchase_invoice(
    netvisor_key: Annotated[int, Param("NetvisorKey of the invoice; either this or netvisorkeylist")],
    *,
    version: DetailsVersion = 2,
    include: Include = UNSET,
    omit_attachments: OmitAttachments = UNSET,
) -> Call[FetchedPurchaseInvoice | None]:
    """Get one purchase invoice; `None` for an unknown key, which the service answers with OK."""
    gives = one(
        FetchedPurchaseInvoice, GetPurchaseInvoiceReply, "purchase_invoice", "purchase_invoices.purchase_invoice"
    )
    return GETPURCHASEINVOICE.call(get_purchase_invoice, locals(), gives)


@GETPURCHASEINVOICE.register
def get_purchase_invoices(
    netvisor_key_list: Annotated[Many[int], Param("NetvisorKeys; either this or netvisorkey", limit=500)],
    *,
    version: DetailsVersion = 2,
    include: Include = UNSET,
    omit_attachments: OmitAttachments = UNSET,
) -> Call[list[FetchedPurchaseInvoice]]:
    """Get several purchase invoices; more than 500 keys are sent in several calls."""
    gives = items(
        FetchedPurchaseInvoice, GetPurchaseInvoiceReply, "purchase_invoices.purchase_invoice", "purchase_invoice"
    )
    return GETPURCHASEINVOICE.call(get_purchase_invoices, locals(), gives)


@GETATTACHMENTS.register
def get_attachments(
    netvisor_key: Annotated[int, Param("NetvisorKey of the purchase invoice")],
    *,
    attachment_source: Annotated[
        Literal["purchaseinvoice"], Param("always this value", always=True)
    ] = "purchaseinvoice",
    convert_pdfs_to_images: Annotated[
        Maybe[bool], Param("makes an image of each page of a PDF", values=("true",))
    ] = UNSET,
) -> Call[list[AttachmentPage]]:
    """Get the attachments of a purchase invoice with their content."""
    gives = items(AttachmentPage, GetAttachmentsReply, "attachments.attachment")
    return GETATTACHMENTS.call(get_attachments, locals(), gives)


@DELETEDPURCHASEINVOICES.register
def list_deleted_purchase_invoices(deleted_since: DeletedSince) -> Call[list[DeletedRecord]]:
    """List the purchase invoices that were deleted in the last days."""
    gives = items(DeletedRecord, DeletedPurchaseInvoicesReply, "deleted_purchase_invoices.deleted_purchase_invoice")
    return DELETEDPURCHASEINVOICES.call(list_deleted_purchase_invoices, locals(), gives)
