"""Identity codes in texts that people read: error texts and the sandbox's log show a mask in their place."""

from __future__ import annotations

import re
from typing import Final

from netvisor.protocol.secret import MASK

_IDENTITY_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z])[0-9]{6}(?:[-+A-FU-Y]|%2B|%2D)[0-9]{3}[0-9A-Y](?![0-9A-Za-z])", re.IGNORECASE
)


def without_identity_codes(text: str) -> str:
    """A text with every Finnish identity code masked.

    >>> without_identity_codes("no person 131052-308T at osapuolet/henkilot?Hakusana=131052A308T")
    'no person *** at osapuolet/henkilot?Hakusana=***'
    """
    return _IDENTITY_CODE.sub(MASK, text)


__all__ = ["without_identity_codes"]
