"""The worked processes in examples/ do what they show, and go on where they were when they are broken off."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from examples.maintenance_firm import Firm, Job
from examples.tenants_from_crm import Crm, Tenancies, Tenant, known
from netvisor.errors import OutcomeUnknown
from netvisor.sandbox import Sandbox
from netvisor.tampuuri import Call, Tampuuri, TampuuriFault, TampuuriRefused
from netvisor.tampuuri.webhooks import Handlers, Inbox, Receiver
from netvisor.web.server import Server
from tests.tampuuri.webhooks.deliveries import SECRET

FOLDER = Path(__file__).parents[2] / "examples"
FIRM = 20000
RENT = {"Vuokra": Decimal("640.00"), "Vesimaksu": Decimal("22.00")}
NEW = Tenant(1, "010190-999R", "Minna", "Mallikas", 1014, date(2026, 12, 1))


def shown(name: str) -> list[str]:
    done = subprocess.run(  # noqa: S603  # this library
        [sys.executable, FOLDER / name], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.splitlines()


def test_the_day_of_the_firm_is_shown() -> None:
    assert shown("maintenance_firm.py") == [
        "fetched and accepted: Hana vuotaa, Patteri kylmä",
        "fetched and accepted: Hana vaihdettava",
        "told of and accepted: Ovi narisee",
        "60000 Hana vuotaa: tehty",
        "60001 Patteri kylmä: tehty",
        "60006 Hana vaihdettava: tehty",
        "60007 Ovi narisee: vastaanotettu",
    ]


def test_the_tenancies_are_shown() -> None:
    assert shown("tenants_from_crm.py") == [
        "added to Tampuuri: party 20012, contract 300011",
        "found in Tampuuri: party 20001, contract 300012",
        "ended in Tampuuri: contract 300012 on 2027-05-31",
        "told of by Tampuuri: contract 300012 ends on 2027-04-30",
        "ended from the CRM: contract 300011 on 2027-08-31",
    ]


@pytest.fixture
def inbox(sandbox: Sandbox, tmp_path: Path) -> Iterator[Inbox]:
    """An inbox whose receiver the sandbox tells of everything."""
    with Inbox(tmp_path / "inbox.db") as made:
        server = Server(Receiver(made, SECRET), "127.0.0.1", 0, "listener")
        sandbox.tampuuri.listen(f"http://127.0.0.1:{server.port}/{SECRET}")
        yield made
        server.stop()


@pytest.fixture
def handlers(inbox: Inbox, client: Tampuuri) -> Handlers:
    return Handlers(inbox, client, quiet=0)


def worked_off(handlers: Handlers, sandbox: Sandbox) -> list[str]:
    """Deliver what waits, work it off, and give the addresses that were called for it."""
    before = len(sandbox.calls)
    assert {each.status for each in sandbox.tampuuri.webhooks.deliver_all()} == {200}
    handlers.run_due()
    return [entry.url.rpartition("/api/")[2] for entry in sandbox.calls[before:]]


# The maintenance firm.


@pytest.fixture
def firm(client: Tampuuri, tmp_path: Path) -> Iterator[Firm]:
    made = Firm(client, FIRM, str(tmp_path / "jobs.db"))
    yield made
    made.close()


def states(sandbox: Sandbox) -> dict[int, str]:
    return {key: record["Tila"] for key, record in sandbox.tampuuri.records("ilmoitukset").items()}


def test_open_jobs_are_fetched_and_accepted_once(firm: Firm, sandbox: Sandbox) -> None:
    assert [job.id for job in firm.fetch()] == [60000, 60001]
    assert [states(sandbox)[key] for key in (60000, 60001)] == ["vastaanotettu", "vastaanotettu"]
    assert firm.fetch() == []


def test_a_job_waits_with_its_reason(firm: Firm, sandbox: Sandbox) -> None:
    firm.fetch()
    firm.let_wait(60000, "Varaosa tilattu")
    notice = sandbox.tampuuri.records("ilmoitukset")[60000]
    assert (notice["Tila"], notice["Lisatieto"]) == ("odottaa", {"Kommentti": "Varaosa tilattu"})


def test_a_follow_up_must_be_finished_before_its_job(firm: Firm, sandbox: Sandbox) -> None:
    firm.fetch()
    below = firm.follow_up(60000, "Hana vaihdettava", "Vanha on kulunut.", 1000, {"hana.txt": b"malli 7"})
    assert [job.id for job in firm.fetch()] == [below]
    for job in (60000, below):
        firm.report_done(job)
    with pytest.raises(ValueError, match=f"the notices {below} below 60000 must be finished first"):
        sandbox.tampuuri.finish(60000)
    sandbox.tampuuri.finish(below)
    sandbox.tampuuri.finish(60000)
    assert states(sandbox)[60000] == "valmis"


def test_a_fault_while_browsing_leaves_the_jobs_to_the_next_time(firm: Firm, sandbox: Sandbox) -> None:
    sandbox.tampuuri.fail_next(503)
    with pytest.raises(TampuuriFault):
        firm.fetch()
    assert firm.jobs() == []
    firm.fetch()
    assert [job.state for job in firm.jobs()] == ["vastaanotettu", "vastaanotettu"]


def test_a_job_that_was_accepted_unseen_is_known_as_accepted_later(
    firm: Firm, client: Tampuuri, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = client.send

    def breaking(call: Call[Any]) -> Any:
        answer = send(call)
        if "vastaanota" in repr(call):
            raise OutcomeUnknown("the answer was lost", writes=True)
        return answer

    monkeypatch.setattr(client, "send", breaking)
    with pytest.raises(OutcomeUnknown):
        firm.fetch()
    assert firm.jobs() == [Job(60000, "Hana vuotaa", "avoin")]
    monkeypatch.undo()
    assert [job.id for job in firm.fetch()] == [60001]
    assert {job.state for job in firm.jobs()} == {"vastaanotettu"}


FAULT = {"TyonsuorittajaId": FIRM, "KustannuspaikkaId": 1000, "Tila": "avoin", "Otsikko": "Ovi narisee"}


def test_a_job_that_is_told_of_is_accepted_without_polling(firm: Firm, handlers: Handlers, sandbox: Sandbox) -> None:
    firm.fetch()
    firm.fetch_when_told(handlers)
    job = sandbox.tampuuri.add("ilmoitukset", FAULT)
    assert worked_off(handlers, sandbox) == ["ilmoitukset/selaa", f"ilmoitukset/{job}/vastaanota"]
    assert firm.jobs()[-1] == Job(job, "Ovi narisee", "vastaanotettu")


def test_jobs_that_are_told_of_together_cost_one_fetch(firm: Firm, handlers: Handlers, sandbox: Sandbox) -> None:
    firm.fetch_when_told(handlers)
    told = [sandbox.tampuuri.add("ilmoitukset", FAULT) for _ in range(3)]
    assert worked_off(handlers, sandbox).count("ilmoitukset/selaa") == 1
    assert {states(sandbox)[job] for job in (60000, 60001, *told)} == {"vastaanotettu"}


def test_a_job_of_another_firm_is_told_of_and_left(firm: Firm, handlers: Handlers, sandbox: Sandbox) -> None:
    firm.fetch()
    firm.fetch_when_told(handlers)
    job = sandbox.tampuuri.add("ilmoitukset", {**FAULT, "TyonsuorittajaId": FIRM + 1})
    assert worked_off(handlers, sandbox) == ["ilmoitukset/selaa"]
    assert states(sandbox)[job] == "avoin"


def test_a_fault_after_a_webhook_leaves_the_job_to_the_next_try(
    firm: Firm, handlers: Handlers, inbox: Inbox, sandbox: Sandbox
) -> None:
    firm.fetch_when_told(handlers)
    job = sandbox.tampuuri.add("ilmoitukset", FAULT)
    sandbox.tampuuri.fail_next(503)
    worked_off(handlers, sandbox)
    assert firm.jobs() == []
    now = inbox.clock()
    inbox.clock = lambda: now + 60
    handlers.run_due()
    assert states(sandbox)[job] == "vastaanotettu"


# Tenants from a CRM.


@pytest.fixture
def crm(tmp_path: Path) -> Iterator[Crm]:
    made = Crm(str(tmp_path / "crm.db"))
    yield made
    made.close()


@pytest.fixture
def tenancies(client: Tampuuri, crm: Crm) -> Tenancies:
    return Tenancies(client, crm)


def test_a_new_person_is_added_with_contract_and_charges(tenancies: Tenancies, sandbox: Sandbox, crm: Crm) -> None:
    tenant = tenancies.move_in(NEW, RENT)
    contract = sandbox.tampuuri.records("sopimukset")[known(tenant.contract)]
    assert (contract["OsapuoliId"], contract["KohdeId"]) == (tenant.party, 1014)
    charges = sandbox.tampuuri.records("maksulajit").values()
    assert [each["Nimi"] for each in charges if each["SopimusId"] == tenant.contract] == list(RENT)
    assert crm.tenants() == [tenant]


def test_a_person_who_is_there_is_found_by_the_identity_code(tenancies: Tenancies, sandbox: Sandbox) -> None:
    before = len(sandbox.tampuuri.records("osapuolet"))
    tenancies.move_in(NEW, RENT)
    again = tenancies.move_in(Tenant(2, NEW.identity_code, "Minna", "Mallikas", 1014, date(2027, 1, 1)), RENT)
    assert len(sandbox.tampuuri.records("osapuolet")) == before + 1
    assert again.party == 20012


def test_moving_in_goes_on_where_it_was_broken_off(tenancies: Tenancies, sandbox: Sandbox, crm: Crm) -> None:
    half = tenancies.move_in(NEW, {"Vuokra": RENT["Vuokra"]})
    assert tenancies.move_in(half, RENT) == half
    charges = sandbox.tampuuri.records("maksulajit").values()
    assert [each["Nimi"] for each in charges if each["SopimusId"] == half.contract] == list(RENT)


def test_a_flat_that_is_not_there_leaves_the_party_known(tenancies: Tenancies, crm: Crm) -> None:
    wrong = Tenant(1, NEW.identity_code, "Minna", "Mallikas", 9, date(2026, 12, 1))
    with pytest.raises(TampuuriRefused, match="KohdeId"):
        tenancies.move_in(wrong, RENT)
    (kept,) = crm.tenants()
    assert (kept.party, kept.contract) == (20012, None)


def test_changes_reach_person_and_contract(tenancies: Tenancies, sandbox: Sandbox) -> None:
    tenant = tenancies.move_in(NEW, RENT)
    tenancies.change(tenant, email="minna@esimerkki.invalid", notes="Avain 2 noudettu")
    assert sandbox.tampuuri.records("osapuolet")[known(tenant.party)]["Sahkoposti"] == "minna@esimerkki.invalid"
    assert sandbox.tampuuri.records("sopimukset")[known(tenant.contract)]["Lisatiedot"] == "Avain 2 noudettu"


def test_an_end_in_tampuuri_comes_back_once(tenancies: Tenancies, sandbox: Sandbox, crm: Crm) -> None:
    tenant = tenancies.move_in(NEW, RENT)
    assert tenancies.ended_in_tampuuri() == []
    sandbox.tampuuri.change("sopimukset", known(tenant.contract), {"Loppupvm": "2027-05-31"})
    (ended,) = tenancies.ended_in_tampuuri()
    assert ended.ends == date(2027, 5, 31)
    calls = len(sandbox.calls)
    assert tenancies.ended_in_tampuuri() == []
    assert len(sandbox.calls) == calls


def test_an_end_in_tampuuri_is_told_of_and_costs_one_call(
    tenancies: Tenancies, handlers: Handlers, sandbox: Sandbox, crm: Crm
) -> None:
    tenancies.end_when_told(handlers)
    tenant = tenancies.move_in(NEW, RENT)
    sandbox.tampuuri.change("sopimukset", known(tenant.contract), {"Loppupvm": "2027-05-31"})
    assert worked_off(handlers, sandbox) == [f"sopimukset/{tenant.contract}"]
    assert crm.tenants() == [replace(tenant, ends=date(2027, 5, 31))]
    sandbox.tampuuri.change("sopimukset", known(tenant.contract), {"Loppupvm": "2027-04-30"})
    worked_off(handlers, sandbox)
    assert crm.tenants()[0].ends == date(2027, 4, 30)


def test_an_end_of_a_contract_that_the_crm_has_not_changes_nothing(
    tenancies: Tenancies, handlers: Handlers, sandbox: Sandbox, crm: Crm
) -> None:
    tenancies.end_when_told(handlers)
    tenant = tenancies.move_in(NEW, RENT)
    sandbox.tampuuri.change("sopimukset", 300001, {"Loppupvm": "2027-05-31"})
    assert worked_off(handlers, sandbox) == ["sopimukset/300001"]
    assert crm.tenants() == [tenant]


def test_an_end_that_was_taken_back_before_it_was_read_is_no_end(
    tenancies: Tenancies, handlers: Handlers, sandbox: Sandbox, crm: Crm
) -> None:
    tenancies.end_when_told(handlers)
    tenant = tenancies.move_in(NEW, RENT)
    for end in ("2027-05-31", None):
        sandbox.tampuuri.change("sopimukset", known(tenant.contract), {"Loppupvm": end})
    worked_off(handlers, sandbox)
    assert crm.tenants() == [tenant]


def test_the_crm_ends_a_contract(tenancies: Tenancies, sandbox: Sandbox, crm: Crm) -> None:
    tenant = tenancies.move_out(tenancies.move_in(NEW, RENT), date(2027, 8, 31))
    assert sandbox.tampuuri.records("sopimukset")[known(tenant.contract)]["Loppupvm"].startswith("2027-08-31")
    assert crm.tenants()[0].ends == date(2027, 8, 31)


def test_the_identity_code_is_in_no_log_repr_or_logged_address(
    tenancies: Tenancies, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tenant = tenancies.move_in(NEW, RENT)
    assert NEW.identity_code not in repr(tenant)
    assert NEW.identity_code not in caplog.text
    assert not [entry for entry in sandbox.calls if NEW.identity_code in entry.url]


def test_an_answer_without_an_id_is_an_error() -> None:
    with pytest.raises(TypeError, match="gave no id"):
        known(None)
