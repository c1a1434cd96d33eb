"""Spans of OpenTelemetry for the calls of a client: `Client(on_call=call_spans())`.

It needs the extra `netvisor-xml[opentelemetry]`. A program that configures no SDK gets spans that cost and do nothing.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from netvisor.client.events import AttemptEnded, AttemptStarted, CallEvent, Hook
from netvisor.extras import require

require("netvisor.opentelemetry", "opentelemetry", "opentelemetry")

from opentelemetry import trace  # noqa: E402  # after the error that names the extra
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, TracerProvider  # noqa: E402

_PORTS: Final = {"http": 80, "https": 443}


def call_spans(tracer_provider: TracerProvider | None = None) -> Hook:
    """A hook that makes a span of kind CLIENT for each call, below the span that is current where the call is made.

    The attributes follow the semantic conventions for HTTP clients. A retry is an event of the span, and an error its
    status. Neither parameters nor bodies are in it, and no text of an error.

    Args:
        tracer_provider: where the spans go; default: the global one.
    """
    return _CallSpans(trace.get_tracer("netvisor", tracer_provider=tracer_provider))


class _CallSpans:
    """The spans of the calls that are under way."""

    def __init__(self, tracer: trace.Tracer) -> None:
        self._tracer = tracer
        self._spans: dict[int, Span] = {}

    def __call__(self, event: CallEvent) -> None:
        if isinstance(event, AttemptStarted):
            if event.attempt == 1:
                name = f"{event.http} {event.resource}"
                self._spans[event.call_number] = self._tracer.start_span(
                    name, kind=SpanKind.CLIENT, attributes=_of_request(event)
                )
        elif isinstance(event, AttemptEnded):
            self._end(event)

    def _end(self, event: AttemptEnded) -> None:
        if event.retried_after is not None:
            about: dict[str, Any] = {
                "netvisor.retry.after": event.retried_after,
                "netvisor.transaction_id": event.transaction_id,
            }
            self._spans[event.call_number].add_event("retry", about | _error_type(event) | _status_code(event))
            return
        span = self._spans.pop(event.call_number)
        span.set_attributes(_of_answer(event))
        if error := _error_type(event):
            span.set_attributes(error)
            span.set_status(Status(StatusCode.ERROR, event.outcome))
        span.end()


def _of_request(event: CallEvent) -> dict[str, Any]:
    parts = urlsplit(event.base_url)
    return {
        "http.request.method": event.http,
        "server.address": parts.hostname or "",
        "server.port": parts.port or _PORTS.get(parts.scheme, 443),
        "url.full": f"{event.base_url}{event.resource}",
        "netvisor.company": event.company,
    }


def _of_answer(event: AttemptEnded) -> dict[str, Any]:
    return {
        "netvisor.transaction_id": event.transaction_id,
        "netvisor.outcome": event.outcome,
        "netvisor.turn.wait": event.waited,
        "http.request.body.size": event.bytes_sent,
        "http.response.body.size": event.bytes_received,
        **_status_code(event),
        **({"http.request.resend_count": event.attempt - 1} if event.attempt > 1 else {}),
    }


def _status_code(event: AttemptEnded) -> dict[str, Any]:
    return {} if event.status is None else {"http.response.status_code": event.status}


def _error_type(event: AttemptEnded) -> dict[str, Any]:
    """The class of the error, or how the call was cut off; nothing for success, and for a list that was left."""
    if event.error_class is not None:
        return {"error.type": event.error_class.__name__}
    return {} if event.outcome in {"OK", "closed early"} else {"error.type": event.outcome}


__all__ = ["call_spans"]
