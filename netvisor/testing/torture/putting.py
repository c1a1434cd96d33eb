"""The putting of a crash run: the same messages under the same keys, however often it is repeated."""

from __future__ import annotations

import time
from typing import Any, Final

from netvisor.queue.errors import QueueUnavailable
from netvisor.queue.outbox import Outbox
from netvisor.queue.putting import Ticket
from netvisor.testing.torture.messages import call
from netvisor.testing.torture.script import Script, Wanted

_PAUSE: Final = 0.05
_TRIES: Final = 400


def put_all(outbox: Outbox, script: Script) -> dict[Wanted, Ticket[Any]]:
    """Put all messages of a run; those that were put before are left as they are."""
    tickets: dict[str, Ticket[Any]] = {}
    for wanted in script.messages:
        tickets[wanted.name] = _put(outbox, wanted, tickets.get(wanted.after or ""))
    return {wanted: tickets[wanted.name] for wanted in script.messages}


def _put(outbox: Outbox, wanted: Wanted, after: Ticket[Any] | None) -> Ticket[Any]:
    """Put one message; while the database does not answer, the same again."""
    made = call(wanted, after.netvisor_key if after is not None else None)
    for _ in range(_TRIES):
        try:
            return outbox.put(made, company=wanted.company, key=wanted.name, after=after)
        except QueueUnavailable:
            time.sleep(_PAUSE)
    raise QueueUnavailable(f"{wanted.name} could not be put for {_PAUSE * _TRIES:.0f} s")
