"""Purchase invoices, their approval and posting, purchase orders and vendors.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.common import DeletedRecord as DeletedRecord
from netvisor.resources.common import Dimension as Dimension
from netvisor.resources.common import FetchedDimension as FetchedDimension
from netvisor.resources.common import VatCode as VatCode
from netvisor.resources.purchases.codes import CountryCode as CountryCode
from netvisor.resources.purchases.codes import CurrencyCode as CurrencyCode
from netvisor.resources.purchases.dicts import DimensionDict as DimensionDict
from netvisor.resources.purchases.dicts import InventoryPlaceDict as InventoryPlaceDict
from netvisor.resources.purchases.dicts import InvoiceDateDict as InvoiceDateDict
from netvisor.resources.purchases.dicts import InvoiceIdentifierDict as InvoiceIdentifierDict
from netvisor.resources.purchases.dicts import LineDeliveryDetailsDict as LineDeliveryDetailsDict
from netvisor.resources.purchases.dicts import OrderedProductCodeDict as OrderedProductCodeDict
from netvisor.resources.purchases.dicts import PaidAmountDict as PaidAmountDict
from netvisor.resources.purchases.dicts import PartialDeliveryContentDict as PartialDeliveryContentDict
from netvisor.resources.purchases.dicts import PartialDeliveryDict as PartialDeliveryDict
from netvisor.resources.purchases.dicts import PartialPaymentDetailsDict as PartialPaymentDetailsDict
from netvisor.resources.purchases.dicts import PostingVatPercentDict as PostingVatPercentDict
from netvisor.resources.purchases.dicts import ProductQualityDict as ProductQualityDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceAccrualDict as PurchaseInvoiceAccrualDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceAccrualRuleDict as PurchaseInvoiceAccrualRuleDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceAttachmentDict as PurchaseInvoiceAttachmentDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceAttachmentsDict as PurchaseInvoiceAttachmentsDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceCommentLineDict as PurchaseInvoiceCommentLineDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceCommentLinesDict as PurchaseInvoiceCommentLinesDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceDict as PurchaseInvoiceDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceDocumentDataDict as PurchaseInvoiceDocumentDataDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceLineDict as PurchaseInvoiceLineDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceLinesDict as PurchaseInvoiceLinesDict
from netvisor.resources.purchases.dicts import PurchaseInvoicePostingDataDict as PurchaseInvoicePostingDataDict
from netvisor.resources.purchases.dicts import PurchaseInvoicePostingLineDict as PurchaseInvoicePostingLineDict
from netvisor.resources.purchases.dicts import (
    PurchaseInvoiceRelatedPurchaseOrderNumberDict as PurchaseInvoiceRelatedPurchaseOrderNumberDict,
)
from netvisor.resources.purchases.dicts import (
    PurchaseInvoiceRelatedPurchaseOrderNumbersDict as PurchaseInvoiceRelatedPurchaseOrderNumbersDict,
)
from netvisor.resources.purchases.dicts import PurchaseInvoiceSublineDict as PurchaseInvoiceSublineDict
from netvisor.resources.purchases.dicts import PurchaseInvoiceSublinesDict as PurchaseInvoiceSublinesDict
from netvisor.resources.purchases.dicts import PurchaseOrderCommentLineDict as PurchaseOrderCommentLineDict
from netvisor.resources.purchases.dicts import PurchaseOrderDeliveryDetailsDict as PurchaseOrderDeliveryDetailsDict
from netvisor.resources.purchases.dicts import PurchaseOrderDict as PurchaseOrderDict
from netvisor.resources.purchases.dicts import PurchaseOrderLinesDict as PurchaseOrderLinesDict
from netvisor.resources.purchases.dicts import PurchaseOrderPaymentTermDict as PurchaseOrderPaymentTermDict
from netvisor.resources.purchases.dicts import PurchaseOrderProductLineDict as PurchaseOrderProductLineDict
from netvisor.resources.purchases.dicts import (
    PurchaseOrderProductLineDimensionsDict as PurchaseOrderProductLineDimensionsDict,
)
from netvisor.resources.purchases.dicts import PurchaseOrderVendorDetailsDict as PurchaseOrderVendorDetailsDict
from netvisor.resources.purchases.dicts import VendorAcceptanceDetailDict as VendorAcceptanceDetailDict
from netvisor.resources.purchases.dicts import VendorAcceptanceDetailsDict as VendorAcceptanceDetailsDict
from netvisor.resources.purchases.dicts import VendorAccountingAccountDict as VendorAccountingAccountDict
from netvisor.resources.purchases.dicts import VendorAccountingAccountsDict as VendorAccountingAccountsDict
from netvisor.resources.purchases.dicts import VendorAdditionalInformationDict as VendorAdditionalInformationDict
from netvisor.resources.purchases.dicts import VendorBankAccountsDict as VendorBankAccountsDict
from netvisor.resources.purchases.dicts import VendorBaseInformationDict as VendorBaseInformationDict
from netvisor.resources.purchases.dicts import VendorContactDetailsDict as VendorContactDetailsDict
from netvisor.resources.purchases.dicts import VendorDict as VendorDict
from netvisor.resources.purchases.dicts import VendorDimensionsDict as VendorDimensionsDict
from netvisor.resources.purchases.dicts import VendorDomesticBankAccountDict as VendorDomesticBankAccountDict
from netvisor.resources.purchases.dicts import VendorDomesticBankAccountsDict as VendorDomesticBankAccountsDict
from netvisor.resources.purchases.dicts import VendorForeignBankAccountDict as VendorForeignBankAccountDict
from netvisor.resources.purchases.dicts import VendorForeignBankAccountsDict as VendorForeignBankAccountsDict
from netvisor.resources.purchases.dicts import VendorIdentifierDict as VendorIdentifierDict
from netvisor.resources.purchases.fetched_invoices import Action as Action
from netvisor.resources.purchases.fetched_invoices import Actions as Actions
from netvisor.resources.purchases.fetched_invoices import Alerts as Alerts
from netvisor.resources.purchases.fetched_invoices import AttachmentPage as AttachmentPage
from netvisor.resources.purchases.fetched_invoices import AttachmentPages as AttachmentPages
from netvisor.resources.purchases.fetched_invoices import DeletedPurchaseInvoices as DeletedPurchaseInvoices
from netvisor.resources.purchases.fetched_invoices import DeletedPurchaseInvoicesReply as DeletedPurchaseInvoicesReply
from netvisor.resources.purchases.fetched_invoices import DetailsVersion as DetailsVersion
from netvisor.resources.purchases.fetched_invoices import FetchedInvoiceAttachment as FetchedInvoiceAttachment
from netvisor.resources.purchases.fetched_invoices import FetchedInvoiceAttachments as FetchedInvoiceAttachments
from netvisor.resources.purchases.fetched_invoices import FetchedInvoiceLines as FetchedInvoiceLines
from netvisor.resources.purchases.fetched_invoices import FetchedPurchaseInvoice as FetchedPurchaseInvoice
from netvisor.resources.purchases.fetched_invoices import FetchedPurchaseInvoiceLine as FetchedPurchaseInvoiceLine
from netvisor.resources.purchases.fetched_invoices import FetchedPurchaseInvoices as FetchedPurchaseInvoices
from netvisor.resources.purchases.fetched_invoices import GetAttachmentsReply as GetAttachmentsReply
from netvisor.resources.purchases.fetched_invoices import GetPurchaseInvoiceReply as GetPurchaseInvoiceReply
from netvisor.resources.purchases.fetched_invoices import HandlingHistory as HandlingHistory
from netvisor.resources.purchases.fetched_invoices import HandlingHistoryLine as HandlingHistoryLine
from netvisor.resources.purchases.fetched_invoices import Include as Include
from netvisor.resources.purchases.fetched_invoices import InvoicePicture as InvoicePicture
from netvisor.resources.purchases.fetched_invoices import KeyedDimension as KeyedDimension
from netvisor.resources.purchases.fetched_invoices import LinkedPurchaseOrder as LinkedPurchaseOrder
from netvisor.resources.purchases.fetched_invoices import LinkedPurchaseOrders as LinkedPurchaseOrders
from netvisor.resources.purchases.fetched_invoices import ListedPurchaseInvoice as ListedPurchaseInvoice
from netvisor.resources.purchases.fetched_invoices import Notifications as Notifications
from netvisor.resources.purchases.fetched_invoices import OmitAttachments as OmitAttachments
from netvisor.resources.purchases.fetched_invoices import PostingLinesAccess as PostingLinesAccess
from netvisor.resources.purchases.fetched_invoices import PurchaseInvoiceLineDimensions as PurchaseInvoiceLineDimensions
from netvisor.resources.purchases.fetched_invoices import PurchaseInvoiceList as PurchaseInvoiceList
from netvisor.resources.purchases.fetched_invoices import PurchaseInvoiceListReply as PurchaseInvoiceListReply
from netvisor.resources.purchases.fetched_invoices import Remark as Remark
from netvisor.resources.purchases.fetched_invoices import UpdatedInformationField as UpdatedInformationField
from netvisor.resources.purchases.fetched_invoices import get_attachments as get_attachments
from netvisor.resources.purchases.fetched_invoices import get_purchase_invoice as get_purchase_invoice
from netvisor.resources.purchases.fetched_invoices import get_purchase_invoices as get_purchase_invoices
from netvisor.resources.purchases.fetched_invoices import (
    list_deleted_purchase_invoices as list_deleted_purchase_invoices,
)
from netvisor.resources.purchases.fetched_invoices import list_purchase_invoices as list_purchase_invoices
from netvisor.resources.purchases.fetched_orders import DeletedPurchaseOrders as DeletedPurchaseOrders
from netvisor.resources.purchases.fetched_orders import DeletedPurchaseOrdersReply as DeletedPurchaseOrdersReply
from netvisor.resources.purchases.fetched_orders import DeliveryGroup as DeliveryGroup
from netvisor.resources.purchases.fetched_orders import FetchedInventoryPlace as FetchedInventoryPlace
from netvisor.resources.purchases.fetched_orders import FetchedOrderAmount as FetchedOrderAmount
from netvisor.resources.purchases.fetched_orders import FetchedOrderCommentLine as FetchedOrderCommentLine
from netvisor.resources.purchases.fetched_orders import FetchedOrderedProductCode as FetchedOrderedProductCode
from netvisor.resources.purchases.fetched_orders import FetchedOrderLines as FetchedOrderLines
from netvisor.resources.purchases.fetched_orders import FetchedOrderProductLine as FetchedOrderProductLine
from netvisor.resources.purchases.fetched_orders import FetchedOrderStatus as FetchedOrderStatus
from netvisor.resources.purchases.fetched_orders import FetchedProductQuality as FetchedProductQuality
from netvisor.resources.purchases.fetched_orders import FetchedPurchaseOrder as FetchedPurchaseOrder
from netvisor.resources.purchases.fetched_orders import FetchedPurchaseOrders as FetchedPurchaseOrders
from netvisor.resources.purchases.fetched_orders import GetPurchaseOrderReply as GetPurchaseOrderReply
from netvisor.resources.purchases.fetched_orders import InvoiceOfLine as InvoiceOfLine
from netvisor.resources.purchases.fetched_orders import LinkedInvoiceProductLine as LinkedInvoiceProductLine
from netvisor.resources.purchases.fetched_orders import LinkedPurchaseInvoice as LinkedPurchaseInvoice
from netvisor.resources.purchases.fetched_orders import LinkedPurchaseInvoiceLines as LinkedPurchaseInvoiceLines
from netvisor.resources.purchases.fetched_orders import LinkedPurchaseInvoices as LinkedPurchaseInvoices
from netvisor.resources.purchases.fetched_orders import ListedLinkedPurchaseInvoice as ListedLinkedPurchaseInvoice
from netvisor.resources.purchases.fetched_orders import ListedLinkedPurchaseInvoices as ListedLinkedPurchaseInvoices
from netvisor.resources.purchases.fetched_orders import ListedPurchaseOrder as ListedPurchaseOrder
from netvisor.resources.purchases.fetched_orders import PurchaseOrderList as PurchaseOrderList
from netvisor.resources.purchases.fetched_orders import PurchaseOrderListReply as PurchaseOrderListReply
from netvisor.resources.purchases.fetched_orders import get_purchase_order as get_purchase_order
from netvisor.resources.purchases.fetched_orders import get_purchase_orders as get_purchase_orders
from netvisor.resources.purchases.fetched_orders import list_deleted_purchase_orders as list_deleted_purchase_orders
from netvisor.resources.purchases.fetched_orders import list_purchase_orders as list_purchase_orders
from netvisor.resources.purchases.handling import Approver as Approver
from netvisor.resources.purchases.handling import CirculationList as CirculationList
from netvisor.resources.purchases.handling import CirculationLists as CirculationLists
from netvisor.resources.purchases.handling import FactualVerifier as FactualVerifier
from netvisor.resources.purchases.handling import GetCirculationListsReply as GetCirculationListsReply
from netvisor.resources.purchases.handling import InvoiceIdentifier as InvoiceIdentifier
from netvisor.resources.purchases.handling import Month as Month
from netvisor.resources.purchases.handling import PostingStatus as PostingStatus
from netvisor.resources.purchases.handling import PostingSum as PostingSum
from netvisor.resources.purchases.handling import PostingVatPercent as PostingVatPercent
from netvisor.resources.purchases.handling import PurchaseInvoiceAccrual as PurchaseInvoiceAccrual
from netvisor.resources.purchases.handling import PurchaseInvoiceAccrualRule as PurchaseInvoiceAccrualRule
from netvisor.resources.purchases.handling import PurchaseInvoicePostingData as PurchaseInvoicePostingData
from netvisor.resources.purchases.handling import PurchaseInvoicePostingLine as PurchaseInvoicePostingLine
from netvisor.resources.purchases.handling import Verifiers as Verifiers
from netvisor.resources.purchases.handling import add_purchase_invoice_accrual as add_purchase_invoice_accrual
from netvisor.resources.purchases.handling import (
    edit_purchase_invoice_posting_data as edit_purchase_invoice_posting_data,
)
from netvisor.resources.purchases.handling import list_circulation_lists as list_circulation_lists
from netvisor.resources.purchases.invoices import GrossSum as GrossSum
from netvisor.resources.purchases.invoices import InvoiceDate as InvoiceDate
from netvisor.resources.purchases.invoices import PaidAmount as PaidAmount
from netvisor.resources.purchases.invoices import PartialPaymentDetails as PartialPaymentDetails
from netvisor.resources.purchases.invoices import PurchaseInvoice as PurchaseInvoice
from netvisor.resources.purchases.invoices import PurchaseInvoiceAttachment as PurchaseInvoiceAttachment
from netvisor.resources.purchases.invoices import PurchaseInvoiceAttachments as PurchaseInvoiceAttachments
from netvisor.resources.purchases.invoices import PurchaseInvoiceCommentLine as PurchaseInvoiceCommentLine
from netvisor.resources.purchases.invoices import PurchaseInvoiceCommentLines as PurchaseInvoiceCommentLines
from netvisor.resources.purchases.invoices import PurchaseInvoiceDocumentData as PurchaseInvoiceDocumentData
from netvisor.resources.purchases.invoices import PurchaseInvoiceLine as PurchaseInvoiceLine
from netvisor.resources.purchases.invoices import PurchaseInvoiceLines as PurchaseInvoiceLines
from netvisor.resources.purchases.invoices import (
    PurchaseInvoiceRelatedPurchaseOrderNumber as PurchaseInvoiceRelatedPurchaseOrderNumber,
)
from netvisor.resources.purchases.invoices import (
    PurchaseInvoiceRelatedPurchaseOrderNumbers as PurchaseInvoiceRelatedPurchaseOrderNumbers,
)
from netvisor.resources.purchases.invoices import PurchaseInvoiceSubline as PurchaseInvoiceSubline
from netvisor.resources.purchases.invoices import PurchaseInvoiceSublines as PurchaseInvoiceSublines
from netvisor.resources.purchases.invoices import RoundStage as RoundStage
from netvisor.resources.purchases.invoices import add_purchase_invoice as add_purchase_invoice
from netvisor.resources.purchases.orders import GetProductQualityListReply as GetProductQualityListReply
from netvisor.resources.purchases.orders import InventoryPlace as InventoryPlace
from netvisor.resources.purchases.orders import LineDeliveryDetails as LineDeliveryDetails
from netvisor.resources.purchases.orders import ListedProductQuality as ListedProductQuality
from netvisor.resources.purchases.orders import OrderedProductCode as OrderedProductCode
from netvisor.resources.purchases.orders import PartialDelivery as PartialDelivery
from netvisor.resources.purchases.orders import PartialDeliveryContent as PartialDeliveryContent
from netvisor.resources.purchases.orders import ProductQualities as ProductQualities
from netvisor.resources.purchases.orders import ProductQuality as ProductQuality
from netvisor.resources.purchases.orders import PurchaseOrder as PurchaseOrder
from netvisor.resources.purchases.orders import PurchaseOrderCommentLine as PurchaseOrderCommentLine
from netvisor.resources.purchases.orders import PurchaseOrderDeliveryDetails as PurchaseOrderDeliveryDetails
from netvisor.resources.purchases.orders import PurchaseOrderLines as PurchaseOrderLines
from netvisor.resources.purchases.orders import PurchaseOrderPaymentTerm as PurchaseOrderPaymentTerm
from netvisor.resources.purchases.orders import PurchaseOrderProductLine as PurchaseOrderProductLine
from netvisor.resources.purchases.orders import PurchaseOrderProductLineDimensions as PurchaseOrderProductLineDimensions
from netvisor.resources.purchases.orders import PurchaseOrderVendorDetails as PurchaseOrderVendorDetails
from netvisor.resources.purchases.orders import VendorIdentifier as VendorIdentifier
from netvisor.resources.purchases.orders import add_product_quality as add_product_quality
from netvisor.resources.purchases.orders import add_purchase_order as add_purchase_order
from netvisor.resources.purchases.orders import edit_purchase_order as edit_purchase_order
from netvisor.resources.purchases.orders import list_product_qualities as list_product_qualities
from netvisor.resources.purchases.vendors import FetchedVendor as FetchedVendor
from netvisor.resources.purchases.vendors import FetchedVendorAcceptanceDetail as FetchedVendorAcceptanceDetail
from netvisor.resources.purchases.vendors import FetchedVendorAcceptanceDetails as FetchedVendorAcceptanceDetails
from netvisor.resources.purchases.vendors import FetchedVendorAccountingAccount as FetchedVendorAccountingAccount
from netvisor.resources.purchases.vendors import FetchedVendorAccountingAccounts as FetchedVendorAccountingAccounts
from netvisor.resources.purchases.vendors import (
    FetchedVendorAdditionalInformation as FetchedVendorAdditionalInformation,
)
from netvisor.resources.purchases.vendors import FetchedVendorBankAccounts as FetchedVendorBankAccounts
from netvisor.resources.purchases.vendors import FetchedVendorBaseInformation as FetchedVendorBaseInformation
from netvisor.resources.purchases.vendors import FetchedVendorContactDetails as FetchedVendorContactDetails
from netvisor.resources.purchases.vendors import FetchedVendorDimensions as FetchedVendorDimensions
from netvisor.resources.purchases.vendors import FetchedVendorDomesticBankAccount as FetchedVendorDomesticBankAccount
from netvisor.resources.purchases.vendors import FetchedVendorDomesticBankAccounts as FetchedVendorDomesticBankAccounts
from netvisor.resources.purchases.vendors import FetchedVendorForeignBankAccount as FetchedVendorForeignBankAccount
from netvisor.resources.purchases.vendors import FetchedVendorForeignBankAccounts as FetchedVendorForeignBankAccounts
from netvisor.resources.purchases.vendors import GetVendorReply as GetVendorReply
from netvisor.resources.purchases.vendors import Vendor as Vendor
from netvisor.resources.purchases.vendors import VendorAcceptanceDetail as VendorAcceptanceDetail
from netvisor.resources.purchases.vendors import VendorAcceptanceDetails as VendorAcceptanceDetails
from netvisor.resources.purchases.vendors import VendorAccountingAccount as VendorAccountingAccount
from netvisor.resources.purchases.vendors import VendorAccountingAccounts as VendorAccountingAccounts
from netvisor.resources.purchases.vendors import VendorAdditionalInformation as VendorAdditionalInformation
from netvisor.resources.purchases.vendors import VendorBankAccounts as VendorBankAccounts
from netvisor.resources.purchases.vendors import VendorBaseInformation as VendorBaseInformation
from netvisor.resources.purchases.vendors import VendorContactDetails as VendorContactDetails
from netvisor.resources.purchases.vendors import VendorDimensions as VendorDimensions
from netvisor.resources.purchases.vendors import VendorDomesticBankAccount as VendorDomesticBankAccount
from netvisor.resources.purchases.vendors import VendorDomesticBankAccounts as VendorDomesticBankAccounts
from netvisor.resources.purchases.vendors import VendorForeignBankAccount as VendorForeignBankAccount
from netvisor.resources.purchases.vendors import VendorForeignBankAccounts as VendorForeignBankAccounts
from netvisor.resources.purchases.vendors import Vendors as Vendors
from netvisor.resources.purchases.vendors import add_vendor as add_vendor
from netvisor.resources.purchases.vendors import edit_vendor as edit_vendor
from netvisor.resources.purchases.vendors import get_vendor as get_vendor
from netvisor.resources.purchases.vendors import get_vendors as get_vendors
from netvisor.resources.purchases.vendors import list_vendors as list_vendors

__all__ = [
    "Action",
    "Actions",
    "Alerts",
    "Approver",
    "AttachmentPage",
    "AttachmentPages",
    "CirculationList",
    "CirculationLists",
    "CountryCode",
    "CurrencyCode",
    "DeletedPurchaseInvoices",
    "DeletedPurchaseInvoicesReply",
    "DeletedPurchaseOrders",
    "DeletedPurchaseOrdersReply",
    "DeletedRecord",
    "DeliveryGroup",
    "DetailsVersion",
    "Dimension",
    "DimensionDict",
    "FactualVerifier",
    "FetchedDimension",
    "FetchedInventoryPlace",
    "FetchedInvoiceAttachment",
    "FetchedInvoiceAttachments",
    "FetchedInvoiceLines",
    "FetchedOrderAmount",
    "FetchedOrderCommentLine",
    "FetchedOrderLines",
    "FetchedOrderProductLine",
    "FetchedOrderStatus",
    "FetchedOrderedProductCode",
    "FetchedProductQuality",
    "FetchedPurchaseInvoice",
    "FetchedPurchaseInvoiceLine",
    "FetchedPurchaseInvoices",
    "FetchedPurchaseOrder",
    "FetchedPurchaseOrders",
    "FetchedVendor",
    "FetchedVendorAcceptanceDetail",
    "FetchedVendorAcceptanceDetails",
    "FetchedVendorAccountingAccount",
    "FetchedVendorAccountingAccounts",
    "FetchedVendorAdditionalInformation",
    "FetchedVendorBankAccounts",
    "FetchedVendorBaseInformation",
    "FetchedVendorContactDetails",
    "FetchedVendorDimensions",
    "FetchedVendorDomesticBankAccount",
    "FetchedVendorDomesticBankAccounts",
    "FetchedVendorForeignBankAccount",
    "FetchedVendorForeignBankAccounts",
    "GetAttachmentsReply",
    "GetCirculationListsReply",
    "GetProductQualityListReply",
    "GetPurchaseInvoiceReply",
    "GetPurchaseOrderReply",
    "GetVendorReply",
    "GrossSum",
    "HandlingHistory",
    "HandlingHistoryLine",
    "Include",
    "InventoryPlace",
    "InventoryPlaceDict",
    "InvoiceDate",
    "InvoiceDateDict",
    "InvoiceIdentifier",
    "InvoiceIdentifierDict",
    "InvoiceOfLine",
    "InvoicePicture",
    "KeyedDimension",
    "LineDeliveryDetails",
    "LineDeliveryDetailsDict",
    "LinkedInvoiceProductLine",
    "LinkedPurchaseInvoice",
    "LinkedPurchaseInvoiceLines",
    "LinkedPurchaseInvoices",
    "LinkedPurchaseOrder",
    "LinkedPurchaseOrders",
    "ListedLinkedPurchaseInvoice",
    "ListedLinkedPurchaseInvoices",
    "ListedProductQuality",
    "ListedPurchaseInvoice",
    "ListedPurchaseOrder",
    "Month",
    "Notifications",
    "OmitAttachments",
    "OrderedProductCode",
    "OrderedProductCodeDict",
    "PaidAmount",
    "PaidAmountDict",
    "PartialDelivery",
    "PartialDeliveryContent",
    "PartialDeliveryContentDict",
    "PartialDeliveryDict",
    "PartialPaymentDetails",
    "PartialPaymentDetailsDict",
    "PostingLinesAccess",
    "PostingStatus",
    "PostingSum",
    "PostingVatPercent",
    "PostingVatPercentDict",
    "ProductQualities",
    "ProductQuality",
    "ProductQualityDict",
    "PurchaseInvoice",
    "PurchaseInvoiceAccrual",
    "PurchaseInvoiceAccrualDict",
    "PurchaseInvoiceAccrualRule",
    "PurchaseInvoiceAccrualRuleDict",
    "PurchaseInvoiceAttachment",
    "PurchaseInvoiceAttachmentDict",
    "PurchaseInvoiceAttachments",
    "PurchaseInvoiceAttachmentsDict",
    "PurchaseInvoiceCommentLine",
    "PurchaseInvoiceCommentLineDict",
    "PurchaseInvoiceCommentLines",
    "PurchaseInvoiceCommentLinesDict",
    "PurchaseInvoiceDict",
    "PurchaseInvoiceDocumentData",
    "PurchaseInvoiceDocumentDataDict",
    "PurchaseInvoiceLine",
    "PurchaseInvoiceLineDict",
    "PurchaseInvoiceLineDimensions",
    "PurchaseInvoiceLines",
    "PurchaseInvoiceLinesDict",
    "PurchaseInvoiceList",
    "PurchaseInvoiceListReply",
    "PurchaseInvoicePostingData",
    "PurchaseInvoicePostingDataDict",
    "PurchaseInvoicePostingLine",
    "PurchaseInvoicePostingLineDict",
    "PurchaseInvoiceRelatedPurchaseOrderNumber",
    "PurchaseInvoiceRelatedPurchaseOrderNumberDict",
    "PurchaseInvoiceRelatedPurchaseOrderNumbers",
    "PurchaseInvoiceRelatedPurchaseOrderNumbersDict",
    "PurchaseInvoiceSubline",
    "PurchaseInvoiceSublineDict",
    "PurchaseInvoiceSublines",
    "PurchaseInvoiceSublinesDict",
    "PurchaseOrder",
    "PurchaseOrderCommentLine",
    "PurchaseOrderCommentLineDict",
    "PurchaseOrderDeliveryDetails",
    "PurchaseOrderDeliveryDetailsDict",
    "PurchaseOrderDict",
    "PurchaseOrderLines",
    "PurchaseOrderLinesDict",
    "PurchaseOrderList",
    "PurchaseOrderListReply",
    "PurchaseOrderPaymentTerm",
    "PurchaseOrderPaymentTermDict",
    "PurchaseOrderProductLine",
    "PurchaseOrderProductLineDict",
    "PurchaseOrderProductLineDimensions",
    "PurchaseOrderProductLineDimensionsDict",
    "PurchaseOrderVendorDetails",
    "PurchaseOrderVendorDetailsDict",
    "Remark",
    "RoundStage",
    "UpdatedInformationField",
    "VatCode",
    "Vendor",
    "VendorAcceptanceDetail",
    "VendorAcceptanceDetailDict",
    "VendorAcceptanceDetails",
    "VendorAcceptanceDetailsDict",
    "VendorAccountingAccount",
    "VendorAccountingAccountDict",
    "VendorAccountingAccounts",
    "VendorAccountingAccountsDict",
    "VendorAdditionalInformation",
    "VendorAdditionalInformationDict",
    "VendorBankAccounts",
    "VendorBankAccountsDict",
    "VendorBaseInformation",
    "VendorBaseInformationDict",
    "VendorContactDetails",
    "VendorContactDetailsDict",
    "VendorDict",
    "VendorDimensions",
    "VendorDimensionsDict",
    "VendorDomesticBankAccount",
    "VendorDomesticBankAccountDict",
    "VendorDomesticBankAccounts",
    "VendorDomesticBankAccountsDict",
    "VendorForeignBankAccount",
    "VendorForeignBankAccountDict",
    "VendorForeignBankAccounts",
    "VendorForeignBankAccountsDict",
    "VendorIdentifier",
    "VendorIdentifierDict",
    "Vendors",
    "Verifiers",
    "add_product_quality",
    "add_purchase_invoice",
    "add_purchase_invoice_accrual",
    "add_purchase_order",
    "add_vendor",
    "edit_purchase_invoice_posting_data",
    "edit_purchase_order",
    "edit_vendor",
    "get_attachments",
    "get_purchase_invoice",
    "get_purchase_invoices",
    "get_purchase_order",
    "get_purchase_orders",
    "get_vendor",
    "get_vendors",
    "list_circulation_lists",
    "list_deleted_purchase_invoices",
    "list_deleted_purchase_orders",
    "list_product_qualities",
    "list_purchase_invoices",
    "list_purchase_orders",
    "list_vendors",
]
