"""An area is one namespace over several modules: using a name loads the module that declares it.

A call then does not wait for the declarations of all others, and an area has only its public names.
`netvisor.resources.index` says where each name is declared.
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
