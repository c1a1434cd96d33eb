"""The sandbox as a WSGI application: gate, faults, books and log, in the order in which a call meets them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from netvisor.codec.write_reply import write_reply
from netvisor.errors import SetupError
from netvisor.protocol.call import Endpoint
from netvisor.sandbox import gate
from netvisor.sandbox.arrived import Arrived, from_environ
from netvisor.sandbox.body import read_message, too_large
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.parameters import Parameters
from netvisor.sandbox.books.work import Handler, Outcome, Work
from netvisor.sandbox.calls import Calls, LoggedCall
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults import Fault, Faults
from netvisor.sandbox.refusal import Refusal, invalid, ours
from netvisor.sandbox.settings import Settings
from netvisor.sandbox.store import Store

_log = logging.getLogger("netvisor.sandbox")

_REASONS: Final = {
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    500: "Internal Server Error", 503: "Service Unavailable",
}  # fmt: skip
_XML: Final = "text/xml; charset=utf-8"
_HTML: Final = "text/html; charset=utf-8"
_MASKED: Final = ("authentication-mac",)


@dataclass(slots=True, kw_only=True)
class Reply:
    """What goes out: a status, a body, and how much of it."""

    status: int
    body: bytes
    content_type: str = _XML
    half: bool = False
    """Only half of the body goes out, then the connection breaks."""


class Dropped(ConnectionAbortedError):
    """The connection ends here, because a fault wants it so. The server closes it without a word."""


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
        self.stopping = threading.Event()
        """Set when the server stops, so that no delay holds it up."""
        self._busy: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    def __call__(self, environ: Mapping[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request of a WSGI server."""
        reply = self.answer(from_environ(environ, largest_body=self.settings.largest_body))
        headers = [("Content-Type", reply.content_type), ("Content-Length", str(len(reply.body)))]
        start_response(f"{reply.status} {_REASONS[reply.status]}", headers)
        return _half(reply.body) if reply.half else [reply.body]

    def answer(self, arrived: Arrived) -> Reply:
        """Answer one request, and take it down in the log before the answer goes out.

        Raises:
            Dropped: a fault ends the connection here.
        """
        started = time.perf_counter()
        log = _taken_down(arrived, self.clock)
        try:
            reply = self._answer(arrived, log)
        except Dropped:
            log.outcome = "dropped"
            raise
        except Exception as error:  # whatever happens, the client gets an answer of the interface
            _log.exception("the sandbox failed at %s", log.resource)
            log.outcome, log.because = "fault", f"{type(error).__name__}: {error}"
            reply = self._refused(arrived, log, ours("TECHNICAL_ERROR", "a bug of the sandbox; its log says more"))
            log.outcome = "fault"
        finally:
            log.duration = time.perf_counter() - started
            self.calls.add(log)
        log.status = reply.status
        log.keep_answer(reply.body)
        return reply

    def _answer(self, arrived: Arrived, log: LoggedCall) -> Reply:
        endpoint = _endpoint(arrived.resource)
        if endpoint is None:
            log.outcome = "unknown resource"
            text = f"<html><body>Sandbox: there is no resource {_plain(arrived.resource)}</body></html>"
            return self._page(arrived, 404, text)
        try:
            caller = gate.admit(arrived, self.store, self.settings, self.clock())
            self._count(caller)
            if arrived.resource in self.settings.no_access:
                raise ours("SERVICE_ACCESS_ERROR", f"the integration has no right to {arrived.resource}")
            with self.occupied(caller.company):
                return self._admitted(arrived, endpoint, caller, log)
        except Refusal as refusal:
            return self._refused(arrived, log, refusal)

    def _count(self, caller: gate.Caller) -> None:
        if self.settings.id_noted == "arrival":
            with self.store.transaction() as connection:
                gate.note_transaction_id(connection, caller)
        else:
            with self.store.reading() as connection:
                gate.check_transaction_id(connection, caller)

    @contextmanager
    def occupied(self, company: str) -> Iterator[None]:
        """Hold the one call that a company may have under way.

        Raises:
            Refusal: another one is under way, and calls do not wait for each other.
        """
        with self._guard:
            lock = self._busy.setdefault(company, threading.Lock())
        if not lock.acquire(blocking=self.settings.overlapping == "wait"):
            raise ours("TECHNICAL_ERROR", f"another call of the company {company} is under way")
        try:
            yield
        finally:
            lock.release()

    def _admitted(self, arrived: Arrived, endpoint: Endpoint, caller: gate.Caller, log: LoggedCall) -> Reply:
        fault = self.faults.take(endpoint.resource)
        if fault is not None and fault.after == "arrival" and (reply := self._fault(fault, arrived, log)) is not None:
            return reply
        work = self._work(arrived, endpoint, caller, log)
        reply = self._done(arrived, endpoint, caller, work, log)
        if fault is not None and fault.after == "storing":
            reply = self._fault(fault, arrived, log) or reply
        if fault is not None and fault.how == "half answer":
            reply.half, log.outcome = True, "damaged"
        return reply

    def _work(self, arrived: Arrived, endpoint: Endpoint, caller: gate.Caller, log: LoggedCall) -> Work:
        """The call as the books see it, once its verb, size and message have passed."""
        if arrived.http != endpoint.http:
            raise invalid(f"{endpoint.resource} is called by {endpoint.http}, not by {arrived.http}")
        if arrived.body is None:
            raise too_large(self.settings.largest_body)
        work = Work(
            connection=self.store.connection, company=caller.company, now=self.clock.finnish(),
            language=caller.language, parameters=Parameters(arrived.parameters), base_url=f"{arrived.origin}/",
            unknown_products=self.settings.unknown_products,
        )  # fmt: skip
        if endpoint.request is not None:
            method = work.method if endpoint.methods else None
            content_type = arrived.headers.get("content-type", "")
            read = read_message(arrived.body, endpoint.request, content_type=content_type, method=method)
            work.message, log.charset = read.message, read.charset
        return work

    def _done(self, arrived: Arrived, endpoint: Endpoint, caller: gate.Caller, work: Work, log: LoggedCall) -> Reply:
        handle = handler(endpoint.resource)
        if handle is None:
            raise ours("SERVICE_ACCESS_ERROR", f"{endpoint.resource} is declared, and not answered here yet")
        outcome = self._handled(handle, endpoint, caller, work)
        log.outcome, log.stored = "ok", endpoint.writes
        body = write_reply(
            outcome.root, timestamp=self.clock.finnish(), inserted=outcome.inserted, updated=outcome.updated,
            valid=outcome.valid, replies=outcome.replies, language=work.language,
        )  # fmt: skip
        return Reply(status=200, body=body)

    def _handled(self, handle: Handler, endpoint: Endpoint, caller: gate.Caller, work: Work) -> Outcome:
        late = self.settings.id_noted == "success"
        if not endpoint.writes and not late:
            with self.store.reading():
                return handle(work)
        with self.store.transaction() as connection:
            if late:
                gate.note_transaction_id(connection, caller)
            return handle(work)

    def _fault(self, fault: Fault, arrived: Arrived, log: LoggedCall) -> Reply | None:
        """What a fault makes of the call; `None` when the call goes on."""
        log.because = f"a fault was asked for: {fault.how} after {fault.after}"
        if fault.how == "drop connection":
            raise Dropped
        if fault.how == "delay":
            self.stopping.wait(fault.seconds)
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
        language = gate.language_of(arrived)
        log.outcome, log.category, log.text = "refused", refusal.category, refusal.text(language)
        log.problems, log.because = refusal.problems, refusal.because or log.because
        body = write_reply(statuses=("FAILED", refusal.status(language)), timestamp=self.clock.finnish())
        return Reply(status=self._status(arrived, refusal.http_status), body=body)

    def _page(self, arrived: Arrived, status: int, text: str) -> Reply:
        return Reply(status=self._status(arrived, status), body=text.encode("utf-8"), content_type=_HTML)

    def _status(self, arrived: Arrived, status: int) -> int:
        return status if self.settings.always_http_status or arrived.wants_http_status else 200


def _said(fault: Fault, category: str, text: str) -> Refusal:
    return Refusal(category, {"EN": fault.text}) if fault.text else ours(category, text)


def _half(body: bytes) -> Iterator[bytes]:
    yield body[: len(body) // 2]
    raise Dropped


def _endpoint(resource: str) -> Endpoint | None:
    from netvisor.resources import find

    if not resource.endswith(".nv"):
        return None
    try:
        return find(resource)
    except SetupError:
        return None


def _plain(text: str) -> str:
    return "".join(c for c in text[:100] if c.isalnum() or c in "._-")


def _taken_down(arrived: Arrived, clock: Clock) -> LoggedCall:
    headers = gate.headers_of(arrived)
    log = LoggedCall(
        time=clock(), http=arrived.http, url=arrived.url, resource=arrived.resource,
        company=headers.get("organisation", ""), partner=headers.get("partnerid", ""),
        transaction_id=headers.get("transactionid", ""), parameters=tuple(arrived.parameters),
        headers={name: "***" if name.endswith(_MASKED) else value for name, value in arrived.headers.items()},
    )  # fmt: skip
    log.keep(arrived.body or b"")
    return log
