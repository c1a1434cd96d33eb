"""The local Tampuuri as a part of the sandbox: who is let in, which operation it is, its handler, and the log."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

from netvisor.errors import Problem
from netvisor.lazy_dataclass import frozen
from netvisor.protocol.personal_data import without_identity_codes
from netvisor.sandbox.admission.request import Request
from netvisor.sandbox.call_log import CallOutcome, Calls, LoggedCall
from netvisor.sandbox.clock import FINLAND, Clock
from netvisor.sandbox.response import Response
from netvisor.sandbox.store import Store
from netvisor.sandbox.tampuuri import contracts, notices, objects, parties
from netvisor.sandbox.tampuuri.accounts import account_of, admit
from netvisor.sandbox.tampuuri.path import PREFIXES
from netvisor.sandbox.tampuuri.refusal import TampuuriRefusal, wrong, wrong_body
from netvisor.sandbox.tampuuri.registers import Registers
from netvisor.sandbox.tampuuri.webhooks import Webhooks
from netvisor.sandbox.tampuuri.work import TampuuriWork, handler
from netvisor.sandbox.unavailable import BooksUnavailable
from netvisor.tampuuri.credentials import HEADERS, SECRET
from netvisor.tampuuri.model import WrongShape, parse, read_strictly, to_json, write
from netvisor.tampuuri.operation import Operation, operations_at

_log = logging.getLogger("netvisor.sandbox")

_JSON: Final = "application/json; charset=utf-8"
_MASKED: Final = frozenset(HEADERS[name].lower() for name in SECRET)
_HANDLERS: Final = (contracts, notices, objects, parties)
"""The modules whose functions answer; importing them makes them known."""


@frozen(kw_only=True)
class Failure:
    """A failure that waits for its call."""

    status: int
    text: str = ""
    retry_after: int | None = None


class TampuuriApplication:
    """Answers the calls of Tampuuri.

    Args:
        store: the books.
        clock: the sandbox's time.
        calls: the log.
        companies: the companies of the sandbox.
    """

    def __init__(self, store: Store, clock: Clock, calls: Calls, companies: Sequence[str]) -> None:
        self._store = store
        self._clock = clock
        self._calls = calls
        self._companies = tuple(companies)
        self.webhooks = Webhooks(clock)
        """Tell others what happened."""
        self.failures: deque[Failure] = deque()
        """The failures that wait for their calls."""

    def answer(self, request: Request) -> Response:
        """Answer one call, and take it down in the log before the answer goes out."""
        started, visit = time.perf_counter(), _Visit()
        try:
            response = self._response(request, visit)
        except BooksUnavailable as error:
            response = _refused(visit, TampuuriRefusal(503, error.text))
        except TampuuriRefusal as refusal:
            response = _refused(visit, refusal)
        except Exception as error:  # whatever happens, the client gets an answer
            _log.exception("the sandbox failed at %s", visit.operation)
            visit.crash = f"{type(error).__name__}: {error}"
            response = _refused(visit, TampuuriRefusal(500, "internal error in the sandbox; see its log"))
        self._calls.add(_entry(request, response, visit, self._clock, time.perf_counter() - started))
        return response

    def _response(self, request: Request, visit: _Visit) -> Response:
        operation, places = _found(request)
        visit.operation = operation.name
        visit.company = admit(request.headers, self._companies)
        if self.failures:
            failure = self.failures.popleft()
            visit.failed = f"a failure was requested: HTTP {failure.status}"
            headers = [("Retry-After", str(failure.retry_after))] if failure.retry_after is not None else []
            return Response(status=failure.status, body=failure.text.encode(), content_type=_JSON, headers=headers)
        body = _body(request)
        model = None
        if operation.request is not None:
            model, problems = read_strictly(operation.request, body)
            if problems:
                raise wrong_body(problems)
        with self._store.transaction() if operation.writes else self._store.reading() as connection:
            registers = Registers(connection, visit.company)
            work = TampuuriWork(
                registers=registers,
                now=self._clock().astimezone(FINLAND),
                places=places,
                query={name.lower(): value for name, value in request.parameters},
                body=body,
                model=model,
            )
            answer = handler(operation)(work)
        self.webhooks.tell(account_of(visit.company, self._companies), registers.happenings)
        visit.stored = operation.writes
        if answer is None:
            return Response(status=204, body=b"", content_type=_JSON)
        return Response(status=200, body=write(to_json(answer)), content_type=_JSON)


class _Visit:
    """What is found out about a call on its way."""

    operation: str = ""
    company: str = ""
    stored: bool = False
    failed: str = ""
    crash: str = ""
    refusal: TampuuriRefusal | None = None


# The operation.


def _found(request: Request) -> tuple[Operation[Any], Mapping[str, int | str]]:
    path = request.target.partition(b"?")[0].decode("latin-1")
    path = next(path.removeprefix(prefix) for prefix in PREFIXES if path.startswith(prefix)).strip("/")
    matches = operations_at(path)
    for operation, places in matches:
        if operation.verb == request.http:
            return operation, {name: _place(text) for name, text in places.items()}
    if matches:
        verbs = " or ".join(sorted({operation.verb for operation, _ in matches}))
        raise TampuuriRefusal(405, f"{request.http} is not known here, only {verbs}")
    raise TampuuriRefusal(404, "there is no such operation, or the sandbox does not know it")


def _place(text: str) -> int | str:
    plain = unquote(text)
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 19 else plain


def _body(request: Request) -> Any:
    if request.body is None:
        raise TampuuriRefusal(413, "the body is too large")
    if not request.body.strip():
        return None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in {"application/json", "text/json"}:
        raise TampuuriRefusal(415, f"expected Content-Type: application/json, not {kind or 'none'}")
    try:
        return parse(request.body)
    except WrongShape as error:
        raise wrong(str(error)) from error


# The answer and the log.


def _refused(visit: _Visit, refusal: TampuuriRefusal) -> Response:
    visit.refusal = refusal
    return Response(status=refusal.status, body=write(refusal.json()), content_type=_JSON)


def _entry(request: Request, response: Response, visit: _Visit, clock: Clock, duration: float) -> LoggedCall:
    refusal = visit.refusal
    problems: tuple[Problem, ...] = () if refusal is None else refusal.problems
    entry = LoggedCall(
        time=clock(),
        http=request.http,
        url=without_identity_codes(request.url),
        resource=visit.operation.partition(" ")[2] or "tampuuri",
        company=visit.company,
        parameters=tuple((name, without_identity_codes(value)) for name, value in request.parameters),
        headers={name: "***" if name in _MASKED else value for name, value in request.headers.items()},
        charset="utf-8",
        outcome=_outcome(visit),
        status=response.status,
        category="" if refusal is None else f"HTTP {refusal.status}",
        text="" if refusal is None else without_identity_codes(refusal.text),
        problems=problems,
        because=visit.crash or visit.failed,
        stored=visit.stored,
        duration=duration,
    )
    entry.keep(request.body or b"")
    entry.keep_answer(response.body)
    return entry


def _outcome(visit: _Visit) -> CallOutcome:
    if visit.crash:
        return "fault"
    if visit.refusal is not None:
        return "refused" if visit.operation else "unknown resource"
    return "damaged" if visit.failed else "ok"
