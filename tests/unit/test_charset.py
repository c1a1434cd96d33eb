"""Characters and bytes."""

from __future__ import annotations

import pytest

from netvisor.codec.charset import (
    encode_iso_8859_15,
    encode_references,
    escape,
    escape_attribute,
    fits,
    forbidden,
)

ALL_OF_ISO_8859_15 = bytes(range(256)).decode("iso-8859-15")
ONLY_LATIN_9 = "€ŠšŽžŒœŸ"
ONLY_LATIN_1 = "¤¦¨´¸¼½¾"


def test_every_character_of_iso_8859_15_gets_its_byte() -> None:
    assert encode_iso_8859_15(ALL_OF_ISO_8859_15) == bytes(range(256))


@pytest.mark.parametrize("character", ONLY_LATIN_9)
def test_the_eight_characters_that_latin_1_lacks_are_written(character: str) -> None:
    assert encode_iso_8859_15(f"ä{character}ö") == f"ä{character}ö".encode("iso-8859-15")
    assert fits(character)


@pytest.mark.parametrize("character", ONLY_LATIN_1)
def test_the_eight_characters_that_only_latin_1_has_are_refused(character: str) -> None:
    with pytest.raises(UnicodeEncodeError, match="character not in ISO-8859-15") as caught:
        encode_iso_8859_15(f"€ {character}")
    assert (caught.value.start, caught.value.end) == (2, 3)
    assert not fits(character)


@pytest.mark.parametrize("text", ["漢", "€漢€", "–", "😀", "\u0100"])
def test_other_characters_are_refused(text: str) -> None:
    assert not fits(text)
    with pytest.raises(UnicodeEncodeError):
        encode_iso_8859_15(text)


def test_several_characters_in_a_row_are_written_by_one_handler() -> None:
    assert encode_iso_8859_15(ONLY_LATIN_9 * 3) == (ONLY_LATIN_9 * 3).encode("iso-8859-15")


def test_references_stand_only_for_what_does_not_fit() -> None:
    assert encode_references("Äiti €") == "Äiti €".encode("iso-8859-15")
    assert encode_references("ä 漢 ½ €") == b"\xe4 &#28450; &#189; \xa4"


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe", "\uffff"], ids=ascii)
def test_characters_that_xml_forbids_are_found_and_never_escaped(character: str) -> None:
    assert forbidden(f"a{character}b") == character
    for function in (escape, escape_attribute):
        with pytest.raises(ValueError, match="XML forbids"):
            function(f"a{character}b")


@pytest.mark.parametrize(
    "text", ["", "\t\n\r", " ", "\x7f\x85\x9f", "\ud7ff\ue000\ufffd", "\U00010000\U0010ffff"], ids=ascii
)
def test_characters_that_xml_allows_pass(text: str) -> None:
    assert forbidden(text) is None


def test_markup_is_escaped_and_a_carriage_return_is_a_reference() -> None:
    assert escape("a < b && c > d\r\n\t\"'") == "a &lt; b &amp;&amp; c &gt; d&#13;\n\t\"'"


def test_an_attribute_escapes_quotes_and_white_space_too() -> None:
    assert escape_attribute('<"a"\t\n\r&') == "&lt;&quot;a&quot;&#9;&#10;&#13;&amp;"
