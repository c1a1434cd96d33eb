"""The figures of a queue in the text format of Prometheus, read by Prometheus' own parser."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from netvisor.queue.looks import LANE_STATES, Metrics
from netvisor.queue.prometheus import prometheus_text
from netvisor.queue.states import State

METRICS = Metrics(
    messages={state: number for number, state in enumerate(State)},
    oldest_waiting=12.5,
    lanes={state: number for number, state in enumerate(LANE_STATES)},
    attempts=1_000_000,
    finished_lately=3,
)


def samples() -> dict[tuple[str, str], float]:
    return {
        (sample.name, sample.labels.get("state", "")): sample.value
        for family in text_string_to_metric_families(prometheus_text(METRICS))
        for sample in family.samples
    }


def test_every_figure_is_read_back() -> None:
    found = samples()
    assert all(found["netvisor_queue_messages", state.value] == METRICS.messages[state] for state in State)
    assert all(found["netvisor_queue_lanes", state] == METRICS.lanes[state] for state in LANE_STATES)
    assert found["netvisor_queue_oldest_waiting_seconds", ""] == 12.5
    assert found["netvisor_queue_attempts_total", ""] == 1_000_000
    assert found["netvisor_queue_accepted_total", ""] == METRICS.messages[State.ACCEPTED]


def test_each_family_has_a_meaning_and_a_type() -> None:
    families = list(text_string_to_metric_families(prometheus_text(METRICS)))
    assert {family.name: family.type for family in families} == {
        "netvisor_queue_messages": "gauge",
        "netvisor_queue_lanes": "gauge",
        "netvisor_queue_oldest_waiting_seconds": "gauge",
        "netvisor_queue_attempts": "counter",
        "netvisor_queue_accepted": "counter",
    }
    assert all(family.documentation.endswith(".") for family in families)
