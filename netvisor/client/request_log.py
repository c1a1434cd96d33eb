"""One request and its answer, and the log line about them."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from netvisor.codec.encode import Encoded
from netvisor.errors import NetvisorError, OutcomeUnknown, Refused
from netvisor.protocol.call import Call
from netvisor.protocol.reply import Body, as_view, body_for
from netvisor.protocol.secret import HASH, MASK
from netvisor.protocol.signing import Prepared

if TYPE_CHECKING:
    from netvisor.client.transport import Content, Response

log: Final = logging.getLogger("netvisor")

SHOWN: Final = 10_000
"""How many bytes of a body are logged, if bodies are."""


class Exchange:
    """A request and its answer.

    Args:
        prepared: the signed request.
        sent: its body.
        longest: the most bytes of an answer.
        bodies: whether bodies are logged.
    """

    def __init__(self, prepared: Prepared, sent: Content, *, longest: int, bodies: bool) -> None:
        self.transaction_id: str = prepared.transaction_id
        self.status: int = 0
        self.body: Body = Body(())
        self.seconds: float = 0.0
        self.bytes_sent: int = sent.length if isinstance(sent, Encoded) else len(sent or b"")
        self._prepared = prepared
        self._sent = sent
        self._longest = longest
        self._bodies = bodies and log.isEnabledFor(logging.DEBUG)

    def answered(self, call: Call[Any], response: Response, *, at_once: bool) -> None:
        """Take the head of the answer; its body is read later.

        Args:
            call: the call.
            response: its answer.
            at_once: whether the body is read without a pause, and reading it counts as waiting.
        """
        self.status = response.status
        chunks = self._in_time(response) if at_once else response.chunks
        self.body = body_for(call, chunks, longest=self._longest, keep=SHOWN if self._bodies else 0)

    def _in_time(self, response: Response) -> Iterator[bytes | memoryview]:
        for block in map(as_view, response.chunks):
            if time.monotonic() > response.expires:
                text = "sending began but no complete answer arrived: reading it timed out"
                raise OutcomeUnknown(text, writes=self._prepared.writes, **self._prepared.where)
            yield block

    @contextmanager
    def logged(self) -> Iterator[None]:
        """Write the log line when the block ends: resource, company, transaction id, outcome, time and bytes."""
        started = time.monotonic()
        outcome = "aborted"
        if self._bodies:
            log.debug("%s sends %s", self.transaction_id, _shown(_beginning(self._sent)))
        try:
            yield
            outcome = "OK"
        except Refused as error:
            outcome = error.category or "FAILED"
            raise
        except NetvisorError as error:
            outcome = type(error).__name__
            raise
        except GeneratorExit:
            outcome = "closed early"
            raise
        finally:
            self.seconds = time.monotonic() - started
            log.info(
                "%s %s %s %s HTTP %s %.3f s %d bytes out %d bytes in",
                self._prepared.resource,
                self._prepared.company,
                self.transaction_id,
                outcome,
                self.status or "-",
                self.seconds,
                self.bytes_sent,
                self.body.count,
            )
            if self._bodies:
                log.debug("%s received %s", self.transaction_id, _shown(bytes(self.body.kept[:SHOWN])))


def _beginning(sent: Content) -> bytes:
    if not isinstance(sent, Encoded):
        return (sent or b"")[:SHOWN]
    beginning = b""
    for chunk in sent.chunks(SHOWN):
        beginning += chunk
        if len(beginning) >= SHOWN:
            break
    return beginning[:SHOWN]


def _shown(body: bytes) -> str:
    """The beginning of a body as text, without the hash in the answer to a wrong MAC."""
    return HASH.sub(MASK, body.decode("utf-8", "replace"))


__all__ = ["SHOWN", "Exchange", "log"]
