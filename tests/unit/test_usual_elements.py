"""What goes past the parser and what does not: places, lengths, charsets, and elements that come in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import pytest

from netvisor.codec.limits import ANSWER_LIMITS, BLOCK, Limits, XmlRefused
from netvisor.codec.read_reply import ReplyStream, read_reply
from netvisor.codec.usual_elements import HELD, Outcome, Shortcut
from netvisor.declare import El, Many, OptAttribute, reply, valued


@valued
class Amount:
    value: int | None
    currency: OptAttribute[str | None] = None


@reply
class Row:
    text: str | None = None
    amount: Amount | None = None
    tag: Many[str] = ()


@reply
class Paper:
    netvisor_key: Annotated[int | None, El("Netvisorkey")] = None
    name: str | None = None
    row: Many[Row] = ()


@reply
class Papers:
    count: int | None = None
    paper: Many[Paper] = ()


@reply
class PapersReply:
    papers: Papers | None = None


OK = "<ResponseStatus><Status>OK</Status></ResponseStatus>"


def answer(papers: str, before: str = "") -> bytes:
    return f"{before}<Root>{OK}<Papers>{papers}</Papers></Root>".encode()


def paper(key: int, inside: str = "") -> str:
    return f"<Paper><Netvisorkey>{key}</Netvisorkey><Name>A &amp; B</Name>{inside}</Paper>"


def read(body: bytes | list[bytes], limits: Limits = ANSWER_LIMITS) -> list[Paper]:
    found: list[Paper] = read_reply(body, PapersReply, limits=limits).root.papers.paper
    return found


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes went past the parser, each time that some did."""
    sizes: list[int] = []
    take = Shortcut._take

    def noted(self: Shortcut, *arguments: Any) -> tuple[int, Outcome]:
        found = take(self, *arguments)
        sizes.extend([found[0]] if found[0] else [])
        return found

    monkeypatch.setattr(Shortcut, "_take", noted)
    return sizes


def test_a_list_in_the_usual_form_goes_past_the_parser(taken: list[int]) -> None:
    papers = "".join(paper(number) for number in range(50))
    assert [each.netvisor_key for each in read(answer(papers))] == list(range(50))
    assert sum(taken) == len(f"<Papers>{papers}</Papers>")


def test_every_kind_of_element_is_read(taken: list[int]) -> None:
    rows = '<Row><Text>a&lt;b</Text><Amount currency="EUR">12</Amount><Tag>x</Tag><Tag></Tag><Tag>y</Tag></Row>'
    rows += '<Row><Text/><Amount currency="SEK"/><Unknown a="b">c</Unknown></Row><Row/>'
    (found,) = read(answer(paper(1, rows)))
    assert found.row == [
        Row(text="a<b", amount=Amount(12, currency="EUR"), tag=["x", "y"]),
        Row(amount=Amount(None, currency="SEK")),
        Row(),
    ]
    assert taken


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- </Paper> -->",
        "<![CDATA[<Paper>]]>",
        "<?x </Paper>?>",
        "<Paper><Name>&#228;</Name></Paper>",
        "<Paper><Name>a<b/>c</Name></Paper>",
        "<Paper><Unknown><Deeper>a</Deeper></Unknown></Paper>",
        "<Paper a='b'/>",
        "\r",
        "&#65;",
    ],
)
def test_what_is_unusual_goes_to_the_parser_and_the_rest_past_it(odd: str, taken: list[int]) -> None:
    papers = "".join(paper(number) for number in range(10))
    found = read(answer(f"{papers}{odd}{papers}"))
    assert [each.netvisor_key for each in found if each.netvisor_key is not None] == [*range(10), *range(10)]
    # A carriage return, or the end of a CDATA section, leaves the whole block to the parser.
    assert taken or odd == "\r" or "CDATA" in odd


def test_lines_may_end_with_carriage_return_and_line_feed(taken: list[int]) -> None:
    body = answer("".join(paper(number) for number in range(20))).replace(b"><", b">\r\n  <")
    odd = body.replace(b"<Netvisorkey>9<", b"<Netvisorkey>&#57;<")
    assert [each.netvisor_key for each in read(body)] == [each.netvisor_key for each in read(odd)] == list(range(20))
    assert len(taken) > 1
    text = b"<Name>A\r\nB</Name>"
    assert read(answer(paper(1)).replace(b"<Name>A &amp; B</Name>", text))[0].name == "A\nB"


def test_where_elements_are_often_unusual_it_is_tried_less_and_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    take = Shortcut._take

    def noted(self: Shortcut, *arguments: Any) -> tuple[int, Outcome]:
        tried.append(number)
        return take(self, *arguments)

    monkeypatch.setattr(Shortcut, "_take", noted)
    odd = "".join(f"<Paper><Netvisorkey>&#{49 + key};</Netvisorkey></Paper>" for key in range(9)).encode()
    usual = "".join(paper(key) for key in range(9)).encode()
    number = 0

    def blocks() -> Iterator[bytes]:
        nonlocal number
        yield answer("")[: -len("</Papers></Root>")]
        for number in range(1, 201):
            yield odd if number <= 100 else usual
        yield b"</Papers></Root>"

    assert len(read_reply(blocks(), PapersReply).root.papers.paper) == 1800
    assert len({each for each in tried if 1 <= each <= 100}) < 10
    assert len({each for each in tried if each > 100}) > 60


def test_an_element_that_is_cut_in_two_waits_for_its_end(taken: list[int]) -> None:
    body = answer("".join(paper(number) for number in range(40)))
    assert len(read([body[at : at + 64] for at in range(0, len(body), 64)])) == 40
    assert len(taken) > 10


def test_an_element_too_long_to_wait_goes_to_the_parser() -> None:
    long = paper(1, f"<Row><Text>{'x' * (HELD + BLOCK)}</Text></Row>")
    body = answer(f"{paper(0)}{long}{paper(2)}")
    found = read([body[at : at + 10_000] for at in range(0, len(body), 10_000)])
    assert [each.netvisor_key for each in found] == [0, 1, 2]
    assert len(found[1].row[0].text or "") == HELD + BLOCK


def test_a_text_without_a_tag_is_not_held_back_for_ever() -> None:
    def blocks() -> Iterator[bytes]:
        yield answer("")[: -len("</Papers></Root>")] + b"<Paper><Name>"
        while True:
            yield b"x" * BLOCK

    with pytest.raises(XmlRefused, match="a text of more than 1048576 characters"):
        read_reply(blocks(), PapersReply)


@pytest.mark.parametrize("charset", ["iso-8859-15", "windows-1252"])
def test_another_charset_is_left_to_the_parser(charset: str, taken: list[int]) -> None:
    declaration = f'<?xml version="1.0" encoding="{charset}"?>'
    body = answer(paper(1).replace("A", "Ä"), declaration).decode().encode(charset)
    assert [each.name for each in read(body)] == ["Ä & B"]
    assert read_reply(body, PapersReply, charset=charset).root.papers.paper[0].name == "Ä & B"
    assert taken == []


def test_an_error_behind_what_the_parser_did_not_see_names_no_place() -> None:
    with pytest.raises(XmlRefused) as refused:
        read(answer(paper(1) + "</Wrong>"))
    assert (refused.value.line, str(refused.value)) == (None, "not XML: mismatched tag")
    with pytest.raises(XmlRefused) as refused:
        read(answer("</Wrong>"))
    assert refused.value.line == 1


def test_nothing_behind_the_end_of_the_document_is_read_past_the_parser() -> None:
    with pytest.raises(XmlRefused, match="junk after document element"):
        read(answer(paper(1)) + f"<Papers>{paper(2)}</Papers>".encode())


def test_the_most_bytes_of_a_document_count_those_past_the_parser() -> None:
    body = answer("".join(paper(number) for number in range(100)))
    assert len(read(body, Limits(total=len(body)))) == 100
    with pytest.raises(XmlRefused, match=f"more than {len(body) - 1} bytes"):
        read(body, Limits(total=len(body) - 1))


def test_a_stream_hands_out_items_before_their_list_ends() -> None:
    head, tail = answer("").split(b"</Papers>")

    def blocks() -> Iterator[bytes]:
        yield head
        for number in range(3):
            yield paper(number).encode()
            handed_out.append(number)
        yield b"</Papers>" + tail

    handed_out: list[int] = []
    stream = ReplyStream(blocks(), PapersReply, ("papers.paper",))
    assert [(item.netvisor_key, list(handed_out)) for item in stream] == [(0, []), (1, [0]), (2, [0, 1])]
    assert stream.envelope.statuses == ["OK"]


def test_a_second_element_of_the_same_name_goes_on_where_the_first_one_ended() -> None:
    body = answer(f"<Count>1</Count>{paper(1)}</Papers><Papers>{paper(2)}<Count>2</Count>")
    papers = read_reply(body, PapersReply).root.papers
    assert ([each.netvisor_key for each in papers.paper], papers.count) == ([1, 2], 2)
