"""Shows a report as a page: one file without scripts, readable in the light, in the dark, wide, narrow and printed."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from netvisor.reports.model import Chart, Column, Report, Source, Table, Value, shown
from netvisor.reports.svg_chart import NARROW, WIDE, svg

_STYLE: Final = """
:root { color-scheme: light dark; --back: #fff; --text: #1c2430; --faint: #5b6675; --rule: #d9dee5;
  --c0: #2a6fdb; --c1: #d9722b; --c2: #1c2430; }
@media (prefers-color-scheme: dark) { :root { --back: #14181f; --text: #e6eaf0; --faint: #9aa6b6; --rule: #343c48;
  --c0: #6aa5ff; --c1: #f0a15e; --c2: #e6eaf0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 58rem; padding: 1.5rem 1rem 3rem; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.6rem; } h2 { margin: 2.2rem 0 .6rem; font-size: 1.1rem; }
p, li { max-width: 46rem; } .faint, footer { color: var(--faint); } footer { font-size: .875rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: bottom; }
.n { text-align: right; } td.n, td:first-child, sup { white-space: nowrap; }
tfoot td { font-weight: 600; border-bottom: 0; }
sup { font-weight: 400; } a { color: inherit; }
figure { margin: 0; } svg { display: block; width: 100%; height: auto; } svg.narrow { display: none; }
svg text { fill: var(--faint); font-size: 12px; } .grid { stroke: var(--rule); } .zero { stroke: var(--faint); }
rect.s0, circle.s0 { fill: var(--c0); } rect.s1, circle.s1 { fill: var(--c1); } circle.s2 { fill: var(--c2); }
line.s0 { stroke: var(--c0); } line.s1 { stroke: var(--c1); } line.s2 { stroke: var(--c2); }
line[class^=s] { stroke-width: 2; }
figcaption { display: flex; flex-wrap: wrap; gap: 0 1.2rem; padding-top: .3rem; color: var(--faint);
  font-size: .875rem; }
i { display: inline-block; width: .75rem; height: .75rem; margin-right: .4rem; }
i.line { height: 2px; vertical-align: middle; }
i.s0 { background: var(--c0); } i.s1 { background: var(--c1); } i.s2 { background: var(--c2); }
code { overflow-wrap: anywhere; }
@media (max-width: 38rem) { svg.narrow { display: block; } svg.wide { display: none; } body { padding: 1rem .75rem; }
  table { font-size: .875rem; } th, td { padding: .3rem .35rem; } }
@media print { body { max-width: none; } .scroll { overflow: visible; } }
"""


def page(report: Report) -> str:
    """The HTML of a report, which loads nothing from elsewhere."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(report.title)}, {escape(report.company)}</title>",
            f"<style>{_STYLE}</style></head><body>",
            f"<header><h1>{escape(report.title)}</h1>",
            f'<p class="faint">Company {escape(report.company)}, {escape(report.period)}. Read on'
            f" {escape(report.made)}.</p></header>",
            "<main>",
            *(line for chart in report.charts for line in _chart(chart)),
            *(line for table in report.tables for line in _table(table)),
            "</main><footer>",
            "<h2>How the figures are made</h2><ul>",
            *(f"<li>{escape(note)}</li>" for note in report.notes),
            "</ul><h2>The calls that they come from</h2><ol>",
            *map(_source, report.sources),
            "</ol></footer></body></html>",
            "",
        ]
    )


def _chart(chart: Chart) -> Iterator[str]:
    yield f"<h2>{escape(chart.title)}</h2>"
    if not any(value for series in chart.series for value in series.values):
        yield '<p class="faint">Nothing to draw: all values are 0 or missing.</p>'
        return
    yield "<figure>"
    yield svg(chart, WIDE)
    yield svg(chart, NARROW)
    if len(chart.series) > 1:
        names = (
            f'<span><i class="s{number} {series.shape}"></i>{escape(series.name)}</span>'
            for number, series in enumerate(chart.series)
        )
        yield f"<figcaption>{''.join(names)}</figcaption>"
    yield "</figure>"


def _table(table: Table) -> Iterator[str]:
    yield f'<h2>{escape(table.title)}</h2><div class="scroll"><table>'
    numeric = [_is_numeric(table, at) for at in range(len(table.columns))]
    heads = (_head(column, number=number) for column, number in zip(table.columns, numeric, strict=True))
    yield f"<thead><tr>{''.join(heads)}</tr></thead><tbody>"
    if not table.rows:
        yield f'<tr><td class="faint" colspan="{len(table.columns)}">Nothing.</td></tr>'
    for row in table.rows:
        yield _row(row, numeric)
    yield "</tbody>"
    if table.total is not None and table.rows:
        yield f"<tfoot>{_row(table.total, numeric)}</tfoot>"
    yield "</table></div>"


def _is_numeric(table: Table, at: int) -> bool:
    return at > 0 and not any(isinstance(row[at], str) for row in table.rows)


def _head(column: Column, *, number: bool) -> str:
    links = ",".join(f'<a href="#call-{source}">{source}</a>' for source in column.sources)
    marks = f"<sup>{links}</sup>" if links else ""
    return f'<th scope="col"{_class(number=number)}>{escape(column.title)}{marks}</th>'


def _row(row: tuple[Value, ...], numeric: list[bool]) -> str:
    cells = (
        f"<td{_class(number=number)}>{escape(shown(value))}</td>" for value, number in zip(row, numeric, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _class(*, number: bool) -> str:
    return ' class="n"' if number else ""


def _source(source: Source) -> str:
    query = "&".join(f"{name}={value}" for name, value in source.parameters)
    address = f"{source.resource}?{query}" if query else source.resource
    cut = f"{address[:300]}…" if len(address) > 300 else address
    return (
        f'<li id="call-{source.number}"><code>{escape(cut)}</code>, made by <code>{escape(source.function)}</code>:'
        f" {escape(source.gave)}</li>"
    )
