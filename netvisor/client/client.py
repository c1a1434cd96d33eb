"""The client: sends calls, one at a time for each company, and returns typed results or raises errors.

    client = Client(Credentials.from_environment())
    inserted = client.send(customers.add_customer(...))

Reads are retried after temporary faults, writes never: the `.retry` of an error says what to do.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from netvisor.client.company_lock import SharedLanes, Turn, company_lock
from netvisor.client.core import Core
from netvisor.client.diagnosis import Check
from netvisor.client.events import Hook
from netvisor.client.patience import PAUSES
from netvisor.client.steps import InTurn, Pause, Step, Steps, taken
from netvisor.client.stream import Stream
from netvisor.client.transport import Transport
from netvisor.codec.charset import Charset
from netvisor.declare.arguments import checked_arguments
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.reply import LONGEST
from netvisor.protocol.signing import Algorithm, UrlForm

if TYPE_CHECKING:
    from netvisor.client.once import Sent

R = TypeVar("R")
T = TypeVar("T")

PRODUCTION: Final = "https://integration.netvisor.fi/"
"""The companies' own books."""
TEST: Final = "https://isvapi.netvisor.fi/"
"""The vendor's test and training environment, which has its own credentials."""


def utc_now() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


def uuid_text() -> str:
    """An identifier that no other request has."""
    return str(uuid.uuid4())


class Client(Core):
    """Sends calls to Netvisor, or to a sandbox. Several threads may use it.

    Args:
        credentials: the caller and its company.
        base_url: the address of the service; default: `PRODUCTION`.
        timeout: seconds to connect, and again from the last byte sent to the last byte of the answer.
        turn_timeout: seconds to wait for other calls of the company before `CompanyBusy` is raised.
        transport: sends the requests; default: a `RequestsTransport`, which keeps its connections.
        read_only: reject every call that changes data, including deletes by GET.
        algorithm: how requests are signed: `HMACSHA256`, `SHA256` or `MD5`.
        url_form: the form of the address in the signature: `decoded`, or `sent` for percent-encoded.
        charset: how messages are encoded; see `encode`.
        clock: returns the time to sign, with its zone.
        transaction_ids: makes the identifier of each request, unique among all that the partner ever sends.
        pauses: seconds before each retry of a read; empty for no retries.
        sleep: waits between tries.
        log_bodies: log the beginning of messages and answers too, at DEBUG; they contain personal data.
        longest_answer: the most bytes of an answer.
        outbox: a queue: each call takes its company's lane there, so that it overlaps with none of another process.
        on_call: functions that are told of each attempt of a call; see `AttemptStarted` and `AttemptEnded`.

    Raises:
        SetupError: a setting is malformed.
    """

    @checked_arguments
    def __init__(
        self,
        credentials: Credentials,
        *,
        base_url: str = PRODUCTION,
        timeout: float = 120.0,
        turn_timeout: float = 600.0,
        transport: Transport | None = None,
        read_only: bool = False,
        algorithm: Algorithm = "HMACSHA256",
        url_form: UrlForm = "decoded",
        charset: Charset = "auto",
        clock: Callable[[], datetime] = utc_now,
        transaction_ids: Callable[[], str] = uuid_text,
        pauses: Sequence[float] = PAUSES,
        sleep: Callable[[float], None] = time.sleep,
        log_bodies: bool = False,
        longest_answer: int = LONGEST,
        outbox: SharedLanes | None = None,
        on_call: Hook | Sequence[Hook] = (),
    ) -> None:
        super().__init__(
            credentials,
            base_url=base_url,
            timeout=timeout,
            turn_timeout=turn_timeout,
            transport=transport,
            read_only=read_only,
            algorithm=algorithm,
            url_form=url_form,
            charset=charset,
            clock=clock,
            transaction_ids=transaction_ids,
            pauses=pauses,
            log_bodies=log_bodies,
            longest_answer=longest_answer,
            outbox=outbox,
            on_call=on_call,
        )
        self._sleep = sleep

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that this client opened; a transport passed as an argument stays open."""
        if self._own:
            self._transport.close()  # type: ignore[attr-defined]  # our own transport has it

    def send(
        self,
        call: Call[R],
        *,
        transaction_id: str | None = None,
        timeout: float | None = None,
        retries: int | None = None,
    ) -> R:
        """Send a call and return its result.

        Args:
            call: the call; a read with more keys than one request may have, and a list longer than one answer, are sent
                in parts.
            transaction_id: the identifier to use, for a queue that stored one. There are no retries then.
            timeout: another time-out than the client's; it holds for each request by itself.
            retries: how often a read may be tried again, instead of once for each of the client's `pauses`.

        Raises:
            NetvisorError: see the tree in `netvisor.errors`; `.retry` says what to do next.
        """
        return self._run(self._sending(call, transaction_id, timeout, retries))

    def send_once(self, call: Call[R], *, timeout: float | None = None) -> Sent[R]:
        """Send a write, and look up whether it was stored if the answer is lost.

        For example::

            sent = client.send_once(customers.add_customer(customer))
            if sent.outcome == "not stored":
                client.send(call, transaction_id=sent.transaction_id)

        Args:
            call: the write.
            timeout: another time-out than the client's, for the write and for each read that looks it up.

        Raises:
            SetupError: the call is not a write.
            NetvisorError: it was certainly not stored, or it could not be looked up.
        """
        return self._run(self._sending_once(call, timeout))

    def stream(self, call: Call[list[T]], *, timeout: float | None = None, retries: int | None = None) -> Stream[T]:
        """Read a list one item at a time, in constant memory.

        For example::

            with client.stream(customers.list_customers()) as listed:
                for customer in listed:
                    ...

        The stream is the company's only call until it ends or is closed: another call of the company waits in other
        tasks and threads, and raises `CompanyBusy` in this one.

        Args:
            call: the call.
            timeout: another time-out than the client's; the time that the caller takes does not count.
            retries: how often opening it may be tried again, instead of once for each of the client's `pauses`.

        Raises:
            SetupError: the call's answer is not a list.
        """
        steps = self._streaming(call, timeout, retries)
        return Stream(lambda: self._run(steps()))

    def check(self) -> Check:
        """Send a harmless read and report what its answer proves, or the likely causes of its failure.

        The read is `paymenttermlist.nv`: it has no parameters and no personal data, and its list is short in every
        company. It is sent once. Errors of Netvisor, the network or the settings are not raised, but returned as
        `Check.error`.
        """
        return self._run(self._checking())

    # Steps, taken in this thread.

    def _run(self, steps: Steps[R]) -> R:
        return taken(steps, self._take)

    def _take(self, step: Step) -> object:
        if isinstance(step, InTurn):
            return step.work(self._turn(step.call.resource, step.transaction_id))
        if isinstance(step, Pause):
            self._sleep(step.seconds)
        else:
            step.tell()
        return None

    def _turn(self, resource: str, transaction_id: str | None) -> Turn:
        # Looked up each time: after a fork the locks are new ones.
        lock = company_lock(self.company)
        if self._outbox is None:
            return lock.begin(resource, transaction_id, self.turn_timeout)
        # The lane comes first, as it does for a worker: the other way round, the two would wait for each other.
        lock.refuse_own_stream(resource, transaction_id)
        give_lane_back = self._outbox.take_lane(self.company, resource, self.turn_timeout)
        try:
            turn = lock.begin(resource, transaction_id, self.turn_timeout)
        except BaseException:
            give_lane_back()
            raise
        turn.give_lane_back = give_lane_back
        return turn


__all__ = ["PAUSES", "PRODUCTION", "TEST", "Check", "Client"]
