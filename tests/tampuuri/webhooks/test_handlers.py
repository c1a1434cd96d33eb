"""Handlers get each resource read anew, once for a burst, and again only after a failure or a killed process."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from netvisor.errors import OutcomeUnknown, SetupError
from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Tampuuri
from netvisor.tampuuri.webhooks import Change, Handlers, Inbox, Receiver, unread
from tests.tampuuri.webhooks.deliveries import SECRET, Clock, bundle, deliver, notice


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Iterator[Inbox]:
    with Inbox(tmp_path / "inbox.db", clock=clock) as made:
        yield made


class Told:
    """A handler that remembers what it was called with."""

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def __call__(self, change: Change) -> None:
        self.changes.append(change)

    @property
    def resources(self) -> list[str]:
        return [each.reference_id for each in self.changes]


def put(inbox: Inbox, *notices: dict[str, Any]) -> None:
    assert deliver(Receiver(inbox, SECRET), bundle(*notices)).status == 200


def test_the_resource_is_read_when_the_handler_is_called(inbox: Inbox, sandbox: Sandbox, client: Tampuuri) -> None:
    told, handlers = Told(), Handlers(inbox, client, quiet=0)
    handlers.on("SopimusPaata")(told)
    put(inbox, notice("SopimusPaata", "300000"))
    sandbox.tampuuri.change("sopimukset", 300000, {"Loppupvm": "2027-01-31"})  # after the delivery
    assert handlers.run_due() == 1
    (change,) = told.changes
    assert (change.account, change.reference_id) == ("Visma Tampuuri", "300000")
    assert change.resource.get("Loppupvm") == "2027-01-31"


@pytest.mark.parametrize(
    ("event", "reference", "name"),
    [
        ("SopimusUusi", "300000", "Tila"),
        ("KohdeUusi", "1000", "Metatyyppi"),
        ("KohderekisteriKohdeTietoMuokkaa", "1000", "Metatyyppi"),
        ("OsapuoliUusi", "20001", "Nimi"),
        ("OsapuoliTietoMuokkaa", "20001", "Nimi"),
    ],
)
def test_contracts_objects_and_parties_are_read_by_themselves(
    inbox: Inbox, client: Tampuuri, event: str, reference: str, name: str
) -> None:
    told, handlers = Told(), Handlers(inbox, client, quiet=0)
    handlers.on(event)(told)
    put(inbox, notice(event, reference))
    handlers.run_due()
    assert told.changes[0].resource.get(name)


def test_an_archived_party_is_read_as_none(inbox: Inbox, sandbox: Sandbox, client: Tampuuri) -> None:
    told, handlers = Told(), Handlers(inbox, client, quiet=0)
    handlers.on("OsapuoliTietoMuokkaa")(told)
    sandbox.tampuuri.change("osapuolet", 20001, {"Arkistoitu": "2026-11-01"})
    put(inbox, notice())
    handlers.run_due()
    assert told.changes[0].resource is None


def test_what_nobody_knows_to_read_must_be_told(inbox: Inbox) -> None:
    handlers = Handlers(inbox)
    for events in (("IlmoitusUusi",), ("*",), ("SopimusUusi", "KohdeUusi")):
        with pytest.raises(SetupError, match="give read="):
            handlers.on(*events)(Told())


def test_an_event_has_one_handler(inbox: Inbox) -> None:
    handlers = Handlers(inbox)
    handlers.on("IlmoitusUusi", read=unread)(Told())
    with pytest.raises(SetupError, match="IlmoitusUusi: there is a function already"):
        handlers.on("IlmoitusUusi", "IlmoitusMuokkaa", read=unread)
    with pytest.raises(SetupError, match="needs the names"):
        handlers.on()


def test_a_read_of_ones_own_gets_the_client_and_the_change(inbox: Inbox, client: Tampuuri) -> None:
    told, handlers = Told(), Handlers(inbox, client, quiet=0)
    handlers.on("IlmoitusUusi", read=lambda client, change: (client.account, change.reference_id))(told)
    put(inbox, notice("IlmoitusUusi", "60000"))
    handlers.run_due()
    assert told.changes[0].resource == ("Visma Tampuuri", "60000")


def test_events_without_a_handler_are_finished_and_those_for_all_are_handled(inbox: Inbox) -> None:
    handlers = Handlers(inbox, quiet=0)
    put(inbox, notice("Testitapahtuma", ""))
    assert handlers.run_due() == 1
    told = Told()
    handlers.on("*", read=unread)(told)
    put(inbox, notice("JotainUutta", "5"))
    handlers.run_due()
    assert (told.resources, inbox.counts()["done"]) == (["5"], 2)


# Bursts.


def test_a_burst_about_one_resource_is_one_call(inbox: Inbox, clock: Clock) -> None:
    told, handlers = Told(), Handlers(inbox, quiet=2, longest_wait=30)
    handlers.on("OsapuoliTietoMuokkaa", "OsapuoliUusi", read=unread)(told)
    put(inbox, *(notice(ReferenceData=str(field)) for field in (14, 15, 16)), notice(reference="20002"))
    put(inbox, notice("OsapuoliUusi"))
    assert handlers.run_due() == 0
    clock.now += 2
    assert handlers.run_due() == 5
    assert told.resources == ["20001", "20002"]
    assert [each.reference_data for each in told.changes[0].notifications] == ["14", "15", "16", "14"]
    assert told.changes[0].actions == {"OsapuoliTietoMuokkaa", "OsapuoliUusi"}


def test_the_same_resource_of_another_account_or_handler_is_another_call(inbox: Inbox) -> None:
    told, handlers = Told(), Handlers(inbox, quiet=0)
    for event in ("OsapuoliTietoMuokkaa", "OsapuoliPoista"):
        handlers.on(event, read=unread)(told)
    put(inbox, notice(), notice(Account="Toinen"), notice("OsapuoliPoista"))
    handlers.run_due()
    assert len(told.changes) == 3


def test_an_unending_burst_is_worked_off_after_the_longest_wait(inbox: Inbox, clock: Clock) -> None:
    told, handlers = Told(), Handlers(inbox, quiet=2, longest_wait=10)
    handlers.on("OsapuoliTietoMuokkaa", read=unread)(told)
    handled = []
    for _ in range(12):
        put(inbox, notice())
        handled.append(handlers.run_due())
        clock.now += 1
    assert handled == [0] * 10 + [11, 0]


def test_what_arrives_during_the_work_is_a_further_call(inbox: Inbox) -> None:
    told, handlers = Told(), Handlers(inbox, quiet=0)

    @handlers.on("OsapuoliTietoMuokkaa", read=unread)
    def handle(change: Change) -> None:
        told(change)
        if len(told.changes) == 1:
            put(inbox, notice())

    put(inbox, notice())
    assert [handlers.run_due() for _ in range(3)] == [1, 1, 0]


# Failures.


def test_a_failure_is_tried_again_after_a_growing_pause(inbox: Inbox, clock: Clock) -> None:
    handlers, calls = Handlers(inbox, quiet=0, tries=3), []

    @handlers.on("IlmoitusUusi", read=unread)
    def fail(change: Change) -> None:
        calls.append(clock.now)
        raise OSError("the database of the firm is away")

    put(inbox, notice("IlmoitusUusi", "1"), notice("IlmoitusUusi", "1"))
    for _ in range(100):
        handlers.run_due()
        clock.now += 1
    assert [call - calls[0] for call in calls] == [0, 10, 30]
    assert [(each.tries, each.failed) for each in inbox.failed()] == [
        (3, "OSError: the database of the firm is away")
    ] * 2
    assert inbox.counts() == {"pending": 0, "done": 0, "failed": 2}


def test_what_was_given_up_can_be_tried_again(inbox: Inbox) -> None:
    told, handlers = Told(), Handlers(inbox, quiet=0, tries=1)
    fails = [True]

    @handlers.on("IlmoitusUusi", read=unread)
    def handle(change: Change) -> None:
        if fails:
            raise OSError
        told(change)

    put(inbox, notice("IlmoitusUusi", "1"), notice("IlmoitusUusi", "2"))
    handlers.run_due()
    fails.clear()
    first, _ = inbox.failed()
    inbox.retry(first.seq)
    handlers.run_due()
    assert told.resources == ["1"]
    inbox.retry()
    handlers.run_due()
    assert told.resources == ["1", "2"]


def test_one_failure_does_not_hold_up_the_others(inbox: Inbox) -> None:
    told, handlers = Told(), Handlers(inbox, quiet=0)

    @handlers.on("IlmoitusUusi", read=unread)
    def handle(change: Change) -> None:
        if change.reference_id == "1":
            raise OSError
        told(change)

    put(inbox, *(notice("IlmoitusUusi", str(number)) for number in range(4)))
    handlers.run_due()
    assert told.resources == ["0", "2", "3"]


def test_what_can_never_be_read_is_not_charged_again(inbox: Inbox, sandbox: Sandbox, client: Tampuuri) -> None:
    handlers = Handlers(inbox, client, quiet=0)
    handlers.on("SopimusPaata")(Told())
    put(inbox, notice("SopimusPaata", "999"), notice("SopimusPaata", "x" * 5000), notice("SopimusPaata", "٣"))
    put(inbox, notice("SopimusPaata", "300000", Account="Toinen"))
    handlers.run_due()
    reasons = [str(each.failed) for each in inbox.failed()]
    assert [reason.partition(":")[0] for reason in reasons] == ["TampuuriRefused", *["SetupError"] * 3]
    assert "no client for the account 'Toinen'" in reasons[3]
    assert len([call for call in sandbox.calls if call.resource.startswith("sopimukset")]) == 1


def test_a_read_that_may_succeed_later_is_tried_again(inbox: Inbox, clock: Clock) -> None:
    told, handlers = Told(), Handlers(inbox, quiet=0)
    outcomes: list[Any] = [OutcomeUnknown("timed out", writes=False), "the resource"]

    def read(client: Tampuuri, change: Change) -> Any:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    with Sandbox() as sandbox, Tampuuri(sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url) as client:
        handlers = Handlers(inbox, [client], quiet=0)
        handlers.on("IlmoitusUusi", read=read)(told)
        put(inbox, notice("IlmoitusUusi", "1"))
        handlers.run_due()
        clock.now += 10
        handlers.run_due()
    assert [change.resource for change in told.changes] == ["the resource"]


def test_two_do_not_work_on_one_inbox(inbox: Inbox) -> None:
    with inbox.working(), pytest.raises(SetupError, match="running already"):
        Handlers(inbox).run_due()
    assert Handlers(inbox).run_due() == 0


def test_it_runs_until_stopped(inbox: Inbox) -> None:
    stop, handlers = threading.Event(), Handlers(inbox, quiet=0)

    @handlers.on("IlmoitusUusi", read=unread)
    def handle(change: Change) -> None:
        stop.set()

    thread = threading.Thread(target=handlers.run, args=(stop,))
    thread.start()
    put(inbox, notice("IlmoitusUusi", "1"))
    thread.join(timeout=60)
    assert not thread.is_alive()
    assert inbox.counts()["done"] == 1


# Killed processes.


def forked(work: Any) -> int:
    """Do something in a child, and give how it ended."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(3)
    return os.waitpid(child, 0)[1]


class Killed:
    """One run: a process that takes deliveries and works them off, killed at a seeded moment."""

    def __init__(self, folder: Path, seed: int) -> None:
        source = random.Random(seed)  # noqa: S311  # the same moments each time
        self.inbox = folder / "inbox.db"
        self.acknowledged, self.done = folder / "acknowledged", folder / "done"
        self.deliveries = [
            bundle(*(notice("IlmoitusUusi", str(source.randint(1, 6))) for _ in range(source.randint(1, 4))))
            for _ in range(12)
        ]
        self.works_after = {number for number in range(12) if source.random() < 0.4}
        self.moment = source.choice(["acknowledged", "before the effect", "after the effect", "in a thread"])
        self.number = source.randint(0, 11 if self.moment == "acknowledged" else 5)
        self.calls = 0

    def live(self) -> None:
        """Take deliveries and work them off, until killed."""
        with Inbox(self.inbox) as inbox:
            app, handlers = Receiver(inbox, SECRET), self.handlers(inbox, dies=True)
            if self.moment == "in a thread":
                threading.Thread(target=self.work_always, args=(handlers,), daemon=True).start()
            for number, delivery in enumerate(self.deliveries):
                if deliver(app, delivery).status == 200:
                    append(self.acknowledged, [each["Id"] for each in delivery["Notifications"]])
                if (self.moment, self.number) == ("acknowledged", number):
                    die()
                if self.moment != "in a thread" and number in self.works_after:
                    handlers.run_due()
            die()

    def work_always(self, handlers: Handlers) -> None:
        while True:
            handlers.run_due()

    def handlers(self, inbox: Inbox, *, dies: bool) -> Handlers:
        handlers = Handlers(inbox, quiet=0)

        @handlers.on("IlmoitusUusi", read=unread)
        def handle(change: Change) -> None:
            due = dies and self.calls == self.number
            self.calls += 1
            if due and self.moment == "before the effect":
                die()
            append(self.done, [str(each.id) for each in change.notifications])
            if due and self.moment == "after the effect":
                die()

        return handlers


def append(file: Path, ids: list[str]) -> None:
    """Add a line to a file in one piece."""
    number = os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.write(number, f"{' '.join(ids)}\n".encode())
    os.close(number)


def lines(file: Path) -> list[list[str]]:
    return [line.split() for line in file.read_text().splitlines()] if file.exists() else []


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def run_killed(folder: Path, seed: int) -> None:
    """Kill a process, go on in another one, and see that each notification was handled."""
    folder.mkdir()
    run = Killed(folder, seed)
    assert os.WTERMSIG(forked(run.live)) == signal.SIGKILL
    acknowledged = {key for line in lines(run.acknowledged) for key in line}
    before = lines(run.done)
    with Inbox(run.inbox) as inbox:
        handlers = run.handlers(inbox, dies=False)
        handlers.run_due()
        assert acknowledged <= {key for line in lines(run.done) for key in line}
        for delivery in run.deliveries:  # the vendor's next attempt
            deliver(Receiver(inbox, SECRET), {**delivery, "Attempt": 2})
        handlers.run_due()
        assert inbox.counts()["pending"] == 0
    counted = Counter(key for line in lines(run.done) for key in line)
    assert set(counted) == {each["Id"] for delivery in run.deliveries for each in delivery["Notifications"]}
    # Only the call in which the process died is repeated.
    assert {key for key, count in counted.items() if count > 1} <= set(before[-1] if before else [])


@pytest.mark.parametrize("seed", range(12))
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path, seed: int) -> None:
    run_killed(tmp_path / "run", seed)


@pytest.mark.slow
def test_a_hundred_killed_processes_lose_nothing_that_they_acknowledged(tmp_path: Path) -> None:
    for seed in range(100, 200):
        run_killed(tmp_path / str(seed), seed)


def test_an_inbox_of_a_parent_is_not_used_after_a_fork(inbox: Inbox) -> None:
    def use() -> None:
        try:
            inbox.counts()
        except SetupError:
            os._exit(17)

    assert os.waitstatus_to_exitcode(forked(use)) == 17
