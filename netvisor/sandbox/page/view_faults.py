"""The faults: those that wait, and a form for another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, get_args

from netvisor.errors import SetupError
from netvisor.resources import RESOURCES
from netvisor.sandbox.books.core.show import whole_number
from netvisor.sandbox.faults.faults import AFTER, HOW
from netvisor.sandbox.faults.latency import Latency
from netvisor.sandbox.faults.text_form import fault_from_settings, text_of_fault
from netvisor.sandbox.page.answer import Asked, Page, redirect
from netvisor.sandbox.page.context import Shelf
from netvisor.sandbox.page.rendering import render
from netvisor.sandbox.page.tables import companies
from netvisor.sandbox.settings import IdNoted

_FIELDS: Final = ("how", "after", "resource", "company", "chance", "times", "seconds", "category", "text")


def faults(shelf: Shelf, _asked: Asked) -> Page:
    """The waiting faults and an empty form."""
    return _shown(shelf, {})


def add(shelf: Shelf, asked: Asked) -> Page:
    """Let calls fail as the form says; what makes no sense is told above the form."""
    given = {name: asked.form.get(name, "").strip() for name in _FIELDS}
    try:
        shelf.faults.put(fault_from_settings(given))
    except SetupError as error:
        return _shown(shelf, given, wrong=str(error))
    return redirect("/faults")


def profile(shelf: Shelf, asked: Asked) -> Page:
    """Set how long calls take, and when a TransactionId counts as used."""
    latency, id_noted = asked.form.get("latency", "").strip(), asked.form.get("id_noted", "")
    try:
        shelf.faults.id_noted = cast("IdNoted", id_noted)
        shelf.faults.latency = Latency.from_text(latency) if latency else None
    except SetupError as error:
        return _shown(shelf, {}, wrong=str(error))
    return redirect("/faults")


def remove(shelf: Shelf, asked: Asked) -> Page:
    """Forget one waiting fault, or all."""
    number = asked.form.get("number", "")
    if number == "all":
        shelf.faults.clear()
    elif (fault := whole_number(number)) is not None:
        shelf.faults.remove(fault)
    return redirect("/faults")


def _shown(shelf: Shelf, given: Mapping[str, str], wrong: str = "") -> Page:
    body = render(
        "faults.html",
        here="faults",
        waiting=[(fault, text_of_fault(fault)) for fault in shelf.faults],
        given={name: given.get(name, "") for name in _FIELDS},
        wrong=wrong,
        token=shelf.token,
        hows=HOW,
        afters=AFTER,
        resources=sorted(RESOURCES),
        companies=companies(shelf.store),
        latency=str(shelf.faults.latency or ""),
        id_noted=shelf.faults.id_noted,
        moments=get_args(IdNoted),
    )
    return Page(status=400 if wrong else 200, body=body)
