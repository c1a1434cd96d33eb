"""What can go wrong with the queue itself, in the tree of all errors."""

from __future__ import annotations

from netvisor.errors import NetvisorError, Retry


class QueueError(NetvisorError):
    """Something is wrong with what the queue was asked; nothing was stored."""


class QueueUnavailable(QueueError):
    """The database could not be reached, written or read: full, locked, or gone. Nothing was stored."""

    retry = Retry.LATER


class NotFinished(QueueError):
    """The message has no result yet."""

    retry = Retry.LATER


class KeyConflict(QueueError):
    """Something else was put under the same key before; the first one stands."""


class WrongState(QueueError):
    """The message is in another state than what was asked for needs."""


class OutcomeCannotBeTold(UserWarning):
    """A call was put of which nothing could tell whether it was stored, if its answer were lost.

    It would be held for a person then. `warnings.filterwarnings("error", category=OutcomeCannotBeTold)` makes an error
    of it, so that nothing is put that cannot be told; `"ignore"` silences it.

    Attributes:
        function: the function that made the call, such as `customers.add_customer`, or the resource of a raw call.
        why: what to give so that it can be told, or why it cannot.
    """

    def __init__(self, function: str, why: str) -> None:
        super().__init__(function, why)
        self.function = function
        self.why = why

    def __str__(self) -> str:
        return f"if the answer to {self.function} is lost, nobody can tell whether it was stored: {self.why}"
