"""The figures of a queue in the text format that Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from netvisor.queue.looks import Metrics
from netvisor.queue.states import State

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


def prometheus_text(metrics: Metrics) -> str:
    """The figures as metrics whose names begin with `netvisor_queue_`."""
    return "\n".join([*_lines(metrics), ""])


def _lines(metrics: Metrics) -> Iterator[str]:
    by_state = {state.value: number for state, number in metrics.messages.items()}
    yield from _family("messages", "gauge", "Messages by state.", by_state)
    yield from _family(
        "lanes",
        "gauge",
        "Companies by what their lane does.",
        {str(state): number for state, number in metrics.lanes.items()},
    )
    yield from _head("oldest_waiting_seconds", "gauge", "Seconds since the oldest waiting message was put.")
    yield f"netvisor_queue_oldest_waiting_seconds {metrics.oldest_waiting or 0.0:.3f}"
    yield from _head("attempts_total", "counter", "Times a message was sent or looked up.")
    yield f"netvisor_queue_attempts_total {metrics.attempts}"
    # Only accepted messages never leave their state, so nothing else may be a counter.
    yield from _head("accepted_total", "counter", "Messages that Netvisor stored.")
    yield f"netvisor_queue_accepted_total {metrics.messages[State.ACCEPTED]}"


def _family(name: str, kind: str, meaning: str, values: Mapping[str, int]) -> Iterator[str]:
    yield from _head(name, kind, meaning)
    for state, number in values.items():
        yield f'netvisor_queue_{name}{{state="{state}"}} {number}'


def _head(name: str, kind: str, meaning: str) -> Iterator[str]:
    yield f"# HELP netvisor_queue_{name} {meaning}"
    yield f"# TYPE netvisor_queue_{name} {kind}"


__all__ = ["CONTENT_TYPE", "prometheus_text"]
