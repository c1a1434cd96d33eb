from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.declare import El, Many, reply
from netvisor.errors import (
    AuthenticationFailed,
    DuplicateData,
    InvalidData,
    InvalidDataSize,
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    PeriodLocked,
    Problem,
    Refused,
    RequestNotUnique,
    Retry,
    ServiceAccessError,
    SystemMaintenance,
    TechnicalError,
    UnknownRefusal,
    UnreadableReply,
)
from netvisor.protocol.call import Call
from netvisor.protocol.reply import FIRST_BYTES, Body, body_for, interpret, parted, result, streamed, without_hash
from netvisor.protocol.results import DONE, INSERTED, Answer, Done, Inserted, RawResult, items

HASH = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"


@reply
class Listed:
    netvisor_key: Annotated[int | None, El("Netvisorkey")]
    name: str | None


@reply
class List:
    customer: Many[Listed] = ()


@reply
class ListReply:
    customerlist: List | None


LISTED = items(Listed, ListReply, "customerlist.customer")


def call(result: Any = DONE, *, writes: bool = True) -> Call[Any]:
    return Call(resource="customer.nv", http="POST" if writes else "GET", writes=writes, result=result)


def envelope(*statuses: str, timestamp: str = "22.11.2026 3:02:03", rest: str = "") -> bytes:
    lines = "".join(f"<Status>{text}</Status>" for text in statuses)
    return (f"<Root><ResponseStatus>{lines}<TimeStamp>{timestamp}</TimeStamp></ResponseStatus>{rest}</Root>").encode()


WHERE = {"company": "1967543-8", "transaction_id": "id-1"}


def read(body: bytes | Iterator[bytes], *, status: int = 200, of: Call[Any] | None = None) -> Answer:
    return interpret(of or call(), status, body, **WHERE)


def refused(body: bytes, *, status: int = 200, writes: bool = True) -> Refused:
    with pytest.raises(Refused) as caught:
        read(body, status=status, of=call(writes=writes))
    return caught.value


def unreadable(body: bytes, *, status: int = 200, writes: bool = True) -> UnreadableReply:
    with pytest.raises(UnreadableReply) as caught:
        read(body, status=status, of=call(writes=writes))
    return caught.value


# OK.


def test_an_answer_gives_its_envelope() -> None:
    rest = (
        "<Replies><InsertedDataIdentifier>31</InsertedDataIdentifier><UpdatedDataIdentifier>a</UpdatedDataIdentifier>"
        "<ValidDataIdentifier>b</ValidDataIdentifier><Reply>c</Reply><Reply>d</Reply></Replies>"
    )
    assert read(envelope("OK", rest=rest)) == Answer(
        timestamp=datetime(2026, 11, 22, 3, 2, 3),  # noqa: DTZ001
        inserted=["31"],
        updated=["a"],
        valid=["b"],
        replies=["c", "d"],
    )


def test_replies_within_the_status_are_read_as_well() -> None:
    nested = (
        b"<Root><ResponseStatus><Status>OK</Status><Replies><InsertedDataIdentifier>7</InsertedDataIdentifier>"
        b"</Replies></ResponseStatus></Root>"
    )
    assert result(call(INSERTED), 200, nested, **WHERE) == Inserted(netvisor_key=7, netvisor_keys=(7,))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1.10.2009 16:03:24", datetime(2009, 10, 1, 16, 3, 24)),  # noqa: DTZ001
        ("01.01.2018 12:00:00", datetime(2018, 1, 1, 12)),  # noqa: DTZ001
        ("2018-01-01T12:00:00", datetime(2018, 1, 1, 12)),  # noqa: DTZ001
        ("", None),
        ("yesterday", None),
        ("31.2.2026 1:00:00", None),
    ],
)
def test_a_time_is_typed_when_it_can_be_and_never_an_error(text: str, moment: datetime | None) -> None:
    assert read(envelope("OK", timestamp=text)).timestamp == moment


@pytest.mark.parametrize("word", ["OK", " ok ", "Ok\n"])
def test_ok_is_read_in_any_letter_case(word: str) -> None:
    assert read(envelope(word)).replies == []


@pytest.mark.parametrize("status", [200, 302, 400, 401, 404, 500, 503])
def test_the_body_decides_and_not_the_http_status(status: int) -> None:
    assert result(call(), status, envelope("OK"), **WHERE) == Done()
    assert type(refused(envelope("FAILED", "INVALID_DATA :: no"), status=status)) is InvalidData


def test_the_data_of_an_answer_is_typed() -> None:
    rest = (
        "<Customerlist><Customer><Netvisorkey>165</Netvisorkey><Name>Äiti &amp; Co</Name><New>x</New></Customer>"
        "<Customer /></Customerlist>"
    )
    found = result(call(LISTED, writes=False), 200, envelope("OK", rest=rest), **WHERE)
    assert found == [Listed(netvisor_key=165, name="Äiti & Co")]


@pytest.mark.parametrize("rest", ["", "<Customerlist></Customerlist>", "<Customerlist/>"])
def test_an_empty_or_missing_list_gives_an_empty_list(rest: str) -> None:
    assert result(call(LISTED, writes=False), 200, envelope("OK", rest=rest), **WHERE) == []


def test_the_bytes_of_an_answer_are_kept_for_raw_calls_only() -> None:
    body = envelope("OK", rest=f"<Anything>{'x' * 10_000}</Anything>")
    assert read(body, of=call(RawResult())).body == body
    assert read(body).body == b""


# FAILED.

CATEGORIES = {
    "AUTHENTICATION_FAILED": (AuthenticationFailed, Retry.NEVER, Retry.NEVER),
    "INVALID_DATA": (InvalidData, Retry.NEVER, Retry.NEVER),
    "INVALID_DATA_SIZE": (InvalidDataSize, Retry.NEVER, Retry.NEVER),
    "DUPLICATE_DATA": (DuplicateData, Retry.NEVER, Retry.NEVER),
    "REQUEST_NOT_UNIQUE": (RequestNotUnique, Retry.READ_BACK, Retry.NOW),
    "PERIOD_LOCK": (PeriodLocked, Retry.NEVER, Retry.NEVER),
    "SERVICE_ACCESS_ERROR": (ServiceAccessError, Retry.NEVER, Retry.NEVER),
    "SYSTEM_MAINTENANCE": (SystemMaintenance, Retry.LATER, Retry.LATER),
    "SYSTEM_MAINTANANCE": (SystemMaintenance, Retry.LATER, Retry.LATER),
    "TECHNICAL_ERROR": (TechnicalError, Retry.READ_BACK, Retry.NOW),
    "SOMETHING_NEW": (UnknownRefusal, Retry.NEVER, Retry.NEVER),
}


@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_is_a_class_that_says_what_to_do(category: str) -> None:
    cls, on_a_write, on_a_read = CATEGORIES[category]
    error = refused(envelope("FAILED", f" {category} :: Tiedon muoto virheellinen:. Syy"))
    assert type(error) is cls
    assert (error.category, error.message) == (category, "Tiedon muoto virheellinen:. Syy")
    assert error.timestamp == "22.11.2026 3:02:03"
    assert (error.resource, error.company, error.transaction_id) == ("customer.nv", "1967543-8", "id-1")
    assert error.retry is on_a_write
    assert refused(envelope("FAILED", f"{category} :: x"), writes=False).retry is on_a_read


@pytest.mark.parametrize(
    "text",
    [
        "Data form incorrect:. Customer not found with Netvisor identifier: 123",
        "Tiedon muoto virheellinen:. Asiakaskoodi on jo käytössä: 011",
        "Käsittelyssä tapahtui virhe. Virhetunniste: xxx :: yyy",
        "Något gick fel, å ä ö",
    ],
)
def test_the_text_of_the_vendor_stays_as_it_is_in_every_language(text: str) -> None:
    assert refused(envelope("FAILED", f"INVALID_DATA :: {text}")).message == text


def test_failed_without_a_reason_is_a_refusal_of_unknown_kind() -> None:
    error = refused(envelope("FAILED"))
    assert type(error) is UnknownRefusal
    assert (error.category, error.message) == ("", "")
    assert str(error) == "FAILED, without a reason (resource customer.nv, company 1967543-8, transaction id id-1)"


def test_a_reason_without_a_category_is_the_text() -> None:
    error = refused(envelope("FAILED", "tuntematon virhe"))
    assert type(error) is UnknownRefusal
    assert (error.category, error.message) == ("", "tuntematon virhe")


def test_a_category_without_a_text_is_still_the_category() -> None:
    error = refused(envelope("failed", "PERIOD_LOCK"))
    assert type(error) is PeriodLocked
    assert (error.category, error.message) == ("PERIOD_LOCK", "")


def test_further_lines_of_a_reason_are_not_lost() -> None:
    assert refused(envelope("FAILED", "INVALID_DATA :: one", "two")).message == "one\ntwo"


@pytest.mark.parametrize("digits", [HASH, HASH.lower(), HASH[:32]], ids=["SHA-256", "small letters", "MD5"])
def test_the_hash_in_the_text_of_a_wrong_mac_is_cut_out(digits: str) -> None:
    shown = (
        "URI-metodi ei kelpaa, katso dokumentaatio. Käytä MAC-tiivisteen laskentaan merkkijonoa:"
        " https://isvapi.netvisor.fi/customer.nv&amp;Ohjelma&amp;CID&amp;FI"
    )
    error = refused(envelope("FAILED", f"AUTHENTICATION_FAILED :: {shown} :: {digits}"), status=401)
    assert type(error) is AuthenticationFailed
    assert error.message == shown.replace("&amp;", "&") + " :: ***"
    assert digits not in str(error) + repr(error) + repr(vars(error))


def test_a_hash_elsewhere_in_the_text_of_a_wrong_mac_is_masked_too() -> None:
    assert without_hash(f"Use {HASH} for it") == "Use *** for it"
    assert without_hash(f"Use {HASH}&FI :: what else came") == "Use ***&FI :: ***"


def test_long_digits_in_other_refusals_are_the_vendors_text() -> None:
    assert refused(envelope("FAILED", f"INVALID_DATA :: file {HASH}")).message == f"file {HASH}"


@given(st.text(), st.text())
def test_a_reason_is_parted_at_its_first_separator(category: str, message: str) -> None:
    category = category.replace(":", "")
    assert parted(f"{category} :: {message}") == (category.strip(), message.strip())


# No answer of Netvisor.

NO_ANSWERS = {
    "nothing": (b"", "an empty body"),
    "a page": (b"<!DOCTYPE html><html><body>Error</body></html>", "document type"),
    "a page without a type": (b"<html><body>Error</body></html>", "where Root was expected"),
    "text": (b"Service Unavailable", ""),
    "half an answer": (envelope("OK")[:-8], ""),
    "an empty root": (b"<Root></Root>", "without a status"),
    "no status": (b"<Root><ResponseStatus><TimeStamp>x</TimeStamp></ResponseStatus></Root>", "without a status"),
    "no status but data": (b"<Root><Customerlist><Customer/></Customerlist></Root>", "without a status"),
    "a status that says neither": (envelope("MAYBE"), "'MAYBE', where OK or FAILED was expected"),
}


@pytest.mark.parametrize("status", [200, 404, 502])
@pytest.mark.parametrize(("body", "word"), NO_ANSWERS.values(), ids=NO_ANSWERS.keys())
def test_what_is_no_answer_is_unreadable_and_keeps_its_first_bytes(body: bytes, word: str, status: int) -> None:
    error = unreadable(body, status=status)
    assert (error.status, error.body) == (status, body)
    assert word in str(error)
    assert f"HTTP {status}" in str(error)
    assert (error.resource, error.company, error.transaction_id) == ("customer.nv", "1967543-8", "id-1")
    assert error.retry is Retry.READ_BACK
    assert unreadable(body, status=status, writes=False).retry is Retry.NOW


def test_the_first_bytes_are_bounded_and_hold_no_hash() -> None:
    long = b"not XML " + b"x" * (FIRST_BYTES - 28) + b" :: " + HASH.encode() * 3 + b"y" * 10_000
    error = unreadable(long)
    assert len(error.body) <= FIRST_BYTES
    assert HASH[:8].encode() not in error.body


@pytest.mark.parametrize("replies", ["", "<Replies/>", "<Replies><InsertedDataIdentifier/></Replies>"])
def test_ok_without_the_promised_key_is_unreadable(replies: str) -> None:
    body = envelope("OK", rest=replies)
    with pytest.raises(UnreadableReply, match="InsertedDataIdentifier") as caught:
        result(call(INSERTED), 200, body, **WHERE)
    assert caught.value.body == body
    assert caught.value.retry is Retry.READ_BACK


def test_a_key_that_is_no_number_is_unreadable() -> None:
    body = envelope("OK", rest="<Replies><InsertedDataIdentifier>x1</InsertedDataIdentifier></Replies>")
    with pytest.raises(UnreadableReply, match="not a number"):
        result(call(INSERTED), 200, body, **WHERE)


def test_an_answer_longer_than_the_bound_is_unreadable() -> None:
    body = envelope("OK", rest="<Other>" + "x" * 5_000 + "</Other>")
    blocks = iter([body[:100], body[100:]])
    bounded = body_for(call(), blocks, longest=4_000)
    with pytest.raises(UnreadableReply, match="more than 4000 bytes"):
        interpret(call(), 200, bounded, **WHERE)


@given(st.binary(max_size=200), st.sampled_from([b"", b"<Root>", envelope("OK")[:60]]))
def test_arbitrary_bytes_never_give_another_error(noise: bytes, head: bytes) -> None:
    for of in (call(INSERTED), call(LISTED, writes=False), call(RawResult())):
        try:
            result(of, 200, head + noise, **WHERE)
        except NetvisorError as error:
            assert isinstance(error, (UnreadableReply, Refused))  # noqa: PT017  # both, or none, are right


# Streams.


def stream(body: bytes, size: int = 7) -> Iterator[Listed]:
    blocks = [body[at : at + size] for at in range(0, len(body), size)]
    return streamed(call(LISTED, writes=False), 200, blocks, **WHERE)


CUSTOMERS = "".join(f"<Customer><Netvisorkey>{key}</Netvisorkey></Customer>" for key in range(1, 4))


def test_a_stream_gives_the_items_one_by_one() -> None:
    body = envelope("OK", rest=f"<Customerlist>{CUSTOMERS}<Customer/></Customerlist>")
    assert [item.netvisor_key for item in stream(body)] == [1, 2, 3]


def test_the_first_item_of_a_stream_comes_before_the_answer_has_ended() -> None:
    body = envelope("OK", rest=f"<Customerlist>{CUSTOMERS}</Customerlist>")
    cut = body.index(b"<Netvisorkey>3")

    def arriving() -> Iterator[bytes]:
        yield body[:cut]
        pytest.fail("more was read than the first item needs")

    found = streamed(call(LISTED, writes=False), 200, arriving(), **WHERE)
    assert next(found).netvisor_key == 1
    assert next(found).netvisor_key == 2


def test_a_refusal_comes_before_any_item_of_a_stream() -> None:
    body = envelope("FAILED", "SERVICE_ACCESS_ERROR :: no", rest="<Customerlist></Customerlist>")
    with pytest.raises(ServiceAccessError):
        next(stream(body))


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<Root></Root>"], ids=["nothing", "page", "no status"])
def test_a_stream_of_no_answer_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableReply):
        list(stream(body))


def test_a_stream_that_breaks_in_the_middle_is_unreadable_after_its_whole_items() -> None:
    found = stream(envelope("OK", rest=f"<Customerlist>{CUSTOMERS}")[: -len("</Root>")])
    assert [next(found).netvisor_key for _ in range(3)] == [1, 2, 3]
    with pytest.raises(UnreadableReply):
        next(found)


def test_only_lists_can_be_streamed() -> None:
    with pytest.raises(TypeError, match="not a list"):
        next(streamed(call(), 200, [envelope("OK")], **WHERE))


# The body.


def test_a_body_counts_everything_and_keeps_the_beginning() -> None:
    body = Body([b"ab", b"cd", b"ef"], keep=3)
    assert b"".join(body) == b"abcdef"
    assert (body.count, bytes(body.kept)) == (6, b"abc")


PROBLEM = Problem(path="name", rule="required", found="missing", expected="a text")
ERRORS = [
    unreadable(b"x"),
    refused(envelope("FAILED", "TECHNICAL_ERROR :: x")),
    MessageError([PROBLEM], resource="customer.nv"),
    OutcomeUnknown("x", writes=True, resource="customer.nv"),
    NotSent("x", company="1967543-8"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_survive_their_way_between_processes(error: NetvisorError) -> None:
    for twin in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301
        assert type(twin) is type(error)
        assert (str(twin), vars(twin)) == (str(error), vars(error))
