"""The local Tampuuri answers every operation of the reference, keeps what it gets, and refuses what makes no sense."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from stdnum.fi import hetu

from netvisor.errors import ServiceBusy, SetupError
from netvisor.sandbox import Sandbox
from netvisor.sandbox.tampuuri.notices import ALLOWED, AVOIN, ODOTTAA, TEHTY, VALMIS, VASTAANOTETTU
from netvisor.sandbox.tampuuri.registers import FIRST_IDS
from netvisor.sandbox.tampuuri.work import handler
from netvisor.tampuuri import (
    Moment,
    Tampuuri,
    TampuuriAuthenticationFailed,
    TampuuriFault,
    TampuuriRefused,
    ilmoitukset,
    kohdetiedot,
    kohteet,
    operations,
    osapuolet,
    osapuolitiedot,
    sopimukset,
    tiedostoloki,
    yhteydenotot,
)
from netvisor.tampuuri.call import Call

TODAY = date(2026, 11, 22)
CENTRE, FLAT, TENANT, SERVICE, LEASE = 1000, 1003, 20001, 20000, 300000


def notice(**fields: Any) -> ilmoitukset.ApiIlmoitusRequestModel:
    given = {"kustannuspaikka_id": CENTRE, "otsikko": "Vika", "tyotehtavan_kuvaus": "Korjaa", **fields}
    return ilmoitukset.ApiIlmoitusRequestModel(**given)


def lease(**fields: Any) -> sopimukset.ApiSopimusRequest:
    links = {"OsapuoliId": TENANT, "KohdeId": FLAT}
    return sopimukset.ApiSopimusRequest(**{"alkupvm": Moment("2026-12-01"), "unknown": links, **fields})


def refused(client: Tampuuri, call: Call[Any], status: int = 400) -> str:
    with pytest.raises(TampuuriRefused) as caught:
        client.send(call)
    assert caught.value.status == status
    assert "Sandbox: " in caught.value.message
    return caught.value.message


# Every operation.

World: TypeAlias = tuple[Sandbox, Tampuuri]


def browses_notices(sandbox: Sandbox, client: Tampuuri) -> None:
    found = client.send(ilmoitukset.selaa(tyonsuorittaja_id=SERVICE, filters={"Tila": AVOIN}))
    assert [each.get("Otsikko") for each in found] == ["Hana vuotaa", "Patteri kylmä"]
    assert client.send(ilmoitukset.selaa(tyonsuorittaja_id=5)) == []
    below = client.send(ilmoitukset.lisaa(notice(parent_id=60000))).id
    main = client.send(ilmoitukset.selaa(vain_paatason_ilmoitukset=True))
    assert below not in [each.id for each in main]
    assert len(main) == 6


def adds_a_notice(sandbox: Sandbox, client: Tampuuri) -> None:
    key = client.send(ilmoitukset.lisaa(notice(tila_id=FLAT, kustannusarvio=Decimal("12.50")))).id
    stored = sandbox.tampuuri.records("ilmoitukset")[key]
    assert (stored["Tila"], stored["TilaId"], stored["Kustannusarvio"]) == (AVOIN, FLAT, Decimal("12.50"))
    assert "Luotu" in stored


def adds_a_notice_with_files(sandbox: Sandbox, client: Tampuuri) -> None:
    body = notice(unknown={"Liitteet": [{"FileName": "kuva.jpg", "Base64Content": "QEA="}]})
    key = client.send(ilmoitukset.base64(body)).id
    assert sandbox.tampuuri.records("ilmoitukset")[key]["Tila"] == AVOIN
    (file,) = sandbox.tampuuri.records("liitteet").values()
    assert (file["EntityId"], file["FileName"], file["Base64Content"]) == (key, "kuva.jpg", "QEA=")


def moves_a_notice(call: Callable[[int], Call[None]], state: str) -> Callable[[Sandbox, Tampuuri], None]:
    def moves(sandbox: Sandbox, client: Tampuuri) -> None:
        client.send(call(60000))
        assert sandbox.tampuuri.records("ilmoitukset")[60000]["Tila"] == state

    return moves


def finds_persons(sandbox: Sandbox, client: Tampuuri) -> None:
    stored = sandbox.tampuuri.records("osapuolet")[TENANT]
    for word in (stored["Tunnus"], stored["Nimi"].lower(), stored["Sukunimi"]):
        assert TENANT in [person.id for person in client.send(osapuolet.get_henkilot(word))]
    sandbox.tampuuri.change("osapuolet", TENANT, {"Arkistoitu": "2026-11-01"})
    assert client.send(osapuolet.get_henkilot(stored["Tunnus"])) == []
    assert client.send(osapuolet.get_henkilot("Huoltoliike")) == []


def adds_a_person(sandbox: Sandbox, client: Tampuuri) -> None:
    key = client.send(osapuolet.add_henkilo({"Etunimi": "Aino", "Sukunimi": "Öystilä", "Oma": 1})).id
    (found,) = client.send(osapuolet.get_henkilot("öystilä aino"))
    assert (found.id, found.nimi, found.turvakielto, found.unknown) == (key, "Öystilä Aino", False, {"Oma": 1})


def changes_a_party(sandbox: Sandbox, client: Tampuuri) -> None:
    before = sandbox.tampuuri.records("osapuolet")[TENANT]
    client.send(osapuolet.edit_osapuoli(TENANT, {"Puhelin": "040", "Id": 1}))
    assert sandbox.tampuuri.records("osapuolet")[TENANT] == {**before, "Puhelin": "040"}


def gets_parties_by_their_ids(sandbox: Sandbox, client: Tampuuri) -> None:
    sandbox.tampuuri.change("osapuolet", 20002, {"Arkistoitu": "2026-11-01"})
    wanted = osapuolitiedot.ApiOsapuoletRequestModel(osapuoli_idt=[TENANT, 20002, 20003, 1], metanimet=["Puhelin", "X"])
    first, second = client.send(osapuolitiedot.hae_osapuolet(wanted))
    assert (first.id, first.turvakielto, second.id, second.turvakielto) == (TENANT, False, 20003, True)
    assert first.parametrit == [{"Metanimi": "Puhelin", "Arvo": "+358 50 000 0001"}]
    assert first.unknown == {}


def adds_a_contract(sandbox: Sandbox, client: Tampuuri) -> None:
    key = client.send(sopimukset.add_sopimus(lease(lisatiedot="ä"))).id
    assert sandbox.tampuuri.records("sopimukset")[key] == {
        "Id": key,
        "Tila": "Esisopimus",
        "Alkupvm": "2026-12-01",
        "Lisatiedot": "ä",
        "OsapuoliId": TENANT,
        "KohdeId": FLAT,
    }


def gets_a_contract(sandbox: Sandbox, client: Tampuuri) -> None:
    found = client.send(sopimukset.get_sopimus(LEASE))
    assert (found.id, found.get("OsapuoliId"), found.get("Loppupvm")) == (LEASE, TENANT, None)
    assert [charge["Nimi"] for charge in found.get("Maksulajit")][:2] == ["Vuokra", "Vesimaksu"]


def changes_a_contract(sandbox: Sandbox, client: Tampuuri) -> None:
    key = client.send(sopimukset.add_sopimus(lease())).id
    client.send(sopimukset.edit_sopimus(key, sopimukset.ApiSopimusRequestPart(kotielaimia=True)))
    assert sandbox.tampuuri.records("sopimukset")[key]["Tila"] == "Esisopimus"
    signed = sopimukset.ApiSopimusRequestPart(allekirjoituspvm=Moment.of(TODAY), kumppanikoodi=None)
    client.send(sopimukset.edit_sopimus(key, signed))
    stored = sandbox.tampuuri.records("sopimukset")[key]
    assert (stored["Tila"], stored["Kotielaimia"], stored["Alkupvm"]) == ("Sopimus", True, "2026-12-01")


def ends_a_contract(sandbox: Sandbox, client: Tampuuri) -> None:
    client.send(sopimukset.paatasopimus(LEASE, {"Loppupvm": date(2027, 1, 31)}))
    assert client.send(sopimukset.get_sopimus(LEASE)).get("Loppupvm") == "2027-01-31"
    client.send(sopimukset.paatasopimus(LEASE + 1))
    assert client.send(sopimukset.get_sopimus(LEASE + 1)).get("Loppupvm") == TODAY.isoformat()


def adds_and_ends_a_charge(sandbox: Sandbox, client: Tampuuri) -> None:
    client.send(sopimukset.lisaa_maksulaji(LEASE, {"Nimi": "Sauna", "Summa": Decimal("12.00")}))
    charge = client.send(sopimukset.get_sopimus(LEASE)).get("Maksulajit")[-1]
    assert (charge["Nimi"], charge["Summa"]) == ("Sauna", Decimal("12.00"))
    end = sopimukset.ApiSopimusMaksulajiPaataRequest(loppupvm=Moment("2026-12-31"))
    client.send(sopimukset.paata_maksulaji(LEASE, charge["Id"], end))
    assert sandbox.tampuuri.records("maksulajit")[charge["Id"]]["Loppupvm"] == "2026-12-31"


def attaches_to_a_contract(sandbox: Sandbox, client: Tampuuri) -> None:
    file = sopimukset.ApiSopimusUusiLiite(file_name="vuokrasopimus.pdf", file_content=b"@@")
    key = client.send(sopimukset.lisaa_liite(LEASE, file)).id
    assert sandbox.tampuuri.records("liitteet")[key]["FileContent"] == "QEA="
    assert [line.tiedostonimi for line in client.send(logged("Sopimus"))] == ["vuokrasopimus.pdf"]


def gets_payments(sandbox: Sandbox, client: Tampuuri) -> None:
    key = sandbox.tampuuri.pay(LEASE, Decimal("99.90"), TODAY, viitenumero="1232")
    (paid,) = client.send(sopimukset.get_suoritukset(LEASE, alku_pvm=TODAY, loppu_pvm=TODAY))
    assert (paid.suoritusnumero, paid.summa, paid.viitenumero) == (key, Decimal("99.90"), "1232")
    assert (paid.suoritus_tyyppi, paid.maksu_pvm, paid.unknown) == (1, Moment("2026-11-22"), {})
    assert client.send(sopimukset.get_suoritukset(LEASE, alku_pvm=date(2030, 1, 1), loppu_pvm=date(2030, 1, 1))) == []


def gets_a_balance(sandbox: Sandbox, client: Tampuuri) -> None:
    saldo = client.send(sopimukset.get_saldo_erapvm(LEASE, tilannepvm=TODAY)).saldo
    assert isinstance(saldo, Decimal)
    sandbox.tampuuri.pay(LEASE, Decimal("10.50"), TODAY)
    after = client.send(sopimukset.get_saldo_erapvm(LEASE, tilannepvm=TODAY))
    assert (after.saldo, after.sopimus_id, after.unknown) == (saldo - Decimal("10.50"), LEASE, {})
    rent = sum(Decimal(each["Summa"]) for each in client.send(sopimukset.get_sopimus(LEASE)).get("Maksulajit"))
    later = client.send(sopimukset.get_saldo_erapvm(LEASE, tilannepvm=date(2027, 1, 1)))
    assert later.saldo == saldo - Decimal("10.50") + 2 * rent


def gets_an_object(sandbox: Sandbox, client: Tampuuri) -> None:
    flat = client.send(kohteet.get_kohde(FLAT))
    building = client.send(kohteet.get_kohde(flat.get("ParentId")))
    centre = client.send(kohteet.get_kohde(building.get("ParentId")))
    kinds = [each.get("Metatyyppi") for each in (flat, building, centre)]
    assert kinds == ["Huoneisto", "Rakennus", "Kustannuspaikka"]


def adds_a_plot(sandbox: Sandbox, client: Tampuuri) -> None:
    key = client.send(
        kohteet.create_tontti(kohteet.ApiTonttiCreateRequest(nimi="T", parent_id=CENTRE, lisatiedot="ä"))
    ).id
    assert sandbox.tampuuri.records("kohteet")[key]["Lisätiedot"] == "ä"


def adds_a_flat(sandbox: Sandbox, client: Tampuuri) -> None:
    flat = kohteet.ApiHuoneistoCreateRequest(
        tunnus="C1", nimi="Huoneisto C1", huoneistoala="48,5", huoneistotyyppi_id=2, parent_id=1002
    )
    key = client.send(kohteet.create_huoneisto(flat)).id
    assert client.send(kohteet.get_kohde(key)).get("Huoneistoala") == "48,5"


def attaches_to_an_object(sandbox: Sandbox, client: Tampuuri) -> None:
    file = kohteet.ApiKohderekisteriUusiLiite(
        kohde_id=FLAT, kategoria="Kuvat", nimi="Pohja", tiedoston_nimi="pohja.png", tiedostosisalto=b"@@"
    )
    key = client.send(kohteet.lisaa_liite(file)).id
    (line,) = client.send(logged("Kohde", liitetyyppi="Kuvat"))
    assert (line.liite_id, line.entity_id, line.tiedostonimi) == (key, FLAT, "pohja.png")


def adds_an_object_of_any_type(sandbox: Sandbox, client: Tampuuri) -> None:
    room = kohdetiedot.ApiKohdeLisaaRequest(metaname="Huone", parent_id=FLAT, property_name="Keittiö")
    key = client.send(kohdetiedot.lisaa_kohde(room)).id
    stored = sandbox.tampuuri.records("kohteet")[key]
    assert stored == {"Id": key, "Metatyyppi": "Huone", "ParentId": FLAT, "Nimi": "Keittiö"}


def adds_an_object_internally(sandbox: Sandbox, client: Tampuuri) -> None:
    key = client.send(kohdetiedot.create_kohde(kohdetiedot.ApiCreateKohdeRequest(type="Huone", parent_id=FLAT))).id
    assert sandbox.tampuuri.records("kohteet")[key]["Metatyyppi"] == "Huone"


def adds_a_contact(sandbox: Sandbox, client: Tampuuri) -> None:
    file = yhteydenotot.ApiFileBase64Container(file_name="a.txt", base64_content=b"@@")
    contact = yhteydenotot.ApiOsapuoliYhteydenottoRequest(
        osapuoli_id=TENANT, yhteydenottotapa="Soitto", kohde_id=FLAT, liitteet=[file]
    )
    key = client.send(yhteydenotot.add_yhteydenotto(contact)).id
    assert sandbox.tampuuri.records("yhteydenotot")[key]["Yhteydenottotapa"] == "Soitto"
    assert [line.entity_id for line in client.send(logged("Yhteydenotto"))] == [key]


def logged(kind: str, **parameters: Any) -> Call[list[tiedostoloki.ApiTiedostolokiResponse]]:
    return tiedostoloki.selaa(kind, **{"aikaleima_alku": TODAY, **parameters})


def browses_the_log_of_files(sandbox: Sandbox, client: Tampuuri) -> None:
    for name in ("a.txt", "b.txt"):
        file = sopimukset.ApiSopimusUusiLiite(file_name=name, file_content=b"@@")
        client.send(sopimukset.lisaa_liite(LEASE, file))
        sandbox.clock.advance(timedelta(hours=1))
    lines = client.send(logged("Sopimus"))
    assert [line.tiedostonimi for line in lines] == ["a.txt", "b.txt"]
    assert isinstance(lines[0].aikaleima, Moment)
    assert lines[0].aikaleima.text == "2026-11-22T12:00:00.0000000+02:00"
    until = Moment("2026-11-22T10:30:00Z")
    assert [line.tiedostonimi for line in client.send(logged("Sopimus", aikaleima_loppu=until))] == ["a.txt"]
    assert [line.tiedostonimi for line in client.send(logged("Sopimus", aikaleima_alku=until))] == ["b.txt"]
    assert client.send(logged("Kohde")) == []


EVERY: dict[str, Callable[[Sandbox, Tampuuri], None]] = {
    "POST ilmoitukset/selaa": browses_notices,
    "POST ilmoitukset/lisaa": adds_a_notice,
    "POST ilmoitukset/base64": adds_a_notice_with_files,
    "POST ilmoitukset/{ilmoitus_id}/vastaanota": moves_a_notice(ilmoitukset.vastaanota, VASTAANOTETTU),
    "POST ilmoitukset/{ilmoitus_id}/odotukseen": moves_a_notice(ilmoitukset.odotukseen, ODOTTAA),
    "POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi": moves_a_notice(ilmoitukset.kuittaatehdyksi, TEHTY),
    "GET osapuolet/henkilot": finds_persons,
    "POST osapuolet/henkilot": adds_a_person,
    "PUT osapuolet/{osapuoli_id}": changes_a_party,
    "POST osapuolitiedot/osapuolet/hae": gets_parties_by_their_ids,
    "POST sopimukset": adds_a_contract,
    "GET sopimukset/{sopimus_id}": gets_a_contract,
    "PATCH sopimukset/{sopimus_id}": changes_a_contract,
    "POST sopimukset/{sopimus_id}/paatasopimus": ends_a_contract,
    "POST sopimukset/{sopimus_id}/maksulajit/lisaa": adds_and_ends_a_charge,
    "POST sopimukset/{sopimus_id}/maksulajit/{maksulaji_id}/paata": adds_and_ends_a_charge,
    "POST sopimukset/{sopimus_id}/liitteet/lisaa": attaches_to_a_contract,
    "GET sopimukset/{sopimus_id}/suoritukset": gets_payments,
    "GET sopimukset/{sopimusId}/saldo/erapvm": gets_a_balance,
    "GET kohteet/{kohde_id}": gets_an_object,
    "POST kohteet/tontti/create": adds_a_plot,
    "POST kohteet/huoneisto/create": adds_a_flat,
    "POST kohteet/liitteet/lisaa": attaches_to_an_object,
    "POST kohdetiedot/kohteet/lisaa": adds_an_object_of_any_type,
    "POST kohdetiedot/kohteet/create": adds_an_object_internally,
    "POST yhteydenotot": adds_a_contact,
    "GET tiedostoloki/selaa/{tyyppi}": browses_the_log_of_files,
}


def test_every_operation_has_a_handler_and_a_test(sandbox: Sandbox) -> None:
    assert sandbox.tampuuri.url.endswith("/tampuuri/v10/api/")
    assert {operation.name for operation in operations()} == EVERY.keys()
    assert all(handler(operation) for operation in operations())


@pytest.mark.parametrize("name", EVERY)
def test_every_operation_is_answered(name: str, sandbox: Sandbox, client: Tampuuri) -> None:
    EVERY[name](sandbox, client)
    assert name.partition(" ")[2] in [call.resource for call in sandbox.calls]
    assert {call.outcome for call in sandbox.calls} == {"ok"}


# The states of a notice.

MOVES: dict[str, Callable[[int], Call[None]]] = {
    VASTAANOTETTU: ilmoitukset.vastaanota,
    ODOTTAA: ilmoitukset.odotukseen,
    TEHTY: ilmoitukset.kuittaatehdyksi,
}


@pytest.mark.parametrize("state", [AVOIN, VASTAANOTETTU, ODOTTAA, TEHTY, VALMIS])
@pytest.mark.parametrize("wanted", [*MOVES, VALMIS])
def test_a_notice_changes_its_state_in_the_allowed_ways_only(
    state: str, wanted: str, sandbox: Sandbox, client: Tampuuri
) -> None:
    sandbox.tampuuri.change("ilmoitukset", 60000, {"Tila": state})
    if wanted == VALMIS:
        if state in ALLOWED[wanted]:
            sandbox.tampuuri.finish(60000)
        else:
            with pytest.raises(SetupError, match=f"is {state}"):
                sandbox.tampuuri.finish(60000)
    elif state in ALLOWED[wanted]:
        client.send(MOVES[wanted](60000))
    else:
        assert f"is {state}" in refused(client, MOVES[wanted](60000))
    after = wanted if state in ALLOWED[wanted] else state
    assert sandbox.tampuuri.records("ilmoitukset")[60000]["Tila"] == after


def test_the_notices_below_one_must_be_finished_first(sandbox: Sandbox, client: Tampuuri) -> None:
    below = client.send(ilmoitukset.lisaa(notice(parent_id=60000))).id
    for key in (60000, below):
        client.send(ilmoitukset.kuittaatehdyksi(key))
    with pytest.raises(SetupError, match=f"the notices {below} below 60000 must be finished first"):
        sandbox.tampuuri.finish(60000)
    sandbox.tampuuri.finish(below)
    sandbox.tampuuri.finish(60000)
    assert sandbox.tampuuri.records("ilmoitukset")[60000]["Tila"] == VALMIS


def test_what_is_said_with_a_step_is_kept(sandbox: Sandbox, client: Tampuuri) -> None:
    client.send(ilmoitukset.odotukseen(60000, {"Kommentti": "Varaosa tilattu"}))
    assert sandbox.tampuuri.records("ilmoitukset")[60000]["Lisatieto"] == {"Kommentti": "Varaosa tilattu"}


# What makes no sense.


@pytest.mark.parametrize(
    ("call", "status", "text"),
    [
        (sopimukset.get_sopimus(1), 404, "sopimukset"),
        (kohteet.get_kohde(LEASE), 404, "kohteet"),
        (ilmoitukset.vastaanota(1), 404, "ilmoitukset"),
        (osapuolet.edit_osapuoli(1, {}), 404, "osapuolet"),
        (osapuolet.get_henkilot(" "), 400, "Hakusana"),
        (osapuolet.add_henkilo({"Puhelin": "040"}), 400, "Sukunimi"),
        (ilmoitukset.lisaa(notice(kustannuspaikka_id=1)), 400, "KustannuspaikkaId"),
        (ilmoitukset.lisaa(notice(tyonsuorittaja_id=1)), 400, "TyonsuorittajaId"),
        (ilmoitukset.base64({"Otsikko": "x" * 256}), 400, "Otsikko"),
        (ilmoitukset.base64(notice(unknown={"Liitteet": [{}]})), 400, "Base64Content"),
        (ilmoitukset.selaa(filters={"TyonsuorittajaId": "x"}), 400, "TyonsuorittajaId"),
        (sopimukset.add_sopimus(lease(unknown={})), 400, "OsapuoliId"),
        (sopimukset.add_sopimus(lease(unknown={"OsapuoliId": TENANT, "KohdeId": 1})), 400, "KohdeId"),
        (sopimukset.edit_sopimus(LEASE, sopimukset.ApiSopimusRequestPart(alkupvm=None)), 400, "cannot be removed"),
        (sopimukset.paatasopimus(LEASE, {"Loppupvm": "1.1.2027"}), 400, "must be a date"),
        (sopimukset.paatasopimus(LEASE, {"Loppupvm": "2001-01-01"}), 400, "before Alkupvm"),
        (sopimukset.lisaa_maksulaji(LEASE, {"Nimi": "Sauna"}), 400, "Summa"),
        (kohteet.create_tontti(kohteet.ApiTonttiCreateRequest(nimi="T", parent_id=1)), 400, "ParentId"),
    ],
)
def test_what_makes_no_sense_is_refused(
    call: Call[Any], status: int, text: str, sandbox: Sandbox, client: Tampuuri
) -> None:
    before = {register: sandbox.tampuuri.records(register) for register in FIRST_IDS}
    assert text in refused(client, call, status)
    assert {register: sandbox.tampuuri.records(register) for register in FIRST_IDS} == before
    assert sandbox.calls[-1].outcome == "refused"


def test_a_charge_that_the_contract_does_not_have_is_an_error(sandbox: Sandbox, client: Tampuuri) -> None:
    charge = client.send(sopimukset.get_sopimus(LEASE)).get("Maksulajit")[0]["Id"]
    end = sopimukset.ApiSopimusMaksulajiPaataRequest(loppupvm=Moment("2026-12-31"))
    assert "does not belong" in refused(client, sopimukset.paata_maksulaji(LEASE + 1, charge, end))


@pytest.mark.parametrize(
    ("verb", "path", "params", "json", "status"),
    [
        ("GET", "nosuch/1", None, None, 404),
        ("DELETE", "kohteet/1000", None, None, 405),
        ("GET", "kohteet/abc", None, None, 404),
        ("GET", "kohteet/99999999999999999999", None, None, 404),
        ("POST", "sopimukset", None, {"Lisatiedot": "ilman alkua"}, 400),
        ("POST", "sopimukset", None, [], 400),
        ("POST", "ilmoitukset/selaa", None, [], 400),
        ("POST", "ilmoitukset/selaa", None, {"Limit": "x"}, 400),
        ("POST", "kohdetiedot/kohteet/lisaa", None, {"ParentId": 1000}, 400),
        ("GET", "sopimukset/300000/suoritukset", {"AlkuPvm": "2026-01-01"}, None, 400),
        ("GET", "sopimukset/300000/saldo/erapvm", None, None, 400),
        ("GET", "tiedostoloki/selaa/Sopimus", None, None, 400),
        ("GET", "tiedostoloki/selaa/Muu", {"AikaleimaAlku": "2026-01-01"}, None, 400),
    ],
)
def test_a_wrong_request_has_a_status(
    verb: str, path: str, params: Any, json: Any, status: int, client: Tampuuri
) -> None:
    with pytest.raises(TampuuriRefused) as caught:
        client.request(verb, path, params, json)
    assert caught.value.status == status


# Who is let in.


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("tampuuri_avain", "X-TampuuriAvain"),
        ("tili_nimi", "X-TiliNimi"),
        ("kayttajatunnus", "X-Salasana"),
        ("salasana", "X-Salasana"),
    ],
)
def test_wrong_credentials_are_refused(field: str, text: str, sandbox: Sandbox) -> None:
    who = type(sandbox.tampuuri.credentials)(**{**sandbox.tampuuri.credentials.plain(), field: "wrong"})
    with (
        Tampuuri(who, base_url=sandbox.tampuuri.url) as client,
        pytest.raises(TampuuriAuthenticationFailed, match=text),
    ):
        client.send(kohteet.get_kohde(CENTRE))


def test_each_company_has_an_account_of_its_own(sandbox: Sandbox, client: Tampuuri) -> None:
    other = sandbox.tampuuri.credentials_for("7654321-2")
    assert (client.account, other.tili_nimi) == ("Visma Tampuuri", "7654321-2")
    key = client.send(osapuolet.add_henkilo({"Nimi": "Vain täällä"})).id
    with Tampuuri(other, base_url=sandbox.tampuuri.url) as another:
        assert another.send(osapuolet.get_henkilot("vain täällä")) == []
    assert key in sandbox.tampuuri.records("osapuolet")
    assert key not in sandbox.tampuuri.records("osapuolet", "7654321-2")
    with pytest.raises(SetupError, match="has no company"):
        sandbox.tampuuri.credentials_for("1111111-1")


def test_an_unknown_register_is_named(sandbox: Sandbox) -> None:
    with pytest.raises(SetupError, match="no register 'nosuch'; the registers are kohteet, "):
        sandbox.tampuuri.records("nosuch")


# Failures, the log, the file.


def test_a_failure_comes_to_the_next_call_and_stores_nothing(sandbox: Sandbox, client: Tampuuri) -> None:
    count = len(sandbox.tampuuri.records("osapuolet"))
    sandbox.tampuuri.fail_next(500, text="oops")
    sandbox.tampuuri.fail_next(429, retry_after=7)
    with pytest.raises(TampuuriFault, match="oops"):
        client.send(osapuolet.add_henkilo({"Nimi": "x"}))
    with pytest.raises(ServiceBusy) as caught:
        client.send(osapuolet.add_henkilo({"Nimi": "x"}))
    assert caught.value.retry_after == 7.0
    assert len(sandbox.tampuuri.records("osapuolet")) == count
    client.send(osapuolet.add_henkilo({"Nimi": "x"}))
    assert [call.status for call in sandbox.calls] == [500, 429, 200]
    with pytest.raises(SetupError, match="from 400 to 599"):
        sandbox.tampuuri.fail_next(200)


def test_the_log_shows_no_key_no_password_and_no_identity_code(sandbox: Sandbox, client: Tampuuri) -> None:
    code = sandbox.tampuuri.records("osapuolet")[TENANT]["Tunnus"]
    assert re.fullmatch("[0-9]{6}-9[0-9]{2}[0-9A-Y]", code)
    client.send(osapuolet.get_henkilot(code))
    (call,) = sandbox.calls
    who = sandbox.tampuuri.credentials
    assert (call.headers["x-tampuuriavain"], call.headers["x-salasana"]) == ("***", "***")
    assert who.tampuuri_avain.reveal() not in repr(call.headers)
    assert code not in f"{call.url} {call.parameters}"


def test_a_bug_of_ours_is_a_fault_in_the_log(
    sandbox: Sandbox, client: Tampuuri, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("netvisor.sandbox.tampuuri.registers.Registers.one", fail)
    with pytest.raises(TampuuriFault, match="internal error"):
        client.send(kohteet.get_kohde(CENTRE))
    assert (sandbox.calls[-1].outcome, sandbox.calls[-1].because) == ("fault", "RuntimeError: a bug")


def test_what_was_stored_is_there_after_a_restart(tmp_path: Path) -> None:
    for expected in (0, 1):
        with Sandbox(db=tmp_path / "books.sqlite") as sandbox:
            assert len(sandbox.tampuuri.records("osapuolet")) == expected
            with Tampuuri(sandbox.tampuuri.credentials, base_url=sandbox.tampuuri.url) as client:
                client.send(osapuolet.add_henkilo({"Nimi": "Aino"}))


# The seed.


def everything(sandbox: Sandbox) -> dict[str, Any]:
    return {register: sandbox.tampuuri.records(register) for register in FIRST_IDS}


def test_the_seed_tells_the_same_story_each_time_and_another_one_for_another_text() -> None:
    told = []
    for seed in ("demo", "demo", "other"):
        with Sandbox(seed=seed) as sandbox:
            told.append(everything(sandbox))
    assert told[0] == told[1] != told[2]


def test_a_seeded_account_has_a_housing_company(sandbox: Sandbox) -> None:
    counts = {register: len(records) for register, records in everything(sandbox).items()}
    assert counts["kohteet"] == 16
    assert (counts["osapuolet"], counts["sopimukset"], counts["ilmoitukset"]) == (12, 11, 6)
    assert counts["maksulajit"] >= 22
    assert counts["suoritukset"] > 100
    kinds = [each["Metatyyppi"] for each in sandbox.tampuuri.records("kohteet").values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Kustannuspaikka": 1,
        "Tontti": 1,
        "Rakennus": 2,
        "Huoneisto": 12,
    }
    states = {each["Tila"] for each in sandbox.tampuuri.records("ilmoitukset").values()}
    assert states == {AVOIN, VASTAANOTETTU, ODOTTAA, TEHTY, VALMIS}
    assert [each["Turvakielto"] for each in sandbox.tampuuri.records("osapuolet").values()].count(True) == 1
    assert sum("Loppupvm" in each for each in sandbox.tampuuri.records("sopimukset").values()) == 1


def test_a_sandbox_without_a_seed_holds_nothing_and_can_be_filled_once() -> None:
    with Sandbox() as sandbox:
        assert not any(everything(sandbox).values())
        sandbox.tampuuri.fill("demo")
        filled = everything(sandbox)
        sandbox.tampuuri.fill("demo")
        assert everything(sandbox) == filled
        assert filled["sopimukset"]


def test_the_identity_codes_of_the_seed_are_right_in_form_and_belong_to_nobody(sandbox: Sandbox) -> None:
    codes = [each["Tunnus"] for each in sandbox.tampuuri.records("osapuolet").values() if "Tunnus" in each]
    assert len(codes) == 11
    assert all(hetu.is_valid(code, allow_temporary=True) for code in codes)
    assert all(900 <= int(code[7:10]) <= 999 for code in codes)
