"""What an answer means: data, a refusal with its category, or not an answer of Netvisor at all.

The body decides, never the HTTP status: refusals come with 200 or with 4xx and 5xx, depending on a header and on the
date, and the useful text stands in the body each time.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, TypeVar

from netvisor.codec.forbidden_characters import Replaced
from netvisor.codec.limits import XmlRefused
from netvisor.codec.read_reply import Envelope, ReplyStream, read_reply
from netvisor.codec.values import read_datetime
from netvisor.errors import REFUSALS, Refused, ReplacedCharacter, UnreadableReply, refusal_for
from netvisor.protocol.call import Call
from netvisor.protocol.results import Answer, Items, MissingKey, RawResult, is_empty
from netvisor.protocol.secret import HASH, MASK

R = TypeVar("R")
T = TypeVar("T")

FIRST_BYTES: Final = 2_000
"""How much of an unreadable answer its error keeps."""

LONGEST: Final = 1 << 30
"""The most bytes of an answer: ours, well above the 200 MB of attachments that a voucher may have."""

_SEPARATOR: Final = "::"
_HASH_BYTES = re.compile(HASH.pattern.encode())

as_view: Callable[[bytes | memoryview], memoryview] = memoryview
"""Bytes that no repr shows."""


class TooLong(ValueError):
    """The answer is longer than the client accepts."""


@dataclass(slots=True)
class Body:
    """The blocks of an answer on their way to the reader: counted, bounded, and the first bytes kept.

    Args:
        blocks: the bytes as they come.
        longest: the most bytes accepted.
        keep: how many bytes are kept; `None` for all.
    """

    blocks: Iterable[bytes | memoryview] = field(repr=False)
    longest: int = LONGEST
    keep: int | None = FIRST_BYTES
    count: int = 0
    kept: bytearray = field(default_factory=bytearray, repr=False)

    def __iter__(self) -> Iterator[memoryview]:
        # As views: a block may hold a hash of the keys, and error reporters print the variables of a traceback.
        for block in map(as_view, self.blocks):
            room = None if self.keep is None else max(self.keep - self.count, 0)
            self.kept += block[:room]
            self.count += len(block)
            if self.count > self.longest:
                raise TooLong(f"an answer of more than {self.longest} bytes")
            yield block

    @property
    def first(self) -> bytes:
        """The first bytes, without anything that may be made of a key."""
        # A few more bytes are looked at than are given, so that a hash at the edge is not cut into something shorter.
        return _HASH_BYTES.sub(MASK.encode(), bytes(self.kept[: FIRST_BYTES + 128]))[:FIRST_BYTES]


def body_for(
    call: Call[Any], blocks: bytes | Iterable[bytes | memoryview], *, longest: int = LONGEST, keep: int = 0
) -> Body:
    """The body of an answer to a call; all bytes are kept for a raw call."""
    whole = isinstance(call.result, RawResult)
    blocks = (blocks,) if isinstance(blocks, bytes) else blocks
    return Body(blocks, longest, None if whole else max(keep, FIRST_BYTES + 128))


def interpret(
    call: Call[Any], status: int, body: bytes | Iterable[bytes | memoryview], *, company: str, transaction_id: str
) -> Answer:
    """Read an answer whole.

    Args:
        call: what was asked.
        status: the HTTP status; it decides nothing, and errors show it.
        body: the bytes of the answer, whole or in blocks.
        company: the Organisation-ID, for errors.
        transaction_id: the identifier of the request, for errors.

    Raises:
        Refused: Netvisor answered FAILED; the class tells the category.
        UnreadableReply: the bytes are not an answer of Netvisor.
    """
    held = body if isinstance(body, Body) else body_for(call, body)
    try:
        reply = read_reply(held, call.result.root)
    except (XmlRefused, TooLong) as error:
        raise Reading(call, status, held, company, transaction_id).unreadable(error) from error
    if reply.replaced.count:
        Reading(call, status, held, company, transaction_id).warn_of(reply.replaced)
    answer = _good(reply.envelope) or Reading(call, status, held, company, transaction_id).answer(reply.envelope)
    answer.root = reply.root
    if held.keep is None:
        answer.body = bytes(held.kept)
    return answer


def result(
    call: Call[R], status: int, body: bytes | Iterable[bytes | memoryview], *, company: str, transaction_id: str
) -> R:
    """Read an answer into the result that the call promises; raises what `interpret` raises.

    An answer that says OK and lacks the key that the call promises is an `UnreadableReply`: what was stored is not
    known by its key.
    """
    held = body if isinstance(body, Body) else body_for(call, body)
    answer = interpret(call, status, held, company=company, transaction_id=transaction_id)
    try:
        return call.result.take(answer)
    except MissingKey as error:
        raise Reading(call, status, held, company, transaction_id).unreadable(error) from error


def streamed(
    call: Call[list[T]], status: int, body: Iterable[bytes | memoryview], *, company: str, transaction_id: str
) -> Iterator[T]:
    """Read the items of a list one by one; raises what `interpret` raises, a refusal before any item."""
    held = body if isinstance(body, Body) else body_for(call, body)
    reading = Reading(call, status, held, company, transaction_id)
    items = call.result
    if not isinstance(items, Items) or items.root is None:
        raise TypeError(f"the answer of {call.resource} is not a list of items")
    stream = ReplyStream(held, items.root, items.paths)
    try:
        for item in stream:
            if not is_empty(item):
                yield item
    except (XmlRefused, TooLong) as error:
        raise reading.unreadable(error) from error
    finally:
        reading.warn_of(stream.replaced)
    reading.answer(stream.envelope)


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer being read: what its errors tell."""

    call: Call[Any]
    status: int
    body: Body
    company: str
    transaction_id: str

    @property
    def _where(self) -> dict[str, str]:
        return {"resource": self.call.resource, "company": self.company, "transaction_id": self.transaction_id}

    def answer(self, envelope: Envelope) -> Answer:
        """The answer in an envelope that says OK; raises for any other."""
        statuses = envelope.statuses = _shown(envelope.statuses)
        if not statuses:
            raise self.unreadable("XML without a status")
        first = statuses[0].upper()
        if first == "FAILED":
            raise self._refusal(statuses[1:], envelope.timestamp)
        if first != "OK":
            raise self.unreadable(f"the status {statuses[0][:40]!r}, where OK or FAILED was expected")
        return _answer(envelope)

    def warn_of(self, replaced: Replaced) -> None:
        """Warn about what was lost in the answer."""
        if replaced.count:
            warnings.warn(ReplacedCharacter(replaced.count, replaced.first, self.call.resource), stacklevel=3)

    def unreadable(self, reason: object) -> UnreadableReply:
        """The error for an answer that is not Netvisor's, with its first bytes."""
        text = str(reason) if self.body.count else "an empty body"
        return UnreadableReply(
            f"HTTP {self.status} and not an answer from Netvisor: {text}",
            status=self.status,
            body=self.body.first,
            writes=self.call.writes,
            **self._where,
        )

    def _refusal(self, reasons: list[str], timestamp: str | None) -> Refused:
        category, message = parted("\n".join(reasons))
        return refusal_for(category)(category, message, writes=self.call.writes, timestamp=timestamp, **self._where)


def _shown(statuses: list[str]) -> list[str]:
    """The statuses, stripped, and without the hash of a wrong MAC.

    It is cut before anything is raised: the variables of a traceback must not hold it either.
    """
    outcome, *reasons = [text.strip() for text in statuses] or [""]
    category, message = parted("\n".join(reasons))
    if category == "AUTHENTICATION_FAILED":
        reasons = [f"{category} {_SEPARATOR} {without_hash(message)}"]
    return [outcome, *reasons] if statuses else []


def parted(reason: str) -> tuple[str, str]:
    """The category and the vendor's text of a reason, split at the first separator.

    >>> parted(" INVALID_DATA :: Data form incorrect:. a :: b")
    ('INVALID_DATA', 'Data form incorrect:. a :: b')
    >>> parted("something happened")
    ('', 'something happened')
    """
    category, separator, message = (part.strip() for part in reason.partition(_SEPARATOR))
    if separator:
        return category, message
    known = any(category in cls.CATEGORIES for cls in REFUSALS)
    return (category, "") if known else ("", category)


def without_hash(message: str) -> str:
    """The text of a wrong MAC without its hash, which is made from the keys.

    >>> without_hash("Käytä merkkijonoa: https://x/y.nv&Ohjelma :: AB12")
    'Käytä merkkijonoa: https://x/y.nv&Ohjelma :: ***'
    """
    shown, separator, _ = message.rpartition(_SEPARATOR)
    return HASH.sub(MASK, f"{shown.rstrip()} {_SEPARATOR} {MASK}" if separator else message)


def _good(envelope: Envelope) -> Answer | None:
    """The answer in an envelope that only says OK, as nearly all do."""
    return _answer(envelope) if envelope.statuses == ["OK"] else None


def _answer(envelope: Envelope) -> Answer:
    return Answer(
        timestamp=_moment(envelope.timestamp),
        inserted=envelope.inserted,
        updated=envelope.updated,
        valid=envelope.valid,
        replies=envelope.replies,
    )


def _moment(text: str | None) -> datetime | None:
    try:
        return read_datetime(text) if text else None
    except ValueError:
        return None


__all__ = [
    "FIRST_BYTES",
    "LONGEST",
    "Body",
    "as_view",
    "body_for",
    "interpret",
    "parted",
    "result",
    "streamed",
    "without_hash",
]
