"""A server that answers OK to whatever is posted, in a process of its own so that its work is not measured."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass

from tests.benchmarks.objects import OK_REPLY

_LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)
_ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(OK_REPLY)
) + OK_REPLY


@dataclass(slots=True)
class OkServer:
    """The running server; it ends with its standard input."""

    process: subprocess.Popen[str]
    url: str

    def stop(self) -> None:
        self.process.communicate()


def start() -> OkServer:
    command = [sys.executable, "-m", "tests.benchmarks.ok_server"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdout is not None
    return OkServer(process, f"http://127.0.0.1:{process.stdout.readline().strip()}/")


def _serve(connection: socket.socket) -> None:
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    held = b""
    while True:
        while b"\r\n\r\n" not in held:
            block = connection.recv(1 << 16)
            if not block:
                return
            held += block
        head, _, held = held.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        missing = (int(length[1]) if length else 0) - len(held)
        while missing > 0:
            missing -= len(connection.recv(missing))
        held = b""
        connection.sendall(_ANSWER)


def main() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    sys.stdout.write(f"{listener.getsockname()[1]}\n")
    sys.stdout.flush()

    def accept() -> None:
        while True:
            threading.Thread(target=_serve, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
