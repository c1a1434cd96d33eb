"""Keys that Netvisor has not given yet: whole numbers that stand for them in a message, until they are known."""

from __future__ import annotations

import json
import re
from typing import Final

from netvisor.queue.database import Row

_FIRST: Final = 770_077_000_000_000_000
"""Far above any key of Netvisor, and small enough for every place where a key may stand."""
_KEY: Final = re.compile(rb"770077(\d{12})")


def placeholder(message: int) -> int:
    """The number that stands for the key of a message."""
    return _FIRST + message


def wanted_keys(block: bytes) -> set[int]:
    """The messages whose keys stand in some bytes."""
    return {int(found) for found in _KEY.findall(block)}


def key_of(row: Row) -> str | None:
    """The key that an accepted message got, as text; `None` for one without a key."""
    kept = json.loads(row["after_answer"]) if row["after_answer"] else {}
    keys = kept.get("inserted") or kept.get("updated") or []
    return str(keys[0]) if keys else None


def filled(block: bytes, message: int, key: str) -> bytes:
    """Some bytes with the key of a message in the places that wait for it."""
    return block.replace(str(placeholder(message)).encode(), key.encode())
