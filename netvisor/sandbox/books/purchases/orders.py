"""Purchase orders: added, edited in part, with a method for each line."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from netvisor.declare import UNSET, given
from netvisor.resources.purchases import PurchaseOrder
from netvisor.sandbox.books.core.money import product_of, rounded
from netvisor.sandbox.books.core.show import attribute, kept, merged, part, plain, read_kept, text
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import use
from netvisor.sandbox.books.products.products import found_by
from netvisor.sandbox.books.products.products import message_of as product_message
from netvisor.sandbox.books.products.warehouses import place_of
from netvisor.sandbox.books.purchases.vendors import identifier
from netvisor.sandbox.refusal import invalid, ours


@answers("purchaseorder.nv")
def purchase_order(work: Work) -> Outcome:
    """Add an order, or edit it in part, lines included."""
    sent: PurchaseOrder = copy.copy(work.message)
    lines, sent.purchase_order_lines = part(sent, "purchase_order_lines"), UNSET
    adds = work.method == "add"
    key = work.new_key() if adds else work.edited_key()
    row = None if adds else row_of(work, key)
    if not adds and row is None:
        raise invalid(f"there is no purchase order with the key {key}")
    _store_head(work, key, merged(None if row is None else message_of(row), sent), new=adds)
    if lines is not None:
        _store_lines(work, key, lines, adds=adds)
    total = sum((line_sum(line) for line in lines_of(work, key) if line["kind"] == "product"), Decimal("0.00"))
    work.update("purchase_order", key, total=str(rounded(total)))
    return Outcome(inserted=[key] if adds else [])


def row_of(work: Work, key: int) -> sqlite3.Row | None:
    """The row of an order."""
    return work.row("select * from purchase_order where company = ? and key = ?", work.company, key)


def message_of(row: sqlite3.Row) -> PurchaseOrder:
    """The message of an order after all edits, without its lines."""
    return read_kept(row["message"], PurchaseOrder)


def lines_of(work: Work, owner: int) -> list[sqlite3.Row]:
    """The lines of an order, a split line followed by its parts."""
    sql = "select * from purchase_order_line where company = ? and owner = ? order by coalesce(part_of, key), key"
    return work.rows(sql, work.company, owner)


def line_sum(line: sqlite3.Row) -> Decimal:
    """The sum of a line: without VAT, with freight; what Netvisor includes is not known."""
    return rounded(product_of(Decimal(line["ordered"]), Decimal(line["price"])) + Decimal(line["freight"] or 0))


def _store_head(work: Work, key: int, whole: PurchaseOrder, *, new: bool) -> None:
    number = text(whole.order_number)
    sql = "select 1 from purchase_order where company = ? and number = ? and key <> ?"
    if work.row(sql, work.company, number, key) is not None:
        raise ours("DUPLICATE_DATA", f"the order number {number} is in use")
    day: Any = plain(whole.order_date)
    columns: dict[str, object] = {
        "number": number,
        "date": day.isoformat(),
        "status": text(whole.order_status) or "proposal",
        "vendor": _vendor(work, whole.vendor_identifier),
        "changed": work.stamp,
        "message": kept(whole),
    }
    if new:
        work.insert("purchase_order", key=key, total="0.00", **columns)
    else:
        work.update("purchase_order", key, **columns)


def _vendor(work: Work, named: Any) -> int:
    value = text(named)
    rows = work.rows("select key, code, identifier from vendor where company = ? order by key", work.company)
    fits: dict[str, Callable[[sqlite3.Row], bool]] = {
        "netvisor": lambda row: str(row["key"]) == value,
        "code": lambda row: bool(row["code"] == value),
        "organisationidentifier": lambda row: identifier(row["identifier"]) == identifier(value) != "",
    }
    found = next((row for row in rows if fits[named.type](row)), None)
    if found is None:
        raise invalid(f"there is no vendor {value} by {named.type}")
    return int(found["key"])


# Lines.


def _store_lines(work: Work, owner: int, lines: Any, *, adds: bool) -> None:
    for line in lines.purchase_order_product_line:
        method = plain(attribute(line, "method")) or "add"
        if method == "add":
            _add(work, owner, line)
        else:
            _LINE_METHODS[method](work, _existing(work, owner, line, adds=adds), line)
    for line in lines.purchase_order_comment_line:
        method = plain(attribute(line, "method")) or "add"
        if method == "add":
            work.insert(
                "purchase_order_line", owner=owner, key=work.new_key(), kind="comment", comment=text(line.comment)
            )
            continue
        old = _existing(work, owner, line, adds=adds, kinds=("comment",))
        if method == "delete":
            work.delete("purchase_order_line", key=old["key"])
        elif given(line.comment):
            work.update("purchase_order_line", old["key"], comment=text(line.comment))


def _existing(
    work: Work, owner: int, line: Any, *, adds: bool, kinds: tuple[str, ...] = ("product", "group")
) -> sqlite3.Row:
    if adds:
        raise invalid("a new order has new lines only")
    sql = "select * from purchase_order_line where company = ? and owner = ? and key = ?"
    found = work.row(sql, work.company, owner, line.netvisor_key)
    if found is None or found["kind"] not in kinds:
        raise invalid(f"the order has no such line with the key {line.netvisor_key}")
    return found


def _add(work: Work, owner: int, line: Any) -> None:
    key = work.new_key()
    columns = _columns(work, line)
    product = found_by(work, "netvisor", str(columns["product"]))
    if product is not None:
        base = product_message(product).product_base_information
        columns.setdefault("price", text(base.purchase_price) or "0")
    work.insert("purchase_order_line", owner=owner, key=key, kind="product", **columns)
    _use(work, key, line)
    contents = _contents(line)
    if contents:
        _split(work, owner, key, contents)


def _columns(work: Work, line: Any) -> dict[str, object]:
    """The values of a line, by the columns of the books."""
    columns: dict[str, object] = {}
    if given(line.product_code):
        product = found_by(work, line.product_code.type, line.product_code.value)
        if product is None:
            raise invalid(f"there is no product {line.product_code.value}")
        columns |= {"product": product["key"], "product_code": product["code"], "product_name": product["name"]}
    names = {
        "vendor_code": "vendor_product_code",
        "ordered": "ordered_amount",
        "price": "unit_price",
        "vat_percent": "vat_percent",
        "freight": "freight_rate",
        "comment": "line_comment",
    }
    columns |= {column: text(getattr(line, name)) for column, name in names.items() if given(getattr(line, name))}
    if given(line.delivery_date):
        columns["delivery"] = line.delivery_date.isoformat()
    if given(line.inventory_place):
        columns["place"] = place_of(line.inventory_place.type, line.inventory_place.value).key
    details = part(line, "purchase_order_product_line_delivery_details")
    return columns | ({} if details is None else _received(work, details))


def _received(work: Work, details: Any) -> dict[str, object]:
    columns: dict[str, object] = {}
    if given(details.delivered_amount):
        columns["delivered"] = text(details.delivered_amount)
    if given(details.delivered_product_quality):
        quality = plain(details.delivered_product_quality)
        if work.row("select 1 from product_quality where company = ? and key = ?", work.company, quality) is None:
            raise invalid(f"there is no quality class with the key {quality}")
        columns["quality"] = quality
    return columns


def _use(work: Work, key: int, line: Any) -> None:
    named = part(line, "purchase_order_product_line_dimensions")
    if named is not None:
        use(work, key, ((each.dimension_name, text(each.dimension_item)) for each in named.dimension))


def _contents(line: Any) -> list[Any]:
    partial = part(line, "purchase_order_product_line_partial_delivery")
    return [] if partial is None else list(partial.purchase_order_product_line_partial_delivery_content)


def _edit(work: Work, old: sqlite3.Row, line: Any) -> None:
    if old["kind"] == "group":
        raise invalid(f"the line {old['key']} is split; its parts are edited")
    columns = _columns(work, line)
    if columns:
        work.update("purchase_order_line", old["key"], **columns)
    _use(work, old["key"], line)


def _delete(work: Work, old: sqlite3.Row, _line: Any) -> None:
    for key in [old["key"], *(each["key"] for each in _parts(work, old["key"]))]:
        work.delete("dimension_use", owner=key)
        work.delete("purchase_order_line", key=key)


def _partial_deliver(work: Work, old: sqlite3.Row, line: Any) -> None:
    if old["kind"] == "group" or old["part_of"] is not None:
        raise invalid(f"the line {old['key']} is split already")
    contents = _contents(line)
    if _ordered(contents) != Decimal(old["ordered"]):
        raise invalid(f"the partial deliveries make {_ordered(contents)}, and the line {old['ordered']}")
    _split(work, old["owner"], old["key"], contents)


def _add_to_group(work: Work, old: sqlite3.Row, line: Any) -> None:
    if old["kind"] != "group":
        raise invalid(f"the line {old['key']} is not split")
    contents = _contents(line)
    parts = sum((Decimal(each["ordered"]) for each in _parts(work, old["key"])), _ordered(contents))
    if parts != Decimal(old["ordered"]):
        raise invalid(f"the partial deliveries make {parts}, and the line {old['ordered']}")
    _split(work, old["owner"], old["key"], contents)


_LINE_METHODS: Final[dict[str, Callable[[Work, sqlite3.Row, Any], None]]] = {
    "edit": _edit,
    "delete": _delete,
    "partialdeliver": _partial_deliver,
    "addtopartialdeliverygroup": _add_to_group,
}


def _ordered(contents: Iterable[Any]) -> Decimal:
    return sum((Decimal(text(each.ordered_amount) or 0) for each in contents), Decimal(0))


def _parts(work: Work, key: int) -> list[sqlite3.Row]:
    sql = "select * from purchase_order_line where company = ? and part_of = ? order by key"
    return work.rows(sql, work.company, key)


def _split(work: Work, owner: int, key: int, contents: list[Any]) -> None:
    """Make a line the group of its parts, which get its values."""
    work.update("purchase_order_line", key, kind="group")
    (group,) = work.rows("select * from purchase_order_line where company = ? and key = ?", work.company, key)
    same = (
        "product",
        "product_code",
        "product_name",
        "vendor_code",
        "price",
        "vat_percent",
        "comment",
        "delivery",
        "place",
    )
    for content in contents:
        received = {"delivered": "0", **_received(work, content)}
        work.insert(
            "purchase_order_line",
            owner=owner,
            key=work.new_key(),
            kind="product",
            part_of=key,
            ordered=text(content.ordered_amount) or "0",
            **{name: group[name] for name in same},
            **received,
        )
