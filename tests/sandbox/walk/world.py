"""Two companies in one sandbox, and a model beside each: every call is done in both and compared."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, TypeVar

from hypothesis import event, note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from netvisor import Client
from netvisor.errors import NetvisorError
from netvisor.protocol.call import Call
from netvisor.sandbox import Sandbox

from .model import Books
from .reckoning import Refused

T = TypeVar("T")
R = TypeVar("R")

COMPANIES = ("1234567-8", "7654321-2")
START = datetime.fromisoformat("2026-11-22T12:00:00+02:00")
TODAY = START.date()
DAYS = [date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 20), TODAY]

who = st.sampled_from(COMPANIES)
days = st.sampled_from(DAYS)


class World(RuleBasedStateMachine):
    """The machine that others are made of: it sends calls, and holds the model against what happens."""

    books_class: ClassVar[type[Books]] = Books
    taken: ClassVar[Counter[str]] = Counter()
    """How often each rule was taken by the books, and refused: `pay ok`."""

    def __init__(self) -> None:
        super().__init__()
        self.sandbox = Sandbox(companies=COMPANIES).start()
        self.sandbox.clock = START
        self.clients = {
            company: Client(
                self.sandbox.credentials_for(company), base_url=self.sandbox.url, clock=self.sandbox.clock, pauses=()
            )
            for company in COMPANIES
        }
        self.models = {company: self.books_class(self.now) for company in COMPANIES}
        self.changed: set[str] = set()
        """Companies that changed since they were last compared."""
        self.tables = {"company": "id"}
        for (name,) in self.sandbox.store.connection.execute(
            "select m.name from sqlite_master m join pragma_table_info(m.name) c on c.name = 'company'"
            " where m.type = 'table'"
        ):
            self.tables[name] = "company"
        self.seen = {company: self.image(company) for company in COMPANIES}

    def keep_apart(self) -> None:
        """Let the keys of one company be none of the other; without this, they are the same numbers."""
        self.sandbox.store.connection.execute(
            "insert into series (company, name, last) values (?, 'netvisorkey', 500000)", (COMPANIES[1],)
        )
        self.behind(COMPANIES[1])

    @invariant()
    def books_equal_the_models(self) -> None:
        for company in sorted(self.changed):
            self.compare(company)
        self.changed.clear()

    def compare(self, company: str) -> None:
        """Hold the lists of a company against its model; every area adds its own."""

    def teardown(self) -> None:
        for client in self.clients.values():
            client.close()
        self.sandbox.stop()

    @property
    def now(self) -> datetime:
        """The time in the books."""
        return self.sandbox.clock.finnish()

    def advance(self, step: timedelta) -> None:
        """Let time pass, in the sandbox and in the models."""
        self.sandbox.clock.advance(step)
        for model in self.models.values():
            model.now = self.now

    def image(self, company: str) -> dict[str, list[sqlite3.Row]]:
        """Everything that the books hold of a company."""
        with self.sandbox.store.reading() as connection:
            return {
                name: connection.execute(f"select * from {name} where {column} = ?", (company,)).fetchall()  # noqa: S608  # names of tables
                for name, column in self.tables.items()
            }

    def read(self, company: str, call: Call[R]) -> R:
        """Send a read; it changes nothing of either company."""
        got = self.clients[company].send(call)
        for each in COMPANIES:
            assert self.image(each) == self.seen[each], f"a read of {company} changed the books of {each}"
        return got

    def does(self, company: str, rule: str, call: Call[Any], expected: Callable[[int], T]) -> T | None:
        """Send a call that writes. The model gets the key of what was made, and must take or refuse it likewise.

        Args:
            company: whose call it is.
            rule: what is done, for the counts.
            call: the call.
            expected: does the same in the model.

        Returns:
            What the model gives; `None` for a call that both refuse.
        """
        error: NetvisorError | None = None
        key = 0
        try:
            key = getattr(self.clients[company].send(call), "netvisor_key", 0)
        except NetvisorError as refusal:
            error = refusal
        note(f"{rule} of {company}: {error or key}")
        made = self._agreed(company, error, key, expected)
        outcome = "ok" if error is None else "refused"
        event(f"{rule} {outcome}")
        World.taken[f"{rule} {outcome}"] += 1
        return made

    def _agreed(self, company: str, error: NetvisorError | None, key: int, expected: Callable[[int], T]) -> T | None:
        (other,) = set(COMPANIES) - {company}
        assert self.image(other) == self.seen[other], f"a call of {company} changed the books of {other}"
        reason: Refused | None = None
        try:
            made = expected(key)
        except Refused as refused:
            reason = refused
        if reason is not None:
            assert error is not None, f"the books took it; expected a refusal: {reason.kinds}"
            assert type(error).__name__ in reason.kinds, f"refused by {error!r}; expected {reason.kinds}"
            assert self.image(company) == self.seen[company], f"a refused call changed the books: {error}"
            return None
        assert error is None, f"the books refused it; the model does not: {error}"
        if key:
            keys = self.models[company].keys
            assert key not in keys, f"the key {key} was given out twice"
            keys.add(key)
        self.seen[company] = self.image(company)
        self.changed.add(company)
        return made

    def behind(self, company: str) -> None:
        """Note what the test itself changed in the books of a company."""
        self.seen[company] = self.image(company)


def some_key(data: st.DataObject, own: Sequence[int], foreign: Sequence[int] = (), label: str = "key") -> int:
    """A key to do something with: mostly one that exists, sometimes one of another company, or of nobody."""
    whose = data.draw(st.sampled_from(["own"] * 8 + ["foreign", "nobody's"]), label="whose")
    if own and whose == "own":
        return data.draw(st.sampled_from(sorted(own)), label=label)
    if foreign and whose == "foreign":
        return data.draw(st.sampled_from(sorted(foreign)), label=f"foreign {label}")
    return 999_999
