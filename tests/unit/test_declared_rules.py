"""Every declared rule of a general kind refuses what breaks it; rules with a test of their own are tested by area."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

import pytest

from netvisor.codec.message_check import check
from netvisor.declare import Method, Rule, message, plan
from netvisor.resources import endpoints
from tests.regenerate.areas import inner_classes
from tests.regenerate.samples import part_with

Names = tuple[str, ...]

BROKEN: Final[dict[str, Callable[[Names], list[Names]]]] = {
    "exactly-one": lambda fields: [(), fields[:2]],
    "at-least-one": lambda fields: [()],
    "at-most-one": lambda fields: [fields[:2]],
    "together": lambda fields: [(field,) for field in fields],
    "needs": lambda fields: [fields[:1]],
    "required": lambda fields: [()],
    "excludes": lambda fields: [(fields[0], other) for other in fields[1:]],
}
"""Which fields are given in objects that break a rule of each kind."""


class Ruled(NamedTuple):
    cls: type
    rule: Rule


def ruled() -> Iterator[Ruled]:
    """Every rule of a general kind, with its class."""
    waiting = [endpoint.request for endpoint in endpoints() if endpoint.request is not None]
    seen: set[type] = set()
    while waiting:
        cls = waiting.pop()
        if cls not in seen:
            seen.add(cls)
            waiting += inner_classes(cls)
            yield from (Ruled(cls, rule) for rule in plan(cls).rules if rule.name in BROKEN)


def name_of(each: Ruled) -> str:
    return f"{each.cls.__name__}-{each.rule.name}-{'-'.join(each.rule.fields)}"


def problems(cls: type, part: object, method: Method | None) -> list[tuple[str, str]]:
    """The rules that an object breaks, with what would be right; a part is checked inside a message of its own."""
    holder: Any = message()(type("Holder", (), {"__annotations__": {"inner": cls}}))
    return [(problem.rule, problem.expected) for problem in check(holder(inner=part), method=method)]


RULED: Final = tuple(ruled())


@pytest.mark.parametrize("each", RULED, ids=name_of)
def test_what_breaks_a_rule_is_refused_by_its_name(each: Ruled) -> None:
    cls, rule = each
    for there in BROKEN[rule.name](rule.fields):
        told = problems(cls, part_with(cls, rule.fields, there), rule.on)
        assert (rule.name, rule.expected) in told, f"{cls.__name__} takes {there or 'none of them'}"


def test_the_rules_of_all_areas_are_looked_at() -> None:
    assert {each.rule.name for each in RULED} == BROKEN.keys()
    assert len(RULED) > 20


def test_what_keeps_a_rule_is_not_refused_by_it() -> None:
    cls, rule = next(each for each in RULED if each.rule.name == "exactly-one")
    assert (rule.name, rule.expected) not in problems(cls, part_with(cls, rule.fields, rule.fields[:1]), rule.on)
