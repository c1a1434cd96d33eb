"""What people and programs see of a queue in which every state occurs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from netvisor.queue import Outbox, QueueError, State
from netvisor.queue.advice import ways
from netvisor.queue.database import named_queries
from netvisor.queue.detail import detail, differences_in, message_in
from netvisor.queue.lanes import Lanes
from netvisor.queue.looks import LANE_STATES, Lane, listed, metrics, overview
from netvisor.queue.sqlite import _STATEMENTS as SQLITE
from netvisor.testing.torture.own_database import own_database
from netvisor.testing.torture.private_postgresql import PrivatePostgresql

from .conftest import ENGINES
from .scene import BUSY, PAUSED, QUIET, UNKNOWN, Scene, customer, scene


@pytest.fixture(scope="module", params=ENGINES)
def seen(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, postgresql: PrivatePostgresql
) -> Iterator[Scene]:
    with ExitStack() as stack:
        file = tmp_path_factory.mktemp("scene") / "queue.db"
        place = file if request.param == "sqlite" else stack.enter_context(own_database(postgresql.url))
        yield stack.enter_context(scene(place))


def lane(outbox: Outbox, company: str) -> Lane:
    return next(lane for lane in overview(outbox).lanes if lane.company == company)


def test_messages_are_counted_by_state(seen: Scene) -> None:
    found = metrics(seen.outbox)
    assert found.messages == seen.outbox.counts()
    assert found.messages == {
        State.WAITING: 2,
        State.SENDING: 0,
        State.ACCEPTED: 1,
        State.REFUSED: 1,
        State.UNKNOWN: 1,
        State.HELD: 3,
    }
    assert (found.finishes, found.finished_lately) == (2, 2)
    assert found.attempts == sum(len(seen.outbox.message(number).attempts) for number in range(1, 9))
    assert found.oldest_waiting is not None
    assert 0 <= found.oldest_waiting < 600


def test_lanes_are_counted_by_what_they_do(seen: Scene) -> None:
    found = metrics(seen.outbox).lanes
    assert list(found) == list(LANE_STATES)
    assert {state: number for state, number in found.items() if number} == {
        "unknown": 1,
        "paused": 1,
        "ready": 1,
        "idle": 1,
    }


def test_an_empty_queue_has_figures_too(outbox: Outbox) -> None:
    found = metrics(outbox)
    assert (set(found.messages.values()), set(found.lanes.values())) == ({0}, {0})
    assert (found.oldest_waiting, found.attempts, found.finishes) == (None, 0, 0)


def test_the_lanes_that_need_somebody_come_first_and_say_why(seen: Scene) -> None:
    found = overview(seen.outbox)
    assert [each.company for each in found.lanes] == [PAUSED, UNKNOWN, QUIET]
    paused, unknown, _ = found.lanes
    assert "AUTHENTICATION_FAILED" in (paused.reason or "")
    assert (unknown.message, unknown.resource) == (seen.unknown, "customer.nv")
    assert "the connection was closed" in (unknown.reason or "")


def test_what_needs_a_person_is_listed_with_its_attempts(seen: Scene) -> None:
    found = overview(seen.outbox)
    assert [message.id for message in found.held] == [seen.other, seen.untold, seen.kept]
    assert [each.outcome for each in found.held[0].attempts] == ["OutcomeUnknown", "found another"]
    assert [message.id for message in found.refused] == [seen.refused]


def test_messages_are_listed_by_state_and_company(seen: Scene) -> None:
    assert [message.id for message in listed(seen.outbox, State.WAITING)] == [seen.paused, seen.waiting]
    assert [message.id for message in listed(seen.outbox, State.WAITING, company=QUIET)] == [seen.waiting]
    assert len(listed(seen.outbox, State.HELD, most=2)) == 2


def test_a_lane_says_what_it_does_from_put_to_the_end_of_a_lost_worker(outbox: Outbox) -> None:
    outbox.put(customer("Oy", "011"), company=BUSY)
    assert lane(outbox, BUSY).state == "ready"
    short, long = (Lanes(outbox.database, name, lease=lease) for name, lease in (("dying", 0.0), ("living", 60.0)))
    assert short.claim() is not None
    assert lane(outbox, BUSY).state == "lost"
    claim = long.claim()
    assert claim is not None
    assert (claim.action, lane(outbox, BUSY).state) == ("look", "looking")
    assert long.send_again(claim) is not None
    assert (lane(outbox, BUSY).state, lane(outbox, BUSY).message) == ("sending", 1)


def test_a_lane_rests_until_a_moment_or_until_another_message_is_accepted(outbox: Outbox) -> None:
    first = outbox.put(customer("Oy", "011"), company=BUSY)
    outbox.put(customer("Oy", "012"), company=QUIET, after=first)
    outbox.hold(first)
    assert Lanes(outbox.database, "a worker", lease=60.0).claim() is None
    assert (lane(outbox, QUIET).state, lane(outbox, QUIET).seconds) == ("resting", None)


def test_a_lane_that_a_client_calls_through_says_what_it_does(outbox: Outbox) -> None:
    outbox.put(customer("Oy", "011"), company=BUSY)
    outbox.pause(BUSY)
    lease = {"company": BUSY, "holder": "a client", "seconds": 60.0, "lease_for": "a call of customerlist.nv"}
    outbox.database.write(lambda transaction: transaction.run("lease_lane", **lease))
    found = lane(outbox, BUSY)
    assert (found.state, found.resource, found.message) == ("calling", "a call of customerlist.nv", None)


def test_a_paused_lane_says_so_without_a_reason(outbox: Outbox) -> None:
    outbox.put(customer("Oy", "011"), company=BUSY)
    outbox.pause(BUSY)
    assert (lane(outbox, BUSY).state, lane(outbox, BUSY).reason) == ("paused", None)


@pytest.mark.parametrize("query", [name for name in named_queries() if name.startswith("look_")])
def test_no_look_reads_the_messages_of_a_file_one_after_another(tmp_path: Path, query: str) -> None:
    Outbox.open(tmp_path / "queue.db").close()
    values = {"company": "", "state": "held", "after": 0, "limit": 10, "seconds": 60.0}
    with closing(sqlite3.connect(tmp_path / "queue.db")) as connection:
        plan = [row[3] for row in connection.execute(f"explain query plan {SQLITE[query]}", values)]
    assert plan
    # The rows of lanes and wake-ups are few; those of messages are found through an index.
    whole = [step for step in plan if step.startswith("SCAN message") and "INDEX" not in step]
    assert whole + [step for step in plan if "rowid>?" in step] == []


# One message.


def test_what_was_sent_stands_beside_what_was_found(seen: Scene) -> None:
    found = detail(seen.outbox, seen.other)
    assert [(each.path, each.sent, each.found) for each in found.differences] == [
        ("name", "Isä & Tyttäret Oy", "Äiti & Pojat Oy")
    ]
    assert "Tyttäret".encode(found.charset) in found.body
    assert (found.http, found.length, found.cut) == ("POST", len(found.body), False)
    assert message_in(found).customer_base_information.name == "Isä & Tyttäret Oy"


def test_words_that_name_no_difference_give_none(seen: Scene) -> None:
    found = detail(seen.outbox, seen.untold)
    assert "proves nothing" in (found.message.found or "")
    assert found.differences == ()


def test_values_with_marks_of_the_sentence_in_them_are_kept_whole() -> None:
    (name, total) = differences_in("base.name is A; B is here, sent was C, D; total is 12, sent was nothing")
    assert (name.found, name.sent) == ("A; B is here", "C, D")
    assert (total.path, total.found, total.sent) == ("total", "12", "nothing")


def test_a_secret_value_is_not_shown() -> None:
    (found,) = differences_in("iban is another value")
    assert (found.found, found.sent) == ("another value", None)


def test_a_message_that_is_not_there_is_an_error(outbox: Outbox) -> None:
    with pytest.raises(QueueError, match="there is no message 7"):
        detail(outbox, 7)


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("accepted", []),
        ("other", ["resolve", "retry"]),
        ("untold", ["resolve", "retry"]),
        ("kept", ["release", "resolve"]),
        ("refused", ["retry"]),
        ("unknown", []),
        ("waiting", ["hold"]),
    ],
)
def test_a_person_is_told_what_can_be_done(seen: Scene, name: str, actions: list[str]) -> None:
    assert [way.action for way in ways(seen.outbox.message(getattr(seen, name)))] == actions
