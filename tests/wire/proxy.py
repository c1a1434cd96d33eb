"""Proxies for tests: whatever they are asked for, they lead to one server."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit

from tests.unit.wire import Handler, Wire


def tunnel_to(url: str, said: bytes = b"HTTP/1.1 200 Connection established\r\n\r\n") -> Handler:
    """Answers a CONNECT and then passes all bytes on, both ways."""

    def handle(connection: socket.socket, wire: Wire) -> None:
        if wire.receive(connection):
            connection.sendall(said)
            relay(connection, url)

    return handle


def socks_5_to(url: str) -> Handler:
    """The same for SOCKS 5 with a user name and a password; the name that is asked for is noted."""

    def handle(connection: socket.socket, wire: Wire) -> None:
        exactly(connection, exactly(connection, 2)[1])
        connection.sendall(b"\x05\x02")
        user = exactly(connection, exactly(connection, 2)[1])
        password = exactly(connection, exactly(connection, 1)[0])
        connection.sendall(b"\x01\x00")
        host = exactly(connection, exactly(connection, 5)[4])
        exactly(connection, 2)
        connection.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00")
        wire.notes.append((user, password, host))
        relay(connection, url)

    return handle


def exactly(connection: socket.socket, count: int) -> bytes:
    come = b""
    while len(come) < count:
        come += connection.recv(count - len(come))
    return come


def relay(connection: socket.socket, url: str) -> None:
    """Pass bytes on until both sides are done."""
    parts = urlsplit(url)
    with socket.create_connection(("127.0.0.1", parts.port or 0)) as upstream:
        back = threading.Thread(target=copy, args=(upstream, connection), daemon=True)
        back.start()
        copy(connection, upstream)
        back.join(10)


def copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while block := source.recv(65_536):
            target.sendall(block)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
