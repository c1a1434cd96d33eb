"""The warehouses, seeded because no resource makes them, and the stock in them as events change it."""

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
from netvisor.sandbox.books.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid

_MOST_KEYS: Final = 500


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
    """The warehouse that a message names: by Netvisor key, or by its description or whole name.

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
    """What is in stock of a product, in one warehouse or in all.

    A sale takes out what it says, an inventory sets the stock of its warehouse, everything else adds its quantity,
    which may be negative; a bypassed line counts for nothing.
    """
    amounts: dict[int, Decimal] = {}
    sql = (
        "select * from stock_change where company = ? and product = ? and status <> 'bypassed' order by event, position"
    )
    for row in work.rows(sql, work.company, product):
        quantity, at = Decimal(row["quantity"]), row["place"]
        if row["type"] == "Myynti":
            quantity = -abs(quantity)
        amounts[at] = quantity if row["type"] == "Inventointi" else amounts.get(at, Decimal(0)) + quantity
    return amounts.get(place, Decimal(0)) if place is not None else sum(amounts.values(), Decimal(0))


def ordered(work: Work, product: int, place: int | None = None) -> Decimal:
    """What is ordered of a product and has not arrived: of orders that are not archived."""
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
    """The warehouses that match everything that is asked for: the same for every company."""
    asked = work.parameters
    keys = asked.keys("inventoryplacenetvisorkeys", _MOST_KEYS)
    location = asked.text("inventoryplacelocationfreetext") or ""
    description = asked.text("inventoryplacedescriptionfreetext") or ""
    found = [
        _shown(place)
        for place in PLACES
        if (keys is None or place.key in keys)
        and location.casefold() in place.location.casefold()
        and description.casefold() in place.description.casefold()
    ]
    return Outcome(root=GetInventoryPlacesReply(inventory_places=InventoryPlaces(inventory_place=found)))


def _shown(place: Place) -> InventoryPlace:
    shelves: list[Any] = [
        Shelve(
            netvisor_key=key, shelve_name=path.rpartition("/")[2],
            shelve_hierarchy=ShelveHierarchy(shelve_hierarchy_name=path),
        )
        for key, path in place.shelves
    ]  # fmt: skip
    return InventoryPlace(
        netvisor_key=place.key, inventory_place_name=place.name, inventory_place_email_address=place.email,
        inventory_place_shelves=Shelves(inventory_place_shelve=shelves),
    )  # fmt: skip
