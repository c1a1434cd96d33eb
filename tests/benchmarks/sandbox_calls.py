"""Calls of a sandbox in a process of its own, whose processor time is measured from there: HTTP is part of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from netvisor.resources import customers, sales
from tests.benchmarks.sandbox_load import MIX, Client, prepare, served

CUSTOMERS: Final = 200


@dataclass(frozen=True, slots=True)
class Called:
    """A sandbox with a client."""

    client: Client
    process: int
    """The id of the sandbox's process."""
    stack: ExitStack

    def processor_time(self) -> float:
        """Seconds of the processor that the sandbox has used, as Linux counts them for any process."""
        return time.clock_gettime(~self.process << 3 | 2)


def started(_: Path) -> Called:
    """A sandbox with 200 customers and some invoices."""
    stack = ExitStack()
    sandbox = stack.enter_context(served())
    client = stack.enter_context(closing(sandbox.client()))
    prepare(client)
    for number in range(CUSTOMERS - len(client.customers)):
        client.add_customer(f"L-{number}")
    for _invoice in range(30):
        client.post()
    return Called(client, sandbox.process.pid, stack)


def stopped(start: Called) -> None:
    """End the sandbox."""
    start.stack.close()


def post(start: Called) -> None:
    """Post an invoice of five lines."""
    start.client.post()


def get(start: Called) -> bytes:
    """Read an invoice of five lines."""
    return start.client.call(sales.get_sales_invoice(netvisor_key=start.client.invoices[0]))


def list_all(start: Called) -> bytes:
    """Read the list of customers."""
    return start.client.call(customers.list_customers())


def mix(start: Called) -> None:
    """A call of the mix of `sandbox_load`: as many of them as it has, divided by their number where it is shown."""
    for kind in MIX:
        start.client.step(kind)


CALLS: Final[dict[str, tuple[str, Callable[[Called], Any], float]]] = {
    "sandbox-post-invoice-5": ("the sandbox takes an invoice of 5 lines", post, 1.3e-3),
    "sandbox-get-invoice-5": ("the sandbox answers `getsalesinvoice`, 5 lines", get, 0.7e-3),
    "sandbox-list-customers-200": ("the sandbox answers a list of 200 customers", list_all, 0.8e-3),
    "sandbox-mix": (f"the sandbox answers {len(MIX)} calls, half of them posted invoices", mix, len(MIX) / 500),
}
"""By the name of the case: what it says, what is called, and the most seconds."""
