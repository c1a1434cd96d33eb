"""Charts and pages of reports: what is drawn, and that nothing is loaded from elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor import Client
from netvisor.reports import Chart, Column, Report, Series, Source, Table, aging, cashflow, page, vat
from netvisor.reports.svg_chart import NARROW, WIDE, svg

WIDTHS = pytest.mark.parametrize("width", [WIDE, NARROW])


def chart(*values: Decimal | int | None, name: str = "in", labels: tuple[str, ...] = (), **more: Any) -> Chart:
    amounts = tuple(None if value is None else Decimal(value) for value in values)
    labels = labels or tuple(f"2026-{number:02}" for number in range(1, len(values) + 1))
    return Chart(title="Money", labels=labels, series=(Series(name=name, values=amounts, **more),))


def drawn(what: Chart, width: int = WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(svg(what, width))  # noqa: S314  # written here


def number(element: ElementTree.Element, name: str) -> Decimal:
    return Decimal(element.attrib[name])


def zero(root: ElementTree.Element) -> Decimal:
    (line,) = root.findall("line[@class='zero']")
    return number(line, "y1")


def test_bars_are_as_high_as_their_values() -> None:
    root = drawn(chart(100, 50, -100))
    first, second, third = root.findall("rect")
    assert abs(number(first, "height") - 2 * number(second, "height")) <= Decimal("0.2")
    assert number(first, "height") == number(third, "height")


def test_negative_bars_hang_below_the_line_of_zero() -> None:
    root = drawn(chart(100, -40))
    above, below = root.findall("rect")
    assert number(above, "y") + number(above, "height") == zero(root)
    assert number(below, "y") == zero(root)


def test_each_mark_tells_its_exact_value() -> None:
    assert [each.text for each in drawn(chart(Decimal("-1234.5"))).iter("title")] == ["2026-01, in: −1\xa0234.50"]


def test_a_missing_value_is_a_gap_in_a_line() -> None:
    root = drawn(chart(1, 2, None, 4, 5, shape="line"))
    assert len(root.findall("circle")) == 4
    assert len([each for each in root.findall("line") if each.attrib["class"] == "s0"]) == 2


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((7,), ["0", "2", "4", "6", "8"]),
        ((-3,), ["−3", "−2", "−1", "0"]),
        ((Decimal("0.04"),), ["0", "0.01", "0.02", "0.03", "0.04"]),
        ((-30, 60), ["−40", "−20", "0", "20", "40", "60"]),
        ((1_200_000,), ["0", "250\xa0000", "500\xa0000", "750\xa0000", "1\xa0000\xa0000", "1\xa0250\xa0000"]),
    ],
)
def test_the_axis_has_round_numbers_and_zero(values: tuple[Any, ...], ticks: list[str]) -> None:
    assert [each.text for each in drawn(chart(*values)).findall("text[@text-anchor='end']")] == ticks


AMOUNTS = st.decimals(-(10**12), 10**12, places=2)


@WIDTHS
@given(values=st.lists(AMOUNTS, min_size=1, max_size=60).filter(any), shape=st.sampled_from(["bar", "line"]))
def test_everything_is_drawn_inside(width: int, values: list[Decimal], shape: Any) -> None:
    root = drawn(chart(*values, shape=shape, labels=tuple(map(str, range(len(values))))), width)
    _, _, right, bottom = map(Decimal, root.attrib["viewBox"].split())
    for element in root.iter():
        across = [Decimal(element.attrib[name]) for name in ("x", "x1", "x2", "cx") if name in element.attrib]
        down = [Decimal(element.attrib[name]) for name in ("y", "y1", "y2", "cy") if name in element.attrib]
        across += [a + number(element, "width") for a in across if "width" in element.attrib]
        down += [d + number(element, "height") for d in down if "height" in element.attrib]
        assert all(0 <= each <= right for each in across)
        assert all(0 <= each <= bottom for each in down)


@WIDTHS
@pytest.mark.parametrize("count", [1, 2, 12, 13, 48, 120])
def test_labels_do_not_touch_each_other(width: int, count: int) -> None:
    root = drawn(
        chart(*range(1, count + 1), labels=tuple(f"{2017 + n // 12}-{n % 12 + 1:02}" for n in range(count))), width
    )
    places = [number(each, "x") for each in root.iter("tspan")]
    assert places
    # 7.3 pixels are what a digit of 12 pixels takes in the widest of the usual fonts.
    room = [right - left for left, right in pairwise(places)]
    assert all(each > 7 * Decimal("7.3") for each in room)
    assert places[-1] + 7 * Decimal("7.3") / 2 <= width


def test_a_label_of_several_words_has_two_lines() -> None:
    assert [each.text for each in drawn(chart(1, labels=("no due date",))).iter("tspan")] == ["no due", "date"]


# Pages.


def report(*, party: str = "Oy", values: tuple[Decimal | None, ...] = (Decimal(1),)) -> Report:
    column = Column(name="amount", title="amount", sources=(1,))
    table = Table(
        name="t",
        title="Table",
        columns=(Column(name="who", title="who"), column),
        rows=[(party, value) for value in values],
        total=("total", Decimal(1)),
    )
    source = Source(number=1, resource="x.nv", function="a.list_x", parameters=(("name", party),), gave="1 thing")
    return Report(
        name="r",
        title="Report",
        company="1234567-8",
        period="2026",
        made="now",
        tables=(table,),
        charts=(chart(*values, name=party),),
        notes=(f"About {party}.",),
        sources=(source,),
    )


def test_a_page_loads_and_runs_nothing() -> None:
    text = page(report())
    assert not re.search(r"<(script|link|img|iframe|object|embed)|\bsrc=|https?://|@import|url\(|\son\w+=", text)


def test_names_in_a_page_are_text() -> None:
    text = page(report(party="<script>alert('x')</script> & \"Oy\""))
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;Oy&quot;" in text


def test_a_figure_leads_to_its_call() -> None:
    text = page(report())
    assert '<sup><a href="#call-1">1</a></sup>' in text
    assert '<li id="call-1"><code>x.nv?name=Oy</code>, made by <code>a.list_x</code>: 1 thing</li>' in text


def test_a_chart_of_nothing_is_a_line_of_text() -> None:
    text = page(report(values=(Decimal(0), None)))
    assert "Nothing to draw" in text
    assert "<svg" not in text


def test_a_table_of_nothing_says_so() -> None:
    assert 'colspan="2">Nothing.</td>' in page(report(values=()))


def test_a_page_has_its_colours_for_the_dark() -> None:
    assert "@media (prefers-color-scheme: dark)" in page(report())
    assert "color-scheme: light dark" in page(report())


def test_each_chart_is_there_for_wide_and_narrow_windows() -> None:
    assert re.findall(r'class="(wide|narrow)"', page(report())) == ["wide", "narrow"]


@pytest.mark.parametrize("make", [cashflow, vat, aging])
def test_the_page_holds_every_figure(demo: Client, make: Any) -> None:
    made: Report = make(demo)
    text = page(made)
    for table in made.tables:
        for row in table.rows:
            for value in row:
                if isinstance(value, Decimal):
                    figure = f"{value:,.2f}" if value == round(value, 2) else f"{value.normalize():,f}"
                    assert figure.replace(",", "\xa0").replace("-", "−") in text
