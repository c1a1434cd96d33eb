"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.common import NetvisorOrCustomer
from netvisor.resources.plain_values import Clear, PlainDate, PlainFile, PlainNumber, Unset
from netvisor.resources.sales.handling import SalesInvoiceComment
from netvisor.resources.sales.invoices import (
    AccrualRule,
    AccrualVoucherEntry,
    CustomTags,
    Dimension,
    DimensionItem,
    DocumentData,
    InvoiceLine,
    InvoiceLines,
    InvoiceVoucherLines,
    InvoicingCustomerIdentifier,
    LineSum,
    Metadata,
    OfficeIdentifier,
    PaymentTerm,
    PaymentTermCashDiscount,
    ProductIdentifier,
    ProductUnitPrice,
    ProductVatPercentage,
    SalesInvoiceAccrual,
    SalesInvoiceAmount,
    SalesInvoiceAttachment,
    SalesInvoiceAttachments,
    SalesInvoiceCommentLine,
    SalesInvoiceDeliveryToCustomerDate,
    SalesInvoiceProductLine,
    SalesInvoiceProductLineDiscountPercentage,
    SalesInvoiceProductPackagePallet,
    SalesInvoiceSubline,
    SellerIdentifier,
    Tag,
    TagValue,
    TryDirectDebitLink,
    VatPercent,
    VoucherLine,
)
from netvisor.resources.sales.orders import (
    DeliveryAmount,
    InvoicingCustomer,
    InvoicingProductLine,
    InvoicingProductLines,
)


class AccrualRuleDict(TypedDict):
    """Plain data of `AccrualRule`."""

    start_month: int
    start_year: int
    end_month: NotRequired[int | Clear | Unset]
    end_year: NotRequired[int | Clear | Unset]
    division_curve_name: NotRequired[str | Clear | Unset]


class AccrualVoucherEntryDict(TypedDict):
    """Plain data of `AccrualVoucherEntry`."""

    month: int
    year: int
    sum: PlainNumber


class CustomTagsDict(TypedDict):
    """Plain data of `CustomTags`."""

    tag: NotRequired[Sequence[TagDict | Tag] | Unset]


class DeliveryAmountDict(TypedDict):
    """Plain data of `DeliveryAmount`."""

    value: PlainNumber
    is_post_delivery: bool


class DimensionDict(TypedDict):
    """Plain data of `Dimension`."""

    dimension_name: str
    dimension_item: str | DimensionItemDict | DimensionItem
    metadata: NotRequired[Sequence[MetadataDict | Metadata] | Unset]


class DimensionItemDict(TypedDict):
    """Plain data of `DimensionItem`."""

    value: str
    integration_dimension_detail_guid: NotRequired[str | Unset]


class DocumentDataDict(TypedDict):
    """Plain data of `DocumentData`."""

    value: PlainFile
    type: NotRequired[Literal["finvoice", "pdf"] | Unset]


class InvoiceLineDict(TypedDict):
    """Plain data of `InvoiceLine`."""

    sales_invoice_product_line: NotRequired[SalesInvoiceProductLineDict | SalesInvoiceProductLine | Clear | Unset]
    sales_invoice_comment_line: NotRequired[SalesInvoiceCommentLineDict | SalesInvoiceCommentLine | Clear | Unset]
    sales_invoice_subline: NotRequired[SalesInvoiceSublineDict | SalesInvoiceSubline | Clear | Unset]


class InvoiceLinesDict(TypedDict):
    """Plain data of `InvoiceLines`."""

    invoice_line: Sequence[InvoiceLineDict | InvoiceLine]


class InvoiceVoucherLinesDict(TypedDict):
    """Plain data of `InvoiceVoucherLines`."""

    voucher_line: Sequence[VoucherLineDict | VoucherLine]


class InvoicingCustomerDict(TypedDict):
    """Plain data of `InvoicingCustomer`."""

    netvisor_key: int
    invoice_date: PlainDate
    invoicing_product_lines: InvoicingProductLinesDict | InvoicingProductLines


class InvoicingCustomerIdentifierDict(TypedDict):
    """Plain data of `InvoicingCustomerIdentifier`."""

    value: str
    type: Literal["netvisor", "customer", "organizationunitnumber"]
    contact_person_id: NotRequired[int | Unset]


class InvoicingProductLineDict(TypedDict):
    """Plain data of `InvoicingProductLine`."""

    netvisor_key: int
    delivery_date: PlainDate
    delivery_amount: DeliveryAmountDict | DeliveryAmount
    inventory_place: NotRequired[str | Clear | Unset]


class InvoicingProductLinesDict(TypedDict):
    """Plain data of `InvoicingProductLines`."""

    invoicing_product_line: Sequence[InvoicingProductLineDict | InvoicingProductLine]


class LineSumDict(TypedDict):
    """Plain data of `LineSum`."""

    value: PlainNumber
    type: Literal["net", "gross"]


class MatchCreditNoteDict(TypedDict):
    """Plain data of `MatchCreditNote`."""

    credit_note_netvisor_key: int
    invoice_netvisor_key: int


class MetadataDict(TypedDict):
    """Plain data of `Metadata`."""

    data: str


class NetvisorOrCustomerDict(TypedDict):
    """Plain data of `NetvisorOrCustomer`."""

    value: str | Clear
    type: Literal["netvisor", "customer"]


class OfficeIdentifierDict(TypedDict):
    """Plain data of `OfficeIdentifier`."""

    value: str | Clear
    type: NotRequired[Literal["automatic"] | Unset]


class PaymentTermDict(TypedDict):
    """Plain data of `PaymentTerm`."""

    value: str | Clear
    type: Literal["netvisor", "customerdefault", "companydefault", "default"]


class PaymentTermCashDiscountDict(TypedDict):
    """Plain data of `PaymentTermCashDiscount`."""

    value: PlainNumber | Clear
    type: Literal["percentage", "sum"]


class ProductIdentifierDict(TypedDict):
    """Plain data of `ProductIdentifier`."""

    value: str
    type: Literal["netvisor", "customer", "primaryeancode", "secondaryeancode"]


class ProductUnitPriceDict(TypedDict):
    """Plain data of `ProductUnitPrice`."""

    value: PlainNumber
    type: Literal["net", "gross", "netvisor"]


class ProductVatPercentageDict(TypedDict):
    """Plain data of `ProductVatPercentage`."""

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


class SalesInvoiceDict(TypedDict):
    """Plain data of `SalesInvoice`."""

    sales_invoice_number: NotRequired[int | Clear | Unset]
    sales_invoice_date: PlainDate
    sales_invoice_event_date: NotRequired[PlainDate | Clear | Unset]
    sales_invoice_due_date: NotRequired[PlainDate | Clear | Unset]
    sales_invoice_value_date: NotRequired[PlainDate | Clear | Unset]
    sales_invoice_delivery_date: NotRequired[PlainDate | Clear | Unset]
    sales_invoice_delivery_to_customer_date: NotRequired[
        SalesInvoiceDeliveryToCustomerDateDict | SalesInvoiceDeliveryToCustomerDate | Unset
    ]
    sales_invoice_waybill_identifier: NotRequired[str | Clear | Unset]
    sales_invoice_product_package_pallet: NotRequired[
        SalesInvoiceProductPackagePalletDict | SalesInvoiceProductPackagePallet | Unset
    ]
    sales_invoice_reference_number: NotRequired[str | Clear | Unset]
    sales_invoice_amount: PlainNumber | SalesInvoiceAmountDict | SalesInvoiceAmount | Clear
    seller_identifier: NotRequired[str | SellerIdentifierDict | SellerIdentifier | Clear | Unset]
    seller_name: NotRequired[str | Clear | Unset]
    invoice_type: NotRequired[Literal["invoice", "order", "invoicedraft"] | Clear | Unset]
    sales_invoice_status: Literal["open", "unsent", "delivered", "undelivered"] | Clear
    sales_invoice_free_text_before_lines: NotRequired[str | Clear | Unset]
    sales_invoice_free_text_after_lines: NotRequired[str | Clear | Unset]
    sales_invoice_our_reference: NotRequired[str | Clear | Unset]
    sales_invoice_your_reference: NotRequired[str | Clear | Unset]
    sales_invoice_private_comment: NotRequired[str | Clear | Unset]
    invoicing_customer_identifier: InvoicingCustomerIdentifierDict | InvoicingCustomerIdentifier
    invoicing_customer_name: NotRequired[str | Clear | Unset]
    invoicing_customer_name_extension: NotRequired[str | Clear | Unset]
    invoicing_customer_address_line: NotRequired[str | Clear | Unset]
    invoicing_customer_additional_address_line: NotRequired[str | Clear | Unset]
    invoicing_customer_post_number: NotRequired[str | Clear | Unset]
    invoicing_customer_town: NotRequired[str | Clear | Unset]
    invoicing_customer_country_code: NotRequired[str | Clear | Unset]
    office_identifier: NotRequired[str | OfficeIdentifierDict | OfficeIdentifier | Clear | Unset]
    delivery_office: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    delivery_address_name: NotRequired[str | Clear | Unset]
    delivery_address_name_extension: NotRequired[str | Clear | Unset]
    delivery_address_line: NotRequired[str | Clear | Unset]
    delivery_address_post_number: NotRequired[str | Clear | Unset]
    delivery_address_town: NotRequired[str | Clear | Unset]
    delivery_address_country_code: NotRequired[str | Clear | Unset]
    delivery_method: NotRequired[str | Clear | Unset]
    delivery_term: NotRequired[str | Clear | Unset]
    sales_invoice_tax_handling_type: NotRequired[
        Literal["countrygroup", "forcedomestic", "notaxhandling", "domesticconstructionservice"] | Clear | Unset
    ]
    payment_term: NotRequired[PaymentTermDict | PaymentTerm | Unset]
    payment_term_net_days: NotRequired[int | Clear | Unset]
    payment_term_cash_discount_days: NotRequired[int | Clear | Unset]
    payment_term_cash_discount: NotRequired[PaymentTermCashDiscountDict | PaymentTermCashDiscount | Unset]
    expect_partial_payments: NotRequired[bool | Clear | Unset]
    try_direct_debit_link: NotRequired[TryDirectDebitLinkDict | TryDirectDebitLink | Unset]
    override_voucher_sales_receivables_account_number: NotRequired[int | Clear | Unset]
    invoice_subject_type: NotRequired[Literal["memberinvoice"] | Clear | Unset]
    sales_invoice_agreement_identifier: NotRequired[str | Clear | Unset]
    print_channel_format: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    second_name: NotRequired[NetvisorOrCustomerDict | NetvisorOrCustomer | Unset]
    override_rate_of_overdue: NotRequired[PlainNumber | Clear | Unset]
    order_number: NotRequired[str | Clear | Unset]
    proposed_account: NotRequired[int | Clear | Unset]
    account_dimension_text: NotRequired[str | Clear | Unset]
    collection_cost: NotRequired[PlainNumber | Clear | Unset]
    is_third_party_sales: NotRequired[bool | Clear | Unset]
    invoice_lines: InvoiceLinesDict | InvoiceLines
    invoice_voucher_lines: NotRequired[InvoiceVoucherLinesDict | InvoiceVoucherLines | Clear | Unset]
    sales_invoice_accrual: NotRequired[SalesInvoiceAccrualDict | SalesInvoiceAccrual | Clear | Unset]
    accrual_rule: NotRequired[AccrualRuleDict | AccrualRule | Clear | Unset]
    sales_invoice_attachments: NotRequired[SalesInvoiceAttachmentsDict | SalesInvoiceAttachments | Clear | Unset]
    custom_tags: NotRequired[CustomTagsDict | CustomTags | Clear | Unset]


class SalesInvoiceAccrualDict(TypedDict):
    """Plain data of `SalesInvoiceAccrual`."""

    override_default_sales_accrual_account_number: NotRequired[int | Clear | Unset]
    sales_invoice_accrual_type: NotRequired[Literal["default", "custom"] | Clear | Unset]
    accrual_voucher_entry: Sequence[AccrualVoucherEntryDict | AccrualVoucherEntry]


class SalesInvoiceAmountDict(TypedDict):
    """Plain data of `SalesInvoiceAmount`."""

    value: PlainNumber | Clear
    iso4217_currency_code: NotRequired[str | Unset]
    currency_rate: NotRequired[PlainNumber | Unset]
    price_type: NotRequired[Literal["netvisor", "customer"] | Unset]


class SalesInvoiceAttachmentDict(TypedDict):
    """Plain data of `SalesInvoiceAttachment`."""

    mime_type: str
    attachment_description: str
    file_name: str
    document_data: PlainFile | DocumentDataDict | DocumentData
    print_by_default: NotRequired[bool | Clear | Unset]


class SalesInvoiceAttachmentsDict(TypedDict):
    """Plain data of `SalesInvoiceAttachments`."""

    sales_invoice_attachment: Sequence[SalesInvoiceAttachmentDict | SalesInvoiceAttachment]


class SalesInvoiceCommentDict(TypedDict):
    """Plain data of `SalesInvoiceComment`."""

    invoice_type: Literal["invoice", "order", "invoicedraft"]
    invoice_netvisor_key: int
    comment: str


class SalesInvoiceCommentLineDict(TypedDict):
    """Plain data of `SalesInvoiceCommentLine`."""

    comment: str


class SalesInvoiceCommentsDict(TypedDict):
    """Plain data of `SalesInvoiceComments`."""

    sales_invoice_comment: SalesInvoiceCommentDict | SalesInvoiceComment


class SalesInvoiceDeliveryToCustomerDateDict(TypedDict):
    """Plain data of `SalesInvoiceDeliveryToCustomerDate`."""

    value: str | Clear
    type: Literal["date", "weeknumber"]


class SalesInvoiceProductLineDict(TypedDict):
    """Plain data of `SalesInvoiceProductLine`."""

    product_identifier: ProductIdentifierDict | ProductIdentifier
    product_name: str | Clear
    product_unit_price: ProductUnitPriceDict | ProductUnitPrice
    product_unit_purchase_price: NotRequired[PlainNumber | Clear | Unset]
    product_vat_percentage: PlainNumber | ProductVatPercentageDict | ProductVatPercentage
    sales_invoice_product_line_quantity: PlainNumber
    sales_invoice_product_line_discount_percentage: NotRequired[
        PlainNumber
        | SalesInvoiceProductLineDiscountPercentageDict
        | SalesInvoiceProductLineDiscountPercentage
        | Clear
        | Unset
    ]
    sales_invoice_product_line_free_text: NotRequired[str | Clear | Unset]
    sales_invoice_product_line_vat_sum: NotRequired[PlainNumber | Clear | Unset]
    sales_invoice_product_line_sum: NotRequired[PlainNumber | Clear | Unset]
    sales_invoice_product_line_inventory_id: NotRequired[int | Clear | Unset]
    accounting_account_suggestion: NotRequired[int | Clear | Unset]
    skip_accrual: NotRequired[bool | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]
    provision_percentage: NotRequired[PlainNumber | Clear | Unset]
    accrual_rule: NotRequired[AccrualRuleDict | AccrualRule | Clear | Unset]
    product_unit_name: NotRequired[str | Clear | Unset]
    delivery_date: NotRequired[PlainDate | Clear | Unset]
    order_number: NotRequired[str | Clear | Unset]
    proposed_account: NotRequired[int | Clear | Unset]
    account_dimension_text: NotRequired[str | Clear | Unset]


class SalesInvoiceProductLineDiscountPercentageDict(TypedDict):
    """Plain data of `SalesInvoiceProductLineDiscountPercentage`."""

    value: PlainNumber | Clear
    type: NotRequired[Literal["netvisor"] | Unset]


class SalesInvoiceProductPackagePalletDict(TypedDict):
    """Plain data of `SalesInvoiceProductPackagePallet`."""

    value: PlainNumber | Clear
    type: str
    amount: NotRequired[str | Unset]


class SalesInvoiceSublineDict(TypedDict):
    """Plain data of `SalesInvoiceSubline`."""

    subline_article_identifier: NotRequired[str | Clear | Unset]
    subline_article_name: str
    subline_description: NotRequired[str | Clear | Unset]
    subline_unit_code: NotRequired[str | Clear | Unset]
    subline_unit_price: NotRequired[PlainNumber | Clear | Unset]
    subline_delivered_quantity: NotRequired[PlainNumber | Clear | Unset]
    subline_discount_percent: NotRequired[PlainNumber | Clear | Unset]
    subline_vat_percent: NotRequired[PlainNumber | Clear | Unset]
    subline_sum: NotRequired[PlainNumber | Clear | Unset]
    subline_vat_sum: NotRequired[PlainNumber | Clear | Unset]


class SalesOrderInvoicingDict(TypedDict):
    """Plain data of `SalesOrderInvoicing`."""

    invoicing_customer: InvoicingCustomerDict | InvoicingCustomer


class SellerIdentifierDict(TypedDict):
    """Plain data of `SellerIdentifier`."""

    value: str | Clear
    type: NotRequired[Literal["netvisor", "customer"] | Unset]


class TagDict(TypedDict):
    """Plain data of `Tag`."""

    tag_name: str
    tag_value: TagValueDict | TagValue


class TagValueDict(TypedDict):
    """Plain data of `TagValue`."""

    value: str
    data_type: Literal["date", "text", "float", "enum"]


class TryDirectDebitLinkDict(TypedDict):
    """Plain data of `TryDirectDebitLink`."""

    value: bool | Clear
    mode: Literal["ignore_error", "fail_on_error"]


class VatPercentDict(TypedDict):
    """Plain data of `VatPercent`."""

    value: PlainNumber
    vat_code: Literal[
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


class VoucherLineDict(TypedDict):
    """Plain data of `VoucherLine`."""

    line_sum: LineSumDict | LineSum
    description: NotRequired[str | Clear | Unset]
    account_number: int
    vat_percent: VatPercentDict | VatPercent
    skip_accrual: NotRequired[bool | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]
