"""Dimensions, which the vendor also calls cost objects: headings and the items under them; follow-up objects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Literal

from netvisor.declare import (
    UNSET,
    Attribute,
    El,
    Many,
    Maybe,
    Opt,
    message,
    reply,
    required,
    together,
    valued,
)
from netvisor.declare.scalars import CapitalTrueFalse, Integer, Text, Text50, Text200
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.parameters import Param
from netvisor.protocol.results import DONE, Done, items
from netvisor.resources.message import Message

if TYPE_CHECKING:
    from netvisor.resources.dimensions.dicts import DimensionItemDict


@message(required("old_item", on="edit"), together("father_id", "father_item", on="add"))
class DimensionItem(Message["DimensionItemDict"]):
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


@valued
class FollowUpObjectForeignName:
    """The name of a follow-up object in another language."""

    value: str | None
    type: Attribute[str | None]
    """The list of codes: ISO-3166."""
    foreign_name_language: Attribute[Literal["fi", "en", "se"] | None]
    """Finnish, English, Swedish under the code of its country."""


@reply
class FollowUpAccount:
    """A ledger account that is tied to a follow-up object."""

    account_netvisor_key: int | None


@reply
class FollowUpAccounts:
    """The ledger accounts that are tied to a follow-up object."""

    follow_up_account: Many[FollowUpAccount] = ()


@reply
class AccountFollowUpObject:
    """A follow-up object (account dimension): what `account_dimension` of a row of a voucher names."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    name: str | None
    foreign_name: Many[FollowUpObjectForeignName] = ()
    """At most three."""
    follow_up_accounts: FollowUpAccounts | None


@reply
class AccountFollowUpObjects:
    """The list of follow-up objects."""

    account_follow_up_object: Many[AccountFollowUpObject] = ()


@reply
class GetAccountDimensionListReply:
    """The answer of getaccountdimensionlist.nv."""

    account_follow_up_objects: AccountFollowUpObjects | None


DIMENSIONLIST = Endpoint(
    resource="dimensionlist.nv",
    http="GET",
    title="List dimensions with their items",
    reply=DimensionListReply,
    gaps="further elements may follow the last one that was visible",
)
DIMENSIONITEM = Endpoint(
    resource="dimensionitem.nv",
    http="POST",
    title="Add or edit a dimension item",
    request=DimensionItem,
    methods=("add", "edit"),
    edit="`olditem` names the item, wherever it stands in the hierarchy",
    limits="headings cannot be made",
    gaps="elements for a code and a label may exist; they were not seen",
)
DIMENSIONDELETE = Endpoint(
    resource="dimensiondelete.nv",
    http="POST",
    title="Hide a dimension item",
    limits="the item is hidden, never deleted",
)
GETACCOUNTDIMENSIONLIST = Endpoint(
    resource="getaccountdimensionlist.nv",
    http="GET",
    title="List follow-up objects (account dimensions)",
    reply=GetAccountDimensionListReply,
    also=("accountdimensionlist.nv",),
)


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
    """Add an item under a heading; the answer has no key."""
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


@DIMENSIONDELETE.register
def hide_dimension_item(
    dimension_name: Annotated[str, Param("the heading of the item")],
    dimension_sub_name: Annotated[str, Param("name of the item")],
    *,
    dimension_sub_code: Annotated[Maybe[str], Param("code of the item, to find it by")] = UNSET,
    dimension_sub_label: Annotated[Maybe[str], Param("name of the item without its code, to find it by")] = UNSET,
) -> Call[Done]:
    """Hide an item; the interface deletes none. `edit_dimension_item` shows it again."""
    return DIMENSIONDELETE.call(hide_dimension_item, locals(), DONE)


@GETACCOUNTDIMENSIONLIST.register
def list_account_dimensions() -> Call[list[AccountFollowUpObject]]:
    """List the follow-up objects, each with the ledger accounts that it is tied to."""
    gives = items(
        AccountFollowUpObject, GetAccountDimensionListReply, "account_follow_up_objects.account_follow_up_object"
    )
    return GETACCOUNTDIMENSIONLIST.call(list_account_dimensions, locals(), gives)


# How the writes are found after an unknown outcome.

_OF_HEADING: Final = Read(read="list_dimensions", fixed={"show_hidden": True}, equal={"name": "name"})
"""The heading that a message names, with hidden items too."""

DIMENSIONITEM.found_by(
    add_dimension_item,
    Finder(
        strength=Strength.EXACT,
        via=(_OF_HEADING,),
        records="dimension_details.dimension_detail",
        equal={"name": "item"},
        compare={"is_hidden": "is_hidden", "father_id": "father_id"},
    ),
    nothing="name heading and item",
)
DIMENSIONITEM.found_by(
    edit_dimension_item,
    Finder(
        strength=Strength.EXACT,
        via=(_OF_HEADING,),
        records="dimension_details.dimension_detail",
        equal={"name": "item"},
        compare={"": "", "name": "item"},
        whole=True,
        aside=("name", "old_item"),
        sets=True,
    ),
    nothing="name the father of the item by father_id",
)
DIMENSIONDELETE.found_by(
    hide_dimension_item,
    Finder(
        strength=Strength.EXACT,
        via=(Read(read="list_dimensions", fixed={"show_hidden": True}, equal={"name": "?dimensionname"}),),
        records="dimension_details.dimension_detail",
        equal={"name": "?dimensionsubname"},
        compare={"is_hidden": "=1"},
        sets=True,
    ),
    nothing="name heading and item",
)
