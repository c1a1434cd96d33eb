"""One request and its answer: errors by status, the answer's bytes, and one line in the log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from netvisor.client.retry_after import busy
from netvisor.client.transport import Response, Transport
from netvisor.errors import NetvisorError, OutcomeUnknown, Refused, UnreadableReply
from netvisor.protocol.reply import as_view
from netvisor.tampuuri.array_items import array_items
from netvisor.tampuuri.call import Call
from netvisor.tampuuri.credentials import TampuuriCredentials
from netvisor.tampuuri.errors import refusal
from netvisor.tampuuri.model import WrongShape, parse
from netvisor.tampuuri.request import TampuuriRequest, prepare

log: Final = logging.getLogger("netvisor")

_LONGEST_REFUSAL: Final = 1 << 20
"""How many bytes of the text of a refusal are read."""
_SHOWN: Final = 200


class Exchange:
    """The answer to one request, as it arrives."""

    def __init__(self, request: TampuuriRequest, response: Response, longest: int) -> None:
        self.request = request
        self.status = response.status
        self.count = 0
        self._response = response
        self._longest = longest
        self._first = b""

    def blocks(self, *, at_once: bool = True) -> Iterator[bytes]:
        """The bytes of the body, up to the most that are taken.

        Args:
            at_once: whether they are read without a pause, so that the reading counts as well as the waiting.
        """
        for block in map(as_view, self._response.chunks):
            self.count += len(block)
            if self.count > self._longest:
                raise self.unreadable(f"the answer has more than {self._longest} bytes")
            if at_once and time.monotonic() > self._response.expires:
                text = "sending began but no complete answer arrived: reading it timed out"
                raise OutcomeUnknown(text, writes=self.request.writes, **self.request.where)
            self._first = self._first or bytes(block[:_SHOWN])
            yield bytes(block)

    def json(self) -> Any:
        """The whole body as plain JSON values; `None` for an empty one.

        Raises:
            UnreadableReply: it is not JSON.
        """
        data = b"".join(self.blocks())
        with self.shaped():
            return parse(data) if data.strip() else None

    def list_or_object(self) -> Iterator[Any] | dict[str, Any]:
        """The items of a bare array one at a time while it arrives, or the whole of anything else."""
        blocks = self.blocks(at_once=False)
        first = b""
        while not first.strip() and (block := next(blocks, None)) is not None:
            first += block
        beginning = first.removeprefix(b"\xef\xbb\xbf").lstrip()
        if beginning.startswith(b"["):
            return self._items(beginning, blocks)
        with self.shaped():
            made: dict[str, Any] = parse(b"".join([beginning, *blocks]))
            return made

    def _items(self, first: bytes, rest: Iterator[bytes]) -> Iterator[Any]:
        def blocks() -> Iterator[bytes]:
            yield first
            yield from rest

        with self.shaped():
            yield from array_items(blocks())

    @contextmanager
    def shaped(self) -> Iterator[None]:
        """Turn JSON of another shape than expected into an `UnreadableReply`."""
        try:
            yield
        except WrongShape as error:
            raise self.unreadable(str(error)) from error

    def unreadable(self, why: str) -> UnreadableReply:
        """The error for an answer that is not what was expected."""
        text = f"HTTP {self.status} and an answer that cannot be read: {why}"
        return UnreadableReply(
            text, status=self.status, body=self._first, writes=self.request.writes, **self.request.where
        )


@contextmanager
def exchange(
    call: Call[Any],
    credentials: TampuuriCredentials,
    base_url: str,
    transport: Transport,
    *,
    timeout: float,
    longest: int,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Exchange]:
    """Send one request; whoever wants the answer reads it in the block.

    Raises:
        NetvisorError: the request was not sent, its outcome is unknown, or the answer tells of a failure.
    """
    request = prepare(call, credentials, base_url)
    with _logged(request, call.body) as line:
        try:
            response = transport.send(request, call.body, timeout)
            line.status = response.status
            made = line.made = Exchange(request, response, longest)
            try:
                _refuse(made, response, credentials, now)
                yield made
            except BaseException as error:
                if not isinstance(error, Refused):
                    response.discard()
                raise
            finally:
                response.close()
        except Exception as error:
            if isinstance(error, NetvisorError):
                raise
            # Not even a fault of this library may hide that a write may have arrived.
            text = f"sending began but its answer is unreadable: {type(error).__name__}"
            raise OutcomeUnknown(text, writes=call.writes, **request.where) from error


def _refuse(made: Exchange, response: Response, credentials: TampuuriCredentials, now: Callable[[], datetime]) -> None:
    """Raise the error that a status stands for."""
    if 200 <= made.status < 300:
        return
    request = made.request
    if made.status < 400:
        raise made.unreadable("expected an answer of the interface")
    found = made.unreadable("the service is busy")
    if asks := busy(found, made.status, response.headers, now(), writes=request.writes):
        raise asks
    raise refusal(
        made.status,
        _text(made, response, credentials),
        writes=request.writes,
        resource=request.resource,
        company=request.company,
    )


def _text(made: Exchange, response: Response, credentials: TampuuriCredentials) -> str:
    """The text of a refusal, without the key and the password that it may repeat."""
    raw = b""
    for block in made.blocks():
        raw += block
        if len(raw) >= _LONGEST_REFUSAL:
            response.discard()
            break
    text = raw.decode("utf-8", "replace")
    for secret in credentials.secrets:
        text = text.replace(secret.reveal(), repr(secret))
    return text


class _Line:
    """What the log is told of a request."""

    status: int = 0
    made: Exchange | None = None


@contextmanager
def _logged(request: TampuuriRequest, body: bytes | None) -> Iterator[_Line]:
    """Write the log line when the block ends: operation, account, outcome, time and bytes; no id and no value."""
    line, started, outcome = _Line(), time.monotonic(), "aborted"
    try:
        yield line
        outcome = "OK"
    except NetvisorError as error:
        outcome = type(error).__name__
        raise
    except GeneratorExit:
        outcome = "closed early"
        raise
    finally:
        log.info(
            "%s %s %s HTTP %s %.3f s %d bytes out %d bytes in",
            request.resource,
            request.company,
            outcome,
            line.status or "-",
            time.monotonic() - started,
            len(body or b""),
            line.made.count if line.made is not None else 0,
        )


__all__ = ["Exchange", "exchange"]
