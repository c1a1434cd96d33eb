"""The documented resources, one module per area: messages, answers and calls. Declarations only.

The areas load on first use: `endpoints()` loads all of them, `from netvisor.resources import customers` one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netvisor.protocol.call import Endpoint

AREAS: tuple[str, ...] = (
    "accounting",
    "batch",
    "budget",
    "company",
    "crm",
    "customers",
    "dimensions",
    "escan",
    "payments",
    "payroll",
    "products",
    "purchases",
    "sales",
    "users",
    "webshop",
    "workday",
)
"""The modules of this package that hold declarations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeclared:
    """A resource that is known to exist and not declared; the raw call reaches it."""

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
    from netvisor.protocol.call import Endpoint

    found = (value for area in AREAS for value in declared_by(area) if isinstance(value, Endpoint))
    return tuple(dict.fromkeys(found))


def declared_by(area: str) -> Iterator[object]:
    """Everything that an area holds; one that loads in parts says its names in `__all__`."""
    module = import_module(f"{__name__}.{area}")
    names: Iterable[str] = getattr(module, "__all__", tuple(vars(module)))
    return (getattr(module, name) for name in names)


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
    import difflib

    from netvisor.errors import SetupError

    wanted = _plain(resource)
    for endpoint in endpoints():
        if wanted in map(_plain, (endpoint.resource, *endpoint.also)):
            return endpoint
    for known in undeclared():
        if known.resource and _plain(known.resource) == wanted:
            raise SetupError(f"{known.resource} is not declared: {known.reason}; the raw call reaches it")
    names = [_plain(endpoint.resource) for endpoint in endpoints()]
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.0)
    raise SetupError(f"no resource {resource!r} is declared; the nearest is {near[0]}.nv")


def _plain(resource: str) -> str:
    return resource.strip().lower().removesuffix(".nv")


def __getattr__(name: str) -> Any:
    if name in AREAS or name == "raw":
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
