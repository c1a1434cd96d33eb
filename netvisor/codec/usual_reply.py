"""The answer to a write in its usual form, read with one expression.

Most answers to a write are minimal: OK, the time, and the key of what was added. Setting up a parser takes longer than
reading them. Everything else is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

LONGEST: Final = 2_000
"""The most bytes of an answer that is looked at here."""

_SPACE: Final = rb"[ \t\r\n]*"
_TEXT: Final = rb"[ -%'-;=?-~]{1,100}"
"""Characters of ASCII that mean themselves."""
_KEY: Final = rb"<InsertedDataIdentifier>(%s)</InsertedDataIdentifier>%s" % (_TEXT, _SPACE)
_ANSWER: Final = re.compile(
    rb'(?:<\?xml version="1\.0" encoding="(?:utf-8|UTF-8)"(?: standalone="yes")?\?>)?'
    rb"\s*<Root>\s*<ResponseStatus>\s*<Status>OK</Status>\s*(?:<TimeStamp>(TEXT)</TimeStamp>\s*)?</ResponseStatus>\s*"
    rb"(?:<Replies>\s*((?:KEY)*)</Replies>\s*)?</Root>\s*".replace(b"KEY", _KEY.replace(b"(", b"(?:"))
    .replace(b"TEXT", _TEXT)
    .replace(rb"\s*", _SPACE)
).fullmatch
_KEYS: Final = re.compile(_KEY).findall


def usual_answer(body: bytes) -> tuple[str | None, list[str]] | None:
    """The time and the new keys of an answer that only says OK; `None` for every other answer.

    >>> usual_answer(b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus></Root>")
    (None, [])
    >>> usual_answer(b"<Root><ResponseStatus><Status>OK</Status></ResponseStatus><Other/></Root>") is None
    True
    """
    match = _ANSWER(body)
    if match is None:
        return None
    time, keys = match.groups()
    return time.decode() if time is not None else None, [key.decode() for key in _KEYS(keys)] if keys else []


def usual_or_blocks(
    body: bytes | Iterable[bytes | memoryview],
) -> tuple[tuple[str | None, list[str]] | None, bytes | Iterable[bytes | memoryview]]:
    """The content of a small usual answer, `None` for every other one; and the complete body.

    The bytes are held in views, because a traceback shows variables and a refusal may hold a hash of the keys.
    """
    if isinstance(body, bytes):
        return (usual_answer(body) if len(body) <= LONGEST else None), body
    blocks: Iterator[bytes | memoryview] = iter(body)
    held: list[memoryview] = []
    for block in blocks:
        # A copy: the transport may use its buffer again.
        held.append(memoryview(bytes(block)))
        if sum(map(len, held)) > LONGEST:
            return None, chain(held, blocks)
    return usual_answer(b"".join(held)), held
