"""The proxy for an address, found in the environment as `requests` does, and which variable named it."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from netvisor.client.byte_stream import is_possible
from netvisor.errors import SetupError
from netvisor.protocol.secret import Secret

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
"""This machine's own addresses, where a sandbox listens, out of reach of any proxy."""

SOCKS: Final = {"socks4": False, "socks4a": True, "socks5": False, "socks5h": True}
"""The kinds of SOCKS proxies, and whether the proxy looks up the name of the service."""

_PORTS: Final = {"http": 80, "https": 443} | dict.fromkeys(SOCKS, 1080)
_WANTED: Final = "expected a URL such as http://proxy.example:3128"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy."""

    scheme: str
    host: str
    port: int
    user: str | None
    password: Secret | None
    source: str
    """The variable that named it."""

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"the proxy {self.scheme}://{host}:{self.port} ({self.source})"

    def authorization(self) -> Secret | None:
        """The value of `Proxy-Authorization`; `None` if the address has no user name."""
        if self.user is None:
            return None
        plain = Secret(f"{self.user}:{self.password.reveal() if self.password else ''}")
        return Secret(f"Basic {base64.b64encode(plain.reveal().encode('latin-1', 'replace')).decode()}")


def proxy_for(url: str) -> Proxy | None:
    """The proxy of the environment for an address; `None` for a direct connection.

    Raises:
        SetupError: it is not the address of a proxy.
    """
    parts = urlsplit(url)
    if parts.hostname in LOOPBACK:
        return None
    from requests.utils import get_environ_proxies, select_proxy

    # Wrapped at once: the address may have a password, and error reporters print variables.
    named = Secret(select_proxy(url, get_environ_proxies(url)) or "")
    return _proxy(named, _source(parts.scheme, named)) if named.reveal() else None


def _source(scheme: str, named: Secret) -> str:
    names = [name for kind in (scheme, "all") for name in (f"{kind}_proxy", f"{kind}_proxy".upper())]
    return next((name for name in names if Secret(os.environ.get(name, "")) == named), "the system's settings")


def _proxy(named: Secret, source: str) -> Proxy:
    proxy = _parsed(named, source)
    # Raised here and not there, where variables hold the password.
    if isinstance(proxy, str):
        raise SetupError(f"{source} names an unusable proxy: {proxy}")
    return proxy


def _parsed(named: Secret, source: str) -> Proxy | str:
    """The proxy at an address, or what is wrong with it, without its password."""
    text = named.reveal()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        return f"the address is malformed; {_WANTED}"
    if not host or port == 0:
        return f"the address has no {'port' if host else 'host'}; {_WANTED}"
    if not is_possible(host):
        return f"invalid host name {host!r}; {_WANTED}"
    if parts.scheme not in _PORTS:
        return f"{ascii(parts.scheme)[1:-1]} is not a proxy scheme; expected one of {', '.join(_PORTS)}"
    return Proxy(
        scheme=parts.scheme,
        host=host,
        port=port or _PORTS[parts.scheme],
        user=unquote(parts.username) if parts.username is not None else None,
        password=Secret(unquote(parts.password)) if parts.password is not None else None,
        source=source,
    )


__all__ = ["LOOPBACK", "SOCKS", "Proxy", "proxy_for"]
