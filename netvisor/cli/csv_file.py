"""Writes the tables of an answer as CSV: UTF-8, commas, decimal points, ISO dates."""

from __future__ import annotations

import base64
import csv
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from netvisor.codec.flat_reply import Column, ColumnType, Row

if TYPE_CHECKING:
    from netvisor.cli.table_files import Progress

_TEXTS: Final[dict[ColumnType, Callable[[Any], str]]] = {
    "decimal": lambda value: format(value, "f"),
    "date": lambda value: str(value.isoformat()),
    "datetime": lambda value: str(value.isoformat()),
    "time": lambda value: str(value.isoformat()),
    "boolean": lambda value: "true" if value else "false",
    "base64": lambda value: base64.b64encode(value).decode("ascii"),
}


def write_csv(progress: Progress, found: object, paths: tuple[Path, ...]) -> None:
    """Write the items to the first file, their lines to the second."""
    tables = progress.tables
    columns = [tables.columns, *([tables.lines.columns] if tables.lines is not None else [])]
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("w", encoding="utf-8", newline="")) for path in paths]
        first, *second = [_table(file, its) for file, its in zip(files, columns, strict=True)]
        for row, lines in progress.passing(found):
            first(row)
            for write in second:
                for line in lines:
                    write(line)


def _table(file: Any, columns: tuple[Column, ...]) -> Callable[[Row], None]:
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    convert = [(at, _TEXTS[column.type]) for at, column in enumerate(columns) if column.type in _TEXTS]

    def write(row: Row) -> None:
        for at, text in convert:
            if row[at] is not None:
                row[at] = text(row[at])
        writer.writerow(row)

    return write
