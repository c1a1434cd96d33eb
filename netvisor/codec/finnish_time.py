"""Finnish local time: Netvisor writes and reads its times so, without naming the zone."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from netvisor.errors import SetupError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

ZONE: Final = "Europe/Helsinki"


@cache
def finland() -> ZoneInfo:
    """The time zone of Finland.

    Raises:
        SetupError: neither the machine nor an installed package has it.
    """
    # Takes milliseconds to load, and most programs need no zone.
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(ZONE)
    except ZoneInfoNotFoundError as error:
        raise SetupError(f"this machine has no time zone data for {ZONE}: pip install tzdata") from error


def local(moment: datetime) -> datetime:
    """A moment in Finnish local time, without a zone; one without a zone is returned as it is.

    When the clocks go back, the hour from three to four comes twice, and the text does not tell them apart.

    Raises:
        SetupError: the time zone of Finland is not available.
        OverflowError: the moment is at the limit of the calendar.

    >>> from datetime import UTC
    >>> local(datetime(2026, 7, 1, 12, tzinfo=UTC)).isoformat()
    '2026-07-01T15:00:00'
    """
    here = moment if moment.utcoffset() is None else moment.astimezone(finland())
    return here.replace(tzinfo=None)


__all__ = ["ZONE", "finland", "local"]
