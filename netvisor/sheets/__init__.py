"""Sheets of people: the columns of a resource, and rows that become messages or problems with their cells.

    columns = layout(find("customer"), "add")
    reading = Reading(open_sheet(file, columns), columns, file.parent)
    for draft in reading.messages():
        ...

Nothing here sends anything. `netvisor import` does, see `docs/sheets.md`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from netvisor.sheets.columns import Layout as Layout
    from netvisor.sheets.columns import layout as layout
    from netvisor.sheets.messages import Draft as Draft
    from netvisor.sheets.messages import Reading as Reading
    from netvisor.sheets.opening import open_sheet as open_sheet
    from netvisor.sheets.problems import SheetProblem as SheetProblem
    from netvisor.sheets.template import write_template as write_template

_HOMES: Final = {
    "Draft": "messages",
    "Layout": "columns",
    "Reading": "messages",
    "SheetProblem": "problems",
    "layout": "columns",
    "open_sheet": "opening",
    "write_template": "template",
}

__all__ = list(_HOMES)  # all of them are texts


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
