"""Keys that Netvisor has not given yet: whole numbers that stand for them in a message, until they are known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from netvisor.queue.database import Row

_FIRST: Final = 770_077_000_000_000_000
"""Far above any key of Netvisor, and small enough for every place where a key may stand."""
_DIGITS: Final = len(str(_FIRST))
_KEY: Final = re.compile(rb"770077(\d{12})")


def placeholder(message: int) -> int:
    """The number that stands for the key of a message."""
    return _FIRST + message


def wanted_keys(blocks: Iterable[bytes]) -> set[int]:
    """The messages whose keys stand in a body, also where one falls between two blocks."""
    found: set[int] = set()
    rest = b""
    for block in blocks:
        seen = rest + block
        found |= {int(each) for each in _KEY.findall(seen)}
        rest = seen[-_DIGITS:]
    return found


def key_of(row: Row) -> str | None:
    """The key that an accepted message got, as text; `None` for one without a key."""
    kept = json.loads(row["after_answer"]) if row["after_answer"] else {}
    keys = kept.get("inserted") or kept.get("updated") or []
    return str(keys[0]) if keys else None


def filled(blocks: Iterable[bytes], message: int, key: str) -> Iterator[bytes]:
    """A body with the key of a message in the places that wait for it, which may fall between two blocks."""
    wanted, given = str(placeholder(message)).encode(), key.encode()
    rest = b""
    for block in blocks:
        *before, last = (rest + block).split(wanted)
        for part in before:
            yield part + given
        # What may be the beginning of another place is kept for the next block.
        kept = len(wanted) - 1
        if len(last) > kept:
            yield last[:-kept]
        rest = last[-kept:]
    if rest:
        yield rest
