"""What is declared and what is known are the same, row by row and in both directions."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin

import pytest
from msgspec import Meta, UnsetType

from netvisor.tampuuri.events import EVENTS
from netvisor.tampuuri.model import Model, ModelField, fields_of
from netvisor.tampuuri.moment import Moment
from netvisor.tampuuri.operation import Operation, models, operations
from tests.tampuuri.facts import table

UNNAMED = {"Osapuoli", "TyonsuorittajaTiedot", "Ilmoitus", "Sopimus", "Kohde"}
"""The models whose names are ours; the table has them in round brackets."""
PLAIN: dict[Any, str] = {int: "int", bool: "bool", str: "string", Decimal: "decimal", Moment: "date", bytes: "bytes"}
PART_OF = {"ApiSopimusRequestPart": "ApiSopimusRequest"}
"""Models that are another one without what it requires."""

INTENDED = {
    # An answer without the id that it is there for is refused, so it is required here.
    ("GenericPostResponse", "Id", "int", "", ""): ("GenericPostResponse", "Id", "int", "yes", ""),
}

Row = tuple[str, str, str, str, str]


def declared_name(cls: type[Model]) -> str:
    return f"({cls.__name__})" if cls.__name__ in UNNAMED else cls.__name__


def shape(annotation: Any) -> tuple[str, str, bool]:
    """The vendor's type of a field, its limit, and whether an answer is promised to have it."""
    limit, title, promised = "", "", False
    if get_origin(annotation) is Annotated:
        inner, *notes = get_args(annotation)
        metas = [note for note in notes if isinstance(note, Meta)]
        limit = "".join(map(limit_of, metas))
        title = "".join(meta.title or "" for meta in metas)
        promised = any((meta.extra or {}).get("promised") for meta in metas)
        type_, inner_limit, _ = shape(inner) if not title else (title, "", False)
        return type_, limit or inner_limit, promised
    if get_origin(annotation) is list:
        type_, inner_limit, _ = shape(get_args(annotation)[0])
        return f"{type_}[]", inner_limit, False
    if get_args(annotation) and get_origin(annotation) is not dict:
        (inner,) = [each for each in get_args(annotation) if each not in {type(None), UnsetType}]
        return shape(inner)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return declared_name(annotation), "", False
    return PLAIN[annotation], "", False


def limit_of(meta: Meta) -> str:
    if meta.max_length is not None:
        return str(meta.max_length)
    if meta.min_length is not None:
        return f"min {meta.min_length}"
    return f"{meta.ge}..{meta.le}" if meta.ge is not None else ""


def declared(cls: type[Model], line: ModelField) -> Row:
    type_, limit, promised = shape(line.annotation)
    return declared_name(cls), line.json_name, type_, "yes" if line.required or promised else "", limit


def declared_rows() -> set[Row]:
    classes = [cls for cls in models() if cls.__name__ not in PART_OF]
    return {declared(cls, line) for cls in classes for line in fields_of(cls).values()}


def known_rows() -> set[Row]:
    known = {(row["model"], row["field"], row["type"], row["required"], row["limit"]) for row in table("models")}
    assert known >= INTENDED.keys()
    return {INTENDED.get(row, row) for row in known}


def differences(declared: set[Row], known: set[Row]) -> dict[str, set[Row]]:
    """What is declared otherwise than it is known, and what is known otherwise than it is declared."""
    found = {"declared only": declared - known, "known only": known - declared}
    return {side: rows for side, rows in found.items() if rows}


def test_every_known_field_is_declared_as_it_is_known_and_no_other() -> None:
    assert differences(declared_rows(), known_rows()) == {}


SUM = ("ApiSuoritus", "Summa", "decimal", "yes", "")


@pytest.mark.parametrize("column", range(1, len(SUM)))
def test_a_field_that_is_declared_otherwise_is_found(column: int) -> None:
    changed: Any = (*SUM[:column], "changed", *SUM[column + 1 :])
    found = differences(declared_rows() - {SUM} | {changed}, known_rows())
    assert found == {"declared only": {changed}, "known only": {SUM}}


def test_a_part_of_a_model_has_its_fields_and_requires_none() -> None:
    by_name = {cls.__name__: cls for cls in models()}
    for part, whole in PART_OF.items():
        assert fields_of(by_name[part]).keys() == fields_of(by_name[whole]).keys()
        assert not any(line.required for line in fields_of(by_name[part]).values())


def counts() -> dict[str, tuple[int, int]]:
    """How many of each are declared, and how many are known."""
    events = [row for row in table("events") if row["event"] != "*"]
    return {
        "operations": (len(operations()), len(table("operations"))),
        "models": (len(models()) - len(PART_OF), len({row["model"] for row in table("models")})),
        "fields": (len(declared_rows()), len(table("models"))),
        "events": (len(EVENTS), len(events)),
    }


def operation_row(operation: Operation[Any]) -> tuple[str, str, str, str]:
    return operation.verb, operation.path, ",".join(operation.parameters), operation.confidence


def test_every_known_operation_is_declared_and_no_other() -> None:
    known = [(row["verb"], row["path"], row["query"], row["confidence"]) for row in table("operations")]
    assert Counter(map(operation_row, operations())) == Counter(known)


def test_every_operation_names_the_model_that_is_known_for_its_body() -> None:
    requests = {f"{row['verb']} {row['path']}": row["request"] for row in table("operations")}
    for operation in operations():
        if operation.request is not None:
            name = PART_OF.get(operation.request.__name__, operation.request.__name__)
            assert name in requests[operation.name]
        else:
            assert not requests[operation.name].startswith("Api")


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.name)
def test_every_operation_has_one_function(operation: Operation[Any]) -> None:
    (function,) = operation.functions
    assert operation.public_name == f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def test_every_known_event_is_declared_and_no_other() -> None:
    known = [(row["event"], row["sureness"]) for row in table("events") if row["event"] not in {"?", "*"}]
    assert [(event.name, event.sureness) for event in EVENTS] == known


@pytest.mark.parametrize(
    ("name", "column", "allowed"),
    [
        ("operations", "confidence", {"doc", "slides"}),
        ("models", "confidence", {"doc", "sample", "inferred"}),
        ("events", "sureness", {"sure", "likely", "open"}),
    ],
)
def test_every_row_says_how_sure_it_is(name: str, column: str, allowed: set[str]) -> None:
    assert {row[column] for row in table(name)} == allowed


def test_as_much_is_declared_as_is_known(record_property: Any) -> None:
    counted = counts()
    for what, (ours, known) in counted.items():
        record_property(what, f"{ours} declared of {known} known")
    unnamed = sum(row["event"] == "?" for row in table("events"))
    assert unnamed == 5
    assert {what: known - ours for what, (ours, known) in counted.items()} == {
        "operations": 0,
        "models": 0,
        "fields": 0,
        "events": unnamed,
    }
