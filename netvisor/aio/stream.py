"""A list read with `async for`: the stream of an asynchronous client."""

from __future__ import annotations

import time
from asyncio import CancelledError
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Final, Generic, TypeAlias, TypeVar

from netvisor.aio.workers import Workers, finished
from netvisor.client.stream import Opened
from netvisor.errors import OutcomeUnknown, SetupError

T = TypeVar("T")

MOST_AT_ONCE: Final = 256
"""The most items that a thread reads before it hands them over."""
_SECONDS_AT_ONCE: Final = 0.05

_Part: TypeAlias = "tuple[list[T], BaseException | None]"
"""Some items, and how the list ends behind them, if it does."""


class AsyncStream(Generic[T]):
    """The items of a list, used in an `async with` block or in an `async for` loop.

    `async with` or the first item opens it: then the request is sent, and refusals are raised. Leaving a loop early
    leaves the stream open, so use an `async with` block for such loops. Between the items it has no thread.
    """

    def __init__(self, open_list: Callable[[], Awaitable[Opened[T]]], workers: Workers, company: str) -> None:
        self._open_list: Callable[[], Awaitable[Opened[T]]] | None = open_list
        self._workers = workers
        self._company = company
        self._opened: Opened[T] | None = None
        self._read: deque[T] = deque()
        self._end: BaseException | None = None
        self._reading: Future[_Part[T]] | None = None

    async def __aenter__(self) -> AsyncStream[T]:
        await self._start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    def __aiter__(self) -> AsyncStream[T]:
        return self

    async def __anext__(self) -> T:
        await self._start()
        while not self._read:
            end, self._end = self._end, None
            if end is not None:
                if isinstance(end, StopAsyncIteration):
                    await self.aclose()
                self._opened = None
                raise end
            if self._opened is None:
                raise StopAsyncIteration
            await self._read_more(self._opened)
        return self._read.popleft()

    async def aclose(self) -> None:
        """End the call, read or not, so that the company's next call may begin."""
        self._open_list = None
        self._read.clear()
        opened, self._opened = self._opened, None
        if opened is None:
            return
        if self._reading is not None:
            # Another task reads it; its thread ends the call.
            _cut_off(opened)
            self._reading.add_done_callback(lambda _: opened.close())
            return
        await finished(self._workers.submit(opened.close))

    async def _start(self) -> None:
        if self._open_list is not None:
            open_list, self._open_list = self._open_list, None
            try:
                self._opened = await open_list()
            except CancelledError:
                # Nothing of it was given to anybody, so it may be opened again.
                self._open_list = open_list
                raise

    async def _read_more(self, opened: Opened[T]) -> None:
        if self._reading is not None:
            raise SetupError("another task is reading this stream; each task needs one of its own")
        self._reading = reading = self._workers.submit(partial(_part, opened))
        try:
            self._take(await finished(reading), opened)
        except CancelledError as cancelled:
            if reading.cancel():
                raise  # no thread had begun to read, so it can go on
            raise cancelled from await self._broken_off(opened, reading)
        finally:
            self._reading = None

    async def _broken_off(self, opened: Opened[T], reading: Future[_Part[T]]) -> BaseException:
        """Break the connection off, wait until the thread has ended the call, and give the error of the stream."""
        self._opened = None
        _cut_off(opened)
        # The thread closes it, so that it ends when the thread does, even if nobody waits for that.
        reading.add_done_callback(lambda _: opened.close())
        with suppress(CancelledError):
            self._take(await finished(reading), opened)
        if self._end is None:
            self._end = self._lost(opened)
        return self._end

    def _take(self, part: _Part[T], opened: Opened[T]) -> None:
        items, self._end = part
        self._read.extend(items)
        if self._end is None and self._opened is not opened:
            # It was closed meanwhile, which must not look like the end of the list.
            self._end = self._lost(opened)

    def _lost(self, opened: Opened[T]) -> OutcomeUnknown:
        where = {"resource": opened.turn.resource, "transaction_id": opened.turn.transaction_id}
        text = "the list was cancelled while it was read; read it again from its beginning"
        return OutcomeUnknown(text, writes=False, company=self._company, **where)


def _cut_off(opened: Opened[T]) -> None:
    if opened.turn.cancellation is not None:
        opened.turn.cancellation.cancel()


def _part(opened: Opened[T]) -> _Part[T]:
    """Read some items, in a thread."""
    items: list[T] = []
    until = time.monotonic() + _SECONDS_AT_ONCE
    try:
        while len(items) < MOST_AT_ONCE and (not items or time.monotonic() < until):
            items.append(opened.advance())
    except StopIteration:
        # The turn lasts until the user has all items, however short the list is.
        return items, StopAsyncIteration()
    except Exception as error:
        opened.close()
        return items, error
    return items, None


__all__ = ["AsyncStream"]
