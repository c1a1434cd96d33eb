"""The threads in which the calls of asynchronous clients are carried out."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, Final, TypeVar

from netvisor.declare.arguments import described
from netvisor.errors import SetupError

R = TypeVar("R")

MOST: Final = 8
"""The most threads, unless another number is asked for."""


class Workers:
    """Threads that several clients share, and so the most calls that are under way at the same time.

        async with Workers(20) as workers:
            clients = [AsyncClient(each, workers=workers) for each in credentials]

    Only what is being sent or received has a thread. Calls that wait for the turn of their company, or before a retry,
    and streams whose user is busy have none. So any number of calls may wait, and none of them waits for itself.

    Args:
        most: the most threads. They start when they are needed.

    Raises:
        SetupError: that is not a positive whole number.
    """

    def __init__(self, most: int = MOST) -> None:
        if isinstance(most, bool) or not isinstance(most, int) or most < 1:
            raise SetupError(f"workers must be a positive whole number, not {most!r}")
        self.most: int = most
        self._pool: ThreadPoolExecutor | None = None
        self._process = os.getpid()
        self._running: set[Future[Any]] = set()

    def __repr__(self) -> str:
        return f"Workers({self.most})"

    async def __aenter__(self) -> Workers:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Wait until nothing is under way, also of cancelled calls, and end the threads; new calls start new ones."""
        while running := self._running:
            await asyncio.wait([asyncio.wrap_future(each) for each in list(running)])
        self.close()

    def close(self) -> None:
        """The same where no event loop runs any more."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown()

    def submit(self, work: Callable[[], R]) -> Future[R]:
        """Let a thread do something, in a copy of the context of the caller."""
        if self._pool is None or self._process != os.getpid():
            # A forked child has none of its parent's threads.
            self._pool, self._process, self._running = self._new_pool(), os.getpid(), set()
        future = self._pool.submit(copy_context().run, work)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def _new_pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self.most, thread_name_prefix="netvisor")


def checked_workers(workers: Workers) -> Workers:
    """The workers that a client was given.

    Raises:
        SetupError: it is something else.
    """
    if not isinstance(workers, Workers):
        raise SetupError(f"workers must be Workers(n), which clients can share, not {described(workers)}")
    return workers


async def finished(future: Future[R]) -> R:
    """Wait for the end of what a thread does. A cancellation ends the waiting, and not the work."""
    waiting = asyncio.wrap_future(future)
    # Whoever is cancelled here looks at the future itself; nobody is to be told that nobody looked.
    waiting.add_done_callback(lambda done: done.cancelled() or done.exception())
    # Not `shield`: newer versions of Python report the exception of what nobody waits for any more.
    await asyncio.wait([waiting])
    return waiting.result()


__all__ = ["MOST", "Workers", "checked_workers", "finished"]
