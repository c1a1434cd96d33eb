"""A request in its usual form is read quickly, and everything else is left to the traversal."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest

from netvisor.codec.limits import REQUEST_LIMITS
from netvisor.codec.usual_request import read_usual
from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Carries,
    Const,
    El,
    Interleaved,
    Many,
    Opt,
    OptAttribute,
    Scalar,
    message,
    must,
    part,
    required,
    valued,
)
from netvisor.declare.scalars import AnsiDate, Attachment, DateTime, Flag, Integer, Number, Text, Text10


@valued
class Code:
    value: Opt[Text10]
    kind: OptAttribute[Literal["a", "b"]] = UNSET


@valued
class Sum:
    value: Number
    currency: Attribute[Text10]


@part()
class Row:
    text: Text


@part()
class Note:
    comment: Text


@part()
class Box:
    row: Many[Row] = ()
    mixed: Annotated[Many[Row | Note], Interleaved("left", "right")] = ()


@message(must("count", holds=lambda order: order.count != 13, expected="another count"), required("name", on="add"))
class Order:
    name: Opt[Text10] = UNSET
    code: Opt[Code] = UNSET
    sum: Opt[Sum] = UNSET
    count: Opt[Integer] = UNSET
    share: Annotated[Opt[Decimal | int], Scalar("decimal", minimum=Decimal(0), maximum=Decimal(100), places=1)] = UNSET
    day: Opt[AnsiDate] = UNSET
    moment: Opt[DateTime] = UNSET
    open: Opt[Flag] = UNSET
    file: Opt[Attachment] = UNSET
    unit: Annotated[Opt[Text], Carries("type", Const("kg", optional=True))] = UNSET
    spelled: Annotated[Opt[Text], El(also=("spelt",))] = UNSET
    word: Many[Text] = ()
    box: Opt[Box] = UNSET


def order(inside: str, **more: Any) -> Any:
    return read_usual(f"<root><order>{inside}</order></root>".encode(), Order, **more)


@pytest.mark.parametrize(
    ("inside", "fields"),
    [
        ("<name>Ä &amp; &lt;&gt;&quot;&apos;</name>", {"name": "Ä & <>\"'"}),
        ("<name>a&#13;b</name>", {"name": "a\rb"}),
        ("<name>&amp;lt;</name>", {"name": "&lt;"}),
        ("<name> a\n</name>", {"name": " a\n"}),
        ("<name></name>", {"name": CLEAR}),
        ("<NAME>a</NAME>", {"name": "a"}),
        ("<code>a</code>", {"code": Code("a")}),
        ('<code kind="b">a</code>', {"code": Code("a", kind="b")}),
        ('<code kind="b"></code>', {"code": Code(CLEAR, kind="b")}),
        ("<code></code>", {"code": CLEAR}),
        ('<sum currency="EUR">-12,50</sum>', {"sum": Sum(Decimal("-12.50"), currency="EUR")}),
        ("<count>-7</count>", {"count": -7}),
        ("<share>99.5</share>", {"share": Decimal("99.5")}),
        ('<day format="ansi">2026-11-30</day>', {"day": date(2026, 11, 30)}),
        ("<moment>2026-11-30T08:30:00</moment>", {"moment": datetime(2026, 11, 30, 8, 30)}),  # noqa: DTZ001
        ("<open>1</open>", {"open": True}),
        ("<file>YQ==</file>", {"file": b"a"}),
        ('<unit type="kg">1</unit>', {"unit": "1"}),
        ("<unit>1</unit>", {"unit": "1"}),
        ("<spelt>a</spelt>", {"spelled": "a"}),
        ("<word>a</word><word>b</word>", {"word": ["a", "b"]}),
        ("<box></box>", {"box": CLEAR}),
        ("<box>\n  <row>\n<text>a</text>\n</row>\n</box>\n", {"box": Box(row=[Row(text="a")])}),
        (
            "<box><left><text>a</text></left><right><comment>b</comment></right><left><text>c</text></left></box>",
            {"box": Box(mixed=[Row(text="a"), Note(comment="b"), Row(text="c")])},
        ),
    ],
)
def test_the_usual_forms_are_read(inside: str, fields: dict[str, Any]) -> None:
    assert order(inside) == Order(**fields)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<name/>",
        "<name>a</name><name>b</name>",
        "<code>a</code><name>b</name>",
        "<nosuch>a</nosuch>",
        "<name>12345678901</name>",
        "<name a='b'>a</name>",
        '<name a="b">a</name>',
        '<code kind="c">a</code>',
        '<code kind="">a</code>',
        '<code kind="a" kind="b">a</code>',
        '<code kind="a" KIND="b">a</code>',
        '<code  kind="a">a</code>',
        '<code kind="a>b">a</code>',
        '<code kind="&lt;">a</code>',
        "<sum>1</sum>",
        '<sum currency="EUR"></sum>',
        "<count>+7</count>",
        "<count>13</count>",
        f"<count>{'9' * 41}</count>",
        "<share>99.55</share>",
        "<share>101</share>",
        "<share>-1</share>",
        '<day format="ansi">30.11.2026</day>',
        '<day format="ansi">2026-02-30</day>',
        "<day>2026-11-30</day>",
        '<day format="finnish">2026-11-30</day>',
        "<moment>30.11.2026 8:30</moment>",
        "<open>true</open>",
        "<file>&amp;</file>",
        "<word></word>",
        "<box>a</box>",
        "<box/>",
        "<box><row></row></box>",
        "<name>a</name>b",
        "<name>a<!-- b --></name>",
        "<name><![CDATA[a]]></name>",
        "<name>&#65;</name>",
        "<name>a & b</name>",
        "<name>a]]>b</name>",
        "<name>a\r\nb</name>",
        "<name>a\x01b</name>",
        "<name>a\ufffeb</name>",
        "<name>a</nam>",
        "<name>a</name",
        "<name",
    ],
)
def test_whatever_is_unusual_is_left_to_the_traversal(inside: str) -> None:
    assert order(inside) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<root>",
        b"<root></root>",
        b" <root><order><name>a</name></order></root>",
        b"\xef\xbb\xbf<root><order><name>a</name></order></root>",
        b'<?xml version="1.0"?><root><order><name>a</name></order></root>',
        b"<root a='b'><order><name>a</name></order></root>",
        b"<Root><order><name>a</name></order></Root>",
        b"<order><name>a</name></order>",
        b"<root><other><name>a</name></other></root>",
        b"<root><order><name>a</name></order><order><name>a</name></order></root>",
        b"<root><order><name>a</name></order></root><root>",
        b"<root><order><name>a</name></order></root>x",
        b"<root><order><name>\xff\xff</name></order></root>",
    ],
)
def test_another_document_than_one_message_is_left_to_the_traversal(body: bytes) -> None:
    assert read_usual(body, Order, charset="utf-8") is None


def test_white_space_around_the_message_does_not_matter() -> None:
    assert read_usual(b"<root>\n <order>\n <name>a</name>\n </order>\n</root>\n", Order) == Order(name="a")


def test_the_charset_of_the_header_counts() -> None:
    body = "<root><order><name>€</name></order></root>"
    assert read_usual(body.encode("iso-8859-15"), Order, charset="latin9") == Order(name="€")
    assert read_usual(body.encode("iso-8859-15"), Order) == Order(name="€")
    assert read_usual(body.encode(), Order) == Order(name="€")
    assert read_usual(body.encode("cp1252"), Order, charset="windows-1252") == Order(name="€")
    assert read_usual(body.encode("utf-16"), Order, charset="utf-16") is None


def test_rules_of_the_method_are_asked() -> None:
    assert order("<count>1</count>", method="edit") == Order(count=1)
    assert order("<count>1</count>", method="add") is None


def test_a_document_longer_than_a_text_may_be_is_left_to_the_traversal() -> None:
    long = f"<unit>{'x' * REQUEST_LIMITS.text}</unit>"
    assert order(long) is None


def test_a_table_learns_a_bounded_number_of_tags() -> None:
    for number in range(1_100):
        assert order(f'<sum currency="E{number}">1</sum>') == Order(sum=Sum(Decimal(1), currency=f"E{number}"))
