"""The schemas: committed as written, taken by two independent compilers, and refusing what the declarations refuse."""

from __future__ import annotations

import warnings
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.validate import validate
from netvisor.codec.xsd import schema_files, schema_text, write_schemas
from netvisor.declare import Opt, message, part
from netvisor.declare.scalars import Text
from netvisor.declare.states import CLEAR, UNSET
from netvisor.errors import Problem
from netvisor.resources import endpoints
from netvisor.testing import messages
from tests.conftest import FIXTURES
from tests.regenerate.files import SCHEMAS, complaint, surplus
from tests.unit.shapes import LINE, SMALLEST, Address, FetchedStatus, Order, OrderReply, order_xml, small_order
from tests.unit.test_decode import full_order

FILES = dict(schema_files(endpoints()))
REQUESTS = {name.removesuffix(".request.xsd"): cls for name, cls in FILES.items() if name.endswith(".request.xsd")}
REPLIES = {name.removesuffix(".reply.xsd"): cls for name, cls in FILES.items() if name.endswith(".reply.xsd")}

every_file = pytest.mark.parametrize("name", FILES)
every_request = pytest.mark.parametrize("name", REQUESTS)

BEYOND = {
    "getcustomer-several.xml": "a documented misspelling",
    "dimensionlist-several.xml": "another letter case",
    "getproduct-several.xml": "another letter case, and an undocumented value",
    "getsalesinvoice-one.xml": "another letter case",
    "getsalesinvoice-several.xml": "another letter case",
    "getbatchlist-variants.xml": "other names and forms that answers were seen in",
    "getpurchaseinvoice-variants.xml": "other names and forms that answers were seen in",
    "getpurchaseorder-variants.xml": "other names and forms that answers were seen in",
    "getrecordtypelist-several.xml": "other names that answers were seen in",
    "getuserinvitations-several.xml": "other names that answers were seen in",
    "getworkday-several.xml": "other names that answers were seen in",
    "getworkdays-several.xml": "other names that answers were seen in",
    "getvendor-variants.xml": "other names and forms that answers were seen in",
    "paymentlist-several.xml": "another letter case",
    "purchaseorderlist-variants.xml": "other names and forms that answers were seen in",
}
"""Answers that are read although they have not the documented form, and so are not in their schema."""


@cache
def by_lxml(cls: type) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema_text(cls)))


@cache
def by_xmlschema(cls: type) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(schema_text(cls).decode())


def is_valid(body: bytes, cls: type, charset: str | None = "iso-8859-15") -> bool:
    """What both validators say; they must agree."""
    document = etree.fromstring(body, etree.XMLParser(encoding=charset))
    first = by_lxml(cls).validate(document)
    second = by_xmlschema(cls).is_valid(document)
    assert first == second, by_lxml(cls).error_log
    return first


def golden(kind: str, names: Any) -> list[Path]:
    found = sorted(path for path in (FIXTURES / kind).glob("*.xml") if path.name.partition("-")[0] in names)
    assert found
    return found


def with_element(element: str) -> bytes:
    """The smallest order with one more element at its right place."""
    name = element[1:].partition(">")[0].partition(" ")[0]
    before = {"code": "<buyer", "mixed": ""}.get(name, "<lines")
    return order_xml(SMALLEST.replace(before, element + before, 1) if before else SMALLEST + element)


# Files.


def test_no_schema_is_of_what_is_not_declared() -> None:
    assert surplus() == [], "`poe regenerate` removes them"


@every_file
def test_a_committed_schema_is_what_would_be_written(name: str) -> None:
    assert complaint(SCHEMAS / name, schema_text(FILES[name])) == ""


def test_schemas_are_written_into_a_directory(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "new", endpoints())
    assert [path.name for path in written] == list(FILES)
    assert all(path.read_bytes() == schema_text(FILES[path.name]) for path in written)


@every_file
def test_a_schema_says_what_wrote_it_and_is_taken_without_a_warning(name: str) -> None:
    text = schema_text(FILES[name])
    assert text.splitlines()[0].startswith(b"<!-- Written by `netvisor schema write`")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compiled = etree.XMLSchema(etree.fromstring(text))
        xmlschema.XMLSchema10(text.decode())
    assert str(compiled.error_log) == ""


def test_docstrings_and_rules_stand_in_the_documentation() -> None:
    text = schema_text(Order).decode()
    for about in (
        "An order, with one of everything.",
        "The number; given by the service when left out.",
        "automatic takes the next free code.",
        "Rule: at least one of duedate, netdays.",
        "Rule of method=add: number when the method is add.",
        "a text of at most 50 characters",
    ):
        assert f"<xs:documentation>{about}</xs:documentation>" in text


def test_only_messages_and_answers_have_a_schema() -> None:
    for cls in (Address, FetchedStatus, Path):
        with pytest.raises(TypeError, match="neither a message nor"):
            schema_text(cls)


# Golden messages.


@pytest.mark.parametrize("path", golden("requests", REQUESTS), ids=lambda path: path.name)
def test_a_golden_message_is_in_its_schema_and_can_be_decoded(path: Path) -> None:
    cls = REQUESTS[path.name.partition("-")[0]]
    body = path.read_bytes()
    assert is_valid(body, cls), misplaced(path, cls)
    assert decode(body, cls) == decode(encode(decode(body, cls)).bytes(), cls)


@pytest.mark.parametrize("path", golden("replies", REPLIES), ids=lambda path: path.name)
def test_a_sample_answer_is_in_its_schema_where_its_form_is_documented(path: Path) -> None:
    cls = REPLIES[path.name.partition("-")[0]]
    valid = is_valid(path.read_bytes(), cls, None)
    assert valid or path.name in BEYOND, misplaced(path, cls)
    assert not valid or path.name not in BEYOND, f"{path.name} has the documented form: take it out of BEYOND"


def misplaced(path: Path, cls: type) -> str:
    """Why a golden file is not in its schema, and what is to be done about it."""
    name = path.relative_to(FIXTURES.parent)
    way = f"change {name}; `poe regenerate` writes a first one anew once all of its resource are deleted"
    return f"{name} is not what {cls.__name__} declares: {by_lxml(cls).error_log}\n{way}"


def test_a_golden_file_in_another_form_is_told_with_its_place() -> None:
    path = FIXTURES / "replies" / "getcustomer-several.xml"
    assert not is_valid(path.read_bytes(), REPLIES["getcustomer"], None)
    told = misplaced(path, REPLIES["getcustomer"])
    assert told.startswith("fixtures/replies/getcustomer-several.xml is not what GetCustomerReply declares: <string>:")
    assert "change fixtures/replies/getcustomer-several.xml" in told


def test_every_answer_named_as_beyond_its_schema_exists() -> None:
    assert set(BEYOND) <= {path.name for path in (FIXTURES / "replies").glob("*.xml")}


# Schema and walk.


TEXTS = ("", "x", "0", "-1", "1,5", "1.5", "2026-01-01", "31.12.2026", "true", "1", " 1 ", "netvisor", "a" * 300)


def changed(message: Any, data: st.DataObject) -> bytes:
    """A message with one element removed, doubled, moved, renamed or filled with another text."""
    root = etree.fromstring(encode(message, "utf-8").bytes())
    elements = list(root.iter())[2:]
    element = data.draw(st.sampled_from(elements))
    parent = element.getparent()
    assert parent is not None
    how = data.draw(st.sampled_from(("remove", "double", "move", "rename", "fill", "attribute")))
    if how in {"remove", "move"}:
        parent.remove(element)
    if how in {"double", "move"}:
        parent.insert(data.draw(st.integers(0, len(parent))), deepcopy(element))
    if how == "rename":
        element.tag = data.draw(st.sampled_from(elements)).tag
    if how == "fill" and len(element) == 0:
        element.text = data.draw(st.sampled_from(TEXTS))
    if how == "attribute":
        element.set(data.draw(st.sampled_from([*element.keys(), "type"])), data.draw(st.sampled_from(TEXTS)))
    for each in root.iter():
        # An element without a text would be written self-closing, which is another thing.
        each.text = each.text or ""
    return etree.tostring(root, encoding="utf-8").replace(b"<?xml version='1.0' encoding='utf-8'?>\n", b"")


@every_request
@given(data=st.data())
def test_schema_and_walk_agree_about_any_change(name: str, data: st.DataObject) -> None:
    cls = REQUESTS[name]
    body = changed(data.draw(messages(cls)), data)
    assert b"/>" not in body.replace(b"&gt;", b"")
    problems = validate(body, cls)
    if by_lxml(cls).validate(etree.fromstring(body)):
        # Only what XSD 1.0 cannot say is left.
        beyond = {
            "empty",
            "exactly-one",
            "at-least-one",
            "at-most-one",
            "together",
            "needs",
            "excludes",
            "when",
            "must",
        }
        # libxml2 passes over letters that Base64 has not.
        left = [problem for problem in problems if "Base64" not in str(problem) and not limits_a_comma(problem)]
        assert {problem.rule for problem in left} <= beyond, problems
    else:
        assert problems, by_lxml(cls).error_log


def limits_a_comma(problem: Problem) -> bool:
    """Whether a problem is the limit of a number with a comma, which XSD 1.0 takes for a text."""
    return problem.rule in {"minimum", "maximum"} and problem.expected.startswith("a number such as 12,50")


def test_only_the_walk_knows_the_limits_of_numbers_with_a_comma() -> None:
    period = part_time(b"-1,5")
    assert [limits_a_comma(problem) for problem in validate(period, REQUESTS["editjobperiod"])] == [True]
    assert by_lxml(REQUESTS["editjobperiod"]).validate(etree.fromstring(period))
    assert not validate(part_time(b"1,5"), REQUESTS["editjobperiod"])


def part_time(percent: bytes) -> bytes:
    return (
        b"<root><employmentperiods><employmentperiod><parttimepercent>%s</parttimepercent></employmentperiod>"
        b"</employmentperiods></root>" % percent
    )


# What a schema takes and refuses.


@pytest.mark.parametrize("make", [small_order, full_order])
def test_what_is_encoded_is_in_the_schema(make: Any) -> None:
    encoded = encode(make())
    assert is_valid(encoded.bytes(), Order, encoded.charset), by_lxml(Order).error_log


@pytest.mark.parametrize(
    "element",
    [
        "<total></total>",
        "<address></address>",
        "<amount></amount>",
        "<code></code>",
        "<freetext></freetext>",
        "<discount>1.5</discount>",
        "<discount>-1,500</discount>",
        "<isopen>0</isopen>",
        "<checked>True</checked>",
        "<hidden>false</hidden>",
        "<partial>Nej</partial>",
        "<shipped>02.01.2026</shipped>",
        "<opens>8:30</opens>",
        "<changed>2026-01-02 03:04:05</changed>",
        "<noted>2.1.2026 3:04:05</noted>",
        "<week>2020-W12</week>",
        "<tag>a</tag><tag>b</tag>",
        "<freetext>  ä\t€ </freetext>",
        '<seller type="netvisor"></seller>',
        "<address><country>FI</country></address>",
        '<address><country type="ISO-3166"></country></address>',
    ],
)
def test_good_elements_are_taken(element: str) -> None:
    assert is_valid(with_element(element), Order), by_lxml(Order).error_log


@pytest.mark.parametrize(
    "element",
    [
        "<tag></tag>",
        "<tag>12345678901</tag>",
        "<zzz>1</zzz>",
        "<code>12345678901</code>",
        "<mixed></mixed>",
        "<discount>1,234</discount>",
        "<discount>1 234,5</discount>",
        "<discount>1e3</discount>",
        "stray",
        "<isopen>true</isopen>",
        "<isopen></isopen>",
        "<checked>1</checked>",
        "<shipped>2026-01-02</shipped>",
        "<changed>2026-01-02</changed>",
        "<noted>2026-01-02T03:04:05</noted>",
        "<week>2020-12</week>",
        "<opens>25:00</opens>",
        "<address><city>a</city><street>b</street></address>",
        "<seller>a</seller>",
        '<seller type="other">a</seller>',
        '<address><country type="ISO">FI</country></address>',
        "<status>open</status>",
        '<status type="netvisor">closed</status>',
        "<amount>twelve</amount>",
        '<amount currency="">1</amount>',
        "<freetext><b></b></freetext>",
        "<total>1</total><total>1</total>",
    ],
)
def test_wrong_elements_are_refused(element: str) -> None:
    assert not is_valid(with_element(element), Order)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('format="ansi"', ""),
        ('format="ansi"', 'format="iso"'),
        ("2026-11-22", "2026-02-30"),
        ("2026-11-22", "2026-11-22Z"),
        ("2026-11-22", ""),
        ("<netdays>14", "<netdays>100"),
        ("<netdays>14", "<netdays>14,0"),
        ("<netdays>14", "<netdays>-1"),
        ("<netdays>", "<number>1234567</number><netdays>"),
        (LINE, ""),
        (LINE, "<line></line>"),
        (LINE, LINE.replace("</line>", "<commentline><comment>x</comment></commentline></line>")),
        ("<product>Tea</product>", ""),
        ('<buyer type="customer">Oy</buyer>', ""),
        ("netdays", "NetDays"),
    ],
)
def test_wrong_messages_are_refused(old: str, new: str) -> None:
    assert is_valid(order_xml(), Order)
    assert old in SMALLEST
    assert not is_valid(order_xml(SMALLEST.replace(old, new)), Order)


def test_attachments_are_checked() -> None:
    file = "<file><filename>a</filename><documentdata>{}</documentdata></file>"
    assert is_valid(order_xml(SMALLEST + file.format("QUJD\nREVG")), Order)
    for wrong in ("", "%", "QUJ"):
        assert not is_valid(order_xml(SMALLEST + file.format(wrong)), Order)


def test_mixed_elements_may_stand_in_any_order() -> None:
    comment, product = "<commentline><comment>c</comment></commentline>", LINE[6:-7]
    assert is_valid(order_xml(f"{SMALLEST}<mixed>{comment}{product}{comment}</mixed>"), Order)


@part
class Inside:
    """A part with a required child."""

    name: Text


@message
class Outer:
    """A message in which a part may be empty at one place and not at the other."""

    first: Inside
    second: Opt[Inside] = UNSET


def test_an_element_may_be_empty_only_where_it_can_be_cleared() -> None:
    cleared = encode(Outer(first=Inside(name="a"), second=CLEAR)).bytes()
    assert is_valid(cleared, Outer)
    assert decode(cleared, Outer).second is CLEAR
    assert not is_valid(b"<root><outer><first></first></outer></root>", Outer)


# Answers.

ENVELOPE = "<ResponseStatus><Status>OK</Status><TimeStamp>1.10.2026 16:03:24</TimeStamp></ResponseStatus>"


def answer(inside: str) -> bytes:
    return f"<Root>{ENVELOPE}{inside}</Root>".encode()


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<Replies><InsertedDataIdentifier>1</InsertedDataIdentifier><Reply>x</Reply></Replies>",
        "<Order/>",
        "<Order><Netvisorkey></Netvisorkey><OrderStatus code=''></OrderStatus><IsOpen></IsOpen><Kind/></Order>",
        "<Order><Netvisorkey>1 234,00</Netvisorkey><IsOpen>Kyllä</IsOpen><Changed>1.2.2026 3:04:05</Changed></Order>",
        "<Order><OrderDate>1.2.2026</OrderDate><Tag>a</Tag><Tag></Tag></Order>",
        "<Order><Lines><CommentLine/><ProductLine><Quantity>−1\u00a0234.5</Quantity></ProductLine></Lines></Order>",
    ],
)
def test_answers_of_documented_forms_are_taken(inside: str) -> None:
    assert is_valid(answer(inside), OrderReply, "utf-8"), by_lxml(OrderReply).error_log


@pytest.mark.parametrize(
    "inside",
    [
        "<order/>",
        "<Order><New/></Order>",
        "<Order><Netvisorkey>x</Netvisorkey></Order>",
        "<Order><IsOpen>perhaps</IsOpen></Order>",
        "<Order><OrderDate>yesterday</OrderDate></Order>",
        "<Order><Tag>a</Tag><Netvisorkey>1</Netvisorkey></Order>",
    ],
)
def test_answers_of_other_forms_are_refused(inside: str) -> None:
    assert not is_valid(answer(inside), OrderReply, "utf-8")


def test_a_refusal_is_in_every_answer() -> None:
    body = b"<Root><ResponseStatus><Status>FAILED</Status><Status>INVALID_DATA :: x</Status></ResponseStatus></Root>"
    for cls in REPLIES.values():
        assert is_valid(body, cls, "utf-8")
