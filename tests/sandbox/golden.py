"""The golden messages of the fixtures, decoded, so that a test can put existing keys into them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from netvisor.codec.decode import decode

M = TypeVar("M")

_REQUESTS = Path(__file__).parents[2] / "fixtures" / "requests"


def golden(name: str, cls: type[M]) -> M:
    """The message of `fixtures/requests/<name>.xml`."""
    return decode((_REQUESTS / f"{name}.xml").read_bytes(), cls)
