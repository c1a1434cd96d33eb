from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client
from netvisor.errors import InvalidData
from netvisor.resources import customers, products, sales
from netvisor.resources import purchases as p
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller
from .test_orders import get as fetched_order
from .test_orders import lines_of as order_lines
from .test_orders import message as delivery
from .test_orders import order as sales_order
from .test_purchase_orders import line as order_line
from .test_purchase_orders import order
from .test_vendors import small

DAY = date(2026, 11, 22)


def product(client: Client, code: str = "TT", **base: Any) -> int:
    made = m.product(code)
    for name, value in base.items():
        setattr(made.product_base_information, name, value)
    return client.send(products.add_product(made)).netvisor_key


def event(*lines: products.WarehouseEventLine, **fields: Any) -> products.WarehouseEvent:
    wrapper = products.WarehouseEventLines(warehouse_event_line=list(lines))
    return products.WarehouseEvent(reference="1", warehouse_event_lines=wrapper, **fields)


def moved(kind: str, quantity: str, place: str = "Päävarasto", **fields: Any) -> products.WarehouseEventLine:
    return products.WarehouseEventLine(
        **{
            "event_type": kind,
            "product": products.EventProduct("TT"),
            "quantity": Decimal(quantity),
            "inventory_place": products.EventInventoryPlace(place),
            "unit_price": Decimal(100),
            "value_date": DAY,
            "status": "open",
            **fields,
        }
    )


def stock_of(client: Client, **asked: Any) -> list[tuple[str | None, Decimal | None]]:
    return [(each.code, each.total_amount) for each in client.send(products.list_inventory_by_warehouse(**asked))]


def test_the_stock_goes_up_and_down(client: Client) -> None:
    key = product(client)
    for kind, quantity, left in (
        ("Hankinta", "10", 10),
        ("Myynti", "3", 7),
        ("Myynti", "-2", 5),
        ("Korjaus", "-1", 4),
        ("Valmistus", "2", 6),
        ("Inventointi", "20", 20),
        ("Varastosiirto", "-5", 15),
    ):
        client.send(products.add_warehouse_event(event(moved(kind, quantity))))
        assert stock_of(client) == [("TT", Decimal(left))]
    client.send(
        products.add_warehouse_event(event(moved("hankinta", "5", "Myymälä"), moved("Korjaus", "9", status="bypassed")))
    )
    assert stock_of(client) == [("TT", Decimal(20))]
    got = client.send(products.get_product(key))
    assert got is not None
    assert got.product_inventory_details is not None
    assert got.product_inventory_details.inventory_amount == Decimal(20)


def test_what_is_ordered_counts_until_it_arrives(client: Client) -> None:
    product(client, "6608", inventory_enabled=1)
    client.send(p.add_vendor(small()))
    details = p.LineDeliveryDetails(delivered_amount=Decimal(4))
    client.send(p.add_purchase_order(order(order_line("10", purchase_order_product_line_delivery_details=details))))
    (got,) = client.send(products.list_inventory_by_warehouse())
    assert (got.total_ordered_amount, got.warehouse[0].ordered_amount) == (Decimal(6), Decimal(6))


def inventory_of(client: Client, key: int) -> tuple[Decimal | None, ...]:
    got = client.send(products.get_product(key))
    assert got is not None
    found = got.product_inventory_details
    assert found is not None
    return found.inventory_amount, found.inventory_mid_price, found.inventory_value


def test_the_mid_price_is_the_weighted_average_of_what_came_in(client: Client, caller: Caller) -> None:
    key = product(client)
    assert inventory_of(client, key) == (Decimal(0),) * 3
    for kind, quantity, price, place, expected in (
        ("Hankinta", "10", "5.00", "Päävarasto", ("10", "5", "50")),
        ("Hankinta", "20", "8.00", "Päävarasto", ("30", "7", "210")),
        ("Myynti", "20", "99", "Päävarasto", ("10", "7", "70")),
        ("Korjaus", "-1", "99", "Päävarasto", ("9", "7", "63")),
        ("Varastosiirto", "-4", "99", "Päävarasto", ("5", "7", "35")),
        ("Varastosiirto", "4", "99", "Myymälä", ("9", "7", "63")),
        ("Inventointi", "2", "99", "Myymälä", ("7", "7", "49")),
        ("Inventointi", "12", "10", "Myymälä", ("17", "7.75", "131.75")),
    ):
        line = moved(kind, quantity, place, unit_price=Decimal(price))
        client.send(products.add_warehouse_event(event(line)))
        assert inventory_of(client, key) == tuple(map(Decimal, expected)), kind
    client.send(products.add_warehouse_event(event(moved("Hankinta", "9", status="bypassed", unit_price=Decimal(1)))))
    details = "Product/ProductInventoryDetails"
    got = caller.send("getproduct.nv", id=key)
    assert got.text(f"{details}/InventoryMidPrice") == "7,75"
    assert got.text(f"{details}/InventoryValue") == "131,7500"


def test_a_value_that_no_answer_could_show_is_refused(client: Client) -> None:
    product(client)
    with pytest.raises(InvalidData, match="Sandbox: a number of more than fifteen digits"):
        client.send(products.add_warehouse_event(event(moved("Hankinta", "1e14"))))
    assert stock_of(client) == []


def reserved_of(client: Client) -> list[Decimal | None]:
    (got,) = client.send(products.list_inventory_by_warehouse())
    assert got.netvisor_key is not None
    fetched = client.send(products.get_product(got.netvisor_key))
    assert fetched is not None
    assert fetched.product_inventory_details is not None
    assert fetched.product_inventory_details.inventory_reserved_amount == got.total_reserved_amount
    return [*(place.reserved_amount for place in got.warehouse), got.total_reserved_amount]


def test_an_order_reserves_what_is_not_delivered_of_it(client: Client) -> None:
    key = product(client, "OMENA", inventory_enabled=1, primary_ean_code=products.EanCode("111", "any"))
    buyer = client.send(customers.add_customer(m.customer())).netvisor_key
    by_key, by_ean = (sales.ProductIdentifier(str(key), "netvisor"), sales.ProductIdentifier("111", "primaryeancode"))
    lines = [
        m.line("10"),
        m.line("3", product_identifier=by_key, sales_invoice_product_line_inventory_id=2),
        m.line("0.5", product_identifier=by_ean),
        m.line("7", code="MUU"),
        m.comment("Omena"),
    ]
    placed = sales_order(client, *lines)
    client.send(sales.add_sales_invoice(m.invoice(m.line("50"))))
    sales_order(client, m.line("50"), sales_invoice_status="delivered")
    assert reserved_of(client) == [Decimal("10.5"), Decimal(3), Decimal("13.5")]
    first = order_lines(fetched_order(client, placed))[0].netvisor_key
    client.send(sales.invoice_sales_order(delivery(buyer, **{f"line_{first}": "4"}), method="deliveryonly"))
    assert reserved_of(client) == [Decimal("6.5"), Decimal(3), Decimal("9.5")]
    client.send(sales.delete_sales_order(placed))
    assert reserved_of(client) == [Decimal(0), Decimal(0), Decimal(0)]


def test_the_stock_can_be_narrowed(client: Client, sandbox: Sandbox) -> None:
    one = product(client, inventory_alert_limit=5)
    two = product(client, "UU", inventory_enabled=1, product_group="Juurekset")
    product(client, "EI")
    vendor = client.send(p.add_vendor(small("Tukku"))).netvisor_key
    named = products.Distributer("Tukku", "customer")
    client.send(products.add_warehouse_event(event(moved("Hankinta", "4"), distributer=named)))
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    client.send(products.add_warehouse_event(event(moved("Hankinta", "4", product=products.EventProduct("UU")))))
    both = [("TT", Decimal(4)), ("UU", Decimal(4))]
    assert stock_of(client) == both
    assert stock_of(client, product_id=two) == both[1:]
    assert stock_of(client, product_id_list=[one, two]) == both
    assert stock_of(client, limit_vendor_id=vendor) == both[:1]
    assert stock_of(client, changed_since=datetime.fromisoformat("2026-11-23T00:00:00")) == both[1:]
    assert stock_of(client, limit_under_alert_limit=True) == both[:1]
    assert stock_of(client, product_group_name="Juurekset") == both[1:]
    for asked in ({"inventory_place_id": 2}, {"inventory_place_name": "Myymälä"}):
        got = client.send(products.list_inventory_by_warehouse(**asked))
        assert [[place.netvisor_key for place in each.warehouse] for each in got] == [[2], [2]]


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"event_type": "Hukka"}, "there is no type of event Hukka; there are Hankinta"),
        ({"product": products.EventProduct("X")}, "there is no product X"),
        ({"inventory_place": products.EventInventoryPlace("X")}, "there is no warehouse X"),
    ],
)
def test_what_does_not_exist_is_refused_and_moves_nothing(client: Client, fields: Any, match: str) -> None:
    product(client)
    with pytest.raises(InvalidData, match=f"Sandbox: {match}"):
        client.send(products.add_warehouse_event(event(moved("Hankinta", "1"), moved("Hankinta", "1", **fields))))
    with pytest.raises(InvalidData, match="there is no vendor X"):
        client.send(products.add_warehouse_event(event(moved("Hankinta", "1"), distributer=products.Distributer("X"))))
    assert stock_of(client) == []


def test_the_warehouses_are_seeded(client: Client) -> None:
    def names(**asked: Any) -> list[str | None]:
        return [each.inventory_place_name for each in client.send(products.list_inventory_places(**asked))]

    assert names() == ["Päävarasto, Kotka", "Myymälä, Lappeenranta"]
    assert names(inventory_place_location_free_text="lappeen") == ["Myymälä, Lappeenranta"]
    assert names(inventory_place_description_free_text="PÄÄ") == ["Päävarasto, Kotka"]
    assert names(inventory_place_netvisor_keys=[2]) == ["Myymälä, Lappeenranta"]
    first = client.send(products.list_inventory_places())[0]
    assert first.inventory_place_shelves is not None
    (shelve,) = first.inventory_place_shelves.inventory_place_shelve
    assert (shelve.netvisor_key, shelve.shelve_name) == (3, "A1")
