"""The rules of the books, asked directly: admission refuses most of what they refuse before they see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import pytest

from netvisor.codec.limits import Limits, XmlRefused
from netvisor.declare import El, Many, reply, valued
from netvisor.resources.products import ProductBaseInformation, UnitPrice
from netvisor.sandbox.admission.body import Reader
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.accounting.vouchers import vat_code_of
from netvisor.sandbox.books.core.money import brief, divided, rounded
from netvisor.sandbox.books.core.parameters import Parameters
from netvisor.sandbox.books.core.show import shown
from netvisor.sandbox.books.core.work import Work
from netvisor.sandbox.refusal import Refusal
from netvisor.sandbox.registry import enter_companies
from netvisor.sandbox.store import Store

from . import messages as m


@pytest.fixture
def work() -> Iterator[Work]:
    store = Store()
    enter_companies(store, None)
    with store.transaction() as connection:
        yield Work(connection=connection, company="1234567-8", now=datetime.fromisoformat("2026-11-22T12:00:00"))
    store.close()


def test_the_books_balance_a_net_voucher_themselves(work: Work) -> None:
    work.message = m.voucher([m.row("100", 1910), m.row("-99", 3040)])
    with pytest.raises(Refusal, match="these total 1"):
        handler("accounting.nv")(work)


def test_a_vat_code_must_go_with_its_rate() -> None:
    with pytest.raises(Refusal, match="the VAT code NONE does not go with the rate 24"):
        vat_code_of(3000, Decimal(24), "NONE")
    assert vat_code_of(3000, Decimal(0), "NONE") == "NONE"


def test_numbers_are_rounded_half_up_and_bounded() -> None:
    assert [rounded(Decimal(text)) for text in ("0.005", "-0.005", "0.0049")] == [
        Decimal("0.01"),
        Decimal("-0.01"),
        Decimal("0.00"),
    ]
    assert divided(Decimal(5), Decimal(0)) == 0
    assert str(brief(Decimal("1E+3"))) == "1000"
    with pytest.raises(Refusal, match="more than fifteen digits"):
        rounded(Decimal(10) ** 15)


def test_a_parameter_that_stands_twice_has_its_last_value_and_an_empty_one_none() -> None:
    asked = Parameters([("Keyword", "a"), ("KEYWORD", "b"), ("id", "")])
    assert asked.text("keyword") == "b"
    assert asked.integer("id") is None
    assert "keyword" in asked
    assert "id" not in asked
    with pytest.raises(Refusal, match=r"at most 1 are taken"):
        Parameters([("idlist", "1,2")]).keys("idlist", 1)


@valued
class Price:
    value: Decimal | None


@reply
class Shown:
    product_code: str | None
    is_active: str | None
    is_sales_product: bool | None
    unit_price: Price | None
    other: int | None
    named: Annotated[str | None, El("Name")]
    items: Many[str] = ()


def test_answers_are_filled_by_name_in_the_types_of_the_answer() -> None:
    base = ProductBaseInformation(
        product_code="A", product_group="G", name="N", unit_price=UnitPrice(7, "net"), is_active=1, is_sales_product=0
    )
    assert shown(Shown, base, named="other") == Shown(
        product_code="A",
        is_active="1",
        is_sales_product=False,
        unit_price=Price(Decimal(7)),
        other=None,
        named="other",
        items=(),
    )


def test_a_message_with_too_many_elements_is_refused() -> None:
    body = b"<root>" + b"<a>x</a>" * 10 + b"</root>"
    with pytest.raises(XmlRefused, match="more than 5 elements"):
        Reader(ProductBaseInformation, "utf-8", Limits(elements=5)).read(body)
    with pytest.raises(XmlRefused, match="more than 1 attributes"):
        Reader(ProductBaseInformation, "utf-8", Limits(attributes=1)).read(b'<root a="1" b="2"></root>')
