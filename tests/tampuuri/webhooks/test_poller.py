"""Lists become the same notifications as webhooks bring, by as few calls as told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from netvisor.errors import NetvisorError, SetupError
from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Tampuuri, ilmoitukset, sopimukset
from netvisor.tampuuri.webhooks import Change, Handlers, Inbox, Poller, unread
from tests.tampuuri.webhooks.deliveries import Clock

QUARTER = timedelta(minutes=15)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Iterator[Inbox]:
    with Inbox(tmp_path / "inbox.db", clock=clock) as made:
        yield made


@pytest.fixture
def poller(inbox: Inbox, client: Tampuuri) -> Poller:
    made = Poller(inbox, client)
    made.watch(
        "jobs",
        ilmoitukset.selaa(filters={"Tila": "avoin"}),
        every=QUARTER,
        new="IlmoitusUusi",
        changed="IlmoitusMuokkaa",
        gone="IlmoitusTilamuutos",
    )
    return made


def told(inbox: Inbox) -> list[tuple[str, str]]:
    """What the handlers get: events and ids; nothing is left of them."""
    got: list[tuple[str, str]] = []
    handlers = Handlers(inbox, quiet=0)

    @handlers.on("*", read=unread)
    def handle(change: Change) -> None:
        assert change.account == "Visma Tampuuri"
        assert all(each.moment is not None for each in change.notifications)
        got.extend((each.action, change.reference_id) for each in change.notifications)

    handlers.run_due()
    return got


def calls(sandbox: Sandbox) -> int:
    return len([call for call in sandbox.calls if call.resource == "ilmoitukset/selaa"])


def test_new_changed_and_gone_resources_become_events(
    poller: Poller, inbox: Inbox, sandbox: Sandbox, clock: Clock
) -> None:
    poller.poll_due()
    first = told(inbox)
    assert ("IlmoitusUusi", "60000") in first
    assert {action for action, _ in first} == {"IlmoitusUusi"}
    sandbox.tampuuri.change("ilmoitukset", 60000, {"Otsikko": "Hana vuotaa yhä"})
    sandbox.tampuuri.change("ilmoitukset", 60001, {"Tila": "tehty"})
    new = sandbox.tampuuri.add("ilmoitukset", {"Otsikko": "Ovi jumissa", "Tila": "avoin"})
    clock.now += 900
    assert poller.poll_due() == 3
    assert sorted(told(inbox)) == [
        ("IlmoitusMuokkaa", "60000"),
        ("IlmoitusTilamuutos", "60001"),
        ("IlmoitusUusi", str(new)),
    ]
    clock.now += 900
    assert poller.poll_due() == 0


def test_a_list_is_read_no_more_often_than_told(poller: Poller, sandbox: Sandbox, clock: Clock) -> None:
    for _ in range(46):  # three quarters of an hour, minute by minute
        poller.poll_due()
        clock.now += 60
    assert calls(sandbox) == 4


def test_neither_a_restart_nor_a_second_poller_reads_earlier(
    poller: Poller, inbox: Inbox, sandbox: Sandbox, client: Tampuuri, clock: Clock
) -> None:
    poller.poll_due()
    assert told(inbox)
    inbox.close()
    with Inbox(inbox.file.path, clock=clock) as reopened:
        again = Poller(reopened, client)
        again.watch("jobs", ilmoitukset.selaa(filters={"Tila": "avoin"}), every=QUARTER, new="IlmoitusUusi")
        assert again.poll_due() == 0
        assert calls(sandbox) == 1
        clock.now += 900
        assert again.poll_due() == 0
        assert calls(sandbox) == 2
        assert told(reopened) == []


def test_a_failed_reading_tells_nothing_and_loses_nothing(
    poller: Poller, inbox: Inbox, sandbox: Sandbox, clock: Clock
) -> None:
    sandbox.tampuuri.fail_next(500)
    with pytest.raises(NetvisorError):
        poller.poll_due()
    assert poller.poll_due() == 0
    assert (calls(sandbox), told(inbox)) == (1, [])
    clock.now += 900
    assert poller.poll_due() == len(told(inbox)) > 0


def test_a_clock_that_was_set_back_does_not_stop_the_reading(poller: Poller, sandbox: Sandbox, clock: Clock) -> None:
    poller.poll_due()
    clock.now -= 86_400
    poller.poll_due()
    assert calls(sandbox) == 2


def test_an_end_date_that_appears_is_an_event(inbox: Inbox, sandbox: Sandbox, client: Tampuuri, clock: Clock) -> None:
    contracts = (300000, 300001)

    def ends(client: Tampuuri) -> Iterator[tuple[int, Any]]:
        for key in contracts:
            yield key, client.send(sopimukset.get_sopimus(key)).get("Loppupvm")

    poller = Poller(inbox, client)
    poller.watch("end dates", ends, every=timedelta(days=7), changed="SopimusPaata")
    assert poller.poll_due() == 0
    sandbox.tampuuri.change("sopimukset", 300001, {"Loppupvm": "2027-01-31", "Lisatiedot": "muuttaa"})
    sandbox.tampuuri.change("sopimukset", 300000, {"Lisatiedot": "jää"})
    clock.now += 7 * 86_400
    assert poller.poll_due() == 1
    assert told(inbox) == [("SopimusPaata", "300001")]


def test_the_order_of_fields_is_no_change(inbox: Inbox, client: Tampuuri, clock: Clock) -> None:
    values: list[Any] = [{"a": 1, "b": [{"c": 2, "d": 3}]}, {"b": [{"d": 3, "c": 2}], "a": 1}, {"a": 1, "b": []}]
    poller = Poller(inbox, client)
    poller.watch("things", lambda client: [(1, values.pop(0))], every=timedelta(seconds=1), changed="Muuttui")
    counts = []
    for _ in range(3):
        counts.append(poller.poll_due())
        clock.now += 1
    assert counts == [0, 0, 1]


def test_objects_without_an_id_cannot_be_watched(inbox: Inbox, sandbox: Sandbox, client: Tampuuri) -> None:
    poller = Poller(inbox, client)
    call = ilmoitukset.selaa()
    poller.watch("jobs", call, every=QUARTER, new="IlmoitusUusi")
    sandbox.tampuuri.add("ilmoitukset", {"Tila": "avoin"})
    with sandbox.store.transaction() as connection:
        connection.execute("update tampuuri set record = json_remove(record, '$.Id') where register = 'ilmoitukset'")
    with pytest.raises(SetupError, match="has no Id"):
        poller.poll_due()


def test_it_runs_until_stopped_and_goes_on_after_a_failure(
    poller: Poller, inbox: Inbox, sandbox: Sandbox, clock: Clock
) -> None:
    sandbox.tampuuri.fail_next(500)
    stop = threading.Event()

    class Turning(threading.Event):
        """Turns the time on when it is waited for, and stops after the second reading."""

        def wait(self, timeout: float | None = None) -> bool:
            assert timeout == 60
            clock.now += 900
            if calls(sandbox) == 2:
                stop.set()
                self.set()
            return True

    poller.run(Turning())
    assert stop.is_set()
    assert ("IlmoitusUusi", "60000") in told(inbox)


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"every": QUARTER}, "name of an event"),
        ({"every": timedelta(), "new": "A"}, "positive time"),
        ({"every": QUARTER, "new": "A", "read": sopimukset.get_sopimus(1)}, "is no list"),
        ({"every": QUARTER, "new": "A", "name": "jobs"}, "watched already"),
    ],
)
def test_what_cannot_be_watched_is_refused(poller: Poller, settings: Any, text: str) -> None:
    with pytest.raises(SetupError, match=text):
        poller.watch(**{"name": "others", "read": ilmoitukset.selaa(), **settings})
