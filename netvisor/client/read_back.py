"""Whether a write of unknown outcome was stored: the finder of its resource reads, and what it finds is compared."""

from __future__ import annotations

import enum
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from netvisor import resources
from netvisor.codec.decode import decode
from netvisor.codec.encode import Encoded
from netvisor.declare import declared, given
from netvisor.errors import InvalidData
from netvisor.protocol.call import Call
from netvisor.protocol.finder import Finder, Finding, Strength
from netvisor.resources import find


class Stored(enum.Enum):
    """What a look says."""

    YES = "it is there"
    NO = "it is not there"
    DIFFERENT = "something else is there under the same number"
    UNDECIDED = "nothing tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a look found."""

    stored: Stored
    found: str
    """What was found, or why nothing can be told, in a sentence."""
    netvisor_key: int | None = None
    strength: Strength = Strength.NONE
    shows_after: float = 0.0
    """Seconds after which a record surely shows; before that, not finding it means nothing."""


class Sought:
    """A write that is looked for: the values of its message and its parameters, by their places.

    Args:
        call: the write as it was sent.
        function: the function that made it, such as `customers.add_customer`.
    """

    def __init__(self, call: Call[Any], function: str) -> None:
        self.resource = call.resource
        self.area, _, self.name = function.partition(".")
        self._parameters = {name.lower(): value for name, value in call.parameters}
        self._message = _message(call)

    def values(self, place: str) -> list[Any]:
        """The values that stand at a place, none when nothing was given there."""
        if place.startswith("?"):
            text = self._parameters.get(place[1:])
            return text.split(",") if text is not None else []
        return [plain(value) for value in _reached(self._message, place) if given(value)]

    def finding(self) -> Finding | None:
        """How writes of this kind are found; `None` for raw calls, of which nothing is known."""
        return find(self.resource).findings.get(self.name) if self.name else None

    def finder(self) -> Finder | None:
        """The best finder whose values are all there."""
        finding = self.finding()
        return (
            next((f for f in finding.finders if all(self.values(place) for place in f.needs)), None)
            if finding
            else None
        )


def _message(call: Call[Any]) -> Any:
    if call.message is not None:
        return call.message
    request = find(call.resource).request
    if request is None or not call.body:
        return None
    if isinstance(call.body, Encoded):
        return decode(call.body.bytes(), request, call.body.charset)
    return decode(call.body, request)


def _reached(root: object, place: str) -> Iterator[Any]:
    """The values at a dotted path, as far as it was given."""
    found: list[Any] = [root]
    for step in place.split("."):
        values = [getattr(item, step) for item in found if given(item)]
        found = [each for value in values for each in (value if isinstance(value, (list, tuple)) else [value])]
    yield from found


def plain(value: Any) -> Any:
    """A value without its attributes."""
    said = declared(type(value))
    return plain(value.value) if said is not None and said.valued else value


def look(call: Call[Any], function: str, send: Callable[[Call[Any]], Any]) -> Verdict:
    """Look whether a write was stored.

    Args:
        call: the write as it was sent.
        function: the function that made it, such as `customers.add_customer`; empty for a raw call.
        send: sends a read and gives its result.

    Raises:
        NetvisorError: the read failed.
    """
    sought = Sought(call, function)
    finding, finder = sought.finding(), sought.finder()
    if finder is None:
        why = finding.nothing if finding is not None else "nothing is known of a raw call"
        return Verdict(stored=Stored.UNDECIDED, found=f"no read shows it: {why}")
    records = _read(sought, finder, send)
    verdict = _gone(records, finder) if finder.gone else _there(records, sought, finder)
    if verdict.stored is Stored.YES and not finder.strength.decides:
        return replace(verdict, stored=Stored.UNDECIDED, found=f"{verdict.found}, which may be another one")
    if verdict.stored is Stored.NO and not finder.strength.decides:
        return replace(verdict, stored=Stored.UNDECIDED)
    return verdict


def _read(sought: Sought, finder: Finder, send: Callable[[Call[Any]], Any]) -> list[Any]:
    """The records that a finder's read gives; none when Netvisor says that there is no such record."""
    area, _, name = finder.read.rpartition(".")
    read = getattr(getattr(resources, area or sought.area), name)
    hints = typing.get_type_hints(read)
    asked = {argument: _argument(hints[argument], sought.values(place)) for argument, place in finder.ask.items()}
    try:
        given_back = send(read(**asked, **finder.fixed))
    except InvalidData:
        return []
    return given_back if isinstance(given_back, list) else [] if given_back is None else [given_back]


def _argument(wanted: Any, values: list[Any]) -> Any:
    """Values as an argument takes them: a list, a whole number, a day, or a text."""
    text = str(wanted)
    if "Sequence" in text or "list" in text:
        return [int(value) if "int" in text else str(value) for value in values]
    value = values[0]
    if "int" in text and "str" not in text:
        return int(value)
    return value if isinstance(value, (date, datetime)) else str(value)


def _gone(records: list[Any], finder: Finder) -> Verdict:
    if records:
        return Verdict(stored=Stored.NO, found="the record is still there", strength=finder.strength)
    return Verdict(stored=Stored.YES, found="the record is gone", strength=finder.strength)


def _there(records: list[Any], sought: Sought, finder: Finder) -> Verdict:
    same = [record for record in records if not _unequal(record, sought, finder.equal)]
    if not same:
        told = f"{finder.read} shows no such record"
        return Verdict(stored=Stored.NO, found=told, strength=finder.strength, shows_after=finder.shows_after)
    right = [record for record in same if not _unequal(record, sought, finder.compare)]
    if len(right) > 1:
        told = f"{finder.read} shows {len(right)} records that look like it"
        return Verdict(stored=Stored.UNDECIDED, found=told, strength=finder.strength)
    if not right:
        told = "; ".join(_unequal(same[0], sought, finder.compare))
        # What sets a state and is not as it was set was not done.
        stored = Stored.NO if finder.strength is Strength.STATE else Stored.DIFFERENT
        return Verdict(stored=stored, found=told, strength=finder.strength)
    key = _key(right[0], finder)
    told = f"{finder.read} shows it" + (f" with the key {key}" if key is not None else "")
    return Verdict(stored=Stored.YES, found=told, netvisor_key=key, strength=finder.strength)


def _unequal(record: Any, sought: Sought, pairs: Mapping[str, str]) -> list[str]:
    """The values of a record that differ from what was sent, each in words; what was not sent is not compared."""
    found = []
    for path, place in pairs.items():
        wanted, there = sought.values(place), [plain(value) for value in _reached(record, path)]
        if wanted and not any(_same(one, other) for one in wanted for other in there):
            found.append(f"{path} is {_shown(there)}, sent was {_shown(wanted)}")
    return found


def _same(one: Any, other: Any) -> bool:
    if one == other:
        return True
    if isinstance(one, datetime) != isinstance(other, datetime) and isinstance(other, date) and isinstance(one, date):
        return _day(one) == _day(other)
    try:
        return Decimal(str(one).replace(",", ".")) == Decimal(str(other).replace(",", "."))
    except InvalidOperation:
        return str(one).strip().casefold() == str(other).strip().casefold()


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _shown(values: list[Any]) -> str:
    return ", ".join(str(value) for value in values) or "nothing"


def _key(record: Any, finder: Finder) -> int | None:
    if finder.key is None:
        return None
    found = next((plain(value) for value in _reached(record, finder.key)), None)
    return int(found) if isinstance(found, int) or (isinstance(found, str) and found.isdecimal()) else None
