"""The warehouses, seeded because no resource creates them, and their stock."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from netvisor.resources.products import (
    GetInventoryPlacesReply,
    InventoryPlace,
    InventoryPlaces,
    Shelve,
    ShelveHierarchy,
    Shelves,
)
from netvisor.sandbox.books.core.money import divided, product_of, rounded
from netvisor.sandbox.books.core.work import MOST_KEYS, Outcome, Work, answers
from netvisor.sandbox.refusal import invalid

_VALUE_PLACES: Final = 4
"""The decimals in which the documentation shows the value of the stock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A warehouse."""

    key: int
    description: str
    location: str
    email: str
    shelves: tuple[tuple[int, str], ...] = ()
    """Keys and whole paths."""

    @property
    def name(self) -> str:
        """Description and location together."""
        return f"{self.description}, {self.location}"


PLACES: Final = (
    Place(key=1, description="Päävarasto", location="Kotka", email="varasto@example.fi", shelves=((3, "A/A1"),)),
    Place(key=2, description="Myymälä", location="Lappeenranta", email="myymala@example.fi"),
)
DEFAULT: Final = PLACES[0]


def place_of(kind: str | None, value: str) -> Place:
    """The warehouse in a message: by Netvisor key, description or full name.

    Raises:
        Refusal: the company has no such warehouse.
    """
    for place in PLACES:
        if value == str(place.key) if kind == "netvisor" else value in {place.description, place.name}:
            return place
    raise invalid(f"there is no warehouse {value}; there are {', '.join(place.description for place in PLACES)}")


def place_with(key: int | None) -> Place | None:
    """The warehouse of a key."""
    return next((place for place in PLACES if place.key == key), None)


def stock(work: Work, product: int, place: int | None = None) -> Decimal:
    """The stock of a product, in one warehouse or in all.

    A sale subtracts its quantity, an inventory sets the stock of its warehouse, everything else adds its quantity,
    which may be negative; bypassed lines are ignored.
    """
    return _holding(work, product, place)[0]


def stock_value(work: Work, product: int) -> tuple[Decimal, Decimal, Decimal]:
    """The total stock of a product, its mid price, and its value at that price.

    The mid price is the average of incoming prices, weighted by quantity: surplus found by an inventory counts,
    transfers between warehouses do not. How Netvisor computes it is not known.
    """
    amount, came, cost = _holding(work, product, None)
    price = divided(cost, came)
    return amount, price, rounded(product_of(amount, price), _VALUE_PLACES)


def _holding(work: Work, product: int, place: int | None) -> tuple[Decimal, Decimal, Decimal]:
    """The stock, and the quantity and cost of everything that ever came in."""
    amounts: dict[int, Decimal] = {}
    came = cost = Decimal(0)
    sql = (
        "select * from stock_change where company = ? and product = ? and status <> 'bypassed' order by event, position"
    )
    for row in work.rows(sql, work.company, product):
        quantity, at = Decimal(row["quantity"]), row["place"]
        before = amounts.get(at, Decimal(0))
        if row["type"] == "Myynti":
            quantity = -abs(quantity)
        change = quantity - before if row["type"] == "Inventointi" else quantity
        amounts[at] = before + change
        if change > 0 and row["type"] != "Varastosiirto":
            came, cost = came + change, cost + product_of(change, Decimal(row["price"]))
    amount = amounts.get(place, Decimal(0)) if place is not None else sum(amounts.values(), Decimal(0))
    return amount, came, cost


def ordered(work: Work, product: int, place: int | None = None) -> Decimal:
    """The quantity of a product ordered but not received, without archived orders."""
    sql = (
        "select l.ordered, l.delivered, l.place from purchase_order_line l"
        " join purchase_order o on o.company = l.company and o.key = l.owner"
        " where l.company = ? and l.product = ? and l.kind = 'product' and o.status <> 'archived'"
    )
    rows = work.rows(sql, work.company, product)
    left = (
        max(Decimal(0), Decimal(row["ordered"]) - Decimal(row["delivered"]))
        for row in rows
        if place is None or (row["place"] or DEFAULT.key) == place
    )
    return sum(left, Decimal(0))


@answers("getinventoryplaces.nv")
def get_inventory_places(work: Work) -> Outcome:
    """The warehouses that match all parameters; all companies have the same."""
    asked = work.parameters
    keys = asked.keys("inventoryplacenetvisorkeys", MOST_KEYS)
    location = asked.text("inventoryplacelocationfreetext") or ""
    description = asked.text("inventoryplacedescriptionfreetext") or ""
    found = [
        _shown_place(place)
        for place in PLACES
        if (keys is None or place.key in keys)
        and location.casefold() in place.location.casefold()
        and description.casefold() in place.description.casefold()
    ]
    return Outcome(root=GetInventoryPlacesReply(inventory_places=InventoryPlaces(inventory_place=found)))


def _shown_place(place: Place) -> InventoryPlace:
    shelves: list[Any] = [
        Shelve(
            netvisor_key=key,
            shelve_name=path.rpartition("/")[2],
            shelve_hierarchy=ShelveHierarchy(shelve_hierarchy_name=path),
        )
        for key, path in place.shelves
    ]
    return InventoryPlace(
        netvisor_key=place.key,
        inventory_place_name=place.name,
        inventory_place_email_address=place.email,
        inventory_place_shelves=Shelves(inventory_place_shelve=shelves),
    )
