"""Hostile XML is refused in bounded time and memory wherever XML is read; a large attachment is not."""

from __future__ import annotations

import base64
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

import pytest

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.limits import XmlRefused
from netvisor.codec.problems import MOST_PROBLEMS
from netvisor.codec.read_reply import ReplyStream, read_reply
from netvisor.codec.tree import read_tree
from netvisor.codec.validate import validate
from netvisor.errors import MessageError
from tests.unit.shapes import LINE, SMALLEST, File, Order, OrderReply, order_xml, small_order

MIB = 1 << 20
SECONDS = 10
"""Far more than any refusal takes, far less than what a hostile document could cost."""

Reader: TypeAlias = Callable[[bytes], str]


def by_tree(body: bytes) -> str:
    with pytest.raises(XmlRefused) as caught:
        read_tree(body)
    return caught.value.reason


def by_decode(body: bytes) -> str:
    with pytest.raises(MessageError) as caught:
        decode(body, Order)
    return caught.value.problems[0].found


def by_validate(body: bytes) -> str:
    return validate(body, Order)[0].found


def by_validate_answer(body: bytes) -> str:
    return validate(body, OrderReply)[0].found


def by_read_reply(body: bytes) -> str:
    with pytest.raises(XmlRefused) as caught:
        read_reply(body, OrderReply)
    return caught.value.reason


def by_stream(body: bytes) -> str:
    blocks = (body[at : at + 10_000] for at in range(0, len(body), 10_000))
    with pytest.raises(XmlRefused) as caught:
        list(ReplyStream(blocks, OrderReply, ("order",)))
    return caught.value.reason


every_reader = pytest.mark.parametrize(
    "reader", [by_tree, by_decode, by_validate, by_validate_answer, by_read_reply, by_stream]
)


@contextmanager
def bounded(mebibytes: float = 16, seconds: float = SECONDS) -> Iterator[None]:
    """Fails when the work inside takes longer, or needs more memory beyond what there was, than it may."""
    tracemalloc.start()
    began = time.perf_counter()
    try:
        yield
        took, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert took < seconds
    assert peak < mebibytes * MIB


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE root [<!ENTITY l0 "ha">{entities}]><root>&l9;</root>'.encode()


def quadratic() -> bytes:
    return b'<!DOCTYPE root [<!ENTITY a "' + b"a" * 100_000 + b'">]><root>' + b"&a;" * 50_000 + b"</root>"


ROOT = b"<root><order>"

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "entity bomb": (laughs, "a document type"),
    "quadratic entities": (quadratic, "a document type"),
    "external entity": (
        lambda: b'<!DOCTYPE root [<!ENTITY x SYSTEM "file:///etc/passwd">]><root>&x;</root>',
        "a document type",
    ),
    "external document type": (
        lambda: b'<!DOCTYPE root SYSTEM "http://127.0.0.1:1/x.dtd"><root></root>',
        "a document type",
    ),
    "parameter entity": (
        lambda: b'<!DOCTYPE root [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><root></root>',
        "a document type",
    ),
    "document type behind a comment": (lambda: b"<!-- x --><!DOCTYPE root><root></root>", "a document type"),
    "unknown entity": (lambda: b"<root>&x;</root>", "undefined entity"),
    "deep nesting": (lambda: b"<root>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</root>", ""),
    "deep known nesting": (lambda: ROOT + b"<lines>" * 100_000, ""),
    "a million attributes": (
        lambda: b"<root " + b" ".join(b"a%d='1'" % n for n in range(1_000_000)) + b"></root>",
        "more than 262144 bytes",
    ),
    "many attributes on many elements": (
        lambda: (
            b"<root>"
            + b"".join(
                b"<a " + b" ".join(b"b%d='1'" % n for n in range(at, at + 1000)) + b"></a>"
                for at in range(0, 200_000, 1000)
            )
        ),
        "",
    ),
    "many different names": (lambda: b"<root>" + b"".join(b"<a%d/>" % n for n in range(300_000)), "different names"),
    "a huge comment": (lambda: b"<root><!--" + b"x" * 30_000_000 + b"--></root>", "more than 262144 bytes"),
    "a huge instruction": (lambda: b"<root><?x " + b"x" * 30_000_000 + b"?></root>", "more than 262144 bytes"),
    "a huge name": (lambda: b"<root><" + b"x" * 30_000_000, "more than 262144 bytes"),
    "a huge attribute": (lambda: b"<root a='" + b"x" * 30_000_000 + b"'></root>", "more than 262144 bytes"),
    "a huge end tag": (lambda: b"<root></root" + b" " * 30_000_000 + b">", "more than 262144 bytes"),
    "NUL": (lambda: b"<root>\0</root>", "not well-formed|the control character U+0000 in <root>"),
    "NUL in a tag": (lambda: b"<root><a\0></a></root>", "not well-formed|the control character U+0000|no UTF-8"),
    "reference to NUL": (
        lambda: b"<root>&#0;</root>",
        "invalid character number|the control character U+0000, written &#0;",
    ),
    "UTF-16": (lambda: "<root></root>".encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (lambda: "<root></root>".encode("utf-16-be"), "UTF-16"),
    "UTF-32": (lambda: "<root></root>".encode("utf-32"), "UTF-16 or UTF-32"),
    "UTF-7": (lambda: b"+ADw-root+AD4APA-/root+AD4-", "not XML|where <root> belongs"),
    "EBCDIC": (lambda: "<root></root>".encode("cp037"), "not XML|where <root> belongs|which is not UTF-8"),
    "a lone surrogate": (
        lambda: b"<root>\xed\xa0\x80\0</root>",
        "not well-formed|the control character U+0000|the byte 0xED|not UTF-8",
    ),
    "an overlong slash": (lambda: b"<root><\xc0\xaf\0</root>", "not well-formed|a bare <"),
}


@every_reader
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes_are_refused_in_bounded_time_and_memory(name: str, reader: Reader) -> None:
    make, reason = HOSTILE[name]
    body = make()
    with bounded():
        found = reader(body)
    # The parser's reason, or the words that `decode` and `validate` have for it.
    assert any(each in found for each in reason.split("|")), found


@pytest.mark.parametrize("name", ["deep nesting", "deep known nesting"])
@every_reader
def test_deep_nesting_is_refused_where_it_begins(name: str, reader: Reader) -> None:
    assert "deep" in (found := reader(HOSTILE[name][0]())) or "inside each other" in found


@pytest.mark.parametrize("declared", ["utf-7", "utf-16", "utf-32", "cp037", "unicode_escape", "zlib", "no-such"])
@pytest.mark.parametrize("reader", [by_validate_answer, by_read_reply, by_stream])
def test_answers_that_declare_another_charset_are_refused(declared: str, reader: Reader) -> None:
    assert "is not supported" in reader(f'<?xml version="1.0" encoding="{declared}"?><Root></Root>'.encode())


def test_a_request_cannot_choose_its_charset() -> None:
    body = b'<?xml version="1.0" encoding="utf-7"?><root>+ADw-a+AD4APA-/a+AD4-</root>'
    assert read_tree(body).children == []


# Texts above the limit of their element.


@pytest.mark.parametrize("filler", [b"x", b" ", b"&#65;", b"<![CDATA[x]]>", b"x<!---->"])
@pytest.mark.parametrize("reader", [by_decode, by_validate])
def test_a_text_above_the_limit_of_its_element_is_refused(filler: bytes, reader: Reader) -> None:
    body = ROOT + b"<freetext>" + filler * (30_000_000 // len(filler)) + b"</freetext></order></root>"
    with bounded():
        assert reader(body) == "a text of more than 1048576 characters in <freetext>"


class Counted:
    """Blocks without end, and how many bytes of them were taken."""

    def __init__(self, start: bytes, block: bytes) -> None:
        self.start, self.block, self.taken = start, block, 0

    def __iter__(self) -> Iterator[bytes]:
        yield self.start
        while True:
            self.taken += len(self.block)
            yield self.block


def whole(blocks: Any) -> None:
    read_reply(blocks, OrderReply)


def streamed(blocks: Any) -> None:
    for _ in ReplyStream(blocks, OrderReply, ("order.lines",)):
        pass


@pytest.mark.parametrize("read", [whole, streamed])
@pytest.mark.parametrize(
    ("start", "block"),
    [
        (b"<Root><Order><Tag>", b"x" * 50_000),
        (b"<Root><Unknown>", b"x" * 50_000),
        (b"<Root>", b"stray " * 10_000),
        (b"<Root><Order a='", b"x" * 50_000),
        (b"<Root><Order ", b" " * 50_000),
        (b"<Root><!--", b"x" * 50_000),
        (b"<", b"x" * 50_000),
        (b"<Root>", b"<a>" * 10_000),
        (b"<Root><Order>", b"<Lines>" * 10_000),
    ],
)
def test_answers_without_an_end_are_refused_early(read: Any, start: bytes, block: bytes) -> None:
    blocks = Counted(start, block)
    with bounded(), pytest.raises(XmlRefused):
        read(blocks)
    assert blocks.taken < 3 * MIB


def test_unknown_parts_of_an_answer_are_skipped_whatever_their_length() -> None:
    status = b"<ResponseStatus><Status>OK</Status></ResponseStatus>"

    def blocks() -> Iterator[bytes]:
        yield b"<Root>" + status + b"<New>"
        for _ in range(400):
            yield b"\n  <Item a='1'>something new</Item>" * 1000
        yield b"</New><Order><Netvisorkey>7</Netvisorkey></Order></Root>"

    with bounded(2, 60):
        assert read_reply(blocks(), OrderReply).root.order.netvisor_key == 7


# Documents that are well-formed and wrong all over.


@pytest.mark.parametrize(
    "inside",
    [
        "<zzz>1</zzz>" * 20_000,
        "<netdayz>1</netdayz>" * 20_000,
        "<netdays>1</netdays>" * 20_000,
        "<netdays/>" * 20_000,
        "<tag></tag>" * 20_000,
        "<tag>a</tag><code>b</code>" * 10_000,
        "<lines>" + "<line><commentline></commentline></line>" * 10_000 + "</lines>",
        "".join(f"<tag>{n}</tag>" for n in range(20_000, 0, -1)),
        f"<{'z' * 200_000}>1</{'z' * 200_000}>" * 20,
        f"<kind {'z' * 200_000}='1'>{'x' * 1_000_000}</kind>",
    ],
    ids=lambda inside: inside[:12],
)
def test_documents_that_are_wrong_all_over_are_named_in_bounded_time_and_memory(inside: str) -> None:
    body = order_xml(inside)
    with bounded(128, 30):
        problems = validate(body, Order)
        with suppress(MessageError):
            decode(body, Order)
    assert 0 < len(problems) <= MOST_PROBLEMS
    assert sum(len(str(problem)) for problem in problems) < MIB


def test_a_message_of_many_lines_is_read_in_bounded_time_and_memory() -> None:
    body = order_xml(SMALLEST.replace(LINE, LINE * 4_000))
    with bounded(128, 60):
        assert validate(body, Order) == []
        assert len(decode(body, Order).lines.line) == 4_000


# What must not be refused.


def large_order() -> tuple[Order, bytes]:
    order = small_order()
    order.file = [File(file_name="a.pdf", document_data=bytes(range(256)) * (50 * MIB // 256))]
    return order, encode(order).bytes()


@pytest.mark.parametrize("charset", [None, "iso-8859-15", "utf-8"])
def test_an_attachment_of_50_mb_is_decoded_and_found_right(charset: str | None) -> None:
    order, body = large_order()
    with bounded(512, 60):
        assert decode(body, Order, charset) == order
        assert validate(body, Order, charset=charset) == []


def test_an_attachment_of_50_mb_is_read_into_a_tree() -> None:
    order, body = large_order()
    with bounded(256, 60):
        files = [node for node in read_tree(body).children[0].children if node.name == "file"]
    content = order.file[0].document_data
    assert isinstance(content, bytes)
    assert base64.b64decode(files[0].children[1].text) == content


def test_an_attachment_of_50_mb_in_an_answer_is_read_and_found_right() -> None:
    content = bytes(range(256)) * (50 * MIB // 256)
    status = b"<ResponseStatus><Status>OK</Status></ResponseStatus>"
    body = b"<Root>%s<Order><Content>%s</Content></Order></Root>" % (status, base64.b64encode(content))
    with bounded(512, 60):
        assert read_reply(body, OrderReply).root.order.content == content
        assert validate(body, OrderReply) == []
