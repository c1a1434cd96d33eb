"""Values of closed lists in another letter case: clients and the vendor's own examples send them so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lxml import etree

from netvisor.declare.rows import rows


def documented_case(tree: etree._Element, cls: type) -> bool:
    """Write the values of closed lists as they are documented; tells whether any was written otherwise.

    Args:
        tree: a message with small names.
        cls: its class.
    """
    changed = False
    for path, values in _lists(cls).items():
        place, _, name = path.partition("/@")
        for element in tree.findall(place):
            text = (element.get(name) if name else element.text) or ""
            meant = values.get(text.lower(), text)
            if meant != text:
                changed = True
                if name:
                    element.set(name, meant)
                else:
                    element.text = meant
    return changed


@cache
def _lists(cls: type) -> Mapping[str, Mapping[str, str]]:
    """Small and documented values by the path of what holds them, from below the root on."""
    found = {}
    above: list[str] = []
    for row in rows(cls)[1:]:
        above = [*above[: row.level - 1], f"@{row.name}" if row.kind == "A" else row.name]
        if row.values:
            found["/".join(above)] = {value.lower(): value for value in row.values}
    return found
