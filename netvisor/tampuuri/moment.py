"""A date or a moment as Tampuuri writes it, kept character by character."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from netvisor.errors import WrongIdentifier

_FORM: Final = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.(?P<fraction>[0-9]{1,9}))?(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


class Moment:
    """A date or a moment in ISO 8601. Tampuuri writes up to seven decimals and an offset, and `text` keeps them all.

    Two are equal when their texts are.

    >>> seen = Moment("2021-10-26T13:20:55.1824125+03:00")
    >>> seen.date, seen.datetime.microsecond, str(seen)
    (datetime.date(2021, 10, 26), 182412, '2021-10-26T13:20:55.1824125+03:00')
    >>> Moment.of(date(2026, 1, 31)).text
    '2026-01-31'
    """

    # No dataclass: msgspec would expect a JSON object for one.
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def text(self) -> str:
        """The text as it is written."""
        return self._text

    @classmethod
    def of(cls, value: date) -> Moment:
        """The text of a day, or of a moment with its zone.

        Raises:
            WrongIdentifier: a moment has no zone, and how Tampuuri would take it is not documented.
        """
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise WrongIdentifier(f"{value.isoformat()} has no zone; expected a datetime with one, or a date")
        return cls(value.isoformat())

    @property
    def valid(self) -> bool:
        """Whether the text is a day or a moment. Answers are read whatever they hold, requests must be valid."""
        try:
            _ = self.datetime
        except WrongIdentifier:
            return False
        return True

    @property
    def date(self) -> date:
        """The day as it is written, in the zone that it is written in.

        Raises:
            WrongIdentifier: the text is no day and no moment.
        """
        return self.datetime.date()

    @property
    def datetime(self) -> datetime:
        """The moment, cut to microseconds; without a zone if none is written, and midnight of a day.

        Raises:
            WrongIdentifier: the text is no day and no moment.
        """
        match = _FORM.fullmatch(self.text) if isinstance(self.text, str) else None
        if match is not None:
            try:
                zone = (match["zone"] or "").replace("Z", "+00:00")
                fraction = f"{match['fraction'] or '0':0<6}"[:6]
                moment = datetime.fromisoformat(f"{match['day']}T{match['time'] or '00:00'}{zone}")
                return moment.replace(microsecond=int(fraction))
            except ValueError:
                pass
        raise WrongIdentifier(
            f"{self.text!r} is not a date; expected 2026-01-31, or 2026-01-31T12:00:00 with up to seven decimals and"
            " an offset such as +02:00"
        )

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Moment({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Moment) else NotImplemented

    def __hash__(self) -> int:
        return hash((Moment, self.text))


__all__ = ["Moment"]
