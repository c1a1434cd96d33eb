"""Which names of a `Host` header a local server answers under, so that no foreign site can use it.

A foreign site can point its own name to this machine and then call everything under that name (DNS rebinding); the
keys of the sandbox are public, and pages have none. So they answer only under names that nobody else can own: an IP
address, `localhost`, a name without a dot, as containers have, and the names that their settings add.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

NETVISOR_HOSTS: Final = ("isvapi.netvisor.fi", "integration.netvisor.fi")
"""The vendor's own names, which clients with a fixed address send through a proxy; only the vendor can point them."""


def is_trusted(host: str, names: Collection[str] = ()) -> bool:
    """Whether a `Host` header has a name that nobody else can own.

    Args:
        host: the header, with or without a port.
        names: further names to answer under, in small letters.

    >>> [is_trusted(host) for host in ("127.0.0.1:8765", "[::1]", "localhost:80", "sandbox:80", "attacker.example")]
    [True, True, True, True, False]
    >>> is_trusted("Sandbox.Example:80", ["sandbox.example"])
    True
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").removesuffix(".")
    except ValueError:
        return False
    if name in names or name == "localhost" or name.endswith(".localhost"):
        return True
    if name and "." not in name and ":" not in name:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
