"""What is done with a call that was admitted: its message is read, its handler runs, its answer is written."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import Final

from netvisor.codec.write_reply import write_reply
from netvisor.protocol.call import Endpoint
from netvisor.sandbox.admission.authentication import note_transaction_id
from netvisor.sandbox.admission.body import read_message, too_large
from netvisor.sandbox.admission.request import Request
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.core.parameters import Parameters
from netvisor.sandbox.books.core.work import Handler, Work
from netvisor.sandbox.clock import Clock
from netvisor.sandbox.refusal import invalid
from netvisor.sandbox.response import Response
from netvisor.sandbox.settings import Settings
from netvisor.sandbox.store import Store
from netvisor.sandbox.visit import Visit

_ADDED_UNSAID: Final = frozenset({"salesinvoice.nv"})
"""What is added where no method is said: old clients post new invoices so."""
_BY_GET_TOO: Final = frozenset({"updatesalesinvoicestatus.nv"})
"""What a client in use calls by GET, although it changes the books and others call it by POST."""


class _Undone(Exception):
    """Undoes a transaction that was tried."""


class Execution:
    """Carries out calls in the books.

    Args:
        store: the books.
        settings: what is a matter of settings.
        clock: the sandbox's time.
        stopping: set when the sandbox stops, so that no delay holds it up.
    """

    def __init__(self, store: Store, settings: Settings, clock: Clock, stopping: threading.Event) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._stopping = stopping

    def carry_out(self, visit: Visit) -> Response:
        """Do what a call asks for.

        Raises:
            Refusal: it is not done, and nothing was stored.
        """
        work = self._work(visit)
        handle = handler(visit.endpoint.resource)
        if visit.fault is not None and visit.fault.after == "midway":
            self._rehearse(handle, work)
            visit.request.hang_up()
            self._stopping.wait(visit.fault.seconds)
        noted_now = visit.id_noted == "success"
        with self._store.transaction() if visit.endpoint.writes or noted_now else self._store.reading():
            if noted_now:
                note_transaction_id(self._store, visit.caller)
            outcome = handle(work)
        visit.stored = visit.endpoint.writes
        body = write_reply(
            outcome.root,
            timestamp=work.now,
            inserted=outcome.inserted,
            updated=outcome.updated,
            valid=outcome.valid,
            replies=outcome.replies,
            language=work.language,
        )
        return Response(status=200, body=body, headers=outcome.headers)

    def _work(self, visit: Visit) -> Work:
        """The call as the books see it, once its verb, size and message have passed."""
        request, endpoint = visit.request, visit.endpoint
        if request.http not in _verbs(endpoint):
            raise invalid(f"{endpoint.resource} requires {endpoint.http}, not {request.http}")
        if request.body is None:
            raise too_large(self._settings.largest_body)
        parameters = Parameters(_parameters(request, endpoint))
        work = Work(
            connection=self._store.connection,
            company=visit.caller.company,
            now=self._clock.finnish(),
            language=request.language,
            parameters=parameters,
            base_url=f"{request.origin}/",
            unknown_products=self._settings.unknown_products,
            voucher_class_key=self._settings.voucher_class_key,
            period_days=self._settings.period_days,
        )
        if endpoint.request is not None:
            visit.message = read_message(
                request.body,
                endpoint.request,
                content_type=request.headers.get("content-type", ""),
                method=work.method if endpoint.methods else None,
                gate=self._settings.gate,
            )
            work.message, work.refused_items = visit.message.message, dict(visit.message.items)
        return work

    def _rehearse(self, handle: Handler, work: Work) -> None:
        """Do a call and undo it, to see that it will be stored.

        Raises:
            Refusal: it will not.
        """
        with suppress(_Undone), self._store.transaction():
            handle(work)
            raise _Undone


def _verbs(endpoint: Endpoint) -> tuple[str, ...]:
    """How a resource may be called: deletions, which are calls by GET that change the books, by POST as well."""
    either = endpoint.resource in _BY_GET_TOO or (endpoint.http == "GET" and endpoint.writes)
    return ("GET", "POST") if either else (endpoint.http,)


def _parameters(request: Request, endpoint: Endpoint) -> list[tuple[str, str]]:
    """The parameters of a call, with the method that goes without saying."""
    said = {name.lower() for name, _ in request.parameters}
    added = endpoint.resource in _ADDED_UNSAID and "method" not in said
    return [*request.parameters, *([("method", "add")] if added else [])]
