from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import pytest

from netvisor.codec.limits import Limits, XmlRefused
from netvisor.codec.read_reply import ReplyStream, read_reply
from netvisor.codec.untyped import Untyped, untyped
from netvisor.declare import Attribute, El, Interleaved, Many, OptAttribute, reply, valued


@valued
class Status:
    value: str | None
    code: Attribute[Literal["open", "paid"] | None]
    in_collection: OptAttribute[bool | None] = None


@reply
class Line:
    text: str | None


@reply
class Note:
    comment: str | None = None


@reply
class Lines:
    rows: Annotated[Many[Line | Note], Interleaved("line", "note")] = ()


@reply
class Paper:
    netvisor_key: Annotated[int | None, El("Netvisorkey", also=("Key",))]
    day: date | None = None
    amount: Decimal | None = None
    status: Status | None = None
    tag: Many[str] = ()
    content: bytes | None = None
    lines: Lines | None = None


@reply
class Papers:
    paper: Many[Paper] = ()


@reply
class PapersReply:
    paper: Paper | None = None
    papers: Papers | None = None


OK = "<ResponseStatus><Status>OK</Status><TimeStamp>1.2.2026 3:04:05</TimeStamp></ResponseStatus>"


def answer(inside: str, status: str = OK) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Root>{status}{inside}</Root>'.encode()


def paper(inside: str) -> Paper:
    found = read_reply(answer(f"<Paper>{inside}</Paper>"), PapersReply).root.paper
    assert isinstance(found, Paper)
    return found


def test_every_kind_of_field_is_read() -> None:
    read = paper(
        "<Netvisorkey>165</Netvisorkey><Day format='ansi'>2026-11-22</Day><Amount>1 234,50</Amount>"
        "<Status code='OPEN' incollection='1'>Avoin</Status><Tag>a</Tag><Tag>b</Tag><Content>YWJj\nZA==</Content>"
        "<Lines><Line><Text>1</Text></Line><Note><Comment>n</Comment></Note><Line><Text>2</Text></Line></Lines>"
    )
    assert read == Paper(
        netvisor_key=165,
        day=date(2026, 11, 22),
        amount=Decimal("1234.50"),
        status=Status("Avoin", code="open", in_collection=True),
        tag=["a", "b"],
        content=b"abcd",
        lines=Lines(rows=[Line(text="1"), Note(comment="n"), Line(text="2")]),
    )


def test_missing_and_empty_elements_are_none_or_an_empty_list() -> None:
    empty = Paper(netvisor_key=None)
    assert paper("") == empty
    assert paper("<Netvisorkey/><Day></Day><Amount> </Amount><Tag/><Content/>") == empty


def test_letter_case_and_further_names_do_not_matter() -> None:
    assert paper("<netvisorkey>1</netvisorkey><TAG>x</TAG>") == paper("<KEY>1</KEY><tag>x</tag>")
    small = answer("<Paper><Day>1.2.2026</Day></Paper>").replace(b"1.2.2026 3:04:05", b"").lower()
    assert read_reply(small, PapersReply).root.paper.day == date(2026, 2, 1)


def test_unknown_elements_and_attributes_are_skipped() -> None:
    read = paper("<New x='1'><Deep><Netvisorkey>9</Netvisorkey></Deep>text</New><Netvisorkey new='2'>1</Netvisorkey>")
    assert read == Paper(netvisor_key=1)


def test_an_element_inside_a_text_is_skipped_and_the_text_stays() -> None:
    assert paper("<Tag>a<b>x<c/></b>b</Tag>").tag == ["ab"]


def test_a_value_that_cannot_be_typed_is_kept_as_text_and_found_again() -> None:
    read = paper("<Netvisorkey>x1</Netvisorkey><Amount>lots</Amount><Status code='odd'>?</Status>")
    assert isinstance(read.netvisor_key, Untyped)
    assert dict(untyped(read)) == {"netvisor_key": "x1", "amount": "lots", "status.code": "odd"}


def test_a_single_element_that_comes_twice_loses_nothing() -> None:
    read = paper("<Lines><Line><Text>1</Text></Line></Lines><Lines><Line><Text>2</Text></Line></Lines>")
    assert read.lines == Lines(rows=[Line(text="1"), Line(text="2")])


REPLIES = "<Replies><InsertedDataIdentifier>7</InsertedDataIdentifier><Reply>done</Reply></Replies>"


@pytest.mark.parametrize(
    "body",
    [
        answer(REPLIES + "<Paper><Netvisorkey>1</Netvisorkey></Paper>"),
        answer(
            "",
            f"<ResponseStatus><Status>OK</Status>{REPLIES}<Paper><Netvisorkey>1</Netvisorkey></Paper></ResponseStatus>",
        ),
    ],
    ids=["beside", "nested"],
)
def test_replies_and_the_resource_are_read_beside_the_status_and_inside_it(body: bytes) -> None:
    read = read_reply(body, PapersReply)
    assert read.envelope.inserted == ["7"]
    assert read.envelope.replies == ["done"]
    assert read.root.paper.netvisor_key == 1


def test_a_failure_keeps_both_statuses() -> None:
    failed = "<ResponseStatus><Status>FAILED</Status><Status> INVALID_DATA :: why</Status></ResponseStatus>"
    assert read_reply(answer("", failed), None).envelope.statuses == ["FAILED", " INVALID_DATA :: why"]


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"plain", b"<Root>", b"<Root></Root", b"\xff\xfe<\0"])
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(XmlRefused):
        read_reply(body, PapersReply)


def test_a_text_above_its_limit_is_refused_and_base64_has_its_own() -> None:
    limits = Limits(text=100_000, base64=10_000_000)
    read_reply(answer(f"<Paper><Content>{'YWJj' * 200_000}</Content></Paper>"), PapersReply, limits=limits)
    with pytest.raises(XmlRefused, match="more than 100000 characters"):
        read_reply(answer(f"<Paper><Tag>{'a' * 800_000}</Tag></Paper>"), PapersReply, limits=limits)


def test_elements_nested_too_deep_are_refused_even_where_they_are_skipped() -> None:
    with pytest.raises(XmlRefused, match="deeper than 64"):
        read_reply(answer("<x>" * 100 + "</x>" * 100), PapersReply)


def blocks(body: bytes, size: int) -> Iterator[bytes]:
    return (body[at : at + size] for at in range(0, len(body), size))


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_stream_hands_out_the_items_that_a_whole_reading_gives(size: int) -> None:
    body = answer(
        "<Papers>" + "".join(f"<Paper><Netvisorkey>{n}</Netvisorkey></Paper>" for n in range(50)) + "</Papers>"
    )
    stream = ReplyStream(blocks(body, size), PapersReply, ("papers.paper", "paper"))
    assert [item.netvisor_key for item in stream] == list(range(50))
    assert stream.envelope.statuses == ["OK"]
    assert [item.netvisor_key for item in read_reply(body, PapersReply).root.papers.paper] == list(range(50))


def test_a_stream_marks_no_table_of_other_readings() -> None:
    body = answer("<Papers><Paper><Netvisorkey>1</Netvisorkey></Paper></Papers>")
    assert len(list(ReplyStream([body], PapersReply, ("papers.paper",)))) == 1
    assert len(read_reply(body, PapersReply).root.papers.paper) == 1


def test_a_stream_that_breaks_off_is_refused_after_the_whole_items() -> None:
    body = answer("<Papers><Paper><Netvisorkey>1</Netvisorkey></Paper><Paper><Netv")
    stream = iter(ReplyStream([body.removesuffix(b"</Root>")], PapersReply, ("papers.paper",)))
    assert next(stream).netvisor_key == 1
    with pytest.raises(XmlRefused):
        next(stream)


def test_a_stream_of_what_has_no_children_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no element with children"):
        ReplyStream([], PapersReply, ("paper.netvisor_key",))


def test_the_declared_charset_of_an_answer_is_taken() -> None:
    body = "<?xml version='1.0' encoding='iso-8859-15'?><Root><Paper><Tag>Ä€</Tag></Paper></Root>".encode("iso-8859-15")
    assert read_reply(body, PapersReply).root.paper.tag == ["Ä€"]
