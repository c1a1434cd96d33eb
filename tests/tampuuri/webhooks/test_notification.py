"""Deliveries are read: every known event and any other, every zone, and nothing that is no delivery."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netvisor.errors import MessageError
from netvisor.tampuuri import UNSET
from netvisor.tampuuri.events import EVENTS
from netvisor.tampuuri.model import Model, fields_of, to_json
from netvisor.tampuuri.model import parse as parse_json
from netvisor.tampuuri.webhooks import Delivery, Notification, parse
from netvisor.tampuuri.webhooks.notification import text
from tests.tampuuri.facts import table
from tests.tampuuri.webhooks.deliveries import bundle, notice


def parsed(delivery: Any) -> Delivery:
    return parse(json.dumps(delivery).encode())


@pytest.mark.parametrize("name", [event.name for event in EVENTS] + ["JokinMuu", "Käyttö päivitetty"])
def test_every_known_event_and_any_other_is_read(name: str) -> None:
    (read,) = parsed(bundle(notice(name))).notifications
    assert read.action == name


def test_all_fields_of_the_sample_are_typed() -> None:
    delivery = parsed(bundle(notice(Id="0F8FAD5B-D9CB-469F-A165-70867728950E"), attempt=3, Id="ab" * 16))
    (read,) = delivery.notifications
    assert (delivery.id, delivery.attempt, delivery.properties) == ("ab" * 16, 3, {})
    assert (read.account, read.reference_id, read.reference_secondary_id) == ("Visma Tampuuri", "20001", "")
    assert (read.reference_data, read.reference_json) == ("14", "")
    assert read.timestamp == "2021-10-28T06:13:18.12"
    assert read.moment == datetime(2021, 10, 28, 6, 13, 18, 120000, tzinfo=UTC)
    assert delivery.unknown == read.unknown == {}


def test_only_the_action_must_be_there() -> None:
    (read,) = parsed({"Notifications": [{"Action": "Testitapahtuma"}]}).notifications
    assert (read.id, read.reference_id, read.timestamp, read.moment) == (UNSET, UNSET, UNSET, None)


def test_the_slides_other_name_of_the_attempt_is_read() -> None:
    assert parsed({"Attempts": 2, "Notifications": []}).attempts == 2


def test_unknown_fields_are_kept_and_given_back() -> None:
    delivery = bundle({**notice(), "Uusi": [1, {"a": None}]}, Tulevaisuus=True)
    assert to_json(parsed(delivery)) == delivery


def test_a_reference_that_is_a_number_is_taken_as_a_text() -> None:
    (read,) = parsed(bundle(notice(reference=20001))).notifications  # type: ignore[arg-type]
    assert text(read.reference_id) == "20001"


@pytest.mark.parametrize(
    ("stamp", "zone", "moment"),
    [
        ("2021-10-28T06:13:18.1", "UTC", "2021-10-28T06:13:18.100000+00:00"),
        ("2021-07-01T06:13:18", "Europe/Helsinki", "2021-07-01T06:13:18+03:00"),
        ("2021-12-01T06:13:18.123", "Asia/Kathmandu", "2021-12-01T06:13:18.123000+05:45"),
        ("2021-12-01T06:13:18", "-03:30", "2021-12-01T06:13:18-03:30"),
        ("2021-12-01T06:13:18", "UTC+2:00", "2021-12-01T06:13:18+02:00"),
        ("2021-12-01T06:13:18+02:00", "UTC", "2021-12-01T06:13:18+02:00"),
        ("2021-12-01T06:13:18Z", None, "2021-12-01T06:13:18+00:00"),
    ],
)
def test_a_zone_is_applied_to_the_time(stamp: str, zone: str | None, moment: str) -> None:
    (read,) = parsed(bundle(notice(Timestamp=stamp, DateTimeZone=zone))).notifications
    assert read.moment is not None
    assert read.moment.isoformat() == moment


@pytest.mark.parametrize(
    ("stamp", "zone"),
    [
        ("2021-12-01T06:13:18", "FLE Standard Time"),
        ("2021-12-01T06:13:18", "../../etc/passwd"),
        ("2021-12-01T06:13:18", "Europe"),
        ("2021-12-01T06:13:18", "+99:00"),
        ("2021-12-01T06:13:18", "a\0b"),
        ("2021-12-01T06:13:18", "A" * 5000),
        ("2021-12-01T06:13:18", None),
        ("2021-12-01T06:13:18", 3),
        ("yesterday", "UTC"),
        (1638339198, "UTC"),
        (None, "UTC"),
    ],
)
def test_a_time_that_is_not_plain_is_no_moment_and_its_text_is_kept(stamp: Any, zone: Any) -> None:
    (read,) = parsed(bundle(notice(Timestamp=stamp, DateTimeZone=zone))).notifications
    assert read.moment is None
    assert to_json(read)["Timestamp"] == stamp


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b"", "Delivery"),
        (b"\xff", "Delivery"),
        (b"Action=IlmoitusUusi", "Delivery"),
        (b"[" * 100_000, "Delivery"),
        (b'{"Notifications": [], "Attempt": ' + b"1" * 5000 + b"}", "Delivery"),
        (b'{"Notifications": [{"Action": "\\ud800"}]}', "Delivery"),
        (b"[]", "Delivery"),
        (b"{}", "Notifications"),
        (b'{"Notifications": {}}', "Notifications"),
        (b'{"Notifications": null}', "Notifications"),
        (b'{"Notifications": [1]}', "Notifications[0]"),
        (b'{"Notifications": [{"Action": "A"}, {}]}', "Notifications[1].Action"),
        (b'{"Notifications": [{"Action": 5}]}', "Notifications[0].Action"),
        (b'{"Notifications": [{"Action": " "}]}', "Notifications[0].Action"),
    ],
)
def test_what_is_no_delivery_is_refused_with_its_place(body: bytes, place: str) -> None:
    with pytest.raises(MessageError) as caught:
        parse(body)
    assert place in [problem.path for problem in caught.value.problems]


@given(st.binary(max_size=200) | st.from_regex(r'\{"Notifications": \[\{.{0,80}\}\]\}').map(str.encode))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with suppress(MessageError):
        assert all(each.action for each in parse(body).notifications)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(notice())) | st.text(max_size=10), JSON), st.text("aÄ", min_size=1))
def test_a_notification_comes_back_whatever_its_fields_hold(fields: dict[str, Any], action: str) -> None:
    body = json.dumps(bundle({**fields, "Action": action}), ensure_ascii=True).encode()
    (read,) = parse(body).notifications
    assert to_json(read) == parse_json(body)["Notifications"][0]


# Keys.


def test_the_same_notification_has_the_same_key_in_every_attempt_and_bundle() -> None:
    one = notice()
    again = {**one, "Id": one["Id"].upper()}
    assert parsed(bundle(one)).keys() == parsed(bundle(again, attempt=2)).keys()


def test_notifications_of_different_ids_and_accounts_differ() -> None:
    one = notice()
    keys = parsed(bundle(one, notice(), {**one, "Account": "Toinen"})).keys()
    assert len(set(keys)) == 3


def test_without_ids_of_notifications_the_bundle_and_the_place_in_it_tell_them_apart() -> None:
    one = notice(Id=None)
    first = bundle(one, one)
    assert parsed(first).keys() == parsed({**first, "Attempt": 2}).keys()
    assert len({*parsed(first).keys(), *parsed(bundle(one, one)).keys()}) == 4


def test_without_any_id_nothing_is_taken_for_a_copy() -> None:
    delivery = {"Notifications": [notice(Id=None)]}
    assert parsed(delivery).keys() != parsed(delivery).keys()


# Facts.


def declared(cls: type[Model], level: str) -> set[tuple[str, str, str]]:
    return {(level, line.json_name, "yes" if line.required else "") for line in fields_of(cls).values()}


def test_every_known_field_is_declared_and_no_other() -> None:
    known = {(row["level"], row["field"], row["required"]) for row in table("webhooks")}
    assert declared(Delivery, "delivery") | declared(Notification, "notification") == known
    assert {row["confidence"] for row in table("webhooks")} == {"slides", "sample"}
