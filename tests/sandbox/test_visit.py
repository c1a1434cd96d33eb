"""The way of a call through the sandbox: what it becomes in the log, and how few rooms it goes through."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from netvisor.sandbox import Sandbox

from .conftest import Caller, customer
from .stays import stays

PREFIX = "X-Netvisor-Authentication-"
GOOD = customer(name="A")


def test_an_unknown_resource_answers_404_without_a_root(caller: Caller) -> None:
    got = caller.send("nothing.nv")
    assert got.http_status == 404
    assert b"<Root" not in got.body
    assert caller.sandbox.calls[-1].outcome == "unknown resource"
    assert caller.sent("GET", "/").http_status == 404


@pytest.mark.parametrize(
    ("name", "because"),
    [
        ("customr.nv", "no resource 'customr.nv' is declared; did you mean customer.nv?"),
        ("customerlist", "the name of the resource ends in .nv: customerlist.nv"),
    ],
)
def test_the_log_tells_what_an_unknown_resource_was_perhaps_meant_to_be(
    caller: Caller, name: str, because: str
) -> None:
    caller.send(name)
    assert caller.sandbox.calls[-1].because == because


def test_without_the_header_every_answer_is_200(caller: Caller) -> None:
    caller.headers[PREFIX + "UseHTTPResponseStatusCodes"] = None
    assert caller.send("getcustomer.nv", id=5).http_status == 200
    assert caller.send("nothing.nv").http_status == 200


def test_http_status_codes_can_be_made_the_only_behaviour() -> None:
    with Sandbox(always_http_status=True) as sandbox:
        caller = Caller(sandbox, headers={PREFIX + "UseHTTPResponseStatusCodes": None})
        assert caller.send("getcustomer.nv", id=5).http_status == 400


def test_a_wrong_verb_is_refused(caller: Caller) -> None:
    assert "customerlist.nv requires GET, not POST" in caller.send("customerlist.nv", verb="POST").refusal
    assert "customer.nv requires POST, not GET" in caller.send("customer.nv", method="add").refusal


def test_the_log_holds_no_mac_and_no_key(caller: Caller) -> None:
    caller.send("customer.nv", customer(name="A"), method="add")
    logged = repr(caller.sandbox.calls[-1])
    keys = caller.sandbox.credentials
    assert keys.customer_key.reveal() not in logged
    assert keys.partner_key.reveal() not in logged
    assert caller.sandbox.calls[-1].headers["x-netvisor-authentication-mac"] == "***"


def test_a_post_enters_few_rooms_and_the_application_three_times(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller.send("customer.nv", customer(name="first"), method="add")
    with stays(monkeypatch) as entered:
        assert caller.send("customer.nv", GOOD, method="add").key == 2
    assert entered.count("app") == 3, " > ".join(entered)
    assert len(entered) <= 44, " > ".join(entered)


def test_a_room_that_is_left_and_entered_again_is_counted_again(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    with stays(monkeypatch) as entered:
        caller.send("nothing.nv")
    assert [room for room in entered if room in {"app", "visit"}] == ["app", "app", "visit", "app", "visit"]


def test_the_setting_for_identifiers_holds_for_the_whole_visit() -> None:
    with Sandbox(overlapping="wait") as sandbox, ThreadPoolExecutor(1) as thread:
        caller = Caller(sandbox)
        with sandbox.busy():
            waiting = thread.submit(lambda: caller.send("customer.nv", GOOD, method="add"))
            until = time.monotonic() + 30
            while not sandbox.app.company_locks._locks[caller.company].waiting:
                assert time.monotonic() < until
            # The identifier was noted on arrival; noted once more, it would be refused as used.
            sandbox.faults.id_noted = "success"
        assert waiting.result(timeout=30).key == 1
