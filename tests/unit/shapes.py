"""Declarations of every shape, for the tests that read, check and describe XML."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Blank,
    Const,
    El,
    Interleaved,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    at_least_one,
    exactly_one,
    given,
    message,
    must,
    part,
    reply,
    required,
    together,
    valued,
    when,
)
from netvisor.declare.scalars import (
    AnsiDate,
    Attachment,
    CapitalTrueFalse,
    Country,
    Date,
    DateTime,
    FinnishDate,
    FinnishDateTime,
    Flag,
    Integer,
    Number,
    Pattern,
    Scalar,
    Text,
    Text10,
    Text50,
    Time,
    TrueFalse,
    YesNo,
)


@valued
class Code:
    """A code that may be given automatically."""

    value: Blank[Text10]
    type: OptAttribute[Literal["automatic"]] = UNSET
    """`automatic` takes the next free code."""


@valued
class Buyer:
    """Who buys, by key or by name."""

    value: Blank[Text]
    type: Attribute[Literal["netvisor", "customer"]]
    contact: Annotated[OptAttribute[Integer], El("contactid", also=("contactpersonid",))] = UNSET


@valued
class Status:
    """A status of the vendor's own."""

    value: Literal["open", "unsent"]
    type: ClassVar = Const("netvisor")


@valued
class Amount:
    """A sum with its currency."""

    value: Number
    currency: OptAttribute[Text10] = UNSET


@part(together("unit", "unit_price"))
class ProductLine:
    """A line that sells."""

    product: Text50
    """What is sold."""
    quantity: Number
    unit: Maybe[Text10] = UNSET
    unit_price: Maybe[Number] = UNSET


@part
class CommentLine:
    """A line that says something."""

    comment: Text


@part(exactly_one("product_line", "comment_line"))
class Line:
    """One line: a product or a comment."""

    product_line: Maybe[ProductLine] = UNSET
    comment_line: Maybe[CommentLine] = UNSET


@part
class Lines:
    """The lines."""

    line: Many[Line]


@part
class Mixed:
    """Lines of both kinds, mixed."""

    rows: Annotated[Many[ProductLine | CommentLine], Interleaved("product_line", "comment_line")]


@part
class File:
    """An attachment."""

    file_name: Text50
    document_data: Attachment


@part
class Address:
    """Where somebody is."""

    street: Opt[Text50] = UNSET
    """Street and number."""
    city: Opt[Text] = UNSET
    country: Opt[Country] = UNSET


def _totals(order: Order) -> bool:
    rows = [row for line in order.lines.line if isinstance(row := line.product_line, ProductLine)]
    return not given(order.total) or order.total == sum(Decimal(row.quantity) for row in rows)


@message(
    at_least_one("due_date", "net_days"),
    required("number", on="add"),
    when("kind", "draft", never=("number",)),
    must("total", "lines", holds=_totals, expected="a total that equals the quantities of the lines"),
)
class Order:
    """An order, with one of everything."""

    number: Maybe[Annotated[int, Scalar("integer", max=6)]] = UNSET
    """The number; given by the service when left out."""
    order_date: AnsiDate
    due_date: Opt[Date] = UNSET
    net_days: Maybe[Annotated[int, Scalar("integer", minimum=Decimal(0), maximum=Decimal(99))]] = UNSET
    kind: Opt[Literal["order", "draft"]] = UNSET
    code: Opt[Code] = UNSET
    buyer: Buyer
    seller: Opt[Buyer] = UNSET
    status: Maybe[Status] = UNSET
    amount: Opt[Amount] = UNSET
    total: Opt[Number] = UNSET
    discount: Maybe[Annotated[Decimal | int, Scalar("decimal", places=2)]] = UNSET
    address: Opt[Address] = UNSET
    is_open: Maybe[Flag] = UNSET
    checked: Maybe[TrueFalse] = UNSET
    hidden: Maybe[CapitalTrueFalse] = UNSET
    partial: Maybe[YesNo] = UNSET
    shipped: Maybe[FinnishDate] = UNSET
    changed: Maybe[DateTime] = UNSET
    noted: Maybe[FinnishDateTime] = UNSET
    opens: Maybe[Time] = UNSET
    week: Maybe[Annotated[str, Scalar("string", pattern=Pattern("[0-9]{4}-W[0-9]{2}", "a week (2020-W12)"))]] = UNSET
    free_text: Annotated[Opt[Text], El(also=("freetxt",))] = UNSET
    tag: Many[Text10] = ()
    lines: Lines
    mixed: Maybe[Mixed] = UNSET
    file: Many[File] = ()


@valued
class FetchedStatus:
    """A status of an answer."""

    value: str | None
    code: OptAttribute[int] = UNSET


@reply
class FetchedLine:
    """A line of a fetched order."""

    product_name: str | None
    quantity: Decimal | None


@reply
class FetchedComment:
    """A comment of a fetched order."""

    comment: str | None


@reply
class FetchedLines:
    """The lines of a fetched order, mixed."""

    rows: Annotated[Many[FetchedLine | FetchedComment], Interleaved("product_line", "comment_line")] = ()


@reply
class FetchedOrder:
    """A fetched order."""

    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    """The key."""
    order_status: FetchedStatus | None
    is_open: bool | None
    kind: Literal["order", "draft"] | None
    changed: datetime | None
    order_date: date | None
    tag: Many[str] = ()
    content: bytes | None
    """A document."""
    lines: FetchedLines | None


@reply
class OrderReply:
    """The answer that holds an order."""

    order: FetchedOrder | None


LINE = "<line><productline><product>Tea</product><quantity>2</quantity></productline></line>"

SMALLEST = (
    '<orderdate format="ansi">2026-11-22</orderdate><netdays>14</netdays>'
    f'<buyer type="customer">Oy</buyer><lines>{LINE}</lines>'
)


def small_order() -> Order:
    """The order that `SMALLEST` is."""
    return Order(
        order_date=date(2026, 11, 22),
        net_days=14,
        buyer=Buyer("Oy", "customer"),
        lines=Lines(line=[Line(product_line=ProductLine(product="Tea", quantity=2))]),
    )


def order_xml(inside: str = SMALLEST) -> bytes:
    """A document of one order."""
    return f"<root><order>{inside}</order></root>".encode("iso-8859-15")


def empty_code() -> Code:
    """A code that the service gives."""
    return Code(CLEAR, "automatic")
