from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client as WsgiClient

from netvisor import Client
from netvisor.errors import SetupError
from netvisor.resources import customers, endpoints
from netvisor.sandbox import Sandbox
from netvisor.sandbox.books.core.work import HANDLERS
from tests.regenerate.left import answers

from .conftest import Caller, customer


def test_it_starts_fast() -> None:
    Sandbox().start().stop()  # loads the modules
    best = 1.0
    for _ in range(5):
        started = time.perf_counter()
        sandbox = Sandbox().start()
        best = min(best, time.perf_counter() - started)
        sandbox.stop()
    assert best < 0.05


def test_nothing_is_left_when_it_stops() -> None:
    before = set(threading.enumerate())
    with Sandbox() as sandbox:
        # Two connections that are kept alive, one of them in the middle of a request.
        idle = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
        idle.request("GET", "/customerlist.nv")
        idle.getresponse().read()
        half = socket.create_connection((str(urlsplit(sandbox.url).hostname), int(urlsplit(sandbox.url).port or 0)))
        half.sendall(b"POST /customer.nv HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 100\r\n\r\n")
        assert half.recv(100).startswith(b"HTTP/1.1 100")
        half.sendall(b"<root>")
    assert set(threading.enumerate()) == before
    assert half.recv(1) == b""
    half.close()
    idle.close()


def test_a_connection_is_kept_alive(sandbox: Sandbox) -> None:
    caller = Caller(sandbox)
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
    used = set()
    for _ in range(3):
        connection.request("GET", "/customerlist.nv", headers=caller.signed("/customerlist.nv"))
        assert connection.sock is not None
        used.add(connection.sock.getsockname())
        assert b"<Status>OK</Status>" in connection.getresponse().read()
    connection.close()
    assert len(used) == 1


def test_a_body_in_chunks_is_read(sandbox: Sandbox) -> None:
    caller = Caller(sandbox)
    target = "/customer.nv?method=add"
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
    body = customer(name="Oy")
    connection.request("POST", target, iter([body[:20], body[20:]]), caller.signed(target), encode_chunked=True)
    assert b"<Status>OK</Status>" in connection.getresponse().read()
    connection.close()


def test_a_body_in_chunks_that_is_too_large_is_refused() -> None:
    with Sandbox(largest_body=50) as sandbox:
        caller = Caller(sandbox)
        target = "/customer.nv?method=add"
        connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
        blocks = iter([b"<root>"] * 100)
        connection.request("POST", target, blocks, caller.signed(target), encode_chunked=True)
        assert b"INVALID_DATA_SIZE" in connection.getresponse().read()
        connection.close()


def test_a_request_with_a_whole_address_is_read_as_one_to_a_proxy(sandbox: Sandbox) -> None:
    caller = Caller(sandbox)
    target = "/customerlist.nv?keyword=a"
    connection = http.client.HTTPConnection(urlsplit(sandbox.url).netloc, timeout=30)
    connection.request("GET", sandbox.url.rstrip("/") + target, headers=caller.signed(target))
    assert b"<Status>OK</Status>" in connection.getresponse().read()
    connection.close()


def test_a_client_that_waits_to_be_told_is_told_to_go_on(sandbox: Sandbox) -> None:
    address = urlsplit(sandbox.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=30) as raw:
        raw.sendall(b"POST /customer.nv HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 100 Continue")


def exchanged(sandbox: Sandbox, sent: bytes) -> bytes:
    """Everything that comes back until the sandbox closes the connection."""
    address = urlsplit(sandbox.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=30) as raw:
        raw.sendall(sent)
        return b"".join(iter(lambda: raw.recv(1 << 16), b""))


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ("Content-Length: many", "is not a length"),
        ("Content-Length: -1", "is not a length"),
        ("Content-Length: +4", "is not a length"),
        ("Content-Length: 4_0", "is not a length"),
        ("Content-Length: \N{ARABIC-INDIC DIGIT FIVE}", "is not a length"),
        (f"Content-Length: {'9' * 5000}", "is not a length"),
        ("Content-Length: 4\r\nContent-Length: 5", "several Content-Lengths"),
        ("Content-Length: 4, 5", "several Content-Lengths"),
        ("Content-Length: 4\r\nTransfer-Encoding: chunked", "beside a Transfer-Encoding"),
    ],
)
@pytest.mark.parametrize("target", ["/customer.nv?method=add", "/control/faults", "/faults"])
def test_a_body_whose_end_is_not_known_is_refused(sandbox: Sandbox, target: str, headers: str, why: str) -> None:
    second = "GET /books HTTP/1.1\r\nHost: localhost\r\n\r\n"
    sent = f"POST {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n\r\n{second}"
    answer = exchanged(sandbox, sent.encode())
    assert answer.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"\r\nConnection: close\r\n" in answer
    assert why in answer.decode()
    assert answer.count(b"HTTP/1.1") == 1, "what follows was taken for a request"


def test_two_equal_lengths_are_one(sandbox: Sandbox) -> None:
    body = customer(name="Oy")
    target = "/customer.nv?method=add"
    head = [f"{name}: {bytes(value).decode()}" for name, value in Caller(sandbox).signed(target).items()]  # type: ignore[arg-type]
    head += [f"Host: {urlsplit(sandbox.url).netloc}", "Connection: close", *[f"Content-Length: {len(body)}"] * 2]
    sent = "\r\n".join([f"POST {target} HTTP/1.1", *head, "", ""]).encode() + body
    assert b"<Status>OK</Status>" in exchanged(sandbox, sent)


@pytest.mark.parametrize("target", ["/customerlist.nv", "/nowhere.nv", "/", "/control/faults", "/nowhere"])
def test_the_answer_to_a_head_has_no_body(sandbox: Sandbox, target: str) -> None:
    answer = exchanged(sandbox, f"HEAD {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"\r\nContent-Length: " in head
    assert body == b""


@pytest.mark.parametrize(
    "host", ["attacker.example", "127.0.0.1.attacker.example:80", "[x", "isvapi.netvisor.fi.example"]
)
def test_a_call_under_a_foreign_name_is_not_answered(sandbox: Sandbox, host: str) -> None:
    caller = Caller(sandbox, hashed_url=f"http://{host}/customerlist.nv", headers={"Host": host})
    got = caller.send("customerlist.nv")
    assert got.http_status == 421
    assert b"Root" not in got.body
    assert len(sandbox.calls) == 0


@pytest.mark.parametrize(
    "host", ["localhost", "[::1]:80", "sandbox:8765", "integration.netvisor.fi", "Books.Example:80"]
)
def test_a_call_under_a_name_of_the_sandbox_is_answered(host: str) -> None:
    with Sandbox(host_names=["isvapi.netvisor.fi", "integration.netvisor.fi", "books.example"]) as sandbox:
        caller = Caller(sandbox, hashed_url=f"http://{host}/customerlist.nv", headers={"Host": host})
        assert caller.send("customerlist.nv").statuses == ["OK"]


@pytest.mark.parametrize(
    "head",
    [
        b"GET http://[x/customerlist.nv HTTP/1.1",
    ],
)
def test_a_request_that_is_no_http_closes_its_connection_only(sandbox: Sandbox, head: bytes) -> None:
    address = urlsplit(sandbox.url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=30) as raw:
        raw.sendall(head + b"\r\n\r\n")
        assert raw.recv(100) == b""
    assert Caller(sandbox).send("customerlist.nv").statuses == ["OK"]


def test_an_address_that_others_can_reach_must_be_allowed() -> None:
    with pytest.raises(SetupError, match=r"this machine only, not at 0\.0\.0\.0"):
        Sandbox(host="0.0.0.0")  # noqa: S104  # that it is refused is the test
    Sandbox(host="0.0.0.0", allow_remote=True)  # noqa: S104  # it is not started


def test_a_port_in_use_is_an_error_that_names_it() -> None:
    with Sandbox() as sandbox:
        port = int(urlsplit(sandbox.url).port or 0)
        with pytest.raises(SetupError, match=f"cannot listen at 127.0.0.1:{port}"):
            Sandbox(port=port).start()
    with pytest.raises(SetupError, match="cannot listen"):
        Sandbox(port=99999).start()


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "werkzeug", None)
    with pytest.raises(SetupError, match=r"netvisor-xml\[sandbox\]"):
        Sandbox()


def test_importing_the_package_loads_neither_werkzeug_nor_sqlite() -> None:
    code = "import sys, netvisor.sandbox; print('werkzeug' in sys.modules, 'sqlite3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own code
    assert done.stdout.split() == ["False", "False"]


def test_a_sandbox_that_does_not_run_says_so() -> None:
    sandbox = Sandbox()
    for look in ("url", "credentials", "books", "app"):
        with pytest.raises(SetupError, match="does not run"):
            getattr(sandbox, look)
    sandbox.stop()
    with sandbox:
        assert sandbox.url.startswith("http://127.0.0.1:")
        with pytest.raises(SetupError, match="runs already"):
            sandbox.start()


def test_the_credentials_are_the_same_for_every_sandbox_and_plainly_not_real() -> None:
    with Sandbox(["1234567-8"]) as one, Sandbox(["7654321-2", "1234567-8"], language="EN") as other:
        assert one.credentials.customer_key == other.credentials_for("1234567-8").customer_key
        assert one.credentials.customer_key.reveal().startswith("fa4e")
        assert other.credentials.organisation_id == "7654321-2"
        assert other.credentials.language == "EN"
        assert other.companies == ("7654321-2", "1234567-8")
        with pytest.raises(SetupError, match="has no company '1111111-1'; it has 1234567-8, 7654321-2"):
            other.credentials_for("1111111-1")


@pytest.mark.parametrize("companies", [[], ["1234567"], ["nothing"]])
def test_a_company_has_a_business_id(companies: list[str]) -> None:
    with pytest.raises(SetupError, match=r"business id|at least one company"):
        Sandbox(companies).start()


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ({"url_form": "both"}, "url_form must be one of either, decoded, sent, not 'both'"),
        ({"id_noted": "never"}, "not 'never'"),
        ({"overlapping": "queue"}, "not 'queue'"),
        ({"language": "SV"}, "not 'SV'"),
        ({"algorithms": ()}, "one or more of"),
        ({"algorithms": ("SHA1",)}, "SHA1"),
        ({"clock_tolerance": timedelta(seconds=-1)}, "is negative"),
    ],
)
def test_a_setting_that_is_none_is_refused(setting: dict[str, Any], text: str) -> None:
    with pytest.raises(SetupError, match=text):
        Sandbox(**setting)


def test_the_clock_can_be_set_and_moved(caller: Caller) -> None:
    sandbox = caller.sandbox
    sandbox.clock = datetime.fromisoformat("2026-07-01T10:00:00+00:00")
    assert caller.send("customerlist.nv").text("ResponseStatus/TimeStamp") == "1.7.2026 13:00:00"
    sandbox.clock.advance(timedelta(days=200, minutes=5))
    assert caller.send("customerlist.nv").text("ResponseStatus/TimeStamp") == "17.1.2027 12:05:00"
    sandbox.clock.run()
    assert abs(sandbox.clock() - datetime.now(sandbox.clock().tzinfo)) < timedelta(minutes=1)


def test_a_client_can_go_by_the_clock_of_the_sandbox() -> None:
    long_ago = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    with (
        Sandbox(clock=lambda: long_ago) as sandbox,
        Client(sandbox.credentials, base_url=sandbox.url, clock=sandbox.clock) as client,
    ):
        assert client.send(customers.list_customers()) == []
        assert sandbox.calls[-1].time == long_ago


def test_the_log_can_be_read_like_a_list(caller: Caller) -> None:
    caller.send("customerlist.nv", keyword="a")
    caller.send("getcustomer.nv", id=1)
    calls = caller.sandbox.calls
    assert [call.resource for call in calls] == ["customerlist.nv", "getcustomer.nv"]
    assert calls[0].parameters == (("keyword", "a"),)
    assert calls[0].answer.startswith(b"<?xml")
    assert [call.outcome for call in calls[-2:]] == ["ok", "refused"]
    assert (calls[1].category, calls[1].status) == ("INVALID_DATA", 400)
    assert len(calls) == 2
    calls.clear()
    assert list(calls) == []


def test_a_bug_of_the_sandbox_is_answered_in_the_form_of_the_interface(
    caller: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_work: object) -> None:
        raise ZeroDivisionError("a bug")

    caller.send("customerlist.nv")
    monkeypatch.setitem(sys.modules["netvisor.sandbox.books.core.work"].HANDLERS, "customerlist.nv", fail)
    got = caller.send("customerlist.nv")
    assert got.refusal.startswith("TECHNICAL_ERROR :: Sandbox: a bug of the sandbox")
    assert got.http_status == 500
    assert caller.sandbox.calls[-1].because == "ZeroDivisionError: a bug"
    assert caller.sandbox.calls[-1].outcome == "fault"
    assert "the sandbox failed at customerlist.nv" in caplog.text


def test_every_declared_resource_is_answered() -> None:
    assert "\n".join(answers()) == ""
    assert set(HANDLERS) == {endpoint.resource for endpoint in endpoints()}


@pytest.mark.parametrize("name", ["accountdimensionlist.nv", "GetAccountDimensionList.nv"])
def test_a_resource_is_called_by_any_of_its_names(caller: Caller, name: str) -> None:
    assert caller.send(name).statuses == ["OK"]


def test_calls_of_many_threads_are_all_stored_once() -> None:
    companies = [f"{number:07}-1" for number in range(8)]
    with Sandbox(companies) as sandbox:

        def add(company: str) -> None:
            with Client(sandbox.credentials_for(company), base_url=sandbox.url) as client:
                for number in range(10):
                    base = customers.CustomerBaseInformation(
                        name=f"Oy {number}", internal_identifier=customers.InternalIdentifier(str(number))
                    )
                    client.send(customers.add_customer(customers.Customer(customer_base_information=base)))

        with ThreadPoolExecutor(len(companies)) as threads:
            list(threads.map(add, companies))
        for company in companies:
            assert list(sandbox.books[company].customers) == list(range(1, 11))
        assert {call.outcome for call in sandbox.calls} == {"ok"}


def test_calls_that_overlap_wait_for_each_other_when_they_are_told_to() -> None:
    with Sandbox(overlapping="wait") as sandbox, ThreadPoolExecutor(4) as threads:
        bodies = [customer(name=f"Oy {number}") for number in range(20)]
        got = list(threads.map(lambda body: Caller(sandbox).send("customer.nv", body, method="add"), bodies))
        assert sorted(each.key for each in got) == list(range(1, 21))


def test_it_is_a_wsgi_application(sandbox: Sandbox) -> None:
    caller = Caller(sandbox)
    wsgi = WsgiClient(sandbox.app)
    signed = {
        name: value.decode("latin-1") if isinstance(value, bytes) else value
        for name, value in caller.signed("/customerlist.nv").items()
    }
    got = wsgi.get("/customerlist.nv", base_url=sandbox.url, headers=signed)
    assert got.status_code == 200
    assert b"<Status>OK</Status>" in got.data


def test_it_never_talks_out(monkeypatch: pytest.MonkeyPatch) -> None:
    # As an application without its server, so that no connection of the test itself is in the way.
    with Sandbox(seed="demo") as sandbox:
        caller = Caller(sandbox)
        reached: list[object] = []
        monkeypatch.setattr(socket.socket, "connect", lambda _socket, address: reached.append(address))
        monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **_: reached.append(asked))
        wsgi = WsgiClient(sandbox.app)
        for method, target, body in (
            ("GET", "/customerlist.nv", b""),
            ("GET", "/getsalesinvoice.nv?netvisorkey=200&pdfimage=nopdf", b""),
            ("POST", "/customer.nv?method=add", customer(name="A", homepageuri="http://example.com/")),
            ("POST", "/customer.nv?method=add", b'<root><!DOCTYPE r SYSTEM "http://example.com/x.dtd"></root>'),
        ):
            signed = {name: str(value, "latin-1") for name, value in caller.signed(target).items()}  # type: ignore[arg-type]  # all of them are bytes here
            wsgi.open(target, method=method, base_url=sandbox.url, headers=signed, data=body)
        assert {call.outcome for call in sandbox.calls} == {"ok", "refused"}
        assert reached == []
