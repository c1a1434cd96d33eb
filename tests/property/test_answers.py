"""Answers: what is written is read, whole or as a stream, in any blocks and any letter case."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.limits import ANSWER_LIMITS
from netvisor.codec.read_reply import Envelope, read_reply
from netvisor.codec.usual_reply import usual_answer
from netvisor.codec.validate import validate
from netvisor.codec.write_reply import write_reply
from netvisor.errors import MessageError
from netvisor.protocol.call import Call, Endpoint
from netvisor.protocol.reply import interpret, streamed
from netvisor.protocol.results import Items
from netvisor.testing import ISO_8859_15, XML, replies
from netvisor.testing.scalar_strategies import Alphabet
from tests.property.declared import REPLIES, every_reply, reply_of

SOME_ALPHABET: st.SearchStrategy[Alphabet] = st.sampled_from([ISO_8859_15, XML])
DECLARATION = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
TEXTS = st.lists(st.text(XML, min_size=1, max_size=20), max_size=3)


@every_reply
@given(data=st.data())
def test_an_answer_comes_back_equal_in_every_language(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = reply_of(endpoint)
    answer = data.draw(replies(cls, alphabet=data.draw(SOME_ALPHABET)))
    for language in ("FI", "EN", "SE"):
        body = write_reply(answer, language=language)
        assert read_reply(body, cls).root == answer
        assert validate(body, cls) == []


@given(statuses=TEXTS, inserted=TEXTS, updated=TEXTS, valid=TEXTS, texts=TEXTS)
def test_the_envelope_comes_back_equal(
    statuses: list[str], inserted: list[str], updated: list[str], valid: list[str], texts: list[str]
) -> None:
    body = write_reply(statuses=statuses, inserted=inserted, updated=updated, valid=valid, replies=texts)
    read = read_reply(body, None).envelope
    assert (read.statuses, read.inserted, read.updated) == (statuses, inserted, updated)
    assert (read.valid, read.replies) == (valid, texts)


@every_reply
@given(data=st.data())
def test_the_blocks_in_which_an_answer_comes_do_not_matter(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = reply_of(endpoint)
    answer = data.draw(replies(cls, alphabet=XML))
    body = write_reply(answer)
    size = data.draw(st.integers(1, 200))
    blocks = [body[at : at + size] for at in range(0, len(body), size)]
    assert read_reply(blocks, cls).root == answer


@every_reply
@given(data=st.data())
def test_the_letter_case_of_names_does_not_matter(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = reply_of(endpoint)
    answer = data.draw(replies(cls))
    changed: Callable[[str], str] = data.draw(st.sampled_from([str.lower, str.upper, str.swapcase]))
    prolog, body = write_reply(answer).decode().split("?>", 1)
    cased = re.sub(r"</?[^<>]+>", lambda tag: changed_names(tag.group(), changed), body)
    assert read_reply(f"{prolog}?>{cased}".encode(), cls).root == answer


def changed_names(tag: str, change: Callable[[str], str]) -> str:
    """The tag with its names in another letter case; the values of its attributes stay."""
    pieces = re.split(r'("[^"]*")', tag)
    return "".join(piece if piece.startswith('"') else change(piece) for piece in pieces)


@every_reply
@given(data=st.data())
def test_unknown_elements_and_attributes_are_never_an_error(endpoint: Endpoint, data: st.DataObject) -> None:
    cls = reply_of(endpoint)
    answer = data.draw(replies(cls))
    body = write_reply(answer).decode()
    starts = [match.end() for match in re.finditer(r"<[A-Za-z][^<>]*>", body)]
    at = data.draw(st.sampled_from(starts))
    strange = '<NoSuchThing no="such"><Deeper>text &amp; more</Deeper><Empty/></NoSuchThing>'
    attributed = body[: at - 1] + ' nosuchattribute="x"' + body[at - 1 : at] + strange + body[at:]
    assert read_reply(attributed.encode(), cls).root == answer


def listing_calls() -> list[Call[list[Any]]]:
    """The calls of all resources that give a list and ask for no parameter."""
    found = []
    for endpoint in REPLIES:
        for function in endpoint.functions:
            if all(p.default is not p.empty for p in inspect.signature(function).parameters.values()):
                # A few ask for one of several parameters, which no signature shows.
                with suppress(MessageError):
                    call = function()
                    found += [call] if isinstance(call.result, Items) else []
    return found


@pytest.mark.parametrize("call", listing_calls(), ids=lambda call: call.resource)
@given(data=st.data())
def test_a_stream_hands_out_what_the_whole_reading_holds(call: Call[list[Any]], data: st.DataObject) -> None:
    gives = call.result
    assert isinstance(gives, Items)
    assert gives.root is not None
    body = write_reply(data.draw(replies(gives.root)))
    arguments = {"company": "1234567-8", "transaction_id": "1"}
    whole = gives.take(interpret(call, 200, body, **arguments))
    assert list(streamed(call, 200, [body[:100], body[100:]], **arguments)) == whole


PLAIN = st.text("".join(map(chr, range(0x20, 0x7F))), max_size=20)


@given(
    statuses=st.lists(st.sampled_from(["OK", "ok", "FAILED", " OK", "x"]), max_size=2),
    time=st.none() | PLAIN | st.just("5.6.2023 16:12:09"),
    keys=st.lists(PLAIN | TEXTS.map("".join), max_size=3),
    space=st.sampled_from(["", "\n  ", "\xa0", "x", "<!-- -->", "<Other>1</Other>"]),
    declaration=st.sampled_from(["", DECLARATION, DECLARATION.upper(), DECLARATION.replace("utf-8", "us-ascii"), " "]),
    data=st.data(),
)
def test_a_small_answer_is_read_at_once_as_the_parser_reads_it(
    statuses: list[str], time: str | None, keys: list[str], space: str, declaration: str, data: st.DataObject
) -> None:
    status = "".join(f"<Status>{text}</Status>{space}" for text in statuses)
    at = f"<TimeStamp>{time}</TimeStamp>" if time is not None else ""
    inserted = "".join(f"<InsertedDataIdentifier>{key}</InsertedDataIdentifier>{space}" for key in keys)
    text = f"{declaration}<Root>{space}<ResponseStatus>{status}{at}</ResponseStatus>{space}"
    text += f"<Replies>{inserted}</Replies></Root>"
    if data.draw(st.booleans()):
        cut = data.draw(st.integers(0, len(text)))
        text = text[:cut] + data.draw(st.sampled_from(["", "<", "&", "]]>", "a"])) + text[cut + 1 :]
    assert_read_at_once_as_by_the_parser(text.encode())


def assert_read_at_once_as_by_the_parser(body: bytes) -> None:
    usual = usual_answer(body)
    if usual is not None:
        # Limits of one's own are kept by the parser alone.
        read = read_reply(body, None, limits=replace(ANSWER_LIMITS)).envelope
        assert read == Envelope(["OK"], *usual)


@given(inserted=TEXTS, size=st.integers(1, 300))
def test_the_blocks_in_which_a_small_answer_comes_do_not_matter(inserted: list[str], size: int) -> None:
    body = write_reply(statuses=["OK"], inserted=inserted)
    blocks = [body[at : at + size] for at in range(0, len(body), size)]
    assert read_reply(iter(blocks), None) == read_reply(body, None)


@pytest.mark.parametrize("keys", [0, 1, 2, 30])
def test_an_answer_as_the_documentation_shows_it_is_read_at_once(keys: int) -> None:
    inserted = [str(1800 + number) for number in range(keys)]
    body = write_reply(statuses=["OK"], inserted=inserted)
    assert usual_answer(body) == (None, inserted)
    assert usual_answer(body.replace(b"><", b">\n  <")) == (None, inserted)
    assert_read_at_once_as_by_the_parser(body)


def test_an_answer_that_is_not_small_is_read_whole() -> None:
    inserted = [str(number) for number in range(2_000)]
    body = write_reply(statuses=["OK"], inserted=inserted)
    blocks = [body[at : at + 999] for at in range(0, len(body), 999)]
    assert read_reply(iter(blocks), None).envelope.inserted == inserted
