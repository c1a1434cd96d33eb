"""The lists of products beside the plain one: groups, the extended list, attachments and pictures.

No documented resource writes attachments, pictures, main products or models, so there are none here.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Any, Final, TypeVar

from netvisor.resources import products as p
from netvisor.sandbox.books.core.money import PRICE_PLACES, rounded
from netvisor.sandbox.books.core.show import part, plain, shown, text, whole_number
from netvisor.sandbox.books.core.work import MOST_KEYS, Outcome, Work, answers, sql_marks
from netvisor.sandbox.books.dimensions.dimensions import uses
from netvisor.sandbox.books.products.products import message_of, prices
from netvisor.sandbox.refusal import invalid

R = TypeVar("R")

_PAGE: Final = 500
_FINNISH: Final = "fi"
_FLAGS: Final = {
    "includeproductpricegroups": 1,
    "includeproductcustomerprices": 2,
    "includedistributerpurchaseinformation": 4,
    "includeproductinventoryplaceshelves": 8,
    "includeproductshipmentinformation": 16,
    "includeproductgroupingcriterias": 32,
    "includeproductaccountinginformation": 64,
    "includeproductdimensioninformation": 128,
    "includeproductinformationfields": 256,
    "includeproductreferences": 512,
    "includeproductproperties": 1024,
    "includeproductsubproducts": 2048,
    "includeproductimages": 4096,
    "includeproductattachments": 8192,
    "setallreplyoptions": 4294967295,
}
"""The reply options; that of pictures is documented as 2096, which is not a single bit, and most likely means 4096."""


# Groups.


@answers("getproductgroups.nv")
def get_product_groups(work: Work) -> Outcome:
    """The product groups that match all parameters; all are at the top level, with Finnish names."""
    asked = work.parameters
    keys = asked.keys("productgroupnetvisorkeys", MOST_KEYS)
    begin, words = asked.text("productgroupnamekeyword") or "", asked.text("productgroupnamefreetext") or ""
    if _search_language(work) != _FINNISH and (begin or words):
        return Outcome(root=p.GetProductGroupsReply(product_groups=p.ProductGroups(product_group=[])))
    sql = "select key, name from named where company = ? and kind = 'product group' order by key"
    found = [
        _group(row, hierarchy=bool(asked.flag("replyoptions")))
        for row in work.rows(sql, work.company)
        if (keys is None or row["key"] in keys)
        and row["name"].casefold().startswith(begin.casefold())
        and words.casefold() in row["name"].casefold()
    ]
    return Outcome(root=p.GetProductGroupsReply(product_groups=p.ProductGroups(product_group=found)))


def _search_language(work: Work) -> str:
    return work.parameters.one_of("searchlanguage", (_FINNISH, "se", "en")) or _FINNISH


def _group(row: sqlite3.Row, *, hierarchy: bool) -> p.ListedProductGroup:
    name = p.GroupTranslations(translation=[p.GroupTranslation(row["name"], "FI")])
    return p.ListedProductGroup(
        netvisor_key=row["key"],
        product_group_name_translations=name,
        product_group_description_translations=None,
        product_group_hierarchy=p.ProductGroupHierarchy(
            product_group_hierarchy_name_translations=name,
            parent_group_netvisor_key=None,
            child_groups=None,
        )
        if hierarchy
        else None,
    )


# Conditions of both lists of products.


class ProductQuery:
    """The conditions of a query, each with its values."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.where: list[str] = ["p.company = ?"]
        self.values: list[object] = [work.company]
        self._in_finnish = _search_language(work) == _FINNISH

    def add(self, condition: str, *values: object) -> None:
        """Add a condition."""
        self.where.append(condition)
        self.values += values

    def search(self, condition: str, *values: object) -> None:
        """Add a condition about names, which are Finnish here: a search in another language finds nothing."""
        self.add(condition if self._in_finnish else "0", *(values if self._in_finnish else ()))

    def groups(self) -> None:
        """Add the parameters about groups, which have the same names in both lists."""
        asked = self.work.parameters
        keys = asked.keys("productgroupnetvisorkeys", MOST_KEYS)
        if keys is not None:
            self.add(f"p.group_key in ({sql_marks(keys)})", *keys)
        if name := asked.text("productgroupname"):
            self.search("n.name = ?", name)
        if begin := asked.text("productgroupnamekeyword"):
            self.search("holds(substr(n.name, 1, ?), ?)", len(begin), begin)
        if words := asked.text("productgroupnamefreetext"):
            self.search("holds(n.name, ?)", words)
        if (words := asked.text("excludeproductgroupnamefreetext")) and self._in_finnish:
            self.add("not holds(n.name, ?)", words)

    def rows(self) -> list[sqlite3.Row]:
        """The products that match all conditions."""
        sql = (
            "select p.*, n.name as group_name from product p"  # noqa: S608  # conditions are ours
            " left join named n on n.company = p.company and n.key = p.group_key"
            f" where {' and '.join(self.where)} order by p.key"
        )
        return self.work.rows(sql, *self.values)


# The extended list.


@answers("extendedproductlist.nv")
def extended_product_list(work: Work) -> Outcome:
    """One page of the products that match all parameters; unpublished ones only by key."""
    rows = _extended_rows(work)
    asked = work.parameters
    size, page = asked.integer("productsonpage") or _PAGE, asked.integer("page") or 1
    if size < 1 or page < 1:
        raise invalid("productsonpage and page count from 1")
    some = rows[(page - 1) * size : page * size]
    options = _options(work)
    found = [_extended(work, row, options) for row in some]
    root = p.ExtendedProducts(
        current_page=page,
        page_count=ceil(len(rows) / size),
        products_on_page=len(some),
        products_on_pages=len(rows),
        product=found,
    )
    return Outcome(root=p.ExtendedProductListReply(products=root))


def _options(work: Work) -> int:
    """The reply options: a number, or names with commas."""
    options = 0
    for name in work.parameters.texts("replyoptions", len(_FLAGS)) or []:
        option = _FLAGS.get(name.lower(), whole_number(name))
        if option is None:
            raise invalid(f"the reply option {name[:100]} is not known")
        options |= option
    return options


def _extended_rows(work: Work) -> list[sqlite3.Row]:
    asked, query = work.parameters, ProductQuery(work)
    query.groups()
    keys = asked.keys("productnetvisorkeys", MOST_KEYS)
    if keys is None:
        query.add("p.active = 1")
    else:
        query.add(f"p.key in ({sql_marks(keys)})", *keys)
    if word := asked.text("productnamekeyword"):
        query.search("holds(p.name, ?)", word)
    if word := asked.text("productcodekeyword"):
        query.add("holds(p.code, ?)", word)
    if ean := asked.text("producteancode"):
        query.add("(p.primary_ean = ? or p.secondary_ean = ?)", ean, ean)
    if asked.flag("onlysellableproducts"):
        query.add("p.sold = 1")
    if since := asked.moment("productchangedsince"):
        query.add("p.changed >= ?", since.isoformat(sep=" "))
    if asked.text("productgroupingcriterianame"):
        query.add("0")
    rows = query.rows()
    if asked.flag("onlystoragedproducts"):
        rows = [row for row in rows if plain(message_of(row).product_base_information.inventory_enabled)]
    return rows


def _finnish(value: str | None) -> p.Translations | None:
    return p.Translations(translation=[p.Translation(value, "FI")]) if value else None


def _extended(work: Work, row: sqlite3.Row, options: int) -> p.ExtendedProduct:
    stored = message_of(row)
    base: Any = stored.product_base_information

    def if_asked(flag: str, made: R) -> R | None:
        return made if options & _FLAGS[flag] else None

    return p.ExtendedProduct(
        netvisor_key=row["key"],
        product_codes=p.ProductCodes(
            product_code=row["code"] or None,
            product_primary_ean_code=row["primary_ean"] or None,
            product_secondary_ean_code=row["secondary_ean"] or None,
        ),
        product_name_translations=_finnish(row["name"]),
        product_description_translations=_finnish(text(base.description)),
        product_features=p.ProductFeatures(
            is_published_product=bool(row["active"]),
            is_sellable_product=bool(row["sold"]),
            is_storage_product=bool(plain(base.inventory_enabled)),
            is_product_structure_product=False,
            is_model=False,
            is_summary_of_products=False,
            last_changed_date=p.LastChangedDate(datetime.fromisoformat(row["changed"])),
        ),
        product_group=p.ExtendedProductGroup(
            netvisor_key=row["group_key"], product_group_translations=_finnish(row["group_name"])
        ),
        product_unit=_unit(work, text(base.unit)),
        product_price_information=_price(stored, if_asked),
        product_purchase_information=p.ProductPurchaseInformation(
            default_purchase_price=_number(base.purchase_price),
            distributer_purchase_informations=if_asked(
                "includedistributerpurchaseinformation", p.DistributerPurchaseInformations()
            ),
        ),
        product_storage_information=p.ProductStorageInformation(
            alert_limit=_number(base.inventory_alert_limit),
            customs_tariff_header=plain(base.tariff_heading),
            product_batch_linking_mode=_batches(base),
            inventory_place_shelves=if_asked("includeproductinventoryplaceshelves", p.InventoryPlaceShelves()),
        ),
        product_shipment_information=if_asked("includeproductshipmentinformation", _shipment(stored)),
        product_account_information=if_asked("includeproductaccountinginformation", _accounts(stored)),
        product_dimension_information=if_asked("includeproductdimensioninformation", _dimensions(work, row["key"])),
        product_information_fields=if_asked("includeproductinformationfields", _fields(stored)),
        product_references=if_asked("includeproductreferences", p.ProductReferences()),
        product_images=if_asked("includeproductimages", p.ListedProductImages()),
        product_attachments=if_asked("includeproductattachments", p.ListedProductAttachments()),
    )


def _batches(base: p.ProductBaseInformation) -> p.ProductBatchLinkingMode | None:
    """How batches are used, by the number in the request; the names are not documented."""
    mode = plain(base.inventory_batch_linking_mode)
    return None if mode is None else p.ProductBatchLinkingMode(netvisor_key=int(mode), definition=None)


def _number(value: Any) -> Decimal | None:
    found = plain(value)
    return None if found is None else Decimal(found)


def _unit(work: Work, name: str) -> p.ProductUnit | None:
    row = work.row("select key from named where company = ? and kind = 'unit' and name = ?", work.company, name)
    return None if row is None else p.ProductUnit(netvisor_key=row["key"], product_unit_translations=_finnish(name))


def _price(stored: p.Product, if_asked: Any) -> p.ProductPriceInformation:
    net, gross = prices(stored)
    base = stored.product_base_information
    details = part(stored, "product_bookkeeping_details")
    return p.ProductPriceInformation(
        default_net_price=p.DefaultPrice(rounded(net, PRICE_PLACES), base.unit_price.type == "net"),
        default_gross_price=p.DefaultPrice(rounded(gross, PRICE_PLACES), base.unit_price.type == "gross"),
        vat=None
        if details is None
        else p.ProductVat(netvisor_key=None, percentage=Decimal(details.default_vat_percentage)),
        price_margin=None,
        provision_percentage=_number(base.comission_percentage),
        price_groups=p.PriceGroups(),
        customer_prices=if_asked("includeproductcustomerprices", p.CustomerPrices()),
    )


def _shipment(stored: p.Product) -> p.ProductShipmentInformation:
    more = part(stored, "product_additional_information")
    size = None if more is None else part(more, "product_package_information")
    unit = text(more.product_weight_unit) if more is not None else ""

    def measured(source: Any, name: str, kind: str) -> p.Measure | None:
        value = None if source is None else _number(getattr(source, name))
        return None if value is None else p.Measure(value, kind)

    return p.ProductShipmentInformation(
        default_product_country_of_origin=plain(stored.product_base_information.country_of_origin),
        product_net_weight=measured(more, "product_net_weight", unit or "kg"),
        product_gross_weight=measured(more, "product_gross_weight", unit or "kg"),
        product_package_width=measured(size, "package_width", "cm"),
        product_package_height=measured(size, "package_height", "cm"),
        product_package_length=measured(size, "package_length", "cm"),
    )


def _accounts(stored: p.Product) -> p.ProductAccountInformation:
    return shown(p.ProductAccountInformation, part(stored, "product_bookkeeping_details"))


def _dimensions(work: Work, key: int) -> p.ProductDimensionInformation:
    return p.ProductDimensionInformation(
        dimension=[
            p.ExtendedProductDimension(
                name_netvisor_key=each.heading_key,
                dimension_name_name=each.heading,
                detail_netvisor_key=each.item_key,
                dimension_detail_name=each.item,
            )
            for each in uses(work, key)
        ]
    )


def _fields(stored: p.Product) -> p.ProductInformationFields:
    tags = part(stored, "product_custom_tags")
    return p.ProductInformationFields(
        information_field=[
            p.InformationField(information_field_name=each.tag_name, information_field_item_value=text(each.tag_value))
            for each in (() if tags is None else tags.product_custom_tag)
        ]
    )


# Files: there are none.


@answers("getproductattachment.nv")
def get_product_attachment(work: Work) -> Outcome:
    """No attachment: no documented resource writes one."""
    need_keys(work, "productattachmentnetvisorkeys")
    return Outcome(root=p.GetProductAttachmentReply(product_attachments=p.ProductAttachments(attachment=[])))


@answers("getproductimage.nv")
def get_product_image(work: Work) -> Outcome:
    """No picture: no documented resource writes one."""
    need_keys(work, "productimagenetvisorkeys")
    return Outcome(root=p.GetProductImageReply(product_images=p.ProductImages(product_image=[])))


def need_keys(work: Work, name: str) -> None:
    """Reject a call without a list of keys."""
    if work.parameters.keys(name, MOST_KEYS) is None:
        raise invalid(f"the parameter {name} is missing")
