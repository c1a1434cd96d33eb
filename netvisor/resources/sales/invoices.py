"""The message that adds or edits a sales invoice, sales order, draft or credit note."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Final, Literal, TypeAlias

from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Blank,
    Carries,
    Const,
    El,
    Many,
    Opt,
    OptAttribute,
    Pattern,
    Scalar,
    at_least_one,
    exactly_one,
    given,
    message,
    must,
    part,
    together,
    valued,
    when,
)
from netvisor.declare.scalars import (
    Attachment,
    Country,
    Flag,
    Integer,
    Number,
    Text,
    Text35,
    Text50,
    Text100,
    Text200,
    Text250,
    Text255,
    Text500,
    TolerantAnsiDate,
)
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted
from netvisor.resources.common import NetvisorOrCustomer, TaxHandlingType, VatCode
from netvisor.resources.conditions import vat_code_fits, vat_rate_is_documented
from netvisor.resources.contents import content_fits
from netvisor.resources.identified import OVT, ReferenceNumber, identified_by
from netvisor.resources.message import Message, Replacing

if TYPE_CHECKING:
    from netvisor.resources.sales.dicts import SalesInvoiceDict
    from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoice

# Types.

SalesInvoiceStatus: TypeAlias = Annotated[
    Literal["open", "unsent", "delivered", "undelivered"], Carries("type", Const("netvisor", optional=True))
]
"""`unsent`: Netvisor shall send the invoice; `open`: it was sent elsewhere. Orders are delivered or undelivered."""

DayOrWeek: TypeAlias = Annotated[
    str,
    Scalar(
        "string",
        pattern=Pattern(
            regex="[0-9]{4}-(W[0-9]{2}|[0-9]{2}-[0-9]{2})", words="a date (2020-03-16) or an ISO week (2020-W12)"
        ),
    ),
]

NotNegative: TypeAlias = Annotated[Decimal | int, Scalar("decimal", minimum=Decimal(0))]

ProposedAccount: TypeAlias = Annotated[int, Scalar("integer"), Carries("type", Const("customer"))]
"""The buyer's ledger account proposal; `type="customer"` is written automatically."""

PurchasePrice: TypeAlias = Annotated[Decimal | int, Scalar("decimal"), Carries("type", Const("net"))]


# Parts of a message.


@valued
class SalesInvoiceDeliveryToCustomerDate:
    """The delivery promised to the customer: a day or a week."""

    value: Blank[DayOrWeek]
    format: ClassVar[Const] = Const("ansi", optional=True)
    type: Attribute[Literal["date", "weeknumber"]]
    """What the value is: a date, or an ISO week such as `2020-W12`."""


@valued
class SalesInvoiceProductPackagePallet:
    """Packages or pallets of a sales order."""

    value: Blank[Number]
    type: Attribute[Text]
    """Kind of the package or pallet."""
    amount: OptAttribute[Text] = UNSET


@valued
class SalesInvoiceAmount:
    """The total with VAT; empty, Netvisor totals the product lines."""

    value: Blank[Number]
    iso4217_currency_code: OptAttribute[Text] = UNSET
    """Currency, such as `EUR`."""
    currency_rate: OptAttribute[Number] = UNSET
    """Rate that overrides Netvisor's own."""
    price_type: OptAttribute[Literal["netvisor", "customer"]] = UNSET
    """`netvisor`: Netvisor applies its price factors and customer prices, and the amount is 0; `customer`: nothing."""


@valued
class SellerIdentifier:
    """The sales person."""

    value: Blank[Text]
    type: OptAttribute[Literal["netvisor", "customer"]] = UNSET
    """`netvisor`: the value is a Netvisor key; `customer`: it is a name."""


@valued
class InvoicingCustomerIdentifier:
    """The invoiced customer, which must exist."""

    value: Text
    type: Attribute[Literal["netvisor", "customer", "organizationunitnumber"]]
    """`netvisor`: a Netvisor key; `customer`: a customer code; `organizationunitnumber`: an OVT number."""
    contact_person_id: Annotated[OptAttribute[Integer], El("contactpersonid")] = UNSET
    """Netvisor key of the contact person."""


@valued
class OfficeIdentifier:
    """The invoicing office of the customer."""

    value: Blank[Text]
    type: OptAttribute[Literal["automatic"]] = UNSET
    """`automatic` creates the office; then the whole delivery address must be given."""


@valued
class PaymentTerm:
    """A term of payment, or which default term applies."""

    value: Blank[Text]
    type: Attribute[Literal["netvisor", "customerdefault", "companydefault", "default"]]
    """`netvisor`: the value is a Netvisor key of paymenttermlist.nv; the others name a default."""


@valued
class PaymentTermCashDiscount:
    """The cash discount."""

    value: Blank[Number]
    type: Attribute[Literal["percentage", "sum"]]
    """Only `percentage` was seen in use."""


@valued
class TryDirectDebitLink:
    """Whether a direct debit link is tried (legacy)."""

    value: Blank[Flag]
    mode: Attribute[Literal["ignore_error", "fail_on_error"]]
    """What happens when it fails."""


@valued
class ProductIdentifier:
    """The product of a line."""

    value: Text
    type: Attribute[Literal["netvisor", "customer", "primaryeancode", "secondaryeancode"]]
    """`netvisor`: a Netvisor key; `customer`: a product code; else an EAN code."""


@valued
class ProductUnitPrice:
    """The unit price, positive also on a credit note."""

    value: Number
    type: Attribute[Literal["net", "gross", "netvisor"]]
    """Without VAT, with VAT, or the price of the product register."""


@valued
class ProductVatPercentage:
    """The VAT rate of a line, in percent."""

    value: Number
    vat_code: OptAttribute[VatCode] = UNSET
    """Left out: taken from the posting proposal."""


@valued
class SalesInvoiceProductLineDiscountPercentage:
    """The discount of a line, in percent."""

    value: Blank[Number]
    type: OptAttribute[Literal["netvisor"]] = UNSET
    """`netvisor` with CLEAR as the value uses the customer's own discount."""


@valued
class DimensionItem:
    """An item of a dimension."""

    value: Text
    integration_dimension_detail_guid: OptAttribute[Text] = UNSET
    """External key of the item (legacy)."""


@part
class Metadata:
    """Metadata of a dimension's item (legacy)."""

    data: Text


@part
class Dimension:
    """A dimension (cost object) of a line: its heading, such as a project, and the item under it."""

    dimension_name: Text
    """The heading."""
    dimension_item: DimensionItem
    """The item under the heading."""
    metadata: Many[Metadata] = ()
    """Legacy; only when needed."""


@part
class AccrualRule:
    """Over which months the sum is accrued."""

    start_month: Integer
    start_year: Integer
    end_month: Opt[Integer] = UNSET
    end_year: Opt[Integer] = UNSET
    division_curve_name: Opt[Text] = UNSET
    """Name of the division curve."""


def _sums_follow_quantity(line: SalesInvoiceProductLine) -> bool:
    if line.sales_invoice_product_line_quantity >= 0:
        return True
    sums = (line.sales_invoice_product_line_vat_sum, line.sales_invoice_product_line_sum)
    return all(not isinstance(value, (Decimal, int)) or value <= 0 for value in sums)


@part(
    together("sales_invoice_product_line_vat_sum", "sales_invoice_product_line_sum"),
    must(
        "sales_invoice_product_line_quantity",
        "sales_invoice_product_line_vat_sum",
        "sales_invoice_product_line_sum",
        holds=_sums_follow_quantity,
        expected="negative sums when the quantity is negative, as on a credit note",
    ),
    must(
        "sales_invoice_product_line_quantity",
        "product_unit_price",
        holds=lambda line: line.sales_invoice_product_line_quantity >= 0 or line.product_unit_price.value >= 0,
        expected="a unit price that is not negative when the quantity is, as on a credit note",
    ),
    vat_code_fits("product_vat_percentage"),
    vat_rate_is_documented("product_vat_percentage"),
)
class SalesInvoiceProductLine:
    """A line that sells a product."""

    product_identifier: ProductIdentifier
    product_name: Blank[Text200]
    """Name on the line; empty uses the name of the product register."""
    product_unit_price: ProductUnitPrice
    product_unit_purchase_price: Opt[PurchasePrice] = UNSET
    """Without VAT."""
    product_vat_percentage: ProductVatPercentage
    sales_invoice_product_line_quantity: Number
    """Negative on a credit note."""
    sales_invoice_product_line_discount_percentage: Opt[SalesInvoiceProductLineDiscountPercentage] = UNSET
    sales_invoice_product_line_free_text: Opt[Text] = UNSET
    """Text of the line."""
    sales_invoice_product_line_vat_sum: Opt[Number] = UNSET
    """VAT of the line; counts only together with the sum of the line."""
    sales_invoice_product_line_sum: Opt[Number] = UNSET
    """Sum of the line; counts only together with its VAT."""
    sales_invoice_product_line_inventory_id: Opt[Integer] = UNSET
    """Netvisor key of the warehouse."""
    accounting_account_suggestion: Opt[Integer] = UNSET
    """Number of the ledger account."""
    skip_accrual: Opt[Flag] = UNSET
    """True leaves the line out of the accrual (legacy)."""
    dimension: Many[Dimension] = ()
    provision_percentage: Opt[Number] = UNSET
    """Commission of the sales person, in percent."""
    accrual_rule: Opt[AccrualRule] = UNSET
    product_unit_name: Opt[Text] = UNSET
    """Unit, such as `kpl`."""
    delivery_date: Opt[TolerantAnsiDate] = UNSET
    order_number: Opt[Text] = UNSET
    """The buyer's order number of the line."""
    proposed_account: Opt[ProposedAccount] = UNSET
    """The buyer's ledger account proposal of the line."""
    account_dimension_text: Opt[Text35] = UNSET
    """The buyer's cost center of the line."""


@part
class SalesInvoiceCommentLine:
    """A line with a text only."""

    comment: Text


@part
class SalesInvoiceSubline:
    """A subtotal line."""

    subline_article_identifier: Opt[Text] = UNSET
    subline_article_name: Text
    subline_description: Opt[Text] = UNSET
    subline_unit_code: Opt[Text] = UNSET
    """Unit."""
    subline_unit_price: Opt[Number] = UNSET
    subline_delivered_quantity: Opt[Number] = UNSET
    subline_discount_percent: Opt[Number] = UNSET
    subline_vat_percent: Opt[Number] = UNSET
    subline_sum: Opt[Number] = UNSET
    subline_vat_sum: Opt[Number] = UNSET


@part(exactly_one("sales_invoice_product_line", "sales_invoice_comment_line", "sales_invoice_subline"))
class InvoiceLine:
    """One line: a product, a comment or a subtotal."""

    sales_invoice_product_line: Opt[SalesInvoiceProductLine] = UNSET
    sales_invoice_comment_line: Opt[SalesInvoiceCommentLine] = UNSET
    sales_invoice_subline: Opt[SalesInvoiceSubline] = UNSET


@part
class InvoiceLines:
    """The lines, which keep the order sent."""

    invoice_line: Many[InvoiceLine]


@valued
class LineSum:
    """The sum of a ledger line."""

    value: Number
    type: Attribute[Literal["net", "gross"]]
    """Without or with VAT."""


@valued
class VatPercent:
    """The VAT rate of a ledger line, in percent."""

    value: Number
    vat_code: Attribute[VatCode]


@part(vat_code_fits("vat_percent"), vat_rate_is_documented("vat_percent"))
class VoucherLine:
    """An own ledger line of the invoice."""

    line_sum: LineSum
    description: Opt[Text] = UNSET
    account_number: Integer
    """Number of the ledger account."""
    vat_percent: VatPercent
    skip_accrual: Opt[Flag] = UNSET
    """True leaves the line out of the accrual (legacy)."""
    dimension: Many[Dimension] = ()


@part
class InvoiceVoucherLines:
    """Own ledger lines instead of those that Netvisor would make."""

    voucher_line: Many[VoucherLine]


@part
class AccrualVoucherEntry:
    """One month of an accrual (legacy)."""

    month: Integer
    year: Integer
    sum: Number


@part
class SalesInvoiceAccrual:
    """The accrual vouchers of the invoice, month by month (legacy)."""

    override_default_sales_accrual_account_number: Opt[Integer] = UNSET
    """Number of the accrual account."""
    sales_invoice_accrual_type: Opt[Literal["default", "custom"]] = UNSET
    """Which voucher is accrued."""
    accrual_voucher_entry: Many[AccrualVoucherEntry]


@valued
class DocumentData:
    """The content of an attached file."""

    value: Attachment
    type: OptAttribute[Literal["finvoice", "pdf"]] = UNSET
    """Kind of the document; the service has not asked for it since 2020."""


@part(
    must(
        "document_data",
        "print_by_default",
        holds=lambda attachment: attachment.document_data.type != "finvoice" or attachment.print_by_default is UNSET,
        expected="no print_by_default when the type of document_data is finvoice",
    ),
    content_fits("mime_type", "document_data"),
)
class SalesInvoiceAttachment:
    """An attachment of the invoice."""

    mime_type: Text
    """Such as `application/pdf`; 50 characters at most where a limit is documented (batches)."""
    attachment_description: Text
    """100 characters at most where a limit is documented (batches)."""
    file_name: Text
    """255 characters at most where a limit is documented (batches)."""
    document_data: DocumentData
    print_by_default: Opt[Flag] = UNSET
    """True sends the attachment with the invoice; never with an attachment of type `finvoice`."""


@part
class SalesInvoiceAttachments:
    """The attachments of the invoice."""

    sales_invoice_attachment: Many[SalesInvoiceAttachment]


@valued
class TagValue:
    """The value of an own field of the company."""

    value: Text
    data_type: Attribute[Literal["date", "text", "float", "enum"]]


@part
class Tag:
    """One own field of the company."""

    tag_name: Text
    tag_value: TagValue


@part
class CustomTags:
    """The own fields of the company."""

    tag: Many[Tag] = ()


# The message.

_FITTING_STATUSES: Final = {
    "invoice": frozenset({"open", "unsent"}),
    "order": frozenset({"delivered", "undelivered"}),
    "invoicedraft": frozenset({CLEAR}),
}

_DELIVERY_ADDRESS: Final = (
    "delivery_address_name",
    "delivery_address_line",
    "delivery_address_post_number",
    "delivery_address_town",
    "delivery_address_country_code",
)
"""Without the name extension, which is legacy."""


def _status_fits(invoice: SalesInvoice) -> bool:
    return invoice.sales_invoice_status in _FITTING_STATUSES[invoice.invoice_type or "invoice"]


def _amount_is_left_to_netvisor(invoice: SalesInvoice) -> bool:
    amount = invoice.sales_invoice_amount
    return amount is CLEAR or amount.price_type != "netvisor" or amount.value == 0


def _pallets_are_of_an_order(invoice: SalesInvoice) -> bool:
    return invoice.sales_invoice_product_package_pallet is UNSET or invoice.invoice_type == "order"


def _new_office_has_an_address(invoice: SalesInvoice) -> bool:
    office = invoice.office_identifier
    if not isinstance(office, OfficeIdentifier) or office.type != "automatic":
        return True
    return all(given(getattr(invoice, name)) for name in _DELIVERY_ADDRESS)


def _promise_is_what_it_says(invoice: SalesInvoice) -> bool:
    promise = invoice.sales_invoice_delivery_to_customer_date
    if not isinstance(promise, SalesInvoiceDeliveryToCustomerDate) or promise.value is CLEAR:
        return True
    return ("W" in promise.value) == (promise.type == "weeknumber")


@message(
    at_least_one("payment_term", "payment_term_net_days", "sales_invoice_due_date"),
    when("invoice_type", "invoicedraft", never=("sales_invoice_number", "invoice_voucher_lines")),
    must(
        "invoice_type",
        "sales_invoice_status",
        holds=_status_fits,
        expected="open or unsent for an invoice, delivered or undelivered for an order, CLEAR for a draft",
    ),
    must(
        "sales_invoice_amount",
        holds=_amount_is_left_to_netvisor,
        expected="the amount 0 when price_type is netvisor",
    ),
    must(
        "sales_invoice_product_package_pallet",
        "invoice_type",
        holds=_pallets_are_of_an_order,
        expected="sales_invoice_product_package_pallet only when invoice_type is order",
    ),
    must(
        "office_identifier",
        *_DELIVERY_ADDRESS,
        holds=_new_office_has_an_address,
        expected="the whole delivery address when the type of office_identifier is automatic",
    ),
    must(
        "sales_invoice_delivery_to_customer_date",
        holds=_promise_is_what_it_says,
        expected="a date with type date, an ISO week with type weeknumber",
    ),
    identified_by("invoicing_customer_identifier", "organizationunitnumber", OVT),
)
class SalesInvoice(Message["SalesInvoiceDict"], Replacing["FetchedSalesInvoice"]):
    """A sales invoice, order, draft or credit note. An edit replaces the whole document: send everything to keep.

    A credit note has a negative amount and negative quantities; the unit prices stay positive.
    """

    sales_invoice_number: Opt[Integer] = UNSET
    """Number of the invoice or order; left out, Netvisor gives it. A draft takes none."""
    sales_invoice_date: TolerantAnsiDate
    sales_invoice_event_date: Opt[TolerantAnsiDate] = UNSET
    """Date of the accounting event."""
    sales_invoice_due_date: Opt[TolerantAnsiDate] = UNSET
    """Instead of a term of payment, which becomes 'due date' then."""
    sales_invoice_value_date: Opt[TolerantAnsiDate] = UNSET
    sales_invoice_delivery_date: Opt[TolerantAnsiDate] = UNSET
    sales_invoice_delivery_to_customer_date: Opt[SalesInvoiceDeliveryToCustomerDate] = UNSET
    """Delivery promised to the customer."""
    sales_invoice_waybill_identifier: Opt[Text] = UNSET
    """Number of the waybill."""
    sales_invoice_product_package_pallet: Opt[SalesInvoiceProductPackagePallet] = UNSET
    """Only on a sales order."""
    sales_invoice_reference_number: Opt[ReferenceNumber] = UNSET
    """Bank reference number; left out, Netvisor gives it."""
    sales_invoice_amount: Blank[SalesInvoiceAmount]
    """Total with VAT; empty, Netvisor totals the product lines."""
    seller_identifier: Opt[SellerIdentifier] = UNSET
    seller_name: Opt[Text50] = UNSET
    """Sales person as text."""
    invoice_type: Opt[Literal["invoice", "order", "invoicedraft"]] = UNSET
    """Kind of document; left out, an invoice."""
    sales_invoice_status: Blank[SalesInvoiceStatus]
    """Open or unsent for an invoice, delivered or undelivered for an order, CLEAR for a draft."""
    sales_invoice_free_text_before_lines: Opt[Text500] = UNSET
    sales_invoice_free_text_after_lines: Opt[Text500] = UNSET
    sales_invoice_our_reference: Opt[Text] = UNSET
    sales_invoice_your_reference: Opt[Text] = UNSET
    """The buyer's reference."""
    sales_invoice_private_comment: Opt[Text255] = UNSET
    """Internal comment."""
    invoicing_customer_identifier: InvoicingCustomerIdentifier
    """The invoiced customer: its Netvisor key, customer code or OVT number."""
    invoicing_customer_name: Opt[Text250] = UNSET
    """As soon as one invoicing address element is given, Netvisor fills in nothing from the customer register."""
    invoicing_customer_name_extension: Opt[Text250] = UNSET
    invoicing_customer_address_line: Opt[Text100] = UNSET
    """Street."""
    invoicing_customer_additional_address_line: Opt[Text] = UNSET
    invoicing_customer_post_number: Opt[Text] = UNSET
    invoicing_customer_town: Opt[Text] = UNSET
    invoicing_customer_country_code: Opt[Country] = UNSET
    office_identifier: Opt[OfficeIdentifier] = UNSET
    """Invoicing office of the customer."""
    delivery_office: Opt[NetvisorOrCustomer] = UNSET
    delivery_address_name: Opt[Text250] = UNSET
    delivery_address_name_extension: Opt[Text] = UNSET
    """Legacy; only when needed."""
    delivery_address_line: Opt[Text100] = UNSET
    """Street."""
    delivery_address_post_number: Opt[Text] = UNSET
    delivery_address_town: Opt[Text] = UNSET
    delivery_address_country_code: Opt[Country] = UNSET
    delivery_method: Opt[Text] = UNSET
    """As text."""
    delivery_term: Opt[Text] = UNSET
    """As text."""
    sales_invoice_tax_handling_type: Opt[TaxHandlingType] = UNSET
    """VAT handling of the whole document."""
    payment_term: Opt[PaymentTerm] = UNSET
    """One of payment term, net days and due date is needed."""
    payment_term_net_days: Opt[Integer] = UNSET
    """Days from the invoice date to the due date."""
    payment_term_cash_discount_days: Opt[Integer] = UNSET
    payment_term_cash_discount: Opt[PaymentTermCashDiscount] = UNSET
    expect_partial_payments: Opt[Flag] = UNSET
    """True accepts partial payments."""
    try_direct_debit_link: Opt[TryDirectDebitLink] = UNSET
    """Legacy; only when needed."""
    override_voucher_sales_receivables_account_number: Opt[Integer] = UNSET
    """Number of the ledger account of receivables for this voucher."""
    invoice_subject_type: Opt[Literal["memberinvoice"]] = UNSET
    """`memberinvoice` for invoices of membership fees (legacy)."""
    sales_invoice_agreement_identifier: Opt[Text] = UNSET
    print_channel_format: Opt[NetvisorOrCustomer] = UNSET
    """Print form: 1 invoice with giro, 2 invoice, or its Finnish name with type `customer`."""
    second_name: Opt[NetvisorOrCustomer] = UNSET
    """Auxiliary trade name; it can have a number series of its own."""
    override_rate_of_overdue: Opt[Number] = UNSET
    """Rate of interest on overdue payments."""
    order_number: Opt[Text] = UNSET
    """The buyer's order number."""
    proposed_account: Opt[ProposedAccount] = UNSET
    """The buyer's ledger account proposal."""
    account_dimension_text: Opt[Text35] = UNSET
    """The buyer's cost center of the whole invoice."""
    collection_cost: Opt[NotNegative] = UNSET
    """0 or positive."""
    is_third_party_sales: Opt[Flag] = UNSET
    """True marks sales on behalf of a third party."""
    invoice_lines: InvoiceLines
    invoice_voucher_lines: Opt[InvoiceVoucherLines] = UNSET
    """Own ledger lines; a draft takes none."""
    sales_invoice_accrual: Opt[SalesInvoiceAccrual] = UNSET
    """Legacy; only when needed."""
    accrual_rule: Opt[AccrualRule] = UNSET
    """Accrual of the whole invoice."""
    sales_invoice_attachments: Opt[SalesInvoiceAttachments] = UNSET
    custom_tags: Opt[CustomTags] = UNSET


# Calls.

SALESINVOICE = Endpoint(
    resource="salesinvoice.nv",
    http="POST",
    title="Add or edit a sales invoice, sales order, invoice draft or credit note",
    request=SalesInvoice,
    methods=("add", "edit"),
    edit="replaces the whole document: everything that shall stay is sent again",
    fee="in packages priced by transaction, an invoice imported as open costs one (2018)",
    gaps="most lengths are those of the vendor's old client",
)


@SALESINVOICE.register
def add_sales_invoice(sales_invoice: SalesInvoice) -> Call[Inserted]:
    """Add a sales invoice, order, draft or credit note; the answer has its Netvisor key."""
    return SALESINVOICE.call(add_sales_invoice, locals(), INSERTED, method="add")


@SALESINVOICE.register
def edit_sales_invoice(
    sales_invoice: SalesInvoice, *, id: Annotated[int, Param("NetvisorKey of the document")]
) -> Call[Done]:
    """Replace a sales invoice, order or draft: omitted values are lost. This also turns a draft into an invoice."""
    return SALESINVOICE.call(edit_sales_invoice, locals(), DONE, method="edit")


# How the writes are found after an unknown outcome.

_SUM = "invoice_sum|additional_information.invoice_currency_sum"
_CUSTOMER = "customer_code|customer_netvisor_key"
_BUYER = "invoicing_customer_identifier[type=customer|netvisor]"
_INVOICE: Final = {"invoice_type": ("invoice", "")}
_LISTED: Final = {"invoice_date": "sales_invoice_date", _SUM: "sales_invoice_amount"}

SALESINVOICE.found_by(
    add_sales_invoice,
    Finder(
        strength=Strength.EXACT,
        when=_INVOICE,
        read="list_sales_invoices",
        ask={"invoice_number": "sales_invoice_number"},
        fixed={"reply_option": 2},
        equal={"invoice_number": "sales_invoice_number"},
        compare={_CUSTOMER: _BUYER, **_LISTED},
    ),
    Finder(
        strength=Strength.EXACT,
        when={"invoice_type": ("order",)},
        read="list_sales_invoices",
        ask={"invoice_number": "sales_invoice_number"},
        fixed={"list_type": "preinvoice", "reply_option": 2},
        equal={"invoice_number": "sales_invoice_number"},
        compare={_CUSTOMER: _BUYER, **_LISTED},
    ),
    Finder(
        strength=Strength.LIKELY,
        when=_INVOICE,
        read="list_sales_invoices",
        ask={"begin_invoice_date": "sales_invoice_date", "end_invoice_date": "sales_invoice_date"},
        fixed={"reply_option": 2},
        equal={"reference_number": "sales_invoice_reference_number"},
        compare={_CUSTOMER: _BUYER, **_LISTED},
    ),
    Finder(
        strength=Strength.WEAK,
        when=_INVOICE,
        read="list_sales_invoices",
        ask={"begin_invoice_date": "sales_invoice_date", "end_invoice_date": "sales_invoice_date"},
        fixed={"reply_option": 2},
        equal={_CUSTOMER: _BUYER},
        compare=_LISTED,
    ),
    nothing=(
        "give sales_invoice_number, or sales_invoice_reference_number for an invoice;"
        " a draft takes no number, so it cannot be told"
    ),
)
SALESINVOICE.found_by(
    edit_sales_invoice,
    *(
        Finder(
            strength=Strength.STATE,
            when={"invoice_type": kinds},
            read=read,
            ask={"netvisor_key": "?id"},
            fixed={"show_comment_lines": True, "include_attachments": True},
            compare={
                "": "",
                "invoice_status.status": "sales_invoice_status",
                "waybill_identifier": "sales_invoice_waybill_identifier",
                "seller_identifier|seller_identifier.value": "seller_identifier",
                "invoicing_customer_code|invoicing_customer_netvisor_key": "invoicing_customer_identifier",
            },
            whole=True,
            # The amount follows from the lines; empty, it is left to Netvisor.
            aside=("invoice_type", "sales_invoice_amount"),
            key="sales_invoice_netvisor_key",
        )
        for read, kinds in (("get_sales_order", ("order",)), ("get_sales_invoice", ("invoice", "invoicedraft", "")))
    ),
    nothing="no read shows all that is written: look at the document in Netvisor",
)
