"""The items of a long JSON array, one at a time while it arrives."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final, NoReturn

from netvisor.tampuuri.model import WrongShape

_SPACE: Final = " \t\r\n"


def array_items(blocks: Iterable[bytes]) -> Iterator[Any]:
    """The items of an array as plain values; fractions become decimals.

    >>> list(array_items([b'[{"Summa": 5', b'.0}, 2', b'5]']))
    [{'Summa': Decimal('5.0')}, 25]

    Raises:
        WrongShape: it is no JSON array in UTF-8.
    """
    text = _Text(blocks)
    text.expect("[")
    if text.next_character() == "]":
        text.expect("]")
    else:
        while True:
            yield text.value()
            if text.next_character() == "]":
                text.expect("]")
                break
            text.expect(",")
    if text.next_character():
        raise WrongShape("not JSON: something stands behind the array")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


class _Text:
    """Text that arrives in blocks; what was read is dropped."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._json = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse)
        self._text = ""
        self._at = 0
        self._ended = False

    def next_character(self) -> str:
        """The next character that is not white space, which stays; none at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def expect(self, character: str) -> None:
        """Take a character."""
        found = self.next_character()
        if found != character:
            raise WrongShape(f"not a JSON array: expected {character!r}, found {found!r}")
        self._at += 1

    def value(self) -> Any:
        """Take a whole value."""
        self.next_character()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if not self._double():
                    raise WrongShape(f"not JSON: {error}") from error
                continue
            # A number may go on in the next block; in an array something stands behind each value.
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _double(self) -> bool:
        """Wait for as much as there is again, so that a long value is not begun anew at each block."""
        wanted = 2 * (len(self._text) - self._at)
        came = False
        while len(self._text) - self._at < wanted or not came:
            if not self._more():
                break
            came = True
        return came

    def _more(self) -> bool:
        while not self._ended:
            block = next(self._blocks, None)
            self._ended = block is None
            try:
                text = self._decode(block or b"", final=self._ended)
            except UnicodeDecodeError as error:
                raise WrongShape(f"not UTF-8: {error.reason}") from error
            if text:
                self._text = self._text[self._at :] + text
                self._at = 0
                return True
        return False


__all__ = ["array_items"]
