"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from netvisor.resources.plain_values import Clear, PlainDate, PlainNumber, Unset
from netvisor.resources.products.products import (
    Dimension,
    DimensionItem,
    EanCode,
    ProductAdditionalInformation,
    ProductBaseInformation,
    ProductBookkeepingDetails,
    ProductCustomTag,
    ProductCustomTags,
    ProductPackageInformation,
    TagValue,
    UnitPrice,
)
from netvisor.resources.products.warehouses import (
    Distributer,
    EventInventoryPlace,
    EventProduct,
    WarehouseEventLine,
    WarehouseEventLines,
)


class DimensionDict(TypedDict):
    """Plain data of `Dimension`."""

    dimension_name: str
    dimension_item: str | DimensionItemDict | DimensionItem


class DimensionItemDict(TypedDict):
    """Plain data of `DimensionItem`."""

    value: str
    father_id: NotRequired[int | Unset]


class DistributerDict(TypedDict):
    """Plain data of `Distributer`."""

    value: str
    type: NotRequired[Literal["netvisor", "customer"] | Unset]


class EanCodeDict(TypedDict):
    """Plain data of `EanCode`."""

    value: str | Clear
    type: NotRequired[Literal["any", "ean8", "ean13", "code128"] | Unset]


class EventInventoryPlaceDict(TypedDict):
    """Plain data of `EventInventoryPlace`."""

    value: str
    type: NotRequired[Literal["netvisor"] | Unset]


class EventProductDict(TypedDict):
    """Plain data of `EventProduct`."""

    value: str
    type: NotRequired[Literal["netvisor", "customer"] | Unset]


class ProductDict(TypedDict):
    """Plain data of `Product`."""

    product_base_information: ProductBaseInformationDict | ProductBaseInformation
    product_bookkeeping_details: NotRequired[ProductBookkeepingDetailsDict | ProductBookkeepingDetails | Clear | Unset]
    product_additional_information: NotRequired[
        ProductAdditionalInformationDict | ProductAdditionalInformation | Clear | Unset
    ]
    product_custom_tags: NotRequired[ProductCustomTagsDict | ProductCustomTags | Clear | Unset]


class ProductAdditionalInformationDict(TypedDict):
    """Plain data of `ProductAdditionalInformation`."""

    product_net_weight: NotRequired[PlainNumber | Clear | Unset]
    product_gross_weight: NotRequired[PlainNumber | Clear | Unset]
    product_weight_unit: NotRequired[Literal["g", "kg", "tn"] | Clear | Unset]
    product_package_information: NotRequired[ProductPackageInformationDict | ProductPackageInformation | Clear | Unset]
    dimension: NotRequired[Sequence[DimensionDict | Dimension] | Unset]


class ProductBaseInformationDict(TypedDict):
    """Plain data of `ProductBaseInformation`."""

    product_code: NotRequired[str | Clear | Unset]
    product_group: str
    name: str
    description: NotRequired[str | Clear | Unset]
    unit_price: UnitPriceDict | UnitPrice
    unit: NotRequired[str | Clear | Unset]
    unit_weight: NotRequired[PlainNumber | Clear | Unset]
    purchase_price: NotRequired[PlainNumber | Clear | Unset]
    tariff_heading: NotRequired[str | Clear | Unset]
    comission_percentage: NotRequired[PlainNumber | Clear | Unset]
    is_active: Literal[0, 1]
    is_sales_product: Literal[0, 1]
    inventory_enabled: NotRequired[Literal[0, 1] | Clear | Unset]
    inventory_batch_linking_mode: NotRequired[Literal[1, 2, 3, 4, 5, 6, 7, 8] | Clear | Unset]
    country_of_origin: NotRequired[str | Clear | Unset]
    primary_ean_code: NotRequired[str | EanCodeDict | EanCode | Clear | Unset]
    secondary_ean_code: NotRequired[str | EanCodeDict | EanCode | Clear | Unset]
    inventory_alert_limit: NotRequired[PlainNumber | Clear | Unset]


class ProductBookkeepingDetailsDict(TypedDict):
    """Plain data of `ProductBookkeepingDetails`."""

    default_vat_percentage: PlainNumber
    default_domestic_account_number: NotRequired[int | Clear | Unset]
    default_eu_account_number: NotRequired[int | Clear | Unset]
    default_outside_eu_account_number: NotRequired[int | Clear | Unset]


class ProductCustomTagDict(TypedDict):
    """Plain data of `ProductCustomTag`."""

    tag_name: str
    tag_value: TagValueDict | TagValue


class ProductCustomTagsDict(TypedDict):
    """Plain data of `ProductCustomTags`."""

    product_custom_tag: NotRequired[Sequence[ProductCustomTagDict | ProductCustomTag] | Unset]


class ProductPackageInformationDict(TypedDict):
    """Plain data of `ProductPackageInformation`."""

    package_width: PlainNumber
    package_height: PlainNumber
    package_length: PlainNumber


class TagValueDict(TypedDict):
    """Plain data of `TagValue`."""

    value: str
    data_type: Literal["date", "text", "decimal", "enum"]


class UnitPriceDict(TypedDict):
    """Plain data of `UnitPrice`."""

    value: PlainNumber
    type: Literal["net", "gross"]


class WarehouseEventDict(TypedDict):
    """Plain data of `WarehouseEvent`."""

    description: NotRequired[str | Clear | Unset]
    reference: str
    delivery_method: NotRequired[str | Clear | Unset]
    distributer: NotRequired[str | DistributerDict | Distributer | Clear | Unset]
    warehouse_event_lines: WarehouseEventLinesDict | WarehouseEventLines


class WarehouseEventLineDict(TypedDict):
    """Plain data of `WarehouseEventLine`."""

    event_type: str
    product: str | EventProductDict | EventProduct
    inventory_place: NotRequired[str | EventInventoryPlaceDict | EventInventoryPlace | Clear | Unset]
    description: NotRequired[str | Clear | Unset]
    quantity: PlainNumber
    unit_price: PlainNumber
    value_date: PlainDate
    status: Literal["open", "handled", "bypassed"]


class WarehouseEventLinesDict(TypedDict):
    """Plain data of `WarehouseEventLines`."""

    warehouse_event_line: Sequence[WarehouseEventLineDict | WarehouseEventLine]
