"""The one place that talks to the network: a request goes out byte for byte, an answer comes in as a stream.

What matters here is to know, whenever something breaks, whether the request can have arrived. So the connections
note when its first byte leaves: a fault before that is `NotSent`, every later one `OutcomeUnknown`, whatever kind of
exception it was. Nothing is repeated and no redirect is followed.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from http.client import IncompleteRead
from typing import Any, Final, Protocol, TypeAlias
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from netvisor.codec.charset import encode_iso_8859_15
from netvisor.codec.encode import Encoded
from netvisor.errors import NotSent, OutcomeUnknown
from netvisor.protocol.signing import Prepared

Content: TypeAlias = Encoded | bytes | None

LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})

_BLOCK: Final = 1 << 16
_CONNECTIONS: Final = 32


@dataclass(slots=True)
class Response:
    """An answer as it arrives."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterable[bytes]
    """The body; iterating raises `OutcomeUnknown` when it breaks off or takes too long."""
    close: Callable[[], None] = field(default=lambda: None)
    """Gives the connection back; a connection with unread bytes is dropped."""


class Transport(Protocol):
    """What a client sends with. A double for tests needs this one method."""

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send one request and return as soon as the head of the answer is there.

        Args:
            prepared: the address and the headers, sent as they are.
            body: the bytes of a POST; `None` for a GET.
            timeout: seconds to connect; seconds in which each block of the body must leave; and seconds from the
                last byte sent to the last of the answer. A large body on a slow line may take longer.

        Raises:
            NotSent: no connection was made, so nothing can have arrived.
            OutcomeUnknown: the connection broke, or the time ran out, after sending began.
        """


class RequestsTransport:
    """Sends with `requests`: connections are kept, proxies and certificates of the environment are honoured.

    Args:
        trust_env: whether `HTTPS_PROXY`, `NO_PROXY`, `REQUESTS_CA_BUNDLE` and their like count; `.netrc` never does.
        ca_bundle: the path of certificates to trust instead of the usual ones.
    """

    def __init__(self, *, trust_env: bool = True, ca_bundle: str | None = None) -> None:
        self._session = requests.Session()
        self._session.trust_env = trust_env
        self._verify: bool | str = ca_bundle or True
        self._adapter = _Adapter(max_retries=0, pool_connections=_CONNECTIONS, pool_maxsize=_CONNECTIONS)

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send one request; see `Transport.send`."""
        attempt = _Attempt(sent=time.monotonic())
        token = _attempt.set(attempt)
        try:
            answer = self._adapter.send(
                _request(prepared, body), stream=True, timeout=(timeout, timeout), **self._settings(prepared.url)
            )
        except (requests.RequestException, HTTPError, OSError, _BodyFailed) as error:
            raise _fault(error, prepared, began=attempt.began) from error
        finally:
            _attempt.reset(token)
        left = timeout - (time.monotonic() - attempt.sent)
        chunks = _chunks(answer.raw, attempt.socket, left, prepared)
        return Response(status=answer.status_code, headers=answer.headers, chunks=chunks, close=answer.close)

    def close(self) -> None:
        """Close all kept connections."""
        self._adapter.close()

    def _settings(self, url: str) -> dict[str, Any]:
        settings = self._session.merge_environment_settings(url, {}, None, self._verify, None)
        # A proxy cannot reach this machine's own addresses, on which a sandbox listens.
        proxies = settings["proxies"] if urlsplit(url).hostname not in LOOPBACK else {}
        return {"proxies": proxies, "verify": settings["verify"], "cert": settings["cert"]}


def _request(prepared: Prepared, body: Content) -> requests.PreparedRequest:
    """A request put together by hand: the usual preparation would quote the address anew."""
    headers: dict[str, str | bytes] = {"User-Agent": "netvisor-xml"}
    # As bytes: what is not ASCII goes out in the encoding in which it was signed.
    headers |= {name: encode_iso_8859_15(value) for name, value in prepared.headers.items()}
    request = requests.PreparedRequest()
    request.method = prepared.http
    request.url = prepared.url
    if prepared.http == "POST":
        length = len(body or b"") if not isinstance(body, Encoded) else body.length
        headers["Content-Length"] = str(length).encode()
        blocks = body.chunks(_BLOCK) if isinstance(body, Encoded) else (body,) if body else ()
        request.body = _exactly(length, blocks)  # type: ignore[assignment]  # an iterator is sent as it comes
    request.headers = CaseInsensitiveDict(headers)  # type: ignore[arg-type]  # values may be bytes, the stubs say not
    return request


class _BodyFailed(Exception):
    """The bytes of the message could not be had to their end."""


def _exactly(length: int, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks, which must be as long as the header says: one byte more would begin the next request."""
    sent = 0
    try:
        for block in blocks:
            sent += len(block)
            if sent > length:
                break
            yield block
    except Exception as error:
        raise _BodyFailed(f"the message could not be read to its end: {error}") from error
    if sent != length:
        raise _BodyFailed(f"the message is not the {length} bytes long that it should be")


def _chunks(raw: Any, connection: socket.socket | None, left: float, prepared: Prepared) -> Iterator[bytes]:
    """The body in blocks as they come; only waiting for the network counts, not the reader's own work."""
    while True:
        if left <= 0:
            raise OutcomeUnknown("the time ran out within the answer", writes=prepared.writes, **prepared.where)
        # The socket may be closed already, when everything that is left lies in a buffer.
        with contextlib.suppress(OSError):
            if connection is not None:
                connection.settimeout(left)
        started = time.monotonic()
        try:
            block = raw.read1(_BLOCK, decode_content=True)
        except (HTTPError, OSError) as error:
            raise _fault(error, prepared, began=True) from error
        left -= time.monotonic() - started
        if not block:
            return
        yield block


def _fault(error: BaseException, prepared: Prepared, *, began: bool) -> NotSent | OutcomeUnknown:
    reason = _reason(error)
    if not began:
        return NotSent(f"no connection was made: {reason}", **prepared.where)
    text = f"sending began and no whole answer came: {reason}"
    return OutcomeUnknown(text, writes=prepared.writes, **prepared.where)


def _reason(error: BaseException) -> str:
    """The innermost exception in words; the outer ones repeat the address and the names of the layers."""
    seen = error
    while True:
        inner = getattr(seen, "reason", None)
        if not isinstance(inner, BaseException):
            inner = next((part for part in seen.args if isinstance(part, BaseException)), None)
        if inner is None:
            break
        seen = inner
    if isinstance(seen, IncompleteRead):
        return "the answer broke off before its end"
    text = seen.args[-1] if seen.args and not isinstance(seen, OSError) else seen
    return f"{type(seen).__name__}: {text}" if str(text) else type(seen).__name__


# The connections.


@dataclass(slots=True)
class _Attempt:
    """What the connection tells about one request."""

    sent: float
    """When the last bytes left, on the monotonic clock."""
    began: bool = False
    socket: socket.socket | None = None


_attempt: ContextVar[_Attempt | None] = ContextVar("netvisor_attempt", default=None)


class _Connection(HTTPConnection):
    """A connection that notes when the first byte of a request leaves."""

    _connecting = False

    def connect(self) -> None:
        # What a proxy and the encryption exchange while connecting is not the request.
        self._connecting = True
        try:
            super().connect()
        finally:
            self._connecting = False

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        attempt = _attempt.get() if not self._connecting else None
        if attempt is not None:
            attempt.began = True
            attempt.socket = self.sock
        super().send(data)
        if attempt is not None:
            attempt.sent = time.monotonic()


class _SecureConnection(_Connection, HTTPSConnection):
    """The same, encrypted."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class _Adapter(HTTPAdapter):
    """An adapter whose connections, also those through a proxy, are the ones above."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        _watch(self.poolmanager)

    def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        _watch(manager)
        return manager


def _watch(manager: PoolManager) -> None:
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


__all__ = ["Content", "RequestsTransport", "Response", "Transport"]
