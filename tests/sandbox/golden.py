"""The golden messages as the tests of the sandbox post them, with keys that exist there."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from netvisor.codec.decode import decode

M = TypeVar("M")

_REQUESTS = Path(__file__).parents[2] / "fixtures" / "requests"


def golden(name: str, cls: type[M]) -> M:
    """A golden message by the name of its file, without its ending."""
    return decode((_REQUESTS / f"{name}.xml").read_bytes(), cls)
