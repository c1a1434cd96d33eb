"""Purchase orders as the service returns them: the list, the details, the deleted ones."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from netvisor.declare import UNSET, Attribute, Const, El, Interleaved, Many, Maybe, reply, valued
from netvisor.declare.scalars import AnsiDate, CapitalTrueFalse, Text50, Text1000, TolerantAnsiDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items, one
from netvisor.resources.common import DeletedRecord, DeletedSince, FetchedDimension
from netvisor.resources.purchases.codes import CountryCode

# Answers: the list.


@reply
class ListedLinkedPurchaseInvoice:
    """A purchase invoice that is linked to a listed order."""

    netvisor_key: int | None
    invoice_number: str | None
    uri: str | None
    """Address of the details."""


@reply
class ListedLinkedPurchaseInvoices:
    """The purchase invoices that are linked to a listed order; only if requested."""

    purchase_invoice: Many[ListedLinkedPurchaseInvoice]


@reply
class ListedPurchaseOrder:
    """A purchase order in the list."""

    netvisor_key: int | None
    order_number: str | None
    order_date: AnsiDate | None
    order_status: str | None
    vendor_name: str | None
    amount: Decimal | None
    """Total."""
    uri: str | None
    """Address of the details."""
    linked_purchase_invoices: ListedLinkedPurchaseInvoices | None = None
    """Only with `has_link_to_purchase_invoice`."""


@reply
class PurchaseOrderList:
    """The list of purchase orders."""

    purchase_order: Many[ListedPurchaseOrder] = ()


@reply
class PurchaseOrderListReply:
    """The answer of purchaseorderlist.nv."""

    purchase_order_list: PurchaseOrderList | None


# Answers: the details.


@valued
class FetchedOrderStatus:
    """The state of an order, and that of its delivery."""

    value: Literal["proposal", "approved", "senttovendor", "archived"] | None
    delivery_status: Attribute[Literal["undelivered", "partiallydelivered", "fullydelivered", "overdelivered"] | None]


@valued
class FetchedOrderAmount:
    """The total of an order."""

    value: Decimal | None
    currency_code: Annotated[Attribute[str | None], El(also=("iso4217currencycode",))]
    """Such as `EUR`; missing in older answers."""
    type: ClassVar[Const] = Const("ISO-4217")


@reply
class DeliveryGroup:
    """A line that is split into partial deliveries."""

    netvisor_key: int | None
    product_code: str | None
    product_name: str | None
    vendor_product_code: str | None
    """The vendor's code of the product."""
    ordered_amount: Decimal | None
    """Quantity ordered."""
    unit_price: Decimal | None
    vat_percent: Decimal | None
    """VAT rate, in percent."""
    line_sum: Decimal | None
    """Sum of the line."""
    freight_rate: Decimal | None = None
    """Freight."""


@valued
class FetchedOrderedProductCode:
    """The product code of a line."""

    value: str | None
    netvisor_key: Attribute[int | None] = None
    """Netvisor key of the product."""


@reply
class FetchedProductQuality:
    """The quality of what was received."""

    netvisor_key: Attribute[int | None]
    """Netvisor key of the quality class."""
    quality_description: str | None
    """Name of the quality class."""
    quality_deviation: CapitalTrueFalse | None
    """Whether it counts as a deviation."""


@valued
class FetchedInventoryPlace:
    """The warehouse that a line is delivered to."""

    value: str | None
    netvisor_key: Attribute[int | None]
    """Netvisor key of the warehouse."""


@reply
class LinkedInvoiceProductLine:
    """A line of a linked purchase invoice."""

    netvisor_key: int | None


@reply
class InvoiceOfLine:
    """A purchase invoice that is linked to a line."""

    netvisor_key: int | None
    invoice_number: str | None
    purchase_invoice_product_lines: Many[LinkedInvoiceProductLine] = ()
    """The linked lines of that invoice, one element for each."""


@reply
class LinkedPurchaseInvoiceLines:
    """The purchase invoices that are linked to a line."""

    purchase_invoice: Many[InvoiceOfLine] = ()


@reply
class FetchedOrderProductLine:
    """A product line, or one partial delivery of it."""

    netvisor_key: int | None
    product_code: FetchedOrderedProductCode | None
    product_name: str | None
    vendor_product_code: str | None
    """The vendor's code of the product."""
    ordered_amount: Decimal | None
    """Quantity ordered."""
    delivered_amount: Decimal | None
    """Quantity received."""
    unit_price: Decimal | None
    vat_percent: Decimal | None
    """VAT rate, in percent."""
    line_sum: Decimal | None
    """Sum of the line."""
    freight_rate: Decimal | None = None
    """Freight."""
    delivery_date: AnsiDate | None
    """May be empty."""
    product_quality: FetchedProductQuality | None = None
    inventory_place: FetchedInventoryPlace | None = None
    accounting_suggestion: str | None = None
    """Proposed ledger account."""
    dimension: Many[FetchedDimension] = ()
    linked_purchase_invoice_lines: LinkedPurchaseInvoiceLines | None = None


@reply
class FetchedOrderCommentLine:
    """A line with a text only."""

    netvisor_key: int | None = None
    comment: str | None = None


@reply
class LinkedPurchaseInvoice:
    """A purchase invoice that is linked to the order."""

    invoice_number: str | None
    netvisor_key: int | None
    uri: str | None
    """Address of the details."""


@reply
class LinkedPurchaseInvoices:
    """The purchase invoices that are linked to the order."""

    purchase_invoice: Many[LinkedPurchaseInvoice] = ()


@reply
class FetchedOrderLines:
    """The lines of an order in the order of the answer, and the invoices that are linked to it."""

    lines: Annotated[
        Many[DeliveryGroup | FetchedOrderProductLine | FetchedOrderCommentLine],
        Interleaved(
            "purchase_order_product_delivery_group", "purchase_order_product_line", "purchase_order_comment_line"
        ),
    ] = ()
    linked_purchase_invoices: LinkedPurchaseInvoices | None = None


@reply
class FetchedPurchaseOrder:
    """A purchase order with all details."""

    netvisor_key: int | None
    order_number: str | None
    order_status: FetchedOrderStatus | None
    order_date: TolerantAnsiDate | None
    """Written with single digits (`2017-1-1`) in the documentation."""
    vendor_name: str | None
    vendor_address_line: str | None
    """Street."""
    vendor_post_number: str | None
    vendor_city: str | None
    vendor_country: CountryCode | None
    """Country, in the documentation as a name."""
    delivery_term: str | None
    """As text."""
    delivery_method: str | None
    """As text."""
    delivery_name: str | None
    """Name at the address of delivery."""
    delivery_address_line: str | None
    """Street."""
    delivery_post_number: str | None
    delivery_city: str | None
    delivery_country: CountryCode | None
    """Country, in the documentation as a name."""
    private_comment: Text1000 | None
    """Internal comment, not printed."""
    comment: Text1000 | None
    our_reference: Text50 | None
    payment_term: str | None
    """As text, such as `14 days net`."""
    amount: FetchedOrderAmount | None
    purchase_order_lines: FetchedOrderLines | None


@reply
class FetchedPurchaseOrders:
    """Several purchase orders."""

    purchase_order: Many[FetchedPurchaseOrder] = ()


@reply
class GetPurchaseOrderReply:
    """The answer of getpurchaseorder.nv: one order for one key, else a wrapper of several."""

    purchase_order: FetchedPurchaseOrder | None = None
    purchase_orders: FetchedPurchaseOrders | None = None


# Answers: the deleted orders.


@reply
class DeletedPurchaseOrders:
    """The deleted purchase orders."""

    deleted_purchase_order: Many[DeletedRecord] = ()


@reply
class DeletedPurchaseOrdersReply:
    """The answer of deletedpurchaseorders.nv."""

    deleted_purchase_orders: DeletedPurchaseOrders | None


# Calls.

PURCHASEORDERLIST = Endpoint(
    resource="purchaseorderlist.nv",
    http="GET",
    title="List purchase orders",
    reply=PurchaseOrderListReply,
)
GETPURCHASEORDER = Endpoint(
    resource="getpurchaseorder.nv",
    http="GET",
    title="Get one or more purchase orders with all details",
    reply=GetPurchaseOrderReply,
    gaps="the table was not seen to its end: the rest follows clients",
)
DELETEDPURCHASEORDERS = Endpoint(
    resource="deletedpurchaseorders.nv",
    http="GET",
    title="List the deleted purchase orders",
    reply=DeletedPurchaseOrdersReply,
    limits="deletions of the last 7 days",
)


@PURCHASEORDERLIST.register
def list_purchase_orders(
    *,
    limit_start_order_number: Annotated[Maybe[int], Param("order number from")] = UNSET,
    limit_end_order_number: Annotated[Maybe[int], Param("order number to")] = UNSET,
    limit_begin_date: Annotated[Maybe[date], Param("order date from")] = UNSET,
    limit_end_date: Annotated[Maybe[date], Param("order date to")] = UNSET,
    limit_order_status: Annotated[
        Maybe[Literal["proposal", "approved", "senttovendor", "waitinginvoice", "archived"]], Param("only this state")
    ] = UNSET,
    search_comment: Annotated[Maybe[str], Param("text in the comment or the private comment")] = UNSET,
    limit_vendor: Annotated[
        Maybe[str], Param("only this vendor: a whole number is its NetvisorKey, else a business id or a vendor code")
    ] = UNSET,
    last_modified_start: Annotated[Maybe[datetime], Param("changed after")] = UNSET,
    last_modified_end: Annotated[Maybe[datetime], Param("changed before")] = UNSET,
    has_link_to_purchase_invoice: Annotated[
        Maybe[bool], Param("adds the purchase invoices linked to the lines", type="integer", values=("1",))
    ] = UNSET,
) -> Call[list[ListedPurchaseOrder]]:
    """List purchase orders."""
    gives = items(ListedPurchaseOrder, PurchaseOrderListReply, "purchase_order_list.purchase_order")
    return PURCHASEORDERLIST.call(list_purchase_orders, locals(), gives)


@GETPURCHASEORDER.register
def get_purchase_order(
    netvisor_key: Annotated[int, Param("NetvisorKey of the order; either this or netvisorkeylist")],
) -> Call[FetchedPurchaseOrder | None]:
    """Get one purchase order with all details."""
    gives = one(FetchedPurchaseOrder, GetPurchaseOrderReply, "purchase_order", "purchase_orders.purchase_order")
    return GETPURCHASEORDER.call(get_purchase_order, locals(), gives)


@GETPURCHASEORDER.register
def get_purchase_orders(
    netvisor_key_list: Annotated[Many[int], Param("NetvisorKeys; either this or netvisorkey", limit=500)],
) -> Call[list[FetchedPurchaseOrder]]:
    """Get several purchase orders; more than 500 keys are sent in several calls."""
    gives = items(FetchedPurchaseOrder, GetPurchaseOrderReply, "purchase_orders.purchase_order", "purchase_order")
    return GETPURCHASEORDER.call(get_purchase_orders, locals(), gives)


@DELETEDPURCHASEORDERS.register
def list_deleted_purchase_orders(deleted_since: DeletedSince) -> Call[list[DeletedRecord]]:
    """List the purchase orders that were deleted in the last days."""
    gives = items(DeletedRecord, DeletedPurchaseOrdersReply, "deleted_purchase_orders.deleted_purchase_order")
    return DELETEDPURCHASEORDERS.call(list_deleted_purchase_orders, locals(), gives)
