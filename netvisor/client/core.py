"""What both clients share: their settings, and how a call is signed, sent, read and tried again, as steps."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast
from urllib.parse import urlsplit

from netvisor.client.attempt import Attempt, call_numbers
from netvisor.client.cancellation import CallCancelled, current_cancellation
from netvisor.client.company_lock import SharedLanes, Turn
from netvisor.client.diagnosis import Check, checked_with
from netvisor.client.events import Hook, checked_hooks
from netvisor.client.patience import Patience, checked_seconds, patience_with
from netvisor.client.request_log import Exchange, log
from netvisor.client.retry_after import busy
from netvisor.client.steps import InTurn, Pause, Steps, Tell
from netvisor.client.stream import Opened
from netvisor.client.transport import Content, RequestsTransport, Response, Transport
from netvisor.codec.charset import CHARSETS, Charset, charset_of_bytes
from netvisor.codec.encode import Encoded
from netvisor.errors import (
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    ReadOnlyClient,
    Refused,
    SetupError,
    UnreadableReply,
)
from netvisor.protocol.call import Call, checked_call
from netvisor.protocol.credentials import Credentials, checked_credentials
from netvisor.protocol.long_lists import Followed, whole_list
from netvisor.protocol.reply import interpret, result, streamed
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

_CHECK: Final = Call(resource="paymenttermlist.nv", http="GET", writes=False, result=DoneResult())


class Core:
    """The settings of a client and the steps of its calls; `Client` describes the settings."""

    def __init__(
        self,
        credentials: Credentials,
        *,
        base_url: str,
        timeout: float,
        turn_timeout: float,
        transport: Transport | None,
        read_only: bool,
        algorithm: Algorithm,
        url_form: UrlForm,
        charset: Charset,
        clock: Callable[[], datetime],
        transaction_ids: Callable[[], str],
        pauses: Sequence[float],
        log_bodies: bool,
        longest_answer: int,
        outbox: SharedLanes | None,
        on_call: Hook | Sequence[Hook],
    ) -> None:
        check_choice("algorithm", algorithm, ALGORITHMS)
        check_choice("url_form", url_form, URL_FORMS)
        check_choice("charset", charset, CHARSETS)
        self.credentials: Credentials = checked_credentials(credentials)
        self.base_url: str = checked_base_url(base_url)
        self.timeout: float = checked_seconds("timeout", timeout)
        self.turn_timeout: float = checked_seconds("turn_timeout", turn_timeout)
        self.read_only = read_only
        self._algorithm: Algorithm = algorithm
        self._url_form: UrlForm = url_form
        self._charset: Charset = charset
        self._clock = clock
        self._transaction_ids = transaction_ids
        self._pauses = tuple(pauses)
        self._log_bodies = log_bodies
        self._longest = longest_answer
        self._outbox = outbox
        self._hooks = checked_hooks(on_call)
        self._own = transport is None
        self._transport = transport if transport is not None else RequestsTransport()
        self._warn_of_plain_http()

    def __repr__(self) -> str:
        only = ", read only" if self.read_only else ""
        return f"{type(self).__name__}({self.credentials.organisation_id}, {self.base_url}{only})"

    @property
    def company(self) -> str:
        """The Organisation-ID of the company."""
        return self.credentials.organisation_id

    # The steps of each method.

    def _sending(
        self, call: Call[R], transaction_id: str | None, timeout: float | None, retries: int | None
    ) -> Steps[R]:
        """The steps of `send`."""
        self._refuse_writing(checked_call(call))
        patience = self._patience(call, timeout, retries, once=transaction_id is not None)
        parts = list(call.split())

        def one(part: Call[R]) -> Steps[R]:
            return self._sending_one(part, transaction_id, patience)

        if len(parts) == 1:
            given: R = yield from whole_list(parts[0], one, once=transaction_id is not None)
            return given
        if transaction_id is not None:
            text = f"one transaction id for {len(parts)} requests; send the parts of call.split() one by one"
            raise SetupError(text, resource=call.resource, company=self.company)
        merged: list[Any] = []
        for each in parts:
            merged += cast("list[Any]", (yield from whole_list(each, one)))
        return cast("R", merged)

    def _sending_once(self, call: Call[R], timeout: float | None) -> Steps[Sent[R]]:
        """The steps of `send_once`."""
        from netvisor.client.once import sending_once  # loads what looks only for those who look

        def send(each: Call[Any], transaction_id: str | None) -> Steps[Any]:
            return self._sending(each, transaction_id, timeout, None)

        return sending_once(call, self._transaction_ids(), send, now=self._clock())

    def _streaming(
        self, call: Call[list[T]], timeout: float | None, retries: int | None
    ) -> Callable[[], Steps[Opened[T]]]:
        """What gives the steps that open a stream; a call that cannot be one is refused at once."""
        self._refuse_writing(checked_call(call, "stream"))
        if not isinstance(call.result, Items) or call.writes:
            text = "only reads that return a list can be streamed; use send() for other calls"
            raise SetupError(text, resource=call.resource, company=self.company)
        patience = self._patience(call, timeout, retries)
        return lambda: self._opening(call, patience)

    def _opening(self, call: Call[list[T]], patience: Patience) -> Steps[Opened[T]]:
        """The steps that open a stream: up to its first item, and retries happen only here."""
        number = next(call_numbers)
        for tried in itertools.count():
            attempt = self._attempt(call, self._transaction_ids(), tried, number)
            try:
                yield from attempt.starting()
                stream: Opened[T] = yield InTurn(call, None, self._opened(call, attempt, patience))
            except GeneratorExit:
                raise
            except BaseException as error:
                if not (yield from _goes_on(attempt, error, patience.pause(error, tried))):
                    raise
            else:
                return stream
        raise AssertionError

    def _checking(self) -> Steps[Check]:
        """The steps of `check`."""
        transaction_id = self._transaction_ids()
        try:
            answer: Answer | None = yield from self._sending_one(
                _CHECK, transaction_id, Patience(self.timeout), interpret
            )
            error: NetvisorError | None = None
        except (NotSent, SetupError, OutcomeUnknown, UnreadableReply, Refused) as caught:
            answer, error = None, caught
        return checked_with(
            self.credentials, self.base_url, transaction_id, answer=answer, error=error, now=self._clock()
        )

    # One call, tried as often as it may be.

    def _sending_one(
        self, call: Call[Any], transaction_id: str | None, patience: Patience, read: Callable[..., Any] = result
    ) -> Steps[Any]:
        body, number = self._body(call), next(call_numbers)
        for tried in itertools.count():
            attempt = self._attempt(call, transaction_id or self._transaction_ids(), tried, number)
            try:
                yield from attempt.starting()
                work = self._once(call, body, attempt, patience, read)
                given = yield InTurn(call, attempt.transaction_id, work)
            except GeneratorExit:
                raise
            except BaseException as error:
                if not (yield from _goes_on(attempt, error, patience.pause(error, tried))):
                    raise
            else:
                yield from attempt.ending(None, result=given)
                return given

    def _attempt(self, call: Call[Any], transaction_id: str, tried: int = 0, number: int | None = None) -> Attempt:
        return Attempt(
            self._hooks,
            call,
            call_number=next(call_numbers) if number is None else number,
            attempt=tried + 1,
            company=self.company,
            transaction_id=transaction_id,
            base_url=self.base_url,
        )

    # The work of one attempt, in the turn of its company.

    def _once(
        self, call: Call[Any], body: Content, attempt: Attempt, patience: Patience, read: Callable[..., R]
    ) -> Callable[[Turn], R]:
        def work(turn: Turn) -> R:
            attempt.has_turn()
            try:
                with self._exchange(call, body, attempt, turn, patience, at_once=True) as exchange:
                    return read(call, exchange.status, exchange.body, **self._names(attempt))
            finally:
                turn.end()

        return work

    def _opened(self, call: Call[list[T]], attempt: Attempt, patience: Patience) -> Callable[[Turn], Opened[T]]:
        def work(turn: Turn) -> Opened[T]:
            attempt.has_turn()
            opened = Opened(self._items(call, attempt, turn, patience), turn)
            attempt.in_stream = True
            return opened

        return work

    def _items(self, call: Call[list[T]], attempt: Attempt, turn: Turn, patience: Patience) -> Generator[T, None, None]:
        """The items of a stream, its parts one after another, in the turn that the caller has."""
        waiting: list[Call[list[T]]] = list(call.split())
        while waiting:
            part, followed = waiting[0], Followed[T](waiting[0])
            turn.transaction_id = attempt.transaction_id
            try:
                with self._exchange(part, None, attempt, turn, patience, at_once=False) as exchange:
                    yield from followed.passing(streamed(part, exchange.status, exchange.body, **self._names(attempt)))
            except BaseException as error:
                if attempt.in_stream:
                    _tell(attempt.ending(error))
                raise
            _tell(attempt.ending(None))
            more = followed.following()
            waiting[:1] = [more] if more is not None else []
            if waiting:
                attempt = self._attempt(waiting[0], self._transaction_ids())
                attempt.in_stream = True
                _tell(attempt.starting())
                attempt.has_turn()

    def _names(self, attempt: Attempt) -> dict[str, str]:
        return {"company": self.company, "transaction_id": attempt.transaction_id}

    @contextmanager
    def _exchange(
        self, call: Call[Any], body: Content, attempt: Attempt, turn: Turn, patience: Patience, *, at_once: bool
    ) -> Iterator[Exchange]:
        """One request and its answer; a log line is written however it ends."""
        prepared = self._sign(call, body, attempt.transaction_id)
        exchange = attempt.exchange = Exchange(prepared, body, longest=self._longest, bodies=self._log_bodies)
        with exchange.logged():
            try:
                response = self._sent(prepared, body, turn, patience)
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

    def _sent(self, prepared: Prepared, body: Content, turn: Turn, patience: Patience) -> Response:
        cancellation = turn.cancellation
        if cancellation is None:
            return self._transport.send(prepared, body, patience.timeout)
        if not isinstance(self._transport, RequestsTransport):
            # Another transport does not tell when the first byte leaves.
            try:
                cancellation.leave()
            except CallCancelled as error:
                raise NotSent(f"nothing was sent: {error}", **prepared.where) from error
        before = current_cancellation.set(cancellation)
        try:
            return self._transport.send(prepared, body, patience.timeout)
        finally:
            current_cancellation.reset(before)

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

    def _patience(self, call: Call[Any], timeout: float | None, retries: int | None, *, once: bool = False) -> Patience:
        seconds = self.timeout if timeout is None else timeout
        return patience_with(call, self.company, seconds, retries, self._pauses, once=once)

    def _warn_of_plain_http(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
            log.warning("%s is not encrypted: others on the network can read everything that is sent", self.base_url)


def _goes_on(attempt: Attempt, error: BaseException, pause: float | None) -> Steps[bool]:
    """Wait before the next attempt, or tell that there is none."""
    try:
        if pause is not None:
            yield Pause(pause)
        yield from attempt.ending(error, retried_after=pause)
    except GeneratorExit:
        raise
    except BaseException as stopped:
        yield from attempt.ending(error)
        raise stopped from error
    return pause is not None


def _tell(steps: Iterator[Tell]) -> None:
    """Tell the hooks now, in this thread."""
    for step in steps:
        step.tell()


def _charset(body: Content) -> str | None:
    """What the `Content-Type` says: the encoding of the bytes, `None` when there are none."""
    if isinstance(body, Encoded):
        return body.charset
    return charset_of_bytes(body) if body else None


__all__ = ["Core"]
