"""Writes the tables of an answer as an Excel file: real dates and numbers, and texts that stay texts."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from netvisor.codec.flat_reply import Column, ColumnType, Row

if TYPE_CHECKING:
    from netvisor.cli.table_files import Progress

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet, the one with the names of the columns included."""
LONGEST: Final = 32_767
"""Characters of a cell."""
_EXACT: Final = 15
"""Digits of a number that Excel keeps; a longer one is written as text."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a day before this one that never was, so earlier days are written as text."""


def write_xlsx(progress: Progress, found: object, paths: tuple[Path, ...]) -> None:
    """Write the items to the sheet `items`, their lines to the sheet `lines`."""
    from openpyxl import Workbook

    tables = progress.tables
    book = Workbook(write_only=True)
    first = _Sheet(book, "items", tables.columns)
    second = _Sheet(book, "lines", tables.lines.columns) if tables.lines is not None else None
    try:
        for row, lines in progress.passing(found):
            first.add(row)
            if second is not None:
                for line in lines:
                    second.add(line)
    except BaseException:
        # Until they are saved, the sheets are open files of their own.
        for sheet in book.worksheets:
            sheet.close()
        raise
    book.save(paths[0])


class _Sheet:
    def __init__(self, book: Any, title: str, columns: tuple[Column, ...]) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._columns = columns
        self._cell = WriteOnlyCell
        self._convert = [_CONVERSIONS.get(column.type) for column in columns]
        self._count = 1
        self._sheet = book.create_sheet(title)
        self._sheet.freeze_panes = "A2"
        heading = []
        for number, column in enumerate(columns, 1):
            self._sheet.column_dimensions[get_column_letter(number)].width = min(max(len(column.name) + 2, 12), 40)
            cell = WriteOnlyCell(self._sheet, column.name)
            cell.font = Font(bold=True)
            heading.append(cell)
        self._sheet.append(heading)

    def add(self, row: Row) -> None:
        self._count += 1
        if self._count > MOST_ROWS:
            raise click.UsageError(f"a sheet holds {MOST_ROWS} rows, and there are more: use .csv or .parquet")
        self._sheet.append([self._value(at, value) for at, value in enumerate(row)])

    def _value(self, at: int, value: Any) -> Any:
        if value is None:
            return None
        convert = self._convert[at]
        held = value if convert is None else convert(value)
        return self._text(held, self._columns[at]) if isinstance(held, str) else held

    def _text(self, text: str, column: Column) -> Any:
        if len(text) > LONGEST:
            where = f"row {self._count}, {column.name}: a text of {len(text)} characters"
            raise click.UsageError(f"{where}, and a cell holds {LONGEST}: use .csv or .parquet")
        if text[:1] not in {"=", "#"}:
            return text
        # Left to itself, it would become a formula or an error value.
        cell = self._cell(self._sheet, text)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell


def _number(value: Decimal | int) -> Decimal | int | str:
    digits = Decimal(value).normalize().as_tuple().digits
    return value if len(digits) <= _EXACT else format(value, "f" if isinstance(value, Decimal) else "d")


def _day(value: date) -> date | str:
    return value if value >= _FIRST_DAY else value.isoformat()


def _moment(value: datetime) -> datetime | str:
    return value if value.date() >= _FIRST_DAY else value.isoformat()


_CONVERSIONS: Final[dict[ColumnType, Callable[[Any], Any]]] = {
    "decimal": _number,
    "integer": _number,
    "date": _day,
    "datetime": _moment,
    "base64": lambda value: base64.b64encode(value).decode("ascii"),
}
