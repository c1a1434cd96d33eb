"""One call on its way through the sandbox: what came, what was found out and done, and its entry in the log."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from netvisor.errors import Problem
from netvisor.protocol.call import Endpoint
from netvisor.sandbox.admission.authentication import Caller
from netvisor.sandbox.admission.body import Message
from netvisor.sandbox.admission.request import Request
from netvisor.sandbox.call_log import CallOutcome, LoggedCall
from netvisor.sandbox.faults.faults import Fault
from netvisor.sandbox.refusal import Refusal
from netvisor.sandbox.response import Response
from netvisor.sandbox.settings import IdNoted

_MASKED: Final = ("authentication-mac",)


@dataclass(slots=True, kw_only=True, repr=False)
class Visit:
    """One call on its way through the sandbox. Each room writes down here what it found out or did.

    What is not known from the start is set by the room that finds it out; no room before it asks for it.
    """

    request: Request
    moment: datetime
    """The sandbox's time of arrival, in UTC."""
    id_noted: IdNoted
    """When the TransactionId counts as used; a change of the setting holds for later calls."""
    endpoint: Endpoint = field(init=False)
    """What the resource is declared as."""
    caller: Caller = field(init=False)
    remarks: Sequence[Problem] = ()
    """What is doubtful about the identity of the caller."""
    unknown: str = ""
    """What is wrong with the name of a resource that is none."""
    fault: Fault | None = None
    """The fault that came to the call, or is still to come."""
    message: Message | None = None
    """The message of a POST."""
    books: bytes = b""
    """The books before the call, if they are kept."""
    stored: bool = False
    """Whether the books were changed."""
    refusal: Refusal | None = None
    crash: str = ""
    """What went wrong by a bug of ours."""
    response: Response | None = None
    """`None` for a call whose connection was dropped."""
    _started: float = field(default_factory=time.perf_counter, init=False)

    def entry(self) -> LoggedCall:
        """The entry of the call in the log, once it is answered."""
        request, response, refusal = self.request, self.response, self.refusal
        entry = LoggedCall(
            time=self.moment,
            http=request.http,
            url=request.url,
            resource=request.resource,
            company=request.interface.get("organisation", ""),
            partner=request.interface.get("partnerid", ""),
            transaction_id=request.interface.get("transactionid", ""),
            parameters=request.parameters,
            headers={name: "***" if name.endswith(_MASKED) else value for name, value in request.headers.items()},
            charset=None if self.message is None else self.message.charset,
            outcome=self._outcome(),
            status=0 if response is None else response.status,
            category="" if refusal is None else refusal.category,
            text="" if refusal is None else refusal.text(request.language),
            problems=tuple(self._problems()),
            because=self._because(),
            stored=self.stored,
            books=self.books,
            duration=time.perf_counter() - self._started,
        )
        entry.keep(request.body or b"")
        entry.keep_answer(b"" if response is None else response.body)
        return entry

    def _outcome(self) -> CallOutcome:
        if self.response is None:
            return "dropped"
        if self.crash:
            return "fault"
        if self.refusal is not None:
            return "refused"
        if self.unknown:
            return "unknown resource"
        if self.fault is not None and self.fault.damages:
            return "damaged"
        return "reported" if self.message is not None and self.message.reported else "ok"

    def _problems(self) -> Sequence[Problem]:
        refused = () if self.refusal is None else self.refusal.problems
        message = () if self.message is None else self.message.problems
        return list(dict.fromkeys([*(refused or message), *self.remarks]))

    def _because(self) -> str:
        refused = "" if self.refusal is None else self.refusal.because
        came = "" if self.fault is None else f"a fault was requested: {self.fault.how} {self.fault.when}"
        return self.crash or refused or came or self.unknown
