"""A list read one item at a time: an iterator that is its company's only call until it ends or is closed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from netvisor.client.company_lock import Turn

T = TypeVar("T")


class Opened(Generic[T]):
    """A list whose first item is read, in a turn that ends with it.

    Args:
        items: its items.
        turn: the turn.
    """

    def __init__(self, items: Generator[T, None, None], turn: Turn) -> None:
        self.turn = turn
        self._items: Generator[T, None, None] | None = items
        self._first: list[T] = []
        with contextlib.suppress(StopIteration):
            self._first.append(next(self))

    def __iter__(self) -> Opened[T]:
        return self

    def __next__(self) -> T:
        try:
            return self.advance()
        except BaseException:
            # The end of the list or an error: either way the call is over.
            self.close()
            raise

    def advance(self) -> T:
        """The next item, for a reader who is ahead of the list's user: `close` is called later, even at the end."""
        if self._first:
            return self._first.pop()
        if self._items is None:
            raise StopIteration
        return next(self._items)

    def __del__(self) -> None:
        # The turn of an unreachable stream must end.
        with contextlib.suppress(Exception):
            self.close()

    def close(self) -> None:
        """End the call, read or not; doing it again does nothing."""
        items, self._items = self._items, None
        self._first.clear()
        try:
            if items is not None:
                items.close()
        finally:
            self.turn.end()


class Stream(Generic[T]):
    """The items of a list, used in a `with` block or in a `for` loop.

    `with` or the first item opens it: then the request is sent, and refusals are raised. Leaving a loop early leaves
    the stream open, so use a `with` block for such loops.
    """

    def __init__(self, open_list: Callable[[], Opened[T]]) -> None:
        self._open_list: Callable[[], Opened[T]] | None = open_list
        self._opened: Opened[T] | None = None

    def __enter__(self) -> Stream[T]:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Stream[T]:
        return self

    def __next__(self) -> T:
        self._start()
        if self._opened is None:
            raise StopIteration
        return next(self._opened)

    def close(self) -> None:
        """End the call, read or not, so that the company's next call may begin."""
        self._open_list = None
        if self._opened is not None:
            self._opened.close()

    def _start(self) -> None:
        if self._open_list is not None:
            open_list, self._open_list = self._open_list, None
            self._opened = open_list()


__all__ = ["Opened", "Stream"]
