"""A program that dies at a moment of its own: what the queue and the client use, with a kill in it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from netvisor.client.transport import Content, Response, Transport
from netvisor.codec.encode import Encoded
from netvisor.protocol.signing import Prepared
from netvisor.queue.database import Database, Transaction
from netvisor.testing.torture.script import Kill, Moment

T = TypeVar("T")


class Death:
    """Kills this process, as `kill -9` does, at the moment of a script.

    Args:
        kill: the moment; `None` lets the process live.
    """

    def __init__(self, kill: Kill | None) -> None:
        self._moment = kill.moment if kill is not None else None
        self._left = kill.count if kill is not None else 0
        self._lock = threading.Lock()

    def comes(self, moment: Moment) -> bool:
        """Whether the process is to die at this moment, which is then used up."""
        if moment != self._moment:
            return False
        with self._lock:
            self._left -= 1
            return self._left == 0

    def at(self, moment: Moment) -> None:
        """Die, if it is the moment."""
        if self.comes(moment):
            os.kill(os.getpid(), signal.SIGKILL)


class MortalDatabase:
    """A database whose program may die around any of its transactions."""

    def __init__(self, database: Database, death: Death) -> None:
        self.place = database.place
        self._database = database
        self._death = death

    def write(self, work: Callable[[Transaction], T]) -> T:
        """Write, and die before, in or after the transaction."""

        def mortal(transaction: Transaction) -> T:
            value = work(transaction)
            self._death.at("before the commit")
            return value

        self._death.at("before writing")
        value = self._database.write(mortal)
        self._death.at("after the commit")
        return value

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Read."""
        return self._database.read(work)

    def tell(self) -> None:
        """Tell of new work."""
        self._database.tell()

    def wait(self, seconds: float) -> bool:
        """Wait."""
        return self._database.wait(seconds)

    def close(self) -> None:
        """Close."""
        self._database.close()


class MortalTransport:
    """A transport whose program may die around any call."""

    def __init__(self, transport: Transport, death: Death) -> None:
        self._transport = transport
        self._death = death

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Send, and die before, while or after it."""
        self._death.at("before sending" if prepared.writes else "before looking")
        if prepared.writes and body is not None and self._death.comes("while sending"):
            body = self._half(body)
        response = self._transport.send(prepared, body, timeout)
        return replace(response, chunks=self._read(response, writes=prepared.writes))

    def _read(self, response: Response, *, writes: bool) -> Iterator[bytes]:
        yield from response.chunks
        self._death.at("after the answer" if writes else "after looking")

    @staticmethod
    def _half(body: Encoded | bytes) -> Encoded:
        whole = body if isinstance(body, bytes) else body.bytes()
        charset = "utf-8" if isinstance(body, bytes) else body.charset
        return Encoded(charset, (_Half(whole),))  # type: ignore[arg-type]


class _Half:
    """The first half of a body, after which the process dies; its length is that of the whole."""

    def __init__(self, whole: bytes) -> None:
        self.length = len(whole)
        self._whole = whole

    def blocks(self) -> Iterator[bytes]:
        """The bytes until death."""
        yield self._whole[: len(self._whole) // 2]
        os.kill(os.getpid(), signal.SIGKILL)
