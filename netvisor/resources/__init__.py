"""The documented resources, one module per area: messages, answers and calls. Declarations only.

The areas load on first use: `endpoints()` loads all of them, `from netvisor.resources import customers` one.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from netvisor.lazy_dataclass import frozen
from netvisor.resources.index import ENDPOINTS, NAMES

if TYPE_CHECKING:
    from netvisor.errors import SetupError
    from netvisor.protocol.call import Endpoint

AREAS: Final = tuple(dict.fromkeys(area for area, *_ in ENDPOINTS))
"""The packages here that declare resources."""


RESOURCES: Final = tuple(names[0] for *_, names in ENDPOINTS)
"""The names of all declared resources, area by area."""


@frozen(kw_only=True)
class Undeclared:
    """A known resource that is not declared; raw calls reach it."""

    resource: str
    """The resource's name; empty when nobody outside knows it."""
    http: str
    area: str
    title: str
    reason: str
    """Why it is not declared."""


@cache
def endpoints() -> tuple[Endpoint, ...]:
    """Every declared resource, area by area; loads all areas."""
    return tuple(_loaded(module, name) for _, module, name, _ in ENDPOINTS)


def _loaded(module: str, name: str) -> Endpoint:
    endpoint: Endpoint = getattr(import_module(f"{__name__}.{module}"), name)
    return endpoint


@cache
def undeclared() -> tuple[Undeclared, ...]:
    """Every resource that is known and not declared, with the reason."""
    from importlib.resources import files  # slow to load, and no call needs it

    lines = (files(__name__) / "undeclared.tsv").read_text("utf-8").splitlines()
    names, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Undeclared(**dict(zip(names, row, strict=True))) for row in rows)


def find(resource: str) -> Endpoint:
    """The declared resource of this name, written with or without `.nv`, in any letter case, or by another name of it.

    Raises:
        SetupError: no resource of this name is declared; the text says why, or names the nearest one.
    """
    wanted = _plain(resource)
    found = _HOMES.get(wanted)
    if found is not None:
        return _loaded(found[1], found[2])
    raise _not_declared(resource, wanted)


def area_of(resource: str) -> str:
    """The area of a declared resource, by any of its names; loads nothing.

    Raises:
        SetupError: no resource of this name is declared.
    """
    wanted = _plain(resource)
    if wanted not in _HOMES:
        raise _not_declared(resource, wanted)
    return _HOMES[wanted][0]


def _not_declared(resource: str, wanted: str) -> SetupError:
    import difflib

    from netvisor.errors import SetupError

    for known in undeclared():
        if known.resource and _plain(known.resource) == wanted:
            return SetupError(f"{known.resource} is not declared: {known.reason}; use a raw call")
    near = difflib.get_close_matches(wanted, _HOMES, n=1, cutoff=0.0)
    return SetupError(f"no resource {resource!r} is declared; did you mean {near[0]}.nv?")


def _plain(resource: str) -> str:
    return resource.strip().lower().removesuffix(".nv")


_HOMES: Final = {_plain(called): row[:3] for row in ENDPOINTS for called in row[3]}
"""Where each resource is declared, by the plain form of each of its names."""


def __getattr__(name: str) -> Any:
    if name in NAMES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
