"""What a report consists of: tables, charts, notes, and the calls that everything comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any, Final, Literal, TypeAlias

Value: TypeAlias = str | int | Decimal | None
Shape: TypeAlias = Literal["bar", "line"]

ZERO: Final = Decimal(0)
_DECIMALS: Final = 2
_EXACT: Final = 1_000
"""Digits, more than any sum has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A call that was sent for a report."""

    number: int
    """What the columns name it by."""
    resource: str
    function: str
    """What made the call, such as `accounting.list_vouchers`."""
    parameters: tuple[tuple[str, str], ...]
    gave: str
    """What came, in words: `650 vouchers`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    """Its name for programs."""
    title: str
    sources: tuple[int, ...] = ()
    """The numbers of the calls that its values come from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of a report."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]
    total: tuple[Value, ...] | None = None
    """The last line, under the rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values of a chart, one for each label; `None` draws nothing."""

    name: str
    values: tuple[Decimal | None, ...]
    shape: Shape = "bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of a report."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report, ready to be shown."""

    name: str
    title: str
    company: str
    """The Organisation-ID of the company."""
    period: str
    """What it covers, in words."""
    made: str
    """When its reads began, by this machine's clock."""
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...]
    notes: tuple[str, ...]
    """How the figures were made, and what is not known."""
    sources: tuple[Source, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values: decimals are texts, charts are left out."""
        return {
            "report": self.name,
            "company": self.company,
            "period": self.period,
            "made": self.made,
            "tables": {table.name: _table_json(table) for table in self.tables},
            "notes": list(self.notes),
            "sources": [
                {
                    "number": source.number,
                    "resource": source.resource,
                    "function": source.function,
                    "parameters": dict(source.parameters),
                    "gave": source.gave,
                }
                for source in self.sources
            ],
        }


def _table_json(table: Table) -> dict[str, Any]:
    names = [column.name for column in table.columns]

    def plain(row: tuple[Value, ...]) -> dict[str, Any]:
        return dict(zip(names, map(_plain, row), strict=True))

    return {
        "sources": {column.name: list(column.sources) for column in table.columns},
        "rows": [plain(row) for row in table.rows],
        "total": None if table.total is None else plain(table.total),
    }


def _plain(value: Value) -> Any:
    return format(value, "f") if isinstance(value, Decimal) else value


def shown(value: Value) -> str:
    r"""A value as people read it: amounts with two decimals or more, and thousands apart.

    >>> shown(Decimal("-1234567.5")), shown(Decimal("0.125")), shown(12), shown(None), shown("x")
    ('−1\xa0234\xa0567.50', '0.125', '12', '', 'x')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    decimals = 0
    if isinstance(value, Decimal):
        exponent = value.normalize().as_tuple().exponent
        decimals = max(_DECIMALS, -exponent if isinstance(exponent, int) else 0)
    # A no-break space and a real minus sign.
    return f"{value:,.{decimals}f}".replace(",", "\u00a0").replace("-", "\u2212")


def sum_of(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts, which is exact: no context of the program rounds it.

    >>> sum_of([Decimal("0.1"), Decimal("1e20")])
    Decimal('100000000000000000000.1')
    """
    with localcontext(prec=_EXACT):
        return sum(amounts, ZERO)
