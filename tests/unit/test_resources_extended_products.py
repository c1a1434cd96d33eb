"""Product groups, the extended list of products and their files: answers as typed objects, calls with parameters."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from netvisor.errors import MessageError
from netvisor.resources import products as p
from tests.unit.answers import taken

# Groups.


def test_a_group_is_read_with_its_names_and_its_place_in_the_tree() -> None:
    group, top, plain = taken(p.list_product_groups(reply_options=True), "getproductgroups-several")
    assert (group.netvisor_key, top.netvisor_key, plain.netvisor_key) == (16, 12, 20)
    assert group.product_group_name_translations.translation == [
        p.GroupTranslation("Tietokirjat", language="FI"),
        p.GroupTranslation("Faktaböcker", language="SE"),
        p.GroupTranslation("Non-fiction", language="EN"),
    ]
    place = group.product_group_hierarchy
    assert place.product_group_hierarchy_name_translations.translation[0].value == "Kirjat / Tietokirjat"
    assert (place.parent_group_netvisor_key, place.child_groups.netvisor_key) == (12, [18, 19])
    assert top.product_group_hierarchy.parent_group_netvisor_key is None
    assert list(top.product_group_hierarchy.child_groups.netvisor_key) == []
    assert plain.product_group_hierarchy is None
    assert len(taken(p.list_product_groups(), "getproductgroups-one")) == 1


def test_groups_take_every_documented_parameter() -> None:
    call = p.list_product_groups(
        reply_options=False,
        search_language="SE",
        product_group_name_keyword="Böcker",
        product_group_netvisor_keys=[12, 16],
        product_group_name_free_text="fakta",
    )
    assert call.parameters == (
        ("replyoptions", "0"),
        ("searchlanguage", "SE"),
        ("productgroupnamekeyword", "Böcker"),
        ("productgroupnetvisorkeys", "12,16"),
        ("productgroupnamefreetext", "fakta"),
    )


# The extended list.


def test_a_product_of_the_extended_list_is_read_with_everything_that_can_be_asked_for() -> None:
    page = taken(p.list_extended_products(reply_options=["SetAllReplyOptions"]), "extendedproductlist-one")
    assert (page.current_page, page.page_count, page.products_on_page, page.products_on_pages) == (1, 1, 1, 1)
    (product,) = page.product
    assert product.product_codes.product_primary_ean_code == "6412345678908"
    assert product.product_name_translations.translation[1] == p.Translation("Handbok, blå", language="SE")
    features = product.product_features
    assert (features.is_model, features.is_summary_of_products) == (True, False)
    assert features.last_changed_date.value == datetime(2026, 11, 20, 13, 45)  # noqa: DTZ001  # answers name no zone
    prices = product.product_price_information
    assert prices.default_net_price == p.DefaultPrice(Decimal("42.50"), is_price_base=True)
    assert prices.vat.percentage == Decimal("25.5")
    assert prices.price_groups.price_group[0].price_group_name == "Jälleenmyyjät"
    assert prices.customer_prices.customer[0].customer_name == "Mäkelän Öljy & Äly Oy"
    (vendor,) = product.product_purchase_information.distributer_purchase_informations.distributer
    assert (vendor.purchase_price, vendor.currency_abbreviation) == (Decimal("24.90"), "EUR")
    stock = product.product_storage_information
    assert stock.inventory_place_shelves.inventory_place_shelve[0].shelve_name == "Hylly 1"
    assert stock.product_batch_linking_mode.netvisor_key == 4
    shipment = product.product_shipment_information
    assert shipment.default_product_country_of_origin == "FI"
    assert shipment.product_net_weight == p.Measure(Decimal("0.95"), unit="kg")
    (criterion,) = product.product_gruping_criteria_information.grouping_criteria
    assert [text.value for text in criterion.translation] == ["Väri", "Färg"]
    assert product.product_account_information.default_outside_eu_account_number == 3380
    assert product.product_dimension_information.dimension[0].dimension_detail_name == "Syksy"
    assert product.product_information_fields.information_field[0].information_field_item_value == "Jäälinna"
    assert product.product_references.related_products.product[0].product_code == "OP"
    assert product.product_references.complementary_products.product[0].netvisor_key == 171
    (colour,) = product.product_properties.property
    assert [value.netvisor_key for value in colour.property_values] == [11, 12]
    assert product.sub_product_information.children.product[0].amount == Decimal("0.5")
    assert product.product_images.image[0].is_default_image is True
    assert product.product_attachments.attachment[0].file_name == "käyttöohje.pdf"


def test_what_was_not_asked_for_is_none() -> None:
    page = taken(p.list_extended_products(), "extendedproductlist-several")
    assert (page.page_count, page.products_on_pages) == (2, 3)
    basic = page.product[1]
    assert basic.product_price_information.default_net_price == p.DefaultPrice(Decimal("1234.50"))
    assert basic.product_price_information.price_margin is None
    assert list(basic.product_price_information.price_groups.price_group) == []
    assert (basic.product_unit, basic.product_shipment_information, basic.product_images) == (None, None, None)


def test_a_page_without_products_tells_its_numbers() -> None:
    page = taken(p.list_extended_products(page=2), "extendedproductlist-empty")
    assert (list(page.product), page.products_on_pages) == ([], 0)


def test_the_extended_list_takes_every_documented_parameter() -> None:
    call = p.list_extended_products(
        reply_options=["IncludeProductImages", "IncludeProductAttachments"],
        search_language="fi",
        product_netvisor_keys=[165, 170],
        product_name_keyword="kirja",
        product_code_keyword="TT",
        product_ean_code="6412345678908",
        only_sellable_products=True,
        only_storaged_products=True,
        product_changed_since=datetime(2026, 11, 22, 9, 5, 3),  # noqa: DTZ001
        product_group_netvisor_keys=[16],
        product_group_name="Tietokirjat",
        product_group_name_keyword="Tieto",
        product_group_name_free_text="kirjat",
        exclude_product_group_name_free_text="lehdet",
        product_grouping_criteria_name="Väri",
        products_on_page=50,
        page=2,
    )
    assert call.parameters == (
        ("replyoptions", "IncludeProductImages,IncludeProductAttachments"),
        ("searchlanguage", "fi"),
        ("productnetvisorkeys", "165,170"),
        ("productnamekeyword", "kirja"),
        ("productcodekeyword", "TT"),
        ("producteancode", "6412345678908"),
        ("onlysellableproducts", "true"),
        ("onlystoragedproducts", "true"),
        ("productchangedsince", "2026-11-22T09:05"),
        ("productgroupnetvisorkeys", "16"),
        ("productgroupname", "Tietokirjat"),
        ("productgroupnamekeyword", "Tieto"),
        ("productgroupnamefreetext", "kirjat"),
        ("excludeproductgroupnamefreetext", "lehdet"),
        ("productgroupingcriterianame", "Väri"),
        ("productsonpage", "50"),
        ("page", "2"),
    )


def test_an_unknown_reply_option_is_refused() -> None:
    with pytest.raises(MessageError, match="some of IncludeProductPriceGroups"):
        p.list_extended_products(reply_options=["IncludeEverything"])  # type: ignore[list-item]  # wrong on purpose


# Files.


def test_attachments_are_read_with_their_content() -> None:
    call = p.get_product_attachments([18, 19])
    assert call.parameters == (("productattachmentnetvisorkeys", "18,19"),)
    first, second = taken(call, "getproductattachment-several")
    assert first == p.ProductAttachment(
        netvisor_key=18,
        mime_type="application/pdf",
        file_name="käyttöohje.pdf",
        attachment_data=b"%PDF-1.4\n%\xe4\xf6 ohje\n",
    )
    assert second.attachment_data is None
    assert len(taken(call, "getproductattachment-one")) == 1


def test_pictures_are_read_with_their_content() -> None:
    call = p.get_product_images([5])
    assert call.parameters == (("productimagenetvisorkeys", "5"),)
    first, second = taken(call, "getproductimage-several")
    assert (first.title, second.title) == ("Käsikirjan kansi", None)
    assert first.image_data.startswith(b"\x89PNG")
    assert len(taken(call, "getproductimage-one")) == 1


def test_files_are_not_asked_for_without_keys() -> None:
    with pytest.raises(MessageError, match="at least one item"):
        p.get_product_images([])
