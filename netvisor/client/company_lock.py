"""One call at a time for each company: a lock in the process, known by the Organisation-ID.

Netvisor asks for it, reads included: overlapping calls for one company cause errors. The lanes belong to the
process, so that two clients of one company share one. Across processes the queue keeps the same order.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from netvisor.errors import CompanyBusy


class Lane:
    """The lane of one company. It may be left by another thread than the one that took it."""

    __slots__ = ("_company", "_free", "_holder")

    def __init__(self, company: str) -> None:
        self._company = company
        self._free = threading.Lock()
        self._holder: int | None = None

    def take(self, resource: str) -> None:
        """Wait until the lane is free and take it.

        Raises:
            CompanyBusy: this very thread holds the lane with an open stream, and would wait for itself.
        """
        if self._holder == threading.get_ident():
            raise CompanyBusy(
                "a stream of this company is open in the same thread: close it before the next call",
                resource=resource,
                company=self._company,
            )
        self._free.acquire()
        self._holder = threading.get_ident()

    def leave(self) -> None:
        """Free the lane for the next call."""
        self._holder = None
        self._free.release()

    @contextmanager
    def held(self, resource: str) -> Iterator[None]:
        """Take the lane for the time of a `with` block."""
        self.take(resource)
        try:
            yield
        finally:
            self.leave()


_lanes: dict[str, Lane] = {}
_guard = threading.Lock()


def lane(company: str) -> Lane:
    """The lane of a company: the same one for every client of this process."""
    with _guard:
        return _lanes.setdefault(company, Lane(company))


def _forget() -> None:
    """A forked child has none of the calls of its parent, so their lanes are free."""
    global _guard
    _guard = threading.Lock()
    _lanes.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)

__all__ = ["Lane", "lane"]
