"""Visma Netvisor for Python: typed messages to exact bytes, answers to typed objects, errors that say what to do.

The public names load on first use, so that importing the package is cheap::

    from netvisor import Client, Credentials, customers

    client = Client(Credentials.from_environment())
    inserted = client.send(customers.add_customer(customers.Customer(...)))

Type checkers and editors see them through the stub beside this module.
"""

from __future__ import annotations

# Not from `typing`, whose import takes longer than everything else here; type checkers know the name itself.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

_HOMES: dict[str, str] = {
    "Answer": "netvisor.protocol.results",
    "AsyncClient": "netvisor.aio.client",
    "AttemptEnded": "netvisor.client.events",
    "AttemptStarted": "netvisor.client.events",
    "CLEAR": "netvisor.declare.states",
    "Call": "netvisor.protocol.call",
    "CallEvent": "netvisor.client.events",
    "Check": "netvisor.client.diagnosis",
    "Client": "netvisor.client.client",
    "Credentials": "netvisor.protocol.credentials",
    "Done": "netvisor.protocol.results",
    "Encoded": "netvisor.codec.encode",
    "Inserted": "netvisor.protocol.results",
    "PRODUCTION": "netvisor.client.client",
    "Stream": "netvisor.client.stream",
    "TEST": "netvisor.client.client",
    "UNSET": "netvisor.declare.states",
    "Untyped": "netvisor.codec.untyped",
    "decode": "netvisor.codec.decode",
    "encode": "netvisor.codec.encode",
    "identifiers": "netvisor.reference",
    "validate": "netvisor.codec.validate",
    "vat": "netvisor.reference",
    "voucher_types": "netvisor.reference",
}
"""The modules of the public names that are neither errors nor areas: those stand where they are declared."""


def _names() -> list[str]:
    from netvisor.resources.index import NAMES

    return [*sorted([*_HOMES, *_error_classes()]), *NAMES]


def _error_classes() -> list[str]:
    """The errors and warnings: every public class of their module, wherever it is declared."""
    import netvisor.errors as module

    classes = {name: value for name, value in vars(module).items() if isinstance(value, type) and name[0] != "_"}
    return [name for name, value in classes.items() if value.__module__.startswith("netvisor.")]


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return _names()
    if name not in _HOMES and name not in _names():
        raise AttributeError(f"module 'netvisor' has no attribute {name!r}")
    from importlib import import_module

    home = _HOMES.get(name) or ("netvisor.errors" if name[0].isupper() else "netvisor.resources")
    module = import_module(home)
    # A module that is not an attribute of its package yet is one that is to be loaded now.
    value = getattr(module, name) if hasattr(module, name) else import_module(f"{home}.{name}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return _names()
