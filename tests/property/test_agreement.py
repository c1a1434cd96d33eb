"""The check and the encoder agree: a message is encoded exactly when no problem is found, whatever it holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from netvisor.codec.charset import CHARSETS, Charset
from netvisor.codec.decode import decode
from netvisor.codec.doubtful import doubts_of
from netvisor.codec.encode import encode, write_with_doubts
from netvisor.codec.generate import write
from netvisor.codec.message_check import check, doubts
from netvisor.declare import CLEAR, UNSET, Method
from netvisor.errors import MessageError, Problem
from netvisor.protocol.call import Endpoint
from netvisor.testing import messages
from tests.property.declared import every_request, fields_of, parts, request_of


class Word(StrEnum):
    OPEN = "open"
    ODD = "<&>"


class Number(IntEnum):
    ONE = 1


class Plain(Enum):
    OPEN = "open"


class OwnText(str):
    """A text that shows itself in another way than it is."""

    def __str__(self) -> str:
        return "shown"


class OwnNumber(int):
    pass


class OwnDay(date):
    pass


class Silent:
    """Something that no message holds and that cannot even be compared or counted."""

    __hash__ = None  # type: ignore[assignment]  # that is the point

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("compared")

    def __bool__(self) -> bool:
        raise RuntimeError("asked for its truth")


STRANGE: list[Any] = [
    UNSET,
    CLEAR,
    None,
    "",
    " ",
    "open",
    "a\x00b",
    "\ud800",
    "x" * 300,
    "<&>\"'\r\n\t",
    "漢",
    b"",
    b"%PDF-",
    b"\x00" * 100,
    0,
    -1,
    1,
    7,
    10**60,
    10**5000,
    -(10**5000),
    True,
    False,
    1.5,
    float("nan"),
    1j,
    Decimal("1.5"),
    Decimal("NaN"),
    Decimal("sNaN"),
    Decimal("-Infinity"),
    Decimal("1E+500000"),
    Decimal("1E-500000"),
    Decimal("1E-7"),
    Decimal("1.5E+3"),
    Decimal("0." + "1" * 98),
    Decimal("-0." + "1" * 98),
    Decimal("-0"),
    Decimal("0.000"),
    date(2026, 1, 2),
    date.min,
    datetime(2026, 1, 2, 3, 4, 5),  # noqa: DTZ001
    datetime(2026, 1, 2, tzinfo=UTC),  # both kinds
    time(8, 30),
    time(8, tzinfo=UTC),
    [],
    (),
    [None],
    ["a"],
    [UNSET],
    [[]],
    {},
    {"a"},
    {"a": 1},
    object(),
    type,
    len,
    Word.OPEN,
    Word.ODD,
    Number.ONE,
    Plain.OPEN,
    OwnText("open"),
    OwnNumber(7),
    OwnDay(2026, 1, 2),
    Path("nowhere.pdf"),
    Path(__file__).parent,
    Path(__file__),
]


def encoder_refuses(message: object, charset: Charset) -> list[Problem]:
    try:
        encode(message, charset).bytes()
    except MessageError as error:
        return list(error.problems)
    return []


@every_request
@given(data=st.data())
def test_a_spoilt_message_is_refused_by_both_or_by_none(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint)))
    spoil(message, data, times=data.draw(st.integers(1, 3)))
    found = check(message)
    charset: Charset = data.draw(st.sampled_from([c for c in CHARSETS if c != "iso-8859-15"]))
    assert encoder_refuses(message, charset) == found
    if not found:
        encoded = encode(message, charset)
        read = decode(encoded.bytes(), type(message), encoded.charset)
        assert encode(read, charset).bytes() == encoded.bytes()


def spoil(message: object, data: st.DataObject, *, times: int = 1) -> None:
    """Put something strange in places of a message, or something right in a wrong place."""
    objects = [part for part, _ in parts(message)]
    strange = st.sampled_from([*STRANGE, *objects[:5]])
    for _ in range(times):
        part = data.draw(st.sampled_from(objects), label="part")
        attr = data.draw(st.sampled_from(sorted(fields_of(part))), label="field")
        setattr(part, attr, data.draw(strange | st.lists(strange, max_size=2), label="value"))


@every_request
@given(data=st.data())
def test_the_writer_refuses_exactly_when_the_walk_names_a_problem(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint), method=data.draw(st.sampled_from([None, *endpoint.methods]))))
    spoil(message, data, times=data.draw(st.integers(0, 3)))
    for method in (None, *endpoint.methods):
        assert writer_refuses(message, method) == bool(check(message, method=method))


def writer_refuses(message: object, method: Method | None) -> bool:
    """Whether the generated function stops, without anybody being asked why."""
    try:
        write(message, method)
    except Exception:
        return True
    return False


@every_request
@given(data=st.data())
def test_what_cannot_even_be_compared_is_still_only_a_problem(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint)))
    part = data.draw(st.sampled_from([part for part, _ in parts(message)]))
    attr = data.draw(st.sampled_from(sorted(fields_of(part))))
    setattr(part, attr, Silent())
    found = check(message)
    assert found
    assert encoder_refuses(message, "auto") == found


@every_request
@given(data=st.data())
def test_a_rule_of_one_method_adds_problems_and_takes_none_away(endpoint: Endpoint, data: st.DataObject) -> None:
    message = data.draw(messages(request_of(endpoint)))
    spoil(message, data)
    plain = check(message)
    for method in endpoint.methods:
        found = check(message, method=method)
        assert [problem for problem in found if problem in plain] == plain


@every_request
@given(data=st.data())
def test_what_is_quickly_found_doubtful_is_what_the_walk_doubts(endpoint: Endpoint, data: st.DataObject) -> None:
    method = data.draw(st.sampled_from([None, *endpoint.methods]))
    message = data.draw(messages(request_of(endpoint), method=method))
    found = doubts(message, method=method)
    assert list(write_with_doubts(message, method)[1]) == found
    assert list(doubts_of(message, method)) == found
