"""Whether a write of unknown outcome was stored: the finder of its resource looks, and compares what it finds."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from netvisor.protocol.call import Call


class Stored(enum.Enum):
    """What a look says."""

    YES = "it is there"
    NO = "it is not there"
    DIFFERENT = "something else is there under the same number"
    UNDECIDED = "nothing tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a look found."""

    stored: Stored
    told: str
    """What was found, or why nothing can be told, in a sentence."""
    netvisor_key: int | None = None
    shows_after: float = 0.0
    """Seconds after which a record surely shows; before that, not finding it means nothing."""

    def answer_text(self) -> str:
        """The answer that the write would have had, as far as it is known."""
        return json.dumps({"inserted": [] if self.netvisor_key is None else [str(self.netvisor_key)]})


def look(call: Call[Any], send: Callable[[Call[Any]], Any], *, put_at: float) -> Verdict:
    """Look whether a write was stored.

    Args:
        call: the write as it was sent.
        send: sends a read and gives its result.
        put_at: when it was first wanted, in seconds since 1970.
    """
    return Verdict(stored=Stored.UNDECIDED, told=f"no read shows what {call.resource} stored")
