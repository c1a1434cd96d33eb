"""Attached files, and the log that tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from netvisor.sandbox.tampuuri.refusal import wrong
from netvisor.sandbox.tampuuri.registers import Record
from netvisor.sandbox.tampuuri.work import TampuuriWork, answers, instant
from netvisor.tampuuri.areas import tiedostoloki
from netvisor.tampuuri.moment import Moment

KINDS: Final = ("Kohde", "Sopimus", "Ilmoitus", "Yhteydenotto")
"""The values of `tyyppi`; the vendor's were not seen, so these are ours."""


def attach(work: TampuuriWork, kind: str, entity: int, file: Mapping[str, Any], name: str, category: str = "") -> int:
    """Store a file of a record, and tell of it in the log."""
    key = work.registers.add("liitteet", {"EntityId": entity, "Tyyppi": kind, **file})
    line = {
        "Aikaleima": work.timestamp(),
        "Tapahtumatyyppi": "Uusi",
        "LiiteId": key,
        "EntityId": entity,
        "Tyyppi": kind,
        "Liitetyyppi": category or kind,
        "Tiedostonimi": name,
    }
    work.registers.add("tiedostoloki", line)
    return key


def attach_all(work: TampuuriWork, kind: str, entity: int, files: Any) -> None:
    """Store the files of a list `Liitteet`."""
    for file in files if isinstance(files, list) else []:
        if not isinstance(file, dict) or not file.get("Base64Content"):
            raise wrong("each of Liitteet must have Base64Content")
        attach(work, kind, entity, file, str(file.get("FileName") or ""))


@answers(tiedostoloki.SELAA)
def browse_log(work: TampuuriWork) -> Any:
    """The lines of the log between two moments, in the newer shape of pages."""
    kind = work.key("tyyppi")
    if kind not in KINDS:
        raise wrong(f"tyyppi must be one of {', '.join(KINDS)}, not {kind!r}")
    first = instant(work.day("AikaleimaAlku"))
    last = instant(work.day("AikaleimaLoppu")) if "aikaleimaloppu" in work.query else None
    fields = {"Tyyppi": kind}
    if category := work.query.get("liitetyyppi"):
        fields["Liitetyyppi"] = category
    found = [line for line in work.registers.all("tiedostoloki", **fields) if _within(line, first, last)]
    offset, limit = work.page(work.query)
    return {"Offset": offset, "Limit": limit, "Total": len(found), "Items": found[offset : offset + limit]}


def _within(line: Record, first: datetime, last: datetime | None) -> bool:
    at = instant(Moment(line["Aikaleima"]))
    return first <= at and (last is None or at <= last)
