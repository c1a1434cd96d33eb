"""Rows become messages: those of one number together, each checked, its problems with their cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from netvisor.sheets.cells import CLEAR_MARK, Cell, WrongCell, is_empty, json_value, shown, wanted
from netvisor.sheets.columns import Column, Layout
from netvisor.sheets.headers import Headers, read_headers
from netvisor.sheets.open_message import WRONG, Given, OpenMessage
from netvisor.sheets.problems import SheetProblem
from netvisor.sheets.sheet import Sheet, letters

_SUMMED: Final = ("sum", "amount", "hours")
"""How the names of the columns end whose sum is shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One message of a sheet."""

    message: Any
    """The checked message; `None` when something is wrong with it."""
    parameters: tuple[tuple[str, str], ...]
    own: tuple[str, ...]
    """Its own number, and what kind of message it is if that is not the usual one; empty when it has none."""
    rows: tuple[int, ...]
    doubts: tuple[SheetProblem, ...] = ()


@dataclass(slots=True)
class Reading:
    """The reading of one sheet.

    `messages` gives its messages one after another; `problems`, `rows` and `sums` are whole when it has ended.
    """

    sheet: Sheet
    layout: Layout
    folder: Path
    """Where the paths of attachments start."""
    problems: list[SheetProblem] = field(default_factory=list)
    rows: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    _headers: Headers = field(init=False)
    _seen: dict[tuple[str, ...], int] = field(default_factory=dict)
    _missing: dict[str, SheetProblem] = field(default_factory=dict)
    _stray: set[int] = field(default_factory=set)

    def messages(self) -> Iterator[Draft]:
        """The messages, in the order of their first rows.

        Raises:
            SetupError: the sheet has no columns of the resource, or cannot be read to its end.
        """
        rows = iter(self.sheet.rows)
        number, cells = next(rows, (1, []))
        self._headers = read_headers(self.sheet.name, number, cells, self.layout)
        self.problems += self._headers.problems
        message: OpenMessage | None = None
        for number, cells in rows:
            self.rows += 1
            given = self._given(number, cells)
            if message is None or not self._continues(message, given):
                if message is not None:
                    yield self._finished(message)
                message = self._begun(number, given)
            else:
                self._check_repeated(message, number, given)
            message.add(number, given)
        if message is not None:
            yield self._finished(message)
        self.problems += (each for name, each in self._missing.items() if name not in self._headers.meant)
        self.problems.sort(key=lambda problem: (problem.row, problem.column))

    # Cells.

    def _given(self, number: int, cells: list[Cell]) -> dict[Column, Given]:
        """The cells of a row that hold something; a wrong one is a problem, and stands as `WRONG`."""
        given: dict[Column, Given] = {}
        for column, index in self._headers.at.items():
            cell = cells[index] if index < len(cells) else None
            if is_empty(cell):
                continue
            try:
                steps, value = _value(column, cell)
            except WrongCell as error:
                steps, value = column.steps, WRONG
                self._problem(number, index, shown(cell), error.rule, error.found, error.expected)
            given[column] = Given(index, shown(cell), steps, value)
            self._sum(column, value)
        self._look_for_strays(number, cells)
        return given

    def _look_for_strays(self, number: int, cells: list[Cell]) -> None:
        for index, cell in enumerate(cells):
            if not self._headers.text(index) and index not in self._stray and not is_empty(cell):
                self._stray.add(index)
                found = f'"{shown(cell)}" stands in a column without a name'
                self._problem(number, index, shown(cell), "unknown-column", found, "a name in the first row")

    def _sum(self, column: Column, value: object) -> None:
        if column.scalar.kind == "decimal" and column.path[-1].endswith(_SUMMED) and isinstance(value, str):
            self.sums[column.name] = self.sums.get(column.name, Decimal(0)) + Decimal(value)

    def _problem(self, row: int, index: int, value: str, rule: str, found: str, expected: str) -> None:
        self.problems.append(
            SheetProblem(
                sheet=self.sheet.name,
                row=row,
                column=index,
                header=self._headers.text(index),
                value=value,
                rule=rule,
                found=found,
                expected=expected,
            )
        )

    # Which rows belong together.

    def _continues(self, message: OpenMessage, given: dict[Column, Given]) -> bool:
        """Whether a row belongs to the message above it.

        It does when it has the same own number, or nothing but values of lists. A row whose own number cannot be read
        does when nothing else in it speaks against it, so that one wrong cell is one problem.
        """
        head = {column: each for column, each in given.items() if column.group is None}
        if not head:
            return True
        own = [head.get(column) for column in self.layout.own]
        if not own:
            return False
        if any(each is not None and each.value is WRONG for each in own):
            return len(head) < len(given) and message.agrees_with(head)
        return all(each is not None for each in own) and _texts(own) == message.own

    def _begun(self, number: int, given: dict[Column, Given]) -> OpenMessage:
        own = [given.get(column) for column in self.layout.own]
        whole = bool(own) and all(each is not None and each.value is not WRONG for each in own)
        message = OpenMessage(self.layout, self._headers, number, _texts(own) if whole else ())
        if whole and own[0] is not None:
            message.kinds = self._kinds(given)
            known = (*message.own, *message.kinds)
            if known in self._seen:
                found = f'"{own[0].shown}" stands in row {self._seen[known]} already'
                expected = "another number, or the rows of one number one below the other"
                self._problem(number, own[0].index, own[0].shown, "repeated-number", found, expected)
                message.is_wrong = True
            self._seen.setdefault(known, number)
        return message

    def _kinds(self, given: dict[Column, Given]) -> tuple[str, ...]:
        """What tells messages apart that may have the same number; the usual kind is the same as none."""
        texts = ((_texts([given.get(column)])[0], usual) for column, usual in self.layout.kinds)
        return tuple(text for text, usual in texts if text not in usual)

    def _check_repeated(self, message: OpenMessage, number: int, given: dict[Column, Given]) -> None:
        """Compare a further row of a message with what stands above it."""
        head = {column: each for column, each in given.items() if column.group is None}
        if len(head) == len(given) and head:
            each = head.get(self.layout.own[0]) or next(iter(head.values()))
            found = f'"{each.shown}" stands in row {message.rows[-1]} too, and this row adds no line'
            self._problem(number, each.index, each.shown, "repeated-number", found, "one row for each, or a line in it")
            message.is_wrong = True
            given.clear()
            return
        for column, each in head.items():
            before = message.head.get(column)
            if before is not None and before.value != each.value and WRONG not in (before.value, each.value):
                place = f"{letters(before.index)}{message.head_rows[column]}"
                found = f'"{each.shown}" contradicts "{before.shown}" in {place}, which is of the same message'
                self._problem(number, each.index, each.shown, "contradiction", found, f'"{before.shown}", or empty')
                message.is_wrong = True

    # The end of a message.

    def _finished(self, message: OpenMessage) -> Draft:
        made = message.finished(self.folder)
        for problem in made.problems:
            if problem.column < 0 and problem.rule == "required":
                # A column that is not there is one problem, however many messages lack its value.
                self._missing.setdefault(problem.header, self._of_column(problem))
            else:
                self.problems.append(problem)
        return Draft(
            message=made.message if not message.is_wrong else None,
            parameters=made.parameters,
            own=(*message.own, *message.kinds),
            rows=tuple(message.rows),
            doubts=tuple(made.doubts),
        )

    def _of_column(self, problem: SheetProblem) -> SheetProblem:
        return SheetProblem(
            sheet=problem.sheet,
            row=self._headers.row,
            column=-1,
            header=problem.header,
            value="",
            rule="missing-column",
            found=f'the column "{problem.header}" is missing, first needed in row {problem.row}',
            expected=problem.expected,
        )


def _texts(cells: list[Given | None]) -> tuple[str, ...]:
    return tuple("" if each is None else str(each.value) for each in cells)


def _value(column: Column, cell: Cell) -> tuple[tuple[str, ...], Any]:
    """Where in the JSON of its message or item a cell stands, and its value.

    Raises:
        WrongCell: it cannot be a value of the column.
    """
    if isinstance(cell, str) and cell.strip() == CLEAR_MARK:
        if column.clear is None:
            raise WrongCell(f"{CLEAR_MARK}, where the element must not be empty", wanted(column.scalar), "clear")
        return column.clear
    return column.steps, json_value(cell, column.scalar)
