"""Lists with a limit of items per answer, and how they continue: no list ends silently."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from netvisor.errors import IncompleteList
from netvisor.lazy_dataclass import frozen

if TYPE_CHECKING:
    from netvisor.protocol.call import Call

R = TypeVar("R")
T = TypeVar("T")


@frozen(kw_only=True)
class LongList:
    """How many items one answer holds at most, and which parameter asks for the next ones."""

    most: int
    parameter: str
    """The parameter on the wire: a page, or the key above which the next answer begins."""
    key: str = ""
    """The field of an item that holds its key; empty where the parameter counts pages."""

    def words(self) -> str:
        """How the list goes on, for people."""
        return f"`{self.parameter}` above the last key" if self.key else f"the next `{self.parameter}`"


class Followed(Generic[T]):
    """Counts the items of one answer as they pass, and knows the call that asks for the next ones.

    Args:
        call: the call that was answered.
    """

    def __init__(self, call: Call[Any]) -> None:
        self._call = call
        self._count = 0
        self._last: int | None = None

    def passing(self, items: Iterable[T]) -> Iterator[T]:
        """The items themselves."""
        key = self._call.long.key if self._call.long is not None else ""
        for item in items:
            self._count += 1
            if key:
                found = getattr(item, key)
                if isinstance(found, int) and (self._last is None or found > self._last):
                    self._last = found
            yield item

    def following(self) -> Call[Any] | None:
        """The call for the items that follow; `None` if there are none.

        Warns with `IncompleteList` where there may be more and no call asks for it.
        """
        call, long = self._call, self._call.long
        if long is None or self._count < long.most:
            return None
        asked = dict(call.parameters).get(long.parameter)
        if not long.key:
            return _asking(call, long.parameter, int(asked or 1) + 1)
        if self._last is None or (asked is not None and self._last <= int(asked)):
            warn_of_more(call)
            return None
        return _asking(call, long.parameter, self._last)


def _asking(call: Call[Any], name: str, value: int) -> Call[Any]:
    others = tuple(pair for pair in call.parameters if pair[0] != name)
    return replace(call, parameters=(*others, (name, str(value))))


def warn_of_more(call: Call[Any]) -> None:
    """Warn that a list may continue after the items of one answer."""
    if call.long is not None:
        warnings.warn(IncompleteList(call.resource, call.long.most, f"go on with {call.long.words()}"), stacklevel=4)


def whole_list(
    call: Call[R], send: Callable[[Call[R]], Generator[Any, Any, R]], *, once: bool = False
) -> Generator[Any, Any, R]:
    """Send a call, and further ones until its list is complete; the steps of it, which give the result.

    Args:
        call: what to send.
        send: the steps that send one call.
        once: whether only one request may be made: a list that may continue then ends with a warning.
    """
    given = yield from send(call)
    if call.long is None or not isinstance(given, list):
        return given
    whole: list[Any] = []
    part: Call[R] | None = call
    while part is not None:
        followed: Followed[Any] = Followed(part)
        whole += followed.passing(cast("list[Any]", given))
        part = followed.following()
        if part is not None and once:
            warn_of_more(call)
            break
        if part is not None:
            given = yield from send(part)
    return cast("R", whole)


__all__ = ["Followed", "LongList", "warn_of_more", "whole_list"]
