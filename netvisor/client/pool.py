"""Connections kept for the next request, each for the process that opened it and while it is in step."""

from __future__ import annotations

import os
import time
from collections import deque
from typing import Final

from netvisor.client.connection import Connection, Origin

MOST_KEPT: Final = 32
"""The most idle connections to one service."""


class Pool:
    """Idle connections by their service. Several threads may use it, and it may be forked."""

    def __init__(self) -> None:
        self._start()

    def take(self, origin: Origin, longest_idle: float) -> Connection | None:
        """An idle connection that received nothing and is not too old, or `None`."""
        kept = self._own_process().get(origin, ())
        while kept:
            try:
                connection = kept.pop()
            except IndexError:
                break  # another thread took the last one
            if time.monotonic() - connection.idle_since <= longest_idle and connection.is_in_step():
                return connection
            connection.close()
        return None

    def put(self, connection: Connection) -> None:
        """Keep a connection whose answer was read to the end."""
        kept = self._own_process().setdefault(connection.origin, deque())
        if len(kept) >= MOST_KEPT:
            connection.close()
            return
        connection.idle_since = time.monotonic()
        kept.append(connection)

    def close(self) -> None:
        """Close all idle connections."""
        kept = self._own_process()
        self._start()
        for connections in kept.values():
            for connection in connections:
                connection.close()

    def _start(self) -> None:
        # Dictionaries and deques need no lock here, and a lock that another thread holds at a fork stays locked.
        self._process = os.getpid()
        self._kept: dict[Origin, deque[Connection]] = {}

    def _own_process(self) -> dict[Origin, deque[Connection]]:
        if os.getpid() != self._process:
            # The parent's connections: this process only drops its copies.
            self._start()
        return self._kept


__all__ = ["Pool"]
