"""Every kind of rule, kept and broken."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from netvisor.declare import (
    CLEAR,
    UNSET,
    Rule,
    at_least_one,
    at_most_one,
    exactly_one,
    excludes,
    must,
    needs,
    required,
    together,
    total,
    when,
)


@dataclass
class Fields:
    a: object = UNSET
    b: object = UNSET
    c: object = UNSET


@dataclass
class Valued:
    value: object


TINY = f".{'0' * 60}1"
"""Further behind the comma than a sum of ordinary precision reaches."""


def shares(*values: Decimal | int) -> Fields:
    return Fields([Valued(value) for value in values])


NONE, A, AB, ABC = Fields(), Fields("a"), Fields("a", "b"), Fields("a", "b", "c")
B, BC = Fields(b="b"), Fields(b="b", c="c")


@pytest.mark.parametrize(
    ("rule", "kept", "broken"),
    [
        (exactly_one("a", "b"), [A, B, BC], [NONE, AB, ABC]),
        (at_least_one("a", "b"), [A, B, AB], [NONE, Fields(c="c")]),
        (at_most_one("a", "b"), [NONE, A, B], [AB, ABC]),
        (together("a", "b", "c"), [NONE, ABC], [A, AB, BC]),
        (needs("a", "b", "c"), [NONE, B, BC, ABC], [A, AB]),
        (required("a", "b", on="add"), [AB, ABC], [NONE, A, B]),
        (excludes("a", "b", "c"), [NONE, A, BC], [AB, ABC, Fields("a", c="c")]),
        (when("a", "x", never=("b",)), [NONE, AB, Fields("x"), Fields("x", c="c")], [Fields("x", "b")]),
        (when("a", "x", always=("b",)), [NONE, A, Fields("x", "b")], [Fields("x"), Fields("x", c="c")]),
        (when("a", "x", never=("b",), always=("c",)), [Fields("x", c="c")], [Fields("x"), Fields("x", "b", "c")]),
        (when("a", "x", never=("b",)), [Fields(Valued("y"), "b")], [Fields(Valued("x"), "b")]),
        (must("a", holds=lambda p: p.a == "a", expected="an a"), [A], [NONE, B]),
        (
            total("a", "value", 100),
            [
                shares(100),
                shares(Decimal("33.3"), Decimal("66.7")),
                shares(Decimal(f"1{TINY}"), Decimal(f"-{TINY}"), 99),
            ],
            [shares(), shares(99), shares(50, 51), shares(Decimal(f"100{TINY}"))],
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Rule) else "",
)
def test_a_rule_holds_or_is_broken(rule: Rule, kept: list[Fields], broken: list[Fields]) -> None:
    assert [rule.holds(part) for part in kept] == [True] * len(kept)
    assert [rule.holds(part) for part in broken] == [False] * len(broken)


@pytest.mark.parametrize("nothing", [UNSET, CLEAR, (), []], ids=["unset", "clear", "tuple", "list"])
def test_what_is_left_out_or_empty_does_not_count(nothing: object) -> None:
    part = Fields("a", nothing)
    assert exactly_one("a", "b").holds(part)
    assert not together("a", "b").holds(part)
    assert not needs("a", "b").holds(part)
    assert excludes("a", "b").holds(part)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (exactly_one("a", "b"), "exactly one of a, b"),
        (at_least_one("a", "b"), "at least one of a, b"),
        (at_most_one("a", "b"), "at most one of a, b"),
        (together("a", "b"), "a and b together, or neither of them"),
        (needs("a", "b", "c"), "b, c together with a"),
        (required("a", "b", on="add"), "a, b when the method is add"),
        (excludes("a", "b"), "no b together with a"),
        (when("a", "x", never=("b",), always=("c",)), "no b and c when a is x"),
        (total("a", "value", 100), "value of all a 100 together"),
    ],
    ids=lambda value: value.name if isinstance(value, Rule) else "",
)
def test_a_rule_says_what_would_be_right(rule: Rule, expected: str) -> None:
    assert rule.expected == expected


def test_a_rule_may_hold_for_one_method_only() -> None:
    assert exactly_one("a", "b").on is None
    assert exactly_one("a", "b", on="add").on == "add"
    assert required("a", on="edit").on == "edit"
