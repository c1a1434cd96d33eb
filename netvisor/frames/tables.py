"""Whole tables, and readers that make them batch by batch."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from netvisor.frames.batches import batches
from netvisor.frames.schemas import arrow_schema, lines_of, schema
from netvisor.protocol.flat_answers import Of


def table(of: Of, items: object) -> Any:
    """The items as a `pyarrow.Table`; an empty list gives the same columns.

    Args:
        of: the call, or the class of the items.
        items: what `client.send(call)` gave, or `client.stream(call)`.

    Raises:
        SetupError: the answer has no typed data, or an item is of another class.
    """
    return reader(of, items).read_all()


def lines(of: Of, items: object) -> Any:
    """The lines of documents as a `pyarrow.Table`, each with the key of its document.

    A stream can be read once only: to have items and lines of one, use `batches`.

    Raises:
        SetupError: the answer has no typed data or no lines, or an item is of another class.
    """
    return lines_reader(of, items).read_all()


def reader(of: Of, items: object) -> Any:
    """The items as a `pyarrow.RecordBatchReader`, which reads a stream as it is asked for batches."""
    return pa.RecordBatchReader.from_batches(schema(of), (batch.items for batch in batches(of, items)))


def lines_reader(of: Of, items: object) -> Any:
    """The lines of documents as a `pyarrow.RecordBatchReader`."""
    its = arrow_schema(lines_of(of).columns)
    return pa.RecordBatchReader.from_batches(its, (batch.lines for batch in batches(of, items)))
