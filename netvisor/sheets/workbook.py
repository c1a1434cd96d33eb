"""Sheets of an Excel workbook (.xlsx), read row by row."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from netvisor.errors import SetupError
from netvisor.extras import require
from netvisor.sheets.cells import ERRORS, Cell, Faulty, exact
from netvisor.sheets.sheet import Row, Sheet, bounded

_MOST_UNPACKED: Final = 256 * 1024 * 1024
"""Bytes that all parts of a workbook may have: 100,000 rows of twenty columns have a third of it."""
_MOST_AT_ONCE: Final = 64 * 1024 * 1024
"""Bytes of a part that is not a sheet, and is read whole."""
_LAST_ROW: Final = 1_048_576
_MOST_CELLS: Final = 20_000_000
_CHUNK: Final = 1 << 20
_FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ />]")
_VALUES: Final = (str, bool, int, float, datetime, date, time, timedelta)


def open_workbook(file: Path, sheet: str | None = None) -> Sheet:
    """A sheet of a workbook.

    Args:
        file: the path.
        sheet: the name of the sheet; default: the first one that is not hidden.

    Raises:
        SetupError: the extra `sheets` is missing, the file is no workbook, too large, or has no such sheet.
    """
    require("a sheet of Excel", "sheets", "openpyxl")
    has_formulas = _checked(file)
    books = [_loaded(file, data_only=True)]
    try:
        name, about = _chosen(file, books[0], sheet)
        if has_formulas:
            books.append(_loaded(file, data_only=False))
    except SetupError:
        _close(books)
        raise
    return Sheet(name, about, bounded(_rows(file, name, books), str(file)))


def _close(books: list[Any]) -> None:
    for book in books:
        book.close()


def _chosen(file: Path, workbook: Any, sheet: str | None) -> tuple[str, str]:
    """The name of the sheet that is read, and what is said of it."""
    names = [each.title for each in workbook.worksheets if each.sheet_state == "visible" or each.title == sheet]
    if not names:
        raise SetupError(f"{file} has no sheet that is not hidden")
    if sheet is not None and sheet not in names:
        raise SetupError(f"{file} has no sheet {sheet!r}; it has {', '.join(map(repr, names))}")
    name = sheet or names[0]
    more = f" of {len(names)}; --sheet names another" if sheet is None and len(names) > 1 else ""
    return name, f"sheet {name!r}{more}"


def _checked(file: Path) -> bool:
    """Whether a workbook has formulas; what is too large unpacked is refused before anything of it is read."""
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_sizes(file, parts)
            if not any(part.filename.startswith("xl/") for part in parts):
                raise SetupError(f"{file} is an archive but no workbook of Excel: save it as .xlsx or .csv")
            sheets = [part for part in parts if part.filename.startswith("xl/worksheets/")]
            return any(_finds(archive, part, _FORMULA) for part in sheets)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(file, error) from error


def _check_sizes(file: Path, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if total > _MOST_UNPACKED:
        raise SetupError(
            f"{file} has {total:,} bytes unpacked, more than {_MOST_UNPACKED:,}: it is too large or damaged;"
            " split it into several files"
        )
    for part in parts:
        if part.file_size > _MOST_AT_ONCE and not part.filename.startswith("xl/worksheets/"):
            raise SetupError(
                f"{file} has a part {part.filename} of {part.file_size:,} bytes: split it, or save it anew"
            )


def _finds(archive: zipfile.ZipFile, part: zipfile.ZipInfo, wanted: re.Pattern[bytes]) -> bool:
    with archive.open(part) as stream:
        rest = b""
        while block := stream.read(_CHUNK):
            if wanted.search(rest + block):
                return True
            rest = block[-40:]
    return False


def _loaded(file: Path, *, data_only: bool) -> Any:
    import openpyxl

    try:
        return openpyxl.load_workbook(file, read_only=True, data_only=data_only)
    except Exception as error:  # damaged workbooks end in errors of every class
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: Exception) -> SetupError:
    return SetupError(f"{file} cannot be read as a workbook ({error or type(error).__name__}): save it anew as .xlsx")


def _rows(file: Path, name: str, books: list[Any]) -> Generator[Row, None, None]:
    """The rows of a sheet; the second workbook, if there is one, has the formulas of the first."""
    with ExitStack() as stack:
        for book in books:
            stack.callback(book.close)
        # Some programs write a wrong size into a sheet, beyond which nothing would be read.
        for book in books:
            book[name].reset_dimensions()
        yield from _read(file, *(stack.enter_context(closing(book[name].iter_rows())) for book in books))


def _read(file: Path, values: Iterator[Any], formulas: Iterator[Any] | None = None) -> Iterator[Row]:
    budget = _MOST_CELLS
    rows = enumerate(values, 1)
    while True:
        try:
            number, row = next(rows)
            beside = next(formulas, ()) if formulas is not None else ()
        except StopIteration:
            return
        except Exception as error:  # damaged sheets too
            raise _unreadable(file, error) from error
        budget -= len(row)
        if budget < 0 or number > _LAST_ROW:
            raise SetupError(f"{file} has more cells than a sheet can have: delete its empty rows and columns")
        cells = [_cell(each) for each in row]
        for at, each in enumerate(beside):
            if each.data_type == "f" and (at >= len(cells) or cells[at] is None):
                cells += [None] * (at + 1 - len(cells))
                cells[at] = Faulty(f"the formula {_short(each.value)} has no calculated value", _CALCULATE)
        yield number, cells


_CALCULATE: Final = "a value: open the file in a spreadsheet and save it"


def _short(formula: object) -> str:
    text = str(formula)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str):
        return Faulty(value or "#N/A", _REPAIR) if cell.data_type == "e" or value in ERRORS else value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _as_it_is_shown(value, cell.number_format)
    return value if isinstance(value, _VALUES) else str(value)


_REPAIR: Final = "a value: correct the formula"


def _as_it_is_shown(number: float, form: str) -> Cell:
    """A number of a cell in percent counts in percent, and one with leading zeros has them."""
    if "%" in form:
        return exact(float(number)).scaleb(2)
    if form and not form.strip("0") and len(form) > 1 and number == int(number):
        return str(int(number)).zfill(len(form))
    return number
