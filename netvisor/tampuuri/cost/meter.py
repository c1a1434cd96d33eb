"""Counts each call that is sent, by account and month, in a file that all programs of a machine may share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from netvisor.client.transport import Content, Response, Transport
from netvisor.codec.finnish_time import local
from netvisor.errors import NotSent, SetupError
from netvisor.protocol.signing import Prepared
from netvisor.tampuuri.cost.budget import Budget, BudgetSpent
from netvisor.tampuuri.durable_file import DurableFile

_KIND: Final = 0x4E565443  # "NVTC"
_TABLES: Final = """
create table if not exists calls (
    account text not null,
    month text not null,
    count integer not null,
    primary key (account, month)
) without rowid
"""


class CostMeter:
    """The number of calls by account and month. Months are those of Finland, which the vendor does not say.

    Args:
        path: the file; it is made when it is missing.
        budget: the most calls of each account in a month; `None` only counts.
        now: the time, with its zone.

    Raises:
        SetupError: the file cannot be opened, or holds something else.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        budget: Budget | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._file = DurableFile(path, _TABLES, kind=_KIND, holds="the number of calls of Tampuuri")
        self._now = now
        self.budget = budget

    def __enter__(self) -> CostMeter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @property
    def month(self) -> str:
        """The present month, such as `2026-11`."""
        return local(self._now()).strftime("%Y-%m")

    def add(self, account: str, resource: str | None = None) -> str:
        """Count a call before it is sent, and give the month that it was counted in.

        Raises:
            BudgetSpent: the budget allows no further call this month.
            FileUnavailable: it could not be counted, so it may not be sent.
        """
        month = self.month
        most = None if self.budget is None else self.budget.calls
        sql = (
            "insert into calls (account, month, count) values (?, ?, 1)"
            " on conflict (account, month) do update set count = count + 1"
        )
        # Looked up and counted in one transaction: two programs do not share the last call.
        with self._file.transaction() as connection:
            found = connection.execute(
                "select count from calls where account = ? and month = ?", (account, month)
            ).fetchone()
            if most is not None and (found[0] if found else 0) >= most:
                text = f"the budget for {month} is spent (calls: {most}); raise it, or wait for the next month"
                raise BudgetSpent(text, resource=resource, company=account)
            connection.execute(sql, (account, month))
        return month

    def take_back(self, account: str, month: str) -> None:
        """Count a call off that was not sent after all."""
        sql = "update calls set count = count - 1 where account = ? and month = ? and count > 0"
        with self._file.transaction() as connection:
            connection.execute(sql, (account, month))

    def counts(self, account: str | None = None) -> dict[tuple[str, str], int]:
        """The calls by account and month, in that order; of one account when it is given."""
        sql = "select account, month, count from calls where ? is null or account = ? order by account, month"
        with self._file.transaction() as connection:
            rows = connection.execute(sql, (account, account)).fetchall()
        return {(who, month): count for who, month, count in rows}

    def wrap(self, transport: Transport) -> Metered:
        """A transport that counts what it sends."""
        return Metered(transport, self)


class Metered:
    """A transport that counts each call before it is sent, and sends none beyond the budget.

    Args:
        inner: what sends.
        meter: what counts.
    """

    def __init__(self, inner: Transport, meter: CostMeter) -> None:
        self._inner = inner
        self._meter = meter

    def send(self, prepared: Prepared, body: Content, timeout: float) -> Response:
        """Count one request and send it; see `Transport.send`.

        Raises:
            BudgetSpent: it would exceed the budget; it was not sent.
        """
        month = self._meter.add(prepared.company, prepared.resource)
        try:
            return self._inner.send(prepared, body, timeout)
        except (NotSent, SetupError):
            self._meter.take_back(prepared.company, month)
            raise


__all__ = ["CostMeter", "Metered"]
