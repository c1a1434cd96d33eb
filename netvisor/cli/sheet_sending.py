"""Sends the messages of a sheet through a queue, so that a stopped import goes on where it was."""

from __future__ import annotations

import hashlib
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from netvisor.cli.connection import Target, credentials_of, make_room, sandbox_file
from netvisor.cli.outcome import say
from netvisor.cli.queue_place import opened, sandbox_queue, shown
from netvisor.cli.stopping import Stop, stopped_by_signal
from netvisor.queue import Message, Outbox, Put, State, Worker
from netvisor.queue.leases import LEASE
from netvisor.queue.looks import overview
from netvisor.queue.putting import checked_put, prepared
from netvisor.queue.words import command_line
from netvisor.sheets.result import Outcome

if TYPE_CHECKING:
    from netvisor.client.client import Client
    from netvisor.protocol.call import Call
    from netvisor.sheets.columns import Layout
    from netvisor.sheets.messages import Draft

_SANDBOX_LEASE: Final = 5.0
"""Seconds: a sandbox that runs within a command dies with it, so no call of it can still be under way for long."""
_AT_ONCE: Final = 100
"""Messages that are put in one transaction."""
_TICK: Final = 0.25
_TOLD_EVERY: Final = 10.0
_OVER: Final = frozenset({State.ACCEPTED, State.REFUSED, State.HELD})
_HEX: Final = 24
"""Digits of a fingerprint: more than enough that no two messages have the same."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the messages of a sheet, in their order."""

    outcomes: list[Outcome]

    @property
    def counts(self) -> Counter[str]:
        """How many are in each state."""
        return Counter(each.state for each in self.outcomes)


@dataclass(frozen=True, slots=True)
class _Company:
    """Whose messages are sent, and how."""

    id: str
    client: Client
    db: str | None
    lease: float
    patience: float


def send(
    columns: Layout,
    drafts: Sequence[Draft],
    calls: Sequence[Call[Any]],
    company: str | None,
    db: str | None,
    target: Target,
) -> Sent:
    """Put the messages of a sheet into the queue, send them, and say what became of each.

    Args:
        columns: the columns of the sheet.
        drafts: the messages, all of them right.
        calls: their calls.
        company: the company, if one was named.
        db: the queue, if one was named.
        target: how Netvisor is reached.
    """
    with _company(target, company, db) as its, opened(its.db, make=True) as outbox, stopped_by_signal() as stop:
        put = _Putting(outbox, its.id, columns)
        placed = put.all(drafts, calls)
        _tell_before(put, its.id)
        worker = Worker(outbox, lambda _: its.client, companies=[its.id], lease=its.lease)
        waiting = [each for each in placed if isinstance(each, int)]
        stopping = False
        with ThreadPoolExecutor(1, "netvisor-import") as pool, _progress(len(waiting)) as tell:
            running = pool.submit(_finish, worker, outbox, its, waiting, stop)
            while wait([running], timeout=_TICK).not_done:
                tell(sum(worker.counts[state.value] for state in _OVER))
                if stop.asked.is_set() and not stopping:
                    stopping = True
                    say("Stopping: the call under way is brought to its end. Run the same command again to go on.")
                    worker.stop()
            running.result()
        return Sent(
            [each if isinstance(each, Outcome) else _outcome(outbox.message(each), its.db, outbox) for each in placed]
        )


@contextmanager
def _company(target: Target, company: str | None, db: str | None) -> Iterator[_Company]:
    from netvisor.client.client import PRODUCTION, Client

    with ExitStack() as stack:
        if not target.sandbox:
            who = credentials_of(target)
            who = replace(who, organisation_id=company) if company is not None else who
            client = stack.enter_context(Client(who, base_url=target.base_url or PRODUCTION))
            yield _Company(who.organisation_id, client, db, LEASE, LEASE + 60)
            return
        from netvisor.sandbox import Sandbox
        from netvisor.sandbox.registry import enter_companies

        file = make_room(sandbox_file())
        # This service dies with the command. An id that was noted before the record would leave a message that nobody
        # can prove to be missing, and a person would have to decide.
        sandbox = stack.enter_context(Sandbox(db=file, overlapping="wait", id_noted="success"))
        if company is not None:
            enter_companies(sandbox.store, [company])
        who = sandbox.credentials_for(company) if company is not None else sandbox.credentials
        client = stack.enter_context(Client(who, base_url=sandbox.url))
        queue = db or str(sandbox_queue(file, "import"))
        yield _Company(who.organisation_id, client, queue, _SANDBOX_LEASE, 4 * _SANDBOX_LEASE)


class _Putting:
    """Puts the messages of a sheet, each once, however often the sheet is imported."""

    def __init__(self, outbox: Outbox, company: str, columns: Layout) -> None:
        self.before: Counter[str] = Counter()
        """What became of the messages that an earlier import had put."""
        self.untold = ""
        """Why nobody could tell what became of a message whose answer is lost."""
        self._outbox = outbox
        self._company = company
        self._columns = columns
        self._equal: Counter[str] = Counter()

    def all(self, drafts: Sequence[Draft], calls: Sequence[Call[Any]]) -> list[int | Outcome]:
        """The numbers of the messages in the queue; what was not put, because it contradicts what was, is refused."""
        pairs = list(zip(drafts, calls, strict=True))
        parts = (pairs[at : at + _AT_ONCE] for at in range(0, len(pairs), _AT_ONCE))
        return [each for part in parts for each in self._some(part)]

    def _some(self, pairs: Sequence[tuple[Draft, Call[Any]]]) -> list[int | Outcome]:
        found = [self._found(draft, call) for draft, call in pairs]
        new = [each for each in found if isinstance(each, Put)]
        tickets = iter(self._put(new))
        return [next(tickets) if isinstance(each, Put) else each for each in found]

    def _put(self, new: Sequence[Put[Any]]) -> list[int]:
        from netvisor.client.read_back import untold
        from netvisor.queue import OutcomeCannotBeTold

        for each in new:
            self.untold = self.untold or untold(each.call, each.call.function)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", OutcomeCannotBeTold)  # told once for all of them
            return [ticket.id for ticket in self._outbox.put_many(new)] if new else []

    def _found(self, draft: Draft, call: Call[Any]) -> Put[Any] | int | Outcome:
        """What is to be put; the number of a message that was put before; or why it cannot be put."""
        put = Put(call=call, company=self._company)
        digest = prepared(checked_put(put)).digest
        key = name = self._key(draft, digest)
        number = 1
        while (there := self._outbox.find(name, company=self._company)) is not None:
            if there.digest == digest:
                return self._again(there)
            if there.state is not State.REFUSED:
                return self._conflict(there)
            number += 1
            name = f"{key} #{number}"
        return replace(put, key=name)

    def _again(self, there: Message) -> int:
        self.before[there.state.value] += 1
        if there.state is State.REFUSED:
            self._outbox.retry(there.id)
        return there.id

    def _conflict(self, there: Message) -> Outcome:
        says = f"it was put with other values as message {there.id} of the queue, which is {there.state.value}"
        return Outcome("refused", "", f"{says}; to change a record, use --method edit where the resource has it")

    def _key(self, draft: Draft, digest: str) -> str:
        """A name that the same message has in each import, whatever the file is called and wherever it stands there."""
        columns = self._columns
        own = " ".join(draft.own)
        if columns.secret and own:
            own = hashlib.sha256(own.encode()).hexdigest()[:_HEX]
        begin = f"import {columns.endpoint.resource} {columns.method or ''}".rstrip()
        if own and not columns.sets:
            return f"{begin} {own}"
        key = " ".join(filter(None, (begin, own, digest[:_HEX])))
        self._equal[key] += 1
        return f"{key} {self._equal[key]}"


def _tell_before(put: _Putting, company: str) -> None:
    if put.before:
        states = ", ".join(f"{number} {state}" for state, number in sorted(put.before.items()))
        say(f"Put by an earlier import for {company}: {states}. What was refused is tried again.")
    if put.untold:
        say(f"Warning: if an answer is lost, nobody can tell whether some messages were stored: {put.untold}")


def _finish(worker: Worker, outbox: Outbox, its: _Company, numbers: Sequence[int], stop: Stop) -> None:
    """Send until all messages are over, or patience is: a run that died keeps the company until its lease ends."""
    left = list(numbers)
    last = time.monotonic()
    while not stop.asked.is_set():
        if worker.drain(its.id):
            last = time.monotonic()
        left = [number for number in left if outbox.message(number).state not in _OVER]
        if not left or time.monotonic() - last > its.patience:
            return
        if any(lane.company == its.id and lane.state == "paused" for lane in overview(outbox).lanes):
            return
        outbox.database.wait(_TICK)


def _outcome(message: Message, db: str | None, outbox: Outbox) -> Outcome:
    key = str(message.netvisor_keys[0]) if message.netvisor_keys else ""
    reason = (message.reason or "") if message.state is not State.ACCEPTED else ""
    if message.state is State.HELD:
        reason = f"{reason}; see: {command_line(shown(db, outbox), 'show', message.id)}"
    return Outcome(message.state.value, key, reason)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """How many messages are done: a bar on a terminal, else a line now and then."""
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        from rich.progress import Progress

        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("sending", total=total)
            yield lambda done: progress.update(task, completed=min(done, total))
        return
    next_at = time.monotonic() + _TOLD_EVERY

    def tell(done: int) -> None:
        nonlocal next_at
        if time.monotonic() >= next_at:
            next_at = time.monotonic() + _TOLD_EVERY
            say(f"{done} of {total} sent")

    yield tell
