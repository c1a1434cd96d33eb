from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import pytest
from lxml import etree

from netvisor.codec.reply_elements import Language
from netvisor.codec.untyped import Untyped
from netvisor.codec.write_reply import write_reply
from netvisor.declare import Attribute, Const, El, Interleaved, Many, OptAttribute, reply, valued
from netvisor.declare.scalars import AnsiDate, CapitalTrueFalse, Country, FinnishDate, FinnishDateTime, YesNo
from netvisor.declare.states import CLEAR, UNSET


@valued
class Status:
    value: str | None
    status: Attribute[Literal["open", "unsent"]]
    rate: OptAttribute[Decimal] = UNSET


@valued
class Identifier:
    value: str | None
    type: ClassVar = Const("customer")


@reply
class Product:
    name: str | None


@reply
class Comment:
    text: str | None


@reply
class Lines:
    line: Annotated[Many[Product | Comment], Interleaved("product", "comment")] = ()


@reply
class Invoice:
    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    total_sum: Decimal | None
    invoice_date: AnsiDate | None
    paid: FinnishDate | None = None
    seen: FinnishDateTime | None = None
    hidden: CapitalTrueFalse | None = None
    by_default: YesNo | None = None
    invoice_status: Status | None
    identifier: Identifier | None = None
    content: bytes | None = None
    lines: Lines | None = None
    country: Annotated[str | None, El("ISO-3166")] = None


@reply
class InvoiceReply:
    invoice: Many[Invoice] = ()


def body(*invoices: Invoice, language: Language = "FI") -> str:
    text = write_reply(InvoiceReply(invoice=list(invoices)), language=language).decode("utf-8")
    return text.partition("</ResponseStatus>")[2].removesuffix("</Root>")


CHRISTMAS = datetime.fromisoformat("2026-12-24T18:00:00")
EMPTY = Invoice(netvisor_key=None, total_sum=None, invoice_date=None, invoice_status=None)


def test_an_answer_begins_with_the_documented_prolog_and_is_utf_8() -> None:
    answer = write_reply(
        InvoiceReply(
            invoice=[
                Invoice(
                    netvisor_key=1,
                    total_sum=None,
                    invoice_date=None,
                    invoice_status=Status("Lähettämätön €", "unsent"),
                )
            ]
        )
    )
    assert answer.startswith(
        b'<?xml version="1.0" encoding="utf-8" standalone="yes"?><Root><ResponseStatus><Status>OK<'
    )
    assert "Lähettämätön €".encode() in answer


def test_every_element_that_always_stands_is_written_empty_and_an_optional_one_is_left_out() -> None:
    assert body(EMPTY) == (
        '<Invoice><Netvisorkey></Netvisorkey><TotalSum></TotalSum><InvoiceDate format="ansi"></InvoiceDate>'
        '<InvoiceStatus status=""></InvoiceStatus></Invoice>'
    )


def test_values_have_the_documented_forms() -> None:
    full = Invoice(
        netvisor_key=165,
        total_sum=Decimal("1E+3"),
        invoice_date=date(2026, 1, 2),
        paid=date(2026, 1, 2),
        seen=datetime.fromisoformat("2026-01-02T03:04:05"),
        hidden=False,
        by_default=True,
        invoice_status=Status("Avoin", "open", Decimal("0.50")),
        identifier=Identifier("OMENA"),
        content=b"\0\1",
        lines=Lines(line=[Comment(text="a"), Product(name="b"), Comment(text=None)]),
        country="FI",
    )
    assert body(full) == (
        '<Invoice><Netvisorkey>165</Netvisorkey><TotalSum>1000</TotalSum><InvoiceDate format="ansi">2026-01-02'
        "</InvoiceDate><Paid>2.1.2026</Paid><Seen>2.1.2026 3:04:05</Seen><Hidden>False</Hidden>"
        '<ByDefault>Kyllä</ByDefault><InvoiceStatus status="open" rate="0,50">Avoin</InvoiceStatus>'
        '<Identifier type="customer">OMENA</Identifier><Content>AAE=</Content>'
        "<Lines><Comment><Text>a</Text></Comment><Product><Name>b</Name></Product><Comment><Text></Text></Comment>"
        "</Lines><ISO-3166>FI</ISO-3166></Invoice>"
    )


@pytest.mark.parametrize(("language", "word"), [("FI", "Ei"), ("EN", "No"), ("SE", "Nej")])
def test_yes_and_no_follow_the_language(language: Language, word: str) -> None:
    no = Invoice(netvisor_key=1, total_sum=None, invoice_date=None, invoice_status=None, by_default=False)
    assert f"<ByDefault>{word}</ByDefault>" in body(no, language=language)


def test_a_text_that_could_not_be_typed_goes_out_as_it_came() -> None:
    odd = Invoice(netvisor_key=Untyped("?"), total_sum=None, invoice_date=None, invoice_status=None)  # type: ignore[arg-type]  # what reading makes of such a text
    assert "<Netvisorkey>?</Netvisorkey>" in body(odd)


def test_markup_in_texts_and_attributes_is_escaped() -> None:
    odd = Invoice(
        netvisor_key=1,
        total_sum=None,
        invoice_date=None,
        country='<&>"\r',
        invoice_status=Status("a<b", 'x"<&>\t\n'),  # type: ignore[arg-type]  # any text must come back
    )
    root = etree.fromstring(write_reply(InvoiceReply(invoice=[odd])))
    assert root.findtext("Invoice/ISO-3166") == '<&>"\r'
    status = root.find("Invoice/InvoiceStatus")
    assert status is not None
    assert status.get("status") == 'x"<&>\t\n'


@reply
class Origin:
    country: Country | None = None
    since: AnsiDate | None = None


def test_an_empty_element_carries_only_the_attributes_that_every_answer_has() -> None:
    empty = Origin(country=CLEAR, since=CLEAR)  # type: ignore[arg-type]  # optional, and written empty all the same
    root = etree.fromstring(write_reply(empty))
    assert [(child.tag, dict(child.attrib)) for child in list(root)[1:]] == [
        ("Country", {}),
        ("Since", {"format": "ansi"}),
    ]
    full = etree.fromstring(write_reply(Origin(country="FI")))
    assert full[1].get("type") == "ISO-3166"


def test_a_refusal_holds_two_statuses_and_no_content() -> None:
    answer = write_reply(statuses=("FAILED", "INVALID_DATA :: a < b \x01"), timestamp=CHRISTMAS)
    root = etree.fromstring(answer)
    assert [status.text for status in root.iter("Status")] == ["FAILED", "INVALID_DATA :: a < b ?"]
    assert root.findtext("ResponseStatus/TimeStamp") == "24.12.2026 18:00:00"
    assert [child.tag for child in root] == ["ResponseStatus"]


def test_replies_stand_beside_the_status_in_their_documented_order() -> None:
    root = etree.fromstring(write_reply(inserted=[1, 2], updated=["3"], valid=["4"], replies=["text"]))
    assert [(child.tag, child.text) for child in root[1]] == [
        ("InsertedDataIdentifier", "1"),
        ("InsertedDataIdentifier", "2"),
        ("UpdatedDataIdentifier", "3"),
        ("ValidDataIdentifier", "4"),
        ("Reply", "text"),
    ]
    assert root[1].tag == "Replies"
