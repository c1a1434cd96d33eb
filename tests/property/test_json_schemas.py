"""The JSON Schema of a message agrees with `netvisor build`: on valid messages, and on ones spoilt at one place.

What build accepts, the schema accepts. What build refuses, the schema refuses, unless the rule is one that
`why_unsaid` names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from netvisor.codec.json_form import load_json, message_from_json, message_to_json
from netvisor.codec.json_schema import json_schema
from netvisor.codec.json_schema_rules import rule_schema, why_unsaid
from netvisor.declare import CLEAR, UNSET, Field, Plan, Rule, Scalar, plan
from netvisor.errors import MessageError, Problem
from netvisor.protocol.call import Endpoint
from netvisor.testing import ISO_8859_15, messages
from netvisor.testing.message_strategies import _values as values_of
from tests.property.declared import REQUESTS, every_request, request_of

FEW = settings(max_examples=max(2, settings().max_examples // 4))
MANY = settings(max_examples=20, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])

REPLACEMENTS: tuple[Any, ...] = (
    None,
    "",
    "x",
    "a" * 1001,
    "-1",
    "0",
    "12.50",
    "12,50",
    "1.005",
    "1e3",
    "2026-02-29",
    "2024-02-29",
    "2026-13-01",
    "2026-11-30T14:30",
    "2026-11-30T14:30:05",
    "2026-11-30T14:30:00+02:00",
    "2026-11-31T10:00",
    "25:00",
    "14:30",
    "14:30:30",
    -1,
    0,
    1,
    13,
    10**9,
    True,
    False,
    [],
    {},
    ["x"],
    [[]],
    {"clear": True},
    {"clear": False},
    {"clear": True, "value": "x"},
    {"value": "x"},
    {"value": {"clear": True}},
    {"value": 1},
    {"path": ""},
    {"base64": "SGVp"},
    {"path": "a", "base64": "SGVp"},
)
"""What a value is replaced by."""


@cache
def validator(cls: type) -> Draft202012Validator:
    schema = json_schema(cls)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@dataclass
class Place:
    """A value in the JSON of a message: the object or list that holds it, its key or index there, and its path."""

    holder: Any
    key: Any
    path: str


def places(value: Any, path: str = "") -> Iterator[Place]:
    """Every value below a JSON value."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        at = f"{path}[{key}]" if isinstance(key, int) else f"{path}.{key}".lstrip(".")
        yield Place(value, key, at)
        if isinstance(value[key], (dict, list)):
            yield from places(value[key], at)


def spoilt(cls: type, form: dict[str, Any], data: st.DataObject) -> dict[str, Any]:
    """The JSON of a message with one value replaced, left out, put into a list, doubled or under another key."""
    form = deepcopy(form)
    every = [*places(form)]
    leaves = [place for place in every if not isinstance(place.holder[place.key], (dict, list))]
    place = data.draw(st.sampled_from(data.draw(st.sampled_from([every, leaves or every]))))
    holder, key = place.holder, place.key
    how = data.draw(st.sampled_from(("border", "border", "replace", "leave out", "rename", "add", "list", "exchange")))
    if how == "border":
        holder[key] = data.draw(st.sampled_from(at_its_limits(scalar_at(cls, place.path)) or REPLACEMENTS))
    elif how == "replace":
        holder[key] = deepcopy(data.draw(st.sampled_from(REPLACEMENTS)))
    elif how == "leave out":
        del holder[key]
    elif how == "list":
        holder[key] = [holder[key], deepcopy(holder[key])]
    elif how == "exchange":
        other = data.draw(st.sampled_from(every))
        holder[key] = deepcopy(other.holder[other.key])
    elif isinstance(holder, dict):
        name = data.draw(st.sampled_from(sorted({str(each.key) for each in every} | {"nothing"})))
        holder[name] = holder.pop(key) if how == "rename" else deepcopy(holder[key])
    return form


def at_its_limits(scalar: Scalar | None) -> list[Any]:
    """Values at both sides of each limit of a type, and of other types that resemble it."""
    if scalar is None:
        return []
    if scalar.values:
        return [scalar.values[0], f"{scalar.values[0]} ", str(scalar.values[0]).swapcase(), 0]
    longest = scalar.max or 300
    if scalar.kind == "string":
        return ["a" * longest, "a" * (longest + 1), "1" * 12, "1" * 30, "2026-W12", "FI2112345600000785", 5]
    if scalar.kind in {"integer", "decimal"}:
        low, high = scalar.minimum or Decimal(-5), scalar.maximum or Decimal(10 ** min(longest, 15))
        numbers: list[Any] = [int(low) - 1, int(low), int(high), int(high) + 1, 0.5, "-0", "0.0", "007", "1.100", "+1"]
        return [*numbers, *map(str, numbers[:4]), "1.005", "1.", ".5"]
    return [text for text in REPLACEMENTS if isinstance(text, (str, bool))]


def problems_of(cls: type, form: Any) -> tuple[Problem, ...]:
    """What `netvisor build` has against a JSON value."""
    try:
        message_from_json(cls, form)
    except MessageError as error:
        return error.problems
    return ()


def scalar_at(cls: type, path: str) -> Scalar | None:
    """The type of the value at the path of a problem."""
    scalar: Scalar | None = None
    its: type | None = cls
    for step in re.findall(r"[a-z_0-9]+(?=\.|\[|$)", re.sub(r"\[\d+\]", "", path)):
        line = next((f for f in plan(its).fields if f.attr == step), None) if its is not None else None
        if line is None:
            return None
        slot = plan(line.cls).value if line.role == "valued" and line.cls is not None else None
        scalar, its = (slot or line).scalar, line.cls
    return scalar


def disagreement(cls: type, form: Any) -> str:
    """How schema and build differ about a JSON value; empty when they agree as far as a schema can."""
    # As a file holds it, so that numbers are what a reader of JSON makes of them.
    form = load_json(json.dumps(form))
    problems = problems_of(cls, form)
    errors = [f"{error.json_path}: {error.message}" for error in validator(cls).iter_errors(form)]
    said = [problem for problem in problems if why_unsaid(problem.rule, scalar_at(cls, problem.path)) is None]
    if errors and not problems:
        return f"build accepts, the schema refuses {form}: {errors}"
    if said and not errors:
        return f"the schema accepts, build refuses {form}: {said}"
    return ""


def examine(cls: type, data: st.DataObject) -> None:
    form = message_to_json(data.draw(messages(cls)))
    assert problems_of(cls, form) == ()
    assert disagreement(cls, form) == ""
    assert disagreement(cls, spoilt(cls, form, data)) == ""


@every_request
@FEW
@given(data=st.data())
def test_schema_and_build_agree_on_valid_and_spoilt_messages(endpoint: Endpoint, data: st.DataObject) -> None:
    examine(request_of(endpoint), data)


@pytest.mark.slow
@every_request
@MANY
@given(data=st.data())
def test_schema_and_build_agree_on_a_thousand_messages(endpoint: Endpoint, data: st.DataObject) -> None:
    assert len(REQUESTS) * 20 >= 1000
    examine(request_of(endpoint), data)


# The rules between fields, each by itself: whole messages seldom come near them.


def rules_said() -> Iterator[tuple[Plan, Rule]]:
    """Every rule between fields that the schemas have, with its class."""
    for cls in sorted({part for endpoint in REQUESTS for part in classes_below(request_of(endpoint))}, key=str):
        yield from ((plan(cls), rule) for rule in plan(cls).rules if rule_schema(rule, plan(cls)) is not None)


def classes_below(cls: type) -> Iterator[type]:
    yield cls
    for line in plan(cls).fields:
        for arm in line.arms or (line,):
            if arm.cls is not None:
                yield from classes_below(arm.cls)


RULES = [*rules_said()]


@pytest.mark.parametrize(("its", "rule"), RULES, ids=[f"{its.cls.__name__}-{rule.name}" for its, rule in RULES])
@given(data=st.data())
def test_a_rule_between_fields_holds_where_its_schema_holds(its: Plan, rule: Rule, data: st.DataObject) -> None:
    values: dict[str, Any] = {line.attr: () if line.many else UNSET for line in its.fields if line.role != "constant"}
    for line in its.fields:
        if line.attr in rule.fields:
            values[line.attr] = data.draw(state_of(line, rule))
    part = its.cls(**values)
    form = message_to_json(part)
    schema = Draft202012Validator(rule_schema(rule, its))
    assert schema.is_valid(form) == rule.holds(part), form


def state_of(line: Field, rule: Rule) -> st.SearchStrategy[Any]:
    """A field absent, empty, with any value, or with the one that the rule is about."""
    states = [values_of(line, None, ISO_8859_15), st.just(() if line.many else UNSET)]
    if line.clearable and not line.many:
        states.append(st.just(CLEAR))
    if rule.case is not None and rule.case.field == line.attr:
        its_own = st.just(rule.case.value)
        states.append(its_own if line.cls is None else st.builds(line.cls, its_own))
    return st.one_of(states)


def test_every_kind_of_rule_that_a_schema_can_say_is_met() -> None:
    assert {rule.name for _, rule in RULES} == {
        "at-least-one",
        "at-most-one",
        "exactly-one",
        "excludes",
        "needs",
        "together",
        "when",
    }


def test_no_rule_between_fields_is_left_out_but_tests_of_their_own_and_those_of_a_method() -> None:
    for endpoint in REQUESTS:
        for cls in classes_below(request_of(endpoint)):
            for rule in plan(cls).rules:
                unsaid = rule.on is not None or why_unsaid(rule.name) is not None
                assert (rule_schema(rule, plan(cls)) is None) == unsaid
                assert not unsaid or rule.on is not None or rule.name == "must"
