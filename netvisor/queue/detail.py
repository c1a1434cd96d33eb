"""Everything that is kept about one message: what was sent, and beside it what was found in Netvisor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from netvisor.queue.database import Row, Transaction
from netvisor.queue.outbox import Message, Outbox
from netvisor.queue.outbox import _message as message_of
from netvisor.queue.putting import row_of

MOST_BYTES: Final = 1 << 20
"""The most bytes of a body that are looked at; the rest is left to downloads."""

_PATH: Final = r"[\w.|\[\]=]+ is "
_PAIR: Final = re.compile(
    rf"(?P<path>[\w.|\[\]=]+) is (?P<found>.*?), sent was (?P<sent>.*?)(?:; (?={_PATH}.*?, sent was )|$)", re.DOTALL
)
_SECRET: Final = re.compile(r"(?P<path>[\w.|\[\]=]+) is (?P<found>another value)(?:; |$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A value that a record in Netvisor has, beside the one that was sent."""

    path: str
    """Where the record shows it."""
    found: str
    sent: str | None
    """`None` for a secret value, which is not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A message with what is kept beside it."""

    message: Message
    http: str
    charset: str
    length: int
    """The number of bytes of its body."""
    library: str
    """The version of the library that put it."""
    body: bytes
    """The beginning of its body, at most `MOST_BYTES`."""
    differences: tuple[Difference, ...]
    """How the record that a look found differs from what was sent."""

    @property
    def cut(self) -> bool:
        """Whether the body is longer than what is shown."""
        return len(self.body) < self.length


def detail(outbox: Outbox, number: int) -> Detail:
    """Everything about a message.

    Raises:
        QueueError: there is no such message.
    """

    def read(transaction: Transaction) -> tuple[Message, Row]:
        row = row_of(transaction, number)
        return message_of(row, transaction.all("attempts", message=number)), row

    message, row = outbox.database.read(read)
    return Detail(
        message=message,
        http=row["http"],
        charset=row["charset"] or "utf-8",
        length=row["length"],
        library=row["library"],
        body=b"".join(_first(outbox.blocks(number))),
        differences=differences_in(message.found or ""),
    )


def _first(blocks: Iterator[bytes]) -> Iterator[bytes]:
    left = MOST_BYTES
    for block in blocks:
        yield block[:left]
        left -= len(block)
        if left <= 0:
            return


def differences_in(found: str) -> tuple[Difference, ...]:
    """The differences that the words of a look name; none when the words say something else.

    >>> differences_in("name is A, sent was B; total is 12.00, sent was 13.00")[1]
    Difference(path='total', found='12.00', sent='13.00')
    >>> differences_in("customers.list_customers shows no such record")
    ()
    """
    for form in (_PAIR, _SECRET):
        parts = list(form.finditer(found))
        if "".join(part[0] for part in parts) == found:
            return tuple(
                Difference(path=part["path"], found=part["found"], sent=part.groupdict().get("sent")) for part in parts
            )
    return ()


def message_in(detail: Detail) -> Any:
    """The message as an object; `None` when it has none, or this version of the library cannot read it."""
    from netvisor.codec.decode import decode
    from netvisor.errors import NetvisorError
    from netvisor.resources import find

    if not detail.body or detail.cut:
        return None
    try:
        request = find(detail.message.resource).request
        return None if request is None else decode(detail.body, request, detail.charset)
    except NetvisorError:
        return None


__all__ = ["MOST_BYTES", "Detail", "Difference", "detail", "differences_in", "message_in"]
