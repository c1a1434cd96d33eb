"""Empty sheets with the columns of a resource, for people to fill in."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

from netvisor.declare import Scalar
from netvisor.declare.scalars import Kind
from netvisor.errors import SetupError
from netvisor.extras import require
from netvisor.sheets.cells import CLEAR_MARK, wanted
from netvisor.sheets.columns import Column, Layout
from netvisor.sheets.sheet import letters

_ROWS: Final = 10_000
"""Rows that have the drop-downs."""
_FORMS: Final[dict[Kind, str]] = {
    "string": "@",
    "base64": "@",
    "date": "dd.mm.yyyy",
    "datetime": "dd.mm.yyyy hh:mm",
    "time": "hh:mm",
}
"""The formats of cells: as text, a spreadsheet keeps leading zeros and every digit."""
_LISTS: Final = "values"
_NEEDED: Final = "FFF2CC"
_LINES: Final = "DDEBF7"
_OTHERS: Final = "EDEDED"


def write_template(layout: Layout, file: Path) -> None:
    """Write an empty sheet: a workbook if the name ends in `.xlsx`, text if it ends in `.csv`.

    Raises:
        SetupError: the name has another ending, or the file is there already.
    """
    if file.suffix.lower() not in {".xlsx", ".csv"}:
        raise SetupError(f"{file.name} must end in .xlsx or .csv")
    if file.exists():
        raise SetupError(f"{file} is there already; name a new file")
    if file.suffix.lower() == ".csv":
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";").writerow([column.name for column in layout.columns])
        return
    require("a sheet of Excel", "sheets", "openpyxl")
    _workbook(layout).save(file)


def _workbook(layout: Layout) -> Any:
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = layout.endpoint.resource.removesuffix(".nv")[:31]
    sheet.freeze_panes = "A2"
    lists = workbook.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    for index, column in enumerate(layout.columns):
        _write_column(sheet, index, column)
        if choices := _choices(column):
            _write_choices(sheet, lists, index, choices)
    return workbook


def _write_column(sheet: Any, index: int, column: Column) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = sheet.cell(1, index + 1, column.name)
    cell.font = Font(bold=column.required)
    shade = _NEEDED if column.required else _LINES if column.group is not None else _OTHERS
    cell.fill = PatternFill("solid", fgColor=shade)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    text = note(column)
    cell.comment = Comment(text, "netvisor", height=30 + 18 * (text.count("\n") + len(text) // 45), width=320)
    its = sheet.column_dimensions[letters(index)]
    its.width = max(12, min(30, len(column.name) + 2))
    its.number_format = _FORMS.get(column.scalar.kind, "General")


def _write_choices(sheet: Any, lists: Any, index: int, choices: list[str]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for row, choice in enumerate(choices, 1):
        lists.cell(row, index + 1, choice).number_format = "@"
    letter = letters(index)
    rule = DataValidation("list", formula1=f"{_LISTS}!${letter}$1:${letter}${len(choices)}", allow_blank=True)
    rule.errorTitle, rule.error = sheet.cell(1, index + 1).value[:30], "One of the values of the list."
    rule.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(rule)


def _choices(column: Column) -> list[str]:
    """What may stand in a column, where the list is closed."""
    values = [str(value) for value in column.scalar.values]
    if column.scalar.kind == "boolean":
        values = ["true", "false"]
    return [*values, CLEAR_MARK] if values and column.clear is not None else values


def note(column: Column) -> str:
    """What a column means, what stands in it, and whether it is needed."""
    where = "every message" if column.group is None else "every line"
    lines = [column.meaning, f"Expected: {wanted(column.scalar)}{_longest(column.scalar)}."]
    if column.required:
        lines.append(f"Needed in {where}." if not column.may_be_empty else f"Sent empty in {where} without a value.")
    if column.clear is not None and not column.may_be_empty:
        lines.append(f"{CLEAR_MARK} sends it empty.")
    if column.group is not None:
        lines.append("Further lines of a message stand in further rows.")
    lines.append(".".join(column.path))
    return "\n".join(line for line in lines if line)


def _longest(scalar: Scalar) -> str:
    said = str(scalar.max) in wanted(scalar)
    return f", at most {scalar.max} characters" if scalar.max and scalar.kind == "string" and not said else ""
