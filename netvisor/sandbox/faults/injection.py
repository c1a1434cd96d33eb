"""What the waiting faults make of a call: before it is carried out, meanwhile, or afterwards."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from math import ceil

from netvisor.sandbox.clock import Clock
from netvisor.sandbox.faults.faults import Fault, Faults
from netvisor.sandbox.refusal import Refusal, ours
from netvisor.sandbox.response import Dropped, Response, empty_success, html_page
from netvisor.sandbox.visit import Visit

_UNAVAILABLE = "<html><body><h1>503 Service Unavailable</h1></body></html>"
_TOO_MANY = "<html><body><h1>429 Too Many Requests</h1></body></html>"
_FORBIDDEN = "&#x2;"
"""A reference that answers of the service hold at times, to a character that XML forbids."""
_LETTERS = re.compile(rb">[^<>]*[A-Za-z][^<>]*(?=</)")


class Injection:
    """Lets calls meet the faults that wait for them.

    Args:
        faults: the faults, and how long calls take.
        clock: the sandbox's time.
        stopping: set when the sandbox stops, so that no delay holds it up.
    """

    def __init__(self, faults: Faults, clock: Clock, stopping: threading.Event) -> None:
        self._faults = faults
        self._clock = clock
        self._stopping = stopping

    def around(self, visit: Visit, carry_out: Callable[[Visit], Response]) -> Response:
        """Carry out a call, with the fault that waits for it.

        Raises:
            Dropped: a fault ends the connection here.
            Refusal: a fault refuses the call, or carrying it out does.
        """
        if seconds := self._faults.seconds():
            self._stopping.wait(seconds)
        fault = self._faults.take_fault(visit.endpoint.resource, visit.caller.company, writes=visit.endpoint.writes)
        if fault is None:
            return carry_out(visit)
        visit.fault = fault
        if fault.after == "arrival":
            return self._instead(fault) or _shaped(carry_out(visit), fault)
        try:
            response = carry_out(visit)
        except BaseException:
            # Nothing was stored, so the fault waits for a call that is.
            self._faults.give_back(fault)
            visit.fault = None
            raise
        return self._instead(fault) or _shaped(response, fault)

    def _instead(self, fault: Fault) -> Response | None:
        """What is answered instead when a fault comes; `None` when the call goes on."""
        if fault.how == "drop connection":
            raise Dropped
        if fault.how == "maintenance":
            raise _refusal(fault, "SYSTEM_MAINTENANCE", "a break in service")
        if fault.how == "technical error":
            raise _refusal(fault, "TECHNICAL_ERROR", "an unexpected error")
        if fault.how == "refuse":
            raise _refusal(fault, fault.category, "refused at the request of a test")
        if fault.how == "html":
            return html_page(503, fault.text or _UNAVAILABLE)
        if fault.how == "too many requests":
            return _too_many(fault)
        if fault.how == "empty":
            return html_page(503, "")
        if fault.how == "half answer" and fault.after == "arrival":
            return _shaped(empty_success(self._clock.finnish()), fault)
        if fault.how == "delay":
            self._stopping.wait(fault.seconds)
        return None


def _shaped(response: Response, fault: Fault) -> Response:
    """A response whose bytes go out as the fault wants it."""
    if fault.how == "forbidden character":
        response.body = _with_forbidden(response.body, fault.text or _FORBIDDEN)
    response.half = fault.how == "half answer"
    response.slow = fault.seconds if fault.how == "slow bytes" else 0.0
    return response


def _with_forbidden(body: bytes, forbidden: str) -> bytes:
    """An answer with something in it that XML forbids: in the first text with letters, else behind the envelope."""
    envelope, end, content = body.partition(b"</ResponseStatus>")
    marked, found = _LETTERS.subn(lambda match: match[0] + forbidden.encode(), content, count=1)
    return envelope + end + (marked if found else forbidden.encode() + content)


def _too_many(fault: Fault) -> Response:
    """What a gateway before the interface answers; no text of it is published."""
    response = html_page(429, fault.text or _TOO_MANY)
    response.headers = [("Retry-After", str(max(1, ceil(fault.seconds))))]
    response.keeps_status = True
    return response


def _refusal(fault: Fault, category: str, text: str) -> Refusal:
    return Refusal(category, {"EN": fault.text}) if fault.text else ours(category, text)
