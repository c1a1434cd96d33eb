"""A declaration as flat rows, and the docstrings under its fields."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, ClassVar, Literal

import pytest

from netvisor.declare import (
    UNSET,
    Attribute,
    Blank,
    Carries,
    Const,
    El,
    Interleaved,
    Many,
    Opt,
    OptAttribute,
    message,
    part,
    reply,
    valued,
)
from netvisor.declare.rows import Row, rows
from netvisor.declare.scalars import AnsiDate, CapitalTrueFalse, Country, Flag, Integer, Number, Text50
from netvisor.field_docs import field_docs


@valued
class Price:
    """A price."""

    value: Blank[Number]
    kind: Attribute[Literal["net", "gross"]]
    """Without or with VAT."""
    currency: OptAttribute[Text50] = UNSET
    format: ClassVar = Const("fixed")


@part
class Row1:
    """A line."""

    price: Price
    amount: Blank[Integer]
    """How many.

    More about it.
    """
    origin: Opt[Country] = UNSET


@message
class BigOrder:
    """An order."""

    order_date: AnsiDate
    is_open: Opt[Flag] = UNSET
    is_hidden: Opt[CapitalTrueFalse] = UNSET
    mode: Annotated[Opt[Literal[1, 2]], El("ModeOfOrder"), Carries("type", Const("netvisor"))] = UNSET
    "mode: no docstring of three quotes, and still one"
    row: Many[Row1]


@reply
class Product:
    """A product line."""

    key: int | None


@reply
class Comment:
    """A comment line."""

    text: str | None = None


@reply
class Lines:
    """Lines, mixed."""

    state: Attribute[str | None] = None
    lines: Annotated[Many[Product | Comment], Interleaved("product_line", "comment_line")] = ()


@reply
class OrderReply:
    """An answer."""

    order: Lines | None = None
    orders: Many[Lines] = ()


def short(row: Row) -> str:
    values = f" {'|'.join(row.values)}" if row.values else ""
    marks = f"{' =' + row.constant if row.constant else ''}{' blank' if row.blank else ''}"
    longest = f"({row.max})" if row.max else ""
    return f"{row.level} {row.name} {row.kind} {row.type}{longest} {row.occurs}{values}{marks} {row.python}"


def test_a_message_has_root_its_element_and_everything_below_in_document_order() -> None:
    assert [short(row) for row in rows(BigOrder)] == [
        "0 root E aggregate 1 root",
        "1 bigorder E aggregate 1 big_order",
        "2 orderdate E date 1 order_date",
        "3 format A string 1 ansi =ansi format",
        "2 isopen E boolean 0..1 is_open",
        "2 ishidden E boolean 0..1 True|False is_hidden",
        "2 ModeOfOrder E integer 0..1 1|2 mode",
        "3 type A string 1 netvisor =netvisor type",
        "2 row E aggregate 1..n row",
        "3 price E decimal 1 blank price",
        "4 kind A string 1 net|gross kind",
        "4 currency A string(50) 0..1 currency",
        "4 format A string 1 fixed =fixed format",
        "3 amount E integer 1 blank amount",
        "3 origin E string 0..1 origin",
        "4 type A string 0..1 ISO-3166 =ISO-3166 type",
    ]


def test_an_answer_has_root_and_its_wrappers_expanded() -> None:
    lines = [
        "state A string 0..1 state",
        "ProductLine E aggregate 0..n product_line",
        "Key E integer 1 key",
        "CommentLine E aggregate 0..n comment_line",
        "Text E string 0..1 text",
    ]
    below = [f"{level} {line}" for level, line in zip((2, 2, 3, 2, 3), lines, strict=True)]
    assert [short(row) for row in rows(OrderReply)] == [
        "0 Root E aggregate 1 root",
        "1 Order E aggregate 0..1 order",
        *below,
        "1 Orders E aggregate 0..n orders",
        *below,
    ]


def test_a_message_that_has_not_the_name_of_its_class_is_shown_with_its_own() -> None:
    @message(name="orders")
    class NewOrders:
        number: Integer

    assert rows(NewOrders)[1].python == "orders"


def test_a_row_is_the_object_that_show_prints() -> None:
    assert asdict(rows(BigOrder)[3]) == {
        "level": 3,
        "name": "format",
        "kind": "A",
        "type": "string",
        "max": None,
        "occurs": "1",
        "values": ("ansi",),
        "constant": "ansi",
        "blank": False,
        "python": "format",
    }


def test_rows_of_a_class_that_is_no_declaration_are_refused() -> None:
    with pytest.raises(TypeError, match="is not a declaration"):
        rows(dict)


def test_docstrings_under_fields_are_found_by_python_name() -> None:
    assert field_docs(Price) == {"kind": "Without or with VAT."}
    assert field_docs(Row1) == {"amount": "How many.\n\nMore about it."}
    assert field_docs(BigOrder) == {"mode": "mode: no docstring of three quotes, and still one"}


def test_the_python_name_of_a_constant_attribute_is_in_small_letters() -> None:
    @reply
    class Report:
        day: Annotated[date | None, Carries("Format", Const("ansi"))]

    assert [(row.name, row.python) for row in rows(Report)[1:]] == [("Day", "day"), ("Format", "format")]


def test_docstrings_of_a_class_within_a_function_are_found() -> None:
    @part
    class Inner:
        name: Text50
        """The name."""

    assert field_docs(Inner) == {"name": "The name."}


def test_docstrings_of_the_lines_that_a_class_derives_from_are_found() -> None:
    @part
    class Derived(Row1):
        price: Price
        """Its own words."""

    assert field_docs(Derived) == {"amount": "How many.\n\nMore about it.", "price": "Its own words."}


def test_a_class_without_source_has_no_docstrings() -> None:
    made = type("Made", (), {"__module__": "nowhere"})
    assert field_docs(made) == {}


def test_the_docstrings_given_out_cannot_change_the_kept_ones() -> None:
    field_docs(Price).clear()
    assert field_docs(Price) == {"kind": "Without or with VAT."}
