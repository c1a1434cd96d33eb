"""A write to look up: its values, by the places that finders name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, Final

from netvisor.codec.decode import decode
from netvisor.codec.encode import Encoded
from netvisor.declare import CLEAR, declared, given, plan
from netvisor.protocol.call import Call
from netvisor.protocol.finder import Finder, Finding
from netvisor.protocol.results import is_empty
from netvisor.resources import find

_STEP: Final = re.compile(r"(\w+)(?:\[(\w+)=([^\]]*)\])?(?:\.|$)")
_ONE_LESS: Final = " - 1"
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Used if it is unknown when a call was made."""
ANYTHING: Final = "*"


@dataclass(frozen=True)
class Sought:
    """A write to look up."""

    call: Call[Any]
    function: str
    """The function that made it, such as `customers.add_customer`; empty for a raw call."""
    since: datetime | None = None
    """A moment before it was made, if known."""
    only: tuple[str, Any] = ("", None)
    """The current one of several items, with their place."""

    @property
    def area(self) -> str:
        """The area of the function."""
        return self.function.partition(".")[0]

    @cached_property
    def message(self) -> Any:
        """The message as an object, or `None`.

        Raises:
            MessageError: the stored bytes are not a message of this version of the library.
        """
        if self.call.message is not None:
            return self.call.message
        request = find(self.call.resource).request
        if request is None or not self.call.body:
            return None
        if isinstance(self.call.body, Encoded):
            return decode(self.call.body.bytes(), request, self.call.body.charset)
        return decode(self.call.body, request)

    @cached_property
    def _parameters(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.call.parameters}

    @property
    def before(self) -> datetime:
        """A moment certainly before the call was made, in Netvisor's time: clocks and zones differ."""
        return ((self.since or _LONG_AGO).astimezone(UTC) - timedelta(days=1)).replace(tzinfo=None)

    # Which finder.

    def finding(self) -> Finding | None:
        """How writes of this kind are found; `None` for raw calls."""
        if not self.function:
            return None
        return find(self.call.resource).findings.get(self.function.rpartition(".")[2])

    def finder(self) -> Finder | None:
        """The best finder with all its values."""
        finding = self.finding()
        return next((finder for finder in finding.finders if self._fits(finder)), None) if finding else None

    def _fits(self, finder: Finder) -> bool:
        right = all(
            any(str(value) in wanted for value in self.values(place) or [""]) for place, wanted in finder.when.items()
        )
        return right and all(self.values(place) for place in finder.needs)

    def each(self, place: str) -> list[Sought]:
        """One for each item at a place; the write itself if the place is empty."""
        if not place:
            return [self]
        found = self.values(place) if place[0] == "?" else list(_reached(self.message, place))
        return [replace(self, only=(place, value)) for value in found]

    # Values.

    def values(self, place: str, earlier: object = None) -> list[Any]:
        """The values at a place, if any.

        Args:
            place: in the form that finders use.
            earlier: the record of the previous read.
        """
        if place.endswith(_ONE_LESS):
            return [less for value in self.values(place.removesuffix(_ONE_LESS), earlier) for less in _one_less(value)]
        if place[0] == "<":
            return reached(earlier, place[1:])
        if place[0] == "=":
            return list(place[1:].split("|"))
        if place == "@before":
            return [self.before]
        whole, item = self.only
        if whole and place == whole:
            return [plain(item)]
        if whole and place.startswith(f"{whole}."):
            return _plainly(_reached(item, place.removeprefix(f"{whole}.")))
        if place[0] == "?":
            text = self._parameters.get(place[1:])
            return text.split(",") if text is not None else []
        return _plainly(_reached(self.message, place))

    @cached_property
    def leaves(self) -> dict[str, list[Any]]:
        """All values of the message by their places, with CLEAR for empty elements."""
        found: dict[str, list[Any]] = {}
        place, item = self.only
        root = item if place and place[0] != "?" else self.message
        if root is not None and declared(type(root)) is not None:
            _collect(root, f"{place}." if root is item and place else "", found)
        return found


def _collect(part: Any, above: str, found: dict[str, list[Any]]) -> None:
    for field in plan(type(part)).fields:
        if field.role in {"constant", "attribute"}:
            continue
        value = getattr(part, field.attr)
        for item in value if isinstance(value, (list, tuple)) else [value]:
            simple = plain(item)
            if simple is not CLEAR and not given(simple):
                continue
            said = declared(type(simple))
            if said is None or said.valued:
                found.setdefault(f"{above}{field.attr}", []).append(simple)
            else:
                _collect(simple, f"{above}{field.attr}.", found)


def reached(root: object, paths: str) -> list[Any]:
    """The plain values at a dotted path of a record, or at several, split by `|`."""
    return [value for path in paths.split("|") for value in _plainly(_reached(root, path))]


def parts(root: object, path: str) -> list[Any]:
    """The objects at a dotted path, unchanged."""
    return [part for part in _reached(root, path) if given(part)] if path else [root]


def _plainly(found: Iterator[Any]) -> list[Any]:
    return [simple for value in found if given(simple := plain(value))]


def _reached(root: object, path: str) -> Iterator[Any]:
    """The values at a dotted path, if given and its conditions hold."""
    found: list[Any] = [root]
    for name, condition, wanted in _STEP.findall(path):
        found = [each for item in found if given(item) for each in _below(item, name)]
        if condition:
            found = [item for item in found if _said(item, condition) in wanted.split("|")]
    yield from found


def _below(item: Any, name: str) -> list[Any]:
    """The values of a part under a name; of mixed lists, those of that kind."""
    mixed = _mixed(type(item)).get(name)
    if mixed is not None:
        attr, cls = mixed
        return [each for each in getattr(item, attr) or () if isinstance(each, cls)]
    value = getattr(item, name, None)
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _mixed(cls: type) -> dict[str, tuple[str, type]]:
    return _mixed_of(cls)


@cache
def _mixed_of(cls: type) -> dict[str, tuple[str, type]]:
    if declared(cls) is None:
        return {}
    return {arm.attr: (field.attr, arm.cls) for field in plan(cls).fields for arm in field.arms if arm.cls}


def _said(item: object, name: str) -> str:
    value = plain(getattr(item, name, None))
    return str(value) if given(value) else ""


def plain(value: Any) -> Any:
    """A value without its attributes."""
    said = declared(type(value))
    return plain(value.value) if said is not None and said.valued else value


def _one_less(value: Any) -> list[Any]:
    """The previous number or day; nothing for other values."""
    try:
        return [value - timedelta(days=1) if isinstance(value, date) else int(value) - 1]
    except (ValueError, OverflowError):
        return []


# Comparing.

_FLAGS: Final = {
    **dict.fromkeys(("1", "true", "yes", "kyllä", "ja", "enabled"), "1"),
    **dict.fromkeys(("0", "false", "no", "ei", "nej", "disabled"), "0"),
}


def same(one: Any, other: Any) -> bool:
    """Whether two values mean the same; answers write flags, numbers and letter case differently."""
    if one in (ANYTHING, other):
        return True
    if isinstance(one, date) and isinstance(other, date):
        return _day(one) == _day(other) and not (isinstance(one, datetime) and isinstance(other, datetime))
    left, right = _text(one), _text(other)
    if left == right:
        return True
    if {left, right} & {"0", "1"} and left in _FLAGS and right in _FLAGS:
        return _FLAGS[left] == _FLAGS[right]
    try:
        return Decimal(left.replace(",", ".")) == Decimal(right.replace(",", "."))
    except ArithmeticError:
        return False


def _text(value: Any) -> str:
    return ("1" if value else "0") if isinstance(value, bool) else str(value).strip().casefold()


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def holds(record: object, paths: str, wanted: Sequence[Any], *, one_of: bool = False) -> bool:
    """Whether a record has all the wanted values at a path, or with `one_of` any of them."""
    there = reached(record, paths)
    if CLEAR in wanted:
        return all(value == "" or (declared(type(value)) is not None and is_empty(value)) for value in there)
    return (any if one_of else all)(any(same(value, found) for found in there) for value in wanted)
