"""A writer is generated for the lines that objects fill, and anew for an object that fills others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest

from netvisor.codec.encode import encode
from netvisor.codec.generate import write
from netvisor.declare import (
    CLEAR,
    UNSET,
    Interleaved,
    Many,
    Opt,
    OptAttribute,
    Scalar,
    at_least_one,
    exactly_one,
    message,
    part,
    required,
    valued,
)
from netvisor.declare.scalars import Attachment, Number, Text
from netvisor.errors import MessageError


@valued
class Price:
    value: Number
    kind: OptAttribute[Literal["net", "gross"]] = UNSET


@part(exactly_one("comment", "price"))
class Row:
    comment: Opt[Text] = UNSET
    price: Opt[Price] = UNSET


@part()
class Note:
    text: Text


@part()
class Scan:
    content: Attachment


@message()
class Cash:
    amount: Annotated[Decimal | int, Scalar("decimal", places=2)]


@message(at_least_one("row", "note", "title"), required("title", on="add"))
class Bill:
    first: Opt[Scan] = UNSET
    title: Opt[Text] = UNSET
    scan: Opt[Attachment] = UNSET
    row: Many[Row] = ()
    note: Opt[Note] = UNSET
    mixed: Annotated[Many[Row | Note], Interleaved("extra", "remark")] = ()
    amount: Opt[Number] = UNSET


def fresh() -> Any:
    """The same declaration with a writer of its own, which no other test has made grow."""
    return message(at_least_one("row", "note", "title"), required("title", on="add"), name="bill")(
        type("Bill", (), {"__annotations__": dict(Bill.__annotations__), "__module__": __name__} | defaults())
    )


def defaults() -> dict[str, Any]:
    lists = dict.fromkeys(["row", "mixed"], ())
    return dict.fromkeys(["first", "title", "scan", "note", "amount"], UNSET) | lists


def text(bill: Any) -> str:
    return encode(bill).bytes().decode().removeprefix("<root><bill>").removesuffix("</bill></root>")


def test_lines_that_no_object_had_before_are_written_and_checked() -> None:
    cls = fresh()
    assert text(cls(title="a")) == "<title>a</title>"
    assert text(cls(note=Note(text="b"))) == "<note><text>b</text></note>"
    assert text(cls(title="a", amount=Decimal(3))) == "<title>a</title><amount>3</amount>"
    assert text(cls(title="a")) == "<title>a</title>"
    with pytest.raises(MessageError, match="first"):
        encode(cls(title="a", first="no scan"))


def test_after_a_few_times_a_writer_is_made_for_all_lines() -> None:
    cls = fresh()
    filled: list[dict[str, Any]] = [
        {"title": "a"},
        {"note": Note(text="b")},
        {"title": "a", "amount": 1},
        {"title": "a", "scan": b"x"},
        {"title": "a", "first": Scan(content=b"y")},
    ]
    written = [text(cls(**fields)) for fields in filled]
    assert written == [text(cls(**fields)) for fields in filled]
    assert written[4] == "<first><content>eQ==</content></first><title>a</title>"


def test_rules_are_asked_about_lines_that_no_object_has_filled_yet() -> None:
    cls = fresh()
    with pytest.raises(MessageError) as refused:
        encode(cls(amount=1))
    assert [problem.rule for problem in refused.value.problems] == ["at-least-one"]
    write(cls(note=Note(text="b")))
    with pytest.raises(Exception, match=r"^$"):
        write(cls(note=Note(text="b")), "add")


def test_an_object_without_any_line_is_refused_by_a_writer_for_no_line() -> None:
    @message(name="empty")
    class Empty:
        title: Opt[Text] = UNSET

    with pytest.raises(MessageError) as refused:
        encode(Empty())
    assert [problem.rule for problem in refused.value.problems] == ["empty"]


def test_attachments_stand_in_the_order_of_the_document() -> None:
    bill = Bill(title="a", scan=b"second", first=Scan(content=b"first"))
    assert write(bill)[1] == [b"first", b"second"]
    assert write(Bill(title="a", scan=CLEAR))[1] == []


def test_mixed_elements_are_written_by_their_classes() -> None:
    mixed: list[Row | Note] = [Row(comment="c"), Note(text="d"), Row(price=Price(1, kind="net"))]
    assert text(Bill(title="a", mixed=mixed)).endswith(
        '<extra><comment>c</comment></extra><remark><text>d</text></remark><extra><price kind="net">1</price></extra>'
    )


def test_threads_that_make_a_writer_grow_write_what_they_were_given() -> None:
    cls = fresh()
    bills = [
        cls(title="a"),
        cls(note=Note(text="b")),
        cls(title="a", amount=1),
        cls(title="a", row=[Row(price=Price(2, kind="gross"))]),
        cls(title="a", scan=b"x"),
    ]
    with ThreadPoolExecutor(5) as pool:
        written = list(pool.map(lambda number: text(bills[number % 5]), range(500)))
    assert written == [text(bill) for bill in bills] * 100


@pytest.mark.parametrize("amount", [Decimal("1E-7"), Decimal("0.001"), Decimal("1.0E-3")])
def test_a_decimal_keeps_to_the_places_of_its_line_in_scientific_form_too(amount: Decimal) -> None:
    with pytest.raises(MessageError) as refused:
        encode(Cash(amount=amount))
    assert [problem.rule for problem in refused.value.problems] == ["places"]
    assert b"<amount>1000</amount>" in encode(Cash(amount=Decimal("1E+3"))).bytes()
