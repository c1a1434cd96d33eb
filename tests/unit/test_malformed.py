"""What makes bytes no XML is said in words, at its place, with what would be right."""

from __future__ import annotations

import pytest

from netvisor.codec.validate import validate
from netvisor.resources.customers import Customer
from tests.unit.shapes import OrderReply


def fault(body: bytes, charset: str | None = None) -> tuple[int | None, int | None, str, str]:
    (problem,) = validate(body, Customer, charset=charset)
    assert (problem.rule, problem.path) == ("xml", "/")
    return problem.line, problem.column, problem.found, problem.expected


@pytest.mark.parametrize(
    ("body", "place", "found", "expected"),
    [
        ("<root><name>Malli & Poika Oy</name></root>", (1, 19), "a bare & in <name>", "write &amp;"),
        ("<root>\n <name>Ä&B</name></root>", (2, 9), "a bare & in <name>", "write &amp;"),
        ("<root><name a='x & y'/></root>", (1, 18), "a bare & in an attribute of <name>", "write &amp;"),
        ("<root><name>A &", (1, 15), "a bare & in <name>", "write &amp;"),
        ("<root>a < b</root>", (1, 9), "a bare < in <root>", "write &lt;"),
        ("<root>a <b</root>", (1, 9), "the tag <b in <root> is not closed", "> at its end, or &lt; for a bare <"),
        ("<root><a</root>", (1, 7), "the tag <a in <root> is not closed", "> at its end, or &lt; for a bare <"),
        (
            "<!DOCTYPE root><root></root>",
            (1, 15),
            "a document type, which is not allowed",
            "a message that begins with <root>, without <!DOCTYPE>",
        ),
        ("<root>a]]>b</root>", (1, 8), "]]> in <root>", "write ]]&gt;"),
        ("<root>A&nbsp;B</root>", (1, 8), "the undefined entity &nbsp; in <root>", "write &#160;"),
        (
            "<root>&amp;&auml;</root>",
            (1, 12),
            "the undefined entity &auml; in <root>",
            "write ä or &#228;",
        ),
        (
            "<root a='&euro;'/>",
            (1, 10),
            "the undefined entity &euro; in an attribute of <root>",
            "write € or &#8364;",
        ),
        (
            "<root>A&B;</root>",
            (1, 8),
            "the undefined entity &B; in <root>",
            "write &amp;B; if & itself is meant",
        ),
        ("<root>&#xZ;</root>", (1, 7), "&#xZ; in <root>, which is not a character number", "write &#228; or &#xE4;"),
        ("<root>A\x0bB</root>", (1, 8), "the control character U+000B in <root>", "the text without it"),
        (
            "<root>A&#x2;B</root>",
            (1, 8),
            "the control character U+0002, written &#x2;, in <root>",
            "the text without it",
        ),
        ("<root>\ufffe</root>", (1, 7), "the character U+FFFE in <root>, which XML forbids", "the text without it"),
        ("<root><n>a</m></root>", (1, 11), "</m> ends <n>", "</n>"),
        ("<root><n>", (1, 10), "the document ends inside <n>", "</n>, and whatever stands"),
        ("<root><n", (1, 7), "the document ends in the middle of '<n'", "the rest of it, up to </root>"),
        ("<root><![CDATA[a", (1, 7), "a CDATA section in <root> that does not end", "]]> behind its text"),
        ("<root></root><root></root>", (1, 14), "a second document behind the end of the first", "one message"),
        ("<root></root>\nthat is all", (2, 1), "'that is all' behind the end of the first", "one message"),
        ("\n<?xml version='1.0'?><root/>", (2, 1), "an XML declaration with something before it", "<root> first"),
        ("<root a='1' a='2'/>", (1, 13), 'the attribute "a" twice', "at most one"),
        ("<root a=1/>", (1, 9), "a value without quotes in an attribute of <root>", "quotes around it"),
        ("", (1, 1), "nothing", "a message that begins with <root>"),
        (" \n", (1, 1), "nothing but white space", "a message that begins with <root>"),
        ('[{"name": "A"}]', (1, 1), "a JSON list", "XML; message_from_json"),
        (' {"name": "A"}', (1, 2), "a JSON object", "XML; message_from_json"),
        ("Hei!", (1, 1), "'Hei!' where <root> belongs", "a message that begins with <root>"),
    ],
)
def test_a_fault_of_the_xml_is_said_in_words_at_its_place(
    body: str, place: tuple[int, int], found: str, expected: str
) -> None:
    line, column, said, right = fault(body.encode())
    assert ((line, column), said) == (place, found)
    assert right.startswith(expected)


def test_the_column_counts_characters_in_the_charset_of_the_bytes() -> None:
    text = "<root><n>ÄÖ & Å</n></root>"
    assert (
        fault(text.encode("iso-8859-15"), "iso-8859-15")
        == fault(text.encode())
        == (
            1,
            13,
            "a bare & in <n>",
            "write &amp;",
        )
    )


def test_bytes_that_are_not_in_the_named_charset_are_named() -> None:
    line, column, found, _ = fault("<root><n>Äiti</n></root>".encode("iso-8859-15"), "utf-8")
    assert (line, column, found) == (1, 10, "the byte 0xC4 in <n>, which is not UTF-8")


def test_the_fault_of_an_answer_is_said_as_well() -> None:
    (problem,) = validate(b"<Root><Name>A & B</Name></Root>", OrderReply)
    assert (problem.column, problem.found) == (15, "a bare & in <Name>")


def test_a_fault_that_has_no_words_of_its_own_is_said_as_the_parser_says_it() -> None:
    assert fault(b"<root><!-- a -- b --></root>")[2:] == (
        "not XML: not well-formed (invalid token)",
        "well-formed XML within the limits",
    )
    assert "document type" in fault(b"<!DOCTYPE root><root/>")[2]
