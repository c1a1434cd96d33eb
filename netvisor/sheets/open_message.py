"""A message whose rows are being read: its JSON so far, and which cell each of its values came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from netvisor.codec.json_message import message_from_json
from netvisor.codec.message_check import doubts
from netvisor.errors import MessageError, Problem
from netvisor.sheets.cells import wanted
from netvisor.sheets.columns import Column, Group, Layout
from netvisor.sheets.headers import Headers
from netvisor.sheets.problems import SheetProblem

WRONG: Final = object()
"""Stands in the JSON for a cell that could not be read, whose problem is told already, so that the rest is checked."""
_INDEX: Final = re.compile(r"\[[0-9]+\]")


@dataclass(frozen=True, slots=True)
class Given:
    """A cell that holds something."""

    index: int
    shown: str
    steps: tuple[str, ...]
    value: Any


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list: its JSON, its path in the message, and the row that began it."""

    content: dict[str, Any]
    path: str
    row: int


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a message."""

    message: Any
    parameters: tuple[tuple[str, str], ...]
    problems: list[SheetProblem]
    doubts: list[SheetProblem]


@dataclass(slots=True)
class OpenMessage:
    """One message."""

    layout: Layout
    headers: Headers
    row: int
    own: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    rows: list[int] = field(default_factory=list)
    head: dict[Column, Given] = field(default_factory=dict)
    """The cells of the message itself."""
    head_rows: dict[Column, int] = field(default_factory=dict)
    is_wrong: bool = False
    _content: dict[str, Any] = field(default_factory=dict)
    _parameters: list[tuple[str, str]] = field(default_factory=list)
    _items: dict[Group, _Item] = field(default_factory=dict)
    _every: list[tuple[_Item, Group]] = field(default_factory=list)
    _cells: dict[str, tuple[int, Given]] = field(default_factory=dict)
    """The row and the cell of each value, by its path."""

    def agrees_with(self, head: Mapping[Column, Given]) -> bool:
        """Whether no cell of the message itself says something else than before."""
        return all(
            self.head[column].value == each.value or each.value is WRONG
            for column, each in head.items()
            if column in self.head
        )

    # Adding rows.

    def add(self, row: int, given: Mapping[Column, Given]) -> None:
        """Add a row."""
        self.rows.append(row)
        self.is_wrong |= any(each.value is WRONG for each in given.values())
        by_group: dict[Group, dict[Column, Given]] = {}
        for column, each in given.items():
            if column.group is not None:
                by_group.setdefault(column.group, {})[column] = each
            elif column not in self.head:
                self.head[column], self.head_rows[column] = each, row
                self._put_head(column, each, row)
        for group in sorted(by_group, key=_depth):
            self._add_item(group, by_group[group], row)

    def _put_head(self, column: Column, each: Given, row: int) -> None:
        if column.parameter is None:
            self._put(self._content, "", each, row, column)
        elif each.value is not WRONG:
            text = str(each.value).lower() if isinstance(each.value, bool) else str(each.value)
            self._parameters.append((column.parameter.name, text))

    def _put(self, content: dict[str, Any], path: str, each: Given, row: int, column: Column) -> None:
        for step in each.steps[:-1]:
            content = content.setdefault(step, {})
        content[each.steps[-1]] = each.value
        at = ".".join((*([path] if path else []), *each.steps))
        self._cells[at] = row, each
        if column.slot is not None:
            self._cells[at.removesuffix(f".{column.slot.attr}")] = row, each

    def _add_item(self, group: Group, given: Mapping[Column, Given], row: int) -> None:
        content, path = self._holder(group.parent, row)
        for step in group.steps[:-1]:
            content = content.setdefault(step, {})
        items: list[Any] = content.setdefault(group.steps[-1], [])
        at = f"{'.'.join((*([path] if path else []), *group.steps))}[{len(items)}]"
        item: dict[str, Any] = {}
        if group.is_scalar:
            each = next(iter(given.values()))
            items.append(each.value)
            self._cells[at] = row, each
        else:
            items.append({group.arm: item} if group.arm else item)
        made = _Item(item, at, row)
        self._items = {other: its for other, its in self._items.items() if not _is_below(other, group)}
        self._items[group] = made
        self._every.append((made, group))
        if not group.is_scalar:
            for column, each in given.items():
                self._put(item, at, each, row, column)
            self._fill_blanks(item, group, given)

    def _holder(self, group: Group | None, row: int) -> tuple[dict[str, Any], str]:
        """The JSON that holds the lists of a group's current item, and its path."""
        if group is None:
            return self._content, ""
        if group not in self._items:
            self._add_item(group, {}, row)
        its = self._items[group]
        return its.content, its.path

    def _fill_blanks(self, content: dict[str, Any], group: Group | None, given: Mapping[Column, Given]) -> None:
        """Send needed elements empty whose cells are empty, if they may be and their columns are there."""
        for column in self.headers.at:
            if column.group is not group or column in given or not column.may_be_empty or column.clear is None:
                continue
            steps, value = column.clear
            outer = steps[:-2] if column.slot is not None and len(steps) == len(column.steps) else steps[:-1]
            inner: Any = content
            for step in outer:
                inner = inner.get(step)
                if not isinstance(inner, dict):
                    break
            else:
                for step in steps[len(outer) : -1]:
                    inner = inner.setdefault(step, {})
                inner.setdefault(steps[-1], value)

    # The end.

    def finished(self, folder: Path) -> Made:
        """The checked message, or the problems of the rules that it breaks, with their cells."""
        self._fill_blanks(self._content, None, self.head)
        cls, method = self.layout.endpoint.request, self.layout.method
        if cls is None:
            raise TypeError(f"{self.layout.endpoint.resource} has no message")
        problems = [*self._missing_parameters()]
        message: Any = None
        found_doubts: list[SheetProblem] = []
        try:
            message = message_from_json(cls, self._content, folder, method)
        except MessageError as error:
            self.is_wrong = True
            located = [self._located(problem) for problem in error.problems]
            problems += [each for each in located if each is not None]
        else:
            found_doubts = [each for each in map(self._located, doubts(message, method=method)) if each is not None]
        self.is_wrong |= bool(problems)
        return Made(message, tuple(self._parameters), problems, found_doubts)

    def _missing_parameters(self) -> Iterator[SheetProblem]:
        for column in self.layout.columns:
            if column.parameter is not None and column.required and column not in self.head:
                yield self._missing(column, self.row, "missing", wanted(column.scalar), "required")

    def _located(self, problem: Problem) -> SheetProblem | None:
        """A problem of the message with its cell; `None` for a cell that is wrong in itself, which is told already."""
        outer, _, last = problem.path.rpartition(".")
        paths = [f"{outer}.{name}" if outer else name for name in last.split("|")]
        for path in paths:
            if path in self._cells:
                row, each = self._cells[path]
                return None if each.value is WRONG else self._at(row, each, problem)
        below = next((cell for path in paths for at, cell in self._cells.items() if at.startswith(f"{path}.")), None)
        if below is not None and problem.rule != "required":
            return None if below[1].value is WRONG else self._at(*below, self._in_words(problem, paths))
        return self._of_missing(problem, paths)

    def _in_words(self, problem: Problem, paths: list[str]) -> Problem:
        """A problem between elements that have cells below them, of which the values would be unreadable here."""
        given = [path.rpartition(".")[2] for path in paths if any(at.startswith(f"{path}.") for at in self._cells)]
        return replace(problem, found=f"{' and '.join(given)} have values") if len(given) > 1 else problem

    def _of_missing(self, problem: Problem, paths: list[str]) -> SheetProblem:
        """The problem of an element without a cell: in the row of its item, in the column that it would have."""
        places = [self._place(path) for path in paths]
        found = [(row, column) for row, columns in places for column in columns]
        there = [each for each in found if each[1] in self.headers.at]
        needed = [each for each in there or found if each[1].required]
        row, column = next(iter([*needed, *there, *found]), (self.row, None))
        if column is None:
            first = next(iter(self.headers.at))
            return self._missing(first, row, f"{problem.path}: {problem.found}", problem.expected, problem.rule)
        if problem.rule != "required":
            return self._missing(column, row, problem.found, problem.expected, problem.rule)
        return self._missing(column, row, "missing", wanted(column.scalar), problem.rule)

    def _place(self, path: str) -> tuple[int, list[Column]]:
        """The row of the item that a path is in, and the columns at or below it."""
        row, group, rest = self.row, None, path
        for item, its_group in self._every:
            if path == item.path or path.startswith(f"{item.path}."):
                row, group, rest = item.row, its_group, path[len(item.path) + 1 :]
        steps = tuple(_INDEX.sub("", rest).split(".")) if rest else ()
        columns = self.layout.columns
        return row, [each for each in columns if (way := _way(each, group)) is not None and way[: len(steps)] == steps]

    def _at(self, row: int, each: Given, problem: Problem) -> SheetProblem:
        return SheetProblem(
            sheet=self.headers.sheet,
            row=row,
            column=each.index,
            header=self.headers.text(each.index),
            value=each.shown,
            rule=problem.rule,
            found=problem.found,
            expected=problem.expected,
        )

    def _missing(self, column: Column, row: int, found: str, expected: str, rule: str) -> SheetProblem:
        return SheetProblem(
            sheet=self.headers.sheet,
            row=row,
            column=self.headers.at.get(column, -1),
            header=self.headers.text(self.headers.at.get(column, -1)) or column.name,
            value="",
            rule=rule,
            found=found,
            expected=expected,
        )


def _depth(group: Group) -> int:
    return 1 + (_depth(group.parent) if group.parent is not None else 0)


def _is_below(group: Group, above: Group) -> bool:
    return group.parent is not None and (group.parent is above or _is_below(group.parent, above))


def _way(column: Column, group: Group | None) -> tuple[str, ...] | None:
    """The steps from an item of a group to a column; `None` when it is not in it."""
    steps, its = column.steps, column.group
    while its is not group:
        if its is None:
            return None
        steps, its = (*its.steps, *steps), its.parent
    return steps
