"""The one place that talks to the network: a request goes out byte for byte, an answer comes in as a stream.

What matters here is to know, whenever something breaks, whether the request can have arrived: a fault before its
first byte left is `NotSent`, every later one `OutcomeUnknown`, whatever kind of exception it was. And that an answer
belongs to its request: a connection is used again only while all that came on it was as it should be. Nothing is
repeated and no redirect is followed.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from netvisor.client.byte_stream import BLOCK, send_all
from netvisor.client.connection import Connection, Connector, origin_of, reason
from netvisor.client.deadline import Deadline
from netvisor.client.http_answer import Answer, Head
from netvisor.client.pool import Pool
from netvisor.codec.charset import encode_iso_8859_15
from netvisor.codec.encode import Encoded
from netvisor.errors import NotSent, OutcomeUnknown, SetupError, UnreadableReply
from netvisor.protocol.reply import as_view
from netvisor.protocol.signing import Prepared

_TARGET = re.compile(r"[!-~]+")

_WITHOUT_BODY: Final = frozenset({"GET", "DELETE"})

Content: TypeAlias = Encoded | bytes | None

WRITES_WITHIN: Final = 5.0
"""Seconds of idleness after which a connection carries no write any more."""
READS_WITHIN: Final = 60.0
"""Seconds of idleness after which a connection carries no read any more."""


@dataclass(slots=True)
class Response:
    """An answer as it arrives."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterable[bytes]
    """The body; iterating raises `OutcomeUnknown` when it breaks off or takes too long."""
    close: Callable[[], None] = field(default=lambda: None)
    """Gives the connection back; a connection with unread bytes is dropped."""
    discard: Callable[[], None] = field(default=lambda: None)
    """Drops the connection: what came was not what was expected. `close` is called all the same."""
    expires: float = math.inf
    """When the time for the answer is over, on the clock `time.monotonic`, for a caller that reads it at once."""


class Transport(Protocol):
    """What a client sends with. A double for tests needs this one method."""

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send one request and return as soon as the head of the answer is there.

        Args:
            prepared: the address and the headers, sent as they are.
            body: the bytes of a request that has a body; `None` for a GET.
            timeout: seconds to connect; seconds in which each block of the body must leave; and seconds from the
                last byte sent to the last of the answer. A large body on a slow line may take longer.

        Raises:
            NotSent: no connection was made, so nothing can have arrived.
            SetupError: no connection can be made with these settings.
            OutcomeUnknown: the connection broke, or the time ran out, after sending began.
            UnreadableReply: an answer came that cannot be read.
        """


class RequestsTransport:
    """Sends as `requests` would: proxies and certificates of the environment are honoured, connections are kept.

    The environment is read whenever a connection is made. `.netrc` never counts.

    Args:
        trust_env: whether `HTTPS_PROXY`, `NO_PROXY`, `REQUESTS_CA_BUNDLE` and their like count.
        ca_bundle: the path of certificates to trust instead of the usual ones.
        writes_within: the most seconds that a connection was idle which carries a write; with 0 each write has a
            connection of its own.
        reads_within: the same for reads.
    """

    def __init__(
        self,
        *,
        trust_env: bool = True,
        ca_bundle: str | None = None,
        writes_within: float = WRITES_WITHIN,
        reads_within: float = READS_WITHIN,
    ) -> None:
        self._connector = Connector(trust_env, ca_bundle)
        self._pool = Pool()
        self._within = {True: writes_within, False: reads_within}

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send one request; see `Transport.send`."""
        connection = self._connected(prepared, timeout)
        before = connection.stream.sent
        try:
            broken = _sent(connection, prepared, body, timeout)
            deadline = Deadline(timeout)
            answer = Answer(connection.stream, deadline)
            head = _head(answer, broken)
            _refuse_encoded(head, prepared)
        except BaseException as error:
            connection.close()
            if isinstance(error, Exception) and not isinstance(error, UnreadableReply):
                raise _fault(error, prepared, began=connection.stream.sent > before) from error
            raise
        reading = _Reading(connection, answer, deadline, prepared, self._pool)
        return Response(
            status=head.status,
            headers=head.headers,
            chunks=reading.chunks(),
            close=reading.close,
            discard=reading.discard,
            expires=deadline.at,
        )

    def close(self) -> None:
        """Close all kept connections."""
        self._pool.close()

    def _connected(self, prepared: Prepared, timeout: float) -> Connection:
        try:
            origin = origin_of(_split(prepared.url)[0])
            kept = self._pool.take(origin, self._within[prepared.writes])
            return kept or self._connector.connect(origin, Deadline(timeout))
        except (NotSent, SetupError) as error:
            for name, value in prepared.where.items():
                setattr(error, name, value)
            raise
        except Exception as error:
            raise _fault(error, prepared, began=False) from error


class _Reading:
    """The reading of one answer. It ends once, and then its connection is kept or dropped."""

    def __init__(
        self, connection: Connection, answer: Answer, deadline: Deadline, prepared: Prepared, pool: Pool
    ) -> None:
        self._connection = connection
        self._answer = answer
        self._deadline = deadline
        self._prepared = prepared
        self._pool = pool
        self._over = False

    def chunks(self) -> Iterator[bytes]:
        """The body as it comes; the time that the caller spends on it does not count."""
        try:
            for block in self._answer.body():
                began = time.monotonic()
                yield bytes(block)
                self._deadline.postpone(began)
                self._check_open()
        except BaseException as error:
            self.discard()
            if isinstance(error, Exception):
                raise _fault(error, self._prepared, began=True) from error
            raise

    def _check_open(self) -> None:
        if self._over:
            raise OSError("the answer was closed while it was read")

    def close(self) -> None:
        """Keep the connection when all of the answer was read and all of it was in order, else drop it."""
        if not self._over:
            self._over = True
            if self._answer.finished and self._answer.in_step:
                self._pool.put(self._connection)
            else:
                self._connection.close()

    def discard(self) -> None:
        """Drop the connection."""
        self._answer.in_step = False
        self.close()


# The request.


def _split(url: str) -> tuple[str, str]:
    """An address in two: up to the host, and what stands in the first line of the request."""
    slash = url.find("/", url.find("://") + 3)
    return (url, "/") if slash < 0 else (url[:slash], url[slash:])


def _sent(connection: Connection, prepared: Prepared, body: Content, timeout: float) -> OSError | None:
    """Send the request; what broke on the way when the peer stopped reading, perhaps because it answered already."""
    before = connection.stream.sent
    try:
        for block in _blocks(connection, prepared, body):
            send_all(connection.stream, block, Deadline(timeout))
    except (BrokenPipeError, ConnectionResetError) as error:
        if connection.stream.sent == before:
            raise
        return error
    return None


def _blocks(connection: Connection, prepared: Prepared, body: Content) -> Iterator[memoryview]:
    """The bytes of the request, as views: the head holds the signature, and error reporters print variables."""
    if prepared.http in _WITHOUT_BODY:
        yield memoryview(_request_head(connection, prepared, None))
        return
    length = body.length if isinstance(body, Encoded) else len(body or b"")
    blocks = _exactly(length, body.chunks(BLOCK) if isinstance(body, Encoded) else _parts(body or b""))
    # With the beginning of the message: a small request is one packet.
    yield memoryview(b"".join((_request_head(connection, prepared, length), next(blocks, b""))))
    yield from map(as_view, blocks)


def _parts(body: bytes) -> Iterator[memoryview]:
    return (memoryview(body)[at : at + BLOCK] for at in range(0, len(body), BLOCK))


def _request_head(connection: Connection, prepared: Prepared, length: int | None) -> bytes:
    target = prepared.url if connection.forwarded else _split(prepared.url)[1]
    lines = [
        f"{prepared.http} {target} HTTP/1.1",
        f"Host: {connection.origin.authority}",
        "User-Agent: netvisor-xml",
        # A compressed answer may be a thousand times as long as it looks.
        "Accept-Encoding: identity",
        *[f"{name}: {value}" for name, value in prepared.headers.items()],
    ]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    if connection.authorization is not None:
        lines.append(f"Proxy-Authorization: {connection.authorization.reveal()}")
    text = "\r\n".join([*lines, "", ""])
    if text.count("\r") != len(lines) + 1 or text.count("\n") != len(lines) + 1 or not _TARGET.fullmatch(target):
        raise _Unsendable("the URL or a header contains a character that is not allowed there")
    # What is not ASCII goes out in the encoding in which it was signed.
    return encode_iso_8859_15(text)


class _Unsendable(OSError):
    """The bytes of the request could not be had to their end."""


def _exactly(length: int, blocks: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    """The blocks, which must be as long as the header says; the last one leaves only when they are."""
    count = 0
    held: bytes | memoryview = b""
    try:
        for block in blocks:
            count += len(block)
            if count > length:
                break
            if held:
                yield held
            held = block
    except Exception as error:
        raise _Unsendable(f"the message could not be read to the end: {error}") from error
    if count != length:
        raise _Unsendable(f"the message is not {length} bytes long, as announced")
    yield held


# The answer.


def _head(answer: Answer, broken: OSError | None) -> Head:
    try:
        head = answer.head()
    except Exception:
        if broken is not None:
            raise broken from None
        raise
    if broken is not None:
        answer.in_step = False
    return head


def _refuse_encoded(head: Head, prepared: Prepared) -> None:
    coding = head.headers.get("content-encoding", "identity").lower()
    if coding not in {"identity", ""}:
        text = f"HTTP {head.status} and an answer in the encoding {coding[:60]!a}, which was not requested"
        raise UnreadableReply(text, status=head.status, body=b"", writes=prepared.writes, **prepared.where)


def _fault(error: Exception, prepared: Prepared, *, began: bool) -> NotSent | OutcomeUnknown:
    if not began:
        return NotSent(f"nothing was sent: {reason(error)}", **prepared.where)
    text = f"sending began but no complete answer arrived: {reason(error)}"
    return OutcomeUnknown(text, writes=prepared.writes, **prepared.where)


__all__ = ["READS_WITHIN", "WRITES_WITHIN", "Content", "RequestsTransport", "Response", "Transport"]
