"""Sending that never loses and never doubles: a program hands over a call and can forget about it.

    from netvisor.queue import Outbox

    outbox = Outbox.open("queue.db")
    ticket = outbox.put(customers.add_customer(customer), company="1234567-8", key="customer-17")

A `Worker` sends what waits. `docs/queue.md` says what is promised and what is assumed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from netvisor.queue.errors import KeyConflict as KeyConflict
    from netvisor.queue.errors import NotFinished as NotFinished
    from netvisor.queue.errors import OutcomeCannotBeTold as OutcomeCannotBeTold
    from netvisor.queue.errors import QueueError as QueueError
    from netvisor.queue.errors import QueueUnavailable as QueueUnavailable
    from netvisor.queue.errors import WrongState as WrongState
    from netvisor.queue.limits import Limits as Limits
    from netvisor.queue.limits import QuietHours as QuietHours
    from netvisor.queue.looks import Metrics as Metrics
    from netvisor.queue.looks import due_companies as due_companies
    from netvisor.queue.looks import metrics as metrics
    from netvisor.queue.outbox import Message as Message
    from netvisor.queue.outbox import Outbox as Outbox
    from netvisor.queue.putting import Put as Put
    from netvisor.queue.putting import Ticket as Ticket
    from netvisor.queue.states import State as State
    from netvisor.queue.worker import Worker as Worker

_HOMES: Final = {
    "KeyConflict": "errors",
    "Limits": "limits",
    "Message": "outbox",
    "Metrics": "looks",
    "NotFinished": "errors",
    "Outbox": "outbox",
    "OutcomeCannotBeTold": "errors",
    "Put": "putting",
    "QueueError": "errors",
    "QueueUnavailable": "errors",
    "QuietHours": "limits",
    "State": "states",
    "Ticket": "putting",
    "Worker": "worker",
    "WrongState": "errors",
    "due_companies": "looks",
    "metrics": "looks",
}

__all__ = list(_HOMES)  # all of them are texts


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
