"""The sandbox's own time, which a test can set and move."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from netvisor.codec.finnish_time import finland
from netvisor.errors import SetupError
from netvisor.extras import missing

try:
    FINLAND: Final = finland()
except SetupError as error:
    # The machine has no time zones of its own, as under Windows.
    raise missing("the sandbox", "sandbox", "tzdata") from error

_FIRST: Final = datetime(1900, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(9000, 1, 1, tzinfo=UTC)
"""Python's dates end with the year 9999; until then there must be room for due dates and periods."""


class Clock:
    """Tells the time of the sandbox: the machine's, moved by `set` and `advance`.

    A clock is called as a function, so that a client in the same test can go by it.

    Args:
        source: what tells the time until it is set; the machine's clock by default.

    Raises:
        SetupError: a moment before the year 1900 or after the year 8999, by whatever way the clock comes to it.
    """

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        self._source = source or _machine
        self._shift = timedelta()
        self._set: datetime | None = None

    def __call__(self) -> datetime:
        """The present moment, in UTC."""
        return self._moment(self._set or self._source(), self._shift)

    def set(self, moment: datetime) -> None:
        """Stop the clock at a moment; one without a zone is Finnish local time.

        Raises:
            SetupError: it is not a moment, such as a text, or one before the year 1900 or after the year 8999.
        """
        if not isinstance(moment, datetime):
            raise SetupError(f"the clock must be set to a datetime, not {moment!r}")
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=FINLAND)
        self._moment(moment, timedelta())
        self._set, self._shift = moment, timedelta()

    def advance(self, by: timedelta) -> None:
        """Move the clock forward, or back by a negative time.

        Raises:
            SetupError: it would come to a moment before the year 1900 or after the year 8999.
        """
        self._moment(self(), by)
        self._shift += by

    @property
    def stopped(self) -> bool:
        """Whether it stands at the moment that it was set to."""
        return self._set is not None

    def run(self) -> None:
        """Let the clock go by its source again, the machine by default."""
        self._set = None
        self._shift = timedelta()

    def _moment(self, start: datetime, shift: timedelta) -> datetime:
        with suppress(OverflowError):
            moment = start.astimezone(UTC) + shift
            if _FIRST <= moment < _LAST:
                return moment
        moved = f" moved by {shift}" if shift else ""
        raise SetupError(
            f"the clock cannot be at {start.isoformat(sep=' ')}{moved}; expected a moment from {_FIRST.year} to"
            f" {_LAST.year - 1}"
        )

    def finnish(self) -> datetime:
        """The local time in Finland, in whole seconds and without a zone, as answers show it."""
        return self().astimezone(FINLAND).replace(tzinfo=None, microsecond=0)


def _machine() -> datetime:
    return datetime.now(UTC)
