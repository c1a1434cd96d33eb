"""Reads of purchase orders: the list and the details."""

from __future__ import annotations

import re
import sqlite3
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, cast

from netvisor.declare import CLEAR
from netvisor.resources.common import FetchedDimension
from netvisor.resources.purchases import (
    DeliveryGroup,
    FetchedInventoryPlace,
    FetchedOrderAmount,
    FetchedOrderCommentLine,
    FetchedOrderedProductCode,
    FetchedOrderLines,
    FetchedOrderProductLine,
    FetchedOrderStatus,
    FetchedProductQuality,
    FetchedPurchaseOrder,
    FetchedPurchaseOrders,
    GetPurchaseOrderReply,
    LinkedPurchaseInvoice,
    LinkedPurchaseInvoices,
    ListedLinkedPurchaseInvoice,
    ListedLinkedPurchaseInvoices,
    ListedPurchaseOrder,
    PurchaseOrderList,
    PurchaseOrderListReply,
)
from netvisor.sandbox.books.core.show import part, plain, text, whole_number
from netvisor.sandbox.books.core.work import Outcome, Work, answers
from netvisor.sandbox.books.dimensions.dimensions import uses
from netvisor.sandbox.books.products.warehouses import place_with
from netvisor.sandbox.books.purchases.orders import line_sum, lines_of, message_of, row_of
from netvisor.sandbox.books.purchases.vendors import identifier, known_text
from netvisor.sandbox.books.purchases.vendors import message_of as vendor_message
from netvisor.sandbox.books.purchases.vendors import row_of as vendor_row
from netvisor.sandbox.refusal import invalid

_MOST_KEYS: Final = 500
_STATUSES: Final = ("proposal", "approved", "senttovendor", "waitinginvoice", "archived")


@answers("purchaseorderlist.nv")
def purchase_order_list(work: Work) -> Outcome:
    """The orders that match all parameters."""
    where, values = _asked(work)
    sql = (
        "select o.*, v.name as vendor_name from purchase_order o"  # noqa: S608  # the conditions are ours
        " left join vendor v on v.company = o.company and v.key = o.vendor"
        f" where {' and '.join(where)} order by o.key"
    )
    links, words = work.parameters.flag("haslinktopurchaseinvoice"), work.parameters.text("searchcomment")
    listed = [
        ListedPurchaseOrder(
            netvisor_key=row["key"],
            order_number=row["number"],
            order_date=date.fromisoformat(row["date"]),
            order_status=row["status"],
            vendor_name=row["vendor_name"] or None,
            amount=Decimal(row["total"]),
            uri=f"/getpurchaseorder.nv?netvisorkey={row['key']}",
            linked_purchase_invoices=_listed_links(work, row) if links else None,
        )
        for row in work.rows(sql, *values)
        if words is None or _says(row, words)
    ]
    return Outcome(root=PurchaseOrderListReply(purchase_order_list=PurchaseOrderList(purchase_order=listed)))


def _says(row: sqlite3.Row, words: str) -> bool:
    stored = message_of(row)
    return any(words.casefold() in text(each).casefold() for each in (stored.comment, stored.private_comment))


def _asked(work: Work) -> tuple[list[str], list[object]]:
    asked = work.parameters
    where: list[str] = ["o.company = ?"]
    values: list[object] = [work.company]

    def add(condition: str, value: Any) -> None:
        if value is not None:
            where.append(condition)
            values.append(value)

    add("cast(o.number as integer) >= ?", asked.integer("limitstartordernumber"))
    add("cast(o.number as integer) <= ?", asked.integer("limitendordernumber"))
    for name, sign in (("limitbegindate", ">="), ("limitenddate", "<=")):
        day = asked.day(name)
        add(f"o.date {sign} ?", None if day is None else day.isoformat())
    add("o.status = ?", asked.one_of("limitorderstatus", _STATUSES))
    for name, sign in (("lastmodifiedstart", ">="), ("lastmodifiedend", "<=")):
        moment = asked.moment(name)
        add(f"o.changed {sign} ?", None if moment is None else moment.isoformat(sep=" "))
    vendor = asked.text("limitvendor")
    if vendor is not None:
        keys = _vendors(work, vendor)
        where.append(f"o.vendor in ({', '.join('?' * len(keys))})")
        values += keys
    return where, values


def _vendors(work: Work, named: str) -> list[int]:
    if (key := whole_number(named)) is not None:
        return [key]
    rows = work.rows("select key, code, identifier from vendor where company = ?", work.company)
    if re.fullmatch(r"[0-9]{7}-[0-9]", named):
        return [row["key"] for row in rows if identifier(row["identifier"]) == identifier(named)]
    return [row["key"] for row in rows if row["code"] == named]


def _invoices(work: Work, row: sqlite3.Row) -> list[sqlite3.Row]:
    sql = (
        "select i.key, i.number from purchase_link l"
        " join purchase_invoice i on i.company = l.company and i.key = l.invoice"
        " where l.company = ? and l.number = ? and i.visible <= ? order by i.key"
    )
    return work.rows(sql, work.company, row["number"], work.stamp)


def _listed_links(work: Work, row: sqlite3.Row) -> ListedLinkedPurchaseInvoices:
    return ListedLinkedPurchaseInvoices(
        purchase_invoice=[
            ListedLinkedPurchaseInvoice(
                netvisor_key=each["key"],
                invoice_number=each["number"],
                uri=f"/getpurchaseinvoice.nv?netvisorkey={each['key']}",
            )
            for each in _invoices(work, row)
        ]
    )


@answers("getpurchaseorder.nv")
def get_purchase_order(work: Work) -> Outcome:
    """One order, or those of a list; an unknown key gives an empty element, and is left out of a list."""
    asked = work.parameters
    keys = asked.keys("netvisorkeylist", _MOST_KEYS)
    one = asked.integer("netvisorkey")
    if keys is None and one is not None:
        keys = [one]
    if keys is None:
        raise invalid("one of the parameters netvisorkey and netvisorkeylist is needed")
    rows = [row_of(work, key) for key in keys]
    found = [_fetched(work, row) for row in rows if row is not None]
    if len(keys) == 1:
        return Outcome(root=GetPurchaseOrderReply(purchase_order=found[0] if found else cast("Any", CLEAR)))
    return Outcome(root=GetPurchaseOrderReply(purchase_orders=FetchedPurchaseOrders(purchase_order=found)))


def _fetched(work: Work, row: sqlite3.Row) -> FetchedPurchaseOrder:
    stored = message_of(row)
    vendor = vendor_row(work, row["vendor"])
    base = None if vendor is None else vendor_message(vendor).vendor_base_information
    own = part(stored, "purchase_order_vendor_details")
    address: Any = own if own is not None else base
    to = part(stored, "purchase_order_delivery_details")
    lines = lines_of(work, row["key"])
    return FetchedPurchaseOrder(
        netvisor_key=row["key"],
        order_number=row["number"],
        order_status=FetchedOrderStatus(row["status"], _delivered(lines)),
        order_date=date.fromisoformat(row["date"]),
        vendor_name=known_text(base and base.name),
        vendor_address_line=plain(address and address.address),
        vendor_post_number=plain(own.post_number if own is not None else base and base.post_code),
        vendor_city=plain(address and address.city),
        vendor_country=plain(address and address.country),
        delivery_term=plain(stored.delivery_term),
        delivery_method=plain(stored.delivery_method),
        delivery_name=plain(to and to.name),
        delivery_address_line=plain(to and to.address),
        delivery_post_number=plain(to and to.post_number),
        delivery_city=plain(to and to.delivery_city),
        delivery_country=plain(to and to.delivery_country),
        private_comment=plain(stored.private_comment),
        comment=plain(stored.comment),
        our_reference=plain(stored.our_reference),
        payment_term=_term(part(stored, "purchase_order_payment_term")),
        amount=FetchedOrderAmount(Decimal(row["total"]), text(stored.currency_code) or "EUR"),
        purchase_order_lines=FetchedOrderLines(
            lines=[_shown_order_line(work, line) for line in lines], linked_purchase_invoices=_links(work, row)
        ),
    )


def _delivered(
    lines: list[sqlite3.Row],
) -> Literal["undelivered", "partiallydelivered", "fullydelivered", "overdelivered"]:
    bought = [
        (abs(Decimal(line["ordered"])), abs(Decimal(line["delivered"]))) for line in lines if line["kind"] == "product"
    ]
    if not any(got for _, got in bought):
        return "undelivered"
    # What is too much of one line makes up for nothing of another.
    if any(got < ordered for ordered, got in bought):
        return "partiallydelivered"
    return "overdelivered" if any(got > ordered for ordered, got in bought) else "fullydelivered"


def _term(term: Any) -> str | None:
    """The text of a term of payment, in the form of the seeded terms, not Netvisor's own."""
    if term is None:
        return None
    net = f"{text(term.net_days) or 0} pv netto"
    if not text(term.discount_percent):
        return net
    return f"{text(term.discount_days) or 0} pv -{text(term.discount_percent)} %, {net}"


def _links(work: Work, row: sqlite3.Row) -> LinkedPurchaseInvoices | None:
    linked = [
        LinkedPurchaseInvoice(
            invoice_number=each["number"],
            netvisor_key=each["key"],
            uri=f"/getpurchaseinvoice.nv?netvisorkey={each['key']}",
        )
        for each in _invoices(work, row)
    ]
    return LinkedPurchaseInvoices(purchase_invoice=linked) if linked else None


def _shown_order_line(
    work: Work, row: sqlite3.Row
) -> DeliveryGroup | FetchedOrderProductLine | FetchedOrderCommentLine:
    if row["kind"] == "comment":
        return FetchedOrderCommentLine(netvisor_key=row["key"], comment=row["comment"])
    freight = Decimal(row["freight"]) if row["freight"] else None
    if row["kind"] == "group":
        return DeliveryGroup(
            netvisor_key=row["key"],
            product_code=row["product_code"],
            product_name=row["product_name"],
            vendor_product_code=row["vendor_code"] or None,
            ordered_amount=Decimal(row["ordered"]),
            unit_price=Decimal(row["price"]),
            vat_percent=Decimal(row["vat_percent"]),
            line_sum=line_sum(row),
            freight_rate=freight,
        )
    place = place_with(row["place"])
    owner = row["part_of"] or row["key"]
    return FetchedOrderProductLine(
        netvisor_key=row["key"],
        product_code=FetchedOrderedProductCode(row["product_code"], row["product"]),
        product_name=row["product_name"],
        vendor_product_code=row["vendor_code"] or None,
        ordered_amount=Decimal(row["ordered"]),
        delivered_amount=Decimal(row["delivered"]),
        unit_price=Decimal(row["price"]),
        vat_percent=Decimal(row["vat_percent"]),
        line_sum=line_sum(row),
        freight_rate=freight,
        delivery_date=date.fromisoformat(row["delivery"]) if row["delivery"] else None,
        product_quality=_quality(work, row["quality"]),
        inventory_place=None if place is None else FetchedInventoryPlace(place.name, place.key),
        dimension=[FetchedDimension(dimension_name=d.heading, dimension_item=d.item) for d in uses(work, owner)],
    )


def _quality(work: Work, key: int | None) -> FetchedProductQuality | None:
    row = work.row("select * from product_quality where company = ? and key = ?", work.company, key)
    if row is None:
        return None
    return FetchedProductQuality(
        netvisor_key=row["key"], quality_description=row["name"], quality_deviation=bool(row["deviation"])
    )
