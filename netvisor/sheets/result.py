"""A copy of a sheet in which each row says what became of it."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from netvisor.errors import SetupError
from netvisor.sheets.cells import Cell, Faulty, shown
from netvisor.sheets.columns import OWN_PREFIX
from netvisor.sheets.sheet import Row, Sheet

_HEADERS: Final = (f"{OWN_PREFIX} state", f"{OWN_PREFIX} Netvisor key", f"{OWN_PREFIX} reason")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message."""

    state: str
    netvisor_key: str
    reason: str


def result_file(file: Path) -> Path:
    """The name of the copy: `customers.xlsx` gives `customers.result.xlsx`."""
    return file.with_name(f"{file.stem}.result{file.suffix}")


def write_result(sheet: Sheet, file: Path, outcomes: Mapping[int, Outcome]) -> None:
    """Write the values of a sheet, and beside them what became of each row.

    Args:
        sheet: the sheet, opened anew.
        file: the copy; one that is there already is replaced.
        outcomes: what became of each row.
    """
    rows = _extended(sheet.rows, outcomes)
    unfinished = file.with_name(f".{file.name}.part")
    try:
        (_write_text if sheet.separator else _write_workbook)(sheet, unfinished, rows)
        os.replace(unfinished, file)
    except OSError as error:
        raise SetupError(f"cannot write {file}: {error.strerror or error}; everything was sent") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _extended(rows: Iterable[Row], outcomes: Mapping[int, Outcome]) -> Iterator[list[Cell]]:
    """The rows without the columns of an earlier import, each as wide as the first, and what became of it."""
    kept: list[int] | None = None
    last = 0
    for number, cells in rows:
        if kept is None:
            kept = [at for at, cell in enumerate(cells) if not shown(cell).lower().startswith(OWN_PREFIX)]
            yield [*(cells[at] for at in kept), *_HEADERS]
        else:
            # What stands in which row stays there, as people look at both side by side.
            yield from ([] for _ in range(number - last - 1))
            its = outcomes.get(number)
            new = (its.state, its.netvisor_key, _harmless(its.reason)) if its else ("", "", "")
            yield [*(cells[at] if at < len(cells) else None for at in kept), *new]
        last = number


def _harmless(reason: str) -> str:
    """A text of somebody else that no spreadsheet takes for a formula."""
    text = _FORBIDDEN.sub(" ", reason)
    return f" {text}" if text[:1] in {"=", "+", "-", "@"} else text


def _write_text(sheet: Sheet, file: Path, rows: Iterable[list[Cell]]) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=sheet.separator)
        writer.writerows([["" if cell is None else str(cell) for cell in row] for row in rows])


def _write_workbook(sheet: Sheet, file: Path, rows: Iterable[list[Cell]]) -> None:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    copy = workbook.create_sheet(sheet.name)
    copy.freeze_panes = "A2"
    for row in rows:
        copy.append([_copied(copy, cell) for cell in row])
    workbook.save(file)


def _copied(copy: Any, cell: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(cell, Faulty):
        cell = cell.shown
    if not isinstance(cell, str) or not cell:
        return cell or (None if cell in ("", None) else cell)
    made = WriteOnlyCell(copy, cell)
    # A text that begins with = is no formula here, and one of digits keeps its zeros.
    made.data_type, made.number_format = "s", "@"
    return made
