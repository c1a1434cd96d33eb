"""The listener as a WSGI application: takes deliveries in, and answers when they are on the disk."""

from __future__ import annotations

import hmac
import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from netvisor.errors import MessageError, SetupError
from netvisor.protocol.secret import Secret
from netvisor.tampuuri.durable_file import FileUnavailable
from netvisor.tampuuri.model import write
from netvisor.tampuuri.webhooks.inbox import Inbox
from netvisor.tampuuri.webhooks.notification import parse
from netvisor.web.content_length import length_problem

_log: Final = logging.getLogger("netvisor")

LONGEST: Final = 1 << 20
"""The most bytes of a delivery."""
RATE: Final = 2000.0
"""How many deliveries a second are taken."""
_SHORTEST_SECRET: Final = 16
_DISCARDED: Final = 1 << 20
_TEXT: Final = "text/plain; charset=utf-8"


class _Answer(NamedTuple):
    status: HTTPStatus
    body: bytes
    content_type: str = _TEXT
    headers: tuple[tuple[str, str], ...] = ()


class _Refused(Exception):
    """A delivery that is not taken."""

    def __init__(self, status: HTTPStatus, text: str, *headers: tuple[str, str], unread: bool = True) -> None:
        super().__init__(text)
        self.unread = unread
        self.answer = _Answer(status, f"{text}\n".encode(), headers=headers)


class Receiver:
    """A WSGI application for the address that is entered in Tampuuri; any server runs it.

        inbox = Inbox("tampuuri-inbox.db")
        app = Receiver(inbox, secret)      # the listener's address ends in the secret

    It answers 200 when a delivery is on the disk, and never before. Everything else is done later by `Handlers`.

    Args:
        inbox: where the notifications are kept.
        secret: what only Tampuuri knows, of at least 16 characters. The vendor documents no signature.
        header: the header that holds the secret; without one the secret is the last part of the path.
        longest: the most bytes of a delivery.
        rate: how many deliveries a second are taken on average; as many may come at once.
        clock: a time in seconds that never goes back.

    Raises:
        SetupError: the secret is short or cannot stand in a path, or a limit is not positive.
    """

    def __init__(
        self,
        inbox: Inbox,
        secret: str | Secret,
        *,
        header: str | None = None,
        longest: int = LONGEST,
        rate: float = RATE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._secret = Secret.of(secret)
        if len(self._secret.reveal()) < _SHORTEST_SECRET or not _is_plain(self._secret.reveal()):
            raise SetupError(
                f"the secret must have at least {_SHORTEST_SECRET} letters, digits, - or _, as"
                " secrets.token_urlsafe() makes it"
            )
        if longest < 1 or not 0 < rate < math.inf:
            raise SetupError("longest and rate must be positive numbers")
        self._inbox = inbox
        self._variable = None if header is None else f"HTTP_{header.upper().replace('-', '_')}"
        self._longest = longest
        self._bucket = _Bucket(rate, clock)

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        """Answer one request of a WSGI server."""
        try:
            answer = self._answer(environ)
        except _Refused as refused:
            answer = refused.answer
            if refused.unread:
                _discard(environ)
            _log.info("a delivery was refused: HTTP %d", answer.status)
        except FileUnavailable as error:
            _log.error("a delivery was not taken: %s", error)
            answer = _Refused(HTTPStatus.SERVICE_UNAVAILABLE, "try again later", ("Retry-After", "60")).answer
        headers = [("Content-Type", answer.content_type), ("Content-Length", str(len(answer.body))), *answer.headers]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [answer.body]

    def _answer(self, environ: Mapping[str, Any]) -> _Answer:
        self._let_in(environ)
        if environ["REQUEST_METHOD"] != "POST":
            raise _Refused(HTTPStatus.METHOD_NOT_ALLOWED, "deliveries come by POST", ("Allow", "POST"))
        wait = self._bucket.take()
        if wait:
            raise _Refused(HTTPStatus.TOO_MANY_REQUESTS, "too many deliveries", ("Retry-After", str(math.ceil(wait))))
        try:
            delivery = parse(self._body(environ))
        except MessageError as error:
            raise _Refused(HTTPStatus.BAD_REQUEST, str(error), unread=False) from error
        new = self._inbox.put(delivery)
        counts = {"notifications": len(delivery.notifications), "new": new}
        return _Answer(HTTPStatus.OK, write(counts), "application/json")

    def _let_in(self, environ: Mapping[str, Any]) -> None:
        if self._variable is None:
            given = str(environ.get("PATH_INFO", "")).rpartition("/")[2]
        else:
            given = str(environ.get(self._variable, ""))
        # Both as bytes and in a time that does not tell how much of it is right.
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self._secret.reveal().encode()):
            status = HTTPStatus.NOT_FOUND if self._variable is None else HTTPStatus.UNAUTHORIZED
            raise _Refused(status, "unknown address" if self._variable is None else "the secret is missing or wrong")

    def _body(self, environ: Mapping[str, Any]) -> bytes:
        if problem := length_problem(environ):
            raise _Refused(HTTPStatus.BAD_REQUEST, problem)
        said = str(environ.get("CONTENT_LENGTH") or "").split(",")[0].strip()
        if not said:
            raise _Refused(HTTPStatus.LENGTH_REQUIRED, "a Content-Length is needed")
        length = int(said)
        if length > self._longest:
            text = f"a delivery may have {self._longest} bytes, not {length}"
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text)
        body = b""
        try:
            while len(body) < length and (block := environ["wsgi.input"].read(length - len(body))):
                body += block
        except OSError as error:
            raise _Refused(HTTPStatus.BAD_REQUEST, "the body broke off", unread=False) from error
        if len(body) < length:
            text = f"the body broke off after {len(body)} of {length} bytes"
            raise _Refused(HTTPStatus.BAD_REQUEST, text, unread=False)
        return body


class _Bucket:
    """Bounds a rate: it holds a second's worth, and fills up all the time."""

    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self._rate = rate
        self._most = max(rate, 1.0)
        self._clock = clock
        self._lock = threading.Lock()
        self._left = self._most
        self._at = clock()

    def take(self) -> float:
        """Take one, or give the seconds until there is one."""
        with self._lock:
            now = self._clock()
            self._left = min(self._most, self._left + (now - self._at) * self._rate)
            self._at = now
            if self._left < 1:
                return (1 - self._left) / self._rate
            self._left -= 1
            return 0.0


def _discard(environ: Mapping[str, Any]) -> None:
    """Read the rest of a body, so that whoever sends it reads the answer; a very long one breaks off."""
    said = str(environ.get("CONTENT_LENGTH") or "")
    left = min(int(said), _DISCARDED) if said.isascii() and said.isdecimal() and len(said) < 19 else 0
    try:
        while left > 0 and (block := environ["wsgi.input"].read(min(left, 1 << 16))):
            left -= len(block)
    except OSError:
        _log.debug("a refused delivery broke off")


def _is_plain(secret: str) -> bool:
    return all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in secret)


__all__ = ["LONGEST", "RATE", "Receiver"]
