"""The sandbox's own time, which a test can set and move."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from netvisor.errors import SetupError
from netvisor.extras import missing

try:
    FINLAND: Final = ZoneInfo("Europe/Helsinki")
except ZoneInfoNotFoundError as error:
    # The machine has no time zones of its own, as under Windows.
    raise missing("the sandbox", "sandbox", "tzdata") from error


class Clock:
    """Tells the time of the sandbox: the machine's, moved by `set` and `advance`.

    A clock is called as a function, so that a client in the same test can go by it.

    Args:
        source: what tells the time until it is set; the machine's clock by default.
    """

    def __init__(self, source: Callable[[], datetime] | None = None) -> None:
        self._source = source or _machine
        self._shift = timedelta()
        self._set: datetime | None = None

    def __call__(self) -> datetime:
        """The present moment, in UTC."""
        return (self._set or self._source()).astimezone(UTC) + self._shift

    def set(self, moment: datetime) -> None:
        """Stop the clock at a moment; one without a zone is Finnish local time.

        Raises:
            SetupError: it is no moment, such as a text.
        """
        if not isinstance(moment, datetime):
            raise SetupError(f"the clock cannot be set to {moment!r}; right is a datetime")
        self._set = moment if moment.tzinfo is not None else moment.replace(tzinfo=FINLAND)
        self._shift = timedelta()

    def advance(self, by: timedelta) -> None:
        """Move the clock forward, or back by a negative time."""
        self._shift += by

    def run(self) -> None:
        """Go by the source again."""
        self._set = None
        self._shift = timedelta()

    def finnish(self) -> datetime:
        """The local time in Finland, in whole seconds and without a zone, as answers show it."""
        return self().astimezone(FINLAND).replace(tzinfo=None, microsecond=0)


def _machine() -> datetime:
    return datetime.now(UTC)
