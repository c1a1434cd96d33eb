"""The leases of the lanes that this process has, renewed as long as it lives."""

from __future__ import annotations

import logging
import threading
from typing import Final

from netvisor.queue.database import Database, Transaction
from netvisor.queue.errors import QueueUnavailable

_log: Final = logging.getLogger("netvisor.queue")

LEASE: Final = 300.0
"""Seconds that a company stays with a process that says nothing more: longer than a call may take."""
_RENEWALS: Final = 4
"""As often a lease is renewed before it would end."""


class Leases:
    """Renews leases in a thread, which starts with the first and ends with `close`.

    Args:
        database: the queue.
        seconds: how long a lease is.
    """

    def __init__(self, database: Database, seconds: float = LEASE) -> None:
        self.seconds = seconds
        self._database = database
        self._held: dict[str, str] = {}
        self._guard = threading.Lock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def hold(self, company: str, holder: str) -> None:
        """Renew the lease that a holder has of a company, from now on."""
        with self._guard:
            self._held[company] = holder
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._renew, name="netvisor-queue-leases", daemon=True)
                self._thread.start()

    def drop(self, company: str) -> None:
        """Renew it no more."""
        with self._guard:
            self._held.pop(company, None)

    def close(self) -> None:
        """Renew nothing more."""
        self._ended.set()
        with self._guard:
            thread = self._thread
        if thread is not None and thread.is_alive():
            thread.join()

    def _renew(self) -> None:
        while not self._ended.wait(self.seconds / _RENEWALS):
            with self._guard:
                held = dict(self._held)
            if held:
                self._renew_all(held)

    def _renew_all(self, held: dict[str, str]) -> None:
        def renew(transaction: Transaction) -> None:
            for company in sorted(held):
                transaction.do("renew_lease", company=company, holder=held[company], seconds=self.seconds)

        try:
            self._database.write(renew)
        except QueueUnavailable as error:
            _log.warning("%d leases could not be renewed: %s", len(held), error)
