"""The local Tampuuri delivers what happens in it, and every fault of a delivery ends in one handling."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from netvisor.errors import NetvisorError, SetupError
from netvisor.sandbox import Sandbox
from netvisor.sandbox.tampuuri.local import LocalTampuuri
from netvisor.sandbox.tampuuri.webhooks import WebhookFault
from netvisor.tampuuri import Moment, Tampuuri, ilmoitukset, osapuolet, sopimukset, yhteydenotot
from netvisor.tampuuri.events import EVENTS
from netvisor.tampuuri.webhooks import Change, Delivery, Handlers, Inbox, Notification, Receiver, parse
from netvisor.web.server import Server
from tests.tampuuri.webhooks.deliveries import SECRET


class Listener:
    """A listener that answers with a status of the test's choice and keeps what it was sent."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.statuses: list[int] = []
        self.headers: list[dict[str, Any]] = []
        self.before_answer: Callable[[], object] = lambda: None
        self.server = Server(self.answer, "127.0.0.1", 0, "listener")
        self.url = f"http://127.0.0.1:{self.server.port}/hook?x=1"

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        assert (environ["REQUEST_METHOD"], environ["REQUEST_URI"]) == ("POST", "/hook?x=1")
        self.bodies.append(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        self.headers.append(dict(environ))
        self.before_answer()
        status = self.statuses.pop(0) if self.statuses else 200
        start_response(f"{status} Said", [("Content-Length", "0"), ("Location", "/elsewhere")])
        return [b""]

    @property
    def deliveries(self) -> list[Delivery]:
        return [parse(body) for body in self.bodies]

    @property
    def notifications(self) -> list[Notification]:
        return [each for delivery in self.deliveries for each in delivery.notifications]

    @property
    def told(self) -> list[tuple[str, Any]]:
        return [(each.action, each.reference_id) for each in self.notifications]


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.server.stop()


@pytest.fixture
def tampuuri(sandbox: Sandbox, listener: Listener) -> LocalTampuuri:
    sandbox.tampuuri.listen(listener.url)
    return sandbox.tampuuri


def test_calls_that_write_are_told_and_reads_are_not(
    tampuuri: LocalTampuuri, client: Tampuuri, listener: Listener
) -> None:
    client.send(ilmoitukset.vastaanota(60000))
    new = client.send(osapuolet.add_henkilo({"Etunimi": "Uusi", "Sukunimi": "Asukas"})).id
    contract = client.send(
        sopimukset.add_sopimus(
            sopimukset.ApiSopimusRequest(alkupvm=Moment("2026-12-01"), unknown={"OsapuoliId": new, "KohdeId": 1014})
        )
    ).id
    client.send(sopimukset.paatasopimus(contract, {"Loppupvm": "2027-01-31"}))
    client.send(sopimukset.get_sopimus(contract))
    contact = client.send(
        yhteydenotot.add_yhteydenotto(
            yhteydenotot.ApiOsapuoliYhteydenottoRequest(osapuoli_id=new, yhteydenottotapa="Soitto")
        )
    ).id
    tampuuri.webhooks.deliver()
    assert listener.told == [
        ("IlmoitusTilamuutos", "60000"),
        ("OsapuoliUusi", str(new)),
        ("SopimusUusi", str(contract)),
        ("SopimusPaata", str(contract)),
        ("YhteydenottoUusi", str(contact)),
    ]


def test_manual_actions_are_told(tampuuri: LocalTampuuri, listener: Listener) -> None:
    tampuuri.change("ilmoitukset", 60000, {"Otsikko": "Toinen", "Tila": "tehty"})
    tampuuri.finish(60000)
    tampuuri.change("kohteet", 1000, {"Nimi": "Toinen"})
    tampuuri.add("kohteet", {"Nimi": "Kolmas"})
    tampuuri.add("liitteet", {"EntityId": 60000, "Tyyppi": "Ilmoitus"})
    tampuuri.change("sopimukset", 300000, {"Loppupvm": None})
    tampuuri.pay(300000, Decimal(5), date(2026, 11, 1))
    tampuuri.webhooks.deliver()
    assert [action for action, _ in listener.told] == [
        "IlmoitusTilamuutos",
        "IlmoitusMuokkaa",
        "IlmoitusTilamuutos",
        "KohderekisteriKohdeTietoMuokkaa",
        "KohdeUusi",
        "IlmoitusLiiteUusi",
    ]
    assert {action for action, _ in listener.told} <= {event.name for event in EVENTS}


def test_a_refused_call_and_a_change_that_changes_nothing_are_not_told(
    tampuuri: LocalTampuuri, client: Tampuuri, listener: Listener
) -> None:
    with pytest.raises(NetvisorError):
        client.send(ilmoitukset.vastaanota(999))
    tampuuri.fail_next(500)
    with pytest.raises(NetvisorError):
        client.send(ilmoitukset.vastaanota(60000))
    party = tampuuri.records("osapuolet")[20001]
    tampuuri.change("osapuolet", 20001, {"Nimi": party["Nimi"]})
    assert tampuuri.webhooks.deliver() == []
    assert listener.bodies == []


def test_three_changed_fields_of_a_party_are_three_notifications_in_one_bundle(
    tampuuri: LocalTampuuri, listener: Listener, sandbox: Sandbox
) -> None:
    sandbox.clock = datetime.fromisoformat("2021-10-28T09:13:18.120+03:00")
    tampuuri.change("osapuolet", 20001, {"Puhelin": "1", "Matkapuhelin": "2", "Sahkoposti": "a@example.fi"})
    tampuuri.webhooks.deliver()
    (delivery,) = listener.deliveries
    assert (delivery.attempt, delivery.properties, len(str(delivery.id))) == (1, {}, 32)
    assert listener.told == [("OsapuoliTietoMuokkaa", "20001")] * 3
    assert len({each.reference_data for each in listener.notifications}) == 3
    assert {each.timestamp for each in listener.notifications} == {"2021-10-28T06:13:18.12"}
    assert {each.date_time_zone for each in listener.notifications} == {"UTC"}


def test_a_listener_is_told_of_the_events_and_the_account_that_it_chose(sandbox: Sandbox, listener: Listener) -> None:
    sandbox.tampuuri.listen(
        listener.url, events=["IlmoitusUusi"], company="7654321-2", headers={"X-Hook-Secret": SECRET}
    )
    for company in ("1234567-8", "7654321-2"):
        sandbox.tampuuri.add("ilmoitukset", {"Tila": "avoin"}, company)
        sandbox.tampuuri.add("kohteet", {}, company)
    sandbox.tampuuri.webhooks.deliver()
    ((action, _),) = listener.told
    assert (action, listener.notifications[0].account) == ("IlmoitusUusi", "7654321-2")
    assert listener.headers[0]["HTTP_X_HOOK_SECRET"] == SECRET


@pytest.mark.parametrize("status", [302, 400, 404, 429, 500, 503])
def test_a_bundle_is_tried_five_times_and_given_up(tampuuri: LocalTampuuri, listener: Listener, status: int) -> None:
    listener.statuses = [status] * 9
    tampuuri.add("kohteet", {})
    attempts = tampuuri.webhooks.deliver_all()
    assert [delivery.attempt for delivery in listener.deliveries] == [1, 2, 3, 4, 5]
    assert len({delivery.id for delivery in listener.deliveries}) == 1
    assert [(each.status, each.given_up) for each in attempts] == [(status, False)] * 4 + [(status, True)]
    assert list(tampuuri.webhooks.attempts) == attempts


def test_a_bundle_that_was_taken_comes_no_more(tampuuri: LocalTampuuri, listener: Listener) -> None:
    listener.statuses = [500, 500, 204]
    tampuuri.add("kohteet", {})
    assert [each.status for each in tampuuri.webhooks.deliver_all()] == [500, 500, 204]


def test_new_notifications_are_not_added_to_a_bundle_that_was_tried(
    tampuuri: LocalTampuuri, listener: Listener
) -> None:
    listener.statuses = [500]
    tampuuri.add("kohteet", {})
    tampuuri.webhooks.deliver()
    tampuuri.add("kohteet", {})
    tampuuri.webhooks.deliver()
    assert [(each.attempt, len(each.notifications)) for each in listener.deliveries] == [(1, 1), (2, 1), (1, 1)]


def test_a_listener_that_is_away_gets_it_later(sandbox: Sandbox, listener: Listener) -> None:
    listener.server.stop()
    sandbox.tampuuri.listen(listener.url)
    sandbox.tampuuri.add("kohteet", {})
    assert [each.status for each in sandbox.tampuuri.webhooks.deliver()] == [None]


def test_a_listener_may_call_the_sandbox_before_it_answers(
    tampuuri: LocalTampuuri, client: Tampuuri, listener: Listener
) -> None:
    calls = [lambda: client.send(ilmoitukset.vastaanota(60000))]
    listener.before_answer = lambda: calls.pop()() if calls else None
    tampuuri.add("kohteet", {})
    tampuuri.webhooks.deliver_all()
    assert [action for action, _ in listener.told] == ["KohdeUusi", "IlmoitusTilamuutos"]


def test_deliveries_can_come_by_themselves(tampuuri: LocalTampuuri, listener: Listener) -> None:
    arrived = threading.Event()
    listener.before_answer = arrived.set
    tampuuri.webhooks.start(every=0.01)
    tampuuri.add("kohteet", {})
    assert arrived.wait(60)
    with pytest.raises(SetupError, match="started already"):
        tampuuri.webhooks.start()


@pytest.mark.parametrize("every", [0, -1, float("nan"), float("inf")])
def test_the_interval_of_deliveries_must_be_a_time(tampuuri: LocalTampuuri, every: float) -> None:
    with pytest.raises(SetupError, match="positive number of seconds"):
        tampuuri.webhooks.start(every=every)


# Where it sends.


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "https://192.0.2.1/",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://0.0.0.0/",
        "http://[2001:db8::1]/",
    ],
)
def test_no_other_machine_is_told_without_leave(sandbox: Sandbox, url: str) -> None:
    with pytest.raises(SetupError, match="not this machine"):
        sandbox.tampuuri.listen(url)
    sandbox.tampuuri.listen(url, elsewhere=True)


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://127.1.2.3/", "http://localhost/x", "https://[::1]:5/"])
def test_every_address_of_this_machine_may_be_told(sandbox: Sandbox, url: str) -> None:
    sandbox.tampuuri.listen(url)


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1", "ftp://127.0.0.1/", "http:///x", "http://a:b@127.0.0.1/", "http://127.0.0.1:x/"]
)
def test_what_is_no_address_is_refused(sandbox: Sandbox, url: str) -> None:
    with pytest.raises(SetupError, match="is no address of a listener"):
        sandbox.tampuuri.listen(url)


def test_an_unknown_company_or_fault_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(SetupError, match="no company"):
        sandbox.tampuuri.listen("http://127.0.0.1/", company="1")
    with pytest.raises(SetupError, match="no fault 'lost'"):
        sandbox.tampuuri.webhooks.fault("lost")  # type: ignore[arg-type]


# With the receiver.


@pytest.mark.parametrize("fault", get_args(WebhookFault))
def test_every_fault_of_a_delivery_ends_in_one_handling(
    fault: WebhookFault, sandbox: Sandbox, client: Tampuuri, tmp_path: Path
) -> None:
    handled: Counter[str] = Counter()
    moments: set[datetime | None] = set()
    with Inbox(tmp_path / "inbox.db") as inbox:
        server = Server(Receiver(inbox, SECRET), "127.0.0.1", 0, "listener")
        sandbox.tampuuri.listen(f"http://127.0.0.1:{server.port}/{SECRET}")
        handlers = Handlers(inbox, client, quiet=0)

        @handlers.on("OsapuoliTietoMuokkaa")
        def handle(change: Change) -> None:
            handled.update(f"{change.reference_id} {change.resource.nimi}" for _ in change.notifications)
            moments.update(each.moment for each in change.notifications)

        sandbox.tampuuri.webhooks.fault(fault)
        for key in (20001, 20002):
            sandbox.tampuuri.change("osapuolet", key, {"Nimi": f"Uusi {key}"})
        attempts = sandbox.tampuuri.webhooks.deliver_all()
        handlers.run_due()
        server.stop()
    assert handled == {"20001 Uusi 20001": 1, "20002 Uusi 20002": 1}
    assert moments == {datetime.fromisoformat("2026-11-22T12:00:00+02:00")}
    assert attempts[0].fault == fault
    assert {each.status for each in attempts} == ({400, 200} if fault == "cut off" else {200})
    assert len(attempts) == {"reversed": 1, "other zone": 1}.get(fault, 2)
