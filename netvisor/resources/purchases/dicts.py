"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.common import Dimension
from netvisor.resources.plain_values import Clear, PlainDate, PlainFile, PlainNumber, Unset
from netvisor.resources.purchases.handling import (
    InvoiceIdentifier,
    PostingVatPercent,
    PurchaseInvoiceAccrualRule,
    PurchaseInvoicePostingLine,
)
from netvisor.resources.purchases.invoices import (
    InvoiceDate,
    PaidAmount,
    PartialPaymentDetails,
    PurchaseInvoiceAttachment,
    PurchaseInvoiceAttachments,
    PurchaseInvoiceCommentLine,
    PurchaseInvoiceCommentLines,
    PurchaseInvoiceDocumentData,
    PurchaseInvoiceLine,
    PurchaseInvoiceLines,
    PurchaseInvoiceRelatedPurchaseOrderNumber,
    PurchaseInvoiceRelatedPurchaseOrderNumbers,
    PurchaseInvoiceSubline,
    PurchaseInvoiceSublines,
)
from netvisor.resources.purchases.orders import (
    InventoryPlace,
    LineDeliveryDetails,
    OrderedProductCode,
    PartialDelivery,
    PartialDeliveryContent,
    PurchaseOrderCommentLine,
    PurchaseOrderDeliveryDetails,
    PurchaseOrderLines,
    PurchaseOrderPaymentTerm,
    PurchaseOrderProductLine,
    PurchaseOrderProductLineDimensions,
    PurchaseOrderVendorDetails,
    VendorIdentifier,
)
from netvisor.resources.purchases.vendors import (
    VendorAcceptanceDetail,
    VendorAcceptanceDetails,
    VendorAccountingAccount,
    VendorAccountingAccounts,
    VendorAdditionalInformation,
    VendorBankAccounts,
    VendorBaseInformation,
    VendorContactDetails,
    VendorDimensions,
    VendorDomesticBankAccount,
    VendorDomesticBankAccounts,
    VendorForeignBankAccount,
    VendorForeignBankAccounts,
)


class DimensionDict(TypedDict):
    """Plain data of `Dimension`."""

    dimension_name: str
    dimension_item: str


class InventoryPlaceDict(TypedDict):
    """Plain data of `InventoryPlace`."""

    value: str
    type: Literal["netvisor", "customer"]


class InvoiceDateDict(TypedDict):
    """Plain data of `InvoiceDate`."""

    value: PlainDate
    find_open_date: NotRequired[Literal["true"] | Unset]


class InvoiceIdentifierDict(TypedDict):
    """Plain data of `InvoiceIdentifier`."""

    netvisor_key: NotRequired[int | Clear | Unset]
    invoice_number: NotRequired[str | Clear | Unset]


class LineDeliveryDetailsDict(TypedDict):
    """Plain data of `LineDeliveryDetails`."""

    delivered_amount: NotRequired[PlainNumber | Clear | Unset]
    delivery_received_date: NotRequired[PlainDate | Clear | Unset]
    delivery_manually_confirmed: NotRequired[bool | Clear | Unset]
    delivered_product_quality: NotRequired[int | Clear | Unset]


class OrderedProductCodeDict(TypedDict):
    """Plain data of `OrderedProductCode`."""

    value: str
    type: Literal["netvisor", "customer"]


class PaidAmountDict(TypedDict):
    """Plain data of `PaidAmount`."""

    value: PlainNumber
    amount_currency_identifier: str


class PartialDeliveryDict(TypedDict):
    """Plain data of `PartialDelivery`."""

    purchase_order_product_line_partial_delivery_content: NotRequired[
        Sequence[PartialDeliveryContentDict | PartialDeliveryContent] | Unset
    ]


class PartialDeliveryContentDict(TypedDict):
    """Plain data of `PartialDeliveryContent`."""

    ordered_amount: NotRequired[PlainNumber | Clear | Unset]
    delivered_amount: NotRequired[PlainNumber | Clear | Unset]
    delivery_received_date: NotRequired[PlainDate | Clear | Unset]
    delivery_manually_confirmed: NotRequired[bool | Clear | Unset]
    delivered_product_quality: NotRequired[int | Clear | Unset]
    inventory_batch_number: NotRequired[str | Clear | Unset]
    inventory_manufacture_date: NotRequired[PlainDate | Clear | Unset]
    inventory_packaging_date: NotRequired[PlainDate | Clear | Unset]
    inventory_best_before_date: NotRequired[PlainDate | Clear | Unset]
    inventory_expiry_date: NotRequired[PlainDate | Clear | Unset]


class PartialPaymentDetailsDict(TypedDict):
    """Plain data of `PartialPaymentDetails`."""

    paid_amount: PaidAmountDict | PaidAmount


class PostingVatPercentDict(TypedDict):
    """Plain data of `PostingVatPercent`."""

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


class ProductQualityDict(TypedDict):
    """Plain data of `ProductQuality`."""

    is_quality_deviation: bool
    name: str
    name_en: NotRequired[str | Clear | Unset]
    name_se: NotRequired[str | Clear | Unset]


class PurchaseInvoiceDict(TypedDict):
    """Plain data of `PurchaseInvoice`."""

    invoice_number: str
    invoice_date: PlainDate | InvoiceDateDict | InvoiceDate
    invoice_source: NotRequired[Literal["manual", "finvoice"] | Clear | Unset]
    value_date: NotRequired[PlainDate | Clear | Unset]
    event_date: NotRequired[PlainDate | Clear | Unset]
    due_date: PlainDate
    purchase_invoice_on_round: NotRequired[Literal["open", "approved", "accepted"] | Clear | Unset]
    vendor_code: NotRequired[str | Clear | Unset]
    vendor_name: NotRequired[str | Clear | Unset]
    vendor_address_line: NotRequired[str | Clear | Unset]
    vendor_post_number: NotRequired[str | Clear | Unset]
    vendor_city: NotRequired[str | Clear | Unset]
    vendor_country: NotRequired[str | Clear | Unset]
    vendor_phone_number: NotRequired[str | Clear | Unset]
    vendor_fax_number: NotRequired[str | Clear | Unset]
    vendor_email: NotRequired[str | Clear | Unset]
    vendor_home_page: NotRequired[str | Clear | Unset]
    amount: PlainNumber
    account_number: NotRequired[str | Clear | Unset]
    organization_identifier: NotRequired[str | Clear | Unset]
    seller_organization_tax_code: NotRequired[str | Clear | Unset]
    delivery_date: NotRequired[PlainDate | Clear | Unset]
    overdue_fine_percent: NotRequired[PlainNumber | Clear | Unset]
    bank_reference_number: NotRequired[str | Clear | Unset]
    our_reference: NotRequired[str | Clear | Unset]
    your_reference: NotRequired[str | Clear | Unset]
    currency_code: NotRequired[str | Clear | Unset]
    delivery_terms: NotRequired[str | Clear | Unset]
    delivery_method: NotRequired[str | Clear | Unset]
    comment: NotRequired[str | Clear | Unset]
    checksum: NotRequired[str | Clear | Unset]
    pdf_extra_pages: NotRequired[int | Clear | Unset]
    ready_for_accounting: NotRequired[Literal[1] | Clear | Unset]
    agreement_identifier: NotRequired[str | Clear | Unset]
    primary_vendor_match_type: NotRequired[Literal["code", "name", "organizationid"] | Clear | Unset]
    purchase_invoice_lines: NotRequired[PurchaseInvoiceLinesDict | PurchaseInvoiceLines | Clear | Unset]
    purchase_invoice_sublines: NotRequired[PurchaseInvoiceSublinesDict | PurchaseInvoiceSublines | Clear | Unset]
    purchase_invoice_comment_lines: NotRequired[
        PurchaseInvoiceCommentLinesDict | PurchaseInvoiceCommentLines | Clear | Unset
    ]
    purchase_invoice_attachments: NotRequired[
        PurchaseInvoiceAttachmentsDict | PurchaseInvoiceAttachments | Clear | Unset
    ]
    purchase_invoice_related_purchase_order_numbers: NotRequired[
        PurchaseInvoiceRelatedPurchaseOrderNumbersDict | PurchaseInvoiceRelatedPurchaseOrderNumbers | Clear | Unset
    ]
    partial_payment_details: NotRequired[Sequence[PartialPaymentDetailsDict | PartialPaymentDetails] | Unset]


class PurchaseInvoiceAccrualDict(TypedDict):
    """Plain data of `PurchaseInvoiceAccrual`."""

    invoice_identifier: InvoiceIdentifierDict | InvoiceIdentifier
    accrual_rule: PurchaseInvoiceAccrualRuleDict | PurchaseInvoiceAccrualRule


class PurchaseInvoiceAccrualRuleDict(TypedDict):
    """Plain data of `PurchaseInvoiceAccrualRule`."""

    remove_existing_accrual: NotRequired[bool | Clear | Unset]
    start_month: int
    start_year: int
    end_month: NotRequired[int | Clear | Unset]
    end_year: NotRequired[int | Clear | Unset]
    division_curve_name: NotRequired[str | Clear | Unset]


class PurchaseInvoiceAttachmentDict(TypedDict):
    """Plain data of `PurchaseInvoiceAttachment`."""

    mime_type: str
    attachment_description: str
    file_name: str
    document_data: PlainFile | PurchaseInvoiceDocumentDataDict | PurchaseInvoiceDocumentData


class PurchaseInvoiceAttachmentsDict(TypedDict):
    """Plain data of `PurchaseInvoiceAttachments`."""

    purchase_invoice_attachment: Sequence[PurchaseInvoiceAttachmentDict | PurchaseInvoiceAttachment]


class PurchaseInvoiceCommentLineDict(TypedDict):
    """Plain data of `PurchaseInvoiceCommentLine`."""

    comment: str
    sort: NotRequired[int | Clear | Unset]


class PurchaseInvoiceCommentLinesDict(TypedDict):
    """Plain data of `PurchaseInvoiceCommentLines`."""

    purchase_invoice_comment_line: Sequence[PurchaseInvoiceCommentLineDict | PurchaseInvoiceCommentLine]


class PurchaseInvoiceDocumentDataDict(TypedDict):
    """Plain data of `PurchaseInvoiceDocumentData`."""

    value: PlainFile
    document_type: NotRequired[Literal["invoiceimage", "otherattachment"] | Unset]


class PurchaseInvoiceLineDict(TypedDict):
    """Plain data of `PurchaseInvoiceLine`."""

    product_code: NotRequired[str | Clear | Unset]
    product_name: str
    ordered_amount: NotRequired[PlainNumber | Clear | Unset]
    delivered_amount: PlainNumber
    unit_name: NotRequired[str | Clear | Unset]
    unit_price: PlainNumber
    discount_percentage: NotRequired[PlainNumber | Clear | Unset]
    vat_percent: PlainNumber
    line_sum: PlainNumber
    description: NotRequired[str | Clear | Unset]
    sort: NotRequired[int | Clear | Unset]
    accounting_suggestion: NotRequired[int | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]


class PurchaseInvoiceLinesDict(TypedDict):
    """Plain data of `PurchaseInvoiceLines`."""

    purchase_invoice_line: Sequence[PurchaseInvoiceLineDict | PurchaseInvoiceLine]


class PurchaseInvoicePostingDataDict(TypedDict):
    """Plain data of `PurchaseInvoicePostingData`."""

    purchase_invoice_netvisor_key: int
    status: NotRequired[
        Literal["reject", "contentsupervisorrejected", "approved", "acceptorrejected", "accepted"] | Clear | Unset
    ]
    event_date: NotRequired[PlainDate | Clear | Unset]
    is_ready_for_accounting: Literal[0, 1]
    comment: NotRequired[str | Clear | Unset]
    purchase_invoice_posting_line: NotRequired[
        Sequence[PurchaseInvoicePostingLineDict | PurchaseInvoicePostingLine] | Unset
    ]


class PurchaseInvoicePostingLineDict(TypedDict):
    """Plain data of `PurchaseInvoicePostingLine`."""

    purchase_invoice_line_netvisor_key: NotRequired[int | Clear | Unset]
    product_code: NotRequired[str | Clear | Unset]
    product_name: str
    ordered_amount: NotRequired[PlainNumber | Clear | Unset]
    delivered_amount: PlainNumber
    unit_name: NotRequired[str | Clear | Unset]
    unit_price: PlainNumber
    discount_percentage: NotRequired[PlainNumber | Clear | Unset]
    vat_percent: PlainNumber | PostingVatPercentDict | PostingVatPercent
    line_sum: PlainNumber
    description: NotRequired[str | Clear | Unset]
    sort: NotRequired[int | Clear | Unset]
    accounting_suggestion: NotRequired[int | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]


class PurchaseInvoiceRelatedPurchaseOrderNumberDict(TypedDict):
    """Plain data of `PurchaseInvoiceRelatedPurchaseOrderNumber`."""

    purchase_order_number: str


class PurchaseInvoiceRelatedPurchaseOrderNumbersDict(TypedDict):
    """Plain data of `PurchaseInvoiceRelatedPurchaseOrderNumbers`."""

    purchase_invoice_related_purchase_order_number: Sequence[
        PurchaseInvoiceRelatedPurchaseOrderNumberDict | PurchaseInvoiceRelatedPurchaseOrderNumber
    ]


class PurchaseInvoiceSublineDict(TypedDict):
    """Plain data of `PurchaseInvoiceSubline`."""

    product_code: NotRequired[str | Clear | Unset]
    product_name: NotRequired[str | Clear | Unset]
    ordered_amount: NotRequired[PlainNumber | Clear | Unset]
    delivered_amount: NotRequired[PlainNumber | Clear | Unset]
    unit_name: NotRequired[str | Clear | Unset]
    unit_price: NotRequired[PlainNumber | Clear | Unset]
    discount_percentage: NotRequired[PlainNumber | Clear | Unset]
    vat_percent: NotRequired[PlainNumber | Clear | Unset]
    line_sum: NotRequired[PlainNumber | Clear | Unset]
    description: NotRequired[str | Clear | Unset]
    sort: NotRequired[int | Clear | Unset]


class PurchaseInvoiceSublinesDict(TypedDict):
    """Plain data of `PurchaseInvoiceSublines`."""

    purchase_invoice_subline: Sequence[PurchaseInvoiceSublineDict | PurchaseInvoiceSubline]


class PurchaseOrderDict(TypedDict):
    """Plain data of `PurchaseOrder`."""

    order_number: NotRequired[str | Clear | Unset]
    order_status: NotRequired[Literal["proposal", "approved", "senttovendor", "archived"] | Clear | Unset]
    order_date: NotRequired[PlainDate | Clear | Unset]
    vendor_identifier: NotRequired[VendorIdentifierDict | VendorIdentifier | Unset]
    purchase_order_vendor_details: NotRequired[
        PurchaseOrderVendorDetailsDict | PurchaseOrderVendorDetails | Clear | Unset
    ]
    delivery_term: NotRequired[str | Clear | Unset]
    delivery_method: NotRequired[str | Clear | Unset]
    purchase_order_delivery_details: NotRequired[
        PurchaseOrderDeliveryDetailsDict | PurchaseOrderDeliveryDetails | Clear | Unset
    ]
    private_comment: NotRequired[str | Clear | Unset]
    comment: NotRequired[str | Clear | Unset]
    our_reference: NotRequired[str | Clear | Unset]
    currency_code: NotRequired[str | Clear | Unset]
    purchase_order_payment_term: NotRequired[PurchaseOrderPaymentTermDict | PurchaseOrderPaymentTerm | Clear | Unset]
    purchase_order_lines: NotRequired[PurchaseOrderLinesDict | PurchaseOrderLines | Clear | Unset]


class PurchaseOrderCommentLineDict(TypedDict):
    """Plain data of `PurchaseOrderCommentLine`."""

    method: NotRequired[Literal["add", "edit", "delete"] | Unset]
    netvisor_key: NotRequired[int | Unset]
    comment: NotRequired[str | Clear | Unset]


class PurchaseOrderDeliveryDetailsDict(TypedDict):
    """Plain data of `PurchaseOrderDeliveryDetails`."""

    name: NotRequired[str | Clear | Unset]
    address: NotRequired[str | Clear | Unset]
    post_number: NotRequired[str | Clear | Unset]
    delivery_city: NotRequired[str | Clear | Unset]
    delivery_country: NotRequired[str | Clear | Unset]


class PurchaseOrderLinesDict(TypedDict):
    """Plain data of `PurchaseOrderLines`."""

    purchase_order_product_line: NotRequired[Sequence[PurchaseOrderProductLineDict | PurchaseOrderProductLine] | Unset]
    purchase_order_comment_line: NotRequired[Sequence[PurchaseOrderCommentLineDict | PurchaseOrderCommentLine] | Unset]


class PurchaseOrderPaymentTermDict(TypedDict):
    """Plain data of `PurchaseOrderPaymentTerm`."""

    net_days: NotRequired[int | Clear | Unset]
    discount_days: NotRequired[int | Clear | Unset]
    discount_percent: NotRequired[PlainNumber | Clear | Unset]


class PurchaseOrderProductLineDict(TypedDict):
    """Plain data of `PurchaseOrderProductLine`."""

    method: NotRequired[Literal["add", "edit", "delete", "partialdeliver", "addtopartialdeliverygroup"] | Unset]
    netvisor_key: NotRequired[int | Unset]
    purchase_order_product_line_partial_delivery: NotRequired[PartialDeliveryDict | PartialDelivery | Clear | Unset]
    product_code: NotRequired[OrderedProductCodeDict | OrderedProductCode | Unset]
    vendor_product_code: NotRequired[str | Clear | Unset]
    ordered_amount: NotRequired[PlainNumber | Clear | Unset]
    unit_price: NotRequired[PlainNumber | Clear | Unset]
    vat_percent: NotRequired[PlainNumber | Clear | Unset]
    freight_rate: NotRequired[PlainNumber | Clear | Unset]
    line_comment: NotRequired[str | Clear | Unset]
    delivery_date: NotRequired[PlainDate | Clear | Unset]
    purchase_order_product_line_delivery_details: NotRequired[
        LineDeliveryDetailsDict | LineDeliveryDetails | Clear | Unset
    ]
    inventory_place: NotRequired[InventoryPlaceDict | InventoryPlace | Unset]
    purchase_order_product_line_dimensions: NotRequired[
        PurchaseOrderProductLineDimensionsDict | PurchaseOrderProductLineDimensions | Clear | Unset
    ]


class PurchaseOrderProductLineDimensionsDict(TypedDict):
    """Plain data of `PurchaseOrderProductLineDimensions`."""

    dimension: Sequence[DimensionDict | Dimension]


class PurchaseOrderVendorDetailsDict(TypedDict):
    """Plain data of `PurchaseOrderVendorDetails`."""

    address: NotRequired[str | Clear | Unset]
    post_number: NotRequired[str | Clear | Unset]
    city: NotRequired[str | Clear | Unset]
    country: NotRequired[str | Clear | Unset]


class VendorDict(TypedDict):
    """Plain data of `Vendor`."""

    vendor_base_information: VendorBaseInformationDict | VendorBaseInformation
    vendor_contact_details: NotRequired[VendorContactDetailsDict | VendorContactDetails | Clear | Unset]
    vendor_additional_information: NotRequired[
        VendorAdditionalInformationDict | VendorAdditionalInformation | Clear | Unset
    ]


class VendorAcceptanceDetailDict(TypedDict):
    """Plain data of `VendorAcceptanceDetail`."""

    acceptance_name: NotRequired[str | Clear | Unset]
    is_default: NotRequired[bool | Clear | Unset]
    is_forced: NotRequired[bool | Clear | Unset]


class VendorAcceptanceDetailsDict(TypedDict):
    """Plain data of `VendorAcceptanceDetails`."""

    vendor_acceptance_detail: Sequence[VendorAcceptanceDetailDict | VendorAcceptanceDetail]


class VendorAccountingAccountDict(TypedDict):
    """Plain data of `VendorAccountingAccount`."""

    account_number: str
    is_default: bool


class VendorAccountingAccountsDict(TypedDict):
    """Plain data of `VendorAccountingAccounts`."""

    vendor_accounting_account: Sequence[VendorAccountingAccountDict | VendorAccountingAccount]


class VendorAdditionalInformationDict(TypedDict):
    """Plain data of `VendorAdditionalInformation`."""

    default_vat_percent: NotRequired[PlainNumber | Clear | Unset]
    is_partial_vat_reduce_privileged: NotRequired[bool | Clear | Unset]
    payment_term_discount_percent: NotRequired[PlainNumber | Clear | Unset]
    payment_term_cash_discount_days: NotRequired[int | Clear | Unset]
    payment_term_net_days: NotRequired[int | Clear | Unset]
    currency_code: NotRequired[str | Clear | Unset]
    vendor_dimensions: NotRequired[VendorDimensionsDict | VendorDimensions | Clear | Unset]
    vendor_accounting_accounts: NotRequired[VendorAccountingAccountsDict | VendorAccountingAccounts | Clear | Unset]
    vendor_acceptance_details: NotRequired[VendorAcceptanceDetailsDict | VendorAcceptanceDetails | Clear | Unset]


class VendorBankAccountsDict(TypedDict):
    """Plain data of `VendorBankAccounts`."""

    vendor_domestic_bank_accounts: NotRequired[
        VendorDomesticBankAccountsDict | VendorDomesticBankAccounts | Clear | Unset
    ]
    vendor_foreign_bank_accounts: NotRequired[VendorForeignBankAccountsDict | VendorForeignBankAccounts | Clear | Unset]


class VendorBaseInformationDict(TypedDict):
    """Plain data of `VendorBaseInformation`."""

    code: NotRequired[str | Clear | Unset]
    name: str
    address: NotRequired[str | Clear | Unset]
    post_code: NotRequired[str | Clear | Unset]
    city: NotRequired[str | Clear | Unset]
    country: NotRequired[str | Clear | Unset]
    organization_id: str
    group_name: NotRequired[str | Clear | Unset]
    vendor_bank_accounts: NotRequired[VendorBankAccountsDict | VendorBankAccounts | Clear | Unset]


class VendorContactDetailsDict(TypedDict):
    """Plain data of `VendorContactDetails`."""

    phone_number: NotRequired[str | Clear | Unset]
    email: NotRequired[str | Clear | Unset]
    fax_number: NotRequired[str | Clear | Unset]
    contact_person_name: NotRequired[str | Clear | Unset]
    contact_person_phone_number: NotRequired[str | Clear | Unset]
    contact_person_email: NotRequired[str | Clear | Unset]
    home_page: NotRequired[str | Clear | Unset]
    comment: NotRequired[str | Clear | Unset]


class VendorDimensionsDict(TypedDict):
    """Plain data of `VendorDimensions`."""

    dimension: Sequence[DimensionDict | Dimension]


class VendorDomesticBankAccountDict(TypedDict):
    """Plain data of `VendorDomesticBankAccount`."""

    netvisor_key: NotRequired[int | Clear | Unset]
    iban: str
    bank_name: str
    is_default: NotRequired[bool | Clear | Unset]


class VendorDomesticBankAccountsDict(TypedDict):
    """Plain data of `VendorDomesticBankAccounts`."""

    vendor_domestic_bank_account: NotRequired[
        Sequence[VendorDomesticBankAccountDict | VendorDomesticBankAccount] | Unset
    ]


class VendorForeignBankAccountDict(TypedDict):
    """Plain data of `VendorForeignBankAccount`."""

    netvisor_key: NotRequired[int | Clear | Unset]
    bban: str
    bic_swift: str
    bank_name: str
    clearing_code: NotRequired[str | Clear | Unset]
    clearing_number: NotRequired[str | Clear | Unset]
    bank_address: NotRequired[str | Clear | Unset]
    country: str
    currency_code: str
    is_default: bool
    include_addresss_in_foreign_payments: bool


class VendorForeignBankAccountsDict(TypedDict):
    """Plain data of `VendorForeignBankAccounts`."""

    vendor_foreign_bank_account: NotRequired[Sequence[VendorForeignBankAccountDict | VendorForeignBankAccount] | Unset]


class VendorIdentifierDict(TypedDict):
    """Plain data of `VendorIdentifier`."""

    value: str
    type: Literal["netvisor", "code", "organisationidentifier"]
