"""The tree of objects: cost centres, buildings, flats, rooms and plots. The names of the answered fields are ours."""

from __future__ import annotations

from typing import Any, Final

from netvisor.sandbox.tampuuri.files import attach
from netvisor.sandbox.tampuuri.refusal import wrong
from netvisor.sandbox.tampuuri.registers import Record
from netvisor.sandbox.tampuuri.work import TampuuriWork, answers
from netvisor.tampuuri.areas import kohdetiedot, kohteet

KUSTANNUSPAIKKA: Final = "Kustannuspaikka"
RAKENNUS, HUONEISTO, TONTTI = "Rakennus", "Huoneisto", "Tontti"
"""Technical names of types; only that of the cost centre was seen."""


@answers(kohteet.GET_KOHDE)
def get_object(work: TampuuriWork) -> Any:
    """One object."""
    return work.registers.one("kohteet", work.key("kohde_id"))


@answers(kohteet.CREATE_TONTTI)
def add_plot(work: TampuuriWork) -> Any:
    """A new plot."""
    return _added(work, {"Metatyyppi": TONTTI, **work.given()})


@answers(kohteet.CREATE_HUONEISTO)
def add_flat(work: TampuuriWork) -> Any:
    """A new flat."""
    return _added(work, {"Metatyyppi": HUONEISTO, **work.given()})


@answers(kohdetiedot.LISAA_KOHDE)
def add_object(work: TampuuriWork) -> Any:
    """A new object of any type."""
    given = work.given()
    if not given.get("Metaname") and not given.get("TypeId"):
        raise wrong("one of Metaname and TypeId is required")
    return _added(work, _renamed({"Metatyyppi": given.get("Metaname"), **given}))


@answers(kohdetiedot.CREATE_KOHDE)
def add_object_internally(work: TampuuriWork) -> Any:
    """The same by the operation that is marked as internal."""
    given = work.given()
    return _added(work, _renamed({"Metatyyppi": given["Type"], **given}))


def _renamed(given: Record) -> Record:
    """The fields of an object under the names that plots and flats have for them."""
    names = {"PropertyName": "Nimi", "AdditionalInformation": "Lisätiedot"}
    return {names.get(name, name): value for name, value in given.items() if name not in {"Metaname", "Type"}}


def _added(work: TampuuriWork, record: Record) -> Any:
    parent = record.get("ParentId")
    if parent is not None and work.registers.find("kohteet", parent) is None:
        raise wrong(f"ParentId: there is no {parent} in kohteet")
    return {"Id": work.registers.add("kohteet", record)}


@answers(kohteet.LISAA_LIITE)
def attach_to_object(work: TampuuriWork) -> Any:
    """A new attachment of an object."""
    given = work.given()
    if work.registers.find("kohteet", given["KohdeId"]) is None:
        raise wrong(f"KohdeId: there is no {given['KohdeId']} in kohteet")
    return {"Id": attach(work, "Kohde", given["KohdeId"], given, given["TiedostonNimi"], given["Kategoria"])}
