"""Validation names the element that stands wrong, the place where it belongs, and everything else at once."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.decode import decode, remarks
from netvisor.codec.element_order import in_order
from netvisor.codec.encode import encode
from netvisor.codec.problems import MOST_PROBLEMS
from netvisor.codec.tree import Node, read_tree
from netvisor.codec.validate import validate
from netvisor.errors import Problem, SetupError
from netvisor.resources.customers import Customer
from tests.unit.shapes import LINE, SMALLEST, Address, FetchedStatus, Order, OrderReply, order_xml, small_order

ORDER = "/root/order"
ENVELOPE = "<ResponseStatus><Status>OK</Status><TimeStamp>1.10.2026 16:03:24</TimeStamp></ResponseStatus>"


def only_problem(body: bytes, method: Any = None) -> Problem:
    problems = validate(body, Order, method)
    assert len(problems) == 1, problems
    return problems[0]


def with_element(element: str, before: str = "<buyer") -> bytes:
    assert before in SMALLEST
    return order_xml(SMALLEST.replace(before, element + before, 1))


def answer(inside: str) -> bytes:
    return f"<?xml version='1.0' encoding='utf-8'?>\n<Root>{ENVELOPE}{inside}</Root>".encode()


def test_a_good_message_has_no_problem() -> None:
    assert validate(order_xml(), Order) == []
    assert validate(encode(small_order()).bytes(), Order, charset="iso-8859-15") == []


def test_letter_case_of_names_is_no_problem() -> None:
    body = order_xml(SMALLEST.replace("buyer type", "Buyer TYPE").replace("</buyer", "</Buyer"))
    assert validate(body.replace(b"root>", b"Root>"), Order) == []


# Order.


def test_swapped_neighbours_are_one_problem_with_the_right_place() -> None:
    body = order_xml(
        '<netdays>14</netdays>\n<orderdate format="ansi">2026-11-22</orderdate>' + SMALLEST.partition("</netdays>")[2]
    )
    problem = only_problem(body)
    assert problem.rule == "order"
    assert (problem.path, problem.line, problem.column) == (f"{ORDER}/netdays", 1, 14)
    assert problem.found == "<netdays> comes before <orderdate>"
    assert problem.expected == "belongs after <orderdate>, before <buyer>"


def test_every_swap_of_neighbours_names_one_of_the_two_and_its_place_beside_the_other() -> None:
    children = read_tree(order_xml()).children[0].children
    elements = re.findall("<(?:orderdate|netdays|buyer|lines).*?</(?:orderdate|netdays|buyer|lines)>", SMALLEST)
    assert len(elements) == len(children)
    for index, (first, second) in enumerate(pairwise(children)):
        swapped = [*elements]
        swapped[index : index + 2] = [elements[index + 1], elements[index]]
        problem = only_problem(order_xml("".join(swapped)))
        moved, other = (first, second) if problem.path == f"{ORDER}/{first.name}" else (second, first)
        assert problem.path == f"{ORDER}/{moved.name}"
        side = "before" if moved is first else "after"
        assert f"{side} <{other.name}>" in problem.expected


def test_an_element_far_too_late_is_the_only_one_named() -> None:
    problem = only_problem(order_xml(SMALLEST + "<number>5</number>"))
    assert problem.path == f"{ORDER}/number"
    assert problem.found == "<number> comes after <lines>"
    assert problem.expected == "belongs before <orderdate>"


def test_an_element_far_too_early_is_the_only_one_named() -> None:
    problem = only_problem(order_xml("<freetext>x</freetext>" + SMALLEST))
    assert problem.found == "<freetext> comes before <orderdate>"
    assert problem.expected == "belongs after <buyer>, before <lines>"


def test_an_element_that_belongs_last_is_told_so() -> None:
    body = order_xml("<file><filename>a</filename><documentdata>AAAA</documentdata></file>" + SMALLEST)
    assert only_problem(body).expected == "belongs after <lines>"


def test_repeated_elements_keep_together() -> None:
    body = order_xml(SMALLEST.replace("<lines", "<tag>a</tag><lines").replace("<netdays", "<tag>b</tag><netdays"))
    problem = only_problem(body)
    assert problem.path == f"{ORDER}/tag[1]"
    assert problem.expected == "belongs after <buyer>, before <lines>"


def test_mixed_elements_may_stand_in_any_order() -> None:
    comment, product = "<commentline><comment>c</comment></commentline>", LINE[6:-7]
    body = order_xml(f"{SMALLEST}<mixed>{comment}{product}{comment}{product}</mixed>")
    assert validate(body, Order) == []


@given(positions=st.lists(st.integers(0, 8)))
def test_what_is_kept_is_in_order_and_as_long_as_can_be(positions: list[int]) -> None:
    kept = [positions[index] for index in sorted(in_order(positions))]
    assert kept == sorted(kept)
    longest = [1] * len(positions)
    for index, position in enumerate(positions):
        longest[index] += max((longest[i] for i in range(index) if positions[i] <= position), default=0)
    assert len(kept) == max(longest, default=0)


# Presence.


def test_a_missing_element_is_named_with_its_place() -> None:
    problem = only_problem(order_xml(SMALLEST.replace('<buyer type="customer">Oy</buyer>', "")))
    assert (problem.rule, problem.path) == ("required", f"{ORDER}/buyer")
    assert (problem.found, problem.expected) == ("missing in <order>", "<buyer>, a text, after <netdays>")


def test_a_missing_first_element_is_placed_before_the_next() -> None:
    problem = only_problem(order_xml(SMALLEST.partition("</orderdate>")[2]))
    assert problem.expected == "<orderdate>, a date such as 2026-11-22, before <netdays>"


def test_an_element_that_stands_twice_is_named() -> None:
    problem = only_problem(with_element("<netdays>15</netdays>"))
    assert (problem.rule, problem.path) == ("occurs", f"{ORDER}/netdays[2]")
    assert problem.found == "<netdays> for the second time"


def test_paths_count_repeated_elements() -> None:
    line = "<line><productline><product>Tea</product><quantity>x</quantity></productline></line>"
    problem = only_problem(order_xml(SMALLEST.replace("</lines>", f"{line}</lines>")))
    assert problem.path == f"{ORDER}/lines/line[2]/productline/quantity"
    assert (problem.rule, problem.found, problem.expected) == ("type", "'x'", "a number such as 12,50")


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ("<netday>1</netday>", "perhaps <netdays>"),
        ("<city>Turku</city>", "belongs in /root/order/address"),
        ("<comment>x</comment>", "belongs in /root/order/lines/line/commentline (or in one of 1 other elements)"),
        ("<zzz>1</zzz>", "no such element in a <order>"),
    ],
)
def test_an_unknown_element_is_named_with_the_nearest_or_its_own_place(element: str, expected: str) -> None:
    problem = only_problem(with_element(element))
    assert problem.rule == "unknown"
    assert problem.expected == expected


def test_an_element_inside_a_text_is_named() -> None:
    problem = only_problem(with_element("<kind>order<b>x</b></kind>"))
    assert (problem.path, problem.expected) == (f"{ORDER}/kind/b", "<kind> contains text only, no elements")


def test_text_between_elements_is_named() -> None:
    problem = only_problem(with_element("stray"))
    assert (problem.rule, problem.found) == ("text", "the text 'stray' in <order>")


@pytest.mark.parametrize(
    ("element", "found"),
    [
        ("<number></number>", "<number> is empty"),
        ("<tag></tag>", "<tag> is empty"),
        ("<mixed></mixed>", "<mixed> is empty"),
        ("<status></status>", "<status> is empty"),
        ('<seller type=""></seller>', 'type=""'),
    ],
)
def test_what_must_not_be_empty_is_named(element: str, found: str) -> None:
    before = "<orderdate" if "number" in element else "<lines"
    body = with_element(element, before) if "mixed" not in element else order_xml(SMALLEST + element)
    problems = validate(body, Order)
    assert ("empty", found) in {(problem.rule, problem.found) for problem in problems}


def test_self_closing_elements_are_named() -> None:
    problem = only_problem(with_element("<duedate/>", "<netdays"))
    assert (problem.rule, problem.found) == ("self-closing", "<duedate/> is self-closing and ignored")
    emptied = "<duedate></duedate>"
    assert problem.expected == f"a date such as 2026-11-22; {emptied} to send it empty, or no <duedate> at all"
    assert validate(with_element(emptied, "<netdays"), Order) == []
    assert only_problem(with_element("<zzz/>")).expected == "nothing: no such element is allowed here"


def test_a_required_self_closing_element_gets_one_advice() -> None:
    problem = only_problem(order_xml(SMALLEST.replace('<buyer type="customer">Oy</buyer>', '<buyer type="customer"/>')))
    assert (problem.rule, problem.path) == ("required", f"{ORDER}/buyer")
    assert (problem.found, problem.expected) == ("<buyer/> is self-closing and ignored", "a text")


def test_what_may_not_be_empty_may_be_left_out_with_what_holds_nothing_else() -> None:
    person = (
        "<customeradditionalinformation><defaultsalesperson>{}</defaultsalesperson></customeradditionalinformation>"
    )
    customer = (
        "<root><customer><customerbaseinformation><name>Malli</name></customerbaseinformation>{}</customer></root>"
    )
    closed = customer.format(person.format('<salespersonid type="netvisor"/>'))
    (problem,) = validate(closed.encode(), Customer, "add")
    assert problem.path.endswith("/defaultsalesperson/salespersonid")
    assert problem.expected == "a whole number, or no <defaultsalesperson> at all"
    assert validate(customer.format("").encode(), Customer, "add") == []
    assert validate(closed.replace("/></def", ">7</salespersonid></def").encode(), Customer, "add") == []


def test_an_element_that_a_rule_demands_is_not_told_to_be_left_out() -> None:
    body = SMALLEST.replace("<netdays>14</netdays>", "<netdays/>")
    problem = only_problem(order_xml(body))
    assert (problem.rule, problem.found) == ("at-least-one", "<netdays/> is self-closing and ignored")
    assert problem.expected == "at least one of duedate, netdays"
    both = only_problem(order_xml(body.replace("<netdays/>", "<duedate/><netdays/>")))
    assert both.found == "<duedate/> and <netdays/> are self-closing and ignored"
    closed = only_problem(order_xml("<number/>" + SMALLEST), "add")
    assert (closed.rule, closed.path) == ("required", f"{ORDER}/number")
    assert only_problem(order_xml("<number/>" + SMALLEST), "edit").rule == "self-closing"


def test_a_clearable_element_alone_is_told_to_be_sent_empty() -> None:
    problem = only_problem(with_element("<kind/>"))
    assert problem.expected == "one of order, draft; <kind></kind> to send it empty, or no <kind> at all"


# Attributes.


@pytest.mark.parametrize(
    ("start", "rule", "path", "expected"),
    [
        ("<buyer>", "required", "@type", 'type="...": one of netvisor, customer'),
        ('<buyer type="x">', "values", "@type", "one of netvisor, customer"),
        ('<buyer type="customer" tipe="x">', "unknown", "@tipe", 'perhaps "type"'),
        ('<buyer type="customer" qqq="x">', "unknown", "@qqq", "<buyer> has type, contactid, contactpersonid"),
        ('<buyer type="customer" TYPE="netvisor">', "occurs", "@TYPE", "at most one"),
        ('<buyer type="customer" contactid="x">', "type", "@contactid", "a whole number"),
    ],
)
def test_wrong_attributes_are_named(start: str, rule: str, path: str, expected: str) -> None:
    problem = only_problem(order_xml(SMALLEST.replace('<buyer type="customer">', start)))
    assert (problem.rule, problem.path, problem.expected) == (rule, f"{ORDER}/buyer/{path}", expected)


def test_constant_attributes_are_compared() -> None:
    missing = only_problem(order_xml(SMALLEST.replace(' format="ansi"', "")))
    assert (missing.rule, missing.path) == ("required", f"{ORDER}/orderdate/@format")
    assert missing.expected == 'format="ansi"'
    wrong = only_problem(order_xml(SMALLEST.replace("ansi", "iso")))
    assert (wrong.rule, wrong.found, wrong.expected) == ("constant", "format='iso'", 'format="ansi"')
    status = only_problem(with_element("<status>open</status>", "<lines"))
    assert status.path == f"{ORDER}/status/@type"


def test_an_optional_constant_may_be_missing_or_misspelt_as_documented() -> None:
    for start in ("<country>", '<country type="ISO-3166">', '<country type="ISO-3316">'):
        assert validate(with_element(f"<address>{start}FI</country></address>", "<lines"), Order) == []
    problem = only_problem(with_element('<address><country type="ISO">FI</country></address>', "<lines"))
    assert problem.expected == 'type="ISO-3166"'


def test_attributes_where_none_belong_are_named() -> None:
    body = order_xml().replace(b"<root>", b"<root xmlns:x='y'>").replace(b"<netdays>", b"<netdays a='b'>")
    assert [problem.path for problem in validate(body, Order)] == ["/root/@xmlns:x", f"{ORDER}/netdays/@a"]


# Values.


@pytest.mark.parametrize(
    ("element", "rule", "found", "expected"),
    [
        ("<netdays>100</netdays>", "maximum", "'100'", "a whole number from 0 to 99"),
        ("<netdays>-1</netdays>", "minimum", "'-1'", "a whole number from 0 to 99"),
        ("<netdays>1,5</netdays>", "type", "'1,5'", "a whole number from 0 to 99"),
        ("<netdays>14,00</netdays>", "form", "'14,00'", "a whole number from 0 to 99"),
        ("<number>1234567</number>", "max-length", "'1234567' of 7 characters", "a whole number of at most 6 digits"),
        ("<kind>quote</kind>", "values", "'quote'", "one of order, draft"),
        ("<code>12345678901</code>", "max-length", "'12345678901' of 11 characters", "a text of at most 10 characters"),
        ("<discount>1,234</discount>", "places", "'1,234'", "a number such as 12,50 with at most 2 decimals"),
        ("<discount>1 234,5</discount>", "form", "'1 234,5'", "a number such as 12,50 with at most 2 decimals"),
        ("<duedate>31.12.2026</duedate>", "form", "'31.12.2026'", "a date such as 2026-11-22"),
        ("<duedate>2026-02-30</duedate>", "type", "'2026-02-30'", "a date such as 2026-11-22"),
        ("<shipped>2026-12-31</shipped>", "form", "'2026-12-31'", "a date such as 22.11.2026"),
        ("<isopen>true</isopen>", "form", "'true'", "1 or 0"),
        ("<checked>1</checked>", "form", "'1'", "true or false"),
        ("<checked>maybe</checked>", "type", "'maybe'", "true or false"),
        ("<changed>yesterday</changed>", "type", "'yesterday'", "a moment such as 2026-11-22T14:30:00"),
        ("<changed>2.1.2026 3:04:05</changed>", "form", "'2.1.2026 3:04:05'", "a moment such as 2026-11-22T14:30:00"),
        ("<noted>2026-01-02T03:04:05</noted>", "form", "'2026-01-02T03:04:05'", "a moment such as 22.11.2026 14:30:00"),
        ("<opens>25:00</opens>", "type", "'25:00'", "a time such as 14:30:00"),
        ("<opens>8.30</opens>", "form", "'8.30'", "a time such as 14:30:00"),
        ("<week>2020-12</week>", "pattern", "'2020-12'", "a week (2020-W12)"),
        (
            "<file><filename>a</filename><documentdata>%</documentdata></file>",
            "type",
            "'%' as character 1, which Base64 does not have",
            "the content of the file in Base64: letters, digits, + and /",
        ),
    ],
)
def test_wrong_values_are_named_with_what_would_be_right(element: str, rule: str, found: str, expected: str) -> None:
    name = element[1:].partition(">")[0]
    due = "<netdays>14</netdays>"
    rest = SMALLEST.replace(due, "") if name in {"netdays", "duedate"} else SMALLEST
    if name in {"number", "file"}:
        body = order_xml(element + rest if name == "number" else rest + element)
    else:
        before = "<buyer" if name in {"netdays", "duedate", "kind", "code"} else "<lines"
        body = order_xml(rest.replace(before, element + before, 1))
    problem = only_problem(body)
    assert (problem.rule, problem.found, problem.expected) == (rule, found, expected)


@pytest.mark.parametrize(
    "element",
    [
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
        "<isopen> 1 </isopen>",
    ],
)
def test_values_in_their_forms_are_no_problem(element: str) -> None:
    assert validate(with_element(element, "<lines"), Order) == []


def test_a_long_wrong_value_is_cut() -> None:
    assert len(only_problem(with_element(f"<kind>{'x' * 5000}</kind>")).found) < 80


# Rules.


def test_broken_rules_are_named_in_the_words_of_the_document() -> None:
    problem = only_problem(order_xml(SMALLEST.replace("<netdays>14</netdays>", "")))
    assert (problem.rule, problem.path) == ("at-least-one", ORDER)
    assert (problem.found, problem.expected) == ("none of them is given", "at least one of duedate, netdays")
    both = LINE.replace("</line>", "<commentline><comment>x</comment></commentline></line>")
    choice = only_problem(order_xml(SMALLEST.replace(LINE, both)))
    assert (choice.rule, choice.path) == ("exactly-one", f"{ORDER}/lines/line[1]")
    assert choice.found == "<productline>, <commentline> given"
    assert choice.expected == "exactly one of productline, commentline"


def test_rules_of_a_method_are_asked_only_for_it() -> None:
    assert only_problem(order_xml(), "add").path == f"{ORDER}/number"
    assert validate(order_xml(), Order, "edit") == []


def test_rules_of_their_own_are_asked_when_every_value_could_be_read() -> None:
    total = "<total>3</total>"
    assert only_problem(with_element(total, "<lines")).rule == "must"
    wrong = with_element(total, "<lines").replace(b"<quantity>2", b"<quantity>two")
    assert [problem.rule for problem in validate(wrong, Order)] == ["type"]


def test_other_rules_are_asked_also_beside_a_wrong_value() -> None:
    body = order_xml("<number>x</number>" + SMALLEST.replace("<buyer", "<kind>draft</kind><buyer", 1))
    assert [problem.rule for problem in validate(body, Order)] == ["when", "type"]


# The document.


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (b"\xef\xbb\xbf", "a byte order mark"),
        (b"<?xml version='1.0'?>", "an XML declaration"),
        (b"<?xml version='1.0' encoding='utf-16'?>\n", "an XML declaration"),
        (b"<!-- ours -->", "a comment or a processing instruction"),
    ],
)
@pytest.mark.parametrize("charset", [None, "utf-8", "iso-8859-15"])
def test_anything_before_the_root_is_named(before: bytes, found: str, charset: str | None) -> None:
    (problem,) = validate(before + order_xml(), Order, charset=charset)
    assert (problem.rule, problem.found) == ("start", f"{found} before <root>")
    assert (problem.line, problem.column) == (1, 1)


@pytest.mark.parametrize("before", [b"\n", b" \r\n\t"])
def test_white_space_alone_before_the_root_is_taken_with_a_remark(before: bytes) -> None:
    assert validate(before + order_xml(), Order) == []
    assert decode(before + order_xml(), Order) == decode(order_xml(), Order)
    (remark,) = remarks(before + order_xml())
    assert (remark.rule, remark.found, remark.line) == ("start", "white space before <root>", 1)
    assert remarks(order_xml()) == []
    assert [problem.found for problem in validate(before + b"<!-- x -->" + order_xml(), Order)] == [
        "a comment or a processing instruction before <root>"
    ]


def test_a_message_without_its_root_is_told_so_and_checked_all_the_same() -> None:
    problems = validate(f"<order>{SMALLEST}<zzz>1</zzz></order>".encode(), Order)
    assert [problem.rule for problem in problems] == ["root", "unknown"]
    assert problems[0].expected == "<root><order>...</order></root>"


def test_another_document_is_one_problem() -> None:
    (problem,) = validate(b"<note><body></body></note>", Order)
    assert (problem.rule, problem.found) == ("root", "the document is a <note>")


def test_another_message_is_named_and_the_right_one_missing() -> None:
    problems = validate(b"<root><customer></customer></root>", Order)
    assert [(problem.rule, problem.path) for problem in problems] == [
        ("required", f"{ORDER}"),
        ("unknown", "/root/customer"),
    ]


def test_a_second_message_is_named() -> None:
    body = order_xml().replace(b"</root>", b"<order></order></root>")
    (problem,) = validate(body, Order)
    assert problem.expected == "one message per document"


def test_bytes_that_are_no_xml_are_one_problem_with_its_place() -> None:
    (problem,) = validate(b"<root>\n<order>\n</root>", Order)
    assert (problem.rule, problem.line, problem.column) == ("xml", 3, 1)
    assert (problem.found, problem.expected) == ("</root> ends <order>", "</order>")


def test_very_many_problems_end_the_walk() -> None:
    body = order_xml(SMALLEST + "<zzz>1</zzz>" * (MOST_PROBLEMS + 500))
    assert len(validate(body, Order)) == MOST_PROBLEMS
    assert (
        len(validate(answer("<Order>" + "<Netvisorkey>x</Netvisorkey>" * 2000 + "</Order>"), OrderReply))
        == MOST_PROBLEMS
    )


def test_only_messages_and_answers_can_be_validated() -> None:
    for target in (Address, FetchedStatus, Node):
        with pytest.raises(SetupError, match=f"Root of an answer, .* not the class {target.__name__}"):
            validate(order_xml(), target)


@given(body=st.binary(max_size=200))
def test_arbitrary_bytes_get_problems_and_nothing_else(body: bytes) -> None:
    assert validate(body, Order)
    assert validate(b"<root><order>" + body + b"</order></root>", Order)
    assert validate(body, OrderReply)


# Answers.


def test_a_good_answer_has_no_problem() -> None:
    order = (
        "<Netvisorkey>7</Netvisorkey><OrderStatus code='1'>Avoin</OrderStatus><IsOpen>Kyllä</IsOpen>"
        "<Tag>a</Tag><Tag></Tag><Lines><ProductLine><Quantity>1 234,50</Quantity></ProductLine>"
        "<CommentLine><Comment/></CommentLine></Lines>"
    )
    assert validate(answer(f"<Order>{order}</Order>"), OrderReply) == []


def test_unknown_elements_other_orders_and_empty_texts_of_an_answer_are_no_problem() -> None:
    body = answer("<Order new='1'><Kind></Kind><New><Deep>1</Deep></New><Netvisorkey></Netvisorkey></Order><Other/>")
    assert validate(body, OrderReply) == []


def test_values_of_an_answer_without_a_documented_form_are_named() -> None:
    body = answer(
        "<Order>\n<NetvisorKey>x</NetvisorKey><Kind>quote</Kind><OrderStatus code='y'>a</OrderStatus>"
        "<Lines><ProductLine/><ProductLine><Quantity>z</Quantity></ProductLine></Lines></Order>"
    )
    assert [(p.path, p.rule, p.line) for p in validate(body, OrderReply)] == [
        ("/Root/Order/NetvisorKey", "type", 3),
        ("/Root/Order/Kind", "values", 3),
        ("/Root/Order/OrderStatus/@code", "type", 3),
        ("/Root/Order/Lines/ProductLine[2]/Quantity", "type", 3),
    ]


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"<html></html>", "/html"),
        (b"<Root></Root>", "/Root/ResponseStatus"),
        (b"<Root><ResponseStatus></ResponseStatus></Root>", "/Root/ResponseStatus/Status"),
        (b"", "/"),
    ],
)
def test_what_is_no_answer_is_named(body: bytes, path: str) -> None:
    assert [problem.path for problem in validate(body, OrderReply)] == [path]


def test_the_element_of_an_answer_may_stand_in_its_status() -> None:
    body = (
        b"<Root><ResponseStatus><Status>OK</Status><Order><Netvisorkey>x</Netvisorkey></Order></ResponseStatus></Root>"
    )
    assert [p.path for p in validate(body, OrderReply)] == ["/Root/ResponseStatus/Order/Netvisorkey"]
