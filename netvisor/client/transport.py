"""The one place that uses the network: sends a request byte for byte, and receives its answer as a stream.

Whenever something breaks, it must be known whether the request can have arrived: a fault before its first byte was sent
is `NotSent`, every later one `OutcomeUnknown`, whatever the exception. And an answer must belong to its request: a
connection is reused only while everything received on it was regular. Nothing is retried and no redirect is followed.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

from netvisor.client.byte_stream import BLOCK, send_all
from netvisor.client.cancellation import Cancellation, current_cancellation
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
"""Seconds of idleness after which a connection is not used for a write."""
READS_WITHIN: Final = 60.0
"""Seconds of idleness after which a connection is not used for a read."""


@dataclass(slots=True)
class Response:
    """An answer as it arrives."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterable[bytes]
    """The body; iterating raises `OutcomeUnknown` if it breaks off or takes too long."""
    close: Callable[[], None] = field(default=lambda: None)
    """Returns the connection; one with unread bytes is dropped."""
    discard: Callable[[], None] = field(default=lambda: None)
    """Drops the connection after an unexpected answer. `close` is called nevertheless."""
    expires: float = math.inf
    """When the time for the answer ends, by `time.monotonic`, for a caller that reads it at once."""


class Transport(Protocol):
    """Sends requests for a client. A test double needs this one method."""

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send one request and return when the head of the answer has arrived.

        Args:
            prepared: the address and the headers, sent as they are.
            body: the bytes of a request that has a body; `None` for a GET.
            timeout: seconds to connect, to send each block of the body, and from the last byte sent to the last byte of
                the answer. A large body on a slow line may take longer.

        Raises:
            NotSent: no connection was made, so nothing can have arrived.
            SetupError: no connection can be made with these settings.
            OutcomeUnknown: the connection broke or timed out after sending began.
            UnreadableReply: an answer came that cannot be read.
        """


class RequestsTransport:
    """Sends like `requests`: with the proxies and certificates of the environment, and connections that are kept.

    The environment is read whenever a connection is made. `.netrc` is never used.

    Args:
        trust_env: whether to use `HTTPS_PROXY`, `NO_PROXY`, `REQUESTS_CA_BUNDLE` and the like.
        ca_bundle: the path of certificates to trust instead of the usual ones.
        writes_within: how long a connection may have been idle before a write, in seconds; with 0 each gets a new one.
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
        cancellation = current_cancellation.get()
        connection = self._connected(prepared, timeout, cancellation)
        before = connection.stream.sent
        try:
            broken = _sent(connection, prepared, body, timeout, cancellation)
            deadline = Deadline(timeout, cancellation)
            answer = Answer(connection.stream, deadline)
            head = _head(answer, broken)
            _refuse_encoded(head, prepared)
        except BaseException as error:
            connection.close()
            if isinstance(error, Exception) and not isinstance(error, UnreadableReply):
                raise _fault(error, prepared, began=connection.stream.sent > before, by=cancellation) from error
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

    def _connected(self, prepared: Prepared, timeout: float, cancellation: Cancellation | None) -> Connection:
        try:
            origin = origin_of(_split(prepared.url)[0])
            kept = self._pool.take(origin, self._within[prepared.writes])
            if kept is not None:
                kept.stream.watch(cancellation)
                return kept
            return self._connector.connect(origin, Deadline(timeout, cancellation))
        except (NotSent, SetupError) as error:
            if cancellation is not None and cancellation.cancelled:
                raise NotSent("nothing was sent: the call was cancelled", **prepared.where) from error
            for name, value in prepared.where.items():
                setattr(error, name, value)
            raise
        except Exception as error:
            raise _fault(error, prepared, began=False, by=cancellation) from error


class _Reading:
    """Reads one answer, and then keeps or drops its connection."""

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
        """The body as it arrives; the time that the caller takes does not count."""
        try:
            for block in self._answer.body():
                began = time.monotonic()
                yield bytes(block)
                self._deadline.postpone(began)
                self._check_open()
        except BaseException as error:
            self.discard()
            if isinstance(error, Exception):
                raise _fault(error, self._prepared, began=True, by=self._deadline.cancellation) from error
            raise

    def _check_open(self) -> None:
        if self._over:
            raise OSError("the answer was closed while it was read")

    def close(self) -> None:
        """Keep the connection if the answer was read completely and was regular, else drop it."""
        if not self._over:
            self._over = True
            # From here on, nobody shuts it down.
            self._connection.stream.watch(None)
            if self._answer.finished and self._answer.in_step and not self._is_cancelled():
                self._pool.put(self._connection)
            else:
                self._connection.close()

    def _is_cancelled(self) -> bool:
        return self._deadline.cancellation is not None and self._deadline.cancellation.cancelled

    def discard(self) -> None:
        """Drop the connection."""
        self._answer.in_step = False
        self.close()


# The request.


def _split(url: str) -> tuple[str, str]:
    """An address split in two: up to the host, and the part for the first line of the request."""
    slash = url.find("/", url.find("://") + 3)
    return (url, "/") if slash < 0 else (url[:slash], url[slash:])


def _sent(
    connection: Connection, prepared: Prepared, body: Content, timeout: float, cancellation: Cancellation | None
) -> OSError | None:
    """Send the request; returns the error if the peer stopped reading, perhaps because it answered already."""
    before = connection.stream.sent
    if cancellation is not None:
        cancellation.leave()
    try:
        for block in _blocks(connection, prepared, body):
            send_all(connection.stream, block, Deadline(timeout, cancellation))
    except (BrokenPipeError, ConnectionResetError) as error:
        if connection.stream.sent == before:
            raise
        return error
    return None


def _blocks(connection: Connection, prepared: Prepared, body: Content) -> Iterator[memoryview]:
    """The bytes of the request, as views: the head has the signature, and error reporters print variables."""
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
    """The bytes of the request could not be read completely."""


def _exactly(length: int, blocks: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    """The blocks, whose length must match the header; the last one is sent only if it does."""
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


def _fault(error: Exception, prepared: Prepared, *, began: bool, by: Cancellation | None) -> NotSent | OutcomeUnknown:
    why = "the call was cancelled" if by is not None and by.cancelled else reason(error)
    if not began:
        return NotSent(f"nothing was sent: {why}", **prepared.where)
    text = f"sending began but no complete answer arrived: {why}"
    return OutcomeUnknown(text, writes=prepared.writes, **prepared.where)


__all__ = ["READS_WITHIN", "WRITES_WITHIN", "Content", "RequestsTransport", "Response", "Transport"]
