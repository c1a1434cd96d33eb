"""A service that asks to wait: what it names is understood, kept on the error, and waited for where that is short."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from netvisor.client.client import PAUSES
from netvisor.client.retry_after import retry_after
from netvisor.client.transport import Response
from netvisor.errors import InvalidData, OutcomeUnknown, Retry, ServiceBusy, SystemMaintenance, UnreadableReply
from tests.unit.test_client import NOW, READ, WRITE, Said, envelope, failed, keys, listing, setting


def answered(status: int, body: bytes = b"<html></html>", **headers: str) -> Response:
    return Response(
        status=status, headers={name.replace("_", "-"): text for name, text in headers.items()}, chunks=[body]
    )


def busy(said: Said, **settings: Any) -> ServiceBusy:
    with pytest.raises(ServiceBusy) as caught:
        setting(said, **settings).client.send(READ)
    return caught.value


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Sun, 22 Nov 2026 01:02:33 GMT", 30.0),
        ("Sunday, 22-Nov-26 01:02:33 GMT", 30.0),
        ("Sun Nov 22 01:02:33 2026", 30.0),
        ("Sun, 22 Nov 2026 03:02:33 +0200", 30.0),
        ("Sat, 21 Nov 2026 01:02:33 GMT", 0.0),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("9" * 30, None),
        ("Sun, 99 Nov 2026 01:02:33 GMT", None),
        ("Sun, 22 Nov 99999999999 01:02:33 GMT", None),
        ("²", None),
    ],
)
def test_seconds_and_dates_are_understood_and_nothing_else(text: str, seconds: float | None) -> None:
    for name in ("Retry-After", "retry-after", "RETRY-AFTER"):
        assert retry_after({"X": "1", name: text}, NOW) == seconds


def test_an_answer_without_the_header_names_no_time() -> None:
    assert retry_after({}, NOW) is None


@pytest.mark.parametrize("status", [429, 503])
def test_an_answer_that_asks_to_wait_says_how_long(status: int) -> None:
    error = busy(answered(status, Retry_After="30"))
    assert (error.status, error.retry_after, error.retry) == (status, 30.0, Retry.LATER)
    assert (error.resource, error.company, error.transaction_id) == ("customerlist.nv", "1967543-8", "id-1")
    assert error.text == f"HTTP {status}: the service is busy and asks to wait 30 s"
    assert isinstance(error, OutcomeUnknown)
    assert isinstance(error.__cause__, UnreadableReply)


def test_a_429_without_a_time_is_one_all_the_same_and_a_503_is_not() -> None:
    error = busy(answered(429), pauses=())
    assert (error.retry_after, error.text) == (None, "HTTP 429: the service is busy and names no time")
    with pytest.raises(UnreadableReply):
        setting(answered(503), pauses=()).client.send(READ)
    with pytest.raises(UnreadableReply):
        setting(answered(500, Retry_After="30"), pauses=()).client.send(READ)


def test_a_write_that_is_asked_to_wait_is_looked_up_first_and_never_repeated() -> None:
    at = setting(answered(429, Retry_After="0"))
    with pytest.raises(ServiceBusy) as caught:
        at.client.send(WRITE)
    assert caught.value.retry is Retry.READ_BACK
    assert len(at.fake.prepared) == 1


def test_an_answer_of_netvisor_stands_above_the_status() -> None:
    for status in (429, 503):
        with pytest.raises(SystemMaintenance):
            setting(answered(status, failed("SYSTEM_MAINTENANCE"), Retry_After="1")).client.send(READ)
        with pytest.raises(InvalidData):
            setting(answered(status, failed("INVALID_DATA"), Retry_After="1")).client.send(READ)
        assert keys(setting(answered(status, listing(1), Retry_After="1")).client.send(READ)) == [1]


def test_a_refusal_that_nobody_documents_does_not_hide_that_the_service_is_busy() -> None:
    assert busy(answered(429, failed("TOO_MANY_REQUESTS")), pauses=()).status == 429
    assert busy(answered(429, envelope("FAILED", "slow down")), pauses=()).status == 429


@pytest.mark.parametrize(
    ("asked", "slept"),
    [
        ("0", [PAUSES[0]]),
        ("3", [3.0]),
        (str(int(max(PAUSES))), [max(PAUSES)]),
        ("Sun, 22 Nov 2026 01:02:08 GMT", [5.0]),
        ("nonsense", [PAUSES[0]]),
    ],
)
def test_a_read_waits_as_long_as_it_is_asked_to(asked: str, slept: list[float]) -> None:
    at = setting(answered(429, Retry_After=asked), listing(1))
    assert keys(at.client.send(READ)) == [1]
    assert at.slept == slept
    assert [prepared.transaction_id for prepared in at.fake.prepared] == ["id-1", "id-2"]


def test_a_read_that_is_asked_to_wait_longer_than_its_pauses_is_left_to_its_caller() -> None:
    at = setting(answered(429, Retry_After=str(int(max(PAUSES)) + 1)))
    with pytest.raises(ServiceBusy):
        at.client.send(READ)
    assert at.slept == []


def test_a_read_is_not_repeated_more_often_than_it_has_pauses() -> None:
    at = setting(*(answered(429, Retry_After="1") for _ in range(3)), pauses=(1, 2))
    with pytest.raises(ServiceBusy):
        at.client.send(READ)
    assert (at.slept, len(at.fake.prepared)) == ([1, 2], 3)


def test_a_stream_that_is_asked_to_wait_is_opened_again() -> None:
    at = setting(answered(503, Retry_After="1"), listing(1, 2))
    with at.client.stream(READ) as listed:
        assert keys(list(listed)) == [1, 2]
    assert at.slept == [1.0]


def test_the_clock_of_the_client_tells_how_far_a_date_is_away() -> None:
    later = datetime(2026, 11, 22, 1, 2, 30, tzinfo=UTC)
    assert busy(answered(429, Retry_After="Sun, 22 Nov 2026 01:03:00 GMT"), clock=lambda: later).retry_after == 30.0
