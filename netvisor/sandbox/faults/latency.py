"""How long calls take: a profile of shares and seconds, such as half within 0.1 s and all within 3 s."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from netvisor.errors import SetupError

LONGEST: Final = 86_400.0
"""Seconds that the sandbox waits at most."""

_RIGHT: Final = "expected one number of seconds, or rising percentiles such as '50%=0.1 95%=0.8 100%=3'"


@dataclass(frozen=True, slots=True)
class Latency:
    """A latency profile: points of a share of the calls and the seconds within which they are answered.

    Between two points it rises evenly; the calls below the first point take its seconds.

    >>> Latency.from_text("50%=0.1 100%=0.3").seconds(0.75)
    0.2
    """

    points: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        shares = [share for share, _ in self.points]
        times = [seconds for _, seconds in self.points]
        rising = all(first < second for first, second in pairwise([0.0, *shares])) and shares[-1:] == [1.0]
        slower = all(0 <= first <= second <= LONGEST for first, second in pairwise([0.0, *times]))
        if not rising or not slower:
            raise SetupError(f"the latency profile {self}: {_RIGHT}, the last one 100%")

    @classmethod
    def from_text(cls, text: str) -> Latency:
        """The profile of a text: `0.2` for every call the same, or `50%=0.1 95%=0.8 100%=3`.

        Raises:
            SetupError: the text is not a profile.
        """
        try:
            if "=" not in text:
                return cls(((1.0, float(text)),))
            pairs = [part.split("=") for part in text.replace(",", " ").split()]
            return cls(tuple((float(share.removesuffix("%")) / 100, float(seconds)) for share, seconds in pairs))
        except ValueError as error:
            if isinstance(error, SetupError):
                raise
            raise SetupError(f"the latency profile {text!r}: {_RIGHT}") from error

    def __str__(self) -> str:
        return " ".join(f"{share * 100:g}%={seconds:g}" for share, seconds in self.points)

    def seconds(self, share: float) -> float:
        """The seconds of the call that stands at this share among all, from 0 to 1."""
        below, low = 0.0, self.points[0][1]
        for above, high in self.points:
            if share <= above:
                return low + (high - low) * (share - below) / (above - below)
            below, low = above, high
        return low
