"""A call is cancelled at each of its steps: what is told of it agrees with the books, and the client goes on."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import random
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from netvisor.aio import AsyncClient, CancelledCall, Workers, cancelled_call
from netvisor.client.company_lock import company_lock
from netvisor.client.events import CallEvent
from netvisor.client.transport import Content, RequestsTransport, Response
from netvisor.errors import InvalidData, NotSent, OutcomeUnknown, Retry, TechnicalError
from netvisor.protocol.signing import Prepared
from netvisor.resources import customers, raw
from netvisor.sandbox import Sandbox
from netvisor.sandbox.faults.latency import Latency
from tests.aio.scene import (
    PATIENCE,
    Gate,
    add,
    cancelled,
    gate_before,
    happened,
    names,
    started,
    threads,
    turn_of_the_loop,
)
from tests.unit.wire import serving

COMPANY = "1234567-8"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY, "7654321-2"], overlapping="wait") as running:
        yield running
    assert threads() == []


@pytest.fixture
def gate(sandbox: Sandbox) -> Iterator[tuple[Gate, str]]:
    with gate_before(sandbox) as made:
        yield made


def client_of(sandbox: Sandbox, **settings: Any) -> AsyncClient:
    return AsyncClient(sandbox.credentials, **{"base_url": sandbox.url, "pauses": ()} | settings)


async def goes_on(client: AsyncClient, sandbox: Sandbox) -> None:
    """The company's turn has ended, and the client can be used."""
    await client.send(add("afterwards"))
    assert "afterwards" in names(sandbox)


def test_before_its_task_began_it_is_not_sent(sandbox: Sandbox) -> None:
    async def scene() -> None:
        async with client_of(sandbox) as client:
            assert await cancelled(started(client.send(add("Oy")))) is None
            await goes_on(client, sandbox)

    asyncio.run(scene())
    assert names(sandbox) == ["afterwards"]


def test_while_it_waits_for_its_turn_it_is_not_sent(sandbox: Sandbox) -> None:
    async def scene() -> None:
        turn = company_lock(COMPANY).begin("another.nv", None, 1)
        async with client_of(sandbox) as client:
            task = started(client.send(add("Oy")), within_own_turn=False)
            others = [started(client.send(add(f"other {number}")), within_own_turn=False) for number in range(2)]
            await turn_of_the_loop()
            assert len(company_lock(COMPANY).waiting) == 3
            became = await cancelled(task)
            assert became is not None
            assert became.outcome == "not sent"
            assert isinstance(became.error, NotSent)
            assert became.error.transaction_id
            assert threads() == []
            turn.end()
            await asyncio.gather(*others)
            await goes_on(client, sandbox)

    asyncio.run(scene())
    assert names(sandbox) == ["other 0", "other 1", "afterwards"]


def test_a_task_that_is_cancelled_when_it_is_woken_wakes_the_next_one(sandbox: Sandbox) -> None:
    async def scene() -> None:
        lock = company_lock(COMPANY)
        turn = lock.begin("another.nv", None, 1)
        async with client_of(sandbox) as client:
            first, second = (started(client.send(add(name)), within_own_turn=False) for name in ("first", "second"))
            await turn_of_the_loop()
            turn.end()  # which wakes the first one, at the next turn of the loop
            assert await cancelled(first) is not None
            await second

    asyncio.run(scene())
    assert names(sandbox) == ["second"]


def test_while_it_waits_for_a_thread_it_is_not_sent(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="delay", seconds=0.3, company="7654321-2")

    async def scene() -> None:
        async with Workers(1) as workers:
            other = AsyncClient(sandbox.credentials_for("7654321-2"), base_url=sandbox.url, workers=workers)
            client = client_of(sandbox, workers=workers)
            under_way = started(other.send(add("other")))
            await turn_of_the_loop()
            task = started(client.send(add("Oy")))
            await turn_of_the_loop()
            became = await cancelled(task)
            assert became is not None
            assert became.outcome == "not sent"
            await under_way
            await goes_on(client, sandbox)
            await client.aclose()
            await other.aclose()

    asyncio.run(scene())
    assert names(sandbox) == ["afterwards"]


def test_while_it_connects_it_is_not_sent(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    connecting = threading.Event()
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> Any:
        if address[1] == full_port:
            connecting.set()
        return connect(self, address)

    # A server that accepts nobody, and whose line is full: a connection to it is neither made nor refused.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full, socket.socket() as one, socket.socket() as two:
        full_port = full.getsockname()[1]
        for filling in (one, two):
            filling.setblocking(False)
            filling.connect_ex(("127.0.0.1", full_port))
        monkeypatch.setattr(socket.socket, "connect", noted)

        async def scene() -> None:
            async with client_of(sandbox, base_url=f"http://127.0.0.1:{full_port}/") as client:
                task = started(client.send(add("Oy")))
                await happened(connecting)
                became = await cancelled(task)
                assert became is not None
                assert became.outcome == "not sent"
                assert isinstance(became.error, NotSent)
                client.base_url = sandbox.url
                await goes_on(client, sandbox)  # it waits for the thread that was connecting

        asyncio.run(asyncio.wait_for(scene(), PATIENCE))
    assert names(sandbox) == ["afterwards"]


def test_while_its_host_is_looked_up_it_is_not_sent_and_the_next_call_waits_for_the_thread(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, enough = threading.Event(), threading.Event()
    look_up = socket.getaddrinfo

    def slow(*args: Any, **kwargs: Any) -> Any:
        looking.set()
        enough.wait(PATIENCE)
        return look_up(*args, **kwargs)

    async def scene() -> None:
        async with client_of(sandbox) as client:
            client.base_url = client.base_url.replace("127.0.0.1", "localhost")
            monkeypatch.setattr(socket, "getaddrinfo", slow)
            with pytest.raises(TimeoutError) as caught:
                async with asyncio.timeout(0.5):
                    await client.send(add("Oy"))
            assert looking.is_set()
            became = cancelled_call(caught.value)
            assert became is not None
            assert became.outcome == "not sent"
            # The same task has the turn still, and is not refused: nothing of it is open.
            following = started(client.send(add("afterwards")))
            await turn_of_the_loop()
            assert not following.done()
            enough.set()
            await following

    asyncio.run(scene())
    assert names(sandbox) == ["afterwards"]


@pytest.mark.parametrize(
    ("passes", "stored"),
    [
        ({"out": 10}, False),
        ({"out": 900}, False),
        ({"back": 1}, True),
        ({"back": 150}, True),
        ({"back": 300}, True),
    ],
    ids=["after its first bytes", "inside the message", "in the answer's first line", "in its head", "in its body"],
)
def test_after_its_first_byte_left_its_outcome_is_unknown_until_it_is_looked_up(
    sandbox: Sandbox,
    gate: tuple[Gate, str],
    caplog: pytest.LogCaptureFixture,
    passes: dict[str, int],
    stored: bool,
) -> None:
    through, url = gate

    async def scene() -> None:
        async with client_of(sandbox, base_url=url) as client:
            for way, count in passes.items():
                setattr(through, way, count)
            task = started(client.send(add("Oy", comment="x" * 1000)))
            await happened(through.shut)
            became = await cancelled(task)
            assert became is not None
            assert became.outcome == "unknown"
            assert isinstance(became.error, OutcomeUnknown)
            assert became.error.retry is Retry.READ_BACK
            assert became.error.text.endswith("no complete answer arrived: the call was cancelled")
            # Its connection is closed, and its turn is over.
            await happened(through.gone)
            through.open()
            listed = await client.send(customers.list_customers())
            assert [each.name for each in listed] == (["Oy"] if stored else [])
            assert through.connections == 2
            told = f"customer.nv {COMPANY} {became.error.transaction_id} was cancelled; its outcome: unknown"
            assert told in caplog.messages

    with caplog.at_level(logging.WARNING, "netvisor"):
        asyncio.run(asyncio.wait_for(scene(), PATIENCE))
    assert names(sandbox) == (["Oy"] if stored else [])


def test_while_its_message_is_being_sent_its_outcome_is_unknown(sandbox: Sandbox) -> None:
    first_byte, enough = threading.Event(), threading.Event()

    def reads_no_further(connection: socket.socket, _: object) -> None:
        connection.recv(1)
        first_byte.set()
        enough.wait(PATIENCE)

    async def scene(url: str) -> None:
        async with client_of(sandbox, base_url=url) as client:
            task = started(client.send(raw.post("customer.nv", b"x" * 50_000_000)))
            await happened(first_byte)
            became = await cancelled(task)
            assert became is not None
            assert became.outcome == "unknown"
            enough.set()
            client.base_url = sandbox.url
            await goes_on(client, sandbox)

    with serving(reads_no_further) as wire:
        asyncio.run(asyncio.wait_for(scene(wire.url), PATIENCE))


def test_when_its_answer_is_there_already_it_is_told_as_it_is(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.faults.latency = Latency.from_text("0.05")  # so that it is under way when the loop stands still

    async def scene() -> None:
        async with Workers() as workers:
            client = client_of(sandbox, workers=workers)
            task = started(client.send(add("Oy")))
            await turn_of_the_loop()
            concurrent.futures.wait(workers._running, PATIENCE)  # while the loop cannot tell the task
            became = await cancelled(task)
            assert became is not None
            assert (became.outcome, became.error) == ("accepted", None)
            assert became.result.netvisor_key == 1

            sandbox.fail_next(how="refuse", category="INVALID_DATA", text="no")
            task = started(client.send(add("Oy")))
            await turn_of_the_loop()
            concurrent.futures.wait(workers._running, PATIENCE)
            became = await cancelled(task)
            assert became is not None
            assert became.outcome == "refused"
            assert isinstance(became.error, InvalidData)
            await goes_on(client, sandbox)
            await client.aclose()

    asyncio.run(scene())
    assert names(sandbox) == ["Oy", "afterwards"]
    assert any("its outcome: accepted, with the key 1" in message for message in caplog.messages)


def test_before_a_retry_its_last_error_is_told(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="technical error")
    pausing = asyncio.Event()

    async def pause(_: float) -> None:
        pausing.set()
        await asyncio.Event().wait()

    async def scene() -> None:
        async with client_of(sandbox, pauses=(1,), sleep=pause) as client:
            task = started(client.send(customers.list_customers()))
            await asyncio.wait_for(pausing.wait(), PATIENCE)
            assert threads()
            became = await cancelled(task)
            assert became is not None
            assert isinstance(became.error, TechnicalError)
            assert became.error.retry is Retry.NOW
            await goes_on(client, sandbox)

    asyncio.run(scene())


def test_while_a_lost_write_is_looked_up_the_write_is_told(sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing", how="drop connection", resource="customer.nv")
    sandbox.fail_next(how="delay", seconds=10, resource="customerlist.nv")

    async def scene() -> None:
        looking = threading.Event()

        def note(event: CallEvent) -> None:
            if event.resource == "customerlist.nv":
                looking.set()

        async with client_of(sandbox, on_call=note) as client:
            task = started(client.send_once(add("Oy")))
            await happened(looking)
            became = await cancelled(task)
            assert became is not None
            assert became.outcome == "unknown"
            assert isinstance(became.error, OutcomeUnknown)
            assert (became.error.resource, became.error.writes) == ("customer.nv", True)

    asyncio.run(asyncio.wait_for(scene(), PATIENCE))
    assert names(sandbox) == ["Oy"]


@pytest.mark.parametrize(("at", "outcome"), [("AttemptStarted", "not sent"), ("AttemptEnded", "accepted")])
def test_while_a_hook_is_told_the_call_is_told_as_it_is(sandbox: Sandbox, at: str, outcome: str) -> None:
    told, enough = threading.Event(), threading.Event()

    events: list[str] = []

    def slow(event: object) -> None:
        events.append(type(event).__name__)
        if type(event).__name__ == at and not enough.is_set():
            told.set()
            enough.wait(PATIENCE)

    async def scene() -> None:
        async with client_of(sandbox, on_call=slow) as client:
            task = started(client.send(add("Oy")))
            await happened(told)
            task.cancel()
            await turn_of_the_loop()
            assert not task.done()  # the hook is not told of the end before it knows of the beginning
            enough.set()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            became = cancelled_call(caught.value)
            assert became is not None
            assert became.outcome == outcome
            assert events == ["AttemptStarted", "AttemptEnded"]
            await goes_on(client, sandbox)

    asyncio.run(scene())
    assert ("Oy" in names(sandbox)) is (outcome == "accepted")


class Stubborn:
    """A transport that cannot be interrupted, as those of others."""

    def __init__(self) -> None:
        self.inner = RequestsTransport()
        self.sending, self.enough = threading.Event(), threading.Event()

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        self.sending.set()
        self.enough.wait(PATIENCE)
        return self.inner.send(prepared, body, timeout)


def test_with_a_transport_of_others_the_cancellation_waits_for_its_end(sandbox: Sandbox) -> None:
    stubborn = Stubborn()

    async def scene() -> None:
        async with client_of(sandbox, transport=stubborn) as client:
            task = started(client.send(add("Oy")))
            await happened(stubborn.sending)
            task.cancel()
            await turn_of_the_loop()
            assert not task.done()
            stubborn.enough.set()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            became = cancelled_call(caught.value)
            assert became is not None
            # It did not begin to send before it was cancelled: the inner transport tells.
            assert became.outcome == "not sent"
            await goes_on(client, sandbox)
        stubborn.inner.close()

    asyncio.run(scene())
    assert names(sandbox) == ["afterwards"]


def test_cancelled_twice_it_waits_no_longer_and_its_turn_ends_with_its_thread(sandbox: Sandbox) -> None:
    stubborn = Stubborn()

    async def scene() -> None:
        async with client_of(sandbox, transport=stubborn) as client:
            task = started(client.send(add("Oy")))
            await happened(stubborn.sending)
            task.cancel()
            await turn_of_the_loop()
            became = await cancelled(task)
            assert became is not None
            assert became.outcome == "unknown"
            following = started(client.send(add("afterwards")))
            await turn_of_the_loop()
            assert not following.done()
            stubborn.enough.set()
            await following
        stubborn.inner.close()

    asyncio.run(scene())


def test_a_timeout_of_asyncio_tells_the_same(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="delay", seconds=10)

    async def scene() -> None:
        async with client_of(sandbox) as client:
            with pytest.raises(TimeoutError) as caught:
                async with asyncio.timeout(0.6):
                    await client.send(add("Oy"))
            became = cancelled_call(caught.value)
            assert became is not None
            assert became.outcome == "unknown"
            with pytest.raises(TimeoutError) as caught:
                await asyncio.wait_for(_forever(), 0.01)
            assert cancelled_call(caught.value) is None

    asyncio.run(scene())


def test_a_list_that_is_cancelled_before_its_first_item_is_read_from_its_beginning(sandbox: Sandbox) -> None:
    async def scene() -> None:
        async with client_of(sandbox) as client:
            await client.send(add("Oy"))
            sandbox.fail_next(how="delay", seconds=0.5)
            stream = client.stream(customers.list_customers())
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1):
                    await anext(stream)
            assert [each.name async for each in stream] == ["Oy"]

    asyncio.run(scene())


async def _forever() -> None:
    await asyncio.Event().wait()


def test_wherever_calls_are_cancelled_what_is_told_agrees_with_the_books(sandbox: Sandbox) -> None:
    chance = random.Random(13)  # noqa: S311
    sandbox.faults.latency = Latency.from_text("0.005")

    async def one(client: AsyncClient, name: str, after: float) -> tuple[str, CancelledCall | None]:
        try:
            async with asyncio.timeout(after):
                await client.send(add(name))
        except TimeoutError as error:
            return name, cancelled_call(error) or CancelledCall(outcome="not sent", error=None)
        return name, None

    async def scene() -> list[tuple[str, CancelledCall | None]]:
        async with client_of(sandbox) as client:
            told = []
            for five in range(0, 150, 5):
                calls = [one(client, f"Oy {number}", chance.uniform(0, 0.06)) for number in range(five, five + 5)]
                told += await asyncio.gather(*calls)
            return told

    told = asyncio.run(scene())
    with sandbox.busy(COMPANY):  # what it still worked on is done
        stored = names(sandbox)
        came = {call.transaction_id for call in sandbox.calls}
    for name, became in told:
        if became is None or became.outcome == "accepted":
            assert name in stored
        elif became.outcome == "not sent":
            assert name not in stored
            assert became.error is None or became.error.transaction_id not in came
        else:
            assert became.outcome == "unknown"
    outcomes = {None if became is None else became.outcome for _, became in told}
    assert outcomes >= {None, "not sent", "unknown"}
    assert len(stored) == len(set(stored))
