"""The client for asyncio: the same calls, results and errors as `Client`, without blocking the event loop.

    async with AsyncClient(Credentials.from_environment()) as client:
        inserted = await client.send(customers.add_customer(...))
        async for customer in client.stream(customers.list_customers()):
            ...

It is a shell around the same core: calls are carried out in worker threads, and whatever can wait long without the
network (the company's turn, the pause before a retry) waits without a thread. `Workers` bounds the threads of many
clients, one for each company; `cancelled_call` tells what became of a call whose task was cancelled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from netvisor.aio.cancelled import CancelledCall as CancelledCall
    from netvisor.aio.cancelled import cancelled_call as cancelled_call
    from netvisor.aio.client import AsyncClient as AsyncClient
    from netvisor.aio.stream import AsyncStream as AsyncStream
    from netvisor.aio.workers import Workers as Workers

__all__ = ["AsyncClient", "AsyncStream", "CancelledCall", "Workers", "cancelled_call"]

_HOMES: Final = {
    "AsyncClient": "client",
    "AsyncStream": "stream",
    "CancelledCall": "cancelled",
    "Workers": "workers",
    "cancelled_call": "cancelled",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
