"""A call says whom it is about, is found, read as JSON, copied as a program, and sent again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor import Client
from netvisor.cli.group import netvisor as command
from netvisor.errors import InvalidData
from netvisor.resources import accounting, customers, sales
from netvisor.sandbox import Sandbox
from netvisor.sandbox.page.copies import as_curl, as_json, as_python

from . import messages, test_workdays
from .conftest import Caller, customer
from .pages import look, send, token
from .test_page_calls import WRONG_ORDER

COMPANY = "1234567-8"


@pytest.fixture
def live(sandbox: Sandbox) -> Client:
    """A client by the machine's clock, which scripts go by too."""
    return Client(sandbox.credentials, base_url=sandbox.url, pauses=())


def about(sandbox: Sandbox) -> list[str]:
    return look(sandbox, "/").find("//td[3]/span[@class='about']")


def content(sandbox: Sandbox, path: str) -> Any:
    page = look(sandbox, path)
    assert (page.status, page.headers["Content-Type"]) == (200, "application/json")
    return json.loads(page.body)


def environment(sandbox: Sandbox) -> dict[str, str]:
    named = {f"NETVISOR_{name.upper()}": value for name, value in sandbox.credentials.plain().items()}
    return {**os.environ, **named, "NETVISOR_BASE_URL": sandbox.url, "LC_ALL": "C.UTF-8"}


def test_a_row_says_which_customer_and_key_it_is_about(sandbox: Sandbox, client: Client) -> None:
    client.send(customers.add_customer(messages.customer("Äiti & Pojat Oy", "011")))
    client.send(customers.get_customer(1))
    client.send(customers.list_customers(keyword="Pojat"))
    client.send(customers.list_customers())
    client.send(sales.add_sales_invoice(messages.invoice(invoicing_customer_name="Äiti & Pojat Oy")))
    with pytest.raises(InvalidData):
        client.send(customers.edit_customer(messages.customer("Uusi Oy", "012"), id=4711))
    assert about(sandbox) == ["key 4711, Uusi Oy", "key 2, Äiti & Pojat Oy", "Pojat", "key 1", "key 1, Äiti & Pojat Oy"]


def test_calls_are_found_by_what_they_hold(sandbox: Sandbox, client: Client, caller: Caller) -> None:
    client.send(customers.add_customer(messages.customer("Äiti Oy", "011")))
    client.send(customers.list_customers())
    caller.send("customer.nv", WRONG_ORDER.encode(), method="add")

    def found(query: str) -> list[int]:
        return [call["number"] for call in content(sandbox, f"/calls.json?{query}")["calls"]]

    assert found("") == [3, 2, 1]
    assert found("find=%C3%A4ITI") == [2, 1]  # in the message of one and the answer of the other
    assert found("find=comes+before") == [3]
    assert found("find=" + sandbox.calls[0].transaction_id) == [1]
    assert found("find=%C3%A4iti&resource=list") == [2]
    page = look(sandbox, "/?find=nothing-like-it")
    assert "No matching calls" in page.text
    assert page.tree.xpath("//input[@name='find']/@value") == ["nothing-like-it"]


def test_a_call_and_the_books_are_read_as_json(sandbox: Sandbox, client: Client, caller: Caller) -> None:
    client.send(customers.add_customer(messages.customer("Äiti Oy", "011")))
    caller.send("customer.nv", WRONG_ORDER.encode(), method="add")
    call = content(sandbox, "/calls/1.json")
    assert (call["about"], call["outcome"], call["message"]["charset"]) == ("key 1, Äiti Oy", "ok", "iso-8859-15")
    assert call["message_json"]["customer_base_information"]["name"] == "Äiti Oy"
    assert call["headers"]["x-netvisor-authentication-mac"] == "***"
    assert "<InsertedDataIdentifier>1<" in call["answer"]["text"]
    (problem,) = content(sandbox, "/calls/2.json")["problems"]
    assert (problem["line"], problem["rule"]) == (4, "order")
    assert content(sandbox, "/books.json")[0] == {"company": COMPANY, "name": "Esimerkki 12345678 Oy"}
    assert content(sandbox, f"/books/{COMPANY}.json")["rows"]["customer"] == 1
    listed = content(sandbox, f"/books/{COMPANY}/customer.json?find=%C3%A4iti")
    assert [(row["key"], row["name"]) for row in listed["rows"]] == [(1, "Äiti Oy")]
    assert content(sandbox, f"/books/{COMPANY}/customer.json?find=x")["total"] == 0
    record = content(sandbox, f"/books/{COMPANY}/customer/1.json")
    assert (record["code"], "<name>Äiti Oy</name>" in record["message"]) == ("011", True)
    for path in ("/calls/99.json", "/books/9999999-9.json", f"/books/{COMPANY}/nothing.json"):
        assert look(sandbox, path).status == 404


def test_the_message_of_a_call_is_a_typed_object(sandbox: Sandbox, client: Client, caller: Caller) -> None:
    sent = messages.customer("Äiti Oy", "011")
    client.send(customers.add_customer(sent))
    assert sandbox.calls[-1].message == sent
    client.send(customers.list_customers())
    assert sandbox.calls[-1].message is None
    caller.send("customer.nv", WRONG_ORDER.encode(), method="add")
    read: Any = sandbox.calls[-1].message
    assert read.customer_base_information.name == "Oy"
    caller.send("customer.nv", b"<root><customer/></root>", method="add")
    assert sandbox.calls[-1].message is None
    caller.send("unknown.nv", b"<root><customer/></root>")
    assert sandbox.calls[-1].message is None


def calls_of_every_kind(sandbox: Sandbox, live: Client) -> None:
    live.send(customers.add_customer(messages.customer("Äiti & 'Pojat' $HOME Oy", "011")))
    live.send(sales.add_sales_invoice(messages.invoice()))
    live.send(accounting.add_voucher(messages.voucher()))
    live.send(customers.edit_customer(messages.customer("Uusi\nOy", "011"), id=1))
    live.send(customers.list_customers(keyword="Uusi + Öy"))
    test_workdays.employ(live)


def test_a_copy_as_python_sends_the_same_message(sandbox: Sandbox, live: Client) -> None:
    calls_of_every_kind(sandbox, live)
    for call in list(sandbox.calls):
        program = as_python(call)
        assert ("raw." in program) == (call.http == "GET"), program
        before = len(sandbox.calls)
        ended = run_python(program, sandbox)
        again = sandbox.calls[-1]
        assert len(sandbox.calls) == before + 1, ended
        assert (again.resource, again.parameters, again.body) == (call.resource, call.parameters, call.body)
        assert again.transaction_id != call.transaction_id


def run_python(program: str, sandbox: Sandbox) -> str:
    command = [sys.executable, "-W", "ignore", "-c", program]
    ended = subprocess.run(command, env=environment(sandbox), capture_output=True, text=True, check=False)  # noqa: S603
    return ended.stdout + ended.stderr


def test_a_copy_as_curl_signs_and_sends_the_same_bytes(sandbox: Sandbox, live: Client, caller: Caller) -> None:
    calls_of_every_kind(sandbox, live)
    caller.send("customer.nv", customer(name="A\x85B") + b"\r\n", method="add")
    for call in list(sandbox.calls):
        script = as_curl(call)
        subprocess.run(["bash", "-c", script], env=environment(sandbox), check=True, capture_output=True)  # noqa: S603, S607
        again = sandbox.calls[-1]
        assert again.number > call.number
        assert (again.url, again.body, again.because) == (call.url, call.body, "")
        assert again.category != "AUTHENTICATION_FAILED"


def test_a_copy_as_json_is_what_the_command_sends(sandbox: Sandbox, live: Client, tmp_path: Any) -> None:
    live.send(customers.add_customer(messages.customer("Äiti Oy", "011")))
    live.send(sales.add_sales_invoice(messages.invoice(messages.line("1.5"), messages.comment("ä"))))
    for call in list(sandbox.calls):
        file = tmp_path / "message.json"
        file.write_text(as_json(call), "utf-8")
        built = tmp_path / "message.xml"
        command.main(["build", call.resource, str(file), "--method", "add", "-o", str(built)], standalone_mode=False)
        assert built.read_bytes() == call.body
    live.send(customers.list_customers())
    assert as_json(sandbox.calls[-1]) == ""


def test_no_copy_holds_a_key(sandbox: Sandbox, live: Client) -> None:
    live.send(customers.add_customer(messages.customer()))
    keys = sandbox.credentials
    page = look(sandbox, "/calls/1")
    assert page.find("//pre[@class='copy']/@id") == ["copy-curl", "copy-python", "copy-json"]
    for text in (page.text, look(sandbox, "/calls/1.json").text):
        assert keys.customer_key.reveal() not in text
        assert keys.partner_key.reveal() not in text
        assert sandbox.calls[0].headers["x-netvisor-authentication-mac"] == "***"


def test_a_call_is_sent_again_as_a_new_request(sandbox: Sandbox, client: Client) -> None:
    client.send(
        customers.add_customer(
            customers.Customer(customer_base_information=customers.CustomerBaseInformation(name="Äiti Oy"))
        )
    )
    page = send(sandbox, "/calls/1/replay", {"token": token(sandbox)})
    assert (page.status, page.headers["Location"]) == (303, "/calls/2")
    first, again = sandbox.calls
    assert (again.body, again.url, again.outcome) == (first.body, first.url, "ok")
    assert again.transaction_id != first.transaction_id
    assert len(sandbox.books[COMPANY].customers) == 2
    assert "A replay of call 1: a new request with a new TransactionId." in look(sandbox, "/calls/2").text.replace(
        '<a href="/calls/1">call 1</a>', "call 1"
    )


def test_a_replay_meets_what_any_call_meets(sandbox: Sandbox, client: Client) -> None:
    client.send(accounting.add_voucher(messages.voucher()))
    client.send(customers.add_customer(messages.customer("Äiti Oy", "011")))
    sandbox.fail_next(after="storing")
    send(sandbox, "/calls/1/replay", {"token": token(sandbox)})
    assert (sandbox.calls[-1].outcome, len(sandbox.books[COMPANY].vouchers)) == ("dropped", 2)
    send(sandbox, "/calls/2/replay", {"token": token(sandbox)})
    assert sandbox.calls[-1].outcome == "refused"
    with pytest.raises(InvalidData):
        client.send(customers.add_customer(messages.customer("Äiti Oy", "011")))
    assert sandbox.calls[-2].text == sandbox.calls[-1].text


def test_a_call_that_cannot_be_sent_again_is_told(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customer.nv", b"<root>" + b"x" * 300_000, method="add")
    Caller(sandbox, headers={"X-Netvisor-Organisation-ID": "9999999-9"}).send("customerlist.nv")
    for number, told in ((1, "only the beginning"), (2, "has no company"), (7, "no call 7")):
        page = send(sandbox, f"/calls/{number}/replay", {"token": token(sandbox)})
        assert page.status in {404, 409}
        assert told in page.text
    assert send(sandbox, "/calls/1/replay", {}).status == 403
    assert len(sandbox.calls) == 2
    assert look(sandbox, "/calls/1").find("//pre[@class='copy']") == []


def test_the_clock_of_the_sandbox_signs_a_replay(sandbox: Sandbox, client: Client) -> None:
    client.send(customers.list_customers())
    sandbox.clock = datetime.fromisoformat("2027-03-01T12:00:00+02:00")
    send(sandbox, "/calls/1/replay", {"token": token(sandbox)})
    assert (sandbox.calls[-1].outcome, sandbox.calls[-1].problems) == ("ok", ())


def test_amounts_of_a_copy_are_decimals(sandbox: Sandbox, live: Client) -> None:
    live.send(accounting.add_voucher(messages.voucher()))
    program = as_python(sandbox.calls[-1])
    assert 'Decimal("100")' in program
    assert repr(Decimal("100")) not in program
