"""A moment that names its zone keeps its instant: it is written in Finnish local time."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import pytest

from netvisor import encode
from netvisor.codec.finnish_time import finland, local
from netvisor.codec.json_form import message_from_json
from netvisor.declare import Scalar, message
from netvisor.declare.scalars import SpacedDateTime
from netvisor.errors import MessageError
from netvisor.resources import accounting, customers, products, raw, webshop

TOKYO = timezone(timedelta(hours=9))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@message(name="journey")
class Journey:
    departure: SpacedDateTime


@pytest.mark.parametrize(
    ("instant", "here"),
    [
        ("2026-01-15T12:00:00+00:00", "2026-01-15T14:00:00"),
        ("2026-07-15T12:00:00+00:00", "2026-07-15T15:00:00"),
        ("2026-07-15T12:00:00+09:00", "2026-07-15T06:00:00"),
        ("2026-12-31T22:30:00+00:00", "2027-01-01T00:30:00"),
        # In spring the hour from three to four is left out: no moment falls into it.
        ("2026-03-29T00:59:59+00:00", "2026-03-29T02:59:59"),
        ("2026-03-29T01:00:00+00:00", "2026-03-29T04:00:00"),
        # In autumn it comes twice.
        ("2026-10-25T00:30:00+00:00", "2026-10-25T03:30:00"),
        ("2026-10-25T01:30:00+00:00", "2026-10-25T03:30:00"),
        ("2026-10-25T02:00:00+00:00", "2026-10-25T04:00:00"),
    ],
)
def test_a_moment_is_written_as_the_clocks_in_finland_show_it(instant: str, here: str) -> None:
    assert local(moment(instant)) == moment(here)
    assert customers.list_customers(changed_since=moment(instant)).parameters == (("changedsince", here),)
    assert raw.get("customerlist", changedsince=moment(instant)).parameters == (("changedsince", here),)
    assert here.replace("T", " ").encode() in encode(Journey(departure=moment(instant))).bytes()


def test_the_two_moments_of_the_hour_that_comes_twice_differ_by_their_fold() -> None:
    first, second = (local(moment(f"2026-10-25T{hour}:30:00+00:00")) for hour in ("00", "01"))
    assert (first.fold, second.fold) == (0, 1)
    assert [
        each.astimezone(UTC).hour for each in (first.replace(tzinfo=finland()), second.replace(tzinfo=finland()))
    ] == [
        0,
        1,
    ]


@pytest.mark.parametrize("text", ["2026-11-22T09:05:00", "2026-03-29T03:30:00", "2026-10-25T03:30:00"])
def test_a_moment_without_a_zone_is_finnish_as_it_stands(text: str) -> None:
    assert local(moment(text)) == moment(text)
    assert customers.list_customers(changed_since=moment(text)).parameters == (("changedsince", text),)


def test_a_zone_that_knows_no_offset_is_none() -> None:
    class Nowhere(tzinfo):
        def utcoffset(self, _: datetime | None) -> None:
            return None

        dst = tzname = utcoffset

    assert local(moment("2026-11-22T09:05:00").replace(tzinfo=Nowhere())) == moment("2026-11-22T09:05:00")


def test_the_other_forms_of_a_moment_are_turned_as_well() -> None:
    since = datetime(2026, 5, 1, 9, 0, 30, tzinfo=UTC)
    listed = products.list_inventory_by_warehouse(changed_since=since)
    assert dict(listed.parameters)["changedsince"] == "1.5.2026 12:00:30"
    assert products.list_extended_products(product_changed_since=since).parameters == (
        ("productchangedsince", "2026-05-01T12:00"),
    )
    assert webshop.list_web_shop_products(limit_changed_since=since.astimezone(TOKYO)).parameters == (
        ("limitChangedSince", "2026-05-01T12:00:30"),
    )


def test_json_of_a_message_takes_a_moment_with_its_zone() -> None:
    made = message_from_json(Journey, {"departure": "2026-07-15T12:00:00Z"})
    assert b"2026-07-15 15:00:00" in encode(made).bytes()
    with pytest.raises(MessageError, match="YYYY-MM-DDTHH:MM:SS"):
        message_from_json(Journey, {"departure": "2026-07-15T12:00:00+99:99"})


@pytest.mark.parametrize("edge", [datetime.min.replace(tzinfo=TOKYO), datetime.max.replace(tzinfo=UTC)])
def test_a_moment_that_finland_has_no_date_for_is_refused_with_its_path(edge: datetime) -> None:
    with pytest.raises(MessageError) as refused:
        customers.list_customers(changed_since=edge)
    assert [problem.path for problem in refused.value.problems] == ["changed_since"]
    with pytest.raises(MessageError) as refused:
        encode(Journey(departure=edge))
    assert [(problem.path, problem.rule) for problem in refused.value.problems] == [("departure", "zone")]
    with pytest.raises(MessageError, match="changedsince"):
        raw.get("customerlist", changedsince=edge)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (
            lambda since: customers.list_customers(changed_since=since),
            "a datetime, in Finnish local time or with its zone",
        ),
        (lambda since: accounting.list_vouchers(changed_since=since), "a date"),
    ],
    ids=["moment", "day"],
)
def test_neither_a_day_nor_a_moment_nor_a_text_stands_for_another(make: Any, expected: str) -> None:
    wrong: list[Any] = ["2026-11-22", 20261122, True, None, moment("2026-11-22T00:00:00"), date(2026, 11, 22)]
    del wrong[4 if expected.startswith("a datetime") else 5]
    for since in wrong:
        with pytest.raises(MessageError) as refused:
            make(since)
        assert [(problem.path, problem.expected) for problem in refused.value.problems] == [("changed_since", expected)]


_WITHOUT_ZONES = """
import sys
sys.modules["tzdata"] = None
from datetime import UTC, datetime
from netvisor import SetupError, customers
customers.list_customers(changed_since=datetime(2026, 11, 22))
try:
    customers.list_customers(changed_since=datetime(2026, 11, 22, tzinfo=UTC))
except SetupError as error:
    print(error)
try:
    from netvisor.sandbox import Sandbox
    Sandbox()
except SetupError as error:
    print(error)
"""


def test_a_machine_without_time_zones_is_told_what_to_install() -> None:
    environment = {**os.environ, "PYTHONTZPATH": ""}
    command = [sys.executable, "-c", _WITHOUT_ZONES]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines() == [
        "this machine has no time zone data for Europe/Helsinki: pip install tzdata",
        "the sandbox needs tzdata: pip install 'netvisor-xml[sandbox]'",
    ]


def test_seconds_are_looked_for_in_finnish_time() -> None:
    from netvisor.codec.values import scalar_problem

    minutes = Scalar("datetime", form="minutes")
    assert scalar_problem(moment("2026-07-15T12:00:00+00:00"), minutes) is None
    assert scalar_problem(moment("2026-07-15T12:00:30+00:00"), minutes) is not None
    odd = timezone(timedelta(hours=1, seconds=30))
    assert scalar_problem(datetime(2026, 7, 15, 12, 0, 30, tzinfo=odd), minutes) is None


def test_a_copy_with_another_zone_makes_the_same_bytes() -> None:
    journey = Journey(departure=moment("2026-07-15T12:00:00+00:00"))
    again = replace(journey, departure=journey.departure.astimezone(TOKYO))
    assert encode(again).bytes() == encode(journey).bytes()
