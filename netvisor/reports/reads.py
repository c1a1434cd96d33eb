"""Sends the calls of a report and keeps which they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from netvisor.protocol.call import Call
from netvisor.reports.model import ZERO, Source

if TYPE_CHECKING:
    from netvisor.client.client import Client

R = TypeVar("R")
T = TypeVar("T")


class Reads:
    """The calls of a report, numbered in their order.

    Args:
        client: sends them.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self.company: str = client.company
        self.made: str = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
        self.sources: list[Source] = []
        self._unreadable = 0

    @property
    def last(self) -> int:
        """The number of the last call."""
        return len(self.sources)

    def send(self, call: Call[R], gives: str) -> R:
        """Send a call.

        Args:
            call: a read.
            gives: what comes, in the plural: `bank accounts`.
        """
        found = self._client.send(call)
        count = len(found) if isinstance(found, list) else None
        self._note(call, gives if count is None else f"{count} {gives}")
        return found

    @contextmanager
    def each(self, call: Call[list[T]], gives: str) -> Iterator[Iterator[T]]:
        """Read a long list in a `with` block, item by item."""
        count = 0

        def counted() -> Iterator[T]:
            nonlocal count
            for item in items:
                count += 1
                yield item

        with self._client.stream(call) as items:
            yield counted()
        self._note(call, f"{count} {gives}")

    def amount(self, value: Decimal | None) -> Decimal:
        """An amount of an answer; 0 if it is missing. One that could not be parsed is 0, too, and counted."""
        if value is None or isinstance(value, Decimal):
            return value or ZERO
        self._unreadable += 1
        return ZERO

    def day(self, value: date | None) -> date | None:
        """A day of an answer; one that could not be parsed is missing, and counted."""
        if value is None or isinstance(value, date):
            return value
        self._unreadable += 1
        return None

    def notes(self) -> tuple[str, ...]:
        """What is to be known about the values that were read."""
        if not self._unreadable:
            return ()
        what = "1 value" if self._unreadable == 1 else f"{self._unreadable} values"
        return (f"{what} of the answers could not be parsed and count as missing; the figures may lack something.",)

    def _note(self, call: Call[Any], gave: str) -> None:
        requests = f", in {len(call.parts)} requests" if call.parts else ""
        self.sources.append(
            Source(
                number=self.last + 1,
                resource=call.resource,
                function=call.function,
                parameters=call.parameters,
                gave=f"{gave}{requests}",
            )
        )
