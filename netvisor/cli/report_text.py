"""Shows a report in a terminal or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netvisor.cli.console import drawing, drawn
from netvisor.cli.outcome import printable

if TYPE_CHECKING:
    from rich.console import Console

    from netvisor.reports.model import Report, Source, Table, Value


def report_text(report: Report) -> bytes:
    """The tables of a report, how they were made, and the calls they come from."""
    from rich.text import Text

    console = drawing()
    console.print(Text(report.title, style="bold"))
    console.print(Text(f"Company {report.company}, {report.period}. Read on {report.made}.", style="dim"))
    for table in report.tables:
        console.print()
        _print_table(table, console)
    console.print()
    for note in report.notes:
        _print_item("-", note, console)
    console.print()
    for source in report.sources:
        _print_item(f"[{source.number}]", _source(source), console)
    return drawn(console)


def _print_table(table: Table, console: Console) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    columns = [_Column(table, at) for at in range(len(table.columns))]
    fitting = _fitting(columns, console.width)
    grid = Grid(box=None, padding=(0, 2, 0, 0), show_footer=table.total is not None and bool(table.rows))
    for column in fitting:
        grid.add_column(
            Text(column.heading, style="bold"),
            footer=Text(column.footer, style="bold"),
            justify="left" if column.texts else "right",
            width=column.width,
            overflow="ellipsis",
            vertical="bottom",
        )
    for row in zip(*(column.cells for column in fitting), strict=True):
        grid.add_row(*map(Text, row))
    console.print(Text(table.title, style="bold"))
    console.print(grid)
    if not table.rows:
        console.print(Text("Nothing.", style="dim"))
    if more := len(columns) - len(fitting):
        what = "1 more column" if more == 1 else f"{more} more columns"
        console.print(Text(f"... {what}: --json shows everything", style="dim"))


class _Column:
    """A column as it is drawn: its heading may be wrapped, its cells are not."""

    def __init__(self, table: Table, at: int) -> None:
        its = table.columns[at]
        values = [row[at] for row in table.rows]
        marks = "".join(f"[{source}]" for source in its.sources)
        self.at = at
        self.heading = f"{its.title} {marks}".rstrip()
        self.cells = [_cell(value) for value in values]
        self.footer = _cell(table.total[at]) if table.total is not None else ""
        self.texts = at == 0 or any(isinstance(value, str) for value in values)
        self.empty = at > 0 and not any(values)
        self.width = max(map(len, [*self.heading.split(" "), *self.cells, self.footer]))


def _cell(value: Value) -> str:
    from netvisor.reports.model import shown

    if isinstance(value, str):
        return printable(value).replace("\n", " ")
    return shown(value).replace("\u00a0", " ")


def _fitting(columns: list[_Column], room: int) -> list[_Column]:
    """The columns that fit beside each other: the empty ones go first, then the last ones; a lone text is cut."""
    fitting = list(columns)
    for leaving in (*(column for column in reversed(columns) if column.empty), *reversed(columns[1:])):
        if _width(fitting) <= room:
            break
        if leaving in fitting:
            fitting.remove(leaving)
    fitting[0].width = min(fitting[0].width, max(room - _width(fitting[1:]), 1))
    return fitting


def _width(columns: list[_Column]) -> int:
    return sum(column.width + 2 for column in columns)


def _print_item(mark: str, text: str, console: Console) -> None:
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 1))
    grid.add_column()
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark), Text(printable(text)))
    console.print(grid)


def _source(source: Source) -> str:
    query = "&".join(f"{name}={value}" for name, value in source.parameters)
    return f"{source.resource}{f'?{query}' if query else ''} ({source.function}): {source.gave}"
