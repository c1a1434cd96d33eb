"""The goals of the queue, on a machine that does nothing else: `pytest -m benchmark -n0 tests/benchmarks`."""

from __future__ import annotations

import pytest

from netvisor.testing.torture.private_postgresql import PrivatePostgresql
from tests.benchmarks.queue_claims import place_of, procrastinate, queue

SECONDS = 4.0


def best(server: PrivatePostgresql, engine: str, size: int) -> float:
    """Pairs of a claim and a finish per second: the best of three, because a machine only ever slows down."""
    found = []
    for _ in range(3):
        with place_of(engine, server) as place:
            found.append(queue(place, engine, size, SECONDS))
    return max(found)


@pytest.mark.benchmark
@pytest.mark.parametrize(("engine", "goal"), [("sqlite", 2_000), ("postgresql", 1_000)])
def test_claims_and_finishes_reach_their_goal_and_do_not_slow_down(engine: str, goal: int) -> None:
    with PrivatePostgresql(durable=True) as server:
        few, many = best(server, engine, 10_000), best(server, engine, 1_000_000)
    assert 2 * few > goal
    assert few / many < 1.5


@pytest.mark.benchmark
def test_a_busy_company_slows_down_procrastinate_and_not_the_queue() -> None:
    with PrivatePostgresql(durable=True) as server:
        ours = best(server, "postgresql", 100_000)
        with place_of("procrastinate", server) as place:
            theirs = procrastinate(place, 100_000, SECONDS)
    assert ours > 5 * theirs
