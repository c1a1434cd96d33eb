"""The first row of a sheet: which column of the resource stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from netvisor.errors import SetupError
from netvisor.sheets.cells import Cell, is_empty
from netvisor.sheets.columns import OWN_PREFIX, Column, Layout
from netvisor.sheets.problems import SheetProblem
from netvisor.sheets.sheet import letters


@dataclass(slots=True)
class Headers:
    """The columns of a sheet."""

    sheet: str
    row: int
    texts: list[str]
    """What stands in the first row."""
    at: dict[Column, int] = field(default_factory=dict)
    """Where each column of the resource stands."""
    problems: list[SheetProblem] = field(default_factory=list)
    meant: set[str] = field(default_factory=set)
    """The columns that unknown ones were meant to be: they are not missing too."""

    def text(self, index: int) -> str:
        """The header of a column, empty where it has none."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""


def read_headers(sheet: str, row: int, cells: Sequence[Cell], layout: Layout) -> Headers:
    """The columns of a sheet; unknown and doubled ones are problems.

    Raises:
        SetupError: none of them is a column of the resource.
    """
    headers = Headers(sheet, row, ["" if is_empty(cell) else str(cell).strip() for cell in cells])
    for index, text in enumerate(headers.texts):
        if not text or text.lower().startswith(OWN_PREFIX):
            continue
        column = layout.named(text)
        if column is None:
            alike = layout.alike(text)
            headers.meant.update(alike)
            _problem(headers, index, "unknown-column", f'unknown column "{text}"', _meant(alike))
        elif column in headers.at:
            first = f"{letters(headers.at[column])}{row}"
            _problem(headers, index, "doubled-column", f'"{text}" stands in {first} too', "each column once")
        else:
            headers.at[column] = index
    if not headers.at:
        resource = layout.endpoint.resource
        raise SetupError(
            f"the first row of {sheet!r} names no column of {resource}; it must hold the names of the columns:"
            f" netvisor import {resource.removesuffix('.nv')} --template FILE writes a sheet that has them"
        )
    return headers


def _problem(headers: Headers, index: int, rule: str, found: str, expected: str) -> None:
    text = headers.texts[index]
    headers.problems.append(
        SheetProblem(
            sheet=headers.sheet,
            row=headers.row,
            column=index,
            header=text,
            value=text,
            rule=rule,
            found=found,
            expected=expected,
        )
    )


def _meant(alike: Sequence[str]) -> str:
    if len(alike) == 1:
        return f'"{alike[0]}"?'
    if alike:
        return "one of " + ", ".join(alike)
    return "a column that --template writes, or none"
