"""Products: messages to exact bytes and back, answers to typed objects, calls with their parameters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.read_reply import read_reply
from netvisor.codec.untyped import Untyped
from netvisor.declare import CLEAR
from netvisor.errors import MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer
from netvisor.resources import products as p

FIXTURES = Path(__file__).parents[2] / "fixtures"
Golden = Callable[[Path, bytes], None]


def base(**fields: Any) -> p.ProductBaseInformation:
    usual: dict[str, Any] = {
        "product_group": "Kirjat",
        "name": "Käsikirja",
        "unit_price": p.UnitPrice(Decimal("42.5"), type="net"),
        "is_active": 1,
        "is_sales_product": 1,
    }
    return p.ProductBaseInformation(**{**usual, **fields})


def minimal() -> p.Product:
    return p.Product(product_base_information=base())


def full() -> p.Product:
    return p.Product(
        product_base_information=base(
            product_code="CC",
            description="Toinen, täydennetty painos: 5 € lisää",
            unit_price=p.UnitPrice(Decimal("52.70"), type="gross"),
            unit="kpl",
            unit_weight=Decimal("1.00"),
            purchase_price=25,
            tariff_heading="4901",
            comission_percentage=Decimal("11.5"),
            inventory_enabled=1,
            inventory_batch_linking_mode=4,
            country_of_origin="FI",
            primary_ean_code=p.EanCode("6412345678908", type="ean13"),
            secondary_ean_code=p.EanCode("Ä-1"),
            inventory_alert_limit=5,
        ),
        product_bookkeeping_details=p.ProductBookkeepingDetails(
            default_vat_percentage=Decimal("25.5"),
            default_domestic_account_number=3000,
            default_eu_account_number=3360,
            default_outside_eu_account_number=3380,
        ),
        product_additional_information=p.ProductAdditionalInformation(
            product_net_weight=Decimal("11.2"),
            product_gross_weight=Decimal("12.6"),
            product_weight_unit="kg",
            product_package_information=p.ProductPackageInformation(
                package_width=Decimal("7.3"), package_height=Decimal("15.0"), package_length=Decimal("36.1")
            ),
            dimension=[
                p.Dimension(dimension_name="Hankkeet", dimension_item=p.DimensionItem("Kotisivut", father_id=12)),
                p.Dimension(dimension_name="Osasto", dimension_item=p.DimensionItem("Myynti & tuki")),
            ],
        ),
        product_custom_tags=p.ProductCustomTags(
            product_custom_tag=[
                p.ProductCustomTag(tag_name="Väri", tag_value=p.TagValue("sinivihreä", data_type="text")),
                p.ProductCustomTag(tag_name="Julkaistu", tag_value=p.TagValue("2026-11-22", data_type="date")),
            ]
        ),
    )


def edit() -> p.Product:
    """What an edit may clear: the description, the first bar code, all extra fields."""
    return p.Product(
        product_base_information=base(
            description=CLEAR, primary_ean_code=CLEAR, secondary_ean_code=p.EanCode(CLEAR, type="any")
        ),
        product_custom_tags=CLEAR,
    )


MESSAGES = {"minimal": minimal, "full": full, "edit": edit}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_written_as_its_golden_file_and_comes_back(name: str, golden: Golden) -> None:
    message = MESSAGES[name]()
    encoded = encode(message)
    golden(FIXTURES / "requests" / f"product-{name}.xml", encoded.bytes())
    assert encoded.charset == "iso-8859-15"
    assert decode(encoded.bytes(), p.Product, "iso-8859-15") == message


def test_what_the_bytes_of_a_minimal_product_are() -> None:
    assert encode(minimal()).bytes() == (
        b"<root><product><productbaseinformation><productgroup>Kirjat</productgroup><name>K\xe4sikirja</name>"
        b'<unitprice type="net">42,5</unitprice><isactive>1</isactive><issalesproduct>1</issalesproduct>'
        b"</productbaseinformation></product></root>"
    )


def answer(call: Call[Any], name: str) -> Any:
    reply = read_reply((FIXTURES / "replies" / f"{name}.xml").read_bytes(), call.result.root)
    assert reply.envelope.statuses == ["OK"]
    return call.result.take(Answer(root=reply.root))


def test_a_list_of_one_product_is_a_list() -> None:
    assert answer(p.list_products(), "productlist-one") == [
        p.ListedProduct(
            netvisor_key=165,
            product_code="TT",
            name="Käsikirja",
            unit_price=Decimal("1.960000000000"),
            unit_gross_price=Decimal("2.459800000000"),
            product_group_id=2,
            product_group_description="Kirjat / Tietokirjat",
            uri="/getproduct.nv?id=165",
        )
    ]


def test_empty_and_missing_elements_of_a_list_are_none() -> None:
    _, empty, old = answer(p.list_products(), "productlist-several")
    assert (empty.product_code, empty.product_group_id, empty.product_group_description) == (None, None, None)
    assert (empty.name, empty.unit_price) == ("Työtunti, 50 €", Decimal("50.00"))
    assert (old.netvisor_key, old.unit_gross_price, old.product_group_id) == (167, None, None)


def test_a_list_without_hits_is_empty() -> None:
    assert answer(p.list_products(keyword="ei ole"), "productlist-empty") == []


def test_a_product_is_read_with_all_details() -> None:
    found = answer(p.get_product(165, show_sub_products=True), "getproduct-one")
    assert [type(found)] == [p.FetchedProduct]
    its = found.product_base_information
    assert (its.netvisor_key, its.name, its.is_active, its.is_storage_product) == (165, "Käsikirja", 1, 1)
    assert its.unit_price == p.FetchedUnitPrice(Decimal("42.5"), type="net")
    assert its.unit_gross_price == p.UnitGrossPrice(Decimal("53.3375"), type="gross")
    assert (its.kaukeva_product_code, its.country_of_origin) == ("K-1", "FI")
    books = found.product_bookkeeping_details
    assert (books.default_vat_percent, books.default_outside_eu_account_number) == (Decimal("25.5"), 3380)
    with_key, without = books.product_dimensions.dimension
    assert with_key.dimension_name == p.DimensionWithKey("Hankkeet", netvisor_key=123)
    assert without.dimension_item == p.DimensionWithKey("Myynti & tuki")
    stock = found.product_inventory_details
    assert (stock.inventory_amount, stock.inventory_account_number) == (Decimal("1002.00"), 1501)
    more = found.product_additional_information
    assert more.product_net_weight == p.Weight(Decimal("11.2"), weight_unit="kg")
    assert more.product_package_information.package_length == p.Measure(None, unit="cm")
    assert (more.primary_ean_code, more.secondary_ean_code) == ("6412345678908", None)
    structure = found.sub_product_information
    assert structure.parents.product == [
        p.RelatedProduct(
            netvisor_key=200, amount=Decimal(2), purchase_price_change=Decimal(0), unit_price_change=Decimal("-1.5")
        )
    ]
    assert [child.amount for child in structure.children.product] == [Decimal(1), Decimal("0.5")]


def test_several_products_are_read_in_the_form_of_old_answers_too() -> None:
    first, old = answer(p.get_products([165, 12]), "getproduct-several")
    assert first.product_bookkeeping_details.default_vat_percent == Decimal("22.0")
    assert first.product_base_information.comission_percentage is None
    its = old.product_base_information
    assert its.unit_price.value == Decimal("1234.56")
    assert its.unit_price.type == Untyped("brutto")
    assert (its.unit_gross_price, its.is_active, its.is_sales_product) == (None, 0, None)
    assert old.product_bookkeeping_details is None


def test_a_product_that_was_not_found_is_none() -> None:
    assert answer(p.get_product(999), "getproduct-empty") is None
    assert answer(p.get_products([999]), "getproduct-empty") == []


def test_add_and_edit_carry_their_parameters() -> None:
    add = p.add_product(minimal(), use_only_existing_dimensions=True)
    assert (add.resource, add.http, add.writes) == ("product.nv", "POST", True)
    assert add.parameters == (("method", "add"), ("useonlyexistingdimensions", "1"))
    change = p.edit_product(edit(), id=165, check_dimension_validity_period=True)
    assert change.parameters == (("method", "edit"), ("id", "165"), ("checkdimensionvalidityperiod", "1"))


def test_reads_carry_their_parameters() -> None:
    call = p.list_products(
        changed_since=datetime.fromisoformat("2026-11-22T09:05"),
        keyword="a,b",
        published=True,
        unpublished=False,
        deleted=False,
    )
    assert dict(call.parameters) == {
        "changedsince": "2026-11-22T09:05:00",
        "keyword": "a,b",
        "published": "1",
        "unpublished": "0",
        "deleted": "0",
    }
    assert p.get_product(7, reply_option=3).parameters == (("id", "7"), ("replyoption", "3"))
    assert p.get_product_by_code("CC", show_sub_products=True).parameters == (("code", "CC"), ("showsubproducts", "1"))
    assert p.get_product_by_ean_code("6412345678908").parameters == (("eancode", "6412345678908"),)
    assert p.get_products_by_code(["A", "B"]).parameters == (("codelist", "A,B"),)


def test_a_long_key_list_is_asked_for_in_parts_of_the_documented_size() -> None:
    sizes = [len(dict(part.parameters)["idlist"].split(",")) for part in p.get_products(range(801)).split()]
    assert sizes == [400, 400, 1]
    codes = [str(number) for number in range(401)]
    sizes = [len(dict(part.parameters)["codelist"].split(",")) for part in p.get_products_by_code(codes).split()]
    assert sizes == [400, 1]


def problems(message: p.Product) -> list[tuple[str, str]]:
    with pytest.raises(MessageError) as caught:
        p.add_product(message)
    return [(problem.path, problem.rule) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("fields", "path", "rule"),
    [
        ({"name": "x" * 201}, "name", "max-length"),
        ({"product_code": "x" * 51}, "product_code", "max-length"),
        ({"product_group": CLEAR}, "product_group", "clear"),
        ({"unit_price": Decimal(1)}, "unit_price", "type"),
        ({"unit_price": p.UnitPrice(1.5, type="net")}, "unit_price.value", "type"),  # type: ignore[arg-type]  # wrong on purpose
        ({"unit_price": p.UnitPrice(1, type="brutto")}, "unit_price.type", "values"),  # type: ignore[arg-type]  # wrong on purpose
        ({"is_active": True}, "is_active", "type"),
        ({"is_sales_product": 2}, "is_sales_product", "values"),
        ({"inventory_batch_linking_mode": 9}, "inventory_batch_linking_mode", "values"),
        ({"primary_ean_code": p.EanCode("1", type="qr")}, "primary_ean_code.type", "values"),  # type: ignore[arg-type]  # wrong on purpose
        ({"primary_ean_code": p.EanCode(CLEAR)}, "primary_ean_code", "clear"),
    ],
)
def test_wrong_basics_are_refused_with_their_place(fields: dict[str, Any], path: str, rule: str) -> None:
    message = p.Product(product_base_information=base(**fields))
    assert problems(message) == [(f"product_base_information.{path}", rule)]


def test_wrong_details_are_refused_with_their_place() -> None:
    message = p.Product(
        product_base_information=base(),
        product_additional_information=p.ProductAdditionalInformation(
            product_weight_unit="lb",  # type: ignore[arg-type]  # wrong on purpose
            dimension=[p.Dimension(dimension_name="", dimension_item=p.DimensionItem(CLEAR))],  # type: ignore[arg-type]  # wrong on purpose
        ),
        product_custom_tags=p.ProductCustomTags(),
    )
    more = "product_additional_information"
    assert problems(message) == [
        (f"{more}.product_weight_unit", "values"),
        (f"{more}.dimension[0].dimension_name", "empty"),
        (f"{more}.dimension[0].dimension_item.value", "clear"),
        ("product_custom_tags", "empty"),
    ]
