"""A sheet that was opened: its name, how it was read, and its rows one after another."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final, TypeAlias

from netvisor.errors import SetupError
from netvisor.sheets.cells import Cell, is_empty

Row: TypeAlias = tuple[int, list[Cell]]
"""The number of a row, as a spreadsheet shows it, and its cells."""

MOST_ROWS: Final = 100_000
"""Rows with values that one file may have."""
MOST_COLUMNS: Final = 1_000
MOST_BYTES: Final = 64 * 1024 * 1024
"""The largest file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; its rows can be read once."""

    name: str
    about: str
    """How it was read, for people: the sheet of a workbook, or the encoding and the separator of a text."""
    rows: Iterable[Row]
    encoding: str = ""
    separator: str = ""


def letters(column: int) -> str:
    """The name of a column, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(702)
    ('A', 'Z', 'AA', 'AAA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def bounded(rows: Generator[Row, None, None], file: str) -> Iterator[Row]:
    """The rows that hold something; more than a sheet may have, or wider ones, are refused.

    Raises:
        SetupError: there are too many.
    """
    seen = 0
    with closing(rows):
        for number, cells in rows:
            if all(is_empty(cell) for cell in cells):
                continue
            seen += 1
            if seen > MOST_ROWS + 1:
                raise SetupError(f"{file} has more than {MOST_ROWS:,} rows: split it into several files")
            if not all(is_empty(cell) for cell in cells[MOST_COLUMNS:]):
                raise SetupError(f"{file} has values right of column {letters(MOST_COLUMNS - 1)}: delete them")
            yield number, cells[:MOST_COLUMNS]
