"""Timeout and retries of one call."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from netvisor.client.client import Client
from netvisor.errors import OutcomeUnknown, SetupError, TechnicalError
from netvisor.protocol.call import Call
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.unit.wire import OK, answer, serving, then_silent

LIST = customers.list_customers()
ADD: Call[Any] = customers.add_customer(
    customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Oy"))
)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


class Slept(list[float]):
    """The pauses of a client, which take no time."""


def client_of(sandbox: Sandbox, slept: Slept, **settings: Any) -> Client:
    made: dict[str, Any] = {"base_url": sandbox.url, "sleep": slept.append} | settings
    return Client(sandbox.credentials, **made)


@pytest.mark.parametrize(
    ("pauses", "retries", "slept"),
    [
        ((1.0, 2.0), None, [1.0, 2.0]),
        ((1.0, 2.0), 0, []),
        ((1.0, 2.0), 1, [1.0]),
        ((1.0, 2.0), 4, [1.0, 2.0, 2.0, 2.0]),
        ((), None, []),
        ((), 2, [0.5, 2.0]),
    ],
)
@pytest.mark.parametrize("streamed", [False, True])
def test_a_read_is_tried_again_as_often_as_its_sender_wants(
    sandbox: Sandbox, pauses: tuple[float, ...], retries: int | None, slept: list[float], streamed: bool
) -> None:
    sandbox.fail_next(how="technical error", times=None)
    made = Slept()
    with client_of(sandbox, made, pauses=pauses) as client:
        send: Any = (lambda *a, **k: list(client.stream(*a, **k))) if streamed else client.send
        with pytest.raises(TechnicalError):
            send(LIST, retries=retries)
    assert made == slept
    assert len(sandbox.calls) == len(slept) + 1


@pytest.mark.parametrize("retries", [-1, 1.5, True, "2"])
def test_a_number_of_retries_that_is_none_is_refused(sandbox: Sandbox, retries: Any) -> None:
    with client_of(sandbox, Slept()) as client:
        sends: list[Any] = [client.send, client.stream]
        for send in sends:
            with pytest.raises(SetupError, match="retries must be 0 or a positive whole number, not") as caught:
                send(LIST, retries=retries)
            assert (caught.value.resource, caught.value.company) == ("customerlist.nv", client.company)


def test_a_write_is_never_tried_again(sandbox: Sandbox) -> None:
    with client_of(sandbox, Slept()) as client:
        with pytest.raises(SetupError, match="retries=3 for a write, which is never repeated"):
            client.send(ADD, retries=3)
        with pytest.raises(SetupError, match="retries=1 with a transaction id, which only one request may have"):
            client.send(LIST, retries=1, transaction_id="id-1")
        assert len(sandbox.calls) == 0
        assert client.send(ADD, retries=0).netvisor_key == 1


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), "5", True])
def test_a_time_out_that_is_none_is_refused(sandbox: Sandbox, timeout: Any) -> None:
    with client_of(sandbox, Slept()) as client:
        sends: list[Any] = [client.send, client.stream, client.send_once]
        for send in sends:
            with pytest.raises(SetupError, match="timeout must be a positive number of seconds, not"):
                send(ADD if send == client.send_once else LIST, timeout=timeout)
    assert len(sandbox.calls) == 0


def test_a_time_out_of_a_call_is_its_deadline_and_not_that_of_others(sandbox: Sandbox) -> None:
    # The head of the answer comes, its end never does: the time ends all the same.
    with (
        serving(then_silent(answer(OK)[:-20])) as wire,
        Client(sandbox.credentials, base_url=wire.url, timeout=60, pauses=()) as client,
    ):
        sends: list[Any] = [client.send, lambda call, **options: list(client.stream(call, **options)), client.send_once]
        for send in sends:
            began = time.monotonic()
            with pytest.raises(OutcomeUnknown, match="timed out"):
                send(ADD if send == client.send_once else LIST, timeout=0.2)
            assert 0.15 < time.monotonic() - began < 10
        assert client.timeout == 60


def test_a_call_may_wait_longer_than_its_client(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="delay", seconds=0.3)
    with client_of(sandbox, Slept(), timeout=0.05) as client:
        assert client.send(LIST, timeout=20) == []
