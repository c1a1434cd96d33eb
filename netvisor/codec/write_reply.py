"""From an object of a reply class to the bytes of an answer in the documented form: a function over a plan.

For the sandbox and for tests. Names are written as declared, in their documented letter case; without a value, an
element of every answer is written empty and an optional one is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from netvisor.codec.charset import escape, forbidden
from netvisor.codec.reply_elements import Language, content_writer
from netvisor.codec.values import write
from netvisor.declare import Scalar

PROLOG: Final = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'


def write_reply(
    root: Any = None,
    *,
    statuses: Iterable[str] = ("OK",),
    timestamp: datetime | None = None,
    inserted: Iterable[object] = (),
    updated: Iterable[object] = (),
    valid: Iterable[object] = (),
    replies: Iterable[object] = (),
    language: Language = "FI",
) -> bytes:
    """The bytes of an answer.

    Args:
        root: an object of a root reply class, with the elements under `Root`; `None` for the envelope alone. CLEAR
            writes an element empty, which is how a few resources say "not found".
        statuses: `OK`, or `FAILED` and then `CATEGORY :: text`.
        timestamp: the Finnish local time of the answer; `None` leaves the element out.
        inserted: the keys of what was added.
        updated: the keys of what was changed.
        valid: the keys that are valid.
        replies: texts.
        language: the language of Yes and No.

    >>> write_reply(timestamp=datetime(2023, 6, 5, 16, 12, 9), inserted=[1802]).decode().partition("?>")[2]
    '<Root><ResponseStatus><Status>OK</Status><TimeStamp>5.6.2023 16:12:09</TimeStamp></ResponseStatus>\
<Replies><InsertedDataIdentifier>1802</InsertedDataIdentifier></Replies></Root>'
    """
    out = [PROLOG, "<Root><ResponseStatus>"]
    out += (f"<Status>{escape(writable(status))}</Status>" for status in statuses)
    if timestamp is not None:
        out.append(f"<TimeStamp>{finnish_moment(timestamp)}</TimeStamp>")
    out.append("</ResponseStatus>")
    _write_replies(out, inserted=inserted, updated=updated, valid=valid, replies=replies)
    if root is not None:
        content_writer(root.__class__)(root, out, language)
    out.append("</Root>")
    return "".join(out).encode("utf-8")


def finnish_moment(moment: datetime) -> str:
    """A moment as in answers, without leading zeros in day, month and hour.

    >>> finnish_moment(datetime(2009, 10, 1, 8, 3, 24))
    '1.10.2009 8:03:24'
    """
    return write(moment, Scalar("datetime", form="finnish"))


def writable(text: str) -> str:
    """A text in which question marks replace the characters that XML forbids."""
    while (character := forbidden(text)) is not None:
        text = text.replace(character, "?")
    return text


def _write_replies(out: list[str], **replies: Iterable[object]) -> None:
    names = {"inserted": "InsertedDataIdentifier", "updated": "UpdatedDataIdentifier", "valid": "ValidDataIdentifier"}
    lines = [
        f"<{name}>{escape(writable(str(text)))}</{name}>"
        for key, texts in replies.items()
        for name in [names.get(key, "Reply")]
        for text in texts
    ]
    if lines:
        out += ["<Replies>", *lines, "</Replies>"]
