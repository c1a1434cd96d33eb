"""The extended list of products: everything about them, by pages.

Most names of the answer are known from a client that writes all of them in small letters, so their letter case is
inferred; reading does not look at it.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Final, Literal, TypeAlias, get_args

from netvisor.declare import UNSET, Attribute, El, Many, Maybe, must, reply, valued
from netvisor.declare.scalars import Country, TrueFalse
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import one
from netvisor.resources.products.products import Measure, SubProductInformation

ExtendedReplyOption: TypeAlias = Literal[
    "IncludeProductPriceGroups",
    "IncludeProductCustomerPrices",
    "IncludeDistributerPurchaseInformation",
    "IncludeProductInventoryPlaceShelves",
    "IncludeProductShipmentInformation",
    "IncludeProductGroupingCriterias",
    "IncludeProductAccountingInformation",
    "IncludeProductDimensionInformation",
    "IncludeProductInformationFields",
    "IncludeProductReferences",
    "IncludeProductProperties",
    "IncludeProductSubProducts",
    "IncludeProductImages",
    "IncludeProductAttachments",
    "SetAllReplyOptions",
]
"""What the list can hold beyond the basics. The service takes the sum of numbers too; the documented number of
pictures, 2096, is not a single bit, so only the names are offered here."""


@valued
class Translation:
    """A text in one language."""

    value: str | None
    language: Annotated[Attribute[str | None], El("Language")]
    """Such as FI."""


@reply
class Translations:
    """A text in several languages."""

    translation: Many[Translation] = ()


@reply
class ProductCodes:
    """The codes of a product."""

    product_code: str | None
    product_primary_ean_code: str | None
    """First bar code."""
    product_secondary_ean_code: str | None
    """Second bar code."""


@valued
class LastChangedDate:
    """When the product was changed last."""

    value: datetime | None
    format: Attribute[str | None] = None


@reply
class ProductFeatures:
    """What kind of product it is."""

    is_published_product: TrueFalse | None
    is_sellable_product: TrueFalse | None
    is_storage_product: TrueFalse | None
    """True when it is kept in stock."""
    is_product_structure_product: TrueFalse | None
    """True when it has a product structure."""
    is_model: TrueFalse | None
    """True for a model (variant) of a main product."""
    is_summary_of_products: TrueFalse | None
    """True when it is made up of other products."""
    last_changed_date: LastChangedDate | None


@reply
class ExtendedProductGroup:
    """The group of a product."""

    netvisor_key: int | None
    product_group_translations: Translations | None = None


@reply
class ProductUnit:
    """The unit of measure of a product."""

    netvisor_key: int | None
    product_unit_translations: Translations | None = None


@valued
class DefaultPrice:
    """The price of one unit, net or gross."""

    value: Decimal | None
    is_price_base: Attribute[TrueFalse | None] = None
    """True on the price that was given; the other one is worked out. That the gross price carries it is inferred."""


@reply
class ProductVat:
    """The VAT class of a product."""

    netvisor_key: int | None
    percentage: Decimal | None


@reply
class PriceGroup:
    """The price of a product in a price group."""

    netvisor_key: int | None
    """Netvisor key of the price group."""
    price_group_name: str | None
    net_price: Decimal | None
    gross_price: Decimal | None


@reply
class PriceGroups:
    """The prices of a product by price group; they can be read only, as no resource that writes them is known."""

    price_group: Many[PriceGroup] = ()


@reply
class CustomerPrice:
    """The price of a product for one customer."""

    netvisor_key: int | None
    """Netvisor key of the customer."""
    customer_code: str | None
    customer_name: str | None
    net_price: Decimal | None
    gross_price: Decimal | None


@reply
class CustomerPrices:
    """The prices of a product for single customers; they can be read only, as no resource that writes them is known."""

    customer: Many[CustomerPrice] = ()


@reply
class ProductPriceInformation:
    """The prices of a product."""

    default_net_price: DefaultPrice | None
    default_gross_price: DefaultPrice | None
    vat: ProductVat | None
    price_margin: Decimal | None
    provision_percentage: Decimal | None
    """Commission in percent."""
    price_groups: PriceGroups | None = None
    """Only with IncludeProductPriceGroups; may be empty."""
    customer_prices: CustomerPrices | None = None
    """Only with IncludeProductCustomerPrices."""


@reply
class DistributerPurchaseInformation:
    """What a vendor, which the vendor of Netvisor spells distributer, calls and asks for a product."""

    netvisor_key: int | None
    """Netvisor key of the vendor."""
    distributer_code: str | None
    """Vendor code."""
    distributer_name: str | None
    """Name of the vendor."""
    distributer_product_code: str | None
    """The vendor's code of the product."""
    distributer_product_name: str | None
    """The vendor's name of the product."""
    purchase_price: Decimal | None
    currency_abbreviation: str | None
    """Currency of the price, such as EUR."""


@reply
class DistributerPurchaseInformations:
    """The vendors of a product."""

    distributer: Many[DistributerPurchaseInformation] = ()


@reply
class ProductPurchaseInformation:
    """How a product is bought."""

    default_purchase_price: Decimal | None
    distributer_purchase_informations: DistributerPurchaseInformations | None = None
    """Only with IncludeDistributerPurchaseInformation."""


@reply
class DefaultInventoryPlace:
    """The warehouse that is used when none is named."""

    netvisor_key: int | None = None
    inventory_place_name: str | None = None


@reply
class InventoryPlaceShelve:
    """A shelf, which the vendor spells shelve, in its warehouse."""

    inventory_place_netvisor_key: int | None
    inventory_place_name: str | None
    shelve_netvisor_key: int | None
    shelve_name: str | None


@reply
class InventoryPlaceShelves:
    """The shelves on which a product lies."""

    inventory_place_shelve: Many[InventoryPlaceShelve] = ()


@reply
class ProductBatchLinkingMode:
    """How batches are taken."""

    netvisor_key: int | None
    """Number of the mode, as in `inventory_batch_linking_mode` of a product."""
    definition: str | None
    """Name of the mode."""


@reply
class ProductStorageInformation:
    """How a product is kept in stock."""

    default_inventory_place: DefaultInventoryPlace | None = None
    inventory_place_shelves: InventoryPlaceShelves | None = None
    """Only with IncludeProductInventoryPlaceShelves."""
    alert_limit: Decimal | None
    """Stock below this raises an alert; may be empty."""
    customs_tariff_header: str | None
    """Tariff heading of the customs."""
    product_batch_linking_mode: ProductBatchLinkingMode | None = None


@reply
class ProductShipmentInformation:
    """Origin, weights and size of the package."""

    default_product_country_of_origin: Country | None = None
    product_net_weight: Measure | None = None
    product_gross_weight: Measure | None = None
    product_package_width: Measure | None = None
    product_package_height: Measure | None = None
    product_package_length: Measure | None = None


@reply
class ProductGroupingCriteriaInformation:
    """The grouping criteria of a product."""

    grouping_criteria: Many[Translations] = ()


@reply
class ProductAccountInformation:
    """The numbers of the accounts of a product."""

    default_domestic_account_number: int | None
    """Account of domestic sales."""
    default_eu_account_number: int | None
    """Account of sales within the EU."""
    default_outside_eu_account_number: Annotated[int | None, El("DefaultOutsideEUAccountNumber")]
    """Account of sales outside the EU."""
    default_inventory_account_number: int | None
    """Account of the stock."""


@reply
class ExtendedProductDimension:
    """A default dimension of a product."""

    name_netvisor_key: int | None
    """Netvisor key of the heading."""
    dimension_name_name: str | None
    """The heading."""
    detail_netvisor_key: int | None
    """Netvisor key of the item."""
    dimension_detail_name: str | None
    """The item under the heading."""


@reply
class ProductDimensionInformation:
    """The default dimensions of a product."""

    dimension: Many[ExtendedProductDimension] = ()


@reply
class InformationField:
    """An extra field of the company's own."""

    information_field_name: str | None
    information_field_item_value: str | None


@reply
class ProductInformationFields:
    """The extra fields of a product."""

    information_field: Many[InformationField] = ()


@reply
class ReferencedProduct:
    """A product that another one refers to."""

    netvisor_key: int | None
    product_code: str | None
    product_name_translations: Translations | None = None


@reply
class ReferencedProducts:
    """The products that another one refers to in one way."""

    product: Many[ReferencedProduct] = ()


@reply
class ProductReferences:
    """The products that a product refers to."""

    related_products: ReferencedProducts | None = None
    complementary_products: ReferencedProducts | None = None


@reply
class PropertyValue:
    """A value that a property of a model has.

    One client reads it in this form; another element around the values is possible, and would be left out.
    """

    netvisor_key: int | None
    property_value_translations: Translations | None = None


@reply
class ProductProperty:
    """A property of a model, such as its colour."""

    netvisor_key: int | None
    property_translations: Translations | None = None
    property_values: Many[PropertyValue] = ()


@reply
class ProductProperties:
    """The properties of a model."""

    property: Many[ProductProperty] = ()


@reply
class ListedProductImage:
    """A picture of a product, without its content."""

    netvisor_key: int | None
    """For `get_product_images`."""
    is_default_image: TrueFalse | None
    mime_type: str | None
    title: str | None
    """Caption."""
    file_name: str | None
    last_edited_date: datetime | None


@reply
class ListedProductImages:
    """The pictures of a product."""

    image: Many[ListedProductImage] = ()


@reply
class ListedProductAttachment:
    """An attachment of a product, without its content."""

    netvisor_key: int | None
    """For `get_product_attachments`."""
    mime_type: str | None
    file_name: str | None


@reply
class ListedProductAttachments:
    """The attachments of a product."""

    attachment: Many[ListedProductAttachment] = ()


@reply
class ExtendedProduct:
    """A model or an ordinary product with everything that was asked for."""

    netvisor_key: int | None
    product_codes: ProductCodes | None
    product_name_translations: Translations | None
    product_description_translations: Translations | None
    product_features: ProductFeatures | None
    product_group: ExtendedProductGroup | None
    product_unit: ProductUnit | None = None
    product_price_information: ProductPriceInformation | None
    product_purchase_information: ProductPurchaseInformation | None = None
    product_storage_information: ProductStorageInformation | None = None
    product_shipment_information: ProductShipmentInformation | None = None
    """Only with IncludeProductShipmentInformation."""
    product_gruping_criteria_information: Annotated[
        ProductGroupingCriteriaInformation | None, El(also=("ProductGroupingCriteriaInformation",))
    ] = None
    """Only with IncludeProductGroupingCriterias; the one client that reads it knows it by this spelling."""
    product_account_information: ProductAccountInformation | None = None
    """Only with IncludeProductAccountingInformation."""
    product_dimension_information: ProductDimensionInformation | None = None
    """Only with IncludeProductDimensionInformation."""
    product_information_fields: ProductInformationFields | None = None
    """Only with IncludeProductInformationFields."""
    product_references: ProductReferences | None = None
    """Only with IncludeProductReferences."""
    product_properties: ProductProperties | None = None
    """Only with IncludeProductProperties."""
    sub_product_information: SubProductInformation | None = None
    """Only with IncludeProductSubProducts."""
    product_images: ListedProductImages | None = None
    """Only with IncludeProductImages."""
    product_attachments: ListedProductAttachments | None = None
    """Only with IncludeProductAttachments."""


@reply
class ExtendedProducts:
    """One page of the extended list of products."""

    current_page: Annotated[Attribute[int | None], El("CurrentPage")]
    page_count: Annotated[Attribute[int | None], El("PageCount")]
    products_on_page: Annotated[Attribute[int | None], El("ProductsOnPage")]
    """How many products stand on this page."""
    products_on_pages: Annotated[Attribute[int | None], El("ProductsOnPages")]
    """How many products stand on all pages."""
    product: Many[ExtendedProduct] = ()


@reply
class ExtendedProductListReply:
    """The answer of extendedproductlist.nv."""

    products: ExtendedProducts | None


EXTENDEDPRODUCTLIST = Endpoint(
    resource="extendedproductlist.nv",
    http="GET",
    title="Extended list of products: prices by group and customer, stock places, pictures",
    reply=ExtendedProductListReply,
    limits="no main products and no deleted ones; unpublished ones only by key",
    gaps=(
        "the letter case of many names is inferred; price groups and customer prices cannot be written by any "
        "documented resource"
    ),
)

KNOWN_REPLY_OPTIONS: Final = must(
    "reply_options",
    holds=lambda asked: asked.reply_options is UNSET or set(asked.reply_options) <= {*get_args(ExtendedReplyOption)},
    expected=f"some of {', '.join(get_args(ExtendedReplyOption))}",
)


@EXTENDEDPRODUCTLIST.register
def list_extended_products(
    *,
    reply_options: Annotated[
        Maybe[Many[ExtendedReplyOption]], Param("what the list holds beyond the basics, by the names of the options")
    ] = UNSET,
    search_language: Annotated[
        Maybe[Literal["fi", "en", "se"]],
        Param("language of what is searched; without extended product management only fi"),
    ] = UNSET,
    product_netvisor_keys: Annotated[
        Maybe[Many[int]], Param("NetvisorKeys of the products; the only way to unpublished ones")
    ] = UNSET,
    product_name_keyword: Annotated[Maybe[str], Param("searched in the name")] = UNSET,
    product_code_keyword: Annotated[Maybe[str], Param("searched in the product code")] = UNSET,
    product_ean_code: Annotated[Maybe[str], Param("bar code")] = UNSET,
    only_sellable_products: Annotated[
        Maybe[bool], Param("only those that may be sold", values=("true", "false"))
    ] = UNSET,
    only_storaged_products: Annotated[
        Maybe[bool], Param("only those that are kept in stock", values=("true", "false"))
    ] = UNSET,
    product_changed_since: Annotated[Maybe[datetime], Param("changed after, to the minute", form="minutes")] = UNSET,
    product_group_netvisor_keys: Annotated[Maybe[Many[int]], Param("NetvisorKeys of product groups")] = UNSET,
    product_group_name: Annotated[Maybe[str], Param("name of the product group")] = UNSET,
    product_group_name_keyword: Annotated[Maybe[str], Param("beginning of the name of the product group")] = UNSET,
    product_group_name_free_text: Annotated[Maybe[str], Param("text in the name of the product group")] = UNSET,
    exclude_product_group_name_free_text: Annotated[
        Maybe[str], Param("text that the name of the product group must not have")
    ] = UNSET,
    product_grouping_criteria_name: Annotated[Maybe[str], Param("name of a grouping criterion")] = UNSET,
    products_on_page: Annotated[Maybe[int], Param("how many products a page holds")] = UNSET,
    page: Annotated[Maybe[int], Param("number of the page")] = UNSET,
) -> Call[ExtendedProducts | None]:
    """Get one page of models and ordinary products, never main products and never deleted ones.

    It works without extended product management too, with fewer elements.
    """
    gives = one(ExtendedProducts, ExtendedProductListReply, "products")
    return EXTENDEDPRODUCTLIST.call(list_extended_products, locals(), gives, rules=(KNOWN_REPLY_OPTIONS,))
