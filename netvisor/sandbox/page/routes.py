"""The addresses of the page, and how its requests differ from calls of the API."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from netvisor.sandbox.admission.request import Request
from netvisor.sandbox.call_log import Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.faults import Faults
from netvisor.sandbox.page.context import PageContext
from netvisor.sandbox.page.site import SITE
from netvisor.sandbox.response import Response
from netvisor.sandbox.store import Store
from netvisor.sandbox.unavailable import BooksUnavailable
from netvisor.web.application import Route, WebApplication

_log = logging.getLogger("netvisor.sandbox")

_FIRST: Final = frozenset(
    {"calls", "calls.json", "books", "books.json", "faults", "actions", "page", "favicon.ico", ".well-known"}
)
_METHODS: Final = frozenset({"GET", "HEAD", "POST"})


def is_for_page(environ: Mapping[str, Any]) -> bool:
    """Whether a request is for the page.

    A call of the API has the API's headers, or the name of a resource at the end of its path.
    """
    path = environ.get("PATH_INFO", "")
    if environ["REQUEST_METHOD"] not in _METHODS or path.lower().endswith(".nv"):
        return False
    if any(name.startswith("HTTP_X_NETVISOR_") for name in environ):
        return False
    if path == "/":
        return bool(environ["REQUEST_METHOD"] != "POST")
    return path.split("/")[1:2] != [] and path.split("/")[1] in _FIRST


class WebPage(WebApplication):
    """The page as a separate WSGI application.

    Args:
        store: the books.
        clock: the sandbox's time.
        faults: the pending faults.
        calls: the log.
        answer: answers a call, to send one again.
        case: makes the file of the test case of a call.
        host_names: names that it answers under besides its own.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        faults: Faults,
        calls: Calls,
        answer: Callable[[Request], Response],
        case: Callable[[LoggedCall], bytes],
        host_names: Collection[str] = (),
    ) -> None:
        context = PageContext(
            store=store,
            clock=clock,
            faults=faults,
            calls=calls,
            answer=answer,
            case=case,
            token=secrets.token_urlsafe(16),
        )
        super().__init__(SITE, context, _routes, log=_log, host_names=host_names, unavailable=(BooksUnavailable,))


_made: list[Route] = []


def _routes() -> list[Route]:
    # The views load the areas of the interface, which a sandbox without a visitor does not need.
    if not _made:
        from netvisor.sandbox.page import view_actions, view_books, view_calls, view_faults, view_json

        key, company, table = r"(?P<key>[0-9]{1,18})", r"(?P<company>[0-9]{7}-[0-9])", r"(?P<table>[a-z_]{1,40})"
        number, position = r"(?P<number>[0-9]{1,18})", r"(?P<position>[0-9]{1,9})"
        action = r"(?P<action>[a-z_]{1,40})"
        for method, path, answer in (
            ("GET", "/", view_calls.calls),
            ("GET", "/calls/rows", view_calls.rows),
            ("POST", "/calls/clear", view_calls.clear),
            ("GET", f"/calls/{number}", view_calls.call),
            ("GET", rf"/calls/{number}/case\.json", view_calls.case),
            ("POST", f"/calls/{number}/replay", view_calls.replayed),
            ("GET", r"/calls\.json", view_json.calls),
            ("GET", rf"/calls/{number}\.json", view_json.call),
            ("GET", r"/books\.json", view_json.companies),
            ("GET", rf"/books/{company}\.json", view_json.company),
            ("GET", rf"/books/{company}/{table}\.json", view_json.table),
            ("GET", rf"/books/{company}/{table}/{key}\.json", view_json.record),
            ("GET", f"/calls/{number}/(?P<part>message|answer)", view_calls.part),
            ("GET", "/books", view_books.companies),
            ("GET", f"/books/{company}", view_books.overview),
            ("GET", f"/books/{company}/invoice/{key}", view_books.invoice),
            ("GET", f"/books/{company}/file/{key}/{position}", view_books.file),
            ("GET", f"/books/{company}/{table}", view_books.table),
            ("GET", f"/books/{company}/{table}/{key}", view_books.record),
            ("GET", "/actions", view_actions.start),
            ("POST", f"/actions/clock/{action}", view_actions.act_on_clock),
            ("GET", f"/actions/{company}", view_actions.company),
            ("POST", f"/actions/{company}/{action}", view_actions.act_on_company),
            ("GET", "/faults", view_faults.faults),
            ("POST", "/faults", view_faults.add),
            ("POST", "/faults/remove", view_faults.remove),
            ("POST", "/faults/profile", view_faults.profile),
        ):
            _made.append(Route(method, re.compile(path), answer))
    return _made
