"""Many invoices in one message, imported one after the other in the background.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.batch.batches import Batches as Batches
from netvisor.resources.batch.batches import BatchStatus as BatchStatus
from netvisor.resources.batch.batches import BatchSummary as BatchSummary
from netvisor.resources.batch.batches import BatchType as BatchType
from netvisor.resources.batch.batches import FetchedBatch as FetchedBatch
from netvisor.resources.batch.batches import GetBatchListReply as GetBatchListReply
from netvisor.resources.batch.batches import GetBatchStatusReply as GetBatchStatusReply
from netvisor.resources.batch.batches import ItemError as ItemError
from netvisor.resources.batch.batches import ItemErrorDescriptions as ItemErrorDescriptions
from netvisor.resources.batch.batches import ItemErrors as ItemErrors
from netvisor.resources.batch.batches import ItemErrorText as ItemErrorText
from netvisor.resources.batch.batches import ItemLink as ItemLink
from netvisor.resources.batch.batches import Link as Link
from netvisor.resources.batch.batches import LinkInformation as LinkInformation
from netvisor.resources.batch.batches import ListedBatch as ListedBatch
from netvisor.resources.batch.batches import PurchaseAttachmentData as PurchaseAttachmentData
from netvisor.resources.batch.batches import PurchaseInvoiceBatch as PurchaseInvoiceBatch
from netvisor.resources.batch.batches import PurchaseItem as PurchaseItem
from netvisor.resources.batch.batches import PurchaseItemData as PurchaseItemData
from netvisor.resources.batch.batches import PurchaseItems as PurchaseItems
from netvisor.resources.batch.batches import SalesAttachmentData as SalesAttachmentData
from netvisor.resources.batch.batches import SalesInvoiceBatch as SalesInvoiceBatch
from netvisor.resources.batch.batches import SalesItem as SalesItem
from netvisor.resources.batch.batches import SalesItemData as SalesItemData
from netvisor.resources.batch.batches import SalesItems as SalesItems
from netvisor.resources.batch.batches import SharedPurchaseAttachment as SharedPurchaseAttachment
from netvisor.resources.batch.batches import SharedPurchaseAttachments as SharedPurchaseAttachments
from netvisor.resources.batch.batches import SharedSalesAttachment as SharedSalesAttachment
from netvisor.resources.batch.batches import SharedSalesAttachments as SharedSalesAttachments
from netvisor.resources.batch.batches import add_purchase_invoice_batch as add_purchase_invoice_batch
from netvisor.resources.batch.batches import add_sales_invoice_batch as add_sales_invoice_batch
from netvisor.resources.batch.batches import get_batch_status as get_batch_status
from netvisor.resources.batch.batches import list_batches as list_batches
from netvisor.resources.batch.dicts import ItemLinkDict as ItemLinkDict
from netvisor.resources.batch.dicts import PurchaseAttachmentDataDict as PurchaseAttachmentDataDict
from netvisor.resources.batch.dicts import PurchaseInvoiceBatchDict as PurchaseInvoiceBatchDict
from netvisor.resources.batch.dicts import PurchaseItemDataDict as PurchaseItemDataDict
from netvisor.resources.batch.dicts import PurchaseItemDict as PurchaseItemDict
from netvisor.resources.batch.dicts import PurchaseItemsDict as PurchaseItemsDict
from netvisor.resources.batch.dicts import SalesAttachmentDataDict as SalesAttachmentDataDict
from netvisor.resources.batch.dicts import SalesInvoiceBatchDict as SalesInvoiceBatchDict
from netvisor.resources.batch.dicts import SalesItemDataDict as SalesItemDataDict
from netvisor.resources.batch.dicts import SalesItemDict as SalesItemDict
from netvisor.resources.batch.dicts import SalesItemsDict as SalesItemsDict
from netvisor.resources.batch.dicts import SharedPurchaseAttachmentDict as SharedPurchaseAttachmentDict
from netvisor.resources.batch.dicts import SharedPurchaseAttachmentsDict as SharedPurchaseAttachmentsDict
from netvisor.resources.batch.dicts import SharedSalesAttachmentDict as SharedSalesAttachmentDict
from netvisor.resources.batch.dicts import SharedSalesAttachmentsDict as SharedSalesAttachmentsDict
from netvisor.resources.common import Dimension as Dimension
from netvisor.resources.common import NetvisorOrCustomer as NetvisorOrCustomer

__all__ = [
    "BatchStatus",
    "BatchSummary",
    "BatchType",
    "Batches",
    "Dimension",
    "FetchedBatch",
    "GetBatchListReply",
    "GetBatchStatusReply",
    "ItemError",
    "ItemErrorDescriptions",
    "ItemErrorText",
    "ItemErrors",
    "ItemLink",
    "ItemLinkDict",
    "Link",
    "LinkInformation",
    "ListedBatch",
    "NetvisorOrCustomer",
    "PurchaseAttachmentData",
    "PurchaseAttachmentDataDict",
    "PurchaseInvoiceBatch",
    "PurchaseInvoiceBatchDict",
    "PurchaseItem",
    "PurchaseItemData",
    "PurchaseItemDataDict",
    "PurchaseItemDict",
    "PurchaseItems",
    "PurchaseItemsDict",
    "SalesAttachmentData",
    "SalesAttachmentDataDict",
    "SalesInvoiceBatch",
    "SalesInvoiceBatchDict",
    "SalesItem",
    "SalesItemData",
    "SalesItemDataDict",
    "SalesItemDict",
    "SalesItems",
    "SalesItemsDict",
    "SharedPurchaseAttachment",
    "SharedPurchaseAttachmentDict",
    "SharedPurchaseAttachments",
    "SharedPurchaseAttachmentsDict",
    "SharedSalesAttachment",
    "SharedSalesAttachmentDict",
    "SharedSalesAttachments",
    "SharedSalesAttachmentsDict",
    "add_purchase_invoice_batch",
    "add_sales_invoice_batch",
    "get_batch_status",
    "list_batches",
]
