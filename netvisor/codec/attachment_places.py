"""Where in a message its attachments are."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from netvisor.declare import CLEAR, UNSET, plan


@dataclass(frozen=True, slots=True)
class AttachmentPlace:
    """The place of one attachment."""

    part: Any
    """The object that contains it."""
    attr: str
    index: int | None
    """Its place in a list; `None` if it is not in a list."""
    path: str
    """The place in Python names, from the message down."""

    def put(self, content: bytes | os.PathLike[str]) -> None:
        """Replace the content there."""
        if self.index is None:
            setattr(self.part, self.attr, content)
        else:
            getattr(self.part, self.attr)[self.index] = content


def attachment_places(part: Any, path: str = "") -> Iterator[AttachmentPlace]:
    """The places of all attachments of a message, in document order."""
    for field in plan(type(part)).fields:
        if field.role == "constant":
            continue
        value = getattr(part, field.attr)
        for index, item in enumerate(value) if field.many else ((None, value),):
            at = f"{path}{field.attr}" if index is None else f"{path}{field.attr}[{index}]"
            if item is UNSET or item is CLEAR:
                continue
            if field.scalar is None:
                yield from attachment_places(item, f"{at}.")
            elif field.scalar.kind == "base64":
                yield AttachmentPlace(part, field.attr, index, at)
