"""How far the time of a request is from the clock of the sandbox, and why it may be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from netvisor.codec.finnish_time import local
from netvisor.errors import Problem
from netvisor.sandbox.admission.request import HEADERS
from netvisor.sandbox.settings import Settings

_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z?")
_UNIX: Final = re.compile(r"-?[0-9]{1,15}")


def clock_problems(headers: Mapping[str, str], algorithm: str, settings: Settings, now: datetime) -> list[Problem]:
    """What is wrong with the time of a request.

    Args:
        headers: the headers of the interface by their short names.
        algorithm: the algorithm of its MAC, which says whether the seconds are looked at.
        settings: how far the time may be off.
        now: the sandbox's time.
    """
    seconds: dict[str, float | None] = {}
    if text := headers.get("timestamp"):
        seconds["timestamp"] = _seconds_of(text)
    if (unix := headers.get("timestampunix")) and algorithm == "HMACSHA256":
        seconds["timestampunix"] = int(unix) if _UNIX.fullmatch(unix) else None
    found = (_problem(name, at, settings, now) for name, at in seconds.items())
    return [problem for problem in found if problem is not None]


def _seconds_of(text: str) -> float | None:
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _problem(name: str, at: float | None, settings: Settings, now: datetime) -> Problem | None:
    header = HEADERS[name]
    short = header.rpartition("-")[2]
    if at is None:
        wanted = "a whole number of seconds" if name == "timestampunix" else "in the format YYYY-MM-DD HH:MM:SS.mmm"
        return Problem(
            path=header, rule="form", found=f"the {short} is not {wanted}", expected="the time of the call, in UTC"
        )
    away, most = at - now.timestamp(), settings.clock_tolerance.total_seconds()
    if abs(away) <= most:
        return None
    here = now.astimezone(UTC).isoformat(sep=" ", timespec="seconds")
    found = f"the {short} is {abs(away):.0f} s away from the sandbox's clock, {here}"
    ahead = (local(now) - now.astimezone(UTC).replace(tzinfo=None)).total_seconds()
    if abs(away - ahead) <= most:
        found += ", as Finnish local time is"
    return Problem(path=header, rule="clock", found=found, expected="the time of the call, in UTC")
