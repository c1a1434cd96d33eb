"""Products: adding and editing them, the list, and one or more with all details."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from netvisor.declare import (
    UNSET,
    Attribute,
    Blank,
    El,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    message,
    part,
    reply,
    valued,
)
from netvisor.declare.scalars import Country, Integer, Number, Text, Text50, Text200
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, INSERTED, Done, Inserted, items, one
from netvisor.resources.common import OnlyExisting, WithinValidity
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.products.dicts import ProductDict

WeightUnit: TypeAlias = Literal["g", "kg", "tn"]
"""Gram, kilogram or tonne."""


@valued
class UnitPrice:
    """The price of one unit."""

    value: Number
    type: Attribute[Literal["net", "gross"]]
    """`net`: without VAT; `gross`: with VAT."""


@valued
class EanCode:
    """A bar code."""

    value: Blank[Text]
    type: OptAttribute[Literal["any", "ean8", "ean13", "code128"]] = UNSET
    """The kind of bar code."""


@part
class ProductBaseInformation:
    """What the product is: code, group, name, prices, stock keeping."""

    product_code: Opt[Text50] = UNSET
    """Product code."""
    product_group: Text
    """Product group by its name; made when it does not exist."""
    name: Text200
    """Name."""
    description: Opt[Text] = UNSET
    """Description."""
    unit_price: UnitPrice
    """Price of one unit, net or gross."""
    unit: Opt[Text50] = UNSET
    """Unit of measure by its name; made when it does not exist."""
    unit_weight: Opt[Number] = UNSET
    """Weight in kg with two decimals; deprecated: use `product_net_weight`."""
    purchase_price: Opt[Number] = UNSET
    """Purchase price of one unit."""
    tariff_heading: Opt[Text] = UNSET
    """Tariff heading of the customs."""
    comission_percentage: Opt[Number] = UNSET
    """Sales commission in percent; the vendor spells it with one m."""
    is_active: Literal[0, 1]
    """1: active."""
    is_sales_product: Literal[0, 1]
    """1: may be sold."""
    inventory_enabled: Opt[Literal[0, 1]] = UNSET
    """1: kept in stock."""
    inventory_batch_linking_mode: Opt[Literal[1, 2, 3, 4, 5, 6, 7, 8]] = UNSET
    """How batches are taken: 1 not at all, 2 chosen by hand; by delivery date 3 newest or 4 oldest first;
    by use-by date 5 newest or 6 oldest first; by manufacturing date 7 newest or 8 oldest first."""
    country_of_origin: Opt[Country] = UNSET
    """Country of origin, two letters."""
    primary_ean_code: Opt[EanCode] = UNSET
    """First bar code."""
    secondary_ean_code: Opt[EanCode] = UNSET
    """Second bar code."""
    inventory_alert_limit: Opt[Number] = UNSET
    """Stock below this raises an alert."""


@part
class ProductBookkeepingDetails:
    """How sales of the product are booked."""

    default_vat_percentage: Number
    """Default VAT in percent; an answer calls it DefaultVatPercent."""
    default_domestic_account_number: Opt[Integer] = UNSET
    """Account of domestic sales."""
    default_eu_account_number: Opt[Integer] = UNSET
    """Account of sales within the EU."""
    default_outside_eu_account_number: Opt[Integer] = UNSET
    """Account of sales outside the EU."""


@part
class ProductPackageInformation:
    """The size of the package."""

    package_width: Number
    """Width in cm."""
    package_height: Number
    """Height in cm."""
    package_length: Number
    """Length in cm."""


@valued
class DimensionItem:
    """The item under the heading of a dimension."""

    value: Text
    father_id: OptAttribute[Integer] = UNSET
    """Netvisor key of the item above it."""


@part
class Dimension:
    """A default dimension: its heading, such as a department or a project, and the item under it."""

    dimension_name: Text
    """The heading."""
    dimension_item: DimensionItem
    """The item under the heading."""


@part
class ProductAdditionalInformation:
    """Weights, package size and default dimensions."""

    product_net_weight: Opt[Number] = UNSET
    """Net weight, in the unit of `product_weight_unit`."""
    product_gross_weight: Opt[Number] = UNSET
    """Gross weight, in the unit of `product_weight_unit`."""
    product_weight_unit: Opt[WeightUnit] = UNSET
    """Unit of both weights."""
    product_package_information: Opt[ProductPackageInformation] = UNSET
    """Size of the package."""
    dimension: Many[Dimension] = ()
    """Default dimensions, one for each heading."""


@valued
class TagValue:
    """The value of an extra field."""

    value: Text
    data_type: Attribute[Literal["date", "text", "decimal", "enum"]]
    """The type of the value."""


@part
class ProductCustomTag:
    """An extra field of the company's own."""

    tag_name: Text
    """Name of the field."""
    tag_value: TagValue
    """Its value."""


@part
class ProductCustomTags:
    """The extra fields of the product."""

    product_custom_tag: Many[ProductCustomTag] = ()


@message
class Product(Message["ProductDict"]):
    """A product to add or edit.

    A company with the extended product management can add products this way and cannot edit them.
    """

    product_base_information: ProductBaseInformation
    """What the product is."""
    product_bookkeeping_details: Opt[ProductBookkeepingDetails] = UNSET
    """How its sales are booked."""
    product_additional_information: Opt[ProductAdditionalInformation] = UNSET
    """Weights, package size and default dimensions."""
    product_custom_tags: Opt[ProductCustomTags] = UNSET
    """Extra fields."""


@reply
class ListedProduct:
    """A product in the list."""

    netvisor_key: int | None
    """Netvisor key."""
    product_code: str | None
    """Product code; may be empty."""
    name: str | None
    """Name."""
    unit_price: Decimal | None
    """Net price of one unit; up to twelve decimals."""
    unit_gross_price: Decimal | None
    """Gross price of one unit; up to twelve decimals. Old answers lack it."""
    product_group_id: Annotated[int | None, El("ProductGroupID")]
    """Netvisor key of the product group; may be empty."""
    product_group_description: str | None
    """Whole path of the product group; may be empty."""
    uri: str | None
    """Address of the details."""


@reply
class ProductList:
    """The list of products, empty when none was found."""

    product: Many[ListedProduct] = ()


@reply
class ProductListReply:
    """The answer of productlist.nv."""

    product_list: ProductList | None


@valued
class FetchedUnitPrice:
    """The net price of one unit."""

    value: Decimal | None
    type: Attribute[Literal["net"] | None]
    """`net`; old answers say brutto."""


@valued
class UnitGrossPrice:
    """The gross price of one unit."""

    value: Decimal | None
    type: Attribute[Literal["gross"] | None]
    """Always `gross`."""


@reply
class FetchedProductBaseInformation:
    """What the product is: code, group, name, prices."""

    netvisor_key: int | None
    """Netvisor key."""
    product_code: str | None
    """Product code; may be empty."""
    product_group: str | None
    """Product group; may be empty."""
    name: str | None
    """Name."""
    description: str | None
    """Description; may be empty."""
    unit_price: FetchedUnitPrice | None
    """Net price of one unit."""
    unit_gross_price: UnitGrossPrice | None
    """Gross price of one unit; old answers lack it."""
    unit: str | None
    """Unit of measure."""
    unit_weight: Decimal | None = None
    """Weight; deprecated: see `product_net_weight`."""
    kaukeva_product_code: str | None = None
    """Legacy code."""
    purchase_price: Decimal | None
    """Purchase price; may be empty."""
    tariff_heading: str | None
    """Tariff heading of the customs."""
    comission_percentage: Decimal | None
    """Sales commission in percent; may be empty."""
    is_active: Literal[0, 1] | None
    """1: active."""
    is_sales_product: Literal[0, 1] | None
    """1: may be sold; may be empty."""
    is_storage_product: Literal[0, 1] | None = None
    """1: kept in stock."""
    country_of_origin: Country | None = None
    """Country of origin."""


@valued
class DimensionWithKey:
    """The heading or the item of a dimension, and its Netvisor key."""

    value: str | None
    netvisor_key: Attribute[int | None] = None
    """Netvisor key."""


@reply
class FetchedDimension:
    """A default dimension: its heading and the item under it."""

    dimension_name: DimensionWithKey | None
    """The heading."""
    dimension_item: DimensionWithKey | None
    """The item under the heading."""


@reply
class ProductDimensions:
    """The default dimensions of the product."""

    dimension: Many[FetchedDimension] = ()


@reply
class FetchedProductBookkeepingDetails:
    """How sales of the product are booked."""

    default_vat_percent: Decimal | None
    """Default VAT in percent; a message calls it defaultvatpercentage."""
    default_domestic_account_number: int | None
    """Account of domestic sales."""
    default_eu_account_number: int | None
    """Account of sales within the EU."""
    default_outside_eu_account_number: Annotated[int | None, El("DefaultOutsideEUAccountNumber")]
    """Account of sales outside the EU."""
    product_dimensions: ProductDimensions | None = None
    """The default dimensions."""


@reply
class ProductInventoryDetails:
    """The stock of the product."""

    inventory_amount: Decimal | None
    """Amount in stock."""
    inventory_mid_price: Decimal | None
    """Average price."""
    inventory_value: Decimal | None
    """Value of the stock."""
    inventory_reserved_amount: Decimal | None
    """Amount reserved."""
    inventory_ordered_amount: Decimal | None
    """Amount on order."""
    inventory_account_number: int | None = None
    """Account of the stock."""


@valued
class Weight:
    """A weight with its unit."""

    value: Decimal | None
    weight_unit: Attribute[WeightUnit | None] = None
    """The unit."""


@valued
class Measure:
    """A length or a weight with its unit."""

    value: Decimal | None
    unit: Attribute[str | None] = None
    """The unit, such as cm or kg."""


@reply
class FetchedProductPackageInformation:
    """The size of the package."""

    package_width: Measure | None = None
    """Width; may be empty."""
    package_height: Measure | None = None
    """Height; may be empty."""
    package_length: Measure | None = None
    """Length; may be empty."""


@reply
class FetchedProductAdditionalInformation:
    """Weights, package size and bar codes."""

    product_net_weight: Weight | None = None
    """Net weight; may be empty."""
    product_gross_weight: Weight | None = None
    """Gross weight; may be empty."""
    product_package_information: FetchedProductPackageInformation | None = None
    """Size of the package."""
    primary_ean_code: str | None = None
    """First bar code."""
    secondary_ean_code: str | None = None
    """Second bar code."""


@reply
class RelatedProduct:
    """A product that this one is part of, or that is part of this one."""

    netvisor_key: int | None
    """Netvisor key."""
    amount: Decimal | None
    """Amount."""
    purchase_price_change: Decimal | None
    """Change to the purchase price."""
    unit_price_change: Decimal | None
    """Change to the price of one unit."""


@reply
class Parents:
    """The products that this one is part of."""

    product: Many[RelatedProduct] = ()


@reply
class Children:
    """The products that are part of this one."""

    product: Many[RelatedProduct] = ()


@reply
class SubProductInformation:
    """The structure of the product; only with `show_sub_products`."""

    parents: Parents | None = None
    """The products that this one is part of."""
    children: Children | None = None
    """The products that are part of this one."""


@reply
class FetchedProduct:
    """A product with all details. The letter case of names from the dimensions on is partly inferred."""

    product_base_information: FetchedProductBaseInformation | None = None
    """What the product is; missing when no product was found."""
    product_bookkeeping_details: Annotated[FetchedProductBookkeepingDetails | None, El("ProductBookKeepingDetails")] = (
        None
    )
    """How its sales are booked."""
    product_inventory_details: ProductInventoryDetails | None = None
    """Its stock."""
    product_additional_information: FetchedProductAdditionalInformation | None = None
    """Weights, package size and bar codes."""
    sub_product_information: SubProductInformation | None = None
    """Its structure; only with `show_sub_products`."""


@reply
class Products:
    """The products of a list of keys or codes."""

    product: Many[FetchedProduct] = ()


@reply
class GetProductReply:
    """The answer of getproduct.nv: one product, or a wrapper when a list was asked for."""

    product: FetchedProduct | None = None
    """The product, when one was asked for; empty when it was not found."""
    products: Products | None = None
    """The products, when a list was asked for."""


PRODUCT = Endpoint(
    resource="product.nv",
    http="POST",
    title="Add or edit a product",
    request=Product,
    methods=("add", "edit"),
    edit=(
        "partial, as a client does: what is left out stays, what is sent empty is emptied; refused with extended "
        "product management"
    ),
)
PRODUCTLIST = Endpoint(
    resource="productlist.nv",
    http="GET",
    title="List products",
    reply=ProductListReply,
    gaps="no paging is documented",
)
GETPRODUCT = Endpoint(
    resource="getproduct.nv",
    http="GET",
    title="Get one or more products with all details",
    reply=GetProductReply,
    gaps="the letter case of names from the dimensions on is inferred",
)

ShowSubProducts: TypeAlias = Annotated[Maybe[bool], Param("sub-products as well", type="integer", values=("1",))]
ReplyOption: TypeAlias = Annotated[
    Maybe[Literal[1, 2, 3]],
    Param("1 no deleted products; 2 published ones only, deleted ones included; 3 published ones only, none deleted"),
]
_ONE = one(FetchedProduct, GetProductReply, "product", "products.product")
_SEVERAL = items(FetchedProduct, GetProductReply, "products.product", "product")


@PRODUCT.register
def add_product(
    product: Product,
    *,
    use_only_existing_dimensions: OnlyExisting = UNSET,
    check_dimension_validity_period: WithinValidity = UNSET,
) -> Call[Inserted]:
    """Add a product; the answer has its Netvisor key."""
    return PRODUCT.call(add_product, locals(), INSERTED, method="add")


@PRODUCT.register
def edit_product(
    product: Product,
    *,
    id: Annotated[int, Param("NetvisorKey of the product")],
    use_only_existing_dimensions: OnlyExisting = UNSET,
    check_dimension_validity_period: WithinValidity = UNSET,
) -> Call[Done]:
    """Change a product: UNSET keeps a stored value, CLEAR deletes it."""
    return PRODUCT.call(edit_product, locals(), DONE, method="edit")


@PRODUCTLIST.register
def list_products(
    *,
    changed_since: Annotated[Maybe[datetime], Param("changed after")] = UNSET,
    keyword: Annotated[
        Maybe[str], Param("searched in the name and the product code; several are parted by commas")
    ] = UNSET,
    published: Annotated[Maybe[bool], Param("published ones are wanted", type="integer", values=("0", "1"))] = UNSET,
    unpublished: Annotated[
        Maybe[bool], Param("unpublished ones are wanted", type="integer", values=("0", "1"))
    ] = UNSET,
    deleted: Annotated[
        Maybe[bool], Param("deleted ones are wanted; left out, they come too", type="integer", values=("0", "1"))
    ] = UNSET,
) -> Call[list[ListedProduct]]:
    """List products; with `deleted`, `published` or `unpublished` should be given too."""
    gives = items(ListedProduct, ProductListReply, "product_list.product")
    return PRODUCTLIST.call(list_products, locals(), gives)


@GETPRODUCT.register
def get_product(
    id: Annotated[int, Param("NetvisorKey of the product")],
    *,
    show_sub_products: ShowSubProducts = UNSET,
    reply_option: ReplyOption = UNSET,
) -> Call[FetchedProduct | None]:
    """Get one product with all details, `None` if the key is unknown."""
    return GETPRODUCT.call(get_product, locals(), _ONE)


@GETPRODUCT.register
def get_products(
    ids: Annotated[Many[int], Param("NetvisorKeys of the products", name="idlist", limit=400)],
    *,
    show_sub_products: ShowSubProducts = UNSET,
    reply_option: ReplyOption = UNSET,
) -> Call[list[FetchedProduct]]:
    """Get several products with all details; more than 400 keys are sent in several calls."""
    return GETPRODUCT.call(get_products, locals(), _SEVERAL)


@GETPRODUCT.register
def get_product_by_ean_code(
    ean_code: Annotated[str, Param("bar code of the product")],
    *,
    show_sub_products: ShowSubProducts = UNSET,
    reply_option: ReplyOption = UNSET,
) -> Call[FetchedProduct | None]:
    """Get the product of a bar code, `None` if it is unknown."""
    return GETPRODUCT.call(get_product_by_ean_code, locals(), _ONE)


@GETPRODUCT.register
def get_product_by_code(
    code: Annotated[str, Param("product code")],
    *,
    show_sub_products: ShowSubProducts = UNSET,
    reply_option: ReplyOption = UNSET,
) -> Call[FetchedProduct | None]:
    """Get the product of a product code, `None` if it is unknown."""
    return GETPRODUCT.call(get_product_by_code, locals(), _ONE)


@GETPRODUCT.register
def get_products_by_code(
    codes: Annotated[Many[str], Param("product codes", name="codelist", limit=400)],
    *,
    show_sub_products: ShowSubProducts = UNSET,
    reply_option: ReplyOption = UNSET,
) -> Call[list[FetchedProduct]]:
    """Get the products of several product codes; more than 400 codes are sent in several calls."""
    return GETPRODUCT.call(get_products_by_code, locals(), _SEVERAL)


# How the writes are found after an unknown outcome.

PRODUCT.found_by(
    add_product,
    Finder(
        strength=Strength.EXACT,
        read="get_product_by_code",
        ask={"code": "product_base_information.product_code"},
        compare={"product_base_information.name": "product_base_information.name"},
        key="product_base_information.netvisor_key",
    ),
    Finder(
        strength=Strength.WEAK,
        read="list_products",
        ask={"keyword": "product_base_information.name"},
        equal={"name": "product_base_information.name"},
    ),
    nothing="give product_code",
)
PRODUCT.found_by(
    edit_product,
    Finder(
        strength=Strength.STATE,
        read="get_product",
        ask={"id": "?id"},
        compare={
            "": "",
            "product_base_information.unit_price|product_base_information.unit_gross_price": (
                "product_base_information.unit_price"
            ),
            "product_base_information.is_storage_product": "product_base_information.inventory_enabled",
            "product_additional_information.primary_ean_code": "product_base_information.primary_ean_code",
            "product_additional_information.secondary_ean_code": "product_base_information.secondary_ean_code",
            "product_bookkeeping_details.default_vat_percent": "product_bookkeeping_details.default_vat_percentage",
            "product_bookkeeping_details.product_dimensions.dimension": "product_additional_information.dimension",
        },
        whole=True,
        key="product_base_information.netvisor_key",
    ),
    nothing="no read shows all that is written: look at the product in Netvisor",
)
