"""The answer to a request: a status and a body, which goes out whole, cut in half or byte by byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from netvisor.codec.reply_elements import Language
from netvisor.codec.write_reply import write_reply
from netvisor.sandbox.refusal import Refusal

XML: Final = "text/xml; charset=utf-8"
HTML: Final = "text/html; charset=utf-8"

_PIECES: Final = 50
"""Into how many pieces a slow answer is cut at most."""


@dataclass(slots=True, kw_only=True)
class Response:
    """One answer."""

    status: int
    body: bytes
    content_type: str = XML
    headers: Sequence[tuple[str, str]] = ()
    """Headers that the resource adds."""
    keeps_status: bool = False
    """The status goes out also to clients that did not ask for such ones: it is not the interface that answers."""
    half: bool = False
    """Only half of the body goes out, then the connection breaks."""
    slow: float = 0.0
    """Seconds over which the body goes out."""

    def send(self, start_response: Callable[..., Any], pause: Callable[[float], object]) -> Iterable[bytes]:
        """Answer a WSGI server; gives the body as it goes out, and `pause` waits for some seconds."""
        headers = [("Content-Type", self.content_type), ("Content-Length", str(len(self.body))), *self.headers]
        start_response(f"{self.status} {HTTPStatus(self.status).phrase}", headers)
        if self.half:
            return _half(self.body)
        return _slow(self.body, self.slow, pause) if self.slow else [self.body]


def refused(refusal: Refusal, language: Language, moment: datetime) -> Response:
    """The answer to a call that is refused, with the HTTP status for clients that ask for one."""
    body = write_reply(statuses=("FAILED", refusal.status(language)), timestamp=moment)
    return Response(status=refusal.http_status, body=body)


def empty_success(moment: datetime) -> Response:
    """An answer that says OK and nothing else."""
    return Response(status=200, body=write_reply(timestamp=moment))


def html_page(status: int, text: str) -> Response:
    """A page, where a client expects XML."""
    return Response(status=status, body=text.encode("utf-8"), content_type=HTML)


class Dropped(ConnectionAbortedError):
    """The connection ends here, because a fault wants it so. The server closes it without a word."""


def _half(body: bytes) -> Iterator[bytes]:
    yield body[: len(body) // 2]
    raise Dropped


def _slow(body: bytes, seconds: float, pause: Callable[[float], object]) -> Iterator[bytes]:
    size = max(1, -(-len(body) // _PIECES))
    pieces = [body[at : at + size] for at in range(0, len(body), size)] or [b""]
    for piece in pieces:
        pause(seconds / len(pieces))
        yield piece
