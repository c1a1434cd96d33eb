"""One request as it arrived, apart from any server: the bytes that identify it and the body."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, get_args
from urllib.parse import parse_qsl, unquote_to_bytes

from netvisor.codec.charset import ISO_8859_15
from netvisor.codec.reply_elements import Language

_DISCARDED: Final = 1 << 30
_BLOCK: Final = 1 << 16

HEADERS: Final = {
    "sender": "X-Netvisor-Authentication-Sender",
    "customerid": "X-Netvisor-Authentication-CustomerId",
    "partnerid": "X-Netvisor-Authentication-PartnerId",
    "timestamp": "X-Netvisor-Authentication-Timestamp",
    "timestampunix": "X-Netvisor-Authentication-TimestampUnix",
    "transactionid": "X-Netvisor-Authentication-TransactionId",
    "mac": "X-Netvisor-Authentication-MAC",
    "language": "X-Netvisor-Interface-Language",
    "organisation": "X-Netvisor-Organisation-ID",
}
"""The headers that every call of the interface has, by short names."""
_HTTP_STATUS: Final = "x-netvisor-authentication-usehttpresponsestatuscodes"
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


@dataclass(slots=True, kw_only=True)
class Request:
    """A request: its address as it was sent, its headers by small names, its body."""

    http: str
    origin: str
    """Scheme and host, such as `http://127.0.0.1:8765`."""
    target: bytes
    """Path and query, byte for byte as they were sent."""
    headers: Mapping[str, str]
    body: bytes | None
    """`None` for one that was larger than it may be; it was not kept."""
    hang_up: Callable[[], None] = lambda: None
    """Ends the connection now, where the server lets us; else it ends when the answer should come."""
    url: str = field(init=False)
    """The address as it was sent."""
    decoded_urls: tuple[str, ...] = field(init=False)
    """The address percent-decoded, with each plus sign as it is and as a space: clients' libraries do either."""
    resource: str = field(init=False)
    """The last part of the path in small letters: `customer.nv`. What stands before it does not matter."""
    parameters: tuple[tuple[str, str], ...] = field(init=False)
    """The query, percent-decoded: as UTF-8 where it is that, else as ISO-8859-15."""
    interface: Mapping[str, str] = field(init=False)
    """The headers of the interface by their short names in `HEADERS`; those that are missing are left out."""
    language: Language = field(init=False)
    """The language of the answer, Finnish when the header says none that is known."""
    wants_http_status: bool = field(init=False)
    """Whether the client asked for HTTP status codes that tell of failure."""

    def __post_init__(self) -> None:
        path, mark, query = self.target.partition(b"?")
        self.url = self.origin + text_of(self.target)
        spaced = path + mark + query.replace(b"+", b" ")
        self.decoded_urls = tuple(self.origin + text_of(unquote_to_bytes(target)) for target in (self.target, spaced))
        self.resource = text_of(unquote_to_bytes(path)).rpartition("/")[2].lower()
        self.parameters = tuple(_parameters(text_of(query)))
        self.interface = {
            short: value for short, name in HEADERS.items() if (value := self.headers.get(name.lower(), ""))
        }
        named = self.interface.get("language", "").upper()
        self.language = next((language for language in LANGUAGES if language == named), "FI")
        self.wants_http_status = self.headers.get(_HTTP_STATUS, "").strip() == "1"


def _parameters(query: str) -> Iterator[tuple[str, str]]:
    for name, value in parse_qsl(query, keep_blank_values=True, encoding="latin-1"):
        yield text_of(name.encode("latin-1", "replace")), _parameter_value(value)


def _parameter_value(text: str) -> str:
    # A character beyond Latin-1 was sent as it is, not percent-encoded, and is a text already.
    try:
        return text_of(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text


def text_of(raw: bytes) -> str:
    """Bytes of an address or header as text: UTF-8 where they are that, else ISO-8859-15."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(ISO_8859_15)


def request_from_environ(environ: Mapping[str, Any], *, largest_body: int) -> Request:
    """The request of a WSGI server."""
    target = environ.get("REQUEST_URI") or environ.get("RAW_URI") or _rebuilt(environ)
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return Request(
        http=environ["REQUEST_METHOD"],
        origin=f"{_scheme(environ)}://{host}",
        target=_path_of(target.encode("latin-1")),
        headers=dict(_headers(environ)),
        body=_body(environ, largest_body),
        hang_up=lambda: _hang_up(environ.get("werkzeug.socket")),
    )


def _scheme(environ: Mapping[str, Any]) -> str:
    """The scheme that the client used: it hashed `https` if it talks to a proxy that speaks TLS for the sandbox."""
    forwarded = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).strip().lower()
    return forwarded if forwarded in {"http", "https"} else str(environ["wsgi.url_scheme"])


def _hang_up(connection: socket.socket | None) -> None:
    if connection is not None:
        with suppress(OSError):  # the client did it first
            connection.shutdown(socket.SHUT_RDWR)


def _path_of(target: bytes) -> bytes:
    """The path of a request line that holds a whole address, as those to a proxy do."""
    if not target.startswith((b"http://", b"https://")):
        return target
    return b"/" + target.split(b"/", 3)[3] if target.count(b"/") > 2 else b"/"


def _rebuilt(environ: Mapping[str, Any]) -> str:
    query = f"?{environ['QUERY_STRING']}" if environ.get("QUERY_STRING") else ""
    return f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}{query}"


def _headers(environ: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, value in environ.items():
        if name.startswith("HTTP_") or name == "CONTENT_TYPE":
            plain = name.removeprefix("HTTP_").replace("_", "-").lower()
            yield plain, text_of(str(value).encode("latin-1"))


def _body(environ: Mapping[str, Any], largest: int) -> bytes | None:
    """The body, to its end, so that the next request of the connection begins where it should."""
    stream = environ["wsgi.input"]
    if environ.get("wsgi.input_terminated"):
        body = stream.read(largest + 1)
        if len(body) <= largest:
            return bytes(body)
        _discard(stream, _DISCARDED)
        return None
    length = int(str(environ.get("CONTENT_LENGTH") or 0).partition(",")[0])
    if length > largest:
        _discard(stream, min(length, _DISCARDED))
        return None
    body = stream.read(length) if length else b""
    if len(body) < length:
        raise ConnectionAbortedError("the connection ended inside the body")
    return bytes(body)


def _discard(stream: Any, length: int) -> None:
    while length > 0:
        block = stream.read(min(_BLOCK, length))
        if not block:
            return
        length -= len(block)
