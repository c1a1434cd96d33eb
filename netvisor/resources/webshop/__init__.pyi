"""The structural list of products of web shops: main products with their variants, and their pictures.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.webshop.products import WebShopLanguage as WebShopLanguage
from netvisor.resources.webshop.products import WebShopProduct as WebShopProduct
from netvisor.resources.webshop.products import WebShopProductGroup as WebShopProductGroup
from netvisor.resources.webshop.products import WebShopProductGroups as WebShopProductGroups
from netvisor.resources.webshop.products import WebShopProductImage as WebShopProductImage
from netvisor.resources.webshop.products import WebShopProductImages as WebShopProductImages
from netvisor.resources.webshop.products import WebShopProductImagesReply as WebShopProductImagesReply
from netvisor.resources.webshop.products import WebShopProductList as WebShopProductList
from netvisor.resources.webshop.products import WebShopProductListReply as WebShopProductListReply
from netvisor.resources.webshop.products import WebShopText as WebShopText
from netvisor.resources.webshop.products import WebShopVariant as WebShopVariant
from netvisor.resources.webshop.products import WebShopVariants as WebShopVariants
from netvisor.resources.webshop.products import get_web_shop_product_images as get_web_shop_product_images
from netvisor.resources.webshop.products import list_web_shop_products as list_web_shop_products

__all__ = [
    "WebShopLanguage",
    "WebShopProduct",
    "WebShopProductGroup",
    "WebShopProductGroups",
    "WebShopProductImage",
    "WebShopProductImages",
    "WebShopProductImagesReply",
    "WebShopProductList",
    "WebShopProductListReply",
    "WebShopText",
    "WebShopVariant",
    "WebShopVariants",
    "get_web_shop_product_images",
    "list_web_shop_products",
]
