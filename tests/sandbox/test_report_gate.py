"""The gate that only reports: what can be understood is stored, and every mistake is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from netvisor.codec.encode import encode
from netvisor.resources.purchases import PurchaseInvoice
from netvisor.sandbox import Sandbox
from netvisor.sandbox.call_log import LoggedCall

from . import messages as m
from .conftest import Caller, Got, customer
from .golden import golden

GOOD = b"<root><customer><customerbaseinformation><name>A</name></customerbaseinformation></customer></root>"
INVOICE = encode(m.invoice()).bytes()


@pytest.fixture
def reporting() -> Iterator[Caller]:
    with Sandbox(gate="report") as sandbox:
        yield Caller(sandbox)


def add(caller: Caller, body: bytes, resource: str = "customer.nv") -> Got:
    return caller.send(resource, body, method="add")


def last(caller: Caller) -> LoggedCall:
    return caller.sandbox.calls[-1]


def test_a_wrong_order_is_stored_and_named(reporting: Caller) -> None:
    key = add(reporting, customer(city="Turku", name="A")).key
    assert last(reporting).outcome == "reported"
    assert last(reporting).stored
    (problem,) = last(reporting).problems
    assert (problem.rule, problem.line, problem.column) == ("order", 1, 42)
    assert problem.path == "/root/customer/customerbaseinformation/city"
    assert (problem.found, problem.expected) == ("<city> comes before <name>", "belongs after <name>")
    assert reporting.send("getcustomer.nv", id=key).text("Customer/CustomerBaseInformation/City") == "Turku"


def test_what_is_right_is_not_reported(reporting: Caller) -> None:
    assert add(reporting, GOOD).statuses == ["OK"]
    assert (last(reporting).outcome, last(reporting).problems) == ("ok", ())


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (GOOD.replace(b"<name>", b"<nickname>x</nickname><name>"), "unknown"),
        (GOOD.replace(b"<name>", b"<name colour='red'>"), "unknown"),
        (GOOD.replace(b"</name>", b"</name><name>B</name>"), "occurs"),
        (GOOD.replace(b"</name>", b"</name><email/>"), "self-closing"),
        (GOOD.replace(b"</name>", b"</name><isactive>perhaps</isactive>"), "type"),
        (GOOD.replace(b"</name>", b"</name><isactive>True</isactive>"), "form"),
        (GOOD.replace(b"<customer>", b"<customer>text"), "text"),
        (GOOD.replace(b"<root>", b"").replace(b"</root>", b""), "root"),
        (GOOD.replace(b"<root>", b"<root xmlns=''>"), "unknown"),
        (b"\xef\xbb\xbf" + GOOD, "start"),
        (b'<?xml version="1.0" encoding="utf-8"?>\n' + GOOD, "start"),
        (b"\r\n" + GOOD, "start"),
    ],
    ids=str,
)
def test_what_means_the_same_all_the_same_is_stored_and_named(reporting: Caller, body: bytes, rule: str) -> None:
    key = add(reporting, body).key
    assert last(reporting).outcome == "reported"
    assert rule in [problem.rule for problem in last(reporting).problems]
    assert reporting.sandbox.books["1234567-8"].customers[key].name == "A"


def test_every_mistake_is_named_not_only_the_first(reporting: Caller) -> None:
    add(reporting, b"\n" + customer(city="Turku", name="A").replace(b"<city>", b"<town>x</town><city>"))
    assert [problem.rule for problem in last(reporting).problems] == ["unknown", "order", "start"]


def test_a_text_longer_than_its_column_is_cut(reporting: Caller) -> None:
    key = add(reporting, customer(name="x" * 300)).key
    assert last(reporting).problems[0].rule == "max-length"
    assert reporting.sandbox.books["1234567-8"].customers[key].name == "x" * 250


def test_bytes_in_another_charset_than_the_header_says_are_understood(reporting: Caller) -> None:
    reporting.headers["Content-Type"] = "text/xml; charset=utf-8"
    key = add(reporting, GOOD.replace(b">A<", ">Äiti<".encode("iso-8859-15"))).key
    assert last(reporting).problems[0].rule == "xml"
    assert reporting.sandbox.books["1234567-8"].customers[key].name == "Äiti"


def test_a_constant_attribute_with_a_default_is_not_demanded(reporting: Caller) -> None:
    invoice = encode(golden("purchaseinvoice-full", PurchaseInvoice)).bytes()
    body = invoice.replace(b' format="ansi"', b"")
    assert body != invoice
    key = reporting.send("purchaseinvoice.nv", body).key
    assert last(reporting).problems == ()
    assert key in reporting.sandbox.books["1234567-8"].purchase_invoices


@pytest.mark.parametrize(
    "body",
    [
        b"<root></root>",
        b"<root><customer></customer></root>",
        b"name=A",
        GOOD[:-20],
        b"<root>&lol;</root>",
        INVOICE,
        b"",
    ],
    ids=str,
)
def test_what_cannot_be_understood_is_refused_as_ever(reporting: Caller, body: bytes) -> None:
    assert reporting.send("customer.nv", body, verb="POST", method="add").refusal.startswith("INVALID_DATA :: ")
    assert last(reporting).outcome == "refused"
    assert last(reporting).problems or last(reporting).because
    assert len(reporting.sandbox.books["1234567-8"].customers) == 0


def test_a_broken_line_is_never_left_out_of_an_invoice(reporting: Caller) -> None:
    add(reporting, encode(m.customer()).bytes())
    two = encode(m.invoice(m.line(), m.line())).bytes()
    quantity = b"salesinvoiceproductlinequantity>"
    body = two.replace(quantity + b"2<", quantity + b"many<", 1)
    assert body != two
    assert add(reporting, body, "salesinvoice.nv").refusal.startswith("INVALID_DATA")
    assert any("'many'" in problem.found for problem in last(reporting).problems)
    assert len(reporting.sandbox.books["1234567-8"].documents) == 0


def test_names_of_resources_parameters_and_elements_are_taken_in_any_letter_case(sandbox: Sandbox) -> None:
    caller = Caller(sandbox)
    body = GOOD.replace(b"root", b"ROOT").replace(b"customerbaseinformation", b"CustomerBaseInformation")
    assert caller.send("Customer.NV", body, Method="Add").key == 1
    assert caller.send("GETCUSTOMER.nv", ID=1).text("Customer/CustomerBaseInformation/Name") == "A"
    assert caller.send("CustomerList.nv", KeyWord="a").texts("Customerlist/Customer/Name") == ["A"]


def test_a_gate_is_strict_or_reports() -> None:
    with pytest.raises(ValueError, match="gate must be one of strict, report, not 'open'"):
        Sandbox(gate="open")  # type: ignore[arg-type]  # that it is refused is the test


def test_an_element_in_which_nothing_is_read_is_left_out(reporting: Caller) -> None:
    person = b'<defaultsalesperson><salespersonid type="netvisor"/></defaultsalesperson>'
    inner = b"<customeradditionalinformation>" + person + b"</customeradditionalinformation>"
    key = add(reporting, GOOD.replace(b"</customer>", inner + b"</customer>")).key
    assert {problem.rule for problem in last(reporting).problems} == {"required"}
    assert b"salesperson" not in reporting.sandbox.books["1234567-8"].customers[key].message


def test_a_rule_of_the_method_holds_here_too(reporting: Caller) -> None:
    body = b"<root><purchaseorder><comment></comment></purchaseorder></root>"
    assert add(reporting, body, "purchaseorder.nv").refusal.startswith("INVALID_DATA :: ")
    assert last(reporting).outcome == "refused"
    assert "orderdate" in " ".join(problem.expected for problem in last(reporting).problems)
