"""Values in another spelling than the documented one, which clients and the vendor's own examples send.

Those of closed lists and constants stand in any letter case, `ISO-3316` for `ISO-3166`, days without their zeros.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeAlias

from lxml import etree

from netvisor.declare.rows import Row, rows
from netvisor.declare.scalars import ISO_3166
from netvisor.errors import Problem

_Meant: TypeAlias = Callable[[str], str]

_DAY: Final = re.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MISSPELT: Final = {spelling.lower(): ISO_3166.value for spelling in ISO_3166.also}


def documented_case(tree: etree._Element, cls: type) -> bool:
    """Write the values of a message as they are documented; tells whether any was written otherwise.

    Args:
        tree: a message with small names.
        cls: its class.
    """
    changed = False
    for path, spelt in _spellings(cls).items():
        place, _, name = path.partition("/@")
        for element in tree.findall(place):
            text = (element.get(name) if name else element.text) or ""
            meant = spelt(text)
            if meant != text:
                changed = True
                if name:
                    element.set(name, meant)
                else:
                    element.text = meant
    return changed


def is_day_without_zeros(problem: Problem) -> bool:
    """Whether all that is wrong is a day such as `2026-1-5`, as examples of the documentation write it."""
    form = problem.rule == "form" and problem.expected.startswith("a date such as 2026-")
    return form and _DAY.fullmatch(problem.found.strip("'")) is not None


@cache
def _spellings(cls: type) -> Mapping[str, _Meant]:
    """What makes the documented text of another one, by the path of what holds it, from below the root on."""
    found = {}
    above: list[str] = []
    for row in rows(cls)[1:]:
        above = [*above[: row.level - 1], f"@{row.name}" if row.kind == "A" else row.name]
        if meant := _meant(row):
            found["/".join(above)] = meant
    return found


def _meant(row: Row) -> _Meant | None:
    if row.type == "date":
        return _with_zeros
    known = {value.lower(): value for value in (*row.values, *((row.constant,) if row.constant else ()))}
    if row.constant == ISO_3166.value:
        known |= _MISSPELT
    return (lambda text: known.get(text.lower(), text)) if known else None


def _with_zeros(text: str) -> str:
    day = _DAY.fullmatch(text)
    return "-".join(part.zfill(2) for part in day.groups()) if day else text
