"""Sending: the client, its connections, one call at a time for each company, logging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netvisor.client.client import PAUSES as PAUSES
    from netvisor.client.client import PRODUCTION as PRODUCTION
    from netvisor.client.client import TEST as TEST
    from netvisor.client.client import Client as Client

__all__ = ["PAUSES", "PRODUCTION", "TEST", "Client"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from netvisor.client import client

        return getattr(client, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
