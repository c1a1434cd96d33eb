"""The control address: faults by HTTP, for whoever the sandbox's own machine trusts."""

from __future__ import annotations

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from netvisor.sandbox import Sandbox

from .conftest import Caller


def ask(
    sandbox: Sandbox, http_method: str, path: str, content: Any = None, **headers: str | None
) -> tuple[int, dict[str, Any]]:
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
    try:
        body = content if isinstance(content, bytes) else None if content is None else json.dumps(content).encode()
        named = {"content_type": "application/json", **headers}
        said = {name.replace("_", "-"): value for name, value in named.items() if value is not None}
        connection.request(http_method, path, body, said)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def test_a_fault_is_asked_for_in_its_short_form(caller: Caller) -> None:
    status, told = ask(caller.sandbox, "POST", "/control/faults", {"fault": "technical-error,resource=customerlist"})
    assert (status, told["number"], told["times"]) == (201, 1, 1)
    assert told["fault"] == "technical-error,resource=customerlist.nv"
    assert caller.send("customerlist.nv").refusal.startswith("TECHNICAL_ERROR")
    assert caller.send("customerlist.nv").statuses == ["OK"]


def test_a_fault_is_asked_for_by_its_settings(caller: Caller) -> None:
    given = {"how": "refuse", "category": "PERIOD_LOCK", "times": 2, "chance": 1, "resource": None, "text": "closed"}
    assert ask(caller.sandbox, "POST", "/control/faults", given)[0] == 201
    assert caller.send("customerlist.nv").refusal == "PERIOD_LOCK :: closed"
    (left,) = ask(caller.sandbox, "GET", "/control/faults")[1]["faults"]
    assert (left["times"], left["how"], left["after"]) == (1, "refuse", "arrival")


def test_faults_are_forgotten_one_by_one_or_all(sandbox: Sandbox) -> None:
    for text in ("html", "empty", "drop"):
        sandbox.faults.add(how="html", text=text)
    status, told = ask(sandbox, "DELETE", "/control/faults/2")
    assert (status, [fault["text"] for fault in told["faults"]]) == (200, ["html", "drop"])
    assert ask(sandbox, "DELETE", "/control/faults/2") == (404, {"error": "no fault 2 waits"})
    assert ask(sandbox, "DELETE", "/control/faults")[1]["faults"] == []


def test_settings_of_which_one_is_wrong_change_nothing(sandbox: Sandbox) -> None:
    assert ask(sandbox, "POST", "/control/settings", {"latency": "0.2", "id_noted": "sucess"})[0] == 400
    assert sandbox.faults.latency is None


def test_settings_change_while_it_runs(sandbox: Sandbox) -> None:
    status, told = ask(sandbox, "POST", "/control/settings", {"latency": "50%=0 100%=0", "id_noted": "success"})
    assert (status, told) == (200, {"faults": [], "latency": "50%=0 100%=0", "id_noted": "success"})
    assert sandbox.faults.id_noted == "success"
    told = ask(sandbox, "POST", "/control/settings", {"latency": None, "seed": 3})[1]
    assert told["latency"] is None


@pytest.mark.parametrize(
    ("path", "content", "wrong"),
    [
        ("faults", {"how": "explode"}, "how must be one of"),
        ("faults", {"fault": "html", "times": 2}, "one text, or as settings by name"),
        ("faults", {"how": ["html"]}, "must be one of"),
        ("faults", {}, None),
        ("faults", ["html"], "not a JSON object"),
        ("faults", b"html", "not JSON: "),
        ("faults", b"[" * 100_000, "not JSON: "),
        ("faults", b'{"how": "html", "text": "\\ud800"}', "contains half of a character"),
        ("faults", b'{"fault": "html,text=\\udfff"}', "contains half of a character"),
        ("faults", b'{"how": "html", "company": "\\ud800"}', "contains half of a character"),
        ("faults", b'{"how": "\\ud800"}', "how must be one of"),
        ("faults", b'{"\\ud800": "x"}', "unknown fault setting"),
        ("settings", b'{"id_noted": "\\ud800"}', "id_noted"),
        ("settings", {"speed": 3}, "there is no setting 'speed'; there are id_noted, latency, seed"),
        ("settings", {"seed": "x"}, "seed 'x': expected a whole number"),
        ("settings", {"latency": "fast"}, "the latency profile 'fast'"),
        ("settings", {"id_noted": []}, "id_noted"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_told(sandbox: Sandbox, path: str, content: Any, wrong: str | None) -> None:
    status, told = ask(sandbox, "POST", f"/control/{path}", content)
    if wrong is None:
        assert (status, told["how"]) == (201, "drop connection")
    else:
        assert status == 400
        assert wrong in told["error"]
        assert len(sandbox.faults) == 0
        assert ask(sandbox, "GET", "/control/faults")[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("PUT", "faults", 405), ("GET", "settings", 405), ("GET", "nothing", 404), ("DELETE", "faults/x", 404)],
)
def test_an_address_that_is_none_names_those_that_are(sandbox: Sandbox, method: str, path: str, status: int) -> None:
    got, told = ask(sandbox, method, f"/control/{path}", {})
    assert got == status
    assert "POST /control/settings" in told["error"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "attacker.example"}, 421),
        ({"Origin": "http://attacker.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": None}, 415),
    ],
)
def test_a_page_of_somebody_else_cannot_ask_for_faults(
    sandbox: Sandbox, headers: dict[str, str | None], status: int
) -> None:
    assert ask(sandbox, "POST", "/control/faults", {"fault": "html"}, **headers)[0] == status
    assert len(sandbox.faults) == 0


def test_the_control_address_is_no_call_and_hides_no_resource(caller: Caller) -> None:
    ask(caller.sandbox, "GET", "/control/faults")
    assert len(caller.sandbox.calls) == 0
    assert caller.sent("GET", "/control/customerlist.nv").statuses == ["OK"]
