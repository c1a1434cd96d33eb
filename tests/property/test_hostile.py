"""Whatever bytes arrive, nothing but an error of the library comes out of what reads them."""

from __future__ import annotations

import warnings
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.decode import decode
from netvisor.codec.encode import encode
from netvisor.codec.limits import XmlRefused
from netvisor.codec.message_check import check
from netvisor.codec.read_reply import read_reply
from netvisor.codec.validate import validate
from netvisor.codec.write_reply import write_reply
from netvisor.errors import MessageError, NetvisorError, Problem, ReplacedCharacter
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.reply import interpret
from netvisor.protocol.results import Answer
from netvisor.resources import raw
from netvisor.testing import messages, replies
from tests.property.declared import REPLIES, REQUESTS, every_reply, every_request, reply_of, request_of

CHARSETS = st.sampled_from(
    [None, "utf-8", "iso-8859-15", "ISO-8859-1", "windows-1252", "utf-16", "no such charset", ""]
)

INSERTED = [
    b"<",
    b">",
    b"&",
    b"&amp;",
    b"&#0;",
    b"&#xFFFF;",
    b"&nosuch;",
    b"]]>",
    b"<![CDATA[<a>]]>",
    b"<!-- -->",
    b"<?pi?>",
    b"<a/>",
    b"<a></a>",
    b"<a b='c'/>",
    b"</a>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<?xml version='1.0'?>",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe4",
    b"\xc3\xa4",
    b" ",
    b"\r\n",
    b"<root>",
    b"</root>",
    b"<Root>",
    b"<ResponseStatus>",
    b"<Status>OK</Status>",
    b"-",
    b",",
    b"9" * 500,
    b"x:y",
]
"""What a document may get at any place."""


@st.composite
def mutated(draw: st.DrawFn, body: bytes) -> bytes:
    """A document with a few bytes cut, doubled, moved, replaced or inserted."""
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(st.integers(0, len(body))), draw(st.integers(0, len(body)))))
        piece = body[start:end]
        new = draw(
            st.sampled_from([b"", piece * 2, piece.swapcase(), piece[::-1], piece.replace(b"</", b"<")])
            | st.sampled_from(INSERTED)
            | st.binary(max_size=8)
        )
        body = body[:start] + new + (body[end:] if draw(st.booleans()) else body[start:])
    return body


def markup() -> st.SearchStrategy[bytes]:
    """Bytes that look like a document."""
    return st.lists(st.sampled_from(INSERTED) | st.binary(max_size=4), max_size=30).map(b"".join)


def read_request(body: bytes, cls: type[Any], charset: str | None) -> Any:
    """Decode and validate; the decoded message, if there is one."""
    problems = validate(body, cls, charset=charset)
    assert all(isinstance(problem, Problem) and str(problem) for problem in problems)
    try:
        message = decode(body, cls, charset)
    except MessageError:
        assert problems, "decode refuses what validate finds right"
        return None
    assert check(message) == []
    return message


@given(body=st.binary(max_size=200) | markup(), charset=CHARSETS, endpoint=st.sampled_from(REQUESTS))
def test_no_bytes_get_more_than_a_message_error_out_of_reading_a_request(
    body: bytes, charset: str | None, endpoint: Endpoint
) -> None:
    read_request(body, request_of(endpoint), charset)


@every_request
@given(data=st.data())
def test_a_damaged_request_is_read_or_refused(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = request_of(endpoint)
    encoded = encode(data.draw(messages(cls)))
    body = data.draw(mutated(encoded.bytes()))
    message = read_request(body, cls, data.draw(st.sampled_from([encoded.charset, None])))
    if message is not None:
        again = encode(message)
        assert decode(again.bytes(), cls, again.charset) == message


def read_answer(body: bytes, cls: type[Any], call: Call[Answer]) -> None:
    assert all(isinstance(problem, Problem) for problem in validate(body, cls))
    for target in (cls, None):
        with suppress(XmlRefused):
            assert read_reply(body, target).envelope.statuses is not None
    with suppress(NetvisorError), warnings.catch_warnings():
        # A mutation may put in a character that XML forbids, which is read with a warning.
        warnings.simplefilter("ignore", ReplacedCharacter)
        assert interpret(call, 200, body, company="1234567-8", transaction_id="1").body == body


@given(body=st.binary(max_size=200) | markup(), endpoint=st.sampled_from(REPLIES))
def test_no_bytes_get_more_than_an_error_of_the_library_out_of_reading_an_answer(
    body: bytes, endpoint: Endpoint
) -> None:
    read_answer(body, reply_of(endpoint), raw.get(endpoint.resource))


@every_reply
@given(data=st.data())
def test_a_damaged_answer_is_read_or_refused(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = reply_of(endpoint)
    answer = write_reply(data.draw(replies(cls)), statuses=data.draw(st.sampled_from([("OK",), ("FAILED", "A :: b")])))
    read_answer(data.draw(mutated(answer)), cls, raw.get(endpoint.resource))


@pytest.mark.parametrize(
    "body", [b"", b" ", b"<", b"<root>", b"<Root/>", b"\xff\xfe<\x00", b"<root><root></root></root>"]
)
def test_the_shortest_documents_are_read_or_refused(body: bytes) -> None:
    for endpoint in REQUESTS:
        assert read_request(body, request_of(endpoint), None) is None
    for endpoint in REPLIES:
        read_answer(body, reply_of(endpoint), raw.get(endpoint.resource))
