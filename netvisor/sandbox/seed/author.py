"""Whoever tells the story of a seed: calls of the interface, done one after the other at moments of the past."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, cast

from netvisor.codec.message_check import check
from netvisor.declare import Method
from netvisor.errors import MessageError
from netvisor.sandbox.books import handler
from netvisor.sandbox.books.core.parameters import Parameters
from netvisor.sandbox.books.core.work import Work


class Author:
    """Does calls in the books of one company, and draws what chance decides.

    Args:
        connection: the books, in a transaction.
        company: the business id.
        seed: what chance begins with.
    """

    def __init__(self, connection: sqlite3.Connection, company: str, seed: str) -> None:
        self.connection = connection
        self.company = company
        self.chance: Random = Random(f"netvisor sandbox {seed} {company}")  # noqa: S311  # chance, no secret

    def work(self, at: datetime, message: Any = None, **parameters: str) -> Work:
        """A call at a moment, in Finnish local time."""
        return Work(
            connection=self.connection,
            company=self.company,
            now=at,
            message=message,
            parameters=Parameters(parameters.items()),
        )

    def post(self, resource: str, message: Any, at: datetime, **parameters: str) -> int:
        """Post a message as the interface would take it; gives the Netvisor key of what it made, 0 for none.

        Raises:
            MessageError: the message breaks a rule, so the story is told wrong.
        """
        if problems := check(message, method=cast("Method | None", parameters.get("method"))):
            raise MessageError(problems, resource=resource)
        inserted = handler(resource)(self.work(at, message, **parameters)).inserted
        return inserted[0] if inserted else 0

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Rows of the books; the first mark of the query is the company."""
        return self.work(datetime(2025, 1, 1)).rows(sql, self.company, *values)  # noqa: DTZ001  # Finnish local time

    def day(self, first: date, last: date) -> date:
        """A weekday between two days, both included."""
        while True:
            found = first + timedelta(days=self.chance.randint(0, (last - first).days))
            if found.weekday() < 5:
                return found

    def moment(self, day: date) -> datetime:
        """A moment in the office hours of a day."""
        return datetime.combine(day, time(8)) + timedelta(seconds=self.chance.randint(0, 8 * 3600))

    def euros(self, low: int, high: int) -> Decimal:
        """A sum between two whole sums of euros, with cents."""
        return Decimal(self.chance.randint(low * 100, high * 100)).scaleb(-2)
