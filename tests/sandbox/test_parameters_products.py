"""The documented parameters of the reads of products, each by what it changes."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from netvisor import Client
from netvisor.resources import products

from .conftest import Caller, Got
from .test_catalogue import add
from .test_stock import event, moved, product


def ask(caller: Caller, resource: str, **asked: object) -> Got:
    return caller.sent("GET", f"/{resource}?{urlencode(asked)}")


@pytest.fixture
def keys(client: Client) -> list[str]:
    """The keys of a published fruit, a published root and a hidden fruit."""
    made = [
        add(client, "A", name="Omena"),
        add(client, "B", name="Lanttu", product_group="Juurekset"),
        add(client, "C", name="Luumu", is_active=0),
    ]
    return [str(key) for key in made]


def groups(client: Client) -> dict[str | None, str]:
    found = client.send(products.list_product_groups())
    return {
        each.product_group_name_translations.translation[0].value: str(each.netvisor_key)
        for each in found
        if each.product_group_name_translations is not None
    }


def test_extended_products_are_searched_in_the_language_of_the_call(caller: Caller, keys: list[str]) -> None:
    def found(**asked: object) -> list[str]:
        return ask(caller, "extendedproductlist.nv", **asked).texts("Products/Product/NetvisorKey")

    first, second, _ = keys
    for search in (
        {"productnamekeyword": "lant"},
        {"productgroupname": "Juurekset"},
        {"productgroupnamekeyword": "juu"},
        {"productgroupnamefreetext": "rek"},
    ):
        assert found(**search) == found(**search, searchlanguage="FI") == [second]
        assert found(**search, searchlanguage="se") == found(**search, searchlanguage="en") == []
    assert found(productcodekeyword="B", searchlanguage="en") == [second]
    assert found(excludeproductgroupnamefreetext="rek") == [first]
    assert found(excludeproductgroupnamefreetext="rek", searchlanguage="en") == [first, second]
    assert "expected one of fi, se, en" in ask(caller, "extendedproductlist.nv", searchlanguage="de").refusal


@pytest.mark.parametrize(
    ("resource", "path"),
    [
        ("extendedproductlist.nv", "Products/Product/NetvisorKey"),
        ("webshopproductlist.nv", "WebShopProductList/WebShopProduct/NetvisorKey"),
    ],
)
def test_products_are_found_by_their_groups(
    client: Client, caller: Caller, keys: list[str], resource: str, path: str
) -> None:
    first, second, hidden = keys
    fruits = [first] if resource.startswith("ext") else [first, hidden]

    def found(**asked: object) -> list[str]:
        return ask(caller, resource, **asked).texts(path)

    by_name = groups(client)
    assert found(productGroupNetvisorKeys=by_name["Juurekset"]) == [second]
    assert found(productGroupNetvisorKeys=",".join(by_name.values())) == sorted([*fruits, second], key=int)
    assert found(productGroupName="Juurekset") == [second]
    assert found(productGroupNameKeyword="hedel") == fruits
    assert found(productGroupNameKeyword="delm") == []
    assert found(productGroupNameFreeText="DELM") == fruits
    assert found(excludeProductGroupNameFreeText="rek") == fruits


def test_a_limit_of_the_web_shop_counts_whatever_its_value(caller: Caller, keys: list[str]) -> None:
    path = "WebShopProductList/WebShopProduct/NetvisorKey"
    for value in (1, 0):
        assert ask(caller, "webshopproductlist.nv", limitPublished=value).texts(path) == keys[:2]
        # There are no models here, so there is none that is not active.
        assert ask(caller, "webshopproductlist.nv", limitActive=value).texts(path) == keys


def test_deleted_products_may_be_asked_for_though_there_are_none(caller: Caller, keys: list[str]) -> None:
    path = "ProductList/Product/NetvisorKey"
    for deleted in (0, 1):
        assert ask(caller, "productlist.nv", deleted=deleted).texts(path) == keys
        assert ask(caller, "productlist.nv", deleted=deleted, published=1).texts(path) == keys[:2]
    assert ask(caller, "productlist.nv", published=1, unpublished=1).texts(path) == keys


def test_reply_options_2_and_3_leave_unpublished_products_out(caller: Caller, keys: list[str]) -> None:
    path = "Products/Product/ProductBaseInformation/NetvisorKey"
    for option, found in ((1, keys), (2, keys[:2]), (3, keys[:2])):
        assert ask(caller, "getproduct.nv", idlist=",".join(keys), replyoption=option).texts(path) == found
        hidden = ask(caller, "getproduct.nv", id=keys[2], replyoption=option).texts(path.removeprefix("Products/"))
        assert hidden == ([keys[2]] if option == 1 else [])


def test_sub_products_are_none(caller: Caller, keys: list[str]) -> None:
    got = ask(caller, "getproduct.nv", id=keys[0], showsubproducts=1)
    assert got.text("Product/ProductBaseInformation/NetvisorKey") == keys[0]
    assert got.texts("Product/SubProductInformation") == []


def test_moments_are_read_in_every_documented_form(caller: Caller, keys: list[str]) -> None:
    path = "ProductList/Product/NetvisorKey"
    for moment in ("2026-11-22T11:00:00", "2026-11-22 11:00:00", "2026-11-22"):
        assert ask(caller, "productlist.nv", changedsince=moment).texts(path) == keys
    for moment in ("2026-11-22T13:00:00", "2026-11-22 13:00:00", "2026-11-23"):
        assert ask(caller, "productlist.nv", changedsince=moment).texts(path) == []
    path = "Products/Product/NetvisorKey"
    assert ask(caller, "extendedproductlist.nv", productchangedsince="2026-11-22T11:00").texts(path) == keys[:2]


def test_changes_of_the_stock_are_asked_for_by_a_finnish_moment(client: Client, caller: Caller) -> None:
    key = str(product(client))
    client.send(products.add_warehouse_event(event(moved("Hankinta", "4"))))
    path = "InventoryByWarehouse/Product/NetvisorKey"
    for moment, found in (("22.11.2026 11:00:00", [key]), ("22.11.2026 13:00:00", [])):
        assert ask(caller, "inventorybywarehouse.nv", changedsince=moment).texts(path) == found
