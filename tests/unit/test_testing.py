"""The strategies draw what is valid, all of it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from netvisor import Client, customers, testing
from netvisor.codec.charset import fits, forbidden
from netvisor.codec.message_check import check
from netvisor.codec.values import scalar_problem
from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Blank,
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
    reply,
    required,
    together,
    total,
    valued,
    when,
)
from netvisor.declare.scalars import Attachment, Integer, Number, Pattern, Scalar, Text, Text50
from netvisor.sandbox import Sandbox
from netvisor.testing import ISO_8859_15, XML, messages, replies
from netvisor.testing.scalar_strategies import scalars

sandbox = testing.sandbox
sandbox_factory = testing.sandbox_factory


@valued
class Code:
    value: Blank[Text50]
    type: OptAttribute[Literal["automatic"]] = UNSET


@valued
class Amount:
    value: Blank[Number]
    currency: Attribute[Literal["EUR", "SEK"]]


@part
class Product:
    name: Text50


@part
class Comment:
    comment: Text


@part(exactly_one("product", "comment", "code"))
class Line:
    product: Opt[Product] = UNSET
    comment: Opt[Comment] = UNSET
    code: Opt[Code] = UNSET
    amount: Opt[Amount] = UNSET


@message(
    at_least_one("a", "b"),
    at_most_one("b", "c"),
    together("d", "e"),
    needs("f", "d"),
    excludes("g", "a"),
    when("state", "open", never=("c",), always=("b",)),
    must("net", "tax", "gross", holds=lambda m: not m.net or m.tax in {1, 2}, expected="a known tax beside a net sum"),
    required("h", on="add"),
)
class Order:
    a: Opt[Text50] = UNSET
    b: Opt[Text50] = UNSET
    c: Opt[Text50] = UNSET
    d: Opt[Text50] = UNSET
    e: Opt[Text50] = UNSET
    f: Opt[Text50] = UNSET
    g: Opt[Text50] = UNSET
    h: Opt[Text50] = UNSET
    state: Literal["open", "unsent"]
    net: Opt[Number] = UNSET
    tax: Opt[Integer] = UNSET
    gross: Opt[Literal[1, 2, 3]] = UNSET
    document: Opt[Attachment] = UNSET
    line: Many[Line]
    mixed: Annotated[Many[Product | Comment], Interleaved("product", "comment")] = ()


@part
class Share:
    percent: Number


@message(total("share", "percent", 100))
class Shares:
    share: Many[Share]


@part
class Posting:
    amount: Amount
    account: Integer


@message(must("posting", holds=lambda m: sum(p.amount.value or 0 for p in m.posting) == 0, expected="a total of 0"))
class Voucher:
    posting: Many[Posting]


@message(name="product")
class Article:
    name: Text50


@reply
class Item:
    name: str | None
    code: Code | None = None


@reply
class ItemReply:
    item: Item | None
    other: Item | None = None
    items: Many[Item] = ()


def reached(strategy: st.SearchStrategy[Any], condition: Callable[[Any], bool]) -> bool:
    """Whether a strategy draws something of this kind; raises `NoSuchExample` when it does not."""
    only_drawn = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate])
    find(strategy, condition, settings=only_drawn)
    return True


@pytest.mark.parametrize("method", ["add", "edit", None])
@given(data=st.data())
def test_every_message_keeps_every_rule(method: Literal["add", "edit"] | None, data: st.DataObject) -> None:
    assert check(data.draw(messages(Order, method=method)), method=method) == []


@given(messages(Shares))
def test_shares_of_a_whole_are_drawn(drawn: Shares) -> None:
    assert check(drawn) == []


@given(messages(Order, method="add"))
def test_a_rule_of_a_method_is_kept_when_it_is_asked_for(order: Order) -> None:
    assert order.h


@given(messages(Voucher))
def test_postings_that_must_balance_do(voucher: Voucher) -> None:
    assert sum(posting.amount.value or 0 for posting in voucher.posting) == 0


def test_postings_that_must_balance_are_not_all_zero() -> None:
    assert reached(messages(Voucher), lambda m: any(posting.amount.value for posting in m.posting))


@pytest.mark.parametrize("attr", [f for f in Order.__slots__ if f not in {"state", "line", "mixed"}])  # type: ignore[attr-defined]  # made by the decorator
def test_every_field_is_drawn_left_out_cleared_and_filled(attr: str) -> None:
    assert reached(messages(Order), lambda m: getattr(m, attr) is UNSET)
    assert reached(messages(Order), lambda m: getattr(m, attr) is CLEAR)
    assert reached(messages(Order), lambda m: getattr(m, attr) not in (UNSET, CLEAR))


@pytest.mark.parametrize("arm", ["product", "comment", "code"])
def test_every_arm_of_a_choice_is_drawn(arm: str) -> None:
    assert reached(messages(Order), lambda m: getattr(m.line[0], arm) not in (UNSET, CLEAR))


@pytest.mark.parametrize("arm", [Product, Comment])
def test_every_kind_of_a_mixed_list_is_drawn(arm: type) -> None:
    assert reached(messages(Order), lambda m: any(isinstance(line, arm) for line in m.mixed))


def test_an_element_with_attributes_is_drawn_in_each_of_its_forms() -> None:
    def codes(order: Order) -> list[Any]:
        return [line.code for line in order.line]

    assert reached(messages(Order), lambda m: any(c == Code(CLEAR, type="automatic") for c in codes(m)))
    assert reached(messages(Order), lambda m: any(isinstance(c, Code) and c.type is UNSET for c in codes(m)))
    assert reached(messages(Order), lambda m: any(line.amount == Amount(CLEAR, "EUR") for line in m.line))


def test_texts_of_the_full_length_are_drawn() -> None:
    assert reached(scalars(Scalar("string", max=50)), lambda text: len(text) == 50)


@given(messages(Order))
def test_texts_stay_within_iso_8859_15_when_nothing_else_is_said(order: Order) -> None:
    assert all(fits(text) for text in (order.a, order.b) if isinstance(text, str))


def test_other_characters_are_drawn_when_asked_for() -> None:
    assert reached(messages(Order, alphabet=XML), lambda m: isinstance(m.a, str) and not fits(m.a))
    assert reached(XML, lambda character: character < " ")
    assert reached(messages(Article, alphabet="xyz"), lambda m: set(m.name) == set("xyz"))


@given(XML)
def test_no_character_that_xml_forbids_is_drawn(character: str) -> None:
    assert forbidden(character) is None


def test_the_plain_alphabet_holds_every_character_of_the_charset_but_the_controls() -> None:
    assert len(ISO_8859_15) == 256 - 32 - 33
    assert all(fits(character) for character in ISO_8859_15)
    assert "€" in ISO_8859_15


@pytest.mark.parametrize(
    "scalar",
    [
        Scalar("integer", minimum=Decimal(1), maximum=Decimal(12)),
        Scalar("integer", max=3),
        Scalar("decimal", minimum=Decimal(0), maximum=Decimal(100), places=2),
        Scalar("decimal"),
        Scalar("string", max=1),
        Scalar("string", max=17, pattern=Pattern("[0-9]{12,17}", "12 to 17 digits")),
        Scalar("string", values=("a", "b")),
        Scalar("boolean"),
        Scalar("date"),
        Scalar("datetime"),
        Scalar("time"),
        Scalar("base64"),
    ],
    ids=lambda scalar: scalar.kind,
)
@given(data=st.data())
def test_every_value_is_within_the_limits_of_its_type(scalar: Scalar, data: st.DataObject) -> None:
    assert scalar_problem(data.draw(scalars(scalar)), scalar) is None


@given(replies(ItemReply))
def test_an_element_that_every_answer_holds_is_always_there(answer: ItemReply) -> None:
    assert isinstance(answer.item, Item)


def test_what_an_answer_may_lack_is_drawn_missing_and_filled() -> None:
    assert reached(replies(ItemReply), lambda r: r.other is None and r.items == [])
    assert reached(
        replies(ItemReply), lambda r: bool(r.other and r.other.code and r.other.code.value) and len(r.items) > 1
    )


@pytest.mark.parametrize("cls", [Product, Item, str])
def test_messages_of_what_is_no_message_are_refused(cls: type) -> None:
    with pytest.raises(TypeError, match="is not a message"):
        messages(cls)


def added(running: Sandbox) -> int:
    base = customers.CustomerBaseInformation(name="Äiti Oy")
    with Client(running.credentials, base_url=running.url) as client:
        client.send(customers.add_customer(customers.Customer(customer_base_information=base)))
        return len(client.send(customers.list_customers()))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_test_gets_a_sandbox_of_its_own(sandbox: Sandbox, turn: str) -> None:
    assert added(sandbox) == 1


@pytest.fixture(scope="module")
def shared(sandbox_factory: testing.SandboxFactory) -> Sandbox:
    return sandbox_factory(companies=["1234567-8"])


def test_a_shared_sandbox_has_the_settings_it_was_started_with(shared: Sandbox) -> None:
    assert shared.companies == ("1234567-8",)
    before = len(shared.calls)
    assert added(shared) >= 1
    assert len(shared.calls) == before + 2
