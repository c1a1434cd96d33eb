"""Products, their groups, files and stock.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.products.dicts import DimensionDict as DimensionDict
from netvisor.resources.products.dicts import DimensionItemDict as DimensionItemDict
from netvisor.resources.products.dicts import DistributerDict as DistributerDict
from netvisor.resources.products.dicts import EanCodeDict as EanCodeDict
from netvisor.resources.products.dicts import EventInventoryPlaceDict as EventInventoryPlaceDict
from netvisor.resources.products.dicts import EventProductDict as EventProductDict
from netvisor.resources.products.dicts import ProductAdditionalInformationDict as ProductAdditionalInformationDict
from netvisor.resources.products.dicts import ProductBaseInformationDict as ProductBaseInformationDict
from netvisor.resources.products.dicts import ProductBookkeepingDetailsDict as ProductBookkeepingDetailsDict
from netvisor.resources.products.dicts import ProductCustomTagDict as ProductCustomTagDict
from netvisor.resources.products.dicts import ProductCustomTagsDict as ProductCustomTagsDict
from netvisor.resources.products.dicts import ProductDict as ProductDict
from netvisor.resources.products.dicts import ProductPackageInformationDict as ProductPackageInformationDict
from netvisor.resources.products.dicts import TagValueDict as TagValueDict
from netvisor.resources.products.dicts import UnitPriceDict as UnitPriceDict
from netvisor.resources.products.dicts import WarehouseEventDict as WarehouseEventDict
from netvisor.resources.products.dicts import WarehouseEventLineDict as WarehouseEventLineDict
from netvisor.resources.products.dicts import WarehouseEventLinesDict as WarehouseEventLinesDict
from netvisor.resources.products.extended import CustomerPrice as CustomerPrice
from netvisor.resources.products.extended import CustomerPrices as CustomerPrices
from netvisor.resources.products.extended import DefaultInventoryPlace as DefaultInventoryPlace
from netvisor.resources.products.extended import DefaultPrice as DefaultPrice
from netvisor.resources.products.extended import DistributerPurchaseInformation as DistributerPurchaseInformation
from netvisor.resources.products.extended import DistributerPurchaseInformations as DistributerPurchaseInformations
from netvisor.resources.products.extended import ExtendedProduct as ExtendedProduct
from netvisor.resources.products.extended import ExtendedProductDimension as ExtendedProductDimension
from netvisor.resources.products.extended import ExtendedProductGroup as ExtendedProductGroup
from netvisor.resources.products.extended import ExtendedProductListReply as ExtendedProductListReply
from netvisor.resources.products.extended import ExtendedProducts as ExtendedProducts
from netvisor.resources.products.extended import ExtendedReplyOption as ExtendedReplyOption
from netvisor.resources.products.extended import InformationField as InformationField
from netvisor.resources.products.extended import InventoryPlaceShelve as InventoryPlaceShelve
from netvisor.resources.products.extended import InventoryPlaceShelves as InventoryPlaceShelves
from netvisor.resources.products.extended import LastChangedDate as LastChangedDate
from netvisor.resources.products.extended import ListedProductAttachment as ListedProductAttachment
from netvisor.resources.products.extended import ListedProductAttachments as ListedProductAttachments
from netvisor.resources.products.extended import ListedProductImage as ListedProductImage
from netvisor.resources.products.extended import ListedProductImages as ListedProductImages
from netvisor.resources.products.extended import PriceGroup as PriceGroup
from netvisor.resources.products.extended import PriceGroups as PriceGroups
from netvisor.resources.products.extended import ProductAccountInformation as ProductAccountInformation
from netvisor.resources.products.extended import ProductBatchLinkingMode as ProductBatchLinkingMode
from netvisor.resources.products.extended import ProductCodes as ProductCodes
from netvisor.resources.products.extended import ProductDimensionInformation as ProductDimensionInformation
from netvisor.resources.products.extended import ProductFeatures as ProductFeatures
from netvisor.resources.products.extended import (
    ProductGroupingCriteriaInformation as ProductGroupingCriteriaInformation,
)
from netvisor.resources.products.extended import ProductInformationFields as ProductInformationFields
from netvisor.resources.products.extended import ProductPriceInformation as ProductPriceInformation
from netvisor.resources.products.extended import ProductProperties as ProductProperties
from netvisor.resources.products.extended import ProductProperty as ProductProperty
from netvisor.resources.products.extended import ProductPurchaseInformation as ProductPurchaseInformation
from netvisor.resources.products.extended import ProductReferences as ProductReferences
from netvisor.resources.products.extended import ProductShipmentInformation as ProductShipmentInformation
from netvisor.resources.products.extended import ProductStorageInformation as ProductStorageInformation
from netvisor.resources.products.extended import ProductUnit as ProductUnit
from netvisor.resources.products.extended import ProductVat as ProductVat
from netvisor.resources.products.extended import PropertyValue as PropertyValue
from netvisor.resources.products.extended import ReferencedProduct as ReferencedProduct
from netvisor.resources.products.extended import ReferencedProducts as ReferencedProducts
from netvisor.resources.products.extended import Translation as Translation
from netvisor.resources.products.extended import Translations as Translations
from netvisor.resources.products.extended import list_extended_products as list_extended_products
from netvisor.resources.products.files import GetProductAttachmentReply as GetProductAttachmentReply
from netvisor.resources.products.files import GetProductImageReply as GetProductImageReply
from netvisor.resources.products.files import ProductAttachment as ProductAttachment
from netvisor.resources.products.files import ProductAttachments as ProductAttachments
from netvisor.resources.products.files import ProductImage as ProductImage
from netvisor.resources.products.files import ProductImages as ProductImages
from netvisor.resources.products.files import get_product_attachments as get_product_attachments
from netvisor.resources.products.files import get_product_images as get_product_images
from netvisor.resources.products.groups import ChildGroups as ChildGroups
from netvisor.resources.products.groups import GetProductGroupsReply as GetProductGroupsReply
from netvisor.resources.products.groups import GroupLanguage as GroupLanguage
from netvisor.resources.products.groups import GroupTranslation as GroupTranslation
from netvisor.resources.products.groups import GroupTranslations as GroupTranslations
from netvisor.resources.products.groups import ListedProductGroup as ListedProductGroup
from netvisor.resources.products.groups import ProductGroupHierarchy as ProductGroupHierarchy
from netvisor.resources.products.groups import ProductGroups as ProductGroups
from netvisor.resources.products.groups import list_product_groups as list_product_groups
from netvisor.resources.products.products import Children as Children
from netvisor.resources.products.products import Dimension as Dimension
from netvisor.resources.products.products import DimensionItem as DimensionItem
from netvisor.resources.products.products import DimensionWithKey as DimensionWithKey
from netvisor.resources.products.products import EanCode as EanCode
from netvisor.resources.products.products import FetchedDimension as FetchedDimension
from netvisor.resources.products.products import FetchedProduct as FetchedProduct
from netvisor.resources.products.products import (
    FetchedProductAdditionalInformation as FetchedProductAdditionalInformation,
)
from netvisor.resources.products.products import FetchedProductBaseInformation as FetchedProductBaseInformation
from netvisor.resources.products.products import FetchedProductBookkeepingDetails as FetchedProductBookkeepingDetails
from netvisor.resources.products.products import FetchedProductPackageInformation as FetchedProductPackageInformation
from netvisor.resources.products.products import FetchedUnitPrice as FetchedUnitPrice
from netvisor.resources.products.products import GetProductReply as GetProductReply
from netvisor.resources.products.products import ListedProduct as ListedProduct
from netvisor.resources.products.products import Measure as Measure
from netvisor.resources.products.products import Parents as Parents
from netvisor.resources.products.products import Product as Product
from netvisor.resources.products.products import ProductAdditionalInformation as ProductAdditionalInformation
from netvisor.resources.products.products import ProductBaseInformation as ProductBaseInformation
from netvisor.resources.products.products import ProductBookkeepingDetails as ProductBookkeepingDetails
from netvisor.resources.products.products import ProductCustomTag as ProductCustomTag
from netvisor.resources.products.products import ProductCustomTags as ProductCustomTags
from netvisor.resources.products.products import ProductDimensions as ProductDimensions
from netvisor.resources.products.products import ProductInventoryDetails as ProductInventoryDetails
from netvisor.resources.products.products import ProductList as ProductList
from netvisor.resources.products.products import ProductListReply as ProductListReply
from netvisor.resources.products.products import ProductPackageInformation as ProductPackageInformation
from netvisor.resources.products.products import Products as Products
from netvisor.resources.products.products import RelatedProduct as RelatedProduct
from netvisor.resources.products.products import ReplyOption as ReplyOption
from netvisor.resources.products.products import ShowSubProducts as ShowSubProducts
from netvisor.resources.products.products import SubProductInformation as SubProductInformation
from netvisor.resources.products.products import TagValue as TagValue
from netvisor.resources.products.products import UnitGrossPrice as UnitGrossPrice
from netvisor.resources.products.products import UnitPrice as UnitPrice
from netvisor.resources.products.products import Weight as Weight
from netvisor.resources.products.products import WeightUnit as WeightUnit
from netvisor.resources.products.products import add_product as add_product
from netvisor.resources.products.products import edit_product as edit_product
from netvisor.resources.products.products import get_product as get_product
from netvisor.resources.products.products import get_product_by_code as get_product_by_code
from netvisor.resources.products.products import get_product_by_ean_code as get_product_by_ean_code
from netvisor.resources.products.products import get_products as get_products
from netvisor.resources.products.products import get_products_by_code as get_products_by_code
from netvisor.resources.products.products import list_products as list_products
from netvisor.resources.products.warehouses import Distributer as Distributer
from netvisor.resources.products.warehouses import EventInventoryPlace as EventInventoryPlace
from netvisor.resources.products.warehouses import EventProduct as EventProduct
from netvisor.resources.products.warehouses import GetInventoryPlacesReply as GetInventoryPlacesReply
from netvisor.resources.products.warehouses import InventoryByWarehouse as InventoryByWarehouse
from netvisor.resources.products.warehouses import InventoryByWarehouseReply as InventoryByWarehouseReply
from netvisor.resources.products.warehouses import InventoryPlace as InventoryPlace
from netvisor.resources.products.warehouses import InventoryPlaces as InventoryPlaces
from netvisor.resources.products.warehouses import ProductStock as ProductStock
from netvisor.resources.products.warehouses import Shelve as Shelve
from netvisor.resources.products.warehouses import ShelveHierarchy as ShelveHierarchy
from netvisor.resources.products.warehouses import Shelves as Shelves
from netvisor.resources.products.warehouses import WarehouseEvent as WarehouseEvent
from netvisor.resources.products.warehouses import WarehouseEventLine as WarehouseEventLine
from netvisor.resources.products.warehouses import WarehouseEventLines as WarehouseEventLines
from netvisor.resources.products.warehouses import WarehouseStock as WarehouseStock
from netvisor.resources.products.warehouses import add_warehouse_event as add_warehouse_event
from netvisor.resources.products.warehouses import list_inventory_by_warehouse as list_inventory_by_warehouse
from netvisor.resources.products.warehouses import list_inventory_places as list_inventory_places

__all__ = [
    "ChildGroups",
    "Children",
    "CustomerPrice",
    "CustomerPrices",
    "DefaultInventoryPlace",
    "DefaultPrice",
    "Dimension",
    "DimensionDict",
    "DimensionItem",
    "DimensionItemDict",
    "DimensionWithKey",
    "Distributer",
    "DistributerDict",
    "DistributerPurchaseInformation",
    "DistributerPurchaseInformations",
    "EanCode",
    "EanCodeDict",
    "EventInventoryPlace",
    "EventInventoryPlaceDict",
    "EventProduct",
    "EventProductDict",
    "ExtendedProduct",
    "ExtendedProductDimension",
    "ExtendedProductGroup",
    "ExtendedProductListReply",
    "ExtendedProducts",
    "ExtendedReplyOption",
    "FetchedDimension",
    "FetchedProduct",
    "FetchedProductAdditionalInformation",
    "FetchedProductBaseInformation",
    "FetchedProductBookkeepingDetails",
    "FetchedProductPackageInformation",
    "FetchedUnitPrice",
    "GetInventoryPlacesReply",
    "GetProductAttachmentReply",
    "GetProductGroupsReply",
    "GetProductImageReply",
    "GetProductReply",
    "GroupLanguage",
    "GroupTranslation",
    "GroupTranslations",
    "InformationField",
    "InventoryByWarehouse",
    "InventoryByWarehouseReply",
    "InventoryPlace",
    "InventoryPlaceShelve",
    "InventoryPlaceShelves",
    "InventoryPlaces",
    "LastChangedDate",
    "ListedProduct",
    "ListedProductAttachment",
    "ListedProductAttachments",
    "ListedProductGroup",
    "ListedProductImage",
    "ListedProductImages",
    "Measure",
    "Parents",
    "PriceGroup",
    "PriceGroups",
    "Product",
    "ProductAccountInformation",
    "ProductAdditionalInformation",
    "ProductAdditionalInformationDict",
    "ProductAttachment",
    "ProductAttachments",
    "ProductBaseInformation",
    "ProductBaseInformationDict",
    "ProductBatchLinkingMode",
    "ProductBookkeepingDetails",
    "ProductBookkeepingDetailsDict",
    "ProductCodes",
    "ProductCustomTag",
    "ProductCustomTagDict",
    "ProductCustomTags",
    "ProductCustomTagsDict",
    "ProductDict",
    "ProductDimensionInformation",
    "ProductDimensions",
    "ProductFeatures",
    "ProductGroupHierarchy",
    "ProductGroupingCriteriaInformation",
    "ProductGroups",
    "ProductImage",
    "ProductImages",
    "ProductInformationFields",
    "ProductInventoryDetails",
    "ProductList",
    "ProductListReply",
    "ProductPackageInformation",
    "ProductPackageInformationDict",
    "ProductPriceInformation",
    "ProductProperties",
    "ProductProperty",
    "ProductPurchaseInformation",
    "ProductReferences",
    "ProductShipmentInformation",
    "ProductStock",
    "ProductStorageInformation",
    "ProductUnit",
    "ProductVat",
    "Products",
    "PropertyValue",
    "ReferencedProduct",
    "ReferencedProducts",
    "RelatedProduct",
    "ReplyOption",
    "Shelve",
    "ShelveHierarchy",
    "Shelves",
    "ShowSubProducts",
    "SubProductInformation",
    "TagValue",
    "TagValueDict",
    "Translation",
    "Translations",
    "UnitGrossPrice",
    "UnitPrice",
    "UnitPriceDict",
    "WarehouseEvent",
    "WarehouseEventDict",
    "WarehouseEventLine",
    "WarehouseEventLineDict",
    "WarehouseEventLines",
    "WarehouseEventLinesDict",
    "WarehouseStock",
    "Weight",
    "WeightUnit",
    "add_product",
    "add_warehouse_event",
    "edit_product",
    "get_product",
    "get_product_attachments",
    "get_product_by_code",
    "get_product_by_ean_code",
    "get_product_images",
    "get_products",
    "get_products_by_code",
    "list_extended_products",
    "list_inventory_by_warehouse",
    "list_inventory_places",
    "list_product_groups",
    "list_products",
]
