"""A key that is used and never shown: printing, copying or pickling an object gives a mask."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from typing import Final, NoReturn

from netvisor.errors import SetupError

MASK: Final = "***"
"""Shown in place of a secret."""

HASH: Final = re.compile(r"[0-9A-Fa-f]{32,}")
"""A MAC, a key or a hash of one: 32 and more hexadecimal digits without a hyphen."""


class Secret:
    """A text that only `reveal()` gives.

    Error reporters print local variables, and `dataclasses.asdict` copies what it finds: both get `***`.

    >>> key = Secret("7cd680e8")
    >>> key, f"{key}", key.reveal()
    (***, '***', '7cd680e8')
    """

    __slots__ = ("_reveal",)

    def __init__(self, text: str) -> None:
        # In a closure: code that walks the attributes of an object finds only a function.
        self._reveal: Callable[[], str] = lambda: text

    @classmethod
    def of(cls, value: str | Secret) -> Secret:
        """The value as a secret; a secret stays as it is."""
        return value if isinstance(value, Secret) else cls(value)

    def reveal(self) -> str:
        """The plain text; don't keep it in a variable."""
        return self._reveal()

    def __repr__(self) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._reveal().encode("utf-8"), other._reveal().encode("utf-8"))

    def __hash__(self) -> int:
        return hash((Secret, self._reveal()))

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, _: object) -> Secret:
        return self

    def __reduce_ex__(self, _: object) -> NoReturn:
        text = "keys cannot be pickled: create the Credentials in the process that uses them"
        raise SetupError(text)


__all__ = ["HASH", "MASK", "Secret"]
