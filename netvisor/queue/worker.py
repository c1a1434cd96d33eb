"""Workers: they take what is next in a lane, send it or look it up, and write down what became of it."""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from netvisor.client.read_back import Verdict, look
from netvisor.errors import NetvisorError, OutcomeUnknown
from netvisor.protocol.call import Call
from netvisor.queue.errors import QueueUnavailable
from netvisor.queue.keys import filled, key_of
from netvisor.queue.lanes import PAUSES, Claim, Lanes, Outcome
from netvisor.queue.leases import LEASE, Leases
from netvisor.queue.limits import Limits
from netvisor.queue.outbox import Outbox
from netvisor.queue.reconcile import accepted, after_error, after_look, look_failed
from netvisor.queue.stored import RAW, answer_text, call_of
from netvisor.queue.turns import worked_for

if TYPE_CHECKING:
    from netvisor.client.client import Client

_log: Final = logging.getLogger("netvisor.queue")

POLL: Final = 2.0
"""Seconds between two looks at the table where nothing tells of news."""
_FIRST_PAUSE: Final = 0.1
"""Seconds before another try when the database does not answer; doubled each time."""


_LAST_TRIES: Final = 10.0
"""Seconds in which a worker that is to end tries to write down what it knows."""
_MOST_DOUBLED: Final = 10
_HEARS_WITHIN: Final = 0.5
"""Seconds within which a signal is heard, whenever it comes."""
_LATER: Final = 0.01
"""Seconds by which a worker comes after the moment at which something is due, rather than just before."""


class Worker:
    """Sends what waits in an outbox. Its threads and any number of other workers share the work.

    Args:
        outbox: the queue.
        client: gives the client of a company.
        companies: the only companies to work for; all when `None`.
        threads: how many companies are worked for at the same time.
        lease: seconds that a company stays with a worker that died.
        limits: how many calls a minute.
        pauses: seconds before each further attempt of a message; the last one holds for all that follow.
        poll: the most seconds between two looks at the table.
    """

    def __init__(
        self,
        outbox: Outbox,
        client: Callable[[str], Client],
        *,
        companies: Sequence[str] | None = None,
        threads: int = 4,
        lease: float = LEASE,
        limits: Limits | None = None,
        pauses: Sequence[float] = PAUSES,
        poll: float = POLL,
    ) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self.counts: Counter[str] = Counter()
        self._outbox = outbox
        self._client = client
        self._companies = companies
        self._threads = threads
        self._lease = lease
        self._limits = limits
        self._pauses = tuple(pauses)
        self._poll = poll
        self._stopping = threading.Event()

    def drain(self, company: str | None = None) -> int:
        """Do what can be done now, and return when nothing is left to do; gives how many things were done."""
        lanes = self._lanes(0)
        done = 0
        with closing(Leases(self._outbox.database, self._lease)) as leases:
            while not self._stopping.is_set() and self._one(lanes, leases, company):
                done += 1
        return done

    def run(self) -> None:
        """Work until `stop` is called."""
        with closing(Leases(self._outbox.database, self._lease)) as leases:
            threads = [
                threading.Thread(target=self._work, args=(self._lanes(at), leases), name=f"netvisor-queue-{at}")
                for at in range(self._threads)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                while thread.is_alive():
                    # A signal that comes just before a wait without an end would not be heard.
                    thread.join(_HEARS_WITHIN)

    def stop(self) -> None:
        """Take nothing new; what is under way is brought to its end."""
        self._stopping.set()

    def _lanes(self, thread: int) -> Lanes:
        return Lanes(
            self._outbox.database,
            f"{self.name}-{thread}",
            lease=self._lease,
            limits=self._limits,
            pauses=self._pauses,
        )

    def _work(self, lanes: Lanes, leases: Leases) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                # All of them are asked, so that the first company does not keep the others waiting.
                done = [self._one(lanes, leases, company) for company in self._companies or (None,)]
                if not any(done):
                    due = lanes.due_in()
                    self._rest(self._poll if due is None else min(self._poll, due + _LATER))
                failures = 0
            except QueueUnavailable as error:
                if not failures:
                    _log.warning("%s; trying again until it can be used", error)
                self._stopping.wait(min(self._poll, _FIRST_PAUSE * 2**failures))
                failures = min(failures + 1, _MOST_DOUBLED)

    def _rest(self, seconds: float) -> None:
        """Wait for news, at most so long, and no longer than the worker is to work."""
        until = time.monotonic() + seconds
        while not self._stopping.is_set() and (left := until - time.monotonic()) > 0:
            if self._outbox.database.wait(min(left, _HEARS_WITHIN)):
                return

    def _one(self, lanes: Lanes, leases: Leases, company: str | None) -> bool:
        claim = lanes.claim(company)
        if claim is None:
            return False
        leases.hold(claim.company, lanes.holder)
        try:
            with worked_for(self._outbox.database.place, claim.company):
                again: Claim | None = claim
                while again is not None:
                    again = self._do(lanes, again)
        finally:
            leases.drop(claim.company)
        return True

    def _do(self, lanes: Lanes, claim: Claim) -> Claim | None:
        """Do what was claimed; gives the next attempt when a look says that the message is to be sent again."""
        if claim.action == "send":
            outcome: Outcome | None = self._send(lanes, claim)
        else:
            outcome = self._look(lanes, claim)
            if outcome is None:
                again = lanes.send_again(claim)
                if again is not None:
                    return again
                outcome = None
        if outcome is not None and self._write_down(lanes, claim, outcome):
            self.counts[outcome.state.value] += 1
        self.counts["sent" if claim.action == "send" else "looked"] += 1
        return None

    def _write_down(self, lanes: Lanes, claim: Claim, outcome: Outcome) -> bool:
        """Write down what became of a claim; while the database does not answer, again, for a lease at most.

        What Netvisor answered is known here only: without it the message would have to be looked up, or be held.
        """
        began = time.monotonic()
        pause = _FIRST_PAUSE
        while True:
            try:
                return lanes.finish(claim, outcome)
            except QueueUnavailable:
                longest = min(self._lease, _LAST_TRIES) if self._stopping.is_set() else self._lease
                if time.monotonic() - began > longest:
                    raise
            time.sleep(pause)
            pause = min(2 * pause, self._poll)

    def _send(self, lanes: Lanes, claim: Claim) -> Outcome:
        try:
            client = self._client(claim.company)
            call = self._call(claim)
            result = client.send(call, transaction_id=str(claim.message["transaction_id"]))
        except NetvisorError as error:
            return after_error(error, claim.attempts, lanes.pause_before)
        except Exception as error:  # whatever it was, bytes may have left
            _log.exception("message %s ended with a fault of its own", claim.message["id"])
            unknown = OutcomeUnknown(f"{type(error).__name__}: {error}", writes=True)
            return after_error(unknown, claim.attempts, lanes.pause_before)
        return accepted(answer_text(result))

    def _call(self, claim: Claim) -> Call[Any]:
        row = claim.message
        number = int(row["id"])
        if row["after_message"] is None:
            return call_of(row, lambda: self._outbox.blocks(number))
        waited = int(row["after_message"])
        answered = self._outbox.database.read(lambda transaction: transaction.one("answer_of", id=waited))
        key = key_of(answered) if answered is not None else None
        if key is None:
            return call_of(row, lambda: self._outbox.blocks(number))

        def blocks() -> Iterator[bytes]:
            return filled(self._outbox.blocks(number), waited, key)

        call = call_of({**row, "length": sum(map(len, blocks()))}, blocks)
        query = tuple(
            (name, b"".join(filled([value.encode()], waited, key)).decode()) for name, value in call.parameters
        )
        return replace(call, parameters=query)

    def _look(self, lanes: Lanes, claim: Claim) -> Outcome | None:
        row = claim.message
        looks = int(row["looks"]) + 1
        try:
            verdict = self._verdict(claim)
        except NetvisorError as error:
            return look_failed(error, row["reason"], looks, lanes.pause_before)
        timed = self._outbox.database.read(lambda transaction: transaction.one("since_sent", message=row["id"]))
        since = float(timed["since"]) if timed is not None and timed["since"] is not None else 0.0
        return after_look(verdict, row["reason"], since_sent=since, looks=looks, pause=lanes.pause_before)

    def _verdict(self, claim: Claim) -> Verdict:
        client = self._client(claim.company)
        function = "" if claim.message["function"] == RAW else str(claim.message["function"])
        since = datetime.fromtimestamp(float(claim.message["put_at"]), UTC)
        return look(self._call(claim), function, client.send, since=since)


__all__ = ["LEASE", "Worker"]
