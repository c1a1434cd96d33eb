"""What a handler of the local Tampuuri gets to work with, and where handlers are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias, TypeVar

from netvisor.sandbox.clock import FINLAND
from netvisor.sandbox.tampuuri.refusal import wrong
from netvisor.sandbox.tampuuri.registers import Record, Registers
from netvisor.tampuuri.model import Model, to_json
from netvisor.tampuuri.moment import Moment
from netvisor.tampuuri.operation import Operation

_SAMPLE_LIMIT: Final = 50
"""The page size of the vendor's sample, where none is asked for."""
_LARGEST_PAGE: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class TampuuriWork:
    """One call as its handler sees it."""

    registers: Registers
    now: datetime
    """The sandbox's time, with the zone of Finland."""
    places: Mapping[str, int | str]
    """The variables of the path; digits are numbers."""
    query: Mapping[str, str]
    """By small names."""
    body: Any
    """The JSON of the body; `None` without one."""
    model: Model | None
    """The body as its model, where the operation has one."""

    def fields(self) -> Record:
        """The body as an object; an empty one without a body.

        Raises:
            TampuuriRefusal: it is something else.
        """
        if self.body is None:
            return {}
        if not isinstance(self.body, dict):
            raise wrong("the body must be a JSON object")
        return dict(self.body)

    def given(self) -> Record:
        """The fields of the body's model, unknown ones included."""
        made: Record = to_json(self.model)
        return made

    def key(self, name: str) -> int | str:
        """A variable of the path."""
        return self.places[name]

    def timestamp(self) -> str:
        """The present moment with seven decimals and an offset, as the service writes it."""
        text = self.now.isoformat(timespec="microseconds")
        return f"{text[:26]}0{text[26:]}"

    def day(self, name: str) -> Moment:
        """A parameter that must be a date or a moment.

        Raises:
            TampuuriRefusal: it is missing or none.
        """
        moment = Moment(self.query.get(name.lower(), ""))
        if not moment.valid:
            raise wrong(f"{name} must be a date, not {moment.text!r}")
        return moment

    def page(self, given: Mapping[str, Any]) -> tuple[int, int]:
        """Offset and limit among parameters, in any letter case; more than 250 are 250."""
        plain = {name.lower(): value for name, value in given.items()}
        offset, limit = (
            _number(name, plain.get(name), default) for name, default in (("offset", 0), ("limit", _SAMPLE_LIMIT))
        )
        return offset, min(max(limit, 1), _LARGEST_PAGE)


def _number(name: str, value: Any, default: int) -> int:
    if value is None:
        return default
    text = str(value)
    if isinstance(value, bool) or not text.isdecimal() or len(text) > 9:
        raise wrong(f"{name.capitalize()} must be a whole number, not {value!r}")
    return int(text)


def instant(moment: Moment) -> datetime:
    """A moment with a zone; one without is Finnish local time."""
    found = moment.datetime
    return found if found.tzinfo is not None else found.replace(tzinfo=FINLAND)


TampuuriHandler: TypeAlias = Callable[[TampuuriWork], Any]
H = TypeVar("H", bound=TampuuriHandler)

_handlers: Final[dict[str, TampuuriHandler]] = {}


def answers(operation: Operation[Any]) -> Callable[[H], H]:
    """Decorate the function that answers an operation; it gives JSON, or `None` for an empty answer."""

    def register(function: H) -> H:
        _handlers[operation.name] = function
        return function

    return register


def handler(operation: Operation[Any]) -> TampuuriHandler:
    """The function that answers an operation."""
    return _handlers[operation.name]
