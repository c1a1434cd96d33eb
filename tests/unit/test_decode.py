"""Decoding gives back the message that was encoded, and names everything wrong with any other bytes."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.charset import Charset
from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.declare import CLEAR, UNSET
from netvisor.errors import MessageError, Problem, SetupError
from tests.unit.shapes import (
    SMALLEST,
    Address,
    Amount,
    Buyer,
    Code,
    CommentLine,
    File,
    Line,
    Lines,
    Mixed,
    Order,
    OrderReply,
    ProductLine,
    Status,
    empty_code,
    order_xml,
    small_order,
)


def with_element(element: str, before: str = "<buyer") -> bytes:
    assert before in SMALLEST
    return order_xml(SMALLEST.replace(before, element + before, 1))


def problems_of(body: bytes, charset: str | None = None) -> tuple[Problem, ...]:
    with pytest.raises(MessageError) as caught:
        decode(body, Order, charset)
    return caught.value.problems


def full_order() -> Order:
    order = small_order()
    order.number = 107
    order.due_date = date(2026, 12, 6)
    order.kind = "order"
    order.code = empty_code()
    order.seller = Buyer(CLEAR, "netvisor", contact=7)
    order.status = Status("open")
    order.amount = Amount(Decimal("12.50"), "EUR")
    order.total = Decimal(5)
    order.discount = Decimal("1.5")
    order.address = Address(street="Mannerheimintie 1 <A> & co", city=CLEAR, country="FI")
    order.is_open, order.checked, order.hidden, order.partial = True, False, True, False
    order.shipped = date(2026, 1, 2)
    order.changed = datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001  # the interface speaks of local time
    order.noted = datetime(2026, 11, 22, 13, 4, 5)  # noqa: DTZ001
    order.opens = time(8, 30)
    order.week = "2020-W12"
    order.free_text = " ä\r\n\t€ "
    order.tag = ["a", "b"]
    order.lines = Lines(
        line=[
            Line(product_line=ProductLine(product="Tea", quantity=5, unit="kg", unit_price=Decimal("0.10"))),
            Line(comment_line=CommentLine(comment="Thank you")),
        ]
    )
    order.mixed = Mixed(rows=[CommentLine(comment="1"), ProductLine(product="2", quantity=3), CommentLine(comment="4")])
    order.file = [File(file_name="a.pdf", document_data=bytes(range(256)))]
    return order


@pytest.mark.parametrize("charset", ["auto", "iso-8859-15", "utf-8", "references"])
@pytest.mark.parametrize("make", [small_order, full_order])
def test_a_message_comes_back_as_it_was(make: Any, charset: Charset) -> None:
    encoded = encode(make(), charset)
    assert decode(encoded.bytes(), Order) == make()
    assert decode(encoded.bytes(), Order, encoded.charset) == make()


LEGAL = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.sampled_from(
    "\t\n\r<>&]'"
)


@given(text=st.text(LEGAL, min_size=1))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    order = small_order()
    order.free_text = text
    encoded = encode(order)
    # With the charset, as the header says it: a few texts make bytes that are right in both.
    assert decode(encoded.bytes(), Order, encoded.charset) == order


def test_an_attachment_given_by_its_path_comes_back_as_bytes(tmp_path: Any) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4")
    order = small_order()
    order.file = [File(file_name="a.pdf", document_data=path)]
    assert decode(encode(order).bytes(), Order).file == [File(file_name="a.pdf", document_data=b"%PDF-1.4")]


@pytest.mark.parametrize("change", [str.upper, str.title])
def test_letter_case_of_names_does_not_matter(change: Any) -> None:
    changed = re.sub("</?[a-z]+| [a-z]+=", lambda match: change(match.group()), SMALLEST)
    assert changed != SMALLEST
    assert decode(f"<Root><ORDER>{changed}</ORDER></Root>".encode(), Order) == small_order()


def test_further_names_are_read() -> None:
    assert decode(with_element("<freetxt>x</freetxt>", "<lines"), Order).free_text == "x"
    body = order_xml(SMALLEST.replace('<buyer type="customer">', '<buyer type="customer" contactpersonid="7">'))
    assert decode(body, Order).buyer.contact == 7


def test_white_space_between_elements_does_not_matter() -> None:
    assert decode(order_xml(SMALLEST.replace("><", ">\n\t <")), Order) == small_order()


@pytest.mark.parametrize(
    ("element", "attr", "value"),
    [
        ("<kind></kind>", "kind", CLEAR),
        ("<duedate></duedate>", "due_date", CLEAR),
        ("<code></code>", "code", CLEAR),
        ('<code type="automatic"></code>', "code", Code(CLEAR, "automatic")),
        ('<seller type="netvisor"></seller>', "seller", Buyer(CLEAR, "netvisor")),
        ("<amount></amount>", "amount", CLEAR),
        ("<address></address>", "address", CLEAR),
        ("<address> \n </address>", "address", CLEAR),
        ("<address><city/></address>", "address", CLEAR),
        ("<address><city></city></address>", "address", Address(city=CLEAR)),
        ("<address><country></country></address>", "address", Address(country=CLEAR)),
        ("<freetext></freetext>", "free_text", CLEAR),
        ("<freetext>  </freetext>", "free_text", "  "),
        ("<freetext><![CDATA[<a>]]></freetext>", "free_text", "<a>"),
        ("<kind/>", "kind", UNSET),
        ("<number/>", "number", UNSET),
        ('<seller type="no such type"/>', "seller", UNSET),
        ("<address/>", "address", UNSET),
        ("<nosuchelement/>", "kind", UNSET),
        ("<buyer/>", "buyer", Buyer("Oy", "customer")),
        ("<tag/>", "tag", ()),
    ],
)
def test_empty_and_self_closing_elements_are_told_apart(element: str, attr: str, value: object) -> None:
    found = getattr(decode_anywhere(element), attr)
    assert (tuple(found) if isinstance(value, tuple) else found) == value


def decode_anywhere(element: str) -> Order:
    """An order with one more element at its place."""
    places = {
        "number": "<orderdate",
        "duedate": "<netdays",
        "kind": "<buyer",
        "code": "<buyer",
        "nosuchelement": "<buyer",
        "buyer": "<buyer",
    }
    name = element.strip("<").split(">")[0].split(" ")[0].strip("/")
    return decode(with_element(element, places.get(name, "<lines")), Order)


@pytest.mark.parametrize(
    ("element", "attr", "value"),
    [
        ("<discount>1 234,50</discount>", "discount", Decimal("1234.50")),
        ("<discount>1.5</discount>", "discount", Decimal("1.5")),
        ("<isopen>true</isopen>", "is_open", True),
        ("<checked>0</checked>", "checked", False),
        ("<partial>Kyllä</partial>", "partial", True),
        ("<shipped>2026-01-02</shipped>", "shipped", date(2026, 1, 2)),
        ("<duedate>6.12.2026</duedate>", "due_date", date(2026, 12, 6)),
        ("<kind> ORDER </kind>", "kind", "order"),
        ("<status>open</status>", "status", Status("open")),
        ('<status TYPE="NetVisor">open</status>', "status", Status("open")),
        ('<address><country type="ISO-3316">FI</country></address>', "address", Address(country="FI")),
        ("<address><country>FI</country></address>", "address", Address(country="FI")),
    ],
)
def test_values_are_read_in_every_documented_form_and_constants_may_be_missing(
    element: str, attr: str, value: object
) -> None:
    assert getattr(decode_anywhere(element), attr) == value


def test_the_header_decides_the_charset_and_a_declared_one_never_does() -> None:
    body = with_element("<freetext>€</freetext>", "<lines")
    assert decode(body, Order).free_text == "€"
    assert decode(body, Order, "ISO-8859-15").free_text == "€"
    assert decode(body, Order, "iso-8859-1").free_text == "¤"
    assert decode(body.decode("iso-8859-15").encode(), Order).free_text == "€"


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (b"", "xml"),
        (b"<root>", "xml"),
        (b"\0\xff", "xml"),
        (b"<!DOCTYPE root><root/>", "xml"),
        (b"<root></root>", "required"),
        (b"<root/>", "required"),
        (b"<root><order/></root>", "empty"),
        (b"<root><order></order></root>", "empty"),
        (b"<root><customer></customer></root>", "unknown"),
        (order_xml()[6:-7], "root"),
        (b"\xef\xbb\xbf" + order_xml(), "start"),
        (b"<?xml version='1.0' encoding='utf-8'?>" + order_xml(), "start"),
        (order_xml().replace(b"</order>", b"</order><order></order>"), "occurs"),
        (with_element("stray"), "text"),
        (with_element("<number>12345678</number>", "<orderdate"), "max-length"),
        (with_element("<netdays>15</netdays>"), "occurs"),
    ],
)
def test_anything_wrong_is_refused(body: bytes, rule: str) -> None:
    assert rule in {problem.rule for problem in problems_of(body)}


def test_an_unknown_charset_is_refused() -> None:
    (problem,) = problems_of(order_xml(), "utf-7")
    assert problem.rule == "xml"
    assert "'utf-7' is not supported" in problem.found


def test_all_problems_come_at_once_with_their_places() -> None:
    body = order_xml('\n<netdays>x</netdays>\n<buyer type="x">Oy</buyer>')
    found = [(p.line, p.column, p.path.rpartition("/")[2], p.rule) for p in problems_of(body)]
    assert found == [
        (1, 7, "orderdate", "required"),
        (1, 7, "lines", "required"),
        (2, 1, "netdays", "type"),
        (3, 1, "@type", "values"),
    ]


@given(body=st.binary(max_size=300))
def test_arbitrary_bytes_get_a_message_error(body: bytes) -> None:
    with pytest.raises(MessageError):
        decode(body, Order)
    with pytest.raises(MessageError):
        decode(b"<root><order>" + body + b"</order></root>", Order)


# Documents that are no message.


ANSWER = b"<?xml version='1.0'?>\n<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Order></Order></Root>"


def test_an_answer_is_told_how_answers_are_read() -> None:
    (problem,) = problems_of(ANSWER)
    assert (problem.rule, problem.found) == ("root", "the document is an answer of Netvisor")
    assert "client.send(call)" in problem.expected
    with pytest.raises(SetupError, match=r"not the class OrderReply; an answer is read by its call: client\.send"):
        decode(ANSWER, OrderReply)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<Finvoice Version='3.0'><a/></Finvoice>", "a Finvoice"),
        (b"<?xml version='1.0'?><!DOCTYPE Finvoice SYSTEM 'x'><Finvoice><a/></Finvoice>", "a Finvoice"),
        (b"<SOAP-ENV:Envelope><a/></SOAP-ENV:Envelope>\n<?xml version='1.0'?><Finvoice><a/></Finvoice>", "a Finvoice"),
        (b"<soap:Envelope xmlns:soap='x'><soap:Body/></soap:Envelope>", "a SOAP envelope"),
        (b"<!DOCTYPE html>\n<html><body>404</body></html>", "an HTML page"),
        (b"<html lang='fi'><body><p>404<br></body></html>", "an HTML page"),
    ],
)
def test_a_document_of_another_interface_is_told_where_it_goes(body: bytes, found: str) -> None:
    (problem,) = problems_of(body)
    assert (problem.rule, problem.found) == ("root", f"the document is {found}")


def test_a_message_that_only_speaks_of_such_documents_is_a_message() -> None:
    body = with_element("<freetext>&lt;Finvoice &gt;</freetext>", "<lines")
    assert decode(body, Order).free_text == "<Finvoice >"
