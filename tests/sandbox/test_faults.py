from __future__ import annotations

import http.client
import threading
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor import Client
from netvisor.errors import (
    AuthenticationFailed,
    DuplicateData,
    InvalidData,
    InvalidDataSize,
    NetvisorError,
    OutcomeUnknown,
    PeriodLocked,
    RequestNotUnique,
    Retry,
    ServiceAccessError,
    SetupError,
    SystemMaintenance,
    TechnicalError,
    UnknownRefusal,
    UnreadableReply,
)
from netvisor.resources import customers
from netvisor.sandbox import Sandbox

from .conftest import Caller, customer

ADD = customers.add_customer(customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Oy")))


def stored(sandbox: Sandbox) -> int:
    return len(sandbox.books["1234567-8"].customers)


def error_of(sandbox: Sandbox, call: Any = ADD, **fault: Any) -> NetvisorError:
    sandbox.fail_next(**fault)
    with Client(sandbox.credentials, base_url=sandbox.url, pauses=()) as client:
        with pytest.raises(NetvisorError) as caught:
            client.send(call)
        # The connection is usable again, or another one is taken.
        client.send(customers.list_customers())
    return caught.value


@pytest.mark.parametrize(("after", "count"), [("arrival", 0), ("storing", 1)])
@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("drop connection", OutcomeUnknown), ("half answer", OutcomeUnknown), ("html", UnreadableReply),
        ("empty", UnreadableReply), ("technical error", TechnicalError),
    ],
)  # fmt: skip
def test_after_a_fault_the_client_does_not_know_and_must_read_back(
    sandbox: Sandbox, after: str, count: int, how: str, error: type[NetvisorError]
) -> None:
    caught = error_of(sandbox, after=after, how=how)
    assert type(caught) is error
    assert caught.retry is Retry.READ_BACK
    assert stored(sandbox) == count


def test_maintenance_says_that_nothing_was_stored(sandbox: Sandbox) -> None:
    caught = error_of(sandbox, how="maintenance")
    assert type(caught) is SystemMaintenance
    assert caught.retry is Retry.LATER
    assert stored(sandbox) == 0


@pytest.mark.parametrize(
    ("category", "error"),
    [
        ("AUTHENTICATION_FAILED", AuthenticationFailed), ("INVALID_DATA", InvalidData),
        ("INVALID_DATA_SIZE", InvalidDataSize), ("DUPLICATE_DATA", DuplicateData),
        ("REQUEST_NOT_UNIQUE", RequestNotUnique), ("PERIOD_LOCK", PeriodLocked),
        ("SERVICE_ACCESS_ERROR", ServiceAccessError), ("SYSTEM_MAINTANANCE", SystemMaintenance),
        ("TECHNICAL_ERROR", TechnicalError), ("BRAND_NEW", UnknownRefusal),
    ],
)  # fmt: skip
def test_every_category_can_be_asked_for(sandbox: Sandbox, category: str, error: type[NetvisorError]) -> None:
    caught = error_of(sandbox, how="refuse", category=category, text="because")
    assert type(caught) is error
    assert str(caught).startswith(f"{category} :: because")
    assert stored(sandbox) == 0


def test_a_fault_waits_for_the_call_of_its_resource(caller: Caller) -> None:
    caller.sandbox.fail_next(how="technical error", resource="GetCustomer", times=2)
    assert caller.send("customerlist.nv").statuses == ["OK"]
    for _ in range(2):
        assert caller.send("getcustomer.nv", id=1).refusal.startswith("TECHNICAL_ERROR :: Sandbox: ")
    assert "Customer not found" in caller.send("getcustomer.nv", id=1).refusal
    assert len(caller.sandbox.faults) == 0


def test_faults_can_be_forgotten(caller: Caller) -> None:
    caller.sandbox.fail_next(how="technical error")
    caller.sandbox.faults.clear()
    assert caller.send("customerlist.nv").statuses == ["OK"]


def test_a_dropped_call_is_in_the_log(caller: Caller) -> None:
    caller.sandbox.fail_next(after="storing")
    with pytest.raises(http.client.RemoteDisconnected):
        caller.send("customer.nv", customer(name="A"), method="add")
    logged = caller.sandbox.calls[-1]
    assert (logged.outcome, logged.status, logged.stored) == ("dropped", 0, True)
    assert logged.because == "a fault was asked for: drop connection after storing"


def test_a_half_answer_breaks_in_the_middle_of_its_length(caller: Caller) -> None:
    caller.sandbox.fail_next(after="storing", how="half answer")
    with pytest.raises(http.client.IncompleteRead) as caught:
        caller.send("customer.nv", customer(name="A"), method="add")
    assert caught.value.partial.startswith(b"<?xml")
    assert caller.sandbox.calls[-1].outcome == "damaged"


def test_a_page_can_stand_in_the_place_of_an_answer(caller: Caller) -> None:
    caller.sandbox.fail_next(how="html", text="<html>busy</html>")
    got = caller.send("customerlist.nv")
    assert (got.http_status, got.body) == (503, b"<html>busy</html>")


def test_an_id_counts_as_used_when_the_connection_drops_after_storing() -> None:
    with Sandbox(id_noted="success") as sandbox:
        caller = Caller(sandbox, headers={"X-Netvisor-Authentication-TransactionId": "once"})
        sandbox.fail_next(after="arrival")
        sandbox.fail_next(after="storing")
        body = customer(name="A")
        for _ in range(2):
            with pytest.raises(http.client.RemoteDisconnected):
                caller.send("customer.nv", body, method="add")
        assert caller.send("customer.nv", body, method="add").refusal.startswith("REQUEST_NOT_UNIQUE")
        assert stored(sandbox) == 1


def test_a_delayed_call_keeps_its_company_busy_and_ends_with_the_sandbox(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = Caller(sandbox)
    delayed, wait = threading.Event(), sandbox.app.stopping.wait

    def seen(seconds: float) -> bool:
        delayed.set()
        return wait(seconds)

    monkeypatch.setattr(sandbox.app.stopping, "wait", seen)
    sandbox.fail_next(how="delay", seconds=3600)
    target = "/customerlist.nv"
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
    connection.request("GET", target, headers=caller.signed(target))
    assert delayed.wait(30)
    assert "is under way" in caller.send("customerlist.nv").refusal
    sandbox.stop()
    connection.close()
    assert sandbox.calls[-1].because == "a fault was asked for: delay after arrival"


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ({"how": "maintenance", "after": "storing"}, "nothing was stored"),
        ({"how": "explode"}, "how 'explode' is not among drop connection, half answer"),
        ({"after": "lunch"}, "after 'lunch' is not among arrival, storing"),
        ({"how": "refuse"}, "needs category"),
        ({"how": "delay"}, "needs seconds"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(sandbox: Sandbox, fault: dict[str, Any], text: str) -> None:
    with pytest.raises(SetupError, match=text):
        sandbox.fail_next(**fault)
    assert len(sandbox.faults) == 0
