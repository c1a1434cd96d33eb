from __future__ import annotations

import base64
from datetime import datetime, timedelta

import pytest

from netvisor import Client
from netvisor.errors import NetvisorError, OutcomeUnknown
from netvisor.resources import customers
from netvisor.sandbox import Sandbox

from . import messages
from .conftest import Caller, customer
from .pages import look, send, token

WRONG_ORDER = """<root>
 <customer>
  <customerbaseinformation>
   <city>Åbo</city>
   <name>Oy</name>
  </customerbaseinformation>
 </customer>
</root>"""
HOSTILE = "</span><script>alert(1)</script><img src=x onerror=alert(2)>"


def test_the_list_shows_the_newest_call_first(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.clock = datetime.fromisoformat("2026-11-22T12:34:56+02:00")
    caller.send("customer.nv", customer(name="Oy"), method="add")
    caller.send("customerlist.nv")
    page = look(sandbox, "/")
    assert page.find("//tbody/tr/td[3]") == ["GET customerlist.nv", "POST customer.nv add key 1, Oy"]
    assert page.find("//tbody/tr/td[1]") == ["12:34:56", "12:34:56"]
    assert page.find("//tbody/tr/td[2]") == ["1234567-8", "1234567-8"]
    assert page.find("//tbody/tr/td[4]") == ["ok", "ok"]
    assert all(text.endswith("ms") for text in page.find("//tbody/tr/td[5]"))
    assert page.tree.xpath("//tbody//a/@href") == ["/calls/2", "/calls/1"]


def test_a_call_of_another_day_shows_its_day(sandbox: Sandbox, caller: Caller) -> None:
    sandbox.clock = datetime.fromisoformat("2026-11-22T12:34:56+02:00")
    caller.send("customerlist.nv")
    sandbox.clock.advance(timedelta(days=1))
    assert look(sandbox, "/").find("//tbody/tr/td[1]") == ["22.11.2026 12:34:56"]


def test_a_refused_call_shows_in_the_list_what_the_answer_does_not_say(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customer.nv", WRONG_ORDER.encode(), method="add")
    (outcome,) = look(sandbox, "/").find("//tbody/tr/td[4]")
    assert outcome.startswith("refused 1 problem INVALID_DATA <city> comes before <name>")
    assert "belongs after <name>" in outcome


def test_an_empty_list_says_where_to_call(sandbox: Sandbox) -> None:
    page = look(sandbox, "/")
    assert sandbox.url in page.one("//div[@id='calls']")
    assert page.find("//table") == []


def test_the_list_is_filtered_by_company_outcome_and_resource(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customerlist.nv")
    caller.send("productlist.nv", bad="1")
    Caller(sandbox, company="7654321-2").send("customerlist.nv")
    caller.send("customer.nv", b"<root/>", method="add")

    def listed(query: str) -> list[str]:
        return [str(link) for link in look(sandbox, f"/?{query}").tree.xpath("//tbody//a/@href")]

    assert listed("company=7654321-2") == ["/calls/3"]
    assert listed("outcome=refused") == ["/calls/4"]
    assert listed("resource=LIST") == ["/calls/3", "/calls/2", "/calls/1"]
    assert listed("resource=list&company=1234567-8&outcome=ok") == ["/calls/2", "/calls/1"]
    assert "No matching calls" in look(sandbox, "/?outcome=fault").text


def test_older_calls_are_on_further_pages(sandbox: Sandbox, caller: Caller) -> None:
    for _ in range(103):
        caller.send("customerlist.nv")
    page = look(sandbox, "/")
    assert len(page.find("//tbody/tr")) == 100
    (older,) = page.tree.xpath("//a[@rel='next']/@href")
    assert look(sandbox, older).tree.xpath("//tbody//a/@href") == ["/calls/3", "/calls/2", "/calls/1"]


def test_the_list_asks_for_new_rows_only(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customerlist.nv")
    run = look(sandbox, "/").tree.xpath("//tbody/@data-run")[0]
    assert look(sandbox, f"/calls/rows?after=1&run={run}").status == 204
    caller.send("productlist.nv")
    fresh = look(sandbox, f"/calls/rows?after=1&run={run}")
    assert fresh.status == 200
    assert "productlist.nv" in fresh.text
    assert "customerlist.nv" not in fresh.text


def test_rows_of_another_run_of_the_sandbox_are_refused(sandbox: Sandbox) -> None:
    assert look(sandbox, "/calls/rows?after=0&run=other").status == 410


def test_without_a_script_the_list_can_load_itself_again(sandbox: Sandbox) -> None:
    page = look(sandbox, "/?company=1234567-8")
    assert page.tree.xpath("//noscript//meta") == []
    (link,) = page.tree.xpath("//noscript/a/@href")
    assert link == "/?company=1234567-8&refresh=on"
    assert look(sandbox, link).tree.xpath("//noscript/meta/@content") == ["5"]


def test_calls_are_forgotten_by_a_form(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customerlist.nv")
    assert send(sandbox, "/calls/clear", {"token": token(sandbox)}).status == 303
    assert len(sandbox.calls) == 0


def test_a_call_shows_headers_message_and_answer(sandbox: Sandbox) -> None:
    keys = sandbox.credentials
    with Client(keys, base_url=sandbox.url) as client:
        client.send(customers.add_customer(messages.customer("Äiti Oy", "011")))
    page = look(sandbox, "/calls/1")
    assert page.find("//h1") == ["POST customer.nv ok"]
    headers = dict(zip(page.find("//table[@class='headers']//th/code"), page.find("//table//td"), strict=True))
    assert headers["x-netvisor-organisation-id"] == "1234567-8"
    assert headers["x-netvisor-authentication-mac"] == "*** (masked)"
    assert keys.customer_key.reveal() not in page.text
    assert keys.partner_key.reveal() not in page.text
    assert "read as iso-8859-15 (from its Content-Type)" in page.one("//section[@aria-labelledby='message']/p")
    assert "<name>Äiti Oy</name>" in page.one("//section[@aria-labelledby='message']//pre")
    assert "<Status>OK</Status>" in page.one("//section[@aria-labelledby='answer']//pre")
    # What it stored is one step away.
    assert page.tree.xpath("//dl[@class='facts']//a/@href") == ["/books/1234567-8", "/books/1234567-8/customer/1"]


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "X-Api-Key", "X-Token", "Client-Secret", "Password"])
def test_headers_that_may_hold_a_secret_are_masked(sandbox: Sandbox, name: str) -> None:
    Caller(sandbox, headers={name: "tiptoptop"}).send("customerlist.nv")
    page = look(sandbox, "/calls/1")
    assert name.lower() in page.text
    assert "tiptoptop" not in page.text


def test_the_tree_marks_the_element_that_stands_wrong_in_its_place(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customer.nv", WRONG_ORDER.encode(), method="add")
    page = look(sandbox, "/calls/1")
    (wrong,) = page.tree.xpath("//ul[contains(@class, 'tree')]//li[@class='wrong']")
    assert wrong.xpath("string(div[@class='leaf'])").split() == ["4<city>Åbo</city>"]
    assert wrong.xpath("string(.//*[@class='expected'])").startswith("belongs after <name>")
    # The list of problems leads there.
    (link,) = page.tree.xpath("//ol[@class='problems']//a/@href")
    assert wrong.xpath(f".//*[@id='{link[1:]}']")
    assert page.one("//ol[@class='problems']//a") == "line 4, column 4"


def test_a_problem_of_an_element_with_children_stands_at_its_start(sandbox: Sandbox, caller: Caller) -> None:
    body = b"<root><customer><customerbaseinformation><city>Oulu</city></customerbaseinformation></customer></root>"
    caller.send("customer.nv", body, method="add")
    (wrong,) = look(sandbox, "/calls/1").tree.xpath("//li[@class='wrong']")
    assert wrong.xpath("string(details/summary)").strip().endswith("<customerbaseinformation>")
    assert wrong.xpath("string(details/div)").startswith("required")


def test_a_message_that_is_no_xml_is_a_tree_up_to_where_it_breaks(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customer.nv", b"<root>\n <customer>\n  <name>Oy\n </customer>\n</root>", method="add")
    page = look(sandbox, "/calls/1")
    assert page.find("//ul[contains(@class, 'tree')]//*[@class='tag']")[:3] == ["<root>", "<customer>", "<name>"]
    (wrong,) = page.tree.xpath("//li[@class='wrong']")
    assert "</customer> ends <name>" in wrong.text_content()
    assert "</name>" not in page.find("//ul[contains(@class, 'tree')]//*[@class='tag']")
    assert "cannot be parsed any further" in page.one("//p[@class='end']")


def test_a_message_that_is_nothing_at_all_is_shown_as_it_was_sent(sandbox: Sandbox, caller: Caller) -> None:
    caller.send("customer.nv", b"name=Oy&city=Turku", method="add")
    page = look(sandbox, "/calls/1")
    assert page.find("//section[@aria-labelledby='message']//ul") == []
    assert page.one("//section[@aria-labelledby='message']//details[@open]/pre") == "name=Oy&city=Turku"
    assert "the message begins with" in page.one("//section[@class='trouble']").lower()


def test_bytes_that_are_no_text_in_their_charset_are_named(sandbox: Sandbox) -> None:
    liar = Caller(sandbox, headers={"Content-Type": "text/xml; charset=utf-8"})
    liar.send("customer.nv", customer(name="Äiti"), method="add")
    text = look(sandbox, "/calls/1").one("//section[@aria-labelledby='message']/p[1]")
    assert "Its byte 48 is C4, which is not valid utf-8." in text


def test_an_unknown_charset_is_told_and_the_bytes_are_shown_all_the_same(sandbox: Sandbox) -> None:
    Caller(sandbox, headers={"Content-Type": "text/xml; charset=utf-7"}).send("customer.nv", b"<root/>", method="add")
    page = look(sandbox, "/calls/1")
    assert "its Content-Type names utf-7, which is not supported" in page.text
    assert page.one("//section[@aria-labelledby='message']//pre") == "<root/>"


def test_a_message_longer_than_the_log_keeps_is_a_tree_as_far_as_it_is_kept(sandbox: Sandbox, caller: Caller) -> None:
    big = base64.b64encode(bytes(300_000)).decode()
    body = f"<root><customer><customerbaseinformation><name>Oy</name><city>{big}</city></customerbaseinformation>"
    caller.send("customer.nv", f"{body}</customer></root>".encode(), method="add")
    page = look(sandbox, "/calls/1")
    assert page.find("//ul[contains(@class, 'tree')]//li[not(.//li)]//*[@class='text']")[0] == "Oy"
    assert page.one("//p[@class='end']") == "The log kept only this much of the message."
    assert "Download the first 262,144 bytes" in page.text
    assert len(page.body) < 400_000


def test_the_bytes_of_message_and_answer_can_be_kept(sandbox: Sandbox, caller: Caller) -> None:
    body = customer(name="Äiti")
    answer = caller.send("customer.nv", body, method="add")
    message = look(sandbox, "/calls/1/message")
    assert message.body == body
    assert message.headers["Content-Type"] == "application/octet-stream"
    assert 'filename="customer.nv-1-message.xml"' in message.headers["Content-Disposition"]
    assert look(sandbox, "/calls/1/answer").body == answer.body


def test_a_wrong_signature_says_what_was_probably_done(sandbox: Sandbox) -> None:
    keys = sandbox.credentials
    caller = Caller(sandbox, customer_key="0" * 32)
    caller.send("customerlist.nv")
    page = look(sandbox, "/calls/1")
    assert "AUTHENTICATION_FAILED" in page.one("//section[@class='trouble']")
    assert "A key is wrong" in page.one("//section[@class='trouble']")
    assert keys.customer_key.reveal() not in page.text


def test_a_dropped_call_says_that_there_was_no_answer(sandbox: Sandbox) -> None:
    sandbox.fail_next(after="storing")
    with Client(sandbox.credentials, base_url=sandbox.url) as client, pytest.raises(OutcomeUnknown):
        client.send(customers.add_customer(messages.customer()))
    page = look(sandbox, "/calls/1")
    assert page.one("//section[@aria-labelledby='answer']/p") == "None: the connection was closed without an answer."
    assert page.one("//section[@class='trouble']/h2") == "What happened"
    assert "drop connection after storing" in page.one("//section[@class='trouble']/p")


def test_what_a_call_holds_is_text_and_never_markup(sandbox: Sandbox) -> None:
    hostile = Caller(sandbox, headers={"X-Odd": HOSTILE, "X-Netvisor-Authentication-TransactionId": HOSTILE})
    body = f"<root><customer><x{HOSTILE}"
    hostile.send("customer.nv", body.encode(), method=HOSTILE, extra=HOSTILE)
    hostile.sent("GET", "/%3Cscript%3Ealert(1)%3C%2Fscript%3E.nv")
    Caller(sandbox, headers={"X-Netvisor-Organisation-ID": HOSTILE}).send("customerlist.nv")
    good = customers.Customer(customer_base_information=customers.CustomerBaseInformation(name=HOSTILE))
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        client.send(customers.add_customer(good))
    paths = ["/", "/calls/1", "/calls/2", "/calls/3", "/calls/4", "/books/1234567-8/customer"]
    for path in [*paths, "/books/1234567-8/customer/1", "/?resource=%3Cscript%3E%22%27", f"/books/{HOSTILE}"]:
        page = look(sandbox, path.replace(" ", "%20"))
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert {script.get("src") for script in page.tree.xpath("//script")} <= {"/page/live.js", "/page/copy.js"}
        assert page.tree.xpath("//*[@onerror or @onclick or @style]") == []


def test_hidden_characters_are_written_out(sandbox: Sandbox) -> None:
    name = "Oy\u202egnp.exe\u200b\x85"
    plain = customers.Customer(customer_base_information=customers.CustomerBaseInformation(name=name))
    with Client(sandbox.credentials, base_url=sandbox.url) as client:
        client.send(customers.add_customer(plain))
    for path in ("/calls/1", "/books/1234567-8/customer"):
        text = look(sandbox, path).text
        assert r"Oy\u202egnp.exe\u200b\x85" in text
        assert "\u202e" not in text


def test_a_call_that_has_not_come_is_told(sandbox: Sandbox) -> None:
    page = look(sandbox, "/calls/7")
    assert page.status == 404
    assert page.one("//h1") == "There is no call 7: it has not arrived yet, or was cleared."


def test_the_page_itself_is_no_call(sandbox: Sandbox) -> None:
    for path in ("/", "/books", "/faults", "/page/style.css", "/favicon.ico", "/calls/1", "/.well-known/x"):
        look(sandbox, path)
    assert len(sandbox.calls) == 0


@pytest.mark.parametrize("path", ["/calls/customerlist.nv", "/books/CUSTOMERLIST.NV", "/customerlist.nv"])
def test_a_resource_below_any_path_is_a_call(sandbox: Sandbox, caller: Caller, path: str) -> None:
    assert caller.sent("GET", path).statuses == ["OK"]
    assert look(sandbox, path).status == 200  # refused in the envelope: it is not signed
    assert [call.resource for call in sandbox.calls] == ["customerlist.nv"] * 2


def test_a_client_that_calls_the_root_by_mistake_is_in_the_list(sandbox: Sandbox, caller: Caller) -> None:
    assert caller.sent("GET", "/").http_status == 404
    assert look(sandbox, "/", "POST", b"<root/>").status == 200
    assert [call.outcome for call in sandbox.calls] == ["unknown resource"] * 2
    assert look(sandbox, "/calls/1").find("//h1")[0].startswith("GET http://127.0.0.1")


def test_a_long_list_of_problems_keeps_every_problem_in_the_tree(sandbox: Sandbox, caller: Caller) -> None:
    wrong = "".join(f"<odd{n}>x</odd{n}>" for n in range(150))
    fine = "<x>y</x>" * 4000
    body = f"<root><customer><customerbaseinformation><name>Oy</name>{fine}{wrong}</customerbaseinformation>"
    caller.send("customer.nv", f"{body}</customer></root>".encode(), method="add")
    page = look(sandbox, "/calls/1")
    assert len(page.tree.xpath("//ol[@class='problems']/li")) == 100
    assert len(sandbox.calls[0].problems) == len(page.tree.xpath("//*[starts-with(@id, 'problem-')]"))


def test_a_refused_client_sees_the_same_text_as_the_page(sandbox: Sandbox) -> None:
    with Client(sandbox.credentials, base_url=sandbox.url) as client, pytest.raises(NetvisorError) as caught:
        client.send(customers.edit_customer(messages.customer(), id=4711))
    assert "4711" in str(caught.value)
    assert "Customer not found with Netvisor identifier: 4711" in look(sandbox, "/calls/1").text


def test_a_call_that_is_only_reported_shows_its_problems_and_what_it_stored() -> None:
    with Sandbox(gate="report") as sandbox:
        Caller(sandbox).send("customer.nv", WRONG_ORDER.encode(), method="add")
        (outcome,) = look(sandbox, "/").find("//tbody/tr/td[4]")
        assert outcome.startswith("reported 1 problem <city> comes before <name>")
        page = look(sandbox, "/calls/1")
        assert "/books/1234567-8/customer/1" in page.tree.xpath("//dl[@class='facts']//a/@href")
        assert page.find("//li[@class='wrong']/div[@class='leaf']") == ["4<city>Åbo</city>"]
