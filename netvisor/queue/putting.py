"""Putting: what is handed over, checked and stored."""

from __future__ import annotations

import itertools
import json
import uuid
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from netvisor.client.read_back import untold
from netvisor.errors import SetupError
from netvisor.protocol.call import Call
from netvisor.queue.database import Row, Transaction
from netvisor.queue.errors import KeyConflict, OutcomeCannotBeTold, QueueError
from netvisor.queue.keys import placeholder, wanted_keys
from netvisor.queue.states import State
from netvisor.queue.stored import Content, content_of, digest_of, function_of, kind_of, library_version

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Ticket(Generic[R]):
    """What `put` gives: the message's number, and a key to refer to before Netvisor has given one."""

    id: int

    @property
    def netvisor_key(self) -> int:
        """Stands for the key that Netvisor will give, in messages that are put `after` this one."""
        return placeholder(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Put(Generic[R]):
    """One message for `put_many`; the fields are the arguments of `put`."""

    call: Call[R]
    company: str
    key: str | None = None
    after: Ticket[Any] | int | None = None
    priority: int = 0
    not_before: datetime | None = None
    held: str | None = None


def checked_put(wanted: Put[Any]) -> Put[Any]:
    """What can be seen to be wrong before anything is written."""
    call = wanted.call
    if not isinstance(call, Call):
        raise QueueError(f"put takes a call, such as customers.add_customer(customer), not a {type(call).__name__}")
    if not call.writes:
        text = "a queue is for what changes data; send a read by the client"
        raise QueueError(text, resource=call.resource, company=wanted.company)
    if call.parts:
        raise QueueError("the call is sent in several requests; put the parts of call.split()", resource=call.resource)
    if not wanted.company:
        raise SetupError("company is the Organisation-ID of the company that the call is for")
    if wanted.not_before is not None and wanted.not_before.tzinfo is None:
        raise QueueError("not_before needs its time zone: datetime(..., tzinfo=...)", resource=call.resource)
    if wanted.held is not None:
        _check_held(wanted)
    return wanted


def _check_held(wanted: Put[Any]) -> None:
    if not wanted.held:
        raise QueueError("held is the reason that people read; it cannot be empty", resource=wanted.call.resource)
    if wanted.not_before is not None:
        text = "a held message is sent when a person releases it: give held or not_before, not both"
        raise QueueError(text, resource=wanted.call.resource)


def warn_when_untold(wanted: Put[Any]) -> None:
    """Warn when nothing could tell whether a call was stored, if its answer were lost."""
    call = wanted.call
    if why := untold(call, call.function):
        # The place that the warning names is the one that called the outbox, two steps above.
        warnings.warn(OutcomeCannotBeTold(call.function or call.resource, why), stacklevel=3)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is stored of a call, made before the transaction, so that large files keep nobody waiting."""

    wanted: Put[Any]
    content: Content
    digest: str
    keys: frozenset[int]
    """The messages whose keys it waits for."""


def prepared(wanted: Put[Any]) -> Prepared:
    """A call that was checked, ready to be stored."""
    call = wanted.call
    content = content_of(call)
    seen = wanted_keys(itertools.chain(content.blocks(), (value.encode() for _, value in call.parameters)))
    return Prepared(wanted, content, digest_of(call, content.blocks()), frozenset(seen))


def store(transaction: Transaction, ready: Prepared) -> Ticket[Any]:
    """Store a call; one that was put under the same key before is left as it is."""
    wanted, content = ready.wanted, ready.content
    call = wanted.call
    if (there := _put_before(transaction, ready)) is not None:
        return there
    after = None if wanted.after is None else number_of(wanted.after)
    if after is not None:
        row_of(transaction, after)
    _check_keys(ready.keys, after, call)
    function = function_of(call)
    kind = kind_of(function, call.resource)
    row = transaction.one(
        "put",
        company=wanted.company,
        kind=kind,
        own_key=wanted.key,
        function=function,
        resource=call.resource,
        http=call.http,
        parameters=json.dumps(call.parameters, ensure_ascii=False),
        charset=content.charset,
        length=content.length,
        digest=ready.digest,
        library=library_version(),
        transaction_id=str(uuid.uuid4()),
        # In the statement that stores it: a message that is held a moment later could be sent before.
        state=(State.WAITING if wanted.held is None else State.HELD).value,
        reason=wanted.held,
        priority=wanted.priority,
        after_message=after,
        not_before=_not_before(wanted),
    )
    if row is None:
        # Somebody else put it under the same key at the same time, and was first.
        there = _put_before(transaction, ready)
        if there is not None:
            return there
        raise QueueError("the database gave the message no number", resource=call.resource, company=wanted.company)
    number = int(row["id"])
    for at, block in enumerate(content.blocks()):
        transaction.do("put_block", message=number, number=at, bytes=block)
    transaction.do("put_kind", company=wanted.company, kind=kind)
    return Ticket(number)


def store_all(transaction: Transaction, ready: Iterable[Prepared]) -> list[Ticket[Any]]:
    """Store calls in their order, and wake each company that has something to send once."""
    tickets: list[Ticket[Any]] = []
    wakes: dict[str, float] = {}
    for each in ready:
        tickets.append(store(transaction, each))
        if each.wanted.held is not None:
            continue
        company, at = each.wanted.company, _not_before(each.wanted)
        wakes[company] = min(at, wakes.get(company, at))
    for company, at in wakes.items():
        transaction.do("wake", company=company, not_before=at)
    return tickets


def _not_before(wanted: Put[Any]) -> float:
    return 0.0 if wanted.not_before is None else wanted.not_before.timestamp()


def _put_before(transaction: Transaction, ready: Prepared) -> Ticket[Any] | None:
    """The ticket of the call that stands under the caller's key; raises `KeyConflict` when it is another call."""
    wanted = ready.wanted
    if wanted.key is None:
        return None
    there = transaction.one("by_own_key", company=wanted.company, own_key=wanted.key)
    if there is None:
        return None
    if there["digest"] != ready.digest:
        text = f"the key {wanted.key!r} was put with another call as message {there['id']}"
        raise KeyConflict(text, resource=wanted.call.resource, company=wanted.company)
    return Ticket(int(there["id"]))


def _check_keys(seen: frozenset[int], after: int | None, call: Call[Any]) -> None:
    """A key that is not known yet can only be that of the message that this one waits for."""
    foreign = seen - ({after} if after is not None else set())
    if foreign:
        text = f"the key of message {min(foreign)} stands in it: put it with after={min(foreign)}"
        raise QueueError(text, resource=call.resource)


def number_of(of: Ticket[Any] | int) -> int:
    """The number of a message."""
    return of.id if isinstance(of, Ticket) else int(of)


def row_of(transaction: Transaction, number: int) -> Row:
    """The row of a message; raises `QueueError` when there is none."""
    row = transaction.one("message", id=number)
    if row is None:
        raise QueueError(f"there is no message {number}")
    return row
