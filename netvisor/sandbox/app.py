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
from netvisor.sandbox.admission.company_lock import Lanes
from netvisor.sandbox.admission.request import Arrived, from_environ
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.core.parameters import Parameters
from netvisor.sandbox.books.core.work import Handler, Outcome, Work
from netvisor.sandbox.call_log import Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.control import Control, is_control
from netvisor.sandbox.faults.faults import Fault, Faults
from netvisor.sandbox.page.routes import WebPage, is_for_page
from netvisor.sandbox.refusal import Refusal, invalid, ours
from netvisor.sandbox.response import HTML, Dropped, Reply
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
        self.page: WebPage = WebPage(store, clock, faults, calls)
        self.stopping: threading.Event = threading.Event()
        """Set when the server stops, so that no delay holds it up."""
        self.lanes: Lanes = Lanes(store.path, wait=settings.overlapping == "wait", stopping=self.stopping)
        self._control = Control(faults)

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request of a WSGI server."""
        if is_for_page(environ):
            return self.page(environ, start_response)
        arrived = from_environ(environ, largest_body=self.settings.largest_body)
        reply = self._control.answer(arrived) if is_control(arrived) else self.answer(arrived)
        headers = [("Content-Type", reply.content_type), ("Content-Length", str(len(reply.body))), *reply.headers]
        start_response(f"{reply.status} {HTTPStatus(reply.status).phrase}", headers)
        return reply.blocks(self.stopping.wait)

    def answer(self, arrived: Arrived) -> Reply:
        """Answer one request, and take it down in the log before the answer goes out.

        Raises:
            Dropped: a fault ends the connection here.
        """
        started = time.perf_counter()
        log = _taken_down(arrived, self.clock)
        try:
            reply = self._answer(arrived, log)
            log.status = reply.status
            log.keep_answer(reply.body)
        except Dropped:
            log.outcome = "dropped"
            raise
        finally:
            log.duration = time.perf_counter() - started
            self.calls.add(log)
        return reply

    def _answer(self, arrived: Arrived, log: LoggedCall) -> Reply:
        try:
            return self._judged(arrived, log)
        except Dropped:
            raise
        except Exception as error:  # whatever happens, the client gets an answer of the interface
            _log.exception("the sandbox failed at %s", log.resource)
            log.because = f"{type(error).__name__}: {error}"
            reply = self._refused(arrived, log, ours("TECHNICAL_ERROR", "a bug of the sandbox; its log says more"))
            log.outcome = "fault"
            return reply

    def _judged(self, arrived: Arrived, log: LoggedCall) -> Reply:
        endpoint = _endpoint(arrived.resource)
        if endpoint is None:
            log.outcome = "unknown resource"
            log.because = _unknown(arrived.resource)
            text = f"<html><body>Sandbox: there is no resource {_plain(arrived.resource)}</body></html>"
            return self._page(arrived, 404, text)
        try:
            caller = authentication.admit(arrived, self.store, self.settings, self.clock())
            self._count(caller)
            authentication.check_right(self.store, self.settings, caller.company, endpoint.resource)
            with self.lanes.held(caller.company):
                return self._admitted(arrived, endpoint, caller, log)
        except Refusal as refusal:
            return self._refused(arrived, log, refusal)

    def _count(self, caller: authentication.Caller) -> None:
        if self.faults.id_noted == "arrival":
            with self.store.transaction() as connection:
                authentication.note_transaction_id(connection, caller)
        else:
            with self.store.reading() as connection:
                authentication.check_transaction_id(connection, caller)

    def _admitted(self, arrived: Arrived, endpoint: Endpoint, caller: authentication.Caller, log: LoggedCall) -> Reply:
        self._take_time()
        fault = self.faults.take(endpoint.resource, caller.company, writes=endpoint.writes)
        if fault is not None and fault.after == "arrival" and (reply := self._fault(fault, arrived, log)) is not None:
            return reply
        try:
            reply = self._done(arrived, endpoint, caller, log, fault)
        except BaseException:
            if fault is not None and fault.after != "arrival":
                # Nothing was stored, so the fault waits for a call that is.
                self.faults.give_back(fault)
            raise
        if fault is None:
            return reply
        if fault.after != "arrival":
            reply = self._fault(fault, arrived, log) or reply
        if fault.how == "half answer":
            reply.half, log.outcome = True, "damaged"
        elif fault.how == "slow bytes":
            reply.slow = fault.seconds
        return reply

    def _take_time(self) -> None:
        if seconds := self.faults.seconds():
            self.stopping.wait(seconds)

    def _work(self, arrived: Arrived, endpoint: Endpoint, caller: authentication.Caller, log: LoggedCall) -> Work:
        """The call as the books see it, once its verb, size and message have passed."""
        if arrived.http not in _verbs(endpoint):
            raise invalid(f"{endpoint.resource} is called by {endpoint.http}, not by {arrived.http}")
        if arrived.body is None:
            raise too_large(self.settings.largest_body)
        parameters = Parameters(_parameters(arrived, endpoint))
        work = Work(
            connection=self.store.connection,
            company=caller.company,
            now=self.clock.finnish(),
            language=caller.language,
            parameters=parameters,
            base_url=f"{arrived.origin}/",
            unknown_products=self.settings.unknown_products,
        )
        if endpoint.request is not None:
            method = work.method if endpoint.methods else None
            content_type = arrived.headers.get("content-type", "")
            read = read_message(
                arrived.body, endpoint.request, content_type=content_type, method=method, gate=self.settings.gate
            )
            work.message, log.charset, log.problems = read.message, read.charset, read.problems
            work.refused_items = dict(read.items)
        return work

    def _done(
        self, arrived: Arrived, endpoint: Endpoint, caller: authentication.Caller, log: LoggedCall, fault: Fault | None
    ) -> Reply:
        work = self._work(arrived, endpoint, caller, log)
        handle = handler(endpoint.resource)
        if fault is not None and fault.after == "midway":
            self._rehearse(handle, work)
            arrived.hang_up()
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
        return Reply(status=200, body=body, headers=outcome.headers)

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

    def _fault(self, fault: Fault, arrived: Arrived, log: LoggedCall) -> Reply | None:
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
            return self._page(arrived, 503, text if fault.how == "html" else "")
        if fault.how == "maintenance":
            return self._refused(arrived, log, _said(fault, "SYSTEM_MAINTENANCE", "a break in service"))
        if fault.how == "technical error":
            return self._refused(arrived, log, _said(fault, "TECHNICAL_ERROR", "an unexpected fault"))
        return self._refused(arrived, log, _said(fault, fault.category, "refused because a test wants it"))

    def _half_of_nothing(self, log: LoggedCall) -> Reply:
        log.outcome = "damaged"
        return Reply(status=200, body=write_reply(timestamp=self.clock.finnish()), half=True)

    def _refused(self, arrived: Arrived, log: LoggedCall, refusal: Refusal) -> Reply:
        language = authentication.language_of(arrived)
        log.outcome, log.category, log.text = "refused", refusal.category, refusal.text(language)
        log.problems, log.because = refusal.problems or log.problems, refusal.because or log.because
        body = write_reply(statuses=("FAILED", refusal.status(language)), timestamp=self.clock.finnish())
        return Reply(status=self._status(arrived, refusal.http_status), body=body)

    def _page(self, arrived: Arrived, status: int, text: str) -> Reply:
        return Reply(status=self._status(arrived, status), body=text.encode("utf-8"), content_type=HTML)

    def _status(self, arrived: Arrived, status: int) -> int:
        return status if self.settings.always_http_status or arrived.wants_http_status else 200


def _said(fault: Fault, category: str, text: str) -> Refusal:
    return Refusal(category, {"EN": fault.text}) if fault.text else ours(category, text)


def _verbs(endpoint: Endpoint) -> tuple[str, ...]:
    """How a resource may be called: deletions, which are calls by GET that change the books, by POST as well."""
    return ("GET", "POST") if endpoint.http == "GET" and endpoint.writes else (endpoint.http,)


def _parameters(arrived: Arrived, endpoint: Endpoint) -> list[tuple[str, str]]:
    """The parameters of a call, with the method that goes without saying."""
    said = {name.lower() for name, _ in arrived.parameters}
    added = endpoint.resource in _ADDED_UNSAID and "method" not in said
    return [*arrived.parameters, *([("method", "add")] if added else [])]


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


def _taken_down(arrived: Arrived, clock: Clock) -> LoggedCall:
    headers = authentication.headers_of(arrived)
    log = LoggedCall(
        time=clock(),
        http=arrived.http,
        url=arrived.url,
        resource=arrived.resource,
        company=headers.get("organisation", ""),
        partner=headers.get("partnerid", ""),
        transaction_id=headers.get("transactionid", ""),
        parameters=tuple(arrived.parameters),
        headers={name: "***" if name.endswith(_MASKED) else value for name, value in arrived.headers.items()},
    )
    log.keep(arrived.body or b"")
    return log
