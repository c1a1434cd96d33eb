"""The states of a message; `sql/0001_queue.sql` says the same where the table is made."""

from __future__ import annotations

import enum


class State(enum.Enum):
    """What became of a message so far."""

    WAITING = "waiting"
    """Its turn has not come."""
    SENDING = "sending"
    """A worker sends it now."""
    ACCEPTED = "accepted"
    """Netvisor stored it."""
    REFUSED = "refused"
    """Netvisor refused it; nothing was stored."""
    UNKNOWN = "unknown"
    """It may be stored or not, and is looked up before anything else of the company is sent."""
    HELD = "held"
    """A person decides."""

    @property
    def is_final(self) -> bool:
        """Whether nothing more happens by itself."""
        return self in {State.ACCEPTED, State.REFUSED, State.HELD}


__all__ = ["State"]
