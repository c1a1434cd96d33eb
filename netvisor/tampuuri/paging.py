"""Lists page by page, in whichever of the three shapes they come, with no more calls than needed.

The older shape is `{"Items": [...], "Metadata": {"Offset", "Limit", "Total"}}`, the newer one
`{"Offset", "Limit", "Total", "Items": [...]}`, and operations without pages answer with a bare array.
"""

from __future__ import annotations

from typing import Any, Final

from netvisor.lazy_dataclass import frozen
from netvisor.tampuuri.model import WrongShape

LARGEST_PAGE: Final = 250
"""The most objects that one page holds."""


@frozen
class Page:
    """One page of a list."""

    items: list[Any]
    offset: int | None
    """How many objects stand before it, as far as the answer says."""
    total: int | None
    """How many objects there are in all, as far as the answer says."""

    def next_offset(self, asked: int) -> int | None:
        """Where the next page begins; `None` after the last one.

        Without a total only an empty page tells that the list is over.

        >>> Page([1] * 250, 0, 251).next_offset(0), Page([1], 250, 251).next_offset(250)
        (250, None)
        """
        read = asked + len(self.items)
        if not self.items or (self.total is not None and read >= self.total):
            return None
        return read


def page_of(raw: Any, asked: int) -> Page:
    """The page in an answer of either shape.

    Args:
        raw: the JSON.
        asked: the offset that was asked for.

    Raises:
        WrongShape: it is no page, or another one than was asked for.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("Items"), list):
        raise WrongShape("expected a list: an array, or an object with Items")
    metadata = raw.get("Metadata")
    told = metadata if isinstance(metadata, dict) else raw
    page = Page(raw["Items"], _number(told.get("Offset")), _number(told.get("Total")))
    if page.offset not in {None, asked}:
        # Going on would give objects twice, or never end.
        raise WrongShape(f"the page that begins at {page.offset} came for the one that begins at {asked}")
    return page


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


__all__ = ["LARGEST_PAGE", "Page", "page_of"]
