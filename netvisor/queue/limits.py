"""How much may be sent, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final

from netvisor.errors import SetupError

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The hours for big transfers, which the vendor asks to be made outside office hours.

    >>> quiet = QuietHours(begin=time(18), end=time(7), zone=UTC)
    >>> quiet.begins_in(datetime(2026, 11, 30, 17, tzinfo=UTC).timestamp())
    3600.0
    >>> quiet.begins_in(datetime(2026, 11, 30, 23, tzinfo=UTC).timestamp())
    0.0
    """

    begin: time
    end: time
    """From here to `begin`, big messages wait."""
    zone: tzinfo
    """The zone of the two times, such as `ZoneInfo("Europe/Helsinki")`."""
    big: int = 5_000_000
    """As many bytes make a message big."""

    def __post_init__(self) -> None:
        if self.begin == self.end:
            raise SetupError(f"quiet hours from {self.begin} to {self.end} are none; begin and end must differ")

    def begins_in(self, now: float) -> float:
        """Seconds from a moment, in seconds since 1970, until quiet hours begin; 0 inside them."""
        moment = datetime.fromtimestamp(now, UTC)
        local = moment.astimezone(self.zone)
        clock = local.timetz().replace(tzinfo=None)
        through_midnight = self.begin > self.end
        inside = (clock >= self.begin or clock < self.end) if through_midnight else self.begin <= clock < self.end
        if inside:
            return 0.0
        day = local.date() if clock < self.begin else local.date() + _DAY
        begins = datetime.combine(day, self.begin, self.zone)
        return (begins.astimezone(UTC) - moment).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many calls a minute may be sent, `None` for any number, and when big ones are."""

    per_company: int | None = None
    per_partner: int | None = None
    partner: str = ""
    """What the partner's calls are counted under."""
    quiet: QuietHours | None = None
    """When big messages are sent; at any time when `None`."""

    def __post_init__(self) -> None:
        for name in ("per_company", "per_partner"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise SetupError(f"{name} must be a number of calls from 1, or None, not {value!r}")

    @property
    def counts(self) -> bool:
        """Whether calls are counted at all."""
        return self.per_company is not None or self.per_partner is not None


def minute_of(now: float) -> tuple[int, float]:
    """The minute of a moment, in minutes since 1970, and the seconds that are left of it."""
    return int(now // 60), 60 - now % 60
