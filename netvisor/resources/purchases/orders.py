"""Adding and editing purchase orders, and the quality classes of received products."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal

from netvisor.declare import (
    UNSET,
    Attribute,
    El,
    Many,
    Opt,
    OptAttribute,
    excludes,
    given,
    message,
    must,
    needs,
    part,
    reply,
    required,
    valued,
    when,
)
from netvisor.declare.scalars import (
    AnsiDate,
    CapitalTrueFalse,
    Flag,
    Integer,
    Number,
    Text,
    Text50,
    Text1000,
    decimal_text,
)
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items
from netvisor.resources.common import Dimension
from netvisor.resources.identified import SOME_BUSINESS_ID, identified_by
from netvisor.resources.message import Message
from netvisor.resources.purchases.codes import CountryCode, CurrencyCode

if TYPE_CHECKING:
    from netvisor.resources.purchases.dicts import ProductQualityDict, PurchaseOrderDict

# Parts of a message: the head of an order.


@valued
class VendorIdentifier:
    """The vendor of an order."""

    value: Text
    type: Attribute[Literal["netvisor", "code", "organisationidentifier"]]
    """`netvisor`: the value is a Netvisor key; `code`: a vendor code; `organisationidentifier`: a business id."""


@part
class PurchaseOrderVendorDetails:
    """The vendor's address on the order."""

    address: Opt[Text] = UNSET
    """Street."""
    post_number: Opt[Text] = UNSET
    city: Opt[Text] = UNSET
    country: Opt[CountryCode] = UNSET


@part
class PurchaseOrderDeliveryDetails:
    """Where the order is delivered to."""

    name: Opt[Text] = UNSET
    address: Opt[Text] = UNSET
    """Street."""
    post_number: Opt[Text] = UNSET
    delivery_city: Opt[Text] = UNSET
    delivery_country: Opt[CountryCode] = UNSET


@part
class PurchaseOrderPaymentTerm:
    """The term of payment, which is created if missing."""

    net_days: Opt[Integer] = UNSET
    discount_days: Opt[Integer] = UNSET
    """Days of the cash discount."""
    discount_percent: Opt[Number] = UNSET
    """Cash discount, in percent."""


# Parts of a message: the lines.


@part
class PartialDeliveryContent:
    """One partial delivery of a line."""

    ordered_amount: Opt[Number] = UNSET
    """Quantity of this delivery."""
    delivered_amount: Opt[Number] = UNSET
    """Quantity received."""
    delivery_received_date: Opt[AnsiDate] = UNSET
    delivery_manually_confirmed: Opt[Flag] = UNSET
    """True confirms the delivery by hand."""
    delivered_product_quality: Opt[Integer] = UNSET
    """Netvisor key of a quality class; only where quality handling is on."""
    inventory_batch_number: Opt[Text] = UNSET
    inventory_manufacture_date: Opt[AnsiDate] = UNSET
    inventory_packaging_date: Opt[AnsiDate] = UNSET
    inventory_best_before_date: Opt[AnsiDate] = UNSET
    inventory_expiry_date: Opt[AnsiDate] = UNSET


@part
class PartialDelivery:
    """A line split into partial deliveries."""

    purchase_order_product_line_partial_delivery_content: Many[PartialDeliveryContent] = ()


@valued
class OrderedProductCode:
    """The product of a line."""

    value: Text
    type: Attribute[Literal["netvisor", "customer"]]
    """`netvisor`: the value is a Netvisor key; `customer`: it is a product code."""


@valued
class InventoryPlace:
    """The warehouse that a line is delivered to."""

    value: Text
    type: Attribute[Literal["netvisor", "customer"]]
    """`netvisor`: the value is a Netvisor key; `customer`: it is a name."""


@part
class LineDeliveryDetails:
    """The receipt of a line without partial deliveries."""

    delivered_amount: Opt[Number] = UNSET
    """Quantity received."""
    delivery_received_date: Opt[AnsiDate] = UNSET
    delivery_manually_confirmed: Opt[Flag] = UNSET
    """True confirms the delivery by hand."""
    delivered_product_quality: Opt[Integer] = UNSET
    """Netvisor key of a quality class; only where quality handling is on."""


@part
class PurchaseOrderProductLineDimensions:
    """The dimensions of a line."""

    dimension: Many[Dimension]


_CONTENT: Final = (
    "purchase_order_product_line_partial_delivery",
    "product_code",
    "vendor_product_code",
    "ordered_amount",
    "unit_price",
    "vat_percent",
    "freight_rate",
    "line_comment",
    "delivery_date",
    "purchase_order_product_line_delivery_details",
    "inventory_place",
    "purchase_order_product_line_dimensions",
)
"""What a product line holds beside its method and its key."""


def _new_line_is_whole(line: PurchaseOrderProductLine) -> bool:
    if line.method is not UNSET and line.method != "add":
        return True
    return given(line.product_code) and given(line.ordered_amount)


def _changed_line_is_named(line: PurchaseOrderProductLine | PurchaseOrderCommentLine) -> bool:
    return line.method is UNSET or line.method == "add" or given(line.netvisor_key)


def _deleted_line_is_empty(line: PurchaseOrderProductLine) -> bool:
    return line.method != "delete" or all(getattr(line, name) is UNSET for name in _CONTENT)


def _parts_make_the_line(line: PurchaseOrderProductLine) -> bool:
    if line.method != "partialdeliver":
        return True
    partial = line.purchase_order_product_line_partial_delivery
    if not isinstance(partial, PartialDelivery):
        return False
    amounts = _amounts_of_parts(partial)
    whole = line.ordered_amount
    if len(amounts) < max(2, len(partial.purchase_order_product_line_partial_delivery_content)):
        return False
    return not isinstance(whole, (Decimal, int)) or sum(amounts) == whole


def _amounts_of_parts(partial: PartialDelivery) -> list[Decimal]:
    parts = [part.ordered_amount for part in partial.purchase_order_product_line_partial_delivery_content]
    return [Decimal(amount) for amount in parts if isinstance(amount, (Decimal, int))]


def _parts_and_line(line: PurchaseOrderProductLine) -> str:
    partial, whole = line.purchase_order_product_line_partial_delivery, line.ordered_amount
    amounts = _amounts_of_parts(partial) if isinstance(partial, PartialDelivery) else []
    parts = f"{len(amounts)} with an amount, {decimal_text(sum(amounts, Decimal(0)))} together"
    if not isinstance(whole, (Decimal, int)):
        return f"partial deliveries: {parts}"
    apart = decimal_text(abs(whole - sum(amounts, Decimal(0))))
    return f"partial deliveries: {parts}; ordered_amount {decimal_text(whole)} of the line differs by {apart}"


@part(
    needs("netvisor_key", "method"),
    must(
        "netvisor_key",
        "method",
        holds=_changed_line_is_named,
        expected="netvisor_key of the line with every method except add",
    ),
    must(
        "method",
        "product_code",
        "ordered_amount",
        holds=_new_line_is_whole,
        expected="product_code and ordered_amount on a new line",
    ),
    must("method", *_CONTENT, holds=_deleted_line_is_empty, expected="an empty line when the method is delete"),
    when("method", "edit", never=("purchase_order_product_line_partial_delivery",)),
    must(
        "method",
        "purchase_order_product_line_partial_delivery",
        "ordered_amount",
        holds=_parts_make_the_line,
        expected="two or more partial deliveries, whose ordered_amount make that of the line, with partialdeliver",
        compared=_parts_and_line,
    ),
    when("method", "addtopartialdeliverygroup", always=("purchase_order_product_line_partial_delivery",)),
    excludes("purchase_order_product_line_delivery_details", "purchase_order_product_line_partial_delivery"),
)
class PurchaseOrderProductLine:
    """A line that buys a product. In an edit, omitted lines stay as they are."""

    method: OptAttribute[Literal["add", "edit", "delete", "partialdeliver", "addtopartialdeliverygroup"]] = UNSET
    """What happens to the line; left out, it is a new one. A deleted line is sent without content."""
    netvisor_key: OptAttribute[Integer] = UNSET
    """Netvisor key of the line; needed for all but a new one."""
    purchase_order_product_line_partial_delivery: Opt[PartialDelivery] = UNSET
    """Two or more to split the line, one or more to add to a split one, none in an edit."""
    product_code: Opt[OrderedProductCode] = UNSET
    """Needed on a new line."""
    vendor_product_code: Opt[Text] = UNSET
    """The vendor's code of the product."""
    ordered_amount: Opt[Number] = UNSET
    """Quantity ordered; needed on a new line."""
    unit_price: Opt[Number] = UNSET
    vat_percent: Opt[Number] = UNSET
    """VAT rate, in percent."""
    freight_rate: Opt[Number] = UNSET
    """Freight."""
    line_comment: Opt[Text] = UNSET
    delivery_date: Opt[AnsiDate] = UNSET
    """Wanted day of delivery."""
    purchase_order_product_line_delivery_details: Opt[LineDeliveryDetails] = UNSET
    """The receipt of a line without partial deliveries."""
    inventory_place: Opt[InventoryPlace] = UNSET
    purchase_order_product_line_dimensions: Opt[PurchaseOrderProductLineDimensions] = UNSET


def _new_comment_says_something(line: PurchaseOrderCommentLine) -> bool:
    return (line.method is not UNSET and line.method != "add") or given(line.comment)


@part(
    needs("netvisor_key", "method"),
    must(
        "netvisor_key",
        "method",
        holds=_changed_line_is_named,
        expected="netvisor_key of the line with every method except add",
    ),
    must("comment", "method", holds=_new_comment_says_something, expected="a comment on a new line"),
    when("method", "delete", never=("comment",)),
)
class PurchaseOrderCommentLine:
    """A line with a text only."""

    method: OptAttribute[Literal["add", "edit", "delete"]] = UNSET
    """What happens to the line; left out, it is a new one. A deleted line is sent without content."""
    netvisor_key: OptAttribute[Integer] = UNSET
    """Netvisor key of the line; needed for all but a new one."""
    comment: Opt[Text] = UNSET
    """Needed on a new line."""


@part
class PurchaseOrderLines:
    """The lines: all product lines, then all comment lines."""

    purchase_order_product_line: Many[PurchaseOrderProductLine] = ()
    purchase_order_comment_line: Many[PurchaseOrderCommentLine] = ()


# The messages.


@message(
    required("order_number", "order_date", "vendor_identifier", on="add"),
    identified_by("vendor_identifier", "organisationidentifier", SOME_BUSINESS_ID),
)
class PurchaseOrder(Message["PurchaseOrderDict"]):
    """A purchase order. An edit only has the changes; omitted lines stay."""

    order_number: Opt[Text] = UNSET
    """Needed when adding."""
    order_status: Opt[Literal["proposal", "approved", "senttovendor", "archived"]] = UNSET
    order_date: Opt[AnsiDate] = UNSET
    """Needed when adding."""
    vendor_identifier: Opt[VendorIdentifier] = UNSET
    """Needed when adding."""
    purchase_order_vendor_details: Opt[PurchaseOrderVendorDetails] = UNSET
    delivery_term: Opt[Text] = UNSET
    """As text; created if missing."""
    delivery_method: Opt[Text] = UNSET
    """As text; created if missing."""
    purchase_order_delivery_details: Opt[PurchaseOrderDeliveryDetails] = UNSET
    private_comment: Opt[Text1000] = UNSET
    """Internal comment, not printed."""
    comment: Opt[Text1000] = UNSET
    our_reference: Opt[Text50] = UNSET
    currency_code: Opt[CurrencyCode] = UNSET
    purchase_order_payment_term: Opt[PurchaseOrderPaymentTerm] = UNSET
    purchase_order_lines: Opt[PurchaseOrderLines] = UNSET


@message
class ProductQuality(Message["ProductQualityDict"]):
    """A quality class of received products; only where quality handling is on."""

    is_quality_deviation: CapitalTrueFalse
    """Whether the class counts as a deviation."""
    name: Text
    """Name in Finnish, the default."""
    name_en: Annotated[Opt[Text], El("name_en")] = UNSET
    """Name in English."""
    name_se: Annotated[Opt[Text], El("name_se")] = UNSET
    """Name in Swedish."""


# Answers: the quality classes.


@reply
class ListedProductQuality:
    """A quality class of received products."""

    name: str | None
    netvisor_key: int | None
    is_quality_deviation: CapitalTrueFalse | None
    """Whether the class counts as a deviation."""


@reply
class ProductQualities:
    """The quality classes."""

    product_quality: Many[ListedProductQuality] = ()


@reply
class GetProductQualityListReply:
    """The answer of getproductqualitylist.nv."""

    product_qualities: ProductQualities | None


# Calls.

PURCHASEORDER = Endpoint(
    resource="purchaseorder.nv",
    http="POST",
    title="Add or edit a purchase order",
    request=PurchaseOrder,
    methods=("add", "edit"),
    edit=(
        "partial: what is left out stays, lines that are not mentioned too; a line is named by its key and says "
        "its method"
    ),
    gaps="the table was cut: which elements are needed follows the newest client",
)
PRODUCTQUALITY = Endpoint(
    resource="productquality.nv",
    http="POST",
    title="Add a quality class of received products",
    request=ProductQuality,
    methods=("add",),
    limits="only where quality handling is on",
    gaps="that the answer holds a key is inferred",
)
GETPRODUCTQUALITYLIST = Endpoint(
    resource="getproductqualitylist.nv",
    http="GET",
    title="List the quality classes of received products",
    reply=GetProductQualityListReply,
    limits="only where quality handling is on",
)


@PURCHASEORDER.register
def add_purchase_order(purchase_order: PurchaseOrder) -> Call[Inserted]:
    """Add a purchase order; the answer has its Netvisor key."""
    return PURCHASEORDER.call(add_purchase_order, locals(), INSERTED, method="add")


@PURCHASEORDER.register
def edit_purchase_order(
    purchase_order: PurchaseOrder, *, id: Annotated[int, Param("NetvisorKey of the order; needed with method edit")]
) -> Call[Done]:
    """Change a purchase order: omitted values stay, lines included."""
    return PURCHASEORDER.call(edit_purchase_order, locals(), DONE, method="edit")


@PRODUCTQUALITY.register
def add_product_quality(product_quality: ProductQuality) -> Call[Done]:
    """Add a quality class; the answer is not documented, so the key may stand in `inserted`."""
    return PRODUCTQUALITY.call(add_product_quality, locals(), DONE, method="add")


@GETPRODUCTQUALITYLIST.register
def list_product_qualities() -> Call[list[ListedProductQuality]]:
    """List the quality classes; only where quality handling is on."""
    gives = items(ListedProductQuality, GetProductQualityListReply, "product_qualities.product_quality")
    return GETPRODUCTQUALITYLIST.call(list_product_qualities, locals(), gives)


# How the writes are found after an unknown outcome.

PURCHASEORDER.found_by(
    add_purchase_order,
    Finder(
        strength=Strength.EXACT,
        read="list_purchase_orders",
        ask={"limit_start_order_number": "order_number", "limit_end_order_number": "order_number"},
        equal={"order_number": "order_number"},
        compare={"order_date": "order_date"},
    ),
    nothing="give order_number as a whole number",
)
PURCHASEORDER.found_by(
    edit_purchase_order,
    Finder(
        strength=Strength.STATE,
        read="get_purchase_order",
        ask={"netvisor_key": "?id"},
        compare={
            "order_number": "order_number",
            "order_status": "order_status",
            "order_date": "order_date",
            "delivery_term": "delivery_term",
            "delivery_method": "delivery_method",
            "private_comment": "private_comment",
            "comment": "comment",
            "our_reference": "our_reference",
            "vendor_address_line": "purchase_order_vendor_details.address",
            "vendor_post_number": "purchase_order_vendor_details.post_number",
            "vendor_city": "purchase_order_vendor_details.city",
            "vendor_country": "purchase_order_vendor_details.country",
            "delivery_name": "purchase_order_delivery_details.name",
            "delivery_address_line": "purchase_order_delivery_details.address",
            "delivery_post_number": "purchase_order_delivery_details.post_number",
            "delivery_city": "purchase_order_delivery_details.delivery_city",
            "delivery_country": "purchase_order_delivery_details.delivery_country",
            "amount.currency_code": "currency_code",
        },
        whole=True,
    ),
    nothing="no read shows all that is written: look at the order in Netvisor",
)
PRODUCTQUALITY.found_by(
    add_product_quality,
    Finder(
        strength=Strength.EXACT,
        read="list_product_qualities",
        equal={"name": "name"},
        compare={"is_quality_deviation": "is_quality_deviation"},
    ),
    nothing="give name",
)
