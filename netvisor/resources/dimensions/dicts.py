"""The plain data of messages, for type checkers and editors.

Written by `poe regenerate` from the declarations.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from netvisor.resources.plain_values import Clear, Unset


class DimensionItemDict(TypedDict):
    """Plain data of `DimensionItem`."""

    name: str
    item: str
    old_item: NotRequired[str | Clear | Unset]
    father_id: NotRequired[int | Clear | Unset]
    father_item: NotRequired[str | Clear | Unset]
    is_hidden: NotRequired[bool | Clear | Unset]
