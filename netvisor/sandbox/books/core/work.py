"""One call inside the books: what a handler gets, what it returns, and how it is registered."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal, TypeAlias, TypeVar

from netvisor.codec.reply_elements import Language
from netvisor.sandbox.books.core.chart import Chart
from netvisor.sandbox.books.core.own_chart import chart_of
from netvisor.sandbox.books.core.parameters import Parameters
from netvisor.sandbox.refusal import Refusal, invalid
from netvisor.sandbox.settings import PeriodDays

H = TypeVar("H", bound="Handler")

MOST_KEYS: Final = 30_000
"""The most keys in a query of the books: the limit of parameters without a documented one."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """The content of an answer that is not a refusal."""

    root: Any = None
    """An object of the root reply class of the resource."""
    inserted: Sequence[int] = ()
    updated: Sequence[int] = ()
    valid: Sequence[int] = ()
    replies: Sequence[str] = ()
    headers: Sequence[tuple[str, str]] = ()
    """Headers of the answer beside the usual ones."""


@dataclass(slots=True, kw_only=True)
class Work:
    """One call that was admitted, in one transaction of the books."""

    connection: sqlite3.Connection
    company: str
    now: datetime
    """Finnish local time, without a zone."""
    language: Language = "FI"
    parameters: Parameters = field(default_factory=lambda: Parameters(()))
    message: Any = None
    """The typed message of a POST."""
    refused_items: Mapping[int, Refusal] = field(default_factory=dict)
    """The items of a batch that break a rule, by position."""
    base_url: str = "/"
    unknown_products: bool = True
    """Whether an invoice may name a product code that the register does not know."""
    voucher_class_key: bool = True
    """Whether the voucher types of the ledger carry their keys."""
    period_days: PeriodDays = "finnish"
    """How the first and the last day of an accounting period are written."""

    dimension_items: dict[tuple[str, str], int] = field(default_factory=dict)
    """The keys of the dimensions that the lines of the message name: each is looked up once."""

    _chart: Chart | None = field(default=None, init=False)

    @property
    def chart(self) -> Chart:
        """The chart of accounts of the company."""
        if self._chart is None:
            self._chart = chart_of(self.connection, self.company)
        return self._chart

    @property
    def today(self) -> date:
        """The day in Finland."""
        return self.now.date()

    @property
    def stamp(self) -> str:
        """The moment in the form in which the books store it."""
        return self.now.isoformat(sep=" ")

    @property
    def company_name(self) -> str:
        """The name of the company."""
        (row,) = self.rows("select name from company where id = ?", self.company)
        return str(row["name"])

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """The rows of a query."""
        return self._execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query."""
        rows = self.rows(f"{sql} limit 1", *values)
        return rows[0] if rows else None

    def _execute(self, sql: str, values: Sequence[Any]) -> sqlite3.Cursor:
        cursor = self.connection.cursor()
        cursor.row_factory = sqlite3.Row
        try:
            return cursor.execute(sql, values)
        except OverflowError as error:
            raise _too_large() from error

    def insert(self, table: str, **columns: object) -> None:
        """Add a row of this company."""
        row = {"company": self.company, **columns}
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        self._execute(f"insert into {table} ({names}) values ({marks})", tuple(row.values()))  # noqa: S608  # names are ours

    def insert_all(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Add several rows of this company, which all have the same columns."""
        made = [{"company": self.company, **row} for row in rows]
        if made:
            names, marks = ", ".join(made[0]), ", ".join("?" * len(made[0]))
            sql = f"insert into {table} ({names}) values ({marks})"  # noqa: S608  # names are ours
            try:
                self.connection.executemany(sql, [tuple(row.values()) for row in made])
            except OverflowError as error:
                raise _too_large() from error

    def update(self, table: str, key: int, **columns: object) -> None:
        """Change a row of this company."""
        sets = ", ".join(f"{name} = ?" for name in columns)
        sql = f"update {table} set {sets} where company = ? and key = ?"  # noqa: S608  # names are ours
        self._execute(sql, (*columns.values(), self.company, key))

    def delete(self, table: str, **columns: object) -> None:
        """Remove rows of this company."""
        where = " and ".join(f"{name} = ?" for name in ("company", *columns))
        self._execute(f"delete from {table} where {where}", (self.company, *columns.values()))  # noqa: S608  # names are ours

    def next_in(self, series: str, count: int = 1) -> int:
        """The next number of a series, or the last one of the next numbers."""
        sql = (
            "insert into series (company, name, last) values (?, ?, ?)"
            " on conflict (company, name) do update set last = last + excluded.last returning last"
        )
        return int(self._execute(sql, (self.company, series, count)).fetchone()[0])

    def raise_series(self, series: str, number: int) -> None:
        """Continue a series after a number that a message gave."""
        sql = (
            "insert into series (company, name, last) values (?, ?, ?)"
            " on conflict (company, name) do update set last = max(last, excluded.last)"
        )
        self._execute(sql, (self.company, series, number))

    def new_key(self) -> int:
        """A new Netvisor key, unique in the company."""
        return self.next_in("netvisorkey")

    def new_keys(self, count: int) -> range:
        """As many Netvisor keys that nothing else of the company has, one after the other."""
        if not count:
            return range(0)
        last = self.next_in("netvisorkey", count)
        return range(last - count + 1, last + 1)

    def named(self, kind: str, name: str) -> int:
        """The key of a group or unit, which is created when a message first names it."""
        found = self.row("select key from named where company = ? and kind = ? and name = ?", self.company, kind, name)
        if found is not None:
            return int(found["key"])
        key = self.new_key()
        self.insert("named", key=key, kind=kind, name=name)
        return key

    def names(self, kind: str) -> dict[int, str]:
        """The names of all groups or units by key. A join would search all names of the company for each row."""
        sql = "select key, name from named where company = ? and kind = ?"
        return {row["key"]: row["name"] for row in self.rows(sql, self.company, kind)}

    @property
    def method(self) -> Literal["add", "edit"]:
        """The parameter `method`; a data error if it is missing."""
        method = self.parameters.text("method")
        if method is None or method.lower() not in {"add", "edit"}:
            raise invalid(
                "the parameter method is missing; expected add or edit"
                if method is None
                else f"the parameter method is {method!r}; expected add or edit"
            )
        return "add" if method.lower() == "add" else "edit"

    def edited_key(self) -> int:
        """The parameter `id`, required for an edit."""
        key = self.parameters.integer("id")
        if key is None:
            raise invalid("the parameter id is missing; method=edit needs the Netvisor key")
        return key


def _too_large() -> Refusal:
    return invalid("a whole number that is larger than any the books keep")


Handler: TypeAlias = Callable[[Work], Outcome]

HANDLERS: Final[dict[str, Handler]] = {}
"""The handlers by resource; the modules of the areas register them when they load."""


def answers(resource: str) -> Callable[[H], H]:
    """Register a function as the handler of a resource."""

    def register(handler: H) -> H:
        HANDLERS[resource] = handler
        return handler

    return register


def sql_marks(values: Iterable[object]) -> str:
    """Question marks for a list of values: `in (?, ?)`."""
    return ", ".join("?" for _ in values)
