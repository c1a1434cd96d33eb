"""A sandbox behind a gate that passes bytes on as far as a test wants, and what asynchronous tests have in common."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from netvisor.aio import CancelledCall, cancelled_call
from netvisor.protocol.call import Call
from netvisor.protocol.results import Inserted
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.unit.wire import Wire, serving

R = TypeVar("R")
PATIENCE = 20
"""Seconds after which something that a test waits for does not come."""


def add(name: str, *, comment: str = "") -> Call[Inserted]:
    base = customers.CustomerBaseInformation(name=name)
    if not comment:
        return customers.add_customer(customers.Customer(customer_base_information=base))
    extra = customers.CustomerAdditionalInformation(comment=comment)
    return customers.add_customer(
        customers.Customer(customer_base_information=base, customer_additional_information=extra)
    )


def names(sandbox: Sandbox, company: str | None = None) -> list[str]:
    """The customers in the books of a company."""
    return [str(each.name) for each in sandbox.books[company or sandbox.companies[0]].customers.values()]


async def happened(event: threading.Event) -> None:
    """Wait for something that a thread notes."""
    assert await asyncio.to_thread(event.wait, PATIENCE)


async def cancelled(task: asyncio.Task[Any]) -> CancelledCall | None:
    """Cancel a task, and give what is told of its call."""
    task.cancel()
    try:
        await task
    except asyncio.CancelledError as error:
        return cancelled_call(error)
    raise AssertionError("the task was not cancelled")


def started(work: Coroutine[Any, Any, R], *, within_own_turn: bool = True) -> asyncio.Task[R]:
    """A task for a call. `within_own_turn=False`: one that knows nothing of the turns of this one."""
    context = None if within_own_turn else Context()
    return asyncio.get_running_loop().create_task(work, context=context)


async def turn_of_the_loop() -> None:
    """Let every task go on until it waits for a thread, a turn or the network."""
    for _ in range(5):
        await asyncio.sleep(0)


def threads() -> list[str]:
    """The worker threads that are alive."""
    return [each.name for each in threading.enumerate() if each.name.startswith("netvisor_")]


@dataclass
class Gate:
    """Between a client and the sandbox: passes so many bytes on, and swallows the others."""

    sandbox: Sandbox
    out: int = 1 << 60
    """How many bytes of a request pass."""
    back: int = 1 << 60
    """How many bytes of an answer pass."""
    shut: threading.Event = field(default_factory=threading.Event)
    """Set when the limit is reached."""
    gone: threading.Event = field(default_factory=threading.Event)
    """Set when the client has closed its connection, and the sandbox has ended its call."""
    connections: int = 0

    def open(self) -> None:
        """Let everything pass again."""
        self.out = self.back = 1 << 60
        self.shut.clear()
        self.gone.clear()

    def handle(self, connection: socket.socket, _: Wire) -> None:
        self.connections += 1
        port = urlsplit(self.sandbox.url).port or 0
        with socket.create_connection(("127.0.0.1", port)) as upstream:
            back = threading.Thread(target=self._pass, args=(upstream, connection, "back"), daemon=True)
            back.start()
            self._pass(connection, upstream, "out")
            with suppress(OSError):
                upstream.shutdown(socket.SHUT_WR)
            back.join(PATIENCE)
        self.gone.set()

    def _pass(self, source: socket.socket, target: socket.socket, way: str) -> None:
        with suppress(OSError):
            while block := source.recv(1 << 16):
                left = getattr(self, way)
                setattr(self, way, max(left - len(block), 0))
                if left:
                    with suppress(OSError):
                        target.sendall(block[:left])
                if left <= len(block):
                    self.shut.set()


@contextmanager
def gate_before(sandbox: Sandbox) -> Iterator[tuple[Gate, str]]:
    """A gate, and its address."""
    gate = Gate(sandbox)
    with serving(gate.handle) as wire:
        yield gate, wire.url
