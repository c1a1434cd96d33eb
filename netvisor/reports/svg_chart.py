"""Draws a chart as SVG, in a width: bars beside each other, lines over them, zero always in view."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape
from itertools import pairwise
from typing import Final

from netvisor.lazy_dataclass import frozen
from netvisor.reports.model import ZERO, Chart, Series, shown

WIDE: Final = 880
NARROW: Final = 400

_HEIGHT: Final = 260
_TOP: Final = 12
_LABELS: Final = 40
"""Room for two lines of labels."""
_LETTER: Final = Decimal("7.4")
"""The width of a letter or digit of the labels."""
_WIDEST_BAR: Final = 40
_TICKS: Final = 5
_STEPS: Final = (1, 2, 3, 4, 6, 12, 24, 48, 120)
"""How many labels apart the shown ones may be: parts and multiples of a year of months."""


@frozen
class _Scale:
    """From values to places."""

    low: Decimal
    high: Decimal
    step: Decimal
    left: int
    width: int
    slots: int

    def y(self, value: Decimal) -> Decimal:
        room = _HEIGHT - _TOP - _LABELS
        return (_TOP + (self.high - value) / (self.high - self.low) * room).quantize(Decimal("0.1"))

    @property
    def slot(self) -> Decimal:
        return Decimal(self.width - self.left) / max(self.slots, 1)

    def middle(self, at: int) -> Decimal:
        return (self.left + self.slot * at + self.slot / 2).quantize(Decimal("0.1"))

    def ticks(self) -> Iterator[Decimal]:
        value = self.low
        while value <= self.high:
            yield value
            value += self.step


def svg(chart: Chart, width: int) -> str:
    """The chart, which must have values other than 0.

    Args:
        chart: what to draw.
        width: in pixels, for the screen that it is meant for; the text has the same size in each.
    """
    values = [value for series in chart.series for value in series.values if value is not None]
    head = (
        f'<svg viewBox="0 0 {width} {_HEIGHT}" role="img" aria-label="{escape(chart.title)}"'
        f' class="{"wide" if width >= WIDE else "narrow"}">'
    )
    scale = _scale(values, width, len(chart.labels))
    parts = [head, *_axis(scale), *_bars(chart, scale)]
    for number, series in enumerate(chart.series):
        if series.shape == "line":
            parts += _line(series, number, chart, scale)
    return "\n".join([*parts, *_names(chart, scale), "</svg>"])


def _scale(values: list[Decimal], width: int, slots: int) -> _Scale:
    low, high = min(ZERO, *values), max(ZERO, *values)
    step = _nice((high - low) / _TICKS)
    # Whole steps, so that the outermost lines are ticks, too.
    low, high = (
        (low / step).to_integral_value("ROUND_FLOOR") * step,
        (high / step).to_integral_value("ROUND_CEILING") * step,
    )
    widest = max(len(_tick(low)), len(_tick(high)), len(_tick(step)))
    return _Scale(low, high, step, int(widest * _LETTER) + 10, width, slots)


def _nice(rough: Decimal) -> Decimal:
    """The step of 1, 2, 2.5 or 5 times a power of ten that is just above."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(factor * power for factor in map(Decimal, ("1", "2", "2.5", "5", "10")) if factor * power >= rough)


def _tick(value: Decimal) -> str:
    text = shown(value)
    return text.removesuffix(".00")


def _axis(scale: _Scale) -> Iterator[str]:
    for value in scale.ticks():
        y = scale.y(value)
        kind = "zero" if value == 0 else "grid"
        yield f'<line class="{kind}" x1="{scale.left}" x2="{scale.width}" y1="{y}" y2="{y}"/>'
        yield f'<text x="{scale.left - 8}" y="{y + 4}" text-anchor="end">{_tick(value)}</text>'


def _bars(chart: Chart, scale: _Scale) -> Iterator[str]:
    drawn = [(number, series) for number, series in enumerate(chart.series) if series.shape == "bar"]
    if not drawn:
        return
    width = min(scale.slot * Decimal("0.8") / len(drawn), Decimal(_WIDEST_BAR))
    for beside, (number, series) in enumerate(drawn):
        for at, value in enumerate(series.values):
            if not value:
                continue
            x = scale.middle(at) + width * (beside - Decimal(len(drawn)) / 2)
            top, bottom = sorted((scale.y(value), scale.y(ZERO)))
            yield (
                f'<rect class="s{number}" x="{x:.1f}" y="{top}" width="{max(width - 1, Decimal(1)):.1f}"'
                f' height="{max(bottom - top, Decimal("0.5"))}">{_hint(chart, series, at, value)}</rect>'
            )


def _line(series: Series, number: int, chart: Chart, scale: _Scale) -> Iterator[str]:
    points = [(at, value) for at, value in enumerate(series.values) if value is not None]
    for (at, value), (following, other) in pairwise(points):
        # A gap stays a gap.
        if following == at + 1:
            yield (
                f'<line class="s{number}" x1="{scale.middle(at)}" y1="{scale.y(value)}"'
                f' x2="{scale.middle(following)}" y2="{scale.y(other)}"/>'
            )
    radius = min(Decimal("3.5"), scale.slot / 5)
    for at, value in points:
        yield (
            f'<circle class="s{number}" cx="{scale.middle(at)}" cy="{scale.y(value)}" r="{radius:.1f}">'
            f"{_hint(chart, series, at, value)}</circle>"
        )


def _hint(chart: Chart, series: Series, at: int, value: Decimal) -> str:
    return f"<title>{escape(f'{chart.labels[at]}, {series.name}: {shown(value)}')}</title>"


def _names(chart: Chart, scale: _Scale) -> Iterator[str]:
    """The labels under the axis: in two lines if they have two words, and only as many as fit."""
    lines = [label.rsplit(" ", 1) for label in chart.labels]
    widest = max(len(word) for words in lines for word in words) * _LETTER + 12
    every = next(step for step in _STEPS if step * scale.slot >= widest)
    for at, words in enumerate(lines):
        x = scale.middle(at)
        # The last one may not fit any more.
        if at % every or (at and x + widest / 2 > scale.width):
            continue
        spans = "".join(
            f'<tspan x="{x}" y="{_HEIGHT - _LABELS + 18 + 14 * number}">{escape(word)}</tspan>'
            for number, word in enumerate(words)
        )
        yield f'<text text-anchor="middle">{spans}</text>'
