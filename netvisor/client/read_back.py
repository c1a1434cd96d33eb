"""Looks up whether a write of unknown outcome was stored: its finder reads records, which are compared."""

from __future__ import annotations

import enum
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any, Final

from netvisor import resources
from netvisor.client.sought import Sought, holds, parts, reached
from netvisor.client.steps import Steps, taken
from netvisor.declare import CLEAR, plan
from netvisor.errors import InvalidData, MessageError
from netvisor.protocol.call import Call
from netvisor.protocol.finder import Finder, Read, Strength
from netvisor.protocol.results import One


class Stored(enum.Enum):
    """The outcome of a look."""

    YES = "it is there"
    NO = "it is not there"
    DIFFERENT = "something else is there under the same number"
    UNDECIDED = "nothing tells"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The findings of a look."""

    stored: Stored
    found: str
    """What was found, or why the outcome is undecided, in a sentence."""
    netvisor_key: int | None = None
    strength: Strength = Strength.NONE
    shows_after: float = 0.0
    """Seconds after which a record is certainly visible; before that, not finding it means nothing."""


Send: typing.TypeAlias = Callable[[Call[Any]], Any]
Sending: typing.TypeAlias = Callable[[Call[Any]], Steps[Any]]
_MOST_PAGES: Final = 10_000
_LONGEST_KEY: Final = 18
"""Digits of the longest key: far beyond any that Netvisor gives."""


def untold(call: Call[Any], function: str) -> str:
    """Why looking it up couldn't tell whether a write was stored; empty if it could.

    Args:
        call: the write.
        function: the function that made it, such as `customers.add_customer`; empty for a raw call.
    """
    sought = Sought(call, function)
    finder = sought.finder()
    if finder is not None and finder.strength.decides:
        return ""
    finding = sought.finding()
    return finding.nothing if finding is not None else "nothing is known of a raw call"


def look(call: Call[Any], function: str, send: Send, *, since: datetime | None = None) -> Verdict:
    """Look up whether a write was stored.

    Args:
        call: the write as it was sent.
        function: the function that made it, such as `customers.add_customer`; empty for a raw call.
        send: sends a read and returns its result.
        since: a moment before the write was sent, with its zone, if known; it shortens some lists.

    Raises:
        NetvisorError: the read failed.
    """

    def asking(read: Call[Any]) -> Steps[Any]:
        return (yield read)

    return taken(looking(call, function, asking, since=since), send)


def looking(call: Call[Any], function: str, send: Sending, *, since: datetime | None = None) -> Steps[Verdict]:
    """The steps of `look`.

    Args:
        call: the write as it was sent.
        function: the function that made it.
        send: the steps that send a read.
        since: a moment before the write was sent.
    """
    sought = Sought(call, function, since)
    finder = sought.finder()
    if finder is None:
        return Verdict(stored=Stored.UNDECIDED, found=f"no read shows it: {untold(call, function)}")
    reads = _Reads(sought.area, send)
    verdicts = []
    try:
        for each in sought.each(finder.each):
            records = yield from reads.records(finder, each)
            verdicts.append(_verdict(each, finder, records))
        verdict = _together(verdicts)
    except _Unaskable as error:
        return Verdict(stored=Stored.UNDECIDED, found=str(error))
    if finder.strength.decides:
        return verdict
    return replace(verdict, stored=Stored.UNDECIDED, found=f"{verdict.found}, and that proves nothing")


def _together(verdicts: list[Verdict]) -> Verdict:
    """The verdict on a message that writes several records, if it is the same for all."""
    if not verdicts:
        return Verdict(stored=Stored.UNDECIDED, found="the message writes nothing")
    first = verdicts[0]
    if len(verdicts) == 1:
        return first
    if different := next((each for each in verdicts if each.stored is Stored.DIFFERENT), None):
        return different
    done = sum(each.stored is Stored.YES for each in verdicts)
    if len({each.stored for each in verdicts}) == 1:
        return replace(first, found=f"{first.found}, as of all {len(verdicts)}", netvisor_key=None)
    return replace(first, stored=Stored.UNDECIDED, found=f"{done} of {len(verdicts)} are there", netvisor_key=None)


# Reading.


class _Unaskable(Exception):
    """A value of the message cannot be asked for."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A record and the one that led to it."""

    value: Any
    earlier: Any = None


class _Reads:
    """Reads, each sent once however many records of a message need it."""

    def __init__(self, area: str, send: Sending) -> None:
        self._area = area
        self._send = send
        self._given: dict[tuple[str, tuple[tuple[str, str], ...]], list[Any]] = {}

    def records(self, finder: Finder, sought: Sought) -> Steps[list[_Record]]:
        """The records that a finder leads to."""
        found = [_Record(None)]
        for step in finder.via:
            led = yield from self._step(step, sought, found, missing=False)
            found = [record for record in led if _meant(record, sought, step, one_of=True)]
        return (yield from self._step(finder, sought, found, missing=not finder.via))

    def _step(self, step: Read, sought: Sought, found: list[_Record], *, missing: bool) -> Steps[list[_Record]]:
        led = []
        for before in found:
            earlier = before.value
            for given in (yield from self._all(step, sought, earlier, missing=missing)) if step.read else [earlier]:
                for part in parts(given, step.records):
                    if not step.since or any(_after(moment, sought.before) for moment in reached(part, step.since)):
                        led.append(_Record(part, earlier))
        return led

    def _all(self, step: Read, sought: Sought, earlier: Any, *, missing: bool) -> Steps[list[Any]]:
        if not step.pages:
            return (yield from self._once(_asked(step, sought, earlier, self._area), missing=missing))
        found: list[Any] = []
        for page in range(1, _MOST_PAGES):
            call = _asked(step, sought, earlier, self._area, **{step.pages: page})
            more = yield from self._once(call, missing=missing)
            found += more
            if not more:
                break
        return found

    def _once(self, call: Call[Any], *, missing: bool) -> Steps[list[Any]]:
        known = (call.resource, call.parameters)
        if known not in self._given:
            self._given[known] = yield from self._sent(call, missing=missing)
        return self._given[known]

    def _sent(self, call: Call[Any], *, missing: bool) -> Steps[list[Any]]:
        try:
            given = yield from self._send(call)
        except InvalidData:
            # This is how Netvisor says that a key has no record. For a list, it would mean a wrong request.
            if missing and isinstance(call.result, One):
                return []
            raise
        return given if isinstance(given, list) else [] if given is None else [given]


def _after(moment: Any, before: datetime) -> bool:
    """Whether a moment is after another; other values are not left out."""
    if not isinstance(moment, date):
        return True
    return (moment if isinstance(moment, datetime) else datetime.combine(moment, time.max)) >= before


def _asked(step: Read, sought: Sought, earlier: Any, area: str, **page: int) -> Call[Any]:
    """The call of a read.

    Raises:
        _Unaskable: the read does not accept a value of the message.
    """
    own, _, name = step.read.rpartition(".")
    read = getattr(getattr(resources, own or area), name)
    hints = typing.get_type_hints(read)
    try:
        arguments = {arg: _argument(hints[arg], sought.values(place, earlier)) for arg, place in step.ask.items()}
        made: Call[Any] = read(**arguments, **step.fixed, **page)
    except (MessageError, ValueError, TypeError, OverflowError, IndexError) as error:
        raise _Unaskable(f"{step.read} cannot be asked for it: {type(error).__name__}") from error
    return made


def _argument(wanted: Any, values: list[Any]) -> Any:
    """Values in the form of an argument: a list, a whole number, a day, a moment, or a text."""
    text = str(wanted)
    if "Sequence" in text or "list" in text:
        return [int(value) if "int" in text else str(value) for value in values]
    value = values[0]
    if "datetime.datetime" in text:
        return value if isinstance(value, datetime) else datetime.combine(value, time.min)
    if "datetime.date" in text:
        return value.date() if isinstance(value, datetime) else value
    return int(value) if "int" in text and "str" not in text else str(value)


# Comparing.


def _verdict(sought: Sought, finder: Finder, led: list[_Record]) -> Verdict:
    records = [record for record in led if _meant(record, sought, finder)]
    if finder.gone:
        stored, found = (Stored.NO, "shows it still") if records else (Stored.YES, "shows it no more")
        return Verdict(stored=stored, found=f"{_name(finder)} {found}", strength=finder.strength)
    if not records:
        return Verdict(
            stored=Stored.NO,
            found=f"{_name(finder)} shows no such record",
            strength=finder.strength,
            shows_after=finder.shows_after,
        )
    right = [record for record in records if not _unequal(record, sought, finder)]
    if len(right) > 1:
        found = f"{_name(finder)} shows {len(right)} records that look like it"
        return Verdict(stored=Stored.UNDECIDED, found=found, strength=finder.strength)
    return _as_it_was_sent(right[0], sought, finder) if right else _otherwise(records[0], sought, finder)


def _name(finder: Finder) -> str:
    return finder.read or finder.via[-1].read


def _as_it_was_sent(record: _Record, sought: Sought, finder: Finder) -> Verdict:
    if unseen := [place for place, paths in _pairs(record, sought, finder) if not paths]:
        found = f"no read shows {', '.join(unseen)}; the rest is as it was sent"
        return Verdict(stored=Stored.UNDECIDED, found=found, strength=finder.strength)
    if finder.changes and not any(
        _wanted(place, record, sought, finder) for place, _ in _pairs(record, sought, finder)
    ):
        found = f"nothing that {_name(finder)} shows was sent"
        return Verdict(stored=Stored.UNDECIDED, found=found, strength=finder.strength)
    key = _key(record, finder)
    found = f"{_name(finder)} shows it" + (f" with the key {key}" if key is not None else "")
    return Verdict(stored=Stored.YES, found=found, netvisor_key=key, strength=finder.strength)


def _otherwise(record: _Record, sought: Sought, finder: Finder) -> Verdict:
    """The verdict on the right record if it differs from what was sent."""
    gone_on = not all(holds(record.value, path, values, one_of=True) for path, values in finder.untouched.items())
    stored = Stored.NO if finder.changes and not gone_on else Stored.DIFFERENT
    return Verdict(stored=stored, found="; ".join(_unequal(record, sought, finder)), strength=finder.strength)


def _meant(record: _Record, sought: Sought, read: Read, *, one_of: bool = False) -> bool:
    """Whether a record is the right one."""
    return all(
        holds(record.value, path, sought.values(place, record.earlier), one_of=one_of or place[0] == "=")
        for path, place in read.equal.items()
    )


def _unequal(record: _Record, sought: Sought, finder: Finder) -> list[str]:
    """The values of a record that differ from those sent, in words; only sent values are compared."""
    found = []
    for place, paths in _pairs(record, sought, finder):
        wanted = _wanted(place, record, sought, finder)
        if wanted and paths and not holds(record.value, paths, wanted, one_of=place[0] == "="):
            there = "another value" if finder.secret else _shown(reached(record.value, paths))
            sent = "" if finder.secret else f", sent was {_shown(wanted)}"
            found.append(f"{paths} is {there}{sent}")
    return found


def _wanted(place: str, record: _Record, sought: Sought, finder: Finder) -> list[Any]:
    """The values that a record must have for a place; with `whole` also none, for CLEAR."""
    return (sought.leaves.get(place) if finder.whole else None) or sought.values(place, record.earlier)


def _pairs(record: _Record, sought: Sought, finder: Finder) -> Iterator[tuple[str, str]]:
    """The places to compare, each with its paths in the record, which are empty if the record does not show it."""
    if not finder.whole:
        yield from ((place, path) for path, place in finder.compare.items())
        return
    yield from ((place, path) for path, place in finder.compare.items() if place and place[0] in "<=?@")
    known = {*finder.needs, *finder.aside}
    for place in sought.leaves:
        if place not in known:
            yield place, _shown_at(place, finder.compare, type(record.value))


def _shown_at(place: str, compare: Mapping[str, str], cls: type) -> str:
    """The path in a record that shows a value of the message, by the nearest declared place above it."""
    steps = place.split(".")
    for length in range(len(steps), -1, -1):
        above, below = ".".join(steps[:length]), steps[length:]
        for path in (path for path, declared in compare.items() if declared == above):
            full = ".".join([*([path] if path else []), *below])
            if not below or _declares(cls, full):
                return full
    return ""


def _declares(cls: type | None, path: str) -> bool:
    for step in path.split("."):
        fields = plan(cls).fields if cls is not None else ()
        found = next((each for field in fields for each in field.arms or (field,) if each.attr == step), None)
        if found is None:
            return False
        cls = found.cls
    return True


def _shown(values: list[Any]) -> str:
    return ", ".join("empty" if value is CLEAR else str(value) for value in values) or "nothing"


def _key(record: _Record, finder: Finder) -> int | None:
    if not finder.key:
        return None
    earlier = finder.key[0] == "<"
    found = reached(record.earlier, finder.key[1:]) if earlier else reached(record.value, finder.key)
    text = str(found[0]) if found else ""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_KEY else None
