"""Warehouse events, and the resulting stock of each product."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import Any, Final

from netvisor.resources.products import (
    InventoryByWarehouse,
    InventoryByWarehouseReply,
    ProductStock,
    WarehouseEvent,
    WarehouseStock,
)
from netvisor.sandbox.books.core.money import product_of, rounded
from netvisor.sandbox.books.core.show import attribute, kept, plain, text
from netvisor.sandbox.books.core.work import MOST_KEYS, Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.products.products import found_by, message_of
from netvisor.sandbox.books.products.reservations import Reservations
from netvisor.sandbox.books.products.warehouses import DEFAULT, PLACES, Place, ordered, place_of, stock
from netvisor.sandbox.refusal import invalid

_EVENT_TYPES: Final = ("Hankinta", "Myynti", "Inventointi", "Korjaus", "Varastosiirto", "Valmistus")


@answers("warehouseevent.nv")
def warehouse_event(work: Work) -> Outcome:
    """Import an event: each line changes the stock of its product in its warehouse."""
    sent: WarehouseEvent = work.message
    key = work.new_key()
    work.insert(
        "warehouse_event",
        key=key,
        reference=sent.reference,
        vendor=_vendor(work, sent.distributer),
        changed=work.stamp,
        message=kept(sent),
    )
    for position, line in enumerate(sent.warehouse_event_lines.warehouse_event_line):
        kind = next((each for each in _EVENT_TYPES if each.casefold() == line.event_type.casefold()), None)
        if kind is None:
            raise invalid(f"there is no type of event {line.event_type}; there are {', '.join(_EVENT_TYPES)}")
        product = found_by(work, attribute(line.product, "type") or "customer", line.product.value)
        if product is None:
            raise invalid(f"there is no product {line.product.value}")
        # A value that no answer could show is rejected when it is posted.
        rounded(product_of(Decimal(line.quantity), Decimal(line.unit_price)))
        named = plain(line.inventory_place)
        place = DEFAULT if named is None else place_of(attribute(line.inventory_place, "type"), named)
        work.insert(
            "stock_change",
            event=key,
            position=position,
            product=product["key"],
            place=place.key,
            type=kind,
            quantity=text(line.quantity),
            price=text(line.unit_price),
            date=line.value_date.isoformat(),
            status=line.status,
            changed=work.stamp,
        )
    return Outcome(inserted=[key])


def _vendor(work: Work, named: Any) -> int | None:
    value = plain(named)
    if value is None:
        return None
    column = "key" if attribute(named, "type") == "netvisor" else "name"
    found = work.row(f"select key from vendor where company = ? and {column} = ?", work.company, value)  # noqa: S608  # columns are ours
    if found is None:
        raise invalid(f"there is no vendor {value}")
    return int(found["key"])


@answers("inventorybywarehouse.nv")
def inventory_by_warehouse(work: Work) -> Outcome:
    """The stock of the products that match all parameters and are kept in stock."""
    places = _places(work)
    reserved = Reservations(work, DEFAULT.key)
    found = [
        _stock(work, row, places, reserved)
        for row in _rows(work)
        if plain(message_of(row).product_base_information.inventory_enabled) or _moved(work, row)
    ]
    return Outcome(root=InventoryByWarehouseReply(inventory_by_warehouse=InventoryByWarehouse(product=found)))


def _moved(work: Work, row: sqlite3.Row) -> bool:
    sql = "select 1 from stock_change where company = ? and product = ?"
    return work.row(sql, work.company, row["key"]) is not None


def _places(work: Work) -> tuple[Place, ...]:
    key, name = work.parameters.integer("inventoryplaceid"), work.parameters.text("inventoryplacename")
    return tuple(
        place
        for place in PLACES
        if (key is None or place.key == key) and (name is None or name in {place.name, place.description})
    )


def _rows(work: Work) -> list[sqlite3.Row]:
    asked = work.parameters
    where: list[str] = ["p.company = ?"]
    values: list[object] = [work.company]
    one, several = asked.integer("productid"), asked.keys("productidlist", MOST_KEYS)
    if one is not None or several is not None:
        keys = [*([] if one is None else [one]), *(several or [])]
        where.append(f"p.key in ({sql_marks(keys)})")
        values += keys
    vendor = asked.integer("limitvendorid")
    if vendor is not None:
        where.append(
            "p.key in (select c.product from stock_change c join warehouse_event e"
            " on e.company = c.company and e.key = c.event where c.company = p.company and e.vendor = ?)"
        )
        values.append(vendor)
    since = asked.moment("changedsince")
    if since is not None:
        where.append("p.key in (select product from stock_change c where c.company = p.company and c.changed >= ?)")
        values.append(since.isoformat(sep=" "))
    group = asked.text("productgroupname")
    if group is not None:
        where.append("n.name = ?")
        values.append(group)
    sql = (
        "select p.*, n.name as group_name from product p"  # noqa: S608  # the conditions are ours
        " left join named n on n.company = p.company and n.key = p.group_key"
        f" where {' and '.join(where)} order by p.key"
    )
    rows = work.rows(sql, *values)
    return [row for row in rows if _under_limit(work, row)] if asked.flag("limitunderalertlimit") else rows


def _under_limit(work: Work, row: sqlite3.Row) -> bool:
    limit = plain(message_of(row).product_base_information.inventory_alert_limit)
    return limit is not None and stock(work, row["key"]) < Decimal(limit)


def _stock(work: Work, row: sqlite3.Row, places: tuple[Place, ...], reserved: Reservations) -> ProductStock:
    key = row["key"]
    shown = [
        WarehouseStock(
            netvisor_key=place.key,
            name=place.name,
            reserved_amount=reserved.of(row, place.key),
            ordered_amount=ordered(work, key, place.key),
            inventory_amount=stock(work, key, place.key),
        )
        for place in places
    ]
    return ProductStock(
        netvisor_key=key,
        name=row["name"],
        code=row["code"] or None,
        group_name=row["group_name"],
        product_uri=f"/getproduct.nv?id={key}",
        warehouse=shown,
        total_reserved_amount=reserved.of(row),
        total_ordered_amount=ordered(work, key),
        total_amount=stock(work, key),
    )
