"""The lists of purchase invoices and orders that people deleted."""

from __future__ import annotations

from netvisor.resources.purchases import (
    DeletedPurchaseInvoices,
    DeletedPurchaseInvoicesReply,
    DeletedPurchaseOrders,
    DeletedPurchaseOrdersReply,
)
from netvisor.sandbox.books.core.deletions import deleted_since
from netvisor.sandbox.books.core.work import Outcome, Work, answers


@answers("deletedpurchaseinvoices.nv")
def deleted_purchase_invoices(work: Work) -> Outcome:
    """The purchase invoices that a person deleted."""
    found = DeletedPurchaseInvoices(deleted_purchase_invoice=deleted_since(work, "purchaseinvoice"))
    return Outcome(root=DeletedPurchaseInvoicesReply(deleted_purchase_invoices=found))


@answers("deletedpurchaseorders.nv")
def deleted_purchase_orders(work: Work) -> Outcome:
    """The purchase orders that a person deleted."""
    found = DeletedPurchaseOrders(deleted_purchase_order=deleted_since(work, "purchaseorder"))
    return Outcome(root=DeletedPurchaseOrdersReply(deleted_purchase_orders=found))
