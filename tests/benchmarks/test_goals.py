"""The goals of speed and memory, each in one run against lxml by hand: `pytest -m benchmark -n0`."""

from __future__ import annotations

import pytest

from tests.benchmarks.cases import CASES, Case
from tests.benchmarks.measure import Figure, run
from tests.benchmarks.works import NETVISOR

WITH_GOALS = [c for c in CASES if {c.goal, c.peak, c.extra_seconds, c.most_seconds} != {None}]


@pytest.mark.benchmark
@pytest.mark.parametrize("case", WITH_GOALS, ids=lambda case: case.name)
def test_the_goals_are_met(case: Case) -> None:
    first, ours = _figures(case)
    if case.goal is not None:
        assert ours.ratio <= case.goal
    if case.peak is not None and ours.peak_mib is not None:
        assert ours.peak_mib < case.peak
    if case.extra_seconds is not None:
        assert ours.seconds - first.seconds < case.extra_seconds
    if case.most_seconds is not None:
        assert ours.seconds <= case.most_seconds


def _figures(case: Case) -> tuple[Figure, Figure]:
    figures = run(case)
    return figures[0], next(figure for figure in figures if figure.contender == NETVISOR)
