from __future__ import annotations

from datetime import datetime
from typing import Any

from netvisor import Client
from netvisor.resources import products, webshop
from netvisor.sandbox import Sandbox

from . import messages as m
from .conftest import Caller


def add(client: Client, code: str, **base: Any) -> int:
    made = m.product(code)
    for name, value in base.items():
        setattr(made.product_base_information, name, value)
    return client.send(products.add_product(made)).netvisor_key


def page(client: Client, **asked: Any) -> products.ExtendedProducts:
    got = client.send(products.list_extended_products(**asked))
    assert got is not None
    return got


def test_groups_are_listed_and_searched(client: Client) -> None:
    add(client, "A")
    add(client, "B", product_group="Juurekset")

    def names(**asked: Any) -> list[str | None]:
        found = client.send(products.list_product_groups(**asked))
        return [
            each.product_group_name_translations.translation[0].value
            for each in found
            if each.product_group_name_translations is not None
        ]

    assert names() == ["Hedelmät", "Juurekset"]
    assert names(product_group_name_keyword="juu") == ["Juurekset"]
    assert names(product_group_name_free_text="DELMÄ") == ["Hedelmät"]
    assert names(product_group_name_keyword="juu", search_language="EN") == []
    second = client.send(products.list_product_groups())[1]
    assert second.netvisor_key is not None
    assert names(product_group_netvisor_keys=[second.netvisor_key]) == ["Juurekset"]
    assert second.product_group_hierarchy is None
    (whole, _) = client.send(products.list_product_groups(reply_options=True))
    assert whole.product_group_hierarchy is not None


def test_reply_options_add_parts_to_the_extended_list(client: Client) -> None:
    add(client, "A")
    (bare,) = page(client).product
    assert (bare.product_dimension_information, bare.product_account_information) == (None, None)
    (some,) = page(client, reply_options=["IncludeProductAccountingInformation"]).product
    assert (some.product_dimension_information, some.product_images) == (None, None)
    assert some.product_account_information is not None
    (whole,) = page(client, reply_options=["SetAllReplyOptions"]).product
    assert None not in (whole.product_dimension_information, whole.product_account_information, whole.product_images)


def test_the_extended_list_is_narrowed_and_paged(client: Client, sandbox: Sandbox, caller: Caller) -> None:
    one = add(client, "A", primary_ean_code=products.EanCode("111", "any"), inventory_enabled=1)
    two = add(client, "B", name="Päärynä", is_sales_product=0, product_group="Juurekset")
    hidden = add(client, "C", is_active=0)
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    late = add(client, "D")

    def keys(**asked: Any) -> list[int | None]:
        return [each.netvisor_key for each in page(client, **asked).product]

    assert keys() == [one, two, late]
    assert keys(product_netvisor_keys=[hidden]) == [hidden]
    assert keys(product_name_keyword="PÄÄ") == [two]
    assert keys(product_code_keyword="a") == [one]
    assert keys(product_ean_code="111") == [one]
    assert keys(only_sellable_products=True) == [one, late]
    assert keys(only_storaged_products=True) == [one]
    assert keys(product_changed_since=datetime.fromisoformat("2026-11-23T00:00")) == [late]
    assert keys(product_group_name="Juurekset") == [two]
    assert keys(product_group_name_keyword="juu") == [two]
    assert keys(product_group_name_free_text="rek") == [two]
    assert keys(exclude_product_group_name_free_text="rek") == [one, late]
    assert keys(product_grouping_criteria_name="X") == []
    second = page(client, products_on_page=2, page=2)
    assert (second.current_page, second.page_count, second.products_on_page, second.products_on_pages) == (2, 2, 1, 3)
    assert "the reply option X is not known" in caller.send("extendedproductlist.nv", replyoptions="X").refusal
    assert "count from 1" in caller.send("extendedproductlist.nv", page="-1").refusal


def test_the_web_shop_lists_products_without_models(client: Client, sandbox: Sandbox) -> None:
    one = add(client, "A", description="Punainen")
    two = add(client, "B", is_active=0, is_sales_product=0, product_group="Juurekset")
    sandbox.clock = datetime.fromisoformat("2026-11-24T12:00:00+02:00")
    late = add(client, "C")

    def keys(**asked: Any) -> list[int | None]:
        return [each.netvisor_key for each in client.send(webshop.list_web_shop_products(**asked))]

    assert keys() == [one, two, late]
    assert keys(limit_published=True) == [one, late]
    assert keys(limit_sellable=True) == [one, late]
    assert keys(limit_deleted=True) == [one, late]
    assert keys(limit_changed_since=datetime.fromisoformat("2026-11-23T00:00:00")) == [late]
    assert keys(limit_source_product_netvisor_key=two) == [two]
    assert keys(product_group_name="Juurekset") == [two]
    first = client.send(webshop.list_web_shop_products())[0]
    assert (first.name[0].value, first.description[0].value) == ("Omena", "Punainen")


def test_a_limit_of_the_web_shop_counts_by_its_presence(client: Client, caller: Caller) -> None:
    add(client, "A")
    add(client, "B", is_active=0, is_sales_product=0)
    assert len(caller.send("webshopproductlist.nv").texts("WebShopProductList/WebShopProduct")) == 2
    for asked in ("limitDeleted=0", "limitDeleted=", "limitPublished", "limitSellable="):
        got = caller.sent("GET", f"/webshopproductlist.nv?{asked}")
        assert len(got.texts("WebShopProductList/WebShopProduct")) == 1


def test_there_are_no_files_of_products(client: Client, caller: Caller) -> None:
    assert client.send(products.get_product_attachments([1])) == []
    assert client.send(products.get_product_images([1])) == []
    assert client.send(webshop.get_web_shop_product_images(1)) == []
    for resource in ("getproductattachment.nv", "getproductimage.nv", "webshopproductimages.nv"):
        assert "is missing" in caller.send(resource).refusal
