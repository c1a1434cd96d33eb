"""Everything that the page shows, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from netvisor.sandbox.admission.request import Request
from netvisor.sandbox.call_log import Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.faults import Faults
from netvisor.sandbox.response import Response
from netvisor.sandbox.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """The parts of a sandbox that its page looks into, and the secret of its forms."""

    store: Store
    clock: Clock
    faults: Faults
    calls: Calls
    answer: Callable[[Request], Response]
    """Answers a call, as it does those of clients."""
    case: Callable[[LoggedCall], bytes]
    """The file of the test case of a call."""
    token: str
    """A token in every form of this run; a request without it does not come from this page."""
