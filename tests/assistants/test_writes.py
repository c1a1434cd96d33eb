"""Writes: checked before anything else, held in the outbox, and sent once after a person released them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from netvisor import Client
from netvisor.assistants.tools import TOOLS
from netvisor.queue import Outbox, State, Worker
from netvisor.resources import customers, endpoints
from netvisor.sandbox import Sandbox
from tests.assistants.conftest import COMPANY, OTHER, Make
from tests.assistants.talking import Assistant, whole
from tests.sandbox import messages as m

CUSTOMER = {"customer_base_information": {"name": "Äiti Oy", "internal_identifier": "011"}}
PROPOSED: dict[str, Any] = {
    "resource": "customer",
    "method": "add",
    "message": CUSTOMER,
    "key": "the customer of order 17",
    "reason": "order 17 names a customer that is not in the register",
}


def test_the_tools_of_writes_are_offered_only_where_a_person_allows_it(assistant: Assistant, writer: Assistant) -> None:
    assert list(assistant.tools()) == ["list_resources", "describe_resource", "read", "read_more"]
    assert list(writer.tools()) == [tool.name for tool in TOOLS]


def test_writes_are_listed_only_where_a_person_allows_it(assistant: Assistant, writer: Assistant) -> None:
    assert {row["does"] for row in whole(assistant, assistant.call("list_resources"), "resources")} == {"read"}
    rows = whole(writer, writer.call("list_resources"), "resources")
    assert [row["resource"] for row in rows] == [endpoint.resource for endpoint in endpoints()]


def test_a_proposed_write_is_held_until_a_person_releases_it_and_then_sent_once(
    writer: Assistant, outbox: Outbox, client: Client, sandbox: Sandbox
) -> None:
    said = writer.call("propose_write", **PROPOSED)
    assert (said.is_error, said["state"]) == (False, "held")
    assert said["next"] == (
        "Nothing has been sent. A person reviews it (netvisor queue show 1 --db queue.db, or netvisor queue page) and"
        " releases it (netvisor queue release 1 --db queue.db); you cannot."
    )
    worker = Worker(outbox, lambda _: client)
    worker.drain()
    assert (writer.call("write_state", id=said["id"])["state"], len(sandbox.calls)) == ("held", 0)
    outbox.release(said["id"])
    assert writer.call("write_state", id=said["id"])["state"] == "waiting"
    worker.drain()
    worker.drain()
    after = writer.call("write_state", id=said["id"])
    assert (after["state"], after["netvisor_keys"]) == ("accepted", ["1"])
    assert [entry.stored for entry in sandbox.calls] == [True]
    assert client.send(customers.list_customers())[0].name == "Äiti Oy"


def test_the_person_who_reviews_it_reads_who_proposes_it_why_and_the_side_effects(
    writer: Assistant, outbox: Outbox
) -> None:
    invoice = {"resource": "escan", "key": "K", "reason": "a receipt", "message": ESCAN}
    said = writer.call("propose_write", **invoice)
    assert not said.is_error
    fee = "each document costs a transaction, unless the expense management service is on"
    assert said["side_effects"]["fee"] == fee
    reason = outbox.message(said["id"]).reason
    assert reason is not None
    assert reason.startswith("an assistant proposes it, for a person to review. does: Import an eScan document")
    assert reason.endswith(f"; fee: {fee}. Its reason: a receipt")


ESCAN = {
    "document_type": "Voucher",
    "description": "kuitti",
    "document_mime_type": "application/pdf",
    "document_data": {"base64": "JVBERi0xLjQK"},
}


def test_an_edit_says_what_it_replaces(writer: Assistant, client: Client) -> None:
    key = client.send(customers.add_customer(m.customer("Äiti Oy", "011"))).netvisor_key
    asked = {**PROPOSED, "method": "edit", "parameters": {"id": key}}
    said = writer.call("check_write", **{name: asked[name] for name in ("resource", "method", "parameters", "message")})
    assert said["side_effects"]["edit"].startswith("partial: what is left out stays")


def test_the_same_proposal_again_gives_the_first_message(writer: Assistant, outbox: Outbox) -> None:
    assert writer.call("propose_write", **PROPOSED)["id"] == writer.call("propose_write", **PROPOSED)["id"]
    assert outbox.counts()[State.HELD] == 1


def test_another_proposal_under_the_same_key_is_refused(writer: Assistant) -> None:
    writer.call("propose_write", **PROPOSED)
    other = {"customer_base_information": {"name": "Isä Oy"}}
    said = writer.call("propose_write", **{**PROPOSED, "message": other})
    assert (said.is_error, said["error"]) == (True, "KeyConflict")


def test_a_write_that_nobody_could_find_again_comes_with_a_warning(writer: Assistant) -> None:
    without = {"customer_base_information": {"name": "Äiti Oy"}}
    said = writer.call("propose_write", **{**PROPOSED, "message": without})
    (warning,) = said["warnings"]
    assert warning.endswith("give internal_identifier, the customer code")


def test_a_delete_is_a_write_and_held(writer: Assistant, outbox: Outbox) -> None:
    said = writer.call(
        "propose_write", resource="deletecustomer", parameters={"customerid": 4}, key="K", reason="a duplicate"
    )
    assert (said["state"], outbox.message(said["id"]).parameters) == ("held", (("customerid", "4"),))


# What is refused.


def test_a_wrong_message_comes_back_with_every_problem_and_nothing_is_stored(
    writer: Assistant, outbox: Outbox, sandbox: Sandbox
) -> None:
    wrong = {
        "customer_base_information": {"nme": "Oy", "country": {"value": "XYZ"}, "email": None},
        "customer_finvoice_details": {"finvoice_address": ""},
    }
    said = writer.call("propose_write", **{**PROPOSED, "message": wrong, "method": None} | {"method": "edit"})
    assert said.is_error
    problems = {each["path"]: each for each in said["problems"]}
    assert problems["customer_base_information.nme"]["expected"] == '"name"?'
    assert problems["customer_base_information.email"]["rule"]
    assert problems["id"]["found"] == "missing"
    assert all(each["expected"] for each in problems.values())
    assert len(problems) >= 4
    assert (sum(outbox.counts().values()), len(sandbox.calls)) == (0, 0)


def test_a_thousand_problems_come_page_by_page(make: Make) -> None:
    writer = make(writes=True, page_bytes=4_000)
    wrong = {"customer_base_information": {"name": "Oy", **{f"field_{number}": 1 for number in range(1_000)}}}
    first = writer.call("check_write", resource="customer", method="add", message=wrong)
    assert (first.is_error, first["message"]) == (True, "1000 problems; nothing was sent or stored")
    assert len(whole(writer, first, "problems")) == 1_000


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"resource": "customerlist"}, "resource"),
        ({"method": None}, "method"),
        ({"method": "delete"}, "method"),
        ({"message": None}, "message"),
        ({"parameters": {"colour": "red"}}, "colour"),
        ({"reason": None}, "arguments"),
        ({"reason": "x" * 501}, "reason"),
        ({"key": ""}, "key"),
        ({"company": OTHER}, "company"),
    ],
    ids=str,
)
def test_a_wrong_argument_of_a_write_is_named(
    writer: Assistant, outbox: Outbox, change: dict[str, Any], path: str
) -> None:
    arguments = {name: value for name, value in {**PROPOSED, **change}.items() if value is not None}
    said = writer.call("propose_write", **arguments)
    assert (said.is_error, [each["path"] for each in said["problems"]]) == (True, [path])
    assert sum(outbox.counts().values()) == 0


def test_a_message_where_none_belongs_is_refused(writer: Assistant) -> None:
    said = writer.call("check_write", resource="deletecustomer", parameters={"customerid": 4}, message={"a": 1})
    assert [each["path"] for each in said["problems"]] == ["message"]


def test_a_file_of_this_machine_cannot_be_attached(writer: Assistant, tmp_path: Path, outbox: Outbox) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(b"%PDF-1.4 of somebody else")
    message = {**ESCAN, "document_data": {"Path": str(secret)}}
    said = writer.call("propose_write", resource="escan", key="K", reason="R", message=message)
    (problem,) = said["problems"]
    assert (problem["path"], problem["rule"]) == ("document_data.Path", "file")
    assert sum(outbox.counts().values()) == 0


def test_no_tool_releases_retries_or_resolves(writer: Assistant) -> None:
    words = {word for tool in TOOLS for word in tool.name.split("_")}
    assert words.isdisjoint({"release", "retry", "resolve", "hold", "send", "delete"})
    assert [tool.name for tool in TOOLS if tool.stores] == ["propose_write"]


def test_messages_of_others_are_out_of_sight(writer: Assistant, outbox: Outbox) -> None:
    foreign = outbox.put(customers.add_customer(m.customer("Oy", "1")), company=OTHER, key="assistant: x")
    own = outbox.put(customers.add_customer(m.customer("Oy", "2")), company=COMPANY)
    for number in (foreign.id, own.id, 99):
        said = writer.call("write_state", id=number)
        assert said["message"] == f"there is no message {number} that was proposed for this company"


def test_a_refused_message_tells_why(writer: Assistant, outbox: Outbox, client: Client) -> None:
    said = writer.call("propose_write", **{**PROPOSED, "method": "edit", "parameters": {"id": 99}})
    outbox.release(said["id"])
    Worker(outbox, lambda _: client).drain()
    after = writer.call("write_state", id=said["id"])
    assert (after["state"], after["reason"].startswith("INVALID_DATA")) == ("refused", True)


def test_an_identity_code_in_the_reason_is_masked(writer: Assistant, outbox: Outbox) -> None:
    said = writer.call("propose_write", **{**PROPOSED, "reason": "for 010594Y9032"})
    assert "010594Y9032" not in said.text
