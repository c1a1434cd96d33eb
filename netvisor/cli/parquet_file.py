"""Writes the tables of an answer as Parquet, with the columns and types of `netvisor.frames`."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netvisor.cli.table_files import Progress


def write_parquet(progress: Progress, found: object, paths: tuple[Path, ...]) -> None:
    """Write the items to the first file, their lines to the second."""
    from pyarrow.parquet import ParquetWriter

    from netvisor.frames.batches import Rows
    from netvisor.frames.schemas import arrow_schema

    tables = progress.tables
    schemas = [arrow_schema(tables.columns), *([arrow_schema(tables.lines.columns)] if tables.lines else [])]
    rows = [Rows(schema) for schema in schemas]
    with ExitStack() as stack:
        writers = [
            stack.enter_context(ParquetWriter(str(path), schema)) for path, schema in zip(paths, schemas, strict=True)
        ]
        for row, lines in progress.passing(found):
            for its, more in zip(rows, ([row], lines), strict=False):
                its.add(more)
            if any(its.full for its in rows):
                for writer, its in zip(writers, rows, strict=True):
                    writer.write_batch(its.batch())
        for writer, its in zip(writers, rows, strict=True):
            if len(its):
                writer.write_batch(its.batch())
