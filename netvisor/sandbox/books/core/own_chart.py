"""A company's own chart of accounts: read from CSV or JSON, and kept in the books.

It has the columns `number` and `name`, and may have `english`, `level`, `negative` and `cumulative`. A row without a
number is the heading of a group. What is left out follows from the Finnish order of accounts: those below 3000 are of
the balance sheet and so cumulative, those that begin with 2 or 3 are normally negative.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Final, NamedTuple

from netvisor.codec.json_text import load_json, places
from netvisor.errors import MessageError, Problem, SetupError
from netvisor.sandbox.books.core.chart import DEFAULTS, Chart, Line, standard_chart

COLUMNS: Final = ("number", "name", "english", "level", "negative", "cumulative")
_ADDED: Final = Line(0, "", "HIEKKALAATIKON TILIT", "ACCOUNTS OF THE SANDBOX", negative=False, cumulative=False)
"""The group of the accounts that the books use and a chart lacks."""
_CELL: Final = r'(?P<quoted>"(?:[^"]|"")*")(?= *(?:{0}|$)) *|(?P<plain>[^{0}]*)'
_NUMBER: Final = re.compile("[1-9][0-9]{0,8}")
_TRUE: Final = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}
_DEEPEST: Final = 9
_BALANCE_SHEET: Final = 3000


class _Cell(NamedTuple):
    """A value and where it stands."""

    text: str
    line: int
    column: int


class AccountsError(SetupError):
    """A chart of accounts cannot be used; `problems` names every place at once."""

    def __init__(self, problems: Sequence[Problem], name: str) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__(f"{count} in {name}:{lines}")


def read_chart(text: str, name: str = "the chart of accounts") -> Chart:
    """The chart of a CSV or JSON text, with the accounts that the books need and it lacks.

    Args:
        text: a list of objects in JSON, or CSV with a line of names first, by semicolon, comma or tab.
        name: what errors call it.

    Raises:
        AccountsError: the text is neither, or a value is wrong; every problem has its line and column.
    """
    problems: list[Problem] = []
    rows = list(_json_rows(text, problems) if text.lstrip()[:1] in {"[", "{"} else _csv_rows(text, problems))
    lines = list(_lines(rows, problems))
    if not problems and not any(line.number for line in lines):
        problems.append(_problem(_Cell("", 1, 1), "number", "no account", "at least one row with a number"))
    if problems:
        raise AccountsError(problems, name)
    return Chart([*lines, *_missing(lines)])


def _missing(lines: Sequence[Line]) -> list[Line]:
    there = {line.number for line in lines}
    standard = standard_chart().accounts
    lacking = [standard[number] for number in sorted(DEFAULTS) if str(number) not in there]
    added = [
        Line(1, each.number, each.name, each.english, negative=each.negative, cumulative=each.cumulative)
        for each in lacking
    ]
    return [_ADDED, *added] if added else []


# The two forms of a file.


def _csv_rows(text: str, problems: list[Problem]) -> Iterator[dict[str, _Cell]]:
    written = [(at, line) for at, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1) if line.strip()]
    if not written:
        problems.append(_problem(_Cell("", 1, 1), "", "the file is empty", "a first line such as number;name"))
        return
    (first, header), *rest = written
    mark = max(";,\t", key=header.count)
    names = [cell._replace(text=cell.text.strip().lower()) for cell in _cells(header, first, mark)]
    for cell in names:
        if cell.text not in COLUMNS:
            problems.append(_problem(cell, cell.text, "unknown column", f"one of {', '.join(COLUMNS)}"))
    for wanted in ("number", "name"):
        if wanted not in {cell.text for cell in names}:
            problems.append(
                _problem(names[0], wanted, "missing column", "the columns number and name in the first line")
            )
    if problems:
        return
    for at, line in rest:
        cells = list(_cells(line, at, mark))
        if len(cells) > len(names):
            expected = f"{len(names)}, as in the first line"
            problems.append(_problem(cells[len(names)], "", f"{len(cells)} values", expected))
        else:
            yield {name.text: cell for name, cell in zip(names, cells, strict=False)}


def _cells(line: str, at: int, mark: str) -> Iterator[_Cell]:
    cell = re.compile(_CELL.format(re.escape(mark)))
    place = 0
    while place <= len(line):
        found = cell.match(line, place)
        if found is None:  # it matches the empty text too
            return
        quoted = found["quoted"]
        text = found["plain"] if quoted is None else quoted[1:-1].replace('""', '"')
        yield _Cell(text.strip(), at, place + 1)
        place = found.end() + 1


def _json_rows(text: str, problems: list[Problem]) -> Iterator[dict[str, _Cell]]:
    try:
        rows = load_json(text)
    except MessageError as error:
        problems += error.problems
        return
    where = places(text)
    if not isinstance(rows, list):
        problems.append(
            _problem(_Cell("", 1, 1), "", "not a list", 'a list of objects: [{"number": 3000, "name": ...}]')
        )
        return
    for at, row in enumerate(rows):
        line, column = where.get((at,), (1, 1))
        if not isinstance(row, dict):
            problems.append(
                _problem(_Cell("", line, column), "", "not an object", '{"number": 3000, "name": "Myynti"}')
            )
            continue
        cells = {
            name.lower(): _Cell(_text(value), *where.get((at, name), (line, column))) for name, value in row.items()
        }
        for name, cell in cells.items():
            if name not in COLUMNS:
                problems.append(_problem(cell, name, "unknown key", f"one of {', '.join(COLUMNS)}"))
        yield {"name": _Cell("", line, column), **cells}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).strip()


# The lines.


def _lines(rows: Sequence[Mapping[str, _Cell]], problems: list[Problem]) -> Iterator[Line]:
    known: dict[str, int] = {}
    below = 0
    deepest = 0
    for row in rows:
        name = row.get("name")
        number = row.get("number", _Cell("", 0, 0))
        if name is None or not name.text:
            problems.append(_problem(name or number, "name", "no name", "the name of the account or group"))
            continue
        if number.text and not _NUMBER.fullmatch(number.text):
            problems.append(_problem(number, "number", repr(number.text[:40]), "a whole number from 1 to 999999999"))
        elif number.text and number.text in known:
            problems.append(
                _problem(number, "number", f"{number.text} again", f"once; it is on line {known[number.text]}")
            )
        else:
            known[number.text] = number.line
        usual = below if number.text else 0
        level = _level(row.get("level"), usual, deepest, problems)
        below = below if number.text else level + 1
        # An account has nothing below it.
        deepest = level if number.text else level + 1
        first = number.text[:1]
        sheet = number.text.isdecimal() and int(number.text) < _BALANCE_SHEET
        yield Line(
            depth=level,
            number=number.text,
            name=name.text,
            english=row.get("english", name).text or name.text,
            negative=_flag(row.get("negative"), "negative", first in {"2", "3"}, problems),
            cumulative=_flag(row.get("cumulative"), "cumulative", sheet, problems),
        )


def _level(cell: _Cell | None, usual: int, deepest: int, problems: list[Problem]) -> int:
    if cell is None or not cell.text:
        return min(usual, deepest)
    if not cell.text.isascii() or not cell.text.isdecimal() or int(cell.text[:9]) > min(deepest, _DEEPEST):
        problems.append(_problem(cell, "level", repr(cell.text[:40]), f"a whole number from 0 to {deepest}"))
        return min(usual, deepest)
    return int(cell.text)


def _flag(cell: _Cell | None, name: str, usual: bool, problems: list[Problem]) -> bool:
    if cell is None or not cell.text:
        return usual
    if cell.text.lower() not in _TRUE:
        problems.append(_problem(cell, name, repr(cell.text[:40]), "yes or no"))
    return _TRUE.get(cell.text.lower(), usual)


def _problem(cell: _Cell, path: str, found: str, expected: str) -> Problem:
    return Problem(
        path=path or "row", rule="accounts", found=found, expected=expected, line=cell.line or None, column=cell.column
    )


# Files, and the books.


def read_chart_file(path: str | PathLike[str]) -> Chart:
    """The chart of a CSV or JSON file, in UTF-8 or Windows-1252.

    Raises:
        AccountsError: it cannot be used; every problem has its line and column.
        SetupError: the file cannot be read.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise SetupError(f"the chart of accounts {fspath(path)} cannot be read: {error.strerror}") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return read_chart(text, fspath(path))


def chart_of(connection: sqlite3.Connection, company: str) -> Chart:
    """The chart of a company: its own, or the standard one."""
    row = connection.execute("select content from chart where company = ?", (company,)).fetchone()
    return standard_chart() if row is None else _kept(row[0])


@lru_cache(maxsize=16)
def _kept(content: str) -> Chart:
    rows: list[list[Any]] = json.loads(content)
    return Chart([Line(*row) for row in rows])


def keep_chart(connection: sqlite3.Connection, company: str, chart: Chart | None) -> None:
    """Give a company a chart of its own, or with `None` the standard one.

    Raises:
        SetupError: its books have rows on accounts that the chart lacks.
    """
    there = (standard_chart() if chart is None else chart).accounts
    sql = "select distinct account from voucher_line where company = ? order by account"
    lacking = [str(row[0]) for row in connection.execute(sql, (company,)) if row[0] not in there]
    if lacking:
        raise SetupError(
            f"the books of {company} have vouchers on accounts that the chart lacks: {', '.join(lacking[:20])}; add"
            " them to the chart, or empty the books first"
        )
    connection.execute("delete from chart where company = ?", (company,))
    if chart is not None:
        content = json.dumps(chart.lines, ensure_ascii=False)
        connection.execute("insert into chart (company, content) values (?, ?)", (company, content))


def chart_as_csv(chart: Chart) -> str:
    r"""A chart as a CSV text that `read_chart` reads.

    >>> chart_as_csv(Chart(read_chart("number;name\n3000;Myynti").lines[:1]))
    'number;name;english;level;negative;cumulative\n3000;Myynti;Myynti;0;yes;no\n'
    """
    yes = {True: "yes", False: "no"}
    rows = [
        (line.number, line.name, line.english, str(line.depth), yes[line.negative], yes[line.cumulative])
        for line in chart.lines
    ]
    return "".join(";".join(map(_quoted, row)) + "\n" for row in (COLUMNS, *rows))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search('[";,\t]', text) else text
