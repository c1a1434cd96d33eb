"""Web shops: main products with their variants and pictures as typed objects, calls with their parameters."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from netvisor.resources import webshop as w
from tests.unit.answers import taken


def test_a_main_product_is_read_with_its_variants() -> None:
    first, second = taken(w.list_web_shop_products(), "webshopproductlist-several")
    assert first.name == [w.WebShopText("Pyörä", language="FI"), w.WebShopText("Cykel", language="SE")]
    assert first.description[0].value == "Kolme vaihdetta & jalkajarru"
    assert [name.value for group in first.product_groups.product_group for name in group.name] == [
        "Ajoneuvot",
        "Vehicles",
    ]
    red, blue = first.variants.variant
    assert (red.variant_identifier, red.price) == ("1001", Decimal("1249.90"))
    assert red.last_change_date == datetime(2026, 11, 20, 13, 45)  # noqa: DTZ001  # answers name no zone
    assert (list(blue.description), blue.last_change_date, blue.price) == ([], None, None)
    assert (second.netvisor_key, second.product_groups, second.variants) == (146, None, None)


def test_one_main_product_or_none_is_a_list() -> None:
    assert [p.netvisor_key for p in taken(w.list_web_shop_products(), "webshopproductlist-one")] == [145]
    assert taken(w.list_web_shop_products(), "webshopproductlist-empty") == []


def test_the_list_takes_every_documented_parameter_in_its_spelling() -> None:
    call = w.list_web_shop_products(
        limit_deleted=True,
        limit_active=True,
        limit_published=True,
        limit_sellable=True,
        limit_changed_since=datetime(2026, 11, 22, 9, 5, 3),  # noqa: DTZ001
        limit_source_product_netvisor_key=145,
        product_group_netvisor_keys=[16, 18],
        product_group_name="Ajoneuvot",
        product_group_name_keyword="Ajo",
        product_group_name_free_text="neuvot",
        exclude_product_group_name_free_text="osat",
    )
    assert call.parameters == (
        ("limitDeleted", "1"),
        ("limitActive", "1"),
        ("limitPublished", "1"),
        ("limitSellable", "1"),
        ("limitChangedSince", "2026-11-22T09:05:03"),
        ("limitSourceProductNetvisorKey", "145"),
        ("productGroupNetvisorKeys", "16,18"),
        ("productGroupName", "Ajoneuvot"),
        ("productGroupNameKeyword", "Ajo"),
        ("productGroupNameFreeText", "neuvot"),
        ("excludeProductGroupNameFreeText", "osat"),
    )
    assert not call.writes


def test_a_limit_that_is_false_is_left_out_because_its_presence_counts() -> None:
    assert w.list_web_shop_products(limit_deleted=False, limit_active=True).parameters == (("limitActive", "1"),)


def test_pictures_are_read_with_their_content() -> None:
    call = w.get_web_shop_product_images(1001)
    assert call.parameters == (("identifier", "1001"),)
    first, second = taken(call, "webshopproductimages-several")
    assert (first.title, second.title) == ("Pyörä edestä", None)
    assert first.document_data == b"\x89PNG\r\n\x1a\n kuva"
    assert len(taken(call, "webshopproductimages-one")) == 1
    assert taken(call, "webshopproductimages-empty") == []
