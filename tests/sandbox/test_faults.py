from __future__ import annotations

import http.client
import re
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

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
from netvisor.sandbox.faults.faults import HOW, Fault
from netvisor.sandbox.faults.latency import Latency
from netvisor.sandbox.faults.text_form import fault_from_text, text_of_fault

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
        ("drop connection", OutcomeUnknown),
        ("half answer", OutcomeUnknown),
        ("html", UnreadableReply),
        ("empty", UnreadableReply),
        ("technical error", TechnicalError),
    ],
)
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
        ("AUTHENTICATION_FAILED", AuthenticationFailed),
        ("INVALID_DATA", InvalidData),
        ("INVALID_DATA_SIZE", InvalidDataSize),
        ("DUPLICATE_DATA", DuplicateData),
        ("REQUEST_NOT_UNIQUE", RequestNotUnique),
        ("PERIOD_LOCK", PeriodLocked),
        ("SERVICE_ACCESS_ERROR", ServiceAccessError),
        ("SYSTEM_MAINTANANCE", SystemMaintenance),
        ("TECHNICAL_ERROR", TechnicalError),
        ("BRAND_NEW", UnknownRefusal),
    ],
)
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


def test_a_fault_may_name_its_resource_by_another_name_of_it(sandbox: Sandbox) -> None:
    fault = sandbox.fail_next(resource="changeuseraccessrightvalidity")
    assert fault.resource == "changeuseraccessrightsvalidity.nv"


def test_a_fault_of_a_resource_that_is_none_would_never_come_and_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(SetupError, match=r"no resource 'custmer' is declared; did you mean customer\.nv"):
        sandbox.fail_next(resource="custmer")
    with pytest.raises(SetupError, match=r"did you mean customer\.nv"):
        fault_from_text("html,resource=custmer")


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


@pytest.mark.parametrize("forbidden", ["&#x2;", "\x02", "&#xFFFE;"])
def test_an_answer_can_hold_what_xml_forbids(caller: Caller, forbidden: str) -> None:
    key = caller.send("customer.nv", customer(name="Oy A &amp;"), method="add").key
    caller.sandbox.fail_next(how="forbidden character", text="" if forbidden == "&#x2;" else forbidden)
    body = caller.send("getcustomer.nv", id=key).body.decode()
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(body.encode())
    assert caller.sandbox.calls[-1].outcome == "damaged"
    whole = caller.send("getcustomer.nv", id=key).body.decode()
    assert body.replace(forbidden, "").partition("TimeStamp")[0] == whole.partition("TimeStamp")[0]
    assert f"Oy A &amp;{forbidden}</Name>" in body


def test_an_answer_without_a_text_holds_it_behind_the_envelope(caller: Caller) -> None:
    caller.sandbox.fail_next(how="forbidden character", after="storing")
    got = caller.send("customer.nv", customer(name="Oy"), method="add")
    assert b"</ResponseStatus>&#x2;<Replies>" in got.body
    assert stored(caller.sandbox) == 1


@pytest.mark.parametrize(("seconds", "header"), [(0, "1"), (2.5, "3"), (120, "120")])
def test_too_many_requests_come_with_the_time_to_wait(caller: Caller, seconds: float, header: str) -> None:
    caller.headers["X-Netvisor-Authentication-UseHTTPResponseStatusCodes"] = None
    caller.sandbox.fail_next(how="too many requests", seconds=seconds)
    got = caller.send("customer.nv", customer(name="Oy"), method="add")
    assert (got.http_status, got.headers["Retry-After"]) == (429, header)
    assert b"429 Too Many Requests" in got.body
    assert stored(caller.sandbox) == 0
    assert caller.sandbox.calls[-1].status == 429
    with pytest.raises(SetupError, match="says that nothing was stored"):
        caller.sandbox.fail_next(how="too many requests", after="storing")


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


def test_a_fault_after_storing_waits_until_something_is_stored(caller: Caller) -> None:
    caller.sandbox.fail_next(after="storing", how="technical error")
    assert caller.send("customerlist.nv").statuses == ["OK"]
    assert caller.send("customer.nv", b"<root></root>", method="add").refusal.startswith("INVALID_DATA")
    assert len(caller.sandbox.faults) == 1
    assert caller.send("customer.nv", customer(name="A"), method="add").refusal.startswith("TECHNICAL_ERROR")
    assert stored(caller.sandbox) == 1
    assert len(caller.sandbox.faults) == 0


def test_a_fault_that_is_given_back_keeps_its_place_and_its_times(caller: Caller) -> None:
    first = caller.sandbox.fail_next(after="storing", how="technical error", times=2)
    caller.sandbox.fail_next(how="html")
    assert caller.send("customer.nv", b"<root></root>", method="add").refusal.startswith("INVALID_DATA")
    waiting = list(caller.sandbox.faults)
    assert [(fault.number, fault.times) for fault in waiting] == [(1, 2), (2, 1)]
    assert waiting[0] == first


def test_midway_the_connection_is_gone_before_the_write_is_there(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = Caller(sandbox)
    gone, go_on = threading.Event(), threading.Event()

    def wait(seconds: float) -> bool:
        assert seconds == 60
        gone.set()
        return go_on.wait(30)

    monkeypatch.setattr(sandbox.app.stopping, "wait", wait)
    sandbox.fail_next(after="midway", seconds=60)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        caller.send("customer.nv", customer(name="A"), method="add")
    assert gone.wait(30)
    # The client looks too early: its write is still under way.
    assert stored(sandbox) == 0
    assert "is under way" in caller.send("customerlist.nv").refusal
    go_on.set()
    sandbox.stop()
    (dropped,) = [call for call in sandbox.calls if call.outcome == "dropped"]
    assert (dropped.stored, dropped.because) == (True, "a fault was asked for: drop connection while storing")


def test_midway_the_write_is_stored_at_last(tmp_path: Path) -> None:
    with Sandbox(db=tmp_path / "books.sqlite") as sandbox:
        sandbox.fail_next(after="midway")
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            Caller(sandbox).send("customer.nv", customer(name="A"), method="add")
    with Sandbox(db=tmp_path / "books.sqlite") as again:
        assert stored(again) == 1


def test_midway_a_refused_call_is_answered_and_the_fault_waits(caller: Caller) -> None:
    body = customer(internalidentifier="1", name="A")
    caller.send("customer.nv", body, method="add")
    caller.sandbox.fail_next(after="midway")
    assert "Asiakaskoodi" in caller.send("customer.nv", body, method="add").refusal
    assert len(caller.sandbox.faults) == 1
    assert stored(caller.sandbox) == 1


@pytest.mark.parametrize("after", ["arrival", "storing"])
def test_slow_bytes_come_one_after_the_other_over_the_time_asked_for(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, after: Any
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(caller.sandbox.app.stopping, "wait", waited.append)
    caller.sandbox.fail_next(after=after, how="slow bytes", seconds=30)
    assert caller.send("customer.nv", customer(name="A"), method="add").key == 1
    assert len(waited) > 20
    assert sum(waited) == pytest.approx(30)


def test_a_fault_is_meant_for_a_company(sandbox: Sandbox) -> None:
    sandbox.fail_next(how="technical error", company="7654321-2")
    assert Caller(sandbox).send("customerlist.nv").statuses == ["OK"]
    assert Caller(sandbox, company="7654321-2").send("customerlist.nv").refusal.startswith("TECHNICAL_ERROR")


def pattern(seed: int) -> list[str]:
    with Sandbox(faults=["technical-error,chance=30%"], fault_seed=seed) as sandbox:
        caller = Caller(sandbox)
        for _ in range(60):
            caller.send("customerlist.nv")
        assert len(sandbox.faults) == 1
        return [call.outcome for call in sandbox.calls]


def test_chance_follows_its_seed() -> None:
    first = pattern(7)
    assert first == pattern(7)
    assert first != pattern(8)
    assert 5 < first.count("refused") < 35


def test_chance_can_begin_anew_while_it_runs(caller: Caller) -> None:
    faults = caller.sandbox.faults
    faults.add(how="technical error", chance=0.5, times=None)
    seen = []
    for _ in range(2):
        faults.seed(3)
        seen.append([caller.send("customerlist.nv").statuses[0] for _ in range(20)])
    assert seen[0] == seen[1]
    assert set(seen[0]) == {"OK", "FAILED"}


def test_calls_take_the_time_of_the_latency_profile(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr(caller.sandbox.app.stopping, "wait", waited.append)
    caller.sandbox.faults.latency = Latency.from_text("50%=0.1 95%=0.8 100%=3")
    for _ in range(100):
        assert caller.send("customerlist.nv").statuses == ["OK"]
    assert len(waited) == 100
    assert 0.1 <= min(waited) <= max(waited) <= 3
    assert 30 <= sum(seconds <= 0.1 for seconds in waited) <= 70
    assert any(seconds > 0.8 for seconds in waited)


def test_a_sandbox_takes_its_time_from_the_start() -> None:
    with Sandbox(latency="0.02") as sandbox:
        Caller(sandbox).send("customerlist.nv")
        assert sandbox.calls[-1].duration >= 0.02


@pytest.mark.parametrize(("share", "seconds"), [(0.0, 0.1), (0.5, 0.1), (0.75, 1.05), (1.0, 2.0)])
def test_a_latency_profile_rises_evenly_between_its_points(share: float, seconds: float) -> None:
    assert Latency.from_text("50%=0.1,100%=2").seconds(share) == pytest.approx(seconds)
    assert str(Latency.from_text("50%=0.1,100%=2")) == "50%=0.1 100%=2"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "fast",
        "50%=1",
        "50%=2 100%=1",
        "0%=1 100%=2",
        "100%=-1",
        "100%=nan",
        "-1",
        "1e9",
        "50%=1 50%=2 100%=3",
        "50%=1=2 100%=3",
    ],
)
def test_what_is_no_latency_profile_is_refused(text: str) -> None:
    with pytest.raises(SetupError, match="latency profile"):
        Sandbox(latency=text)


def test_when_an_id_counts_as_used_can_be_changed_while_it_runs(sandbox: Sandbox) -> None:
    caller = Caller(sandbox, headers={"X-Netvisor-Authentication-TransactionId": "once"})
    sandbox.faults.id_noted = "success"
    assert caller.send("getcustomer.nv", id=5).refusal.startswith("INVALID_DATA")
    sandbox.faults.id_noted = "arrival"
    assert caller.send("getcustomer.nv", id=5).refusal.startswith("INVALID_DATA")
    assert caller.send("getcustomer.nv", id=5).refusal.startswith("REQUEST_NOT_UNIQUE")
    with pytest.raises(SetupError, match="id_noted must be one of arrival, success, not 'never'"):
        sandbox.faults.id_noted = "never"  # type: ignore[assignment]  # that it is refused is the test


@given(
    st.builds(
        Fault,
        after=st.just("arrival"),
        how=st.sampled_from([how for how in HOW if how != "refuse"]),
        resource=st.none() | st.just("customer.nv"),
        company=st.none() | st.just("1234567-8"),
        chance=st.sampled_from([1.0, 0.5, 0.015]),
        times=st.none() | st.integers(1, 9),
        seconds=st.sampled_from([0.5, 2.0]),
        text=st.text("ab ,=äöü", max_size=8),
    )
)
def test_the_short_form_of_a_fault_says_all_of_it(fault: Fault) -> None:
    assert fault_from_text(text_of_fault(fault)) == fault


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("drop", Fault()),
        ("Drop-Connection,after=Storing", Fault(after="storing")),
        ("html,chance=5%", Fault(how="html", chance=0.05, times=None)),
        ("html,chance=0.05,times=2", Fault(how="html", chance=0.05, times=2)),
        ("delay, seconds=2, resource=Customer", Fault(how="delay", seconds=2, resource="customer.nv")),
        ("refuse,category=PERIOD_LOCK,text=no, never", Fault(how="refuse", category="PERIOD_LOCK", text="no, never")),
    ],
)
def test_the_short_form_of_a_fault_is_read(text: str, fault: Fault) -> None:
    assert fault_from_text(text) == fault


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "the fault '' does not begin with what happens; expected one of drop connection"),
        ("resource=customer", "how must be one of"),
        ("explode", "how must be one of"),
        ("drop,often", "'often' in the fault 'drop,often': expected name=value"),
        ("drop,chnace=5%", "a fault has no 'chnace'; perhaps chance; it has how, after"),
        ("drop,chance=often", "chance 'often' of a fault: expected a share such as 5%"),
        ("drop,times=twice", "times 'twice' of a fault: expected a whole number, or all"),
        ("delay,seconds=long", "seconds 'long' of a fault: expected a number"),
    ],
)
def test_what_is_no_short_form_is_refused_with_its_place(text: str, wrong: str) -> None:
    with pytest.raises(SetupError, match=re.escape(wrong)):
        Sandbox(faults=[text])


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ({"how": "maintenance", "after": "storing"}, "nothing was stored"),
        ({"how": "explode"}, "how must be one of drop connection, half answer"),
        ({"after": "lunch"}, "after must be one of arrival, midway, storing, not 'lunch'"),
        ({"how": "refuse"}, "needs category"),
        ({"how": "delay"}, "needs seconds"),
        ({"how": "slow bytes"}, "'slow bytes' needs seconds"),
        ({"how": "html", "after": "midway"}, "midway only the connection can drop"),
        ({"chance": 0}, "a chance of 0: expected more than 0"),
        ({"chance": float("nan")}, "a chance of nan"),
        ({"times": 0}, "times 0: expected 1 or more"),
        ({"how": "delay", "seconds": float("inf")}, "seconds inf: expected a number"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused(sandbox: Sandbox, fault: dict[str, Any], text: str) -> None:
    with pytest.raises(SetupError, match=text):
        sandbox.fail_next(**fault)
    assert len(sandbox.faults) == 0
