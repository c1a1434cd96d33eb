"""Dimensions, which the vendor also calls cost objects: headings and the items under them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from netvisor.declare import (
    UNSET,
    El,
    Many,
    Maybe,
    Opt,
    message,
    reply,
    required,
    together,
)
from netvisor.declare.scalars import CapitalTrueFalse, Integer, Text, Text50, Text200
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done, items


@message(required("old_item", on="edit"), together("father_id", "father_item", on="add"))
class DimensionItem:
    """An item to add under a heading, or to rename, move or hide."""

    name: Text50
    """The heading, such as a department or a project; it must exist, because headings cannot be made here."""
    item: Text200
    """Name of the item."""
    old_item: Opt[Text] = UNSET
    """Present name of the item; needed in an edit."""
    father_id: Opt[Integer] = UNSET
    """Netvisor key of the item above; needed with `father_item` when adding under an item."""
    father_item: Opt[Text] = UNSET
    """Name of the item above; needed with `father_id` when adding under an item."""
    is_hidden: Opt[CapitalTrueFalse] = UNSET
    """True hides the item, False shows it."""


@reply
class ListedDimensionDetail:
    """An item under a heading."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    """Netvisor key of the item."""
    name: str | None
    """Name; its code and name joined when codes are in use."""
    code: str | None = None
    """Code of the item."""
    label: str | None = None
    """Name without the code."""
    is_hidden: CapitalTrueFalse | None
    """True when the item is hidden."""
    level: int | None
    """Depth in the hierarchy."""
    sort: int | None
    """Order number, from 0."""
    end_sort: int | None
    """Order number of the last item below this one."""
    father_id: int | None
    """Netvisor key of the item above; 0 at the top."""
    activity_period_start: date | None = None
    """First day the item is valid."""
    activity_period_end: date | None = None
    """Last day the item is valid."""


@reply
class DimensionDetails:
    """The items under a heading."""

    dimension_detail: Many[ListedDimensionDetail] = ()


@reply
class ListedDimensionName:
    """A heading with the items under it."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    """Netvisor key of the heading."""
    name: str | None
    """Name of the heading."""
    is_hidden: CapitalTrueFalse | None
    """True when the heading is hidden."""
    link_type: int | None
    """Not explained by the vendor; 0 in samples."""
    activity_period_start: date | None = None
    """First day the heading is valid."""
    activity_period_end: date | None = None
    """Last day the heading is valid."""
    dimension_details: DimensionDetails | None
    """The items under the heading."""


@reply
class DimensionNameList:
    """The list of headings."""

    dimension_name: Many[ListedDimensionName] = ()


@reply
class DimensionListReply:
    """The answer of dimensionlist.nv."""

    dimension_name_list: DimensionNameList | None


DIMENSIONLIST = Endpoint(
    resource="dimensionlist.nv", http="GET", area="dimensions", title="List dimensions with their items",
    reply=DimensionListReply, writes=False,
)  # fmt: skip
DIMENSIONITEM = Endpoint(
    resource="dimensionitem.nv", http="POST", area="dimensions", title="Add or edit a dimension item",
    request=DimensionItem, writes=True, methods=("add", "edit"),
)  # fmt: skip


@DIMENSIONLIST.register
def list_dimensions(
    *,
    show_hidden: Annotated[
        Maybe[bool], Param("hidden headings and items as well", type="integer", values=("1",))
    ] = UNSET,
) -> Call[list[ListedDimensionName]]:
    """List the headings, each with its items."""
    gives = items(ListedDimensionName, DimensionListReply, "dimension_name_list.dimension_name")
    return DIMENSIONLIST.call(list_dimensions, locals(), gives)


@DIMENSIONITEM.register
def add_dimension_item(item: DimensionItem) -> Call[Done]:
    """Add an item under a heading; the answer holds no key."""
    return DIMENSIONITEM.call(add_dimension_item, locals(), DONE, method="add")


@DIMENSIONITEM.register
def edit_dimension_item(
    item: DimensionItem,
    *,
    update_parent_reference: Annotated[
        Maybe[bool], Param("the edit may move the item in the hierarchy", type="boolean", values=("true",))
    ] = UNSET,
) -> Call[Done]:
    """Change the item that is called `old_item`: rename, move, hide or show it."""
    return DIMENSIONITEM.call(edit_dimension_item, locals(), DONE, method="edit")
