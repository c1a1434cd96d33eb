"""A queue in JSON, for programs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netvisor.queue import Message
    from netvisor.queue.looks import Lane, Overview


def moment(seconds: float | None) -> str | None:
    """A moment of the database in ISO 8601, in UTC; `None` for none."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds") if seconds else None


def overview_json(found: Overview, place: str) -> dict[str, Any]:
    """The status of a queue."""
    metrics = found.metrics
    return {
        "queue": place,
        "at": moment(found.at),
        "messages": {state.value: number for state, number in metrics.messages.items()},
        "oldest_waiting": _rounded(metrics.oldest_waiting),
        "attempts": metrics.attempts,
        "finished_last_minute": metrics.finished_lately,
        "lanes": [lane_json(lane) for lane in found.lanes],
        "held": [message_json(message) for message in found.held],
        "refused": [message_json(message) for message in found.refused],
    }


def lane_json(lane: Lane) -> dict[str, Any]:
    """One lane; seconds are whole."""
    return {
        "company": lane.company,
        "state": lane.state,
        "waiting": lane.waiting,
        "oldest_waiting": _rounded(lane.oldest),
        "message": lane.message,
        "resource": lane.resource or None,
        "seconds": _rounded(lane.seconds),
        "reason": lane.reason,
    }


def message_json(message: Message) -> dict[str, Any]:
    """One message with its attempts."""
    return {
        "id": message.id,
        "company": message.company,
        "key": message.key,
        "function": message.function,
        "resource": message.resource,
        "parameters": [{"name": name, "value": value} for name, value in message.parameters],
        "state": message.state.value,
        "priority": message.priority,
        "after": message.after,
        "not_before": moment(message.not_before),
        "put_at": moment(message.put_at),
        "changed_at": moment(message.changed_at),
        "transaction_id": message.transaction_id,
        "reason": message.reason,
        "found": message.found,
        "netvisor_keys": [str(key) for key in message.netvisor_keys],
        "attempts": [
            {
                "number": each.number,
                "action": each.action,
                "worker": each.worker,
                "started_at": moment(each.started_at),
                "ended_at": moment(each.ended_at),
                "outcome": each.outcome,
                "details": each.details,
            }
            for each in message.attempts
        ],
    }


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)
