"""The pending faults, and a form to add one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, get_args

from netvisor.errors import SetupError
from netvisor.resources import RESOURCES
from netvisor.sandbox.books.core.show import whole_number
from netvisor.sandbox.faults.faults import AFTER, HOW
from netvisor.sandbox.faults.latency import Latency
from netvisor.sandbox.faults.text_form import fault_from_settings, text_of_fault
from netvisor.sandbox.page.context import PageContext
from netvisor.sandbox.page.site import render
from netvisor.sandbox.page.tables import companies
from netvisor.sandbox.settings import IdNoted
from netvisor.web.answer import Page, PageRequest, redirect

_FIELDS: Final = ("how", "after", "resource", "company", "chance", "times", "seconds", "category", "text")


def faults(context: PageContext, _request: PageRequest) -> Page:
    """The pending faults and an empty form."""
    return _faults_page(context, {})


def add(context: PageContext, request: PageRequest) -> Page:
    """Add the fault of the form; errors are shown above the form."""
    given = {name: request.form.get(name, "").strip() for name in _FIELDS}
    try:
        context.faults.put(fault_from_settings(given))
    except SetupError as error:
        return _faults_page(context, given, wrong=str(error))
    return redirect("/faults")


def profile(context: PageContext, request: PageRequest) -> Page:
    """Set how long calls take, and when a TransactionId counts as used."""
    latency, id_noted = request.form.get("latency", "").strip(), request.form.get("id_noted", "")
    try:
        context.faults.id_noted = cast("IdNoted", id_noted)
        context.faults.latency = Latency.from_text(latency) if latency else None
    except SetupError as error:
        return _faults_page(context, {}, wrong=str(error))
    return redirect("/faults")


def remove(context: PageContext, request: PageRequest) -> Page:
    """Remove one pending fault, or all."""
    number = request.form.get("number", "")
    if number == "all":
        context.faults.clear()
    elif (fault := whole_number(number)) is not None:
        context.faults.remove(fault)
    return redirect("/faults")


def _faults_page(context: PageContext, given: Mapping[str, str], wrong: str = "") -> Page:
    body = render(
        "faults.html",
        here="faults",
        waiting=[(fault, text_of_fault(fault)) for fault in context.faults],
        given={name: given.get(name, "") for name in _FIELDS},
        wrong=wrong,
        token=context.token,
        hows=HOW,
        afters=AFTER,
        resources=sorted(RESOURCES),
        companies=companies(context.store),
        latency=str(context.faults.latency or ""),
        id_noted=context.faults.id_noted,
        moments=get_args(IdNoted),
    )
    return Page(status=400 if wrong else 200, body=body)
