"""The client: sends calls, one at a time for each company, and returns typed results or raises errors.

    client = Client(Credentials.from_environment())
    inserted = client.send(customers.add_customer(...))

Reads are retried after temporary faults, writes never: the `.retry` of an error says what to do.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast
from urllib.parse import urlsplit

from netvisor.client.company_lock import SharedLanes, Turn, company_lock
from netvisor.client.diagnosis import Check, checked_with
from netvisor.client.request_log import Exchange, log
from netvisor.client.retry_after import busy
from netvisor.client.stream import Stream
from netvisor.client.transport import Content, RequestsTransport, Transport
from netvisor.codec.charset import CHARSETS, Charset, charset_of_bytes
from netvisor.codec.encode import Encoded
from netvisor.declare.arguments import checked_arguments
from netvisor.errors import (
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    ReadOnlyClient,
    Refused,
    Retry,
    ServiceBusy,
    SetupError,
    UnreadableReply,
)
from netvisor.protocol.call import Call, checked_call
from netvisor.protocol.credentials import Credentials, checked_credentials
from netvisor.protocol.long_lists import Followed, send_whole
from netvisor.protocol.reply import LONGEST, interpret, result, streamed
from netvisor.protocol.results import Answer, DoneResult, Items
from netvisor.protocol.signing import (
    ALGORITHMS,
    URL_FORMS,
    Algorithm,
    Prepared,
    UrlForm,
    check_choice,
    checked_base_url,
    sign,
)

if TYPE_CHECKING:
    from netvisor.client.once import Sent

R = TypeVar("R")
T = TypeVar("T")

PRODUCTION: Final = "https://integration.netvisor.fi/"
"""The companies' own books."""
TEST: Final = "https://isvapi.netvisor.fi/"
"""The vendor's test and training environment, which has its own credentials."""

PAUSES: Final = (0.5, 2.0, 8.0)
"""Seconds before each retry of a read."""

_CHECK = Call(resource="paymenttermlist.nv", http="GET", writes=False, result=DoneResult())


def _utc() -> datetime:
    return datetime.now(UTC)


def _uuid() -> str:
    return str(uuid.uuid4())


class Client:
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
        clock: Callable[[], datetime] = _utc,
        transaction_ids: Callable[[], str] = _uuid,
        pauses: Sequence[float] = PAUSES,
        sleep: Callable[[float], None] = time.sleep,
        log_bodies: bool = False,
        longest_answer: int = LONGEST,
        outbox: SharedLanes | None = None,
    ) -> None:
        check_choice("algorithm", algorithm, ALGORITHMS)
        check_choice("url_form", url_form, URL_FORMS)
        check_choice("charset", charset, CHARSETS)
        for name, seconds in (("timeout", timeout), ("turn_timeout", turn_timeout)):
            if not isinstance(seconds, (int, float)) or not 0 < seconds <= threading.TIMEOUT_MAX:
                raise SetupError(f"{name} must be a positive number of seconds, not {seconds!r}")
        self.credentials: Credentials = checked_credentials(credentials)
        self.base_url: str = checked_base_url(base_url)
        self.timeout = timeout
        self.turn_timeout = turn_timeout
        self.read_only = read_only
        self._algorithm: Algorithm = algorithm
        self._url_form: UrlForm = url_form
        self._charset: Charset = charset
        self._clock = clock
        self._transaction_ids = transaction_ids
        self._pauses = tuple(pauses)
        self._sleep = sleep
        self._log_bodies = log_bodies
        self._longest = longest_answer
        self._outbox = outbox
        self._own = transport is None
        self._transport = transport if transport is not None else RequestsTransport()
        self._warn_of_plain_http()

    def __repr__(self) -> str:
        return f"Client({self.credentials.organisation_id}, {self.base_url}{', read only' if self.read_only else ''})"

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that this client opened; a transport passed as an argument stays open."""
        if self._own:
            self._transport.close()  # type: ignore[attr-defined]  # our own transport has it

    @property
    def company(self) -> str:
        """The Organisation-ID of the company."""
        return self.credentials.organisation_id

    def send(self, call: Call[R], *, transaction_id: str | None = None) -> R:
        """Send a call and return its result.

        Args:
            call: the call; a read with more keys than one request may have, and a list longer than one answer, are sent
                in parts.
            transaction_id: the identifier to use, for a queue that stored one. There are no retries then.

        Raises:
            NetvisorError: see the tree in `netvisor.errors`; `.retry` says what to do next.
        """
        self._refuse_writing(checked_call(call))
        parts = list(call.split())
        if len(parts) == 1:
            return send_whole(
                parts[0], lambda each: self._send_one(each, transaction_id), once=transaction_id is not None
            )
        if transaction_id is not None:
            text = f"one transaction id for {len(parts)} requests; send the parts of call.split() one by one"
            raise SetupError(text, resource=call.resource, company=self.company)
        merged: list[Any] = []
        for part in parts:
            merged += cast("list[Any]", send_whole(part, lambda each: self._send_one(each, None)))
        return cast("R", merged)

    def send_once(self, call: Call[R]) -> Sent[R]:
        """Send a write, and look up whether it was stored if the answer is lost.

        For example::

            sent = client.send_once(customers.add_customer(customer))
            if sent.outcome == "not stored":
                client.send(call, transaction_id=sent.transaction_id)

        Raises:
            SetupError: the call is not a write.
            NetvisorError: it was certainly not stored, or it could not be looked up.
        """
        from netvisor.client.once import send_once  # loads what looks only for those who look

        def send(write: Call[R], transaction_id: str) -> R:
            return self.send(write, transaction_id=transaction_id)

        return send_once(call, self._transaction_ids(), send, self.send, now=self._clock())

    def stream(self, call: Call[list[T]]) -> Stream[T]:
        """Read a list one item at a time, in constant memory.

        For example::

            with client.stream(customers.list_customers()) as listed:
                for customer in listed:
                    ...

        The stream is the company's only call until it ends or is closed: another call of the company waits in other
        tasks and threads, and raises `CompanyBusy` in this one.

        Raises:
            SetupError: the call's answer is not a list.
        """
        self._refuse_writing(checked_call(call, "stream"))
        if not isinstance(call.result, Items) or call.writes:
            text = "only reads that return a list can be streamed; use send() for other calls"
            raise SetupError(text, resource=call.resource, company=self.company)
        return Stream(lambda turn: self._items(call, turn), lambda: self._turn(call, None), self._again)

    def check(self) -> Check:
        """Send a harmless read and report what its answer proves, or the likely causes of its failure.

        The read is `paymenttermlist.nv`: it has no parameters and no personal data, and its list is short in every
        company. It is sent once. Errors of Netvisor, the network or the settings are not raised, but returned as
        `Check.error`.
        """
        transaction_id = self._transaction_ids()
        try:
            answer: Answer | None = self._once(_CHECK, None, transaction_id, interpret)
            error: NetvisorError | None = None
        except (NotSent, SetupError, OutcomeUnknown, UnreadableReply, Refused) as caught:
            answer, error = None, caught
        return checked_with(
            self.credentials, self.base_url, transaction_id, answer=answer, error=error, now=self._clock()
        )

    # One call, tried as often as it may be.

    def _send_one(self, call: Call[R], transaction_id: str | None) -> R:
        body = self._body(call)
        tried = 0
        while True:
            try:
                given: R = self._once(call, body, transaction_id or self._transaction_ids(), result)
            except NetvisorError as error:
                if call.writes or transaction_id is not None or not self._again(error, tried):
                    raise
            else:
                return given
            tried += 1

    def _again(self, error: NetvisorError, tried: int) -> bool:
        """Wait and tell that a read is to be tried again, or tell that it is not."""
        if tried >= len(self._pauses):
            return False
        pause = self._pauses[tried]
        if isinstance(error, ServiceBusy):
            asked = error.retry_after or 0.0
            # What takes longer than a pause of this client is for its caller to plan.
            if asked > max(self._pauses):
                return False
            pause = max(pause, asked)
        elif error.retry is not Retry.NOW or (isinstance(error, UnreadableReply) and error.status == 404):
            # A resource that is not there will not be there in ten seconds either.
            return False
        self._sleep(pause)
        return True

    def _turn(self, call: Call[Any], transaction_id: str | None) -> Turn:
        # Looked up each time: after a fork the locks are new ones.
        lock = company_lock(self.company)
        if self._outbox is None:
            return lock.begin(call.resource, transaction_id, self.turn_timeout)
        # The lane comes first, as it does for a worker: the other way round, the two would wait for each other.
        lock.refuse_own_stream(call.resource, transaction_id)
        give_lane_back = self._outbox.take_lane(self.company, call.resource, self.turn_timeout)
        try:
            turn = lock.begin(call.resource, transaction_id, self.turn_timeout)
        except BaseException:
            give_lane_back()
            raise
        turn.give_lane_back = give_lane_back
        return turn

    def _once(self, call: Call[Any], body: Content, transaction_id: str, read: Callable[..., R]) -> R:
        turn = self._turn(call, transaction_id)
        try:
            with self._exchange(call, body, transaction_id, at_once=True) as exchange:
                return read(call, exchange.status, exchange.body, company=self.company, transaction_id=transaction_id)
        finally:
            turn.end()

    def _items(self, call: Call[list[T]], turn: Turn) -> Iterator[T]:
        """The items of a stream, its parts one after another, in the turn that the caller has."""
        waiting: list[Call[list[T]]] = list(call.split())
        while waiting:
            part, followed = waiting[0], Followed[T](waiting[0])
            turn.transaction_id = transaction_id = self._transaction_ids()
            with self._exchange(part, None, transaction_id, at_once=False) as exchange:
                yield from followed.passing(
                    streamed(part, exchange.status, exchange.body, company=self.company, transaction_id=transaction_id)
                )
            more = followed.following()
            waiting[:1] = [more] if more is not None else []

    @contextmanager
    def _exchange(self, call: Call[Any], body: Content, transaction_id: str, *, at_once: bool) -> Iterator[Exchange]:
        """One request and its answer; a log line is written however it ends."""
        prepared = self._sign(call, body, transaction_id)
        exchange = Exchange(prepared, body, longest=self._longest, bodies=self._log_bodies)
        with exchange.logged():
            try:
                response = self._transport.send(prepared, body, self.timeout)
                try:
                    exchange.answered(call, response, at_once=at_once)
                    yield exchange
                except BaseException as error:
                    if not isinstance(error, Refused):
                        response.discard()
                    if isinstance(error, NetvisorError) and (
                        asks := busy(error, response.status, response.headers, self._clock(), writes=call.writes)
                    ):
                        raise asks from error
                    raise
                finally:
                    response.close()
            except Exception as error:
                if isinstance(error, NetvisorError):
                    raise
                # Not even a fault of this library may hide that a write may have arrived.
                text = f"sending began but its answer is unreadable: {type(error).__name__}: {error}"
                raise OutcomeUnknown(text, writes=call.writes, **prepared.where) from error

    def _sign(self, call: Call[Any], body: Content, transaction_id: str) -> Prepared:
        try:
            return sign(
                call,
                self.credentials,
                base_url=self.base_url,
                transaction_id=transaction_id,
                now=self._clock(),
                algorithm=self._algorithm,
                url_form=self._url_form,
                charset=_charset(body),
            )
        except (MessageError, SetupError) as error:
            error.resource, error.company, error.transaction_id = call.resource, self.company, transaction_id
            raise

    def _body(self, call: Call[Any]) -> Content:
        if call.written is None:
            return call.body if call.http == "GET" else call.body or b""
        try:
            return call.written.encode(self._charset)
        except MessageError as error:
            error.resource, error.company = call.resource, self.company
            raise

    def _refuse_writing(self, call: Call[Any]) -> None:
        if self.read_only and call.writes:
            text = "the call changes data, but this client is read-only"
            raise ReadOnlyClient(text, resource=call.resource, company=self.company)

    def _warn_of_plain_http(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
            log.warning("%s is not encrypted: others on the network can read everything that is sent", self.base_url)


def _charset(body: Content) -> str | None:
    """What the `Content-Type` says: the encoding of the bytes, `None` when there are none."""
    if isinstance(body, Encoded):
        return body.charset
    return charset_of_bytes(body) if body else None


__all__ = ["PAUSES", "PRODUCTION", "TEST", "Check", "Client"]
