"""Stock: an event to exact bytes and back, warehouses and stock as typed objects, calls with their parameters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.errors import MessageError
from netvisor.protocol.results import Answer, Inserted
from netvisor.resources import products as p
from tests.conftest import FIXTURES, Golden
from tests.unit.answers import taken

# The message.


def line(**fields: Any) -> p.WarehouseEventLine:
    usual: dict[str, Any] = {
        "event_type": "Korjaus",
        "product": p.EventProduct("TT"),
        "quantity": 12,
        "unit_price": Decimal("100.00"),
        "value_date": date(2026, 11, 22),
        "status": "open",
    }
    return p.WarehouseEventLine(**{**usual, **fields})


def event(*lines: p.WarehouseEventLine, **fields: Any) -> p.WarehouseEvent:
    wrapper = p.WarehouseEventLines(warehouse_event_line=lines or (line(),))
    return p.WarehouseEvent(**{"reference": "1070", "warehouse_event_lines": wrapper, **fields})


def full() -> p.WarehouseEvent:
    """Every element and attribute, and every way to name a product or a warehouse."""
    return event(
        line(
            event_type="Hankinta",
            product=p.EventProduct("165", type="netvisor"),
            inventory_place=p.EventInventoryPlace("12", type="netvisor"),
            description="Täydennys, 1 200 €",
            quantity=Decimal("2.5"),
        ),
        line(
            event_type="Varastosiirto",
            product=p.EventProduct("TT", type="customer"),
            inventory_place=p.EventInventoryPlace("Päävarasto"),
            quantity=-3,
            status="handled",
        ),
        line(status="bypassed"),
        description="Kevään täydennys",
        delivery_method="Nouto",
        distributer=p.Distributer("Kirjatukku & Pojat Oy", type="customer"),
    )


MESSAGES: dict[str, Callable[[], p.WarehouseEvent]] = {"minimal": event, "full": full}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_written_as_its_golden_file_and_comes_back(name: str, golden: Golden) -> None:
    body = encode(MESSAGES[name]()).bytes()
    golden(FIXTURES / "requests" / f"warehouseevent-{name}.xml", body)
    assert decode(body, p.WarehouseEvent) == MESSAGES[name]()


@pytest.mark.parametrize(
    ("message", "path", "rule"),
    [
        (event(reference="1" * 51), "reference", "max-length"),
        (event(line(status="done")), "warehouse_event_lines.warehouse_event_line[0].status", "values"),
        (
            event(line(inventory_place=p.EventInventoryPlace("1", type="customer"))),  # type: ignore[arg-type]  # wrong on purpose
            "warehouse_event_lines.warehouse_event_line[0].inventory_place.type",
            "values",
        ),
    ],
)
def test_wrong_fields_are_refused_with_their_place(message: p.WarehouseEvent, path: str, rule: str) -> None:
    with pytest.raises(MessageError) as refused:
        p.add_warehouse_event(message)
    assert [(problem.path, problem.rule) for problem in refused.value.problems] == [(path, rule)]


def test_an_event_without_lines_is_refused() -> None:
    with pytest.raises(MessageError, match="at least one a WarehouseEventLine"):
        p.add_warehouse_event(event(warehouse_event_lines=p.WarehouseEventLines(warehouse_event_line=())))


def test_adding_an_event_is_a_write_that_gives_the_key() -> None:
    call = p.add_warehouse_event(event())
    assert (call.resource, call.http, call.writes, call.parameters) == ("warehouseevent.nv", "POST", True, ())
    assert call.result.take(Answer(inserted=["7"])) == Inserted(netvisor_key=7, netvisor_keys=(7,))


# Answers and calls.


def test_the_stock_of_a_product_stands_by_warehouse_and_in_all() -> None:
    first, second = taken(p.list_inventory_by_warehouse(), "inventorybywarehouse-several")
    assert (first.netvisor_key, first.code, first.total_amount) == (165, "TT", Decimal("1005.50"))
    assert [(w.name, w.inventory_amount) for w in first.warehouse] == [
        ("Päävarasto", Decimal("1002.50")),
        ("Myymälä", Decimal("3.00")),
    ]
    assert (second.code, list(second.warehouse), second.total_amount) == (None, [], Decimal("-1.00"))


def test_the_stock_of_one_product_or_none_is_a_list() -> None:
    call = p.list_inventory_by_warehouse(product_id=165)
    assert [product.netvisor_key for product in taken(call, "inventorybywarehouse-one")] == [165]
    assert taken(call, "inventorybywarehouse-empty") == []


def test_the_stock_takes_every_documented_parameter() -> None:
    call = p.list_inventory_by_warehouse(
        product_id=165,
        product_id_list=[165, 166],
        inventory_place_id=12,
        inventory_place_name="Päävarasto",
        limit_vendor_id=55,
        changed_since=datetime(2026, 5, 1, 12),  # noqa: DTZ001
        limit_under_alert_limit=True,
        product_group_name="Kirjat",
    )
    assert call.parameters == (
        ("productid", "165"),
        ("productidlist", "165,166"),
        ("inventoryplaceid", "12"),
        ("inventoryplacename", "Päävarasto"),
        ("limitvendorid", "55"),
        ("changedsince", "1.5.2026 12:00:00"),
        ("limitunderalertlimit", "1"),
        ("productgroupname", "Kirjat"),
    )
    assert not call.writes


def test_warehouses_are_read_with_their_shelves() -> None:
    call = p.list_inventory_places(
        inventory_place_location_free_text="Järvenpää",
        inventory_place_description_free_text="varasto",
        inventory_place_netvisor_keys=[165, 166],
    )
    assert call.parameters == (
        ("inventoryplacelocationfreetext", "Järvenpää"),
        ("inventoryplacedescriptionfreetext", "varasto"),
        ("inventoryplacenetvisorkeys", "165,166"),
    )
    first, second = taken(call, "getinventoryplaces-several")
    assert first.inventory_place_name == "Päävarasto, Järvenpää"
    shelves = first.inventory_place_shelves.inventory_place_shelve
    assert [shelf.shelve_hierarchy.shelve_hierarchy_name for shelf in shelves] == ["Käytävä A / Hylly 1", None]
    assert second.inventory_place_email_address is None
    assert list(second.inventory_place_shelves.inventory_place_shelve) == []
    assert len(taken(call, "getinventoryplaces-one")) == 1
    assert taken(call, "getinventoryplaces-empty") == []
