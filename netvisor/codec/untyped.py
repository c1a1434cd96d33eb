"""Values of answers without a documented form: kept as text, and how to find them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netvisor.declare import plan


class Untyped(str):
    """The text of a value without a documented form. It is a `str`, so nothing of the answer is lost."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"Untyped({str.__str__(self)!r})"


def untyped(part: object, path: str = "") -> Iterator[tuple[str, Untyped]]:
    """Every value of an answer that was kept as text, with its path in Python names."""
    for field in plan(type(part)).fields:
        if field.role == "constant":
            continue
        value: Any = getattr(part, field.attr)
        several = isinstance(value, (list, tuple))
        for index, item in enumerate(value if several else [value]):
            at = f"{path}{field.attr}[{index}]" if several else f"{path}{field.attr}"
            if isinstance(item, Untyped):
                yield at, item
            elif field.cls is not None or field.arms:
                yield from untyped(item, f"{at}.") if item is not None else ()
