"""What is read as a message, and what is refused, by two judges."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

import pytest

from netvisor.codec.decode import decode
from netvisor.resources.customers import Customer
from netvisor.resources.sales import SalesInvoice
from netvisor.sandbox import Sandbox
from netvisor.sandbox.admission import body as admission_body
from netvisor.sandbox.admission.body import base64_names, charset_of, read_message
from netvisor.sandbox.refusal import Refusal
from netvisor.sandbox.settings import Gate

from .conftest import Caller, Got, customer

LACONIC = "INVALID_DATA :: Data form incorrect:. XML message validation failed: Could not validate xml"
GOOD = b"<root><customer><customerbaseinformation><name>A</name></customerbaseinformation></customer></root>"
MISORDERED = customer(city="Turku", name="A")


def add(caller: Caller, body: bytes) -> Got:
    return caller.send("customer.nv", body, method="add")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"\xef\xbb\xbf" + GOOD, "a byte order mark"),
        (b'<?xml version="1.0"?>' + GOOD, "an XML declaration"),
        (b"<!DOCTYPE root>" + GOOD, "a document type or a comment"),
        (b"\n\xef\xbb\xbf" + GOOD, "a byte order mark"),
        (b"\n", "white space"),
        (b"name=A", "b'name=A'"),
        (b"<customer></customer>", "b'<customer></customer'"),
    ],
)
def test_a_message_begins_with_root(caller: Caller, body: bytes, why: str) -> None:
    assert add(caller, body).refusal == LACONIC
    assert caller.sandbox.calls[-1].because == f"the message begins with {why}; expected <root>"
    assert len(caller.sandbox.books["1234567-8"].customers) == 0


@pytest.mark.parametrize("space", [b"\n", b"\r\n", b" \t\n"])
def test_white_space_before_root_is_taken_and_told(caller: Caller, space: bytes) -> None:
    key = add(caller, space + GOOD).key
    assert caller.sandbox.books["1234567-8"].customers[key].name == "A"
    (problem,) = caller.sandbox.calls[-1].problems
    assert (problem.rule, problem.found) == ("start", "white space before <root>")


def test_what_refused_a_message_stands_before_what_is_forgiven(caller: Caller) -> None:
    remarks = b"<email/>" * 1500
    body = GOOD.replace(b"</name>", b"</name>" + remarks)
    assert add(caller, body).statuses == ["OK"]
    assert len(caller.sandbox.calls[-1].problems) == 1000
    assert add(caller, b"\n" + body.replace(remarks, remarks + b"<nickname>x</nickname>")).refusal == LACONIC
    first, *others = caller.sandbox.calls[-1].problems
    assert (first.rule, first.found) == ("unknown", "unknown element <nickname>")
    assert {problem.rule for problem in others} == {"start", "self-closing"}


def test_values_of_closed_lists_are_taken_in_any_letter_case(caller: Caller) -> None:
    body = GOOD.replace(
        b"</name></customerbaseinformation>",
        b'</name><country type="iso-3166">FI</country></customerbaseinformation><customeradditionalinformation>'
        b'<invoicinglanguage type="Iso-3166">fi</invoicinglanguage></customeradditionalinformation>',
    )
    assert add(caller, body).statuses == ["OK"]
    assert add(caller, body.replace(b">fi<", b">fin<")).refusal == LACONIC


def test_a_post_without_a_body_is_refused(caller: Caller) -> None:
    assert caller.send("customer.nv", verb="POST", method="add").refusal == LACONIC
    assert "no body" in caller.sandbox.calls[-1].because


def test_the_prefix_of_the_laconic_text_is_finnish_in_finnish(caller: Caller) -> None:
    caller.headers["X-Netvisor-Interface-Language"] = "FI"
    assert add(caller, b"<root></root>").refusal == (
        "INVALID_DATA :: Tiedon muoto virheellinen:. XML message validation failed: Could not validate xml"
    )


def test_names_are_taken_in_any_letter_case(caller: Caller) -> None:
    body = GOOD.replace(b"root", b"Root").replace(b"customerbase", b"CustomerBase").replace(b"name", b"NAME")
    assert add(caller, body).statuses == ["OK"]


def test_the_log_names_the_misplaced_element_and_where_it_belongs(caller: Caller) -> None:
    got = add(caller, customer(city="Turku", name="A"))
    assert got.refusal == LACONIC
    assert got.http_status == 400
    (problem,) = caller.sandbox.calls[-1].problems
    assert (problem.line, problem.rule) == (1, "order")
    assert problem.found == "<city> comes before <name>"
    assert "belongs after" in problem.expected


@pytest.mark.parametrize(
    "body",
    [
        GOOD.replace(b"<name>", b"<nickname>x</nickname><name>"),
        GOOD.replace(b"<name>A</name>", b"<name>A</name><name>B</name>"),
        GOOD.replace(b"<name>A</name>", b"<isactive>perhaps</isactive>"),
        GOOD.replace(b"<name>A</name>", b"<name colour='red'>A</name>"),
        GOOD.replace(b"</customer></root>", b"</customer><customer></customer></root>"),
        GOOD.replace(b"<customer>", b"<customer>text"),
        b"<root></root>",
    ],
)
def test_what_the_declarations_do_not_allow_is_refused_with_the_laconic_text(caller: Caller, body: bytes) -> None:
    assert add(caller, body).refusal == LACONIC
    assert caller.sandbox.calls[-1].problems


def test_a_self_closing_element_is_not_read(caller: Caller) -> None:
    key = add(caller, customer(name="A", email="a@b.fi")).key
    got = caller.send("customer.nv", GOOD.replace(b"</name>", b"</name><email/>"), method="edit", id=key)
    assert got.statuses == ["OK"]
    assert [problem.rule for problem in caller.sandbox.calls[-1].problems] == ["self-closing"]
    path = "Customer/CustomerBaseInformation/Email"
    assert caller.send("getcustomer.nv", id=key).text(path) == "a@b.fi"
    assert caller.send(
        "customer.nv", GOOD.replace(b"</name>", b"</name><email></email>"), method="edit", id=key
    ).statuses == ["OK"]
    assert caller.send("getcustomer.nv", id=key).text(path) == ""


def test_a_required_element_that_closes_itself_is_missing(caller: Caller) -> None:
    assert add(caller, b"<root><customer><customerbaseinformation/></customer></root>").refusal == LACONIC


def test_a_rule_between_elements_is_refused_with_a_text_of_ours(caller: Caller) -> None:
    got = add(caller, customer(city="Turku"))
    assert got.refusal.startswith("INVALID_DATA :: Sandbox: ")
    assert "name when the method is add" in got.refusal
    assert caller.sandbox.calls[-1].problems[0].rule == "required"


def test_a_text_longer_than_its_column_has_the_vague_documented_text(caller: Caller) -> None:
    got = add(caller, customer(name="x" * 251))
    assert got.refusal.startswith("INVALID_DATA :: Aineiston käsittelyssä tapahtui virhe. Virhetunniste: ")
    assert caller.sandbox.calls[-1].problems[0].rule == "max-length"


@pytest.mark.parametrize(
    ("body", "content_type", "charset"),
    [
        ("ä".encode(), "", "utf-8"),
        ("ä".encode("iso-8859-15"), "", "iso-8859-15"),
        (b"a", "text/xml; charset=ISO-8859-15", "ISO-8859-15"),
        (b"a", 'application/xml;charset="utf-8"', "utf-8"),
    ],
)
def test_the_charset_is_that_of_the_header_or_utf_8_or_iso_8859_15(
    body: bytes, content_type: str, charset: str
) -> None:
    assert charset_of(body, content_type) == charset


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15"])
def test_a_name_comes_back_as_it_was_sent_in_either_charset(caller: Caller, charset: str) -> None:
    body = GOOD.decode().replace(">A<", ">Äiti € ŠŽ Oy &amp; Ab<").encode(charset)
    assert add(caller, body).statuses == ["OK"]
    assert caller.send("customerlist.nv").text("Customerlist/Customer/Name") == "Äiti € ŠŽ Oy & Ab"
    assert caller.sandbox.calls[-2].charset == charset
    assert caller.sandbox.calls[-2].body == body


def test_a_charset_that_the_bytes_are_not_in_is_refused(caller: Caller) -> None:
    caller.headers["Content-Type"] = "text/xml; charset=utf-8"
    assert add(caller, GOOD.replace(b"A", b"\xe4")).refusal == LACONIC
    caller.headers["Content-Type"] = "text/xml; charset=utf-16"
    assert add(caller, GOOD).refusal == LACONIC


def test_cdata_and_references_are_taken(caller: Caller) -> None:
    add(caller, GOOD.replace(b"A", b"<![CDATA[<A>]]>&#228;"))
    assert caller.send("customerlist.nv").text("Customerlist/Customer/Name") == "<A>ä"


HOSTILE = {
    "entities": b"<root>&lol;</root>",
    "depth": b"<root>" + b"<a>" * 100_000,
    "attributes": b"<root><customer " + b" ".join(b'a%d="1"' % i for i in range(10_000)) + b"></customer></root>",
    "elements of one name": b"<root>" + b"<a></a>" * 100_000 + b"</root>",
    "long text": GOOD.replace(b"A", b"x" * 2_000_000),
    "long name": b"<root><" + b"a" * 1_000_000 + b"></root>",
    "truncated": GOOD[:-20],
    "doctype inside": b'<root><!DOCTYPE x [<!ENTITY a "b">]></root>',
    "colon": b"<root><x:customer></x:customer></root>",
    "nothing after": GOOD + GOOD,
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_hostile_xml_is_refused(caller: Caller, body: bytes) -> None:
    assert add(caller, body).refusal.startswith("INVALID_DATA :: ")
    assert caller.sandbox.calls[-1].outcome == "refused"
    assert len(caller.sandbox.books["1234567-8"].customers) == 0


def test_a_message_larger_than_the_limit_is_refused_and_the_connection_survives() -> None:
    with Sandbox(largest_body=1000) as sandbox:
        caller = Caller(sandbox)
        got = add(caller, customer(name="x" * 2000))
        assert got.refusal == "INVALID_DATA_SIZE :: Sandbox: the message has more than 1000 bytes"
        assert got.http_status == 400
        assert add(caller, GOOD).statuses == ["OK"]


def test_the_names_of_base64_elements_are_known() -> None:
    assert base64_names(SalesInvoice) == {"documentdata"}
    assert base64_names(Customer) == frozenset()


@pytest.mark.parametrize(
    ("gate", "body", "charset", "parses"),
    [
        # In its usual form it is split at its tags by one judge and read by libxml2 for the other.
        ("strict", GOOD, None, 0),
        ("strict", MISORDERED, None, 2),
        ("strict", GOOD[:-20], None, 1),
        # What stands before <root> is a question of its own.
        ("strict", b"\xef\xbb\xbf" + GOOD, None, 1),
        ("strict", b"\n" + GOOD, None, 3),
        ("report", GOOD, None, 0),
        ("report", MISORDERED, None, 2),
        ("report", GOOD[:-20], "us-ascii", 2),
        ("report", GOOD.replace(b"A", b"\xc4"), "utf-8", 2),
        ("report", b"\xef\xbb\xbf" + GOOD, None, 2),
    ],
)
def test_each_judge_parses_a_message_once_at_most(
    gate: Gate, body: bytes, charset: str | None, parses: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsers: list[object] = []
    create = expat.ParserCreate

    def counted(*named: Any) -> object:
        parsers.append(create(*named))
        return parsers[-1]

    with Sandbox(gate=gate) as sandbox:
        caller = Caller(sandbox, headers={"Content-Type": f"text/xml; charset={charset}"} if charset else {})
        monkeypatch.setattr(expat, "ParserCreate", counted)
        caller.send("customer.nv", body, method="add")
    assert len(parsers) == parses


def test_a_message_that_only_the_decoder_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = decode(GOOD, Customer)
    monkeypatch.setattr(admission_body, "read_usual", lambda *_, **__: taken)
    with pytest.raises(Refusal):
        read_message(MISORDERED, Customer, content_type="", method="add")


def test_a_message_that_only_libxml2_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission_body._Document, "is_plainly_valid", lambda _: True)
    with pytest.raises(Refusal):
        read_message(MISORDERED, Customer, content_type="", method="add")


@pytest.mark.parametrize(
    "body",
    [
        MISORDERED,
        GOOD[:-5],
        GOOD.replace(b"<root>", b'<root xmlns="">'),
        GOOD.replace(b"<root>", b"<root >"),
        GOOD.replace(b"<name>A</name>", b"<name>A</name><email/>"),
        GOOD.replace(b"<name>", b"<!-- a name --><name>"),
        GOOD.replace(b"A", b"<![CDATA[A]]>"),
        GOOD.replace(b"name>", b"Name>"),
        GOOD.replace(b"A", b"A" * (1 << 20)),
        GOOD.replace(b"A", b"&unknown;"),
    ],
)
def test_whatever_netvisor_reads_in_its_own_way_is_prepared_for_libxml2(body: bytes) -> None:
    assert not admission_body._Document(body, Customer, "").is_plainly_valid()


def test_a_charset_that_libxml2_may_read_otherwise_is_left_to_the_parser() -> None:
    valid = [
        charset
        for charset in ("utf-8", "iso-8859-15", "windows-1252")
        if admission_body._Document(GOOD, Customer, f"text/xml; charset={charset}").is_plainly_valid()
    ]
    assert valid == ["utf-8", "iso-8859-15"]
