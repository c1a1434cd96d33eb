"""Stock reserved by undelivered sales orders."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from decimal import Decimal

from netvisor.sandbox.books.core.work import Work


class Reservations:
    """The reserved quantity of each product, read once for all products of an answer.

    A line of an undelivered order reserves the rest of its quantity, in its warehouse, else in the first one; which
    orders Netvisor counts is not known.
    """

    def __init__(self, work: Work, default_place: int) -> None:
        self._left: defaultdict[int, defaultdict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        sql = (
            "select l.product, l.place, l.quantity, d.delivered from document o"
            " join document_line l on l.company = o.company and l.document = o.key and l.product is not null"
            " left join delivery d on d.company = l.company and d.line = l.key"
            " where o.company = ? and o.kind = 'order' and o.status = 'undelivered'"
        )
        for row in work.rows(sql, work.company):
            left = Decimal(row["quantity"]) - Decimal(row["delivered"] or 0)
            self._left[row["product"]][row["place"] or default_place] += max(Decimal(0), left)

    def of(self, product: sqlite3.Row, place: int | None = None) -> Decimal:
        """The reserved quantity of a product, in one warehouse or in all."""
        if product["key"] not in self._left:
            return Decimal("0.00")
        by_place = self._left[product["key"]]
        return sum((left for at, left in by_place.items() if place in {None, at}), Decimal("0.00"))
