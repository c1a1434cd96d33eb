"""Sales invoices, orders, drafts and credit notes, what happens to them, and what they refer to.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.common import DeletedRecord as DeletedRecord
from netvisor.resources.common import FetchedDimension as FetchedDimension
from netvisor.resources.common import NetvisorOrCustomer as NetvisorOrCustomer
from netvisor.resources.common import TaxHandlingType as TaxHandlingType
from netvisor.resources.common import VatCode as VatCode
from netvisor.resources.sales.dicts import AccrualRuleDict as AccrualRuleDict
from netvisor.resources.sales.dicts import AccrualVoucherEntryDict as AccrualVoucherEntryDict
from netvisor.resources.sales.dicts import CustomTagsDict as CustomTagsDict
from netvisor.resources.sales.dicts import DeliveryAmountDict as DeliveryAmountDict
from netvisor.resources.sales.dicts import DimensionDict as DimensionDict
from netvisor.resources.sales.dicts import DimensionItemDict as DimensionItemDict
from netvisor.resources.sales.dicts import DocumentDataDict as DocumentDataDict
from netvisor.resources.sales.dicts import InvoiceLineDict as InvoiceLineDict
from netvisor.resources.sales.dicts import InvoiceLinesDict as InvoiceLinesDict
from netvisor.resources.sales.dicts import InvoiceVoucherLinesDict as InvoiceVoucherLinesDict
from netvisor.resources.sales.dicts import InvoicingCustomerDict as InvoicingCustomerDict
from netvisor.resources.sales.dicts import InvoicingCustomerIdentifierDict as InvoicingCustomerIdentifierDict
from netvisor.resources.sales.dicts import InvoicingProductLineDict as InvoicingProductLineDict
from netvisor.resources.sales.dicts import InvoicingProductLinesDict as InvoicingProductLinesDict
from netvisor.resources.sales.dicts import LineSumDict as LineSumDict
from netvisor.resources.sales.dicts import MatchCreditNoteDict as MatchCreditNoteDict
from netvisor.resources.sales.dicts import MetadataDict as MetadataDict
from netvisor.resources.sales.dicts import NetvisorOrCustomerDict as NetvisorOrCustomerDict
from netvisor.resources.sales.dicts import OfficeIdentifierDict as OfficeIdentifierDict
from netvisor.resources.sales.dicts import PaymentTermCashDiscountDict as PaymentTermCashDiscountDict
from netvisor.resources.sales.dicts import PaymentTermDict as PaymentTermDict
from netvisor.resources.sales.dicts import ProductIdentifierDict as ProductIdentifierDict
from netvisor.resources.sales.dicts import ProductUnitPriceDict as ProductUnitPriceDict
from netvisor.resources.sales.dicts import ProductVatPercentageDict as ProductVatPercentageDict
from netvisor.resources.sales.dicts import SalesInvoiceAccrualDict as SalesInvoiceAccrualDict
from netvisor.resources.sales.dicts import SalesInvoiceAmountDict as SalesInvoiceAmountDict
from netvisor.resources.sales.dicts import SalesInvoiceAttachmentDict as SalesInvoiceAttachmentDict
from netvisor.resources.sales.dicts import SalesInvoiceAttachmentsDict as SalesInvoiceAttachmentsDict
from netvisor.resources.sales.dicts import SalesInvoiceCommentDict as SalesInvoiceCommentDict
from netvisor.resources.sales.dicts import SalesInvoiceCommentLineDict as SalesInvoiceCommentLineDict
from netvisor.resources.sales.dicts import SalesInvoiceCommentsDict as SalesInvoiceCommentsDict
from netvisor.resources.sales.dicts import (
    SalesInvoiceDeliveryToCustomerDateDict as SalesInvoiceDeliveryToCustomerDateDict,
)
from netvisor.resources.sales.dicts import SalesInvoiceDict as SalesInvoiceDict
from netvisor.resources.sales.dicts import SalesInvoiceProductLineDict as SalesInvoiceProductLineDict
from netvisor.resources.sales.dicts import (
    SalesInvoiceProductLineDiscountPercentageDict as SalesInvoiceProductLineDiscountPercentageDict,
)
from netvisor.resources.sales.dicts import SalesInvoiceProductPackagePalletDict as SalesInvoiceProductPackagePalletDict
from netvisor.resources.sales.dicts import SalesInvoiceSublineDict as SalesInvoiceSublineDict
from netvisor.resources.sales.dicts import SalesOrderInvoicingDict as SalesOrderInvoicingDict
from netvisor.resources.sales.dicts import SellerIdentifierDict as SellerIdentifierDict
from netvisor.resources.sales.dicts import TagDict as TagDict
from netvisor.resources.sales.dicts import TagValueDict as TagValueDict
from netvisor.resources.sales.dicts import TryDirectDebitLinkDict as TryDirectDebitLinkDict
from netvisor.resources.sales.dicts import VatPercentDict as VatPercentDict
from netvisor.resources.sales.dicts import VoucherLineDict as VoucherLineDict
from netvisor.resources.sales.fetched_invoices import DetailsReplyOption as DetailsReplyOption
from netvisor.resources.sales.fetched_invoices import FetchedCountryCode as FetchedCountryCode
from netvisor.resources.sales.fetched_invoices import FetchedDocuments as FetchedDocuments
from netvisor.resources.sales.fetched_invoices import FetchedInvoiceLine as FetchedInvoiceLine
from netvisor.resources.sales.fetched_invoices import FetchedInvoiceLines as FetchedInvoiceLines
from netvisor.resources.sales.fetched_invoices import FetchedInvoiceStatus as FetchedInvoiceStatus
from netvisor.resources.sales.fetched_invoices import FetchedInvoiceVoucher as FetchedInvoiceVoucher
from netvisor.resources.sales.fetched_invoices import FetchedPaymentTermCashDiscount as FetchedPaymentTermCashDiscount
from netvisor.resources.sales.fetched_invoices import FetchedProductIdentifier as FetchedProductIdentifier
from netvisor.resources.sales.fetched_invoices import FetchedProductVatPercentage as FetchedProductVatPercentage
from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoice as FetchedSalesInvoice
from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoiceAmount as FetchedSalesInvoiceAmount
from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoiceAttachment as FetchedSalesInvoiceAttachment
from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoiceAttachments as FetchedSalesInvoiceAttachments
from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoiceCommentLine as FetchedSalesInvoiceCommentLine
from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoiceProductLine as FetchedSalesInvoiceProductLine
from netvisor.resources.sales.fetched_invoices import FetchedSalesInvoices as FetchedSalesInvoices
from netvisor.resources.sales.fetched_invoices import FetchedSellerIdentifier as FetchedSellerIdentifier
from netvisor.resources.sales.fetched_invoices import FetchedStatus as FetchedStatus
from netvisor.resources.sales.fetched_invoices import FetchedTaxHandlingClause as FetchedTaxHandlingClause
from netvisor.resources.sales.fetched_invoices import GetSalesInvoiceReply as GetSalesInvoiceReply
from netvisor.resources.sales.fetched_invoices import IncludeAttachments as IncludeAttachments
from netvisor.resources.sales.fetched_invoices import IncludeDocuments as IncludeDocuments
from netvisor.resources.sales.fetched_invoices import PdfImage as PdfImage
from netvisor.resources.sales.fetched_invoices import ProcessHistory as ProcessHistory
from netvisor.resources.sales.fetched_invoices import ProcessHistoryLine as ProcessHistoryLine
from netvisor.resources.sales.fetched_invoices import RelatedSalesInvoice as RelatedSalesInvoice
from netvisor.resources.sales.fetched_invoices import RelatedSalesOrder as RelatedSalesOrder
from netvisor.resources.sales.fetched_invoices import ShowCommentLines as ShowCommentLines
from netvisor.resources.sales.fetched_invoices import ShowProcessHistory as ShowProcessHistory
from netvisor.resources.sales.fetched_invoices import get_sales_invoice as get_sales_invoice
from netvisor.resources.sales.fetched_invoices import get_sales_invoices as get_sales_invoices
from netvisor.resources.sales.fetched_invoices import get_sales_order as get_sales_order
from netvisor.resources.sales.fetched_invoices import get_sales_orders as get_sales_orders
from netvisor.resources.sales.handling import MatchCreditNote as MatchCreditNote
from netvisor.resources.sales.handling import NewStatus as NewStatus
from netvisor.resources.sales.handling import SalesInvoiceComment as SalesInvoiceComment
from netvisor.resources.sales.handling import SalesInvoiceComments as SalesInvoiceComments
from netvisor.resources.sales.handling import add_sales_invoice_comment as add_sales_invoice_comment
from netvisor.resources.sales.handling import delete_sales_invoice as delete_sales_invoice
from netvisor.resources.sales.handling import delete_sales_order as delete_sales_order
from netvisor.resources.sales.handling import match_credit_note as match_credit_note
from netvisor.resources.sales.handling import update_sales_invoice_status as update_sales_invoice_status
from netvisor.resources.sales.handling import update_sales_invoice_statuses as update_sales_invoice_statuses
from netvisor.resources.sales.invoices import AccrualRule as AccrualRule
from netvisor.resources.sales.invoices import AccrualVoucherEntry as AccrualVoucherEntry
from netvisor.resources.sales.invoices import CustomTags as CustomTags
from netvisor.resources.sales.invoices import DayOrWeek as DayOrWeek
from netvisor.resources.sales.invoices import Dimension as Dimension
from netvisor.resources.sales.invoices import DimensionItem as DimensionItem
from netvisor.resources.sales.invoices import DocumentData as DocumentData
from netvisor.resources.sales.invoices import InvoiceLine as InvoiceLine
from netvisor.resources.sales.invoices import InvoiceLines as InvoiceLines
from netvisor.resources.sales.invoices import InvoiceVoucherLines as InvoiceVoucherLines
from netvisor.resources.sales.invoices import InvoicingCustomerIdentifier as InvoicingCustomerIdentifier
from netvisor.resources.sales.invoices import LineSum as LineSum
from netvisor.resources.sales.invoices import Metadata as Metadata
from netvisor.resources.sales.invoices import NotNegative as NotNegative
from netvisor.resources.sales.invoices import OfficeIdentifier as OfficeIdentifier
from netvisor.resources.sales.invoices import PaymentTerm as PaymentTerm
from netvisor.resources.sales.invoices import PaymentTermCashDiscount as PaymentTermCashDiscount
from netvisor.resources.sales.invoices import ProductIdentifier as ProductIdentifier
from netvisor.resources.sales.invoices import ProductUnitPrice as ProductUnitPrice
from netvisor.resources.sales.invoices import ProductVatPercentage as ProductVatPercentage
from netvisor.resources.sales.invoices import ProposedAccount as ProposedAccount
from netvisor.resources.sales.invoices import PurchasePrice as PurchasePrice
from netvisor.resources.sales.invoices import SalesInvoice as SalesInvoice
from netvisor.resources.sales.invoices import SalesInvoiceAccrual as SalesInvoiceAccrual
from netvisor.resources.sales.invoices import SalesInvoiceAmount as SalesInvoiceAmount
from netvisor.resources.sales.invoices import SalesInvoiceAttachment as SalesInvoiceAttachment
from netvisor.resources.sales.invoices import SalesInvoiceAttachments as SalesInvoiceAttachments
from netvisor.resources.sales.invoices import SalesInvoiceCommentLine as SalesInvoiceCommentLine
from netvisor.resources.sales.invoices import SalesInvoiceDeliveryToCustomerDate as SalesInvoiceDeliveryToCustomerDate
from netvisor.resources.sales.invoices import SalesInvoiceProductLine as SalesInvoiceProductLine
from netvisor.resources.sales.invoices import (
    SalesInvoiceProductLineDiscountPercentage as SalesInvoiceProductLineDiscountPercentage,
)
from netvisor.resources.sales.invoices import SalesInvoiceProductPackagePallet as SalesInvoiceProductPackagePallet
from netvisor.resources.sales.invoices import SalesInvoiceStatus as SalesInvoiceStatus
from netvisor.resources.sales.invoices import SalesInvoiceSubline as SalesInvoiceSubline
from netvisor.resources.sales.invoices import SellerIdentifier as SellerIdentifier
from netvisor.resources.sales.invoices import Tag as Tag
from netvisor.resources.sales.invoices import TagValue as TagValue
from netvisor.resources.sales.invoices import TryDirectDebitLink as TryDirectDebitLink
from netvisor.resources.sales.invoices import VatPercent as VatPercent
from netvisor.resources.sales.invoices import VoucherLine as VoucherLine
from netvisor.resources.sales.invoices import add_sales_invoice as add_sales_invoice
from netvisor.resources.sales.invoices import edit_sales_invoice as edit_sales_invoice
from netvisor.resources.sales.lists import AdditionalInformation as AdditionalInformation
from netvisor.resources.sales.lists import BasketDate as BasketDate
from netvisor.resources.sales.lists import ContractInvoicing as ContractInvoicing
from netvisor.resources.sales.lists import ContractInvoicingReportReply as ContractInvoicingReportReply
from netvisor.resources.sales.lists import CurrencySum as CurrencySum
from netvisor.resources.sales.lists import DeletedSalesInvoices as DeletedSalesInvoices
from netvisor.resources.sales.lists import DeletedSalesInvoicesReply as DeletedSalesInvoicesReply
from netvisor.resources.sales.lists import DeletedSalesOrders as DeletedSalesOrders
from netvisor.resources.sales.lists import DeletedSalesOrdersReply as DeletedSalesOrdersReply
from netvisor.resources.sales.lists import ForecastPeriod as ForecastPeriod
from netvisor.resources.sales.lists import ForecastPeriods as ForecastPeriods
from netvisor.resources.sales.lists import ListedInvoiceStatus as ListedInvoiceStatus
from netvisor.resources.sales.lists import ListedPaymentTerm as ListedPaymentTerm
from netvisor.resources.sales.lists import ListedSalesInvoice as ListedSalesInvoice
from netvisor.resources.sales.lists import ListedStatus as ListedStatus
from netvisor.resources.sales.lists import PaymentTermList as PaymentTermList
from netvisor.resources.sales.lists import PaymentTermListReply as PaymentTermListReply
from netvisor.resources.sales.lists import PeriodInterval as PeriodInterval
from netvisor.resources.sales.lists import SalesInvoiceList as SalesInvoiceList
from netvisor.resources.sales.lists import SalesInvoiceListReply as SalesInvoiceListReply
from netvisor.resources.sales.lists import SalesPerson as SalesPerson
from netvisor.resources.sales.lists import SalesPersonnelList as SalesPersonnelList
from netvisor.resources.sales.lists import SalesPersonnelListReply as SalesPersonnelListReply
from netvisor.resources.sales.lists import SearchedStatus as SearchedStatus
from netvisor.resources.sales.lists import ServiceCollection as ServiceCollection
from netvisor.resources.sales.lists import ServiceCollectionName as ServiceCollectionName
from netvisor.resources.sales.lists import TolerantBasketDate as TolerantBasketDate
from netvisor.resources.sales.lists import get_contract_invoicing_report as get_contract_invoicing_report
from netvisor.resources.sales.lists import list_deleted_sales_invoices as list_deleted_sales_invoices
from netvisor.resources.sales.lists import list_deleted_sales_orders as list_deleted_sales_orders
from netvisor.resources.sales.lists import list_payment_terms as list_payment_terms
from netvisor.resources.sales.lists import list_sales_invoices as list_sales_invoices
from netvisor.resources.sales.lists import list_sales_personnel as list_sales_personnel
from netvisor.resources.sales.orders import DeliveryAmount as DeliveryAmount
from netvisor.resources.sales.orders import InvoicingCustomer as InvoicingCustomer
from netvisor.resources.sales.orders import InvoicingProductLine as InvoicingProductLine
from netvisor.resources.sales.orders import InvoicingProductLines as InvoicingProductLines
from netvisor.resources.sales.orders import SalesOrderInvoicing as SalesOrderInvoicing
from netvisor.resources.sales.orders import delete_sales_invoice_product_line as delete_sales_invoice_product_line
from netvisor.resources.sales.orders import invoice_sales_order as invoice_sales_order

__all__ = [
    "AccrualRule",
    "AccrualRuleDict",
    "AccrualVoucherEntry",
    "AccrualVoucherEntryDict",
    "AdditionalInformation",
    "BasketDate",
    "ContractInvoicing",
    "ContractInvoicingReportReply",
    "CurrencySum",
    "CustomTags",
    "CustomTagsDict",
    "DayOrWeek",
    "DeletedRecord",
    "DeletedSalesInvoices",
    "DeletedSalesInvoicesReply",
    "DeletedSalesOrders",
    "DeletedSalesOrdersReply",
    "DeliveryAmount",
    "DeliveryAmountDict",
    "DetailsReplyOption",
    "Dimension",
    "DimensionDict",
    "DimensionItem",
    "DimensionItemDict",
    "DocumentData",
    "DocumentDataDict",
    "FetchedCountryCode",
    "FetchedDimension",
    "FetchedDocuments",
    "FetchedInvoiceLine",
    "FetchedInvoiceLines",
    "FetchedInvoiceStatus",
    "FetchedInvoiceVoucher",
    "FetchedPaymentTermCashDiscount",
    "FetchedProductIdentifier",
    "FetchedProductVatPercentage",
    "FetchedSalesInvoice",
    "FetchedSalesInvoiceAmount",
    "FetchedSalesInvoiceAttachment",
    "FetchedSalesInvoiceAttachments",
    "FetchedSalesInvoiceCommentLine",
    "FetchedSalesInvoiceProductLine",
    "FetchedSalesInvoices",
    "FetchedSellerIdentifier",
    "FetchedStatus",
    "FetchedTaxHandlingClause",
    "ForecastPeriod",
    "ForecastPeriods",
    "GetSalesInvoiceReply",
    "IncludeAttachments",
    "IncludeDocuments",
    "InvoiceLine",
    "InvoiceLineDict",
    "InvoiceLines",
    "InvoiceLinesDict",
    "InvoiceVoucherLines",
    "InvoiceVoucherLinesDict",
    "InvoicingCustomer",
    "InvoicingCustomerDict",
    "InvoicingCustomerIdentifier",
    "InvoicingCustomerIdentifierDict",
    "InvoicingProductLine",
    "InvoicingProductLineDict",
    "InvoicingProductLines",
    "InvoicingProductLinesDict",
    "LineSum",
    "LineSumDict",
    "ListedInvoiceStatus",
    "ListedPaymentTerm",
    "ListedSalesInvoice",
    "ListedStatus",
    "MatchCreditNote",
    "MatchCreditNoteDict",
    "Metadata",
    "MetadataDict",
    "NetvisorOrCustomer",
    "NetvisorOrCustomerDict",
    "NewStatus",
    "NotNegative",
    "OfficeIdentifier",
    "OfficeIdentifierDict",
    "PaymentTerm",
    "PaymentTermCashDiscount",
    "PaymentTermCashDiscountDict",
    "PaymentTermDict",
    "PaymentTermList",
    "PaymentTermListReply",
    "PdfImage",
    "PeriodInterval",
    "ProcessHistory",
    "ProcessHistoryLine",
    "ProductIdentifier",
    "ProductIdentifierDict",
    "ProductUnitPrice",
    "ProductUnitPriceDict",
    "ProductVatPercentage",
    "ProductVatPercentageDict",
    "ProposedAccount",
    "PurchasePrice",
    "RelatedSalesInvoice",
    "RelatedSalesOrder",
    "SalesInvoice",
    "SalesInvoiceAccrual",
    "SalesInvoiceAccrualDict",
    "SalesInvoiceAmount",
    "SalesInvoiceAmountDict",
    "SalesInvoiceAttachment",
    "SalesInvoiceAttachmentDict",
    "SalesInvoiceAttachments",
    "SalesInvoiceAttachmentsDict",
    "SalesInvoiceComment",
    "SalesInvoiceCommentDict",
    "SalesInvoiceCommentLine",
    "SalesInvoiceCommentLineDict",
    "SalesInvoiceComments",
    "SalesInvoiceCommentsDict",
    "SalesInvoiceDeliveryToCustomerDate",
    "SalesInvoiceDeliveryToCustomerDateDict",
    "SalesInvoiceDict",
    "SalesInvoiceList",
    "SalesInvoiceListReply",
    "SalesInvoiceProductLine",
    "SalesInvoiceProductLineDict",
    "SalesInvoiceProductLineDiscountPercentage",
    "SalesInvoiceProductLineDiscountPercentageDict",
    "SalesInvoiceProductPackagePallet",
    "SalesInvoiceProductPackagePalletDict",
    "SalesInvoiceStatus",
    "SalesInvoiceSubline",
    "SalesInvoiceSublineDict",
    "SalesOrderInvoicing",
    "SalesOrderInvoicingDict",
    "SalesPerson",
    "SalesPersonnelList",
    "SalesPersonnelListReply",
    "SearchedStatus",
    "SellerIdentifier",
    "SellerIdentifierDict",
    "ServiceCollection",
    "ServiceCollectionName",
    "ShowCommentLines",
    "ShowProcessHistory",
    "Tag",
    "TagDict",
    "TagValue",
    "TagValueDict",
    "TaxHandlingType",
    "TolerantBasketDate",
    "TryDirectDebitLink",
    "TryDirectDebitLinkDict",
    "VatCode",
    "VatPercent",
    "VatPercentDict",
    "VoucherLine",
    "VoucherLineDict",
    "add_sales_invoice",
    "add_sales_invoice_comment",
    "delete_sales_invoice",
    "delete_sales_invoice_product_line",
    "delete_sales_order",
    "edit_sales_invoice",
    "get_contract_invoicing_report",
    "get_sales_invoice",
    "get_sales_invoices",
    "get_sales_order",
    "get_sales_orders",
    "invoice_sales_order",
    "list_deleted_sales_invoices",
    "list_deleted_sales_orders",
    "list_payment_terms",
    "list_sales_invoices",
    "list_sales_personnel",
    "match_credit_note",
    "update_sales_invoice_status",
    "update_sales_invoice_statuses",
]
