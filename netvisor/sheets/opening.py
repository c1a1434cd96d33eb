"""Opens a file as what it is, whatever its name says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from netvisor.errors import SetupError
from netvisor.sheets.columns import Layout
from netvisor.sheets.separated import open_separated
from netvisor.sheets.sheet import MOST_BYTES, Sheet
from netvisor.sheets.workbook import open_workbook

_ARCHIVE: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


def open_sheet(file: Path, layout: Layout, *, sheet: str | None = None, encoding: str | None = None) -> Sheet:
    """A sheet of a file.

    Args:
        file: the path.
        layout: the columns, by which the separator of a text is recognised.
        sheet: the name of the sheet in a workbook; default: the first one.
        encoding: the encoding of a text; default: what it looks like.

    Raises:
        SetupError: the file cannot be read as a sheet; the text says why, and what to do.
    """
    try:
        size = file.stat().st_size
        with file.open("rb") as stream:
            first = stream.read(4)
    except OSError as error:
        raise SetupError(f"cannot read {file}: {error.strerror or error}") from error
    if size > MOST_BYTES:
        raise SetupError(f"{file} has {size:,} bytes, more than {MOST_BYTES:,}: split it into several files")
    if not size:
        raise SetupError(f"{file} is empty")
    if first == _OLD_EXCEL:
        raise SetupError(f"{file} is in the old format of Excel, or protected by a password: save it as .xlsx")
    if first == _ARCHIVE:
        if encoding is not None:
            raise SetupError("--encoding is for text files; a workbook says its own")
        return open_workbook(file, sheet)
    if sheet is not None:
        raise SetupError(f"{file} is no workbook of Excel, so it has no sheet {sheet!r}")
    return open_separated(file, lambda header: layout.named(header) is not None, encoding)
