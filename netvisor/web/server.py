"""Werkzeug's server around the application: threads, kept-alive connections, and an end that leaves nothing open."""

from __future__ import annotations

import http.client
import io
import logging
import re
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from netvisor.errors import SetupError
from netvisor.web.content_length import length_problem

_log = logging.getLogger("netvisor.web")
_LOOK_AROUND: Final = 0.02
"""Seconds between looks whether the server shall stop."""
_WAITING: Final = 128
_REQUEST_LINE: Final = re.compile(rb"([A-Z]+) (/(?!/)[!-~]*) (HTTP/1\.[01])\r?\n")
"""The first line of a head as it nearly always is; Python's own way reads every other one."""
_HEADER: Final = re.compile(rb"([!-9;-~]+):[ \t]*([^\r\n]*)\r?\n")
_LONGEST_LINE: Final = 1 << 16
_MOST_HEADERS: Final = 100

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Listener(ThreadedWSGIServer):
    """Werkzeug's threaded server, which knows its connections and threads.

    The threads are daemons, so that a server that nobody stopped does not keep its program from ending; `stop` waits
    for them all the same.
    """

    block_on_close = False

    def __init__(self, *args: Any, name: str, **named: Any) -> None:
        self.name = name
        self.open: set[socket.socket] = set()
        self.threads: set[threading.Thread] = set()
        super().__init__(*args, **named)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own."""
        thread = threading.Thread(target=self._serve, args=(request, client_address), daemon=True)
        self.open.add(request)
        self.threads.add(thread)
        thread.start()

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            self.process_request_thread(request, client_address)
        finally:
            self.open.discard(request)
            self.threads.discard(threading.current_thread())


class Connection(WSGIRequestHandler):
    """One connection of a client, kept alive between requests as the real service keeps it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Listener

    def parse_request(self) -> bool:
        """Parse the head of a request. Python's own way reads each head as if it were an e-mail, which takes longer."""
        line = _REQUEST_LINE.fullmatch(self.raw_requestline)
        if line is None:
            return super().parse_request()
        self.requestline = self.raw_requestline.decode("latin-1").rstrip("\r\n")
        self.command, self.path, self.request_version = (part.decode("latin-1") for part in line.groups())
        self.close_connection = self.request_version == "HTTP/1.0"
        try:
            self.headers = read_headers(self.rfile)
        except http.client.HTTPException as error:
            self.send_error(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Too long or too many headers", str(error))
            return False
        connection = self.headers.get("Connection", "").lower()
        if connection in {"close", "keep-alive"}:
            self.close_connection = connection == "close"
        expects = self.headers.get("Expect", "").lower() == "100-continue"
        return not (expects and self.request_version >= "HTTP/1.1") or self.handle_expect_100()

    def run_wsgi(self) -> None:
        """Answer one request in one piece; werkzeug's own way closes the connection after each."""
        head: list[bytes] = []
        # Python looks for the one word only; some clients say more.
        words = self.headers.get("Connection", "").lower().split(",")
        self.close_connection = self.close_connection or "close" in map(str.strip, words)

        def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None, /) -> Any:
            # What the application left unread is no request.
            self.close_connection = self.close_connection or body_read.count < _length(environ)
            lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
            lines += [f"Date: {self.date_time_string()}", f"Server: netvisor-{self.server.name}"]
            lines += ["Connection: close"] if self.close_connection else []
            head.append("\r\n".join([*lines, "", ""]).encode("latin-1"))

        try:
            environ = self.make_environ()
            # Werkzeug keeps the last one only.
            environ["CONTENT_LENGTH"] = ",".join(self.headers.get_all("Content-Length", []))
            # Where the body ends is not known, so neither is where the next request begins.
            self.close_connection = self.close_connection or length_problem(environ) is not None
            # Byte for byte as it was sent; werkzeug encodes it once more, and Python makes one slash of two.
            environ["REQUEST_URI"] = self.requestline.split()[1]
            environ["wsgi.input"] = body_read = _Counted(environ["wsgi.input"])
            for block in self.server.app(environ, start_response):
                body = b"" if self.command == "HEAD" else block
                self.wfile.write(head.pop() + body if head else body)
        except OSError:
            # A dropped connection, by a fault or by the client: nothing more is said.
            self.close_connection = True
        except ValueError as error:
            _log.debug("a request that is not HTTP: %s", error)
            self.close_connection = True

    def log(self, type: str, message: str, *args: Any) -> None:
        """Leave the talk about requests to the application's own log."""
        _log.debug(message, *args)


class _Counted:
    """The body of a request, and how much of it was read."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        """Read some bytes."""
        block: bytes = self._stream.read(size)
        self.count += len(block)
        return block

    def readline(self, size: int = -1) -> bytes:
        """Read a line."""
        block: bytes = self._stream.readline(size)
        self.count += len(block)
        return block

    def readlines(self, hint: int = -1) -> list[bytes]:
        """Read all lines."""
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")


def _length(environ: Mapping[str, Any]) -> int:
    return 0 if length_problem(environ) else int(str(environ["CONTENT_LENGTH"]).split(",")[0] or 0)


def read_headers(stream: io.BufferedIOBase) -> http.client.HTTPMessage:
    """The headers of a request, as `http.client.parse_headers` reads them.

    Raises:
        HTTPException: a line is too long, or there are too many.
    """
    lines: list[bytes] = []
    while (line := stream.readline(_LONGEST_LINE + 1)) not in {b"\r\n", b"\n", b""}:
        if len(line) > _LONGEST_LINE:
            raise http.client.LineTooLong("header line")
        lines.append(line)
        if len(lines) > _MOST_HEADERS:
            raise http.client.HTTPException(f"got more than {_MOST_HEADERS} headers")
    headers = http.client.HTTPMessage()
    for text in lines:
        match = _HEADER.fullmatch(text)
        if match is None:  # folded, or no header at all
            return http.client.parse_headers(io.BytesIO(b"".join(lines)))
        headers.set_raw(match[1].decode("ascii"), match[2].decode("latin-1"))
    return headers


class Server:
    """A server in a thread of its own.

    Args:
        app: the WSGI application.
        host: the address to listen at.
        port: the port; 0 takes any free one.
        name: what it serves, such as `sandbox`.

    Raises:
        SetupError: the address or port cannot be used.
    """

    def __init__(self, app: App, host: str, port: int, name: str) -> None:
        listening = _listening(host, port, name)
        with listening:
            self._listener = _Listener(host, port, app, Connection, fd=listening.fileno(), name=name)
        self.port: int = int(self._listener.server_address[1])
        self._thread = threading.Thread(target=self._serve, name=f"netvisor {name}", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        self._listener.serve_forever(poll_interval=_LOOK_AROUND)

    def stop(self) -> None:
        """Stop listening, close every connection and wait for all threads."""
        self._listener.shutdown()
        for connection in list(self._listener.open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                _log.debug("a connection was closed already")
        for thread in [self._thread, *self._listener.threads]:
            thread.join()


def _listening(host: str, port: int, name: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_WAITING)
    except (OSError, OverflowError) as error:
        listening.close()
        raise SetupError(f"the {name} cannot listen on {host}:{port}: {error}") from error
    return listening
