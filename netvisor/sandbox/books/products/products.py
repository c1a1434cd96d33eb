"""Products: added, edited in part, listed and fetched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from netvisor.resources.products import (
    DimensionWithKey,
    FetchedDimension,
    FetchedProduct,
    FetchedProductAdditionalInformation,
    FetchedProductBaseInformation,
    FetchedProductBookkeepingDetails,
    FetchedProductPackageInformation,
    FetchedUnitPrice,
    GetProductReply,
    ListedProduct,
    Measure,
    Product,
    ProductDimensions,
    ProductInventoryDetails,
    ProductList,
    ProductListReply,
    Products,
    UnitGrossPrice,
    Weight,
)
from netvisor.sandbox.books.core.money import PRICE_PLACES, brief, rounded, with_vat, without_vat
from netvisor.sandbox.books.core.show import kept, merged, part, plain, read_kept, shown, text, with_empty
from netvisor.sandbox.books.core.work import Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.dimensions.dimensions import place, use, uses
from netvisor.sandbox.books.products.reservations import Reservations
from netvisor.sandbox.books.products.warehouses import DEFAULT, ordered, stock_value
from netvisor.sandbox.refusal import invalid, ours

_MOST_KEYS = 400
_NOTHING = Decimal("0.00")


@answers("product.nv")
def product(work: Work) -> Outcome:
    """Add a product, or edit it in part."""
    sent: Product = work.message
    if work.method == "add":
        key = work.new_key()
        _store(work, key, merged(None, sent), new=True)
        return Outcome(inserted=[key])
    key = work.edited_key()
    row = _by(work, "key", key)
    if row is None:
        raise invalid(f"there is no product with the key {key}")
    _store(work, key, merged(message_of(row), sent), new=False)
    return Outcome()


def message_of(row: sqlite3.Row) -> Product:
    """The message of a product after all edits."""
    return read_kept(row["message"], Product)


def prices(stored: Product) -> tuple[Decimal, Decimal]:
    """The unit price without and with VAT."""
    price = stored.product_base_information.unit_price
    details = part(stored, "product_bookkeeping_details")
    percent = Decimal(details.default_vat_percentage) if details is not None else Decimal(0)
    value = Decimal(price.value)
    if price.type == "net":
        return value, with_vat(value, percent)
    return without_vat(value, percent), value


def _store(work: Work, key: int, whole: Product, *, new: bool) -> None:
    base = whole.product_base_information
    code = text(base.product_code)
    other = _by(work, "code", code) if code else None
    if other is not None and other["key"] != key:
        raise ours("DUPLICATE_DATA", f"the product code {code} is in use")
    for price in prices(whole):
        rounded(price)
    use(work, key, place(work, _dimensions(whole)))
    if unit := text(base.unit):
        work.named("unit", unit)
    columns: dict[str, object] = {
        "code": code,
        "name": base.name,
        "primary_ean": text(base.primary_ean_code),
        "secondary_ean": text(base.secondary_ean_code),
        "group_key": work.named("product group", base.product_group),
        "active": base.is_active,
        "sold": base.is_sales_product,
        "changed": work.stamp,
        "message": kept(whole),
    }
    if new:
        work.insert("product", key=key, **columns)
    else:
        work.update("product", key, **columns)


def _dimensions(whole: Product) -> Iterable[Any]:
    more = part(whole, "product_additional_information")
    return () if more is None else more.dimension


def found_by(work: Work, kind: str, value: str) -> sqlite3.Row | None:
    """The product that a message names: by Netvisor key, product code or bar code."""
    column = {
        "netvisor": "key",
        "customer": "code",
        "primaryeancode": "primary_ean",
        "secondaryeancode": "secondary_ean",
    }[kind]
    return _by(work, column, value)


def _by(work: Work, column: str, value: object) -> sqlite3.Row | None:
    return work.row(f"select * from product where company = ? and {column} = ?", work.company, value)  # noqa: S608  # columns are ours


@answers("productlist.nv")
def product_list(work: Work) -> Outcome:
    """The products that match all parameters."""
    asked = work.parameters
    where, values = ["p.company = ?"], [work.company]
    if since := asked.moment("changedsince"):
        where.append("p.changed >= ?")
        values.append(since.isoformat(sep=" "))
    if words := asked.texts("keyword", limit=1000):
        where.append(f"({' or '.join('holds(p.name, ?) or holds(p.code, ?)' for _ in words)})")
        values += [word for word in words for _ in range(2)]
    where.append(f"p.active in ({', '.join(_wanted(work))})")
    sql = (
        "select p.key, p.message, p.group_key from product p"  # noqa: S608  # the conditions are ours
        f" where {' and '.join(where)} order by p.key"
    )
    groups = work.names("product group")
    listed = [_listed(row, groups) for row in work.rows(sql, *values)]
    return Outcome(root=ProductListReply(product_list=ProductList(product=listed)))


def _wanted(work: Work) -> list[str]:
    """Active products count as published; what Netvisor considers published is not documented."""
    published, unpublished = work.parameters.flag("published"), work.parameters.flag("unpublished")
    if published is None and unpublished is None:
        return ["0", "1"]
    return ["1"] * bool(published) + ["0"] * bool(unpublished)


def _listed(row: sqlite3.Row, groups: dict[int, str]) -> ListedProduct:
    stored = message_of(row)
    net, gross = prices(stored)
    return ListedProduct(
        netvisor_key=row["key"],
        product_code=text(stored.product_base_information.product_code) or None,
        name=stored.product_base_information.name,
        unit_price=rounded(net, PRICE_PLACES),
        unit_gross_price=rounded(gross, PRICE_PLACES),
        product_group_id=row["group_key"],
        product_group_description=groups.get(row["group_key"]),
        uri=f"/getproduct.nv?id={row['key']}",
    )


@answers("getproduct.nv")
def get_product(work: Work) -> Outcome:
    """One product with all details, empty if unknown; or the known ones of a list."""
    asked = work.parameters
    lists = (("key", asked.keys("idlist", _MOST_KEYS)), ("code", asked.texts("codelist", _MOST_KEYS)))
    for column, wanted in lists:
        if wanted is not None:
            return Outcome(root=GetProductReply(products=Products(product=_several(work, column, list(wanted)))))
    for name, column in (("id", "key"), ("code", "code"), ("eancode", "primary_ean")):
        if name in asked:
            value = asked.integer(name) if name == "id" else asked.text(name)
            row = _by(work, column, value) or (_by(work, "secondary_ean", value) if name == "eancode" else None)
            row = row if row is not None and _shows(work, row) else None
            return Outcome(root=GetProductReply(product=_one(work, row)))
    raise invalid("one of the parameters id, idlist, code, codelist and eancode is needed")


def _one(work: Work, row: sqlite3.Row | None) -> FetchedProduct:
    return FetchedProduct() if row is None else _fetched(work, row, Reservations(work, DEFAULT.key))


def _several(work: Work, column: str, wanted: list[object]) -> list[FetchedProduct]:
    sql = f"select * from product where company = ? and {column} in ({sql_marks(wanted)})"  # noqa: S608  # columns are ours
    rows = {row[column]: row for row in work.rows(sql, work.company, *wanted)}
    reserved = Reservations(work, DEFAULT.key)
    return [_fetched(work, rows[value], reserved) for value in wanted if value in rows and _shows(work, rows[value])]


def _shows(work: Work, row: sqlite3.Row) -> bool:
    return bool(row["active"]) or work.parameters.option("replyoption") not in {2, 3}


def _fetched(work: Work, row: sqlite3.Row, reserved: Reservations) -> FetchedProduct:
    stored = message_of(row)
    net, gross = prices(stored)
    base = stored.product_base_information
    shown_base = shown(
        FetchedProductBaseInformation,
        base,
        netvisor_key=row["key"],
        unit_price=FetchedUnitPrice(brief(net), "net"),
        unit_gross_price=UnitGrossPrice(brief(gross), "gross"),
        is_storage_product=plain(base.inventory_enabled),
    )
    return FetchedProduct(
        product_base_information=with_empty(
            shown_base, "unit_weight", "kaukeva_product_code", "is_storage_product", "country_of_origin"
        ),
        product_bookkeeping_details=_book_keeping(work, row["key"], stored),
        product_inventory_details=_inventory(work, row, reserved),
        product_additional_information=_additional(stored),
    )


def _inventory(work: Work, row: sqlite3.Row, reserved: Reservations) -> ProductInventoryDetails:
    amount, price, value = stock_value(work, row["key"])
    details = ProductInventoryDetails(
        inventory_amount=_NOTHING + amount,
        inventory_mid_price=price,
        inventory_value=value,
        inventory_reserved_amount=reserved.of(row),
        inventory_ordered_amount=_NOTHING + ordered(work, row["key"]),
    )
    return with_empty(details, "inventory_account_number")


def _book_keeping(work: Work, key: int, stored: Product) -> FetchedProductBookkeepingDetails | None:
    details = part(stored, "product_bookkeeping_details")
    dimensions = [
        FetchedDimension(
            dimension_name=DimensionWithKey(each.heading, each.heading_key),
            dimension_item=DimensionWithKey(each.item, each.item_key),
        )
        for each in uses(work, key)
    ]
    if details is None and not dimensions:
        return None
    return shown(
        FetchedProductBookkeepingDetails,
        details,
        default_vat_percent=None if details is None else Decimal(details.default_vat_percentage),
        product_dimensions=ProductDimensions(dimension=dimensions) if dimensions else None,
    )


def _additional(stored: Product) -> FetchedProductAdditionalInformation:
    more = part(stored, "product_additional_information")
    size = None if more is None else part(more, "product_package_information")
    unit = None if more is None else plain(more.product_weight_unit)
    made = shown(
        FetchedProductAdditionalInformation,
        stored.product_base_information,
        product_net_weight=_weight(more, "product_net_weight", unit),
        product_gross_weight=_weight(more, "product_gross_weight", unit),
        product_package_information=_package(size),
    )
    return with_empty(made, "product_net_weight", "product_gross_weight")


def _package(size: Any) -> FetchedProductPackageInformation:
    if size is None:
        return with_empty(FetchedProductPackageInformation(), "package_width", "package_height", "package_length")
    return FetchedProductPackageInformation(
        package_width=Measure(Decimal(size.package_width), "cm"),
        package_height=Measure(Decimal(size.package_height), "cm"),
        package_length=Measure(Decimal(size.package_length), "cm"),
    )


def _weight(more: Any, name: str, unit: Any) -> Weight | None:
    value = None if more is None else plain(getattr(more, name))
    return None if value is None else Weight(Decimal(value), unit or "kg")
