"""Bytes to and from a peer, over TCP or encrypted over another stream. Each wait ends at a deadline.

A stream belongs to the process that opened it. A forked child shares the socket with its parent, and would read the
parent's answers; it may close its copy, which the parent and the peer do not notice.
"""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import weakref
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

from netvisor.client.cancellation import Cancellation
from netvisor.client.deadline import Deadline

T = TypeVar("T")

BLOCK: Final = 1 << 16
"""The most bytes received at once."""

_MOST_WAITING: Final = 16
"""The most blocks without content accepted from an idle connection."""

# An idle connection is asked after half a minute, and given up when three questions stay without an answer.
_KEEP_ALIVE: Final = {"TCP_KEEPIDLE": 30, "TCP_KEEPALIVE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}


class ByteStream(Protocol):
    """Carries a request and its answer."""

    @property
    def sent(self) -> int:
        """How many bytes have left this program."""

    def send(self, data: memoryview, deadline: Deadline) -> int:
        """Send some of the bytes and return how many; raises `OSError` or `ssl.SSLError`."""

    def receive(self, deadline: Deadline) -> bytes:
        """Wait for bytes; no bytes mean the end. Raises `OSError` or `ssl.SSLError`."""

    def receive_waiting(self) -> bytes | None:
        """The bytes that have arrived, or `None`; no bytes mean the end."""

    def watch(self, cancellation: Cancellation | None) -> None:
        """Let a cancellation shut it down, until it is closed or another one may."""

    def close(self) -> None:
        """Close it without telling the peer."""


class OtherProcess(OSError):
    """The stream was opened by another process."""


class TcpStream:
    """The bytes of a connected socket."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._process = os.getpid()
        self._cancellation: Cancellation | None = None
        self.sent = 0
        # A client that is not closed leaves its sockets to the garbage collector, which would warn about them.
        weakref.finalize(self, connected.close)

    def send(self, data: memoryview, deadline: Deadline) -> int:
        """Send some of the bytes; see `ByteStream.send`."""
        self._own_process().settimeout(deadline.left())
        count = self._socket.send(data)
        self.sent += count
        return count

    def receive(self, deadline: Deadline) -> bytes:
        """Wait for bytes; see `ByteStream.receive`."""
        self._own_process().settimeout(deadline.left())
        return self._socket.recv(BLOCK)

    def receive_waiting(self) -> bytes | None:
        """The bytes that have arrived; see `ByteStream.receive_waiting`."""
        self._own_process().settimeout(0)
        try:
            return self._socket.recv(BLOCK)
        except BlockingIOError:
            return None

    def watch(self, cancellation: Cancellation | None) -> None:
        """Let a cancellation shut the socket down; see `ByteStream.watch`."""
        for each, watched in ((self._cancellation, None), (cancellation, self._socket)):
            if each is not None:
                each.watch(watched)
        self._cancellation = cancellation

    def close(self) -> None:
        """Close this process's copy of the socket."""
        self.watch(None)
        with contextlib.suppress(OSError):
            self._socket.close()

    def _own_process(self) -> socket.socket:
        if os.getpid() != self._process:
            raise OtherProcess("the connection was opened before this process was forked")
        return self._socket


class TlsStream:
    """An encrypted stream over another stream.

    Args:
        below: the stream that carries it.
        context: the trusted certificates.
        host: the name that the peer's certificate must be for.
        deadline: until when the handshake must be done.

    Raises:
        ssl.SSLError: the handshake failed; `ssl.SSLCertVerificationError` if the certificate is not trusted.
        OSError: the stream below failed.
    """

    def __init__(self, below: ByteStream, context: ssl.SSLContext, host: str, deadline: Deadline) -> None:
        self._below = below
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        self._until_done(self._tls.do_handshake, deadline)

    @property
    def sent(self) -> int:
        """How many bytes have left; see `ByteStream.sent`."""
        return self._below.sent

    def send(self, data: memoryview, deadline: Deadline) -> int:
        """Send some of the bytes; see `ByteStream.send`."""
        return self._until_done(lambda: self._tls.write(data), deadline)

    def receive(self, deadline: Deadline) -> bytes:
        """Wait for bytes; see `ByteStream.receive`."""
        try:
            return self._until_done(lambda: self._tls.read(BLOCK), deadline)
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""

    def receive_waiting(self) -> bytes | None:
        """The bytes that have arrived, without those of the encryption itself, such as tickets."""
        for _ in range(_MOST_WAITING):
            encrypted = self._below.receive_waiting()
            if encrypted is None:
                # A record, or a part of one, that nobody has read is the beginning of something.
                return b"" if self._incoming.pending or self._tls.pending() else None
            self._take(encrypted)
            with contextlib.suppress(ssl.SSLWantReadError):
                return self._tls.read(BLOCK)
        return b""

    def watch(self, cancellation: Cancellation | None) -> None:
        """Let a cancellation shut the stream below down; see `ByteStream.watch`."""
        self._below.watch(cancellation)

    def close(self) -> None:
        """Close the stream below, without a `close_notify`, which a forked child must not send."""
        self._below.close()

    def _until_done(self, step: Callable[[], T], deadline: Deadline) -> T:
        while True:
            try:
                done = step()
            except ssl.SSLWantReadError:
                self._flush(deadline)
                self._take(self._below.receive(deadline))
            else:
                self._flush(deadline)
                return done

    def _take(self, encrypted: bytes) -> None:
        if encrypted:
            self._incoming.write(encrypted)
        else:
            self._incoming.write_eof()

    def _flush(self, deadline: Deadline) -> None:
        if self._outgoing.pending:
            send_all(self._below, memoryview(self._outgoing.read()), deadline)


def send_all(stream: ByteStream, data: memoryview, deadline: Deadline) -> None:
    """Send all of the bytes."""
    while data:
        data = data[stream.send(data, deadline) :]


def is_possible(host: str) -> bool:
    """Whether a host can have a name.

    >>> is_possible("isvapi.netvisor.fi"), is_possible("isvapi..fi")
    (True, False)
    """
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def connect(host: str, port: int, deadline: Deadline) -> TcpStream:
    """Connect to the first address of a host that answers; each gets a share of the time.

    Raises:
        OSError: the name is unknown, or no address answers.
    """
    addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for index, (family, kind, protocol, _, address) in enumerate(addresses):
        made = socket.socket(family, kind, protocol)
        stream = TcpStream(made)
        try:
            stream.watch(deadline.cancellation)
            made.settimeout(deadline.left() / (len(addresses) - index))
            made.connect(address)
            set_options(made)
        except BaseException as error:
            stream.close()
            if not isinstance(error, OSError) or index == len(addresses) - 1:
                raise
        else:
            return stream
    raise OSError("the host name does not resolve")


def set_options(connected: socket.socket) -> None:
    """Let a socket send small messages at once, and notice a dead peer."""
    options: list[tuple[int, int, Any]] = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]
    options.append((socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1))
    for name, value in _KEEP_ALIVE.items():
        if (number := getattr(socket, name, None)) is not None:
            options.append((socket.IPPROTO_TCP, number, value))
    for option in options:
        connected.setsockopt(*option)


__all__ = [
    "BLOCK",
    "ByteStream",
    "OtherProcess",
    "TcpStream",
    "TlsStream",
    "connect",
    "is_possible",
    "send_all",
    "set_options",
]
