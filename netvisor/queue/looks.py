"""What people and programs see of a queue: how much waits, what each lane does, and what needs a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from netvisor.queue.database import Row, Transaction
from netvisor.queue.outbox import Message, Outbox
from netvisor.queue.outbox import _message as message_of
from netvisor.queue.states import State

LaneState: TypeAlias = Literal["sending", "looking", "calling", "unknown", "lost", "paused", "ready", "resting", "idle"]

LANE_STATES: Final[Mapping[LaneState, str]] = {
    "sending": "a worker sends a message now",
    "looking": "a worker looks up whether a message was stored",
    "calling": "a client makes a call that is not in the queue",
    "unknown": "the lane stands still until a message is looked up",
    "lost": "its worker died; the message will be looked up",
    "paused": "a person or a fault of the credentials stopped it",
    "ready": "there is something to do, and no worker does it yet",
    "resting": "what waits may not be sent yet, or waits for another message",
    "idle": "nothing waits",
}
"""What the lane of a company does, and what that means."""

_LISTED: Final = {
    State.WAITING: "look_listed_waiting",
    State.SENDING: "look_listed_open",
    State.UNKNOWN: "look_listed_open",
    State.HELD: "look_listed_held",
    State.ACCEPTED: "look_listed_finished",
    State.REFUSED: "look_listed_finished",
}
_MINUTE: Final = 60.0
_DAY: Final = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What one company's lane does."""

    company: str
    state: LaneState
    waiting: int
    """How many of its messages wait."""
    oldest: float | None
    """Seconds since the oldest of them was put."""
    message: int | None = None
    """The message that is being sent or looked up."""
    resource: str = ""
    """Its resource; of a lane that a client calls through, what the client does."""
    seconds: float | None = None
    """Since when it is being sent, or until it is looked up or something may be sent."""
    reason: str | None = None
    """Why the outcome of the message is not known, or why the lane is paused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The figures of a queue, as plain numbers."""

    messages: Mapping[State, int]
    """How many messages are in each state."""
    oldest_waiting: float | None
    """Seconds since the oldest waiting message was put; `None` when nothing waits."""
    lanes: Mapping[LaneState, int]
    """How many lanes do what."""
    attempts: int
    """How often a message was sent or looked up, ever."""
    finished_lately: int
    """How many messages were accepted or refused in the last minute."""

    @property
    def finishes(self) -> int:
        """How many messages are accepted or refused."""
        return self.messages[State.ACCEPTED] + self.messages[State.REFUSED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the status of a queue shows, as it was at one moment."""

    at: float
    """The moment, by the clock of the database."""
    metrics: Metrics
    lanes: Sequence[Lane]
    """The lanes that are not idle, those that need a person first, then those that wait longest."""
    held: Sequence[Message]
    refused: Sequence[Message]
    """What Netvisor refused in the last day, the latest first."""


def metrics(outbox: Outbox) -> Metrics:
    """The figures of a queue; the queries read indexes only, whatever is in the queue."""
    return outbox.database.read(lambda transaction: _metrics(transaction, _lanes(transaction)))


def overview(outbox: Outbox, *, most: int = 20) -> Overview:
    """Everything that the status of a queue shows.

    Args:
        outbox: the queue.
        most: the most messages of each list.
    """

    def read(transaction: Transaction) -> Overview:
        lanes = [_with_reason(transaction, lane) for lane in _lanes(transaction)]
        refused = transaction.all("look_refused_since", seconds=_DAY, limit=most)
        held = transaction.all(_LISTED[State.HELD], state=State.HELD.value, company="", after=0, limit=most)
        return Overview(
            at=float(_only(transaction, "look_clock")["now"]),
            metrics=_metrics(transaction, lanes),
            lanes=sorted((lane for lane in lanes if lane.state != "idle"), key=_urgency),
            held=[message_of(row, transaction.all("attempts", message=row["id"])) for row in held],
            refused=[message_of(row, transaction.all("attempts", message=row["id"])) for row in refused],
        )

    return outbox.database.read(read)


def listed(outbox: Outbox, state: State, *, company: str = "", after: int = 0, most: int = 100) -> list[Message]:
    """The messages in a state, the oldest first.

    Args:
        outbox: the queue.
        state: the state.
        company: the only company that is asked about; all when empty.
        after: only messages with a larger number.
        most: the most messages.
    """
    asked = {"state": state.value, "company": company, "after": after, "limit": most}
    rows = outbox.database.read(lambda transaction: transaction.all(_LISTED[state], **asked))
    return [message_of(row) for row in rows]


def due_companies(outbox: Outbox) -> list[str]:
    """The companies for which something can be done now, and nobody does it."""
    lanes = outbox.database.read(_lanes)
    return [lane.company for lane in lanes if lane.state in {"ready", "lost"} or _is_due(lane)]


def _is_due(lane: Lane) -> bool:
    return lane.state == "unknown" and not lane.seconds


def _metrics(transaction: Transaction, lanes: Sequence[Lane]) -> Metrics:
    opened = [State(row["state"]) for row in transaction.all("look_open")]
    finished = {State(row["state"]): int(row["number"]) for row in transaction.all("look_finished")}
    messages = {
        State.WAITING: sum(lane.waiting for lane in lanes),
        State.SENDING: opened.count(State.SENDING),
        State.ACCEPTED: finished.get(State.ACCEPTED, 0),
        State.REFUSED: finished.get(State.REFUSED, 0),
        State.UNKNOWN: opened.count(State.UNKNOWN),
        State.HELD: int(_only(transaction, "look_held")["number"]),
    }
    states = [lane.state for lane in lanes]
    return Metrics(
        messages=messages,
        oldest_waiting=max((lane.oldest for lane in lanes if lane.oldest is not None), default=None),
        lanes={state: states.count(state) for state in LANE_STATES},
        attempts=int(_only(transaction, "look_attempts")["number"]),
        finished_lately=int(_only(transaction, "look_finished_since", seconds=_MINUTE)["number"]),
    )


def _only(transaction: Transaction, query: str, **values: object) -> Row:
    (row,) = transaction.all(query, **values)
    return row


def _lanes(transaction: Transaction) -> list[Lane]:
    waiting = {row["company"]: row for row in transaction.all("look_waiting")}
    rows = {row["company"]: row for row in transaction.all("look_lanes")}
    news = {row["company"] for row in transaction.all("look_news")}
    opened = {row["company"]: row for row in transaction.all("look_open")}
    # A company whose first message was put a moment ago has no lane yet: a worker makes it.
    return [
        _lane(company, rows.get(company), waiting.get(company), opened.get(company), news=company in news)
        for company in sorted({*rows, *waiting})
    ]


def _lane(company: str, lane: Row | None, waiting: Row | None, opened: Row | None, *, news: bool) -> Lane:
    state, seconds = _lane_state(lane, waiting, opened, news=news)
    return Lane(
        company=company,
        state=state,
        waiting=int(waiting["waiting"]) if waiting is not None else 0,
        oldest=float(waiting["oldest"]) if waiting is not None else None,
        message=int(opened["id"]) if opened is not None and state != "calling" else None,
        resource=_resource(state, lane, opened),
        seconds=seconds,
        reason=opened["reason"] if opened is not None else None,
    )


def _lane_state(
    lane: Row | None, waiting: Row | None, opened: Row | None, *, news: bool
) -> tuple[LaneState, float | None]:
    if lane is not None and lane["lease_left"] is not None and lane["lease_left"] > 0:
        if opened is None or not str(lane["lease_for"]).startswith(f"message {opened['id']},"):
            return "calling", None
        return ("sending" if opened["state"] == State.SENDING.value else "looking"), float(opened["since"])
    if lane is not None and lane["paused"]:
        return "paused", None
    if opened is not None:
        if opened["state"] == State.SENDING.value:
            return "lost", None
        return "unknown", max(0.0, float(opened["wait"]))
    if waiting is None:
        return "idle", None
    if lane is None or news:
        return "ready", None
    if lane["ready_in"] is None:
        return "resting", None
    return ("resting", float(lane["ready_in"])) if lane["ready_in"] > 0 else ("ready", None)


def _resource(state: LaneState, lane: Row | None, opened: Row | None) -> str:
    if state == "calling" and lane is not None:
        return str(lane["lease_for"])
    return str(opened["resource"]) if opened is not None else ""


def _with_reason(transaction: Transaction, lane: Lane) -> Lane:
    """A paused lane with the reason, which stands at what waits in it, unless a person paused it."""
    if lane.state != "paused":
        return lane
    reasons = [head["reason"] for head in transaction.all("heads", company=lane.company) if head["reason"]]
    return replace(lane, reason=reasons[0]) if reasons else lane


_URGENT: Final[tuple[LaneState, ...]] = ("paused", "lost", "unknown")


def _urgency(lane: Lane) -> tuple[int, float, str]:
    place = _URGENT.index(lane.state) if lane.state in _URGENT else len(_URGENT)
    return place, -(lane.oldest or 0.0), lane.company


__all__ = ["LANE_STATES", "Lane", "LaneState", "Metrics", "Overview", "due_companies", "listed", "metrics", "overview"]
