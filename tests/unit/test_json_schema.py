"""The JSON Schemas of messages: committed as written, valid by an independent validator, saying what is declared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from netvisor.codec.decode import decode
from netvisor.codec.json_form import load_json, message_from_json, message_to_json
from netvisor.codec.json_scalar import ScalarProblem, from_json
from netvisor.codec.json_schema import json_schema, json_schema_files, json_schema_text
from netvisor.codec.json_schema_rules import why_unsaid
from netvisor.codec.json_schema_scalars import scalar_schema
from netvisor.codec.values import scalar_problem
from netvisor.declare import UNSET, Many, Opt, Scalar, message, plan
from netvisor.declare.scalars import Text
from netvisor.errors import MessageError
from netvisor.resources import endpoints
from tests.conftest import FIXTURES
from tests.regenerate.files import JSON_SCHEMAS, complaint
from tests.unit.shapes import Address, Order
from tests.unit.test_decode import full_order

FILES = dict(json_schema_files(endpoints()))

every_file = pytest.mark.parametrize("name", FILES)


@cache
def validator(cls: type) -> Draft202012Validator:
    return Draft202012Validator(json_schema(cls))


def is_valid(cls: type, form: Any) -> bool:
    return bool(validator(cls).is_valid(form))


# Files.


@every_file
def test_a_committed_schema_is_what_would_be_written_and_independently_valid(name: str) -> None:
    text = json_schema_text(FILES[name])
    assert complaint(JSON_SCHEMAS / name, text) == ""
    Draft202012Validator.check_schema(json.loads(text))


def test_every_message_has_a_schema() -> None:
    assert set(FILES) == {f"{e.resource.removesuffix('.nv')}.schema.json" for e in endpoints() if e.request is not None}


@pytest.mark.parametrize("cls", [Address, Path])
def test_only_messages_have_a_schema(cls: type) -> None:
    with pytest.raises(TypeError, match="not a message class"):
        json_schema(cls)


def golden() -> Iterator[tuple[Path, type]]:
    for name, cls in FILES.items():
        yield from ((path, cls) for path in sorted((FIXTURES / "requests").glob(f"{name.partition('.')[0]}-*.xml")))


@pytest.mark.parametrize(("path", "cls"), [*golden()], ids=lambda value: getattr(value, "name", ""))
def test_the_json_of_a_golden_message_is_in_its_schema(path: Path, cls: type) -> None:
    read: object = decode(path.read_bytes(), cls)
    validator(cls).validate(message_to_json(read))


@pytest.mark.parametrize("name", ["customer", "salesinvoice"])
def test_the_messages_of_the_tour_are_in_their_schema(name: str) -> None:
    form = load_json((FIXTURES / "demo" / f"{name}.json").read_text("utf-8"))
    validator(FILES[f"{name}.schema.json"]).validate(form)


# What it says.


def small(**more: Any) -> dict[str, Any]:
    """The JSON of an order with one of everything, with other values for some keys."""
    return message_to_json(full_order()) | more


def test_an_order_with_one_of_everything_is_in_its_schema() -> None:
    assert is_valid(Order, small())


def test_titles_descriptions_and_rules_come_from_the_docstrings() -> None:
    made = json_schema(Order)
    assert made["title"] == "An order, with one of everything"
    assert "Rule: at least one of due_date, net_days." in made["description"]
    assert "Rule of method add: number when the method is add (not in this schema)." in made["description"]
    assert made["$defs"]["Code"]["title"] == "A code that may be given automatically"
    assert made["$defs"]["ProductLine"]["properties"]["product"]["description"] == "What is sold."


@every_file
def test_no_marker_of_python_is_in_a_schema(name: str) -> None:
    text = (JSON_SCHEMAS / name).read_text("utf-8")
    assert "UNSET" not in text
    assert "CLEAR" not in text


def test_a_file_may_name_its_schema_at_the_top_only() -> None:
    assert is_valid(Order, small(**{"$schema": "order.schema.json"}))
    assert not is_valid(Order, small(**{"$schema": 1}))
    assert not is_valid(Order, small(buyer={**small()["buyer"], "$schema": "x"}))
    assert not is_valid(Order, {"$schema": "order.schema.json"})


# Scalars.


def scalars(cls: type) -> Iterator[Scalar]:
    for line in plan(cls).fields:
        if line.scalar is not None and line.role != "constant":
            yield line.scalar
        for arm in line.arms or (line,):
            if arm.cls is not None:
                yield from scalars(arm.cls)


OF_MESSAGES = {replace(scalar, doubt=None) for cls in FILES.values() for scalar in scalars(cls)} | {
    Scalar("decimal", places=2),
    Scalar("decimal", places=0),
    Scalar("decimal", minimum=Decimal(0), places=3),
    Scalar("integer", max=3),
    Scalar("time", form="minutes"),
}


def probes(scalar: Scalar) -> Iterator[Any]:
    """Values around every limit of a type, and of every other type."""
    yield from (None, "", "x", True, False, [], {}, ["x"], {"clear": True}, {"path": ""}, {"base64": 5})
    yield from ("-0", "0.00", "007", "1.100", "+1", "1.", ".5", "1,5", "1e3", "0." + "0" * 99, "1" * 101, "1.005")
    yield from ("2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2026-04-31", "0000-01-01", "9999-12-31")
    yield from (
        "2026-13-01",
        "2026-00-10",
        "2026-1-1",
        "2026-11-30T14:30",
        "2026-11-30T14:30:00.000",
        "24:00",
        "8:30",
        "2026-11-30T24:00",
    )
    yield from ("2026-11-30T14:30:05", "2026-11-30 14:30", "2026-11-30T14:30Z", "2026-11-30T14:30:00.1+23:59", "14:30")
    yield from (
        "14:30:00",
        "14:30:05",
        "14:30:60",
        "14:60",
        "2026-W12",
        "123456789012",
        "FI2112345600000785",
        "ab",
        "AB",
    )
    yield from ({"path": __file__}, {"base64": "SGVp"}, {"base64": "SGVp", "path": "x"})
    for limit in {0, 1, 100, *(int(n) for n in (scalar.minimum, scalar.maximum) if n is not None)}:
        yield from (number for n in (limit - 1, limit, limit + 1, -limit) for number in (n, str(n), f"{n}.5"))
    for longest in {3, *([scalar.max] if scalar.max is not None else [])}:
        yield from (
            text
            for n in (longest, longest + 1)
            for text in ("a" * n, "1" * n, 10 ** (min(n, 30)), 10 ** min(n, 30) - 1)
        )
    yield from (value for known in scalar.values for value in (known, str(known), f" {known}", str(known).swapcase()))


@pytest.mark.parametrize("scalar", sorted(OF_MESSAGES, key=repr), ids=lambda scalar: scalar.kind)
def test_a_value_is_in_its_schema_where_build_takes_it(scalar: Scalar) -> None:
    schema = Draft202012Validator(scalar_schema(scalar)[1])
    for value in probes(scalar):
        rule = broken_rule(value, scalar)
        valid = schema.is_valid(value)
        if rule is None:
            assert valid, value
        elif why_unsaid(rule, scalar) is None:
            assert not valid, (value, rule)


def broken_rule(value: Any, scalar: Scalar) -> str | None:
    """The rule that `build` finds broken by a JSON value."""
    try:
        found = scalar_problem(from_json(value, scalar, Path()), scalar)
    except ScalarProblem as error:
        return error.rule
    return found[1] if found else None


def test_the_decimals_of_a_number_in_text_are_counted() -> None:
    schema = Draft202012Validator(scalar_schema(Scalar("decimal", places=2))[1])
    assert [schema.is_valid(text) for text in ("1", "1.5", "1.55", "1.5500", "1.555", "1.")] == [True] * 4 + [False] * 2


def test_a_negative_number_in_text_is_refused_where_the_least_is_0() -> None:
    schema = Draft202012Validator(scalar_schema(Scalar("decimal", minimum=Decimal(0)))[1])
    assert [schema.is_valid(value) for value in ("0", "-0", "1.5", 2, "-1", -1, "-0.5")] == [True] * 4 + [False] * 3


@pytest.mark.parametrize("year", ["0000", "1900", "2000", "2023", "2024", "2100"])
def test_a_day_is_in_the_schema_where_the_calendar_has_it(year: str) -> None:
    schema = Draft202012Validator(scalar_schema(Scalar("date"))[1])
    for text in (f"{year}-{month:02}-{day:02}" for month in range(14) for day in range(33)):
        assert schema.is_valid(text) == (broken_rule(text, Scalar("date")) is None), text


# Elements.


@pytest.mark.parametrize(
    ("key", "value", "right"),
    [
        ("number", {"clear": True}, False),
        ("due_date", {"clear": True}, True),
        ("due_date", {"clear": False}, False),
        ("due_date", None, False),
        ("order_date", {"value": "2026-11-30"}, True),
        ("order_date", {"value": "2026-11-30", "format": "ansi"}, False),
        ("kind", "Order", False),
        ("code", "A1", True),
        ("code", {"value": {"clear": True}, "type": "automatic"}, True),
        ("code", {"value": {"clear": True}}, True),
        ("code", {"clear": True}, True),
        ("code", {"type": "automatic"}, False),
        ("buyer", "A1", False),
        ("buyer", {"clear": True}, False),
        ("buyer", {"value": {"clear": True}, "type": "netvisor"}, True),
        ("buyer", {"value": "1", "type": "netvisor", "contact": "5"}, False),
        ("buyer", [{"value": "1", "type": "netvisor"}], False),
        ("status", {"value": "open", "type": "netvisor"}, False),
        ("status", {"clear": True}, False),
        ("amount", "12.50", True),
        ("amount", {"value": {"clear": True}}, False),
        ("amount", {"value": 5, "currency": "EUR"}, True),
        ("amount", {"clear": True}, True),
        ("address", {}, False),
        ("address", {"clear": True}, True),
        ("address", {"street": {"clear": True}}, True),
        ("address", "Katu 1", False),
        ("tag", "a", False),
        ("tag", [], True),
        ("tag", ["a", {"clear": True}], False),
        ("lines", {"line": []}, False),
        (
            "lines",
            {"line": [{"comment_line": {"comment": "x"}, "product_line": {"product": "x", "quantity": 1}}]},
            False,
        ),
        ("lines", {"line": [{"product_line": {"product": "x", "quantity": 1, "unit": "kpl"}}]}, False),
        ("mixed", {"rows": [{"comment_line": {"comment": "x"}}]}, True),
        ("mixed", {"rows": [{"comment_line": {"comment": "x"}, "product_line": {}}]}, False),
        ("mixed", {"rows": [{}]}, False),
        ("mixed", {"rows": []}, False),
        ("file", [{"file_name": "x", "document_data": {"base64": "SGVp"}}], True),
        ("file", [{"file_name": "x", "document_data": "SGVp"}], False),
        ("file", [{"file_name": "x", "document_data": {"value": {"base64": "SGVp"}}}], False),
        ("free_text", {"value": "x"}, False),
        ("unknown", 1, False),
    ],
)
def test_an_element_is_in_the_schema_as_build_takes_it(key: str, value: Any, right: bool) -> None:
    form = small(total={"clear": True}) | {key: value}
    assert is_valid(Order, form) is right
    if right:
        message_from_json(Order, form)
    else:
        with pytest.raises(MessageError):
            message_from_json(Order, form)


@message
class Loose:
    """A message in which nothing is required."""

    name: Opt[Text] = UNSET
    tag: Many[Text] = ()


@pytest.mark.parametrize(
    ("form", "right"),
    [
        ({}, False),
        ({"tag": []}, False),
        ({"$schema": "x"}, False),
        ({"$schema": "x", "tag": []}, False),
        ({"tag": [], "name": "x"}, True),
        ({"name": {"clear": True}}, True),
        ({"tag": ["x"]}, True),
    ],
)
def test_a_message_says_something(form: dict[str, Any], right: bool) -> None:
    assert is_valid(Loose, form) is right
    if right:
        message_from_json(Loose, form)


def test_every_disagreement_of_a_schema_has_its_reason() -> None:
    with pytest.raises(MessageError) as raised:
        message_from_json(Order, small(due_date="2026-02-30", nothing=1))
    assert [why_unsaid(problem.rule) for problem in raised.value.problems] == [None, None]
    assert why_unsaid("character") == "characters that XML forbids"
    assert why_unsaid("maximum", Scalar("decimal")) is not None
    assert why_unsaid("maximum", Scalar("integer")) is None
