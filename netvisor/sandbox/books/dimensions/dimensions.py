"""Dimensions: headings and the items under them, most of them created by messages that name them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, Protocol

from netvisor.resources.dimensions import (
    AccountFollowUpObject,
    AccountFollowUpObjects,
    DimensionDetails,
    DimensionItem,
    DimensionListReply,
    DimensionNameList,
    FollowUpAccount,
    FollowUpAccounts,
    GetAccountDimensionListReply,
    ListedDimensionDetail,
    ListedDimensionName,
)
from netvisor.sandbox.books.core.show import attribute, plain, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.refusal import invalid, ours


class Use(NamedTuple):
    """A dimension of something."""

    heading_key: int
    heading: str
    item_key: int
    item: str


_USE: Final = "h.key, h.name, i.key, i.name"
# A cross join keeps SQLite from beginning with all dimensions of a company.
_NAMES: Final = (
    "cross join dimension_item i on i.company = u.company and i.key = u.item"
    " cross join dimension_name h on h.company = i.company and h.key = i.heading"
)


class WithFather(Protocol):
    """A dimension in a message: the item may have the attribute `fatherid`."""

    @property
    def dimension_name(self) -> str:
        """Name of the heading."""

    @property
    def dimension_item(self) -> Any:
        """The item; its type is that of the message."""


def heading_key(work: Work, name: str) -> int:
    """The key of a heading, which is created if it does not exist."""
    found = _heading(work, name)
    if found is not None:
        return int(found["key"])
    key = work.new_key()
    work.insert("dimension_name", key=key, name=name)
    return key


def item_key(work: Work, heading: int, name: str, father: int = 0) -> int:
    """The key of an item under a heading, which is created if it does not exist."""
    found = _item(work, heading, name)
    if found is not None:
        return int(found["key"])
    key = work.new_key()
    work.insert("dimension_item", key=key, heading=heading, name=name, father=father)
    return key


def use(work: Work, owner: int, pairs: Iterable[tuple[str, str]]) -> None:
    """Replace the dimensions of a customer, product or line with those of a message.

    Missing ones are created silently, unless the call requires existing ones.

    Raises:
        Refusal: the heading or item does not exist, and the call has `useonlyexistingdimensions=1`.
    """
    work.delete("dimension_use", owner=owner)
    use_of_new(work, [(owner, pairs)])


def use_of_new(work: Work, owners: Iterable[tuple[int, Iterable[tuple[str, str]]]]) -> None:
    """Give lines that are new their dimensions, as `use` does.

    Raises:
        Refusal: as `use`.
    """
    keys = work.dimension_items
    rows = []
    for owner, pairs in owners:
        for position, pair in enumerate(pairs):
            if pair not in keys:
                keys[pair] = item_named(work, *pair)
            rows.append({"owner": owner, "position": position, "item": keys[pair]})
    work.insert_all("dimension_use", rows)


def uses(work: Work, owner: int) -> list[Use]:
    """The dimensions of a customer, product or line."""
    sql = f"select {_USE} from dimension_use u {_NAMES} where u.company = ? and u.owner = ? order by u.position"  # noqa: S608  # names are ours
    return [Use(*row) for row in work.rows(sql, work.company, owner)]


def uses_of_lines(work: Work, document: int) -> dict[int, list[Use]]:
    """The dimensions of all lines of a sales document, by the keys of the lines that have some."""
    sql = (
        f"select l.key, {_USE} from document_line l"  # noqa: S608  # names are ours
        f" cross join dimension_use u on u.company = l.company and u.owner = l.key {_NAMES}"
        " where l.company = ? and l.document = ? order by l.position, u.position"
    )
    found: dict[int, list[Use]] = {}
    for line, *use in work.rows(sql, work.company, document):
        found.setdefault(line, []).append(Use(*use))
    return found


def place(work: Work, named: Iterable[WithFather]) -> list[tuple[str, str]]:
    """The pairs for `use`; missing items are created below the ones that the message names.

    Raises:
        Refusal: the item above does not exist, or the call has `useonlyexistingdimensions=1` and something is missing.
    """
    return [(each.dimension_name, _placed(work, each)) for each in named]


def _placed(work: Work, each: WithFather) -> str:
    name, father = text(each.dimension_item), attribute(each.dimension_item, "father_id")
    heading = _heading(work, each.dimension_name)
    if heading is None or _item(work, heading["key"], name) is None:
        key = item_named(work, each.dimension_name, name)
        heading = _heading(work, each.dimension_name)
        # 0 is what stands above an item at the top.
        if str(father or 0) != "0" and heading is not None:
            sql = "select 1 from dimension_item where company = ? and heading = ? and key = ? and key <> ?"
            if work.row(sql, work.company, heading["key"], father, key) is None:
                raise invalid(f"{each.dimension_name} has no item with the key {father}")
            work.update("dimension_item", key, father=father)
    return name


def item_named(work: Work, heading: str, item: str) -> int:
    """The key of an item that a message names, created if that is allowed."""
    if work.parameters.flag("useonlyexistingdimensions"):
        found = _heading(work, heading)
        if found is None or _item(work, found["key"], item) is None:
            raise invalid(f"the dimension {heading} / {item} does not exist")
    return item_key(work, heading_key(work, heading), item)


def _heading(work: Work, name: str) -> sqlite3.Row | None:
    return work.row("select * from dimension_name where company = ? and name = ?", work.company, name)


def _item(work: Work, heading: int, name: str) -> sqlite3.Row | None:
    sql = "select * from dimension_item where company = ? and heading = ? and name = ?"
    return work.row(sql, work.company, heading, name)


@answers("dimensionitem.nv")
def dimension_item(work: Work) -> Outcome:
    """Add an item under a heading, or rename, move or hide one."""
    sent: DimensionItem = work.message
    heading = _heading(work, sent.name)
    if heading is None:
        raise invalid(f"the dimension {sent.name} does not exist; headings are not made by this call")
    if work.method == "add":
        _add(work, heading["key"], sent)
    else:
        _edit(work, heading["key"], sent)
    return Outcome()


def _add(work: Work, heading: int, sent: DimensionItem) -> None:
    if _item(work, heading, sent.item) is not None:
        raise ours("DUPLICATE_DATA", f"{sent.name} has an item {sent.item} already")
    key = item_key(work, heading, sent.item, _father(work, heading, sent))
    work.update("dimension_item", key, hidden=int(bool(plain(sent.is_hidden))))


def _edit(work: Work, heading: int, sent: DimensionItem) -> None:
    old = _item(work, heading, text(sent.old_item))
    if old is None:
        raise invalid(f"{sent.name} has no item {text(sent.old_item)}")
    other = _item(work, heading, sent.item)
    if other is not None and other["key"] != old["key"]:
        raise ours("DUPLICATE_DATA", f"{sent.name} has an item {sent.item} already")
    work.update("dimension_item", old["key"], name=sent.item)
    if plain(sent.is_hidden) is not None:
        work.update("dimension_item", old["key"], hidden=int(plain(sent.is_hidden)))
    if work.parameters.flag("updateparentreference"):
        father = _father(work, heading, sent)
        _refuse_circle(work, old["key"], father)
        work.update("dimension_item", old["key"], father=father)


def _father(work: Work, heading: int, sent: DimensionItem) -> int:
    key = plain(sent.father_id)
    if not key:
        return 0
    sql = "select name from dimension_item where company = ? and heading = ? and key = ?"
    found = work.row(sql, work.company, heading, key)
    if found is None or found["name"] != (plain(sent.father_item) or found["name"]):
        raise invalid(f"{sent.name} has no item {text(sent.father_item)} with the key {key}")
    return int(key)


def _refuse_circle(work: Work, item: int, father: int) -> None:
    above = father
    while above:
        if above == item:
            raise invalid("an item cannot stand below itself")
        row = work.row("select father from dimension_item where company = ? and key = ?", work.company, above)
        above = 0 if row is None else row["father"]


@answers("dimensiondelete.nv")
def dimension_delete(work: Work) -> Outcome:
    """Hide an item; nothing is deleted."""
    asked = work.parameters
    for name in ("dimensionname", "dimensionsubname"):
        if name not in asked:
            raise invalid(f"the parameter {name} is missing")
    heading, item = asked.text("dimensionname") or "", asked.text("dimensionsubname") or ""
    found = _heading(work, heading)
    row = None if found is None else _item(work, found["key"], item)
    if row is None:
        raise invalid(f"the dimension {heading} / {item} does not exist")
    if "dimensionsubcode" in asked:
        raise invalid("items have no codes here")
    if asked.text("dimensionsublabel") not in {None, item}:
        raise invalid(f"the item {item} is not called {asked.text('dimensionsublabel')}")
    work.update("dimension_item", row["key"], hidden=1)
    return Outcome()


@answers("getaccountdimensionlist.nv")
def get_account_dimension_list(work: Work) -> Outcome:
    """The follow-up objects named by rows of vouchers, with the accounts of those rows."""
    sql = "select key, name from named where company = ? and kind = 'followupobject' order by key"
    objects = [
        AccountFollowUpObject(
            netvisor_key=row["key"],
            name=row["name"],
            foreign_name=(),
            follow_up_accounts=FollowUpAccounts(
                follow_up_account=[
                    FollowUpAccount(account_netvisor_key=key) for key in _follow_up_accounts(work, row["name"])
                ]
            ),
        )
        for row in work.rows(sql, work.company)
    ]
    listed = AccountFollowUpObjects(account_follow_up_object=objects)
    return Outcome(root=GetAccountDimensionListReply(account_follow_up_objects=listed))


def _follow_up_accounts(work: Work, name: str) -> list[int]:
    sql = "select distinct account from voucher_line where company = ? and account_dimension = ? order by account"
    return [work.chart.existing(row["account"]).key for row in work.rows(sql, work.company, name)]


@answers("dimensionlist.nv")
def dimension_list(work: Work) -> Outcome:
    """All headings with their items; hidden ones only if requested."""
    hidden = bool(work.parameters.flag("showhidden"))
    sql = "select * from dimension_name where company = ? and hidden <= ? order by key"
    headings = [
        ListedDimensionName(
            netvisor_key=row["key"],
            name=row["name"],
            is_hidden=bool(row["hidden"]),
            link_type=0,
            dimension_details=DimensionDetails(dimension_detail=_details(work, row["key"], hidden=hidden)),
        )
        for row in work.rows(sql, work.company, int(hidden))
    ]
    return Outcome(root=DimensionListReply(dimension_name_list=DimensionNameList(dimension_name=headings)))


def _details(work: Work, heading: int, *, hidden: bool) -> list[ListedDimensionDetail]:
    """The items in the order of the hierarchy: each one before those below it."""
    sql = "select * from dimension_item where company = ? and heading = ? order by key"
    below: dict[int, list[sqlite3.Row]] = {}
    for row in work.rows(sql, work.company, heading):
        below.setdefault(row["father"], []).append(row)
    listed: list[ListedDimensionDetail] = []
    stack = [(row, 1) for row in reversed(below.get(0, []))]
    while stack:
        row, level = stack.pop()
        sort = len(listed)
        listed.append(
            ListedDimensionDetail(
                netvisor_key=row["key"],
                name=row["name"],
                is_hidden=bool(row["hidden"]),
                level=level,
                sort=sort,
                end_sort=sort,
                father_id=row["father"],
            )
        )
        stack += [(child, level + 1) for child in reversed(below.get(row["key"], []))]
    _close(listed)
    return [item for item in listed if hidden or not item.is_hidden]


def _close(listed: list[ListedDimensionDetail]) -> None:
    """Set on each item the number of the last one below it."""
    for at, item in enumerate(listed):
        last = at
        while last + 1 < len(listed) and (listed[last + 1].level or 0) > (item.level or 0):
            last += 1
        item.end_sort = last
