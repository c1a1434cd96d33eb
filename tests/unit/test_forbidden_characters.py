"""An answer with characters that XML forbids is read, U+FFFD stands for each, and a warning says so."""

from __future__ import annotations

import tracemalloc
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from netvisor import customers
from netvisor.codec.limits import XmlRefused
from netvisor.codec.read_reply import ReplyStream, read_reply
from netvisor.errors import ReplacedCharacter
from netvisor.protocol.reply import interpret, streamed
from netvisor.resources.customers import CustomerListReply

OK = "<ResponseStatus><Status>OK</Status></ResponseStatus>"
SENT = {"company": "1234567-8", "transaction_id": "1"}


def answer(*names: str, charset: str = "utf-8") -> bytes:
    items = "".join(f"<Customer><Name>{name}</Name></Customer>" for name in names)
    head = f"<?xml version='1.0' encoding='{charset}'?>"
    return f"{head}<Root>{OK}<Customerlist>{items}</Customerlist></Root>".encode(charset)


def names_of(body: bytes) -> list[str | None]:
    return [item.name for item in read_reply(body, CustomerListReply).root.customer_list.customer]


def blocks(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


FORBIDDEN = ["&#x2;", "&#2;", "&#x0000000B;", "&#31;", "&#xD800;", "&#xFFFE;", "&#x110000;", "\x02", "\x0b", "\x1f"]


@pytest.mark.parametrize("written", FORBIDDEN)
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15"])
def test_a_forbidden_character_is_replaced_and_the_rest_is_read(written: str, charset: str) -> None:
    assert names_of(answer(f"Ä{written}B &amp; &#228;", "C", charset=charset)) == ["Ä\ufffdB & ä", "C"]


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("written", FORBIDDEN)
def test_a_reference_that_is_cut_by_a_border_of_blocks_is_replaced_too(written: str, size: int) -> None:
    body = answer(f"A{written}", f"{written}B{written}", "<![CDATA[&#x2;]]>", "x]]", "y&amp;")
    whole = names_of(body)
    assert whole == ["A\ufffd", "\ufffdB\ufffd", "&#x2;", "x]]", "y&"]
    stream = ReplyStream(blocks(body, size), CustomerListReply, ("customer_list.customer",))
    assert [item.name for item in stream] == whole
    assert stream.replaced.count == 3


def test_every_border_between_two_blocks_gives_the_same() -> None:
    body = answer("A&#x2;B", "<![CDATA[&#x2;\x02]]>&#x2;", "\x1f")
    for at in range(1, len(body)):
        assert [
            item.name for item in read_reply([body[:at], body[at:]], CustomerListReply).root.customer_list.customer
        ] == ["A\ufffdB", "&#x2;\ufffd\ufffd", "\ufffd"]


def test_attributes_are_mended_too() -> None:
    body = answer("A").replace(b"<Customer>", b"<Customer x='&#x2;\x02'>")
    assert names_of(body) == ["A"]


def test_references_to_allowed_characters_stay() -> None:
    reply = read_reply(answer("a&#9;b&#10;c&#xE4;&#x10FFFF;&#xFFFD;"), CustomerListReply)
    assert reply.root.customer_list.customer[0].name == "a\tb\ncä\U0010ffff\ufffd"
    assert reply.replaced.count == 0


@pytest.mark.parametrize("wrong", ["&#0;", "\0", "&#xZ;", "&#x2", "&x;", "<\x02a/>", f"&#{'9' * 60};"])
def test_what_is_not_a_forbidden_character_stays_refused(wrong: str) -> None:
    with pytest.raises(XmlRefused):
        read_reply(answer(wrong), CustomerListReply)


def warned(make: Any) -> list[ReplacedCharacter]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        make()
    assert all(isinstance(each.message, ReplacedCharacter) for each in caught)
    return [each.message for each in caught if isinstance(each.message, ReplacedCharacter)]


def test_a_warning_counts_what_was_replaced_and_names_the_first() -> None:
    call = customers.list_customers()
    (whole,) = warned(lambda: interpret(call, 200, answer("A&#x2;", "\x0b"), **SENT))
    (one_by_one,) = warned(lambda: list(streamed(call, 200, [answer("A&#x2;", "\x0b")], **SENT)))
    assert (whole.count, whole.first, whole.resource) == (2, 2, "customerlist.nv")
    assert str(whole) == str(one_by_one)
    assert str(whole).startswith(
        "2 characters that XML forbids were replaced by U+FFFD in the answer of customerlist.nv"
    )
    assert str(ReplacedCharacter(1, 11, "x.nv")).startswith("1 character that XML forbids was")
    assert "the first is U+000B" in str(ReplacedCharacter(1, 11, "x.nv"))


def test_a_stream_that_is_left_early_has_warned() -> None:
    def first_item() -> None:
        items: Any = streamed(customers.list_customers(), 200, [answer("A&#x2;", "B")], **SENT)
        assert next(items).name == "A\ufffd"
        items.close()

    assert len(warned(first_item)) == 1


def test_an_ordinary_answer_draws_no_warning() -> None:
    assert warned(lambda: interpret(customers.list_customers(), 200, answer("A"), **SENT)) == []


def test_a_long_damaged_answer_is_streamed_in_constant_memory() -> None:
    item = "<Customer><Name>A&#x2;\x02</Name></Customer>" * 2_000

    def damaged() -> Iterator[bytes]:
        yield f"<Root>{OK}<Customerlist>".encode()
        for _ in range(20):
            yield item.encode()
        yield b"</Customerlist></Root>"

    stream = ReplyStream(damaged(), CustomerListReply, ("customer_list.customer",))
    count = 0
    tracemalloc.start()
    try:
        for _ in stream:
            count += 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (count, stream.replaced.count) == (40_000, 80_000)
    assert peak < 8 << 20
