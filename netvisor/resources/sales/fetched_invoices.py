"""Sales invoices and sales orders with all details; both come in the same elements."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, Const, El, Interleaved, Many, Maybe, must, reply, valued
from netvisor.declare.scalars import AnsiDate, AnsiDateTime, TolerantAnsiDate, YesNo
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items, one
from netvisor.resources.common import FetchedDimension, VatCode

FetchedStatus: TypeAlias = Literal[
    "open",
    "paid",
    "unsent",
    "overdue",
    "reminded",
    "requested",
    "collected",
    "creditloss",
    "rejected",
    "archived",
    "undelivered",
    "delivered",
    "billed",
]


@valued
class FetchedSalesInvoiceAmount:
    """The total in euros."""

    value: Decimal | None
    iso4217_currency_code: Attribute[str | None] = None
    """Currency of the invoice, such as `EUR`."""
    currency_rate: Attribute[Decimal | None] = None


@valued
class FetchedSellerIdentifier:
    """The sales person's name."""

    value: str | None
    type: ClassVar[Const] = Const("name")


@valued
class FetchedInvoiceStatus:
    """The status: a code, and its text in the language of the interface."""

    value: str | None
    """Text in the language of the interface; read `status` instead."""
    status: Attribute[FetchedStatus | None]
    """The code."""


@valued
class FetchedInvoiceVoucher:
    """The ledger voucher of the invoice."""

    value: str | None
    netvisor_key: Annotated[Attribute[int | None], El("NetvisorKey")]
    """Netvisor key of the voucher."""


@valued
class FetchedCountryCode:
    """A country: its code, and its name in the language of the interface."""

    value: str | None
    """Name in the language of the interface; read the code instead."""
    iso_3166: Annotated[Attribute[str | None], El("ISO-3166")]
    """Code, such as `FI`."""


@valued
class FetchedPaymentTermCashDiscount:
    """The cash discount; may be empty."""

    value: Decimal | None
    type: Attribute[Literal["percentage"] | None]


@valued
class FetchedTaxHandlingClause:
    """The tax handling."""

    value: str | None
    netvisor_key: Annotated[Attribute[str | None], El("NetvisorKey")] = None
    """Key of the clause."""


@valued
class FetchedProductIdentifier:
    """The product code of a line."""

    value: str | None
    type: ClassVar[Const] = Const("customer")


@valued
class FetchedProductVatPercentage:
    """The VAT rate of a line, in percent."""

    value: Decimal | None
    vat_code: Attribute[VatCode | None]


@reply
class FetchedSalesInvoiceProductLine:
    """A product line."""

    netvisor_key: int | None = None
    """Netvisor key of the line."""
    product_identifier: FetchedProductIdentifier | None
    product_name: str | None
    product_netvisor_key: int | None = None
    product_unit_price: Decimal | None
    product_purchase_price: Decimal | None = None
    product_vat_percentage: FetchedProductVatPercentage | None
    product_primary_ean_code: str | None = None
    product_secondary_ean_code: str | None = None
    sales_invoice_product_line_quantity: Decimal | None
    sales_invoice_product_line_unit: str | None = None
    sales_invoice_product_line_delivery_date: TolerantAnsiDate | None = None
    sales_invoice_product_line_discount_percentage: Decimal | None
    sales_invoice_product_line_free_text: str | None
    """May be empty."""
    sales_invoice_product_line_vat_sum: Decimal | None
    """VAT of the line."""
    sales_invoice_product_line_sum: Decimal | None
    """Sum of the line."""
    sales_invoice_product_line_inventory_id: Annotated[int | None, El("SalesInvoiceProductLineInventoryID")] = None
    """Netvisor key of the warehouse."""
    sales_invoice_product_line_inventory_name: str | None = None
    """Name of the warehouse."""
    accounting_account_suggestion: int | None
    """Ledger account, apparently its Netvisor key; may be empty."""
    accounting_account_suggestion_account_number: int | None = None
    """Number of the ledger account."""
    dimension: Many[FetchedDimension] = ()
    provision_percentage: Decimal | None = None
    """Commission of the sales person, in percent."""
    order_number: str | None = None
    """The buyer's order number of the line."""


@reply
class FetchedSalesInvoiceCommentLine:
    """A comment line; only if requested."""

    comment: str | None


@reply
class FetchedInvoiceLine:
    """The one element that holds all lines, product and comment lines mixed, in their order."""

    lines: Annotated[
        Many[FetchedSalesInvoiceProductLine | FetchedSalesInvoiceCommentLine],
        Interleaved("sales_invoice_product_line", "sales_invoice_comment_line"),
    ] = ()


@reply
class FetchedInvoiceLines:
    """The wrapper of the element that holds the lines."""

    invoice_line: FetchedInvoiceLine | None


@reply
class FetchedSalesInvoiceAttachment:
    """An attachment with its content."""

    mime_type: str | None
    """Letter case varies: `application/pdf`, `Application/Pdf`."""
    attachment_description: str | None
    file_name: str | None
    document_data: bytes | None


@reply
class FetchedSalesInvoiceAttachments:
    """The attachments; only if requested."""

    sales_invoice_attachment: Many[FetchedSalesInvoiceAttachment]


@reply
class RelatedSalesOrder:
    """The order behind an invoice."""

    netvisor_key: int | None
    order_number: str | None


@reply
class RelatedSalesInvoice:
    """An invoice made from an order."""

    netvisor_key: int | None
    invoice_number: str | None


@reply
class FetchedDocuments:
    """The related orders of an invoice, or invoices of an order; only if requested."""

    sales_order: Many[RelatedSalesOrder] = ()
    sales_invoice: Many[RelatedSalesInvoice] = ()


@reply
class ProcessHistoryLine:
    """One event of the history of a document."""

    processed_time_stamp: AnsiDateTime | None
    material_type_name: str | None
    """What was handled."""
    user_name: str | None
    process_channel_name: str | None
    process_status: str | None
    """How it ended."""


@reply
class ProcessHistory:
    """The history of a document; only if requested."""

    process_history_line: Many[ProcessHistoryLine] = ()


@reply
class FetchedSalesInvoice:
    """A sales invoice or order with all details."""

    sales_invoice_netvisor_key: int | None
    sales_invoice_number: str | None
    sales_invoice_date: AnsiDate | None
    sales_invoice_event_date: AnsiDate | None = None
    """Date of the accounting event; may be empty."""
    sales_invoice_value_date: AnsiDate | None = None
    sales_invoice_delivery_date: AnsiDate | None
    sales_invoice_due_date: AnsiDate | None
    sales_invoice_reference_number: Annotated[str | None, El("SalesInvoiceReferencenumber")]
    sales_invoice_amount: FetchedSalesInvoiceAmount | None
    """Total in euros."""
    foreign_currency_amount: Decimal | None = None
    """Total in currency."""
    sales_invoice_collection_cost: Decimal | None = None
    seller_identifier: FetchedSellerIdentifier | None
    """Name of the sales person; may be empty."""
    invoice_status: FetchedInvoiceStatus | None
    invoice_voucher: FetchedInvoiceVoucher | None = None
    sales_invoice_free_text_before_lines: str | None
    sales_invoice_free_text_after_lines: str | None
    sales_invoice_our_reference: str | None
    sales_invoice_your_reference: str | None
    """The buyer's reference."""
    sales_invoice_private_comment: str | None
    """Internal comment."""
    sales_invoice_agreement_identifier: str | None = None
    invoicing_customer_code: str | None = None
    invoicing_customer_name: str | None
    invoicing_customer_name_extension: str | None = None
    invoicing_customer_netvisor_key: int | None = None
    invoicing_customer_organization_identifier: str | None = None
    """Business id."""
    invoicing_customer_address_line: Annotated[str | None, El("InvoicingCustomerAddressline")]
    """Street."""
    invoicing_customer_additional_address_line: str | None = None
    invoicing_customer_post_number: Annotated[str | None, El("InvoicingCustomerPostnumber")]
    invoicing_customer_town: str | None
    invoicing_customer_country_code: FetchedCountryCode | None
    invoicing_customer_in_collection_prohibitation: bool | None = None
    """Whether collection is forbidden; spelled so by the service."""
    match_partial_payments_by_default: YesNo | None
    """Yes or No in the language of the interface."""
    delivery_address_name: str | None
    delivery_address_line: str | None
    """Street."""
    delivery_address_post_number: Annotated[str | None, El("DeliveryAddressPostnumber")]
    delivery_address_town: str | None
    delivery_address_country_code: str | None
    """Country as a name, such as `FINLAND`."""
    delivery_method: str | None
    delivery_term: str | None
    payment_term_net_days: int | None
    payment_term_cash_discount_days: int | None
    payment_term_cash_discount: FetchedPaymentTermCashDiscount | None
    waybill_identifier: str | None = None
    """Number of the waybill."""
    delivery_to_customer_date: AnsiDate | None = None
    """Promised day of delivery."""
    delivery_to_customer_week: str | None = None
    """Promised week of delivery."""
    tax_handling_clause: FetchedTaxHandlingClause | None = None
    delivery_office_identifier: str | None = None
    contact_person_netvisor_key: int | None = None
    contact_person_first_name: str | None = None
    contact_person_last_name: str | None = None
    contact_person_phone_number: str | None = None
    contact_person_email: str | None = None
    last_sent_invoice_pdf_base64_data: Annotated[bytes | None, El("LastSentInvoicePDFBase64Data")] = None
    """PDF of the invoice, as `pdf_image` says."""
    credited_invoice_netvisor_key: int | None = None
    """The invoice that this credit note credits; with reply option 16."""
    invoice_lines: FetchedInvoiceLines | None = None
    sales_invoice_attachments: FetchedSalesInvoiceAttachments | None = None
    """Only with `include_attachments`."""
    documents: FetchedDocuments | None = None
    """Only with `include_documents`."""
    process_history: ProcessHistory | None = None
    """Only with `show_process_history`."""


@reply
class FetchedSalesInvoices:
    """Several documents."""

    sales_invoice: Many[FetchedSalesInvoice] = ()


@reply
class GetSalesInvoiceReply:
    """The answer of getsalesinvoice.nv and getorder.nv: one document, or several when many were asked for."""

    sales_invoice: FetchedSalesInvoice | None = None
    sales_invoices: FetchedSalesInvoices | None = None


# Calls.

GETSALESINVOICE = Endpoint(
    resource="getsalesinvoice.nv",
    http="GET",
    title="Get one or more sales invoices with all details",
    reply=GetSalesInvoiceReply,
    limits="without `pdfimage` the PDF that was sent last is in the answer",
    gaps="events, accrual, factoring and payment plan were not seen, and are skipped",
)
GETORDER = Endpoint(
    resource="getorder.nv",
    http="GET",
    title="Get one or more sales orders with all details",
    reply=GetSalesInvoiceReply,
    limits="without `pdfimage` the PDF that was sent last is in the answer",
    gaps="events, accrual, factoring and payment plan were not seen, and are skipped",
)


PdfImage: TypeAlias = Annotated[
    Maybe[Literal["lastsentprintservice", "pdf", "nopdf", "preview"]],
    Param("which PDF is given; lastsentprintservice when left out, nopdf keeps the answer small"),
]
ShowProcessHistory: TypeAlias = Annotated[
    Maybe[bool], Param("adds the history of the document", type="integer", values=("1",))
]
IncludeAttachments: TypeAlias = Annotated[
    Maybe[bool], Param("adds the attachments with their content", type="integer", values=("1",))
]
ShowCommentLines: TypeAlias = Annotated[Maybe[bool], Param("adds the comment lines", type="integer", values=("1",))]
IncludeDocuments: TypeAlias = Annotated[
    Maybe[bool], Param("adds the related orders or invoices", type="integer", values=("1",))
]
DetailsReplyOption: TypeAlias = Annotated[
    Maybe[int],
    Param(
        "a sum of: 1 events, 2 accrual, 4 factoring, 8 payment plan, 16 credited invoice, 32 matched credited or "
        "crediting invoice"
    ),
]


def _is_a_sum_of_options(asked: Any) -> bool:
    return asked.reply_option is UNSET or 1 <= int(asked.reply_option) <= 63


SUM_OF_OPTIONS: Final = must(
    "reply_option", holds=_is_a_sum_of_options, expected="a sum of 1, 2, 4, 8, 16 and 32, each at most once"
)


@GETSALESINVOICE.register
def get_sales_invoice(
    netvisor_key: Annotated[int, Param("NetvisorKey of the sales invoice; either this or netvisorkeylist")],
    *,
    pdf_image: PdfImage = UNSET,
    show_process_history: ShowProcessHistory = UNSET,
    include_attachments: IncludeAttachments = UNSET,
    show_comment_lines: ShowCommentLines = UNSET,
    include_documents: IncludeDocuments = UNSET,
    reply_option: DetailsReplyOption = UNSET,
) -> Call[FetchedSalesInvoice | None]:
    """Get one sales invoice; `None` for an unknown key, which the service answers with OK."""
    gives = one(FetchedSalesInvoice, GetSalesInvoiceReply, "sales_invoice", "sales_invoices.sales_invoice")
    return GETSALESINVOICE.call(get_sales_invoice, locals(), gives, rules=(SUM_OF_OPTIONS,))


@GETSALESINVOICE.register
def get_sales_invoices(
    netvisor_key_list: Annotated[Many[int], Param("NetvisorKeys; either this or netvisorkey", limit=500)],
    *,
    pdf_image: PdfImage = UNSET,
    show_process_history: ShowProcessHistory = UNSET,
    include_attachments: IncludeAttachments = UNSET,
    show_comment_lines: ShowCommentLines = UNSET,
    include_documents: IncludeDocuments = UNSET,
    reply_option: DetailsReplyOption = UNSET,
) -> Call[list[FetchedSalesInvoice]]:
    """Get several sales invoices; unknown keys are missing from the list."""
    gives = items(FetchedSalesInvoice, GetSalesInvoiceReply, "sales_invoices.sales_invoice", "sales_invoice")
    return GETSALESINVOICE.call(get_sales_invoices, locals(), gives, rules=(SUM_OF_OPTIONS,))


@GETORDER.register
def get_sales_order(
    netvisor_key: Annotated[int, Param("NetvisorKey of the sales order; either this or netvisorkeylist")],
    *,
    pdf_image: PdfImage = UNSET,
    show_process_history: ShowProcessHistory = UNSET,
    include_attachments: IncludeAttachments = UNSET,
    show_comment_lines: ShowCommentLines = UNSET,
    include_documents: IncludeDocuments = UNSET,
    reply_option: DetailsReplyOption = UNSET,
) -> Call[FetchedSalesInvoice | None]:
    """Get one sales order; `None` for an unknown key, which the service answers with OK."""
    gives = one(FetchedSalesInvoice, GetSalesInvoiceReply, "sales_invoice", "sales_invoices.sales_invoice")
    return GETORDER.call(get_sales_order, locals(), gives, rules=(SUM_OF_OPTIONS,))


@GETORDER.register
def get_sales_orders(
    netvisor_key_list: Annotated[Many[int], Param("NetvisorKeys; either this or netvisorkey", limit=500)],
    *,
    pdf_image: PdfImage = UNSET,
    show_process_history: ShowProcessHistory = UNSET,
    include_attachments: IncludeAttachments = UNSET,
    show_comment_lines: ShowCommentLines = UNSET,
    include_documents: IncludeDocuments = UNSET,
    reply_option: DetailsReplyOption = UNSET,
) -> Call[list[FetchedSalesInvoice]]:
    """Get several sales orders; unknown keys are missing from the list."""
    gives = items(FetchedSalesInvoice, GetSalesInvoiceReply, "sales_invoices.sales_invoice", "sales_invoice")
    return GETORDER.call(get_sales_orders, locals(), gives, rules=(SUM_OF_OPTIONS,))
