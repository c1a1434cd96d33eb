from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from netvisor.declare import CLEAR, UNSET
from netvisor.errors import MessageError
from netvisor.protocol.results import RawResult
from netvisor.resources import raw


def test_a_post_carries_its_bytes_and_a_get_none() -> None:
    post = raw.post("unheardof.nv", b"<root></root>", method="add")
    assert (post.resource, post.http, post.body, post.writes) == ("unheardof.nv", "POST", b"<root></root>", True)
    assert post.parameters == (("method", "add"),)
    assert isinstance(post.result, RawResult)
    assert raw.post("unheardof").body == b""
    assert raw.get("unheardof").body is None


def test_the_ending_of_a_name_may_be_left_out() -> None:
    assert raw.get("unheardof").resource == raw.get("unheardof.nv").resource == "unheardof.nv"


def test_a_get_that_nobody_declared_counts_as_writing_unless_told() -> None:
    assert raw.get("unheardof.nv").writes
    assert not raw.get("unheardof.nv", writes=False).writes


@pytest.mark.parametrize("name", ["customerlist.nv", "CustomerList", "customerlist"])
def test_a_declared_read_is_known_to_be_one(name: str) -> None:
    assert not raw.get(name).writes
    assert raw.get(name, writes=True).writes


def test_a_declared_write_is_known_to_be_one_and_its_other_verb_is_not_known() -> None:
    assert raw.post("customer.nv", b"<root></root>").writes
    assert raw.post("customerlist.nv", b"<root></root>").writes


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Mäki Oy", "Mäki Oy"),
        (7, "7"),
        (Decimal("1.50"), "1.50"),
        (True, "1"),
        (False, "0"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 1, 2, 3), "2026-11-22T01:02:03"),  # noqa: DTZ001
        (datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC), "2026-11-22T03:02:03"),
        ([1, "b"], "1,b"),
        ((1,), "1"),
    ],
    ids=repr,
)
def test_a_parameter_has_one_text(value: Any, text: str) -> None:
    assert raw.get("x", keyword=value, other=UNSET).parameters == (("keyword", text),)


@pytest.mark.parametrize("bad", [None, CLEAR, "", 1.5, b"x", [], [None], {"a": 1}], ids=repr)
def test_a_parameter_without_a_text_is_refused_by_its_name(bad: Any) -> None:
    with pytest.raises(MessageError) as caught:
        raw.get("x.nv", keyword=bad, id=None)
    assert [problem.path for problem in caught.value.problems] == ["keyword", "id"]
    assert caught.value.resource == "x.nv"


@pytest.mark.parametrize("bad", ["", "a/b.nv", "../x.nv", "x.nv?a=1", "x.nv#", "x y", "x.xml", "ä.nv", "x\r\n"])
def test_a_name_that_is_none_is_refused(bad: Any) -> None:
    with pytest.raises(MessageError, match="letters and digits"):
        raw.get(bad)


@pytest.mark.parametrize("bad", ["<root></root>", None, bytearray(b"x")], ids=repr)
def test_a_body_that_is_no_bytes_is_refused(bad: Any) -> None:
    with pytest.raises(MessageError, match="bytes, which settle the encoding"):
        raw.post("x.nv", bad)
