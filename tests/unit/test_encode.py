from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import pytest

from netvisor.codec.encode import encode
from netvisor.declare import (
    CLEAR,
    UNSET,
    Attribute,
    Blank,
    Carries,
    Const,
    Interleaved,
    Many,
    Opt,
    OptAttribute,
    exactly_one,
    message,
    part,
    valued,
)
from netvisor.declare.scalars import (
    AnsiDate,
    Attachment,
    Country,
    DateTime,
    Flag,
    Integer,
    Number,
    Text,
    Text50,
    TrueFalse,
)
from netvisor.errors import MessageError
from netvisor.resources.customers.customers import Customer, CustomerBaseInformation


@valued
class Code:
    value: Blank[Text50]
    type: OptAttribute[Literal["automatic"]] = UNSET


@valued
class Term:
    value: Blank[Text]
    kind: ClassVar = Const("fixed")
    type: Attribute[Literal["netvisor", "customer"]]
    note: OptAttribute[Text] = UNSET


@part
class Left:
    text: Text


@part
class Right:
    number: Integer


@part(exactly_one("left", "right"))
class Choice:
    left: Opt[Left] = UNSET
    right: Opt[Right] = UNSET


@part
class File:
    content: Attachment


@message
class Paper:
    name: Opt[Text50] = UNSET
    code: Opt[Code] = UNSET
    term: Opt[Term] = UNSET
    amount: Opt[Number] = UNSET
    count: Opt[Integer] = UNSET
    day: Opt[AnsiDate] = UNSET
    moment: Opt[DateTime] = UNSET
    country: Opt[Country] = UNSET
    active: Opt[Flag] = UNSET
    hidden: Opt[TrueFalse] = UNSET
    kind: Opt[Literal["a", "b&c"]] = UNSET
    level: Opt[Literal[0, 1]] = UNSET
    choice: Many[Choice] = ()
    mixed: Annotated[Many[Left | Right], Interleaved("left", "right")] = ()
    word: Many[Text] = ()
    file: Opt[File] = UNSET
    unit: Annotated[Opt[Text], Carries("type", Const("kg"))] = UNSET


def inside(charset: Any = "auto", **fields: Any) -> str:
    encoded = encode(Paper(**fields), charset)
    text = encoded.bytes().decode(encoded.charset)
    assert text.startswith("<root><paper>")
    assert text.endswith("</paper></root>")
    assert encoded.length == len(encoded.bytes())
    return text.removeprefix("<root><paper>").removesuffix("</paper></root>")


def problems(charset: Any = "auto", **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(MessageError) as caught:
        encode(Paper(**fields), charset)
    return [(problem.path, problem.rule) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({"name": "Äiti"}, "<name>Äiti</name>"),
        ({"name": CLEAR}, "<name></name>"),
        ({"code": Code("A1")}, "<code>A1</code>"),
        ({"code": Code(CLEAR, type="automatic")}, '<code type="automatic"></code>'),
        ({"code": CLEAR}, "<code></code>"),
        ({"term": Term("14", type="netvisor")}, '<term kind="fixed" type="netvisor">14</term>'),
        ({"term": Term(CLEAR, type="customer")}, '<term kind="fixed" type="customer"></term>'),
        ({"amount": Decimal("1E+3")}, "<amount>1000</amount>"),
        ({"amount": Decimal("-0.50")}, "<amount>-0,50</amount>"),
        ({"amount": Decimal("1E-10")}, "<amount>0,0000000001</amount>"),
        ({"amount": 7}, "<amount>7</amount>"),
        ({"count": 0}, "<count>0</count>"),
        ({"day": date(2026, 2, 1)}, '<day format="ansi">2026-02-01</day>'),
        ({"day": CLEAR}, '<day format="ansi"></day>'),
        ({"moment": datetime(2026, 2, 1, 8, 5)}, "<moment>2026-02-01T08:05:00</moment>"),  # noqa: DTZ001
        ({"country": "FI"}, '<country type="ISO-3166">FI</country>'),
        ({"active": True, "hidden": False}, "<active>1</active><hidden>false</hidden>"),
        ({"kind": "b&c"}, "<kind>b&amp;c</kind>"),
        ({"level": 0}, "<level>0</level>"),
        ({"choice": [Choice(right=Right(number=2))]}, "<choice><right><number>2</number></right></choice>"),
        (
            {"mixed": [Right(number=1), Left(text="x"), Right(number=2)]},
            "<right><number>1</number></right><left><text>x</text></left><right><number>2</number></right>",
        ),
        ({"word": ("a", "b")}, "<word>a</word><word>b</word>"),
        ({"file": File(content=b"abcd")}, "<file><content>YWJjZA==</content></file>"),
        ({"unit": "1"}, '<unit type="kg">1</unit>'),
    ],
    ids=str,
)
def test_each_kind_of_value_has_one_written_form(fields: dict[str, Any], written: str) -> None:
    assert inside(**fields) == written


def test_markup_and_carriage_returns_are_escaped_and_line_feeds_are_not() -> None:
    assert inside(name="a<b>&c\r\nd\t]]>") == "<name>a&lt;b&gt;&amp;c&#13;\nd\t]]&gt;</name>"


def test_quotes_tabs_and_line_feeds_are_references_in_attributes() -> None:
    term = Term("x", type="netvisor", note='a"b\tc\nd\re<')
    assert 'note="a&quot;b&#9;c&#10;d&#13;e&lt;"' in inside(term=term)


def test_a_non_breaking_space_is_written_as_it_is() -> None:
    assert inside(name="1\xa0000") == "<name>1\xa0000</name>"


def test_elements_stand_in_the_order_of_the_class_whatever_the_order_of_keywords() -> None:
    assert inside(count=1, name="x", amount=2) == inside(name="x", amount=2, count=1)


class Mood(StrEnum):
    GOOD = "a"


def test_enumerations_of_texts_are_written_as_their_values() -> None:
    assert inside(name=Mood.GOOD, kind=Mood.GOOD) == "<name>a</name><kind>a</kind>"


def test_iso_8859_15_is_used_as_long_as_every_character_fits() -> None:
    assert encode(Paper(name="ÄäÖöÅå €ŠšŽžŒœŸ")).bytes().decode("iso-8859-15").count("€ŠšŽžŒœŸ") == 1
    assert encode(Paper(name="€")).charset == "iso-8859-15"


@pytest.mark.parametrize("text", ["漢", "¤", "½", "é漢"])
def test_a_character_outside_iso_8859_15_turns_the_whole_message_to_utf_8(text: str) -> None:
    encoded = encode(Paper(name=f"Ä{text}"))
    assert encoded.charset == "utf-8"
    assert f"<name>Ä{text}</name>".encode() in encoded.bytes()


@pytest.mark.parametrize("text", ["漢", "¤", "½"])
def test_references_keep_iso_8859_15(text: str) -> None:
    encoded = encode(Paper(name=f"Ä€{text}"), "references")
    assert encoded.charset == "iso-8859-15"
    assert f"<name>Ä€&#{ord(text)};</name>".encode("iso-8859-15") in encoded.bytes()


def test_the_strict_charset_refuses_every_misfit_by_its_path() -> None:
    fields = {"name": "漢", "choice": [Choice(left=Left(text="ok")), Choice(left=Left(text="¤"))]}
    assert problems("iso-8859-15", **fields) == [("name", "charset"), ("choice[1].left.text", "charset")]


def test_utf_8_can_be_asked_for() -> None:
    assert encode(Paper(name="Ä"), "utf-8").bytes() == "<root><paper><name>Ä</name></paper></root>".encode()


def test_an_unknown_charset_is_refused() -> None:
    with pytest.raises(ValueError, match="one of auto"):
        encode(Paper(name="x"), "latin-1")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"name": None}, ("name", "type")),
        ({"name": ""}, ("name", "empty")),
        ({"name": "x" * 51}, ("name", "max-length")),
        ({"name": "a\x00"}, ("name", "character")),
        ({"name": "\ud800"}, ("name", "character")),
        ({"name": 5}, ("name", "type")),
        ({"amount": 1.5}, ("amount", "type")),
        ({"amount": True}, ("amount", "type")),
        ({"amount": Decimal("NaN")}, ("amount", "type")),
        ({"amount": Decimal("-Infinity")}, ("amount", "type")),
        ({"amount": Decimal("1E+1000000")}, ("amount", "digits")),
        ({"amount": Decimal("1E-1000000")}, ("amount", "digits")),
        ({"amount": Decimal("1" * 101)}, ("amount", "digits")),
        ({"count": True}, ("count", "type")),
        ({"count": Decimal(1)}, ("count", "type")),
        ({"day": datetime(2026, 1, 1)}, ("day", "type")),  # noqa: DTZ001
        ({"day": "2026-01-01"}, ("day", "type")),
        ({"moment": date(2026, 1, 1)}, ("moment", "type")),
        ({"active": 1}, ("active", "type")),
        ({"kind": "c"}, ("kind", "values")),
        ({"kind": []}, ("kind", "type")),
        ({"level": True}, ("level", "type")),
        ({"level": 2}, ("level", "values")),
        ({"code": Code(CLEAR)}, ("code", "clear")),
        ({"term": CLEAR}, ("term", "clear")),
        ({"code": "A1"}, ("code", "type")),
        ({"choice": [Choice()]}, ("choice[0]", "empty")),
        ({"choice": [CLEAR]}, ("choice[0]", "type")),
        ({"choice": "ab"}, ("choice", "type")),
        ({"choice": [Choice(left=Left(text="a"), right=Right(number=1))]}, ("choice[0].left|right", "exactly-one")),
        ({"mixed": [File(content=b"")]}, ("mixed[0]", "type")),
        ({"file": File(content="text")}, ("file.content", "type")),  # type: ignore[arg-type]
        ({"file": File(content=Path("/nowhere/at/all"))}, ("file.content", "file")),
        ({"term": Term("x", type="other")}, ("term.type", "values")),  # type: ignore[arg-type]
        ({"term": Term("x", type=CLEAR)}, ("term.type", "clear")),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_each_broken_rule_is_named_with_its_path(fields: dict[str, Any], found: tuple[str, str]) -> None:
    assert found in problems(**fields)


def test_all_problems_are_told_at_once() -> None:
    assert problems(name="", amount=1.0, count="1") == [("name", "empty"), ("amount", "type"), ("count", "type")]


def test_a_message_without_any_element_is_refused() -> None:
    assert problems() == [("Paper", "empty")]


@pytest.mark.parametrize("thing", [Left(text="x"), "text", None, object()])
def test_only_messages_are_encoded(thing: object) -> None:
    with pytest.raises(MessageError, match="a message"):
        encode(thing)


def test_an_attachment_is_read_from_its_path_in_chunks(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(bytes(range(256)) * 1000)
    from_path, from_bytes = encode(Paper(file=File(content=path))), encode(Paper(file=File(content=path.read_bytes())))
    assert from_path.length == from_bytes.length == len(from_bytes.bytes())
    assert from_path.bytes() == from_bytes.bytes()
    assert max(map(len, from_path.chunks(1000))) == 1000


def test_a_file_without_bytes_is_refused_because_it_would_read_as_clear(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.touch()
    assert problems(file=File(content=path)) == [("file.content", "file")]


@pytest.mark.parametrize("change", [b"", b"longer than before"])
def test_a_file_that_changes_while_it_is_sent_is_an_error(tmp_path: Path, change: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"before")
    encoded = encode(Paper(file=File(content=path)))
    path.write_bytes(change)
    with pytest.raises(MessageError, match="changed while it was read"):
        encoded.bytes()


class Branded(str):
    """A text of a class of its own, as some libraries make them."""


@pytest.mark.parametrize("attr", ["name", "email"])
def test_an_empty_text_of_another_class_is_refused_as_an_empty_text(attr: str) -> None:
    base: dict[str, Any] = {"name": "A", attr: Branded()}
    with pytest.raises(MessageError) as refused:
        encode(Customer(customer_base_information=CustomerBaseInformation(**base)))
    found = [(problem.path, problem.found) for problem in refused.value.problems]
    assert found == [(f"customer_base_information.{attr}", "an empty text")]
