"""The asynchronous client does what the other one does, for many companies at once."""

from __future__ import annotations

import asyncio
import gc
import inspect
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netvisor.aio import AsyncClient, AsyncStream, Workers
from netvisor.client.client import Client
from netvisor.client.stream import Stream
from netvisor.client.transport import Content, RequestsTransport, Response
from netvisor.errors import (
    CompanyBusy,
    InvalidData,
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    ReadOnlyClient,
    SetupError,
    SystemMaintenance,
    TechnicalError,
    UnreadableReply,
)
from netvisor.protocol.signing import Prepared
from netvisor.queue import Outbox
from netvisor.reference.check_digits import business_id
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.aio.scene import PATIENCE, add, cancelled, names, started, threads, turn_of_the_loop
from tests.sandbox import messages as m
from tests.unit.wire import OK, answer, free_port, saying, serving, then_silent

COMPANY = "1234567-8"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY, "7654321-2"], overlapping="wait") as running:
        yield running
    assert threads() == []


def client_of(sandbox: Sandbox, **settings: Any) -> AsyncClient:
    return AsyncClient(sandbox.credentials, **{"base_url": sandbox.url, "pauses": ()} | settings)


# Both clients have the same methods.

ASYNC_NAMES = {"close": "aclose", "__enter__": "__aenter__", "__exit__": "__aexit__", "__next__": "__anext__"}
ASYNC_NAMES["__iter__"] = "__aiter__"
IN_OWN_FORM = {"sleep", "workers"}
"""Parameters of one client that the other has in another form, or not."""


def public(cls: type) -> set[str]:
    return {name for name, value in vars(cls).items() if name[0] != "_" and callable(value)}


def shape(function: Any) -> list[tuple[str, Any, Any, str]]:
    """Names, kinds, defaults and types of parameters, and the type of the result, as a program sees them."""
    parameters = inspect.signature(function).parameters.values()
    shown = [
        (each.name, each.kind, each.default, str(each.annotation))
        for each in parameters
        if each.name not in IN_OWN_FORM
    ]
    result = str(inspect.signature(function).return_annotation)
    return [*shown, ("return", None, None, result)]


def in_sync(parts: list[tuple[str, Any, Any, str]]) -> list[tuple[str, Any, Any, str]]:
    return [(name, kind, default, annotation.replace("Async", "")) for name, kind, default, annotation in parts]


def first_line(item: Any) -> str:
    return (inspect.getdoc(item) or "").split("\n\n")[0].replace("async ", "")


@pytest.mark.parametrize(("one", "other"), [(Client, AsyncClient), (Stream, AsyncStream)])
def test_both_have_the_same_methods_with_the_same_parameters(one: type, other: type) -> None:
    assert {ASYNC_NAMES.get(name, name) for name in public(one)} == public(other)
    for name in public(one):
        sync, asynchronous = getattr(one, name), getattr(other, ASYNC_NAMES.get(name, name))
        assert in_sync(shape(asynchronous)) == shape(sync), name
        assert first_line(asynchronous) == first_line(sync), name
        assert inspect.iscoroutinefunction(asynchronous) is (name != "stream"), name


def test_both_are_made_with_the_same_settings() -> None:
    assert shape(AsyncClient.__init__) == shape(Client.__init__)
    settings = {each.name for each in inspect.signature(AsyncClient).parameters.values()}
    assert settings - {each.name for each in inspect.signature(Client).parameters.values()} == {"workers"}
    described = [
        re.findall(r"^    ([a-z_]+): ", inspect.getdoc(cls) or "", re.MULTILINE) for cls in (Client, AsyncClient)
    ]
    assert described[1] == [*described[0], "workers"]
    assert set(described[1]) == settings


# What it does.


def test_it_sends_looks_up_checks_and_streams(sandbox: Sandbox) -> None:
    async def scene() -> None:
        async with client_of(sandbox) as client:
            assert (await client.send(add("Oy"))).netvisor_key == 1
            sandbox.fail_next(after="storing", how="drop connection", resource="customer.nv")
            sent = await client.send_once(customers.add_customer(m.customer()))
            assert (sent.outcome, sent.netvisor_key) == ("stored", 2)
            assert isinstance(sent.error, OutcomeUnknown)
            assert (await client.check()).passed
            listed = await client.send(customers.list_customers())
            second = names(sandbox)[1]
            assert [each.name for each in listed] == ["Oy", second]
            assert [each.name async for each in client.stream(customers.list_customers())] == ["Oy", second]
            got = await client.send(customers.get_customers([each.netvisor_key or 0 for each in listed] * 70))
            assert len(got) >= 2
            assert repr(client) == f"AsyncClient({COMPANY}, {sandbox.url})"

    asyncio.run(scene())
    assert {call.outcome for call in sandbox.calls} == {"ok", "dropped"}


def test_a_client_may_be_used_in_one_event_loop_after_the_other(sandbox: Sandbox) -> None:
    client = client_of(sandbox)

    async def scene(name: str) -> None:
        async with client:
            await asyncio.gather(*(client.send(add(f"{name} {number}")) for number in range(3)))

    asyncio.run(scene("one"))
    assert threads() == []
    asyncio.run(scene("other"))
    assert len(names(sandbox)) == 6


def raised_by_both(sandbox: Sandbox, call: Any, prepare: Any = None, **settings: Any) -> tuple[NetvisorError, ...]:
    """The errors of the client and of the asynchronous one for the same call."""
    settings = {"base_url": sandbox.url, "pauses": ()} | settings
    errors = []
    one, other = Client(sandbox.credentials, **settings), AsyncClient(sandbox.credentials, **settings)
    for send in (one.send, lambda call: asyncio.run(sends_once(other, call))):
        if prepare is not None:
            prepare()
        with pytest.raises(NetvisorError) as caught:
            send(call)
        errors.append(caught.value)
    one.close()
    return tuple(errors)


async def sends_once(client: AsyncClient, call: Any) -> None:
    async with client:
        await client.send(call)


@pytest.mark.parametrize(
    ("error_class", "fault", "settings"),
    [
        (ReadOnlyClient, {}, {"read_only": True}),
        (NotSent, {}, {"base_url": "free"}),
        (OutcomeUnknown, {"how": "drop connection"}, {}),
        (OutcomeUnknown, {"how": "half answer"}, {}),
        (OutcomeUnknown, {"how": "delay", "seconds": 5}, {"timeout": 0.1}),
        (UnreadableReply, {"how": "html"}, {}),
        (SystemMaintenance, {"how": "maintenance"}, {}),
        (TechnicalError, {"how": "technical error"}, {}),
        (InvalidData, {"how": "refuse", "category": "INVALID_DATA", "text": "no"}, {}),
    ],
)
def test_both_raise_the_same_errors(
    sandbox: Sandbox, error_class: type[NetvisorError], fault: dict[str, Any], settings: dict[str, Any]
) -> None:
    if "base_url" in settings:
        settings = {"base_url": f"http://127.0.0.1:{free_port()}/"}
    one, other = raised_by_both(sandbox, add("Oy"), (lambda: sandbox.fail_next(**fault)) if fault else None, **settings)
    assert type(one) is type(other) is error_class
    assert (one.text, one.retry, one.resource, one.company) == (other.text, other.retry, other.resource, other.company)


def test_arguments_are_checked_by_both_alike(sandbox: Sandbox) -> None:
    not_a_call: Any = customers.add_customer
    one, other = raised_by_both(sandbox, not_a_call)
    assert (type(one), one.text) == (type(other), other.text)
    with pytest.raises(SetupError, match="AsyncClient: unknown argument 'base_uri'"):
        AsyncClient(sandbox.credentials, base_uri=sandbox.url)  # type: ignore[call-arg]
    with pytest.raises(SetupError, match=r"workers must be Workers\(n\), which clients can share, not an int"):
        AsyncClient(sandbox.credentials, workers=5)  # type: ignore[arg-type]
    for most in (0, -1, 1.5, True, "5"):
        with pytest.raises(SetupError, match="workers must be a positive whole number, not"):
            Workers(most)  # type: ignore[arg-type]
    client = client_of(sandbox)
    with pytest.raises(SetupError, match="only reads that return a list can be streamed"):
        client.stream(add("Oy"))  # type: ignore[arg-type]
    with pytest.raises(MessageError):
        asyncio.run(sends_once(client_of(sandbox, charset="iso-8859-15"), add("\u4e2d")))


def test_retries_pause_without_a_thread(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="technical error", times=2)
    working: list[int] = []

    async def scene() -> None:
        async with Workers(2) as workers:

            async def pause(seconds: float) -> None:
                working.append(len(workers._running))
                await asyncio.sleep(0)

            client = client_of(sandbox, pauses=(5, 6), sleep=pause, workers=workers)
            assert await client.send(customers.list_customers()) == []
            sandbox.fail_next(how="technical error")
            assert [each async for each in client.stream(customers.list_customers())] == []
            await client.aclose()

    asyncio.run(scene())
    assert working == [0, 0, 0]


# Streams.


def filled(sandbox: Sandbox, count: int) -> None:
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        for number in range(count):
            client.send(add(f"Oy {number}"))


def test_within_a_stream_its_own_task_is_refused_and_others_wait(sandbox: Sandbox) -> None:
    filled(sandbox, 3)

    async def scene() -> None:
        async with client_of(sandbox) as client:
            async with client.stream(customers.list_customers()) as listed:
                assert (await anext(listed)).name == "Oy 0"
                with pytest.raises(CompanyBusy, match="a stream of this company is open in the same task"):
                    await client.send(add("within"))
                other = started(client.send(add("beside")), within_own_turn=False)
                await turn_of_the_loop()
                assert not other.done()
            await other
            await client.send(add("afterwards"))

    asyncio.run(scene())
    assert names(sandbox)[3:] == ["beside", "afterwards"]


def test_streams_that_wait_for_their_users_have_no_thread(sandbox: Sandbox) -> None:
    filled(sandbox, 3)

    async def scene() -> None:
        async with Workers(1) as workers:
            first = client_of(sandbox, workers=workers)
            second = AsyncClient(sandbox.credentials_for("7654321-2"), base_url=sandbox.url, workers=workers)
            async for each in first.stream(customers.list_customers()):
                await second.send(add(f"copy of {each.name}"))  # with the only thread
            for client in (first, second):
                await client.aclose()

    asyncio.run(asyncio.wait_for(scene(), PATIENCE))
    assert names(sandbox, "7654321-2") == ["copy of Oy 0", "copy of Oy 1", "copy of Oy 2"]


def test_a_stream_that_is_left_or_closed_early_ends_its_turn(sandbox: Sandbox) -> None:
    filled(sandbox, 3)

    async def scene() -> None:
        async with client_of(sandbox) as client:
            async with client.stream(customers.list_customers()) as listed:
                async for each in listed:
                    assert each.name == "Oy 0"
                    break
            assert [each async for each in listed] == []
            never_begun = client.stream(customers.list_customers())
            await never_begun.aclose()
            assert [each async for each in never_begun] == []
            await client.send(add("afterwards"))

    asyncio.run(scene())
    assert names(sandbox)[3:] == ["afterwards"]


def test_a_refused_stream_raises_and_ends_its_turn(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="refuse", category="INVALID_DATA", text="no")

    async def scene() -> None:
        async with client_of(sandbox) as client:
            with pytest.raises(InvalidData):
                async with client.stream(customers.list_customers()):
                    pass
            await client.send(add("afterwards"))

    asyncio.run(scene())


LONG = "".join(f"<Customer><Netvisorkey>{number}</Netvisorkey></Customer>" for number in range(1, 20_001))
LONG_LIST = answer(OK.replace(b"</Root>", f"<Customerlist>{LONG}</Customerlist></Root>".encode()))


async def keys_of(stream: AsyncStream[Any], seen: list[int]) -> None:
    async for each in stream:
        seen.append(each.netvisor_key)


def test_a_stream_that_breaks_gives_what_came_before_and_then_its_error(sandbox: Sandbox) -> None:
    async def scene(url: str) -> None:
        seen: list[int] = []
        async with client_of(sandbox, base_url=url) as client:
            with pytest.raises(OutcomeUnknown):
                await keys_of(client.stream(customers.list_customers()), seen)
            assert seen == list(range(1, len(seen) + 1))
            assert 1000 < len(seen) < 20_000
            client.base_url = sandbox.url
            await client.send(add("afterwards"))

    with serving(saying(LONG_LIST[: len(LONG_LIST) // 2])) as wire:
        asyncio.run(scene(wire.url))


def test_a_long_list_is_read_whole_and_in_order(sandbox: Sandbox) -> None:
    async def scene(url: str) -> None:
        seen: list[int] = []
        async with client_of(sandbox, base_url=url) as client:
            await keys_of(client.stream(customers.list_customers()), seen)
        assert seen == list(range(1, 20_001))

    with serving(saying(LONG_LIST)) as wire:
        asyncio.run(scene(wire.url))


def test_a_stream_that_is_cancelled_while_it_is_read_does_not_end_silently(sandbox: Sandbox) -> None:
    async def scene(url: str) -> None:
        seen: list[int] = []
        async with client_of(sandbox, base_url=url) as client:
            stream = client.stream(customers.list_customers())
            reading = started(keys_of(stream, seen))
            while len(seen) < 1000 or stream._reading is None or not stream._reading.running():
                await asyncio.sleep(0)
            assert await cancelled(reading) is not None
            with pytest.raises(OutcomeUnknown, match="cancelled"):
                await keys_of(stream, seen)
            assert seen == list(range(1, len(seen) + 1))
            client.base_url = sandbox.url
            await client.send(add("afterwards"))

    with serving(then_silent(LONG_LIST[: len(LONG_LIST) // 2])) as wire:
        asyncio.run(asyncio.wait_for(scene(wire.url), PATIENCE))


# Many companies.


class Counting:
    """A transport that counts how many of its calls are under way, and the threads."""

    def __init__(self) -> None:
        self.inner = RequestsTransport()
        self.guard = threading.Lock()
        self.companies: list[str] = []
        self.most = self.most_threads = 0

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        with self.guard:
            assert prepared.company not in self.companies
            self.companies.append(prepared.company or "")
            self.most = max(self.most, len(self.companies))
            self.most_threads = max(self.most_threads, len(threads()))
        try:
            response = self.inner.send(prepared, body, timeout)
            response.chunks = list(response.chunks)
            return response
        finally:
            with self.guard:
                self.companies.remove(prepared.company or "")


def test_200_companies_at_once_have_right_answers_no_overlap_and_a_bound() -> None:
    every = (f"{number // 10:07}-{number % 10}" for number in range(10_000_000))
    companies = [text for text, _ in zip((text for text in every if business_id(text)), range(200), strict=False)]
    counting = Counting()

    async def company(client: AsyncClient) -> None:
        first, second = await asyncio.gather(client.send(add(f"A {client.company}")), client.send(add("B")))
        assert sorted([first.netvisor_key, second.netvisor_key]) == [1, 2]
        listed = [each async for each in client.stream(customers.list_customers())]
        assert {each.name for each in listed} == {f"A {client.company}", "B"}

    async def scene(sandbox: Sandbox) -> None:
        async with Workers(6) as workers:
            clients = [
                AsyncClient(sandbox.credentials_for(each), base_url=sandbox.url, workers=workers, transport=counting)
                for each in companies
            ]
            await asyncio.gather(*map(company, clients))
            assert len(threads()) <= 6

    with Sandbox(companies=companies, overlapping="refuse") as sandbox:
        asyncio.run(scene(sandbox))
        assert len(sandbox.calls) == 600
        assert {call.outcome for call in sandbox.calls} == {"ok"}
    counting.inner.close()
    assert 1 < counting.most <= 6
    assert counting.most_threads <= 6
    assert threads() == []


def test_a_turn_that_does_not_come_in_time_is_told_as_by_the_other_client(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="delay", seconds=0.5)

    async def scene() -> None:
        async with client_of(sandbox, turn_timeout=0.05) as client:
            under_way = started(client.send(add("long")))
            await turn_of_the_loop()
            with pytest.raises(CompanyBusy, match=r"another call of this company did not end within 0\.05 s"):
                await client.send(add("Oy"))
            under_way.cancel()
            with pytest.raises(asyncio.CancelledError):
                await under_way
            await client.send(add("afterwards"))

    asyncio.run(scene())


# The lanes of a queue.


def test_it_waits_for_the_lane_of_its_company_in_a_queue(sandbox: Sandbox, tmp_path: Path) -> None:
    with Outbox.open(tmp_path / "outbox.sqlite") as outbox:
        give_back = outbox.take_lane(COMPANY, "another.nv", 1)

        async def scene() -> None:
            async with client_of(sandbox, outbox=outbox, turn_timeout=0.3) as client:
                with pytest.raises(CompanyBusy, match=r"was not free within 0\.3 s"):
                    await client.send(add("Oy"))
                waits = started(client.send(add("Ab")))
                await turn_of_the_loop()
                give_back()
                await waits
                async with client.stream(customers.list_customers()) as listed:
                    assert outbox.try_lane(COMPANY, "another.nv") is None
                    assert (await anext(listed)).name == "Ab"
                ends = outbox.try_lane(COMPANY, "another.nv")
                assert ends is not None
                waiting = started(client.send(add("Oy")))
                await turn_of_the_loop()
                assert await cancelled(waiting) is not None
                ends()
                await client.send(add("afterwards"))

        asyncio.run(scene())
    assert names(sandbox) == ["Ab", "afterwards"]


# Beside others.


def test_threads_with_the_other_client_and_tasks_take_turns() -> None:
    def in_a_thread(sandbox: Sandbox, number: int) -> None:
        with Client(sandbox.credentials, base_url=sandbox.url) as client:
            for each in range(10):
                client.send(add(f"thread {number} {each}"))

    async def scene(sandbox: Sandbox) -> None:
        async with client_of(sandbox) as client:
            works = [asyncio.to_thread(in_a_thread, sandbox, number) for number in range(3)]
            await asyncio.gather(*works, *(client.send(add(f"task {number}")) for number in range(30)))

    with Sandbox(companies=[COMPANY], overlapping="refuse") as sandbox:
        asyncio.run(scene(sandbox))
        assert len(set(names(sandbox))) == 60
        assert {call.outcome for call in sandbox.calls} == {"ok"}


def test_a_stream_is_read_by_one_task_at_a_time_and_may_be_closed_by_another(sandbox: Sandbox) -> None:
    async def scene(url: str) -> None:
        async with client_of(sandbox, base_url=url) as client:
            stream = client.stream(customers.list_customers())
            seen: list[int] = []
            reading = started(keys_of(stream, seen))
            while not seen:
                await asyncio.sleep(0)
            # The first half has come, so the reader waits for what never comes.
            while stream._reading is None:
                await asyncio.sleep(0)
            with pytest.raises(SetupError, match="another task is reading this stream"):
                await anext(client_stream_without_rest(stream))
            await stream.aclose()
            with pytest.raises(OutcomeUnknown):
                await reading
            client.base_url = sandbox.url
            await client.send(add("afterwards"))

    with serving(then_silent(LONG_LIST[: len(LONG_LIST) // 2])) as wire:
        asyncio.run(asyncio.wait_for(scene(wire.url), PATIENCE))


def client_stream_without_rest(stream: AsyncStream[Any]) -> AsyncStream[Any]:
    """The stream, whose items that were read already are taken."""
    stream._read.clear()
    return stream


def test_workers_of_a_forked_process_have_new_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    workers = Workers(1)
    assert workers.submit(threading.get_ident).result(PATIENCE)
    parents = workers._pool
    assert parents is not None
    monkeypatch.setattr("netvisor.aio.workers.os.getpid", lambda: -1)
    assert workers.submit(threading.get_ident).result(PATIENCE)
    assert workers._pool is not parents
    workers.close()
    parents.shutdown()
    assert threads() == []


def test_a_client_that_is_not_closed_leaves_no_thread_and_no_warning(sandbox: Sandbox) -> None:
    async def scene() -> None:
        await client_of(sandbox).send(add("Oy"))

    asyncio.run(scene())
    gc.collect()
    for each in threading.enumerate():
        if each.name.startswith("netvisor_"):
            each.join(PATIENCE)
    assert threads() == []


def test_a_call_that_no_thread_can_take_ends_its_turn(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(work: Any) -> Any:
        raise RuntimeError("cannot start new thread")

    async def scene() -> None:
        async with client_of(sandbox) as client:
            with monkeypatch.context() as patch:
                patch.setattr(client._workers, "submit", refuses)
                with pytest.raises(RuntimeError, match="cannot start new thread"):
                    await client.send(add("Oy"))
            await client.send(add("afterwards"))

    asyncio.run(scene())
    assert names(sandbox) == ["afterwards"]
