"""A connection to the service: how it is made, and the errors if it cannot be.

What only a person can fix (a missing proxy or certificate file, an impossible host name) is a `SetupError` that names
the variable; everything else is `NotSent`: nothing of the request was sent.
"""

from __future__ import annotations

import importlib
import socket
import ssl
import time
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from netvisor.client.byte_stream import ByteStream, TcpStream, TlsStream, connect, is_possible, send_all, set_options
from netvisor.client.certificates import Authorities, authorities, context_for
from netvisor.client.deadline import Deadline
from netvisor.client.http_answer import Answer, UnreadableAnswer
from netvisor.client.proxies import SOCKS, Proxy, proxy_for
from netvisor.errors import NotSent, SetupError
from netvisor.protocol.secret import Secret

_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Origin:
    """A service to connect to: the part of an address before the path."""

    url: str
    encrypted: bool
    host: str
    port: int
    authority: str
    """Host and port, for the header `Host`."""

    def __str__(self) -> str:
        return self.url


@lru_cache(256)
def origin_of(url: str) -> Origin:
    """The origin of an address without a path.

    Raises:
        SetupError: it is not the address of an HTTP service.
    """
    wanted = "expected a URL such as https://integration.netvisor.fi/"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SetupError(f"{url!r} is not a URL: {error}; {wanted}") from error
    if parts.scheme not in _PORTS or not host or port == 0 or not url.isascii():
        raise SetupError(f"{url!r} is not an HTTP URL; {wanted}")
    if not is_possible(host):
        raise SetupError(f"invalid host name {host!r}; {wanted}")
    return Origin(url, parts.scheme == "https", host, port or _PORTS[parts.scheme], parts.netloc.rpartition("@")[2])


@dataclass(slots=True)
class Connection:
    """An open connection."""

    origin: Origin
    stream: ByteStream
    forwarded: bool = False
    """Whether a proxy reads the requests, which then have the whole address."""
    authorization: Secret | None = None
    """The headers for such a proxy in each request."""
    idle_since: float = field(default_factory=time.monotonic)

    def is_in_step(self) -> bool:
        """Whether the idle connection has received neither bytes nor its end."""
        try:
            return self.stream.receive_waiting() is None
        except OSError:
            return False

    def close(self) -> None:
        """Close it."""
        self.stream.close()


@dataclass(frozen=True, slots=True)
class Connector:
    """Makes connections.

    Args:
        trust_env: whether to use the proxies and authorities of the environment.
        ca_bundle: the path of certificates to trust instead of the usual ones.
    """

    trust_env: bool
    ca_bundle: str | None

    def connect(self, origin: Origin, deadline: Deadline) -> Connection:
        """Connect to a service, through a proxy if the environment names one.

        Raises:
            NotSent: no connection could be made now.
            SetupError: these settings never allow one.
        """
        proxy = proxy_for(origin.url) if self.trust_env else None
        tls = self._tls() if origin.encrypted or (proxy and proxy.scheme == "https") else None
        if proxy is None:
            below: ByteStream = _reached(origin.host, origin.port, str(origin), deadline)
        elif proxy.scheme in SOCKS:
            below = _through_socks(proxy, origin, deadline)
        else:
            below = _reached(proxy.host, proxy.port, str(proxy), deadline)
            if tls and proxy.scheme == "https":
                below = tls.over(below, proxy.host, str(proxy), deadline)
            if not origin.encrypted:
                return Connection(origin, below, forwarded=True, authorization=proxy.authorization())
            _open_tunnel(below, proxy, origin, deadline)
        if tls and origin.encrypted:
            below = tls.over(below, origin.host, str(origin), deadline)
        return Connection(origin, below)

    def _tls(self) -> _Tls:
        # Before connecting: a missing file is reported whatever the network does.
        trusted = authorities(self.ca_bundle, trust_env=self.trust_env)
        return _Tls(trusted, context_for(trusted))


@dataclass(frozen=True, slots=True)
class _Tls:
    """The TLS context."""

    trusted: Authorities
    context: ssl.SSLContext

    def over(self, below: ByteStream, host: str, place: str, deadline: Deadline) -> TlsStream:
        """The encrypted stream to a host over another stream."""
        try:
            # A host name may end with a dot, but never in a certificate.
            return TlsStream(below, self.context, host.rstrip("."), deadline)
        except BaseException as error:
            below.close()
            if isinstance(error, ssl.SSLCertVerificationError):
                raise SetupError(_untrusted(place, self.trusted, error)) from error
            if isinstance(error, OSError):
                raise _not_sent(f"{place} does not encrypt the connection", error) from error
            raise


def _reached(host: str, port: int, place: str, deadline: Deadline) -> TcpStream:
    try:
        return connect(host, port, deadline)
    except socket.gaierror as error:
        raise _not_sent(f"{place} has an unknown host name", error) from error
    except OSError as error:
        raise _not_sent(f"{place} does not answer", error) from error


def _through_socks(proxy: Proxy, origin: Origin, deadline: Deadline) -> TcpStream:
    try:
        socks = importlib.import_module("socks")
    except ImportError as error:
        raise SetupError(f"{proxy} needs another package: pip install PySocks") from error
    kind = socks.SOCKS4 if proxy.scheme.startswith("socks4") else socks.SOCKS5
    try:
        connected = socks.create_connection(
            (origin.host, origin.port),
            timeout=deadline.left(),
            proxy_type=kind,
            proxy_addr=proxy.host,
            proxy_port=proxy.port,
            proxy_rdns=SOCKS[proxy.scheme],
            proxy_username=proxy.user,
            proxy_password=proxy.password.reveal() if proxy.password else None,
        )
    except (OSError, socks.ProxyError) as error:
        raise _not_sent(f"{proxy} does not connect to {origin}", error) from error
    plain = socket.socket(fileno=connected.detach())
    set_options(plain)
    stream = TcpStream(plain)
    stream.watch(deadline.cancellation)
    return stream


def _open_tunnel(below: ByteStream, proxy: Proxy, origin: Origin, deadline: Deadline) -> None:
    """Let a proxy open a tunnel to the service, through which it reads nothing."""
    try:
        send_all(below, memoryview(_tunnel_request(proxy, origin)), deadline)
        answer = Answer(below, deadline)
        status = answer.head().status
        surplus = answer.has_more()
    except BaseException as error:
        below.close()
        if isinstance(error, (OSError, UnreadableAnswer)):
            raise _not_sent(f"{proxy} does not connect to {origin}", error) from error
        raise
    if 200 <= status < 300 and not surplus:
        return
    below.close()
    if status == 407:
        text = f"{proxy} requires a user name and a password, or different ones: http://user:password@{proxy.host}"
        raise SetupError(text)
    raise NotSent(f"no connection was made: {proxy} does not connect to {origin}: it answers HTTP {status}")


def _tunnel_request(proxy: Proxy, origin: Origin) -> bytes:
    host = f"[{origin.host}]" if ":" in origin.host else origin.host
    lines = [f"CONNECT {host}:{origin.port} HTTP/1.1", f"Host: {host}:{origin.port}"]
    if authorization := proxy.authorization():
        lines.append(f"Proxy-Authorization: {authorization.reveal()}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _untrusted(place: str, trusted: Authorities, error: ssl.SSLCertVerificationError) -> str:
    return (
        f"the certificate of {place} cannot be verified: {error.verify_message}; trusted certificates: {trusted},"
        " or set REQUESTS_CA_BUNDLE to a file with your network's certificate authority"
    )


def _not_sent(text: str, error: Exception) -> NotSent:
    return NotSent(f"no connection was made: {text}: {reason(error)}")


def reason(error: BaseException) -> str:
    """What went wrong, in words."""
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, UnreadableAnswer):
        return str(error)
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return text if isinstance(error, OSError) and text else f"{type(error).__name__}: {text}".rstrip(": ")


__all__ = ["Connection", "Connector", "Origin", "origin_of", "reason"]
