"""Parties: persons, companies and contacts with them."""

from __future__ import annotations

from typing import Any, Final

from netvisor.sandbox.tampuuri.files import attach_all
from netvisor.sandbox.tampuuri.refusal import wrong
from netvisor.sandbox.tampuuri.registers import Record
from netvisor.sandbox.tampuuri.work import TampuuriWork, answers
from netvisor.tampuuri.areas import osapuolet, osapuolitiedot, yhteydenotot
from netvisor.tampuuri.model import fields_of

PERSON, COMPANY = 0, 1
"""Kinds of parties. 0 is seen in a sample; that it is a person, and that 1 is a company, is ours."""
_SHOWN: Final = tuple(fields_of(osapuolitiedot.ApiOsapuoliResponseModel))


@answers(osapuolet.GET_HENKILOT)
def find_persons(work: TampuuriWork) -> Any:
    """The persons that are not archived and whose identity code or name has the word in it, as a bare array."""
    word = work.query.get("hakusana", "").strip().casefold()
    if not word:
        raise wrong("Hakusana must not be empty")
    persons = work.registers.all("osapuolet", Osapuolityyppi=PERSON, Arkistoitu=None)
    return [person for person in persons if _matches(person, word)]


def _matches(person: Record, word: str) -> bool:
    return word == str(person.get("Tunnus") or "").casefold() or word in str(person.get("Nimi") or "").casefold()


@answers(osapuolet.ADD_HENKILO)
def add_person(work: TampuuriWork) -> Any:
    """A new person. The fields are those of the party in the vendor's sample; a name is required, which is ours."""
    given = work.fields()
    name = given.get("Nimi") or f"{given.get('Sukunimi') or ''} {given.get('Etunimi') or ''}".strip()
    if not name:
        raise wrong("a person needs Nimi, Sukunimi or Etunimi")
    return {
        "Id": work.registers.add("osapuolet", {"Turvakielto": False, **given, "Nimi": name, "Osapuolityyppi": PERSON})
    }


@answers(osapuolet.EDIT_OSAPUOLI)
def edit_party(work: TampuuriWork) -> None:
    """Change the fields that are given; the others keep their values, which is ours."""
    party = work.registers.one("osapuolet", work.key("osapuoli_id"))
    work.registers.change("osapuolet", int(party["Id"]), work.fields())


@answers(osapuolitiedot.HAE_OSAPUOLET)
def parties_by_id(work: TampuuriWork) -> Any:
    """The parties of the ids that are not archived, with the parameters that were asked for."""
    given = work.given()
    found = [work.registers.find("osapuolet", key) for key in given["OsapuoliIdt"]]
    asked = given.get("Metanimet") or []
    return [_shown(party, asked) for party in found if party is not None and not party.get("Arkistoitu")]


def _shown(party: Record, asked: list[str]) -> Record:
    shown = {name: party[name] for name in _SHOWN if name in party}
    return {**shown, "Parametrit": [{"Metanimi": name, "Arvo": party[name]} for name in asked if name in party]}


@answers(yhteydenotot.ADD_YHTEYDENOTTO)
def add_contact(work: TampuuriWork) -> Any:
    """A new contact of a party."""
    given = work.given()
    files = given.pop("Liitteet", None)
    if work.registers.find("osapuolet", given["OsapuoliId"]) is None:
        raise wrong(f"OsapuoliId: there is no {given['OsapuoliId']} in osapuolet")
    if given.get("KohdeId") is not None and work.registers.find("kohteet", given["KohdeId"]) is None:
        raise wrong(f"KohdeId: there is no {given['KohdeId']} in kohteet")
    key = work.registers.add("yhteydenotot", {**given, "Luotu": work.timestamp()})
    attach_all(work, "Yhteydenotto", key, files)
    return {"Id": key}
