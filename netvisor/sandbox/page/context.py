"""Everything that the page shows, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from netvisor.sandbox.call_log import Calls
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.faults import Faults
from netvisor.sandbox.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """The parts of a sandbox that its page looks into, and the secret of its forms."""

    store: Store
    clock: Clock
    faults: Faults
    calls: Calls
    token: str
    """A token in every form of this run; a request without it does not come from this page."""
