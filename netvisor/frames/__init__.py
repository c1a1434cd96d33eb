"""Answers as Arrow tables, for polars and pandas: columns and types come from the declarations.

    from netvisor import frames, sales

    call = sales.list_sales_invoices()
    table = frames.table(call, client.send(call))       # a pyarrow.Table
    polars.DataFrame(table)

A stream is read in batches, so that a long list needs little memory::

    with client.stream(call) as invoices:
        for batch in frames.batches(call, invoices):
            ...

It needs the extra `netvisor-xml[frames]`. docs/frames.md describes the columns.
"""

from __future__ import annotations

from netvisor.extras import require

require("netvisor.frames", "frames", "pyarrow")

from netvisor.frames.batches import Batch, batches  # noqa: E402  # after the extra was asked for
from netvisor.frames.schemas import lines_schema, schema  # noqa: E402
from netvisor.frames.tables import lines, lines_reader, reader, table  # noqa: E402

__all__ = ["Batch", "batches", "lines", "lines_reader", "lines_schema", "reader", "schema", "table"]
