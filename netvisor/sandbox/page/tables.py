"""The books of a company as tables, read from the file's own schema."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from netvisor.sandbox.books.core.own_chart import chart_of
from netvisor.sandbox.store import Store
from netvisor.web.answer import PageError

ROWS: Final = 50
"""Rows on one page."""

# What belongs to the sandbox itself, not to the books of a company.
_INNER: Final = frozenset({"company", "partner", "transaction_id", "series", "denied", "chart"})
_TITLES: Final = {
    "document": "Invoices and orders",
    "document_line": "Invoice and order lines",
    "named": "Groups and units",
    "dimension_name": "Dimensions",
    "dimension_item": "Dimension items",
    "dimension_use": "Dimension uses",
    "voucher_line": "Voucher rows",
    "deleted": "Deleted by calls",
    "deleted_purchase": "Deleted purchases",
    "record": "Other records",
    "vendor_account": "Vendor accounts",
    "delivery": "Deliveries of order lines",
    "credit": "Matched credit notes",
    "product_quality": "Product qualities",
    "purchase_link": "Orders of purchase invoices",
    "purchase_event": "Purchase invoice history",
    "purchase_line": "Purchase invoice lines",
    "purchase_order_line": "Purchase order lines",
    "workhour": "Work hours",
    "voucher_event": "Voucher history",
    "replaced_line": "Replaced voucher rows",
    "document_comment": "Comments on invoices and orders",
}
# The columns that a table shows, where not all of them are worth the room.
_COLUMNS: Final = {
    "customer": ("key", "code", "name", "identifier", "email", "country", "group_key", "changed"),
    "product": ("key", "code", "name", "primary_ean", "group_key", "active", "sold", "changed"),
    "document": (
        "key",
        "kind",
        "number",
        "date",
        "due",
        "status",
        "customer_code",
        "customer_name",
        "currency_total",
        "currency",
        "reference",
    ),
    "payment": ("key", "document", "name", "date", "paid", "currency", "reference", "voucher"),
    "purchase_invoice": ("key", "number", "date", "due", "stage", "vendor", "total", "currency", "voucher"),
    "voucher": ("key", "type", "number", "date", "description", "status", "source"),
}
# Columns that hold the key of a row of another table under another name than that of the table; where the same name
# means another table, with the table that the column stands in.
_LEADS: Final = {
    "heading": "dimension_name",
    "item": "dimension_item",
    "father": "dimension_item",
    "group_key": "named",
    "invoice": "document",
    "credit_note": "document",
    "order": "document",
    "line": "document_line",
    "from": "voucher_line",
    "to": "voucher_line",
    "purchase_payment.invoice": "purchase_invoice",
    "purchase_link.invoice": "purchase_invoice",
    "purchase_accrual.invoice": "purchase_invoice",
    "stock_change.event": "warehouse_event",
    "purchase_order_line.quality": "product_quality",
    "purchase_order_line.part_of": "purchase_order_line",
    "payslip.period": "pay_period",
    "user": "user_right",
}
_SOURCES: Final = {"salesinvoice": "document", "purchaseinvoice": "purchase_invoice"}
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ONE_LINE: Final = 24
_NO_NUMBERS: Final = frozenset(
    {"account", "code", "customer_code", "reference", "identifier", "unit_number", "primary_ean"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of the books."""

    name: str
    columns: tuple[str, ...]
    """All columns except the company and bytes."""
    long: tuple[str, ...]
    """The columns that hold bytes: messages and files."""

    @property
    def title(self) -> str:
        """Its name for people."""
        words = self.one
        several = f"{words[:-1]}ies" if words.endswith("y") else f"{words}{'es' if words.endswith('h') else 's'}"
        return _TITLES.get(self.name, several)

    @property
    def one(self) -> str:
        """Its singular name, for people."""
        return self.name.replace("_", " ").capitalize()

    @property
    def keyed(self) -> bool:
        """Whether its rows have a Netvisor key, and so an address."""
        return "key" in self.columns

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that it has of those worth showing in a list."""
        chosen = tuple(name for name in _COLUMNS.get(self.name, ()) if name in self.columns)
        return chosen or self.columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value, and the row that it links to."""

    text: str
    table: str = ""
    """The table whose key it is; empty if it is not a key."""
    note: str = ""
    """Its meaning, such as the name of an account."""

    @property
    def short(self) -> bool:
        """Whether it fits on one line."""
        return len(self.text) <= _ONE_LINE


@dataclass(slots=True, kw_only=True)
class Listing:
    """Some rows of a table."""

    table: Table
    columns: Sequence[str]
    rows: list[tuple[int | None, list[Cell]]]
    """The key of each row, and its cells."""
    plain: list[dict[str, Any]] = field(default_factory=list)
    """The same rows with all columns but bytes."""
    numeric: set[str] = field(default_factory=set)
    """The columns that contain only numbers."""
    total: int = 0
    page: int = 1
    more: bool = False
    """Whether there are more rows than are shown."""
    find: str = ""
    by: str = ""
    down: bool = True

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // ROWS))


class Tables:
    """The tables of one company.

    Args:
        store: the file of the books.
        company: the business id.

    Raises:
        PageError: there is no such company.
    """

    def __init__(self, store: Store, company: str) -> None:
        self._store = store
        self.company = company
        with store.reading() as connection:
            row = connection.execute("select name, locked_until from company where id = ?", (company,)).fetchone()
            if row is None:
                raise PageError(404, f"The sandbox has no company {company[:40]}.")
            self.name, self.locked_until = str(row[0]), str(row[1])
            self.chart = chart_of(connection, company)
            self._tables = {table.name: table for table in _tables(connection)}

    def named(self, name: str) -> Table:
        """A table.

        Raises:
            PageError: there is no such table.
        """
        if name not in self._tables:
            raise PageError(404, f"The books have no table {name[:40]}.")
        return self._tables[name]

    def counted(self) -> list[tuple[Table, int]]:
        """All tables with their row counts: main tables first, then those of their parts."""
        with self._store.reading() as connection:
            counted = [(table, self._count(connection, table)) for table in self._tables.values()]
        return sorted(counted, key=lambda pair: (self._is_part(pair[0]), not pair[1]))

    def _is_part(self, table: Table) -> bool:
        return bool({"owner", table.name.rpartition("_")[0]} & set(table.columns)) or not table.keyed

    def _count(self, connection: sqlite3.Connection, table: Table) -> int:
        sql = f"select count(*) from {_quoted(table.name)} where company = ?"  # noqa: S608  # tables are ours
        return int(connection.execute(sql, (self.company,)).fetchone()[0])

    def listing(self, table: Table, *, find: str = "", by: str = "", down: bool = True, page: int = 1) -> Listing:
        """One page of the rows of a table that contain a text."""
        by = by if by in table.columns else "key" if table.keyed else ""
        where, values = "company = ?", [self.company]
        if find:
            holds = " or ".join(f"holds(cast(ifnull({_quoted(name)}, '') as text), ?)" for name in table.columns)
            where += f" and ({holds})"
            values += [find] * len(table.columns)
        with self._store.reading() as connection:
            sql = f"select count(*) from {_quoted(table.name)} where {where}"  # noqa: S608  # tables and columns are ours
            total = int(connection.execute(sql, values).fetchone()[0])
            page = max(1, min(page, -(-total // ROWS)))
            order = f" order by {_order(by)} {'desc' if down else 'asc'}" if by else ""
            rows = self._rows(connection, table, f"{where}{order} limit {ROWS} offset {(page - 1) * ROWS}", values)
        made = self._listed(table, table.shown, rows)
        made.total, made.page, made.find, made.by, made.down = total, page, find, by, down
        return made

    def _rows(
        self, connection: sqlite3.Connection, table: Table, where: str, values: Sequence[object]
    ) -> list[dict[str, Any]]:
        names = table.columns
        columns = ", ".join(map(_quoted, names))
        sql = f"select {columns} from {_quoted(table.name)} where {where}"  # noqa: S608  # tables and columns are ours
        return [dict(zip(names, row, strict=True)) for row in connection.execute(sql, tuple(values))]

    def _listed(self, table: Table, columns: Sequence[str], rows: list[dict[str, Any]]) -> Listing:
        numeric = {
            name
            for name in columns
            if name not in _NO_NUMBERS
            and any(_cell_text(row[name]) for row in rows)
            and all(_NUMBER.fullmatch(_cell_text(row[name]) or "0") for row in rows)
        }
        cells = [(row.get("key"), [self.cell(table, name, row) for name in columns]) for row in rows]
        return Listing(table=table, columns=columns, rows=cells, plain=rows, numeric=numeric)

    def cell(self, table: Table, name: str, row: Mapping[str, Any]) -> Cell:
        """A value of a row for display, with the row that it links to."""
        value = row[name]
        to = table.name if name == "key" else _lead(table, name)
        if name == "source":
            to = _SOURCES.get(str(row.get("source_type")), "")
        leads = to in self._tables and self._tables[to].keyed and isinstance(value, int) and value > 0
        known = self.chart.accounts.get(value) if name == "account" and isinstance(value, int) else None
        return Cell(text=_cell_text(value), table=to if leads else "", note="" if known is None else known.name)

    def home(self, key: int) -> Table | None:
        """The table that has a row of this key; keys are counted over all of them."""
        with self._store.reading() as connection:
            for table in self._tables.values():
                sql = f"select 1 from {_quoted(table.name)} where company = ? and key = ?"  # noqa: S608  # tables are ours
                if table.keyed and connection.execute(sql, (self.company, key)).fetchone() is not None:
                    return table
        return None

    def row(self, table: Table, key: int) -> dict[str, Any]:
        """A whole row, its bytes included.

        Raises:
            PageError: there is no row with this key.
        """
        if not table.keyed:
            raise PageError(404, f"The rows of {table.name} have no keys.")
        sql = f"select * from {_quoted(table.name)} where company = ? and key = ?"  # noqa: S608  # tables are ours
        with self._store.reading() as connection:
            cursor = connection.execute(sql, (self.company, key))
            row = cursor.fetchone()
            names = [column[0] for column in cursor.description]
        if row is None:
            raise PageError(404, f"{self.company} has nothing with the key {key} in {table.title.lower()}.")
        return dict(zip(names, row, strict=True))

    def below(self, table: Table, key: int) -> list[Listing]:
        """The rows of other tables that name a row: lines, payments, the invoices of a customer."""
        found = []
        with self._store.reading() as connection:
            for other in self._tables.values():
                column = next((name for name in other.columns if self._names(other, name, table)), None)
                if column is None:
                    continue
                where = f"{_quoted(column)} = ? and company = ? limit {ROWS + 1}"
                rows = self._rows(connection, other, where, (key, self.company))
                if rows:
                    columns = other.columns if self._is_part(other) else other.shown
                    listing = self._listed(other, [name for name in columns if name != column], rows[:ROWS])
                    listing.more = len(rows) > ROWS
                    found.append(listing)
        return found

    def _names(self, other: Table, column: str, table: Table) -> bool:
        """Whether a column of another table holds keys of a table; an owner may be in any."""
        return other.name != table.name and column != "key" and _lead(other, column) in {table.name, "owner"}


def _lead(table: Table, column: str) -> str:
    """The name of the table whose keys a column of a table holds."""
    return _LEADS.get(f"{table.name}.{column}", _LEADS.get(column, column))


def address_of(company: str, table: Table | str, key: object) -> str:
    """The address of a row: an invoice or order as a document, anything else as a row."""
    name = table if isinstance(table, str) else table.name
    return f"/books/{company}/{'invoice' if name == 'document' else name}/{key}"


def companies(store: Store) -> list[tuple[str, str]]:
    """The business ids and names of all companies."""
    with store.reading() as connection:
        return [(str(row[0]), str(row[1])) for row in connection.execute("select id, name from company order by id")]


def _tables(connection: sqlite3.Connection) -> Iterable[Table]:
    sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid"
    for (name,) in connection.execute(sql).fetchall():
        columns = [(row[1], str(row[2]).lower()) for row in connection.execute(f"pragma table_info({_quoted(name)})")]
        if name in _INNER or "company" not in dict(columns):
            continue
        texts = tuple(column for column, kind in columns if kind != "blob" and column != "company")
        yield Table(name=name, columns=texts, long=tuple(column for column, kind in columns if kind == "blob"))


def _quoted(name: str) -> str:
    """A name of a table or column in SQL: some are words of SQL themselves."""
    return f'"{name}"'


def _order(column: str) -> str:
    # Sums are texts, and shall stand in the order of their value all the same.
    return f"cast({_quoted(column)} as real)" if column in _SUMS else f"{_quoted(column)}"


_SUMS: Final = frozenset({"total", "net", "vat", "unit_price", "paid", "currency_total", "vat_percent"})


def _cell_text(value: object) -> str:
    return "" if value is None else str(value)
