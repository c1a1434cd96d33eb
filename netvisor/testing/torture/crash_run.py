"""One crash run: put, work, kill, work on, decide as a person would, and count."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final, Protocol

from netvisor.queue.errors import WrongState
from netvisor.queue.outbox import Message, Outbox
from netvisor.queue.putting import Ticket
from netvisor.queue.states import State
from netvisor.sandbox import Sandbox
from netvisor.testing.torture.counts import Counts
from netvisor.testing.torture.messages import keys
from netvisor.testing.torture.processes import Program
from netvisor.testing.torture.putting import put_all
from netvisor.testing.torture.script import COMPANIES, Kill, Script, Wanted
from netvisor.testing.torture.service import Service

_LOOK: Final = 0.01
_LONGEST: Final = 60.0
"""Seconds after which a run that does not come to its end counts as failed."""
_DECISIONS: Final = 5


class Rig(Protocol):
    """What a run works with; it serves one run after the other."""

    place: str
    outbox: Outbox
    service: Service
    doomed: Program
    healthy: Program

    def begin(self) -> None:
        """Begin another run."""

    def disturb(self, script: Script, seconds: float) -> bool:
        """Kill the server of the database if its time has come; tells whether it did."""


class Unfinished(Exception):
    """A run did not come to its end."""


class CrashRun:
    """A run of a script.

    Args:
        rig: what it works with.
        seed: the seed that the script was made from.
        script: what happens.
    """

    def __init__(self, rig: Rig, seed: int, script: Script) -> None:
        self._rig = rig
        self._seed = seed
        self._script = script
        self._counts = Counts(runs=1, put=len(script.messages))
        self._tickets: dict[Wanted, Ticket[Any]] = {}
        self._held: set[Wanted] = set()
        self._began = 0.0

    def count(self) -> Counts:
        """Run it."""
        script = self._script
        with Sandbox(companies=COMPANIES, id_noted=script.id_noted) as sandbox:
            for fault in script.faults:
                sandbox.faults.put(fault)
            self._rig.service.use(sandbox)
            self._rig.begin()
            self._began = time.monotonic()
            try:
                self._put()
                self._work(sandbox)
                self._decide_all(sandbox)
                self._stop(self._rig.healthy)
            except Unfinished as error:
                self._fault(str(error))
            finally:
                for program in (self._rig.doomed, self._rig.healthy):
                    if program.process:
                        program.stop(signal.SIGKILL)
                        program.ended(_LONGEST)
            self._check(sandbox)
        self._counts.lost = self._counts.put - self._counts.stored - self._counts.doubled
        return self._counts

    def _fault(self, text: str) -> None:
        self._counts.faults.append(f"run {self._script.number}: {text}")

    # The programs.

    def _put(self) -> None:
        kill = self._script.put_kill
        if kill is not None:
            task = {"does": "put", "place": self._rig.place, "seed": self._seed, "number": self._script.number}
            self._rig.doomed.start(**task, kill=asdict(kill))
            self._ended(self._rig.doomed, kill)
        self._tickets = put_all(self._rig.outbox, self._script)

    def _work(self, sandbox: Sandbox) -> None:
        if self._script.beside:
            self._start(self._rig.healthy, sandbox, None)
        for kill in self._script.kills:
            if self._is_over():
                break
            self._start(self._rig.doomed, sandbox, kill)
            self._until(lambda: self._rig.doomed.process == 0 or self._is_over(), kill)
            if self._rig.doomed.process:
                self._stop(self._rig.doomed, kill)
        if not self._script.beside:
            self._start(self._rig.healthy, sandbox, None)
        self._until(self._is_over)

    def _start(self, program: Program, sandbox: Sandbox, kill: Kill | None) -> None:
        companies = {company: credentials_of(sandbox, company) for company in COMPANIES}
        if program is self._rig.doomed:
            self._rig.service.arm(kill)
        task = {"does": "work", "place": self._rig.place, "url": self._rig.service.url, "companies": companies}
        process = program.start(**task, threads=self._script.threads, kill=asdict(kill) if kill else None)
        if program is self._rig.doomed:
            self._rig.service.aim(process)

    def _stop(self, program: Program, kill: Kill | None = None) -> None:
        """End a worker as a machine that shuts down does; it must end in order."""
        program.stop()
        self._ended(program, kill)

    def _ended(self, program: Program, kill: Kill | None) -> None:
        self._judge(program.ended(_LONGEST), kill)

    def _judge(self, status: int | None, kill: Kill | None) -> None:
        self._rig.service.aim(0)
        if status == -signal.SIGKILL and kill is not None:
            self._counts.kills[kill.moment] += 1
        elif status is None:
            raise Unfinished("a program did not end when it was told to")
        elif status != 0:
            self._fault(f"a program ended with the status {status}")

    def _until(self, over: Callable[[], bool], kill: Kill | None = None) -> None:
        """Wait; for the end of the doomed program, too, when one is under way that is to be killed."""
        until = time.monotonic() + _LONGEST
        while not over():
            if self._rig.disturb(self._script, time.monotonic() - self._began):
                self._counts.kills["the server"] += 1
            if kill is not None:
                status = self._rig.doomed.ended(_LOOK)
                if status is not None:
                    self._judge(status, kill)
            else:
                time.sleep(_LOOK)
            if time.monotonic() > until:
                raise Unfinished(f"after {_LONGEST:.0f} s there was still something to do")

    # What became of the messages.

    def _messages(self) -> dict[Wanted, Message]:
        return {wanted: self._rig.outbox.message(ticket) for wanted, ticket in self._tickets.items()}

    def _is_over(self) -> bool:
        """Whether nothing more happens without a person."""
        counts = self._rig.outbox.counts()
        if counts[State.SENDING] or counts[State.UNKNOWN]:
            return False
        if not counts[State.WAITING]:
            return True
        return bool(counts[State.HELD]) and all(self._rests(each) for each in self._messages().values())

    def _rests(self, message: Message) -> bool:
        if message.state is not State.WAITING:
            return message.state.is_final
        return message.after is not None and self._rig.outbox.message(message.after).state is not State.ACCEPTED

    def _decide_all(self, sandbox: Sandbox) -> None:
        """Decide what is held, as a person does who looks into Netvisor."""
        for _ in range(_DECISIONS):
            held = {wanted: each for wanted, each in self._messages().items() if each.state is State.HELD}
            if not held:
                return
            for wanted, message in held.items():
                self._held.add(wanted)
                self._decide(sandbox, wanted, message)
            self._until(self._is_over)
        raise Unfinished("messages were held again and again")

    def _decide(self, sandbox: Sandbox, wanted: Wanted, message: Message) -> None:
        there = keys(sandbox.books[wanted.company], wanted)
        if not is_true(wanted, message.reason or "", there, self._script):
            self._fault(f"{wanted.name} is held without a true reason: {message.reason}; the books have {there}")
        # Decided already, when the database died before it said so.
        with suppress(WrongState):
            if there:
                self._rig.outbox.resolve(message.id, netvisor_key=there[0])
            else:
                self._rig.outbox.retry(message.id)

    # The end.

    def _check(self, sandbox: Sandbox) -> None:
        self._counts.held = len(self._held)
        for wanted, message in self._messages().items():
            there = keys(sandbox.books[wanted.company], wanted)
            if len(there) > 1:
                self._counts.doubled += 1
            elif message.state is not State.ACCEPTED or not there:
                self._fault(f"{wanted.name} is {message.state.value}, the books have {there}: {message.reason}")
            else:
                self._counts.stored += 1
            if message.state is State.ACCEPTED and set(message.netvisor_keys) != set(there):
                self._fault(f"{wanted.name} was accepted as {message.netvisor_keys}, the books have {there}")


def is_true(wanted: Wanted, reason: str, there: list[int], script: Script) -> bool:
    """Whether a message is held for a reason that the books, which have it under some keys, bear out."""
    if reason.startswith("nothing tells whether it was stored"):
        return not wanted.told
    if reason.startswith("Netvisor knows the transaction id"):
        return script.id_noted == "arrival" and not there
    return False


def credentials_of(sandbox: Sandbox, company: str) -> dict[str, str]:
    """Credentials as a program gets them; those of a sandbox are public."""
    given = sandbox.credentials_for(company)
    return {
        "sender": given.sender,
        "customer_id": given.customer_id,
        "customer_key": given.customer_key.reveal(),
        "partner_id": given.partner_id,
        "partner_key": given.partner_key.reveal(),
        "organisation_id": given.organisation_id,
    }
