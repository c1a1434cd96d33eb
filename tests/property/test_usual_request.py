"""The quick reader of usual requests agrees with the traversal: what it reads, that reads without a problem."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.decode import walked
from netvisor.codec.encode import encode
from netvisor.codec.message_check import check
from netvisor.codec.usual_request import read_usual
from netvisor.protocol.call import Endpoint
from netvisor.resources import find
from netvisor.testing import ISO_8859_15, XML, messages
from netvisor.testing.scalar_strategies import Alphabet
from tests.conftest import FIXTURES
from tests.property.declared import every_request, request_of

ODD = ["<", ">", "/", "&", '"', "'", "=", " ", "\n", "\t", "\r", "\x00", "\x85", "\xa0", "]]>", "<!---->", "&amp;"]
ODD += [
    "&#65;",
    "&lt;",
    "&#13;",
    "-",
    "+",
    "0",
    "1",
    "9",
    ",",
    ".",
    "E",
    "a",
    "A",
    "ä",
    "漢",
    "\ufffe",
    "<a></a>",
    "<a/>",
]
CHARSETS = [None, "utf-8", "iso-8859-15", "windows-1252", "us-ascii", "utf-7"]


def assert_agrees(body: bytes, endpoint: Endpoint, charset: str | None) -> None:
    cls = request_of(endpoint)
    for method in (None, *endpoint.methods):
        usual = read_usual(body, cls, method=method, charset=charset)
        if usual is None:
            continue
        for strict in (True, False):
            made, problems = walked(body, cls, method, charset, strict=strict)
            assert problems == []
            assert made == usual
            assert repr(made) == repr(usual)
        assert check(usual, method=method) == []


@every_request
@given(data=st.data())
def test_a_written_message_is_read_as_the_traversal_reads_it(endpoint: Endpoint, data: st.DataObject) -> None:
    alphabets: list[Alphabet] = [ISO_8859_15, XML]
    alphabet = data.draw(st.sampled_from(alphabets))
    message = data.draw(messages(request_of(endpoint), alphabet=alphabet))
    encoded = encode(message)
    assert_agrees(encoded.bytes(), endpoint, encoded.charset)
    assert read_usual(encoded.bytes(), request_of(endpoint), charset=encoded.charset) in (None, message)


@every_request
@given(data=st.data())
def test_whatever_is_done_to_a_message_both_read_it_alike(endpoint: Endpoint, data: st.DataObject) -> None:
    text = encode(data.draw(messages(request_of(endpoint))), "utf-8").bytes().decode()
    for _ in range(data.draw(st.integers(1, 3))):
        text = data.draw(st.sampled_from(CHANGES))(text, data)
    charset = data.draw(st.sampled_from(CHARSETS))
    encoding = "utf-8" if charset in {None, "utf-7"} else charset
    assert_agrees(text.encode(encoding or "utf-8", "replace"), endpoint, charset)


def insert(text: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(text)))
    return text[:at] + data.draw(st.sampled_from(ODD)) + text[at:]


def cut(text: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(text)))
    return text[:at] + text[at + data.draw(st.integers(1, 4)) :]


def change_a_value(text: str, data: st.DataObject) -> str:
    """Put something in the place of a text between two tags."""
    pieces = text.split("<")
    at = data.draw(st.sampled_from([n for n, piece in enumerate(pieces) if ">" in piece]))
    tag = pieces[at].partition(">")[0]
    pieces[at] = f"{tag}>{data.draw(st.sampled_from(['', ' ', 'x', '1', '-1', '1,5', '1.50', '007', 'YES', *ODD]))}"
    return "<".join(pieces)


def move_or_repeat(text: str, data: st.DataObject) -> str:
    """Put an element somewhere else, or a second time there."""
    pieces = text.split("<")
    leaves = [n for n, piece in enumerate(pieces) if n + 1 < len(pieces) and pieces[n + 1].startswith("/")]
    at = data.draw(st.sampled_from([n for n in leaves if not pieces[n].startswith("/")] or [0]))
    taken = pieces[at : at + 2]
    if data.draw(st.booleans()):
        del pieces[at : at + 2]
    to = data.draw(st.integers(0, len(pieces)))
    return "<".join([*pieces[:to], *taken, *pieces[to:]])


def leave_out(text: str, data: st.DataObject) -> str:
    """Leave out everything between two places where a tag begins."""
    pieces = text.split("<")
    at = data.draw(st.integers(0, len(pieces)))
    return "<".join([*pieces[:at], *pieces[at + data.draw(st.sampled_from([1, 2, 4])) :]])


def space_out(text: str, data: st.DataObject) -> str:
    space = data.draw(st.sampled_from(["\n", "\n  ", "\t", " ", "\xa0", "x"]))
    return text.replace("><", f">{space}<") if data.draw(st.booleans()) else text.replace("</", f"{space}</")


def change_letter_case(text: str, data: st.DataObject) -> str:
    change: Callable[[str], str] = data.draw(st.sampled_from([str.upper, str.title, str.swapcase]))
    return "<".join(
        f"{change(tag)}{mark}{rest}" for tag, mark, rest in (piece.partition(">") for piece in text.split("<"))
    )


CHANGES: list[Callable[[str, st.DataObject], str]] = [
    insert,
    insert,
    cut,
    change_a_value,
    move_or_repeat,
    leave_out,
    space_out,
    change_letter_case,
]


@pytest.mark.parametrize("path", sorted((FIXTURES / "requests").glob("*.xml")), ids=lambda path: path.stem)
def test_every_golden_message_is_a_usual_one(path: Any) -> None:
    request = find(path.stem.partition("-")[0]).request
    assert request is not None
    body = path.read_bytes()
    made = read_usual(body, request, charset="iso-8859-15")
    assert made is not None
    assert made == walked(body, request, None, "iso-8859-15", strict=True)[0]
    spaced = re.sub(rb"(</[^>]+>)", rb"\1\n  ", body)
    assert read_usual(spaced, request, charset="iso-8859-15") == made
