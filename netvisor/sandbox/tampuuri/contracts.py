"""Contracts with their charge types, attachments, payments and balances.

The fields for the party and the flat (`OsapuoliId`, `KohdeId`), those of a charge type (`Nimi`, `Summa`, `Alkupvm`,
`Loppupvm`) and the end of a contract (`Loppupvm`) were not seen: they are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from netvisor.sandbox.tampuuri.files import attach
from netvisor.sandbox.tampuuri.refusal import wrong
from netvisor.sandbox.tampuuri.registers import Record
from netvisor.sandbox.tampuuri.work import TampuuriWork, answers
from netvisor.tampuuri.areas import sopimukset
from netvisor.tampuuri.moment import Moment

_LINKS: Final = {"OsapuoliId": "osapuolet", "KohdeId": "kohteet"}


@answers(sopimukset.ADD_SOPIMUS)
def add(work: TampuuriWork) -> Any:
    """A new contract of a party."""
    given = work.given()
    for name, register in _LINKS.items():
        if work.registers.find(register, given.get(name)) is None:
            raise wrong(f"{name}: there is no {given.get(name)!r} in {register}")
    return {"Id": work.registers.add("sopimukset", {"Tila": "Esisopimus", **given, **_signed(given)})}


def _signed(given: Record) -> Record:
    """A contract with a day of signature is one; before it is a preliminary one."""
    return {"Tila": "Sopimus"} if given.get("Allekirjoituspvm") else {}


def _contract(work: TampuuriWork, name: str = "sopimus_id") -> Record:
    return work.registers.one("sopimukset", work.key(name))


@answers(sopimukset.GET_SOPIMUS)
def get(work: TampuuriWork) -> Any:
    """One contract with its charge types."""
    contract = _contract(work)
    return {**contract, "Maksulajit": list(work.registers.all("maksulajit", SopimusId=contract["Id"]))}


@answers(sopimukset.EDIT_SOPIMUS)
def edit(work: TampuuriWork) -> None:
    """Change the fields that are given; null takes a value away, but never the start."""
    contract, given = _contract(work), work.given()
    if "Alkupvm" in given and given["Alkupvm"] is None:
        raise wrong("Alkupvm cannot be removed")
    work.registers.change("sopimukset", int(contract["Id"]), {**given, **_signed(given)})


@answers(sopimukset.PAATASOPIMUS)
def end(work: TampuuriWork) -> None:
    """End a contract: today, or on the day that the body names."""
    contract = _contract(work)
    day = _end_day(work, contract, work.fields().get("Loppupvm"))
    work.registers.change("sopimukset", int(contract["Id"]), {"Loppupvm": day})


def _end_day(work: TampuuriWork, begun: Record, given: Any) -> str:
    day = Moment(str(given or work.now.date()))
    if not day.valid:
        raise wrong(f"Loppupvm must be a date, not {given!r}")
    if day.date < Moment(str(begun["Alkupvm"])).date:
        raise wrong(f"Loppupvm {day} is before Alkupvm {begun['Alkupvm']}")
    return day.text


@answers(sopimukset.LISAA_MAKSULAJI)
def add_charge(work: TampuuriWork) -> Any:
    """A new charge type: what is due each month, from the start of the contract if no start is given."""
    contract, given = _contract(work), work.fields()
    amount = given.get("Summa")
    if not given.get("Nimi") or not isinstance(amount, (int, Decimal)) or isinstance(amount, bool):
        raise wrong("a charge type needs Nimi and Summa")
    start = given.get("Alkupvm") or contract["Alkupvm"]
    record = {**given, "Alkupvm": start, "SopimusId": contract["Id"]}
    for name in ("Alkupvm", "Loppupvm"):
        if record.get(name) is not None and not Moment(str(record[name])).valid:
            raise wrong(f"{name} must be a date, not {record[name]!r}")
    return {"Id": work.registers.add("maksulajit", record)}


@answers(sopimukset.PAATA_MAKSULAJI)
def end_charge(work: TampuuriWork) -> None:
    """End a charge type; one that the contract does not have is an error."""
    contract = _contract(work)
    charge = work.registers.one("maksulajit", work.key("maksulaji_id"))
    if charge["SopimusId"] != contract["Id"]:
        raise wrong(f"the charge type {charge['Id']} does not belong to the contract {contract['Id']}")
    day = _end_day(work, charge, work.given()["Loppupvm"])
    work.registers.change("maksulajit", int(charge["Id"]), {"Loppupvm": day})


@answers(sopimukset.LISAA_LIITE)
def attach_file(work: TampuuriWork) -> Any:
    """A new attachment of a contract."""
    given = work.given()
    return {"Id": attach(work, "Sopimus", int(_contract(work)["Id"]), given, given["FileName"])}


@answers(sopimukset.GET_SUORITUKSET)
def payments(work: TampuuriWork) -> Any:
    """The payments of a period."""
    contract = _contract(work)
    first, last = work.day("AlkuPvm").date, work.day("LoppuPvm").date
    paid = work.registers.all("suoritukset", SopimusId=contract["Id"])
    return [_payment(each) for each in paid if first <= Moment(each["MaksuPvm"]).date <= last]


def _payment(record: Record) -> Record:
    return {name: value for name, value in record.items() if name not in {"Id", "SopimusId"}}


@answers(sopimukset.GET_SALDO_ERAPVM)
def balance(work: TampuuriWork) -> Any:
    """What is due up to a day, less what was paid until then; that a debt is positive is ours."""
    contract = _contract(work, "sopimusId")
    day = work.day("tilannepvm").date
    charges = list(work.registers.all("maksulajit", SopimusId=contract["Id"]))
    due = sum(
        (Decimal(charge["Summa"]) * sum(1 for _ in due_days(contract, charge, day)) for charge in charges), Decimal()
    )
    paid = sum(
        (
            Decimal(each["Summa"])
            for each in work.registers.all("suoritukset", SopimusId=contract["Id"])
            if Moment(each["MaksuPvm"]).date <= day
        ),
        Decimal(),
    )
    return {"SopimusId": contract["Id"], "Saldo": due - paid, "TilannePvm": day.isoformat()}


def due_days(contract: Record, charge: Record, until: date) -> Iterator[date]:
    """The days on which a charge is due: the first of each month of the contract that it lasts, which is ours."""
    first = max(Moment(str(each["Alkupvm"])).date for each in (contract, charge))
    ends = [Moment(str(each["Loppupvm"])).date for each in (contract, charge) if each.get("Loppupvm")]
    last = min([until, *ends])
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        if day.year == date.max.year and day.month == date.max.month:
            break
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
