"""Elements read past the parser are what the parser would have read, whatever is done to an answer and its blocks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.limits import ANSWER_LIMITS, Limits, XmlRefused
from netvisor.codec.read_reply import ReplyStream, read_reply
from netvisor.codec.write_reply import write_reply
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.results import Items
from netvisor.resources.customers import CustomerListReply
from netvisor.testing import ISO_8859_15, XML, replies
from netvisor.testing.scalar_strategies import Alphabet
from tests.benchmarks import objects
from tests.property.declared import every_reply, reply_of
from tests.property.test_answers import listing_calls

BY_THE_PARSER = replace(ANSWER_LIMITS, text=100_000)
"""With so little room for a text nothing is read past the parser."""
ALPHABETS: list[Alphabet] = [ISO_8859_15, XML]

ODD = ["<", ">", "/", "&", '"', "'", "=", " ", "\n", "\r\n", "\r", "\t", "\x00", "\x85", "\xa0", "]]>", "<!-- <a> -->"]
ODD += [
    "&amp;",
    "&#65;",
    "&lt;",
    "&x;",
    "<a></a>",
    "<a/>",
    "<a b='c'/>",
    '<a b="c">d</a>',
    "<![CDATA[<b>]]>",
    "<?x y?>",
]
ODD += ["a", "A", "1", "ä", "漢", "\ufffe", "<Replies/>", "</Root>", "<1a/>", "<a:b/>"]


def outcome(body: bytes, cls: type, cuts: list[int], limits: Limits) -> str:
    try:
        return repr(read_reply(blocks(body, cuts), cls, limits=limits))
    except XmlRefused:
        return "refused"


def streamed(body: bytes, gives: Items[Any], cuts: list[int], limits: Limits) -> str:
    assert gives.root is not None
    read: list[Any] = []
    stream = ReplyStream(blocks(body, cuts), gives.root, gives.paths, limits=limits)
    try:
        read += stream
    except XmlRefused:
        return f"{read} and refused"
    return f"{read} {stream.envelope}"


def blocks(body: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cut % (len(body) + 1) for cut in cuts), len(body)]
    return [body[start:end] for start, end in pairwise(edges)]


CUTS = st.lists(st.integers(0, 10**6), max_size=4)


@every_reply
@given(data=st.data())
def test_whatever_is_done_to_an_answer_both_read_it_alike(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = reply_of(endpoint)
    text = write_reply(data.draw(replies(cls, alphabet=data.draw(st.sampled_from(ALPHABETS))))).decode()
    for _ in range(data.draw(st.integers(0, 3))):
        text = data.draw(st.sampled_from(CHANGES))(text, data)
    body = text.encode(data.draw(st.sampled_from(["utf-8", "iso-8859-15"])), "replace")
    cuts = data.draw(CUTS)
    assert outcome(body, cls, cuts, ANSWER_LIMITS) == outcome(body, cls, cuts, BY_THE_PARSER)


@pytest.mark.parametrize("call", listing_calls(), ids=lambda call: call.resource)
@given(data=st.data())
def test_a_stream_hands_out_the_same_items_either_way(call: Call[list[Any]], data: st.DataObject) -> None:
    gives = call.result
    assert isinstance(gives, Items)
    assert gives.root is not None
    text = write_reply(data.draw(replies(gives.root))).decode()
    for _ in range(data.draw(st.integers(0, 2))):
        text = data.draw(st.sampled_from(CHANGES))(text, data)
    body, cuts = text.encode(), data.draw(CUTS)
    quick, slow = (streamed(body, gives, cuts, limits) for limits in (ANSWER_LIMITS, BY_THE_PARSER))
    # Before an error the parser alone may hand out the items of a block that was never read to its end.
    assert quick == slow or (quick.endswith("refused") and slow.endswith("refused"))


def insert(text: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(text)))
    return text[:at] + data.draw(st.sampled_from(ODD)) + text[at:]


def cut(text: str, data: st.DataObject) -> str:
    at = data.draw(st.integers(0, len(text)))
    return text[:at] + text[at + data.draw(st.integers(1, 4)) :]


def repeat_or_move(text: str, data: st.DataObject) -> str:
    """Put a few tags somewhere else, or a second time there."""
    pieces = text.split("<")
    at, size = data.draw(st.integers(0, len(pieces))), data.draw(st.integers(1, 6))
    taken = pieces[at : at + size]
    if data.draw(st.booleans()):
        del pieces[at : at + size]
    to = data.draw(st.integers(0, len(pieces)))
    return "<".join([*pieces[:to], *taken, *pieces[to:]])


def change_letter_case(text: str, data: st.DataObject) -> str:
    change: Callable[[str], str] = data.draw(st.sampled_from([str.upper, str.lower]))
    return "<".join(
        f"{change(tag)}{mark}{rest}" for tag, mark, rest in (piece.partition(">") for piece in text.split("<"))
    )


def space_out(text: str, data: st.DataObject) -> str:
    space = data.draw(st.sampled_from(["\n  ", "\r\n", "x", "&amp;", " "]))
    return text.replace("><", f">{space}<")


def close_empty_elements(text: str, _: st.DataObject) -> str:
    return re.sub(r"<([A-Za-z]+)></\1>", r"<\1/>", text)


CHANGES: list[Callable[[str, st.DataObject], str]] = [
    insert,
    insert,
    cut,
    repeat_or_move,
    change_letter_case,
    space_out,
    close_empty_elements,
]


# Long lists, cut into blocks as they come.


@pytest.mark.parametrize("size", [1, 7, 1000, 65_536, 10**9])
def test_a_long_list_is_read_alike_in_blocks_of_any_size(size: int) -> None:
    body = objects.listed_customers(200 if size < 100 else 2_000)
    cuts = list(range(size, len(body), size))
    assert outcome(body, CustomerListReply, cuts, ANSWER_LIMITS) == outcome(body, CustomerListReply, [], BY_THE_PARSER)


def test_a_long_list_with_odd_items_in_it_is_read_alike() -> None:
    odd = [
        "<Customer/>",
        "<Customer><Name>a<b/>c</Name></Customer>",
        "<!-- </Customer> -->",
        "<Customer><!--x--></Customer>",
    ]
    odd += ["<Customer><Name>&#228;</Name></Customer>", "<Customer><Name><![CDATA[<Customer>]]></Name></Customer>"]
    odd += ["<Other><Customer></Customer></Other>", "text", "<Customer a='b'><Code/></Customer>", "\r\n"]
    items = objects.listed_customers(3_000).decode().split("</Customer>")
    chosen = random.Random(1)  # noqa: S311  # nothing secret
    text = "</Customer>".join(f"{chosen.choice(odd)}{item}" if at % 9 == 5 else item for at, item in enumerate(items))
    cuts = list(range(10_000, len(text), 10_000))
    quick = outcome(text.encode(), CustomerListReply, cuts, ANSWER_LIMITS)
    assert quick == outcome(text.encode(), CustomerListReply, cuts, BY_THE_PARSER)
    assert quick.count("Customer(") > 2_500
