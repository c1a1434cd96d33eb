"""Waiting for the turn of a company without a thread."""

from __future__ import annotations

import asyncio
import os
from typing import Final

from netvisor.client.company_lock import CompanyLock, Turn

LANE_LOOK: Final = 0.1
"""Seconds between two looks whether the company's lane in the queue is free."""


class _Waiter:
    """A task that waits for the turn of a company. Threads and other event loops may wake it."""

    def __init__(self, lock: CompanyLock) -> None:
        self._lock = lock
        self._loop = asyncio.get_running_loop()
        self._process = os.getpid()
        self._woken = asyncio.Event()

    def __call__(self) -> bool:
        """Wake it; tells whether that was possible."""
        if self._process != os.getpid():
            return False
        try:
            self._loop.call_soon_threadsafe(self._woken.set)
        except RuntimeError:
            return False  # its loop is closed
        return True

    def is_first(self) -> bool:
        """Whether no other task waits longer."""
        try:
            return self._lock.waiting[0] is self
        except IndexError:
            return False

    async def wait(self) -> None:
        """Wait until it is woken."""
        await self._woken.wait()

    def leave(self) -> bool:
        """Wait no longer; tells whether nobody had woken it."""
        try:
            self._lock.waiting.remove(self)
        except ValueError:
            return False
        return True


async def begin_turn(lock: CompanyLock, resource: str, transaction_id: str | None, longest: float) -> Turn:
    """Wait for the turn of a call, as `CompanyLock.begin` does, without a thread; tasks get it in their order.

    Raises:
        CompanyBusy: the other call did not end in time, or is an open stream of this task.
    """
    if not lock.waiting and (turn := lock.try_begin(resource, transaction_id)):
        return turn
    lock.refuse_own_stream(resource, transaction_id)
    try:
        async with asyncio.timeout(longest):
            return await _next_turn(lock, resource, transaction_id)
    except TimeoutError:
        raise lock.busy(resource, transaction_id, longest) from None


async def _next_turn(lock: CompanyLock, resource: str, transaction_id: str | None) -> Turn:
    line_up = lock.waiting.append
    while True:
        waiter = _Waiter(lock)
        line_up(waiter)
        try:
            # The other call may have ended before this task stood in the line.
            if not waiter.is_first() or (turn := lock.try_begin(resource, transaction_id)) is None:
                await waiter.wait()
                turn = lock.try_begin(resource, transaction_id)
        except BaseException:
            if not waiter.leave():
                # It was woken to try, and does not: so the next one has to.
                lock.wake_next()
            raise
        if turn is not None:
            waiter.leave()
            return turn
        # A thread was faster; this task stays the first one.
        line_up = lock.waiting.appendleft


__all__ = ["LANE_LOOK", "begin_turn"]
