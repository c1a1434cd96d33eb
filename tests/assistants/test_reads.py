"""Reads: what is listed and described, results in pages, and what an assistant is told when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from netvisor import Client
from netvisor.assistants import company
from netvisor.assistants.catalogue import described
from netvisor.codec.json_form import reply_to_json
from netvisor.resources import customers, endpoints, find, sales
from netvisor.sandbox import Sandbox
from tests.assistants.conftest import Make
from tests.assistants.talking import Assistant, whole
from tests.sandbox import messages as m

MANY = 60


@pytest.fixture
def many(client: Client) -> list[str]:
    """The names of many customers, which the books hold."""
    names = [f"Äiti & Pojat {number} Oy" for number in range(MANY)]
    for number, name in enumerate(names):
        client.send(customers.add_customer(m.customer(name, f"{number:03}")))
    return names


def test_every_documented_read_is_listed_and_no_write(assistant: Assistant) -> None:
    rows = whole(assistant, assistant.call("list_resources"), "resources")
    assert [row["resource"] for row in rows] == [each.resource for each in endpoints() if not each.writes]


def test_the_list_is_narrowed_by_area_and_word(assistant: Assistant) -> None:
    (row,) = assistant.call("list_resources", area="customers", contains="LIST")["resources"]
    assert row == {"resource": "customerlist.nv", "area": "customers", "does": "read", "title": "List customers"}
    assert assistant.call("list_resources", area="nothing")["resources"] == []


def test_a_resource_is_described_by_its_declaration(assistant: Assistant) -> None:
    said = assistant.call("describe_resource", resource="GetCustomer")
    lines = whole(assistant, said, "lines")
    assert lines == list(described(find("getcustomer")))
    assert said["resource"] == "getcustomer.nv"
    assert any(line.startswith("  idlist: list of ") for line in lines)


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda each: each.resource)
def test_every_resource_can_be_described(endpoint: Any) -> None:
    lines = list(described(endpoint))
    assert lines[0].startswith("parameters:")
    assert ("message:" in lines, "answer:" in lines) == (endpoint.request is not None, endpoint.reply is not None)


def test_a_list_comes_in_the_json_form(assistant: Assistant, client: Client) -> None:
    client.send(customers.add_customer(m.customer("Äiti Oy", "011")))
    said = assistant.call("read", resource="customerlist")
    assert said["items"] == reply_to_json(client.send(customers.list_customers()))
    assert (said["company"], said["resource"], said["of"]) == ("1234567-8", "customerlist.nv", 1)


def test_a_record_comes_in_the_json_form(assistant: Assistant, client: Client) -> None:
    key = client.send(customers.add_customer(m.customer("Äiti Oy", "011"))).netvisor_key
    said = assistant.call("read", resource="getcustomer", parameters={"id": key})
    assert said["data"] == reply_to_json(client.send(customers.get_customer(id=key)))


@pytest.mark.parametrize(("value", "sent"), [(True, "1"), (False, "0"), (1, "1"), ("0", "0")])
def test_a_flag_is_given_as_a_boolean_or_as_the_vendor_writes_it(
    assistant: Assistant, sandbox: Sandbox, value: object, sent: str
) -> None:
    assistant.call("read", resource="getemployees", parameters={"includeendedemployments": value})
    assert sandbox.calls[-1].url.endswith(f"includeendedemployments={sent}")


def test_a_long_result_goes_on_page_by_page(make: Make, many: list[str], sandbox: Sandbox) -> None:
    assistant = make(page_bytes=4_000)
    before = len(sandbox.calls)
    first = assistant.call("read", resource="customerlist")
    assert [item["name"] for item in whole(assistant, first)] == many
    assert first["of"] == MANY
    assert len(first["items"]) < MANY
    assert len(sandbox.calls) == before + 1


def test_no_page_is_larger_than_the_setting(make: Make, many: list[str]) -> None:
    assistant = make(page_bytes=4_000)
    page = assistant.call("read", resource="customerlist")
    sizes = [len(page.text.encode())]
    while "cursor" in page.json:
        page = assistant.call("read_more", cursor=page["cursor"])
        sizes.append(len(page.text.encode()))
    assert max(sizes) <= 4_000 < sum(sizes)


def test_the_same_cursor_gives_the_same_page(make: Make, many: list[str]) -> None:
    assistant = make(page_bytes=4_000)
    cursor = assistant.call("read", resource="customerlist")["cursor"]
    assert assistant.call("read_more", cursor=cursor) == assistant.call("read_more", cursor=cursor)


@pytest.mark.parametrize("cursor", ["", "x", "abc.1", "abc.-1", "abc.²", "."])
def test_a_cursor_that_nobody_gave_is_refused(assistant: Assistant, cursor: str) -> None:
    said = assistant.call("read_more", cursor=cursor)
    assert (said.is_error, said["error"]) == (True, "CursorUnknown")


def test_a_result_that_is_too_long_to_keep_says_so(
    assistant: Assistant, many: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(company, "MOST_READ", 1_000)
    said = assistant.call("read", resource="customerlist")
    assert said["of"] < MANY
    assert said["cut"] == f"only the first {said['of']} items were read: ask for less with parameters"
    assert not assistant.call("read", resource="customerlist").is_error


def test_the_contents_of_attachments_are_left_out(assistant: Assistant, client: Client) -> None:
    client.send(customers.add_customer(m.customer("Äiti Oy", "011")))
    key = client.send(sales.add_sales_invoice(m.invoice(m.line()))).netvisor_key
    read = sales.get_sales_invoice(key, pdf_image="pdf")
    answer = client.send(read)
    assert answer is not None
    pdf = answer.last_sent_invoice_pdf_base64_data
    said = assistant.call("read", resource="getsalesinvoice", parameters={"netvisorkey": key, "pdfimage": "pdf"})
    assert said["data"]["last_sent_invoice_pdf_base64_data"] == {"left_out": f"{len(pdf or b'')} bytes of Base64"}


# What is wrong.


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"resource": "customer"}, ("resource", "customer.nv changes data")),
        (
            {"resource": "deletecustomer", "parameters": {"customerid": 1}},
            ("resource", "deletecustomer.nv changes data"),
        ),
        ({"resource": "getcustomer"}, ("id or idlist", "missing")),
        ({"resource": "getcustomer", "parameters": {"idd": 1}}, ("idd", "unknown parameter 'idd'")),
        ({"resource": "getcustomer", "parameters": {"id": "x"}}, ("id", "'x'")),
        ({"resource": "customerlist", "parameters": {"changedsince": "yesterday"}}, ("changedsince", "'yesterday'")),
        ({"resource": "getcustomer", "paramters": {"id": 1}}, ("paramters", "unknown argument 'paramters'")),
        ({"resource": "getcustomer", "company": "7654321-2"}, ("company", "unknown argument 'company'")),
        ({"resource": 17}, ("resource", "17 is not of type 'string'")),
        ({"resource": "getcustomer", "parameters": {"id": 1.5}}, ("parameters.id", "1.5 is not valid")),
        ({}, ("arguments", "'resource' is a required property")),
    ],
    ids=str,
)
def test_a_wrong_argument_is_named_and_nothing_is_sent(
    assistant: Assistant, sandbox: Sandbox, arguments: dict[str, Any], problem: tuple[str, str]
) -> None:
    said = assistant.call("read", **arguments)
    assert said.is_error
    (found,) = [each for each in said["problems"] if each["path"] == problem[0]]
    assert found["found"].startswith(problem[1])
    assert found["expected"]
    assert len(sandbox.calls) == 0


def test_a_misspelt_argument_is_told_what_was_meant(assistant: Assistant) -> None:
    (problem,) = assistant.call("read", resource="customerlist", paramters={})["problems"]
    assert problem["expected"] == "'parameters'?"


def test_an_unknown_resource_is_told_the_nearest(assistant: Assistant) -> None:
    said = assistant.call("read", resource="custmerlist")
    assert (said.is_error, "did you mean customerlist.nv?" in said["message"]) == (True, True)


def test_an_undeclared_resource_is_out_of_reach(assistant: Assistant, sandbox: Sandbox) -> None:
    said = assistant.call("read", resource="payrollobligationstatus")
    assert (said.is_error, "is not declared" in said["message"], len(sandbox.calls)) == (True, True, 0)


def test_a_refusal_of_netvisor_comes_with_its_category_and_what_to_do(assistant: Assistant) -> None:
    said = assistant.call("read", resource="getcustomer", parameters={"id": 99})
    assert said.is_error
    assert (said["error"], said["category"]) == ("InvalidData", "INVALID_DATA")
    assert said["retry"] == "the same message would fail again: change it, or the settings, first"


def test_a_broken_network_is_an_error_of_the_tool(make: Make, closed_port: str) -> None:
    said = make(base_url=closed_port).call("read", resource="customerlist")
    assert (said.is_error, said["error"]) == (True, "NotSent")
    assert said["retry"] == "nothing was changed: send it again, as a new request with a new transaction id"


def test_a_lost_answer_is_an_error_of_the_tool(assistant: Assistant, sandbox: Sandbox) -> None:
    sandbox.fail_next(how="drop connection", times=None)
    said = assistant.call("read", resource="customerlist")
    assert (said.is_error, said["error"]) == (True, "OutcomeUnknown")
    assert "send it again" in said["retry"]


def test_a_list_that_may_go_on_comes_with_its_warning(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(company, "find", _warning)
    (warning,) = assistant.call("read", resource="customerlist")["warnings"]
    assert warning == "there may be more"


def _warning(resource: str) -> Any:
    import warnings

    warnings.warn("there may be more", UserWarning, stacklevel=1)
    return find(resource)
