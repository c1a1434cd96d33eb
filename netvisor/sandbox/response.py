"""What goes out: a status and a body, whole, cut in half or byte by byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

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
    half: bool = False
    """Only half of the body goes out, then the connection breaks."""
    slow: float = 0.0
    """Seconds over which the body goes out."""

    def blocks(self, pause: Callable[[float], object]) -> Iterable[bytes]:
        """The body as it goes out; `pause` waits for some seconds."""
        if self.half:
            return _half(self.body)
        return _slow(self.body, self.slow, pause) if self.slow else [self.body]


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
