"""JSON of messages and answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest
from hypothesis import given, strategies

from netvisor.codec.json_form import load_json, message_from_json, message_to_json, places, reply_to_json, with_places
from netvisor.codec.untyped import Untyped
from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Blank,
    Const,
    El,
    Interleaved,
    Many,
    Opt,
    OptAttribute,
    exactly_one,
    message,
    part,
    reply,
    required,
    valued,
)
from netvisor.declare.scalars import (
    AnsiDate,
    Attachment,
    DateTime,
    Flag,
    Integer,
    Number,
    Text,
    Text10,
    Time,
)
from netvisor.errors import MessageError, Problem
from netvisor.resources import endpoints
from netvisor.resources.customers import Customer, CustomerBaseInformation, InternalIdentifier
from netvisor.resources.message import Message
from netvisor.testing import messages


@valued
class Amount:
    value: Blank[Number]
    currency_code: OptAttribute[Text10] = UNSET


@valued
class Term:
    value: Blank[Text]
    type: Attribute[Literal["netvisor", "customer"]]


@valued
class Document:
    value: Attachment
    kind: ClassVar[Const] = Const("pdf")
    type: OptAttribute[Literal["pdf", "finvoice"]] = UNSET


@part
class Product:
    name: Text10
    value: Opt[Number] = UNSET
    """A child that is called value."""


@part
class Comment:
    comment: Text


@part(exactly_one("product_line", "comment_line"))
class Line:
    product_line: Opt[Product] = UNSET
    comment_line: Opt[Comment] = UNSET


@part
class Lines:
    line: Many[Line]


@part
class Discount:
    percent: Opt[Number] = UNSET
    reason: OptAttribute[Text] = UNSET


@message(required("free_text", on="add"))
class Order:
    order_date: AnsiDate
    sum: Amount
    free_text: Annotated[Opt[Text10], El("FreeTextBeforeLines")] = UNSET
    term: Opt[Term] = UNSET
    rate: Opt[Amount] = UNSET
    paid: Opt[Flag] = UNSET
    days: Opt[Integer] = UNSET
    sent: Opt[DateTime] = UNSET
    at: Opt[Time] = UNSET
    discount: Opt[Discount] = UNSET
    lines: Opt[Lines] = UNSET
    document: Opt[Document] = UNSET
    scan: Opt[Attachment] = UNSET
    tag: Many[Text] = ()
    mixed: Annotated[Many[Product | Comment], Interleaved("product", "comment")] = ()


LEAST: Mapping[str, Any] = {"order_date": "2026-11-21", "sum": "244.00"}


def problems_of(given: object, folder: Path | None = None, **further: Any) -> list[Problem]:
    with pytest.raises(MessageError) as caught:
        message_from_json(Order, given, folder, **further)
    return list(caught.value.problems)


def problem_of(**given: Any) -> Problem:
    (problem,) = problems_of({**LEAST, **given})
    return problem


def order(**given: Any) -> Order:
    return message_from_json(Order, {**LEAST, **given})


def test_values_of_every_kind_are_read(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    made = message_from_json(
        Order,
        {
            "order_date": "2026-11-21",
            "sum": {"value": "244.00", "currency_code": "EUR"},
            "free_text": "Hyvää",
            "term": {"value": "14", "type": "customer"},
            "rate": 3,
            "paid": False,
            "days": 14,
            "sent": "2026-11-21T08:30:00",
            "at": "08:30:00",
            "discount": {"reason": "loyal", "percent": Decimal("2.5")},
            "lines": {
                "line": [{"product_line": {"name": "Omena", "value": "1.20"}}, {"comment_line": {"comment": "x"}}]
            },
            "document": {"value": {"base64": "JVBERg=="}, "type": "pdf"},
            "scan": {"path": "scan.pdf"},
            "tag": ["a"],
            "mixed": [{"product": {"name": "p"}}, {"comment": {"comment": "c"}}],
        },
        tmp_path,
    )
    assert made == Order(
        order_date=date(2026, 11, 21),
        sum=Amount(Decimal("244.00"), "EUR"),
        free_text="Hyvää",
        term=Term("14", "customer"),
        rate=Amount(3),
        paid=False,
        days=14,
        sent=datetime(2026, 11, 21, 8, 30),  # noqa: DTZ001  # moments of messages have no zone
        at=time(8, 30),
        discount=Discount(percent=Decimal("2.5"), reason="loyal"),
        lines=Lines(
            line=[
                Line(product_line=Product(name="Omena", value=Decimal("1.20"))),
                Line(comment_line=Comment(comment="x")),
            ]
        ),
        document=Document(b"%PDF", "pdf"),
        scan=tmp_path / "scan.pdf",
        tag=["a"],
        mixed=[Product(name="p"), Comment(comment="c")],
    )


def test_keys_are_taken_in_any_case_with_or_without_underscores_and_as_the_vendor_writes_them() -> None:
    made = message_from_json(Order, {"orderdate": "2026-11-21", "SUM": "1", "freetextbeforelines": "x", "Paid": True})
    assert made.free_text == "x"
    assert made.paid is True


def test_an_unknown_key_names_the_nearest_known_one() -> None:
    problem = problem_of(fre_text="x")
    assert (problem.path, problem.rule, problem.expected) == ("fre_text", "unknown-key", '"free_text"?')


def test_the_elements_own_name_as_a_key_is_explained() -> None:
    (problem, *_) = problems_of({"order": LEAST})
    assert "without this key" in problem.expected


def test_a_key_twice_in_two_spellings_is_refused() -> None:
    problem = problem_of(free_text="x", FreeText="y")
    assert problem.rule == "duplicate-key"


@pytest.mark.parametrize("empty", [None, ""])
def test_null_and_the_empty_text_are_refused_and_name_the_markers(empty: object) -> None:
    problem = problem_of(free_text=empty)
    assert problem.rule == "empty"
    assert "omitted" in problem.expected
    assert '{"clear": true}' in problem.expected


def test_null_for_a_required_element_that_must_have_a_value_offers_no_marker() -> None:
    (problem,) = problems_of({**LEAST, "order_date": None})
    assert "clear" not in problem.expected
    assert "omitted" not in problem.expected


def test_clear_sends_an_element_empty() -> None:
    assert order(free_text={"clear": True}).free_text is CLEAR


def test_clear_of_an_aggregate_is_the_marker() -> None:
    assert order(discount={"clear": True}).discount is CLEAR


def test_clear_of_a_required_element_with_a_blank_value_clears_the_value() -> None:
    assert order(sum={"clear": True}).sum == Amount(CLEAR)
    assert order(sum={"value": {"clear": True}, "currency_code": "EUR"}).sum == Amount(CLEAR, "EUR")


def test_a_cleared_value_without_attributes_is_the_clear_of_an_optional_element() -> None:
    assert order(rate={"value": {"clear": True}}).rate is CLEAR


def test_clear_of_an_element_with_a_required_attribute_asks_for_it() -> None:
    problem = problem_of(term={"clear": True})
    assert problem.expected == '{"value": {"clear": true}, "type": ...}'
    assert order(term={"value": {"clear": True}, "type": "netvisor"}).term == Term(CLEAR, "netvisor")


@pytest.mark.parametrize("said", [False, 1, "true"])
def test_clear_takes_true_only(said: object) -> None:
    assert problem_of(free_text={"clear": said}).rule == "clear"


def test_clear_of_an_element_that_must_have_a_value_is_refused() -> None:
    (problem,) = problems_of({**LEAST, "order_date": {"clear": True}})
    assert (problem.path, problem.rule) == ("order_date", "clear")


def test_a_bare_value_of_an_element_with_a_required_attribute_shows_the_form() -> None:
    problem = problem_of(term="14")
    assert problem.expected == '{"value": "14", "type": ...}'


def test_constants_are_not_written() -> None:
    assert problem_of(document={"value": {"base64": "AA=="}, "kind": "pdf"}).rule == "constant"


def test_a_child_called_value_is_a_child() -> None:
    made = order(lines={"line": [{"product_line": {"name": "x", "value": 2}}]})
    assert made.lines == Lines(line=[Line(product_line=Product(name="x", value=2))])


def test_a_single_item_is_written_as_a_list_too() -> None:
    assert problem_of(tag="a").rule == "type"
    assert order(tag=[]).tag == []


def test_markers_have_no_place_in_a_list() -> None:
    assert problem_of(tag=["a", None]).path == "tag[1]"
    assert problem_of(tag=[{"clear": True}]).rule == "clear"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("sum", "244,00"),
        ("sum", "1e3"),
        ("sum", "abc"),
        ("sum", 244.5),
        ("sum", True),
        ("sum", Decimal("1e999999")),
        ("sum", "9" * 101),
        ("paid", 1),
        ("paid", "true"),
        ("days", "14"),
        ("days", Decimal("14.0")),
        ("days", True),
        ("free_text", 5),
        ("free_text", ["x"]),
        ("order_date", "20261121"),
        ("order_date", "2026-W47-6"),
        ("order_date", "2026-02-30"),
        ("order_date", "21.11.2026"),
        ("sent", "2026-11-21"),
        ("sent", "2026-11-21T08:30:00X"),
        ("at", "8.30"),
        ("scan", "scan.pdf"),
        ("scan", {"base64": "***"}),
        ("scan", {"path": "no such file"}),
        ("scan", {"path": "a", "base64": "AA=="}),
        ("discount", "5"),
        ("discount", {}),
        ("lines", {"line": []}),
        ("lines", {"line": [{"product_line": "x"}]}),
        ("term", ["x"]),
        ("mixed", [{"product": {"name": "x"}, "comment": {"comment": "y"}}]),
        ("mixed", [{"nothing": {}}]),
        ("mixed", ["x"]),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_at_its_place(key: str, value: object) -> None:
    problem = problem_of(**{key: value})
    assert problem.path.startswith(key)
    assert problem.expected


def test_all_problems_are_told_at_once_and_each_once() -> None:
    found = problems_of(
        {"free_text": "much too long", "paid": 1, "discont": {}, "lines": {"line": [{}, {"product_line": {}}]}}
    )
    assert {problem.path: problem.rule for problem in found} == {
        "discont": "unknown-key",
        "order_date": "required",
        "sum": "required",
        "paid": "type",
        "free_text": "max-length",
        "lines.line[0]": "empty",
        "lines.line[1].product_line": "empty",
        "lines.line[1].product_line.name": "required",
    }
    assert len(found) == 8


def test_rules_between_fields_are_checked() -> None:
    both = {"product_line": {"name": "x"}, "comment_line": {"comment": "y"}}
    assert problem_of(lines={"line": [both]}).rule == "exactly-one"


def test_rules_of_a_method_are_checked_when_it_is_said() -> None:
    assert message_from_json(Order, LEAST, method="edit")
    assert [problem.rule for problem in problems_of(LEAST, method="add")] == ["required"]


def test_what_is_no_object_is_refused() -> None:
    assert [problem.path for problem in problems_of([])] == ["message"]


def test_a_class_that_is_no_message_is_refused() -> None:
    with pytest.raises(TypeError, match="not a message class"):
        message_from_json(Product, {"name": "x"})


def test_a_customer_comes_back_as_it_was() -> None:
    customer = Customer(
        customer_base_information=CustomerBaseInformation(
            internal_identifier=InternalIdentifier(CLEAR, "automatic"), name="Äiti Oy", country="FI", city=CLEAR
        )
    )
    plain = message_to_json(customer)
    assert plain == {
        "customer_base_information": {
            "internal_identifier": {"value": {"clear": True}, "type": "automatic"},
            "name": "Äiti Oy",
            "city": {"clear": True},
            "country": "FI",
        }
    }
    assert message_from_json(Customer, load_json(json.dumps(plain))) == customer


@pytest.mark.parametrize("cls", [e.request for e in endpoints() if e.request], ids=lambda cls: cls.__name__)
@given(data=strategies.data())
def test_every_message_comes_back_as_it_was(cls: type[Message[Any]], data: strategies.DataObject) -> None:
    drawn = data.draw(messages(cls))
    plain = drawn.to_dict()
    assert cls.from_dict(plain) == drawn
    assert cls.from_dict(load_json(json.dumps(plain))) == drawn


def test_a_message_of_every_kind_comes_back_as_it_was() -> None:
    made = order(
        sum={"clear": True},
        rate={"clear": True},
        sent="2026-11-21T08:30:00.000001",
        at="08:30",
        document={"base64": "AA=="},
        lines={"line": [{"comment_line": {"comment": "x"}}]},
        mixed=[{"comment": {"comment": "c"}}, {"product": {"name": "p", "value": "-0.10"}}],
        discount={"percent": Decimal("1E+2")},
        scan={"path": __file__},
    )
    assert message_from_json(Order, load_json(json.dumps(message_to_json(made)))) == made


# Texts.


def test_fractions_are_read_as_decimals() -> None:
    assert load_json('{"a": 0.10}')["a"].as_tuple() == Decimal("0.10").as_tuple()


@pytest.mark.parametrize(
    "text", ['{"a": NaN}', '{"a": -Infinity}', '{"a": 1,}', "", "[" * 100_000, '{"a": ' + "9" * 5000 + "}"]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(MessageError):
        load_json(text)


def test_a_fault_in_the_json_is_placed() -> None:
    with pytest.raises(MessageError) as caught:
        load_json('{\n  "a": }')
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (2, 8)


def test_a_key_that_stands_twice_is_refused_where_it_stands_again() -> None:
    with pytest.raises(MessageError) as caught:
        load_json('{"a": [{"b": 1},\n {"b": 1, "b": 2}]}')
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == ("a[1].b", 2, 11)


def test_every_value_has_a_place() -> None:
    text = '{"a_b": [1, {"C": "x]\\"}"}],\n "d": {"e": [[true]]}}'
    assert places(text) == {
        (): (1, 1),
        ("ab",): (1, 2),
        ("ab", 0): (1, 10),
        ("ab", 1): (1, 13),
        ("ab", 1, "c"): (1, 14),
        ("d",): (2, 2),
        ("d", "e"): (2, 8),
        ("d", "e", 0): (2, 14),
        ("d", "e", 0, 0): (2, 15),
    }


def test_problems_are_placed_at_their_value_or_at_the_object_that_lacks_it() -> None:
    text = '{\n  "sum": "x",\n  "lines": {"line": [{"product_line": {"value": 1}}]}\n}'
    found = with_places(problems_of(load_json(text)), text)
    assert [(problem.path, problem.line, problem.column) for problem in found] == [
        ("order_date", 1, 1),
        ("sum", 2, 3),
        ("lines.line[0].product_line.name", 3, 23),
    ]


# Answers.


@reply
class Inner:
    name: str | None
    sum: Decimal | None


@reply
class Note:
    text: str | None


@reply
class Everything:
    code: Term | None
    day: date | None
    moment: datetime | None
    active: bool | None
    count: int | None
    content: bytes | None
    inner: Many[Inner] = ()
    mixed: Annotated[Many[Inner | Note], Interleaved("inner_line", "note_line")] = ()


def test_an_answer_shows_every_declared_field() -> None:
    empty = Everything(code=None, day=None, moment=None, active=None, count=None, content=None)
    assert reply_to_json(empty) == {
        "code": None,
        "day": None,
        "moment": None,
        "active": None,
        "count": None,
        "content": None,
        "inner": [],
        "mixed": [],
    }


def test_the_values_of_an_answer_are_plain() -> None:
    found = Everything(
        code=Term("14", "netvisor"),
        day=date(2026, 11, 21),
        moment=datetime(2026, 11, 21, 8, 30),  # noqa: DTZ001  # answers have no zone
        active=False,
        count=3,
        content=b"%PDF",
        inner=[Inner(name="", sum=Decimal("1E+1"))],
        mixed=[Note(text="n"), Inner(name=None, sum=Untyped("a lot"))],  # type: ignore[arg-type]  # as readers give it
    )
    assert reply_to_json(found) == {
        "code": {"value": "14", "type": "netvisor"},
        "day": "2026-11-21",
        "moment": "2026-11-21T08:30:00",
        "active": False,
        "count": 3,
        "content": "JVBERg==",
        "inner": [{"name": None, "sum": "10"}],
        "mixed": [{"note_line": {"text": "n"}}, {"inner_line": {"name": None, "sum": {"untyped": "a lot"}}}],
    }


def test_lists_and_nothing_are_plain_too() -> None:
    assert reply_to_json([Note(text="a")]) == [{"text": "a"}]
    assert reply_to_json(None) is None
