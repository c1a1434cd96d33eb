"""How the faces of the queue say ages, moments and commands."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from typing import Final

_UNITS: Final = ((86_400, "d"), (3600, "h"), (60, "min"))


def age(seconds: float | None) -> str:
    """A duration as people read it, in its two largest units.

    >>> [age(seconds) for seconds in (None, 0.4, 59, 60, 4000, 200_000)]
    ['', '0 s', '59 s', '1 min', '1 h 6 min', '2 d 7 h']
    """
    if seconds is None:
        return ""
    left, parts = max(0, int(seconds)), []
    for size, unit in _UNITS:
        if left >= size:
            parts.append(f"{left // size} {unit}")
            left %= size
    return " ".join(parts[:2]) if parts else f"{left} s"


def moment(seconds: float) -> datetime:
    """A moment of the database with its zone."""
    return datetime.fromtimestamp(seconds, UTC)


def command_line(db: str | None, *words: object) -> str:
    """A command of the queue as a person pastes it into a shell.

    >>> command_line(None, "retry", 17), command_line("my queue.db", "show", 17)
    ('netvisor queue retry 17', "netvisor queue show 17 --db 'my queue.db'")
    """
    where = ["--db", db] if db is not None else []
    return shlex.join(["netvisor", "queue", *map(str, words), *where])


__all__ = ["age", "command_line", "moment"]
