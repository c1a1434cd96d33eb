"""The Arrow schemas of tables."""

from __future__ import annotations

from typing import Any, Final

import pyarrow as pa

from netvisor.codec.flat_reply import DIGITS, PLACES, Column, ColumnType, FlatLines
from netvisor.errors import SetupError
from netvisor.protocol.flat_answers import Of, tables_of

TYPES: Final[dict[ColumnType, Any]] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "decimal": pa.decimal128(DIGITS, PLACES),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "time": pa.time64("us"),
    "boolean": pa.bool_(),
    "base64": pa.binary(),
    "json": pa.string(),
}
"""The Arrow type of a column. Moments are Finnish local time, without a zone, as in the answers."""


def schema(of: Of) -> Any:
    """The `pyarrow.Schema` of the table of a call or class."""
    return arrow_schema(tables_of(of).columns)


def lines_schema(of: Of) -> Any:
    """The `pyarrow.Schema` of the lines of a call's documents.

    Raises:
        SetupError: they have no lines.
    """
    return arrow_schema(lines_of(of).columns)


def lines_of(of: Of) -> FlatLines:
    """The table of lines, which must be there."""
    tables = tables_of(of)
    if tables.lines is None:
        raise SetupError(f"{tables.cls.__name__} has no lines: its lists are JSON in the columns of frames.table(...)")
    return tables.lines


def arrow_schema(columns: tuple[Column, ...]) -> Any:
    """The schema of these columns; every value may be missing."""
    return pa.schema([(column.name, TYPES[column.type]) for column in columns])
