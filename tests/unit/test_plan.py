"""What the plan says of a class, and which lines it refuses."""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Annotated, Any, ClassVar, Literal
from unittest.mock import patch

import pytest

from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Blank,
    Carries,
    Const,
    El,
    Field,
    Interleaved,
    Many,
    Maybe,
    Opt,
    OptAttribute,
    Plan,
    at_most_one,
    declared,
    given,
    lower_reply,
    message,
    part,
    plan,
    reply,
    valued,
    words,
)
from netvisor.declare.scalars import AnsiDate, Country, Number, Scalar, Text, Text50
from netvisor.errors import MessageError


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@valued
class Amount:
    value: Blank[Number]
    iso4217_currency_code: Attribute[Text]
    type: OptAttribute[Literal["net", "gross"]] = UNSET


@valued
class Key:
    value: Text50
    type: ClassVar = Const("netvisor")


@part
class ProductLine:
    product_name: Text50


@part
class CommentLine:
    comment: Text


@part(at_most_one("email", "phone_number"))
class Base:
    kind: Attribute[Text]
    name: Text50
    email: Opt[Text] = UNSET
    phone_number: Opt[Text] = UNSET
    iso: Annotated[Opt[Text], El("ISO-3166", also=("ISO-3316",))] = UNSET
    from_: Opt[Text] = UNSET
    group: Blank[Text]
    date: AnsiDate
    country: Opt[Country] = UNSET
    key: Opt[Key] = UNSET
    amount: Amount
    tags: Many[Text] = ()
    colour: Opt[Colour] = UNSET
    state: Literal["open", "unsent"]
    level: Opt[Literal[1, 2]] = UNSET


@message(name="order")
class SalesOrder:
    base: Base
    bases: Many[Base]
    line: Annotated[Many[ProductLine | CommentLine], Interleaved("product_line", "comment_line")] = ()


@reply
class OrderReply:
    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    street_address: str | None
    total_sum: Decimal | None
    due: date | None
    line: Many[CommentLine] = ()


def line(its: Plan, attr: str) -> Field:
    return next(f for f in its.fields if f.attr == attr)


def test_the_lines_of_a_plan_stand_in_the_order_of_the_class() -> None:
    assert [f.attr for f in plan(Base).fields] == list(Base.__annotations__)
    assert [f.attr for f in plan(Base).children][:3] == ["name", "email", "phone_number"]


def test_names_are_joined_in_messages_and_pascal_case_in_answers() -> None:
    assert line(plan(Base), "phone_number").name == "phonenumber"
    assert line(plan(OrderReply), "street_address").name == "StreetAddress"


def test_names_are_joined_in_answers_that_are_documented_in_lower_case_too() -> None:
    @lower_reply
    class Order:
        order_date: AnsiDate | None
        order_key: Annotated[int | None, El("OrderKey")]

    assert [(f.name, f.required) for f in plan(Order).fields] == [("orderdate", True), ("OrderKey", True)]
    assert (plan(Order).style, Order(order_date=None, order_key=1).order_key) == ("reply", 1)


def test_el_says_what_the_rule_cannot_and_keeps_the_misspellings() -> None:
    assert line(plan(Base), "iso").name == "ISO-3166"
    assert line(plan(Base), "iso").also == ("ISO-3316",)
    assert line(plan(OrderReply), "netvisor_key").name == "Netvisorkey"


def test_a_trailing_underscore_is_not_written() -> None:
    assert line(plan(Base), "from_").name == "from"


def test_an_attribute_is_written_lower_case() -> None:
    assert line(plan(Amount), "iso4217_currency_code").name == "iso4217currencycode"


@pytest.mark.parametrize(
    ("attr", "occurs", "clearable", "blank"),
    [
        ("name", "1", False, False),
        ("email", "0..1", True, False),
        ("group", "1", True, True),
        ("tags", "0..n", False, False),
    ],
)
def test_the_annotation_says_how_often_and_whether_empty(attr: str, occurs: str, clearable: bool, blank: bool) -> None:
    found = line(plan(Base), attr)
    assert (found.occurs, found.clearable, found.blank) == (occurs, clearable, blank)


def test_a_list_without_a_default_needs_an_item() -> None:
    assert line(plan(SalesOrder), "bases").occurs == "1..n"
    assert line(plan(SalesOrder), "line").occurs == "0..n"


@pytest.mark.parametrize(
    ("attr", "role"),
    [("kind", "attribute"), ("name", "text"), ("key", "valued"), ("amount", "valued")],
)
def test_each_line_has_its_role(attr: str, role: str) -> None:
    assert line(plan(Base), attr).role == role


def test_aggregates_and_interleaved_lists_have_roles_of_their_own() -> None:
    assert line(plan(SalesOrder), "base").role == "aggregate"
    mixed = line(plan(SalesOrder), "line")
    assert mixed.role == "interleaved"
    assert [arm.name for arm in mixed.arms] == ["productline", "commentline"]
    assert [arm.cls.__name__ for arm in mixed.arms if arm.cls] == ["ProductLine", "CommentLine"]


def test_elements_replace_an_interleaved_list_by_its_arms() -> None:
    assert [e.name for e in plan(SalesOrder).elements] == ["base", "bases", "productline", "commentline"]


def test_a_valued_element_knows_its_text_and_its_attributes() -> None:
    its = plan(Amount)
    assert its.valued
    assert its.value is not None
    assert its.value.clearable
    assert [(f.name, f.required) for f in its.attributes] == [("iso4217currencycode", True), ("type", False)]
    assert its.children == ()
    assert plan(Base).value is None


def test_a_constant_is_an_attribute_with_one_value() -> None:
    constant = line(plan(Key), "type")
    assert constant.role == "constant"
    assert constant.const == Const("netvisor")
    assert plan(Key).attributes == (constant,)


def test_constants_of_plain_elements_come_with_the_type() -> None:
    assert line(plan(Base), "date").constants == (Carries("format", Const("ansi")),)
    (country,) = line(plan(Base), "country").constants
    assert (country.name, country.const.also) == ("type", ("ISO-3316",))


def test_closed_lists_are_read_from_literals_and_enumerations() -> None:
    def scalar(attr: str) -> Scalar | None:
        return line(plan(Base), attr).scalar

    assert scalar("state") == Scalar("string", values=("open", "unsent"))
    assert scalar("level") == Scalar("integer", values=(1, 2))
    assert scalar("colour") == Scalar("string", values=("red", "blue"))


def test_plain_types_of_answers_are_scalars() -> None:
    kinds = {f.attr: f.scalar.kind for f in plan(OrderReply).fields if f.scalar}
    assert kinds == {"netvisor_key": "integer", "street_address": "string", "total_sum": "decimal", "due": "date"}


def test_a_message_has_the_name_of_its_class_or_the_one_that_is_said() -> None:
    @message
    class Voucher:
        name: Text

    assert plan(SalesOrder).tag == "order"
    assert plan(Voucher).tag == "voucher"
    assert plan(Base).tag is None


def test_rules_stand_in_the_plan_of_their_class() -> None:
    assert [rule.name for rule in plan(Base).rules] == ["at-most-one"]
    assert plan(SalesOrder).rules == ()


def test_a_plan_is_made_once() -> None:
    assert plan(Base) is plan(Base)


class Plain:
    name: Text


@part
class WithFloat:
    price: float


@part
class WithTwoTypes:
    price: int | str


@part
class WithForeignClassVar:
    type: ClassVar = "ansi"


@part
class WithOneNameTooFew:
    line: Annotated[Many[ProductLine | CommentLine], Interleaved("product_line")] = ()


@pytest.mark.parametrize(
    ("cls", "words"),
    [
        (Plain, "is not a declaration"),
        (WithFloat, "WithFloat.price"),
        (WithTwoTypes, "WithTwoTypes.price"),
        (WithForeignClassVar, "is a Const, not 'ansi'"),
        (WithOneNameTooFew, "1 names for 2 interleaved types"),
    ],
)
def test_a_line_that_no_declaration_knows_is_refused(cls: type, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        plan(cls)


def test_a_class_that_inherits_from_a_declaration_is_none_itself() -> None:
    class Heir(ProductLine):
        pass

    assert declared(Heir) is None
    assert declared(ProductLine) is not None


def test_objects_show_only_what_is_set_and_never_whole_attachments() -> None:
    assert repr(CommentLine(comment="Kiitos")) == "CommentLine(comment='Kiitos')"
    assert repr(Amount(CLEAR, "EUR")) == "Amount(value=CLEAR, iso4217_currency_code='EUR')"
    assert repr(CommentLine(comment=b"12345")) == "CommentLine(comment=<5 bytes>)"  # type: ignore[arg-type]  # as found
    assert repr(SalesOrder(base=UNSET, bases=())) == "SalesOrder()"  # type: ignore[arg-type]  # an unfinished one


def test_objects_are_equal_by_content_whatever_the_kind_of_list() -> None:
    one = SalesOrder(base=UNSET, bases=[], line=[CommentLine(comment="a")])  # type: ignore[arg-type]  # unfinished
    other = SalesOrder(base=UNSET, bases=(), line=(CommentLine(comment="a"),))  # type: ignore[arg-type]  # unfinished
    assert one == other
    assert one != SalesOrder(base=UNSET, bases=())  # type: ignore[arg-type]  # unfinished
    other_kind: object = CommentLine(comment="a")
    assert one != other_kind


def test_a_declaration_may_derive_from_another_and_say_more() -> None:
    @part(at_most_one("colour", "product_name"))
    class Derived(ProductLine):
        product_name: Opt[Text50] = UNSET  # type: ignore[assignment]  # the other way round is what messages need
        colour: Opt[Text] = UNSET

    assert [(f.name, f.required) for f in plan(Derived).fields] == [("productname", False), ("colour", False)]
    assert [rule.name for rule in plan(Derived).rules] == ["at-most-one"]
    assert Derived(product_name="a", colour="b") == Derived(product_name="a", colour="b")
    assert Derived(product_name="a", colour="b") != Derived(product_name="c", colour="b")
    assert Derived(product_name="a") != ProductLine(product_name="a")


def test_objects_have_no_hash_because_they_change() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(CommentLine(comment="a"))


def test_a_misspelt_keyword_is_refused_at_once() -> None:
    with pytest.raises(MessageError, match="did you mean 'comment'"):
        CommentLine(commment="a")  # type: ignore[call-arg]  # the mistake under test


def test_markers_are_false_and_show_their_names() -> None:
    assert not UNSET
    assert not CLEAR
    assert (repr(UNSET), repr(CLEAR)) == ("UNSET", "CLEAR")


@pytest.mark.parametrize("value", ["Oy", 0, False, b"", [0]])
def test_a_value_is_given_even_when_it_is_false(value: object) -> None:
    assert given(value)


@pytest.mark.parametrize("value", [UNSET, CLEAR, None, [], ()])
def test_markers_and_empty_lists_are_not_given(value: object) -> None:
    assert not given(value)


def test_keys_are_compared_without_case_and_underscores() -> None:
    assert words("net_days") == words("NetDays") == "netdays"


@pytest.mark.parametrize("alias", [Opt, Blank, Maybe, Attribute, OptAttribute, Many], ids=str)
@pytest.mark.parametrize("inner", [Text50, Number, AnsiDate, Colour, Amount, ProductLine], ids=str)
def test_an_alias_with_an_argument_says_what_typing_says_of_it(alias: Any, inner: Any) -> None:
    """`typing` would put the argument into the alias, which takes most of the time of a plan."""
    module = ModuleType(f"{alias} of {inner}")
    vars(module).update(Alias=alias, Inner=inner)

    def line(hint: Any) -> Field:
        declaration = type("Declaration", (), {"__annotations__": {"line": hint}, "__module__": module.__name__})
        return plan(part(declaration)).fields[0]

    with patch.dict(sys.modules, {module.__name__: module}):
        assert line("Alias[Inner]") == line(alias[inner])
