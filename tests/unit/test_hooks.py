"""What hooks are told of calls: an event before and one after each attempt, and never a secret."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from netvisor.aio import AsyncClient
from netvisor.client.client import Client
from netvisor.client.events import AttemptEnded, AttemptStarted, CallEvent
from netvisor.errors import (
    CompanyBusy,
    InvalidData,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    Retry,
    SetupError,
    TechnicalError,
)
from netvisor.protocol.call import Call
from netvisor.resources import customers
from netvisor.sandbox import Sandbox
from tests.unit.wire import free_port

COMPANY = "1234567-8"
LIST = customers.list_customers(keyword="Virtanen")


def add(name: str = "Matti Virtanen") -> Call[Any]:
    base = customers.CustomerBaseInformation(name=name)
    return customers.add_customer(customers.Customer(customer_base_information=base))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(companies=[COMPANY]) as running:
        yield running


def sends(sandbox: Sandbox, work: Callable[[Client], object], **settings: Any) -> None:
    made: dict[str, Any] = {"base_url": sandbox.url, "pauses": (0.0, 0.0), "sleep": lambda _: None} | settings
    with Client(sandbox.credentials, **made) as client:
        work(client)


def told(sandbox: Sandbox, work: Callable[[Client], object], **settings: Any) -> list[CallEvent]:
    events: list[CallEvent] = []
    sends(sandbox, work, on_call=events.append, **settings)
    return events


def ended(events: list[CallEvent]) -> list[AttemptEnded]:
    return [event for event in events if isinstance(event, AttemptEnded)]


def test_a_call_is_told_before_and_after(sandbox: Sandbox) -> None:
    before, after = told(sandbox, lambda client: client.send(add(), transaction_id="id-1"))
    assert before == AttemptStarted(
        call_number=before.call_number,
        attempt=1,
        resource="customer.nv",
        company=COMPANY,
        transaction_id="id-1",
        http="POST",
        writes=True,
        base_url=sandbox.url,
    )
    assert isinstance(after, AttemptEnded)
    assert (after.call_number, after.attempt, after.transaction_id) == (before.call_number, 1, "id-1")
    assert (after.outcome, after.error_class, after.retry, after.retried_after) == ("OK", None, None, None)
    assert after.status == 200
    assert after.bytes_sent == len(add().written.encode().bytes())  # type: ignore[union-attr]  # it has a message
    assert after.bytes_received > 100
    assert after.duration > 0
    assert after.waited >= 0


def test_each_attempt_of_a_read_is_told_with_its_own_id(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="technical error")
    sandbox.fail_next(how="drop connection")
    events = told(sandbox, lambda client: client.send(LIST))
    assert [(type(event), event.attempt) for event in events] == [
        (kind, attempt) for attempt in (1, 2, 3) for kind in (AttemptStarted, AttemptEnded)
    ]
    first, second, third = ended(events)
    assert (first.outcome, first.error_class, first.retry) == ("TECHNICAL_ERROR", TechnicalError, Retry.NOW)
    assert (second.outcome, second.error_class, second.status) == ("OutcomeUnknown", OutcomeUnknown, None)
    assert (third.outcome, third.error_class) == ("OK", None)
    assert [each.retried_after for each in (first, second, third)] == [0.0, 0.0, None]
    assert len({event.call_number for event in events}) == 1
    assert len({event.transaction_id for event in events}) == 3


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"how": "refuse", "category": "INVALID_DATA", "text": "no"}, InvalidData),
        ({"how": "half answer"}, OutcomeUnknown),
    ],
)
def test_a_failed_write_is_told_once(sandbox: Sandbox, fault: dict[str, Any], error: type[NetvisorError]) -> None:
    sandbox.fail_next(**fault)
    events: list[CallEvent] = []
    with pytest.raises(error):
        sends(sandbox, lambda client: client.send(add()), on_call=events.append)
    (after,) = ended(events)
    assert after.error_class is error
    assert after.retry is error.retry


def test_a_call_that_cannot_be_sent_is_told_too(sandbox: Sandbox) -> None:
    events: list[CallEvent] = []
    address = f"http://127.0.0.1:{free_port()}/"
    with pytest.raises(NotSent):
        sends(sandbox, lambda client: client.send(add()), on_call=events.append, base_url=address)
    (after,) = ended(events)
    assert (after.outcome, after.status, after.bytes_received) == ("NotSent", None, 0)


def test_a_call_that_never_had_its_turn_is_told_with_the_time_it_waited(sandbox: Sandbox) -> None:
    events: list[CallEvent] = []

    def within(client: Client) -> None:
        with client.stream(customers.list_customers()) as _, pytest.raises(CompanyBusy):
            client.send(add("Ab"))

    sends(sandbox, lambda client: client.send(add("Oy")))
    sends(sandbox, within, on_call=events.append, turn_timeout=0.05)
    busy = [event for event in ended(events) if event.error_class is CompanyBusy]
    assert [(event.outcome, event.duration, event.status) for event in busy] == [("CompanyBusy", 0.0, None)]


def test_a_stream_is_told_when_it_ends(sandbox: Sandbox) -> None:
    events: list[CallEvent] = []

    def work(client: Client) -> None:
        with client.stream(customers.list_customers()) as listed:
            next(listed)
            assert [type(event) for event in events] == [AttemptStarted]
            list(listed)
        assert [event.outcome for event in ended(events)] == ["OK"]
        with client.stream(customers.list_customers()) as listed:
            next(listed)
        assert [event.outcome for event in ended(events)] == ["OK", "closed early"]
        sandbox.fail_next(how="technical error")
        list(client.stream(customers.list_customers()))
        assert [event.outcome for event in ended(events)][2:] == ["TECHNICAL_ERROR", "OK"]

    for name in ("Oy", "Ab"):
        sends(sandbox, lambda client, name=name: client.send(add(name)))  # type: ignore[misc]
    sends(sandbox, work, on_call=events.append)
    assert len(events) == 8


def test_an_interrupted_call_is_told_as_aborted(sandbox: Sandbox) -> None:
    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    sandbox.fail_next(how="technical error")
    events: list[CallEvent] = []
    with pytest.raises(KeyboardInterrupt):
        sends(sandbox, lambda client: client.send(LIST), on_call=events.append, sleep=interrupted)
    (after,) = ended(events)
    assert (after.outcome, after.retried_after) == ("TECHNICAL_ERROR", None)


def test_events_hold_no_key_no_parameter_and_no_body(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="refuse", category="INVALID_DATA", text="Matti Virtanen is unknown")
    events: list[CallEvent] = []

    def work(client: Client) -> None:
        with pytest.raises(InvalidData):
            client.send(add())
        client.send(LIST)

    sends(sandbox, work, on_call=events.append)
    assert len(events) == 4
    shown = repr(events)
    assert "Virtanen" not in shown
    for secret in (sandbox.credentials.customer_key, sandbox.credentials.partner_key):
        assert secret.reveal() not in shown


def test_a_hook_that_fails_loses_no_answer_and_keeps_no_other_hook_from_being_told(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(event: CallEvent) -> None:
        raise ValueError("broken hook")

    events: list[CallEvent] = []
    results: list[Any] = []
    sends(sandbox, lambda client: results.append(client.send(add())), on_call=[fails, events.append])
    assert results[0].netvisor_key == 1
    assert len(events) == 2
    failed = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(failed) == 2
    assert "failed at AttemptStarted of customer.nv" in failed[0].getMessage()
    assert failed[0].exc_info is not None


def test_a_hook_is_told_outside_the_turn_so_it_may_call_the_service(sandbox: Sandbox) -> None:
    listed: list[int] = []

    def looks(event: CallEvent) -> None:
        if event.resource == "customer.nv":
            with Client(sandbox.credentials, base_url=sandbox.url) as other:
                listed.append(len(other.send(customers.list_customers())))

    sends(sandbox, lambda client: client.send(add()), on_call=looks, turn_timeout=1)
    assert listed == [0, 1]


def test_hooks_of_an_asynchronous_client_are_told_the_same(sandbox: Sandbox) -> None:
    async def scene() -> list[CallEvent]:
        events: list[CallEvent] = []
        settings: dict[str, Any] = {"base_url": sandbox.url, "pauses": (0.0,), "on_call": events.append}
        async with AsyncClient(sandbox.credentials, **settings) as client:
            await client.send(add())
            sandbox.fail_next(how="technical error")
            await client.send(LIST)
            assert len([each async for each in client.stream(LIST)]) == 1
        return events

    events = asyncio.run(scene())
    assert [event.outcome for event in ended(events)] == ["OK", "TECHNICAL_ERROR", "OK", "OK"]
    assert [event.attempt for event in ended(events)] == [1, 1, 2, 1]
    assert len(events) == 8


@pytest.mark.parametrize("hook", ["log", 5, [print, None]])
def test_what_is_no_hook_is_refused(sandbox: Sandbox, hook: Any) -> None:
    with pytest.raises(SetupError, match="on_call must be a function that takes an event, or a list of such, not"):
        Client(sandbox.credentials, on_call=hook)
