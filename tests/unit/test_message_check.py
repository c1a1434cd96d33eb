"""Every rule of a problem, found at its place; and the encoder refuses exactly what the check finds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Blank,
    Const,
    Interleaved,
    Many,
    Opt,
    OptAttribute,
    at_least_one,
    at_most_one,
    exactly_one,
    excludes,
    message,
    must,
    needs,
    part,
    required,
    together,
    valued,
    when,
)
from netvisor.declare.scalars import AnsiDate, Attachment, Flag, Integer, Number, Pattern, Scalar, Text, Text50
from netvisor.errors import MessageError, Problem


class Currency(StrEnum):
    EUR = "EUR"


@valued
class Amount:
    """A required attribute, a text that may be empty."""

    value: Blank[Number]
    currency: Attribute[Literal["EUR", "SEK"]]


@valued
class Code:
    """An attribute that may be left out."""

    value: Blank[Text50]
    type: OptAttribute[Literal["automatic"]] = UNSET
    format: ClassVar = Const("ansi")


@part
class ProductLine:
    name: Text50
    amount: Opt[Amount] = UNSET


@part
class CommentLine:
    comment: Text


@part
class Address:
    city: Opt[Text50] = UNSET
    lines: Many[Text50] = ()


@message
class Order:
    number: Integer
    day: Opt[AnsiDate] = UNSET
    name: Blank[Text50]
    total: Opt[Number] = UNSET
    is_open: Opt[Flag] = UNSET
    state: Opt[Literal["open", "unsent"]] = UNSET
    level: Opt[Literal[1, 2]] = UNSET
    currency: Opt[Literal["EUR", "SEK"]] = UNSET
    code: Opt[Code] = UNSET
    sum: Opt[Amount] = UNSET
    post_number: Annotated[str, Scalar("string", pattern=Pattern(regex="[0-9]{5}", words="five digits"))] = "00100"
    delivery: Opt[Address] = UNSET
    document: Opt[Attachment] = UNSET
    tags: Many[Text50] = ()
    item: Many[ProductLine] = ()
    line: Annotated[Many[ProductLine | CommentLine], Interleaved("product_line", "comment_line")] = ()


@message
class Voucher:
    """A list that needs an item."""

    line: Many[CommentLine]


def order(**fields: Any) -> Order:
    return Order(**{"number": 1, "name": "Oy", **fields})


def refused_by_encoder(wrong: object) -> list[Problem]:
    try:
        encode(wrong)
    except MessageError as error:
        return list(error.problems)
    return []


def problems(wrong: object, method: Literal["add", "edit"] | None = None) -> list[tuple[str, str]]:
    """The places and rules of what is wrong; where no method matters, the encoder must agree."""
    found = check(wrong, method=method)
    if method is None:
        assert refused_by_encoder(wrong) == found
    return [(problem.path, problem.rule) for problem in found]


@pytest.mark.parametrize(
    "right",
    [
        order(),
        order(day=date(2026, 1, 2), total=Decimal("1.50"), is_open=False, state="open", level=2),
        order(total=3, currency=Currency.EUR),
        order(name=CLEAR, day=CLEAR, total=CLEAR, delivery=CLEAR, code=CLEAR, state=CLEAR, document=CLEAR),
        order(code=Code("1"), sum=Amount(CLEAR, "EUR")),
        order(code=Code(CLEAR, type="automatic")),
        order(delivery=Address(city=CLEAR)),
        order(delivery=Address(lines=["a"])),
        order(document=b"%PDF-"),
        order(document=Path(__file__)),
        order(tags=["a", "b"], item=(ProductLine(name="a"),)),
        order(line=[CommentLine(comment="a"), ProductLine(name="b"), CommentLine(comment="c")]),
        Voucher(line=[CommentLine(comment="a")]),
    ],
)
def test_a_right_message_has_no_problem(right: object) -> None:
    assert problems(right) == []


@pytest.mark.parametrize(
    ("wrong", "place", "rule"),
    [
        (order(number=UNSET), "number", "required"),
        (order(name=UNSET), "name", "required"),
        (order(number=CLEAR), "number", "clear"),
        (order(post_number=CLEAR), "post_number", "clear"),
        (order(number=None), "number", "type"),
        (order(total=None), "total", "type"),
        (order(name=""), "name", "empty"),
        (order(number=True), "number", "type"),
        (order(number=1.0), "number", "type"),
        (order(number="1"), "number", "type"),
        (order(name=1), "name", "type"),
        (order(name=b"Oy"), "name", "type"),
        (order(total=1.5), "total", "type"),
        (order(total=True), "total", "type"),
        (order(total=Decimal("NaN")), "total", "type"),
        (order(total=Decimal("-Infinity")), "total", "type"),
        (order(is_open=1), "is_open", "type"),
        (order(is_open="1"), "is_open", "type"),
        (order(day=datetime(2026, 1, 2)), "day", "type"),  # noqa: DTZ001  # the mistake under test
        (order(day="2026-01-02"), "day", "type"),
        (order(name="ä" * 51), "name", "max-length"),
        (order(name="a\x00"), "name", "character"),
        (order(state="closed"), "state", "values"),
        (order(state="Open"), "state", "values"),
        (order(level=3), "level", "values"),
        (order(level=True), "level", "type"),
        (order(level="1"), "level", "type"),
        (order(post_number="123"), "post_number", "pattern"),
        (order(post_number="00100\n"), "post_number", "pattern"),
        (order(code="1"), "code", "type"),
        (order(code=Code(CLEAR)), "code", "clear"),
        (order(code=Code("", type="automatic")), "code.value", "empty"),
        (order(code=Code("1", type="manual")), "code.type", "values"),  # type: ignore[arg-type]  # the mistake
        (order(code=Code("1", type=CLEAR)), "code.type", "clear"),  # type: ignore[arg-type]  # the mistake
        (order(sum=CLEAR), "sum", "clear"),
        (order(sum=Amount(1, UNSET)), "sum.currency", "required"),  # type: ignore[arg-type]  # the mistake
        (order(sum=Amount(UNSET, "EUR")), "sum.value", "required"),  # type: ignore[arg-type]  # the mistake
        (order(delivery=Address()), "delivery", "empty"),
        (order(delivery=CommentLine(comment="a")), "delivery", "type"),
        (order(delivery=[]), "delivery", "type"),
        (order(document=b""), "document", "empty"),
        (order(document="report.pdf"), "document", "type"),
        (order(document=Path("nowhere.pdf")), "document", "file"),
        (order(document=Path(__file__).parent), "document", "file"),
        (order(tags="abc"), "tags", "type"),
        (order(tags=UNSET), "tags", "type"),
        (order(tags=CLEAR), "tags", "type"),
        (order(tags=None), "tags", "type"),
        (order(tags=["a", CLEAR]), "tags[1]", "type"),
        (order(tags=["a", UNSET]), "tags[1]", "type"),
        (order(tags=["a", ""]), "tags[1]", "empty"),
        (order(tags={"a"}), "tags", "type"),
        (order(item=[CommentLine(comment="a")]), "item[0]", "type"),
        (order(item=[ProductLine(name="a"), ProductLine(name="")]), "item[1].name", "empty"),
        (order(line=[Address(city="a")]), "line[0]", "type"),
        (order(line=[CLEAR]), "line[0]", "type"),
        (
            order(line=[CommentLine(comment="a"), ProductLine(name="b", amount=Amount(1.5, "EUR"))]),  # type: ignore[arg-type]  # the mistake
            "line[1].amount.value",
            "type",
        ),
        (Voucher(line=[]), "line", "required"),
        (Voucher(line=UNSET), "line", "type"),  # type: ignore[arg-type]  # the mistake under test
    ],
)
def test_what_is_wrong_is_found_at_its_place(wrong: object, place: str, rule: str) -> None:
    assert (place, rule) in problems(wrong)


def test_every_problem_is_found_at_once_in_document_order() -> None:
    wrong = order(number="1", name="", total=1.5, delivery=Address(), tags=["", "a" * 51])
    assert problems(wrong) == [
        ("number", "type"),
        ("name", "empty"),
        ("total", "type"),
        ("delivery", "empty"),
        ("tags[0]", "empty"),
        ("tags[1]", "max-length"),
    ]


def test_a_message_without_any_child_is_refused() -> None:
    @message
    class Nothing:
        name: Opt[Text] = UNSET

    assert problems(Nothing()) == [("Nothing", "empty")]


@part
class Entry:
    """An element whose attribute can say all there is to say."""

    method: OptAttribute[Literal["add", "delete"]] = UNSET
    text: Opt[Text] = UNSET


@message
class Journal:
    entry: Many[Entry] = ()
    last: Opt[Entry] = UNSET


def test_an_element_with_an_attribute_may_be_empty() -> None:
    journal = Journal(entry=[Entry(method="delete"), Entry(text="a")], last=Entry(method="add"))
    assert problems(journal) == []
    body = encode(journal).bytes()
    assert b'<entry method="delete"></entry>' in body
    assert decode(body, Journal) == journal
    assert decode(encode(Journal(last=CLEAR)).bytes(), Journal) == Journal(last=CLEAR)


def test_an_element_without_its_attribute_must_not_be_empty() -> None:
    assert problems(Journal(entry=[Entry()])) == [("entry[0]", "empty")]
    assert problems(Journal(last=Entry())) == [("last", "empty")]
    with pytest.raises(MessageError, match="<entry> is empty"):
        decode(b"<root><journal><entry></entry></journal></root>", Journal)


@pytest.mark.parametrize("wrong", [None, "Oy", 1, {}, Address(city="a"), Order])
def test_what_is_no_message_is_refused(wrong: object) -> None:
    assert [p.rule for p in check(wrong)] == ["type"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (order(total=None), "UNSET to omit it or CLEAR to send it empty"),
        (order(name=None), "CLEAR to send it empty"),
        (order(total=1.5), "a Decimal or an int"),
        (order(code=None), "a Code; UNSET to omit it or CLEAR"),
        (order(code=Code(CLEAR)), "CLEAR itself"),
        (order(sum=CLEAR), "Amount(CLEAR, currency=...): a cleared element keeps its attributes"),
        (order(state="closed"), "one of open, unsent"),
        (order(line=[None]), "ProductLine or CommentLine"),
        (order(tags=None), "a list of a text of at most 50 characters"),
        (order(delivery=Address()), "CLEAR instead to write the element empty"),
    ],
)
def test_a_problem_says_what_would_be_right(wrong: object, words: str) -> None:
    (problem,) = check(wrong)
    assert words in problem.expected


def test_a_required_value_does_not_offer_to_leave_it_out() -> None:
    (problem,) = check(order(number=None))
    assert "UNSET" not in problem.expected
    assert "CLEAR" not in problem.expected


def test_the_text_of_a_problem_names_place_finding_and_remedy() -> None:
    (problem,) = check(order(name="ä" * 51))
    assert str(problem) == f"name  '{'ä' * 51}' of 51 characters  a text of at most 50 characters"


@part(exactly_one("a", "b"))
class Choice:
    a: Opt[Text] = UNSET
    b: Opt[Text] = UNSET
    c: Opt[Text] = UNSET


@message(
    at_least_one("a", "b"),
    at_most_one("b", "c"),
    together("d", "e"),
    needs("f", "d"),
    excludes("g", "a"),
    when("state", "open", never=("c",), always=("b",)),
    must("a", holds=lambda m: m.a != "wrong", expected="anything but wrong"),
    required("h", on="add"),
)
class Ruled:
    a: Opt[Text] = UNSET
    b: Opt[Text] = UNSET
    c: Opt[Text] = UNSET
    d: Opt[Text] = UNSET
    e: Opt[Text] = UNSET
    f: Opt[Text] = UNSET
    g: Opt[Text] = UNSET
    h: Opt[Text] = UNSET
    state: Opt[Text] = UNSET
    choice: Opt[Choice] = UNSET


@pytest.mark.parametrize(
    ("wrong", "place", "rule"),
    [
        (Ruled(d="1", e="1"), "a|b", "at-least-one"),
        (Ruled(b="1", c="1"), "b|c", "at-most-one"),
        (Ruled(a="1", d="1"), "d|e", "together"),
        (Ruled(a="1", f="1"), "f|d", "needs"),
        (Ruled(a="1", b="1", g="1"), "g|a", "excludes"),
        (Ruled(a="1", state="open"), "state|c|b", "when"),
        (Ruled(a="wrong"), "a", "must"),
        (Ruled(a="1", choice=Choice(c="1")), "choice.a|b", "exactly-one"),
        (Ruled(a="1", choice=Choice(a="1", b="2")), "choice.a|b", "exactly-one"),
        (Ruled(a="1", choice=Choice(a=CLEAR)), "choice.a|b", "exactly-one"),
    ],
)
def test_a_broken_rule_is_found_at_its_fields(wrong: Ruled, place: str, rule: str) -> None:
    assert problems(wrong) == [(place, rule)]


def test_a_broken_rule_says_what_was_given() -> None:
    (both,) = check(Ruled(a="1", choice=Choice(a="1", b="2")))
    assert both.found == "a='1', b='2'"
    (none,) = check(Ruled(a="1", choice=Choice(c="1")))
    assert none.found == "none of them is given"


def test_a_rule_of_one_method_is_asked_for_that_method_only() -> None:
    assert problems(Ruled(a="1"), "add") == [("h", "required")]
    assert problems(Ruled(a="1"), "edit") == []
    assert problems(Ruled(a="1", h="1"), "add") == []


def test_a_rule_is_not_asked_of_values_of_a_wrong_type() -> None:
    assert problems(Ruled(a=1, b=None)) == [("a", "type"), ("b", "type")]  # type: ignore[arg-type]  # the mistakes


def test_a_wrong_value_deep_inside_does_not_silence_the_rules_above() -> None:
    wrong = Ruled(d="1", choice=Choice(a=""))
    assert problems(wrong) == [("choice.a", "empty"), ("a|b", "at-least-one"), ("d|e", "together")]
