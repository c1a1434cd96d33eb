"""Doubts: told, never enforced, and never in the way of what is certain."""

from __future__ import annotations

import pickle
import re
import warnings
from typing import Annotated

import pytest

from netvisor import encode
from netvisor.codec.decode import decode
from netvisor.codec.message_check import check, doubts
from netvisor.codec.validate import validate
from netvisor.codec.xsd import schema_text
from netvisor.declare import (
    CLEAR,
    UNSET,
    Blank,
    Doubt,
    Interleaved,
    Many,
    Opt,
    OptAttribute,
    Scalar,
    doubtful,
    message,
    must,
    part,
    plan,
    valued,
)
from netvisor.declare.scalars import Integer, Text
from netvisor.errors import DoubtfulValue, MessageError, Problem
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import DONE, Done

Even = Annotated[str, Scalar("string", doubt=Doubt(lambda text: len(text) % 2 == 0, "an even number of letters"))]
Private = Annotated[str, Scalar("string", doubt=Doubt(lambda text: text == "right", "the right one", secret=True))]


@valued
class Code:
    value: Blank[Even]
    kind: OptAttribute[Even] = UNSET


@part(doubtful("amount", holds=lambda line: line.amount < 100, expected="an amount below 100"))
class Line:
    amount: Integer
    code: Opt[Code] = UNSET


@part(doubtful("text", holds=lambda note: note.text != "010594Y9032", expected="no code", secret=True))
class Note:
    text: Text


@message(
    must("name", holds=lambda order: order.name != "wrong", expected="another name"),
    doubtful("name", "line", holds=lambda order: bool(order.line), expected="a line"),
    doubtful("name", holds=lambda order: order.name != "new", expected="an old name", on="edit"),
)
class Order:
    name: Text
    word: Opt[Even] = UNSET
    private: Opt[Private] = UNSET
    words: Many[Even] = ()
    line: Many[Line] = ()
    mixed: Annotated[Many[Line | Note], Interleaved("item", "note")] = ()


ORDER = Endpoint(
    resource="order.nv", http="POST", area="sales", title="Order", request=Order, writes=True, methods=("add", "edit")
)


@ORDER.register
def edit_order(order: Order) -> Call[Done]:
    return ORDER.call(edit_order, locals(), DONE, method="edit")


GOOD = Order(name="a", word="even", private="right", words=["no"], line=[Line(amount=1, code=Code("ab", kind="cd"))])
DOUBTFUL = Order(name="a", word="odd", words=["no", "yes"], line=[Line(amount=100, code=Code("a", kind="b"))])


def told(order: Order) -> list[tuple[str, str, str]]:
    return [(problem.path, problem.found, problem.expected) for problem in doubts(order)]


def test_a_message_without_doubts_has_none() -> None:
    assert told(GOOD) == []
    assert told(Order(name="a", word=CLEAR, line=[Line(amount=1, code=Code(CLEAR, kind="ab"))])) == []


def test_every_doubt_is_told_with_its_place_in_document_order() -> None:
    assert told(DOUBTFUL) == [
        ("word", "'odd'", "an even number of letters"),
        ("words[1]", "'yes'", "an even number of letters"),
        ("line[0].code.value", "'a'", "an even number of letters"),
        ("line[0].code.kind", "'b'", "an even number of letters"),
        ("line[0].amount", "amount=100", "an amount below 100"),
    ]
    assert told(Order(name="a")) == [("name|line", "name='a'", "a line")]


def test_a_doubt_of_one_method_is_told_of_that_method_only() -> None:
    new = Order(name="new", line=[Line(amount=1)])
    assert [problem.path for problem in doubts(new, method="edit")] == ["name"]
    assert doubts(new, method="add") == doubts(new) == []


def test_what_may_identify_a_person_is_not_repeated() -> None:
    ((path, found, _),) = told(Order(name="a", private="010594Y9032", line=[Line(amount=1)]))
    assert path == "private"
    assert "010594" not in found


def test_doubts_are_told_of_mixed_elements_too() -> None:
    mixed: list[Line | Note] = [Line(amount=1), Note(text="010594Y9032"), Line(amount=100)]
    first, second = doubts(Order(name="a", line=[Line(amount=1)], mixed=mixed))
    assert (first.path, second.path) == ("mixed[1].text", "mixed[2].amount")
    assert "010594" not in first.found


def test_nothing_enforces_a_doubt() -> None:
    assert check(DOUBTFUL, method="edit") == []
    body = encode(DOUBTFUL).bytes()
    assert decode(body, Order) == DOUBTFUL
    assert validate(body, Order, "edit") == []
    assert [rule.doubt for rule in plan(Order).rules] == [False]


def test_a_schema_knows_no_doubts() -> None:
    types = re.findall(rb'<xs:element name="(\w+)" type="(\w+)"', schema_text(Order))
    assert dict(types)[b"word"] == dict(types)[b"private"] == b"textOrEmpty"


def test_a_call_warns_of_each_doubt_and_is_made() -> None:
    with pytest.warns(DoubtfulValue) as caught:
        call = edit_order(DOUBTFUL)
    assert call.message == DOUBTFUL
    assert [w.message.problem.path for w in caught if isinstance(w.message, DoubtfulValue)] == [
        "word",
        "words[1]",
        "line[0].code.value",
        "line[0].code.kind",
        "line[0].amount",
    ]


def test_a_warning_names_resource_place_finding_and_what_is_documented() -> None:
    with pytest.warns(DoubtfulValue) as caught:
        edit_order(Order(name="a", word="odd", line=[Line(amount=1)]))
    (warning,) = caught
    assert str(warning.message) == "doubtful in the message for order.nv: word  'odd'  an even number of letters"
    assert warning.filename == __file__


def test_a_call_without_doubts_does_not_warn() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        edit_order(GOOD)


def test_a_message_that_is_refused_is_not_doubted_as_well() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(MessageError):
            edit_order(Order(name="wrong", word="odd"))


def test_a_warning_can_be_copied() -> None:
    warning = DoubtfulValue(Problem(path="word", rule="doubt", found="odd", expected="even"), "order.nv")
    copied = pickle.loads(pickle.dumps(warning))  # noqa: S301  # our own bytes
    assert (str(copied), copied.problem) == (str(warning), warning.problem)
