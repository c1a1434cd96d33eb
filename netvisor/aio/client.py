"""The asynchronous client: the steps of `Client`, taken without blocking the event loop."""

from __future__ import annotations

import asyncio
from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from netvisor.aio.cancelled import AcceptedCall, log_cancelled
from netvisor.aio.stream import AsyncStream
from netvisor.aio.turns import LANE_LOOK, begin_turn
from netvisor.aio.workers import Workers, checked_workers, finished
from netvisor.client.cancellation import Cancellation
from netvisor.client.client import PRODUCTION, utc_now, uuid_text
from netvisor.client.company_lock import SharedLanes, Turn, company_lock
from netvisor.client.core import Core
from netvisor.client.diagnosis import Check
from netvisor.client.events import AttemptStarted, Hook
from netvisor.client.patience import PAUSES
from netvisor.client.steps import InTurn, Pause, Step, Steps, Tell
from netvisor.client.stream import Opened
from netvisor.client.transport import Transport
from netvisor.codec.charset import Charset
from netvisor.declare.arguments import checked_arguments
from netvisor.errors import NetvisorError, NotSent, OutcomeUnknown
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.reply import LONGEST
from netvisor.protocol.signing import Algorithm, UrlForm

if TYPE_CHECKING:
    from netvisor.client.once import Sent

R = TypeVar("R")
T = TypeVar("T")
Lane = TypeVar("Lane", bound="Callable[[], None] | None")

_CANCELLED: Final = "nothing was sent: the call was cancelled"


class AsyncClient(Core):
    """Sends calls to Netvisor, or to a sandbox. Several tasks may use it.

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
            They run in worker threads.
        workers: the threads for calls, which several clients may share; default: its own.

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
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        log_bodies: bool = False,
        longest_answer: int = LONGEST,
        outbox: SharedLanes | None = None,
        on_call: Hook | Sequence[Hook] = (),
        workers: Workers | None = None,
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
        self._own_workers = workers is None
        self._workers = Workers() if workers is None else checked_workers(workers)

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections that this client opened; a transport passed as an argument stays open.

        It waits for what its own workers are doing, also for cancelled calls.
        """
        if self._own_workers:
            await self._workers.aclose()
        if self._own:
            self._transport.close()  # type: ignore[attr-defined]  # our own transport has it

    async def send(
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
            CancelledError: the task was cancelled; `cancelled_call` tells what became of the call.
        """
        return await self._run(self._sending(call, transaction_id, timeout, retries))

    async def send_once(self, call: Call[R], *, timeout: float | None = None) -> Sent[R]:
        """Send a write, and look up whether it was stored if the answer is lost.

        For example::

            sent = await client.send_once(customers.add_customer(customer))
            if sent.outcome == "not stored":
                await client.send(call, transaction_id=sent.transaction_id)

        Args:
            call: the write.
            timeout: another time-out than the client's, for the write and for each read that looks it up.

        Raises:
            SetupError: the call is not a write.
            NetvisorError: it was certainly not stored, or it could not be looked up.
        """
        return await self._run(self._sending_once(call, timeout))

    def stream(
        self, call: Call[list[T]], *, timeout: float | None = None, retries: int | None = None
    ) -> AsyncStream[T]:
        """Read a list one item at a time, in constant memory.

        For example::

            async with client.stream(customers.list_customers()) as listed:
                async for customer in listed:
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
        return AsyncStream(lambda: self._run(steps()), self._workers, self.company)

    async def check(self) -> Check:
        """Send a harmless read and report what its answer proves, or the likely causes of its failure.

        The read is `paymenttermlist.nv`: it has no parameters and no personal data, and its list is short in every
        company. It is sent once. Errors of Netvisor, the network or the settings are not raised, but returned as
        `Check.error`.
        """
        return await self._run(self._checking())

    # Steps, taken without a thread where they only wait.

    async def _run(self, steps: Steps[R]) -> R:
        """Take all steps; like `taken`, which cannot wait."""
        try:
            step = next(steps)
            while True:
                try:
                    given = await self._take(step)
                except BaseException as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(given)
        except StopIteration as stop:
            result: R = stop.value
            return result

    async def _take(self, step: Step) -> object:
        if isinstance(step, InTurn):
            return await self._in_turn(step)
        if isinstance(step, Pause):
            await self._sleep(step.seconds)
        else:
            await self._tell(step)
        return None

    async def _tell(self, step: Tell) -> None:
        future = self._workers.submit(step.tell)
        try:
            await finished(future)
        except CancelledError as cancelled:
            if not future.cancel():
                # The hooks are told of the end after they were told of the beginning.
                with suppress(CancelledError):
                    await finished(future)
            if isinstance(step.event, AttemptStarted):
                where = {"resource": step.event.resource, "transaction_id": step.event.transaction_id}
                raise cancelled from NotSent(_CANCELLED, company=self.company, **where)
            # If it failed, the core knows the error.
            raise cancelled from (AcceptedCall(step.result) if step.succeeded else None)

    async def _in_turn(self, step: InTurn[R]) -> R:
        try:
            turn = await self._turn(step.call.resource, step.transaction_id)
        except CancelledError as cancelled:
            raise cancelled from self._unsent(step)
        turn.cancellation = cancellation = Cancellation()
        try:
            future = self._workers.submit(partial(step.work, turn))
        except BaseException:
            turn.end()
            raise
        try:
            return await finished(future)
        except CancelledError as cancelled:
            cause = await self._cut_off(step, turn, cancellation, future)
            if step.call.writes:
                log_cancelled(cause, step.call.resource, self.company, turn.transaction_id)
            raise cancelled from cause

    async def _cut_off(
        self, step: InTurn[R], turn: Turn, cancellation: Cancellation, future: Future[R]
    ) -> NetvisorError | AcceptedCall:
        """Cut a call off, and tell what became of it. Its turn ends with its thread, whoever waits for that."""
        if future.cancel():
            self._workers.submit(turn.end)
            return self._unsent(step)
        turn.abandoned = True
        future.add_done_callback(_close_list)
        may_have_left = cancellation.cancel()
        if not may_have_left and not future.done():
            return self._unsent(step)
        try:
            given: R = await finished(future)
        except NetvisorError as error:
            return error
        except (CancelledError, Exception) as error:
            if not may_have_left:
                return self._unsent(step)
            why = "the call was cancelled twice" if isinstance(error, CancelledError) else repr(error)
            text = f"sending began but no complete answer arrived: {why}"
            return OutcomeUnknown(text, writes=step.call.writes, **self._named(step))
        return AcceptedCall(given)

    def _unsent(self, step: InTurn[Any]) -> NotSent:
        return NotSent(_CANCELLED, **self._named(step))

    def _named(self, step: InTurn[Any]) -> dict[str, Any]:
        return {"resource": step.call.resource, "company": self.company, "transaction_id": step.transaction_id}

    async def _turn(self, resource: str, transaction_id: str | None) -> Turn:
        lock = company_lock(self.company)
        if self._outbox is None:
            return await begin_turn(lock, resource, transaction_id, self.turn_timeout)
        # The lane comes first, as it does for `Client`.
        lock.refuse_own_stream(resource, transaction_id)
        give_lane_back = await self._lane(self._outbox, resource)
        try:
            turn = await begin_turn(lock, resource, transaction_id, self.turn_timeout)
        except BaseException:
            self._workers.submit(give_lane_back)
            raise
        turn.give_lane_back = give_lane_back
        return turn

    async def _lane(self, outbox: SharedLanes, resource: str) -> Callable[[], None]:
        """Wait for the company's lane: look again and again, without a thread in between."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self.turn_timeout
        while (give_back := await self._looked(partial(outbox.try_lane, self.company, resource))) is None:
            if loop.time() >= until:
                last = partial(outbox.take_lane, self.company, resource, 0.0, waited=self.turn_timeout)
                give_back = await self._looked(last)
                break
            await asyncio.sleep(LANE_LOOK)
        return give_back

    async def _looked(self, look: Callable[[], Lane]) -> Lane:
        future = self._workers.submit(look)
        try:
            return await finished(future)
        except CancelledError:
            if not future.cancel():
                future.add_done_callback(_give_back)
            raise


def _close_list(future: Future[Any]) -> None:
    """Close a list that was opened for a task that is gone."""
    if future.exception() is None and isinstance(opened := future.result(), Opened):
        opened.close()


def _give_back(future: Future[Lane]) -> None:
    """Give a lane back that was taken for a task that is gone."""
    if future.exception() is None and (give_back := future.result()) is not None:
        give_back()


__all__ = ["AsyncClient"]
