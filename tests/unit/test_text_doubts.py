"""A text that was read in the wrong charset, or has letters in two parts, is sent as it is, with a doubt."""

from __future__ import annotations

import unicodedata

import pytest

from netvisor import customers, encode
from netvisor.codec.message_check import doubts
from netvisor.declare.text_doubts import text_problems
from netvisor.errors import DoubtfulValue
from netvisor.resources.customers import Customer, CustomerBaseInformation


def only(text: str) -> tuple[str, str]:
    (problem,) = text_problems(text)
    return problem


@pytest.mark.parametrize("letter", list("äöåÄÖÅ€–”’éŠž°§½😀"))
@pytest.mark.parametrize("charset", ["latin-1", "cp1252", "iso8859-15"])
def test_utf_8_that_was_read_as_another_charset_names_the_character(letter: str, charset: str) -> None:
    try:
        read = letter.encode("utf-8").decode(charset)
    except UnicodeDecodeError:
        read = letter.encode("utf-8").decode("latin-1")
    found, expected = only(f"H{read}n")
    assert repr(read) in found
    assert repr(letter) in expected


@pytest.mark.parametrize("byte", [byte for byte in range(0x80, 0xA0) if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}])
def test_windows_1252_that_was_read_as_latin_1_names_the_character(byte: int) -> None:
    found, expected = only(f"10 {chr(byte)} 20")
    assert found.startswith(f"U+{byte:04X} in ")
    assert repr(bytes([byte]).decode("cp1252")) in expected


def test_a_control_that_windows_1252_does_not_know_is_told_as_one() -> None:
    assert only("a\x81")[1].startswith("a printable character")


@pytest.mark.parametrize("word", ["Mäki", "Öljy", "Åbo", "Café"])
def test_a_letter_in_two_parts_names_the_composed_one(word: str) -> None:
    found, expected = only(unicodedata.normalize("NFD", word))
    letter = next(letter for letter in word if not letter.isascii())
    assert "in 2 parts" in found
    assert expected.startswith(repr(letter))


def test_a_character_that_was_lost_before_is_told() -> None:
    assert only("M\ufffdki")[0] == "U+FFFD in 'M\ufffdki'"


def test_several_kinds_in_one_text_are_told_once_each() -> None:
    assert len(list(text_problems("Ã¤Ã¤ \x96\x96 a\u0308a\u0308"))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Mäki-Öljy – 5 €",
        "CAFÉ»",
        "NESTLÉ®",
        "Pâté «É»",
        "Ä°",
        "Ærø",
        "Łódź",
        "ąęė",
        "Привет",
        "q\u0308",
        "São",
        "Ã",
        "",
    ],
)
def test_what_people_write_is_not_doubted(text: str) -> None:
    assert list(text_problems(text)) == []


def customer(name: str) -> Customer:
    return Customer(customer_base_information=CustomerBaseInformation(name=name))


def test_a_message_with_such_a_text_warns_at_its_place_and_goes_out_as_it_is() -> None:
    with pytest.warns(DoubtfulValue) as caught:
        call = customers.add_customer(customer("Ã„iti \x96 Oy"))
    assert [warning.message.problem.path for warning in caught] == ["customer_base_information.name"] * 2  # type: ignore[union-attr]
    assert call.message == customer("Ã„iti \x96 Oy")
    assert "Ã„iti".encode() in encode(customer("Ã„iti")).bytes()


def test_lists_and_nested_texts_are_doubted_too_and_secrets_are_not_repeated() -> None:
    found = doubts(customer("A\u0308iti"))
    assert [(problem.path, problem.rule) for problem in found] == [("customer_base_information.name", "doubt")]
    assert doubts(customer("Äiti")) == []
