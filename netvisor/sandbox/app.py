"""The sandbox as a WSGI application: who is let in, one call of a company at a time, its faults, its books, the log."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from netvisor.errors import SetupError
from netvisor.protocol.call import Endpoint
from netvisor.sandbox.admission.authentication import admit, remarks_on
from netvisor.sandbox.admission.company_lock import CompanyLocks
from netvisor.sandbox.admission.request import Request, request_from_environ
from netvisor.sandbox.call_log import Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.control import Control, is_control
from netvisor.sandbox.execution import Execution
from netvisor.sandbox.faults.faults import Faults
from netvisor.sandbox.faults.injection import Injection
from netvisor.sandbox.page.routes import WebPage, is_for_page
from netvisor.sandbox.refusal import Refusal, books_unavailable, ours
from netvisor.sandbox.response import Dropped, Response, html_page, refused
from netvisor.sandbox.settings import Settings
from netvisor.sandbox.store import Store
from netvisor.sandbox.tampuuri.path import TAMPUURI_HOSTS, TARGETS
from netvisor.sandbox.unavailable import BooksUnavailable
from netvisor.sandbox.visit import Visit
from netvisor.web.content_length import length_problem
from netvisor.web.trusted_host import is_trusted

_log = logging.getLogger("netvisor.sandbox")


class Application:
    """One sandbox behind any WSGI server.

    Args:
        store: the books.
        settings: what is a matter of settings.
        clock: the sandbox's time.
        faults: the faults that wait for their calls.
        calls: the log.
        tampuuri: answers the calls of the local Tampuuri.
        case: makes the file of the test case of a call, for the page.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Clock,
        faults: Faults,
        calls: Calls,
        tampuuri: Callable[[Request], Response] | None = None,
        case: Callable[[LoggedCall], bytes] = lambda _: b"",
    ) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock
        self.faults = faults
        self.calls = calls
        self.page: WebPage = WebPage(store, clock, faults, calls, self.answer, case, settings.host_names)
        self.stopping: threading.Event = threading.Event()
        """Set when the server stops, so that no delay holds it up."""
        self.company_locks: CompanyLocks = CompanyLocks(
            store.path, wait=settings.overlapping == "wait", stopping=self.stopping
        )
        self._tampuuri = tampuuri
        self._control = Control(faults, settings.host_names)
        self._injection = Injection(faults, clock, self.stopping)
        self._execution = Execution(store, settings, clock, self.stopping)

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request of a WSGI server."""
        if wrong := length_problem(environ):
            return html_page(400, f"{wrong}\n").send(start_response, self.stopping.wait)
        if is_for_page(environ):
            return self.page(environ, start_response)
        request = request_from_environ(environ, largest_body=self.settings.largest_body)
        if is_control(request):
            response = self._control.answer(request)
        elif self._tampuuri is not None and request.target.startswith(TARGETS):
            host = request.origin.partition("://")[2]
            trusted = is_trusted(host, {*self.settings.host_names, *TAMPUURI_HOSTS})
            response = self._tampuuri(request) if trusted else _misled(host)
        elif is_trusted(host := request.origin.partition("://")[2], self.settings.host_names):
            response = self.answer(request)
        else:
            response = _misled(host)
        return response.send(start_response, self.stopping.wait)

    def answer(self, request: Request) -> Response:
        """Answer one call, and take it down in the log before the answer goes out.

        Raises:
            Dropped: a fault ends the connection here.
        """
        visit = Visit(request=request, moment=self.clock(), id_noted=self.faults.id_noted)
        try:
            response = self._response(visit)
            asked = self.settings.always_http_status or request.wants_http_status
            if not asked and not response.keeps_status:
                response.status = 200
            visit.response = response
            return response
        finally:
            self.calls.add(visit.entry())

    def _response(self, visit: Visit) -> Response:
        try:
            return self._carried_out(visit)
        except Dropped:
            raise
        except BooksUnavailable as error:
            _log.warning("%s", error)
            visit.refusal = books_unavailable(error.text)
        except Refusal as refusal:
            visit.refusal = refusal
        except Exception as error:  # whatever happens, the client gets an answer of the interface
            _log.exception("the sandbox failed at %s", visit.request.resource)
            visit.crash = f"{type(error).__name__}: {error}"
            visit.refusal = ours("TECHNICAL_ERROR", "internal error in the sandbox; see its log")
        return refused(visit.refusal, visit.request.language, self.clock.finnish())

    def _carried_out(self, visit: Visit) -> Response:
        resource = visit.request.resource
        endpoint = _endpoint(resource)
        if endpoint is None:
            visit.unknown = _unknown(resource)
            return html_page(404, f"<html><body>Sandbox: there is no resource {_plain(resource)}</body></html>")
        visit.endpoint = endpoint
        visit.remarks = remarks_on(visit.request, self.settings, visit.moment)
        visit.caller = admit(
            visit.request,
            endpoint.resource,
            store=self.store,
            settings=self.settings,
            now=visit.moment,
            id_noted=visit.id_noted,
        )
        with self.company_locks.held(visit.caller.company):
            if self.settings.keep_books and endpoint.writes:
                visit.books = self.store.image()
            return self._injection.around(visit, self._execution.carry_out)


def _misled(host: str) -> Response:
    """The answer to a page from elsewhere that calls the interface under its own name."""
    text = f"The interface does not answer under the name {_plain(host)}; the setting host_names adds names."
    _log.info("%s", text)
    return html_page(421, f"{text}\n")


def _endpoint(resource: str) -> Endpoint | None:
    from netvisor.resources import find

    if not resource.endswith(".nv"):
        return None
    try:
        return find(resource)
    except SetupError:
        return None


def _unknown(resource: str) -> str:
    """What may be wrong with the name of a resource that is none."""
    from netvisor.resources import find

    try:
        return f"the name of the resource ends in .nv: {find(resource).resource}"
    except SetupError as error:
        return error.text


def _plain(text: str) -> str:
    return "".join(c for c in text[:100] if c.isalnum() or c in "._-")
