from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor import CLEAR, Client
from netvisor.codec.decode import decode
from netvisor.errors import DuplicateData, InvalidData
from netvisor.resources import products
from netvisor.resources import purchases as p
from netvisor.sandbox import Sandbox

from . import messages as m
from .test_purchases import invoice
from .test_vendors import small

GOLDEN = Path(__file__).parents[2] / "fixtures" / "requests"
DAY = date(2026, 11, 21)


@pytest.fixture
def vendor(client: Client) -> int:
    client.send(products.add_product(m.product("6608")))
    return client.send(p.add_vendor(small())).netvisor_key


def golden(client: Client, vendor: int) -> p.PurchaseOrder:
    """The golden message with the keys of this company."""
    sent = decode((GOLDEN / "purchaseorder-full.xml").read_bytes(), p.PurchaseOrder, "iso-8859-15")
    client.send(p.add_product_quality(p.ProductQuality(is_quality_deviation=True, name="Rikki")))
    (quality,) = client.send(p.list_product_qualities())
    assert quality.netvisor_key is not None
    sent.vendor_identifier = p.VendorIdentifier(str(vendor), "netvisor")
    assert isinstance(sent.purchase_order_lines, p.PurchaseOrderLines)
    partial = sent.purchase_order_lines.purchase_order_product_line[0].purchase_order_product_line_partial_delivery
    assert isinstance(partial, p.PartialDelivery)
    partial.purchase_order_product_line_partial_delivery_content[0].delivered_product_quality = quality.netvisor_key
    return sent


def line(amount: str = "10", **fields: Any) -> p.PurchaseOrderProductLine:
    return p.PurchaseOrderProductLine(
        **{"product_code": p.OrderedProductCode("6608", "customer"), "ordered_amount": Decimal(amount), **fields}
    )


def change(method: Any, key: int, **fields: Any) -> p.PurchaseOrderProductLine:
    return p.PurchaseOrderProductLine(method=method, netvisor_key=key, **fields)


def parts(*amounts: str) -> p.PartialDelivery:
    contents = [p.PartialDeliveryContent(ordered_amount=Decimal(each)) for each in amounts]
    return p.PartialDelivery(purchase_order_product_line_partial_delivery_content=contents)


def order(*lines: p.PurchaseOrderProductLine, comments: Any = (), **fields: Any) -> p.PurchaseOrder:
    return p.PurchaseOrder(
        **{
            "order_number": "1001",
            "order_date": DAY,
            "vendor_identifier": p.VendorIdentifier("T-1", "code"),
            "purchase_order_lines": p.PurchaseOrderLines(
                purchase_order_product_line=list(lines) or [line(unit_price=Decimal(5))],
                purchase_order_comment_line=list(comments),
            ),
            **fields,
        }
    )


def edit(client: Client, key: int, *lines: Any, comments: Any = (), **fields: Any) -> None:
    wrapper = p.PurchaseOrderLines(purchase_order_product_line=list(lines), purchase_order_comment_line=list(comments))
    more: dict[str, Any] = {"purchase_order_lines": wrapper} if lines or comments else {}
    client.send(p.edit_purchase_order(p.PurchaseOrder(**more, **fields), id=key))


def fetched(client: Client, key: int) -> p.FetchedPurchaseOrder:
    got = client.send(p.get_purchase_order(key))
    assert got is not None
    return got


def lines_of(client: Client, key: int) -> list[Any]:
    lines = fetched(client, key).purchase_order_lines
    assert lines is not None
    return list(lines.lines)


def test_the_parts_of_a_line_make_its_sums_and_tell_what_has_come(client: Client, vendor: int) -> None:
    key = client.send(p.add_purchase_order(golden(client, vendor))).netvisor_key
    assert fetched(client, key).order_status == p.FetchedOrderStatus("approved", "partiallydelivered")
    group, first, second = lines_of(client, key)
    assert isinstance(group, p.DeliveryGroup)
    assert (group.ordered_amount, group.line_sum) == (Decimal("37.5"), Decimal("2072.50"))
    assert (first.ordered_amount, first.delivered_amount) == (Decimal(20), Decimal(20))
    assert (second.ordered_amount, second.delivered_amount) == (Decimal("17.5"), Decimal(0))
    assert first.product_quality.quality_description == "Rikki"


def test_an_edit_changes_only_what_it_names(client: Client, vendor: int) -> None:
    comment = p.PurchaseOrderCommentLine(comment="Kiitos")
    key = client.send(
        p.add_purchase_order(
            order(line(unit_price=Decimal(5)), line("2", unit_price=Decimal(3)), comments=[comment], comment="Kiire")
        )
    ).netvisor_key
    assert fetched(client, key).amount == p.FetchedOrderAmount(Decimal(56), "EUR")
    first, second, told = lines_of(client, key)
    edit(
        client,
        key,
        change("edit", first.netvisor_key, unit_price=Decimal(4)),
        change("delete", second.netvisor_key),
        line("1"),
        comments=[p.PurchaseOrderCommentLine(method="edit", netvisor_key=told.netvisor_key, comment="Nopeasti")],
        comment=CLEAR,
        order_status="senttovendor",
    )
    got = fetched(client, key)
    assert (got.order_number, got.comment) == ("1001", None)
    assert got.order_status == p.FetchedOrderStatus("senttovendor", "undelivered")
    assert got.amount == p.FetchedOrderAmount(Decimal(40), "EUR")
    changed, told, added = lines_of(client, key)
    assert (changed.unit_price, changed.ordered_amount, added.ordered_amount) == (Decimal(4), Decimal(10), Decimal(1))
    assert told.comment == "Nopeasti"
    edit(client, key, comments=[p.PurchaseOrderCommentLine(method="delete", netvisor_key=told.netvisor_key)])
    assert len(lines_of(client, key)) == 2


def test_a_line_is_split_and_its_parts_keep_making_it(client: Client, vendor: int) -> None:
    key = client.send(p.add_purchase_order(order(line("10", unit_price=Decimal(5))))).netvisor_key
    (whole,) = lines_of(client, key)
    name = "purchase_order_product_line_partial_delivery"
    with pytest.raises(InvalidData, match="the partial deliveries make 9, and the line 10"):
        edit(client, key, change("partialdeliver", whole.netvisor_key, **{name: parts("4", "5")}))
    edit(client, key, change("partialdeliver", whole.netvisor_key, **{name: parts("4", "6")}))
    group, first, second = lines_of(client, key)
    assert (group.netvisor_key, first.ordered_amount, second.unit_price) == (
        whole.netvisor_key,
        Decimal(4),
        Decimal(5),
    )
    grown = change("addtopartialdeliverygroup", group.netvisor_key, **{name: parts("1")})
    with pytest.raises(InvalidData, match="the partial deliveries make 11, and the line 10"):
        edit(client, key, grown)
    edit(client, key, change("edit", second.netvisor_key, ordered_amount=Decimal(5)), grown)
    assert len(lines_of(client, key)) == 4
    received = p.LineDeliveryDetails(delivered_amount=Decimal(4))
    edit(client, key, change("edit", first.netvisor_key, purchase_order_product_line_delivery_details=received))
    assert fetched(client, key).order_status == p.FetchedOrderStatus("proposal", "partiallydelivered")
    edit(client, key, change("delete", group.netvisor_key))
    assert lines_of(client, key) == []


def test_what_does_not_exist_is_refused(client: Client, vendor: int) -> None:
    key = client.send(p.add_purchase_order(order())).netvisor_key
    with pytest.raises(DuplicateData, match="the order number 1001 is in use"):
        client.send(p.add_purchase_order(order()))
    for bad, match in (
        (order(order_number="2", vendor_identifier=p.VendorIdentifier("X", "code")), "there is no vendor X by code"),
        (order(line(product_code=p.OrderedProductCode("X", "customer")), order_number="2"), "there is no product X"),
        (order(line(inventory_place=p.InventoryPlace("X", "customer")), order_number="2"), "there is no warehouse X"),
        (order(change("delete", 5), order_number="2"), "a new order has new lines only"),
    ):
        with pytest.raises(InvalidData, match=match):
            client.send(p.add_purchase_order(bad))
    with pytest.raises(InvalidData, match="no such line with the key 999"):
        edit(client, key, change("delete", 999))
    with pytest.raises(InvalidData, match="there is no purchase order with the key 999"):
        edit(client, 999, comment="X")
    assert len(client.send(p.list_purchase_orders())) == 1


def test_the_list_can_be_narrowed(client: Client, sandbox: Sandbox, vendor: int) -> None:
    first = client.send(p.add_purchase_order(order(private_comment="Öljyä"))).netvisor_key
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    other = small("Toinen", "T-2")
    other.vendor_base_information.organization_id = "0112038-9"
    client.send(p.add_vendor(other))
    second = client.send(
        p.add_purchase_order(
            order(
                order_number="1002",
                order_date=date(2026, 11, 23),
                order_status="approved",
                vendor_identifier=p.VendorIdentifier("0112038-9", "organisationidentifier"),
            )
        )
    ).netvisor_key

    def keys(**asked: Any) -> list[int | None]:
        return [row.netvisor_key for row in client.send(p.list_purchase_orders(**asked))]

    assert keys() == [first, second]
    assert keys(limit_start_order_number=1002) == [second]
    assert keys(limit_end_order_number=1001) == [first]
    assert keys(limit_begin_date=date(2026, 11, 22)) == [second]
    assert keys(limit_end_date=date(2026, 11, 22)) == [first]
    assert keys(limit_order_status="proposal") == [first]
    assert keys(limit_order_status="waitinginvoice") == []
    assert keys(search_comment="öljy") == [first]
    assert keys(limit_vendor=str(vendor)) == [first]
    assert keys(limit_vendor="0112038-9") == [second]
    assert keys(limit_vendor="T-2") == [second]
    assert keys(last_modified_start=datetime.fromisoformat("2026-11-23T00:00:00")) == [second]
    assert keys(last_modified_end=datetime.fromisoformat("2026-11-23T00:00:00")) == [first]
    assert [each.netvisor_key for each in client.send(p.get_purchase_orders([second, 999, first]))] == [second, first]
    assert client.send(p.get_purchase_order(999)) is None


def test_an_invoice_that_names_an_order_is_linked_to_it(client: Client, vendor: int) -> None:
    key = client.send(p.add_purchase_order(order())).netvisor_key
    number = p.PurchaseInvoiceRelatedPurchaseOrderNumber(purchase_order_number="1001")
    wrapper = p.PurchaseInvoiceRelatedPurchaseOrderNumbers(purchase_invoice_related_purchase_order_number=[number])
    sent = invoice(purchase_invoice_related_purchase_order_numbers=wrapper)
    bill = client.send(p.add_purchase_invoice(sent)).netvisor_key
    lines = fetched(client, key).purchase_order_lines
    assert lines is not None
    assert lines.linked_purchase_invoices is not None
    assert [each.netvisor_key for each in lines.linked_purchase_invoices.purchase_invoice] == [bill]
    (row,) = client.send(p.list_purchase_orders(has_link_to_purchase_invoice=True))
    assert row.linked_purchase_invoices is not None
    assert row.linked_purchase_invoices.purchase_invoice[0].invoice_number == "345"
    (row,) = client.send(p.list_purchase_orders())
    assert row.linked_purchase_invoices is None
    got = client.send(p.get_purchase_invoice(bill))
    assert got is not None
    assert got.linked_purchase_orders is not None
    assert got.linked_purchase_orders.purchase_order[0].netvisor_key == key


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        ("0", "0", "undelivered"),
        ("20", "0", "partiallydelivered"),
        ("10", "10", "fullydelivered"),
        ("10", "11", "overdelivered"),
        ("9", "11", "partiallydelivered"),
    ],
)
@pytest.mark.usefixtures("vendor")
def test_too_much_of_one_line_makes_up_for_nothing_of_another(
    client: Client, first: str, second: str, status: Any
) -> None:
    lines = [
        line(purchase_order_product_line_delivery_details=p.LineDeliveryDetails(delivered_amount=Decimal(each)))
        for each in (first, second)
    ]
    key = client.send(p.add_purchase_order(order(*lines))).netvisor_key
    assert fetched(client, key).order_status == p.FetchedOrderStatus("proposal", status)
