"""Problems of a sheet: each with its cell, the value there, and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from netvisor.sheets.sheet import letters


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetProblem:
    """One thing wrong in a sheet, at one cell."""

    sheet: str
    row: int
    column: int
    """Counted from 0; -1 for a column that is not there."""
    header: str
    value: str
    rule: str
    found: str
    expected: str

    @property
    def cell(self) -> str:
        """The name of the cell, such as `C7`; only the row where the column is not there."""
        return f"{letters(self.column) if self.column >= 0 else ''}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}  {self.header}  {self.found}  {self.expected}"

    def json(self) -> dict[str, Any]:
        """The problem for programs."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "row": self.row,
            "column": letters(self.column) if self.column >= 0 else None,
            "header": self.header,
            "value": self.value,
            "rule": self.rule,
            "found": self.found,
            "expected": self.expected,
        }
