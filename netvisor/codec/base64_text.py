"""What is wrong in a text that should be Base64: a data URI, the URL alphabet, truncation, padding."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

WANTED: Final = "the content of the file in Base64"
_URI: Final = re.compile(r"\s*data:[^,]{0,200},", re.IGNORECASE)
_OTHER: Final = re.compile(r"[^A-Za-z0-9+/=\s]")
_OF_URLS: Final = re.compile(r"[A-Za-z0-9=_-]+")


def read_base64(text: str) -> bytes:
    """The bytes of a Base64 text; line breaks in it are ignored.

    Raises:
        ValueError: it is not Base64; `base64_problem` says why.
    """
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not Base64") from error


def base64_problem(text: str) -> tuple[str, str]:
    """Why a text is not Base64, and what is expected; the text itself is not repeated.

    >>> base64_problem("data:application/pdf;base64,JVBERi0=")
    ('a data URI, which begins data:application/pdf;base64,', 'only what stands behind its comma')
    >>> base64_problem("JVBERi0")
    ('7 characters and no = behind them', 'the same with = at the end')
    """
    if uri := _URI.match(text):
        return f"a data URI, which begins {uri.group().strip()[:60]}", "only what stands behind its comma"
    if other := _OTHER.search(text):
        if _OF_URLS.fullmatch("".join(text.split())):
            return "Base64 for URLs, with - and _", "the usual alphabet, with + for - and / for _"
        at = len("".join(text[: other.start()].split())) + 1
        return (
            f"{other.group()!r} as character {at}, which Base64 does not have",
            f"{WANTED}: letters, digits, + and /",
        )
    letters = "".join(text.split())
    bare = letters.rstrip("=")
    if "=" in bare:
        return (
            f"= as character {bare.index('=') + 1}, before the end",
            "= at the end only; two texts may be joined",
        )
    if len(bare) % 4 == 1:
        return f"cut short: {len(bare)} characters, which no file gives", f"{WANTED}, up to its end"
    padding, wanted = len(letters) - len(bare), -len(bare) % 4
    found = f"{len(bare)} characters and {padding or 'no'} = behind them"
    return found, f"the same with {'=' * wanted} at the end"


__all__ = ["WANTED", "base64_problem", "read_base64"]
