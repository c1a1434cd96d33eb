"""Cancelled calls at the borders of the transport: encrypted, through proxies, with kept connections."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from netvisor.aio import AsyncClient, CancelledCall, cancelled_call
from netvisor.client.transport import RequestsTransport
from netvisor.errors import NotSent, OutcomeUnknown
from tests.unit.wire import Wire, serving
from tests.wire.certificates import Certified
from tests.wire.numbered import CREDENTIALS, answer_to, call, number_in

PATIENCE = 20


async def cancelled_when(event: threading.Event, client: AsyncClient) -> CancelledCall:
    """Cancel a write when something has happened."""
    task = asyncio.create_task(client.send(call(1, writes=True)))
    assert await asyncio.to_thread(event.wait, PATIENCE)
    task.cancel()
    with pytest.raises(asyncio.CancelledError) as caught:
        await task
    became = cancelled_call(caught.value)
    assert became is not None
    return became


def run(scene: Callable[[AsyncClient], Awaitable[None]], url: str, transport: RequestsTransport) -> None:
    async def within() -> None:
        async with AsyncClient(CREDENTIALS, base_url=url, pauses=(), transport=transport) as client:
            await scene(client)

    try:
        asyncio.run(asyncio.wait_for(within(), PATIENCE))
    finally:
        transport.close()


def silent_after(heard: threading.Event) -> Callable[[socket.socket, Wire], None]:
    """Reads something, notes it, and waits until the client is gone."""

    def handle(connection: socket.socket, wire: Wire) -> None:
        connection.recv(1)
        heard.set()
        while connection.recv(65_536):
            pass

    return handle


def test_in_an_encrypted_connection_it_is_unknown(trusted: Certified) -> None:
    heard = threading.Event()

    async def scene(client: AsyncClient) -> None:
        became = await cancelled_when(heard, client)
        assert (became.outcome, type(became.error)) == ("unknown", OutcomeUnknown)

    with serving(silent_after(heard), tls=trusted.context()) as wire:
        run(scene, wire.url.replace("127.0.0.1", "localhost"), RequestsTransport(ca_bundle=trusted.authority))
        assert wire.finished.acquire(timeout=PATIENCE)


def test_while_the_encryption_is_agreed_on_it_is_not_sent(trusted: Certified) -> None:
    heard = threading.Event()

    async def scene(client: AsyncClient) -> None:
        became = await cancelled_when(heard, client)
        assert (became.outcome, type(became.error)) == ("not sent", NotSent)

    with serving(silent_after(heard)) as wire:
        url = wire.url.replace("http:", "https:").replace("127.0.0.1", "localhost")
        run(scene, url, RequestsTransport(ca_bundle=trusted.authority))
        assert wire.finished.acquire(timeout=PATIENCE)


def test_while_a_proxy_opens_the_tunnel_it_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = threading.Event()

    async def scene(client: AsyncClient) -> None:
        became = await cancelled_when(heard, client)
        assert (became.outcome, type(became.error)) == ("not sent", NotSent)

    with serving(silent_after(heard)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        run(scene, "https://integration.netvisor.fi/", RequestsTransport())
        assert proxy.finished.acquire(timeout=PATIENCE)


def test_in_a_kept_connection_it_is_unknown_and_the_connection_is_dropped() -> None:
    heard = threading.Event()

    def handle(connection: socket.socket, wire: Wire) -> None:
        while request := wire.receive(connection):
            if len(wire.requests) == 2:
                heard.set()
                connection.recv(1)
                return
            connection.sendall(answer_to(request))

    async def scene(client: AsyncClient) -> None:
        assert number_in(await client.send(call(7, writes=False))) == 7
        became = await cancelled_when(heard, client)
        assert became.outcome == "unknown"
        assert number_in(await client.send(call(8, writes=True))) == 8

    with serving(handle) as wire:
        run(scene, wire.url, RequestsTransport())
        assert [wire.connections, len(wire.requests)] == [2, 3]


def test_a_connection_whose_call_was_cancelled_behind_its_answer_is_not_kept() -> None:
    """The answer is complete, and the call is cancelled before its connection is given back."""
    transport = RequestsTransport()
    cancel: list[Any] = []

    class Late:
        def send(self, prepared: Any, body: Any, timeout: float) -> Any:
            response = transport.send(prepared, body, timeout)
            whole = list(response.chunks)
            if cancel:
                cancel.pop()()
            response.chunks = whole
            return response

    def handle(connection: socket.socket, wire: Wire) -> None:
        while request := wire.receive(connection):
            connection.sendall(answer_to(request))

    async def scene(url: str) -> CancelledCall | None:
        loop = asyncio.get_running_loop()
        async with AsyncClient(CREDENTIALS, base_url=url, pauses=(), transport=Late()) as client:
            task = asyncio.create_task(client.send(call(1, writes=True)))

            def cancel_in_the_loop() -> None:
                done = threading.Event()
                loop.call_soon_threadsafe(lambda: (task.cancel(), loop.call_soon(loop.call_soon, done.set)))
                assert done.wait(PATIENCE)

            cancel.append(cancel_in_the_loop)
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            assert not any(transport._pool._kept.values())
            await client.send(call(2, writes=True))
            return cancelled_call(caught.value)

    with serving(handle) as wire:
        became = asyncio.run(asyncio.wait_for(scene(wire.url), PATIENCE))
        transport.close()
        assert became is not None
        assert became.outcome == "accepted"
        assert number_in(became.result) == 1
        assert wire.connections == 2
