"""Items of an answer in Arrow batches of bounded size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyarrow as pa

from netvisor.codec.flat_reply import Row, untyped_texts
from netvisor.errors import SetupError
from netvisor.frames.schemas import arrow_schema
from netvisor.lazy_dataclass import frozen
from netvisor.protocol.flat_answers import Of, items_of, tables_of

ROWS: Final = 10_000
"""The rows of a batch."""


@frozen(kw_only=True)
class Batch:
    """Some items and their lines."""

    items: Any
    """The `pyarrow.RecordBatch` of the items."""
    lines: Any
    """The `pyarrow.RecordBatch` of the lines of these items; `None` if the class has no lines."""
    untyped: int
    """How many values of both are not in the column of their name, but as text in the column `untyped`."""


def batches(of: Of, items: object, *, rows: int = ROWS) -> Iterator[Batch]:
    """The items in batches, each with the lines of its items.

    Args:
        of: the call, or the class of the items.
        items: what `client.send(call)` gave, or `client.stream(call)`.
        rows: how many rows of either table make a batch full; the lines of one item stay together.

    Raises:
        SetupError: the answer has no typed data, or an item is of another class.
    """
    tables = tables_of(of)
    if rows < 1:
        raise SetupError(f"rows must be 1 or more, not {rows!r}")
    first = Rows(arrow_schema(tables.columns), rows)
    second = Rows(arrow_schema(tables.lines.columns), rows) if tables.lines is not None else None
    for number, item in enumerate(items_of(tables, items)):
        first.add([tables.row(item)])
        if tables.lines is not None and second is not None:
            second.add(tables.lines.rows(item, number))
        if first.full or (second is not None and second.full):
            yield _batch(first, second)
    if len(first):
        yield _batch(first, second)


class Rows:
    """Rows of a table on their way into a batch.

    Args:
        schema: the `pyarrow.Schema` of the table.
        most: how many rows make a batch full.
    """

    def __init__(self, schema: Any, most: int = ROWS) -> None:
        self._schema = schema
        self._most = most
        self._rows: list[Row] = []

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def full(self) -> bool:
        """Whether there are enough rows."""
        return len(self._rows) >= self._most

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows."""
        self._rows += rows

    def untyped(self) -> int:
        """How many values are in the column `untyped`."""
        return sum(len(untyped_texts(row[-1])) for row in self._rows if row[-1] is not None)

    def batch(self) -> Any:
        """The `pyarrow.RecordBatch` of the rows, which are gone then."""
        values = zip(*self._rows, strict=True) if self._rows else [()] * len(self._schema)
        arrays = [pa.array(column, field.type) for column, field in zip(values, self._schema, strict=True)]
        self._rows.clear()
        return pa.RecordBatch.from_arrays(arrays, schema=self._schema)


def _batch(first: Rows, second: Rows | None) -> Batch:
    untyped = first.untyped() + (second.untyped() if second is not None else 0)
    return Batch(items=first.batch(), lines=None if second is None else second.batch(), untyped=untyped)
