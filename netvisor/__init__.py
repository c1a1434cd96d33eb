"""Visma Netvisor for Python: typed messages to exact bytes, answers to typed objects, errors that say what to do.

The public names load on first use, so that importing the package is cheap::

    from netvisor import Client, Credentials, customers

    client = Client(Credentials.from_environment())
    inserted = client.send(customers.add_customer(customers.Customer(...)))
"""

from __future__ import annotations

# Not from `typing`, whose import takes longer than everything else here; type checkers know the name itself.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from netvisor.client import Client as Client
    from netvisor.codec.decode import decode as decode
    from netvisor.codec.encode import Encoded as Encoded
    from netvisor.codec.encode import encode as encode
    from netvisor.codec.untyped import Untyped as Untyped
    from netvisor.codec.validate import validate as validate
    from netvisor.declare.absent import CLEAR as CLEAR
    from netvisor.declare.absent import UNSET as UNSET
    from netvisor.errors import AuthenticationFailed as AuthenticationFailed
    from netvisor.errors import CompanyBusy as CompanyBusy
    from netvisor.errors import DoubtfulValue as DoubtfulValue
    from netvisor.errors import DuplicateData as DuplicateData
    from netvisor.errors import InvalidData as InvalidData
    from netvisor.errors import InvalidDataSize as InvalidDataSize
    from netvisor.errors import MessageError as MessageError
    from netvisor.errors import NetvisorError as NetvisorError
    from netvisor.errors import NotSent as NotSent
    from netvisor.errors import OutcomeUnknown as OutcomeUnknown
    from netvisor.errors import PeriodLocked as PeriodLocked
    from netvisor.errors import Problem as Problem
    from netvisor.errors import ReadOnlyClient as ReadOnlyClient
    from netvisor.errors import Refused as Refused
    from netvisor.errors import RequestNotUnique as RequestNotUnique
    from netvisor.errors import Retry as Retry
    from netvisor.errors import ServiceAccessError as ServiceAccessError
    from netvisor.errors import SetupError as SetupError
    from netvisor.errors import SystemMaintenance as SystemMaintenance
    from netvisor.errors import TechnicalError as TechnicalError
    from netvisor.errors import UnknownRefusal as UnknownRefusal
    from netvisor.errors import UnreadableReply as UnreadableReply
    from netvisor.protocol.credentials import Credentials as Credentials

_ERRORS = (
    "AuthenticationFailed",
    "CompanyBusy",
    "DoubtfulValue",
    "DuplicateData",
    "InvalidData",
    "InvalidDataSize",
    "MessageError",
    "NetvisorError",
    "NotSent",
    "OutcomeUnknown",
    "PeriodLocked",
    "Problem",
    "ReadOnlyClient",
    "Refused",
    "RequestNotUnique",
    "Retry",
    "ServiceAccessError",
    "SetupError",
    "SystemMaintenance",
    "TechnicalError",
    "UnknownRefusal",
    "UnreadableReply",
)
_AREAS = (
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
    "raw",
    "sales",
    "users",
    "webshop",
    "workday",
)

_HOMES: dict[str, str] = {
    "CLEAR": "netvisor.declare.absent",
    "UNSET": "netvisor.declare.absent",
    "Client": "netvisor.client",
    "Credentials": "netvisor.protocol.credentials",
    "Encoded": "netvisor.codec.encode",
    "Untyped": "netvisor.codec.untyped",
    "decode": "netvisor.codec.decode",
    "encode": "netvisor.codec.encode",
    "validate": "netvisor.codec.validate",
    **dict.fromkeys(_ERRORS, "netvisor.errors"),
}

__all__ = [*sorted(_HOMES), *_AREAS]  # all of them are texts


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    elif name in _AREAS:
        value = import_module(f"netvisor.resources.{name}")
    else:
        raise AttributeError(f"module 'netvisor' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
