"""Product groups."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from netvisor.declare import UNSET, Attribute, El, Many, Maybe, reply, valued
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import items

GroupLanguage: TypeAlias = Literal["FI", "SE", "EN"]
"""Finnish, Swedish under the code of its country, English."""


@valued
class GroupTranslation:
    """The name or description of a product group in one language."""

    value: str | None
    language: Annotated[Attribute[GroupLanguage | None], El("Language")]


@reply
class GroupTranslations:
    """The name or description of a product group, at most once in each of three languages."""

    translation: Many[GroupTranslation]


@reply
class ChildGroups:
    """The product groups below one."""

    netvisor_key: Many[int] = ()


@reply
class ProductGroupHierarchy:
    """The place of a product group in the tree."""

    product_group_hierarchy_name_translations: GroupTranslations | None
    """Whole path from the top, the names parted by slashes."""
    parent_group_netvisor_key: int | None
    """Netvisor key of the group above; empty at the top."""
    child_groups: ChildGroups | None


@reply
class ListedProductGroup:
    """A product group. Old versions of the documentation nest its descriptions and its place in the tree deeper."""

    netvisor_key: int | None
    product_group_name_translations: GroupTranslations | None
    product_group_description_translations: GroupTranslations | None
    product_group_hierarchy: ProductGroupHierarchy | None = None
    """Only with `reply_options`."""


@reply
class ProductGroups:
    """The list of product groups."""

    product_group: Many[ListedProductGroup]


@reply
class GetProductGroupsReply:
    """The answer of getproductgroups.nv."""

    product_groups: ProductGroups | None


GETPRODUCTGROUPS = Endpoint(
    resource="getproductgroups.nv",
    http="GET",
    title="List product groups",
    reply=GetProductGroupsReply,
    gaps="older answers nest names and places one level deeper, and are read without them",
)


@GETPRODUCTGROUPS.register
def list_product_groups(
    *,
    reply_options: Annotated[
        Maybe[bool], Param("the place of each group in the tree as well", type="integer", values=("0", "1"))
    ] = UNSET,
    search_language: Annotated[Maybe[GroupLanguage], Param("language of the names that are searched")] = UNSET,
    product_group_name_keyword: Annotated[Maybe[str], Param("beginning of the whole path of the group")] = UNSET,
    product_group_netvisor_keys: Annotated[Maybe[Many[int]], Param("NetvisorKeys of the groups")] = UNSET,
    product_group_name_free_text: Annotated[Maybe[str], Param("text anywhere in the whole path of the group")] = UNSET,
) -> Call[list[ListedProductGroup]]:
    """List product groups, with `reply_options` each with its place in the tree."""
    gives = items(ListedProductGroup, GetProductGroupsReply, "product_groups.product_group")
    return GETPRODUCTGROUPS.call(list_product_groups, locals(), gives)
