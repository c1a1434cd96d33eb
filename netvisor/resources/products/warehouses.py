"""Warehouses, the stock in them and the events that change it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Final, Literal

from netvisor.declare import (
    UNSET,
    Carries,
    Const,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    message,
    part,
    reply,
    valued,
)
from netvisor.declare.scalars import Number, Text, Text50, TolerantAnsiDate
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import INSERTED, Inserted, items
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.products.dicts import WarehouseEventDict

# Messages: an event of the stock.

CUSTOMER_TYPE: Final = Const("customer", optional=True)
"""The attribute `type="customer"` of the type of an event, which is always known by its name."""


@valued
class Distributer:
    """The vendor, as the documentation spells it."""

    value: Text
    type: OptAttribute[Literal["netvisor", "customer"]] = UNSET
    """`netvisor`: the value is the Netvisor key of the vendor; `customer`: it is its name."""


@valued
class EventProduct:
    """The product whose stock changes."""

    value: Text
    type: OptAttribute[Literal["netvisor", "customer"]] = UNSET
    """`netvisor`: the value is a Netvisor key; `customer`: it is a product code."""


@valued
class EventInventoryPlace:
    """The warehouse: its description, which must match one of the company's, or its key."""

    value: Text
    type: OptAttribute[Literal["netvisor"]] = UNSET
    """`netvisor`: the value is a Netvisor key; left out, it is the description of the warehouse."""


@part
class WarehouseEventLine:
    """One change of the stock of a product."""

    event_type: Annotated[Text, Carries("type", CUSTOMER_TYPE)]
    """Type of the event by its name in Netvisor: `Hankinta`, `Myynti`, `Inventointi`, `Korjaus`, `Varastosiirto` and
    `Valmistus` are what clients send."""
    product: EventProduct
    inventory_place: Opt[EventInventoryPlace] = UNSET
    description: Opt[Text] = UNSET
    quantity: Number
    unit_price: Number
    """Price of one unit, always net."""
    value_date: TolerantAnsiDate
    """Day of the event."""
    status: Literal["open", "handled", "bypassed"]
    """Only `open` is documented by the vendor."""


@part
class WarehouseEventLines:
    """The lines of the event."""

    warehouse_event_line: Many[WarehouseEventLine]


@message
class WarehouseEvent(Message["WarehouseEventDict"]):
    """An event that changes the stock, such as a purchase, a correction or a transfer. There is no edit."""

    description: Opt[Text] = UNSET
    reference: Text50
    delivery_method: Opt[Text] = UNSET
    """Delivery method by its name in Netvisor."""
    distributer: Opt[Distributer] = UNSET
    warehouse_event_lines: WarehouseEventLines


# Answers.


@reply
class WarehouseStock:
    """The stock of a product in one warehouse."""

    netvisor_key: int | None
    """Netvisor key of the warehouse."""
    name: str | None
    """Name of the warehouse."""
    reserved_amount: Decimal | None
    ordered_amount: Decimal | None
    inventory_amount: Decimal | None
    """Amount in stock."""


@reply
class ProductStock:
    """The stock of a product in all warehouses."""

    netvisor_key: int | None
    """Netvisor key of the product."""
    name: str | None
    """Name of the product."""
    code: str | None
    """Product code."""
    group_name: str | None
    """Product group."""
    product_uri: str | None
    """Address of the details."""
    warehouse: Many[WarehouseStock] = ()
    total_reserved_amount: Decimal | None
    total_ordered_amount: Decimal | None
    total_amount: Decimal | None
    """Amount in stock in all warehouses."""


@reply
class InventoryByWarehouse:
    """The stock, product by product."""

    product: Many[ProductStock] = ()


@reply
class InventoryByWarehouseReply:
    """The answer of inventorybywarehouse.nv."""

    inventory_by_warehouse: InventoryByWarehouse | None


@reply
class ShelveHierarchy:
    """The place of a shelf in the tree."""

    shelve_hierarchy_name: str | None = None
    """Whole path, the names parted by slashes."""


@reply
class Shelve:
    """A shelf, which the vendor spells shelve."""

    netvisor_key: int | None
    shelve_name: str | None
    shelve_hierarchy: ShelveHierarchy | None


@reply
class Shelves:
    """The shelves of a warehouse."""

    inventory_place_shelve: Many[Shelve] = ()


@reply
class InventoryPlace:
    """A warehouse."""

    netvisor_key: int | None
    inventory_place_name: str | None
    """Description and location together, with a comma between."""
    inventory_place_email_address: str | None
    inventory_place_shelves: Shelves | None


@reply
class InventoryPlaces:
    """The list of warehouses."""

    inventory_place: Many[InventoryPlace] = ()


@reply
class GetInventoryPlacesReply:
    """The answer of getinventoryplaces.nv."""

    inventory_places: InventoryPlaces | None


# Calls.

INVENTORYBYWAREHOUSE = Endpoint(
    resource="inventorybywarehouse.nv",
    http="GET",
    title="Stock of products by warehouse",
    reply=InventoryByWarehouseReply,
    gaps="whether a key and a list of keys may stand together is not said",
)
GETINVENTORYPLACES = Endpoint(
    resource="getinventoryplaces.nv",
    http="GET",
    title="List warehouses with their shelves",
    reply=GetInventoryPlacesReply,
)
WAREHOUSEEVENT = Endpoint(
    resource="warehouseevent.nv",
    http="POST",
    title="Import one warehouse event",
    request=WarehouseEvent,
    limits="adding only; type of event, delivery method and warehouse must match those in Netvisor",
)


@INVENTORYBYWAREHOUSE.register
def list_inventory_by_warehouse(
    *,
    product_id: Annotated[Maybe[int], Param("NetvisorKey of the product")] = UNSET,
    product_id_list: Annotated[Maybe[Many[int]], Param("NetvisorKeys of the products")] = UNSET,
    inventory_place_id: Annotated[Maybe[int], Param("NetvisorKey of the warehouse")] = UNSET,
    inventory_place_name: Annotated[Maybe[str], Param("name of the warehouse")] = UNSET,
    limit_vendor_id: Annotated[Maybe[int], Param("NetvisorKey of the vendor of the products")] = UNSET,
    changed_since: Annotated[Maybe[datetime], Param("changed after", form="finnish")] = UNSET,
    limit_under_alert_limit: Annotated[
        Maybe[bool], Param("only products below their alert limit", type="integer", values=("1",))
    ] = UNSET,
    product_group_name: Annotated[Maybe[str], Param("name of the product group")] = UNSET,
) -> Call[list[ProductStock]]:
    """List the stock of products, each by warehouse and in all."""
    gives = items(ProductStock, InventoryByWarehouseReply, "inventory_by_warehouse.product")
    return INVENTORYBYWAREHOUSE.call(list_inventory_by_warehouse, locals(), gives)


@GETINVENTORYPLACES.register
def list_inventory_places(
    *,
    inventory_place_location_free_text: Annotated[Maybe[str], Param("text in the location")] = UNSET,
    inventory_place_description_free_text: Annotated[Maybe[str], Param("text in the description")] = UNSET,
    inventory_place_netvisor_keys: Annotated[Maybe[Many[int]], Param("NetvisorKeys of the warehouses")] = UNSET,
) -> Call[list[InventoryPlace]]:
    """List warehouses, each with its shelves."""
    gives = items(InventoryPlace, GetInventoryPlacesReply, "inventory_places.inventory_place")
    return GETINVENTORYPLACES.call(list_inventory_places, locals(), gives)


@WAREHOUSEEVENT.register
def add_warehouse_event(warehouse_event: WarehouseEvent) -> Call[Inserted]:
    """Add an event that changes the stock; the answer has its Netvisor key."""
    return WAREHOUSEEVENT.call(add_warehouse_event, locals(), INSERTED)


# How the writes are found after an unknown outcome.

WAREHOUSEEVENT.found_by(
    add_warehouse_event,
    nothing="reads show balances only, which other events change too: look for the reference in Netvisor",
)
