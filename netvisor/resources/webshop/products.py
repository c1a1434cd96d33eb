"""The structural list of products of web shops: main products with their variants, and their pictures."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, El, Many, Maybe, reply, valued
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items

WebShopLanguage: TypeAlias = Literal["FI", "SE", "EN"]
"""Finnish, Swedish under the code of its country, English."""


@valued
class WebShopText:
    """A text in one language."""

    value: str | None
    language: Attribute[WebShopLanguage | None]


@reply
class WebShopProductGroup:
    """A product group of a main product."""

    name: Many[WebShopText] = ()


@reply
class WebShopProductGroups:
    """The product groups of a main product."""

    product_group: Many[WebShopProductGroup] = ()


@reply
class WebShopVariant:
    """A variant (model) of a main product."""

    name: Many[WebShopText] = ()
    description: Many[WebShopText] = ()
    variant_identifier: str | None
    """For `get_web_shop_product_images`."""
    image_uri: Annotated[str | None, El("ImageURI")]
    """Address of the pictures."""
    last_change_date: datetime | None = None
    price: Decimal | None = None
    """May be empty."""


@reply
class WebShopVariants:
    """The variants of a main product."""

    variant: Many[WebShopVariant] = ()


@reply
class WebShopProduct:
    """A main product with its variants, without its sub-products."""

    netvisor_key: int | None
    name: Many[WebShopText]
    """At most once in each of three languages."""
    description: Many[WebShopText]
    """At most once in each of three languages."""
    product_groups: WebShopProductGroups | None = None
    variants: WebShopVariants | None = None


@reply
class WebShopProductList:
    """The list of main products."""

    web_shop_product: Many[WebShopProduct] = ()


@reply
class WebShopProductListReply:
    """The answer of webshopproductlist.nv."""

    web_shop_product_list: WebShopProductList | None


@reply
class WebShopProductImage:
    """A picture with its content."""

    mime_type: str | None
    title: str | None
    file_name: str | None
    document_data: bytes | None


@reply
class WebShopProductImages:
    """The pictures of a product or a variant."""

    web_shop_product_image: Many[WebShopProductImage] = ()


@reply
class WebShopProductImagesReply:
    """The answer of webshopproductimages.nv."""

    web_shop_product_images: WebShopProductImages | None


WEBSHOPPRODUCTLIST = Endpoint(
    resource="webshopproductlist.nv",
    http="GET",
    title="Structural list of products: main products with their variants",
    reply=WebShopProductListReply,
    limits="only with extended product management",
    gaps=(
        "to be replaced by extendedproductlist.nv; known from the vendor's old client, so newer elements may be missing"
    ),
)
WEBSHOPPRODUCTIMAGES = Endpoint(
    resource="webshopproductimages.nv",
    http="GET",
    title="Get the pictures of a structural product",
    reply=WebShopProductImagesReply,
)


@WEBSHOPPRODUCTLIST.register
def list_web_shop_products(
    *,
    limit_deleted: Annotated[
        Maybe[bool], Param("only main products that are active", name="limitDeleted", type="integer", values=("1",))
    ] = UNSET,
    limit_active: Annotated[
        Maybe[bool], Param("only variants that are active", name="limitActive", type="integer", values=("1",))
    ] = UNSET,
    limit_published: Annotated[
        Maybe[bool], Param("only published products", name="limitPublished", type="integer", values=("1",))
    ] = UNSET,
    limit_sellable: Annotated[
        Maybe[bool], Param("only products that may be sold", name="limitSellable", type="integer", values=("1",))
    ] = UNSET,
    limit_changed_since: Annotated[Maybe[datetime], Param("changed after", name="limitChangedSince")] = UNSET,
    limit_source_product_netvisor_key: Annotated[
        Maybe[int], Param("NetvisorKey of the main product", name="limitSourceProductNetvisorKey")
    ] = UNSET,
    product_group_netvisor_keys: Annotated[
        Maybe[Many[int]], Param("NetvisorKeys of product groups", name="productGroupNetvisorKeys")
    ] = UNSET,
    product_group_name: Annotated[Maybe[str], Param("name of the product group", name="productGroupName")] = UNSET,
    product_group_name_keyword: Annotated[
        Maybe[str], Param("beginning of the name of the product group", name="productGroupNameKeyword")
    ] = UNSET,
    product_group_name_free_text: Annotated[
        Maybe[str], Param("text in the name of the product group", name="productGroupNameFreeText")
    ] = UNSET,
    exclude_product_group_name_free_text: Annotated[
        Maybe[str],
        Param("text that the name of the product group must not have", name="excludeProductGroupNameFreeText"),
    ] = UNSET,
) -> Call[list[WebShopProduct]]:
    """List main products with their variants; it needs extended product management.

    The vendor plans to replace it with extendedproductlist.nv. A limit applies whatever its value; False leaves it out.
    """
    gives = items(WebShopProduct, WebShopProductListReply, "web_shop_product_list.web_shop_product")
    return WEBSHOPPRODUCTLIST.call(list_web_shop_products, locals(), gives)


@WEBSHOPPRODUCTIMAGES.register
def get_web_shop_product_images(
    identifier: Annotated[int, Param("NetvisorKey of the product, or identifier of the variant")],
) -> Call[list[WebShopProductImage]]:
    """Get the first picture of a product, or all pictures of a variant when the product has variants."""
    gives = items(WebShopProductImage, WebShopProductImagesReply, "web_shop_product_images.web_shop_product_image")
    return WEBSHOPPRODUCTIMAGES.call(get_web_shop_product_images, locals(), gives)
