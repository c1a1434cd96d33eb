"""Dimensions, which the vendor also calls cost objects: headings and the items under them; follow-up objects.

Written by `poe regenerate` from the modules of the area.
"""

from netvisor.resources.dimensions.dicts import DimensionItemDict as DimensionItemDict
from netvisor.resources.dimensions.dimensions import AccountFollowUpObject as AccountFollowUpObject
from netvisor.resources.dimensions.dimensions import AccountFollowUpObjects as AccountFollowUpObjects
from netvisor.resources.dimensions.dimensions import DimensionDetails as DimensionDetails
from netvisor.resources.dimensions.dimensions import DimensionItem as DimensionItem
from netvisor.resources.dimensions.dimensions import DimensionListReply as DimensionListReply
from netvisor.resources.dimensions.dimensions import DimensionNameList as DimensionNameList
from netvisor.resources.dimensions.dimensions import FollowUpAccount as FollowUpAccount
from netvisor.resources.dimensions.dimensions import FollowUpAccounts as FollowUpAccounts
from netvisor.resources.dimensions.dimensions import FollowUpObjectForeignName as FollowUpObjectForeignName
from netvisor.resources.dimensions.dimensions import GetAccountDimensionListReply as GetAccountDimensionListReply
from netvisor.resources.dimensions.dimensions import ListedDimensionDetail as ListedDimensionDetail
from netvisor.resources.dimensions.dimensions import ListedDimensionName as ListedDimensionName
from netvisor.resources.dimensions.dimensions import add_dimension_item as add_dimension_item
from netvisor.resources.dimensions.dimensions import edit_dimension_item as edit_dimension_item
from netvisor.resources.dimensions.dimensions import hide_dimension_item as hide_dimension_item
from netvisor.resources.dimensions.dimensions import list_account_dimensions as list_account_dimensions
from netvisor.resources.dimensions.dimensions import list_dimensions as list_dimensions

__all__ = [
    "AccountFollowUpObject",
    "AccountFollowUpObjects",
    "DimensionDetails",
    "DimensionItem",
    "DimensionItemDict",
    "DimensionListReply",
    "DimensionNameList",
    "FollowUpAccount",
    "FollowUpAccounts",
    "FollowUpObjectForeignName",
    "GetAccountDimensionListReply",
    "ListedDimensionDetail",
    "ListedDimensionName",
    "add_dimension_item",
    "edit_dimension_item",
    "hide_dimension_item",
    "list_account_dimensions",
    "list_dimensions",
]
