"""The lanes: who may send what of a company now, and what is written down when a call is over.

A worker claims a lane, which makes it the only one that sends for the company, does the one thing that is next in it,
and gives it back. Whoever dies keeps a lane only until the lease ends; what was being sent then is unknown.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from netvisor.queue.database import Database, Row, Transaction
from netvisor.queue.limits import Limits, minute_of
from netvisor.queue.outbox import wake_followers
from netvisor.queue.states import State

Action: TypeAlias = Literal["send", "look"]

PAUSES: Final = (5.0, 30.0, 120.0, 600.0, 1800.0)
"""Seconds before each further attempt; the last one holds for all that follow."""

_SLACK: Final = 2.0
"""Seconds by which the clock of the database may be set back without anything being done about it."""

_CHANGES: Final = 5

_LANES_TRIED: Final = 50
"""As many lanes without work are put to rest in one claim before somebody else has a turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing to do, which nobody else does."""

    action: Action
    message: Row
    number: int
    """The number of the attempt."""
    attempts: int
    """How often the message was sent, this time included."""

    @property
    def company(self) -> str:
        """The company whose lane is taken."""
        return str(self.message["company"])


class _Changed(Exception):
    """A message was decided about by a person, or finished by a slow worker, while it was being claimed."""


class Lanes:
    """The lanes of a queue, as one worker sees them.

    Args:
        database: the queue.
        holder: the name of the worker, unlike any other's.
        lease: seconds that a lane stays with a worker that says nothing more.
        limits: how many calls a minute.
        pauses: seconds before each further attempt; the last one holds for all that follow.
        chance: what makes the pauses uneven.
    """

    def __init__(
        self,
        database: Database,
        holder: str,
        *,
        lease: float,
        limits: Limits | None = None,
        pauses: Sequence[float] = PAUSES,
        chance: random.Random | None = None,
    ) -> None:
        self.holder = holder
        self._database = database
        self._lease = lease
        self._limits = limits or Limits()
        self._pauses = tuple(pauses)
        self._latest = 0.0
        self._asks_first = True
        self._chance = chance or random.Random()  # noqa: S311  # spreads load, hides nothing

    def claim(self, company: str | None = None) -> Claim | None:
        """Take a lane and the one thing that is next in it; `None` when there is nothing to do now.

        Args:
            company: the only company to look at; any when none is said.
        """
        if self._asks_first and not self._may_claim(company):
            return None
        for _ in range(_CHANGES):
            with suppress(_Changed):
                claim = self._database.write(lambda transaction: self._claim(transaction, company))
                self._asks_first = self._asks_first or claim is None
                return claim
        return None

    def _may_claim(self, company: str | None) -> bool:
        """Whether a claim may succeed: asked without a lock, so that idle workers are in nobody's way."""

        def ask(transaction: Transaction) -> Row | None:
            if company is None:
                return transaction.one("any_free_lane")
            return transaction.one("free_lane_of_company", company=company)

        seen = self._database.read(ask)
        if seen is not None and seen["news"]:
            self._database.write(_hear)
            seen = self._database.read(ask)
        self._asks_first = seen is None or not seen["free"]
        return not self._asks_first

    def due_in(self) -> float | None:
        """Seconds until something may be claimed that cannot be now; `None` when nothing is planned."""
        row = self._database.read(lambda transaction: transaction.one("next_due"))
        if row is None:
            return None
        if row["now"] is not None and row["now"] < self._latest - _SLACK:
            self._set_back(self._latest)
            self._latest = row["now"]
            return 0.0
        self._latest = max(self._latest, row["now"] or 0.0)
        return None if row["wait"] is None else max(0.0, float(row["wait"]))

    def _set_back(self, latest: float) -> None:
        """Let what was due by the clock before it was set back be due now, and leases be no longer than they are."""

        def set_back(transaction: Transaction) -> None:
            transaction.run("due_before", latest=latest)
            transaction.run("leased_before", latest=latest, seconds=self._lease)
            transaction.run("waited_before", latest=latest)

        self._database.write(set_back)

    def _claim(self, transaction: Transaction, company: str | None) -> Claim | None:
        for _ in range(1 if company else _LANES_TRIED):
            free = transaction.one("free_lane_of", company=company) if company else transaction.one("free_lane")
            if free is None:
                return None
            self._asks_first = bool(free["news"])
            claim, wait = self._next(transaction, str(free["company"]))
            if claim is not None:
                return claim
            transaction.do("rest_lane", company=free["company"], wait=wait)
        return None

    def _next(self, transaction: Transaction, company: str) -> tuple[Claim | None, float | None]:
        """What is next in a lane that is free; else after how many seconds something may be."""
        opened = transaction.one("open_message", company=company)
        if opened is not None:
            if opened["state"] == State.SENDING.value:
                # Its worker is gone without a word.
                transaction.do("end_lost_attempts", message=opened["id"])
                transaction.do("lose_worker", id=opened["id"])
                opened = transaction.one("message_locked", id=opened["id"])
            return self._look(transaction, opened) if opened is not None else (None, None)
        if (full := self._is_full(transaction, company)) is not None:
            return None, full
        waits: list[float] = []
        for head in transaction.all("heads", company=company):
            if head["after_message"] is not None and head["after_state"] != State.ACCEPTED.value:
                continue
            wait = max(head["wait"], self._quiet_in(transaction, head))
            if wait > 0:
                waits.append(wait)
                continue
            return self._send(transaction, head, State.WAITING), None
        return None, min(waits, default=None)

    def _look(self, transaction: Transaction, row: Row) -> tuple[Claim | None, float | None]:
        wait = transaction.one("wait_of", id=row["id"])
        if wait is not None and wait["wait"] > 0:
            return None, float(wait["wait"])
        claim = self._claimed(transaction, "look", row, int(row["attempts"]))
        if not transaction.run("take_over", id=row["id"], holder=self.holder):
            raise _Changed
        return claim, None

    def _send(self, transaction: Transaction, row: Row, state: State) -> Claim:
        claim = self._claimed(transaction, "send", row, int(row["attempts"]) + 1)
        if not transaction.run("start_sending", id=row["id"], holder=self.holder, from_state=state.value):
            raise _Changed
        return claim

    def _claimed(self, transaction: Transaction, action: Action, row: Row, attempts: int) -> Claim:
        company = str(row["company"])
        about = f"message {row['id']}, {row['resource']}"
        # Every attempt was counted, as sent or as looked for.
        number = int(row["attempts"]) + int(row["looks"]) + 1
        transaction.do("lease_lane", company=company, holder=self.holder, seconds=self._lease, lease_for=about)
        transaction.do("start_attempt", message=row["id"], number=number, action=action, worker=self.holder)
        self._count(transaction, company)
        return Claim(action=action, message=row, number=number, attempts=attempts)

    # Limits.

    def _is_full(self, transaction: Transaction, company: str) -> float | None:
        """Seconds to wait when a limit of this minute is reached."""
        limits = self._limits
        if not limits.counts:
            return None
        minute, left = minute_of(_now(transaction))
        lane = transaction.one("lane", company=company)
        this_minute = lane["calls"] if lane is not None and lane["minute"] == minute else 0
        if limits.per_company is not None and this_minute >= limits.per_company:
            return left
        if limits.per_partner is not None:
            metered = transaction.one("metered", name=limits.partner, minute=minute)
            if metered is not None and metered["calls"] >= limits.per_partner:
                return left
        return None

    def _count(self, transaction: Transaction, company: str) -> None:
        if not self._limits.counts:
            return
        minute, _ = minute_of(_now(transaction))
        transaction.do("count_call", company=company, minute=minute)
        if self._limits.per_partner is not None:
            transaction.one("meter", name=self._limits.partner, minute=minute)

    def _quiet_in(self, transaction: Transaction, head: Row) -> float:
        """Seconds until a message may be sent that is too big for office hours; 0 for now."""
        quiet = self._limits.quiet
        if quiet is None or head["length"] < quiet.big:
            return 0.0
        return quiet.begins_in(_now(transaction))

    # The end of a claim.

    def renew(self, companies: Sequence[str]) -> None:
        """Keep lanes for another lease."""

        def renew(transaction: Transaction) -> None:
            for company in companies:
                transaction.run("renew_lease", company=company, holder=self.holder, seconds=self._lease)

        self._database.write(renew)

    def send_again(self, claim: Claim) -> Claim | None:
        """Turn a look into an attempt, under the same transaction id; `None` when somebody decided meanwhile."""

        def again(transaction: Transaction) -> Claim | None:
            # The lane before the message, as in a claim: the other way round, two could wait for each other.
            if not transaction.run("renew_lease", company=claim.company, holder=self.holder, seconds=self._lease):
                return None
            row = transaction.one("message_locked", id=claim.message["id"])
            mine = row is not None and row["state"] == State.UNKNOWN.value and row["holder"] == self.holder
            if row is None or not mine or row["attempts"] != claim.attempts:
                return None
            transaction.do("end_attempt", message=row["id"], number=claim.number, outcome="not stored", details=None)
            return self._send(transaction, row, State.UNKNOWN)

        with suppress(_Changed):
            return self._database.write(again)
        return None

    def finish(self, claim: Claim, outcome: Outcome) -> bool:
        """Write down what became of a claim and give the lane back; tells whether it still counted."""

        def finish(transaction: Transaction) -> bool:
            number = int(claim.message["id"])
            # There may be more: the lane is ready at once, behind all lanes that are ready already.
            wait = outcome.wait if outcome.state is State.UNKNOWN or outcome.rests_lane else 0.0
            transaction.do("end_lease", company=claim.company, holder=self.holder, wait=wait)
            transaction.do(
                "end_attempt", message=number, number=claim.number, outcome=outcome.said, details=outcome.reason
            )
            changed = transaction.run(
                "finish",
                id=number,
                attempts=claim.attempts,
                state=outcome.state.value,
                reason=outcome.reason,
                found=outcome.found,
                answer=outcome.answer,
                wait=outcome.wait,
            )
            if changed and outcome.new_transaction_id is not None:
                transaction.do("new_transaction_id", id=number, transaction_id=outcome.new_transaction_id)
            if changed and outcome.state is State.ACCEPTED:
                wake_followers(transaction, number)
            if changed and outcome.pauses_lane:
                transaction.do("pause", company=claim.company)
            return bool(changed)

        return self._database.write(finish)

    def pause_before(self, attempts: int) -> float:
        """Seconds before another attempt, uneven so that many do not come at once."""
        return self._pauses[min(attempts, len(self._pauses)) - 1] * self._chance.uniform(0.75, 1.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of an attempt or a look."""

    state: State
    said: str
    """In a word, for the list of attempts."""
    reason: str | None = None
    found: str | None = None
    answer: str | None = None
    wait: float = 0.0
    """Seconds before the next thing is done with the message."""
    new_transaction_id: str | None = None
    """For a message that surely was not stored, and is sent again as a new request."""
    rests_lane: bool = False
    """Whether nothing of the company is sent before `wait` is over."""
    pauses_lane: bool = False
    """Whether every other message of the company would fail in the same way."""


def _now(transaction: Transaction) -> float:
    """The time by the clock of the database."""
    row = transaction.one("clock")
    return 0.0 if row is None else float(row["now"])


def _hear(transaction: Transaction) -> None:
    """Make the lanes ready that somebody put work into."""
    earliest: dict[str, float] = {}
    for row in transaction.all("wakes"):
        earliest[row["company"]] = min(row["at"], earliest.get(row["company"], row["at"]))
        transaction.do("forget_wakes", id=row["id"])
    for company in sorted(earliest):
        transaction.do("make_lane_ready", company=company, at=earliest[company])
