"""The actions: what Python can do beside the calls, as forms over the same functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from netvisor.sandbox.books.core.own_chart import chart_as_csv
from netvisor.sandbox.books.manual_actions import ManualActions
from netvisor.sandbox.books_view import Books, CompanyBooks
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.page.action_forms import Form, Wrong, form_of
from netvisor.sandbox.page.context import PageContext
from netvisor.sandbox.page.site import render
from netvisor.sandbox.page.tables import Tables
from netvisor.sandbox.page.tables import companies as all_companies
from netvisor.web.answer import Page, PageError, PageRequest, redirect

_CLOCK: Final = (Clock.set, Clock.advance, Clock.run)
_BOOKS: Final = (
    CompanyBooks.lock_period,
    CompanyBooks.add_dimension,
    CompanyBooks.set_accounts,
    CompanyBooks.deny,
    CompanyBooks.allow,
    CompanyBooks.empty,
)
_PEOPLE: Final = tuple(
    getattr(ManualActions, name)
    for cls in reversed(ManualActions.__mro__)
    for name in vars(cls)
    if not name.startswith("_")
)


def _forms(functions: tuple[Callable[..., Any], ...]) -> dict[str, Form]:
    return {form.name: form for form in map(form_of, functions)}


def start(context: PageContext, request: PageRequest) -> Page:
    """The clock, and the actions of the first company."""
    return _page(context, request, all_companies(context.store)[0][0])


def company(context: PageContext, request: PageRequest, company: str) -> Page:
    """The clock, and the actions of a company."""
    return _page(context, request, company)


def act_on_clock(context: PageContext, request: PageRequest, action: str) -> Page:
    """Set or move the clock; errors are shown beside the field."""
    first = all_companies(context.store)[0][0]
    return _act(context, request, first, _forms(_CLOCK).get(action), context.clock)


def act_on_company(context: PageContext, request: PageRequest, company: str, action: str) -> Page:
    """Do an action in the books of a company; errors are shown beside the field."""
    Tables(context.store, company)
    books = Books(context.store, context.clock)[company]
    form = _forms(_BOOKS).get(action)
    if form is not None:
        return _act(context, request, company, form, books)
    return _act(context, request, company, _forms(_PEOPLE).get(action), books.manual_actions)


def _act(context: PageContext, request: PageRequest, company: str, form: Form | None, doer: object) -> Page:
    if form is None:
        raise PageError(404, "There is no such action.")
    try:
        made = form.run(getattr(doer, form.name), request.form)
    except Wrong as wrong:
        return _page(context, request, company, form, wrong.problems)
    return redirect(f"/actions/{company}?done={form.name}{f'&key={made}' if isinstance(made, int) else ''}")


def _page(
    context: PageContext,
    request: PageRequest,
    company: str,
    tried: Form | None = None,
    problems: Mapping[str, str] | None = None,
) -> Page:
    clock, books, people = _forms(_CLOCK), _forms(_BOOKS), _forms(_PEOPLE)
    done = {**clock, **books, **people}.get(request.query.get("done", ""))
    tables = Tables(context.store, company)
    key = request.query.get("key", "")
    body = render(
        "actions.html",
        here="actions",
        tables=tables,
        companies=all_companies(context.store),
        now=context.clock(),
        stopped=context.clock.stopped,
        groups=[
            ("clock", "Clock", "/actions/clock", clock.values()),
            ("books", "Company", f"/actions/{company}", books.values()),
            ("people", "What people do in Netvisor", f"/actions/{company}", people.values()),
        ],
        done=done,
        key=key if key.isdecimal() and len(key) < 19 else "",
        tried=tried,
        given=request.form,
        problems=problems or {},
        present={"set_accounts-chart": chart_as_csv(tables.chart)},
        token=context.token,
    )
    return Page(status=400 if problems else 200, body=body)
