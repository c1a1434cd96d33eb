"""The outbox: a program hands over a call and can forget about it."""

from __future__ import annotations

import itertools
import json
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from os import PathLike, fspath
from typing import Any, Final, TypeVar, cast

from netvisor.protocol.call import Call
from netvisor.queue.database import Database, Row, Transaction
from netvisor.queue.errors import NotFinished, QueueError, WrongState
from netvisor.queue.leases import Leases
from netvisor.queue.putting import Put, Ticket, checked_put, number_of, prepared, row_of, store_all, warn_when_untold
from netvisor.queue.states import State
from netvisor.queue.stored import (
    answer_of,
    kept_key,
    result_of,
)
from netvisor.queue.turns import take_lane, try_lane

R = TypeVar("R")

_POLL: Final = 0.5
"""Seconds between two looks at the table where nothing tells of news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to send a message, or one look whether it was stored."""

    number: int
    action: str
    """`send` or `look`."""
    worker: str
    started_at: float
    ended_at: float | None
    outcome: str | None
    details: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as it stands in the queue. Moments are seconds since 1970, by the clock of the database."""

    id: int
    company: str
    key: str | None
    function: str
    resource: str
    parameters: tuple[tuple[str, str], ...]
    state: State
    priority: int
    after: int | None
    not_before: float
    put_at: float
    changed_at: float
    transaction_id: str
    digest: str
    """A fingerprint of everything that is sent."""
    reason: str | None
    """Why it is held or was refused."""
    found: str | None
    """What the last look found."""
    netvisor_keys: tuple[int, ...]
    attempts: tuple[Attempt, ...] = field(default=(), repr=False)


class Outbox:
    """A durable queue of calls; see `docs/queue.md` for what it promises.

    `Outbox.open("file.db")` or `Outbox.open("postgresql://...")` makes one.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._leases = Leases(database)

    @classmethod
    def open(cls, place: str | PathLike[str]) -> Outbox:
        """Open a queue, and make or migrate its tables.

        Args:
            place: the path of a SQLite file, or the address of a PostgreSQL database.

        Raises:
            SetupError: it cannot be opened.
        """
        text = fspath(place)
        if text.startswith(("postgresql://", "postgres://")):
            from netvisor.queue.postgresql import PostgresDatabase

            return cls(PostgresDatabase(text))
        from netvisor.queue.sqlite import SqliteDatabase

        return cls(SqliteDatabase(text))

    def __repr__(self) -> str:
        return f"Outbox({self.database.place})"

    def __enter__(self) -> Outbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._leases.close()
        self.database.close()

    # Putting.

    def put(
        self,
        call: Call[R],
        *,
        company: str,
        key: str | None = None,
        after: Ticket[Any] | int | None = None,
        priority: int = 0,
        not_before: datetime | None = None,
        held: str | None = None,
        connection: Any = None,
    ) -> Ticket[R]:
        """Store a call; it is durable when this returns, and will be sent once.

        Args:
            call: what to send; its files are read now.
            company: the Organisation-ID of the company.
            key: your own name for this message in the company: putting the same again gives the first ticket.
            after: the message that must be accepted first; its `netvisor_key` may stand in this one.
            priority: a higher one goes first; within a company and kind, equal ones keep their order.
            not_before: the moment, with its zone, before which it is not sent.
            held: why a person has to release it before it is sent; it is held from the start.
            connection: your own psycopg connection: the message is stored in its transaction, with your data.

        Raises:
            QueueError: the call is a read, or the arguments contradict each other.
            KeyConflict: another call was put under this key.
            MessageError: the message breaks a rule.

        `OutcomeCannotBeTold` warns of a call that no read could find again; it says what to give so that one can.
        """
        wanted = checked_put(
            Put(
                call=call,
                company=company,
                key=key,
                after=after,
                priority=priority,
                not_before=not_before,
                held=held,
            )
        )
        warn_when_untold(wanted)
        ready = [prepared(wanted)]
        if connection is None:
            (ticket,) = self.database.write(lambda transaction: store_all(transaction, ready))
            self.database.tell()
            return cast("Ticket[R]", ticket)
        if "://" not in self.database.place:
            text = "a queue in a file has its own transactions; connection is for a queue in PostgreSQL"
            raise QueueError(text, resource=call.resource, company=company)
        from netvisor.queue.postgresql import in_callers_transaction

        (ticket,) = in_callers_transaction(connection, lambda transaction: store_all(transaction, ready))
        return cast("Ticket[R]", ticket)

    def put_many(self, wanted: Iterable[Put[Any]]) -> list[Ticket[Any]]:
        """Store several calls in one transaction: all of them or none."""
        checked = [checked_put(each) for each in wanted]
        for each in checked:
            warn_when_untold(each)
        ready = [prepared(each) for each in checked]
        tickets = self.database.write(lambda transaction: store_all(transaction, ready))
        self.database.tell()
        return tickets

    # Looking.

    def message(self, of: Ticket[Any] | int) -> Message:
        """A message with its attempts.

        Raises:
            QueueError: there is no such message.
        """
        number = number_of(of)

        def look(transaction: Transaction) -> Message:
            return _message(row_of(transaction, number), transaction.all("attempts", message=number))

        return self.database.read(look)

    def find(self, key: str, *, company: str) -> Message | None:
        """The message that was put under a key of your own, without its attempts; `None` when there is none."""
        row = self.database.read(lambda transaction: transaction.one("by_own_key", company=company, own_key=key))
        return None if row is None else _message(row)

    def result(self, of: Ticket[R]) -> R:
        """The result of an accepted message.

        Raises:
            NotFinished: it waits, is being sent, or a person has to decide.
            QueueError: it was refused; the text says why.
        """
        number = number_of(of)
        row = self.database.read(lambda transaction: row_of(transaction, number))
        state = State(row["state"])
        if state is State.ACCEPTED:
            return cast("R", result_of(row["function"]).take(answer_of(row["answer"])))
        said = f": {row['reason']}" if row["reason"] else ""
        if state is State.REFUSED:
            raise QueueError(f"message {number} was refused{said}", resource=row["resource"], company=row["company"])
        raise NotFinished(f"message {number} is {state.value}{said}", resource=row["resource"], company=row["company"])

    def wait(self, of: Ticket[R], timeout: float | None = None) -> R:
        """Wait for a message to be sent by a worker and give its result; raises what `result` raises.

        Args:
            of: the ticket.
            timeout: the most seconds to wait.
        """
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            try:
                return self.result(of)
            except NotFinished as error:
                left = _POLL if until is None else min(_POLL, until - time.monotonic())
                if left <= 0 or self.message(of).state is State.HELD:
                    raise error from None
            self.database.wait(left)

    def blocks(self, of: Ticket[Any] | int) -> Iterator[bytes]:
        """The body of a message as it was put, in blocks."""
        number = number_of(of)
        for at in itertools.count():
            row = self.database.read(partial(_block, number, at))
            if row is None:
                return
            yield bytes(row["bytes"])

    def for_people(self, limit: int = 1000) -> list[Message]:
        """The messages that need a person, or are being looked up; the oldest first."""
        rows = self.database.read(lambda transaction: transaction.all("for_people", limit=limit))
        return [_message(row) for row in rows]

    def counts(self) -> dict[State, int]:
        """How many messages are in each state."""
        rows = self.database.read(lambda transaction: transaction.all("counts"))
        found = {State(row["state"]): int(row["number"]) for row in rows}
        return {state: found.get(state, 0) for state in State}

    # Deciding.

    def hold(self, of: Ticket[Any] | int, reason: str = "held by a person") -> None:
        """Keep a waiting message back until it is released."""
        self._decide(of, (State.WAITING,), State.HELD, reason)

    def release(self, of: Ticket[Any] | int) -> None:
        """Let a held message wait for its turn again, under its old transaction id."""
        self._decide(of, (State.HELD,), State.WAITING, None)

    def retry(self, of: Ticket[Any] | int) -> None:
        """Send a refused or held message again, as a new request: say so only when it is surely not stored."""
        self._decide(of, (State.REFUSED, State.HELD), State.WAITING, None, transaction_id=str(uuid.uuid4()))

    def resolve(self, of: Ticket[Any] | int, *, netvisor_key: int | None) -> None:
        """Say what a person found: the key under which a held message is stored, `None` for stored without one."""
        self._decide(of, (State.HELD,), State.ACCEPTED, "resolved by a person", answer=kept_key(netvisor_key))

    def pause(self, company: str) -> None:
        """Send nothing of a company until it is resumed; a call under way ends as it will."""
        self.database.write(lambda transaction: transaction.run("pause", company=company))

    def resume(self, company: str) -> None:
        """Go on sending what a company has waiting."""
        self.database.write(lambda transaction: transaction.run("resume", company=company))
        self.database.tell()

    def take_lane(self, company: str, resource: str, longest: float, *, waited: float = 0.0) -> Callable[[], None]:
        """Wait until nothing else of a company is under way, for a client that makes a call; gives what ends its turn.

        `Client(outbox=...)` does it for each of its calls.

        Args:
            company: the company.
            resource: what is to be called.
            longest: the longest wait in seconds.
            waited: how long it was tried before, for the error.

        Raises:
            CompanyBusy: other calls of the company did not end in time.
        """
        return take_lane(self.database, self._leases, company, resource, longest, waited)

    def try_lane(self, company: str, resource: str) -> Callable[[], None] | None:
        """Begin the turn of a client's call if nothing else of the company is under way; gives what ends it, or `None`.

        It is how `AsyncClient(outbox=...)` waits without a thread.
        """
        return try_lane(self.database, self._leases, company, resource)

    def _decide(
        self,
        of: Ticket[Any] | int,
        before: Sequence[State],
        after: State,
        reason: str | None,
        *,
        answer: str | None = None,
        transaction_id: str | None = None,
    ) -> None:
        number = number_of(of)

        def work(transaction: Transaction) -> None:
            row = transaction.one("message_locked", id=number)
            if row is None:
                raise QueueError(f"there is no message {number}")
            if State(row["state"]) not in before:
                wanted = " or ".join(state.value for state in before)
                raise WrongState(f"message {number} is {row['state']}; right is {wanted}", company=row["company"])
            transaction.run(
                "decide",
                id=number,
                from_state=row["state"],
                state=after.value,
                reason=reason,
                answer=answer if answer is not None else row["answer"],
                transaction_id=transaction_id or row["transaction_id"],
            )
            transaction.do("wake", company=row["company"], not_before=0.0)
            if after is State.ACCEPTED:
                wake_followers(transaction, number)

        self.database.write(work)
        self.database.tell()


def _block(message: int, number: int, transaction: Transaction) -> Row | None:
    return transaction.one("block", message=message, number=number)


def wake_followers(transaction: Transaction, number: int) -> None:
    """Wake the companies of the messages that wait for one that was accepted."""
    transaction.do("wake_followers", id=number)


def _message(row: Row, attempts: Sequence[Row] = ()) -> Message:
    kept = json.loads(row["answer"]).get("inserted", []) if row["answer"] else []
    return Message(
        id=row["id"],
        company=row["company"],
        key=row["own_key"],
        function=row["function"],
        resource=row["resource"],
        parameters=tuple((name, value) for name, value in json.loads(row["parameters"])),
        state=State(row["state"]),
        priority=row["priority"],
        after=row["after_message"],
        not_before=row["not_before"],
        put_at=row["put_at"],
        changed_at=row["changed_at"],
        transaction_id=row["transaction_id"],
        digest=row["digest"],
        reason=row["reason"],
        found=row["found"],
        netvisor_keys=tuple(int(text) for text in kept if text.isdecimal()),
        attempts=tuple(
            Attempt(
                number=each["number"],
                action=each["action"],
                worker=each["worker"],
                started_at=each["started_at"],
                ended_at=each["ended_at"],
                outcome=each["outcome"],
                details=each["details"],
            )
            for each in attempts
        ),
    )


__all__ = ["Attempt", "Message", "Outbox", "Put", "Ticket", "wake_followers"]
