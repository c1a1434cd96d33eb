"""The tree of somebody's XML: names, texts, places, and self-closing elements told apart from empty ones."""

from __future__ import annotations

import pytest

from netvisor.codec.limits import Guarded, Limits, XmlRefused
from netvisor.codec.tree import Node, TreeReader, charset_of, read_tree


def only_child(body: bytes) -> Node:
    (child,) = read_tree(body).children
    return child


def refusal_of(body: bytes, limits: Limits, large: frozenset[str] | None = None) -> XmlRefused:
    with pytest.raises(XmlRefused) as caught:
        read_tree(body, limits=limits, large=large)
    return caught.value


def test_names_attributes_and_texts_are_as_they_were_written() -> None:
    root = read_tree(b"<Root><Country type='ISO-3166'>F&#73;<!-- Finland --></Country></Root>")
    assert root.name == "Root"
    assert [(c.name, c.attributes, c.text) for c in root.children] == [("Country", {"type": "ISO-3166"}, "FI")]


@pytest.mark.parametrize("tag", [b"<email/>", b"<email />", b"<email\n/>", b"<email type='x'/>", b"<email type='>'/>"])
def test_a_self_closing_element_is_told_apart(tag: bytes) -> None:
    assert only_child(b"<root>" + tag + b"</root>").self_closing


@pytest.mark.parametrize(
    "element",
    [
        b"<email></email>",
        b"<email type='/'></email>",
        b"<email type='/>'></email>",
        b"<email><!-- /></email> /--></email>",
        b"<email><?pi /?></email>",
        b"<email><![CDATA[]]></email>",
        b"<email>/></email>",
        b"<email><b/></email>",
        b"<email> </email>",
    ],
)
def test_an_element_with_an_end_tag_is_not_self_closing(element: bytes) -> None:
    assert not only_child(b"<root>" + element + b"</root>").self_closing


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15", None])
def test_self_closing_elements_are_told_apart_behind_letters_of_any_charset(charset: str | None) -> None:
    body = "<root><a>ÄÖ €</a><b/><c></c></root>".encode(charset or "iso-8859-15")
    assert [node.self_closing for node in read_tree(body, charset).children] == [False, True, False]


def test_self_closing_elements_are_told_apart_far_into_a_document() -> None:
    body = b"<root>" + b"<a>x</a><b/><c></c>" * 20_000 + b"</root>"
    nodes = read_tree(body).children
    assert {node.self_closing for node in nodes if node.name == "b"} == {True}
    assert {node.self_closing for node in nodes if node.name != "b"} == {False}


def test_places_count_from_one_in_characters() -> None:
    root = read_tree("<root>\n  <a>ä</a><b></b>\n</root>".encode())
    assert [(n.line, n.column) for n in (root, *root.children)] == [(1, 1), (2, 3), (2, 11)]


def test_white_space_between_children_is_left_off_and_in_a_text_it_is_kept() -> None:
    root = read_tree(b"<root>\n <a>  </a>\n <b> x </b>\n</root>")
    assert [node.text for node in root.children] == ["  ", " x "]
    assert not root.text.strip()


def test_stray_text_is_kept() -> None:
    assert read_tree(b"<root><a></a>stray<b></b></root>").text == "stray"


def test_a_large_document_with_white_space_between_its_lines_is_read() -> None:
    lines = b"\n        <line></line>" * 100_000
    assert len(read_tree(b"<root>" + lines + b"</root>").children) == 100_000


@pytest.mark.parametrize(
    ("body", "header", "charset"),
    [
        (b"<root>abc</root>", None, "utf-8"),
        ("<root>ä€</root>".encode(), None, "utf-8"),
        ("<root>ä€</root>".encode("iso-8859-15"), None, "iso-8859-15"),
        ("<root>ä</root>".encode(), "ISO-8859-15", "iso-8859-15"),
        ("<root>ä</root>".encode("iso-8859-15"), "utf-8", "utf-8"),
    ],
)
def test_the_header_decides_the_charset_and_else_the_bytes(body: bytes, header: str | None, charset: str) -> None:
    assert charset_of(body, header) == charset


def test_a_declaration_never_changes_the_text() -> None:
    body = '<?xml version="1.0" encoding="iso-8859-1"?><root>€ä</root>'
    assert read_tree(body.encode()).text == "€ä"
    assert read_tree(body.encode("iso-8859-15")).text == "€ä"
    assert read_tree(body.encode("iso-8859-15"), "iso-8859-15").text == "€ä"


def test_bytes_that_are_not_what_the_header_says_are_refused() -> None:
    with pytest.raises(XmlRefused, match="not well-formed"):
        read_tree("<root>ä</root>".encode("iso-8859-15"), "utf-8")


def test_what_stands_before_the_root_is_known() -> None:
    assert TreeReader(b"<root></root>", Guarded()).begins == 0
    assert TreeReader(b"\n <root></root>", Guarded()).begins == 2
    declared = TreeReader(b"<?xml version='1.0'?><root></root>", Guarded())
    assert declared.declared
    assert declared.begins == 21


def test_deep_nesting_is_refused() -> None:
    limits = Limits(depth=4)
    read_tree(b"<a>" * 4 + b"</a>" * 4, limits=limits)
    error = refusal_of(b"<a>" * 5 + b"</a>" * 5, limits)
    assert (error.reason, error.line, error.column) == ("more than 4 elements inside each other", 1, 13)


def test_too_many_elements_are_refused() -> None:
    assert refusal_of(b"<root>" + b"<a/>" * 10 + b"</root>", Limits(elements=10)).reason == "more than 10 elements"


def test_too_many_attributes_are_refused() -> None:
    attributes = b"".join(b" a%d='1'" % number for number in range(5))
    assert "more than 4 attributes" in refusal_of(b"<root" + attributes + b"/>", Limits(attributes=4)).reason


def test_a_text_above_the_limit_of_its_element_is_refused() -> None:
    limits, large = Limits(text=100, base64=1000), frozenset({"documentdata"})
    body = b"<root><DocumentData>%s</DocumentData><name>%s</name></root>"
    read_tree(body % (b"A" * 1000, b"B" * 100), limits=limits, large=large)
    assert "<name>" in refusal_of(body % (b"A" * 1000, b"B" * 101), limits, large).reason
    assert "<DocumentData>" in refusal_of(body % (b"A" * 1001, b"B"), limits, large).reason
    stray = b"<root><documentdata><a></a>%s</documentdata></root>" % (b"A" * 101)
    assert "100 characters" in refusal_of(stray, limits, large).reason


def test_any_text_may_be_large_where_nothing_is_known_of_the_elements() -> None:
    limits = Limits(text=100, base64=1000)
    assert len(only_child(b"<root><x>" + b"A" * 1000 + b"</x></root>").text) == 1000
    assert "1000 characters" in refusal_of(b"<root><x>" + b"A" * 1001 + b"</x></root>", limits).reason
