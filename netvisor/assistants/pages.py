"""Results cut to a size: the first page goes out at once, a cursor asks for the next one."""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from netvisor.errors import NetvisorError

_KEPT: Final = 8
"""How many results are kept for those who go on; the oldest is forgotten first."""
_AROUND: Final = 300
"""Bytes of a page for its cursor and counts."""


class CursorUnknown(NetvisorError):
    """The cursor belongs to no result that is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a tool has to say, before it is cut."""

    head: Mapping[str, Any]
    """What the first page says: a few short values."""
    name: str = "items"
    """What the list is called."""
    items: Sequence[str] | None = None
    """The JSON of each item; `None` when there is no list."""
    single: bool = False
    """Whether the only item is an object of its own and no list."""
    is_error: bool = False


Page = tuple[dict[str, Any], str]
"""The values of a page, and the JSON of its data, which follows them."""


class Pages:
    """Cuts what tools say, and keeps the rest for a while.

    Args:
        most: the most bytes of a page.
        always: what every page says first.
    """

    def __init__(self, most: int, always: Mapping[str, Any]) -> None:
        self._most = most
        self._always = always
        self._kept: OrderedDict[str, tuple[list[str], bool]] = OrderedDict()

    def first(self, told: Told) -> tuple[str, bool]:
        """The first page as JSON, and whether it is an error."""
        head = shortened(told.head, self._most // 16)
        room = self._most - len(json_text({**self._always, **head}).encode()) - _AROUND
        pages = list(_pages(told, max(room, self._most // 4)))
        name = secrets.token_urlsafe(6)
        texts = []
        for number, (values, data) in enumerate(pages, 1):
            onward = {"cursor": f"{name}.{number}"} if number < len(pages) else {}
            texts.append(_joined({**self._always, **(head if number == 1 else {}), **values, **onward}, data))
        if len(texts) > 1:
            self._kept[name] = (texts, told.is_error)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return texts[0], told.is_error

    def go_on(self, cursor: str) -> tuple[str, bool]:
        """The page of a cursor; the same cursor gives the same page again.

        Raises:
            CursorUnknown: its result is not kept any more, or there was none.
        """
        name, _, number = cursor.rpartition(".")
        texts, is_error = self._kept.get(name, ([], False))
        if not number.isdecimal() or not 0 < int(number) < len(texts):
            raise CursorUnknown(f"the cursor {cursor!r} is unknown or too old: make the call again that gave it")
        self._kept.move_to_end(name)
        return texts[int(number)], is_error


def json_text(value: Any) -> str:
    """JSON without line breaks, letters unescaped; a lone surrogate, which no channel carries, comes out escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode()


def shortened(value: Any, most: int) -> Any:
    """A value with its texts cut to a length.

    >>> shortened({"message": "a long text"}, 6)
    {'message': 'a long … (cut)'}
    """
    if isinstance(value, Mapping):
        return {name: shortened(each, most) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [shortened(each, most) for each in value]
    return f"{value[:most]} … (cut)" if isinstance(value, str) and len(value) > most else value


def _pages(told: Told, room: int) -> Iterator[Page]:
    items = told.items
    if items is None:
        yield {}, ""
    elif told.single:
        yield from _whole(items[0], room) if _size(items[0]) <= room else _pieces(items[0], room, {})
    else:
        yield from _lists(told.name, items, room)


def _whole(item: str, room: int) -> Iterator[Page]:
    yield {}, f'"data":{item}'


def _lists(name: str, items: Sequence[str], room: int) -> Iterator[Page]:
    """The items of a list, as many on each page as fit; an item that fits on none comes in pieces."""
    begin, size = 0, 0
    for at, item in enumerate(items):
        its = _size(item) + 1
        if size and (size + its > room):
            yield _listed(name, items, begin, at)
            begin, size = at, 0
        if its > room:
            yield from _pieces(item, room, {"item": at + 1, "of": len(items)})
            begin = at + 1
        else:
            size += its
    if size or not items:
        yield _listed(name, items, begin, len(items))


def _listed(name: str, items: Sequence[str], begin: int, end: int) -> Page:
    counts = {"first": begin + 1, "last": end, "of": len(items)} if items else {"of": 0}
    return counts, f'"{name}":[{",".join(items[begin:end])}]'


def _pieces(item: str, room: int, counts: dict[str, Any]) -> Iterator[Page]:
    """The JSON of an item as text in pieces, which a reader joins."""
    pieces = []
    while item:
        length = room
        while _size(json_text(item[:length])) > room:
            length = length * 2 // 3
        pieces.append(item[:length])
        item = item[length:]
    for number, piece in enumerate(pieces, 1):
        yield {**counts, "piece": number, "pieces": len(pieces)}, f'"json_text":{json_text(piece)}'


def _size(text: str) -> int:
    return len(text.encode())


def _joined(values: Mapping[str, Any], data: str) -> str:
    text = json_text(values)
    return f"{text[:-1]}{',' if values else ''}{data}}}" if data else text


__all__ = ["CursorUnknown", "Pages", "Told", "json_text", "shortened"]
