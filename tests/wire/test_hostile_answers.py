"""Whatever a server answers: the call ends in time and with the right error, and the next one gets its own answer."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from netvisor.client.client import Client
from netvisor.client.transport import RequestsTransport
from netvisor.errors import (
    InvalidData,
    NetvisorError,
    OutcomeUnknown,
    Retry,
    ServiceBusy,
    SystemMaintenance,
    UnreadableReply,
)
from tests.unit.wire import Wire, serving
from tests.wire.certificates import Certified
from tests.wire.hostile_answers import ALL, Hostile, perform
from tests.wire.numbered import CREDENTIALS, answer_to, body_for, number_of, sent

SHORT = 0.3
"""The time of a call that is expected to run out of it."""
AMPLE = 20.0

RETRIES: dict[type[NetvisorError], tuple[Retry, Retry]] = {
    OutcomeUnknown: (Retry.NOW, Retry.READ_BACK),
    UnreadableReply: (Retry.NOW, Retry.READ_BACK),
    ServiceBusy: (Retry.LATER, Retry.READ_BACK),
    SystemMaintenance: (Retry.LATER, Retry.LATER),
    InvalidData: (Retry.NEVER, Retry.NEVER),
}
"""What to do after each error of a read and of a write."""

HOSTILE_NUMBER = 13
_numbers = itertools.count(100)


@dataclass
class Server:
    """A server that answers the call with the hostile number in a hostile way and all others politely."""

    hostile: Hostile
    said: threading.Event = field(default_factory=threading.Event)
    """Set when all that is hostile was said."""

    def __call__(self, connection: socket.socket, wire: Wire) -> None:
        while request := wire.receive(connection):
            if number_of(request) != HOSTILE_NUMBER:
                connection.sendall(answer_to(request))
                continue
            try:
                goes_on = perform(self.hostile, body_for(HOSTILE_NUMBER), connection, wire)
            finally:
                self.said.set()
            if not goes_on:
                return


@contextmanager
def client_of(server: Server, trusted: Certified | None) -> Iterator[tuple[Client, Wire]]:
    transport = RequestsTransport(ca_bundle=trusted.authority if trusted else None)
    with serving(server, trusted.context() if trusted else None) as wire:
        yield Client(CREDENTIALS, base_url=wire.url, pauses=(), transport=transport), wire
        transport.close()


def check(name: str, trusted: Certified | None, *, writes: bool, kept: bool) -> None:
    server = Server(ALL[name])
    with client_of(server, trusted) as (client, wire):
        client.timeout = AMPLE
        if kept:
            own_answer(client)
        check_hostile_call(server.hostile, client, wire, writes=writes)
        assert wire.connections == 1
        client.timeout = AMPLE
        if server.hostile.then in {"closes", "resets"}:
            assert wire.finished.acquire(timeout=10)
        elif not server.hostile.waits:
            assert server.said.wait(10)
        own_answer(client)
        assert wire.connections == (1 if server.hostile.in_step and not (writes and server.hostile.of_write) else 2)


def check_hostile_call(hostile: Hostile, client: Client, wire: Wire, *, writes: bool) -> None:
    client.timeout = SHORT if hostile.waits else AMPLE
    expected = (hostile.of_write if writes else None) or hostile.outcome
    error: NetvisorError | None = None
    number: int | None = None
    try:
        number = sent(client, HOSTILE_NUMBER, writes=writes)
    except NetvisorError as caught:
        error = caught
    except IndexError:
        assert hostile.of_write, "an empty list"
    assert time.monotonic() - wire.received_at < client.timeout + 1
    assert type(error) in {expected or type(None), hostile.or_else or expected or type(None)}, f"{error!r}"
    if error is not None:
        assert error.retry is RETRIES[type(error)][writes]
        assert error.transaction_id
    elif not hostile.of_write:
        assert number == HOSTILE_NUMBER


def own_answer(client: Client) -> None:
    for writes in (True, False):
        number = next(_numbers)
        assert sent(client, number, writes=writes) == number


@pytest.mark.parametrize("name", ALL)
def test_a_read_on_a_fresh_connection(name: str) -> None:
    check(name, None, writes=False, kept=False)


@pytest.mark.parametrize("name", ALL)
def test_a_write_on_a_kept_encrypted_connection(name: str, trusted: Certified) -> None:
    check(name, trusted, writes=True, kept=True)


@pytest.mark.slow
@pytest.mark.parametrize("kept", [False, True], ids=["fresh", "kept"])
@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "TLS"])
@pytest.mark.parametrize("writes", [False, True], ids=["read", "write"])
@pytest.mark.parametrize("name", ALL)
def test_every_call_on_every_connection(
    name: str, writes: bool, encrypted: bool, kept: bool, trusted: Certified
) -> None:
    check(name, trusted if encrypted else None, writes=writes, kept=kept)


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "TLS"])
def test_surplus_that_comes_when_the_next_request_has_left_is_no_answer_to_it(
    encrypted: bool, trusted: Certified
) -> None:
    def late(connection: socket.socket, wire: Wire) -> None:
        while request := wire.receive(connection):
            connection.sendall(wire.notes.pop() + answer_to(request))  # type: ignore[operator]  # they are bytes

    with serving(late, trusted.context() if encrypted else None) as wire:
        transport = RequestsTransport(ca_bundle=trusted.authority)
        client = Client(CREDENTIALS, base_url=wire.url, pauses=(), transport=transport)
        wire.notes = [b"", b"</Root>", b""]
        assert sent(client, 1, writes=True) == 1
        with pytest.raises(OutcomeUnknown, match="not an HTTP response head"):
            sent(client, 2, writes=True)
        assert sent(client, 3, writes=True) == 3
        transport.close()


def test_the_answers_are_many() -> None:
    assert len(ALL) >= 60
    assert {outcome for hostile in ALL.values() if (outcome := hostile.outcome)} == set(RETRIES)
