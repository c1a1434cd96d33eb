"""An area is one namespace over several modules: a name brings in the module that declares it.

So a call of one kind does not wait for the declarations of all others, and an area shows its public names and
nothing else. Where each name is declared stands in `netvisor.resources.index`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from netvisor.resources.index import NAMES


def lazy_area(package: str) -> tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]:
    """The `__all__`, `__getattr__` and `__dir__` of an area.

    Args:
        package: the area's `__name__`.
    """
    root, _, area = package.rpartition(".")
    homes = {name: module for module, names in NAMES[area].items() for name in names}
    public = sorted(homes)

    def get(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{root}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return public, get, lambda: list(public)


__all__ = ["lazy_area"]
