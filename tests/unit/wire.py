"""A local HTTP server that does what a test says, byte by byte, the misbehaviour of real servers included."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

OK = b"<Root><ResponseStatus><Status>OK</Status><TimeStamp>22.11.2026 3:02:03</TimeStamp></ResponseStatus></Root>"


@dataclass(slots=True)
class Request:
    """A request as its bytes arrived."""

    line: bytes
    headers: dict[bytes, bytes]
    """By name in small letters."""
    body: bytes

    @property
    def target(self) -> str:
        return self.line.split(b" ")[1].decode("ascii")


Handler: TypeAlias = Callable[[socket.socket, "Wire"], None]


@dataclass
class Wire:
    """The server: its address, and what it received."""

    url: str = ""
    connections: int = 0
    received_at: float = 0.0
    """When the last byte of the last request had come, on the monotonic clock."""
    requests: list[Request] = field(default_factory=list)
    notes: list[object] = field(default_factory=list)
    """What a handler wants to tell the test."""
    finished: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """Released whenever the handler of a connection has ended and the connection is closed."""
    stop: threading.Event = field(default_factory=threading.Event)

    def receive(self, connection: socket.socket) -> Request | None:
        """Read one request; `None` when the peer has closed."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            byte = connection.recv(1)
            if not byte:
                return None
            head += byte
        line, *lines = head[:-4].split(b"\r\n")
        headers = {name.lower(): text for name, text in (text.split(b": ", 1) for text in lines)}
        body = b""
        while len(body) < int(headers.get(b"content-length", b"0")):
            block = connection.recv(65_536)
            if not block:
                return None
            body += block
        self.received_at = time.monotonic()
        self.requests.append(Request(line, headers, body))
        return self.requests[-1]


def answer(body: bytes = OK, *, status: str = "200 OK", headers: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode("latin-1") + body


def polite(connection: socket.socket, wire: Wire) -> None:
    """Answers every request of the connection with OK."""
    while wire.receive(connection):
        connection.sendall(answer())


def saying(*blocks: bytes) -> Handler:
    """Reads one request, sends these bytes, and closes."""

    def handle(connection: socket.socket, wire: Wire) -> None:
        wire.receive(connection)
        for block in blocks:
            connection.sendall(block)

    return handle


def then_silent(*blocks: bytes) -> Handler:
    """Reads one request, sends these bytes, and then nothing until the test ends."""

    def handle(connection: socket.socket, wire: Wire) -> None:
        saying(*blocks)(connection, wire)
        wire.stop.wait(30)

    return handle


def reset(connection: socket.socket) -> None:
    """Make the coming close a reset instead of an orderly end."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


@contextmanager
def serving(handler: Handler, tls: ssl.SSLContext | None = None) -> Iterator[Wire]:
    """Run the handler for every connection, each in a thread of its own; encrypted when there is a context."""
    wire = Wire()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        wire.url = f"{'http' if tls is None else 'https'}://127.0.0.1:{listening.getsockname()[1]}/"
        threads: list[threading.Thread] = []

        def serve(connection: socket.socket) -> None:
            try:
                with connection if tls is None else tls.wrap_socket(connection, server_side=True) as spoken:
                    handler(spoken, wire)
            except OSError:
                return  # the client is gone, which is what some tests do
            finally:
                wire.finished.release()

        def accept() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                if wire.stop.is_set():
                    connection.close()
                    return
                # What is sent is there, also when the peer has not yet confirmed what came before.
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                wire.connections += 1
                threads.append(threading.Thread(target=serve, args=(connection,), daemon=True))
                threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield wire
        finally:
            wire.stop.set()
            # A last connection wakes the accepting thread, so that it sees the end.
            socket.create_connection(listening.getsockname()).close()
            accepting.join(10)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert isinstance(port, int)
        return port
