"""The sandbox's clock goes only where everything that reckons with dates has room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from netvisor.errors import SetupError
from netvisor.resources import RESOURCES, find
from netvisor.sandbox import Sandbox
from netvisor.sandbox.clock import Clock

from .conftest import Caller

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(8999, 12, 31, 23, 59, 59, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59),  # noqa: DTZ001  # Finnish time
        datetime(1, 1, 1),  # noqa: DTZ001
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=UTC),
        LATEST + timedelta(seconds=1),
        EARLIEST - timedelta(seconds=1),
        datetime(1900, 1, 1),  # noqa: DTZ001  # in Finland two hours before the same time in UTC
    ],
)
def test_a_moment_without_room_around_it_is_refused_and_the_clock_stays(moment: datetime) -> None:
    clock = Clock()
    clock.set(NOW)
    clock.advance(timedelta(hours=1))
    with pytest.raises(SetupError) as caught:
        clock.set(moment)
    assert str(caught.value).startswith(f"the clock cannot be at {moment.isoformat(sep=' ', timespec='seconds')[:19]}")
    assert str(caught.value).endswith("; expected a moment in the years 1900 to 8999")
    assert clock() == NOW + timedelta(hours=1)


@pytest.mark.parametrize("by", [timedelta.max, timedelta.min, LATEST - NOW + timedelta(seconds=1)])
def test_a_clock_is_not_moved_beyond_them(by: timedelta) -> None:
    clock = Clock(lambda: NOW)
    with pytest.raises(SetupError, match=r"the clock cannot be at 2026-11-22 12:00:00\+00:00 moved by "):
        clock.advance(by)
    assert clock() == NOW


def test_a_sandbox_with_an_impossible_clock_does_not_start() -> None:
    with pytest.raises(SetupError, match="the clock cannot be at 9999-12-31"):
        Sandbox(clock=lambda: datetime.max.replace(tzinfo=UTC)).start()


@pytest.mark.parametrize("moment", [EARLIEST, LATEST], ids=["earliest", "latest"])
def test_at_the_ends_of_its_time_the_sandbox_answers_every_read(moment: datetime) -> None:
    with Sandbox(seed="demo") as sandbox:
        sandbox.clock = moment
        caller = Caller(sandbox)
        reads = [name for name in RESOURCES if find(name).http == "GET"]
        for name in reads:
            caller.send(name)
        assert len(reads) > 30
        assert [call.resource for call in sandbox.calls if call.outcome == "fault"] == []
