"""The import of purchase invoices."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Carries,
    Const,
    Many,
    Opt,
    OptAttribute,
    at_least_one,
    message,
    must,
    part,
    valued,
)
from netvisor.declare.scalars import (
    Attachment,
    CountryLetters,
    Date,
    Integer,
    Number,
    Scalar,
    Text,
    TolerantAnsiDate,
)
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.results import INSERTED, Inserted
from netvisor.resources.common import Dimension
from netvisor.resources.contents import content_fits
from netvisor.resources.identified import BusinessId, SomeAccount, SomeReference, VatNumber
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.purchases.dicts import PurchaseInvoiceDict

RoundStage: TypeAlias = Annotated[
    Literal["open", "approved", "accepted"], Carries("type", Const("netvisor", optional=True))
]
"""The stage of the approval round: not handled, factually verified, or accepted."""

GrossSum: TypeAlias = Annotated[Decimal | int, Scalar("decimal"), Carries("type", Const("brutto"))]
"""A sum with VAT; `type="brutto"` is written automatically."""


# Parts of a message.


@valued
class InvoiceDate:
    """The date of the invoice."""

    value: Date
    format: ClassVar[Const] = Const("ansi", optional=True)
    find_open_date: OptAttribute[Literal["true"]] = UNSET
    """`true` takes the next open date when the period is locked."""


def _sum_follows_amount(line: PurchaseInvoiceLine) -> bool:
    return line.delivered_amount >= 0 or line.line_sum <= 0


@part(
    must(
        "delivered_amount",
        "line_sum",
        holds=_sum_follows_amount,
        expected="a negative sum when the amount is negative, as on a credit invoice",
    )
)
class PurchaseInvoiceLine:
    """A line of the invoice."""

    product_code: Opt[Text] = UNSET
    product_name: Text
    """Name of the product, or the text of the line."""
    ordered_amount: Opt[Number] = UNSET
    """Quantity ordered."""
    delivered_amount: Number
    """Quantity invoiced; negative on a credit invoice."""
    unit_name: Opt[Text] = UNSET
    """Unit, such as `kpl`."""
    unit_price: Number
    """Price of one unit, with VAT as the sum of the line has it."""
    discount_percentage: Opt[Number] = UNSET
    """Discount, in percent."""
    vat_percent: Number
    """VAT rate, in percent."""
    line_sum: GrossSum
    """Sum of the line with VAT; negative on a credit invoice."""
    description: Opt[Text] = UNSET
    """Text of the line."""
    sort: Opt[Integer] = UNSET
    """Place of the line on the invoice."""
    accounting_suggestion: Opt[Integer] = UNSET
    """Number of the ledger account proposed for the line."""
    dimension: Many[Dimension] = ()
    """Dimensions by their names."""


@part
class PurchaseInvoiceLines:
    """The lines of the invoice."""

    purchase_invoice_line: Many[PurchaseInvoiceLine]


@part
class PurchaseInvoiceSubline:
    """A sub line of the invoice; nothing in it is needed."""

    product_code: Opt[Text] = UNSET
    product_name: Opt[Text] = UNSET
    """Name of the product, or the text of the line."""
    ordered_amount: Opt[Number] = UNSET
    """Quantity ordered."""
    delivered_amount: Opt[Number] = UNSET
    """Quantity invoiced."""
    unit_name: Opt[Text] = UNSET
    """Unit, such as `kpl`."""
    unit_price: Opt[Number] = UNSET
    """Price of one unit, with VAT."""
    discount_percentage: Opt[Number] = UNSET
    """Discount, in percent."""
    vat_percent: Opt[Number] = UNSET
    """VAT rate, in percent."""
    line_sum: Opt[GrossSum] = UNSET
    """Sum of the line with VAT."""
    description: Opt[Text] = UNSET
    """Text of the line."""
    sort: Opt[Integer] = UNSET
    """Place of the line on the invoice."""


@part
class PurchaseInvoiceSublines:
    """The sub lines of the invoice."""

    purchase_invoice_subline: Many[PurchaseInvoiceSubline]


@part
class PurchaseInvoiceCommentLine:
    """A line with a text only."""

    comment: Text
    sort: Opt[Integer] = UNSET
    """Place of the line on the invoice."""


@part
class PurchaseInvoiceCommentLines:
    """The comment lines of the invoice."""

    purchase_invoice_comment_line: Many[PurchaseInvoiceCommentLine]


@valued
class PurchaseInvoiceDocumentData:
    """The content of an attached file."""

    value: Attachment
    document_type: OptAttribute[Literal["invoiceimage", "otherattachment"]] = UNSET
    """`invoiceimage`: the picture of the invoice; `otherattachment`: another file."""


@part(
    must(
        "mime_type",
        holds=lambda attachment: attachment.mime_type.lower() == "application/pdf",
        expected="application/pdf: attachments of a purchase invoice must be PDF",
    ),
    content_fits("mime_type", "document_data"),
)
class PurchaseInvoiceAttachment:
    """An attachment of the invoice, a PDF."""

    mime_type: Text
    """`application/pdf`."""
    attachment_description: Text
    file_name: Text
    document_data: PurchaseInvoiceDocumentData


@part
class PurchaseInvoiceAttachments:
    """The attachments of the invoice; in practice one, its picture, as older documentation says."""

    purchase_invoice_attachment: Many[PurchaseInvoiceAttachment]


@part
class PurchaseInvoiceRelatedPurchaseOrderNumber:
    """A purchase order that the invoice belongs to."""

    purchase_order_number: Text


@part
class PurchaseInvoiceRelatedPurchaseOrderNumbers:
    """The purchase orders that the invoice belongs to."""

    purchase_invoice_related_purchase_order_number: Many[PurchaseInvoiceRelatedPurchaseOrderNumber]


@valued
class PaidAmount:
    """A sum that is paid already."""

    value: Number
    amount_currency_identifier: Attribute[Text]
    """Currency, such as `EUR`."""


@part
class PartialPaymentDetails:
    """A part of the invoice that is paid already."""

    paid_amount: PaidAmount


# The message.


def _attachments_have_their_source(invoice: PurchaseInvoice) -> bool:
    return invoice.purchase_invoice_attachments is UNSET or invoice.invoice_source == "finvoice"


@message(
    at_least_one("value_date", "event_date"),
    must(
        "purchase_invoice_attachments",
        "invoice_source",
        holds=_attachments_have_their_source,
        expected="invoice_source finvoice with attachments",
    ),
)
class PurchaseInvoice(Message["PurchaseInvoiceDict"]):
    """A purchase invoice or credit invoice to import. There is no edit: later changes go through the posting data.

    The vendor is the first that fits account number, name and VAT number, all of them before two, two before one; if
    none fits, a new vendor is made. The register of vendors is not changed by an invoice of a known vendor.
    """

    invoice_number: Text
    """The number that the vendor gave the invoice."""
    invoice_date: InvoiceDate
    invoice_source: Opt[Literal["manual", "finvoice"]] = UNSET
    """Where the invoice comes from; one of source `finvoice` appears about a minute later."""
    value_date: Opt[TolerantAnsiDate] = UNSET
    """Needed, or the event date in its place."""
    event_date: Opt[TolerantAnsiDate] = UNSET
    """Date of the posting."""
    due_date: TolerantAnsiDate
    purchase_invoice_on_round: Opt[RoundStage] = UNSET
    """Stage of the approval round at import."""
    vendor_code: Opt[Text] = UNSET
    """Code of the vendor in Netvisor."""
    vendor_name: Opt[Text] = UNSET
    vendor_address_line: Opt[Text] = UNSET
    """Street."""
    vendor_post_number: Opt[Text] = UNSET
    vendor_city: Opt[Text] = UNSET
    vendor_country: Opt[CountryLetters] = UNSET
    """Country code, ISO-3166."""
    vendor_phone_number: Opt[Text] = UNSET
    vendor_fax_number: Opt[Text] = UNSET
    vendor_email: Opt[Text] = UNSET
    vendor_home_page: Opt[Text] = UNSET
    amount: Number
    """Total with VAT; negative on a credit invoice."""
    account_number: Opt[SomeAccount] = UNSET
    """Bank account of the vendor."""
    organization_identifier: Opt[BusinessId] = UNSET
    """Business id of the vendor."""
    seller_organization_tax_code: Opt[VatNumber] = UNSET
    """VAT number of the vendor."""
    delivery_date: Opt[TolerantAnsiDate] = UNSET
    overdue_fine_percent: Opt[Number] = UNSET
    """Interest on overdue payments, in percent."""
    bank_reference_number: Opt[SomeReference] = UNSET
    """Reference number of the payment."""
    our_reference: Opt[Text] = UNSET
    """Reference of the sender."""
    your_reference: Opt[Text] = UNSET
    """Reference of the receiver."""
    currency_code: Opt[Text] = UNSET
    """Such as `EUR`."""
    delivery_terms: Opt[Text] = UNSET
    """As text."""
    delivery_method: Opt[Text] = UNSET
    """As text."""
    comment: Opt[Text] = UNSET
    """Text of the invoice."""
    checksum: Opt[Text] = UNSET
    """Checksum of the material."""
    pdf_extra_pages: Opt[Integer] = UNSET
    """How many extra pages of PDF there are."""
    ready_for_accounting: Opt[Literal[1]] = UNSET
    """1 lets Netvisor make the voucher."""
    agreement_identifier: Opt[Text] = UNSET
    primary_vendor_match_type: Opt[Literal["code", "name", "organizationid"]] = UNSET
    """What the vendor is looked up by first."""
    purchase_invoice_lines: Opt[PurchaseInvoiceLines] = UNSET
    purchase_invoice_sublines: Opt[PurchaseInvoiceSublines] = UNSET
    purchase_invoice_comment_lines: Opt[PurchaseInvoiceCommentLines] = UNSET
    purchase_invoice_attachments: Opt[PurchaseInvoiceAttachments] = UNSET
    """Only with `invoice_source` finvoice."""
    purchase_invoice_related_purchase_order_numbers: Opt[PurchaseInvoiceRelatedPurchaseOrderNumbers] = UNSET
    partial_payment_details: Many[PartialPaymentDetails] = ()
    """What is paid already."""


# Calls.

PURCHASEINVOICE = Endpoint(
    resource="purchaseinvoice.nv",
    http="POST",
    title="Import a purchase invoice",
    request=PurchaseInvoice,
    limits=(
        "there is no edit: purchaseinvoicepostingdata.nv changes lines and status; attachments are PDF and need "
        "`invoicesource` finvoice"
    ),
    fee="each invoice costs a transaction, as a received e-invoice does",
    gaps="documents and clients disagree on some elements; the newest client is followed",
)


@PURCHASEINVOICE.register
def add_purchase_invoice(purchase_invoice: PurchaseInvoice) -> Call[Inserted]:
    """Import a purchase invoice; the answer has its Netvisor key. Each one costs an e-invoice transaction."""
    return PURCHASEINVOICE.call(add_purchase_invoice, locals(), INSERTED)


# How the writes are found after an unknown outcome.

_FINVOICE_SHOWN_AFTER: Final = 300.0
"""Seconds after which an invoice of source `finvoice` surely shows: it appears about a minute later."""

PURCHASEINVOICE.found_by(
    add_purchase_invoice,
    Finder(
        strength=Strength.LIKELY,
        when={"invoice_source": ("finvoice",)},
        read="list_purchase_invoices",
        ask={"invoice_number": "invoice_number"},
        equal={"invoice_number": "invoice_number"},
        compare={
            "vendor_organization_identifier": "organization_identifier",
            "vendor": "vendor_name",
            "invoice_date": "invoice_date",
            "sum": "amount",
        },
        shows_after=_FINVOICE_SHOWN_AFTER,
    ),
    Finder(
        strength=Strength.LIKELY,
        when={"invoice_source": ("manual", "")},
        read="list_purchase_invoices",
        ask={"invoice_number": "invoice_number"},
        equal={"invoice_number": "invoice_number"},
        compare={
            "vendor_organization_identifier": "organization_identifier",
            "vendor": "vendor_name",
            "invoice_date": "invoice_date",
            "sum": "amount",
        },
    ),
    nothing="give invoice_number",
)
