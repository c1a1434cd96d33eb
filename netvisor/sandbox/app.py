"""The sandbox as a WSGI application: gate, faults, books and log, in the order in which a call meets them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

from netvisor.codec.write_reply import write_reply
from netvisor.errors import SetupError
from netvisor.protocol.call import Endpoint
from netvisor.sandbox.admission import authentication
from netvisor.sandbox.admission.body import read_message, too_large
from netvisor.sandbox.admission.company_lock import CompanyLocks
from netvisor.sandbox.admission.request import Request, from_environ
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.core.parameters import Parameters
from netvisor.sandbox.books.core.work import Handler, Outcome, Work
from netvisor.sandbox.call_log import Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.control import Control, is_control
from netvisor.sandbox.faults.faults import Fault, Faults
from netvisor.sandbox.page.routes import WebPage, is_for_page
from netvisor.sandbox.refusal import Refusal, invalid, ours
from netvisor.sandbox.response import HTML, Dropped, Response
from netvisor.sandbox.settings import Settings
from netvisor.sandbox.store import Store

_log = logging.getLogger("netvisor.sandbox")

_MASKED: Final = ("authentication-mac",)
_ADDED_UNSAID: Final = frozenset({"salesinvoice.nv"})
"""What is added where no method is said: old clients post new invoices so."""


class _Undone(Exception):
    """Undoes a transaction that was tried."""


class Application:
    """One sandbox behind any WSGI server.

    Args:
        store: the books.
        settings: what is a matter of settings.
        clock: the sandbox's time.
        faults: the faults that wait for their calls.
        calls: the log.
    """

    def __init__(self, store: Store, settings: Settings, clock: Clock, faults: Faults, calls: Calls) -> None:
        self.store = store
        self.settings = settings
        self.clock = clock
        self.faults = faults
        self.calls = calls
        self.page = WebPage(store, clock, faults, calls)
        self.stopping = threading.Event()
        """Set when the server stops, so that no delay holds it up."""
        self.company_locks = CompanyLocks(store.path, wait=settings.overlapping == "wait", stopping=self.stopping)
        self._control = Control(faults)

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request of a WSGI server."""
        if is_for_page(environ):
            return self.page(environ, start_response)
        request = from_environ(environ, largest_body=self.settings.largest_body)
        response = self._control.answer(request) if is_control(request) else self.answer(request)
        headers = [
            ("Content-Type", response.content_type),
            ("Content-Length", str(len(response.body))),
            *response.headers,
        ]
        start_response(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
        return response.blocks(self.stopping.wait)

    def answer(self, request: Request) -> Response:
        """Answer one request, and take it down in the log before the answer goes out.

        Raises:
            Dropped: a fault ends the connection here.
        """
        started = time.perf_counter()
        log = _taken_down(request, self.clock)
        try:
            response = self._answer(request, log)
            log.status = response.status
            log.keep_answer(response.body)
        except Dropped:
            log.outcome = "dropped"
            raise
        finally:
            log.duration = time.perf_counter() - started
            self.calls.add(log)
        return response

    def _answer(self, request: Request, log: LoggedCall) -> Response:
        try:
            return self._judged(request, log)
        except Dropped:
            raise
        except Exception as error:  # whatever happens, the client gets an answer of the interface
            _log.exception("the sandbox failed at %s", log.resource)
            log.because = f"{type(error).__name__}: {error}"
            response = self._refused(request, log, ours("TECHNICAL_ERROR", "a bug of the sandbox; its log says more"))
            log.outcome = "fault"
            return response

    def _judged(self, request: Request, log: LoggedCall) -> Response:
        endpoint = _endpoint(request.resource)
        if endpoint is None:
            log.outcome = "unknown resource"
            log.because = _unknown(request.resource)
            text = f"<html><body>Sandbox: there is no resource {_plain(request.resource)}</body></html>"
            return self._page(request, 404, text)
        try:
            caller = authentication.admit(request, self.store, self.settings, self.clock())
            self._count(caller)
            authentication.check_right(self.store, self.settings, caller.company, endpoint.resource)
            with self.company_locks.held(caller.company):
                return self._admitted(request, endpoint, caller, log)
        except Refusal as refusal:
            return self._refused(request, log, refusal)

    def _count(self, caller: authentication.Caller) -> None:
        if self.faults.id_noted == "arrival":
            with self.store.transaction() as connection:
                authentication.note_transaction_id(connection, caller)
        else:
            with self.store.reading() as connection:
                authentication.check_transaction_id(connection, caller)

    def _admitted(
        self, request: Request, endpoint: Endpoint, caller: authentication.Caller, log: LoggedCall
    ) -> Response:
        self._take_time()
        fault = self.faults.take_fault(endpoint.resource, caller.company, writes=endpoint.writes)
        if (
            fault is not None
            and fault.after == "arrival"
            and (response := self._fault(fault, request, log)) is not None
        ):
            return response
        try:
            response = self._done(request, endpoint, caller, log, fault)
        except BaseException:
            if fault is not None and fault.after != "arrival":
                # Nothing was stored, so the fault waits for a call that is.
                self.faults.give_back(fault)
            raise
        if fault is None:
            return response
        if fault.after != "arrival":
            response = self._fault(fault, request, log) or response
        if fault.how == "half answer":
            response.half, log.outcome = True, "damaged"
        elif fault.how == "slow bytes":
            response.slow = fault.seconds
        return response

    def _take_time(self) -> None:
        if seconds := self.faults.seconds():
            self.stopping.wait(seconds)

    def _work(self, request: Request, endpoint: Endpoint, caller: authentication.Caller, log: LoggedCall) -> Work:
        """The call as the books see it, once its verb, size and message have passed."""
        if request.http not in _verbs(endpoint):
            raise invalid(f"{endpoint.resource} is called by {endpoint.http}, not by {request.http}")
        if request.body is None:
            raise too_large(self.settings.largest_body)
        parameters = Parameters(_parameters(request, endpoint))
        work = Work(
            connection=self.store.connection,
            company=caller.company,
            now=self.clock.finnish(),
            language=caller.language,
            parameters=parameters,
            base_url=f"{request.origin}/",
            unknown_products=self.settings.unknown_products,
        )
        if endpoint.request is not None:
            method = work.method if endpoint.methods else None
            content_type = request.headers.get("content-type", "")
            read = read_message(
                request.body, endpoint.request, content_type=content_type, method=method, gate=self.settings.gate
            )
            work.message, log.charset, log.problems = read.message, read.charset, read.problems
            work.refused_items = dict(read.items)
        return work

    def _done(
        self, request: Request, endpoint: Endpoint, caller: authentication.Caller, log: LoggedCall, fault: Fault | None
    ) -> Response:
        work = self._work(request, endpoint, caller, log)
        handle = handler(endpoint.resource)
        if fault is not None and fault.after == "midway":
            self._rehearse(handle, work)
            request.hang_up()
            self.stopping.wait(fault.seconds)
        outcome = self._handled(handle, endpoint, caller, work)
        log.outcome = "reported" if log.problems and self.settings.gate == "report" else "ok"
        log.stored = endpoint.writes
        body = write_reply(
            outcome.root,
            timestamp=self.clock.finnish(),
            inserted=outcome.inserted,
            updated=outcome.updated,
            valid=outcome.valid,
            replies=outcome.replies,
            language=work.language,
        )
        return Response(status=200, body=body, headers=outcome.headers)

    def _handled(self, handle: Handler, endpoint: Endpoint, caller: authentication.Caller, work: Work) -> Outcome:
        late = self.faults.id_noted == "success"
        if not endpoint.writes and not late:
            with self.store.reading():
                return handle(work)
        with self.store.transaction() as connection:
            if late:
                authentication.note_transaction_id(connection, caller)
            return handle(work)

    def _rehearse(self, handle: Handler, work: Work) -> None:
        """Do a call and undo it, to see that it will be stored.

        Raises:
            Refusal: it will not.
        """
        with suppress(_Undone), self.store.transaction():
            handle(work)
            raise _Undone

    def _fault(self, fault: Fault, request: Request, log: LoggedCall) -> Response | None:
        """What a fault makes of the call; `None` when the call goes on."""
        log.because = f"a fault was asked for: {fault.how} {fault.when}"
        if fault.how == "drop connection":
            raise Dropped
        if fault.how == "delay":
            self.stopping.wait(fault.seconds)
            return None
        if fault.how == "slow bytes":
            return None
        if fault.how == "half answer":
            return None if fault.after == "storing" else self._half_of_nothing(log)
        if fault.how in {"html", "empty"}:
            log.outcome = "damaged"
            text = fault.text or "<html><body><h1>503 Service Unavailable</h1></body></html>"
            return self._page(request, 503, text if fault.how == "html" else "")
        if fault.how == "maintenance":
            return self._refused(request, log, _said(fault, "SYSTEM_MAINTENANCE", "a break in service"))
        if fault.how == "technical error":
            return self._refused(request, log, _said(fault, "TECHNICAL_ERROR", "an unexpected fault"))
        return self._refused(request, log, _said(fault, fault.category, "refused because a test wants it"))

    def _half_of_nothing(self, log: LoggedCall) -> Response:
        log.outcome = "damaged"
        return Response(status=200, body=write_reply(timestamp=self.clock.finnish()), half=True)

    def _refused(self, request: Request, log: LoggedCall, refusal: Refusal) -> Response:
        language = authentication.language_of(request)
        log.outcome, log.category, log.text = "refused", refusal.category, refusal.text(language)
        log.problems, log.because = refusal.problems or log.problems, refusal.because or log.because
        body = write_reply(statuses=("FAILED", refusal.status(language)), timestamp=self.clock.finnish())
        return Response(status=self._status(request, refusal.http_status), body=body)

    def _page(self, request: Request, status: int, text: str) -> Response:
        return Response(status=self._status(request, status), body=text.encode("utf-8"), content_type=HTML)

    def _status(self, request: Request, status: int) -> int:
        return status if self.settings.always_http_status or request.wants_http_status else 200


def _said(fault: Fault, category: str, text: str) -> Refusal:
    return Refusal(category, {"EN": fault.text}) if fault.text else ours(category, text)


def _verbs(endpoint: Endpoint) -> tuple[str, ...]:
    """How a resource may be called: deletions, which are calls by GET that change the books, by POST as well."""
    return ("GET", "POST") if endpoint.http == "GET" and endpoint.writes else (endpoint.http,)


def _parameters(request: Request, endpoint: Endpoint) -> list[tuple[str, str]]:
    """The parameters of a call, with the method that goes without saying."""
    said = {name.lower() for name, _ in request.parameters}
    added = endpoint.resource in _ADDED_UNSAID and "method" not in said
    return [*request.parameters, *([("method", "add")] if added else [])]


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


def _taken_down(request: Request, clock: Clock) -> LoggedCall:
    headers = authentication.headers_of(request)
    log = LoggedCall(
        time=clock(),
        http=request.http,
        url=request.url,
        resource=request.resource,
        company=headers.get("organisation", ""),
        partner=headers.get("partnerid", ""),
        transaction_id=headers.get("transactionid", ""),
        parameters=tuple(request.parameters),
        headers={name: "***" if name.endswith(_MASKED) else value for name, value in request.headers.items()},
    )
    log.keep(request.body or b"")
    return log
