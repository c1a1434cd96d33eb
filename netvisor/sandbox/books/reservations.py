"""What sales orders that are not delivered reserve of the stock."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from decimal import Decimal
from typing import Final

from netvisor.codec.decode import decode
from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox.books.show import part, plain
from netvisor.sandbox.books.work import Work

_IDENTITIES: Final = {
    "netvisor": "key",
    "customer": "code",
    "primaryeancode": "primary_ean",
    "secondaryeancode": "secondary_ean",
}
"""By what a line names its product, and the column that holds it."""


class Reservations:
    """What is reserved of each product, read once for all products of an answer.

    A line of an undelivered order reserves what is left of its quantity, in the warehouse that it names, else in the
    first one; which orders Netvisor counts is not known.
    """

    def __init__(self, work: Work, default_place: int) -> None:
        self._left: defaultdict[tuple[str, str], defaultdict[int, Decimal]]
        self._left = defaultdict(lambda: defaultdict(Decimal))
        delivered = self._delivered(work)
        sql = "select key, message from document where company = ? and kind = 'order' and status = 'undelivered'"
        for row in work.rows(sql, work.company):
            message = decode(row["message"], SalesInvoice, "utf-8")
            for position, each in enumerate(message.invoice_lines.invoice_line):
                line = part(each, "sales_invoice_product_line")
                if line is None:
                    continue
                quantity = Decimal(line.sales_invoice_product_line_quantity)
                left = quantity - delivered.get((row["key"], position), Decimal(0))
                place = plain(line.sales_invoice_product_line_inventory_id) or default_place
                named = line.product_identifier
                self._left[named.type, named.value][place] += max(Decimal(0), left)

    @staticmethod
    def _delivered(work: Work) -> dict[tuple[int, int], Decimal]:
        sql = (
            "select l.document, l.position, d.delivered from delivery d"
            " join document_line l on l.company = d.company and l.key = d.line where d.company = ?"
        )
        return {(row["document"], row["position"]): Decimal(row["delivered"]) for row in work.rows(sql, work.company)}

    def of(self, product: sqlite3.Row, place: int | None = None) -> Decimal:
        """What is reserved of a product, in one warehouse or in all."""
        total = Decimal("0.00")
        for kind, column in _IDENTITIES.items():
            named = (kind, str(product[column]))
            if product[column] and named in self._left:
                total += sum((left for at, left in self._left[named].items() if place in {None, at}), Decimal(0))
        return total
