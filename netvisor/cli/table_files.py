"""Writes answers as tables into files: CSV, Excel and Parquet, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click

from netvisor.cli.outcome import say
from netvisor.cli.whole_file import whole_files
from netvisor.codec.flat_reply import Flat, Row, untyped_texts
from netvisor.errors import SetupError
from netvisor.extras import require
from netvisor.protocol.call import Call
from netvisor.protocol.flat_answers import items_of, tables_of

EXTRAS: Final = {".csv": (), ".xlsx": ("sheets", "openpyxl"), ".parquet": ("frames", "pyarrow")}
"""The endings, each with the extra that it needs and what this brings."""


def table_ending(name: str | None) -> str | None:
    """The ending of a file's name, if it stands for tables."""
    ending = Path(name).suffix.lower() if name else ""
    return ending if ending in EXTRAS else None


def tables_for_file(call: Call[Any], name: str) -> Flat:
    """The tables of a call, after looking that they can be written to a file.

    Raises:
        SetupError: an extra is missing.
        click.UsageError: the answer has no tables.
    """
    if needed := EXTRAS[Path(name).suffix.lower()]:
        require(f"-o {Path(name).name}", *needed)
    try:
        return tables_of(call)
    except SetupError as error:
        what = "it is not declared, so only the answer's XML is known; write it to a file that ends with .xml"
        raise click.UsageError(f"{call.resource} cannot be written as a table: {what}") from error


@dataclass
class Progress:
    """What went into the tables so far."""

    tables: Flat
    rows: int = 0
    lines: int = 0
    untyped: dict[str, str] = field(default_factory=dict)
    """The first value that its column cannot hold."""
    count: int = 0
    """How many such values there are."""

    def passing(self, found: object) -> Iterator[tuple[Row, list[Row]]]:
        """Each item's row and the rows of its lines."""
        its_lines = self.tables.lines
        for number, item in enumerate(items_of(self.tables, found)):
            row = self.tables.row(item)
            lines = list(its_lines.rows(item, number)) if its_lines is not None else []
            self.rows += 1
            self.lines += len(lines)
            for each in (row, *lines):
                if each[-1] is not None:
                    self._note(each[-1])
            yield row, lines

    def _note(self, text: str) -> None:
        texts = untyped_texts(text)
        self.untyped = self.untyped or texts
        self.count += len(texts)


def write_tables(tables: Flat, found: object, name: str) -> Progress:
    """Write the items of an answer into a file as they come, and their lines into a second sheet or file.

    Args:
        tables: the tables.
        found: what `client.send(call)` gave, or `client.stream(call)`.
        name: the file; its ending says the form.

    Returns:
        What went into them.
    """
    progress = Progress(tables)
    names = [name, lines_name(name)] if tables.lines is not None and _has_two_files(name) else [name]
    with whole_files(*names) as paths:
        _writer(name)(progress, found, paths)
    rows = [progress.rows, progress.lines]
    if len(names) < 2 and tables.lines is not None:
        say(f"written to {name}: {_rows(rows[0])}, and {_rows(rows[1])} in the sheet lines")
    else:
        for each, count in zip(names, rows, strict=False):
            say(f"written to {each}: {_rows(count)}")
    if progress.count:
        path, text = next(iter(progress.untyped.items()))
        what = (
            "1 value does not fit its column and is"
            if progress.count == 1
            else (f"{progress.count} values do not fit their columns and are")
        )
        say(f"{what} kept as text in the column untyped; the first: {path} = {text!r}")
    return progress


def lines_name(name: str) -> str:
    """The second file, for lines: `ledger.csv` -> `ledger-lines.csv`."""
    path = Path(name)
    return str(path.with_name(f"{path.stem}-lines{path.suffix}"))


def _has_two_files(name: str) -> bool:
    return Path(name).suffix.lower() != ".xlsx"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _writer(name: str) -> Callable[[Progress, object, tuple[Path, ...]], None]:
    # Each loads what it needs, and no more.
    ending = Path(name).suffix.lower()
    if ending == ".csv":
        from netvisor.cli.csv_file import write_csv

        return write_csv
    if ending == ".xlsx":
        from netvisor.cli.xlsx_file import write_xlsx

        return write_xlsx
    from netvisor.cli.parquet_file import write_parquet

    return write_parquet
