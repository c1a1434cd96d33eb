"""Notices and their way from open to done."""

from __future__ import annotations

from typing import Any, Final

from netvisor.sandbox.tampuuri.files import attach_all
from netvisor.sandbox.tampuuri.refusal import wrong, wrong_body
from netvisor.sandbox.tampuuri.registers import Record, Registers
from netvisor.sandbox.tampuuri.work import TampuuriWork, answers
from netvisor.tampuuri.areas import ilmoitukset
from netvisor.tampuuri.model import read_strictly, to_json

AVOIN, VASTAANOTETTU, ODOTTAA, TEHTY, VALMIS = "avoin", "vastaanotettu", "odottaa", "tehty", "valmis"

ALLOWED: Final = {
    VASTAANOTETTU: (AVOIN, ODOTTAA),
    ODOTTAA: (AVOIN, VASTAANOTETTU),
    TEHTY: (AVOIN, VASTAANOTETTU, ODOTTAA),
    VALMIS: (TEHTY,),
}
"""From which states a notice comes into a state. Only the states are documented; what leads where is ours."""
_REGISTERS: Final = {
    "KustannuspaikkaId": "kohteet",
    "TilaId": "kohteet",
    "HuoneId": "kohteet",
    "TyonsuorittajaId": "osapuolet",
    "ParentId": "ilmoitukset",
}


@answers(ilmoitukset.SELAA)
def browse(work: TampuuriWork) -> Any:
    """The notices that pass the filters, in the older shape of pages; unknown filters are left out."""
    given = work.fields()
    fields: dict[str, Any] = {}
    if (performer := given.get("TyonsuorittajaId")) is not None:
        if not isinstance(performer, int) or abs(performer) >= 1 << 63:
            raise wrong(f"TyonsuorittajaId must be an id, not {performer!r}")
        fields["TyonsuorittajaId"] = performer
    if given.get("VainPäätasonIlmoitukset") is True:
        fields["ParentId"] = None
    if isinstance(given.get("Tila"), str):
        fields["Tila"] = given["Tila"]
    offset, limit = work.page(given)
    items, total = work.registers.page("ilmoitukset", offset, limit, fields)
    return {"Items": items, "Metadata": {"Offset": offset, "Limit": limit, "Total": total}}


@answers(ilmoitukset.LISAA)
def add(work: TampuuriWork) -> Any:
    """A new notice."""
    return {"Id": _stored(work, work.given())}


@answers(ilmoitukset.BASE64)
def add_with_files(work: TampuuriWork) -> Any:
    """A new notice; the body is that of `lisaa` with files in `Liitteet`, which is ours."""
    given = work.fields()
    files = given.pop("Liitteet", [])
    model, problems = read_strictly(ilmoitukset.ApiIlmoitusRequestModel, given)
    if problems:
        raise wrong_body(problems)
    key = _stored(work, to_json(model))
    attach_all(work, "Ilmoitus", key, files)
    return {"Id": key}


def _stored(work: TampuuriWork, given: Record) -> int:
    for name, register in _REGISTERS.items():
        if given.get(name) is not None and work.registers.find(register, given[name]) is None:
            raise wrong(f"{name}: there is no {given[name]} in {register}")
    return work.registers.add("ilmoitukset", {**given, "Tila": AVOIN, "Luotu": work.timestamp()})


@answers(ilmoitukset.VASTAANOTA)
def accept(work: TampuuriWork) -> None:
    """Take a notice into work."""
    _move(work, VASTAANOTETTU)


@answers(ilmoitukset.ODOTUKSEEN)
def wait(work: TampuuriWork) -> None:
    """Let a notice wait."""
    _move(work, ODOTTAA)


@answers(ilmoitukset.KUITTAATEHDYKSI)
def report_done(work: TampuuriWork) -> None:
    """Report a notice as done."""
    _move(work, TEHTY)


def _move(work: TampuuriWork, state: str) -> None:
    key = work.key("ilmoitus_id")
    move(work.registers, int(work.registers.one("ilmoitukset", key)["Id"]), state, said=work.fields())


def move(registers: Registers, key: int, state: str, *, said: Record | None = None) -> None:
    """Bring a notice into a state.

    Raises:
        TampuuriRefusal: it does not lead there from its state, or notices below it are not finished.
    """
    notice = registers.one("ilmoitukset", key)
    if notice["Tila"] not in ALLOWED[state]:
        raise wrong(f"the notice {key} is {notice['Tila']}; {state} comes after {' or '.join(ALLOWED[state])}")
    below = registers.all("ilmoitukset", ParentId=key)
    if state == VALMIS and (open_ones := [each["Id"] for each in below if each["Tila"] != VALMIS]):
        raise wrong(f"the notices {', '.join(map(str, open_ones))} below {key} must be finished first")
    registers.change("ilmoitukset", key, {"Tila": state, **({"Lisatieto": said} if said else {})})
