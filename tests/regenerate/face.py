"""The stub of the package: its public names as editors and type checkers see them."""

from __future__ import annotations

import inspect

import netvisor
from netvisor.resources.index import NAMES
from tests.regenerate.areas import COMMAND


def face_source() -> str:
    """The text of `netvisor/__init__.pyi`."""
    homes = {
        **vars(netvisor)["_HOMES"],
        **dict.fromkeys(sorted(vars(netvisor)["_error_classes"]()), "netvisor.errors"),
        **dict.fromkeys(NAMES, "netvisor.resources"),
    }
    lines = [f'"""{inspect.getdoc(netvisor)}', "", f'Written by `{COMMAND}`."""', ""]
    lines += [f"from {home} import {name} as {name}" for name, home in homes.items()]
    names = ", ".join(f'"{name}"' for name in netvisor.__all__)
    return "\n".join([*lines, "", f"__all__ = [{names}]", ""])
