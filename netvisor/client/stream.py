"""A list read one item at a time: an iterator that is its company's only call until it ends or is closed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator
from typing import Generic, TypeVar, cast

from netvisor.client.company_lock import Turn
from netvisor.errors import NetvisorError

T = TypeVar("T")


class Stream(Generic[T]):
    """The items of a list, used in a `with` block or in a `for` loop.

    `with` or the first item opens it: then the request is sent, and refusals are raised. Leaving a loop early leaves
    the stream open, so use a `with` block for such loops.
    """

    def __init__(
        self,
        items: Callable[[Turn], Iterator[T]],
        begin: Callable[[], Turn],
        again: Callable[[NetvisorError, int], bool],
    ) -> None:
        self._items = items
        self._begin = begin
        self._again = again
        self._turn: Turn | None = None
        self._open: Generator[T, None, None] | None = None
        self._first: list[T] = []
        self._used = False

    def __enter__(self) -> Stream[T]:
        if not self._used:
            self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Stream[T]:
        return self

    def __next__(self) -> T:
        if not self._used:
            self._start()
        if self._first:
            return self._first.pop()
        if self._open is None:
            raise StopIteration
        try:
            return next(self._open)
        except BaseException:
            # The end of the list or an error: either way the call is over.
            self.close()
            raise

    def __del__(self) -> None:
        # The turn of an unreachable stream must end.
        with contextlib.suppress(Exception):
            self.close()

    def close(self) -> None:
        """End the call, read or not, so that the company's next call may begin."""
        opened, self._open = self._open, None
        turn, self._turn = self._turn, None
        self._used = True
        self._first.clear()
        try:
            if opened is not None:
                opened.close()
        finally:
            if turn is not None:
                turn.end()

    def _start(self) -> None:
        """Send the request and read up to the first item; retries happen only here."""
        self._used = True
        tried = 0
        while True:
            self._turn = self._begin()
            try:
                self._open = cast("Generator[T, None, None]", self._items(self._turn))
                self._first.append(next(self._open))
            except StopIteration:
                self.close()
                return
            except NetvisorError as error:
                self.close()
                if not self._again(error, tried):
                    raise
            except BaseException:
                self.close()
                raise
            else:
                return
            tried += 1


__all__ = ["Stream"]
