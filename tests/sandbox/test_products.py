from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor import CLEAR, Client
from netvisor.errors import DuplicateData, InvalidData
from netvisor.resources import products
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller


def add(client: Client, product: products.Product) -> int:
    return client.send(products.add_product(product)).netvisor_key


def base_of(client: Client, key: int) -> products.FetchedProductBaseInformation:
    got = client.send(products.get_product(key))
    assert got is not None
    assert got.product_base_information is not None
    return got.product_base_information


@pytest.mark.parametrize(
    ("kind", "price", "net", "gross"),
    [("net", "42.5", "42.5", "53.3375"), ("gross", "125.5", "100", "125.5"), ("net", "100", "100", "125.5")],
)
def test_both_prices_follow_from_the_given_one(client: Client, kind: Any, price: str, net: str, gross: str) -> None:
    key = add(client, m.product(price=price, kind=kind))
    base = base_of(client, key)
    assert base.unit_price == products.FetchedUnitPrice(Decimal(net), "net")
    assert base.unit_gross_price == products.UnitGrossPrice(Decimal(gross), "gross")
    (listed,) = client.send(products.list_products())
    assert (listed.unit_price, listed.unit_gross_price) == (Decimal(net), Decimal(gross))


def test_each_listed_product_has_the_name_of_its_own_group(client: Client) -> None:
    for code, group in (("A", "Hedelmät"), ("B", "Vihannekset"), ("C", "Hedelmät")):
        made = m.product(code)
        made.product_base_information.product_group = group
        add(client, made)
    listed = client.send(products.list_products())
    assert [one.product_group_description for one in listed] == ["Hedelmät", "Vihannekset", "Hedelmät"]
    assert len({one.product_group_id for one in listed}) == 2


def test_prices_are_written_as_the_documentation_shows_them(client: Client, caller: Caller) -> None:
    add(client, m.product(price="1.96"))
    assert caller.send("productlist.nv").text("ProductList/Product/UnitPrice") == "1,960000000000"
    assert caller.send("getproduct.nv", code="OMENA").text("Product/ProductBaseInformation/UnitPrice") == "1,96"


def test_an_edit_keeps_what_is_absent_and_empties_what_is_empty(client: Client) -> None:
    made = m.product()
    made.product_base_information.description = "Punainen"
    made.product_base_information.tariff_heading = "0808"
    key = add(client, made)
    edit = m.product(price="7")
    edit.product_base_information.description = CLEAR
    edit.product_bookkeeping_details = CLEAR
    client.send(products.edit_product(edit, id=key))
    base = base_of(client, key)
    assert (base.description, base.tariff_heading) == (None, "0808")
    assert base.unit_gross_price == products.UnitGrossPrice(Decimal(7), "gross")


def test_an_edit_of_an_unknown_product_is_refused(client: Client) -> None:
    with pytest.raises(InvalidData, match="Sandbox: there is no product with the key 99"):
        client.send(products.edit_product(m.product(), id=99))


def test_a_product_code_is_used_once(client: Client) -> None:
    key = add(client, m.product())
    with pytest.raises(DuplicateData, match="Sandbox: the product code OMENA is in use"):
        add(client, m.product())
    client.send(products.edit_product(m.product(price="8"), id=key))


def test_a_product_that_does_not_exist_is_an_empty_element(caller: Caller) -> None:
    for query in ({"id": 99}, {"code": "X"}, {"eancode": "1"}):
        got = caller.send("getproduct.nv", **query)
        assert got.statuses == ["OK"]
        assert len(got.root.find("Product")) == 0
    assert "one of the parameters" in caller.send("getproduct.nv").refusal


def test_products_are_found_by_keys_codes_and_bar_codes(client: Client, caller: Caller) -> None:
    one = m.product("A")
    one.product_base_information.primary_ean_code = products.EanCode("111", "any")
    two = m.product("B")
    two.product_base_information.secondary_ean_code = products.EanCode("222")
    keys = [add(client, one), add(client, two)]
    path = "ProductBaseInformation/ProductCode"
    assert caller.send("getproduct.nv", eancode="111").text(f"Product/{path}") == "A"
    assert caller.send("getproduct.nv", eancode="222").text(f"Product/{path}") == "B"
    got = caller.send("getproduct.nv", idlist=f"{keys[1]},{keys[0]},99")
    assert got.texts(f"Products/Product/{path}") == ["B", "A"]
    assert caller.send("getproduct.nv", codelist="A,X").texts(f"Products/Product/{path}") == ["A"]
    assert "at most 400" in caller.send("getproduct.nv", codelist=",".join("a" * 401)).refusal


def test_the_list_can_be_narrowed(client: Client, sandbox: Sandbox) -> None:
    add(client, m.product("A"))
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    passive = m.product("B")
    passive.product_base_information.is_active = 0
    add(client, passive)

    def codes(**asked: Any) -> list[str | None]:
        return [row.product_code for row in client.send(products.list_products(**asked))]

    assert codes() == ["A", "B"]
    assert codes(keyword="a,x") == ["A", "B"]  # the name of both is Omena
    assert codes(keyword="b") == ["B"]
    assert codes(changed_since=datetime.fromisoformat("2026-11-23T00:00:00")) == ["B"]
    assert codes(published=True) == ["A"]
    assert codes(published=False, unpublished=True) == ["B"]
    assert codes(published=False, unpublished=False) == []
    key = next(iter(sandbox.books["1234567-8"].products))
    assert client.send(products.get_product(key, reply_option=2)) is not None


def test_a_new_item_stands_below_the_one_that_the_product_says(client: Client, sandbox: Sandbox) -> None:
    sandbox.books["1234567-8"].add_dimension("Projekti", "P1")
    (father,) = sandbox.books["1234567-8"].dimension_items

    def below(key: int, item: str) -> products.Product:
        made = m.product(code=item)
        made.product_additional_information = products.ProductAdditionalInformation(
            dimension=[products.Dimension(dimension_name="Projekti", dimension_item=products.DimensionItem(item, key))]
        )
        return made

    add(client, below(father, "P1.1"))
    items = sandbox.books["1234567-8"].dimension_items.values()
    assert [(each.name, each.father) for each in items] == [("P1", 0), ("P1.1", father)]
    with pytest.raises(InvalidData, match="Projekti has no item with the key 99"):
        add(client, below(99, "P1.2"))
