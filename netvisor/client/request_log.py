"""One request and its answer, and the one line that the log gets about them."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from netvisor.codec.encode import Encoded
from netvisor.errors import NetvisorError, Refused
from netvisor.protocol.call import Call
from netvisor.protocol.reply import Body, body_for
from netvisor.protocol.signing import Prepared

if TYPE_CHECKING:
    from netvisor.client.transport import Content, Response

log: Final = logging.getLogger("netvisor")

SHOWN: Final = 10_000
"""How many bytes of a body are logged, when bodies are."""

_HASH = re.compile(r"[0-9A-Fa-f]{32,}")


class Exchange:
    """A request on its way and the answer to it.

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
        self._prepared = prepared
        self._sent = sent
        self._longest = longest
        self._bodies = bodies and log.isEnabledFor(logging.DEBUG)

    def answered(self, call: Call[Any], response: Response) -> None:
        """Take the head of the answer; its body is read by whoever wants it."""
        self.status = response.status
        self.body = body_for(call, response.chunks, longest=self._longest, keep=SHOWN if self._bodies else 0)

    @contextmanager
    def logged(self) -> Iterator[None]:
        """Write the log line when the block ends: resource, company, transaction id, outcome, time and bytes."""
        started = time.monotonic()
        outcome = "broken off"
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
            log.info(
                "%s %s %s %s HTTP %s %.3f s %d bytes out %d bytes in",
                self._prepared.resource,
                self._prepared.company,
                self.transaction_id,
                outcome,
                self.status or "-",
                time.monotonic() - started,
                self._sent.length if isinstance(self._sent, Encoded) else len(self._sent or b""),
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
    """The beginning of a body as text, without the hash that the answer to a wrong MAC holds."""
    return _HASH.sub("***", body.decode("utf-8", "replace"))


__all__ = ["SHOWN", "Exchange", "log"]
