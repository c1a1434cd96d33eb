"""The query of an address, read for the books: names in any letter case, values typed on request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from netvisor.codec.values import read_boolean, read_datetime, read_integer
from netvisor.sandbox.refusal import invalid

T = TypeVar("T")


class Parameters:
    """The parameters of one call; the last one of a repeated name counts."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs: tuple[tuple[str, str], ...] = tuple(pairs)
        self._values = {name.lower(): value for name, value in self.pairs}

    def __contains__(self, name: str) -> bool:
        return bool(self._values.get(name))

    def is_present(self, name: str) -> bool:
        """Whether the address has a parameter, with or without a value."""
        return name in self._values

    def text(self, name: str) -> str | None:
        """The text of a parameter; `None` if it is missing or empty."""
        return self._values.get(name) or None

    def integer(self, name: str) -> int | None:
        """A whole number."""
        return self._typed(name, read_integer, "a whole number")

    def day(self, name: str) -> date | None:
        """A day; for a moment its day."""
        moment = self.moment(name)
        return moment and moment.date()

    def moment(self, name: str) -> datetime | None:
        """A moment; for a day its midnight."""
        return self._typed(name, read_datetime, "a date, or a date and a time")

    def flag(self, name: str) -> bool | None:
        """A flag, `1` or `0`."""
        return self._typed(name, read_boolean, "1 or 0")

    def option(self, name: str) -> int:
        """A bit field; 0 if it is missing."""
        return self.integer(name) or 0

    def texts(self, name: str, limit: int) -> list[str] | None:
        """Texts separated by commas."""
        text = self.text(name)
        if text is None:
            return None
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if len(parts) > limit:
            raise invalid(f"{name} holds {len(parts)} values; at most {limit} are taken")
        return parts

    def keys(self, name: str, limit: int) -> list[int] | None:
        """Netvisor keys separated by commas."""
        parts = self.texts(name, limit)
        return None if parts is None else [_typed(part, name, read_integer, "whole numbers") for part in parts]

    def one_of(self, name: str, values: Iterable[str]) -> str | None:
        """One of a closed list of texts, in any letter case."""
        text = self.text(name)
        if text is None:
            return None
        known = list(values)
        if text.lower() not in known:
            raise invalid(f"the parameter {name} is {text!r}; expected one of {', '.join(known)}")
        return text.lower()

    def _typed(self, name: str, read: Callable[[str], T], words: str) -> T | None:
        text = self.text(name)
        return None if text is None else _typed(text, name, read, words)


def _typed(text: str, name: str, read: Callable[[str], T], words: str) -> T:
    try:
        return read(text)
    except (ValueError, OverflowError) as error:
        raise invalid(f"the parameter {name} is {text[:100]!r}; expected {words}") from error
