from __future__ import annotations

import gc
import itertools
import logging
import re
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeAlias
from zoneinfo import ZoneInfo

import pytest

from netvisor.client.client import PAUSES, PRODUCTION, Client
from netvisor.client.transport import Content, Response
from netvisor.codec.encode import Encoded, write_message
from netvisor.declare import El, Many, message, reply
from netvisor.errors import (
    CompanyBusy,
    InvalidData,
    MessageError,
    NetvisorError,
    NotSent,
    OutcomeUnknown,
    ReadOnlyClient,
    RequestNotUnique,
    Retry,
    SetupError,
    SystemMaintenance,
    TechnicalError,
    UnreadableReply,
)
from netvisor.protocol.call import Call
from netvisor.protocol.credentials import Credentials
from netvisor.protocol.results import DONE, INSERTED, Done, RawResult, items
from netvisor.protocol.signing import MAC, TIMESTAMP, TIMESTAMP_UNIX, Prepared
from tests.unit.wire import Wire, answer, reset, saying, serving

CUSTOMER_KEY = "7cd680e89e880553358bc07cd28b0ee2"
PARTNER_KEY = "07f94228d149a96b2f25e3edad55096e"
CREDENTIALS = Credentials("Käyttö", "CID", CUSTOMER_KEY, "PID", PARTNER_KEY, "1967543-8")
OTHER = replace(CREDENTIALS, organisation_id="0864414-2")
NOW = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
FINLAND = ZoneInfo("Europe/Helsinki")


@message
class Note:
    text: str


@reply
class Listed:
    key: Annotated[int | None, El("Netvisorkey")]


@reply
class List:
    customer: Many[Listed] = ()


@reply
class ListReply:
    customerlist: List | None


READ: Call[list[Listed]] = Call(
    resource="customerlist.nv", http="GET", writes=False, result=items(Listed, ListReply, "customerlist.customer")
)
WRITE = Call(resource="note.nv", http="POST", writes=True, result=DONE, written=write_message(Note(text="Ä")))
RAW = Call(resource="x.nv", http="GET", writes=False, result=RawResult())
DELETE = Call(resource="deletecustomer.nv", http="GET", writes=True, result=DONE)


def envelope(*statuses: str, rest: str = "") -> bytes:
    lines = "".join(f"<Status>{text}</Status>" for text in statuses)
    time = "<TimeStamp>22.11.2026 3:02:03</TimeStamp>"
    return f"<Root><ResponseStatus>{lines}{time}</ResponseStatus>{rest}</Root>".encode()


def listing(*keys: int) -> bytes:
    found = "".join(f"<Customer><Netvisorkey>{key}</Netvisorkey></Customer>" for key in keys)
    return envelope("OK", rest=f"<Customerlist>{found}</Customerlist>")


def keys(listed: list[Listed]) -> list[int | None]:
    return [item.key for item in listed]


def failed(category: str) -> bytes:
    return envelope("FAILED", f"{category} :: text")


Said: TypeAlias = "bytes | Response | BaseException"


@dataclass
class Fake:
    """A transport that says what a test prepared, the last of it again and again."""

    said: list[Said]
    prepared: list[Prepared] = field(default_factory=list)
    bodies: list[bytes | None] = field(default_factory=list)
    timeouts: list[float] = field(default_factory=list)
    closed: int = 0

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        self.prepared.append(prepared)
        self.bodies.append(body.bytes() if isinstance(body, Encoded) else body)
        self.timeouts.append(timeout)
        said = self.said.pop(0) if len(self.said) > 1 else self.said[0]
        if isinstance(said, BaseException):
            raise said
        if isinstance(said, Response):
            return said
        return Response(status=200, headers={}, chunks=[said[:50], said[50:]], close=self._close)

    def _close(self) -> None:
        self.closed += 1


@dataclass
class Setting:
    """A client with everything around it under control."""

    client: Client
    fake: Fake
    slept: list[float]


def setting(*said: Said, credentials: Credentials = CREDENTIALS, **settings: Any) -> Setting:
    fake, slept = Fake(list(said) or [envelope("OK")]), []  # type: ignore[var-annotated]  # told by Setting
    ids = (f"id-{number}" for number in itertools.count(1))
    made: dict[str, Any] = {
        "transport": fake,
        "clock": lambda: NOW,
        "transaction_ids": lambda: next(ids),
        "sleep": slept.append,
    }
    return Setting(Client(credentials, **(made | settings)), fake, slept)


def not_sent() -> NotSent:
    return NotSent("no connection")


def unknown(*, writes: bool) -> OutcomeUnknown:
    return OutcomeUnknown("broken", writes=writes)


# One call.


def test_a_call_is_encoded_signed_sent_and_its_answer_taken() -> None:
    at = setting(envelope("OK", rest="<Replies><InsertedDataIdentifier>31</InsertedDataIdentifier></Replies>"))
    call = Call(
        resource="note.nv",
        http="POST",
        parameters=(("method", "add"),),
        written=WRITE.written,
        writes=True,
        result=INSERTED,
    )
    assert at.client.send(call).netvisor_key == 31
    (prepared,) = at.fake.prepared
    assert prepared.url == f"{PRODUCTION}note.nv?method=add"
    assert prepared.headers["Content-Type"] == "text/xml; charset=iso-8859-15"
    assert prepared.headers[TIMESTAMP] == "2026-11-22 01:02:03.000"
    assert at.fake.bodies == ["<root><note><text>Ä</text></note></root>".encode("iso-8859-15")]
    assert at.fake.timeouts == [120.0]
    assert at.fake.closed == 1


def test_a_message_that_iso_8859_15_cannot_hold_goes_out_in_utf_8_and_says_so() -> None:
    at = setting()
    at.client.send(replace(WRITE, written=write_message(Note(text="漢"))))
    assert at.fake.prepared[0].headers["Content-Type"] == "text/xml; charset=utf-8"
    assert at.fake.bodies == ["<root><note><text>漢</text></note></root>".encode()]


def test_the_charset_of_the_client_is_the_one_of_its_messages() -> None:
    at = setting(charset="iso-8859-15")
    with pytest.raises(MessageError, match="not in ISO-8859-15") as caught:
        at.client.send(replace(WRITE, written=write_message(Note(text="漢"))))
    assert (caught.value.resource, caught.value.company) == ("note.nv", "1967543-8")
    assert at.fake.prepared == []


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", None),
        (b"<root>a</root>", "text/xml; charset=iso-8859-15"),
        ("<root>ä</root>".encode("iso-8859-15"), "text/xml; charset=iso-8859-15"),
        ("<root>ä</root>".encode(), "text/xml; charset=utf-8"),
    ],
)
def test_a_raw_body_goes_out_as_it_is(body: bytes, content_type: str | None) -> None:
    at = setting()
    answer = at.client.send(Call(resource="x.nv", http="POST", body=body, writes=True, result=RawResult()))
    assert answer.body == envelope("OK")
    assert at.fake.bodies == [body]
    assert at.fake.prepared[0].headers.get("Content-Type") == content_type


def test_a_post_without_a_message_has_an_empty_body_and_a_get_has_none() -> None:
    at = setting()
    at.client.send(Call(resource="x.nv", http="POST", writes=True, result=DONE))
    at.client.send(DELETE)
    assert at.fake.bodies == [b"", None]


def test_the_settings_of_signing_are_used() -> None:
    at = setting(algorithm="SHA256", url_form="sent", base_url="https://isvapi.netvisor.fi")
    at.client.send(replace(DELETE, parameters=(("keyword", "ä b"),)))
    plain = setting(algorithm="SHA256", base_url="https://isvapi.netvisor.fi")
    plain.client.send(replace(DELETE, parameters=(("keyword", "ä b"),)))
    sent, decoded = at.fake.prepared[0], plain.fake.prepared[0]
    assert sent.url == decoded.url == "https://isvapi.netvisor.fi/deletecustomer.nv?keyword=%C3%A4%20b"
    assert sent.headers[MAC] != decoded.headers[MAC]


@pytest.mark.parametrize(
    "wrong",
    [
        {"algorithm": "SHA1"},
        {"url_form": "raw"},
        {"charset": "latin-1"},
        {"timeout": 0},
        {"timeout": None},
        {"timeout": float("inf")},
        {"timeout": float("nan")},
        {"turn_timeout": -1},
        {"base_url": "netvisor.fi"},
    ],
    ids=str,
)
def test_a_malformed_setting_is_refused_at_once(wrong: dict[str, Any]) -> None:
    with pytest.raises(SetupError, match=next(iter(wrong))):
        setting(**wrong)


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        # The hour that the clocks leave out in spring, and both of the doubled hour in autumn.
        (datetime(2026, 3, 29, 2, 59, 59, tzinfo=FINLAND), "2026-03-29 00:59:59.000"),
        (datetime(2026, 3, 29, 4, 0, 0, tzinfo=FINLAND), "2026-03-29 01:00:00.000"),
        (datetime(2026, 10, 25, 3, 30, tzinfo=FINLAND), "2026-10-25 00:30:00.000"),
        (datetime(2026, 10, 25, 3, 30, tzinfo=FINLAND, fold=1), "2026-10-25 01:30:00.000"),
    ],
    ids=str,
)
def test_a_clock_of_any_zone_signs_the_instant_in_utc(local: datetime, utc: str) -> None:
    at = setting(clock=lambda: local)
    at.client.send(WRITE)
    headers = at.fake.prepared[0].headers
    assert headers[TIMESTAMP] == utc
    assert int(headers[TIMESTAMP_UNIX]) == local.timestamp()


def test_the_clock_is_asked_for_each_request_anew() -> None:
    times = (NOW + timedelta(seconds=number) for number in itertools.count())
    at = setting(not_sent(), listing(1), clock=lambda: next(times))
    at.client.send(READ)
    first, second = (prepared.headers[TIMESTAMP] for prepared in at.fake.prepared)
    assert first < second


def test_a_clock_without_a_zone_is_refused() -> None:
    at = setting(clock=lambda: NOW.replace(tzinfo=None))
    with pytest.raises(SetupError, match="a naive datetime"):
        at.client.send(WRITE)
    assert at.fake.prepared == []


def test_every_error_before_sending_tells_its_call() -> None:
    at = setting()
    with pytest.raises(MessageError) as caught:
        at.client.send(replace(DELETE, parameters=(("keyword", "漢"),)))
    error = caught.value
    assert (error.resource, error.company, error.transaction_id) == ("deletecustomer.nv", "1967543-8", "id-1")
    assert at.fake.prepared == []


def test_a_given_transaction_id_is_used_and_the_call_sent_once() -> None:
    at = setting(not_sent())
    with pytest.raises(NotSent):
        at.client.send(READ, transaction_id="stored-1")
    assert [prepared.transaction_id for prepared in at.fake.prepared] == ["stored-1"]
    assert at.slept == []


def test_transaction_ids_are_uuids_unless_said() -> None:
    fake = Fake([envelope("OK")])
    client = Client(CREDENTIALS, transport=fake)
    client.send(WRITE)
    client.send(WRITE)
    first, second = (prepared.transaction_id for prepared in fake.prepared)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", first)
    assert first != second


# Reads in parts.


def test_a_long_key_list_is_sent_in_parts_and_merged_in_order() -> None:
    at = setting(listing(1, 2), listing(), listing(3))
    parts = tuple((("netvisorkeylist", text),) for text in ("1,2", "x", "3"))
    assert keys(at.client.send(replace(READ, parts=parts))) == [1, 2, 3]
    assert [prepared.url.rpartition("=")[2] for prepared in at.fake.prepared] == ["1,2", "x", "3"]
    assert [prepared.transaction_id for prepared in at.fake.prepared] == ["id-1", "id-2", "id-3"]


def test_parts_cannot_share_one_transaction_id() -> None:
    at = setting()
    with pytest.raises(SetupError, match="one transaction id for 2 requests"):
        at.client.send(replace(READ, parts=((("a", "1"),), (("a", "2"),))), transaction_id="stored-1")
    assert at.fake.prepared == []


# Repeating.

MENDABLE: dict[str, Callable[[], Said]] = {
    "not sent": not_sent,
    "outcome unknown": lambda: unknown(writes=False),
    "unreadable": lambda: b"<html></html>",
    "technical error": lambda: failed("TECHNICAL_ERROR"),
    "not unique": lambda: failed("REQUEST_NOT_UNIQUE"),
}


@pytest.mark.parametrize("fault", MENDABLE.values(), ids=MENDABLE.keys())
def test_a_read_is_repeated_after_a_pause_with_a_new_id(fault: Callable[[], Said]) -> None:
    at = setting(fault(), fault(), listing(1))
    assert keys(at.client.send(READ)) == [1]
    assert [prepared.transaction_id for prepared in at.fake.prepared] == ["id-1", "id-2", "id-3"]
    assert at.slept == list(PAUSES[:2])


def test_the_last_error_of_a_read_that_never_succeeds_is_raised() -> None:
    at = setting(failed("TECHNICAL_ERROR"), pauses=(1, 2))
    with pytest.raises(TechnicalError) as caught:
        at.client.send(READ)
    assert caught.value.transaction_id == "id-3"
    assert at.slept == [1, 2]


@pytest.mark.parametrize("category", ["INVALID_DATA", "SYSTEM_MAINTENANCE", "AUTHENTICATION_FAILED", "NEW"])
def test_a_read_is_not_repeated_when_that_mends_nothing(category: str) -> None:
    at = setting(failed(category))
    with pytest.raises(NetvisorError):
        at.client.send(READ)
    assert len(at.fake.prepared) == 1


def test_a_resource_that_is_not_there_is_asked_for_once() -> None:
    at = setting(Response(status=404, headers={}, chunks=[b"<html>not found</html>"]))
    with pytest.raises(UnreadableReply) as caught:
        at.client.send(READ)
    assert caught.value.status == 404
    assert at.slept == []


WRITE_FAULTS: dict[str, tuple[Said, type[NetvisorError], Retry]] = {
    "not sent": (not_sent(), NotSent, Retry.NOW),
    "outcome unknown": (unknown(writes=True), OutcomeUnknown, Retry.READ_BACK),
    "unreadable": (b"<html></html>", UnreadableReply, Retry.READ_BACK),
    "technical error": (failed("TECHNICAL_ERROR"), TechnicalError, Retry.READ_BACK),
    "not unique": (failed("REQUEST_NOT_UNIQUE"), RequestNotUnique, Retry.READ_BACK),
    "maintenance": (failed("SYSTEM_MAINTENANCE"), SystemMaintenance, Retry.LATER),
    "invalid": (failed("INVALID_DATA"), InvalidData, Retry.NEVER),
}


@pytest.mark.parametrize("call", [WRITE, DELETE], ids=["POST", "GET that deletes"])
@pytest.mark.parametrize(("fault", "cls", "retry"), WRITE_FAULTS.values(), ids=WRITE_FAULTS.keys())
def test_a_write_is_never_repeated_by_the_client(
    call: Call[Done], fault: Said, cls: type[NetvisorError], retry: Retry
) -> None:
    at = setting(fault)
    with pytest.raises(cls) as caught:
        at.client.send(call)
    assert caught.value.retry is retry
    assert len(at.fake.prepared) == 1
    assert at.slept == []


# Reading only.


@pytest.mark.parametrize("call", [WRITE, DELETE], ids=["POST", "GET that deletes"])
def test_a_client_that_only_reads_refuses_what_writes_whatever_its_verb(call: Call[Done]) -> None:
    at = setting(listing(1), read_only=True)
    with pytest.raises(ReadOnlyClient) as caught:
        at.client.send(call)
    assert (caught.value.resource, caught.value.company) == (call.resource, "1967543-8")
    assert at.fake.prepared == []
    assert keys(at.client.send(READ)) == [1]
    assert "read only" in repr(at.client)


def test_a_read_that_is_a_post_passes_a_client_that_only_reads() -> None:
    at = setting(read_only=True)
    assert at.client.send(replace(WRITE, writes=False)) == Done()


# One call at a time for each company.


class Meeting:
    """A transport in which the calls under way wait for each other, for a moment."""

    def __init__(self, calls: int, moment: float) -> None:
        self._barrier = threading.Barrier(calls)
        self._moment = moment
        self.met = 0

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        return Response(status=200, headers={}, chunks=self._blocks(prepared.company, body, timeout))

    def _blocks(self, *_: object) -> Iterator[bytes]:
        with suppress(threading.BrokenBarrierError):
            self._barrier.wait(self._moment)
            self.met += 1
        yield envelope("OK")


def test_two_threads_of_one_company_never_overlap_until_the_answer_is_read() -> None:
    meeting = Meeting(2, 0.1)
    clients = [Client(CREDENTIALS, transport=meeting), Client(CREDENTIALS, transport=meeting)]
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda client: client.send(WRITE), clients))
    assert done == [Done(), Done()]
    assert meeting.met == 0


def test_different_companies_do_overlap() -> None:
    meeting = Meeting(2, 30)
    clients = [Client(CREDENTIALS, transport=meeting), Client(OTHER, transport=meeting)]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda client: client.send(WRITE), clients))
    assert meeting.met == 2


def test_the_next_call_has_its_turn_after_every_end_of_a_call() -> None:
    at = setting(failed("INVALID_DATA"), not_sent(), RuntimeError("a fault of the transport"), envelope("OK"))
    for expected in (InvalidData, NotSent, OutcomeUnknown):
        with pytest.raises(expected):
            at.client.send(WRITE)
    assert at.client.send(WRITE) == Done()


@pytest.mark.parametrize("call", [WRITE, READ], ids=["write", "read"])
def test_a_fault_of_anything_after_sending_may_have_begun_leaves_the_outcome_unknown(call: Call[Any]) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"<Root>"
        raise AttributeError("a dependency of another version")

    for said in (RuntimeError("a fault"), Response(status=200, headers={}, chunks=breaking())):
        with pytest.raises(OutcomeUnknown, match=r"a fault|a dependency of another version") as caught:
            setting(said, pauses=()).client.send(call)
        assert caught.value.retry is (Retry.READ_BACK if call.writes else Retry.NOW)
        assert type(caught.value.__cause__) in {RuntimeError, AttributeError}
        assert caught.value.transaction_id == "id-1"


def test_an_interruption_passes_and_drops_the_connection() -> None:
    dropped: list[str] = []

    def interrupted() -> Iterator[bytes]:
        yield b"<Root>"
        raise KeyboardInterrupt

    def response() -> Response:
        return Response(
            status=200,
            headers={},
            chunks=interrupted(),
            close=lambda: dropped.append("closed"),
            discard=lambda: dropped.append("discarded"),
        )

    at = setting(response(), envelope("OK"))
    with pytest.raises(KeyboardInterrupt):
        at.client.send(WRITE)
    assert dropped == ["discarded", "closed"]
    assert at.client.send(WRITE) == Done()


@pytest.mark.parametrize(
    ("said", "kept"),
    [(envelope("OK"), True), (failed("INVALID_DATA"), True), (b"<html></html>", False), (envelope("MAYBE"), False)],
    ids=["OK", "refused", "no XML", "no status"],
)
def test_the_connection_of_an_answer_that_cannot_be_read_is_dropped(said: bytes, kept: bool) -> None:
    dropped: list[bool] = []
    response = Response(status=200, headers={}, chunks=[said], discard=lambda: dropped.append(True))
    with suppress(NetvisorError):
        setting(response).client.send(WRITE)
    assert dropped == ([] if kept else [True])


def test_an_answer_that_comes_quickly_and_never_ends_is_given_up_in_time() -> None:
    def endless() -> Iterator[bytes]:
        yield envelope("OK")[:-7]
        while True:
            yield b"<X></X>" * 1_000

    started = time.monotonic()
    at = setting(Response(status=200, headers={}, chunks=endless(), expires=started + 0.1))
    with pytest.raises(OutcomeUnknown, match="reading it timed out"):
        at.client.send(WRITE)
    assert time.monotonic() - started < 1


def test_a_stream_may_take_as_long_as_its_reader_does() -> None:
    at = setting(Response(status=200, headers={}, chunks=[listing(1, 2)], expires=0.0))
    with at.client.stream(READ) as listed:
        assert keys(list(listed)) == [1, 2]


def test_a_read_that_waits_for_its_next_try_leaves_the_turn_to_others() -> None:
    during: list[Done] = []
    other = setting()
    at = setting(not_sent(), listing(1), sleep=lambda _: during.append(other.client.send(WRITE)))
    assert keys(at.client.send(READ)) == [1]
    assert during == [Done()]


def test_a_call_within_a_call_of_the_same_thread_does_not_wait_for_itself() -> None:
    class Nested:
        def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
            return setting().client.send(WRITE)  # type: ignore[return-value]  # never gets so far

    with pytest.raises(CompanyBusy):
        setting(transport=Nested()).client.send(WRITE)


# Streams.


def test_a_stream_gives_the_items_of_all_parts() -> None:
    at = setting(listing(1, 2), listing(), listing(3))
    parts = tuple((("netvisorkeylist", text),) for text in ("1,2", "x", "3"))
    with at.client.stream(replace(READ, parts=parts)) as listed:
        assert keys(list(listed)) == [1, 2, 3]
        assert next(listed, None) is None
    assert at.fake.closed == 3


def test_a_stream_of_an_empty_list_gives_nothing_and_lets_the_next_call_begin() -> None:
    at = setting(listing())
    with at.client.stream(READ) as listed:
        assert list(listed) == []
        assert at.client.send(WRITE) == Done()


def test_a_fault_of_the_transport_at_the_opening_of_a_stream_lets_the_next_call_begin() -> None:
    at = setting(RuntimeError("a fault"), listing(1), pauses=())
    with pytest.raises(OutcomeUnknown), at.client.stream(READ):
        pytest.fail("the stream was opened")
    assert keys(at.client.send(READ)) == [1]


def test_a_stream_can_be_looped_over_without_a_with_block() -> None:
    at = setting(listing(1, 2))
    stream = at.client.stream(READ)
    assert at.fake.prepared == []
    assert keys(list(stream)) == [1, 2]
    assert keys(at.client.send(READ)) == [1, 2]


def test_another_call_of_the_company_in_the_thread_of_its_stream_is_refused_at_once() -> None:
    at = setting(listing(1, 2, 3))
    again = setting()
    with at.client.stream(READ) as listed:
        assert next(listed).key == 1
        with pytest.raises(CompanyBusy) as caught:
            again.client.send(WRITE)
        with pytest.raises(CompanyBusy), again.client.stream(READ):
            pytest.fail("a second stream was opened")
        assert next(listed).key == 2
    assert (caught.value.resource, caught.value.company) == ("note.nv", "1967543-8")
    assert again.fake.prepared == []
    assert again.client.send(WRITE) == Done()


def test_another_company_can_be_called_within_a_stream() -> None:
    with setting(listing(1, 2)).client.stream(READ):
        assert setting(credentials=OTHER).client.send(WRITE) == Done()


def test_other_threads_wait_until_the_stream_is_closed() -> None:
    at, other = setting(listing(1, 2)), setting()
    thread = threading.Thread(target=other.client.send, args=(WRITE,))
    with at.client.stream(READ):
        thread.start()
        thread.join(0.1)
        assert thread.is_alive()
        assert other.fake.prepared == []
    thread.join(30)
    assert not thread.is_alive()
    assert len(other.fake.prepared) == 1


def test_a_stream_that_is_left_early_closes_its_answer_and_lets_the_next_call_begin() -> None:
    at = setting(listing(1, 2, 3))
    with pytest.raises(ZeroDivisionError), at.client.stream(READ) as listed:
        _ = 1 / (next(listed).key - 1)  # type: ignore[operator]  # the key is there
    assert at.fake.closed == 1
    assert keys(at.client.send(READ)) == [1, 2, 3]


def test_a_stream_that_nobody_holds_any_more_lets_the_next_call_begin() -> None:
    at = setting(listing(1, 2, 3))
    assert next(at.client.stream(READ)).key == 1
    gc.collect()
    assert keys(at.client.send(READ)) == [1, 2, 3]


def test_a_closed_stream_gives_nothing_and_is_not_opened_again() -> None:
    at = setting(listing(1, 2))
    stream = at.client.stream(READ)
    stream.close()
    with stream as listed:
        assert list(listed) == []
    assert at.fake.prepared == []


def test_a_refusal_is_raised_when_the_stream_is_opened() -> None:
    at = setting(failed("SYSTEM_MAINTENANCE"))
    with pytest.raises(SystemMaintenance), at.client.stream(READ):
        pytest.fail("the stream was opened")
    with pytest.raises(SystemMaintenance):
        next(at.client.stream(READ))


def test_a_stream_is_opened_again_after_a_fault_that_mends() -> None:
    at = setting(not_sent(), b"<html></html>", listing(1))
    with at.client.stream(READ) as listed:
        assert keys(list(listed)) == [1]
    assert at.slept == list(PAUSES[:2])


def test_a_stream_that_breaks_after_its_first_item_is_not_begun_again() -> None:
    whole = listing(1, 2)

    def breaking() -> Iterator[bytes]:
        yield whole[: whole.index(b"<Netvisorkey>2")]
        raise unknown(writes=False)

    at = setting(Response(status=200, headers={}, chunks=breaking()))
    with at.client.stream(READ) as listed:
        assert next(listed).key == 1
        with pytest.raises(OutcomeUnknown):
            next(listed)
        assert next(listed, None) is None
    assert len(at.fake.prepared) == 1
    assert at.slept == []


@pytest.mark.parametrize("call", [WRITE, replace(READ, writes=True)], ids=["no list", "a write"])
def test_only_reads_that_give_a_list_can_be_streamed(call: Call[Any]) -> None:
    with pytest.raises(SetupError, match="only reads that return a list"):
        setting().client.stream(call)


def test_a_client_that_only_reads_streams_no_write() -> None:
    with pytest.raises(ReadOnlyClient):
        setting(read_only=True).client.stream(replace(READ, writes=True))


def test_an_answer_beyond_the_bound_is_not_read_on() -> None:
    at = setting(listing(*range(1_000)), longest_answer=500, pauses=())
    with pytest.raises(UnreadableReply, match="more than 500 bytes"):
        at.client.send(READ)


# The check.


def test_a_check_that_passes_says_what_it_proves() -> None:
    at = setting(read_only=True)
    found = at.client.check()
    assert found.passed
    assert found.proves[0] == f"{PRODUCTION} is reached"
    assert found.proves[-1] == "the identifier may read the company 1967543-8"
    assert (found.causes, found.error, found.transaction_id) == ((), None, "id-1")
    assert found.answered_at == datetime(2026, 11, 22, 3, 2, 3)  # noqa: DTZ001
    (prepared,) = at.fake.prepared
    assert (prepared.http, prepared.url) == ("GET", f"{PRODUCTION}paymenttermlist.nv")


CHECKS: dict[str, tuple[Said, int, str]] = {
    "wrong identity": (failed("AUTHENTICATION_FAILED"), 1, "check digit of organisation_id 1234567-8"),
    "no right": (failed("SERVICE_ACCESS_ERROR"), 3, "has not given this integration access to paymenttermlist.nv"),
    "maintenance": (failed("SYSTEM_MAINTENANCE"), 1, "down for maintenance"),
    "something else": (failed("NEW"), 1, "does not document; see its text"),
    "not sent": (not_sent(), 0, f"{PRODUCTION} is wrong"),
    "broken": (unknown(writes=False), 0, "can be repeated"),
    "unreadable": (b"<html></html>", 1, "not the address of the API"),
    "busy": (Response(status=429, headers={}, chunks=[b""]), 1, "too many calls"),
    "settings": (SetupError("no certificate"), 0, "the setting that the error names"),
}


@pytest.mark.parametrize(("said", "proves", "cause"), CHECKS.values(), ids=CHECKS.keys())
def test_a_check_that_fails_lists_the_causes(said: Said, proves: int, cause: str) -> None:
    at = setting(said, credentials=replace(CREDENTIALS, organisation_id="1234567-8"))
    found = at.client.check()
    assert not found.passed
    assert len(found.proves) == proves
    assert cause in found.causes[0]
    assert found.error is not None
    assert len(at.fake.prepared) == 1


def test_the_causes_of_a_wrong_identity_show_both_clocks() -> None:
    causes = setting(failed("AUTHENTICATION_FAILED")).client.check().causes
    clock = next(cause for cause in causes if "clock" in cause)
    assert "2026-11-22 01:02:03 UTC" in clock
    assert "22.11.2026 3:02:03 in Finnish time" in clock


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("29.3.2026 3:30:00", datetime(2026, 3, 29, 3, 30)),  # noqa: DTZ001
        ("25.10.2026 3:30:00", datetime(2026, 10, 25, 3, 30)),  # noqa: DTZ001
        ("01.01.2026 00:00:00", datetime(2026, 1, 1)),  # noqa: DTZ001
    ],
    ids=["left out in spring", "doubled in autumn", "midnight"],
)
def test_the_finnish_time_of_an_answer_is_kept_as_it_was_written(written: str, read: datetime) -> None:
    # Which of two instants a doubled hour means is not said, so none is made up.
    said = envelope("OK").replace(b"22.11.2026 3:02:03", written.encode())
    assert setting(said).client.check().answered_at == read


def test_a_time_that_is_none_does_not_spoil_an_answer() -> None:
    for moment in (b"", b"31.2.2026 3:02:03", b"soon"):
        found = setting(envelope("OK").replace(b"22.11.2026 3:02:03", moment)).client.check()
        assert (found.passed, found.answered_at) == (True, None)


# The log.


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "netvisor"]


def test_each_call_writes_one_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    at = setting(not_sent(), listing(1), failed("INVALID_DATA"), b"<html></html>")
    at.client.send(READ)
    for _ in range(2):
        with pytest.raises(NetvisorError):
            at.client.send(WRITE)
    found = [re.sub(r"[0-9.]+ s ", "T s ", line) for line in lines(caplog)]
    assert found == [
        "customerlist.nv 1967543-8 id-1 NotSent HTTP - T s 0 bytes out 0 bytes in",
        f"customerlist.nv 1967543-8 id-2 OK HTTP 200 T s 0 bytes out {len(listing(1))} bytes in",
        f"note.nv 1967543-8 id-3 INVALID_DATA HTTP 200 T s 40 bytes out {len(failed('INVALID_DATA'))} bytes in",
        "note.nv 1967543-8 id-4 UnreadableReply HTTP 200 T s 40 bytes out 13 bytes in",
    ]
    assert {record.levelname for record in caplog.records} == {"INFO"}


def test_a_stream_writes_its_line_when_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    at = setting(listing(1, 2))
    with at.client.stream(READ) as listed:
        next(listed)
        assert lines(caplog) == []
    assert "closed early" in lines(caplog)[0]


def test_an_interrupted_call_is_logged_as_broken_off(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with pytest.raises(KeyboardInterrupt):
        setting(KeyboardInterrupt()).client.send(WRITE)
    assert "aborted" in lines(caplog)[0]


def test_bodies_are_logged_only_when_asked_for_and_at_debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    setting().client.send(WRITE)
    assert "<note>" not in caplog.text
    caplog.set_level(logging.INFO)
    setting(log_bodies=True).client.send(WRITE)
    assert "<note>" not in caplog.text
    caplog.set_level(logging.DEBUG)
    setting(log_bodies=True).client.send(WRITE)
    assert "id-1 sends <root><note>" in caplog.text
    assert "id-1 received <Root>" in caplog.text
    long = Call(resource="x.nv", http="POST", body=b"x" * 50_000, writes=True, result=DONE)
    setting(log_bodies=True).client.send(long)
    setting(log_bodies=True).client.send(replace(WRITE, written=write_message(Note(text="y" * 50_000))))
    assert max(map(len, lines(caplog))) < 11_000


def test_an_unencrypted_address_beyond_this_machine_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    setting(base_url="http://127.0.0.1:8765/")
    setting(base_url="https://isvapi.netvisor.fi/")
    assert lines(caplog) == []
    setting(base_url="http://sandbox:8765/")
    assert lines(caplog) == [
        "http://sandbox:8765/ is not encrypted: others on the network can read everything that is sent"
    ]


# Over real HTTP.


def test_a_client_closes_its_own_connections_and_no_others() -> None:
    with serving(saying(answer())) as wire, Client(CREDENTIALS, base_url=wire.url, pauses=()) as client:
        assert client.send(WRITE) == Done()
    with setting().client as other:
        assert other.send(WRITE) == Done()


def test_neither_keys_nor_signatures_are_in_any_log_record_error_or_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    macs: list[str] = []

    def silent(connection: socket.socket, wire: Wire) -> None:
        wire.receive(connection)
        reset(connection)

    def attempt(reply: bytes) -> None:
        with serving(saying(reply) if reply else silent) as wire:
            client = Client(CREDENTIALS, base_url=wire.url, pauses=(), log_bodies=True)
            calls: list[Call[Any]] = [READ, WRITE, RAW]
            for call in calls:
                try:
                    seen.append(repr(client.send(call)))
                except NetvisorError as error:
                    seen.append("".join(traceback.format_exception(error)) + repr(error) + repr(vars(error)))
            seen.append(repr(client.check()) + repr(client))
            macs.extend(request.headers[MAC.lower().encode()].decode() for request in wire.requests)

    def telling(mac: str) -> bytes:
        return envelope("FAILED", f"AUTHENTICATION_FAILED :: Use https://x/&amp;Käyttö :: {mac}")

    attempt(answer(envelope("OK")))
    attempt(b"")
    for known in (macs[0], macs[0].upper(), CUSTOMER_KEY):
        attempt(answer(telling(known), status="401 Unauthorized"))
        attempt(answer(f"<html>{known}</html>".encode()))
    everything = "\n".join([*seen, caplog.text, *(repr(vars(record)) for record in caplog.records)])
    assert "AUTHENTICATION_FAILED" in everything
    assert "sends <root>" in everything
    for secret in (*macs, CUSTOMER_KEY, PARTNER_KEY):
        assert secret.lower() not in everything.lower()
