"""A service of a few lines on this machine that answers as a test wants it to, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from netvisor.tampuuri import Tampuuri, TampuuriCredentials

AVAIN, SALASANA = "7cd680e8-secret-key", "p4ssw0rd-secret"


@dataclass
class Asked:
    """One request as it arrived."""

    verb: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Answer:
    """What is answered."""

    body: bytes | Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    breaks: bool = False
    """Whether the connection ends within the answer."""

    @property
    def data(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body, ensure_ascii=False).encode()


Answering = Callable[[Asked], Answer]


@dataclass
class Service:
    url: str
    asked: list[Asked] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)

    def client(self, **settings: Any) -> Tampuuri:
        """A client that notes how long it would wait instead of waiting."""
        return Tampuuri(credentials(), base_url=self.url, **{"sleep": self.waited.append, **settings})


def credentials(**values: str) -> TampuuriCredentials:
    known = {
        "tampuuri_avain": AVAIN,
        "asiakas_nimi": "Visma Tampuuri Oy",
        "ohjelmistoversio": "Integraatio X",
        "tili_nimi": "Isännöinti Äyräs",
        "kayttajatunnus": "kayttajatunnus",
        "salasana": SALASANA,
    }
    return TampuuriCredentials(**{**known, **values})


@contextmanager
def answering(answer: Answering) -> Iterator[Service]:
    """A service that answers each request with what a function gives."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            path, query = urlsplit(self.path).path, urlsplit(self.path).query
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, path, dict(parse_qsl(query)), headers, body)
            service.asked.append(asked)
            given = answer(asked)
            self.send_response(given.status)
            for name, value in {"Content-Type": "application/json", **given.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(given.data)))
            self.end_headers()
            self.wfile.write(given.data[: len(given.data) // 2] if given.breaks else given.data)
            self.close_connection = given.breaks

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service = Service(f"http://127.0.0.1:{server.server_address[1]}/v10/api/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def in_turn(*answers: Answer) -> Answering:
    """Give the answers one after another, and the last one again and again."""
    waiting = list(answers)
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]
