"""Whether a request says plainly how long its body is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_MOST_DIGITS: Final = 18


def length_problem(environ: Mapping[str, Any]) -> str | None:
    """Why nobody knows where the body ends, in words; `None` when it is plain.

    Several values of one header come joined by commas; several equal ones are one.
    """
    said = [part.strip() for part in str(environ.get("CONTENT_LENGTH") or "").split(",")]
    length, *others = dict.fromkeys(said)
    if others:
        return f"several Content-Lengths: {', '.join(said)[:100]}"
    if length and not (length.isascii() and length.isdecimal() and len(length) <= _MOST_DIGITS):
        return f"the Content-Length {length[:100]!r} is not a length"
    if length and environ.get("HTTP_TRANSFER_ENCODING"):
        return "a Content-Length beside a Transfer-Encoding"
    return None
