"""Ending a call from outside its thread: nothing more is sent, and its connection is shut down at once.

Only calls of asynchronous clients can be cancelled. The thread that carries one out may be waiting for the network at
that moment; shutting the socket down wakes it up.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from contextvars import ContextVar
from typing import Final


class CallCancelled(OSError):
    """The call was cancelled, so nothing more of it is sent or received."""


class Cancellation:
    """Whether a call was cancelled, and whether any of it may have left before."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._socket: socket.socket | None = None
        self._cancelled = False
        self._may_have_left = False

    @property
    def cancelled(self) -> bool:
        """Whether the call was cancelled."""
        return self._cancelled

    def cancel(self) -> bool:
        """Cancel the call, and tell whether any of it may have left; if not, nothing will."""
        with self._guard:
            self._cancelled = True
            if self._socket is not None:
                with contextlib.suppress(OSError):
                    self._socket.shutdown(socket.SHUT_RDWR)
            return self._may_have_left

    def check(self) -> None:
        """Do nothing, unless the call was cancelled.

        Raises:
            CallCancelled: it was.
        """
        if self._cancelled:
            raise CallCancelled("the call was cancelled")

    def leave(self) -> None:
        """Note that the call leaves now.

        Raises:
            CallCancelled: it was cancelled, and nothing may leave.
        """
        with self._guard:
            self.check()
            self._may_have_left = True

    def watch(self, connected: socket.socket | None) -> None:
        """Shut this socket down when the call is cancelled; `None` before it is closed or kept for another call."""
        # Under the guard: the number of a closed socket belongs to another one soon.
        with self._guard:
            self._socket = connected


current_cancellation: Final[ContextVar[Cancellation | None]] = ContextVar("netvisor_cancellation", default=None)
"""How the call that is being sent can be cancelled; `None` if it cannot. Transports of users need not know it."""


__all__ = ["CallCancelled", "Cancellation", "current_cancellation"]
