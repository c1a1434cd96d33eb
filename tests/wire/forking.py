"""A client that is forked while it has connections: run as a program, because a test run has threads of its own.

    python -m tests.wire.forking calls|stream [authority certificate key]

It writes what happened as one line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from netvisor.client.client import Client
from netvisor.client.transport import RequestsTransport
from netvisor.errors import NetvisorError
from netvisor.resources import customers
from tests.unit.wire import Wire, answer, serving
from tests.wire.certificates import Certified
from tests.wire.numbered import CREDENTIALS, answer_to, body_for, number_of, sent

PROCESSES = 8
CALLS = 125
COUNT = 999_999
"""The number of the call that asks how many connections there were."""
ITEMS = 20_000


def serve(connection: socket.socket, wire: Wire) -> None:
    """Answers each call with its number; a call without one with a long list."""
    while request := wire.receive(connection):
        if b"keyword" not in request.line and not request.body:
            item = b"<Customer><Netvisorkey>1</Netvisorkey></Customer>"
            head, _, tail = body_for(1).partition(item)
            connection.sendall(answer(head + item * ITEMS + tail))
        elif number_of(request) == COUNT:
            connection.sendall(answer(body_for(wire.connections)))
        else:
            connection.sendall(answer_to(request))


@contextmanager
def server(certified: Certified | None) -> Iterator[str]:
    """The address of a server in a process of its own."""
    reading, writing = os.pipe()
    starter, process = os.getpid(), os.fork()
    if not process:
        with serving(serve, certified.context() if certified else None) as wire:
            os.write(writing, wire.url.encode())
            signal.pause()
    try:
        yield os.read(reading, 100).decode()
    finally:
        # The forked clients end here, too.
        if os.getpid() == starter:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def forked(work: Callable[[], Any]) -> Callable[[], Any]:
    """Do work in a forked process; what is given waits for its outcome."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.write(writing, json.dumps(work()).encode())
        # As a worker of a web server ends: with everything that was inherited being taken down.
        sys.exit()
    os.close(writing)

    def outcome() -> Any:
        with os.fdopen(reading, "rb") as pipe:
            told = json.loads(pipe.read() or b"null")
        os.waitpid(process, 0)
        return told

    return outcome


def calls(client: Client, first: int) -> list[str]:
    """Make calls and tell of each that did not get its own answer."""
    wrong = []
    for number in range(first, first + CALLS):
        try:
            got = sent(client, number, writes=bool(number % 2))
        except NetvisorError as error:
            wrong.append(f"{number}: {error!r}")
        else:
            wrong += [f"{number} got {got}"] if got != number else []
    return wrong


def run_calls(client: Client) -> dict[str, Any]:
    # A second connection, as another company's calls would have made it.
    other = Client(
        replace(CREDENTIALS, organisation_id="0864414-2"), base_url=client.base_url, transport=client._transport
    )
    with client.stream(customers.list_customers()) as listed:
        next(listed)
        sent(other, 1, writes=False)
    sent(client, 2, writes=True)
    before = sent(client, COUNT, writes=False)
    outcomes = [forked(lambda first=1_000 * number: calls(client, first)) for number in range(1, PROCESSES + 1)]  # type: ignore[misc]
    wrong = calls(client, 100_000)
    told = [outcome() for outcome in outcomes]
    after = calls(client, 200_000)
    return {"wrong": [wrong, after, *told], "connections": [before, sent(client, COUNT, writes=False)]}


def run_stream(client: Client) -> dict[str, Any]:
    with client.stream(customers.list_customers()) as listed:
        next(listed)

        def read_on() -> list[Any]:
            try:
                for _ in listed:
                    pass
                told = "read to its end"
            except NetvisorError as error:
                told = f"{type(error).__name__}: {error.text}"
            return [told, sent(client, 7, writes=True)]

        child = forked(read_on)()
        return {"child": child, "parent": 1 + sum(1 for _ in listed)}


def main(what: str, *files: str) -> None:
    """Run one of the works and write its outcome."""
    certified = Certified(*files) if files else None
    with server(certified) as url:
        transport = RequestsTransport(ca_bundle=certified.authority if certified else None)
        client = Client(CREDENTIALS, base_url=url, timeout=20, pauses=(), transport=transport)
        outcome = {"calls": run_calls, "stream": run_stream}[what](client)
        sys.stdout.write(json.dumps(outcome))
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
