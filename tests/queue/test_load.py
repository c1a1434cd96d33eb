"""Many companies, workers and processes on one queue; `python -m tests.benchmarks.queue_load` does it at full size."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks.queue_load import flow


@pytest.mark.slow
def test_nothing_overlaps_and_nobody_starves_behind_a_company_with_much_to_send(place: str) -> None:
    found = flow(place, 0.01)
    sys.stdout.write(f"{found}\n")
    assert found.stored == found.messages == 1000
    # A call that overlapped would have been refused by the sandbox, looked up and sent again.
    assert found.more_than_sent == 0
    # Everybody else was done while the busy company still had most of its messages.
    assert found.busy_left > 250
