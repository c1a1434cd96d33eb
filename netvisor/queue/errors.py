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
